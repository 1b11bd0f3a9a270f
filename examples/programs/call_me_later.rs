// SPDX-License-Identifier: MIT
//
// C stores callbacks, and a thread of its own calls them when their time has come, while the program
// waits in C for all of them. Without the option airlock refuses to run the program on that thread.
//~ options: --foreign-threads=serialise

use std::ffi::c_void;

extern "C" {
    fn clock_start() -> *mut c_void;
    fn clock_call_at(
        clock: *mut c_void,
        tick: u32,
        call: extern "C" fn(*mut c_void, *mut c_void, u32),
        data: *mut c_void,
    );
    fn clock_run(clock: *mut c_void) -> u32;
    fn clock_stop(clock: *mut c_void);
}

struct Alarm {
    name: &'static str,
    every: u32,
    left: u32,
}

// Runs on C's thread, and asks to be called again.
extern "C" fn ring(clock: *mut c_void, data: *mut c_void, tick: u32) {
    let alarm = unsafe { &mut *(data as *mut Alarm) };
    println!("{tick:>3} {}", alarm.name);
    alarm.left -= 1;
    if alarm.left > 0 {
        unsafe { clock_call_at(clock, tick + alarm.every, ring, data) };
    }
}

fn main() {
    let mut alarms = [
        Alarm { name: "tea", every: 30, left: 2 },
        Alarm { name: "stretch", every: 7, left: 4 },
        Alarm { name: "backup", every: 50, left: 1 },
    ];
    let clock = unsafe { clock_start() };
    for alarm in &mut alarms {
        let every = alarm.every;
        let data = alarm as *mut Alarm as *mut c_void;
        unsafe { clock_call_at(clock, every, ring, data) };
    }
    let last = unsafe { clock_run(clock) };
    unsafe { clock_stop(clock) };
    println!("all quiet after tick {last}: {}", alarms.iter().all(|alarm| alarm.left == 0));
}
