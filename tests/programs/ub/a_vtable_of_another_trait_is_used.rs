// A vtable belongs to one trait.
trait Named {
    fn name(&self) -> u32;
}

trait Measured {
    fn size(&self) -> u32;
}

impl Named for u32 {
    fn name(&self) -> u32 {
        *self
    }
}

impl Measured for u32 {
    fn size(&self) -> u32 {
        4
    }
}

fn main() {
    let number = 7u32;
    let named: *const dyn Named = &number;
    let sized: *const dyn Measured = unsafe { std::mem::transmute(named) };
    assert!(unsafe { (*named).name() } == 7);
    let size = unsafe { (*sized).size() }; //~ ub: but `Measured` was expected
    assert!(size == 4);
}
