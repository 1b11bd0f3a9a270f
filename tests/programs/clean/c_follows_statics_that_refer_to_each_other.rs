// SPDX-License-Identifier: MIT
// A static that refers to itself, and two that refer to each other; C goes round.

#[repr(C)]
struct Gate {
    code: u16,
    through: &'static Gate,
}

extern "C" {
    fn code_behind(gate: *const Gate, steps: u32) -> u16;
}

static ALONE: Gate = Gate { code: 4711, through: &ALONE };
static FRONT: Gate = Gate { code: 1, through: &BACK };
static BACK: Gate = Gate { code: 2, through: &FRONT };

fn main() {
    unsafe {
        assert_eq!(code_behind(&ALONE, 0), 4711);
        assert_eq!(code_behind(&ALONE, 2), 4711);
        assert_eq!(code_behind(&FRONT, 7), 2);
        assert_eq!(code_behind(FRONT.through, 7), 1);
    }
    assert_eq!(ALONE.through.through.code, 4711);
}
