// SPDX-License-Identifier: MIT
pub mod array {
    use crate::std;
    use std::option::Option::{None, Some};

    pub struct IntoIter<T, const N: usize> {
        values: std::mem::ManuallyDrop<[T; N]>,
        next: usize,
    }

    impl<T, const N: usize> std::iter::IntoIterator for [T; N] {
        type Item = T;
        type IntoIter = std::array::IntoIter<T, N>;
        fn into_iter(self) -> std::array::IntoIter<T, N> {
            std::array::IntoIter { values: std::mem::ManuallyDrop::<[T; N]>::new(self), next: 0 }
        }
    }

    fn place<T, const N: usize>(iter: &mut std::array::IntoIter<T, N>, index: usize) -> *mut T {
        let values: *mut std::mem::ManuallyDrop<[T; N]> = &mut iter.values;
        unsafe { (values as *mut T).add(index) }
    }

    impl<T, const N: usize> std::iter::Iterator for std::array::IntoIter<T, N> {
        type Item = T;
        fn next(&mut self) -> std::option::Option<T> {
            if self.next == N {
                return None;
            }
            let value = place(self, self.next);
            self.next += 1;
            Some(unsafe { core::ptr::read(value) })
        }
    }

    impl<T, const N: usize> core::ops::Drop for std::array::IntoIter<T, N> {
        fn drop(&mut self) {
            while self.next < N {
                let value = place(self, self.next);
                self.next += 1;
                unsafe { core::ptr::drop_in_place(value) }
            }
        }
    }
}
