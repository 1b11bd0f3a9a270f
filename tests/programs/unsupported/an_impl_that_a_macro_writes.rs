// Impls that a macro writes are not in the source that is scanned.
trait Zero {
    const ZERO: Self;
}

macro_rules! zero {
    ($($name:ty),*) => {
        $(impl Zero for $name {
            const ZERO: $name = 0;
        })*
    };
}

zero!(u8, i64);

fn main() {
    let zero = <u8 as Zero>::ZERO; //~ unsupported: constant `<u8 as Zero>::ZERO` is not known
    assert!(zero as i64 == i64::ZERO);
}
