// SPDX-License-Identifier: MIT
//
// Callers: the ways to native code that are compared. A caller repeats a call of one function for
// each shape; it prepares once whatever can be prepared once, so that a loop has nothing in it but
// what each further call costs. One argument changes from call to call, and each result is used: it
// is added to a sum in memory, or, a struct, left in memory.
#ifndef AIRLOCK_BENCH_CALLS_CALLER_H
#define AIRLOCK_BENCH_CALLS_CALLER_H

#include <stdbool.h>

#include "callees.h"

typedef enum shape {
  SHAPE_VOID,
  SHAPE_ADD,
  SHAPE_SIX,
  SHAPE_TWELVE,
  SHAPE_DOUBLES,
  SHAPE_MIXED,
  SHAPE_STRUCT,
  SHAPE_POINTER,
  SHAPE_CALLBACK,
  NUM_SHAPES,
} shape;

enum { MOST_ARGUMENTS = 12 };

typedef struct caller caller;
struct caller {
  const char *name;
  // Makes the caller ready; false, with the reason written, when it cannot be had here.
  bool (*begin)(caller *caller, const char **out_reason);
  // Repeats the call of a shape.
  void (*repeat)(caller *caller, shape shape, long count);
  const char *option; // What `begin` chooses by: a path, or one of several ways.
  unsigned lacks;     // A bit for each shape that it cannot call.
  void *state;
  bool is_there;
};

// What SHAPE_POINTER points to.
extern const int32_t caller_numbers[8];

// What results are added to.
extern volatile int64_t caller_integers;
extern volatile double caller_doubles;

bool direct_begin(caller *caller, const char **out_reason);
void direct_repeat(caller *caller, shape shape, long count);

// option: NULL for the libffi that this is linked with, otherwise a path.
bool libffi_begin(caller *caller, const char **out_reason);
void libffi_repeat(caller *caller, shape shape, long count);

// option: as above. Calls by a plan (libffi 3.7 and newer).
bool libffi_plan_begin(caller *caller, const char **out_reason);
void libffi_plan_repeat(caller *caller, shape shape, long count);

// option: NULL, or "lookup" to look the function up for each call.
bool unprepared_begin(caller *caller, const char **out_reason);
void unprepared_repeat(caller *caller, shape shape, long count);

bool avcall_begin(caller *caller, const char **out_reason);
void avcall_repeat(caller *caller, shape shape, long count);

// option: "on" or "off", the compiler.
bool luajit_begin(caller *caller, const char **out_reason);
void luajit_repeat(caller *caller, shape shape, long count);

// option: NULL, or some of "unwatched" (no look at the floating-point control words), "emitted" and
// "libffi"; or, to call a layer instead, one of "passed on", "watched on" and "by hand".
bool airlock_begin(caller *caller, const char **out_reason);
void airlock_repeat(caller *caller, shape shape, long count);

#endif
