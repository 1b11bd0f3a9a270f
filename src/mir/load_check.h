// SPDX-License-Identifier: MIT
//
// What the files of the type check share: see load_check.c for what it is. Each function answers
// false when the body is refused, or memory is out, and the builder's problem says which. A type
// that neither the text nor the declarations tell is NULL, and agrees with everything.
#ifndef AIRLOCK_MIR_LOAD_CHECK_H
#define AIRLOCK_MIR_LOAD_CHECK_H

#include "load_internal.h"
#include "types_agree.h"

// load_check.c

// Refuses unless the types agree: "WHAT: expected `T`, found `U`".
bool mir_check_agree(mir_builder *builder, const char *what, const mir_type *expected,
                     const mir_type *found);

// Refuses: "WHAT: expected EXPECTED, found `TYPE`".
bool mir_check_refuse(mir_builder *builder, const char *what, const char *expected,
                      const mir_type *found);

// Where the declaration of a type stands, to end a message with; "" for one that has none.
const char *mir_check_declared_at(mir_builder *builder, const mir_layout *layout);

// What a text and a source that contradict each other call for.
#define MIR_OTHER_SOURCE "print the MIR again, or name the source that it was printed from"

// load_check_places.c: the types of what is read and written.
bool mir_check_place(mir_builder *builder, const mir_type **out_type, const mir_place *place);
bool mir_check_operand(mir_builder *builder, const mir_type **out_type, const mir_operand *operand);
bool mir_check_constant(mir_builder *builder, const mir_type **out_type,
                        const mir_constant *constant);

// load_check_rvalues.c, load_check_casts.c
bool mir_check_assign(mir_builder *builder, const mir_place *place, const mir_rvalue *rvalue);
bool mir_check_cast(mir_builder *builder, const mir_rvalue *rvalue);

// load_check_calls.c
bool mir_check_terminator(mir_builder *builder, const mir_terminator *terminator);

// Kinds of types. A type that is not known is of every kind; aliases stand for what they name.
typedef enum mir_type_set {
  MIR_SET_BOOL = 1 << 0,
  MIR_SET_CHAR = 1 << 1,
  MIR_SET_INTEGER = 1 << 2,
  MIR_SET_FLOAT = 1 << 3,
  MIR_SET_REFERENCE = 1 << 4,
  MIR_SET_RAW_POINTER = 1 << 5,
  MIR_SET_FUNCTION_POINTER = 1 << 6,
  MIR_SET_USIZE = 1 << 7,
  MIR_SET_ENUM = 1 << 8,
} mir_type_set;

bool mir_type_is_in(mir_types *types, const mir_type *type, unsigned sets);

#endif
