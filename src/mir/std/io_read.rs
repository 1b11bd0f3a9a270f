// SPDX-License-Identifier: MIT
//
// What is read from: standard input, whose buffer all its handles share, lists of bytes, and buffers
// in front of others.
pub mod io {
    use crate::std;
    use std::io::{BufRead, Read};
    use std::result::Result::{self, Err, Ok};

    /// Bytes that were read and not taken yet.
    pub struct Buffer {
        bytes: [u8; 8192],
        start: usize,
        end: usize,
    }
    static mut INPUT: std::io::Buffer = Buffer { bytes: [0; 8192], start: 0, end: 0 };
    fn input() -> &'static mut std::io::Buffer {
        unsafe { &mut *(&raw mut INPUT) }
    }
    impl std::io::Buffer {
        fn rest(&self) -> &[u8] {
            std::slice::part(&self.bytes, std::ops::Range { start: self.start, end: self.end })
        }
    }
    fn fill() -> Result<&'static [u8], std::io::Error> {
        let buffer = input();
        while buffer.start == buffer.end {
            let count = std::models::read_input(&raw mut buffer.bytes as *mut u8, 8192);
            if count >= 0 {
                buffer.start = 0;
                buffer.end = count as usize;
                break;
            }
            if std::models::errno() != 4 {
                return Err(std::io::Error::last_os_error());
            }
        }
        Ok(buffer.rest())
    }
    // Copies what there is, up to the length of `target`.
    fn copy(target: &mut [u8], source: &[u8]) -> usize {
        let length = if source.len() < target.len() { source.len() } else { target.len() };
        unsafe { core::ptr::copy_nonoverlapping(source.as_ptr(), target.as_mut_ptr(), length) }
        length
    }
    fn take(target: &mut [u8]) -> Result<usize, std::io::Error> {
        match fill() {
            Ok(rest) => {
                let count = copy(target, rest);
                input().start += count;
                Ok(count)
            }
            Err(error) => Err(error),
        }
    }

    pub struct Stdin;
    pub struct StdinLock<'a>(std::marker::PhantomData<&'a u8>);
    pub fn stdin() -> std::io::Stdin {
        Stdin
    }
    pub fn read_to_string<R: std::io::Read>(
        reader: R,
    ) -> Result<std::string::String, std::io::Error> {
        let mut reader = reader;
        let mut text = std::string::String::new();
        match reader.read_to_string(&mut text) {
            Ok(_) => Ok(text),
            Err(error) => Err(error),
        }
    }
    impl std::io::Stdin {
        pub fn lock(&self) -> std::io::StdinLock<'static> {
            StdinLock(std::marker::PhantomData)
        }
        pub fn read_line(&self, text: &mut std::string::String) -> Result<usize, std::io::Error> {
            self.lock().read_line(text)
        }
        pub fn lines(self) -> std::io::Lines<std::io::StdinLock<'static>> {
            self.lock().lines()
        }
    }
    impl std::io::Read for std::io::Stdin {
        fn read(&mut self, bytes: &mut [u8]) -> Result<usize, std::io::Error> {
            take(bytes)
        }
    }
    impl std::io::Read for std::io::StdinLock<'_> {
        fn read(&mut self, bytes: &mut [u8]) -> Result<usize, std::io::Error> {
            take(bytes)
        }
    }
    impl std::io::BufRead for std::io::StdinLock<'_> {
        fn fill_buf(&mut self) -> Result<&[u8], std::io::Error> {
            fill()
        }
        fn consume(&mut self, count: usize) {
            input().start += count;
        }
    }

    impl std::io::Read for &[u8] {
        fn read(&mut self, bytes: &mut [u8]) -> Result<usize, std::io::Error> {
            let count = copy(bytes, *self);
            self.consume(count);
            Ok(count)
        }
    }
    impl std::io::BufRead for &[u8] {
        fn fill_buf(&mut self) -> Result<&[u8], std::io::Error> {
            Ok(*self)
        }
        fn consume(&mut self, count: usize) {
            *self = std::slice::part(*self, std::ops::RangeFrom { start: count });
        }
    }
    impl<R: std::io::Read + ?Sized> std::io::Read for &mut R {
        fn read(&mut self, bytes: &mut [u8]) -> Result<usize, std::io::Error> {
            (**self).read(bytes)
        }
    }
    impl<R: std::io::BufRead + ?Sized> std::io::BufRead for &mut R {
        fn fill_buf(&mut self) -> Result<&[u8], std::io::Error> {
            (**self).fill_buf()
        }
        fn consume(&mut self, count: usize) {
            (**self).consume(count)
        }
    }
    impl<R: std::io::Read + ?Sized> std::io::Read for std::boxed::Box<R> {
        fn read(&mut self, bytes: &mut [u8]) -> Result<usize, std::io::Error> {
            unsafe { (*(self.0.pointer.pointer as *mut R)).read(bytes) }
        }
    }
    impl<R: std::io::BufRead + ?Sized> std::io::BufRead for std::boxed::Box<R> {
        fn fill_buf(&mut self) -> Result<&[u8], std::io::Error> {
            unsafe { (*(self.0.pointer.pointer as *mut R)).fill_buf() }
        }
        fn consume(&mut self, count: usize) {
            unsafe { (*(self.0.pointer.pointer as *mut R)).consume(count) }
        }
    }

    pub struct Cursor<T> {
        inner: T,
        position: u64,
    }
    impl<T> std::io::Cursor<T> {
        pub fn new(inner: T) -> std::io::Cursor<T> {
            Cursor { inner, position: 0 }
        }
        pub fn into_inner(self) -> T {
            self.inner
        }
        pub fn get_ref(&self) -> &T {
            &self.inner
        }
        pub fn get_mut(&mut self) -> &mut T {
            &mut self.inner
        }
        pub fn position(&self) -> u64 {
            self.position
        }
        pub fn set_position(&mut self, position: u64) {
            self.position = position
        }
    }
    fn rest_of<T: std::convert::AsRef<[u8]>>(cursor: &std::io::Cursor<T>) -> &[u8] {
        let bytes = <T as std::convert::AsRef<[u8]>>::as_ref(&cursor.inner);
        let position = cursor.position as usize;
        let start = if position < bytes.len() { position } else { bytes.len() };
        std::slice::part(bytes, std::ops::RangeFrom { start })
    }
    impl<T: std::convert::AsRef<[u8]>> std::io::Read for std::io::Cursor<T> {
        fn read(&mut self, bytes: &mut [u8]) -> Result<usize, std::io::Error> {
            let count = copy(bytes, rest_of(self));
            self.position += count as u64;
            Ok(count)
        }
    }
    impl<T: std::convert::AsRef<[u8]>> std::io::BufRead for std::io::Cursor<T> {
        fn fill_buf(&mut self) -> Result<&[u8], std::io::Error> {
            Ok(rest_of(self))
        }
        fn consume(&mut self, count: usize) {
            self.position += count as u64;
        }
    }

    pub struct BufReader<R> {
        inner: R,
        bytes: std::vec::Vec<u8>,
        start: usize,
    }
    impl<R: std::io::Read> std::io::BufReader<R> {
        pub fn new(inner: R) -> std::io::BufReader<R> {
            BufReader { inner, bytes: std::vec::Vec::<u8>::new(), start: 0 }
        }
        pub fn get_ref(&self) -> &R {
            &self.inner
        }
        pub fn into_inner(self) -> R {
            self.inner
        }
        pub fn buffer(&self) -> &[u8] {
            let rest = std::ops::RangeFrom { start: self.start };
            std::slice::part(self.bytes.as_slice(), rest)
        }
    }
    impl<R: std::io::Read> std::io::Read for std::io::BufReader<R> {
        fn read(&mut self, bytes: &mut [u8]) -> Result<usize, std::io::Error> {
            let count = match self.fill_buf() {
                Ok(rest) => copy(bytes, rest),
                Err(error) => return Err(error),
            };
            self.start += count;
            Ok(count)
        }
    }
    impl<R: std::io::Read> std::io::BufRead for std::io::BufReader<R> {
        fn fill_buf(&mut self) -> Result<&[u8], std::io::Error> {
            if self.start == self.bytes.len() {
                self.start = 0;
                self.bytes.reserve(8192);
                unsafe {
                    core::ptr::write_bytes(self.bytes.as_mut_ptr(), 0, 8192);
                    self.bytes.set_len(8192);
                }
                match self.inner.read(self.bytes.as_mut_slice()) {
                    Ok(count) => self.bytes.truncate(count),
                    Err(error) => {
                        self.bytes.clear();
                        return Err(error);
                    }
                }
            }
            Ok(self.buffer())
        }
        fn consume(&mut self, count: usize) {
            self.start += count;
        }
    }
}
