// SPDX-License-Identifier: MIT
// f32 and f64 with zeros of both signs, subnormals, the largest values, infinities and a NaN.
// C also returns the bit image that it saw, so that no value is rounded on the way.

extern "C" {
    fn same_f32(value: f32) -> f32;
    fn same_f64(value: f64) -> f64;
    fn bits_of_f32(value: f32) -> u32;
    fn bits_of_f64(value: f64) -> u64;
    fn half_of_f32(value: f32) -> f32;
    fn half_of_f64(value: f64) -> f64;
    fn f32_of_bits(bits: u32) -> f32;
    fn f64_of_bits(bits: u64) -> f64;
    fn narrow(value: f64) -> f32;
    fn widen(value: f32) -> f64;
}

fn has_bits_f32(value: f32, bits: u32) {
    assert_eq!(unsafe { bits_of_f32(value) }, bits);
}

fn has_bits_f64(value: f64, bits: u64) {
    assert_eq!(unsafe { bits_of_f64(value) }, bits);
}

fn main() {
    has_bits_f32(0.0, 0x0000_0000);
    has_bits_f32(-0.0, 0x8000_0000);
    has_bits_f32(1.5, 0x3fc0_0000);
    has_bits_f32(3.4028235e38, 0x7f7f_ffff);
    has_bits_f32(1e-45, 0x0000_0001);
    has_bits_f32(-1.0 / 0.0, 0xff80_0000);
    has_bits_f64(0.0, 0x0000_0000_0000_0000);
    has_bits_f64(-0.0, 0x8000_0000_0000_0000);
    has_bits_f64(0.1, 0x3fb9_9999_9999_999a);
    has_bits_f64(1.7976931348623157e308, 0x7fef_ffff_ffff_ffff);
    has_bits_f64(5e-324, 0x0000_0000_0000_0001);
    has_bits_f64(1.0 / 0.0, 0x7ff0_0000_0000_0000);

    unsafe {
        assert_eq!(same_f32(-16777216.0), -16777216.0);
        assert_eq!(same_f64(9007199254740993.0), 9007199254740992.0);
        assert_eq!(half_of_f32(-7.0), -3.5);
        assert_eq!(half_of_f64(0.3), 0.15);
        assert_eq!(f32_of_bits(0x4049_0fdb), 3.1415927);
        assert_eq!(f64_of_bits(0x4005_bf0a_8b14_5769), 2.718281828459045);
        assert_eq!(1.0 / same_f64(-0.0), -1.0 / 0.0);

        let not_a_number = same_f64(0.0 / 0.0);
        assert!(not_a_number != not_a_number);
        assert_eq!(narrow(0.1), 0.1_f32);
        assert_eq!(widen(0.1), 0.1_f32 as f64);
    }
}
