// SPDX-License-Identifier: MIT
//
// One call through airlock, and what came of it on both sides. Compared are the bytes that have a
// value in C: padding has none, and neither have the last six bytes of the x87's long double.
#include "abi.h"

#include <dlfcn.h>
#include <float.h>
#include <stdlib.h>
#include <string.h>

bool abi_library_open(struct abi_library *library, const char *path) {
  library->handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library->handle == NULL) {
    fprintf(stderr, "abi: %s\n", dlerror());
    return false;
  }
  library->seen = dlsym(library->handle, "abi_seen");
  library->answer = dlsym(library->handle, "abi_answer");
  library->given = dlsym(library->handle, "abi_given");
  library->got = dlsym(library->handle, "abi_got");
  library->layouts = dlsym(library->handle, "abi_layouts");
  return library->seen != NULL && library->answer != NULL && library->given != NULL &&
         library->got != NULL && library->layouts != NULL;
}

static bool is_x87(airlock_kind kind) {
  return kind == AIRLOCK_LONG_DOUBLE && LDBL_MANT_DIG == 64;
}

static void mark_value(uint8_t *mask, const airlock_type *type, bool is_clang);

// clang passes of a union what one of its members holds: bytes that are padding in another member
// are lost, also between functions of its own.
static void mark_union(uint8_t *mask, const airlock_type *type, bool is_clang) {
  for (size_t i = 0; i < type->num_fields; i++) {
    mark_value(mask, type->fields[i].type, is_clang);
  }
  for (size_t i = 0; i < type->num_fields && is_clang; i++) {
    uint8_t own[ABI_MAX_VALUE] = {0};
    mark_value(own, type->fields[i].type, is_clang);
    for (uint64_t b = 0; b < type->fields[i].type->size; b++) {
      mask[b] &= own[b];
    }
  }
}

// Sets mask[i] for each byte of a value.
static void mark_value(uint8_t *mask, const airlock_type *type, bool is_clang) {
  switch (type->class) {
  case TYPE_SCALAR:
    memset(mask, 1, is_x87(type->kind) ? 10 : type->size);
    break;
  case TYPE_ARRAY:
    for (uint64_t i = 0; i < type->count; i++) {
      mark_value(mask + i * type->element->size, type->element, is_clang);
    }
    break;
  case TYPE_UNION:
    mark_union(mask, type, is_clang);
    break;
  default:
    for (size_t i = 0; i < type->num_fields; i++) {
      mark_value(mask + type->fields[i].offset, type->fields[i].type, is_clang);
    }
    break;
  }
}

static void make_scalar_valid(uint8_t *bytes, const airlock_type *type) {
  uint32_t word;
  switch (type->kind) {
  case AIRLOCK_BOOL:
    bytes[0] &= 1;
    break;
  case AIRLOCK_CHAR:
    memcpy(&word, bytes, sizeof word);
    word %= 0xd800;
    memcpy(bytes, &word, sizeof word);
    break;
  case AIRLOCK_LONG_DOUBLE:
    if (is_x87(type->kind)) {
      bytes[7] |= 0x80; // A normal number: the integer bit is set,
      bytes[9] = 0x3f;  // the exponent neither 0 nor the largest.
      memset(bytes + 10, 0, 6);
    }
    break;
  case AIRLOCK_F32:
    bytes[3] = 0x3f; // No signaling NaN: promotion would quiet it.
    break;
  default:
    break;
  }
}

// Members of a union are made valid one after the other; the last word is the first member's.
static void make_valid(uint8_t *bytes, const airlock_type *type) {
  switch (type->class) {
  case TYPE_SCALAR:
    make_scalar_valid(bytes, type);
    break;
  case TYPE_ARRAY:
    for (uint64_t i = 0; i < type->count; i++) {
      make_valid(bytes + i * type->element->size, type->element);
    }
    break;
  default:
    for (size_t i = type->num_fields; i > 0; i--) {
      make_valid(bytes + type->fields[i - 1].offset, type->fields[i - 1].type);
    }
    break;
  }
}

void abi_value_random(struct random *random, uint8_t *bytes, const airlock_type *type) {
  for (uint64_t i = 0; i < type->size; i++) {
    bytes[i] = (uint8_t)random_below(random, 256);
  }
  make_valid(bytes, type);
}

bool abi_value_same(const struct abi_library *library, const uint8_t *left, const uint8_t *right,
                    const airlock_type *type) {
  uint8_t mask[ABI_MAX_VALUE] = {0};
  mark_value(mask, type, strcmp(library->compiler, "clang") == 0);
  for (uint64_t i = 0; i < type->size; i++) {
    if (mask[i] != 0 && left[i] != right[i]) {
      return false;
    }
  }
  return true;
}

void abi_require(airlock_machine *machine, airlock_status status) {
  if (status != AIRLOCK_OK) {
    fprintf(stderr, "abi: %s\n", airlock_last_report(machine)->message);
    exit(2);
  }
}

airlock_scalar abi_value_scalar(const uint8_t *bytes, const airlock_type *type) {
  airlock_scalar scalar = {.kind = type->kind};
  if (type->kind == AIRLOCK_POINTER) {
    uint64_t address;
    memcpy(&address, bytes, sizeof address);
    return airlock_pointer(airlock_ptr_from_address(address));
  }
  memcpy(scalar.as.bits, bytes, type->size);
  return scalar;
}

// Puts a value where airlock_call wants it.
static airlock_scalar argument_of(airlock_machine *machine, const uint8_t *bytes,
                                  const airlock_type *type) {
  if (type->class == TYPE_SCALAR) {
    return abi_value_scalar(bytes, type);
  }
  airlock_ptr place;
  abi_require(machine, airlock_allocate(machine, &place, type->size, type->align, AIRLOCK_STACK));
  abi_require(machine, airlock_write(machine, place, bytes, type->size));
  return airlock_pointer(place);
}

// The image that the C side sees of a variadic argument.
static const airlock_type *promote(uint8_t *bytes, const airlock_type *type,
                                   const airlock_type *passed_as) {
  if (type == passed_as) {
    return type;
  }
  if (type->kind == AIRLOCK_F32) {
    float narrow;
    memcpy(&narrow, bytes, sizeof narrow);
    double wide = (double)narrow;
    memcpy(bytes, &wide, sizeof wide);
    return passed_as;
  }
  int16_t narrow = 0;
  memcpy(&narrow, bytes, type->size);
  int32_t wide = type->kind == AIRLOCK_I8    ? (int8_t)narrow
                 : type->kind == AIRLOCK_I16 ? narrow
                                             : (uint16_t)narrow;
  memcpy(bytes, &wide, sizeof wide);
  return passed_as;
}

static bool same_arguments(const struct abi_library *library, const airlock_signature *signature,
                           uint8_t values[][ABI_MAX_VALUE], size_t count, char *out_reason,
                           size_t size) {
  for (size_t i = 0; i < count; i++) {
    const airlock_type *type;
    const airlock_type *passed_as;
    (void)airlock_signature_param(signature, &type, &passed_as, i);
    type = promote(values[i], type, passed_as);
    if (!abi_value_same(library, values[i], library->seen + i * ABI_MAX_VALUE, type)) {
      snprintf(out_reason, size, "argument #%zu arrives with other bytes", i + 1);
      return false;
    }
  }
  return true;
}

void abi_value_bytes(airlock_machine *machine, uint8_t *out_bytes, airlock_scalar value,
                     const airlock_type *type) {
  if (type->class == TYPE_SCALAR) {
    bool is_pointer = type->kind == AIRLOCK_POINTER;
    memcpy(out_bytes, is_pointer ? (void *)&value.as.ptr.address : (void *)value.as.bits,
           type->size);
    return;
  }
  for (uint64_t i = 0; i < type->size; i++) {
    airlock_byte byte;
    abi_require(machine,
                airlock_byte_at(machine, &byte, airlock_ptr_wrapping_add(value.as.ptr, i)));
    out_bytes[i] = byte.value;
  }
}

static bool same_result(const struct abi_library *library, const airlock_type *type,
                        const uint8_t *expected, airlock_scalar result) {
  uint8_t bytes[ABI_MAX_VALUE] = {0};
  abi_value_bytes(library->machine, bytes, result, type);
  return abi_value_same(library, bytes, expected, type);
}

static enum abi_outcome call(const struct abi_library *library, const struct abi_function *function,
                             const airlock_callee *callee, const airlock_signature *signature,
                             const airlock_call_options *options, struct random *random,
                             char *out_reason, size_t size) {
  static uint8_t values[ABI_MAX_PARAMS][ABI_MAX_VALUE];
  airlock_machine *machine = library->machine;
  airlock_scalar args[ABI_MAX_PARAMS];
  for (size_t i = 0; i < function->num_params; i++) {
    abi_value_random(random, values[i], function->params[i]);
    args[i] = argument_of(machine, values[i], function->params[i]);
  }
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  uint8_t expected[ABI_MAX_VALUE];
  if (function->result != NULL) {
    abi_value_random(random, expected, function->result);
    memcpy(library->answer, expected, function->result->size);
    if (function->result->class != TYPE_SCALAR) {
      result = argument_of(machine, expected, function->result);
      abi_require(machine, airlock_fill(machine, result.as.ptr, 0xaa, function->result->size));
    }
  }
  memset(library->seen, 0xaa, ABI_MAX_PARAMS * ABI_MAX_VALUE);
  if (airlock_call_with(machine, callee, args, function->num_params, &result, options) !=
      AIRLOCK_OK) {
    snprintf(out_reason, size, "%s", airlock_last_report(machine)->message);
    return ABI_DIFFERENT;
  }
  if (!same_arguments(library, signature, values, function->num_params, out_reason, size)) {
    return ABI_DIFFERENT;
  }
  if (function->result != NULL && !same_result(library, function->result, expected, result)) {
    snprintf(out_reason, size, "the result arrives with other bytes");
    return ABI_DIFFERENT;
  }
  return ABI_SAME;
}

// What compilers are known to get wrong themselves, even between functions of their own.
#if defined(PLAN_IS_X86_64)

// - A 128-bit integer on the stack, which clang before 18 splits between a register and the stack,
//   or aligns to 8 (llvm.org/pr41784);
// - a variadic aggregate of alignment 16 in registers, which gcc reads with aligned instructions
//   from a save area that is aligned to 8.
static bool is_fault(const struct abi_library *library, const airlock_signature *signature,
                     size_t index) {
  const struct plan *plan = &signature->plan;
  size_t param = plan->pieces[index].param;
  const airlock_type *type = signature->promoted[param];
  bool is_block = plan->natives[index] == &plan->blocks[index];
  bool is_int128 = type->kind == AIRLOCK_I128 || type->kind == AIRLOCK_U128;
  bool is_variadic = param >= signature->num_fixed;
  return (library->is_old_clang && is_int128 && is_block) ||
         (is_variadic && type->align == 16 && !is_block);
}

#else

// A packed long double on the stack of AArch64, which clang before 17 aligns to 16
// (reviews.llvm.org/D146242).
static bool is_fault(const struct abi_library *library, const airlock_signature *signature,
                     size_t index) {
  const ffi_type *native = signature->plan.natives[index];
  return library->is_old_clang && native == &signature->plan.blocks[index] &&
         native->alignment < 16 && native->elements[0] == &ffi_type_longdouble;
}

#endif

static bool is_compilers_fault(const struct abi_library *library,
                               const airlock_signature *signature) {
  bool is_any = false;
  for (size_t i = 0; i < signature->plan.num_pieces && !is_any; i++) {
    is_any = is_fault(library, signature, i);
  }
  return is_any;
}

enum abi_outcome abi_compare(const struct abi_library *library, const struct abi_function *function,
                             size_t index, struct random *random, char *out_reason, size_t size) {
  airlock_machine *machine = library->machine;
  const airlock_signature *signature;
  const airlock_callee *callee;
  char name[32];
  snprintf(name, sizeof name, "abi_%zu", index);
  abi_require(machine, airlock_signature_variadic(machine, &signature, function->result,
                                                  function->params, function->num_params,
                                                  function->is_variadic, function->num_fixed));
  if (airlock_bind(machine, &callee, name, signature) != AIRLOCK_OK) {
    const airlock_report *report = airlock_last_report(machine);
    snprintf(out_reason, size, "%s", report->num_notes > 0 ? report->notes[0].text : "");
    return ABI_REFUSED;
  }
  if (is_compilers_fault(library, signature)) {
    return ABI_COMPILER_FAULT;
  }
  // Without options most calls are quick ones; with levels of their own none is.
  static const airlock_level levels[AIRLOCK_NUM_WARNINGS];
  static const airlock_call_options with_levels = {.levels = levels};
  const airlock_call_options *forms[] = {NULL, &with_levels};
  enum abi_outcome outcome = ABI_SAME;
  for (size_t i = 0; i < 2 && outcome == ABI_SAME; i++) {
    airlock_frame_push(machine);
    outcome = call(library, function, callee, signature, forms[i], random, out_reason, size);
    airlock_frame_pop(machine);
  }
  if (outcome == ABI_SAME && !function->is_variadic) {
    outcome = abi_compare_callback(library, function, index, random, out_reason, size);
  }
  return outcome;
}

bool abi_compare_layouts(const struct abi_library *library, const struct abi_function *functions,
                         size_t num_functions, char *out_reason, size_t size) {
  static struct abi_types types;
  abi_types_collect(&types, functions, num_functions);
  const uint64_t *next = library->layouts;
  for (size_t i = 0; i < types.count; i++) {
    const airlock_type *type = types.items[i];
    bool same = next[0] == type->size && next[1] == type->align;
    next += 2;
    for (size_t m = 0; m < type->num_fields; m++) {
      same &= *next++ == type->fields[m].offset;
    }
    if (!same) {
      snprintf(out_reason, size, "the layout of %s differs", type->name);
      return false;
    }
  }
  return true;
}
