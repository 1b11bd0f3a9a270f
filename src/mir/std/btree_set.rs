// SPDX-License-Identifier: MIT
//
// BTreeSet: the keys of a map without values.
pub mod collections {
    pub mod btree_set {
        use crate::std;
        use std::iter::{DoubleEndedIterator, Iterator};
        use std::option::Option::{self, None, Some};

        pub struct Iter<'a, T>(pub std::collections::btree_map::Keys<'a, T, ()>);
        pub struct IntoIter<T>(pub std::collections::btree_map::IntoKeys<T, ()>);
        impl<'a, T> std::iter::Iterator for std::collections::btree_set::Iter<'a, T> {
            type Item = &'a T;
            fn next(&mut self) -> Option<&'a T> {
                self.0.next()
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }
        impl<'a, T> std::iter::ExactSizeIterator for std::collections::btree_set::Iter<'a, T> {}
        impl<'a, T> std::iter::DoubleEndedIterator for std::collections::btree_set::Iter<'a, T> {
            fn next_back(&mut self) -> Option<&'a T> {
                self.0.next_back()
            }
        }
        impl<T> std::iter::Iterator for std::collections::btree_set::IntoIter<T> {
            type Item = T;
            fn next(&mut self) -> Option<T> {
                self.0.next()
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }
        impl<T> std::iter::ExactSizeIterator for std::collections::btree_set::IntoIter<T> {}
        impl<T> std::iter::DoubleEndedIterator for std::collections::btree_set::IntoIter<T> {
            fn next_back(&mut self) -> Option<T> {
                self.0.next_back()
            }
        }
        impl<'a, T> std::clone::Clone for std::collections::btree_set::Iter<'a, T> {
            fn clone(&self) -> std::collections::btree_set::Iter<'a, T> {
                Iter(std::clone::Clone::clone(&self.0))
            }
        }

        /// The items of two sets in one order: those of which of the two sets, by `takes`.
        pub struct Merge<'a, T> {
            pub left: std::collections::btree_set::Iter<'a, T>,
            pub right: std::collections::btree_set::Iter<'a, T>,
            pub a: Option<&'a T>,
            pub b: Option<&'a T>,
        }
        impl<'a, T: core::cmp::Ord> Merge<'a, T> {
            pub fn of(
                left: std::collections::btree_set::Iter<'a, T>,
                right: std::collections::btree_set::Iter<'a, T>,
            ) -> Merge<'a, T> {
                let (mut left, mut right) = (left, right);
                let (a, b) = (left.next(), right.next());
                Merge { left, right, a, b }
            }
            // The next item, and whether the left and the right set have it.
            fn step(&mut self) -> Option<(&'a T, bool, bool)> {
                let order = match (&self.a, &self.b) {
                    (None, None) => return None,
                    (Some(_), None) => core::cmp::Ordering::Less,
                    (None, Some(_)) => core::cmp::Ordering::Greater,
                    (Some(a), Some(b)) => core::cmp::Ord::cmp(*a, *b),
                };
                let (a, b) = unsafe { (core::ptr::read(&self.a), core::ptr::read(&self.b)) };
                if order != core::cmp::Ordering::Greater {
                    self.a = self.left.next();
                }
                if order != core::cmp::Ordering::Less {
                    self.b = self.right.next();
                }
                match order {
                    core::cmp::Ordering::Less => Some((a.unwrap(), true, false)),
                    core::cmp::Ordering::Greater => Some((b.unwrap(), false, true)),
                    core::cmp::Ordering::Equal => Some((a.unwrap(), true, true)),
                }
            }
        }
        pub struct Union<'a, T>(pub std::collections::btree_set::Merge<'a, T>);
        impl<'a, T: core::cmp::Ord> std::iter::Iterator for std::collections::btree_set::Union<'a, T> {
            type Item = &'a T;
            fn next(&mut self) -> Option<&'a T> {
                while let Some((item, _, _)) = self.0.step() {
                    if true {
                        return Some(item);
                    }
                }
                None
            }
        }
        pub struct Intersection<'a, T>(pub std::collections::btree_set::Merge<'a, T>);
        impl<'a, T: core::cmp::Ord> std::iter::Iterator
            for std::collections::btree_set::Intersection<'a, T>
        {
            type Item = &'a T;
            fn next(&mut self) -> Option<&'a T> {
                while let Some((item, a, b)) = self.0.step() {
                    if a && b {
                        return Some(item);
                    }
                }
                None
            }
        }
        pub struct Difference<'a, T>(pub std::collections::btree_set::Merge<'a, T>);
        impl<'a, T: core::cmp::Ord> std::iter::Iterator for std::collections::btree_set::Difference<'a, T> {
            type Item = &'a T;
            fn next(&mut self) -> Option<&'a T> {
                while let Some((item, a, b)) = self.0.step() {
                    if a && !b {
                        return Some(item);
                    }
                }
                None
            }
        }
        pub struct SymmetricDifference<'a, T>(pub std::collections::btree_set::Merge<'a, T>);
        impl<'a, T: core::cmp::Ord> std::iter::Iterator
            for std::collections::btree_set::SymmetricDifference<'a, T>
        {
            type Item = &'a T;
            fn next(&mut self) -> Option<&'a T> {
                while let Some((item, a, b)) = self.0.step() {
                    if a != b {
                        return Some(item);
                    }
                }
                None
            }
        }
    }

    use crate::std;
    use std::borrow::Borrow;
    use std::clone::Clone;
    use std::collections::btree_set::*;
    use std::iter::{Extend, FromIterator, IntoIterator, Iterator};
    use std::option::Option::{self, None, Some};
    use std::result::Result;

    pub struct BTreeSet<T> {
        map: std::collections::BTreeMap<T, ()>,
    }

    impl<T> std::collections::BTreeSet<T> {
        pub fn new() -> std::collections::BTreeSet<T> {
            BTreeSet { map: std::collections::BTreeMap::<T, ()>::new() }
        }
        pub fn len(&self) -> usize {
            self.map.len()
        }
        pub fn is_empty(&self) -> bool {
            self.map.len() == 0
        }
        pub fn clear(&mut self) {
            self.map.clear()
        }
        pub fn iter(&self) -> std::collections::btree_set::Iter<'_, T> {
            Iter(self.map.keys())
        }
    }
    impl<T: core::cmp::Ord> std::collections::BTreeSet<T> {
        pub fn insert(&mut self, item: T) -> bool {
            self.map.insert(item, ()).is_none()
        }
        pub fn replace(&mut self, item: T) -> Option<T> {
            let old = self.take::<T>(&item);
            self.map.insert(item, ());
            old
        }
        pub fn contains<Q: core::cmp::Ord + ?Sized>(&self, item: &Q) -> bool
        where
            T: Borrow<Q>,
        {
            self.map.contains_key(item)
        }
        pub fn get<Q: core::cmp::Ord + ?Sized>(&self, item: &Q) -> Option<&T>
        where
            T: Borrow<Q>,
        {
            match self.map.get_key_value(item) {
                Some((key, _)) => Some(key),
                None => None,
            }
        }
        pub fn remove<Q: core::cmp::Ord + ?Sized>(&mut self, item: &Q) -> bool
        where
            T: Borrow<Q>,
        {
            self.map.remove(item).is_some()
        }
        pub fn take<Q: core::cmp::Ord + ?Sized>(&mut self, item: &Q) -> Option<T>
        where
            T: Borrow<Q>,
        {
            match self.map.remove_entry(item) {
                Some((key, _)) => Some(key),
                None => None,
            }
        }
        pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {
            self.map.keep(ItemKeeper(f))
        }
        pub fn is_subset(&self, other: &std::collections::BTreeSet<T>) -> bool {
            let mut rest = self.iter();
            while let Some(item) = rest.next() {
                if !other.contains::<T>(item) {
                    return false;
                }
            }
            true
        }
        pub fn is_superset(&self, other: &std::collections::BTreeSet<T>) -> bool {
            other.is_subset(self)
        }
        pub fn is_disjoint(&self, other: &std::collections::BTreeSet<T>) -> bool {
            let mut rest = self.iter();
            while let Some(item) = rest.next() {
                if other.contains::<T>(item) {
                    return false;
                }
            }
            true
        }
        pub fn union<'a>(
            &'a self,
            other: &'a std::collections::BTreeSet<T>,
        ) -> std::collections::btree_set::Union<'a, T> {
            Union(Merge::<'a, T>::of(self.iter(), other.iter()))
        }
        pub fn intersection<'a>(
            &'a self,
            other: &'a std::collections::BTreeSet<T>,
        ) -> std::collections::btree_set::Intersection<'a, T> {
            Intersection(Merge::<'a, T>::of(self.iter(), other.iter()))
        }
        pub fn difference<'a>(
            &'a self,
            other: &'a std::collections::BTreeSet<T>,
        ) -> std::collections::btree_set::Difference<'a, T> {
            Difference(Merge::<'a, T>::of(self.iter(), other.iter()))
        }
        pub fn symmetric_difference<'a>(
            &'a self,
            other: &'a std::collections::BTreeSet<T>,
        ) -> std::collections::btree_set::SymmetricDifference<'a, T> {
            SymmetricDifference(Merge::<'a, T>::of(self.iter(), other.iter()))
        }
        pub fn first(&self) -> Option<&T> {
            std::iter::Iterator::next(&mut self.iter())
        }
        pub fn last(&self) -> Option<&T> {
            std::iter::DoubleEndedIterator::next_back(&mut self.iter())
        }
        pub fn pop_first(&mut self) -> Option<T> {
            match self.map.pop_first() {
                Some((key, _)) => Some(key),
                None => None,
            }
        }
        pub fn pop_last(&mut self) -> Option<T> {
            match self.map.pop_last() {
                Some((key, _)) => Some(key),
                None => None,
            }
        }
    }

    struct ItemKeeper<F>(F);
    impl<T, F: FnMut(&T) -> bool> std::vec::Keeper<std::collections::btree_leaves::Pair<T, ()>>
        for ItemKeeper<F>
    {
        fn keeps(&mut self, pair: &mut std::collections::btree_leaves::Pair<T, ()>) -> bool {
            (self.0)(&pair.key)
        }
    }

    impl<T> std::default::Default for std::collections::BTreeSet<T> {
        fn default() -> std::collections::BTreeSet<T> {
            BTreeSet { map: std::default::Default::default() }
        }
    }
    impl<T: core::cmp::Ord + Clone> std::clone::Clone for std::collections::BTreeSet<T> {
        fn clone(&self) -> std::collections::BTreeSet<T> {
            let mut set = BTreeSet { map: std::collections::BTreeMap::<T, ()>::new() };
            let mut rest = self.iter();
            while let Some(item) = rest.next() {
                set.insert(item.clone());
            }
            set
        }
    }
    impl<T: core::cmp::Ord> std::cmp::PartialEq<std::collections::BTreeSet<T>>
        for std::collections::BTreeSet<T>
    {
        fn eq(&self, other: &std::collections::BTreeSet<T>) -> bool {
            self.len() == other.len() && self.is_subset(other)
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::collections::BTreeSet<T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.debug_set().entries(self.iter()).finish()
        }
    }
    impl<T: core::cmp::Ord> std::iter::Extend<T> for std::collections::BTreeSet<T> {
        fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
            let mut rest = items.into_iter();
            while let Some(item) = rest.next() {
                self.insert(item);
            }
        }
    }
    impl<'a, T: core::cmp::Ord + Copy + 'a> std::iter::Extend<&'a T> for std::collections::BTreeSet<T> {
        fn extend<I: IntoIterator<Item = &'a T>>(&mut self, items: I) {
            let mut rest = items.into_iter();
            while let Some(item) = rest.next() {
                self.insert(*item);
            }
        }
    }
    impl<T: core::cmp::Ord> std::iter::FromIterator<T> for std::collections::BTreeSet<T> {
        fn from_iter<I: IntoIterator<Item = T>>(items: I) -> std::collections::BTreeSet<T> {
            let mut set = BTreeSet { map: std::default::Default::default() };
            std::iter::Extend::<T>::extend(&mut set, items);
            set
        }
    }
    impl<T: core::cmp::Ord, const N: usize> std::convert::From<[T; N]>
        for std::collections::BTreeSet<T>
    {
        fn from(items: [T; N]) -> std::collections::BTreeSet<T> {
            <std::collections::BTreeSet<T> as FromIterator<T>>::from_iter(items)
        }
    }
    impl<T> std::iter::IntoIterator for std::collections::BTreeSet<T> {
        type Item = T;
        type IntoIter = std::collections::btree_set::IntoIter<T>;
        fn into_iter(self) -> std::collections::btree_set::IntoIter<T> {
            IntoIter(self.map.into_keys())
        }
    }
    impl<'a, T> std::iter::IntoIterator for &'a std::collections::BTreeSet<T> {
        type Item = &'a T;
        type IntoIter = std::collections::btree_set::Iter<'a, T>;
        fn into_iter(self) -> std::collections::btree_set::Iter<'a, T> {
            self.iter()
        }
    }
    impl<T: core::cmp::Ord + Clone> core::ops::BitOr<&std::collections::BTreeSet<T>>
        for &std::collections::BTreeSet<T>
    {
        type Output = std::collections::BTreeSet<T>;
        fn bitor(self, other: &std::collections::BTreeSet<T>) -> std::collections::BTreeSet<T> {
            self.union(other).cloned().collect()
        }
    }
    impl<T: core::cmp::Ord + Clone> core::ops::BitAnd<&std::collections::BTreeSet<T>>
        for &std::collections::BTreeSet<T>
    {
        type Output = std::collections::BTreeSet<T>;
        fn bitand(self, other: &std::collections::BTreeSet<T>) -> std::collections::BTreeSet<T> {
            self.intersection(other).cloned().collect()
        }
    }
    impl<T: core::cmp::Ord + Clone> core::ops::Sub<&std::collections::BTreeSet<T>>
        for &std::collections::BTreeSet<T>
    {
        type Output = std::collections::BTreeSet<T>;
        fn sub(self, other: &std::collections::BTreeSet<T>) -> std::collections::BTreeSet<T> {
            self.difference(other).cloned().collect()
        }
    }
    impl<T: core::cmp::Ord + Clone> core::ops::BitXor<&std::collections::BTreeSet<T>>
        for &std::collections::BTreeSet<T>
    {
        type Output = std::collections::BTreeSet<T>;
        fn bitxor(self, other: &std::collections::BTreeSet<T>) -> std::collections::BTreeSet<T> {
            self.symmetric_difference(other).cloned().collect()
        }
    }
}
