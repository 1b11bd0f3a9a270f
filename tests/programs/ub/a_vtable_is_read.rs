// A vtable is no data: its bytes cannot be read.
trait Named {
    fn name(&self) -> u32;
}

impl Named for u32 {
    fn name(&self) -> u32 {
        *self
    }
}

fn main() {
    let number = 7u32;
    let named: &dyn Named = &number;
    assert!(named.name() == 7);
    let halves: [*const usize; 2] = unsafe { std::mem::transmute(named) };
    let entry = unsafe { *halves[1] }; //~ ub: which contains a vtable
    assert!(entry != 0);
}
