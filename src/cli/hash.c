// SPDX-License-Identifier: MIT
//
// See hash.h. The number of bytes goes in too, so that no two lists of texts run together.
#include "cli/hash.h"

#include <stdint.h>
#include <string.h>

static hash128 add_byte(hash128 hash, unsigned char byte) {
  const hash128 prime = ((hash128)1 << 88) + 0x13b;
  return (hash ^ byte) * prime;
}

hash128 hash_begin(void) {
  return (hash128)UINT64_C(0x6c62272e07bb0142) << 64 | UINT64_C(0x62b821756295c58d);
}

hash128 hash_add(hash128 hash, const char *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) {
    hash = add_byte(hash, (unsigned char)bytes[i]);
  }
  for (uint64_t rest = length, i = 0; i < sizeof rest; i++, rest >>= 8) {
    hash = add_byte(hash, (unsigned char)(rest & 0xff));
  }
  return hash;
}

hash128 hash_add_text(hash128 hash, const char *text) {
  return hash_add(hash, text, strlen(text));
}

hash_text hash_write(hash128 hash) {
  static const char digits[] = "0123456789abcdef";
  hash_text text = {{0}};
  for (size_t i = 32; i > 0; i--, hash >>= 4) {
    text.digits[i - 1] = digits[(size_t)(hash & 0xf)];
  }
  return text;
}
