// Two boxes own one value behind a `dyn`.
trait Named {
    fn name(&self) -> u32;
}

impl Named for u32 {
    fn name(&self) -> u32 {
        *self
    }
}

fn main() {
    let first: Box<dyn Named> = Box::new(7u32);
    let pointer = Box::into_raw(first);
    let second = unsafe { Box::from_raw(pointer) };
    let third = unsafe { Box::from_raw(pointer) };
    assert!(second.name() == 7);
    drop(second);
    drop(third); //~ ub: has been freed
}
