// SPDX-License-Identifier: MIT
//
// What the files of the loader share.
//
// The loader (mir_loader) knows the program; a builder (mir_builder) makes one function's code. A
// value (mir_value) says where a place or an operand is: nowhere, in registers, or in memory. Most
// functions here lower a part of the syntax tree: they append instructions and answer a value.
//
// Failure. Lowering functions answer false and have then set the builder's problem:
//   unsupported  the statement's instructions are taken back, and one that fails takes their place;
//   invalid      the program is refused;
//   no memory, machine  loading ends.
#ifndef AIRLOCK_MIR_LOAD_INTERNAL_H
#define AIRLOCK_MIR_LOAD_INTERNAL_H

#include "code.h"
#include "load.h"
#include "pair_map.h"
#include "substitute.h"
#include "table.h"
#include "types.h"

// An allocation of the text in the machine's memory.
typedef struct mir_loaded_allocation {
  const mir_allocation *allocation;
  airlock_ptr pointer;
  const char *problem; // Why it cannot be used, or NULL.
} mir_loaded_allocation;

typedef struct mir_generics mir_generics; // See load_generics.c.

// What serves types of a certain form: an impl of a trait, or a method. See load_heads.c.
typedef struct mir_headed mir_headed;
struct mir_headed {
  const mir_type *type;       // The pattern.
  const mir_rust_item *owner; // The impl, or the trait; NULL when the source is not known.
  const mir_item *item;       // Of a method: the function, const or promoted.
  // Of an impl, once a selection has looked at it: its trait, and its type without alias.
  const mir_rust_item *trait;
  const mir_type *resolved;
  size_t order;     // Later ones have larger numbers.
  mir_headed *next; // The one before it of the same list.
};

typedef struct mir_heads {
  mir_pointer_map by_head; // head -> mir_headed
  mir_headed *open;
  size_t count;
} mir_heads;

// What is left of a search.
typedef struct mir_heads_search {
  mir_headed *closed;
  mir_headed *open;
} mir_heads_search;

// A trait that has an associated type, or a function of a trait.
typedef struct mir_impl mir_impl;
struct mir_impl {
  const mir_rust_item *item;
  mir_impl *next; // Another for the same name.
};

// The answer to `<T as Trait>`.
typedef struct mir_selection {
  const mir_rust_item *impl; // NULL: none, or not to be told.
  mir_type_list arguments;   // What its parameters stand for.
  const mir_rust_item *trait;
  mir_type_list trait_arguments;
  bool is_running; // The answer is being looked for.
  bool is_ambiguous;
} mir_selection;

// How deep one selection may lead to another.
#define MIR_SELECTION_DEPTH 64

typedef struct mir_loader {
  mir_resolver resolver; // Of this loader: its address is the loader's.
  mir_program *program;
  mir_arena *arena;
  airlock_machine *machine;
  mir_types types;
  mir_pointer_map items;          // stem -> mir_item
  mir_pointer_map last_names;     // last name -> mir_item, or &ambiguous: trimmed paths
  mir_pointer_map foreign;        // stem or last name -> mir_rust_item: foreign functions
  mir_pointer_map methods;        // last name -> mir_heads of methods, see load_paths.c
  mir_pointer_map rust_functions; // stem -> mir_rust_item: functions outside of impls
  mir_pointer_map duplicates;     // stem -> mir_item: the last of several with this stem
  mir_pointer_map found;          // mir_path -> mir_item: what mir_find_item has answered
  mir_pointer_map traits;         // stem -> mir_rust_item
  mir_pointer_map trait_names;    // last name -> mir_rust_item, or &types.ambiguous
  mir_pointer_map impls;          // last name of the trait -> mir_heads of impls
  mir_table impl_places;          // Impls by place
  mir_pair_map members;           // mir_rust_item of an impl, name -> mir_item
  mir_pair_map rust_members;      // mir_rust_item of an impl, name -> mir_rust_item
  mir_pointer_map associated;     // name of an associated type -> mir_impl: its traits
  mir_pointer_map selections;     // `<T as Trait>` -> mir_selection
  mir_pointer_map library_items;  // mir_rust_item whose bodies have been read
  uint32_t selection_depth;
  const char *limit;          // Set when an instance was refused because of a limit: which.
  const mir_type *alike;      // Set when it was for two types `impl Trait`: what both look like.
  mir_pointer_map generics;   // mir_item -> mir_generics: generic items
  mir_pointer_map rust_names; // last name -> the same, or &ambiguous_function
  mir_pointer_map scopes;     // stem -> mir_rust_item: modules and functions of the program
  mir_pointer_map closures;   // mir_type of a closure -> mir_item: its body
  mir_pointer_map closure_makers; // mir_type of a closure -> mir_item that makes it, if one does
  mir_pointer_map
      closure_arguments;          // mir_type of a closure -> mir_type: a tuple, see load_closures.c
  mir_pointer_map grounded;       // mir_item -> the same without open closures
  mir_pointer_map being_grounded; // mir_item -> something
  uint32_t grounding_depth;
  bool has_open_closures;              // Some type in the text may stand for several.
  mir_pointer_map incomplete_closures; // The same, when it is not known what they capture
  mir_pointer_map plain_functions;     // A closure's body -> mir_item: the same as a function
  mir_pointer_map wrappers;            // mir_path of a model -> mir_item: a function that calls it
  mir_pointer_map drop_functions;      // mir_layout -> mir_function: drop glue
  const mir_path *integer_trait;       // `Int`, in which the prelude has methods of integers.
  mir_pointer_map trait_methods;       // mir_rust_item of a trait -> mir_impl: its functions
  mir_pointer_map vtable_map;          // `<T as Trait>` -> mir_vtable
  mir_vtable **vtables;
  size_t vtable_count;
  size_t vtable_capacity;
  const mir_path *drop_trait;
  mir_segment drop_name;
  const mir_item **instances; // Of generic items; loaded after everything else.
  size_t instance_count;
  size_t instance_capacity;
  mir_pointer_map functions; // mir_item, or mir_rust_item of a foreign one -> mir_function
  mir_pointer_map constants; // mir_item -> mir_constant_item
  mir_pointer_map statics;   // stem -> mir_loaded_allocation
  mir_pointer_map models;    // key -> mir_model
  mir_pointer_map strings;   // bytes -> the machine's copy
  mir_item ambiguous;
  mir_rust_item ambiguous_function;
  mir_loaded_allocation **allocations; // As program->allocations; NULL until needed.
  size_t *unfilled;                    // Indices of allocations whose bytes are not written yet.
  size_t unfilled_count;
  size_t unfilled_capacity;
  mir_constant_item **pending_statics;
  size_t pending_static_count;
  size_t pending_static_capacity;
  mir_error *error;
} mir_loader;

// Where a value is. For places, `index` of form MEMORY is the register with the base pointer.
typedef struct mir_value {
  const mir_layout *layout;
  const mir_layout_variant *variant; // After a downcast.
  mir_form form;
  mir_operand_index index;
  mir_operand_index second; // Second half; of an unsized place its metadata.
  uint64_t offset;
  uint64_t packed;           // Alignment is at most this, inside packed structs; 0: natural.
  bool is_dereferenced;      // Reached through a pointer, and not a local's own memory.
  mir_operand_index pointer; // That pointer, and what it must be aligned to for an access.
  uint64_t pointer_align;
} mir_value;

typedef enum mir_storage {
  MIR_STORAGE_NONE,
  MIR_STORAGE_REGISTERS,
  MIR_STORAGE_MEMORY,
} mir_storage;

typedef struct mir_slot {
  const mir_layout *layout;
  mir_storage storage;
  bool is_address_taken;
  bool has_marker;          // Some StorageLive names it.
  bool is_used_out_of_turn; // See load_liveness.c.
  uint32_t register_index;
} mir_slot;

typedef struct mir_builder {
  mir_loader *loader;
  mir_function *function;
  const mir_body *body;
  mir_slot *slots;
  mir_instruction *code;
  const mir_location **locations;
  size_t code_size;
  size_t code_capacity;
  size_t location_capacity;
  airlock_scalar *constants;
  size_t constant_count;
  size_t constant_capacity;
  uint32_t cleared_registers; // Those of locals that may be used unset; they come first.
  uint32_t local_registers;   // Registers of locals; temporaries follow.
  uint32_t next_register;
  uint32_t max_register;
  uint32_t statement_count;       // Of the function so far, as executed ones are counted.
  size_t block_start;             // The first instruction of the present block,
  uint32_t block_statement_count; // and how many statements begin before it.
  uint32_t constant_depth;        // Of constants that stand for others.
  const mir_location *location;
  mir_span user_span;    // The last one in a file of the program.
  mir_span *block_spans; // The one with which each block was first reached.
  bool is_in_macro;      // The present statement was made by a macro of std.
  mir_position position;
  mir_problem_kind problem;
  const char *problem_text;
  bool is_limit; // What is unsupported is so because of a limit.
} mir_builder;

// load.c
// All that loading does before it lowers the first body: from here on types have layouts.
mir_status mir_loader_prepare(mir_loader *loader, mir_program *program, airlock_machine *machine,
                              mir_error *out_error);
bool mir_builder_unsupported(mir_builder *builder, const char *format, ...) AIRLOCK_PRINTF(2, 3);
bool mir_builder_limit(mir_builder *builder, const char *limit);
bool mir_builder_invalid(mir_builder *builder, const char *format, ...) AIRLOCK_PRINTF(2, 3);
bool mir_builder_no_memory(mir_builder *builder);
bool mir_builder_machine(mir_builder *builder);
const mir_layout *mir_builder_layout(mir_builder *builder, const mir_type *type);
const airlock_type *mir_builder_native(mir_builder *builder, const mir_layout *layout);
mir_function *mir_loader_function(mir_loader *loader, const mir_item *item);
mir_constant_item *mir_loader_constant(mir_loader *loader, const mir_item *item);

// load_body.c
bool mir_load_function(mir_loader *loader, mir_function *function);
bool mir_load_constant_item(mir_loader *loader, const mir_item *item); // `= const ..`
void mir_note_promoted(mir_builder *builder, const mir_body *body);

// load_locals.c: where the locals of a body live.
bool mir_place_locals(mir_builder *builder);
bool mir_list_memory_locals(mir_builder *builder);
bool mir_make_parameters(mir_builder *builder);

// load_check_items.c: whether every declared type has a size.
bool mir_check_declarations(mir_loader *loader);

// load_check.c: whether the types of a body, or of an item with a constant value, fit together.
bool mir_check_body(mir_builder *builder);
bool mir_check_constant_item(mir_builder *builder, const mir_item *item);

// load_liveness.c: finds the locals whose every use must be checked for storage and a value.
bool mir_note_liveness(mir_builder *builder);

// load_emit.c: appending code.
mir_instruction *mir_emit(mir_builder *builder, mir_opcode opcode);
void mir_emit_whole(mir_builder *builder, const mir_instruction *instruction);
void mir_link(mir_builder *builder);
mir_operand_index mir_temporary(mir_builder *builder, uint32_t count);
bool mir_pool_constant(mir_builder *builder, mir_operand_index *out_index, airlock_scalar scalar);
bool mir_emit_load(mir_builder *builder, mir_value *io_value, const mir_value *target);
bool mir_emit_assign(mir_builder *builder, const mir_value *place, const mir_value *value);
bool mir_emit_address(mir_builder *builder, mir_operand_index *out_index, const mir_value *place,
                      bool is_checked);
bool mir_require_fit(mir_builder *builder, const mir_layout *place, const mir_layout *value);
mir_value mir_register_value(const mir_layout *layout, mir_operand_index index);
mir_value mir_zero_value(const mir_layout *layout);
mir_value mir_target_for(mir_builder *builder, const mir_value *place);

// load_places.c
bool mir_lower_place(mir_builder *builder, mir_value *out_value, const mir_place *place);
bool mir_lower_field(mir_builder *builder, mir_value *io_value, size_t index);

// load_operands.c
bool mir_lower_operand(mir_builder *builder, mir_value *out_value, const mir_operand *operand,
                       const mir_layout *expected);
bool mir_lower_scalar(mir_builder *builder, mir_value *out_value, const mir_operand *operand,
                      const mir_layout *expected);

// load_constants.c
bool mir_lower_constant(mir_builder *builder, mir_value *out_value, const mir_constant *constant,
                        const mir_layout *expected);

// load_format.c: whether a model formats values and by which trait of std::fmt; and what formatting
// values of a type needs to know of types that only come up while the program runs.
bool mir_formats(const mir_model *model, mir_format_trait *out_trait);
bool mir_note_formatted(mir_builder *builder, const mir_layout *layout, mir_format_trait trait);

// load_allocations.c
bool mir_loader_allocation(mir_builder *builder, airlock_ptr *out_pointer, uint64_t id);
// The allocation of the text that holds a static, if there is one.
bool mir_find_static_allocation(mir_loader *loader, uint64_t *out_id, const mir_path *path);
bool mir_loader_bytes(mir_builder *builder, airlock_ptr *out_pointer, const mir_bytes *bytes);
bool mir_fill_allocations(mir_loader *loader);

// load_rvalues.c, load_casts.c, load_aggregates.c
bool mir_lower_assign(mir_builder *builder, const mir_place *place, const mir_rvalue *rvalue);
bool mir_lower_cast(mir_builder *builder, const mir_value *place, const mir_rvalue *rvalue);
bool mir_lower_transmute(mir_builder *builder, const mir_value *place, const mir_value *value);
bool mir_lower_aggregate(mir_builder *builder, const mir_value *place, const mir_rvalue *rvalue);
bool mir_lower_set_variant(mir_builder *builder, const mir_value *place, uint32_t variant);
bool mir_lower_discriminant(mir_builder *builder, const mir_value *target, const mir_value *value);

// load_calls.c, load_terminators.c
bool mir_lower_call(mir_builder *builder, const mir_terminator *terminator);
bool mir_lower_terminator(mir_builder *builder, const mir_block *block, uint32_t block_index);
bool mir_lower_result(mir_builder *builder, mir_call *call, mir_value *out_target,
                      const mir_value *place, const mir_layout *result);
bool mir_lower_argument(mir_builder *builder, mir_argument *out_argument, mir_value *value,
                        const mir_layout *expected);

// load_drop.c: whether dropping a value of this type runs code, and running it.
bool mir_needs_drop(mir_loader *loader, const mir_layout *layout);
bool mir_emit_drop(mir_builder *builder, mir_operand_index pointer, const mir_layout *layout);
mir_function *mir_drop_function(mir_builder *builder, const mir_layout *layout);
bool mir_emit_drop_unsized(mir_builder *builder, mir_operand_index pointer,
                           mir_operand_index metadata, const mir_layout *layout);
bool mir_lower_drop(mir_builder *builder, const mir_place *place);

// load_dyn.c: vtables, casts to `dyn` and calls through it.
bool mir_lower_unsize_to_dyn(mir_builder *builder, const mir_value *place, const mir_value *value,
                             const mir_layout *source, const mir_layout *target);
bool mir_find_virtual(mir_loader *loader, mir_virtual *out_method, const mir_path *path);
bool mir_lower_virtual(mir_builder *builder, mir_call *call, mir_value *out_target,
                       const mir_value *place, const mir_operand_list *operands,
                       const mir_virtual *method);

// load_callables.c: closures, and what else is called through the traits Fn, FnMut and FnOnce.
bool mir_index_closures(mir_loader *loader);
// Notes what the closures capture that a body makes.
bool mir_note_captures(mir_loader *loader, const mir_body *body);
// The closure that an item is the body of, or NULL.
const mir_type *mir_closure_of_body(const mir_item *item);
// The type of a place, from the text alone; NULL when it does not tell.
const mir_type *mir_place_type(const mir_body *body, const mir_place *place);
bool mir_is_callable(const mir_path *path);
bool mir_takes_by_value(const mir_path *path);
bool mir_drops_argument(const mir_path *path);
bool mir_lower_callable(mir_builder *builder, mir_call *call, mir_value *out_target,
                        const mir_value *place, const mir_operand_list *operands);
// A function that calls the model `path`, whose signature is `type`. NULL when memory is out.
const mir_item *mir_wrap_function(mir_loader *loader, const mir_path *path,
                                  const mir_function_type *type);

const mir_item *mir_closure_body(mir_loader *loader, const mir_type *closure);
bool mir_closure_function(mir_builder *builder, airlock_scalar *out_scalar,
                          const mir_layout *closure);

// load_captures.c: gives the closures that a body makes the operands that the text leaves out.
bool mir_complete_captures(mir_loader *loader, const mir_body *maker);
// The type, and the index, of what was captured when a variable of a closure's body lies there;
// NULL when it lies elsewhere.
const mir_type *mir_captured_type(const mir_debug_variable *variable, uint32_t *out_index);

// load_opaque.c: an item with the types that `impl Trait` stands for in its body. NULL when memory
// is out.
const mir_item *mir_reveal_opaque(mir_loader *loader, const mir_item *item);

// load_closures.c: an item whose closures of generic functions are known by their instances. NULL
// when memory is out; of no item.
const mir_item *mir_ground(mir_loader *loader, const mir_item *item);
// Notes by a use of it, `<callable as FnOnce<(A, B)>>`, what a closure is called with. False when
// memory is out.
bool mir_note_arguments(mir_loader *loader, const mir_type *callable, const mir_path *trait);

// load_paths.c: what a path names.
typedef enum mir_callee_kind {
  MIR_CALLEE_UNKNOWN,
  MIR_CALLEE_FUNCTION,
  MIR_CALLEE_FOREIGN,
  MIR_CALLEE_MODEL,
} mir_callee_kind;

typedef struct mir_callee {
  mir_callee_kind kind;
  const mir_item *item;
  const mir_rust_item *foreign; // NULL when only the call's annotation tells.
  const mir_model *model;
} mir_callee;

bool mir_loader_index_paths(mir_loader *loader);
mir_type_list mir_join_types(mir_arena *arena, const mir_type *const *first, size_t first_count,
                             mir_type_list second);
const mir_item *mir_find_method(mir_loader *loader, const mir_type *self_type,
                                const mir_path *trait_path, const mir_segment *segment);
const mir_item *mir_find_item(mir_loader *loader, const mir_path *path);

// mir_extern_static_name returns the name that an `extern` static links to.
const char *mir_extern_static_name(mir_loader *loader, const mir_path *path);
bool mir_path_ends_with(const mir_path *path, const mir_path *end); // Both of names alone.
bool mir_add_instance(mir_loader *loader, const mir_item *item);
bool mir_find_callee(mir_loader *loader, mir_callee *out_callee, const mir_path *path,
                     const mir_function_type *type);

// load_functions.c: signatures, foreign functions, functions as values.
//
// What arguments are passed for: NULL for any, otherwise as many as there are parameters, or more
// of any type when they are variadic.
typedef struct mir_expectation {
  const mir_layout *const *parameters;
  size_t parameter_count;
  bool is_variadic;
} mir_expectation;

bool mir_parameter_layouts(mir_builder *builder, const mir_layout ***out_layouts,
                           const mir_type_list *types);
// The signature as the machine has it. The types of arguments beyond the expected ones are their
// own.
bool mir_make_signature(mir_builder *builder, const airlock_signature **out_signature,
                        const mir_expectation *expectation, const mir_argument *arguments,
                        size_t argument_count, const mir_layout *result);
// What a foreign function is called with: as `stated`, else as it is declared.
const mir_function_type *mir_foreign_type(const mir_callee *callee,
                                          const mir_function_type *stated);
// A foreign function by its declaration; its signature is made once the arguments are known.
bool mir_make_foreign(mir_builder *builder, mir_foreign **out_foreign, const mir_path *path,
                      const mir_callee *callee, const mir_function_type *type,
                      mir_expectation *out_expectation, const mir_layout **out_result);
// `type` is the signature, where it is known: without it no model is a value.
bool mir_function_value(mir_builder *builder, airlock_scalar *out_scalar, const mir_path *path,
                        const mir_function_type *type);
bool mir_function_value_of_item(mir_builder *builder, airlock_scalar *out_scalar,
                                const mir_item *item);

// load_generics.c: items with parameters, and what they become with arguments.
typedef struct mir_match {
  const mir_generic_parameter *parameters; // Names that a pattern may contain.
  const mir_type **types;                  // What they stand for; NULL while not known.
  size_t count;
} mir_match;

bool mir_note_generics(mir_loader *loader, const mir_item *item);
bool mir_is_generic(const mir_loader *loader, const mir_item *item);
// How many segments of the path name the function, const or static around a closure or promoted.
size_t mir_owner_segments(const mir_path *path);
bool mir_note_generics_of(mir_loader *loader, const mir_item *item, const mir_rust_item *parent,
                          const mir_rust_item *function);
const mir_type *mir_resolve_capture(mir_resolver *resolver, const mir_type *closure,
                                    const mir_substitution *substitution);
const mir_rust_item *mir_find_rust_function(mir_loader *loader, const mir_path *path,
                                            const mir_rust_item *impl);

// The instance of an item for these arguments, of which `shown` become part of its name; the item
// itself when it has no parameters. NULL when they do not fit, a limit is reached, or memory is
// out.
const mir_item *mir_find_instance(mir_loader *loader, const mir_item *item, mir_type_list arguments,
                                  mir_type_list shown);

// Whether the type has the pattern's form; what parameters stand for is noted in the match.
bool mir_match_type(mir_types *types, mir_match *match, const mir_type *pattern,
                    const mir_type *actual);

// load_heads.c: what may serve a type. A copy of the entry is added; next ends with NULL.
bool mir_heads_add(mir_loader *loader, mir_pointer_map *map, const char *name,
                   const mir_headed *entry);
mir_heads_search mir_heads_find(const mir_pointer_map *map, const char *name, const mir_type *type);
mir_headed *mir_heads_next(mir_heads_search *search);

// load_traits.c: which impl serves a type, and what it says.
bool mir_index_trait_item(mir_loader *loader, const mir_rust_item *item);
const mir_rust_item *mir_find_impl(const mir_loader *loader, const mir_span *span);
const mir_rust_item *mir_find_trait(mir_loader *loader, const mir_path *path,
                                    const mir_path *scope);
bool mir_trait_arguments(mir_loader *loader, mir_type_list *out_arguments,
                         const mir_rust_item *trait, const mir_path *path,
                         const mir_type *self_type);
const mir_type *mir_resolve_projection(mir_resolver *resolver, const mir_type *type);

// The type behind references and boxes, which call what they point to.
const mir_type *mir_callable_behind(const mir_type *type);

// load_select.c: the impl of a trait for a type; NULL when memory is out, or the question leads too
// deep.
const mir_selection *mir_select_impl(mir_loader *loader, const mir_type *self_type,
                                     const mir_path *trait_path);

// The function or const of an impl, or the trait's own, and the arguments that make its instance
// but for those of its own parameters; NULL when there is none.
const mir_item *mir_find_trait_member(mir_loader *loader, const mir_type *self_type,
                                      const mir_path *trait_path, const char *name,
                                      mir_type_list *out_arguments);

// What `<T as Trait>::Name` is; without a trait, of whichever trait has it. NULL when that is not
// known.
const mir_type *mir_project(mir_loader *loader, const mir_type *self_type,
                            const mir_path *trait_path, const char *name);

#endif
