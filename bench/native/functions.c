// SPDX-License-Identifier: MIT
//
// What the measurements of native calls call: one function for each shape of signature, which does
// next to nothing, so that the way there is what is measured.
#include "functions.h"

void shape_void(void) {
}

int32_t shape_add(int32_t left, int32_t right) {
  return left + right;
}

int64_t shape_six_longs(int64_t a, int64_t b, int64_t c, int64_t d, int64_t e, int64_t f) {
  return a + b + c + d + e + f;
}

int32_t shape_twelve_ints(int32_t a, int32_t b, int32_t c, int32_t d, int32_t e, int32_t f,
                          int32_t g, int32_t h, int32_t i, int32_t j, int32_t k, int32_t l) {
  return a + b + c + d + e + f + g + h + i + j + k + l;
}

double shape_three_doubles(double a, double b, double c) {
  return a + b + c;
}

double shape_mixed(int32_t a, double b, int64_t c, float d, uint8_t e) {
  return (double)(a + c + e) + b + (double)d;
}

struct point shape_point(struct point point) {
  return (struct point){point.y, point.x};
}

struct span shape_span(struct span span) {
  return (struct span){span.start + 1, span.scale};
}

const void *shape_pointer(const void *pointer, int32_t offset) {
  return (const char *)pointer + offset;
}

int32_t shape_callback(int32_t (*function)(int32_t, int32_t), int32_t number) {
  return function(number, 1);
}
