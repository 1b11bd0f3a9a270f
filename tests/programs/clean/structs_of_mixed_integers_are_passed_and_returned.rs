// SPDX-License-Identifier: MIT
// Two integers with padding between them travel by value, alone and as a result that C builds; a
// struct of structs meets the same values as scalars beside it. Two functions declare a struct of
// the same name each.

extern "C" {
    fn make_entry(id: u16, amount: i64) -> Entry;
}

#[repr(C)]
struct Entry {
    id: u16,
    amount: i64,
}

fn passes_a_pair() {
    #[repr(C)]
    struct Entry {
        id: u16,
        amount: i64,
    }

    extern "C" {
        fn booked(entry: Entry) -> i64;
    }

    let entry = Entry { id: 600, amount: -2400 };
    assert_eq!(unsafe { booked(entry) }, -1800);
}

fn passes_a_nest() {
    #[repr(C)]
    struct Address {
        network: Network,
        host: Host,
        mask: u64,
    }

    #[repr(C)]
    struct Network {
        class: u8,
        number: u16,
    }

    #[repr(C)]
    struct Host {
        number: i32,
    }

    extern "C" {
        fn differences(address: Address, class: u8, network: u16, host: i32) -> u32;
    }

    let mask = 0xffff_0000_ffff_0000;
    let build = |host| Address {
        network: Network { class: 0xfe, number: 0x8001 },
        host: Host { number: host },
        mask,
    };
    assert_eq!(unsafe { differences(build(-2), 0xfe, 0x8001, -2) }, 0);
    assert_eq!(unsafe { differences(build(-2), 0xff, 0x8001, -3) }, 2);
}

fn main() {
    passes_a_pair();
    passes_a_nest();
    let entry = unsafe { make_entry(65535, i64::MIN) };
    assert_eq!(entry.id, 65535);
    assert_eq!(entry.amount, i64::MIN);
}
