// SPDX-License-Identifier: MIT
//
// Orders, the greater and the lesser, and the reverse.
pub mod cmp {
    use crate::std;

    pub trait PartialEq<Rhs: ?Sized = Self> {
        fn eq(&self, other: &Rhs) -> bool;
        fn ne(&self, other: &Rhs) -> bool {
            !self.eq(other)
        }
    }

    #[repr(i8)]
    pub enum Ordering {
        Less = -1,
        Equal = 0,
        Greater = 1,
    }
    use Ordering::{Equal, Greater, Less};
    impl std::cmp::Ordering {
        pub fn is_eq(self) -> bool {
            matches!(self, Equal)
        }
        pub fn is_ne(self) -> bool {
            !matches!(self, Equal)
        }
        pub fn is_lt(self) -> bool {
            matches!(self, Less)
        }
        pub fn is_gt(self) -> bool {
            matches!(self, Greater)
        }
        pub fn is_le(self) -> bool {
            !matches!(self, Greater)
        }
        pub fn is_ge(self) -> bool {
            !matches!(self, Less)
        }
        pub fn reverse(self) -> std::cmp::Ordering {
            match self {
                Less => Greater,
                Equal => Equal,
                Greater => Less,
            }
        }
        pub fn then(self, other: std::cmp::Ordering) -> std::cmp::Ordering {
            match self {
                Equal => other,
                order => order,
            }
        }
        pub fn then_with<F: FnOnce() -> std::cmp::Ordering>(self, f: F) -> std::cmp::Ordering {
            match self {
                Equal => f(),
                order => order,
            }
        }
    }

    pub fn max<T: core::cmp::Ord>(left: T, right: T) -> T {
        left.max(right)
    }
    pub fn min<T: core::cmp::Ord>(left: T, right: T) -> T {
        left.min(right)
    }

    #[repr(transparent)]
    pub struct Reverse<T>(pub T);
    impl<T: core::cmp::PartialEq> core::cmp::PartialEq for std::cmp::Reverse<T> {
        fn eq(&self, other: &std::cmp::Reverse<T>) -> bool {
            core::cmp::PartialEq::eq(&self.0, &other.0)
        }
    }
    impl<T: core::cmp::Eq> core::cmp::Eq for std::cmp::Reverse<T> {}
    impl<T: core::cmp::PartialOrd> core::cmp::PartialOrd for std::cmp::Reverse<T> {
        fn partial_cmp(
            &self,
            other: &std::cmp::Reverse<T>,
        ) -> core::option::Option<core::cmp::Ordering> {
            core::cmp::PartialOrd::partial_cmp(&other.0, &self.0)
        }
    }
    impl<T: core::cmp::Ord> core::cmp::Ord for std::cmp::Reverse<T> {
        fn cmp(&self, other: &std::cmp::Reverse<T>) -> core::cmp::Ordering {
            core::cmp::Ord::cmp(&other.0, &self.0)
        }
    }
    impl<T: std::clone::Clone> std::clone::Clone for std::cmp::Reverse<T> {
        fn clone(&self) -> std::cmp::Reverse<T> {
            std::cmp::Reverse(std::clone::Clone::clone(&self.0))
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::cmp::Reverse<T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.debug_tuple("Reverse").field(&self.0).finish()
        }
    }
    impl<T: std::hash::Hash> std::hash::Hash for std::cmp::Reverse<T> {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            self.0.hash(state)
        }
    }
}
