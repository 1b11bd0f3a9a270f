// SPDX-License-Identifier: MIT
//
// `dyn Trait`: vtables, and what goes through them.
//
// A wide pointer to a `dyn Trait` has the address of a vtable as its second half. A vtable belongs
// to one concrete type and the principal trait of the `dyn` (its first bound), and is made when a
// cast first asks for it: size and alignment (the type's layout), drop glue, the functions of the
// trait and its supertraits, and the vtables of the supertraits. In the machine it is an allocation
// without bytes, whose identity is all that a program can use.
//
//   slots of `trait C: A + B`   functions of C, of A, of B; each in order of declaration
//
// The function traits of std have no declaration here. Their slots are call_once_at, call_mut and
// call of the library's `builtin::Call`, which every callable implements: its functions take the
// arguments as the tuple that such a call passes.
#include <string.h>

#include "intern.h"
#include "load_internal.h"
#include "print.h"

#define SUPERTRAIT_LIMIT 64

// The traits whose functions a vtable holds, the principal one first.
typedef struct mir_dyn_traits {
  const mir_path *paths[SUPERTRAIT_LIMIT];
  const mir_rust_item *items[SUPERTRAIT_LIMIT];
  size_t count;
} mir_dyn_traits;

// FnOnce 1, FnMut 2, Fn 3; others 0.
static size_t callable_rank(const mir_path *path) {
  const char *name = mir_path_last_name(path);
  bool is_of_std = path->segment_count > 1 || path->segments[0].kind != MIR_SEGMENT_NAME;
  return name == NULL || !is_of_std    ? 0
         : strcmp(name, "FnOnce") == 0 ? 1
         : strcmp(name, "FnMut") == 0  ? 2
         : strcmp(name, "Fn") == 0     ? 3
                                       : 0;
}

static bool add_trait(mir_loader *loader, mir_dyn_traits *traits, const mir_path *path,
                      const mir_path *scope) {
  const mir_rust_item *item = mir_find_trait(loader, path, scope);
  if (item == NULL) {
    return true; // Of std, without functions that the loader could name.
  }
  for (size_t i = 0; i < traits->count; i++) {
    if (traits->items[i] == item &&
        mir_path_arguments(traits->paths[i]).items == mir_path_arguments(path).items) {
      return true;
    }
  }
  mir_type_list arguments;
  mir_substitution substitution;
  if (traits->count == SUPERTRAIT_LIMIT ||
      !mir_trait_arguments(loader, &arguments, item, path, NULL) ||
      !mir_substitution_make(loader->arena, &substitution, &loader->resolver, item->parameters,
                             item->parameter_count, arguments)) {
    return false;
  }
  traits->paths[traits->count] = path;
  traits->items[traits->count] = item;
  traits->count++;
  for (size_t i = 0; i < item->clause_count; i++) {
    const mir_where_clause *clause = &item->clauses[i];
    bool is_of_self =
        clause->type->kind == MIR_TYPE_PATH && strcmp(clause->type->path->stem, "Self") == 0;
    for (size_t j = 0; is_of_self && j < clause->bounds.count; j++) {
      const mir_path *bound =
          mir_substitute_path(loader->arena, clause->bounds.items[j], &substitution);
      if (bound == NULL || !add_trait(loader, traits, bound, item->path)) {
        return false;
      }
    }
  }
  return true;
}

// The principal trait of a `dyn`; NULL when it has none (`dyn Send`).
static const mir_path *principal_of(const mir_type *dyn) {
  return dyn->kind == MIR_TYPE_DYN && dyn->bounds.count != 0 ? dyn->bounds.items[0] : NULL;
}

//===------------------------------------------------------------------------------------------===//
// Vtables
//===------------------------------------------------------------------------------------------===//

static const mir_function *method_function(mir_loader *loader, const mir_type *type,
                                           const mir_path *trait, const char *name) {
  mir_segment segment = {.kind = MIR_SEGMENT_NAME, .name = name};
  const mir_item *item = mir_find_method(loader, type, trait, &segment);
  return item == NULL || item->kind != MIR_ITEM_FUNCTION || item->body == NULL
             ? NULL
             : mir_loader_function(loader, item);
}

static bool fill_methods(mir_loader *loader, mir_vtable *vtable, const mir_type *type,
                         const mir_dyn_traits *traits) {
  size_t count = 0;
  for (size_t i = 0; i < traits->count; i++) {
    for (const mir_impl *method = mir_pointer_map_get(&loader->trait_methods, traits->items[i]);
         method != NULL; method = method->next) {
      count++;
    }
  }
  const mir_function **methods = mir_arena_alloc(loader->arena, count, sizeof *methods);
  if (methods == NULL) {
    return false;
  }
  vtable->methods = methods;
  for (size_t i = 0; i < traits->count; i++) {
    for (const mir_impl *method = mir_pointer_map_get(&loader->trait_methods, traits->items[i]);
         method != NULL; method = method->next) {
      if (method->item->parameter_count == 0) {
        methods[vtable->method_count] =
            method_function(loader, type, traits->paths[i], mir_path_last_name(method->item->path));
      }
      vtable->method_count++;
    }
  }
  return !mir_arena_is_exhausted(loader->arena);
}

static const mir_path *call_trait(mir_loader *loader, const mir_path *principal) {
  mir_segment segments[2] = {
      {.kind = MIR_SEGMENT_NAME, .name = mir_arena_intern(loader->arena, "builtin", 7)},
      {.kind = MIR_SEGMENT_NAME, .name = mir_arena_intern(loader->arena, "Call", 4)}};
  segments[1].arguments = mir_path_arguments(principal);
  return segments[0].name == NULL || segments[1].name == NULL
             ? NULL
             : mir_intern_path(loader->arena, segments, 2);
}

static const char *callable_slot_name(mir_loader *loader, size_t slot) {
  static const char *const names[] = {"call_once_at", "call_mut", "call"};
  return mir_arena_intern(loader->arena, names[slot], strlen(names[slot]));
}

static bool fill_callable(mir_loader *loader, mir_vtable *vtable, const mir_type *type,
                          const mir_path *principal) {
  size_t count = callable_rank(principal);
  const mir_path *trait = call_trait(loader, principal);
  const mir_function **methods = mir_arena_alloc(loader->arena, count, sizeof *methods);
  if (trait == NULL || methods == NULL) {
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    const char *name = callable_slot_name(loader, i);
    methods[i] = name == NULL ? NULL : method_function(loader, type, trait, name);
  }
  vtable->methods = methods;
  vtable->method_count = count;
  return !mir_arena_is_exhausted(loader->arena);
}

static bool add_vtable(mir_loader *loader, mir_vtable *vtable) {
  mir_vtable **vtables = mir_arena_grow(loader->arena, loader->vtables, loader->vtable_count,
                                        &loader->vtable_capacity, sizeof *vtables);
  if (vtables == NULL) {
    return false;
  }
  loader->vtables = vtables;
  vtables[loader->vtable_count] = vtable;
  loader->vtable_count++;
  return true;
}

static mir_vtable *vtable_of(mir_builder *builder, const mir_type *type, const mir_path *principal);

static bool fill_vtable(mir_builder *builder, mir_vtable *vtable, const mir_type *type,
                        const mir_path *principal) {
  mir_loader *loader = builder->loader;
  mir_dyn_traits traits = {.count = 0};
  vtable->drop = NULL;
  if (mir_needs_drop(loader, vtable->layout)) {
    vtable->drop = mir_drop_function(builder, vtable->layout);
    if (vtable->drop == NULL) {
      return false;
    }
  }
  if (principal == NULL) {
    return true;
  }
  if (callable_rank(principal) != 0) {
    return fill_callable(loader, vtable, type, principal) || mir_builder_no_memory(builder);
  }
  if (!add_trait(loader, &traits, principal, NULL)) {
    return mir_builder_unsupported(builder, "`dyn %s` with so many traits", principal->stem);
  }
  if (!fill_methods(loader, vtable, type, &traits)) {
    return mir_builder_no_memory(builder);
  }
  const mir_vtable **supers = mir_arena_alloc(loader->arena, traits.count, sizeof *supers);
  for (size_t i = 1; supers != NULL && i < traits.count; i++) {
    supers[i] = vtable_of(builder, type, traits.paths[i]);
    if (supers[i] == NULL) {
      return false;
    }
  }
  vtable->supers = supers;
  vtable->super_count = traits.count;
  return supers != NULL || mir_builder_no_memory(builder);
}

static mir_vtable *vtable_of(mir_builder *builder, const mir_type *type,
                             const mir_path *principal) {
  mir_loader *loader = builder->loader;
  mir_segment segment = {.kind = MIR_SEGMENT_QUALIFIED};
  segment.self_type = type;
  segment.trait_path = principal;
  const mir_path *key = mir_intern_path(loader->arena, &segment, 1);
  mir_vtable *vtable = key == NULL ? NULL : mir_pointer_map_get(&loader->vtable_map, key);
  if (vtable != NULL) {
    return vtable;
  }
  vtable = mir_arena_alloc(loader->arena, 1, sizeof *vtable);
  const mir_layout *layout = mir_builder_layout(builder, type);
  if (key == NULL || vtable == NULL || layout == NULL ||
      !mir_pointer_map_set(&loader->vtable_map, loader->arena, key, vtable) ||
      !add_vtable(loader, vtable)) {
    mir_builder_no_memory(builder);
    return NULL;
  }
  vtable->layout = layout;
  vtable->trait = principal;
  if (layout->class == MIR_CLASS_UNKNOWN || layout->class == MIR_CLASS_UNSIZED) {
    mir_builder_unsupported(builder, "`%s` behind a `dyn`", layout->name);
    return NULL;
  }
  if (airlock_allocate(loader->machine, &vtable->pointer, 0, 8, AIRLOCK_VTABLE) != AIRLOCK_OK) {
    mir_builder_machine(builder);
    return NULL;
  }
  return fill_vtable(builder, vtable, type, principal) ? vtable : NULL;
}

//===------------------------------------------------------------------------------------------===//
// Casts
//===------------------------------------------------------------------------------------------===//

// From one `dyn` to another: the same vtable, or that of a supertrait.
static bool lower_upcast(mir_builder *builder, const mir_value *place, const mir_value *value,
                         const mir_path *from, const mir_path *to) {
  mir_loader *loader = builder->loader;
  mir_value wide = mir_register_value(place->layout, value->index);
  wide.second = value->second;
  mir_dyn_traits traits = {.count = 0};
  if (from == to || to == NULL) {
    return mir_emit_assign(builder, place, &wide);
  }
  size_t index = 0;
  if (from == NULL || !add_trait(loader, &traits, from, NULL)) {
    return mir_builder_unsupported(builder, "casting `%s` to `%s`", value->layout->name,
                                   place->layout->name);
  }
  const mir_rust_item *item = mir_find_trait(loader, to, NULL);
  while (index < traits.count && traits.items[index] != item) {
    index++;
  }
  mir_virtual *method = mir_arena_alloc(loader->arena, 1, sizeof *method);
  mir_call *call = mir_arena_alloc(loader->arena, 1, sizeof *call);
  if (method == NULL || call == NULL) {
    return mir_builder_no_memory(builder);
  }
  if (index == traits.count) {
    return mir_builder_unsupported(builder, "casting `%s` to `%s`", value->layout->name,
                                   place->layout->name);
  }
  *method = (mir_virtual){from, index};
  call->method = method;
  mir_instruction *upcast = mir_emit(builder, MIR_OP_UPCAST);
  upcast->call = call;
  upcast->left = value->second;
  upcast->target = mir_temporary(builder, 1);
  wide.second = upcast->target;
  return mir_emit_assign(builder, place, &wide);
}

bool mir_lower_unsize_to_dyn(mir_builder *builder, const mir_value *place, const mir_value *value,
                             const mir_layout *source, const mir_layout *target) {
  const mir_path *principal = principal_of(target->type);
  if (source->shape == MIR_SHAPE_DYN && value->layout->class == MIR_CLASS_PAIR) {
    return lower_upcast(builder, place, value, principal_of(source->type), principal);
  }
  if (value->layout->class != MIR_CLASS_SCALAR) {
    return mir_builder_unsupported(builder, "casting `%s` to `%s`", value->layout->name,
                                   place->layout->name);
  }
  const mir_vtable *vtable = vtable_of(builder, source->type, principal);
  mir_value wide = mir_register_value(place->layout, value->index);
  return vtable != NULL &&
         mir_pool_constant(builder, &wide.second, airlock_pointer(vtable->pointer)) &&
         mir_emit_assign(builder, place, &wide);
}

//===------------------------------------------------------------------------------------------===//
// Calls
//===------------------------------------------------------------------------------------------===//

static bool find_slot(mir_loader *loader, mir_virtual *out_method, const mir_path *principal,
                      const mir_path *trait_path, const char *name) {
  mir_dyn_traits traits = {.count = 0};
  size_t rank = callable_rank(principal);
  *out_method = (mir_virtual){principal, 0};
  for (size_t i = 0; i < rank; i++) {
    const char *slot_name = callable_slot_name(loader, i);
    if (slot_name == name) {
      out_method->slot = i;
      return true;
    }
  }
  const mir_rust_item *item = mir_find_trait(loader, trait_path, NULL);
  if (rank != 0 || item == NULL || !add_trait(loader, &traits, principal, NULL)) {
    return false;
  }
  for (size_t i = 0; i < traits.count; i++) {
    for (const mir_impl *method = mir_pointer_map_get(&loader->trait_methods, traits.items[i]);
         method != NULL; method = method->next) {
      if (traits.items[i] == item && mir_path_last_name(method->item->path) == name) {
        return true;
      }
      out_method->slot++;
    }
  }
  return false;
}

bool mir_find_virtual(mir_loader *loader, mir_virtual *out_method, const mir_path *path) {
  size_t count = path->segment_count;
  const mir_segment *segment = count < 2 ? NULL : &path->segments[count - 2];
  if (segment == NULL || segment->kind != MIR_SEGMENT_QUALIFIED || segment->trait_path == NULL ||
      path->segments[count - 1].kind != MIR_SEGMENT_NAME) {
    return false;
  }
  const mir_path *principal = principal_of(segment->self_type);
  if (principal == NULL) {
    return false;
  }
  const mir_selection *selection = mir_select_impl(loader, segment->self_type, segment->trait_path);
  bool has_impl = selection != NULL && selection->impl != NULL &&
                  strncmp(segment->trait_path->stem, "builtin::", 9) != 0;
  return !has_impl && find_slot(loader, out_method, principal, segment->trait_path,
                                path->segments[count - 1].name);
}

// The receiver is a wide pointer: its first half is passed, its second half says to which function.
bool mir_lower_virtual(mir_builder *builder, mir_call *call, mir_value *out_target,
                       const mir_value *place, const mir_operand_list *operands,
                       const mir_virtual *method) {
  mir_loader *loader = builder->loader;
  mir_argument *arguments = mir_arena_alloc(loader->arena, operands->count, sizeof *arguments);
  mir_virtual *kept = mir_arena_copy(loader->arena, method, 1, sizeof *kept);
  mir_operand_index vtable = 0;
  if (arguments == NULL || kept == NULL) {
    return mir_builder_no_memory(builder);
  }
  for (size_t i = 0; i < operands->count; i++) {
    mir_value value;
    if (!mir_lower_operand(builder, &value, &operands->items[i], NULL) ||
        !mir_lower_argument(builder, &arguments[i], &value, NULL)) {
      return false;
    }
  }
  if (operands->count == 0 || arguments[0].form != MIR_FORM_PAIR) {
    return mir_builder_unsupported(builder, "a call through a `dyn` with this receiver");
  }
  vtable = arguments[0].second;
  arguments[0] = (mir_argument){
      .form = MIR_FORM_SCALAR, .index = arguments[0].index, .layout = loader->types.thin_pointer};
  call->arguments = arguments;
  call->argument_count = operands->count;
  call->method = kept;
  if (!mir_lower_result(builder, call, out_target, place, NULL)) {
    return false;
  }
  mir_instruction *instruction = mir_emit(builder, MIR_OP_CALL_VIRTUAL);
  instruction->call = call;
  instruction->left = vtable;
  return true;
}
