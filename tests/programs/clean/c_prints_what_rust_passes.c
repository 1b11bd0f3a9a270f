// SPDX-License-Identifier: MIT
// The first function flushes; the others leave their text to the end of the program.

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

void print_line(const char *text) {
  printf("%s from C\n", text);
  fflush(stdout);
}

void print_values(int32_t count, double ratio, uint8_t letter) {
  printf("count %d, ratio %.2f, letter %c\n", count, ratio, letter);
}

void print_array(const int32_t *values, size_t length) {
  for (size_t i = 0; i < length; i++) {
    printf("%s%d", i == 0 ? "" : " ", values[i]);
  }
  printf("\n");
}
