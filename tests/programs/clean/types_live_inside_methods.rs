// SPDX-License-Identifier: MIT
// Types and generic functions that are declared inside of methods and closures: several methods may
// have one of the same name, and what is inside does not know the method's parameters.
use std::ffi::c_void;
use std::mem::size_of;
use std::ops::Add;

struct File;
struct Socket;

trait Source {
    fn read(&self) -> usize;
}

impl File {
    fn open(&self) -> u32 {
        struct Guard<'a>(&'a mut u32);
        impl Drop for Guard<'_> {
            fn drop(&mut self) {
                *self.0 += 1;
            }
        }
        let mut count = 0;
        drop(Guard(&mut count));
        count + size_of::<Guard>() as u32
    }
    fn close(&self) -> u32 {
        enum Guard {
            Of(u8),
            None,
        }
        impl Guard {
            fn count(&self) -> u32 {
                match self {
                    Guard::Of(count) => u32::from(*count),
                    Guard::None => 0,
                }
            }
        }
        Guard::Of(3).count() + Guard::None.count()
    }
    fn each<F: FnMut(i32) -> i32>(&self, mut visit: F) -> i32 {
        unsafe extern "C" fn call<F: FnMut(i32) -> i32>(data: *mut c_void, value: i32) -> i32 {
            (unsafe { &mut *data.cast::<F>() })(value)
        }
        fn twice<T: Copy + Add<Output = T>>(value: T) -> T {
            const ONE: u8 = 1;
            assert_eq!(ONE, 1);
            value + value
        }
        let function: unsafe extern "C" fn(*mut c_void, i32) -> i32 = call::<F>;
        unsafe { function((&raw mut visit).cast(), twice(4)) }
    }
}

impl Source for File {
    fn read(&self) -> usize {
        #[derive(Debug, Default)]
        struct State {
            position: u8,
        }
        println!("{:?}", State::default());
        State { position: 4 }.position as usize
    }
}

impl Source for Socket {
    fn read(&self) -> usize {
        #[derive(Debug, Default, Clone)]
        struct State {
            port: u16,
            is_open: bool,
        }
        println!("{:?}", State::default().clone());
        let state = State { port: 6, is_open: true };
        state.port as usize + state.is_open as usize
    }
}

impl<T: Clone> Source for Vec<T> {
    fn read(&self) -> usize {
        struct State<U>(U, U);
        impl<U> State<U> {
            fn size(&self) -> usize {
                size_of::<U>()
            }
        }
        fn times<U>(list: &[U], factor: usize) -> usize {
            list.len() * factor
        }
        State(self[0].clone(), self[0].clone()).size() + times(self, 10)
    }
}

fn main() {
    println!("{} {}", File.open(), File.close());
    let mut sum = 0;
    let last = File.each(|value| {
        sum += value;
        value + 1
    });
    println!("{last} {sum}");
    println!("{} {} {}", File.read(), Socket.read(), vec![1u32, 2].read());
    let next = |value: u8| {
        struct State(u8);
        impl From<u8> for State {
            fn from(value: u8) -> State {
                State(value + 1)
            }
        }
        State::from(value).0
    };
    println!("{}", next(4));
}
