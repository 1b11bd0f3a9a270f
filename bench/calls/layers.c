// SPDX-License-Identifier: MIT
//
// See layers.h. Of each shape there is what is to hold of its arguments and how the function is
// entered; of each kind of result, how it is taken over.
#include "layers.h"
#include "native/quick_call.h"

// ----------------------------------------------------------------------------------------- numbers

// What is wrong with a number: 0, or any bits.
QUICK uint64_t wrong(const airlock_scalar *arg, airlock_kind kind, uint64_t outside) {
  return ((unsigned)arg->kind ^ kind) | (arg->as.bits[0] & outside) | arg->as.bits[1];
}

QUICK uint64_t wrong_i32(const airlock_scalar *arg) {
  return wrong(arg, AIRLOCK_I32, ~UINT64_C(0) << 32);
}

QUICK uint64_t wrong_i64(const airlock_scalar *arg) {
  return wrong(arg, AIRLOCK_I64, 0);
}

QUICK uint64_t wrong_f64(const airlock_scalar *arg) {
  return wrong(arg, AIRLOCK_F64, 0);
}

QUICK int32_t i32_of(const airlock_scalar *arg) {
  return (int32_t)arg->as.bits[0];
}

QUICK int64_t i64_of(const airlock_scalar *arg) {
  return (int64_t)arg->as.bits[0];
}

QUICK double f64_of(const airlock_scalar *arg) {
  double number;
  memcpy(&number, arg->as.bits, sizeof number);
  return number;
}

QUICK float f32_of(const airlock_scalar *arg) {
  float number;
  memcpy(&number, arg->as.bits, sizeof number);
  return number;
}

// ----------------------------------------------------------------------------------------- results

// Where there is none, a char stands for it.
QUICK airlock_status take_nothing(airlock_machine *machine, char result,
                                  airlock_scalar *io_result) {
  (void)machine;
  (void)result;
  (void)io_result;
  return AIRLOCK_OK;
}

QUICK airlock_status take_i32(airlock_machine *machine, int32_t result, airlock_scalar *io_result) {
  (void)machine;
  *io_result = airlock_int(AIRLOCK_I32, (uint32_t)result);
  return AIRLOCK_OK;
}

QUICK airlock_status take_i64(airlock_machine *machine, int64_t result, airlock_scalar *io_result) {
  (void)machine;
  *io_result = airlock_int(AIRLOCK_I64, (uint64_t)result);
  return AIRLOCK_OK;
}

QUICK airlock_status take_f64(airlock_machine *machine, double result, airlock_scalar *io_result) {
  (void)machine;
  *io_result = airlock_f64(result);
  return AIRLOCK_OK;
}

// The memory of a struct, if it may be accessed and all of it is initialised; or NULL.
QUICK callee_span *find_span(const airlock_machine *machine, const airlock_scalar *scalar,
                             unsigned ready) {
  airlock_ptr pointer = scalar->as.ptr;
  const struct allocation *allocation =
      quick_allocation(machine, pointer.prov.alloc, pointer.address, sizeof(callee_span), 8, ready);
  bool is_found =
      scalar->kind == AIRLOCK_POINTER && allocation != NULL && quick_is_settled(allocation);
  return is_found ? (callee_span *)(uintptr_t)pointer.address : NULL;
}

QUICK airlock_status take_span(airlock_machine *machine, callee_span span,
                               const airlock_scalar *result) {
  callee_span *place = find_span(machine, result, READY_WRITE);
  if (place == NULL) {
    return airlock_write(machine, result->as.ptr, &span, sizeof span);
  }
  *place = span;
  return AIRLOCK_OK;
}

// Without a look at the place.
QUICK airlock_status put_span(airlock_machine *machine, callee_span span,
                              const airlock_scalar *result) {
  (void)machine;
  *(callee_span *)(uintptr_t)result->as.ptr.address = span;
  return AIRLOCK_OK;
}

// --------------------------------------------------------------------------------------- arguments

#define CHECK(shape)                                                                               \
  QUICK bool check_##shape(const airlock_machine *machine, const airlock_scalar *args,             \
                           const airlock_scalar *result)

#define ENTER(shape, type)                                                                         \
  QUICK type enter_##shape(const airlock_callee *callee, const airlock_scalar *args)

#define FUNCTION(type, parameters) ((type(*) parameters)callee->address)

CHECK(void) {
  (void)machine;
  (void)args;
  (void)result;
  return true;
}

ENTER(void, char) {
  (void)args;
  callee->address();
  return 0;
}

CHECK(add) {
  (void)machine;
  return result != NULL && (wrong_i32(&args[0]) | wrong_i32(&args[1])) == 0;
}

ENTER(add, int32_t) {
  return FUNCTION(int32_t, (int32_t, int32_t))(i32_of(&args[0]), i32_of(&args[1]));
}

CHECK(six) {
  (void)machine;
  return result != NULL && (wrong_i64(&args[0]) | wrong_i64(&args[1]) | wrong_i64(&args[2]) |
                            wrong_i64(&args[3]) | wrong_i64(&args[4]) | wrong_i64(&args[5])) == 0;
}

ENTER(six, int64_t) {
  return FUNCTION(int64_t, (int64_t, int64_t, int64_t, int64_t, int64_t, int64_t))(
      i64_of(&args[0]), i64_of(&args[1]), i64_of(&args[2]), i64_of(&args[3]), i64_of(&args[4]),
      i64_of(&args[5]));
}

CHECK(twelve) {
  (void)machine;
  uint64_t bits = 0;
  for (int i = 0; i < 12; i++) {
    bits |= wrong_i32(&args[i]);
  }
  return result != NULL && bits == 0;
}

ENTER(twelve, int32_t) {
  return FUNCTION(int32_t, (int32_t, int32_t, int32_t, int32_t, int32_t, int32_t, int32_t, int32_t,
                            int32_t, int32_t, int32_t, int32_t))(
      i32_of(&args[0]), i32_of(&args[1]), i32_of(&args[2]), i32_of(&args[3]), i32_of(&args[4]),
      i32_of(&args[5]), i32_of(&args[6]), i32_of(&args[7]), i32_of(&args[8]), i32_of(&args[9]),
      i32_of(&args[10]), i32_of(&args[11]));
}

CHECK(doubles) {
  (void)machine;
  return result != NULL && (wrong_f64(&args[0]) | wrong_f64(&args[1]) | wrong_f64(&args[2])) == 0;
}

ENTER(doubles, double) {
  return FUNCTION(double, (double, double, double))(f64_of(&args[0]), f64_of(&args[1]),
                                                    f64_of(&args[2]));
}

CHECK(mixed) {
  (void)machine;
  return result != NULL && (wrong_i32(&args[0]) | wrong_f64(&args[1]) | wrong_i64(&args[2]) |
                            wrong(&args[3], AIRLOCK_F32, ~UINT64_C(0) << 32) |
                            wrong(&args[4], AIRLOCK_U8, ~UINT64_C(0) << 8)) == 0;
}

ENTER(mixed, double) {
  return FUNCTION(double, (int32_t, double, int64_t, float, uint8_t))(
      i32_of(&args[0]), f64_of(&args[1]), i64_of(&args[2]), f32_of(&args[3]),
      (uint8_t)args[4].as.bits[0]);
}

CHECK(struct) {
  return result != NULL && result->kind == AIRLOCK_POINTER &&
         find_span(machine, &args[0], READY_READ) != NULL;
}

ENTER(struct, callee_span) {
  return FUNCTION(callee_span,
                  (callee_span))(*(const callee_span *)(uintptr_t)args[0].as.ptr.address);
}

CHECK(pointer) {
  return result != NULL && args[0].kind == AIRLOCK_POINTER && wrong_i32(&args[1]) == 0 &&
         quick_may_pass(machine, args[0].as.ptr.prov);
}

ENTER(pointer, int32_t) {
  return FUNCTION(int32_t, (const void *, int32_t))((const void *)(uintptr_t)args[0].as.ptr.address,
                                                    i32_of(&args[1]));
}

CHECK(callback) {
  return result != NULL && args[0].kind == AIRLOCK_FUNCTION && args[0].as.ptr.address != 0 &&
         wrong_i32(&args[1]) == 0 && quick_may_pass(machine, args[0].as.ptr.prov);
}

#define enter_callback enter_pointer

// ------------------------------------------------------------------------------------------ layers

#define PASSED_ON(shape, type, put)                                                                \
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
  }

#define BY_HAND(shape, count, type, take)                                                          \
  static airlock_status shape##_by_hand(airlock_machine *machine, const airlock_callee *callee,    \
                                        const airlock_scalar *args, size_t num_args,               \
                                        airlock_scalar *io_result) {                               \
    if (num_args != (count) || ((count) > 0 && args == NULL) ||                                    \
        !crossing_is_quick(machine, true) || !check_##shape(machine, args, io_result)) {           \
      return call_generally(machine, callee, args, num_args, io_result);                           \
    }                                                                                              \
    exposure_cross(machine);                                                                       \
    struct crossing crossing;                                                                      \
    struct gate *gate = crossing_begin(machine, machine->native, &crossing, callee);               \
    type result = enter_##shape(callee, args);                                                     \
    airlock_status status = crossing_end(machine, machine->native, gate, &crossing);               \
    return status == AIRLOCK_OK ? take(machine, result, io_result) : status;                       \
  }

#define LAYERS(shape, count, type, take, put)                                                      \
  PASSED_ON(shape, type, put)                                                                      \
  BY_HAND(shape, count, type, take)

LAYERS(void, 0, char, take_nothing, take_nothing)
LAYERS(add, 2, int32_t, take_i32, take_i32)
LAYERS(six, 6, int64_t, take_i64, take_i64)
LAYERS(twelve, 12, int32_t, take_i32, take_i32)
LAYERS(doubles, 3, double, take_f64, take_f64)
LAYERS(mixed, 5, double, take_f64, take_f64)
LAYERS(struct, 1, callee_span, take_span, put_span)
LAYERS(pointer, 2, int32_t, take_i32, take_i32)
BY_HAND(callback, 2, int32_t, take_i32)

call_function *const layers_passed_on[NUM_SHAPES] = {pass_on_void,   pass_on_add,     pass_on_six,
                                                     pass_on_twelve, pass_on_doubles, pass_on_mixed,
                                                     pass_on_struct, pass_on_pointer, NULL};
call_function *const layers_watched_on[NUM_SHAPES] = {
    watch_on_void,   watch_on_add,     watch_on_six,
    watch_on_twelve, watch_on_doubles, watch_on_mixed,
    watch_on_struct, watch_on_pointer, NULL};
call_function *const layers_by_hand[NUM_SHAPES] = {
    void_by_hand,  add_by_hand,    six_by_hand,     twelve_by_hand,  doubles_by_hand,
    mixed_by_hand, struct_by_hand, pointer_by_hand, callback_by_hand};
