// SPDX-License-Identifier: MIT
//
// The functions that the measurements call, in a shared library of their own: one for each shape of
// signature. They do next to nothing, so that what is measured is the way to them.
#ifndef AIRLOCK_BENCH_CALLS_CALLEES_H
#define AIRLOCK_BENCH_CALLS_CALLEES_H

#include <stdint.h>

typedef struct callee_span {
  int64_t start;
  double scale;
} callee_span;

typedef int32_t callee_function(int32_t left, int32_t right);

void callee_void(void);
int32_t callee_add(int32_t left, int32_t right);
int64_t callee_six(int64_t a, int64_t b, int64_t c, int64_t d, int64_t e, int64_t f);
int32_t callee_twelve(int32_t a, int32_t b, int32_t c, int32_t d, int32_t e, int32_t f, int32_t g,
                      int32_t h, int32_t i, int32_t j, int32_t k, int32_t l);
double callee_doubles(double a, double b, double c);
double callee_mixed(int32_t a, double b, int64_t c, float d, uint8_t e);
callee_span callee_struct(callee_span span);
int32_t callee_pointer(const int32_t *numbers, int32_t index);

// Calls the function once.
int32_t callee_callback(callee_function *function, int32_t number);

#endif
