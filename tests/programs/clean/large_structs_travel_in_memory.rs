// SPDX-License-Identifier: MIT
// Structs of more than 16 bytes are copied to the stack on the way in, and come back through a
// hidden pointer; C changing its copy must not change ours.

#[repr(C)]
struct Triad {
    first: i64,
    second: i64,
    third: i64,
}

#[repr(C)]
struct Record {
    id: u16,
    samples: [i32; 5],
    mean: f64,
    valid: bool,
}

extern "C" {
    fn reverse_triad(triad: Triad) -> Triad;
    fn sum_and_clear(before: i32, triad: &Triad, copy: Triad, after: i32) -> i64;
    fn summarise(record: Record) -> Record;
}

fn main() {
    let triad = unsafe { reverse_triad(Triad { first: -1, second: 1 << 62, third: 3 }) };
    assert_eq!(triad.first, 3);
    assert_eq!(triad.second, 1 << 62);
    assert_eq!(triad.third, -1);

    let kept = Triad { first: 10, second: 20, third: 30 };
    let copy = Triad { first: 1, second: 2, third: 3 };
    assert_eq!(unsafe { sum_and_clear(1000, &kept, copy, 2000) }, 3066);
    assert_eq!(kept.first + kept.second + kept.third, 60);

    let record = Record { id: 65535, samples: [1, -2, 3, -4, 12], mean: 0.0, valid: false };
    let record = unsafe { summarise(record) };
    assert_eq!(record.id, 0);
    assert_eq!(record.samples[0], 12);
    assert_eq!(record.samples[1], -4);
    assert_eq!(record.samples[4], 1);
    assert_eq!(record.mean, 2.0);
    assert_eq!(record.valid, true);
}
