// SPDX-License-Identifier: MIT
//
// Fingerprints of texts: FNV-1a with 128 bits. They tell texts apart that people write; nobody is
// kept from making two that agree.
#ifndef AIRLOCK_CLI_HASH_H
#define AIRLOCK_CLI_HASH_H

#include <stddef.h>

__extension__ typedef unsigned __int128 hash128;

// A fingerprint as text: 32 digits and a NUL.
typedef struct hash_text {
  char digits[33];
} hash_text;

// The fingerprint of nothing.
hash128 hash_begin(void);

// That of what `hash` is of, and then these bytes and their number.
hash128 hash_add(hash128 hash, const char *bytes, size_t length);
hash128 hash_add_text(hash128 hash, const char *text);

hash_text hash_write(hash128 hash);

#endif
