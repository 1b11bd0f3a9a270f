// SPDX-License-Identifier: MIT
//
// Plans by the System V psABI for x86-64, section 3.2.3, "Parameter Passing".
//
// A value of at most 16 bytes is classified eightbyte by eightbyte: INTEGER eightbytes travel in
// general registers, SSE ones in vector registers, if registers for all of them are left; otherwise
// the whole value lies on the stack, as do all larger values. An aggregate that travels in
// registers is the same to its callee as its eightbytes passed one by one, so a plan's pieces are
// plain 64-bit integers and doubles, and blocks of memory. The registers are counted here the way
// libffi counts them, so both agree on what no longer fits.
//
// A block is given to libffi as a type of kind LONGDOUBLE with a size and an alignment of its own:
// the one kind that it always passes in memory.
#include "native/plan.h"

enum abi_class {
  CLASS_NONE, // Nothing but padding.
  CLASS_INTEGER,
  CLASS_SSE,
  CLASS_X87,
  CLASS_X87UP,
  CLASS_MEMORY,
};

// The classes of a value's eightbytes.
struct classes {
  enum abi_class of[2];
  bool misplaced;      // A member aggregate lies at an offset below its own alignment.
  const char *refused; // Why it cannot be passed at all, or NULL.
};

#define PASSED_DIFFERENTLY "compilers pass it differently: it holds "

enum { NUM_GENERAL = 6, NUM_VECTOR = 8, STACK_ALIGN = 16 };

// psABI, "Classification": when two members share an eightbyte.
static enum abi_class merge(enum abi_class left, enum abi_class right) {
  if (left == right || right == CLASS_NONE) {
    return left;
  }
  if (left == CLASS_NONE) {
    return right;
  }
  if (left == CLASS_MEMORY || right == CLASS_MEMORY) {
    return CLASS_MEMORY;
  }
  if (left == CLASS_INTEGER || right == CLASS_INTEGER) {
    return CLASS_INTEGER;
  }
  return CLASS_MEMORY; // x87 beside SSE.
}

static void add(struct classes *classes, size_t eightbyte, enum abi_class class) {
  classes->of[eightbyte] = merge(classes->of[eightbyte], class);
}

static void classify_scalar(struct classes *classes, const airlock_type *type, uint64_t offset) {
  if (offset % airlock_kind_size(type->kind) != 0) {
    classes->of[0] = CLASS_MEMORY; // "If it contains unaligned fields, it has class MEMORY".
    return;
  }
  switch (type->kind) {
  case AIRLOCK_F32:
  case AIRLOCK_F64:
    add(classes, offset / 8, CLASS_SSE);
    break;
  case AIRLOCK_LONG_DOUBLE:
    add(classes, 0, CLASS_X87);
    add(classes, 1, CLASS_X87UP);
    break;
  case AIRLOCK_I128:
  case AIRLOCK_U128:
    add(classes, 0, CLASS_INTEGER);
    add(classes, 1, CLASS_INTEGER);
    break;
  default:
    add(classes, offset / 8, CLASS_INTEGER);
    break;
  }
}

static bool is_memory(const struct classes *classes) {
  return classes->of[0] == CLASS_MEMORY;
}

// "Post merger cleanup", for each aggregate on its way out: all of it goes to memory if a part of
// it does.
static void clean_up(struct classes *classes) {
  bool lone_upper = classes->of[1] == CLASS_X87UP && classes->of[0] != CLASS_X87;
  if (lone_upper || classes->of[1] == CLASS_MEMORY) {
    classes->of[0] = CLASS_MEMORY;
  }
}

static void classify_part(struct classes *classes, const airlock_type *type, uint64_t offset);

// An aggregate has classes of its own first, and then they are merged with its neighbours'.
static void classify_members(struct classes *classes, const airlock_type *type, uint64_t offset) {
  struct classes own = {{CLASS_NONE, CLASS_NONE}, false, NULL};
  for (size_t i = 0; i < type->num_fields; i++) {
    classify_part(&own, type->fields[i].type, offset + type->fields[i].offset);
  }
  clean_up(&own);
  add(classes, 0, own.of[0]);
  add(classes, 1, own.of[1]);
  classes->misplaced |= own.misplaced;
  classes->refused = own.refused != NULL ? own.refused : classes->refused;
}

// gcc takes the first element's classes for all of them, so that it does not see later ones that
// are not aligned.
static void classify_elements(struct classes *classes, const airlock_type *type, uint64_t offset) {
  for (uint64_t i = 0; i < type->count; i++) {
    bool was_memory = is_memory(classes);
    classify_part(classes, type->element, offset + i * type->element->size);
    if (i > 0 && is_memory(classes) && !was_memory) {
      classes->refused = PASSED_DIFFERENTLY "an array of which only the first element is aligned";
    }
  }
}

// Merges the classes of a part at `offset` of a value of at most 16 bytes.
static void classify_part(struct classes *classes, const airlock_type *type, uint64_t offset) {
  if (type->size == 0) {
    return;
  }
  classes->misplaced |= offset % type->align != 0;
  switch (type->class) {
  case TYPE_SCALAR:
    classify_scalar(classes, type, offset);
    break;
  case TYPE_ARRAY:
    classify_elements(classes, type, offset);
    break;
  case TYPE_STRUCT:
  case TYPE_UNION:
  case TYPE_COMPLEX:
    classify_members(classes, type, offset);
    break;
  case TYPE_LAYOUT:
  case TYPE_RAW:
  case TYPE_VARIANTS:
    classes->refused = "its layout is not one of C";
    break;
  }
}

// Whether every part of a type that goes to memory whole is one of C's; those without bytes take
// no part.
static const char *refuse_parts(const airlock_type *type) {
  if (type->size == 0) {
    return NULL;
  }
  if (type->class == TYPE_LAYOUT || type->class == TYPE_RAW || type->class == TYPE_VARIANTS) {
    return "its layout is not one of C";
  }
  const char *reason = type->class == TYPE_ARRAY ? refuse_parts(type->element) : NULL;
  for (size_t i = 0; i < type->num_fields && reason == NULL; i++) {
    reason = refuse_parts(type->fields[i].type);
  }
  return reason;
}

static struct classes classify(const airlock_type *type) {
  struct classes classes = {{CLASS_NONE, CLASS_NONE}, false, NULL};
  if (type->class == TYPE_ARRAY) {
    classes.refused = "C has no array parameters and results; a struct may hold one";
  } else if (type->size == 0) {
    classes.refused = "it has no bytes: C has no empty parameters and results";
  } else if (type->size > 16) {
    classes.of[0] = CLASS_MEMORY;
    classes.refused = refuse_parts(type);
  } else {
    classify_part(&classes, type, 0);
  }
  clean_up(&classes);
  if (classes.of[0] == CLASS_NONE && classes.refused == NULL) {
    classes.refused = "its first eight bytes are padding";
  } else if (classes.misplaced && !is_memory(&classes)) {
    // gcc looks at the alignment of the innermost members, clang at that of the aggregate itself.
    classes.refused =
        PASSED_DIFFERENTLY "an aggregate at an offset that is no multiple of its alignment";
  }
  return classes;
}

// The registers that are left.
struct registers {
  unsigned general;
  unsigned vector;
};

static unsigned count(const struct classes *classes, enum abi_class class) {
  return (unsigned)(classes->of[0] == class) + (unsigned)(classes->of[1] == class);
}

static bool take_registers(struct registers *registers, const struct classes *classes) {
  unsigned general = count(classes, CLASS_INTEGER);
  unsigned vector = count(classes, CLASS_SSE);
  bool fits = !is_memory(classes) && classes->of[0] != CLASS_X87 && general <= registers->general &&
              vector <= registers->vector;
  if (fits) {
    registers->general -= general;
    registers->vector -= vector;
  }
  return fits;
}

static void add_piece(struct plan *plan, size_t param, size_t offset, ffi_type *native) {
  plan->pieces[plan->num_pieces] = (struct piece){param, offset};
  plan->natives[plan->num_pieces++] = native;
}

static void add_block(struct plan *plan, size_t param, const airlock_type *type) {
  ffi_type *block = &plan->blocks[plan->num_pieces];
  *block = (ffi_type){.size = (type->size + 7) & ~UINT64_C(7),
                      .alignment = type->align > 8 ? STACK_ALIGN : 8,
                      .type = FFI_TYPE_LONGDOUBLE};
  add_piece(plan, param, 0, block);
}

// A scalar that libffi knows goes as it is, so that narrow integers are extended.
static void add_param(struct plan *plan, struct registers *registers, size_t param,
                      const airlock_type *type, const struct classes *classes) {
  ffi_type *scalar = type->class == TYPE_SCALAR ? plan_scalar(type->kind) : NULL;
  bool fits = take_registers(registers, classes);
  if (scalar != NULL) {
    add_piece(plan, param, 0, scalar);
  } else if (!fits) {
    add_block(plan, param, type);
  } else {
    for (size_t i = 0; i < 2; i++) {
      if (classes->of[i] != CLASS_NONE) {
        bool is_general = classes->of[i] == CLASS_INTEGER;
        add_piece(plan, param, 8 * i, is_general ? &ffi_type_uint64 : &ffi_type_double);
      }
    }
  }
}

// libffi's types of results in two registers, and of results in memory: any struct of more than 16
// bytes is returned where a hidden pointer says, and its size is not looked at.
static ffi_type *two_integers[] = {&ffi_type_uint64, &ffi_type_uint64, NULL};
static ffi_type *integer_and_float[] = {&ffi_type_uint64, &ffi_type_double, NULL};
static ffi_type *float_and_integer[] = {&ffi_type_double, &ffi_type_uint64, NULL};
static ffi_type *two_floats[] = {&ffi_type_double, &ffi_type_double, NULL};
static ffi_type *in_memory[] = {&ffi_type_uint64, &ffi_type_uint64, &ffi_type_uint64, NULL};

static ffi_type result_two_integers = {16, 8, FFI_TYPE_STRUCT, two_integers};
static ffi_type result_integer_and_float = {16, 8, FFI_TYPE_STRUCT, integer_and_float};
static ffi_type result_float_and_integer = {16, 8, FFI_TYPE_STRUCT, float_and_integer};
static ffi_type result_two_floats = {16, 8, FFI_TYPE_STRUCT, two_floats};
static ffi_type result_in_memory = {24, 8, FFI_TYPE_STRUCT, in_memory};

static ffi_type *result_of_classes(const struct classes *classes) {
  if (is_memory(classes)) {
    return &result_in_memory;
  }
  if (classes->of[0] == CLASS_X87) {
    return &ffi_type_longdouble;
  }
  bool integer = classes->of[0] == CLASS_INTEGER;
  switch (classes->of[1]) {
  case CLASS_INTEGER:
    return integer ? &result_two_integers : &result_float_and_integer;
  case CLASS_SSE:
    return integer ? &result_integer_and_float : &result_two_floats;
  default:
    return integer ? &ffi_type_uint64 : &ffi_type_double;
  }
}

static ffi_type *result_of(const airlock_type *type, const struct classes *classes) {
  ffi_type *scalar = type->class == TYPE_SCALAR ? plan_scalar(type->kind) : NULL;
  if (scalar != NULL) {
    return scalar;
  }
  if (type->class == TYPE_COMPLEX && type->size > 16) {
    return &ffi_type_complex_longdouble; // Class COMPLEX_X87: both parts on the x87 stack.
  }
  return result_of_classes(classes);
}

static const char *refuse_argument(const airlock_type *type, const struct classes *classes) {
  if (classes->refused != NULL) {
    return classes->refused;
  }
  return type->align > STACK_ALIGN
             ? "it is aligned to more than 16 bytes, which the stack of a call is not"
             : NULL;
}

enum plan_verdict plan_x86_64(struct plan *plan, struct plan_refusal *out_refusal,
                              const airlock_type *result, const airlock_type *const *params,
                              size_t num_params, size_t num_fixed) {
  struct registers registers = {NUM_GENERAL, NUM_VECTOR};
  plan->result = &ffi_type_void;
  plan->num_pieces = 0;
  if (result != NULL) {
    struct classes classes = classify(result);
    if (classes.refused != NULL) {
      out_refusal->reason = classes.refused;
      return PLAN_BAD_RESULT;
    }
    plan->result = result_of(result, &classes);
    registers.general -= plan->result == &result_in_memory;
  }
  for (size_t i = 0; i < num_params; i++) {
    struct classes classes = classify(params[i]);
    *out_refusal = (struct plan_refusal){i, refuse_argument(params[i], &classes)};
    if (out_refusal->reason != NULL) {
      return PLAN_BAD_PARAMETER;
    }
    if (i == num_fixed) {
      plan->num_fixed = plan->num_pieces;
    }
    add_param(plan, &registers, i, params[i], &classes);
  }
  if (num_fixed >= num_params) {
    plan->num_fixed = plan->num_pieces;
  }
  return PLAN_FITS;
}
