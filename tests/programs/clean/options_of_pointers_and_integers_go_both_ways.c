// SPDX-License-Identifier: MIT
// Finds, reads, takes, chooses, halves: for None C gets and gives null or zero.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int32_t *find(int32_t *values, size_t count, int32_t wanted) {
  for (size_t i = 0; i < count; i++) {
    if (values[i] == wanted) {
      return &values[i];
    }
  }
  return NULL;
}

int32_t read_or(const int32_t *value, int32_t otherwise) {
  return value != NULL ? *value : otherwise;
}

int32_t take(int32_t *value) {
  return value != NULL ? *value : -1;
}

static int32_t next(int32_t value) {
  return value + 1;
}

int32_t (*choose(uint8_t name))(int32_t) {
  return name == 'y' ? next : NULL;
}

bool is_chosen(int32_t (*step)(int32_t)) {
  return step != NULL;
}

uint32_t half(uint32_t number) {
  return number / 2;
}

int64_t negate(int64_t number) {
  return number != 0 ? -number : -1;
}

uint8_t narrow(uint8_t number) {
  return (uint8_t)(number + 1);
}
