// Operators of primitives in generic code and by reference, and of a type of one's own.
use std::ops::{Add, AddAssign, BitAnd, Index, Mul, Neg, Not, Shl};

#[derive(Clone, Copy)]
struct Vector(f64, f64);

impl Add for Vector {
    type Output = Vector;
    fn add(self, other: Vector) -> Vector {
        Vector(self.0 + other.0, self.1 + other.1)
    }
}

impl Mul<f64> for Vector {
    type Output = Vector;
    fn mul(self, factor: f64) -> Vector {
        Vector(self.0 * factor, self.1 * factor)
    }
}

impl Mul<Vector> for Vector {
    type Output = f64;
    fn mul(self, other: Vector) -> f64 {
        self.0 * other.0 + self.1 * other.1
    }
}

impl Neg for Vector {
    type Output = Vector;
    fn neg(self) -> Vector {
        Vector(-self.0, -self.1)
    }
}

impl AddAssign for Vector {
    fn add_assign(&mut self, other: Vector) {
        self.0 += other.0;
        self.1 += other.1;
    }
}

impl Index<usize> for Vector {
    type Output = f64;
    fn index(&self, index: usize) -> &f64 {
        if index == 0 {
            &self.0
        } else {
            &self.1
        }
    }
}

fn sum<T: AddAssign + Default + Copy>(values: &[T]) -> T {
    let mut total = T::default();
    let mut i = 0;
    while i < values.len() {
        total += values[i];
        i += 1;
    }
    total
}

fn square_and_add<T: Mul<Output = T> + Add<Output = T> + Copy>(left: T, right: T) -> T {
    left * left + right
}

fn by_reference(a: &i32, b: &i32) -> i32 {
    a + b - *a * b / a % 7
}

fn mask<T>(a: T, b: T) -> T
where
    T: Shl<u32, Output = T> + Not<Output = T> + BitAnd<Output = T>,
{
    !(a << 3) & b
}

fn main() {
    let mut vector = -(Vector(1.0, 2.0) + Vector(3.0, 4.0) * 2.0);
    vector += Vector(1.0, 1.0);
    assert!(vector[0] == -6.0 && vector[1] == -9.0);
    assert!(vector * vector == 117.0);
    assert!(sum(&[1u8, 2, 3]) == 6 && sum(&[1.5f64, 2.0]) == 3.5);
    assert!(square_and_add(-5i64, 2) == 27 && square_and_add(1.5f32, 1.0) == 3.25);
    assert!(by_reference(&10, &4) == 10);
    assert!(mask(1u8, 0xff) == 0xf7 && mask(1i64, -1) == -9);
}
