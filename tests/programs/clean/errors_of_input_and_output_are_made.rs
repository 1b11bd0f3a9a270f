// SPDX-License-Identifier: MIT
//
// io::Error of its three kinds: a kind alone, with an error inside, and of the system.

use std::error::Error;
use std::io::{self, ErrorKind};

fn main() {
    let kind = io::Error::from(ErrorKind::NotFound);
    println!("{kind} | {kind:?} | {}", kind.source().is_some());
    println!("{} {}", ErrorKind::NotFound, kind.kind() == ErrorKind::NotFound);
    println!("{}", kind.kind() == ErrorKind::Other);

    let other = io::Error::other("something else");
    println!("{other} | {other:?} | {:?}", other.kind());
    println!("{}", other.get_ref().is_some());
    let inner = "x".parse::<i32>().unwrap_err();
    let outer = io::Error::new(ErrorKind::InvalidData, inner);
    println!("{outer} | {outer:?} | {}", outer.source().is_some());

    let system = io::Error::from_raw_os_error(2);
    println!("{system} | {system:?}");
    println!("{}", io::Error::last_os_error().raw_os_error().is_some());
    let short = io::Read::read_exact(&mut &b"a"[..], &mut [0; 2]).unwrap_err();
    println!("{short} | {short:?}");
}
