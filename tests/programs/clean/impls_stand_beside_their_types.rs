// SPDX-License-Identifier: MIT
//
// Impls that stand in another module than their type: the constants inside their functions belong to
// the impl of one trait, though the type has more functions of that name.

mod parts {
    pub struct Part;
}

mod impls {
    use std::fmt;

    impl fmt::Display for super::parts::Part {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(["a part", "apart"][(f.alternate()) as usize])
        }
    }

    impl fmt::Debug for super::parts::Part {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.debug_tuple("Part").field(&()).field(&[1, 2]).finish()
        }
    }
}

fn main() {
    println!("{0} {0:#} {0:?}", parts::Part);
}
