// SPDX-License-Identifier: MIT
//
// Walks over the leaves of a BTreeMap from both ends: what is left of the leaf in front, the leaves
// behind it that are still whole, and what is left of the leaf at the back. See btree_leaves.rs.
pub mod collections {
    pub mod btree_walk {
        use crate::std;
        use std::clone::Clone;
        use std::collections::btree_leaves::Pair;
        use std::iter::{DoubleEndedIterator, IntoIterator, Iterator};
        use std::option::Option::{self, None, Some};

        pub struct Walk<'a, K, V> {
            front: std::slice::Iter<'a, std::collections::btree_leaves::Pair<K, V>>,
            middle: std::slice::Iter<'a, std::vec::Vec<std::collections::btree_leaves::Pair<K, V>>>,
            back: std::slice::Iter<'a, std::collections::btree_leaves::Pair<K, V>>,
        }
        pub struct WalkMut<'a, K, V> {
            front: std::slice::IterMut<'a, std::collections::btree_leaves::Pair<K, V>>,
            middle:
                std::slice::IterMut<'a, std::vec::Vec<std::collections::btree_leaves::Pair<K, V>>>,
            back: std::slice::IterMut<'a, std::collections::btree_leaves::Pair<K, V>>,
        }
        pub struct WalkOwned<K, V> {
            front: std::vec::IntoIter<std::collections::btree_leaves::Pair<K, V>>,
            middle: std::vec::IntoIter<std::vec::Vec<std::collections::btree_leaves::Pair<K, V>>>,
            back: std::vec::IntoIter<std::collections::btree_leaves::Pair<K, V>>,
        }

        impl<'a, K, V> std::collections::btree_walk::Walk<'a, K, V> {
            pub fn of(
                first: &'a [Pair<K, V>],
                middle: &'a [std::vec::Vec<Pair<K, V>>],
                last: &'a [Pair<K, V>],
            ) -> Walk<'a, K, V> {
                Walk {
                    front: std::slice::walk(first),
                    middle: std::slice::walk(middle),
                    back: std::slice::walk(last),
                }
            }
            pub fn next(&mut self) -> Option<&'a Pair<K, V>> {
                match self.front.next() {
                    None => self.next_leaf(),
                    pair => pair,
                }
            }
            // No leaf is empty.
            fn next_leaf(&mut self) -> Option<&'a Pair<K, V>> {
                match self.middle.next() {
                    Some(pairs) => {
                        self.front = std::slice::walk(pairs.as_slice());
                        self.front.next()
                    }
                    None => self.back.next(),
                }
            }
            pub fn next_back(&mut self) -> Option<&'a Pair<K, V>> {
                match self.back.next_back() {
                    None => self.last_leaf(),
                    pair => pair,
                }
            }
            fn last_leaf(&mut self) -> Option<&'a Pair<K, V>> {
                match self.middle.next_back() {
                    Some(pairs) => {
                        self.back = std::slice::walk(pairs.as_slice());
                        self.back.next_back()
                    }
                    None => self.front.next_back(),
                }
            }
        }
        impl<'a, K, V> std::collections::btree_walk::WalkMut<'a, K, V> {
            pub fn of(
                first: &'a mut [Pair<K, V>],
                middle: &'a mut [std::vec::Vec<Pair<K, V>>],
                last: &'a mut [Pair<K, V>],
            ) -> WalkMut<'a, K, V> {
                WalkMut {
                    front: std::slice::walk_mut(first),
                    middle: std::slice::walk_mut(middle),
                    back: std::slice::walk_mut(last),
                }
            }
            pub fn next(&mut self) -> Option<&'a mut Pair<K, V>> {
                match self.front.next() {
                    None => self.next_leaf(),
                    pair => pair,
                }
            }
            // No leaf is empty.
            fn next_leaf(&mut self) -> Option<&'a mut Pair<K, V>> {
                match self.middle.next() {
                    Some(pairs) => {
                        self.front = std::slice::walk_mut(pairs.as_mut_slice());
                        self.front.next()
                    }
                    None => self.back.next(),
                }
            }
            pub fn next_back(&mut self) -> Option<&'a mut Pair<K, V>> {
                match self.back.next_back() {
                    None => self.last_leaf(),
                    pair => pair,
                }
            }
            fn last_leaf(&mut self) -> Option<&'a mut Pair<K, V>> {
                match self.middle.next_back() {
                    Some(pairs) => {
                        self.back = std::slice::walk_mut(pairs.as_mut_slice());
                        self.back.next_back()
                    }
                    None => self.front.next_back(),
                }
            }
        }
        impl<K, V> std::collections::btree_walk::WalkOwned<K, V> {
            pub fn of(leaves: std::vec::Vec<std::vec::Vec<Pair<K, V>>>) -> WalkOwned<K, V> {
                WalkOwned {
                    front: std::vec::Vec::<Pair<K, V>>::new().into_iter(),
                    middle: leaves.into_iter(),
                    back: std::vec::Vec::<Pair<K, V>>::new().into_iter(),
                }
            }
            pub fn next(&mut self) -> Option<Pair<K, V>> {
                match self.front.next() {
                    None => self.next_leaf(),
                    pair => pair,
                }
            }
            // No leaf is empty.
            fn next_leaf(&mut self) -> Option<Pair<K, V>> {
                match self.middle.next() {
                    Some(pairs) => {
                        self.front = pairs.into_iter();
                        self.front.next()
                    }
                    None => self.back.next(),
                }
            }
            pub fn next_back(&mut self) -> Option<Pair<K, V>> {
                match self.back.next_back() {
                    None => self.last_leaf(),
                    pair => pair,
                }
            }
            fn last_leaf(&mut self) -> Option<Pair<K, V>> {
                match self.middle.next_back() {
                    Some(pairs) => {
                        self.back = pairs.into_iter();
                        self.back.next_back()
                    }
                    None => self.front.next_back(),
                }
            }
        }
        impl<'a, K, V> std::clone::Clone for std::collections::btree_walk::Walk<'a, K, V> {
            fn clone(&self) -> std::collections::btree_walk::Walk<'a, K, V> {
                Walk {
                    front: self.front.clone(),
                    middle: self.middle.clone(),
                    back: self.back.clone(),
                }
            }
        }
    }
}
