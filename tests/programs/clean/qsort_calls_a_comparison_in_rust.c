// SPDX-License-Identifier: MIT
//
// Sorting by the C library, with a comparison that may be the program's.
#include <stdint.h>
#include <stdlib.h>

void sort_words(int64_t *words, size_t count, int (*compare)(const void *, const void *)) {
  qsort(words, count, sizeof *words, compare);
}

struct point {
  int32_t x;
  int32_t y;
};

struct big {
  int64_t values[4];
};

struct point map_point(struct point (*function)(struct point), struct point point) {
  return function(point);
}

struct big map_big(struct big (*function)(struct big, int32_t), struct big big) {
  return function(big, 2);
}
