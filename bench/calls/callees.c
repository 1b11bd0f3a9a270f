// SPDX-License-Identifier: MIT
//
// See callees.h.
#include "callees.h"

void callee_void(void) {
}

int32_t callee_add(int32_t left, int32_t right) {
  return left + right;
}

int64_t callee_six(int64_t a, int64_t b, int64_t c, int64_t d, int64_t e, int64_t f) {
  return a + b + c + d + e + f;
}

int32_t callee_twelve(int32_t a, int32_t b, int32_t c, int32_t d, int32_t e, int32_t f, int32_t g,
                      int32_t h, int32_t i, int32_t j, int32_t k, int32_t l) {
  return a + b + c + d + e + f + g + h + i + j + k + l;
}

double callee_doubles(double a, double b, double c) {
  return a + b + c;
}

double callee_mixed(int32_t a, double b, int64_t c, float d, uint8_t e) {
  return (double)a + b + (double)c + (double)d + (double)e;
}

callee_span callee_struct(callee_span span) {
  span.start++;
  return span;
}

int32_t callee_pointer(const int32_t *numbers, int32_t index) {
  return numbers[index & 7];
}

int32_t callee_callback(callee_function *function, int32_t number) {
  return function(number, 1) + 1;
}
