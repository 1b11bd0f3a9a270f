// SPDX-License-Identifier: MIT
//
// C keeps a pointer to the session that it was given. We drop the session and ask C for it.

#[repr(C)]
struct Session {
    id: u32,
    _requests: u32,
}

extern "C" {
    fn session_set(session: *mut Session);
    fn session_current() -> *mut Session;
}

fn main() {
    let mut session = Box::new(Session { id: 17, _requests: 3 });
    unsafe { session_set(&mut *session) };
    drop(session);
    let current = unsafe { session_current() };
    println!("{}", unsafe { (*current).id }); //~ ub: dangling pointer
}
