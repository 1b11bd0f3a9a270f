// SPDX-License-Identifier: MIT
// Structs in structs in arrays in structs: classification sees through the nesting, and a
// struct of one struct of one double is just a double.

#[repr(C)]
#[derive(Clone, Copy)]
struct Metres {
    value: f64,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Size {
    width: u16,
    height: u16,
}

#[repr(C)]
struct Window {
    sizes: [Size; 2],
    visible: bool,
}

#[repr(C)]
struct Room {
    length: Metres,
    window: Window,
    doors: [Metres; 2],
}

extern "C" {
    fn double_metres(length: Metres) -> Metres;
    fn exchange_sizes(window: Window) -> Window;
    fn rebuild(room: Room, length: Metres) -> Room;
}

fn main() {
    let length = unsafe { double_metres(Metres { value: 1.25 }) };
    assert_eq!(length.value, 2.5);

    let small = Size { width: 1, height: 2 };
    let large = Size { width: 65535, height: 40000 };
    let window = unsafe { exchange_sizes(Window { sizes: [small, large], visible: true }) };
    assert_eq!(window.sizes[0].width, 65535);
    assert_eq!(window.sizes[0].height, 40000);
    assert_eq!(window.sizes[1].width, 1);
    assert_eq!(window.sizes[1].height, 2);
    assert_eq!(window.visible, false);

    let doors = [Metres { value: 0.5 }, Metres { value: 0.75 }];
    let room = unsafe { rebuild(Room { length, window, doors }, Metres { value: 9.0 }) };
    assert_eq!(room.length.value, 9.0);
    assert_eq!(room.window.sizes[0].height, 2);
    assert_eq!(room.window.visible, true);
    assert_eq!(room.doors[0].value, 0.75);
    assert_eq!(room.doors[1].value, 2.5);
}
