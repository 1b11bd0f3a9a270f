// SPDX-License-Identifier: MIT
// Variables, statics and boxes lie where their alignment demands.

#[repr(align(64))]
struct Line(u8);

#[repr(align(4096))]
struct Page([u8; 4096]);

static LINE: Line = Line(3);
static PAGE: Page = Page([4; 4096]);

fn is_aligned<T>(reference: &T) -> bool {
    (&raw const *reference).addr() % std::mem::align_of::<T>() == 0
}

fn main() {
    let byte = 1_u8;
    let wide = 2_u128;
    let line = Line(5);
    let page = Box::new(Page([6; 4096]));
    assert!(is_aligned(&wide) && is_aligned(&line) && is_aligned(&*page));
    assert!(is_aligned(&LINE) && is_aligned(&PAGE));
    let sum = byte + LINE.0 + PAGE.0[4095] + line.0 + page.0[0];
    assert_eq!(sum as u128 + wide, 21);
}
