// SPDX-License-Identifier: MIT
//
// GNU libffcall: avcall, whose lists of arguments are built for each call, and its callbacks.
#include <avcall.h>
#include <callback.h>

#include "caller.h"

static callee_function *callback_function;

static void add(void *data, va_alist list) {
  (void)data;
  va_start_int(list);
  int left = va_arg_int(list);
  int right = va_arg_int(list);
  va_return_int(list, left + right);
}

bool avcall_begin(caller *caller, const char **out_reason) {
  (void)caller;
  callback_function = (callee_function *)alloc_callback(add, NULL);
  *out_reason = "no memory for a callback";
  return callback_function != NULL;
}

static void call_void(void) {
  av_alist list;
  av_start_void(list, callee_void);
  av_call(list);
}

static void call_add(long i) {
  av_alist list;
  int result;
  av_start_int(list, callee_add, &result);
  av_int(list, (int)i);
  av_int(list, 2);
  av_call(list);
  caller_integers += result;
}

static void call_six(long i) {
  av_alist list;
  long result;
  av_start_long(list, callee_six, &result);
  av_long(list, i);
  for (long j = 2; j <= 6; j++) {
    av_long(list, j);
  }
  av_call(list);
  caller_integers += result;
}

static void call_twelve(long i) {
  av_alist list;
  int result;
  av_start_int(list, callee_twelve, &result);
  av_int(list, (int)i);
  for (int j = 2; j <= 12; j++) {
    av_int(list, j);
  }
  av_call(list);
  caller_integers += result;
}

static void call_doubles(long i) {
  av_alist list;
  double result;
  av_start_double(list, callee_doubles, &result);
  av_double(list, (double)i);
  av_double(list, 2.0);
  av_double(list, 3.0);
  av_call(list);
  caller_doubles += result;
}

static void call_mixed(long i) {
  av_alist list;
  double result;
  av_start_double(list, callee_mixed, &result);
  av_int(list, (int)i);
  av_double(list, 2.0);
  av_long(list, 3);
  av_float(list, 4.0F);
  av_uchar(list, 5);
  av_call(list);
  caller_doubles += result;
}

static void call_struct(long i) {
  av_alist list;
  callee_span result;
  callee_span span = {i, 2};
  av_start_struct(list, callee_struct, callee_span, 0, &result);
  av_struct(list, callee_span, span);
  av_call(list);
}

static void call_pointer(long i) {
  av_alist list;
  int result;
  av_start_int(list, callee_pointer, &result);
  av_ptr(list, void *, (void *)(uintptr_t)caller_numbers);
  av_int(list, (int)i);
  av_call(list);
  caller_integers += result;
}

static void call_callback(long i) {
  av_alist list;
  int result;
  av_start_int(list, callee_callback, &result);
  av_ptr(list, callee_function *, callback_function);
  av_int(list, (int)i);
  av_call(list);
  caller_integers += result;
}

void avcall_repeat(caller *caller, shape shape, long count) {
  static void (*const calls[NUM_SHAPES])(long) = {
      [SHAPE_ADD] = call_add,         [SHAPE_SIX] = call_six,          [SHAPE_TWELVE] = call_twelve,
      [SHAPE_DOUBLES] = call_doubles, [SHAPE_MIXED] = call_mixed,      [SHAPE_STRUCT] = call_struct,
      [SHAPE_POINTER] = call_pointer, [SHAPE_CALLBACK] = call_callback};
  (void)caller;
  for (long i = 0; i < count; i++) {
    if (shape == SHAPE_VOID) {
      call_void();
    } else {
      calls[shape](i);
    }
  }
}
