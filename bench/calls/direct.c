// SPDX-License-Identifier: MIT
//
// The yardstick: calls through a C function pointer that the compiler cannot see through.
#include "caller.h"

const int32_t caller_numbers[8] = {3, 1, 4, 1, 5, 9, 2, 6};
volatile int64_t caller_integers;
volatile double caller_doubles;

// Hides what a pointer points to, so that calls through it stay calls.
#define HIDE(pointer) __asm__ volatile("" : "+r"(pointer))

#define REPEAT(sum, function, ...)                                                                 \
  do {                                                                                             \
    __typeof__(&(function)) pointer = (function);                                                  \
    HIDE(pointer);                                                                                 \
    for (long i = 0; i < count; i++) {                                                             \
      (sum) += pointer(__VA_ARGS__);                                                               \
    }                                                                                              \
  } while (false)

static int32_t add(int32_t left, int32_t right) {
  return left + right;
}

bool direct_begin(caller *caller, const char **out_reason) {
  (void)caller;
  (void)out_reason;
  return true;
}

static void repeat_void(long count) {
  void (*pointer)(void) = callee_void;
  HIDE(pointer);
  for (long i = 0; i < count; i++) {
    pointer();
  }
}

static void repeat_struct(long count) {
  callee_span (*pointer)(callee_span) = callee_struct;
  callee_span result;
  HIDE(pointer);
  for (long i = 0; i < count; i++) {
    result = pointer((callee_span){i, 2});
    __asm__ volatile("" : : "m"(result));
  }
}

void direct_repeat(caller *caller, shape shape, long count) {
  (void)caller;
  switch (shape) {
  case SHAPE_VOID:
    repeat_void(count);
    break;
  case SHAPE_ADD:
    REPEAT(caller_integers, callee_add, (int32_t)i, 2);
    break;
  case SHAPE_SIX:
    REPEAT(caller_integers, callee_six, i, 2, 3, 4, 5, 6);
    break;
  case SHAPE_TWELVE:
    REPEAT(caller_integers, callee_twelve, (int32_t)i, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    break;
  case SHAPE_DOUBLES:
    REPEAT(caller_doubles, callee_doubles, (double)i, 2, 3);
    break;
  case SHAPE_MIXED:
    REPEAT(caller_doubles, callee_mixed, (int32_t)i, 2, 3, 4, 5);
    break;
  case SHAPE_STRUCT:
    repeat_struct(count);
    break;
  case SHAPE_POINTER:
    REPEAT(caller_integers, callee_pointer, caller_numbers, (int32_t)i);
    break;
  case SHAPE_CALLBACK:
    REPEAT(caller_integers, callee_callback, add, (int32_t)i);
    break;
  default:
    break;
  }
}
