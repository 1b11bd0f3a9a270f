// Bytes and lines through std's readers and writers; standard input is empty here.

use std::env;
use std::io::{self, BufRead, Read, Write};
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = env::args().collect();
    println!("{}", args.len());
    let mut verbose = false;
    let mut files = Vec::new();
    let mut it = env::args().skip(1);
    while let Some(a) = it.next() {
        match a.as_str() {
            "-v" | "--verbose" => verbose = true,
            "-n" => {
                let n: u32 = it.next().ok_or("missing value")?.parse()?;
                println!("n {n}");
            }
            _ if a.starts_with("--") => return Err(format!("unknown option {a}").into()),
            _ => files.push(a),
        }
    }
    println!("{verbose} {files:?}");
    let stdout = io::stdout();
    let mut lock = stdout.lock();
    writeln!(lock, "hello {}", 1)?;
    lock.write_all(b"bytes\n")?;
    lock.flush()?;
    drop(lock);
    let mut buffer: Vec<u8> = Vec::new();
    write!(&mut buffer, "{}", 42)?;
    buffer.write_all(&[33, 10])?;
    io::stdout().write_all(&buffer)?;
    let mut cursor = io::Cursor::new(b"line one\nline two\n".to_vec());
    let mut line = String::new();
    cursor.read_line(&mut line)?;
    print!("{line}");
    let mut rest = String::new();
    cursor.read_to_string(&mut rest)?;
    print!("{rest}");
    println!("{:?}", env::var("AIRLOCK_NOT_SET"));
    println!("{}", io::Error::from_raw_os_error(2));
    let mut errors = io::stderr();
    errors.write_all(b"")?;
    let mut input = String::new();
    let n = io::stdin().read_line(&mut input)?;
    println!("{n}");
    for line in io::stdin().lock().lines() {
        println!("{}", line?);
    }
    let e = io::Error::new(io::ErrorKind::Other, "custom");
    println!("{e} {:?}", e.kind());
    let b: &[u8] = b"abc";
    let mut b = b;
    let mut two = [0; 2];
    b.read_exact(&mut two)?;
    println!("{two:?}");
    if let Err(e) = "zz".parse::<i32>() {
        let b: Box<dyn std::error::Error + Send + Sync> = e.into();
        println!("{b}");
    }
    Ok(())
}
