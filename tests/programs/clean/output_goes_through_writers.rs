// SPDX-License-Identifier: MIT
//
// Writers of all kinds: standard output by value and by reference, lists, parts of arrays, boxes, and
// buffers in front of them.

use std::io::{self, BufWriter, Write};

struct Counter {
    bytes: usize,
    flushes: usize,
}

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes += bytes.len();
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        self.flushes += 1;
        Ok(())
    }
}

fn greet<W: Write>(mut writer: W) -> io::Result<usize> {
    let count = writer.write(b"hi ")?;
    writer.flush()?;
    Ok(count)
}

fn main() -> io::Result<()> {
    let mut output = io::stdout();
    greet(&output)?;
    greet(&mut output)?;
    greet(output)?;
    println!();
    greet(io::stderr())?;
    greet(io::stderr().lock())?;
    eprintln!();

    let mut list = Vec::new();
    println!("{} {}", greet(&mut list)?, greet(Box::new(&mut list))?);
    list.by_ref().write_all(b"there")?;
    println!("{:?}", String::from_utf8_lossy(&list));

    let mut array = [0u8; 5];
    let mut part = &mut array[..];
    println!("{} {} {}", part.write(b"abc")?, part.write(b"def")?, part.write(b"x")?);
    part.flush()?;
    println!("{array:?} {}", (&mut array[..]).write_all(b"too long").is_err());

    let mut buffer = BufWriter::new(Counter { bytes: 0, flushes: 0 });
    buffer.write_all(b"some")?;
    println!("{} in front of {}", buffer.buffer().len(), buffer.get_ref().bytes);
    buffer.flush()?;
    println!("{} {}", buffer.get_ref().bytes, buffer.get_ref().flushes);
    buffer.get_mut().bytes = 0;
    let mut small = BufWriter::with_capacity(2, &mut list);
    println!("{} {}", small.write(b"z")?, small.write(b"long")?);
    drop(small);
    println!("{:?}", String::from_utf8_lossy(&list));
    Ok(())
}
