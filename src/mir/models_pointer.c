// SPDX-License-Identifier: MIT
//
// Models of raw pointers and NonNull. generics[0] is the pointee.
#include "models_internal.h"

static airlock_status ub(mir_interpreter *interpreter, const char *text) {
  return airlock_raise(interpreter->machine, AIRLOCK_UB_EMBEDDER, "%s", text);
}

static uint64_t pointee_size(const mir_call *call) {
  return call->generic_count > 0 ? call->generics[0]->size : 1;
}

// Some modelled functions take no pointer or leave no result where others of their kind do; this is
// how they all answer.
static airlock_status give_pointer(const mir_call *call, airlock_scalar *result,
                                   airlock_ptr pointer) {
  bool is_function = call->result.layout->kind == AIRLOCK_FUNCTION;
  result[0] = is_function ? airlock_function_pointer(pointer) : airlock_pointer(pointer);
  return AIRLOCK_OK;
}

MIR_MODEL(pointer_null) {
  (void)interpreter;
  (void)args;
  return give_pointer(call, result, airlock_ptr_from_address(0));
}

MIR_MODEL(pointer_dangling) {
  (void)interpreter;
  (void)args;
  uint64_t align = call->generic_count > 0 ? call->generics[0]->align : 1;
  return give_pointer(call, result, airlock_ptr_from_address(align));
}

MIR_MODEL(pointer_without_provenance) {
  (void)interpreter;
  return give_pointer(call, result, airlock_ptr_from_address(args[0].as.bits[0]));
}

MIR_MODEL(pointer_with_exposed_provenance) {
  airlock_ptr pointer;
  airlock_status status =
      airlock_ptr_from_exposed(interpreter->machine, &pointer, args[0].as.bits[0]);
  return status == AIRLOCK_OK ? give_pointer(call, result, pointer) : status;
}

MIR_MODEL(pointer_same) {
  (void)interpreter;
  result[0] = args[0];
  if (call->result.form == MIR_FORM_PAIR) {
    result[1] = args[1];
  }
  return AIRLOCK_OK;
}

MIR_MODEL(pointer_cast) {
  if (call->result.form == MIR_FORM_PAIR && call->arguments[0].form != MIR_FORM_PAIR) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "casting to wide pointer `%s`", call->result.layout->name);
  }
  return mir_model_pointer_same(interpreter, call, args, result);
}

MIR_MODEL(pointer_addr) {
  (void)interpreter;
  (void)call;
  result[0] = airlock_int(AIRLOCK_USIZE, args[0].as.ptr.address);
  return AIRLOCK_OK;
}

MIR_MODEL(pointer_expose) {
  (void)call;
  result[0] = airlock_int(AIRLOCK_USIZE, args[0].as.ptr.address);
  return airlock_expose(interpreter->machine, args[0].as.ptr);
}

MIR_MODEL(pointer_is_null) {
  (void)interpreter;
  (void)call;
  result[0] = airlock_int(AIRLOCK_BOOL, args[0].as.ptr.address == 0);
  return AIRLOCK_OK;
}

MIR_MODEL(pointer_is_aligned) {
  (void)interpreter;
  uint64_t align = call->generic_count > 0 ? call->generics[0]->align : 1;
  result[0] = airlock_int(AIRLOCK_BOOL, (args[0].as.ptr.address & (align - 1)) == 0);
  return AIRLOCK_OK;
}

MIR_MODEL(pointer_with_addr) {
  (void)interpreter;
  (void)call;
  result[0] = args[0];
  result[0].as.ptr.address = args[1].as.bits[0];
  return AIRLOCK_OK;
}

// In-bounds arithmetic by a count of `unit` bytes, forwards or backwards.
static airlock_status move_in_bounds(mir_interpreter *interpreter, airlock_scalar *result,
                                     const airlock_scalar *args, uint64_t unit, bool is_backwards) {
  int64_t bytes = 0;
  bool has_overflowed = args[1].kind == AIRLOCK_ISIZE
                            ? __builtin_mul_overflow((int64_t)args[1].as.bits[0], unit, &bytes)
                            : __builtin_mul_overflow(args[1].as.bits[0], unit, &bytes);
  if (has_overflowed) {
    return airlock_raise(interpreter->machine, AIRLOCK_UB_POINTER_ARITHMETIC,
                         "in-bounds pointer arithmetic failed: the offset in bytes overflows");
  }
  airlock_ptr pointer;
  airlock_status status = airlock_ptr_offset(interpreter->machine, &pointer, args[0].as.ptr,
                                             is_backwards ? -bytes : bytes);
  result[0] = args[0];
  if (status == AIRLOCK_OK) {
    result[0].as.ptr = pointer;
  }
  return status;
}

MIR_MODEL(pointer_add) {
  return move_in_bounds(interpreter, result, args, pointee_size(call), false);
}

MIR_MODEL(pointer_sub) {
  return move_in_bounds(interpreter, result, args, pointee_size(call), true);
}

MIR_MODEL(pointer_offset) {
  return move_in_bounds(interpreter, result, args, pointee_size(call), false);
}

MIR_MODEL(pointer_byte_add) {
  (void)call;
  return move_in_bounds(interpreter, result, args, 1, false);
}

MIR_MODEL(pointer_byte_sub) {
  (void)call;
  return move_in_bounds(interpreter, result, args, 1, true);
}

MIR_MODEL(pointer_byte_offset) {
  (void)call;
  return move_in_bounds(interpreter, result, args, 1, false);
}

static airlock_status move_wrapping(airlock_scalar *result, const airlock_scalar *args,
                                    uint64_t unit) {
  result[0] = args[0];
  result[0].as.ptr.address += args[1].as.bits[0] * unit;
  return AIRLOCK_OK;
}

MIR_MODEL(pointer_wrapping_add) {
  (void)interpreter;
  return move_wrapping(result, args, pointee_size(call));
}

MIR_MODEL(pointer_wrapping_sub) {
  (void)interpreter;
  return move_wrapping(result, args, ~pointee_size(call) + 1);
}

MIR_MODEL(pointer_wrapping_offset) {
  (void)interpreter;
  return move_wrapping(result, args, pointee_size(call));
}

MIR_MODEL(pointer_wrapping_byte_add) {
  (void)interpreter;
  (void)call;
  return move_wrapping(result, args, 1);
}

MIR_MODEL(pointer_wrapping_byte_sub) {
  (void)interpreter;
  (void)call;
  return move_wrapping(result, args, UINT64_MAX);
}

// Two pointers into one allocation, a whole number of elements apart.
static airlock_status distance(mir_interpreter *interpreter, airlock_scalar *result,
                               const airlock_scalar *args, uint64_t unit) {
  airlock_ptr left = args[0].as.ptr;
  airlock_ptr right = args[1].as.ptr;
  int64_t bytes = (int64_t)(left.address - right.address);
  if (unit == 0) {
    return ub(interpreter, "`offset_from` on pointers to a type without bytes");
  }
  bool is_same = left.prov.alloc.value == right.prov.alloc.value ||
                 airlock_prov_kind_of(left.prov) != AIRLOCK_PROV_CONCRETE ||
                 airlock_prov_kind_of(right.prov) != AIRLOCK_PROV_CONCRETE;
  if (bytes != 0 && !is_same) {
    return ub(interpreter, "`offset_from` called on two different pointers that are not both "
                           "derived from the same allocation");
  }
  airlock_ptr moved;
  airlock_status status = airlock_ptr_offset(interpreter->machine, &moved, right, bytes);
  if (status == AIRLOCK_OK) {
    status = airlock_ptr_offset(interpreter->machine, &moved, left, -bytes);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  if (bytes % (int64_t)unit != 0) {
    return ub(interpreter, "`offset_from` of pointers that are no whole number of elements apart");
  }
  result[0] = airlock_int(AIRLOCK_ISIZE, (uint64_t)(bytes / (int64_t)unit));
  return AIRLOCK_OK;
}

MIR_MODEL(pointer_offset_from) {
  return distance(interpreter, result, args, pointee_size(call));
}

MIR_MODEL(pointer_byte_offset_from) {
  (void)call;
  return distance(interpreter, result, args, 1);
}

// The unsigned forms want the first pointer not to lie before the second.
static airlock_status unsigned_distance(mir_interpreter *interpreter, airlock_scalar *result,
                                        const airlock_scalar *args, uint64_t unit) {
  airlock_status status = distance(interpreter, result, args, unit);
  if (status == AIRLOCK_OK && args[0].as.ptr.address < args[1].as.ptr.address) {
    return ub(interpreter, "`offset_from_unsigned` called with a first pointer that lies before "
                           "the second");
  }
  result[0].kind = AIRLOCK_USIZE;
  return status;
}

MIR_MODEL(pointer_offset_from_unsigned) {
  return unsigned_distance(interpreter, result, args, pointee_size(call));
}

MIR_MODEL(pointer_byte_offset_from_unsigned) {
  (void)call;
  return unsigned_distance(interpreter, result, args, 1);
}

MIR_MODEL(pointer_wide) {
  (void)interpreter;
  (void)call;
  result[0] = args[0];
  result[1] = args[1];
  return AIRLOCK_OK;
}

MIR_MODEL(pointer_equal) {
  (void)interpreter;
  bool is_wide = call->arguments[0].form == MIR_FORM_PAIR;
  const airlock_scalar *right = is_wide ? &args[2] : &args[1];
  bool is_equal = args[0].as.ptr.address == right[0].as.ptr.address &&
                  (!is_wide || args[1].as.bits[0] == right[1].as.bits[0]);
  result[0] = airlock_int(AIRLOCK_BOOL, is_equal);
  return AIRLOCK_OK;
}

MIR_MODEL(pointer_address_equal) {
  (void)interpreter;
  size_t right = call->arguments[0].form == MIR_FORM_PAIR ? 2 : 1;
  result[0] = airlock_int(AIRLOCK_BOOL, args[0].as.ptr.address == args[right].as.ptr.address);
  return AIRLOCK_OK;
}

MIR_MODEL(non_null_new) {
  return mir_model_pointer_same(interpreter, call, args, result);
}

MIR_MODEL(non_null_new_unchecked) {
  if (args[0].as.ptr.address == 0) {
    return airlock_raise(interpreter->machine, AIRLOCK_UB_INVALID_VALUE,
                         "constructing invalid value of type %s: encountered null pointer",
                         call->result.layout->name);
  }
  return mir_model_pointer_same(interpreter, call, args, result);
}
