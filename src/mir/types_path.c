// SPDX-License-Identifier: MIT
//
// Types that are named by a path: structs, unions, aliases and enums that were declared, in the
// program's Rust items or in the prelude of std types.
//
// A path is looked up as rustc prints it in full. Trimmed paths, and the short names that field
// types have in source code, are found by their last name where that is unique; a name that is not
// unique is refused, never guessed.
#include <string.h>

#include "intern.h"
#include "prelude.h"
#include "types_internal.h"

const char *mir_path_last_name(const mir_path *path) {
  for (size_t i = path->segment_count; i > 0; i--) {
    if (path->segments[i - 1].kind == MIR_SEGMENT_NAME) {
      return path->segments[i - 1].name;
    }
  }
  return NULL;
}

mir_type_list mir_path_arguments(const mir_path *path) {
  for (size_t i = path->segment_count; i > 0; i--) {
    if (path->segments[i - 1].arguments.count != 0) {
      return path->segments[i - 1].arguments;
    }
  }
  return (mir_type_list){NULL, 0};
}

bool mir_is_type_item(const mir_rust_item *item) {
  return item->kind == MIR_RUST_STRUCT || item->kind == MIR_RUST_UNION ||
         item->kind == MIR_RUST_ENUM || (item->kind == MIR_RUST_ALIAS && item->parent == NULL);
}

static bool is_std_item(const mir_rust_item *item) {
  return mir_is_prelude_file(item->position.file);
}

// A program's own name hides one of std; two of the same origin are ambiguous.
static bool add_last_name(mir_types *types, const mir_rust_item *item) {
  const char *name = mir_path_last_name(item->path);
  if (name == NULL) {
    return true;
  }
  const mir_rust_item *known = mir_pointer_map_get(&types->last_names, name);
  if (known != NULL && is_std_item(item) && known != &types->ambiguous && !is_std_item(known)) {
    return true;
  }
  // `Result` is none of the aliases that modules of std have for it.
  bool are_std = known != NULL && is_std_item(item) && is_std_item(known);
  if (are_std && item->kind == MIR_RUST_ALIAS) {
    return true;
  }
  if (are_std && known->kind == MIR_RUST_ALIAS) {
    known = NULL;
  }
  const mir_rust_item *entry = known == NULL || known == item ? item : &types->ambiguous;
  return mir_pointer_map_set(&types->last_names, types->arena, name, (void *)(uintptr_t)entry);
}

// Derived impls stand behind the type that they are for.
static bool note_derived(mir_types *types, const mir_rust_item *type, const mir_rust_item *item) {
  const char *trait = item->is_derived ? mir_path_last_name(item->trait_path) : NULL;
  return type == NULL || trait == NULL || strcmp(trait, "Debug") != 0 ||
         mir_pointer_map_set(&types->debuggable, types->arena, type, (void *)(uintptr_t)item);
}

// Constants that layouts depend on, and functions that these call.
static bool index_values(mir_types *types) {
  const mir_program *program = types->program;
  for (size_t i = 0; i < program->item_count; i++) {
    const mir_item *item = program->items[i];
    if (item->kind != MIR_ITEM_STATIC && item->kind != MIR_ITEM_PROMOTED &&
        mir_pointer_map_get(&types->values, item->path->stem) == NULL &&
        !mir_pointer_map_set(&types->values, types->arena, item->path->stem,
                             (void *)(uintptr_t)item)) {
      return false;
    }
  }
  return true;
}

bool mir_types_init(mir_types *types, const mir_program *program, mir_resolver *resolver,
                    airlock_machine *machine) {
  *types = (mir_types){
      .program = program, .arena = program->arena, .machine = machine, .resolver = resolver};
  const mir_rust_item *last = NULL;
  if (!index_values(types)) {
    return false;
  }
  for (size_t i = 0; i < program->rust_item_count; i++) {
    const mir_rust_item *item = program->rust_items[i];
    if (!note_derived(types, last, item)) {
      return false;
    }
    if (!mir_is_type_item(item)) {
      continue;
    }
    last = item;
    const char *stem = item->path->stem;
    if (mir_pointer_map_get(&types->items, stem) == NULL &&
        !(mir_pointer_map_set(&types->items, types->arena, stem, (void *)(uintptr_t)item) &&
          add_last_name(types, item))) {
      return false;
    }
  }
  const mir_type *unit = mir_intern_unit(types->arena);
  types->null_reference_name = mir_arena_intern(types->arena, "reference", 9);
  types->usize = mir_layout_of_primitive(types, MIR_PRIMITIVE_USIZE);
  if (unit == NULL || types->usize == NULL || types->null_reference_name == NULL) {
    return false;
  }
  types->unit = mir_layout_of(types, unit);
  mir_type pointer = {.kind = MIR_TYPE_RAW_POINTER};
  pointer.pointer.pointee = unit;
  const mir_type *thin_pointer = mir_intern_type(types->arena, &pointer);
  types->thin_pointer = thin_pointer == NULL ? NULL : mir_layout_of(types, thin_pointer);
  return types->unit != NULL && types->thin_pointer != NULL;
}

static bool has_name(const mir_path *path, size_t index, const char *name) {
  return index < path->segment_count && path->segments[index].kind == MIR_SEGMENT_NAME &&
         strcmp(path->segments[index].name, name) == 0;
}

// The module in which the prelude declares what sources name in full: that of the path itself
// (`core::mem::X` is `std::mem::X`), or for what std exports again, the one that rustc prints.
static const char *declaring_module(const mir_path *path) {
  static const struct {
    const char *module;
    const char *name; // NULL: all types of the module.
    const char *declaring;
  } exports[] = {
      {"os", NULL, "ffi"},
      {"ops", "Bound", "collections"},
  };
  for (size_t i = 0; i < sizeof exports / sizeof exports[0]; i++) {
    if (has_name(path, 1, exports[i].module) &&
        (exports[i].name == NULL || has_name(path, 2, exports[i].name))) {
      return exports[i].declaring;
    }
  }
  return path->segments[1].name;
}

static bool begins_with_crate_of_std(const mir_path *path) {
  return path->segment_count > 1 &&
         (has_name(path, 0, "std") || has_name(path, 0, "core") || has_name(path, 0, "alloc"));
}

// `std::limited` is our own spelling of private types of std, see std/lib.rs.
static bool is_in_full(const mir_path *path) {
  return path->segment_count > 2 && path->segments[1].kind == MIR_SEGMENT_NAME &&
         begins_with_crate_of_std(path) && !has_name(path, 1, "limited");
}

bool mir_may_be_short_for(const mir_path *path, const mir_rust_item *item) {
  if (!is_in_full(path)) {
    return true;
  }
  return is_std_item(item) && has_name(item->path, 1, declaring_module(path));
}

// The prelude's declaration of what a path names in full, by whichever name of std's crates.
static const mir_rust_item *find_in_std(mir_types *types, const mir_path *path) {
  mir_segment segments[8];
  if (path->segment_count > sizeof segments / sizeof *segments) {
    return NULL;
  }
  memcpy(segments, path->segments, path->segment_count * sizeof *segments);
  segments[0].name = mir_arena_intern(types->arena, "std", 3);
  segments[1].name = declaring_module(path);
  segments[1].name = mir_arena_intern(types->arena, segments[1].name, strlen(segments[1].name));
  const mir_path *full = segments[0].name == NULL || segments[1].name == NULL
                             ? NULL
                             : mir_intern_path(types->arena, segments, path->segment_count);
  return full == NULL ? NULL : mir_pointer_map_get(&types->items, full->stem);
}

const mir_rust_item *mir_find_type_item(mir_types *types, const mir_path *path) {
  const mir_rust_item *item = mir_pointer_map_get(&types->items, path->stem);
  if (item != NULL) {
    return item;
  }
  // `<T as Trait>::Item` names no declaration, whatever else is called `Item`.
  bool is_projection = path->segment_count == 2 && path->segments[0].kind == MIR_SEGMENT_QUALIFIED;
  const char *name = is_projection ? NULL : mir_path_last_name(path);
  item = name == NULL ? NULL : mir_pointer_map_get(&types->last_names, name);
  if (item == &types->ambiguous) {
    return is_in_full(path) ? find_in_std(types, path) : mir_find_local_type(types, path);
  }
  bool is_it = item == NULL || mir_may_be_short_for(path, item);
  return is_it ? item : NULL;
}

bool mir_layout_fields(mir_types *types, mir_layout_field **out_fields, const char **out_problem,
                       const mir_variant *variant, const mir_substitution *substitution,
                       mir_last_field last) {
  mir_layout_field *fields = mir_arena_alloc(types->arena, variant->field_count, sizeof *fields);
  if (fields == NULL) {
    return false;
  }
  // After the first problem nothing is laid out any more: two types that grow without end would
  // otherwise be tried in all combinations.
  for (size_t i = 0; i < variant->field_count && *out_problem == NULL; i++) {
    const mir_type *type = mir_substitute_type(types->arena, variant->fields[i].type, substitution);
    const mir_layout *layout = type == NULL ? NULL : mir_layout_of(types, type);
    if (layout == NULL) {
      return false;
    }
    if (layout->class == MIR_CLASS_UNKNOWN) {
      *out_problem = layout->problem;
    } else if (layout->class == MIR_CLASS_UNSIZED &&
               (last == MIR_LAST_SIZED || i + 1 < variant->field_count)) {
      *out_problem = "an unsized field is the last one of a struct, or there is none";
    }
    fields[i] = (mir_layout_field){variant->fields[i].name, 0, layout};
  }
  *out_fields = fields;
  return true;
}

// The one list of fields that a struct or a union has, not placed yet. A field that cannot be laid
// out makes the whole type unknown. False when memory is out.
static bool layout_members(mir_types *types, mir_layout *layout, const mir_rust_item *item,
                           const mir_substitution *substitution) {
  mir_layout_variant *variant = mir_arena_alloc(types->arena, 1, sizeof *variant);
  const mir_variant *declared = &item->variants[0];
  const char *problem = NULL;
  mir_last_field last = item->kind == MIR_RUST_STRUCT ? MIR_LAST_ANY : MIR_LAST_SIZED;
  if (variant == NULL ||
      !mir_layout_fields(types, &variant->fields, &problem, declared, substitution, last)) {
    return false;
  }
  if (problem != NULL) {
    return mir_layout_unknown(layout, problem);
  }
  variant->name = declared->name;
  variant->field_count = declared->field_count;
  layout->variants = variant;
  layout->variant_count = 1;
  layout->packed = item->repr.packed;
  return true;
}

static bool layout_struct(mir_types *types, mir_layout *layout, const mir_rust_item *item,
                          const mir_substitution *substitution) {
  if (!layout_members(types, layout, item, substitution)) {
    return false;
  }
  if (layout->variants == NULL) {
    return true; // Unknown.
  }
  mir_layout_variant *variant = (mir_layout_variant *)(uintptr_t)layout->variants;
  mir_placement placement = {.fields = variant->fields,
                             .field_count = variant->field_count,
                             .keeps_order = item->repr.is_c,
                             .packed = item->repr.packed,
                             .repr_align = item->repr.align};
  // If some type of this declaration has an unsized last field, that one's place is not chosen.
  if (mir_item_may_be_unsized(types, item)) {
    placement.order = MIR_ORDER_MAYBE_UNSIZED;
  }
  layout->shape = MIR_SHAPE_STRUCT;
  layout->is_native_struct = item->repr.is_c;
  if (!mir_layout_place(types, layout, &placement)) {
    return false;
  }
  variant->fields = placement.fields;
  if (layout->class == MIR_CLASS_UNKNOWN) {
    return true;
  }
  size_t count = variant->field_count;
  if (count != 0 && variant->fields[count - 1].layout->class == MIR_CLASS_UNSIZED) {
    return mir_layout_become_unsized(types, layout, &variant->fields[count - 1]);
  }
  mir_layout_choose_class(layout);
  return true;
}

static bool layout_union(mir_types *types, mir_layout *layout, const mir_rust_item *item,
                         const mir_substitution *substitution) {
  if (!layout_members(types, layout, item, substitution)) {
    return false;
  }
  if (layout->variants == NULL) {
    return true; // Unknown.
  }
  const mir_layout_variant *variant = layout->variants;
  layout->shape = MIR_SHAPE_UNION;
  layout->is_native_struct = item->repr.is_c;
  layout->packed = item->repr.packed;
  layout->align = item->repr.align > 1 ? item->repr.align : 1;
  for (size_t i = 0; i < variant->field_count; i++) {
    const mir_layout *field = variant->fields[i].layout;
    uint64_t packed = item->repr.packed;
    uint64_t align = packed != 0 && field->align > packed ? packed : field->align;
    layout->align = align > layout->align ? align : layout->align;
    layout->size = field->size > layout->size ? field->size : layout->size;
    layout->has_cell |= field->has_cell;
  }
  layout->size = mir_round_up(layout->size, layout->align);
  if (layout->size >= MIR_TYPE_SIZE_LIMIT) {
    return mir_layout_too_large(types, layout);
  }
  layout->has_padding = true;
  layout->class = layout->size == 0 ? MIR_CLASS_ZERO : MIR_CLASS_MEMORY;
  return true;
}

// An integer that is never zero, whatever its sign.
static void become_non_zero(mir_layout *layout) {
  if (layout->class == MIR_CLASS_SCALAR && layout->kind >= AIRLOCK_I8 &&
      layout->kind <= AIRLOCK_USIZE) {
    layout->is_restricted = true;
    layout->niche = (mir_niche){.size = layout->size,
                                .kind = layout->kind,
                                .first = 1,
                                .last = mir_size_mask(layout->size)};
  }
}

static bool become_non_null(mir_types *types, mir_layout *layout) {
  layout->is_nullable = false;
  layout->niche = mir_null_niche(0);
  if (layout->class != MIR_CLASS_PAIR) {
    return true;
  }
  layout->halves[0] = mir_layout_non_null_half(types);
  return layout->halves[0] != NULL;
}

// What std types mean beyond their fields. False when memory is out.
static bool apply_std_rules(mir_types *types, mir_layout *layout, const mir_rust_item *item) {
  if (!is_std_item(item)) {
    return true;
  }
  const char *stem = item->path->stem;
  if (strcmp(stem, "std::ptr::NonNull") == 0) {
    return become_non_null(types, layout);
  }
  if (strcmp(stem, "std::boxed::Box") == 0) {
    layout->is_reference = true;
    layout->is_mutable_pointer = true;
  } else if (strcmp(stem, "std::cell::UnsafeCell") == 0) {
    layout->has_cell = true;
    layout->niche = (mir_niche){0};
  } else if (strcmp(stem, "std::num::NonZero") == 0) {
    become_non_zero(layout);
  }
  return true;
}

// Of std, the types whose Debug is a derived one.
static bool has_derived_debug(const mir_types *types, const mir_rust_item *item) {
  static const char *const stems[] = {
      "std::option::Option",     "std::result::Result",        "std::cmp::Ordering",
      "std::str::Utf8Error",     "std::ffi::NulError",         "std::ffi::FromBytesWithNulError",
      "std::alloc::LayoutError", "std::string::FromUtf8Error",
  };
  for (size_t i = 0; is_std_item(item) && i < sizeof stems / sizeof *stems; i++) {
    if (strcmp(item->path->stem, stems[i]) == 0) {
      return true;
    }
  }
  return mir_pointer_map_get(&types->debuggable, item) != NULL;
}

static bool layout_item(mir_types *types, mir_layout *layout, const mir_rust_item *item,
                        const mir_substitution *substitution) {
  layout->item = item;
  layout->has_derived_debug = has_derived_debug(types, item);
  if (item->repr.unsupported != NULL) {
    return mir_layout_unknown(layout, mir_arena_format(types->arena,
                                                       "type `%s` has `repr(%s)`, which is not "
                                                       "supported",
                                                       layout->name, item->repr.unsupported));
  }
  switch (item->kind) {
  case MIR_RUST_STRUCT:
    return layout_struct(types, layout, item, substitution);
  case MIR_RUST_UNION:
    return layout_union(types, layout, item, substitution);
  default:
    return mir_layout_enum(types, layout, item, substitution);
  }
}

// `Discriminant<T>` holds an integer of the type that T's discriminants have.
static const mir_type *discriminant_type(mir_types *types, const mir_type *type) {
  const mir_layout *layout = mir_layout_of(types, type);
  if (layout == NULL) {
    return NULL;
  }
  mir_primitive primitive = MIR_PRIMITIVE_U8;
  if (layout->shape == MIR_SHAPE_ENUM) {
    const mir_repr *repr = &layout->item->repr;
    primitive = repr->has_primitive ? repr->primitive : MIR_PRIMITIVE_ISIZE;
  }
  return mir_intern_primitive(types->arena, primitive);
}

// The type is another name of `target`.
static bool become(mir_types *types, mir_layout *layout, const mir_type *target) {
  const mir_layout *meant = target == NULL ? NULL : mir_layout_of(types, target);
  if (meant != NULL) {
    const mir_type *type = layout->type;
    *layout = *meant;
    layout->type = type;
  }
  return meant != NULL;
}

bool mir_layout_path(mir_types *types, mir_layout *layout) {
  const mir_path *path = layout->type->path;
  if (path->segment_count == 2 && path->segments[0].kind == MIR_SEGMENT_QUALIFIED &&
      types->resolver != NULL) {
    const mir_type *target = types->resolver->project(types->resolver, layout->type);
    if (target != layout->type) {
      return become(types, layout, target);
    }
  }
  const mir_rust_item *item = mir_find_type_item(types, path);
  if (item == NULL) {
    const char *format = begins_with_crate_of_std(path)
                             ? "type `%s` is not modelled"
                             : "type `%s` is not declared; `--items FILE.rs` names its source";
    return mir_layout_unknown(layout, mir_arena_format(types->arena, format, layout->name));
  }
  if (item == &types->ambiguous) {
    return mir_layout_unknown(layout, mir_arena_format(types->arena,
                                                       "type `%s` may be one of several; print "
                                                       "the program with full paths",
                                                       layout->name));
  }
  mir_substitution substitution;
  mir_type_list arguments = mir_path_arguments(path);
  const mir_type *discriminant = NULL;
  if (arguments.count == 1 && is_std_item(item) &&
      strcmp(item->path->stem, "std::mem::Discriminant") == 0) {
    discriminant = discriminant_type(types, arguments.items[0]);
    arguments.items = &discriminant;
    if (discriminant == NULL) {
      return false;
    }
  }
  if (!mir_substitution_make(types->arena, &substitution, types->resolver, item->parameters,
                             item->parameter_count, arguments)) {
    if (mir_arena_is_exhausted(types->arena)) {
      return false;
    }
    return mir_layout_unknown(
        layout,
        mir_arena_format(types->arena, "type `%s` does not fit its declaration", layout->name));
  }
  if (item->kind == MIR_RUST_ALIAS) {
    return become(types, layout, mir_substitute_type(types->arena, item->type, &substitution));
  }
  if (!layout_item(types, layout, item, &substitution)) {
    return false;
  }
  return layout->class == MIR_CLASS_UNKNOWN || apply_std_rules(types, layout, item);
}
