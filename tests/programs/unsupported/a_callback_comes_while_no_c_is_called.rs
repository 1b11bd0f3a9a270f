// SPDX-License-Identifier: MIT
//
// A thread of C outlives the call that began it, and calls the program while the program is not in
// C: nobody can let it in. The next call of C reports it.
//~ options: --foreign-threads=serialise

extern "C" {
    fn begin(function: extern "C" fn(), flags: *mut i32);
    fn end();
}

extern "C" fn come_in() {}

fn main() {
    let mut flags = [0, 0];
    let may_call = flags.as_mut_ptr();
    unsafe {
        begin(come_in, may_call);
        may_call.write_volatile(1);
        while may_call.add(1).read_volatile() == 0 {}
        end(); //~ unsupported: `come_in` of the program outside of any native call
    }
}
