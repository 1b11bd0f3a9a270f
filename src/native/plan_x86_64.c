// SPDX-License-Identifier: MIT
//
// Plans by the System V psABI for x86-64, section 3.2.3, "Parameter Passing".
//
// A value of at most 16 bytes is classified eightbyte by eightbyte: INTEGER eightbytes travel in
// general registers, SSE ones in vector registers, if registers for all of them are left; otherwise
// the whole value lies on the stack, as do all larger values. An aggregate that travels in
// registers is the same to its callee as its eightbytes passed one by one, so a plan's pieces are
// plain 64-bit integers and doubles, and blocks of memory. Each has its word in the register image
// (native/trampoline.h). When libffi carries the call it counts registers the same way, so both
// agree on what no longer fits.
//
// A block is given to libffi as a type of kind LONGDOUBLE with a size and an alignment of its own:
// the one kind that it always passes in memory.
#include "native/plan.h"
#include "native/trampoline.h"

#if defined(PLAN_IS_X86_64)

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

enum { STACK_ALIGN = 16, MOST_ALIGN = 4096 };

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

static struct classes classify(const airlock_type *type) {
  struct classes classes = {{CLASS_NONE, CLASS_NONE}, false, NULL};
  if (type->class == TYPE_ARRAY) {
    classes.refused = "C has no array parameters and results; a struct may hold one";
  } else if (type->size == 0) {
    classes.refused = "it has no bytes: C has no empty parameters and results";
  } else if (type->size > 16) {
    classes.of[0] = CLASS_MEMORY;
    classes.refused = plan_refuse_layout(type);
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

// What arguments have taken so far.
struct taken {
  unsigned general;
  unsigned vector;
  size_t stack; // Bytes.
  size_t align; // Of the stack.
};

static unsigned count(const struct classes *classes, enum abi_class class) {
  return (unsigned)(classes->of[0] == class) + (unsigned)(classes->of[1] == class);
}

static bool fits_registers(const struct taken *taken, const struct classes *classes) {
  return !is_memory(classes) && classes->of[0] != CLASS_X87 &&
         taken->general + count(classes, CLASS_INTEGER) <= IMAGE_NUM_GENERAL &&
         taken->vector + count(classes, CLASS_SSE) <= IMAGE_NUM_VECTOR;
}

// Alignments other than of eightbytes begin at 16: a long double, or what holds one.
static size_t stack_align(const airlock_type *type) {
  if (type->align <= 8) {
    return 8;
  }
  return type->align > STACK_ALIGN ? (size_t)type->align : STACK_ALIGN;
}

// The word of the image in which the next eightbyte of a class lies.
static size_t take_register(struct taken *taken, enum abi_class class) {
  return class == CLASS_INTEGER ? taken->general++ : IMAGE_VECTOR + taken->vector++;
}

// Compilers align an argument in memory to what its type says, and for that the whole stack.
static size_t take_stack(struct taken *taken, const airlock_type *type) {
  size_t align = stack_align(type);
  taken->align = align > taken->align ? align : taken->align;
  size_t start = (taken->stack + align - 1) & ~(align - 1);
  taken->stack = start + ((type->size + 7) & ~UINT64_C(7));
  return IMAGE_STACK + start / 8;
}

static void add_piece(struct plan *plan, struct piece piece, ffi_type *native) {
  plan->pieces[plan->num_pieces] = piece;
  plan->natives[plan->num_pieces++] = native;
}

// A scalar that libffi knows is given to it as it is, so that narrow integers are extended.
static void add_to_stack(struct plan *plan, struct taken *taken, size_t param,
                         const airlock_type *type, ffi_type *scalar) {
  ffi_type *block = &plan->blocks[plan->num_pieces];
  *block = (ffi_type){.size = (type->size + 7) & ~UINT64_C(7),
                      .alignment = (unsigned short)stack_align(type),
                      .type = FFI_TYPE_LONGDOUBLE};
  struct piece piece = {.param = param, .size = type->size, .word = take_stack(taken, type)};
  add_piece(plan, piece, scalar != NULL ? scalar : block);
}

static void add_param(struct plan *plan, struct taken *taken, size_t param,
                      const airlock_type *type, const struct classes *classes) {
  ffi_type *scalar = type->class == TYPE_SCALAR ? plan_scalar(type->kind) : NULL;
  if (!fits_registers(taken, classes)) {
    add_to_stack(plan, taken, param, type, scalar);
    return;
  }
  for (size_t i = 0; i < 2; i++) {
    if (classes->of[i] != CLASS_NONE) {
      ffi_type *word = classes->of[i] == CLASS_INTEGER ? &ffi_type_uint64 : &ffi_type_double;
      struct piece piece = {.param = param,
                            .offset = 8 * i,
                            .size = i == 0 && type->size > 8 ? 8 : type->size - 8 * i,
                            .word = take_register(taken, classes->of[i])};
      add_piece(plan, piece, scalar != NULL ? scalar : word);
    }
  }
}

static enum result_place place_of(const airlock_type *type, const struct classes *classes) {
  if (type->class == TYPE_COMPLEX && type->size > 16) {
    return RESULT_TWO_X87; // Class COMPLEX_X87: both parts on the x87 stack.
  }
  if (is_memory(classes)) {
    return RESULT_IN_MEMORY;
  }
  if (classes->of[0] == CLASS_X87) {
    return RESULT_X87;
  }
  bool integer = classes->of[0] == CLASS_INTEGER;
  switch (classes->of[1]) {
  case CLASS_INTEGER:
    return integer ? RESULT_TWO_GENERAL : RESULT_VECTOR_AND_GENERAL;
  case CLASS_SSE:
    return integer ? RESULT_GENERAL_AND_VECTOR : RESULT_TWO_VECTOR;
  default:
    return integer ? RESULT_GENERAL : RESULT_VECTOR;
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

static ffi_type *const result_types[] = {
    [RESULT_NONE] = &ffi_type_void,
    [RESULT_GENERAL] = &ffi_type_uint64,
    [RESULT_VECTOR] = &ffi_type_double,
    [RESULT_TWO_GENERAL] = &result_two_integers,
    [RESULT_TWO_VECTOR] = &result_two_floats,
    [RESULT_GENERAL_AND_VECTOR] = &result_integer_and_float,
    [RESULT_VECTOR_AND_GENERAL] = &result_float_and_integer,
    [RESULT_X87] = &ffi_type_longdouble,
    [RESULT_TWO_X87] = &ffi_type_complex_longdouble,
    [RESULT_IN_MEMORY] = &result_in_memory,
};

static enum plan_verdict plan_result(struct plan *plan, struct plan_refusal *out_refusal,
                                     const airlock_type *result) {
  plan->image.result = RESULT_NONE;
  ffi_type *scalar = NULL;
  if (result != NULL) {
    struct classes classes = classify(result);
    if (classes.refused != NULL) {
      out_refusal->reason = classes.refused;
      return PLAN_BAD_RESULT;
    }
    plan->image.result = place_of(result, &classes);
    scalar = result->class == TYPE_SCALAR ? plan_scalar(result->kind) : NULL;
  }
  plan->result = scalar != NULL ? scalar : result_types[plan->image.result];
  return PLAN_FITS;
}

static const char *refuse_argument(const airlock_type *type, const struct classes *classes) {
  if (classes->refused != NULL) {
    return classes->refused;
  }
  return type->align > MOST_ALIGN ? "it is aligned to more than a page of 4096 bytes" : NULL;
}

static uint64_t image_extent(size_t stack, size_t align, unsigned num_vector) {
  uint64_t size = (stack + align - 1) & ~(uint64_t)(align - 1);
  return size << IMAGE_SIZE_SHIFT | (uint64_t)__builtin_ctzll(align) << IMAGE_ALIGN_SHIFT |
         num_vector;
}

enum plan_verdict plan_x86_64(struct plan *plan, struct plan_refusal *out_refusal,
                              const airlock_type *result, const airlock_type *const *params,
                              size_t num_params, size_t num_fixed) {
  enum plan_verdict verdict = plan_result(plan, out_refusal, result);
  if (verdict != PLAN_FITS) {
    return verdict;
  }
  struct taken taken = {.general = plan->image.result == RESULT_IN_MEMORY, .align = STACK_ALIGN};
  plan->num_pieces = 0;
  for (size_t i = 0; i < num_params; i++) {
    struct classes classes = classify(params[i]);
    *out_refusal = (struct plan_refusal){i, refuse_argument(params[i], &classes)};
    if (out_refusal->reason != NULL) {
      return PLAN_BAD_PARAMETER;
    }
    if (i == num_fixed) {
      plan->num_fixed = plan->num_pieces;
    }
    add_param(plan, &taken, i, params[i], &classes);
  }
  if (num_fixed >= num_params) {
    plan->num_fixed = plan->num_pieces;
  }
  plan->image.exists = true;
  plan->stack_align = taken.align;
  plan->image.extent = image_extent(taken.stack, taken.align, taken.vector);
  return PLAN_FITS;
}

#endif
