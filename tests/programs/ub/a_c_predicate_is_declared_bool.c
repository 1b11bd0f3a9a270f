// SPDX-License-Identifier: MIT
//
// The C library's predicates return any number but zero for "yes".
#include <ctype.h>

int is_word(int character);

int is_word(int character) {
  return isalnum(character);
}
