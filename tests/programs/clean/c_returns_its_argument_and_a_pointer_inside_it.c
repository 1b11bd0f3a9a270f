// SPDX-License-Identifier: MIT
// Results that point into what was passed.

#include <stddef.h>
#include <stdint.h>

struct entry {
  uint8_t key;
  int32_t value;
};

int32_t *same(int32_t *value) {
  return value;
}

const struct entry *find(const struct entry *entries, size_t length, uint8_t key) {
  for (size_t i = 0; i < length; i++) {
    if (entries[i].key == key) {
      return &entries[i];
    }
  }
  return NULL;
}

const int32_t *value_of(const struct entry *entry) {
  return &entry->value;
}
