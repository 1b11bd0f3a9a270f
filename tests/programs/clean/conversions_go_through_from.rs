// `From` for a type of one's own, for primitives, and `Into`, which follows from it.
struct Wide(i64);

impl From<i32> for Wide {
    fn from(value: i32) -> Wide {
        Wide(value as i64)
    }
}

impl From<(i32, i32)> for Wide {
    fn from(value: (i32, i32)) -> Wide {
        Wide(value.0 as i64 * value.1 as i64)
    }
}

fn widen<A: Into<u64>>(value: A) -> u64 {
    value.into()
}

fn real(value: impl Into<f64>) -> f64 {
    value.into()
}

fn main() {
    assert!(Wide::from(3).0 == 3 && Wide::from((4, 5)).0 == 20);
    let wide: Wide = 7.into();
    assert!(wide.0 == 7);
    assert!(widen(3u8) + widen(4u32) + widen(5u64) + widen('a') + widen(true) == 110);
    assert!(real(3i32) + real(0.5f32) + real(1.0f64) == 4.5);
}
