// SPDX-License-Identifier: MIT
//
// The C side of const_that_c_took_away.rs.
char *find_blank(const char *text) {
  while (*text != ' ' && *text != '\0') {
    text++;
  }
  return (char *)text;
}
