// SPDX-License-Identifier: MIT
//
// What formatting must know before the program runs: the layouts behind pointers, and for types
// whose impl of a trait of std::fmt is written by hand, the function that writes them. Types whose
// Debug is derived are written by their layout, and so are those of std that C knows.
#include <string.h>

#include "intern.h"
#include "load_internal.h"
#include "models.h"
#include "prelude.h"

static const struct {
  const char *suffix; // Of the models that format so.
  const char *name;
  const char *writer; // The function of std in Rust that calls the impl behind a `dyn`.
} traits[] = {
    [MIR_FORMAT_DISPLAY] = {"_display", "Display", "write_dyn"},
    [MIR_FORMAT_DEBUG] = {"_debug", "Debug", "write_dyn_debug"},
    [MIR_FORMAT_LOWER_HEX] = {"_lower_hex", "LowerHex", NULL},
    [MIR_FORMAT_UPPER_HEX] = {"_upper_hex", "UpperHex", NULL},
    [MIR_FORMAT_OCTAL] = {"_octal", "Octal", NULL},
    [MIR_FORMAT_BINARY] = {"_binary", "Binary", NULL},
    [MIR_FORMAT_LOWER_EXP] = {"_lower_exp", "LowerExp", NULL},
    [MIR_FORMAT_UPPER_EXP] = {"_upper_exp", "UpperExp", NULL},
    [MIR_FORMAT_POINTER] = {"_pointer", "Pointer", NULL},
};

#define TRAIT_COUNT (sizeof traits / sizeof *traits)

bool mir_formats(const mir_model *model, mir_format_trait *out_trait) {
  *out_trait = MIR_FORMAT_DEBUG;
  if (strcmp(model->path, "panicking::assert_failed") == 0) {
    return true;
  }
  const char *name = strncmp(model->path, "fmt::rt::Argument::new", 22) == 0 ? model->path + 22
                     : strncmp(model->path, "models::write", 13) == 0        ? model->path + 13
                                                                             : "";
  for (size_t i = 0; i < TRAIT_COUNT; i++) {
    if (strcmp(name, traits[i].suffix) == 0) {
      *out_trait = (mir_format_trait)i;
      return true;
    }
  }
  return false;
}

static const mir_path *path_of(mir_loader *loader, const char *name, const mir_type *argument) {
  mir_segment segments[3] = {
      {.kind = MIR_SEGMENT_NAME, .name = mir_arena_intern(loader->arena, "std", 3)},
      {.kind = MIR_SEGMENT_NAME, .name = mir_arena_intern(loader->arena, "fmt", 3)},
      {.kind = MIR_SEGMENT_NAME, .name = mir_arena_intern(loader->arena, name, strlen(name))}};
  if (segments[0].name == NULL || segments[1].name == NULL || segments[2].name == NULL) {
    return NULL;
  }
  if (argument != NULL) {
    const mir_type **items = mir_arena_copy(loader->arena, &argument, 1, sizeof *items);
    segments[2].arguments = (mir_type_list){items, items == NULL ? 0 : 1};
  }
  return mir_intern_path(loader->arena, segments, 3);
}

// The impl that the program has written, or std in Rust for what C does not know.
static const mir_item *find_writer(mir_loader *loader, const mir_layout *layout,
                                   mir_format_trait trait) {
  mir_segment name = {.kind = MIR_SEGMENT_NAME, .name = mir_arena_intern(loader->arena, "fmt", 3)};
  if (layout->shape == MIR_SHAPE_DYN) {
    const mir_path *path =
        traits[trait].writer == NULL ? NULL : path_of(loader, traits[trait].writer, layout->type);
    return path == NULL ? NULL : mir_find_item(loader, path);
  }
  const mir_path *path = path_of(loader, traits[trait].name, NULL);
  const mir_selection *selection =
      path == NULL || name.name == NULL ? NULL : mir_select_impl(loader, layout->type, path);
  if (selection == NULL || selection->impl == NULL || selection->impl->is_derived) {
    return NULL;
  }
  bool is_known = (layout->has_derived_debug && trait == MIR_FORMAT_DEBUG) ||
                  strcmp(layout->item->path->stem, "std::boxed::Box") == 0 ||
                  strcmp(layout->item->path->stem, "std::vec::Vec") == 0 ||
                  strcmp(layout->item->path->stem, "std::string::String") == 0;
  if (is_known && mir_is_prelude_file(selection->impl->position.file)) {
    return NULL;
  }
  return mir_find_method(loader, layout->type, path, &name);
}

// Finds the function that writes values of a type, if there is one.
static bool note_writer(mir_builder *builder, const mir_layout *layout, mir_format_trait trait,
                        bool *out_has_writer) {
  mir_loader *loader = builder->loader;
  *out_has_writer = layout->writers != NULL && layout->writers[trait] != NULL;
  if (*out_has_writer || (layout->item == NULL && layout->shape != MIR_SHAPE_DYN)) {
    return true;
  }
  const mir_item *item = find_writer(loader, layout, trait);
  if (item == NULL || item->body == NULL || item->kind != MIR_ITEM_FUNCTION) {
    return !mir_arena_is_exhausted(loader->arena) || mir_builder_no_memory(builder);
  }
  const mir_function **writers = mir_arena_alloc(loader->arena, TRAIT_COUNT, sizeof *writers);
  const mir_function *function = mir_loader_function(loader, item);
  if (writers == NULL || function == NULL) {
    return mir_builder_no_memory(builder);
  }
  for (size_t i = 0; i < TRAIT_COUNT && layout->writers != NULL; i++) {
    writers[i] = layout->writers[i];
  }
  writers[trait] = function;
  mir_layout *known = (mir_layout *)(uintptr_t)layout;
  known->writers = writers;
  *out_has_writer = true;
  return true;
}

// Formatting finds in the layouts what is behind pointers, however deep. A type is behind itself
// only by way of a pointer, and each pointer is followed once for each trait.
bool mir_note_formatted(mir_builder *builder, const mir_layout *layout, mir_format_trait trait) {
  bool has_writer = false;
  if (!note_writer(builder, layout, trait, &has_writer)) {
    return false;
  }
  if (has_writer) {
    return true;
  }
  const mir_layout *pointer = layout;
  while (pointer->pointee == NULL && pointer->shape == MIR_SHAPE_STRUCT &&
         pointer->variants[0].field_count > 0) {
    pointer = pointer->variants[0].fields[0].layout;
  }
  bool is_pointer = layout->pointee != NULL || (layout->is_reference && pointer->pointee != NULL);
  uint32_t bit = UINT32_C(1) << trait;
  if (is_pointer && (layout->referent == NULL || (layout->followed & bit) == 0)) {
    const mir_layout *target = mir_builder_layout(builder, pointer->pointee);
    mir_layout *known = (mir_layout *)(uintptr_t)layout;
    known->referent = target;
    known->followed |= bit;
    return target != NULL && mir_note_formatted(builder, target, trait);
  }
  if (layout->element != NULL) {
    return mir_note_formatted(builder, layout->element, trait);
  }
  for (size_t i = 0; i < layout->variant_count; i++) {
    for (size_t j = 0; j < layout->variants[i].field_count; j++) {
      if (!mir_note_formatted(builder, layout->variants[i].fields[j].layout, trait)) {
        return false;
      }
    }
  }
  return true;
}
