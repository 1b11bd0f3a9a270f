// Impls for all types with a trait, for one of several arguments, in modules of the same name.
trait Animal {
    fn legs(&self) -> u32;
    fn name(&self) -> u32 {
        self.legs() + 100
    }
}

trait Loud: Animal {
    fn noise(&self) -> u32 {
        self.name() * 2
    }
}

struct Dog;
struct Bug<T>(T);

impl Animal for Dog {
    fn legs(&self) -> u32 {
        4
    }
}

impl<T> Animal for Bug<T> {
    fn legs(&self) -> u32 {
        6
    }
    fn name(&self) -> u32 {
        7
    }
}

impl Loud for Dog {}
impl<T: Copy + Into<u32>> Loud for Bug<T> {
    fn noise(&self) -> u32 {
        self.0.into()
    }
}

trait Describe {
    fn describe(&self) -> u32;
}

impl<T: Animal> Describe for T {
    fn describe(&self) -> u32 {
        self.legs() * 1000
    }
}

impl Describe for u8 {
    fn describe(&self) -> u32 {
        8
    }
}

trait Convert<To> {
    fn convert(&self) -> To;
}

impl Convert<u16> for u8 {
    fn convert(&self) -> u16 {
        16
    }
}

impl Convert<u32> for u8 {
    fn convert(&self) -> u32 {
        32
    }
}

struct Counter {
    count: u32,
}

impl Iterator for Counter {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        if self.count < 5 {
            self.count += 1;
            Some(self.count)
        } else {
            None
        }
    }
}

trait Summed {
    fn summed(self) -> u64;
}

impl<I, T> Summed for I
where
    I: Iterator<Item = T>,
    T: Into<u64>,
{
    fn summed(self) -> u64 {
        let mut total = 0;
        for item in self {
            total += item.into();
        }
        total
    }
}

mod first {
    pub trait Number {
        fn number(&self) -> u32;
    }
    impl Number for super::Dog {
        fn number(&self) -> u32 {
            1
        }
    }
}

mod second {
    pub trait Number {
        fn number(&self) -> u32;
    }
    impl Number for super::Dog {
        fn number(&self) -> u32 {
            2
        }
    }
}

fn main() {
    assert!(Dog.name() == 104 && Bug(1u8).name() == 7);
    assert!(Dog.noise() == 208 && Bug(2u16).noise() == 2);
    assert!(Dog.describe() == 4000 && 3u8.describe() == 8);
    let narrow: u16 = 1u8.convert();
    let wide: u32 = 1u8.convert();
    assert!(narrow == 16 && wide == 32);
    assert!(Counter { count: 0 }.summed() == 15);
    assert!(first::Number::number(&Dog) == 1 && second::Number::number(&Dog) == 2);
}
