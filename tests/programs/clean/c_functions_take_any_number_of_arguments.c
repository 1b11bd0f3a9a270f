// SPDX-License-Identifier: MIT
//
// Functions with `...`, which read what C's default promotions make of their arguments.
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

int64_t sum_of(int32_t count, ...) {
  va_list list;
  va_start(list, count);
  int64_t sum = 0;
  for (int32_t i = 0; i < count; i++) {
    sum += va_arg(list, int64_t);
  }
  va_end(list);
  return sum;
}

// Each letter of `kinds` says what comes next.
void print_all(const char *kinds, ...) {
  va_list list;
  va_start(list, kinds);
  for (; *kinds != '\0'; kinds++) {
    switch (*kinds) {
    case 'i':
      printf("%d ", va_arg(list, int));
      break;
    case 'u':
      printf("%u ", va_arg(list, unsigned));
      break;
    case 'l':
      printf("%ld ", va_arg(list, long));
      break;
    case 'f':
      printf("%.2f ", va_arg(list, double));
      break;
    case 's':
      printf("%s ", va_arg(list, const char *));
      break;
    default:
      *va_arg(list, int *) += 1;
      break;
    }
  }
  va_end(list);
  printf("\n");
}
