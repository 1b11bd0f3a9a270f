// SPDX-License-Identifier: MIT
// The last field of a struct may be unsized: a text with functions of its own, a header with what
// follows it, one that is made of an array, one in a Box.
use std::fmt::{Display, Formatter, Result};

#[repr(transparent)]
struct Name(str);

impl Name {
    fn of(text: &str) -> &Name {
        unsafe { &*(text as *const str as *const Name) }
    }
    fn boxed(text: Box<str>) -> Box<Name> {
        unsafe { Box::from_raw(Box::into_raw(text) as *mut Name) }
    }
}

impl Display for Name {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "<{}>", &self.0)
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Name) -> bool {
        self.0 == other.0
    }
}

#[repr(C)]
struct Packet<T: ?Sized> {
    kind: u32,
    tag: u8,
    data: T,
}

fn total(packet: &Packet<[u16]>) -> u16 {
    packet.data.iter().sum::<u16>() + packet.kind as u16
}

struct Named(&'static str);

impl Drop for Named {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

extern "C" {
    fn sum_words(packet: *const u32, count: usize) -> u32;
}

#[repr(C)]
struct Words {
    first: u32,
    rest: [u32],
}

fn main() {
    let name = Name::of("hello");
    println!("{name} {} {} {}", name.0.len(), size_of_val(name), *name == *Name::of("hello"));
    println!("{}", Name::boxed("boxed".into()));

    let packet: &Packet<[u16]> = &Packet { kind: 7, tag: 1, data: [1, 2, 3] };
    println!("{} {} {}", total(packet), size_of_val(packet), align_of_val(packet));
    if let [first, rest @ ..] = &packet.data {
        println!("{first} {rest:?} {}", packet.tag);
    }
    let mut array = Packet { kind: 0, tag: 0, data: [1u8, 2, 3, 4] };
    let bytes: &mut Packet<[u8]> = &mut array;
    bytes.data[2] = 9;
    bytes.kind = 5;
    println!("{} {:?}", array.kind, array.data);

    let boxed: Box<Packet<[Named]>> =
        Box::new(Packet { kind: 1, tag: 2, data: [Named("a"), Named("b")] });
    println!("{} {}", boxed.data.len(), boxed.kind);
    drop(boxed);

    let memory = [1u32, 10, 20];
    let words = unsafe { &*(std::ptr::slice_from_raw_parts(memory.as_ptr(), 2) as *const Words) };
    println!("{} {:?}", words.first, &words.rest);
    println!("{}", unsafe { sum_words(&words.first, 1 + words.rest.len()) });
}
