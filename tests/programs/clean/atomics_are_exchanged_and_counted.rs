// SPDX-License-Identifier: MIT
//
// Atomics are read and written like what they hold, and statics of them change.

use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{
    compiler_fence, fence, AtomicBool, AtomicI16, AtomicI32, AtomicI64, AtomicI8, AtomicIsize,
    AtomicPtr, AtomicU16, AtomicU32, AtomicU64, AtomicU8, AtomicUsize, Ordering,
};

static CALLS: AtomicUsize = AtomicUsize::new(3);
static IS_READY: AtomicBool = AtomicBool::new(false);
static FIRST: AtomicPtr<i32> = AtomicPtr::new(std::ptr::null_mut());

fn numbers() {
    let n = AtomicI32::new(5);
    println!("{} {}", n.fetch_add(i32::MAX, Relaxed), n.load(Acquire));
    println!("{} {}", n.fetch_sub(10, AcqRel), n.swap(0b1100, SeqCst));
    println!("{} {}", n.fetch_and(0b0110, Relaxed), n.fetch_or(0b0011, Relaxed));
    println!("{} {}", n.fetch_xor(0b1111, Relaxed), n.fetch_nand(0b1010, Relaxed));
    println!("{} {}", n.fetch_max(7, Relaxed), n.fetch_min(-8, Relaxed));
    println!("{:?} {:?}", n.compare_exchange(-8, 1, AcqRel, Acquire), n);
    println!("{:?} {:?}", n.compare_exchange(-8, 2, SeqCst, Relaxed), n);
    println!("{:?}", n.compare_exchange_weak(4, 2, SeqCst, Relaxed));
    println!("{:?}", n.fetch_update(SeqCst, Relaxed, |n| n.checked_mul(6)));
    println!("{:?}", n.fetch_update(SeqCst, Relaxed, |_| None));
    let mut n = n;
    *n.get_mut() += 1;
    println!("{} {}", unsafe { *n.as_ptr() }, n.into_inner());
}

fn widths() {
    let (a, b) = (AtomicI8::new(-1), AtomicU8::new(200));
    let (c, d) = (AtomicI16::from(-300), AtomicU16::default());
    let (e, f) = (AtomicU32::new(7), AtomicI64::new(-9));
    let (g, h) = (AtomicU64::new(u64::MAX), AtomicIsize::new(0));
    b.fetch_add(100, Relaxed);
    d.store(9, Release);
    g.fetch_add(2, Relaxed);
    h.fetch_sub(1, Relaxed);
    println!("{a:?} {b:?} {c:?} {d:?} {e:?} {f:?} {g:?} {h:?}");
    println!("{} {}", size_of::<AtomicU16>(), align_of::<AtomicI64>());
}

fn flags() {
    let flag = AtomicBool::from(true);
    println!("{} {}", flag.fetch_and(false, Relaxed), flag.fetch_or(true, Relaxed));
    println!("{} {}", flag.fetch_xor(true, Relaxed), flag.fetch_nand(true, Relaxed));
    println!("{} {}", flag.fetch_not(Relaxed), flag.swap(true, Relaxed));
    println!("{:?}", flag.compare_exchange(true, false, SeqCst, SeqCst));
    println!("{:?}", flag.compare_exchange_weak(true, false, SeqCst, SeqCst));
    println!("{:?}", flag.fetch_update(Relaxed, Relaxed, |flag| Some(!flag)));
    let mut flag = flag;
    *flag.get_mut() &= true;
    println!("{:?} {} {:?}", flag, unsafe { *flag.as_ptr() }, AtomicBool::default());
    println!("{}", flag.into_inner());
}

fn pointers() {
    let mut values = [1, 2, 3];
    FIRST.store(&mut values[0], Release);
    let second = FIRST.load(Acquire).wrapping_add(1);
    println!("{}", FIRST.swap(second, AcqRel) == &raw mut values[0]);
    println!("{}", unsafe { *FIRST.fetch_ptr_add(1, Relaxed) });
    println!("{}", unsafe { *FIRST.fetch_ptr_sub(2, Relaxed) });
    println!("{}", unsafe { *FIRST.load(Relaxed) });
    let at = FIRST.load(Relaxed);
    println!("{}", FIRST.compare_exchange(second, at, SeqCst, SeqCst) == Err(at));
    println!("{}", FIRST.compare_exchange_weak(at, second, SeqCst, SeqCst) == Ok(at));
    println!("{}", FIRST.fetch_update(SeqCst, SeqCst, |_| None) == Err(second));
    let mut own = AtomicPtr::from(at);
    *own.get_mut() = second;
    println!("{} {}", unsafe { **own.as_ptr() }, format!("{own:?}") == format!("{second:?}"));
    println!(
        "{} {}",
        own.into_inner() == second,
        AtomicPtr::<u8>::default().into_inner().is_null()
    );
}

fn places_of_others() {
    let (mut number, mut flag, mut pointer) = (4u64, false, std::ptr::null_mut::<u64>());
    unsafe {
        AtomicU64::from_ptr(&mut number).fetch_add(1, SeqCst);
        AtomicBool::from_ptr(&mut flag).store(true, SeqCst);
        AtomicPtr::from_ptr(&mut pointer).store(&mut number, SeqCst);
        println!("{} {} {}", number, flag, *pointer);
    }
}

fn main() {
    println!("{} {}", CALLS.fetch_add(1, Relaxed), CALLS.load(SeqCst));
    IS_READY.store(true, Release);
    fence(SeqCst);
    compiler_fence(Acquire);
    println!("{} {:?}", IS_READY.load(Relaxed), Ordering::AcqRel);
    println!("{:?} {:?} {:?} {}", Acquire, Release, SeqCst, Relaxed == Ordering::Relaxed);
    numbers();
    widths();
    flags();
    pointers();
    places_of_others();
}
