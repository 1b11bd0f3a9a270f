// SPDX-License-Identifier: MIT
pub mod bool {
    use crate::std;
    use std::option::Option::{self, None, Some};

    impl bool {
        pub fn then<T, F: FnOnce() -> T>(self, make: F) -> Option<T> {
            if self {
                Some(make())
            } else {
                None
            }
        }
        pub fn then_some<T>(self, value: T) -> Option<T> {
            if self {
                Some(value)
            } else {
                None
            }
        }
    }
}
