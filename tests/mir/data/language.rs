// One of everything that rustc's text of a program can contain and the interpreter's parser knows.
// It is read, never run.
#![allow(dead_code, unused, static_mut_refs)]

use std::ffi::c_int;

#[link(name = "c")]
extern "C" {
    fn printf(format: *const i8, ...) -> c_int;
    #[link_name = "abs"]
    fn absolute(x: c_int) -> c_int;
    static environ: *const *const i8;
}

struct Drops(i32);
impl Drop for Drops {
    fn drop(&mut self) {
        self.0 = unsafe { absolute(self.0) };
    }
}

trait Sided {
    const SIDES: u8 = 4;
}
impl Sided for Drops {}

trait Shape {
    type Unit;
    fn area(&self) -> i32 {
        <Drops as Sided>::SIDES as i32
    }
}
impl Shape for Drops {
    type Unit = u64;
}

mod outer {
    pub mod inner {
        #[derive(Clone, Copy, PartialEq)]
        pub struct Grid<T, const N: usize>(pub [T; N]);
        impl<T: Copy, const N: usize> Grid<T, N> {
            pub const AREA: usize = N * N;
            pub fn first(&self) -> T {
                self.0[0]
            }
        }
    }
}
use outer::inner::Grid;

#[repr(C)]
#[derive(Clone, Copy)]
union Bits {
    integer: u32,
    float: f32,
}

enum Data {
    Nothing,
    Pair(i32, f64),
    Named { x: u8, y: [i16; 3] },
}

#[repr(i8)]
enum Sign {
    Minus = -1,
    Plus = 1,
}

#[repr(C, packed)]
struct Packed {
    tag: u8,
    element: &'static i32,
    filler: [u8; 3],
    text: &'static str,
    function: extern "C" fn(i32) -> i32,
}
unsafe impl Sync for Packed {}

extern "C" fn callback(x: i32) -> i32 {
    x + 1
}

static TABLE: [i32; 8] = [1; 8];
static PACKED: Packed =
    Packed { tag: 1, element: &TABLE[3], filler: [7; 3], text: "hello", function: callback };
static mut PARTLY: std::mem::MaybeUninit<[u16; 9]> = std::mem::MaybeUninit::uninit();
static mut UNION: (Bits, u64) = (Bits { integer: 5 }, 6);
static SHAPE: &(dyn Send + Sync) = &3u8;
const LARGE: u128 = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fff0;
const SMALL: i128 = i128::MIN + 1;
const FLOATS: [f64; 5] = [1.0, -0.0, 1e300, 0.1, 2.5];

const fn factorial(n: u64) -> u64 {
    if n == 0 {
        1
    } else {
        n * factorial(n - 1)
    }
}

fn generic<S: Shape, const N: usize>(shape: &S, grid: &Grid<u8, N>) -> i32 {
    shape.area() + grid.first() as i32 + N as i32
}

fn function_values(f: fn(i32) -> i32) -> fn(fn(i32) -> i32) -> fn(i32) -> i32 {
    let safe: extern "C" fn(i32) -> i32 = callback;
    let address = safe as usize;
    let closure: fn(i32) -> i32 = |x| x - 1;
    let unsafe_one: unsafe fn(i32) -> i32 = f;
    let chosen = Some(factorial);
    |f| f
}

fn closures(mut total: Vec<i32>) -> impl Fn(i32) -> i32 {
    let mut push = |x: i32| total.push(x);
    push(3);
    let offset = 4;
    move |x| x + offset
}

fn patterns(values: &[i32], five: [i32; 5], c: char, n: i64, text: &str) -> i32 {
    let [first, middle @ .., last] = five;
    match values {
        [one] => *one,
        [one, rest @ .., two] if *one == 3 => rest[0] + *two + middle[1] + first + last,
        [.., end] => *end,
        [] => match (c, n, text) {
            ('\'', -1, _) => 1,
            ('\u{1F600}', 9, "a\\b\t") => 2,
            _ => 3,
        },
    }
}

fn data(value: Data) -> Data {
    match value {
        Data::Nothing => Data::Named { x: 1, y: [1; 3] },
        Data::Pair(i, f) if f > 2.0 => Data::Pair(-i, f),
        other => other,
    }
}

fn pointers(slice: *mut [u8], shape: *const dyn Send, number: *mut u64) -> usize {
    unsafe {
        let bits = Bits { integer: 7 };
        let raw = &raw mut *number;
        let exposed = raw.expose_provenance();
        let again = exposed as *const u64;
        let read = *again + bits.float as u64;
        *number = read;
        UNION.1 = read;
        slice.len() + (!exposed & 6) + shape as *const u8 as usize
    }
}

fn strings() -> (&'static str, &'static [u8; 4], [u8; 2], char, &'static std::ffi::CStr) {
    ("tab\t quote\" nul\0 h\u{e9}", b"\xff\\\"\0", *b"xy", '\n', c"text")
}

fn loops(limit: u8) -> u8 {
    let mut i = 0u8;
    for j in 0..limit {
        i = i.wrapping_add(j << 1) % 7;
    }
    i
}

fn local_items() -> i32 {
    struct Local {
        z: i32,
    }
    impl Local {
        fn get(&self) -> i32 {
            self.z
        }
    }
    const INNER: i32 = 9;
    static COUNT: i32 = 8;
    fn helper() -> i32 {
        INNER + COUNT
    }
    Local { z: 3 }.get() + helper()
}

fn never() -> ! {
    panic!("no {}", 3)
}

fn main() {
    let shape = Drops(4);
    let boxed: Box<dyn Shape<Unit = u64>> = Box::new(Drops(5));
    let grid = Grid::<u8, 3>([1, 2, 3]);
    generic(&shape, &grid);
    boxed.area();
    closures(vec![1, 2])(3);
    let _ = unsafe { environ.is_null() };
    unsafe {
        printf(c"%d %f".as_ptr(), 3i32, 1.5f64);
        printf(PACKED.text.as_ptr() as *const i8, Grid::<u8, 2>::AREA, PARTLY.as_ptr());
    }
    println!("{} {:?} {}", LARGE, SMALL, FLOATS[0]);
    std::process::exit(local_items());
}
