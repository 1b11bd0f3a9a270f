// SPDX-License-Identifier: MIT
//
// Traits that the program and the other files implement, with the bodies that they provide.
pub mod clone {
    pub trait Clone: Sized {
        fn clone(&self) -> Self;
        fn clone_from(&mut self, source: &Self) {
            *self = source.clone()
        }
    }
}

pub mod default {
    pub trait Default: Sized {
        fn default() -> Self;
    }
}

pub mod convert {
    use crate::std;

    pub enum Infallible {}

    pub trait From<T>: Sized {
        fn from(value: T) -> Self;
    }
    pub trait Into<T>: Sized {
        fn into(self) -> T;
    }
    pub trait AsRef<T: ?Sized> {
        fn as_ref(&self) -> &T;
    }
    pub trait AsMut<T: ?Sized> {
        fn as_mut(&mut self) -> &mut T;
    }

    pub trait TryFrom<T>: Sized {
        type Error;
        fn try_from(value: T) -> std::result::Result<Self, Self::Error>;
    }
    pub trait TryInto<T>: Sized {
        type Error;
        fn try_into(self) -> std::result::Result<T, Self::Error>;
    }
    impl<T, U: std::convert::TryFrom<T>> std::convert::TryInto<U> for T {
        type Error = <U as std::convert::TryFrom<T>>::Error;
        fn try_into(self) -> std::result::Result<U, <U as std::convert::TryFrom<T>>::Error> {
            <U as std::convert::TryFrom<T>>::try_from(self)
        }
    }

    impl<T, U: std::convert::From<T>> std::convert::Into<U> for T {
        fn into(self) -> U {
            <U as std::convert::From<T>>::from(self)
        }
    }
}

pub mod ops {
    use crate::std;

    pub enum ControlFlow<B, C = ()> {
        Continue(C),
        Break(B),
    }

    pub trait Try: Sized {
        type Output;
        type Residual;
        fn branch(self) -> std::ops::ControlFlow<Self::Residual, Self::Output>;
        fn from_output(value: Self::Output) -> Self;
    }
    pub trait FromResidual<R>: Sized {
        fn from_residual(residual: R) -> Self;
    }
    pub trait Deref {
        type Target: ?Sized;
        fn deref(&self) -> &Self::Target;
    }
    pub trait DerefMut: std::ops::Deref {
        fn deref_mut(&mut self) -> &mut Self::Target;
    }
    pub trait Index<I> {
        type Output: ?Sized;
        fn index(&self, index: I) -> &Self::Output;
    }
    pub trait IndexMut<I>: std::ops::Index<I> {
        fn index_mut(&mut self, index: I) -> &mut Self::Output;
    }

    pub trait RangeBounds<T: ?Sized> {
        fn start_bound(&self) -> std::collections::Bound<&T>;
        fn end_bound(&self) -> std::collections::Bound<&T>;
        fn contains<U: core::cmp::PartialOrd<T> + ?Sized>(&self, item: &U) -> bool
        where
            T: core::cmp::PartialOrd<U>,
        {
            let starts = match self.start_bound() {
                std::collections::Bound::Included(start) => start <= item,
                std::collections::Bound::Excluded(start) => start < item,
                std::collections::Bound::Unbounded => true,
            };
            starts
                && match self.end_bound() {
                    std::collections::Bound::Included(end) => item <= end,
                    std::collections::Bound::Excluded(end) => item < end,
                    std::collections::Bound::Unbounded => true,
                }
        }
    }
    impl<T: ?Sized> std::ops::RangeBounds<T> for std::ops::RangeFull {
        fn start_bound(&self) -> std::collections::Bound<&T> {
            std::collections::Bound::Unbounded
        }
        fn end_bound(&self) -> std::collections::Bound<&T> {
            std::collections::Bound::Unbounded
        }
    }
    impl<T> std::ops::RangeBounds<T> for std::ops::RangeFrom<T> {
        fn start_bound(&self) -> std::collections::Bound<&T> {
            std::collections::Bound::Included(&self.start)
        }
        fn end_bound(&self) -> std::collections::Bound<&T> {
            std::collections::Bound::Unbounded
        }
    }
    impl<T> std::ops::RangeBounds<T> for std::ops::RangeTo<T> {
        fn start_bound(&self) -> std::collections::Bound<&T> {
            std::collections::Bound::Unbounded
        }
        fn end_bound(&self) -> std::collections::Bound<&T> {
            std::collections::Bound::Excluded(&self.end)
        }
    }
    impl<T> std::ops::RangeBounds<T> for std::ops::Range<T> {
        fn start_bound(&self) -> std::collections::Bound<&T> {
            std::collections::Bound::Included(&self.start)
        }
        fn end_bound(&self) -> std::collections::Bound<&T> {
            std::collections::Bound::Excluded(&self.end)
        }
    }
    impl<T> std::ops::RangeBounds<T> for std::ops::RangeInclusive<T> {
        fn start_bound(&self) -> std::collections::Bound<&T> {
            std::collections::Bound::Included(&self.start)
        }
        fn end_bound(&self) -> std::collections::Bound<&T> {
            std::collections::Bound::Included(&self.end)
        }
    }
    impl<T> std::ops::RangeBounds<T> for std::ops::RangeToInclusive<T> {
        fn start_bound(&self) -> std::collections::Bound<&T> {
            std::collections::Bound::Unbounded
        }
        fn end_bound(&self) -> std::collections::Bound<&T> {
            std::collections::Bound::Included(&self.end)
        }
    }

    pub struct Range<Idx> {
        pub start: Idx,
        pub end: Idx,
    }
    pub struct RangeFrom<Idx> {
        pub start: Idx,
    }
    pub struct RangeTo<Idx> {
        pub end: Idx,
    }
    pub struct RangeToInclusive<Idx> {
        pub end: Idx,
    }
    pub struct RangeInclusive<Idx> {
        pub start: Idx,
        pub end: Idx,
        pub exhausted: bool,
    }
    pub struct RangeFull;

    impl<T: std::clone::Clone> std::clone::Clone for std::ops::RangeFrom<T> {
        fn clone(&self) -> std::ops::RangeFrom<T> {
            std::ops::RangeFrom { start: self.start.clone() }
        }
    }
    impl<T: core::cmp::PartialEq> core::cmp::PartialEq for std::ops::RangeFrom<T> {
        fn eq(&self, other: &std::ops::RangeFrom<T>) -> bool {
            self.start == other.start
        }
    }
    impl<T: std::clone::Clone> std::clone::Clone for std::ops::RangeTo<T> {
        fn clone(&self) -> std::ops::RangeTo<T> {
            std::ops::RangeTo { end: self.end.clone() }
        }
    }
    impl<T: core::cmp::PartialEq> core::cmp::PartialEq for std::ops::RangeTo<T> {
        fn eq(&self, other: &std::ops::RangeTo<T>) -> bool {
            self.end == other.end
        }
    }
    impl<T: std::clone::Clone> std::clone::Clone for std::ops::RangeToInclusive<T> {
        fn clone(&self) -> std::ops::RangeToInclusive<T> {
            std::ops::RangeToInclusive { end: self.end.clone() }
        }
    }
    impl<T: core::cmp::PartialEq> core::cmp::PartialEq for std::ops::RangeToInclusive<T> {
        fn eq(&self, other: &std::ops::RangeToInclusive<T>) -> bool {
            self.end == other.end
        }
    }
    impl<T: std::clone::Clone> std::clone::Clone for std::ops::RangeInclusive<T> {
        fn clone(&self) -> std::ops::RangeInclusive<T> {
            let (start, end) = (self.start.clone(), self.end.clone());
            std::ops::RangeInclusive { start, end, exhausted: self.exhausted }
        }
    }
    impl<T: core::cmp::PartialEq> core::cmp::PartialEq for std::ops::RangeInclusive<T> {
        fn eq(&self, other: &std::ops::RangeInclusive<T>) -> bool {
            self.start == other.start
                && self.end == other.end
                && self.exhausted == other.exhausted
        }
    }
    impl<T: core::cmp::PartialEq> core::cmp::PartialEq for std::ops::Range<T> {
        fn eq(&self, other: &std::ops::Range<T>) -> bool {
            self.start == other.start && self.end == other.end
        }
    }

    impl<Idx> std::ops::RangeInclusive<Idx> {
        pub fn new(start: Idx, end: Idx) -> std::ops::RangeInclusive<Idx> {
            std::ops::RangeInclusive { start, end, exhausted: false }
        }
        pub fn start(&self) -> &Idx {
            &self.start
        }
        pub fn end(&self) -> &Idx {
            &self.end
        }
    }

    impl<Idx: core::cmp::PartialOrd<Idx>> std::ops::Range<Idx> {
        pub fn contains<U: core::cmp::PartialOrd<Idx> + ?Sized>(&self, item: &U) -> bool
        where
            Idx: core::cmp::PartialOrd<U>,
        {
            <Self as std::ops::RangeBounds<Idx>>::contains::<U>(self, item)
        }
        pub fn is_empty(&self) -> bool {
            !(self.start < self.end)
        }
    }
    impl<Idx: core::cmp::PartialOrd<Idx>> std::ops::RangeInclusive<Idx> {
        pub fn contains<U: core::cmp::PartialOrd<Idx> + ?Sized>(&self, item: &U) -> bool
        where
            Idx: core::cmp::PartialOrd<U>,
        {
            <Self as std::ops::RangeBounds<Idx>>::contains::<U>(self, item)
        }
        pub fn is_empty(&self) -> bool {
            self.exhausted || !(self.start <= self.end)
        }
    }
    impl<Idx: core::cmp::PartialOrd<Idx>> std::ops::RangeFrom<Idx> {
        pub fn contains<U: core::cmp::PartialOrd<Idx> + ?Sized>(&self, item: &U) -> bool
        where
            Idx: core::cmp::PartialOrd<U>,
        {
            <Self as std::ops::RangeBounds<Idx>>::contains::<U>(self, item)
        }
    }
    impl<Idx: core::cmp::PartialOrd<Idx>> std::ops::RangeTo<Idx> {
        pub fn contains<U: core::cmp::PartialOrd<Idx> + ?Sized>(&self, item: &U) -> bool
        where
            Idx: core::cmp::PartialOrd<U>,
        {
            <Self as std::ops::RangeBounds<Idx>>::contains::<U>(self, item)
        }
    }
    impl<Idx: core::cmp::PartialOrd<Idx>> std::ops::RangeToInclusive<Idx> {
        pub fn contains<U: core::cmp::PartialOrd<Idx> + ?Sized>(&self, item: &U) -> bool
        where
            Idx: core::cmp::PartialOrd<U>,
        {
            <Self as std::ops::RangeBounds<Idx>>::contains::<U>(self, item)
        }
    }
}
