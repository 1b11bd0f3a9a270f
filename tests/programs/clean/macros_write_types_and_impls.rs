// What macros of the program make is found: types, impls, traits, consts, functions, foreign items.
mod shapes {
    macro_rules! shape {
        ($(#[$meta:meta])* $name:ident { $($field:ident: $type:ty),* $(,)? } => $area:expr) => {
            $(#[$meta])*
            #[derive(Debug)]
            pub struct $name {
                $(pub $field: $type),*
            }

            impl $name {
                pub const FIELDS: usize = [$(stringify!($field)),*].len();

                pub fn new($($field: $type),*) -> Self {
                    $name { $($field),* }
                }

                pub fn area(&self) -> f64 {
                    let area: fn(&$name) -> f64 = $area;
                    area(self)
                }
            }

            impl Drop for $name {
                fn drop(&mut self) {
                    println!("gone: {:?}", self);
                }
            }
        };
    }

    shape!(Square { side: f64 } => |s| s.side * s.side);
    shape! {
        #[derive(Clone, PartialEq)]
        Box2 { width: f32, height: f32 } => |b| f64::from(b.width * b.height)
    }
}

trait Zero {
    const ZERO: Self;
    fn is_zero(&self) -> bool;
}

macro_rules! zero {
    ($($name:ty => $value:literal),* $(,)?) => {
        $(
            impl Zero for $name {
                const ZERO: $name = $value;
                fn is_zero(&self) -> bool {
                    *self == Self::ZERO
                }
            }
        )*
    };
}

macro_rules! for_all {
    ($macro:ident: $($rest:tt)*) => {
        $macro!($($rest)*);
    };
}

for_all!(zero: u8 => 0, i64 => 0, f64 => 0.0, char => '\0');

macro_rules! flags {
    ($visibility:vis struct $name:ident: $type:ty { $(const $flag:ident = $value:expr;)* }) => {
        #[derive(Clone, Copy, PartialEq)]
        $visibility struct $name($type);

        impl $name {
            $($visibility const $flag: $name = $name($value);)*

            fn names(self) -> Vec<&'static str> {
                let all = [$(($name::$flag, stringify!($flag))),*];
                all.iter().filter(|f| self.0 & (f.0).0 != 0).map(|f| f.1).collect()
            }
        }

        impl std::ops::BitOr for $name {
            type Output = $name;
            fn bitor(self, other: $name) -> $name {
                $name(self.0 | other.0)
            }
        }
    };
}

flags!(pub struct Mode: u32 { const READ = 1; const WRITE = 1 << 1; const EXECUTE = 4; });
flags!(struct Corner: u8 { const LEFT = 0b1; const TOP = Corner::LEFT.0 << 1; });

macro_rules! events {
    ($name:ident: $trait_name:ident { $($variant:ident($type:ty) => $method:ident),+ }) => {
        enum $name {
            $($variant($type)),+
        }

        trait $trait_name {
            $(fn $method(&mut self, value: &$type);)+

            fn take(&mut self, event: &$name) {
                match event {
                    $($name::$variant(value) => self.$method(value)),+
                }
            }
        }
    };
}

events!(Event: Taker { Key(char) => key, Size((u32, u32)) => size });

struct Log(Vec<String>);

impl Taker for Log {
    fn key(&mut self, value: &char) {
        self.0.push(value.to_string());
    }
    fn size(&mut self, value: &(u32, u32)) {
        self.0.push(format!("{}x{}", value.0, value.1));
    }
}

macro_rules! foreign {
    ($(fn $name:ident($($argument:ident: $type:ty),*) -> $result:ty;)*) => {
        extern "C" {
            $(fn $name($($argument: $type),*) -> $result;)*
        }
    };
}

foreign! {
    fn twice(x: i32) -> i32;
    fn half(x: f64) -> f64;
}

macro_rules! local {
    ($name:ident($type:ty)) => {
        #[repr(C)]
        struct $name {
            before: u8,
            inner: $type,
        }
        impl $name {
            fn sum(&self) -> u64 {
                u64::from(self.before) + self.inner as u64
            }
        }
    };
}

fn main() {
    let square = shapes::Square::new(1.5);
    let sides = shapes::Box2::new(2.0, 3.0);
    println!("{} {} {}", square.area(), sides.area(), sides == sides.clone());
    assert_eq!((shapes::Square::FIELDS, shapes::Box2::FIELDS), (1, 2));
    println!("{} {} {} {}", 0u8.is_zero(), 3i64.is_zero(), 0.0.is_zero(), char::ZERO as u32);
    println!("{:?}", (Mode::READ | Mode::EXECUTE).names());
    println!("{:?} {}", Corner::TOP.names(), Corner::LEFT == Corner::TOP);
    let mut log = Log(Vec::new());
    log.take(&Event::Key('k'));
    log.take(&Event::Size((3, 4)));
    println!("{:?}", log.0);
    println!("{} {}", unsafe { twice(21) }, unsafe { half(5.0) });
    local!(Small(u16));
    local!(Large(u64));
    let small = Small { before: 1, inner: 2 };
    let large = Large { before: 3, inner: 4 };
    println!("{} {} {}", small.sum(), large.sum(), std::mem::size_of::<Small>());
    assert_eq!(std::mem::size_of::<Large>(), 16);
    assert!(Mode::WRITE.names() == ["WRITE"]);
}
