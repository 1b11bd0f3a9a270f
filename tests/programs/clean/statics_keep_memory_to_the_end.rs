// SPDX-License-Identifier: MIT
// What statics lead to at the end of the program is not leaked: through other memory, from inside
// of structs and enums, through the end of an allocation, and behind `Box::leak`.

struct Node {
    next: Option<Box<Node>>,
    name: &'static str,
}

static mut LIST: Option<Box<Node>> = None;
static mut END: (u32, *const u8) = (0, std::ptr::null());
static mut WORDS: Vec<String> = Vec::new();

fn grow(name: &'static str) {
    unsafe {
        let list = &raw mut LIST;
        let next = (*list).take();
        *list = Some(Box::new(Node { next, name }));
    }
}

fn main() {
    grow("one");
    grow("two");
    let bytes: &'static [u8; 3] = Box::leak(Box::new([1, 2, 3]));
    unsafe {
        END = (3, bytes.as_ptr().add(3));
        (*(&raw mut WORDS)).push(String::from("three"));
        let list = &*(&raw const LIST);
        let node = list.as_ref().unwrap();
        assert_eq!(node.name.len() + node.next.as_ref().unwrap().name.len(), 6);
        let (length, end) = END;
        assert_eq!(*end.sub(1) as u32, length);
    }
}
