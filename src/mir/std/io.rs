// SPDX-License-Identifier: MIT
//
// Reading and writing: standard input and output, lists of bytes, and buffers in front of others.
pub mod io {
    use crate::std;
    use std::iter::Iterator;
    use std::option::Option::{self, None, Some};
    use std::result::Result::{self, Err, Ok};

    pub use std::more_io::io::*;

    pub trait Write {
        fn write(&mut self, bytes: &[u8]) -> Result<usize, std::io::Error>;
        fn flush(&mut self) -> Result<(), std::io::Error>;
        fn write_all(&mut self, bytes: &[u8]) -> Result<(), std::io::Error> {
            let mut rest = bytes;
            while rest.len() > 0 {
                match self.write(rest) {
                    Ok(0) => {
                        let kind = std::io::ErrorKind::WriteZero;
                        return Err(std::io::simple(kind, "failed to write whole buffer"));
                    }
                    Ok(count) => {
                        rest = std::slice::part(rest, std::ops::RangeFrom { start: count })
                    }
                    Err(error) => return Err(error),
                }
            }
            Ok(())
        }
        fn write_fmt(&mut self, arguments: core::fmt::Arguments<'_>) -> Result<(), std::io::Error> {
            let mut bytes = std::vec::Vec::<u8>::new();
            let is_done = std::models::try_format_into(&mut bytes, arguments);
            if let Err(error) = self.write_all(bytes.as_slice()) {
                return Err(error);
            }
            if !is_done {
                core::panicking::panic(
                    "a formatting trait implementation returned an error when the underlying \
                     stream did not",
                );
            }
            Ok(())
        }
        fn by_ref(&mut self) -> &mut Self
        where
            Self: Sized,
        {
            self
        }
    }

    pub struct Stdout;
    pub struct StdoutLock<'a>(std::marker::PhantomData<&'a u8>);
    pub struct Stderr;
    pub struct StderrLock<'a>(std::marker::PhantomData<&'a u8>);
    pub fn stdout() -> std::io::Stdout {
        Stdout
    }
    pub fn stderr() -> std::io::Stderr {
        Stderr
    }
    impl std::io::Stdout {
        pub fn lock(&self) -> std::io::StdoutLock<'static> {
            StdoutLock(std::marker::PhantomData)
        }
    }
    impl std::io::Stderr {
        pub fn lock(&self) -> std::io::StderrLock<'static> {
            StderrLock(std::marker::PhantomData)
        }
    }
    fn put(is_error: bool, bytes: &[u8]) -> Result<usize, std::io::Error> {
        std::models::write_output(is_error, bytes);
        Ok(bytes.len())
    }
    fn flush_output() -> Result<(), std::io::Error> {
        std::models::flush_output();
        Ok(())
    }
    impl std::io::Write for std::io::Stdout {
        fn write(&mut self, bytes: &[u8]) -> Result<usize, std::io::Error> {
            put(false, bytes)
        }
        fn flush(&mut self) -> Result<(), std::io::Error> {
            flush_output()
        }
    }
    impl std::io::Write for &std::io::Stdout {
        fn write(&mut self, bytes: &[u8]) -> Result<usize, std::io::Error> {
            put(false, bytes)
        }
        fn flush(&mut self) -> Result<(), std::io::Error> {
            flush_output()
        }
    }
    impl std::io::Write for std::io::StdoutLock<'_> {
        fn write(&mut self, bytes: &[u8]) -> Result<usize, std::io::Error> {
            put(false, bytes)
        }
        fn flush(&mut self) -> Result<(), std::io::Error> {
            flush_output()
        }
    }
    impl std::io::Write for std::io::Stderr {
        fn write(&mut self, bytes: &[u8]) -> Result<usize, std::io::Error> {
            put(true, bytes)
        }
        fn flush(&mut self) -> Result<(), std::io::Error> {
            Ok(())
        }
    }
    impl std::io::Write for std::io::StderrLock<'_> {
        fn write(&mut self, bytes: &[u8]) -> Result<usize, std::io::Error> {
            put(true, bytes)
        }
        fn flush(&mut self) -> Result<(), std::io::Error> {
            Ok(())
        }
    }
    impl std::io::Write for std::vec::Vec<u8> {
        fn write(&mut self, bytes: &[u8]) -> Result<usize, std::io::Error> {
            std::string::append(self, bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> Result<(), std::io::Error> {
            Ok(())
        }
    }
    impl<W: std::io::Write + ?Sized> std::io::Write for &mut W {
        fn write(&mut self, bytes: &[u8]) -> Result<usize, std::io::Error> {
            (**self).write(bytes)
        }
        fn flush(&mut self) -> Result<(), std::io::Error> {
            (**self).flush()
        }
    }
    impl<W: std::io::Write + ?Sized> std::io::Write for std::boxed::Box<W> {
        fn write(&mut self, bytes: &[u8]) -> Result<usize, std::io::Error> {
            unsafe { (*(self.0.pointer.pointer as *mut W)).write(bytes) }
        }
        fn flush(&mut self) -> Result<(), std::io::Error> {
            unsafe { (*(self.0.pointer.pointer as *mut W)).flush() }
        }
    }
    impl std::io::Write for &mut [u8] {
        fn write(&mut self, bytes: &[u8]) -> Result<usize, std::io::Error> {
            let length = if bytes.len() < self.len() { bytes.len() } else { self.len() };
            let list = core::mem::replace(self, &mut []);
            let (first, rest) = std::slice::split_mut(list, length);
            unsafe {
                core::ptr::copy_nonoverlapping(bytes.as_ptr(), first.as_mut_ptr(), length);
            }
            *self = rest;
            Ok(length)
        }
        fn flush(&mut self) -> Result<(), std::io::Error> {
            Ok(())
        }
    }

    /// Writes in pieces of its capacity, and the rest when it is dropped.
    pub struct BufWriter<W: std::io::Write> {
        inner: W,
        bytes: std::vec::Vec<u8>,
    }
    impl<W: std::io::Write> std::io::BufWriter<W> {
        pub fn new(inner: W) -> std::io::BufWriter<W> {
            BufWriter { inner, bytes: std::vec::Vec::<u8>::with_capacity(8192) }
        }
        pub fn with_capacity(capacity: usize, inner: W) -> std::io::BufWriter<W> {
            BufWriter { inner, bytes: std::vec::Vec::<u8>::with_capacity(capacity) }
        }
        pub fn get_ref(&self) -> &W {
            &self.inner
        }
        pub fn get_mut(&mut self) -> &mut W {
            &mut self.inner
        }
        pub fn buffer(&self) -> &[u8] {
            self.bytes.as_slice()
        }
        fn empty(&mut self) -> Result<(), std::io::Error> {
            let done = self.inner.write_all(self.bytes.as_slice());
            self.bytes.clear();
            done
        }
    }
    impl<W: std::io::Write> std::io::Write for std::io::BufWriter<W> {
        fn write(&mut self, bytes: &[u8]) -> Result<usize, std::io::Error> {
            if self.bytes.len() + bytes.len() > self.bytes.capacity() {
                if let Err(error) = self.empty() {
                    return Err(error);
                }
            }
            if bytes.len() >= self.bytes.capacity() {
                return self.inner.write(bytes);
            }
            std::string::append(&mut self.bytes, bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> Result<(), std::io::Error> {
            match self.empty() {
                Ok(()) => self.inner.flush(),
                Err(error) => Err(error),
            }
        }
    }
    impl<W: std::io::Write> core::ops::Drop for std::io::BufWriter<W> {
        fn drop(&mut self) {
            core::mem::drop(self.empty());
        }
    }

    pub trait Read {
        fn read(&mut self, bytes: &mut [u8]) -> Result<usize, std::io::Error>;
        fn read_to_end(&mut self, bytes: &mut std::vec::Vec<u8>) -> Result<usize, std::io::Error> {
            let start = bytes.len();
            let mut piece = [0u8; 1024];
            loop {
                match self.read(&mut piece) {
                    Ok(0) => return Ok(bytes.len() - start),
                    Ok(count) => {
                        let part = std::slice::part(&piece, std::ops::RangeTo { end: count });
                        std::string::append(bytes, part)
                    }
                    Err(error) => return Err(error),
                }
            }
        }
        fn read_to_string(
            &mut self,
            text: &mut std::string::String,
        ) -> Result<usize, std::io::Error> {
            let mut bytes = std::vec::Vec::<u8>::new();
            match self.read_to_end(&mut bytes) {
                Ok(_) => std::io::push_text(text, bytes.as_slice()),
                Err(error) => Err(error),
            }
        }
        fn read_exact(&mut self, bytes: &mut [u8]) -> Result<(), std::io::Error> {
            let mut done = 0;
            while done < bytes.len() {
                let rest = std::slice::part_mut(bytes, std::ops::RangeFrom { start: done });
                match self.read(rest) {
                    Ok(0) => {
                        let kind = std::io::ErrorKind::UnexpectedEof;
                        return Err(std::io::simple(kind, "failed to fill whole buffer"));
                    }
                    Ok(count) => done += count,
                    Err(error) => return Err(error),
                }
            }
            Ok(())
        }
        fn by_ref(&mut self) -> &mut Self
        where
            Self: Sized,
        {
            self
        }
    }
    pub fn push_text(
        text: &mut std::string::String,
        bytes: &[u8],
    ) -> Result<usize, std::io::Error> {
        match std::str::from_utf8(bytes) {
            Ok(piece) => {
                text.push_str(piece);
                Ok(bytes.len())
            }
            Err(_) => {
                let kind = std::io::ErrorKind::InvalidData;
                Err(std::io::simple(kind, "stream did not contain valid UTF-8"))
            }
        }
    }

    pub trait BufRead: std::io::Read {
        fn fill_buf(&mut self) -> Result<&[u8], std::io::Error>;
        fn consume(&mut self, count: usize);
        fn read_until(
            &mut self,
            byte: u8,
            bytes: &mut std::vec::Vec<u8>,
        ) -> Result<usize, std::io::Error> {
            let start = bytes.len();
            loop {
                let (count, is_found) = match self.fill_buf() {
                    Ok(buffer) => {
                        let mut count = 0;
                        while count < buffer.len() && buffer[count] != byte {
                            count += 1;
                        }
                        let is_found = count < buffer.len();
                        let count = count + is_found as usize;
                        let part = std::slice::part(buffer, std::ops::RangeTo { end: count });
                        std::string::append(bytes, part);
                        (count, is_found)
                    }
                    Err(error) => return Err(error),
                };
                self.consume(count);
                if is_found || count == 0 {
                    return Ok(bytes.len() - start);
                }
            }
        }
        fn read_line(&mut self, text: &mut std::string::String) -> Result<usize, std::io::Error> {
            let mut bytes = std::vec::Vec::<u8>::new();
            match self.read_until(b'\n', &mut bytes) {
                Ok(_) => std::io::push_text(text, bytes.as_slice()),
                Err(error) => Err(error),
            }
        }
        fn lines(self) -> std::io::Lines<Self>
        where
            Self: Sized,
        {
            std::io::Lines { buf: self }
        }
        fn split(self, byte: u8) -> std::io::Split<Self>
        where
            Self: Sized,
        {
            std::io::Split { buf: self, byte }
        }
    }
    pub struct Lines<B> {
        buf: B,
    }
    pub struct Split<B> {
        buf: B,
        byte: u8,
    }
    impl<B: std::io::BufRead> std::iter::Iterator for std::io::Lines<B> {
        type Item = std::result::Result<std::string::String, std::io::Error>;
        fn next(&mut self) -> Option<Result<std::string::String, std::io::Error>> {
            let mut text = std::string::String::new();
            match self.buf.read_line(&mut text) {
                Ok(0) => None,
                Ok(_) => {
                    let bytes = text.as_bytes();
                    let mut line = bytes.len();
                    if bytes[line - 1] == b'\n' {
                        line -= 1;
                        if line > 0 && bytes[line - 1] == b'\r' {
                            line -= 1;
                        }
                    }
                    text.truncate(line);
                    Some(Ok(text))
                }
                Err(error) => Some(Err(error)),
            }
        }
    }
    impl<B: std::io::BufRead> std::iter::Iterator for std::io::Split<B> {
        type Item = std::result::Result<std::vec::Vec<u8>, std::io::Error>;
        fn next(&mut self) -> Option<Result<std::vec::Vec<u8>, std::io::Error>> {
            let mut bytes = std::vec::Vec::<u8>::new();
            match self.buf.read_until(self.byte, &mut bytes) {
                Ok(0) => None,
                Ok(_) => {
                    if bytes.as_slice()[bytes.len() - 1] == self.byte {
                        core::mem::drop(bytes.pop());
                    }
                    Some(Ok(bytes))
                }
                Err(error) => Some(Err(error)),
            }
        }
    }
}
