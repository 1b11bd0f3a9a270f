// SPDX-License-Identifier: MIT
//
// Layers between a caller and native code that do less than airlock must, or as much with nothing
// left to find out: each is made for one shape, and called as airlock_call calls its own ways. What
// they take is what cannot be had for less.
//
//   passed on    calls on, which is the least that any layer does: arguments are the bits of
//                immediates, or a struct that a pointer leads to, and so are results
//   watched on   the same, and it compares the floating-point control state afterwards
//   by hand      all that a quick call sees to; what is not quick goes to call_generally
#ifndef AIRLOCK_BENCH_CALLS_LAYERS_H
#define AIRLOCK_BENCH_CALLS_LAYERS_H

#include "caller.h"
#include "native/call.h"

// SHAPE_CALLBACK is there by hand alone: nobody may call back through the other two.
extern call_function *const layers_passed_on[NUM_SHAPES];
extern call_function *const layers_watched_on[NUM_SHAPES];
extern call_function *const layers_by_hand[NUM_SHAPES];

#endif
