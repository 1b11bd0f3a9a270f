// SPDX-License-Identifier: MIT
//
// See arguments.h.
#include "arguments.h"

#define I32 &ffi_type_sint32
#define I64 &ffi_type_sint64
#define F64 &ffi_type_double

static ffi_type *span_members[] = {I64, F64, NULL};
static ffi_type span_type = {.type = FFI_TYPE_STRUCT, .elements = span_members};

const description descriptions[NUM_SHAPES] = {
    [SHAPE_VOID] = {"callee_void", FFI_FN(callee_void), &ffi_type_void, 0, {NULL}},
    [SHAPE_ADD] = {"callee_add", FFI_FN(callee_add), I32, 2, {I32, I32}},
    [SHAPE_SIX] = {"callee_six", FFI_FN(callee_six), I64, 6, {I64, I64, I64, I64, I64, I64}},
    [SHAPE_TWELVE] = {"callee_twelve",
                      FFI_FN(callee_twelve),
                      I32,
                      12,
                      {I32, I32, I32, I32, I32, I32, I32, I32, I32, I32, I32, I32}},
    [SHAPE_DOUBLES] = {"callee_doubles", FFI_FN(callee_doubles), F64, 3, {F64, F64, F64}},
    [SHAPE_MIXED] = {"callee_mixed",
                     FFI_FN(callee_mixed),
                     F64,
                     5,
                     {I32, F64, I64, &ffi_type_float, &ffi_type_uint8}},
    [SHAPE_STRUCT] = {"callee_struct", FFI_FN(callee_struct), &span_type, 1, {&span_type}},
    [SHAPE_POINTER] = {"callee_pointer", FFI_FN(callee_pointer), I32, 2, {&ffi_type_pointer, I32}},
    [SHAPE_CALLBACK] =
        {"callee_callback", FFI_FN(callee_callback), I32, 2, {&ffi_type_pointer, I32}},
};

void arguments_fill(arguments *out_arguments, shape shape, callee_function *callback) {
  const description *description = &descriptions[shape];
  for (unsigned i = 0; i < description->count; i++) {
    const ffi_type *type = description->types[i];
    out_arguments->pointers[i] = &out_arguments->values[i];
    if (type == I32) {
      out_arguments->values[i].i32 = (int32_t)i + 1;
    } else if (type == F64) {
      out_arguments->values[i].f64 = i + 1;
    } else if (type == &ffi_type_float) {
      out_arguments->values[i].f32 = (float)i + 1;
    } else if (type == &ffi_type_uint8) {
      out_arguments->values[i].u8 = (uint8_t)(i + 1);
    } else if (type == &span_type) {
      out_arguments->values[i].span = (callee_span){1, 2};
    } else if (type == I64) {
      out_arguments->values[i].i64 = i + 1;
    } else if (shape == SHAPE_CALLBACK) {
      out_arguments->values[i].pointer = (const void *)(uintptr_t)callback;
    } else {
      out_arguments->values[i].pointer = caller_numbers;
    }
  }
}

void arguments_advance(arguments *arguments, shape shape, long i) {
  switch (shape) {
  case SHAPE_VOID:
    break;
  case SHAPE_SIX:
  case SHAPE_STRUCT:
    arguments->values[0].i64 = i;
    break;
  case SHAPE_DOUBLES:
    arguments->values[0].f64 = (double)i;
    break;
  case SHAPE_POINTER:
  case SHAPE_CALLBACK:
    arguments->values[1].i32 = (int32_t)i;
    break;
  default:
    arguments->values[0].i32 = (int32_t)i;
    break;
  }
}

void arguments_use(shape shape, const result *result) {
  switch (shape) {
  case SHAPE_VOID:
  case SHAPE_STRUCT:
    break;
  case SHAPE_DOUBLES:
  case SHAPE_MIXED:
    caller_doubles += result->number;
    break;
  default:
    caller_integers += (int64_t)result->integer;
    break;
  }
}
