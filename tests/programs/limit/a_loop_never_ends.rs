// SPDX-License-Identifier: MIT
//~ options: --limit-statements=5000
// A loop without a way out runs into the limit of statements, which is more than one slice.

fn wait() -> ! {
    loop {} //~ limit: the limit of 5000 executed statements is reached
}

fn main() {
    wait();
}
