// SPDX-License-Identifier: MIT
//
// The shapes as libffi describes them, and a set of arguments for each. The types of the libffi
// that this is compiled with serve any other: they are records that no version has changed.
#ifndef AIRLOCK_BENCH_CALLS_ARGUMENTS_H
#define AIRLOCK_BENCH_CALLS_ARGUMENTS_H

#include <ffi.h>

#include "caller.h"

typedef struct description {
  const char *name; // Of the function.
  void (*function)(void);
  ffi_type *result;
  unsigned count;
  ffi_type *types[MOST_ARGUMENTS];
} description;

extern const description descriptions[NUM_SHAPES];

// Memory for a result of any shape.
typedef union result {
  ffi_arg integer;
  double number;
  callee_span span;
} result;

typedef struct arguments {
  union {
    int32_t i32;
    int64_t i64;
    double f64;
    float f32;
    uint8_t u8;
    callee_span span;
    const void *pointer;
  } values[MOST_ARGUMENTS];
  void *pointers[MOST_ARGUMENTS]; // To the values.
} arguments;

// Fills in arguments for a shape. `callback` is what SHAPE_CALLBACK passes.
void arguments_fill(arguments *out_arguments, shape shape, callee_function *callback);

// Changes one argument.
void arguments_advance(arguments *arguments, shape shape, long i);

// Adds a result to the sum.
void arguments_use(shape shape, const result *result);

#endif
