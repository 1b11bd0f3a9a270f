// SPDX-License-Identifier: MIT
//
// See layers.h. Of each shape there are three functions: what is to hold of its values, how the
// function is entered, and how its result is taken over.
#include "parts/layers.h"
#include "native/functions.h"
#include "native/quick_call.h"

#define FUNCTION(type, parameters) ((type(*) parameters)callee->address)

// What is wrong with a number: 0, or any bits.
QUICK uint64_t wrong(const airlock_scalar *arg, airlock_kind kind, uint64_t outside) {
  return ((unsigned)arg->kind ^ kind) | (arg->as.bits[0] & outside) | arg->as.bits[1];
}

QUICK int64_t long_of(const airlock_scalar *scalar) {
  return (int64_t)scalar->as.bits[0];
}

QUICK double double_of(const airlock_scalar *scalar) {
  double number;
  memcpy(&number, scalar->as.bits, sizeof number);
  return number;
}

// ----------------------------------------------------------------------------------------- nothing

QUICK bool check_nothing(const airlock_machine *machine, const airlock_scalar *args,
                         const airlock_scalar *result) {
  (void)machine;
  (void)args;
  (void)result;
  return true;
}

QUICK char enter_nothing(const airlock_callee *callee, const airlock_scalar *args) {
  (void)args;
  callee->address();
  return 0;
}

QUICK airlock_status take_nothing(airlock_machine *machine, char result,
                                  airlock_scalar *io_result) {
  (void)machine;
  (void)result;
  (void)io_result;
  return AIRLOCK_OK;
}

// -------------------------------------------------------------------------------------- six i64

QUICK bool check_six(const airlock_machine *machine, const airlock_scalar *args,
                     const airlock_scalar *result) {
  (void)machine;
  (void)result;
  uint64_t bits = 0;
  for (int i = 0; i < 6; i++) {
    bits |= wrong(&args[i], AIRLOCK_I64, 0);
  }
  return bits == 0;
}

QUICK int64_t enter_six(const airlock_callee *callee, const airlock_scalar *args) {
  return FUNCTION(int64_t, (int64_t, int64_t, int64_t, int64_t, int64_t, int64_t))(
      long_of(&args[0]), long_of(&args[1]), long_of(&args[2]), long_of(&args[3]), long_of(&args[4]),
      long_of(&args[5]));
}

QUICK airlock_status take_six(airlock_machine *machine, int64_t result, airlock_scalar *io_result) {
  (void)machine;
  *io_result = airlock_int(AIRLOCK_I64, (uint64_t)result);
  return AIRLOCK_OK;
}

// ----------------------------------------------------------------------------------- three doubles

QUICK bool check_doubles(const airlock_machine *machine, const airlock_scalar *args,
                         const airlock_scalar *result) {
  (void)machine;
  (void)result;
  return (wrong(&args[0], AIRLOCK_F64, 0) | wrong(&args[1], AIRLOCK_F64, 0) |
          wrong(&args[2], AIRLOCK_F64, 0)) == 0;
}

QUICK double enter_doubles(const airlock_callee *callee, const airlock_scalar *args) {
  return FUNCTION(double, (double, double, double))(double_of(&args[0]), double_of(&args[1]),
                                                    double_of(&args[2]));
}

QUICK airlock_status take_doubles(airlock_machine *machine, double result,
                                  airlock_scalar *io_result) {
  (void)machine;
  *io_result = airlock_f64(result);
  return AIRLOCK_OK;
}

// ---------------------------------------------------------------------------------------- a struct

// The memory of a struct, if it may be accessed and all of it is initialised; or NULL.
QUICK struct span *find_span(const airlock_machine *machine, const airlock_scalar *scalar,
                             unsigned ready) {
  airlock_ptr pointer = scalar->as.ptr;
  const struct allocation *allocation =
      quick_allocation(machine, pointer.prov.alloc, pointer.address, sizeof(struct span), 8, ready);
  bool is_found =
      scalar->kind == AIRLOCK_POINTER && allocation != NULL && quick_is_settled(allocation);
  return is_found ? (struct span *)(uintptr_t)pointer.address : NULL;
}

QUICK bool check_span(const airlock_machine *machine, const airlock_scalar *args,
                      const airlock_scalar *result) {
  return find_span(machine, &args[0], READY_READ) != NULL && result->kind == AIRLOCK_POINTER;
}

QUICK struct span enter_span(const airlock_callee *callee, const airlock_scalar *args) {
  return FUNCTION(struct span,
                  (struct span))(*(const struct span *)(uintptr_t)args[0].as.ptr.address);
}

QUICK airlock_status take_span(airlock_machine *machine, struct span span,
                               const airlock_scalar *result) {
  struct span *place = find_span(machine, result, READY_WRITE);
  if (place == NULL) {
    return airlock_write(machine, result->as.ptr, &span, sizeof span);
  }
  *place = span;
  return AIRLOCK_OK;
}

QUICK airlock_status put_span(airlock_machine *machine, struct span span,
                              const airlock_scalar *result) {
  (void)machine;
  *(struct span *)(uintptr_t)result->as.ptr.address = span;
  return AIRLOCK_OK;
}

// --------------------------------------------------------------------------------------- a pointer

QUICK bool check_pointer(const airlock_machine *machine, const airlock_scalar *args,
                         const airlock_scalar *result) {
  (void)result;
  return args[0].kind == AIRLOCK_POINTER && wrong(&args[1], AIRLOCK_I32, ~UINT64_C(0) << 32) == 0 &&
         quick_may_pass(machine, args[0].as.ptr.prov);
}

QUICK uint64_t enter_pointer(const airlock_callee *callee, const airlock_scalar *args) {
  const char *pointer = (const char *)(uintptr_t)args[0].as.ptr.address;
  return (uint64_t)(uintptr_t)FUNCTION(const void *, (const void *, int32_t))(
      pointer, (int32_t)args[1].as.bits[0]);
}

QUICK airlock_status take_pointer(airlock_machine *machine, uint64_t result,
                                  airlock_scalar *io_result) {
  (void)machine;
  *io_result = airlock_pointer(airlock_ptr_from_address(result));
  return AIRLOCK_OK;
}

// ------------------------------------------------------------------------------------------ layers

#define LAYERS(shape, count, type, put)                                                            \
  static airlock_status pass_on_##shape(airlock_machine *machine, const airlock_callee *callee,    \
                                        const airlock_scalar *args, size_t num_args,               \
                                        airlock_scalar *io_result) {                               \
    (void)num_args;                                                                                \
    return put(machine, enter_##shape(callee, args), io_result);                                   \
  }                                                                                                \
                                                                                                   \
  static airlock_status watch_on_##shape(airlock_machine *machine, const airlock_callee *callee,   \
                                         const airlock_scalar *args, size_t num_args,              \
                                         airlock_scalar *io_result) {                              \
    type result = enter_##shape(callee, args);                                                     \
    crossing_check_fp_control(machine, machine->native, callee);                                   \
    (void)num_args;                                                                                \
    return put(machine, result, io_result);                                                        \
  }                                                                                                \
                                                                                                   \
  static airlock_status shape##_by_hand(airlock_machine *machine, const airlock_callee *callee,    \
                                        const airlock_scalar *args, size_t num_args,               \
                                        airlock_scalar *io_result) {                               \
    if (num_args != (count) || args == NULL || io_result == NULL ||                                \
        !crossing_is_quick(machine, true) || !check_##shape(machine, args, io_result)) {           \
      return call_generally(machine, callee, args, num_args, io_result);                           \
    }                                                                                              \
    exposure_cross(machine);                                                                       \
    struct crossing crossing;                                                                      \
    struct gate *gate = crossing_begin(machine, machine->native, &crossing, callee);               \
    type result = enter_##shape(callee, args);                                                     \
    airlock_status status = crossing_end(machine, machine->native, gate, &crossing);               \
    return status == AIRLOCK_OK ? take_##shape(machine, result, io_result) : status;               \
  }

LAYERS(nothing, 0, char, take_nothing)
LAYERS(six, 6, int64_t, take_six)
LAYERS(doubles, 3, double, take_doubles)
LAYERS(span, 1, struct span, put_span)
LAYERS(pointer, 2, uint64_t, take_pointer)

call_function *const layers_passed_on[] = {pass_on_nothing, pass_on_six, pass_on_doubles,
                                           pass_on_span, pass_on_pointer};
call_function *const layers_watched_on[] = {watch_on_nothing, watch_on_six, watch_on_doubles,
                                            watch_on_span, watch_on_pointer};
call_function *const layers_by_hand[] = {nothing_by_hand, six_by_hand, doubles_by_hand,
                                         span_by_hand, pointer_by_hand};
