// SPDX-License-Identifier: MIT
//
// What the other files need of C and std has no name for. The bodies stand for rows of the table of
// models, which come first.
pub mod models {
    use crate::std;

    pub fn format_into(_bytes: &mut std::vec::Vec<u8>, _arguments: core::fmt::Arguments<'_>) {
        modelled()
    }
    pub fn try_format_into(
        _bytes: &mut std::vec::Vec<u8>,
        _arguments: core::fmt::Arguments<'_>,
    ) -> bool {
        modelled()
    }
    pub fn write_arguments(
        _f: &mut std::fmt::Formatter<'_>,
        _arguments: core::fmt::Arguments<'_>,
    ) -> bool {
        modelled()
    }
    pub fn write_text(_f: &mut std::fmt::Formatter<'_>, _text: &str) {
        modelled()
    }
    pub fn text_length(_f: &mut std::fmt::Formatter<'_>) -> usize {
        modelled()
    }
    pub fn indent_text(_f: &mut std::fmt::Formatter<'_>, _start: usize) {
        modelled()
    }
    pub fn write_display<T>(_value: &T, _f: &mut std::fmt::Formatter<'_>) -> bool {
        modelled()
    }
    pub fn write_debug<T>(_value: &T, _f: &mut std::fmt::Formatter<'_>) -> bool {
        modelled()
    }
    pub fn write_lower_hex<T>(_value: &T, _f: &mut std::fmt::Formatter<'_>) -> bool {
        modelled()
    }
    pub fn write_upper_hex<T>(_value: &T, _f: &mut std::fmt::Formatter<'_>) -> bool {
        modelled()
    }
    pub fn write_octal<T>(_value: &T, _f: &mut std::fmt::Formatter<'_>) -> bool {
        modelled()
    }
    pub fn write_binary<T>(_value: &T, _f: &mut std::fmt::Formatter<'_>) -> bool {
        modelled()
    }
    pub fn write_lower_exp<T>(_value: &T, _f: &mut std::fmt::Formatter<'_>) -> bool {
        modelled()
    }
    pub fn write_upper_exp<T>(_value: &T, _f: &mut std::fmt::Formatter<'_>) -> bool {
        modelled()
    }
    pub fn write_pointer<T>(_value: &T, _f: &mut std::fmt::Formatter<'_>) -> bool {
        modelled()
    }
    /// Stands for a row of the table.
    pub fn modelled() -> ! {
        loop {}
    }
    pub fn parse_float<T>(_text: &str, _target: &mut T) -> bool {
        modelled()
    }
    pub fn hash_write(_state: &mut std::hash::DefaultHasher, _bytes: &[u8]) {
        modelled()
    }
    pub fn hash_finish(_state: &std::hash::DefaultHasher) -> u64 {
        modelled()
    }
    pub fn write_output(_is_error: bool, _bytes: &[u8]) {
        modelled()
    }
    pub fn flush_output() {
        modelled()
    }
    pub fn read_input(_bytes: *mut u8, _length: usize) -> isize {
        modelled()
    }
    pub fn variable(_name: &str, _value: &mut std::vec::Vec<u8>) -> bool {
        modelled()
    }
    pub fn errno() -> i32 {
        modelled()
    }
    pub fn error_text(_code: i32, _text: &mut std::vec::Vec<u8>) {
        modelled()
    }
    pub fn clock(_is_steady: bool) -> u64 {
        modelled()
    }
    pub fn refuse(_what: &str) -> ! {
        modelled()
    }
    pub fn allocate(_size: usize, _align: usize) -> *mut u8 {
        modelled()
    }
    pub fn deallocate(_memory: *mut u8, _size: usize, _align: usize) {
        modelled()
    }
    pub fn argument_count() -> usize {
        modelled()
    }
    pub fn argument_length(_index: usize) -> usize {
        modelled()
    }
    pub fn argument_copy(_index: usize, _bytes: *mut u8) {
        modelled()
    }
    pub fn step_is_below<T: Copy>(_left: T, _right: T) -> bool {
        modelled()
    }
    pub fn step_by<T: Copy>(_value: T, _count: usize) -> T {
        modelled()
    }
    pub fn convert<T: Copy, U: Copy>(_value: T) -> (U, bool) {
        modelled()
    }
    pub fn overflowing_add<T: Copy>(_left: T, _right: T) -> (T, bool) {
        modelled()
    }
    pub fn overflowing_sub<T: Copy>(_left: T, _right: T) -> (T, bool) {
        modelled()
    }
    pub fn overflowing_mul<T: Copy>(_left: T, _right: T) -> (T, bool) {
        modelled()
    }
    pub fn overflowing_neg<T: Copy>(_value: T) -> (T, bool) {
        modelled()
    }
    pub fn overflowing_pow<T: Copy>(_value: T, _exponent: u32) -> (T, bool) {
        modelled()
    }
    pub fn wrapping_div<T: Copy>(_left: T, _right: T) -> T {
        modelled()
    }
    pub fn wrapping_rem<T: Copy>(_left: T, _right: T) -> T {
        modelled()
    }
    pub fn wrapping_shl<T: Copy>(_value: T, _count: u32) -> T {
        modelled()
    }
    pub fn wrapping_shr<T: Copy>(_value: T, _count: u32) -> T {
        modelled()
    }
}
