// SPDX-License-Identifier: MIT
//
// The shapes of signatures whose calls are measured.
#ifndef AIRLOCK_BENCH_NATIVE_FUNCTIONS_H
#define AIRLOCK_BENCH_NATIVE_FUNCTIONS_H

#include <stdint.h>

struct point {
  int32_t x;
  int32_t y;
};

struct span {
  int64_t start;
  double scale;
};

void shape_void(void);
int32_t shape_add(int32_t left, int32_t right);
int64_t shape_six_longs(int64_t a, int64_t b, int64_t c, int64_t d, int64_t e, int64_t f);
int32_t shape_twelve_ints(int32_t a, int32_t b, int32_t c, int32_t d, int32_t e, int32_t f,
                          int32_t g, int32_t h, int32_t i, int32_t j, int32_t k, int32_t l);
double shape_three_doubles(double a, double b, double c);
double shape_mixed(int32_t a, double b, int64_t c, float d, uint8_t e);
struct point shape_point(struct point point);
struct span shape_span(struct span span);
const void *shape_pointer(const void *pointer, int32_t offset);
int32_t shape_callback(int32_t (*function)(int32_t, int32_t), int32_t number);

#endif
