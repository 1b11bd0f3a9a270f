// SPDX-License-Identifier: MIT
// A text that no symbol names, in memory that cannot be written.

char *name(void) {
  return (char *)"airlock";
}
