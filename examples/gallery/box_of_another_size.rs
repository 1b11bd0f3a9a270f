// SPDX-License-Identifier: MIT
//
// C carries a pointer for us, as `void *`. What comes back is taken for the wrong type and freed.

use std::ffi::c_void;

struct Request {
    _id: u64,
    _body: [u8; 24],
}

struct Reply {
    _id: u64,
}

extern "C" {
    fn queue_put(data: *mut c_void);
    fn queue_take() -> *mut c_void;
}

fn main() {
    let request = Box::new(Request { _id: 1, _body: [0; 24] });
    unsafe { queue_put(Box::into_raw(request).cast()) };
    let reply = unsafe { Box::from_raw(queue_take().cast::<Reply>()) };
    drop(reply); //~ ub: incorrect layout on deallocation
}
