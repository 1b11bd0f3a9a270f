// SPDX-License-Identifier: MIT
//
// What writes a value by its parts: debug_struct and the like.
pub mod fmt {
    use crate::std;
    use std::iter::Iterator;
    use std::option::Option::Some;
    use std::result::Result::{Err, Ok};

    /// One part of several: `prefix` and the value, on lines of its own with {:#?}. Says whether
    /// that has failed.
    pub fn part<'a>(
        f: &mut std::fmt::Formatter<'a>,
        open: &str,
        is_first: bool,
        name: &str,
        value: &dyn std::fmt::Debug,
    ) -> bool {
        if f.alternate() {
            if is_first {
                std::models::write_text(f, open);
                std::models::write_text(f, "\n");
            }
            let start = std::models::text_length(f);
            if name.len() != 0 {
                std::models::write_text(f, name);
                std::models::write_text(f, ": ");
            }
            let has_failed = value.fmt(f).is_err();
            std::models::write_text(f, ",\n");
            std::models::indent_text(f, start);
            return has_failed;
        }
        std::models::write_text(f, if is_first { open } else { ", " });
        if name.len() != 0 {
            if is_first {
                std::models::write_text(f, " ");
            }
            std::models::write_text(f, name);
            std::models::write_text(f, ": ");
        }
        value.fmt(f).is_err()
    }

    pub struct DebugStruct<'a, 'b> {
        pub fmt: &'a mut std::fmt::Formatter<'b>,
        pub has_failed: bool,
        pub has_fields: bool,
    }
    impl<'a, 'b> std::fmt::DebugStruct<'a, 'b> {
        pub fn field(&mut self, name: &str, value: &dyn std::fmt::Debug) -> &mut Self {
            if !self.has_failed {
                self.has_failed = part(self.fmt, " {", !self.has_fields, name, value);
            }
            self.has_fields = true;
            self
        }
        pub fn finish(&mut self) -> std::result::Result<(), std::fmt::Error> {
            if self.has_fields && !self.has_failed {
                std::models::write_text(self.fmt, if self.fmt.alternate() { "}" } else { " }" });
            }
            outcome(!self.has_failed)
        }
        pub fn finish_non_exhaustive(&mut self) -> std::result::Result<(), std::fmt::Error> {
            if !self.has_failed {
                std::models::write_text(
                    self.fmt,
                    if !self.has_fields {
                        " { .. }"
                    } else if self.fmt.alternate() {
                        "    ..\n}"
                    } else {
                        ", .. }"
                    },
                );
            }
            outcome(!self.has_failed)
        }
    }

    pub struct DebugTuple<'a, 'b> {
        pub fmt: &'a mut std::fmt::Formatter<'b>,
        pub has_failed: bool,
        pub fields: usize,
        pub has_empty_name: bool,
    }
    impl<'a, 'b> std::fmt::DebugTuple<'a, 'b> {
        pub fn field(&mut self, value: &dyn std::fmt::Debug) -> &mut Self {
            if !self.has_failed {
                self.has_failed = part(self.fmt, "(", self.fields == 0, "", value);
            }
            self.fields += 1;
            self
        }
        pub fn finish(&mut self) -> std::result::Result<(), std::fmt::Error> {
            if self.fields > 0 && !self.has_failed {
                if self.fields == 1 && self.has_empty_name && !self.fmt.alternate() {
                    std::models::write_text(self.fmt, ",");
                }
                std::models::write_text(self.fmt, ")");
            }
            outcome(!self.has_failed)
        }
    }

    // What `#[derive(Debug)]` calls.
    impl<'a> std::fmt::Formatter<'a> {
        pub fn debug_struct_field1_finish(
            &mut self,
            name: &str,
            name1: &str,
            value1: &dyn std::fmt::Debug,
        ) -> std::result::Result<(), std::fmt::Error> {
            self.debug_struct(name).field(name1, value1).finish()
        }
        pub fn debug_tuple_field1_finish(
            &mut self,
            name: &str,
            value1: &dyn std::fmt::Debug,
        ) -> std::result::Result<(), std::fmt::Error> {
            self.debug_tuple(name).field(value1).finish()
        }
        pub fn debug_struct_field2_finish(
            &mut self,
            name: &str,
            name1: &str,
            value1: &dyn std::fmt::Debug,
            name2: &str,
            value2: &dyn std::fmt::Debug,
        ) -> std::result::Result<(), std::fmt::Error> {
            self.debug_struct(name).field(name1, value1).field(name2, value2).finish()
        }
        pub fn debug_tuple_field2_finish(
            &mut self,
            name: &str,
            value1: &dyn std::fmt::Debug,
            value2: &dyn std::fmt::Debug,
        ) -> std::result::Result<(), std::fmt::Error> {
            self.debug_tuple(name).field(value1).field(value2).finish()
        }
        pub fn debug_struct_field3_finish(
            &mut self,
            name: &str,
            name1: &str,
            value1: &dyn std::fmt::Debug,
            name2: &str,
            value2: &dyn std::fmt::Debug,
            name3: &str,
            value3: &dyn std::fmt::Debug,
        ) -> std::result::Result<(), std::fmt::Error> {
            self.debug_struct(name)
                .field(name1, value1)
                .field(name2, value2)
                .field(name3, value3)
                .finish()
        }
        pub fn debug_tuple_field3_finish(
            &mut self,
            name: &str,
            value1: &dyn std::fmt::Debug,
            value2: &dyn std::fmt::Debug,
            value3: &dyn std::fmt::Debug,
        ) -> std::result::Result<(), std::fmt::Error> {
            self.debug_tuple(name).field(value1).field(value2).field(value3).finish()
        }
        pub fn debug_struct_field4_finish(
            &mut self,
            name: &str,
            name1: &str,
            value1: &dyn std::fmt::Debug,
            name2: &str,
            value2: &dyn std::fmt::Debug,
            name3: &str,
            value3: &dyn std::fmt::Debug,
            name4: &str,
            value4: &dyn std::fmt::Debug,
        ) -> std::result::Result<(), std::fmt::Error> {
            self.debug_struct(name)
                .field(name1, value1)
                .field(name2, value2)
                .field(name3, value3)
                .field(name4, value4)
                .finish()
        }
        pub fn debug_tuple_field4_finish(
            &mut self,
            name: &str,
            value1: &dyn std::fmt::Debug,
            value2: &dyn std::fmt::Debug,
            value3: &dyn std::fmt::Debug,
            value4: &dyn std::fmt::Debug,
        ) -> std::result::Result<(), std::fmt::Error> {
            self.debug_tuple(name).field(value1).field(value2).field(value3).field(value4).finish()
        }
        pub fn debug_struct_field5_finish(
            &mut self,
            name: &str,
            name1: &str,
            value1: &dyn std::fmt::Debug,
            name2: &str,
            value2: &dyn std::fmt::Debug,
            name3: &str,
            value3: &dyn std::fmt::Debug,
            name4: &str,
            value4: &dyn std::fmt::Debug,
            name5: &str,
            value5: &dyn std::fmt::Debug,
        ) -> std::result::Result<(), std::fmt::Error> {
            self.debug_struct(name)
                .field(name1, value1)
                .field(name2, value2)
                .field(name3, value3)
                .field(name4, value4)
                .field(name5, value5)
                .finish()
        }
        pub fn debug_tuple_field5_finish(
            &mut self,
            name: &str,
            value1: &dyn std::fmt::Debug,
            value2: &dyn std::fmt::Debug,
            value3: &dyn std::fmt::Debug,
            value4: &dyn std::fmt::Debug,
            value5: &dyn std::fmt::Debug,
        ) -> std::result::Result<(), std::fmt::Error> {
            self.debug_tuple(name)
                .field(value1)
                .field(value2)
                .field(value3)
                .field(value4)
                .field(value5)
                .finish()
        }
    }

    /// The entries of a list, set or map.
    pub struct Parts<'a, 'b> {
        pub fmt: &'a mut std::fmt::Formatter<'b>,
        pub has_failed: bool,
        pub has_fields: bool,
    }
    pub fn parts_of<'a, 'b>(fmt: &'a mut std::fmt::Formatter<'b>) -> std::fmt::Parts<'a, 'b> {
        Parts { fmt, has_failed: false, has_fields: false }
    }
    impl<'a, 'b> std::fmt::Parts<'a, 'b> {
        fn entry(&mut self, value: &dyn std::fmt::Debug) {
            if !self.has_failed {
                self.has_failed = part(self.fmt, "", !self.has_fields, "", value);
            }
            self.has_fields = true;
        }
        fn finish(&mut self, end: &str) -> std::result::Result<(), std::fmt::Error> {
            if !self.has_failed {
                std::models::write_text(self.fmt, end);
            }
            outcome(!self.has_failed)
        }
    }
    pub fn outcome(is_done: bool) -> std::result::Result<(), std::fmt::Error> {
        if is_done {
            Ok(())
        } else {
            Err(std::fmt::Error)
        }
    }

    pub struct DebugList<'a, 'b> {
        pub inner: std::fmt::Parts<'a, 'b>,
    }
    pub struct DebugSet<'a, 'b> {
        pub inner: std::fmt::Parts<'a, 'b>,
    }
    pub struct DebugMap<'a, 'b> {
        pub inner: std::fmt::Parts<'a, 'b>,
    }
    impl<'a, 'b> std::fmt::DebugList<'a, 'b> {
        pub fn entry(&mut self, value: &dyn std::fmt::Debug) -> &mut Self {
            self.inner.entry(value);
            self
        }
        pub fn entries<D: std::fmt::Debug, I: std::iter::IntoIterator<Item = D>>(
            &mut self,
            entries: I,
        ) -> &mut Self {
            let mut rest = entries.into_iter();
            while let Some(entry) = rest.next() {
                self.inner.entry(&entry);
            }
            self
        }
        pub fn finish(&mut self) -> std::result::Result<(), std::fmt::Error> {
            self.inner.finish("]")
        }
    }
    impl<'a, 'b> std::fmt::DebugSet<'a, 'b> {
        pub fn entry(&mut self, value: &dyn std::fmt::Debug) -> &mut Self {
            self.inner.entry(value);
            self
        }
        pub fn entries<D: std::fmt::Debug, I: std::iter::IntoIterator<Item = D>>(
            &mut self,
            entries: I,
        ) -> &mut Self {
            let mut rest = entries.into_iter();
            while let Some(entry) = rest.next() {
                self.inner.entry(&entry);
            }
            self
        }
        pub fn finish(&mut self) -> std::result::Result<(), std::fmt::Error> {
            self.inner.finish("}")
        }
    }

    /// A key and its value, as one entry.
    struct KeyValue<'a>(&'a dyn std::fmt::Debug, &'a dyn std::fmt::Debug);
    impl std::fmt::Debug for KeyValue<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            if self.0.fmt(f).is_err() {
                return Err(std::fmt::Error);
            }
            std::models::write_text(f, ": ");
            self.1.fmt(f)
        }
    }
    impl<'a, 'b> std::fmt::DebugMap<'a, 'b> {
        pub fn entry(
            &mut self,
            key: &dyn std::fmt::Debug,
            value: &dyn std::fmt::Debug,
        ) -> &mut Self {
            self.inner.entry(&KeyValue(key, value));
            self
        }
        pub fn entries<K: std::fmt::Debug, V: std::fmt::Debug, I>(
            &mut self,
            entries: I,
        ) -> &mut Self
        where
            I: std::iter::IntoIterator<Item = (K, V)>,
        {
            let mut rest = entries.into_iter();
            while let Some((key, value)) = rest.next() {
                self.inner.entry(&KeyValue(&key, &value));
            }
            self
        }
        pub fn finish(&mut self) -> std::result::Result<(), std::fmt::Error> {
            self.inner.finish("}")
        }
    }
}
