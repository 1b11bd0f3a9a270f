// Box of `[T]`: its elements are dropped, and its memory is given back.
static mut DROPPED: u32 = 0;

struct Noisy(u32);

impl Drop for Noisy {
    fn drop(&mut self) {
        unsafe { DROPPED = DROPPED * 10 + self.0 }
    }
}

fn length<T: ?Sized + Measured>(value: &T) -> usize {
    value.measure()
}

trait Measured {
    fn measure(&self) -> usize;
}

impl<T> Measured for [T] {
    fn measure(&self) -> usize {
        self.len() * 100
    }
}

impl Measured for str {
    fn measure(&self) -> usize {
        self.len()
    }
}

fn main() {
    let numbers: Box<[u16]> = Box::new([1, 2, 3]);
    assert!(numbers.len() == 3 && numbers[2] == 3 && size_of_val(&*numbers) == 6);
    let noisy: Box<[Noisy]> = Box::new([Noisy(8), Noisy(9)]);
    drop(noisy);
    assert!(unsafe { DROPPED } == 89);
    assert!(length(&*numbers) == 300 && length("four") == 4);
}
