// SPDX-License-Identifier: MIT
//
// HashSet: the keys of a map without values.
pub mod collections {
    pub mod hash_set {
        use crate::std;
        use core::cmp::Eq;
        use std::hash::{BuildHasher, Hash};
        use std::iter::Iterator;
        use std::option::Option::{self, None, Some};

        pub struct Iter<'a, T>(pub std::collections::hash_map::Keys<'a, T, ()>);
        pub struct IntoIter<T>(pub std::collections::hash_map::IntoKeys<T, ()>);
        impl<'a, T> std::iter::Iterator for std::collections::hash_set::Iter<'a, T> {
            type Item = &'a T;
            fn next(&mut self) -> Option<&'a T> {
                self.0.next()
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }
        impl<'a, T> std::iter::ExactSizeIterator for std::collections::hash_set::Iter<'a, T> {}
        impl<T> std::iter::Iterator for std::collections::hash_set::IntoIter<T> {
            type Item = T;
            fn next(&mut self) -> Option<T> {
                self.0.next()
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }
        impl<T> std::iter::ExactSizeIterator for std::collections::hash_set::IntoIter<T> {}
        impl<'a, T> std::clone::Clone for std::collections::hash_set::Iter<'a, T> {
            fn clone(&self) -> std::collections::hash_set::Iter<'a, T> {
                Iter(std::clone::Clone::clone(&self.0))
            }
        }

        pub struct Intersection<'a, T, S> {
            pub rest: std::collections::hash_set::Iter<'a, T>,
            pub other: &'a std::collections::HashSet<T, S>,
        }
        pub struct Difference<'a, T, S> {
            pub rest: std::collections::hash_set::Iter<'a, T>,
            pub other: &'a std::collections::HashSet<T, S>,
        }
        pub struct Union<'a, T, S> {
            pub first: std::collections::hash_set::Iter<'a, T>,
            pub rest: std::collections::hash_set::Difference<'a, T, S>,
        }
        pub struct SymmetricDifference<'a, T, S> {
            pub first: std::collections::hash_set::Difference<'a, T, S>,
            pub rest: std::collections::hash_set::Difference<'a, T, S>,
        }
        impl<'a, T: Eq + Hash, S: BuildHasher> std::iter::Iterator
            for std::collections::hash_set::Intersection<'a, T, S>
        {
            type Item = &'a T;
            fn next(&mut self) -> Option<&'a T> {
                while let Some(item) = self.rest.next() {
                    if self.other.contains::<T>(item) {
                        return Some(item);
                    }
                }
                None
            }
        }
        impl<'a, T: Eq + Hash, S: BuildHasher> std::iter::Iterator
            for std::collections::hash_set::Difference<'a, T, S>
        {
            type Item = &'a T;
            fn next(&mut self) -> Option<&'a T> {
                while let Some(item) = self.rest.next() {
                    if !self.other.contains::<T>(item) {
                        return Some(item);
                    }
                }
                None
            }
        }
        impl<'a, T: Eq + Hash, S: BuildHasher> std::iter::Iterator
            for std::collections::hash_set::Union<'a, T, S>
        {
            type Item = &'a T;
            fn next(&mut self) -> Option<&'a T> {
                match self.first.next() {
                    Some(item) => Some(item),
                    None => self.rest.next(),
                }
            }
        }
        impl<'a, T: Eq + Hash, S: BuildHasher> std::iter::Iterator
            for std::collections::hash_set::SymmetricDifference<'a, T, S>
        {
            type Item = &'a T;
            fn next(&mut self) -> Option<&'a T> {
                match self.first.next() {
                    Some(item) => Some(item),
                    None => self.rest.next(),
                }
            }
        }
    }

    use crate::std;
    use core::cmp::Eq;
    use std::borrow::Borrow;
    use std::clone::Clone;
    use std::collections::hash_set::*;
    use std::hash::{BuildHasher, Hash};
    use std::iter::{Extend, FromIterator, IntoIterator, Iterator};
    use std::option::Option::{self, None, Some};
    use std::result::Result;

    pub struct HashSet<T, S = std::hash::RandomState> {
        map: std::collections::HashMap<T, (), S>,
    }

    impl<T> std::collections::HashSet<T> {
        pub fn new() -> std::collections::HashSet<T> {
            HashSet { map: std::collections::HashMap::<T, ()>::new() }
        }
        pub fn with_capacity(_capacity: usize) -> std::collections::HashSet<T> {
            HashSet { map: std::collections::HashMap::<T, ()>::new() }
        }
    }
    impl<T, S> std::collections::HashSet<T, S> {
        pub fn len(&self) -> usize {
            self.map.len()
        }
        pub fn is_empty(&self) -> bool {
            self.map.len() == 0
        }
        pub fn clear(&mut self) {
            self.map.clear()
        }
        pub fn iter(&self) -> std::collections::hash_set::Iter<'_, T> {
            Iter(self.map.keys())
        }
    }
    impl<T: Eq + Hash, S: BuildHasher> std::collections::HashSet<T, S> {
        pub fn insert(&mut self, item: T) -> bool {
            if self.map.contains_key::<T>(&item) {
                return false;
            }
            self.map.insert(item, ());
            true
        }
        pub fn replace(&mut self, item: T) -> Option<T> {
            let old = self.take::<T>(&item);
            self.map.insert(item, ());
            old
        }
        pub fn contains<Q: Eq + Hash + ?Sized>(&self, item: &Q) -> bool
        where
            T: Borrow<Q>,
        {
            self.map.contains_key(item)
        }
        pub fn get<Q: Eq + Hash + ?Sized>(&self, item: &Q) -> Option<&T>
        where
            T: Borrow<Q>,
        {
            match self.map.get_key_value(item) {
                Some((key, _)) => Some(key),
                None => None,
            }
        }
        pub fn remove<Q: Eq + Hash + ?Sized>(&mut self, item: &Q) -> bool
        where
            T: Borrow<Q>,
        {
            self.map.remove(item).is_some()
        }
        pub fn take<Q: Eq + Hash + ?Sized>(&mut self, item: &Q) -> Option<T>
        where
            T: Borrow<Q>,
        {
            match self.map.remove_entry(item) {
                Some((key, _)) => Some(key),
                None => None,
            }
        }
        pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {
            let mut f = f;
            let old = core::mem::replace(self, Self { map: self.map.emptied() });
            let mut rest = old.into_iter();
            while let Some(item) = rest.next() {
                if f(&item) {
                    self.map.insert(item, ());
                }
            }
        }
        pub fn is_subset(&self, other: &std::collections::HashSet<T, S>) -> bool {
            let mut rest = self.iter();
            while let Some(item) = rest.next() {
                if !other.contains::<T>(item) {
                    return false;
                }
            }
            true
        }
        pub fn is_superset(&self, other: &std::collections::HashSet<T, S>) -> bool {
            other.is_subset(self)
        }
        pub fn is_disjoint(&self, other: &std::collections::HashSet<T, S>) -> bool {
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
            other: &'a std::collections::HashSet<T, S>,
        ) -> std::collections::hash_set::Union<'a, T, S> {
            Union { first: self.iter(), rest: Difference { rest: other.iter(), other: self } }
        }
        pub fn intersection<'a>(
            &'a self,
            other: &'a std::collections::HashSet<T, S>,
        ) -> std::collections::hash_set::Intersection<'a, T, S> {
            Intersection { rest: self.iter(), other }
        }
        pub fn difference<'a>(
            &'a self,
            other: &'a std::collections::HashSet<T, S>,
        ) -> std::collections::hash_set::Difference<'a, T, S> {
            Difference { rest: self.iter(), other }
        }
        pub fn symmetric_difference<'a>(
            &'a self,
            other: &'a std::collections::HashSet<T, S>,
        ) -> std::collections::hash_set::SymmetricDifference<'a, T, S> {
            SymmetricDifference {
                first: Difference { rest: self.iter(), other },
                rest: Difference { rest: other.iter(), other: self },
            }
        }
    }

    impl<T, S: std::default::Default> std::default::Default for std::collections::HashSet<T, S> {
        fn default() -> std::collections::HashSet<T, S> {
            HashSet { map: std::default::Default::default() }
        }
    }
    impl<T: Eq + Hash + Clone, S: Clone + BuildHasher> std::clone::Clone
        for std::collections::HashSet<T, S>
    {
        fn clone(&self) -> std::collections::HashSet<T, S> {
            let mut set = HashSet {
                map: std::collections::HashMap::<T, (), S>::with_hasher(self.map.hasher().clone()),
            };
            let mut rest = self.iter();
            while let Some(item) = rest.next() {
                set.insert(item.clone());
            }
            set
        }
    }
    impl<T: Eq + Hash, S: BuildHasher> std::cmp::PartialEq<std::collections::HashSet<T, S>>
        for std::collections::HashSet<T, S>
    {
        fn eq(&self, other: &std::collections::HashSet<T, S>) -> bool {
            self.len() == other.len() && self.is_subset(other)
        }
    }
    impl<T: std::fmt::Debug, S> std::fmt::Debug for std::collections::HashSet<T, S> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.debug_set().entries(self.iter()).finish()
        }
    }
    impl<T: Eq + Hash, S: BuildHasher> std::iter::Extend<T> for std::collections::HashSet<T, S> {
        fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
            let mut rest = items.into_iter();
            while let Some(item) = rest.next() {
                self.insert(item);
            }
        }
    }
    impl<'a, T: Eq + Hash + Copy + 'a, S: BuildHasher> std::iter::Extend<&'a T>
        for std::collections::HashSet<T, S>
    {
        fn extend<I: IntoIterator<Item = &'a T>>(&mut self, items: I) {
            let mut rest = items.into_iter();
            while let Some(item) = rest.next() {
                self.insert(*item);
            }
        }
    }
    impl<T: Eq + Hash, S: BuildHasher + std::default::Default> std::iter::FromIterator<T>
        for std::collections::HashSet<T, S>
    {
        fn from_iter<I: IntoIterator<Item = T>>(items: I) -> std::collections::HashSet<T, S> {
            let mut set = HashSet { map: std::default::Default::default() };
            std::iter::Extend::<T>::extend(&mut set, items);
            set
        }
    }
    impl<T: Eq + Hash, const N: usize> std::convert::From<[T; N]>
        for std::collections::HashSet<T, std::hash::RandomState>
    {
        fn from(items: [T; N]) -> std::collections::HashSet<T, std::hash::RandomState> {
            <std::collections::HashSet<T, std::hash::RandomState> as FromIterator<T>>::from_iter(
                items,
            )
        }
    }
    impl<T, S> std::iter::IntoIterator for std::collections::HashSet<T, S> {
        type Item = T;
        type IntoIter = std::collections::hash_set::IntoIter<T>;
        fn into_iter(self) -> std::collections::hash_set::IntoIter<T> {
            IntoIter(self.map.into_keys())
        }
    }
    impl<'a, T, S> std::iter::IntoIterator for &'a std::collections::HashSet<T, S> {
        type Item = &'a T;
        type IntoIter = std::collections::hash_set::Iter<'a, T>;
        fn into_iter(self) -> std::collections::hash_set::Iter<'a, T> {
            self.iter()
        }
    }
    impl<T: Eq + Hash + Clone, S: BuildHasher + std::default::Default>
        core::ops::BitOr<&std::collections::HashSet<T, S>> for &std::collections::HashSet<T, S>
    {
        type Output = std::collections::HashSet<T, S>;
        fn bitor(self, other: &std::collections::HashSet<T, S>) -> std::collections::HashSet<T, S> {
            self.union(other).cloned().collect()
        }
    }
    impl<T: Eq + Hash + Clone, S: BuildHasher + std::default::Default>
        core::ops::BitAnd<&std::collections::HashSet<T, S>> for &std::collections::HashSet<T, S>
    {
        type Output = std::collections::HashSet<T, S>;
        fn bitand(
            self,
            other: &std::collections::HashSet<T, S>,
        ) -> std::collections::HashSet<T, S> {
            self.intersection(other).cloned().collect()
        }
    }
    impl<T: Eq + Hash + Clone, S: BuildHasher + std::default::Default>
        core::ops::Sub<&std::collections::HashSet<T, S>> for &std::collections::HashSet<T, S>
    {
        type Output = std::collections::HashSet<T, S>;
        fn sub(self, other: &std::collections::HashSet<T, S>) -> std::collections::HashSet<T, S> {
            self.difference(other).cloned().collect()
        }
    }
    impl<T: Eq + Hash + Clone, S: BuildHasher + std::default::Default>
        core::ops::BitXor<&std::collections::HashSet<T, S>> for &std::collections::HashSet<T, S>
    {
        type Output = std::collections::HashSet<T, S>;
        fn bitxor(
            self,
            other: &std::collections::HashSet<T, S>,
        ) -> std::collections::HashSet<T, S> {
            self.symmetric_difference(other).cloned().collect()
        }
    }
}
