// SPDX-License-Identifier: MIT
//
// Text of unknown origin (paths, the program's own messages, lines of source files), character by
// character: what is well-formed UTF-8, and how many columns of a terminal it fills.
#ifndef AIRLOCK_CLI_UTF8_H
#define AIRLOCK_CLI_UTF8_H

#include <stddef.h>

// U+FFFD, for bytes that are no UTF-8.
#define UTF8_REPLACEMENT "\xef\xbf\xbd"

// The length of the well-formed UTF-8 sequence that a text begins with, 0 if there is none.
size_t utf8_length(const char *text);

// The columns that this sequence of `length` bytes fills: 0 for marks that combine with the
// character before them, 2 for the wide characters of East Asia and for pictographs, otherwise 1.
unsigned utf8_columns(const char *text, size_t length);

#endif
