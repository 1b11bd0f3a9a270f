// SPDX-License-Identifier: MIT
// Texts that live as long as the program.

const char *spell(int number) {
  static const char *const names[] = {"zero", "one", "two"};
  return names[number];
}
