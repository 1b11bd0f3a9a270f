// SPDX-License-Identifier: MIT
//
// Bounds of ranges. Bound is std::ops::Bound to programs; rustc prints it as it stands here.
pub mod collections {
    use crate::std;
    use std::collections::Bound::{Excluded, Included, Unbounded};
    use std::fmt::Debug;

    pub enum Bound<T> {
        Included(T),
        Excluded(T),
        Unbounded,
    }
    impl<T> std::collections::Bound<T> {
        pub fn as_ref(&self) -> std::collections::Bound<&T> {
            match self {
                Included(value) => Included(value),
                Excluded(value) => Excluded(value),
                Unbounded => Unbounded,
            }
        }
        pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> std::collections::Bound<U> {
            match self {
                Included(value) => Included(f(value)),
                Excluded(value) => Excluded(f(value)),
                Unbounded => Unbounded,
            }
        }
    }
    impl<T: std::clone::Clone> std::collections::Bound<&T> {
        pub fn cloned(self) -> std::collections::Bound<T> {
            match self {
                Included(value) => Included(std::clone::Clone::clone(value)),
                Excluded(value) => Excluded(std::clone::Clone::clone(value)),
                Unbounded => Unbounded,
            }
        }
    }
    impl<T: std::clone::Clone> std::clone::Clone for std::collections::Bound<T> {
        fn clone(&self) -> std::collections::Bound<T> {
            self.as_ref().cloned()
        }
    }
    impl<T: core::cmp::PartialEq> core::cmp::PartialEq for std::collections::Bound<T> {
        fn eq(&self, other: &std::collections::Bound<T>) -> bool {
            match (self, other) {
                (Included(left), Included(right)) => left == right,
                (Excluded(left), Excluded(right)) => left == right,
                (Unbounded, Unbounded) => true,
                _ => false,
            }
        }
    }
    impl<T: core::cmp::Eq> core::cmp::Eq for std::collections::Bound<T> {}
    impl<T: Debug> std::fmt::Debug for std::collections::Bound<T> {
        fn fmt(
            &self,
            f: &mut std::fmt::Formatter<'_>,
        ) -> std::result::Result<(), std::fmt::Error> {
            match self {
                Included(value) => f.debug_tuple("Included").field(value).finish(),
                Excluded(value) => f.debug_tuple("Excluded").field(value).finish(),
                Unbounded => f.write_str("Unbounded"),
            }
        }
    }

    // Pairs of bounds are ranges too.
    impl<T> std::ops::RangeBounds<T> for (std::collections::Bound<T>, std::collections::Bound<T>) {
        fn start_bound(&self) -> std::collections::Bound<&T> {
            self.0.as_ref()
        }
        fn end_bound(&self) -> std::collections::Bound<&T> {
            self.1.as_ref()
        }
    }
}
