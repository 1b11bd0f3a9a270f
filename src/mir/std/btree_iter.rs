// SPDX-License-Identifier: MIT
//
// BTreeMap's iterators: walks (see btree_walk.rs), most of which know how many pairs are left.
pub mod collections {
    pub mod btree_map {
        use crate::std;
        use std::clone::Clone;
        use std::iter::{DoubleEndedIterator, Iterator};
        use std::option::Option::{self, None, Some};

        pub struct Iter<'a, K, V> {
            pub walk: std::collections::btree_walk::Walk<'a, K, V>,
            pub left: usize,
        }
        pub struct IterMut<'a, K, V> {
            pub walk: std::collections::btree_walk::WalkMut<'a, K, V>,
            pub left: usize,
        }
        pub struct IntoIter<K, V> {
            pub walk: std::collections::btree_walk::WalkOwned<K, V>,
            pub left: usize,
        }
        pub struct Keys<'a, K, V> {
            pub walk: std::collections::btree_walk::Walk<'a, K, V>,
            pub left: usize,
        }
        pub struct Values<'a, K, V> {
            pub walk: std::collections::btree_walk::Walk<'a, K, V>,
            pub left: usize,
        }
        pub struct ValuesMut<'a, K, V> {
            pub walk: std::collections::btree_walk::WalkMut<'a, K, V>,
            pub left: usize,
        }
        pub struct IntoKeys<K, V> {
            pub walk: std::collections::btree_walk::WalkOwned<K, V>,
            pub left: usize,
        }
        pub struct IntoValues<K, V> {
            pub walk: std::collections::btree_walk::WalkOwned<K, V>,
            pub left: usize,
        }
        pub struct Range<'a, K, V>(pub std::collections::btree_walk::Walk<'a, K, V>);
        pub struct RangeMut<'a, K, V>(pub std::collections::btree_walk::WalkMut<'a, K, V>);
        impl<'a, K, V> std::iter::Iterator for std::collections::btree_map::Iter<'a, K, V> {
            type Item = (&'a K, &'a V);
            fn next(&mut self) -> Option<(&'a K, &'a V)> {
                match self.walk.next() {
                    Some(pair) => {
                        self.left -= 1;
                        Some((&pair.key, &pair.value))
                    }
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.left, Some(self.left))
            }
        }
        impl<'a, K, V> std::iter::ExactSizeIterator for std::collections::btree_map::Iter<'a, K, V> {}
        impl<'a, K, V> std::iter::DoubleEndedIterator for std::collections::btree_map::Iter<'a, K, V> {
            fn next_back(&mut self) -> Option<(&'a K, &'a V)> {
                match self.walk.next_back() {
                    Some(pair) => {
                        self.left -= 1;
                        Some((&pair.key, &pair.value))
                    }
                    None => None,
                }
            }
        }
        impl<'a, K, V> std::clone::Clone for std::collections::btree_map::Iter<'a, K, V> {
            fn clone(&self) -> std::collections::btree_map::Iter<'a, K, V> {
                Iter { walk: self.walk.clone(), left: self.left }
            }
        }
        impl<'a, K, V> std::iter::Iterator for std::collections::btree_map::IterMut<'a, K, V> {
            type Item = (&'a K, &'a mut V);
            fn next(&mut self) -> Option<(&'a K, &'a mut V)> {
                match self.walk.next() {
                    Some(pair) => {
                        self.left -= 1;
                        Some((&pair.key, &mut pair.value))
                    }
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.left, Some(self.left))
            }
        }
        impl<'a, K, V> std::iter::ExactSizeIterator for std::collections::btree_map::IterMut<'a, K, V> {}
        impl<'a, K, V> std::iter::DoubleEndedIterator for std::collections::btree_map::IterMut<'a, K, V> {
            fn next_back(&mut self) -> Option<(&'a K, &'a mut V)> {
                match self.walk.next_back() {
                    Some(pair) => {
                        self.left -= 1;
                        Some((&pair.key, &mut pair.value))
                    }
                    None => None,
                }
            }
        }
        impl<K, V> std::iter::Iterator for std::collections::btree_map::IntoIter<K, V> {
            type Item = (K, V);
            fn next(&mut self) -> Option<(K, V)> {
                match self.walk.next() {
                    Some(pair) => {
                        self.left -= 1;
                        Some((pair.key, pair.value))
                    }
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.left, Some(self.left))
            }
        }
        impl<K, V> std::iter::ExactSizeIterator for std::collections::btree_map::IntoIter<K, V> {}
        impl<K, V> std::iter::DoubleEndedIterator for std::collections::btree_map::IntoIter<K, V> {
            fn next_back(&mut self) -> Option<(K, V)> {
                match self.walk.next_back() {
                    Some(pair) => {
                        self.left -= 1;
                        Some((pair.key, pair.value))
                    }
                    None => None,
                }
            }
        }
        impl<'a, K, V> std::iter::Iterator for std::collections::btree_map::Keys<'a, K, V> {
            type Item = &'a K;
            fn next(&mut self) -> Option<&'a K> {
                match self.walk.next() {
                    Some(pair) => {
                        self.left -= 1;
                        Some(&pair.key)
                    }
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.left, Some(self.left))
            }
        }
        impl<'a, K, V> std::iter::ExactSizeIterator for std::collections::btree_map::Keys<'a, K, V> {}
        impl<'a, K, V> std::iter::DoubleEndedIterator for std::collections::btree_map::Keys<'a, K, V> {
            fn next_back(&mut self) -> Option<&'a K> {
                match self.walk.next_back() {
                    Some(pair) => {
                        self.left -= 1;
                        Some(&pair.key)
                    }
                    None => None,
                }
            }
        }
        impl<'a, K, V> std::clone::Clone for std::collections::btree_map::Keys<'a, K, V> {
            fn clone(&self) -> std::collections::btree_map::Keys<'a, K, V> {
                Keys { walk: self.walk.clone(), left: self.left }
            }
        }
        impl<'a, K, V> std::iter::Iterator for std::collections::btree_map::Values<'a, K, V> {
            type Item = &'a V;
            fn next(&mut self) -> Option<&'a V> {
                match self.walk.next() {
                    Some(pair) => {
                        self.left -= 1;
                        Some(&pair.value)
                    }
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.left, Some(self.left))
            }
        }
        impl<'a, K, V> std::iter::ExactSizeIterator for std::collections::btree_map::Values<'a, K, V> {}
        impl<'a, K, V> std::iter::DoubleEndedIterator for std::collections::btree_map::Values<'a, K, V> {
            fn next_back(&mut self) -> Option<&'a V> {
                match self.walk.next_back() {
                    Some(pair) => {
                        self.left -= 1;
                        Some(&pair.value)
                    }
                    None => None,
                }
            }
        }
        impl<'a, K, V> std::clone::Clone for std::collections::btree_map::Values<'a, K, V> {
            fn clone(&self) -> std::collections::btree_map::Values<'a, K, V> {
                Values { walk: self.walk.clone(), left: self.left }
            }
        }
        impl<'a, K, V> std::iter::Iterator for std::collections::btree_map::ValuesMut<'a, K, V> {
            type Item = &'a mut V;
            fn next(&mut self) -> Option<&'a mut V> {
                match self.walk.next() {
                    Some(pair) => {
                        self.left -= 1;
                        Some(&mut pair.value)
                    }
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.left, Some(self.left))
            }
        }
        impl<'a, K, V> std::iter::ExactSizeIterator for std::collections::btree_map::ValuesMut<'a, K, V> {}
        impl<'a, K, V> std::iter::DoubleEndedIterator for std::collections::btree_map::ValuesMut<'a, K, V> {
            fn next_back(&mut self) -> Option<&'a mut V> {
                match self.walk.next_back() {
                    Some(pair) => {
                        self.left -= 1;
                        Some(&mut pair.value)
                    }
                    None => None,
                }
            }
        }
        impl<K, V> std::iter::Iterator for std::collections::btree_map::IntoKeys<K, V> {
            type Item = K;
            fn next(&mut self) -> Option<K> {
                match self.walk.next() {
                    Some(pair) => {
                        self.left -= 1;
                        Some(pair.key)
                    }
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.left, Some(self.left))
            }
        }
        impl<K, V> std::iter::ExactSizeIterator for std::collections::btree_map::IntoKeys<K, V> {}
        impl<K, V> std::iter::DoubleEndedIterator for std::collections::btree_map::IntoKeys<K, V> {
            fn next_back(&mut self) -> Option<K> {
                match self.walk.next_back() {
                    Some(pair) => {
                        self.left -= 1;
                        Some(pair.key)
                    }
                    None => None,
                }
            }
        }
        impl<K, V> std::iter::Iterator for std::collections::btree_map::IntoValues<K, V> {
            type Item = V;
            fn next(&mut self) -> Option<V> {
                match self.walk.next() {
                    Some(pair) => {
                        self.left -= 1;
                        Some(pair.value)
                    }
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.left, Some(self.left))
            }
        }
        impl<K, V> std::iter::ExactSizeIterator for std::collections::btree_map::IntoValues<K, V> {}
        impl<K, V> std::iter::DoubleEndedIterator for std::collections::btree_map::IntoValues<K, V> {
            fn next_back(&mut self) -> Option<V> {
                match self.walk.next_back() {
                    Some(pair) => {
                        self.left -= 1;
                        Some(pair.value)
                    }
                    None => None,
                }
            }
        }
        impl<'a, K, V> std::iter::Iterator for std::collections::btree_map::Range<'a, K, V> {
            type Item = (&'a K, &'a V);
            fn next(&mut self) -> Option<(&'a K, &'a V)> {
                match self.0.next() {
                    Some(pair) => Some((&pair.key, &pair.value)),
                    None => None,
                }
            }
        }
        impl<'a, K, V> std::iter::DoubleEndedIterator for std::collections::btree_map::Range<'a, K, V> {
            fn next_back(&mut self) -> Option<(&'a K, &'a V)> {
                match self.0.next_back() {
                    Some(pair) => Some((&pair.key, &pair.value)),
                    None => None,
                }
            }
        }
        impl<'a, K, V> std::iter::Iterator for std::collections::btree_map::RangeMut<'a, K, V> {
            type Item = (&'a K, &'a mut V);
            fn next(&mut self) -> Option<(&'a K, &'a mut V)> {
                match self.0.next() {
                    Some(pair) => Some((&pair.key, &mut pair.value)),
                    None => None,
                }
            }
        }
        impl<'a, K, V> std::iter::DoubleEndedIterator for std::collections::btree_map::RangeMut<'a, K, V> {
            fn next_back(&mut self) -> Option<(&'a K, &'a mut V)> {
                match self.0.next_back() {
                    Some(pair) => Some((&pair.key, &mut pair.value)),
                    None => None,
                }
            }
        }
    }
}
