// SPDX-License-Identifier: MIT
//
// The twin of array_sieve.rs.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define SIZE ((size_t)4096)

static uint32_t sieve(bool is_composite[SIZE]) {
  for (size_t index = 2; index < SIZE; index++) {
    is_composite[index] = false;
  }
  uint32_t primes = 0;
  for (size_t candidate = 2; candidate < SIZE; candidate++) {
    if (!is_composite[candidate]) {
      primes++;
      for (size_t multiple = candidate + candidate; multiple < SIZE; multiple += candidate) {
        is_composite[multiple] = true;
      }
    }
  }
  return primes;
}

int main(void) {
  int count = atoi(getenv("COUNT"));
  bool is_composite[SIZE] = {false};
  uint32_t total = 0;
  for (int round = 0; round < count; round++) {
    total += sieve(is_composite);
  }
  printf("%u\n", total);
  return 0;
}
