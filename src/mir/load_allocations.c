// SPDX-License-Identifier: MIT
//
// The `allocN (..)` blocks of the text, string constants, and statics, as memory of the machine.
//
// An allocation is placed when it is first mentioned and filled when all code has been lowered, so
// that circles need no care. A static without bytes in the text has a body, which is run before
// main; so is that of a static which holds a type of std that airlock makes of other fields.
#include <string.h>

#include "load_internal.h"
#include "prelude.h"
#include "print.h"

bool mir_loader_bytes(mir_builder *builder, airlock_ptr *out_pointer, const mir_bytes *bytes) {
  mir_loader *loader = builder->loader;
  const char *text = mir_arena_intern(loader->arena, (const char *)bytes->data, bytes->length);
  if (text == NULL) {
    return mir_builder_no_memory(builder);
  }
  airlock_ptr *known = mir_pointer_map_get(&loader->strings, text);
  if (known != NULL) {
    *out_pointer = *known;
    return true;
  }
  known = mir_arena_alloc(loader->arena, 1, sizeof *known);
  if (known == NULL || !mir_pointer_map_set(&loader->strings, loader->arena, text, known)) {
    return mir_builder_no_memory(builder);
  }
  if (airlock_allocate(loader->machine, known, bytes->length, 1, AIRLOCK_STATIC) != AIRLOCK_OK ||
      (bytes->length != 0 &&
       airlock_write(loader->machine, *known, bytes->data, bytes->length) != AIRLOCK_OK) ||
      airlock_set_read_only(loader->machine, known->prov.alloc) != AIRLOCK_OK) {
    return mir_builder_machine(builder);
  }
  *out_pointer = *known;
  return true;
}

static bool push_unfilled(mir_loader *loader, size_t index) {
  size_t *unfilled = mir_arena_grow(loader->arena, loader->unfilled, loader->unfilled_count,
                                    &loader->unfilled_capacity, sizeof *unfilled);
  if (unfilled == NULL) {
    return false;
  }
  loader->unfilled = unfilled;
  unfilled[loader->unfilled_count] = index;
  loader->unfilled_count++;
  return true;
}

static bool push_static(mir_builder *builder, mir_loaded_allocation *loaded, const mir_item *item) {
  mir_loader *loader = builder->loader;
  mir_constant_item *constant = mir_loader_constant(loader, item);
  mir_constant_item **pending =
      mir_arena_grow(loader->arena, loader->pending_statics, loader->pending_static_count,
                     &loader->pending_static_capacity, sizeof(mir_constant_item *));
  if (constant == NULL || pending == NULL) {
    return mir_builder_no_memory(builder);
  }
  const mir_layout *layout = constant->layout;
  if (layout->class == MIR_CLASS_UNKNOWN) {
    loaded->problem = layout->problem;
    return true;
  }
  if (airlock_allocate(loader->machine, &loaded->pointer, layout->size, layout->align,
                       AIRLOCK_STATIC) != AIRLOCK_OK) {
    return mir_builder_machine(builder);
  }
  constant->value[0] = airlock_pointer(loaded->pointer);
  constant->is_static = true;
  loader->pending_statics = pending;
  pending[loader->pending_static_count] = constant;
  loader->pending_static_count++;
  return true;
}

static bool place_static(mir_builder *builder, mir_loaded_allocation *loaded) {
  const mir_allocation *allocation = loaded->allocation;
  const mir_item *item = mir_find_item(builder->loader, allocation->path);
  if (item == NULL || item->kind != MIR_ITEM_STATIC || item->body == NULL) {
    const char *name = mir_path_text(builder->loader->arena, allocation->path);
    loaded->problem = mir_arena_format(
        builder->loader->arena, "static `%s` has no value in the text", name == NULL ? "" : name);
    return true;
  }
  return push_static(builder, loaded, item);
}

static bool place_function(mir_builder *builder, mir_loaded_allocation *loaded) {
  const mir_path *path = loaded->allocation->path;
  const mir_layout *closure = NULL;
  airlock_scalar scalar;
  if (mir_is_callable(path)) {
    closure = mir_builder_layout(builder, path->segments[0].self_type);
    if (closure == NULL) {
      return false;
    }
  }
  if (closure != NULL ? mir_closure_function(builder, &scalar, closure)
                      : mir_function_value(builder, &scalar, path, NULL)) {
    loaded->pointer = scalar.as.ptr;
    return true;
  }
  if (builder->problem != MIR_PROBLEM_UNSUPPORTED) {
    return false;
  }
  loaded->problem = builder->problem_text;
  builder->problem = MIR_PROBLEM_NONE;
  return true;
}

static bool place_memory(mir_builder *builder, mir_loaded_allocation *loaded, size_t index) {
  const mir_allocation *allocation = loaded->allocation;
  if (airlock_allocate(builder->loader->machine, &loaded->pointer, allocation->size,
                       allocation->align, AIRLOCK_STATIC) != AIRLOCK_OK) {
    return mir_builder_machine(builder);
  }
  return push_unfilled(builder->loader, index) || mir_builder_no_memory(builder);
}

// A variable of a native library, by the name that its declaration links to.
static bool place_extern_static(mir_builder *builder, mir_loaded_allocation *loaded) {
  mir_loader *loader = builder->loader;
  const char *name = mir_extern_static_name(loader, loaded->allocation->path);
  if (airlock_data_symbol(loader->machine, &loaded->pointer, AIRLOCK_ALL_LIBRARIES, name,
                          strlen(name)) == AIRLOCK_OK) {
    return true;
  }
  const airlock_report *report = airlock_last_report(loader->machine);
  if (report->status != AIRLOCK_UNSUPPORTED_SYMBOL) {
    return mir_builder_machine(builder);
  }
  loaded->problem =
      mir_arena_format(loader->arena, "extern static `%s`: %s", name, report->message);
  return loaded->problem != NULL || mir_builder_no_memory(builder);
}

// Whether airlock's own type stands for one of std that is made of other fields.
static bool is_made_otherwise(const mir_rust_item *item) {
  return item != NULL && mir_is_prelude_file(item->position.file) &&
         (strncmp(item->path->stem, "std::collections::", 18) == 0 ||
          strncmp(item->path->stem, "std::io::", 9) == 0);
}

// Whether some part of a value is of such a type: then rustc's bytes of it mean nothing here.
static bool has_other_bytes(const mir_layout *layout) {
  bool is_other = is_made_otherwise(layout->item) ||
                  (layout->element != NULL && has_other_bytes(layout->element));
  for (size_t i = 0; !is_other && i < layout->variant_count; i++) {
    const mir_layout_variant *variant = &layout->variants[i];
    for (size_t j = 0; !is_other && j < variant->field_count; j++) {
      is_other = has_other_bytes(variant->fields[j].layout);
    }
  }
  return is_other;
}

// A static whose bytes in the text are not those that its type has here, but whose body is there.
static bool is_made_by_its_body(mir_loader *loader, const mir_allocation *allocation) {
  const mir_item *item =
      allocation->kind == MIR_ALLOCATION_STATIC ? mir_find_item(loader, allocation->path) : NULL;
  if (item == NULL || item->kind != MIR_ITEM_STATIC || item->body == NULL) {
    return false;
  }
  const mir_layout *layout = mir_layout_of(&loader->types, item->type);
  return layout != NULL && has_other_bytes(layout);
}

static bool place(mir_builder *builder, mir_loaded_allocation *loaded, size_t index) {
  const mir_allocation *allocation = loaded->allocation;
  if (allocation->has_bytes && !is_made_by_its_body(builder->loader, allocation)) {
    return place_memory(builder, loaded, index);
  }
  switch (allocation->kind) {
  case MIR_ALLOCATION_STATIC:
    return place_static(builder, loaded);
  case MIR_ALLOCATION_FUNCTION:
    return place_function(builder, loaded);
  case MIR_ALLOCATION_EXTERN_STATIC:
    return place_extern_static(builder, loaded);
  case MIR_ALLOCATION_VTABLE:
    loaded->problem = "vtables in constants are not supported";
    return true;
  default:
    loaded->problem = "an allocation without bytes";
    return true;
  }
}

static bool find_index(const mir_program *program, size_t *out_index, uint64_t id) {
  size_t low = 0;
  size_t high = program->allocation_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (program->allocations[middle]->id < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  *out_index = low;
  return low < program->allocation_count && program->allocations[low]->id == id;
}

bool mir_find_static_allocation(mir_loader *loader, uint64_t *out_id, const mir_path *path) {
  const mir_program *program = loader->program;
  for (size_t i = 0; i < program->allocation_count; i++) {
    const mir_allocation *allocation = program->allocations[i];
    if (allocation->kind == MIR_ALLOCATION_STATIC && allocation->path->stem == path->stem) {
      *out_id = allocation->id;
      return true;
    }
  }
  return false;
}

// Two ids may stand for the same static.
static mir_loaded_allocation *known_static(mir_loader *loader, const mir_allocation *allocation) {
  if (allocation->kind != MIR_ALLOCATION_STATIC) {
    return NULL;
  }
  return mir_pointer_map_get(&loader->statics, allocation->path->stem);
}

bool mir_loader_allocation(mir_builder *builder, airlock_ptr *out_pointer, uint64_t id) {
  mir_loader *loader = builder->loader;
  size_t index;
  if (!find_index(loader->program, &index, id)) {
    return mir_builder_unsupported(builder, "alloc%llu is not in the text", (unsigned long long)id);
  }
  mir_loaded_allocation *loaded = loader->allocations[index];
  if (loaded == NULL) {
    const mir_allocation *allocation = loader->program->allocations[index];
    loaded = known_static(loader, allocation);
    if (loaded == NULL) {
      loaded = mir_arena_alloc(loader->arena, 1, sizeof *loaded);
      if (loaded == NULL ||
          (allocation->kind == MIR_ALLOCATION_STATIC &&
           !mir_pointer_map_set(&loader->statics, loader->arena, allocation->path->stem, loaded))) {
        return mir_builder_no_memory(builder);
      }
      loaded->allocation = allocation;
      if (!place(builder, loaded, index)) {
        return false;
      }
    }
    loader->allocations[index] = loaded;
  }
  if (loaded->problem != NULL) {
    return mir_builder_unsupported(builder, "%s", loaded->problem);
  }
  *out_pointer = loaded->pointer;
  return true;
}

static bool is_mutable_static(mir_loader *loader, const mir_allocation *allocation) {
  if (allocation->kind != MIR_ALLOCATION_STATIC) {
    return false;
  }
  const mir_item *item = mir_find_item(loader, allocation->path);
  if (item == NULL) {
    return true;
  }
  const mir_layout *layout = mir_layout_of(&loader->types, item->type);
  return item->is_mutable || layout == NULL || layout->has_cell;
}

static airlock_status write_bytes(mir_loader *loader, const mir_loaded_allocation *loaded) {
  const mir_allocation *allocation = loaded->allocation;
  airlock_status status = AIRLOCK_OK;
  for (uint64_t start = 0; start < allocation->size && status == AIRLOCK_OK;) {
    uint64_t end = start;
    while (end < allocation->size &&
           allocation->is_initialized[end] == allocation->is_initialized[start]) {
      end++;
    }
    if (allocation->is_initialized[start]) {
      status = airlock_write(loader->machine, airlock_ptr_wrapping_add(loaded->pointer, start),
                             allocation->bytes + start, end - start);
    }
    start = end;
  }
  return status;
}

static bool fill(mir_builder *builder, const mir_loaded_allocation *loaded) {
  mir_loader *loader = builder->loader;
  const mir_allocation *allocation = loaded->allocation;
  const airlock_type *type = airlock_type_scalar(loader->machine, AIRLOCK_POINTER);
  const airlock_type *unaligned = NULL;
  if (write_bytes(loader, loaded) != AIRLOCK_OK ||
      airlock_type_packed(loader->machine, &unaligned, type, 1) != AIRLOCK_OK) {
    return mir_builder_machine(builder);
  }
  for (size_t i = 0; i < allocation->relocation_count; i++) {
    const mir_relocation *relocation = &allocation->relocations[i];
    airlock_ptr target;
    if (!mir_loader_allocation(builder, &target, relocation->allocation)) {
      if (builder->problem != MIR_PROBLEM_UNSUPPORTED) {
        return false;
      }
      // What cannot be pointed to is a pointer to nothing: an error when it is used.
      builder->problem = MIR_PROBLEM_NONE;
      target = airlock_ptr_from_address(allocation->align);
    }
    airlock_scalar scalar = airlock_pointer(airlock_ptr_wrapping_add(target, relocation->addend));
    if (airlock_store(loader->machine,
                      airlock_ptr_wrapping_add(loaded->pointer, relocation->offset), scalar,
                      unaligned) != AIRLOCK_OK) {
      return mir_builder_machine(builder);
    }
  }
  if (!is_mutable_static(loader, allocation) &&
      airlock_set_read_only(loader->machine, loaded->pointer.prov.alloc) != AIRLOCK_OK) {
    return mir_builder_machine(builder);
  }
  return true;
}

bool mir_fill_allocations(mir_loader *loader) {
  mir_builder builder = {.loader = loader};
  while (loader->unfilled_count > 0) {
    loader->unfilled_count--;
    size_t index = loader->unfilled[loader->unfilled_count];
    if (!fill(&builder, loader->allocations[index])) {
      return false;
    }
  }
  return true;
}
