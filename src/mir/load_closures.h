// SPDX-License-Identifier: MIT
//
// What the two files about open closures share: what is known of the locals of one body
// (load_closures_known.c), and the body that is made by it (load_closures.c).
#ifndef AIRLOCK_MIR_LOAD_CLOSURES_H
#define AIRLOCK_MIR_LOAD_CLOSURES_H

#include "load_internal.h"
#include "rewrite.h"

// What one open closure in the type of a local stands for.
typedef struct mir_opening {
  const mir_type *open;
  const mir_type *grounded; // NULL while not known.
} mir_opening;

typedef struct mir_openings {
  mir_opening *items;
  size_t count;
} mir_openings;

typedef struct mir_grounding {
  mir_rewrite_guide guide; // Of this grounding: its address is the grounding's.
  mir_resolver resolver;   //
  mir_loader *loader;
  const mir_item *item;
  const mir_body *body;
  mir_openings *locals;
  mir_openings present; // Of the part that is rewritten, or of a call's arguments.
  size_t capacity;      // Of `present`: all openings of the body.
  bool has_changed;
  bool has_conflict;
} mir_grounding;

// How many open closures a type or path has; different ones, as far as there is room for them.
// Neither need be there.
size_t mir_find_open(mir_loader *loader, const mir_type *type, const mir_path *path,
                     mir_opening *out_items, size_t capacity);

// What a type as the text states it tells, once the actual type is known.
void mir_learn_type(mir_grounding *grounding, mir_openings *openings, const mir_type *stated,
                    const mir_type *actual);

// Goes over the body until nothing new is learned of its locals, or two answers contradict.
void mir_learn_all(mir_grounding *grounding);

// Adds what a local knows to what is present.
void mir_gather_known(mir_grounding *grounding, uint32_t local);

// The locals of what changes no local's type: operands and assignments.
typedef void mir_local_visitor(mir_grounding *grounding, uint32_t local);
void mir_visit_operand(mir_grounding *grounding, const mir_operand *operand,
                       mir_local_visitor *visit);
void mir_visit_operands(mir_grounding *grounding, const mir_operand_list *list,
                        mir_local_visitor *visit);
void mir_visit_assignment(mir_grounding *grounding, const mir_statement *statement,
                          mir_local_visitor *visit);

// See mir_resolver: what is present says what an open closure is.
const mir_type *mir_ground_capture(mir_resolver *resolver, const mir_type *closure,
                                   const mir_substitution *substitution);
const mir_type *mir_ground_projection(mir_resolver *resolver, const mir_type *type);

#endif
