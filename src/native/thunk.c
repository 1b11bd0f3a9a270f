// SPDX-License-Identifier: MIT
//
// Typed thunks: quick calls (quick_call.h) of the most common signatures, one function for each
// number of arguments. Each calls by the type of a C function of that many integers or doubles, so
// that the compiler moves them straight from the immediates to their places: there is no image.
//
//   word      integers of 64 bits, 0 to 6
//   wide      pointers and integers of 64 bits, 1 to 6
//   half      integers of 32 bits, 1 to 12
//   narrow    integers of any size, 1 to 6: extended to words
//   vector    doubles, 1 to 4
//
// The result is one word in a register of the same kind, or none. That a word may be passed for a
// smaller integer, and read where a smaller result was returned, is the ABI's promise, not C's
// (psABI of x86-64, section 3.2.3; AAPCS64, rule C.9). Variadic functions go by trampoline. A
// program may declare one without its dots: x86-64 tells it in %al how many vector registers are
// used (section 3.5.7), which a compiler does for a type with dots, and arguments go where they go
// without (AAPCS64 too).
#include "native/thunk.h"
#include "native/quick_call.h"

// What is wrong with the kind of an argument, and with its bits: 0, or any bits. Of all arguments
// they are collected apart: two chains are waited for at once.
QUICK uint32_t check_kind(const struct parameter *parameter, const airlock_scalar *arg) {
  return arg->kind ^ parameter->kind;
}

QUICK uint64_t check_word(const struct parameter *parameter, const airlock_scalar *arg) {
  (void)parameter;
  return arg->as.bits[1];
}

QUICK uint64_t check_wide(const struct parameter *parameter, const airlock_scalar *arg) {
  return arg->as.bits[1] & parameter->outside[1];
}

QUICK uint64_t check_half(const struct parameter *parameter, const airlock_scalar *arg) {
  (void)parameter;
  return arg->as.bits[0] >> 32 | arg->as.bits[1];
}

QUICK uint64_t check_narrow(const struct parameter *parameter, const airlock_scalar *arg) {
  return (arg->as.bits[0] & parameter->outside[0]) | (arg->as.bits[1] & parameter->outside[1]);
}

#define check_vector check_word

// Whether passing it exposes nothing and warns of nothing: of a number, which was checked to have
// no provenance, that is known.
#define may_pass_wide(parameter, arg) quick_may_pass(machine, (arg)->as.ptr.prov)
#define may_pass_narrow may_pass_wide
#define may_pass_word(parameter, arg) true
#define may_pass_half(parameter, arg) true
#define may_pass_vector(parameter, arg) true

// What is passed for it.
QUICK uint64_t pass_word(const struct parameter *parameter, const airlock_scalar *arg) {
  (void)parameter;
  return arg->as.bits[0];
}

#define pass_wide pass_word

QUICK uint32_t pass_half(const struct parameter *parameter, const airlock_scalar *arg) {
  (void)parameter;
  return (uint32_t)arg->as.bits[0];
}

QUICK uint64_t pass_narrow(const struct parameter *parameter, const airlock_scalar *arg) {
  return parameter_word(parameter, arg->as.bits[0]);
}

QUICK double pass_vector(const struct parameter *parameter, const airlock_scalar *arg) {
  (void)parameter;
  double value;
  memcpy(&value, arg->as.bits, sizeof value);
  return value;
}

typedef uint64_t type_word;
typedef uint64_t type_wide;
typedef uint32_t type_half;
typedef uint64_t type_narrow;
typedef double type_vector;

// What follows the types of all arguments.
#define DOTS_word
#define DOTS_wide
#define DOTS_half
#define DOTS_narrow
#define DOTS_vector , ...

// So many types, or what is applied to so many arguments.

#define TYPES_0(type) void
#define TYPES_1(type) type
#define TYPES_2(type) TYPES_1(type), type
#define TYPES_3(type) TYPES_2(type), type
#define TYPES_4(type) TYPES_3(type), type
#define TYPES_5(type) TYPES_4(type), type
#define TYPES_6(type) TYPES_5(type), type
#define TYPES_7(type) TYPES_6(type), type
#define TYPES_8(type) TYPES_7(type), type
#define TYPES_9(type) TYPES_8(type), type
#define TYPES_10(type) TYPES_9(type), type
#define TYPES_11(type) TYPES_10(type), type
#define TYPES_12(type) TYPES_11(type), type

#define COMMA() ,
#define COMMA_OF_NONE
#define OR() |
#define OR_OF_NONE 0
#define AND() &&
#define AND_OF_NONE true
#define EACH_0(apply, separator) separator##_OF_NONE
#define EACH_1(apply, separator) apply(&parameters[0], &args[0])
#define EACH_2(apply, separator)                                                                   \
  EACH_1(apply, separator) separator() apply(&parameters[1], &args[1])
#define EACH_3(apply, separator)                                                                   \
  EACH_2(apply, separator) separator() apply(&parameters[2], &args[2])
#define EACH_4(apply, separator)                                                                   \
  EACH_3(apply, separator) separator() apply(&parameters[3], &args[3])
#define EACH_5(apply, separator)                                                                   \
  EACH_4(apply, separator) separator() apply(&parameters[4], &args[4])
#define EACH_6(apply, separator)                                                                   \
  EACH_5(apply, separator) separator() apply(&parameters[5], &args[5])
#define EACH_7(apply, separator)                                                                   \
  EACH_6(apply, separator) separator() apply(&parameters[6], &args[6])
#define EACH_8(apply, separator)                                                                   \
  EACH_7(apply, separator) separator() apply(&parameters[7], &args[7])
#define EACH_9(apply, separator)                                                                   \
  EACH_8(apply, separator) separator() apply(&parameters[8], &args[8])
#define EACH_10(apply, separator)                                                                  \
  EACH_9(apply, separator) separator() apply(&parameters[9], &args[9])
#define EACH_11(apply, separator)                                                                  \
  EACH_10(apply, separator) separator() apply(&parameters[10], &args[10])
#define EACH_12(apply, separator)                                                                  \
  EACH_11(apply, separator) separator() apply(&parameters[11], &args[11])

#define THUNK(class, registers, count)                                                             \
  static airlock_status thunk_##class##_##count(                                                   \
      airlock_machine *machine, const airlock_callee *callee, const airlock_scalar *args,          \
      size_t num_args, airlock_scalar *io_result) {                                                \
    const airlock_signature *signature = callee->signature;                                        \
    const struct parameter *parameters = signature->parameters;                                    \
    (void)parameters;                                                                              \
    if (!quick_may_begin(machine, callee, args, num_args, count, io_result, true) ||               \
        ((EACH_##count(check_kind, OR)) | (EACH_##count(check_##class, OR))) != 0 ||               \
        !(EACH_##count(may_pass_##class, AND))) {                                                  \
      return call_generally(machine, callee, args, num_args, io_result);                           \
    }                                                                                              \
    QUICK_CROSS(                                                                                   \
        machine, callee, io_result, signature->result != NULL, uint64_t, quick_take_word,          \
        word_of_##registers(((register_##registers(*)(TYPES_##count(                               \
            type_##class) DOTS_##class))callee->address)(EACH_##count(pass_##class, COMMA))))      \
    return status;                                                                                 \
  }

THUNK(word, general, 0)
THUNK(word, general, 1)
THUNK(word, general, 2)
THUNK(word, general, 3)
THUNK(word, general, 4)
THUNK(word, general, 5)
THUNK(word, general, 6)
THUNK(wide, general, 1)
THUNK(wide, general, 2)
THUNK(wide, general, 3)
THUNK(wide, general, 4)
THUNK(wide, general, 5)
THUNK(wide, general, 6)
THUNK(narrow, general, 1)
THUNK(narrow, general, 2)
THUNK(narrow, general, 3)
THUNK(narrow, general, 4)
THUNK(narrow, general, 5)
THUNK(narrow, general, 6)
THUNK(half, general, 1)
THUNK(half, general, 2)
THUNK(half, general, 3)
THUNK(half, general, 4)
THUNK(half, general, 5)
THUNK(half, general, 6)
THUNK(half, general, 7)
THUNK(half, general, 8)
THUNK(half, general, 9)
THUNK(half, general, 10)
THUNK(half, general, 11)
THUNK(half, general, 12)
THUNK(vector, vector, 1)
THUNK(vector, vector, 2)
THUNK(vector, vector, 3)
THUNK(vector, vector, 4)

static call_function *const word[] = {thunk_word_0, thunk_word_1, thunk_word_2, thunk_word_3,
                                      thunk_word_4, thunk_word_5, thunk_word_6};
static call_function *const wide[] = {NULL,         thunk_wide_1, thunk_wide_2, thunk_wide_3,
                                      thunk_wide_4, thunk_wide_5, thunk_wide_6};
static call_function *const narrow[] = {NULL,           thunk_narrow_1, thunk_narrow_2,
                                        thunk_narrow_3, thunk_narrow_4, thunk_narrow_5,
                                        thunk_narrow_6};
static call_function *const half[] = {NULL,         thunk_half_1, thunk_half_2,  thunk_half_3,
                                      thunk_half_4, thunk_half_5, thunk_half_6,  thunk_half_7,
                                      thunk_half_8, thunk_half_9, thunk_half_10, thunk_half_11,
                                      thunk_half_12};
static call_function *const vector[] = {NULL, thunk_vector_1, thunk_vector_2, thunk_vector_3,
                                        thunk_vector_4};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static bool is_float(airlock_kind kind) {
  return kind == AIRLOCK_F32 || kind == AIRLOCK_F64;
}

static bool has_word_result(const airlock_signature *signature, bool of_floats) {
  const struct prepared_result *prepared = &signature->prepared_result;
  return signature->result == NULL || (prepared->is_word && is_float(prepared->kind) == of_floats);
}

// Whether an unrestricted scalar of one general register.
static bool is_general(const struct parameter *parameter) {
  return parameter->kind < AIRLOCK_NUM_KINDS && !is_float((airlock_kind)parameter->kind);
}

static bool is_wide(const struct parameter *parameter) {
  return is_general(parameter) && (parameter->outside[0] | parameter->sign) == 0;
}

static bool is_half(const struct parameter *parameter) {
  return is_general(parameter) && parameter->outside[0] == ~UINT64_C(0) << 32;
}

static bool is_double(const struct parameter *parameter) {
  return parameter->kind == AIRLOCK_F64;
}

static bool are_all(const airlock_signature *signature, bool (*is_one)(const struct parameter *)) {
  for (size_t i = 0; i < signature->num_params; i++) {
    if (!is_one(&signature->parameters[i])) {
      return false;
    }
  }
  return true;
}

static call_function *thunk_of_integers(const airlock_signature *signature) {
  size_t count = signature->num_params;
  if (count < COUNT_OF(wide) && are_all(signature, is_wide)) {
    return signature->num_pointers > 0 ? wide[count] : word[count];
  }
  if (count < COUNT_OF(half) && are_all(signature, is_half)) {
    return half[count];
  }
  return count < COUNT_OF(narrow) && are_all(signature, is_general) ? narrow[count] : NULL;
}

call_function *thunk_for(const airlock_signature *signature) {
  size_t count = signature->num_params;
  if (signature->enter == NULL || signature->num_fixed != SIGNATURE_NOT_VARIADIC) {
    return NULL;
  }
  if (count > 0 && count < COUNT_OF(vector) && has_word_result(signature, true) &&
      are_all(signature, is_double)) {
    return vector[count];
  }
  return has_word_result(signature, false) ? thunk_of_integers(signature) : NULL;
}
