// SPDX-License-Identifier: MIT
// Passing a slice asks for all of its elements, which are gone, though the callee looks at none.

fn length(numbers: &[u16]) -> usize {
    numbers.len()
}

fn main() {
    let owner = Box::into_raw(Box::new([4u16, 5, 6]));
    let numbers: &[u16] = unsafe { &*owner };
    assert_eq!(length(numbers), 3);
    drop(unsafe { Box::from_raw(owner) });
    length(numbers); //~ ub: has been freed
}
