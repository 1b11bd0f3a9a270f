// Associated types and consts: of an impl, of a generic impl, with a trait's default, of a type.
trait Shape {
    type Unit: Copy;
    const SIDES: u32;
    const NAME: &'static str = "shape";
    fn area(&self) -> Self::Unit;
    fn twice(&self) -> u32 {
        Self::SIDES * 2
    }
}

struct Square(u32);
struct Triangle<T>(T);

impl Shape for Square {
    type Unit = u32;
    const SIDES: u32 = 4;
    fn area(&self) -> u32 {
        self.0 * self.0
    }
}

impl<T: Copy> Shape for Triangle<T> {
    type Unit = T;
    const SIDES: u32 = 3;
    const NAME: &'static str = "triangle";
    fn area(&self) -> T {
        self.0
    }
}

struct Measured<S: Shape> {
    area: S::Unit,
    sides: u32,
}

fn measure<S: Shape>(shape: &S) -> Measured<S> {
    let area: S::Unit = shape.area();
    Measured { area, sides: S::SIDES + <S as Shape>::SIDES }
}

struct Buffer<const N: usize> {
    data: [u8; N],
}

impl<const N: usize> Buffer<N> {
    const TWICE: usize = N * 2;

    fn filled(with: u8) -> Self {
        Buffer { data: [with; N] }
    }

    fn sum(&self) -> u32 {
        let mut total = 0;
        let mut i = 0;
        while i < N {
            total += self.data[i] as u32;
            i += 1;
        }
        total
    }
}

fn length<T, const N: usize>(_: &[T; N]) -> usize {
    N
}

fn main() {
    let square = measure(&Square(3));
    assert!(square.area == 9 && square.sides == 8);
    let triangle = measure(&Triangle(2.5));
    assert!(triangle.area == 2.5 && triangle.sides == 6);
    assert!(Square(1).twice() == 8);
    assert!(<Square as Shape>::NAME.len() == 5);
    assert!(<Triangle<u8> as Shape>::NAME.len() == 8);
    assert!(Buffer::<3>::filled(7).sum() == 21);
    assert!(Buffer::<5>::TWICE == 10);
    assert!(length(&[1, 2, 3]) == 3 && length(&[(); 9]) == 9);
}
