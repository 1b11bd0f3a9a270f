// SPDX-License-Identifier: MIT
//
// Hashing. DefaultHasher is std's, and a new one gives the hashes that it gives natively; RandomState
// has no randomness here.
pub mod hash {
    use crate::std;
    use std::borrow::ToOwned;

    pub trait Hash {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H);
        fn hash_slice<H: std::hash::Hasher>(data: &[Self], state: &mut H)
        where
            Self: Sized,
        {
            let mut index = 0;
            while index < data.len() {
                data[index].hash(state);
                index += 1;
            }
        }
    }
    pub trait Hasher {
        fn finish(&self) -> u64;
        fn write(&mut self, bytes: &[u8]);
        fn write_u8(&mut self, value: u8) {
            self.write(&[value])
        }
        fn write_u16(&mut self, value: u16) {
            self.write(&value.to_ne_bytes())
        }
        fn write_u32(&mut self, value: u32) {
            self.write(&value.to_ne_bytes())
        }
        fn write_u64(&mut self, value: u64) {
            self.write(&value.to_ne_bytes())
        }
        fn write_u128(&mut self, value: u128) {
            self.write(&value.to_ne_bytes())
        }
        fn write_usize(&mut self, value: usize) {
            self.write(&value.to_ne_bytes())
        }
        fn write_i8(&mut self, value: i8) {
            self.write_u8(value as u8)
        }
        fn write_i16(&mut self, value: i16) {
            self.write_u16(value as u16)
        }
        fn write_i32(&mut self, value: i32) {
            self.write_u32(value as u32)
        }
        fn write_i64(&mut self, value: i64) {
            self.write_u64(value as u64)
        }
        fn write_i128(&mut self, value: i128) {
            self.write_u128(value as u128)
        }
        fn write_isize(&mut self, value: isize) {
            self.write_usize(value as usize)
        }
    }
    pub trait BuildHasher {
        type Hasher: std::hash::Hasher;
        fn build_hasher(&self) -> Self::Hasher;
        fn hash_one<T: std::hash::Hash>(&self, value: T) -> u64 {
            let mut hasher = self.build_hasher();
            value.hash(&mut hasher);
            hasher.finish()
        }
    }

    /// Known to C by its words; see src/mir/models_hash.c.
    #[repr(C)]
    pub struct DefaultHasher {
        words: [u64; 4],
        tail: u64,
        length: u64,
    }
    pub struct RandomState {
        k0: u64,
        k1: u64,
    }
    pub struct BuildHasherDefault<H>(std::marker::PhantomData<H>);

    fn with_keys(k0: u64, k1: u64) -> std::hash::DefaultHasher {
        let words = [
            k0 ^ 0x736f6d6570736575,
            k1 ^ 0x646f72616e646f6d,
            k0 ^ 0x6c7967656e657261,
            k1 ^ 0x7465646279746573,
        ];
        DefaultHasher { words, tail: 0, length: 0 }
    }
    impl std::hash::DefaultHasher {
        pub fn new() -> std::hash::DefaultHasher {
            with_keys(0, 0)
        }
    }
    impl std::default::Default for std::hash::DefaultHasher {
        fn default() -> std::hash::DefaultHasher {
            with_keys(0, 0)
        }
    }
    impl std::clone::Clone for std::hash::DefaultHasher {
        fn clone(&self) -> std::hash::DefaultHasher {
            DefaultHasher { words: self.words, tail: self.tail, length: self.length }
        }
    }
    impl std::hash::Hasher for std::hash::DefaultHasher {
        fn finish(&self) -> u64 {
            std::models::hash_finish(self)
        }
        fn write(&mut self, bytes: &[u8]) {
            std::models::hash_write(self, bytes)
        }
    }
    impl std::hash::RandomState {
        pub fn new() -> std::hash::RandomState {
            RandomState { k0: 0, k1: 0 }
        }
    }
    impl std::default::Default for std::hash::RandomState {
        fn default() -> std::hash::RandomState {
            RandomState { k0: 0, k1: 0 }
        }
    }
    impl std::clone::Clone for std::hash::RandomState {
        fn clone(&self) -> std::hash::RandomState {
            RandomState { k0: self.k0, k1: self.k1 }
        }
    }
    impl std::hash::BuildHasher for std::hash::RandomState {
        type Hasher = std::hash::DefaultHasher;
        fn build_hasher(&self) -> std::hash::DefaultHasher {
            with_keys(self.k0, self.k1)
        }
    }
    impl<H> std::default::Default for std::hash::BuildHasherDefault<H> {
        fn default() -> std::hash::BuildHasherDefault<H> {
            BuildHasherDefault(std::marker::PhantomData)
        }
    }
    impl<H> std::clone::Clone for std::hash::BuildHasherDefault<H> {
        fn clone(&self) -> std::hash::BuildHasherDefault<H> {
            BuildHasherDefault(std::marker::PhantomData)
        }
    }
    impl<H: std::default::Default + std::hash::Hasher> std::hash::BuildHasher
        for std::hash::BuildHasherDefault<H>
    {
        type Hasher = H;
        fn build_hasher(&self) -> H {
            <H as std::default::Default>::default()
        }
    }

    pub fn bytes_of<T>(data: &[T]) -> &[u8] {
        let size = core::mem::size_of::<T>() * data.len();
        unsafe { core::slice::from_raw_parts(data.as_ptr() as *const u8, size) }
    }
    impl std::hash::Hash for u8 {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_u8(*self)
        }
        fn hash_slice<H: std::hash::Hasher>(data: &[u8], state: &mut H) {
            state.write(std::hash::bytes_of(data))
        }
    }
    impl std::hash::Hash for u16 {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_u16(*self)
        }
        fn hash_slice<H: std::hash::Hasher>(data: &[u16], state: &mut H) {
            state.write(std::hash::bytes_of(data))
        }
    }
    impl std::hash::Hash for u32 {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_u32(*self)
        }
        fn hash_slice<H: std::hash::Hasher>(data: &[u32], state: &mut H) {
            state.write(std::hash::bytes_of(data))
        }
    }
    impl std::hash::Hash for u64 {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_u64(*self)
        }
        fn hash_slice<H: std::hash::Hasher>(data: &[u64], state: &mut H) {
            state.write(std::hash::bytes_of(data))
        }
    }
    impl std::hash::Hash for u128 {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_u128(*self)
        }
        fn hash_slice<H: std::hash::Hasher>(data: &[u128], state: &mut H) {
            state.write(std::hash::bytes_of(data))
        }
    }
    impl std::hash::Hash for usize {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_usize(*self)
        }
        fn hash_slice<H: std::hash::Hasher>(data: &[usize], state: &mut H) {
            state.write(std::hash::bytes_of(data))
        }
    }
    impl std::hash::Hash for i8 {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_i8(*self)
        }
        fn hash_slice<H: std::hash::Hasher>(data: &[i8], state: &mut H) {
            state.write(std::hash::bytes_of(data))
        }
    }
    impl std::hash::Hash for i16 {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_i16(*self)
        }
        fn hash_slice<H: std::hash::Hasher>(data: &[i16], state: &mut H) {
            state.write(std::hash::bytes_of(data))
        }
    }
    impl std::hash::Hash for i32 {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_i32(*self)
        }
        fn hash_slice<H: std::hash::Hasher>(data: &[i32], state: &mut H) {
            state.write(std::hash::bytes_of(data))
        }
    }
    impl std::hash::Hash for i64 {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_i64(*self)
        }
        fn hash_slice<H: std::hash::Hasher>(data: &[i64], state: &mut H) {
            state.write(std::hash::bytes_of(data))
        }
    }
    impl std::hash::Hash for i128 {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_i128(*self)
        }
        fn hash_slice<H: std::hash::Hasher>(data: &[i128], state: &mut H) {
            state.write(std::hash::bytes_of(data))
        }
    }
    impl std::hash::Hash for isize {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_isize(*self)
        }
        fn hash_slice<H: std::hash::Hasher>(data: &[isize], state: &mut H) {
            state.write(std::hash::bytes_of(data))
        }
    }
    impl std::hash::Hash for bool {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_u8(*self as u8)
        }
    }
    impl std::hash::Hash for char {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_u32(*self as u32)
        }
    }
    impl std::hash::Hash for str {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write(self.as_bytes());
            state.write_u8(0xff)
        }
    }
    impl std::hash::Hash for std::string::String {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            self.as_str().hash(state)
        }
    }
    impl std::hash::Hash for () {
        fn hash<H: std::hash::Hasher>(&self, _state: &mut H) {}
    }
    impl std::hash::Hash for core::cmp::Ordering {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_isize(*self as isize)
        }
    }
    impl<T: std::hash::Hash + ?Sized> std::hash::Hash for &T {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            (**self).hash(state)
        }
    }
    impl<T: std::hash::Hash + ?Sized> std::hash::Hash for &mut T {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            (**self).hash(state)
        }
    }
    impl<T: std::hash::Hash + ?Sized> std::hash::Hash for std::boxed::Box<T> {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            unsafe { (*self.0.pointer.pointer).hash(state) }
        }
    }
    impl<T> std::hash::Hash for *const T {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_usize(self.addr())
        }
    }
    impl<T> std::hash::Hash for *mut T {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_usize(self.addr())
        }
    }
    impl<T: std::hash::Hash> std::hash::Hash for [T] {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_usize(self.len());
            <T as std::hash::Hash>::hash_slice(self, state)
        }
    }
    impl<T: std::hash::Hash, const N: usize> std::hash::Hash for [T; N] {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            let list: &[T] = self;
            list.hash(state)
        }
    }
    impl<T: std::hash::Hash> std::hash::Hash for std::vec::Vec<T> {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            self.as_slice().hash(state)
        }
    }
    impl<T: std::hash::Hash> std::hash::Hash for std::option::Option<T> {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            state.write_isize(self.is_some() as isize);
            if let std::option::Option::Some(value) = self {
                value.hash(state)
            }
        }
    }
    impl<B: std::hash::Hash + ToOwned + ?Sized> std::hash::Hash for std::borrow::Cow<'_, B> {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            std::convert::AsRef::<B>::as_ref(self).hash(state)
        }
    }
    impl<A: std::hash::Hash> std::hash::Hash for (A,) {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            self.0.hash(state)
        }
    }
    impl<A: std::hash::Hash, B: std::hash::Hash> std::hash::Hash for (A, B) {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            self.0.hash(state);
            self.1.hash(state)
        }
    }
    impl<A: std::hash::Hash, B: std::hash::Hash, C: std::hash::Hash> std::hash::Hash for (A, B, C) {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            self.0.hash(state);
            self.1.hash(state);
            self.2.hash(state)
        }
    }
    impl<A: std::hash::Hash, B: std::hash::Hash, C: std::hash::Hash, D: std::hash::Hash>
        std::hash::Hash for (A, B, C, D)
    {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            self.0.hash(state);
            self.1.hash(state);
            self.2.hash(state);
            self.3.hash(state)
        }
    }
}
