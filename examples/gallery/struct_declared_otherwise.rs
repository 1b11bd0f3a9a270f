// SPDX-License-Identifier: MIT
//
// The library's struct got a field in front of the flag; our declaration is that of last year.

#[repr(C)]
struct Sensor {
    id: u32,
    is_on: bool,
    level: u8,
}

extern "C" {
    fn sensor_read(sensor: *mut Sensor);
}

fn main() {
    let mut sensor = Sensor { id: 4, is_on: false, level: 0 };
    unsafe { sensor_read(&mut sensor) };
    let is_on = sensor.is_on; //~ ub: invalid value of type bool
    println!("sensor {} at {}: {is_on}", sensor.id, sensor.level);
}
