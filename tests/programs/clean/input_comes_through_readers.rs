// SPDX-License-Identifier: MIT
//
// Readers of all kinds, over bytes that the program has; standard input is at its end.

use std::io::{self, BufRead, BufReader, Cursor, Read};

fn two<R: Read>(mut reader: R) -> io::Result<[u8; 2]> {
    let mut bytes = [0; 2];
    reader.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn line<R: BufRead>(mut reader: R) -> io::Result<String> {
    let mut text = String::new();
    reader.read_line(&mut text)?;
    Ok(text)
}

fn main() -> io::Result<()> {
    let mut bytes = &b"one\ntwo\nthree"[..];
    println!("{:?}", two(&mut bytes)?);
    println!("{:?}", line(&mut bytes)?);
    println!("{:?}", two(Box::new(&mut bytes))?);
    println!("{:?} {:?}", line(Box::new(&mut bytes))?, bytes.fill_buf()?.len());
    println!("{:?}", bytes.by_ref().read_to_end(&mut Vec::new())?);

    let parts = BufRead::split(&b"a,b,,c"[..], b',');
    println!("{:?}", parts.map(|part| part.unwrap().len()).collect::<Vec<usize>>());
    println!("{}", io::read_to_string(&b"whole"[..])?);

    let mut cursor = Cursor::new(vec![1, 2, 3, 4]);
    println!("{:?} {}", two(&mut cursor)?, cursor.position());
    cursor.get_mut().push(5);
    println!("{:?} {:?}", two(&mut cursor)?, cursor.into_inner());

    let mut reader = BufReader::new(&b"first\nsecond\n"[..]);
    println!("{:?} {}", line(&mut reader)?, reader.buffer().len());
    println!("{:?} {}", two(&mut reader)?, reader.fill_buf()?.len());
    println!("{} {}", reader.get_ref().len(), reader.into_inner().len());

    println!("{}", io::stdin().read(&mut [0; 4])?);
    println!("{}", io::stdin().lock().read(&mut [0; 4])?);
    println!("{:?}", io::stdin().lines().next().is_none());
    Ok(())
}
