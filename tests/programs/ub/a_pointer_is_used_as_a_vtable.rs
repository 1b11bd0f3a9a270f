// The second half of a `&dyn` must be a vtable, not some other memory.
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
    let table = [0usize, 4, 4, 0];
    let halves = [&raw const number as *const usize, table.as_ptr()];
    let named: *const dyn Named = unsafe { std::mem::transmute(halves) }; //~ ub: does not point to a vtable
    let name = unsafe { (*named).name() };
    assert!(name == 7);
}
