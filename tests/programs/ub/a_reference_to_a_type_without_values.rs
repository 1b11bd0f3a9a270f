// There is nothing that such a reference could refer to, whatever lies there.
enum Never {}

fn main() {
    let byte = 7u8;
    let never = (&raw const byte).cast::<Never>();
    let reference = unsafe { &*never }; //~ ub: encountered a reference to a type that has no values
    let _kept = std::ptr::from_ref(reference);
}
