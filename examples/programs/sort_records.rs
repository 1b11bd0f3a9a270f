// SPDX-License-Identifier: MIT
//
// The C library's qsort orders with comparisons in Rust: a function, and, through qsort_r's pointer,
// a closure that counts. bsearch finds with one.
//~ library: libc.so.6

use std::cmp::Ordering;
use std::ffi::{c_int, c_void};
use std::mem::size_of;

type Comparison = extern "C" fn(*const c_void, *const c_void) -> c_int;
type ComparisonWith = extern "C" fn(*const c_void, *const c_void, *mut c_void) -> c_int;

extern "C" {
    fn qsort(base: *mut c_void, count: usize, size: usize, compare: Comparison);
    fn qsort_r(
        base: *mut c_void,
        count: usize,
        size: usize,
        compare: ComparisonWith,
        context: *mut c_void,
    );
    fn bsearch(
        key: *const c_void,
        base: *const c_void,
        count: usize,
        size: usize,
        compare: Comparison,
    ) -> *const c_void;
}

struct City {
    name: &'static str,
    people: u32,
    height: f32,
}

const fn city(name: &'static str, people: u32, height: f32) -> City {
    City { name, people, height }
}

extern "C" fn by_people(left: *const c_void, right: *const c_void) -> c_int {
    let (left, right) = unsafe { (&*(left as *const City), &*(right as *const City)) };
    left.people.cmp(&right.people) as c_int
}

extern "C" fn ask<T, F: FnMut(&T, &T) -> Ordering>(
    left: *const c_void,
    right: *const c_void,
    context: *mut c_void,
) -> c_int {
    let compare = unsafe { &mut *(context as *mut F) };
    let (left, right) = unsafe { (&*(left as *const T), &*(right as *const T)) };
    compare(left, right) as c_int
}

fn sort_by<T, F: FnMut(&T, &T) -> Ordering>(elements: &mut [T], mut compare: F) {
    let base = elements.as_mut_ptr() as *mut c_void;
    let context = &mut compare as *mut F as *mut c_void;
    unsafe { qsort_r(base, elements.len(), size_of::<T>(), ask::<T, F>, context) };
}

fn main() {
    let mut cities = [
        city("Quito", 1_763_275, 2850.0),
        city("Bern", 134_794, 542.0),
        city("Lhasa", 867_891, 3656.0),
        city("Oslo", 709_037, 23.0),
        city("Male", 211_908, 2.4),
    ];
    let base = cities.as_mut_ptr() as *mut c_void;
    unsafe { qsort(base, cities.len(), size_of::<City>(), by_people) };
    for city in &cities {
        println!("{:>9} {}", city.people, city.name);
    }
    let key = city("", 709_037, 0.0);
    let key = &key as *const City as *const c_void;
    let found = unsafe { bsearch(key, base, cities.len(), size_of::<City>(), by_people) };
    println!("{} has as many", unsafe { (*(found as *const City)).name });

    sort_by(&mut cities, |left, right| right.height.partial_cmp(&left.height).unwrap());
    println!("highest is {}, lowest is {}", cities[0].name, cities[4].name);

    let mut numbers: Vec<u32> =
        (0..10_000u32).map(|i| i.wrapping_mul(2_654_435_761) >> 8).collect();
    let mut comparisons = 0;
    sort_by(&mut numbers, |left, right| {
        comparisons += 1;
        left.cmp(right)
    });
    println!("sorted: {}", numbers.windows(2).all(|pair| pair[0] <= pair[1]));
    println!("at least {} comparisons each", comparisons / numbers.len() / 10 * 10);
}
