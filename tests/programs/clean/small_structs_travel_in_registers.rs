// SPDX-License-Identifier: MIT
// Structs of up to 16 bytes of every class of the System V ABI: integer, floating point, and
// one of each, with padding inside and at the end.

#[repr(C)]
struct Triple {
    a: u8,
    b: u8,
    c: u8,
}

#[repr(C)]
struct Point {
    x: i32,
    y: i32,
}

#[repr(C)]
struct Span {
    start: i64,
    end: i64,
}

#[repr(C)]
struct Vector {
    x: f32,
    y: f32,
    z: f32,
}

#[repr(C)]
struct Complex {
    re: f64,
    im: f64,
}

#[repr(C)]
struct Weighted {
    count: i32,
    weight: f64,
}

#[repr(C)]
struct Tagged {
    value: f64,
    tag: u8,
}

extern "C" {
    fn rotate_triple(triple: Triple) -> Triple;
    fn mirror_point(point: Point) -> Point;
    fn shift_span(span: Span, by: i64) -> Span;
    fn scale_vector(factor: f32, vector: Vector) -> Vector;
    fn square_complex(complex: Complex) -> Complex;
    fn double_weighted(weighted: Weighted) -> Weighted;
    fn retag(tagged: Tagged, tag: u8) -> Tagged;
}

fn main() {
    let triple = unsafe { rotate_triple(Triple { a: 1, b: 128, c: 255 }) };
    assert_eq!(triple.a, 128);
    assert_eq!(triple.b, 255);
    assert_eq!(triple.c, 1);

    let point = unsafe { mirror_point(Point { x: -3, y: 70000 }) };
    assert_eq!(point.x, 70000);
    assert_eq!(point.y, -3);

    let span = unsafe { shift_span(Span { start: -1, end: 1 << 40 }, 5) };
    assert_eq!(span.start, 4);
    assert_eq!(span.end, (1 << 40) + 5);

    let vector = unsafe { scale_vector(-2.0, Vector { x: 0.5, y: 1.0, z: -4.25 }) };
    assert_eq!(vector.x, -1.0);
    assert_eq!(vector.y, -2.0);
    assert_eq!(vector.z, 8.5);

    let complex = unsafe { square_complex(Complex { re: 3.0, im: 4.0 }) };
    assert_eq!(complex.re, -7.0);
    assert_eq!(complex.im, 24.0);

    let weighted = unsafe { double_weighted(Weighted { count: 21, weight: 0.75 }) };
    assert_eq!(weighted.count, 42);
    assert_eq!(weighted.weight, 1.5);

    let tagged = unsafe { retag(Tagged { value: 6.5, tag: 1 }, 200) };
    assert_eq!(tagged.value, 6.5);
    assert_eq!(tagged.tag, 200);
}
