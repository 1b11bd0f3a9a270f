// SPDX-License-Identifier: MIT
//
// Layers between a caller and native code that do less than airlock must, or the same with nothing
// left to find out: each is made for one signature, and called as airlock_call calls its own ways.
//
//   passed on    calls on, which is the least that any layer does: arguments are the bits of
//                immediates, or a struct that a pointer leads to, and so are results
//   watched on   the same, and it compares the floating-point control state afterwards
//   by hand      all that a quick call sees to; what is not quick goes to call_generally
#ifndef AIRLOCK_BENCH_PARTS_LAYERS_H
#define AIRLOCK_BENCH_PARTS_LAYERS_H

#include "native/call.h"

// The signatures: "void ()", six i64, three f64, "{i64, f64} ({i64, f64})", "ptr (ptr, i32)".
enum layer_shape {
  LAYER_NOTHING,
  LAYER_SIX,
  LAYER_DOUBLES,
  LAYER_STRUCT,
  LAYER_POINTER,
  NUM_LAYER_SHAPES
};

extern call_function *const layers_passed_on[NUM_LAYER_SHAPES];
extern call_function *const layers_watched_on[NUM_LAYER_SHAPES];
extern call_function *const layers_by_hand[NUM_LAYER_SHAPES];

#endif
