// The text does not tell for which types a returned closure was made.
fn adder<T: Copy + std::ops::Add<Output = T>>(step: T) -> impl Fn(T) -> T {
    move |value| value + step
}

fn main() {
    let add = adder(2); //~ unsupported: of a generic function, outside of it
    assert!(add(3) == 5);
}
