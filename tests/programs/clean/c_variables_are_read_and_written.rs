// SPDX-License-Identifier: MIT
//
// Variables of a library are memory of their real size: Rust reads and writes them, and sees what C
// wrote in between.

#[repr(C)]
struct Colours {
    red: u8,
    rest: [u32; 3],
}

extern "C" {
    static mut visits: i32;
    static half: f64;
    static mut colours: Colours;
    static mut greeting: *const u8;
    #[link_name = "internal_name"]
    static renamed: i64;
    fn visit();
}

fn main() {
    unsafe {
        assert!(visits == 3);
        visits = 10;
        visit();
        assert!(visits == 11);
        assert!(half == 0.5);
        assert!(colours.red == 9 && colours.rest[0] == 1 && colours.rest[2] == 30);
        colours.rest[2] = 4;
        visit();
        assert!(colours.rest[2] == 40);
        assert!(renamed == -4);
        let own = *b"bye\0";
        greeting = own.as_ptr();
        assert!(*greeting.add(1) == b'y');
    }
}
