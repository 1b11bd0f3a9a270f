// SPDX-License-Identifier: MIT
//
// Plans by the Procedure Call Standard for the Arm 64-bit Architecture (AAPCS64), "Parameter
// Passing Rules" and "Result Return"; rules are numbered as in editions that know scalable vectors.
//
// A value travels in one of three ways. *Floats*, which a floating-point number is, and so is an
// aggregate of up to four of one kind and nothing else (an HFA), take a vector register each (rules
// C.1 and C.2). Other values of at most 16 bytes take general registers, word by word (C.9, C.11
// and C.12); those that are aligned to 16 begin with an even one (C.10). Larger aggregates stay in
// memory of the caller's, and their address is passed as an integer would be (B.4).
//
// What the registers that are left do not suffice for lies on the stack as a whole, and then those
// registers are used up (C.3, C.13). It takes a multiple of 8 bytes there, and is aligned to 8 or
// 16 (C.4, C.14). Alignment is the *natural* one: what a type is aligned to by its members, and not
// by an attribute of its own (B.6).
//
// A result comes back where a first argument of its type would be passed; in memory, if that is an
// address, which then goes to the callee in x8. Variadic arguments travel as the others do; so it
// is not on Apple's systems, which have no plans here. Half-precision numbers and short vectors, of
// which there are homogeneous aggregates as well, are no types of ours.
//
// A plan's pieces are what one register holds, or a block of stack memory, or an address. libffi is
// given them as numbers, or as a struct of the same kind and size, and counts registers as we do.
// It knows nothing of even registers, so one that is left out is a piece as well.
#include "native/plan.h"
#include "native/trampoline.h"

#if defined(PLAN_IS_AARCH64)

#define PASSED_DIFFERENTLY "compilers pass it differently: it holds "

enum { WORD = 8, PAIR = 16, MOST_FLOATS = 4 };

enum manner { IN_GENERAL, IN_VECTOR, BY_REFERENCE };

// How a value travels.
struct passing {
  enum manner manner;
  size_t count;        // Registers that it takes.
  airlock_kind kind;   // Of each float.
  size_t align;        // WORD or PAIR.
  const char *refused; // Why it cannot be passed at all, or NULL.
};

// ------------------------------------------------------------------------------------------ floats

// The floats that a type consists of, so far.
struct floats {
  airlock_kind kind;     // AIRLOCK_UNINIT: none yet.
  bool has_hidden_array; // One without elements, in a member that has no bytes.
};

static bool count_floats(struct floats *floats, const airlock_type *type, uint64_t *out_count);

static bool count_scalar(struct floats *floats, airlock_kind kind, uint64_t *out_count) {
  bool is_float = kind == AIRLOCK_F32 || kind == AIRLOCK_F64 || kind == AIRLOCK_LONG_DOUBLE;
  if (!is_float || (floats->kind != AIRLOCK_UNINIT && floats->kind != kind)) {
    return false;
  }
  floats->kind = kind;
  *out_count = 1;
  return true;
}

// To compilers an array without elements is something else than floats.
static bool count_elements(struct floats *floats, const airlock_type *type, uint64_t *out_count) {
  uint64_t count;
  if (type->count == 0 || !count_floats(floats, type->element, &count) ||
      (count > 0 && type->count > MOST_FLOATS)) {
    return false;
  }
  *out_count = count > 0 ? count * type->count : 0;
  return true;
}

static bool count_members(struct floats *floats, const airlock_type *type, uint64_t *out_count) {
  *out_count = 0;
  for (size_t i = 0; i < type->num_fields; i++) {
    const airlock_type *member = type->fields[i].type;
    uint64_t count = 0;
    if (!count_floats(floats, member, &count)) {
      if (member->size > 0 || member->class == TYPE_ARRAY) {
        return false;
      }
      floats->has_hidden_array = true;
    }
    if (type->class != TYPE_UNION) {
      *out_count += count;
    } else if (count > *out_count) {
      *out_count = count;
    }
  }
  return true;
}

// Counts the floats of a type that consists of nothing else, not even padding ("Homogeneous
// Floating-point Aggregates").
static bool count_floats(struct floats *floats, const airlock_type *type, uint64_t *out_count) {
  bool is_made_of_floats = type->class == TYPE_SCALAR  ? count_scalar(floats, type->kind, out_count)
                           : type->class == TYPE_ARRAY ? count_elements(floats, type, out_count)
                                                       : count_members(floats, type, out_count);
  return is_made_of_floats && *out_count <= MOST_FLOATS &&
         *out_count * airlock_kind_size(floats->kind) == type->size;
}

// ---------------------------------------------------------------------------------- classification

// What members align a type to.
static uint64_t natural_align(const airlock_type *type) {
  if (type->class != TYPE_STRUCT && type->class != TYPE_UNION) {
    return type->align;
  }
  uint64_t align = 1;
  for (size_t i = 0; i < type->num_fields; i++) {
    uint64_t own = type->fields[i].type->align;
    own = type->pack != 0 && type->pack < own ? type->pack : own;
    align = own > align ? own : align;
  }
  return align;
}

static struct passing classify_aggregate(const airlock_type *type) {
  struct floats floats = {AIRLOCK_UNINIT, false};
  uint64_t count;
  struct passing passing = {
      .manner = BY_REFERENCE, .count = 1, .align = WORD, .refused = plan_refuse_layout(type)};
  if (passing.refused != NULL) {
    return passing;
  }
  if (count_floats(&floats, type, &count) && count > 0) {
    passing.manner = IN_VECTOR;
    passing.count = count;
    passing.kind = floats.kind;
    if (floats.has_hidden_array) { // To gcc they are floats no more, to clang they are.
      passing.refused = PASSED_DIFFERENTLY "floats, and a member that has no bytes but an array";
    }
  } else if (type->size <= PAIR) {
    passing.manner = IN_GENERAL;
    passing.count = (type->size + WORD - 1) / WORD;
  }
  if (passing.manner != BY_REFERENCE && natural_align(type) >= PAIR) {
    passing.align = PAIR;
  }
  return passing;
}

static struct passing classify(const airlock_type *type) {
  size_t align = type->align >= PAIR ? PAIR : WORD;
  if (type->class == TYPE_ARRAY) {
    return (struct passing){.refused =
                                "C has no array parameters and results; a struct may hold one"};
  }
  if (type->size == 0) {
    return (struct passing){.refused = "it has no bytes: C has no empty parameters and results"};
  }
  if (type->class != TYPE_SCALAR) {
    return classify_aggregate(type);
  }
  switch (type->kind) {
  case AIRLOCK_F32:
  case AIRLOCK_F64:
  case AIRLOCK_LONG_DOUBLE:
    return (struct passing){.manner = IN_VECTOR, .count = 1, .kind = type->kind, .align = align};
  default:
    return (struct passing){
        .manner = IN_GENERAL, .count = (type->size + WORD - 1) / WORD, .align = align};
  }
}

// ---------------------------------------------------------------------------------- libffi's types

static ffi_type *words[] = {&ffi_type_uint64, &ffi_type_uint64, &ffi_type_uint64, NULL};
static ffi_type *one_word[] = {&ffi_type_uint64, NULL};
static ffi_type *two_words[] = {&ffi_type_uint64, &ffi_type_uint64, NULL};

// Lists of one to four equal members end where this one ends.
static ffi_type *floats[] = {&ffi_type_float, &ffi_type_float, &ffi_type_float, &ffi_type_float,
                             NULL};
static ffi_type *doubles[] = {&ffi_type_double, &ffi_type_double, &ffi_type_double,
                              &ffi_type_double, NULL};
static ffi_type *quads[] = {&ffi_type_longdouble, &ffi_type_longdouble, &ffi_type_longdouble,
                            &ffi_type_longdouble, NULL};

static ffi_type **float_members(const struct passing *passing) {
  ffi_type **members = passing->kind == AIRLOCK_F32   ? floats
                       : passing->kind == AIRLOCK_F64 ? doubles
                                                      : quads;
  return members + (MOST_FLOATS - passing->count);
}

// Of the same size, and passed in the same manner.
static void describe_block(ffi_type *block, const airlock_type *type,
                           const struct passing *passing) {
  *block = (ffi_type){.size = type->size,
                      .alignment = (unsigned short)passing->align,
                      .type = FFI_TYPE_STRUCT,
                      .elements = words};
  if (passing->manner == IN_VECTOR) {
    block->elements = float_members(passing);
  } else if (passing->manner == IN_GENERAL) {
    block->size = passing->count * WORD;
    block->elements = passing->count == 1 ? one_word : two_words;
  }
}

// -------------------------------------------------------------------------------------- parameters

// What arguments have taken so far.
struct taken {
  size_t general;
  size_t vector;
  size_t stack; // Bytes.
  bool is_wide; // A long double is among those in vector registers.
};

static void add_piece(struct plan *plan, struct piece piece, ffi_type *native) {
  plan->pieces[plan->num_pieces] = piece;
  plan->natives[plan->num_pieces++] = native;
}

static void add_floats(struct plan *plan, struct taken *taken, size_t param,
                       const struct passing *passing) {
  size_t size = airlock_kind_size(passing->kind);
  for (size_t i = 0; i < passing->count; i++) {
    struct piece piece = {.param = param,
                          .offset = i * size,
                          .size = size,
                          .word = IMAGE_VECTOR + IMAGE_VECTOR_WORDS * taken->vector++};
    add_piece(plan, piece, plan_scalar(passing->kind));
  }
  taken->is_wide |= passing->kind == AIRLOCK_LONG_DOUBLE;
}

static void add_words(struct plan *plan, struct taken *taken, size_t param,
                      const airlock_type *type, size_t count, ffi_type *scalar) {
  for (size_t i = 0; i < count; i++) {
    size_t offset = i * WORD;
    struct piece piece = {.param = param,
                          .offset = offset,
                          .size = type->size - offset > WORD ? WORD : type->size - offset,
                          .word = taken->general++};
    add_piece(plan, piece, scalar != NULL ? scalar : &ffi_type_uint64);
  }
}

// Rule C.10 leaves a register out.
static void leave_out(struct plan *plan, struct taken *taken, size_t param) {
  struct piece piece = {.param = param, .word = taken->general++};
  add_piece(plan, piece, &ffi_type_uint64);
}

// Rules C.4 to C.6 and C.14 to C.17. A word has the address of what is passed by reference.
static size_t take_stack(struct taken *taken, size_t size, size_t align) {
  size_t start = (taken->stack + align - 1) & ~(align - 1);
  taken->stack = start + ((size + WORD - 1) & ~(size_t)(WORD - 1));
  return IMAGE_STACK + start / WORD;
}

static void add_block(struct plan *plan, size_t param, const airlock_type *type,
                      const struct passing *passing, size_t word, ffi_type *scalar) {
  ffi_type *block = &plan->blocks[plan->num_pieces];
  struct piece piece = {.param = param,
                        .size = type->size,
                        .word = word,
                        .by_reference = passing->manner == BY_REFERENCE};
  describe_block(block, type, passing);
  add_piece(plan, piece, scalar != NULL ? scalar : block);
}

static void add_param(struct plan *plan, struct taken *taken, size_t param,
                      const airlock_type *type, const struct passing *passing) {
  ffi_type *scalar = type->class == TYPE_SCALAR ? plan_scalar(type->kind) : NULL;
  bool is_reference = passing->manner == BY_REFERENCE;
  if (passing->manner == IN_VECTOR) {
    if (taken->vector + passing->count <= IMAGE_NUM_VECTOR) {
      add_floats(plan, taken, param, passing);
      return;
    }
    taken->vector = IMAGE_NUM_VECTOR;
  } else {
    size_t skipped = passing->align == PAIR ? taken->general % 2 : 0;
    if (taken->general + skipped + passing->count <= IMAGE_NUM_GENERAL) {
      if (skipped > 0) {
        leave_out(plan, taken, param);
      }
      if (is_reference) {
        add_block(plan, param, type, passing, taken->general++, NULL);
      } else {
        add_words(plan, taken, param, type, passing->count, scalar);
      }
      return;
    }
    taken->general = IMAGE_NUM_GENERAL;
  }
  size_t word = take_stack(taken, is_reference ? WORD : type->size, passing->align);
  add_block(plan, param, type, passing, word, scalar);
}

// ------------------------------------------------------------------------------------------ result

static ffi_type result_two_words = {16, 8, FFI_TYPE_STRUCT, two_words};
static ffi_type result_four_floats = {16, 4, FFI_TYPE_STRUCT, floats};
static ffi_type result_two_doubles = {16, 8, FFI_TYPE_STRUCT, doubles + 2};
static ffi_type result_four_doubles = {32, 8, FFI_TYPE_STRUCT, doubles};
static ffi_type result_two_quads = {32, 16, FFI_TYPE_STRUCT, quads + 2};
static ffi_type result_four_quads = {64, 16, FFI_TYPE_STRUCT, quads};
static ffi_type result_in_memory = {24, 8, FFI_TYPE_STRUCT, words};

static ffi_type *const result_types[] = {
    [RESULT_NONE] = &ffi_type_void,
    [RESULT_GENERAL] = &ffi_type_uint64,
    [RESULT_VECTOR] = &ffi_type_double,
    [RESULT_TWO_GENERAL] = &result_two_words,
    [RESULT_TWO_VECTOR] = &result_two_doubles,
    [RESULT_FOUR_FLOAT] = &result_four_floats,
    [RESULT_FOUR_VECTOR] = &result_four_doubles,
    [RESULT_QUAD] = &ffi_type_longdouble,
    [RESULT_TWO_QUAD] = &result_two_quads,
    [RESULT_FOUR_QUAD] = &result_four_quads,
    [RESULT_IN_MEMORY] = &result_in_memory,
};

static enum result_place place_of(const struct passing *passing) {
  if (passing->manner == BY_REFERENCE) {
    return RESULT_IN_MEMORY;
  }
  if (passing->manner == IN_GENERAL) {
    return passing->count == 1 ? RESULT_GENERAL : RESULT_TWO_GENERAL;
  }
  bool is_one = passing->count == 1;
  bool is_two = passing->count == 2;
  switch (passing->kind) {
  case AIRLOCK_F32:
    return is_one ? RESULT_VECTOR : RESULT_FOUR_FLOAT;
  case AIRLOCK_F64:
    return is_one ? RESULT_VECTOR : is_two ? RESULT_TWO_VECTOR : RESULT_FOUR_VECTOR;
  default:
    return is_one ? RESULT_QUAD : is_two ? RESULT_TWO_QUAD : RESULT_FOUR_QUAD;
  }
}

static enum plan_verdict plan_result(struct plan *plan, struct plan_refusal *out_refusal,
                                     const airlock_type *result) {
  plan->image.result = RESULT_NONE;
  ffi_type *scalar = NULL;
  if (result != NULL) {
    struct passing passing = classify(result);
    if (passing.refused != NULL) {
      out_refusal->reason = passing.refused;
      return PLAN_BAD_RESULT;
    }
    plan->image.result = place_of(&passing);
    scalar = result->class == TYPE_SCALAR ? plan_scalar(result->kind) : NULL;
  }
  plan->result = scalar != NULL ? scalar : result_types[plan->image.result];
  return PLAN_FITS;
}

// -------------------------------------------------------------------------------------------------

static uint64_t image_extent(const struct taken *taken) {
  uint64_t size = (taken->stack + PAIR - 1) & ~(uint64_t)(PAIR - 1);
  return size << IMAGE_SIZE_SHIFT | taken->vector;
}

enum plan_verdict plan_aarch64(struct plan *plan, struct plan_refusal *out_refusal,
                               const airlock_type *result, const airlock_type *const *params,
                               size_t num_params) {
  enum plan_verdict verdict = plan_result(plan, out_refusal, result);
  if (verdict != PLAN_FITS) {
    return verdict;
  }
  struct taken taken = {0, 0, 0, false};
  plan->num_pieces = 0;
  for (size_t i = 0; i < num_params; i++) {
    struct passing passing = classify(params[i]);
    if (passing.refused != NULL) {
      *out_refusal = (struct plan_refusal){i, passing.refused};
      return PLAN_BAD_PARAMETER;
    }
    add_param(plan, &taken, i, params[i], &passing);
  }
  plan->num_fixed = plan->num_pieces; // Told of variadic floats, libffi would refuse them.
  plan->stack_align = PAIR;
  plan->image.exists = true;
  plan->image.is_wide = taken.is_wide;
  plan->image.extent = image_extent(&taken);
  return PLAN_FITS;
}

#endif
