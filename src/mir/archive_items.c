// SPDX-License-Identifier: MIT
//
// Items in an archive. Most fields of a Rust item are those of some kinds only: a number in front
// says which groups of fields follow.
#include "archive_parts.h"

#include <string.h>

// Who adds a field passes it below: these are the sizes of what is passed.
_Static_assert(sizeof(void *) != 8 || (sizeof(mir_rust_item) == 200 && sizeof(mir_variant) == 64 &&
                                       sizeof(mir_generic_parameter) == 48 &&
                                       sizeof(mir_repr) == 32 && sizeof(mir_field) == 32),
               "a Rust item is not what the archive holds");
_Static_assert(sizeof(void *) != 8 ||
                   (sizeof(mir_item) == 64 && sizeof(mir_body) == 72 && sizeof(mir_local) == 112 &&
                    sizeof(mir_allocation) == 104 && sizeof(mir_relocation) == 32),
               "an item is not what the archive holds");

//===------------------------------------------------------------------------------------------===//
// Rust items
//===------------------------------------------------------------------------------------------===//

static const mir_generic_parameter *
pass_parameters(mir_archive *archive, const mir_generic_parameter *list, size_t *io_count) {
  mir_generic_parameter *parameters = mir_pass_list(archive, list, io_count, sizeof *parameters);
  for (size_t i = 0; i < *io_count; i++) {
    mir_generic_parameter *parameter = &parameters[i];
    parameter->name = mir_pass_name(archive, parameter->name);
    parameter->constant_type = mir_pass_type(archive, parameter->constant_type);
    parameter->default_value = mir_pass_type(archive, parameter->default_value);
    parameter->is_maybe_unsized = mir_pass(archive, parameter->is_maybe_unsized) != 0;
    parameter->bounds = mir_pass_paths(archive, parameter->bounds);
  }
  return parameters;
}

static const mir_where_clause *pass_clauses(mir_archive *archive, const mir_where_clause *list,
                                            size_t *io_count) {
  mir_where_clause *clauses = mir_pass_list(archive, list, io_count, sizeof *clauses);
  for (size_t i = 0; i < *io_count; i++) {
    clauses[i].type = mir_pass_type(archive, clauses[i].type);
    clauses[i].bounds = mir_pass_paths(archive, clauses[i].bounds);
  }
  return clauses;
}

static const mir_field *pass_fields(mir_archive *archive, const mir_field *list, size_t *io_count) {
  mir_field *fields = mir_pass_list(archive, list, io_count, sizeof *fields);
  for (size_t i = 0; i < *io_count; i++) {
    fields[i].name = mir_pass_name(archive, fields[i].name);
    fields[i].type = mir_pass_type(archive, fields[i].type);
    fields[i].position = mir_pass_position(archive, fields[i].position);
  }
  return fields;
}

static const mir_variant *pass_variants(mir_archive *archive, const mir_variant *list,
                                        size_t *io_count) {
  mir_variant *variants = mir_pass_list(archive, list, io_count, sizeof *variants);
  for (size_t i = 0; i < *io_count; i++) {
    mir_variant *variant = &variants[i];
    variant->name = mir_pass_name(archive, variant->name);
    variant->position = mir_pass_position(archive, variant->position);
    variant->fields = pass_fields(archive, variant->fields, &variant->field_count);
    variant->is_tuple_like = mir_pass(archive, variant->is_tuple_like) != 0;
    variant->discriminant_kind =
        (mir_discriminant_kind)mir_pass(archive, variant->discriminant_kind);
    variant->discriminant = mir_pass_wide(archive, variant->discriminant);
  }
  return variants;
}

static void pass_repr(mir_archive *archive, mir_repr *repr) {
  repr->is_c = mir_pass(archive, repr->is_c) != 0;
  repr->is_transparent = mir_pass(archive, repr->is_transparent) != 0;
  repr->has_primitive = mir_pass(archive, repr->has_primitive) != 0;
  repr->primitive = (mir_primitive)mir_pass(archive, repr->primitive);
  repr->packed = mir_pass(archive, repr->packed);
  repr->align = mir_pass(archive, repr->align);
  repr->unsupported = mir_pass_name(archive, repr->unsupported);
}

// What declares a type.
static void pass_data(mir_archive *archive, mir_rust_item *item) {
  item->variants = pass_variants(archive, item->variants, &item->variant_count);
  pass_repr(archive, &item->repr);
}

static void pass_flags(mir_archive *archive, mir_rust_item *item) {
  item->is_derived = mir_pass(archive, item->is_derived) != 0;
  item->is_out_of_order = mir_pass(archive, item->is_out_of_order) != 0;
  item->is_mutable = mir_pass(archive, item->is_mutable) != 0;
  item->link_name = mir_pass_name(archive, item->link_name);
}

static void pass_import(mir_archive *archive, mir_rust_item *item) {
  item->import.name = mir_pass_name(archive, item->import.name);
  item->import.target = mir_pass_path(archive, item->import.target);
}

enum {
  HAS_GENERICS = 1,
  HAS_DATA = 2,
  HAS_FLAGS = 4,
  HAS_IMPORT = 8,
  HAS_TYPE = 16,
};

static unsigned groups_of(const mir_rust_item *item) {
  const mir_repr plain = {.is_c = false};
  const mir_repr *repr = &item->repr;
  bool is_plain = repr->is_c == plain.is_c && repr->is_transparent == plain.is_transparent &&
                  repr->has_primitive == plain.has_primitive &&
                  repr->primitive == plain.primitive && repr->packed == plain.packed &&
                  repr->align == plain.align && repr->unsupported == plain.unsupported;
  bool has_flags =
      item->is_derived || item->is_out_of_order || item->is_mutable || item->link_name != NULL;
  bool has_import = item->import.name != NULL || item->import.target != NULL;
  bool has_type = item->type != NULL || item->trait_path != NULL || item->span.file != NULL;
  return (item->parameter_count + item->clause_count != 0 ? HAS_GENERICS : 0U) |
         (item->variant_count != 0 || !is_plain ? HAS_DATA : 0U) | (has_flags ? HAS_FLAGS : 0U) |
         (has_import ? HAS_IMPORT : 0U) | (has_type ? HAS_TYPE : 0U);
}

static const mir_rust_item *pass_rust_item(mir_archive *archive, mir_rust_item *item) {
  const void *parent = item->parent;
  unsigned groups = (unsigned)mir_pass(archive, archive->next == NULL ? groups_of(item) : 0);
  item->kind = (mir_rust_kind)mir_pass(archive, item->kind);
  item->position = mir_pass_position(archive, item->position);
  item->path = mir_pass_path(archive, item->path);
  if (!mir_pass_node(archive, MIR_NODE_RUST_ITEM, &parent)) {
    mir_archive_fail(archive, "an item stands in one that is not in the program");
  }
  item->parent = parent;
  if ((groups & HAS_GENERICS) != 0) {
    item->parameters = pass_parameters(archive, item->parameters, &item->parameter_count);
    item->clauses = pass_clauses(archive, item->clauses, &item->clause_count);
  }
  if ((groups & HAS_DATA) != 0) {
    pass_data(archive, item);
  }
  if ((groups & HAS_FLAGS) != 0) {
    pass_flags(archive, item);
  }
  if ((groups & HAS_IMPORT) != 0) {
    pass_import(archive, item);
  }
  if ((groups & HAS_TYPE) != 0) {
    item->type = mir_pass_type(archive, item->type);
    item->trait_path = mir_pass_path(archive, item->trait_path);
    item->span = mir_pass_span(archive, item->span);
  }
  mir_add_node(archive, MIR_NODE_RUST_ITEM, item);
  return item;
}

//===------------------------------------------------------------------------------------------===//
// Items of the text
//===------------------------------------------------------------------------------------------===//

static void pass_constant(mir_archive *archive, mir_constant *constant) {
  constant->kind = (mir_constant_kind)mir_pass(archive, constant->kind);
  constant->type = mir_pass_type(archive, constant->type);
  constant->position = mir_pass_position(archive, constant->position);
  switch (constant->kind) {
  case MIR_CONSTANT_INTEGER:
    constant->integer.value = mir_pass_wide(archive, constant->integer.value);
    constant->integer.primitive = (mir_primitive)mir_pass(archive, constant->integer.primitive);
    return;
  case MIR_CONSTANT_BOOL:
    constant->boolean = mir_pass(archive, constant->boolean) != 0;
    return;
  case MIR_CONSTANT_CHAR:
    constant->character = (uint32_t)mir_pass(archive, constant->character);
    return;
  case MIR_CONSTANT_PATH:
    constant->path = mir_pass_path(archive, constant->path);
    return;
  default:
    mir_archive_fail(archive, "a constant is of a kind that archives do not have");
    return;
  }
}

// A body that is read later, and where.
typedef struct mir_late_body {
  mir_body body;
  mir_unread unread;
} mir_late_body;

// In the file of its item. Of arguments there is a type and a position.
static void pass_locals(mir_archive *archive, mir_body *body, const char *file) {
  size_t count = body->local_count;
  body->locals = mir_pass_list(archive, body->locals, &count, sizeof *body->locals);
  body->local_count = (uint32_t)count;
  body->argument_count = (uint32_t)mir_pass(archive, body->argument_count);
  for (size_t i = 0; i < count; i++) {
    mir_local *local = &body->locals[i];
    local->type = mir_pass_type(archive, local->type);
    mir_position *position = &local->source.position;
    position->line = (uint32_t)mir_pass(archive, position->line);
    position->column = (uint32_t)mir_pass(archive, position->column);
    position->file = position->line == 0 ? NULL : file;
  }
}

static void pass_unread(mir_archive *archive, mir_unread *unread, const char *file) {
  unread->file = file;
  unread->start = (size_t)mir_pass(archive, unread->start);
  unread->length = (size_t)mir_pass(archive, unread->length);
  unread->line = (uint32_t)mir_pass(archive, unread->line);
}

static const mir_body *pass_body(mir_archive *archive, const mir_body *body, const char *file) {
  size_t count = body != NULL;
  mir_late_body *late = mir_pass_list(archive, body, &count, sizeof *late);
  if (count == 0) {
    return NULL;
  }
  if (archive->next == NULL) {
    if (body->unread == NULL) {
      mir_archive_fail(archive, "a body has been read");
      return body;
    }
    pass_locals(archive, (mir_body *)(uintptr_t)body, file); // Are set to what they are.
    pass_unread(archive, (mir_unread *)(uintptr_t)body->unread, file);
    return body;
  }
  pass_locals(archive, &late->body, file);
  pass_unread(archive, &late->unread, file);
  late->body.unread = &late->unread;
  return &late->body;
}

static void pass_item(mir_archive *archive, mir_item *item) {
  item->kind = (mir_item_kind)mir_pass(archive, item->kind);
  item->position = mir_pass_position(archive, item->position);
  item->path = mir_pass_path(archive, item->path);
  item->type = mir_pass_type(archive, item->type);
  item->is_mutable = mir_pass(archive, item->is_mutable) != 0;
  item->body = pass_body(archive, item->body, item->position.file);
  size_t constants = item->constant != NULL;
  mir_constant *constant = mir_pass_list(archive, item->constant, &constants, sizeof *constant);
  if (constants != 0) {
    pass_constant(archive, constant);
    item->constant = constant;
  }
}

// Bytes are the program's own even while the archive stays.
static const uint8_t *pass_memory(mir_archive *archive, const uint8_t *bytes, uint64_t size) {
  size_t length = bytes == NULL ? 0 : (size_t)size;
  uint8_t *memory = mir_pass_list(archive, bytes, &length, 1);
  const unsigned char *passed = mir_pass_bytes(archive, bytes, length);
  if (archive->next != NULL && length != 0 && passed != NULL) {
    memcpy(memory, passed, length);
  }
  return memory;
}

static void pass_allocation(mir_archive *archive, mir_allocation *allocation) {
  allocation->id = mir_pass(archive, allocation->id);
  allocation->kind = (mir_allocation_kind)mir_pass(archive, allocation->kind);
  allocation->position = mir_pass_position(archive, allocation->position);
  allocation->path = mir_pass_path(archive, allocation->path);
  allocation->type = mir_pass_type(archive, allocation->type);
  allocation->has_bytes = mir_pass(archive, allocation->has_bytes) != 0;
  allocation->size = mir_pass(archive, allocation->size);
  allocation->align = mir_pass(archive, allocation->align);
  allocation->bytes = pass_memory(archive, allocation->bytes, allocation->size);
  allocation->is_initialized = pass_memory(archive, allocation->is_initialized, allocation->size);
  mir_relocation *relocations = mir_pass_list(archive, allocation->relocations,
                                              &allocation->relocation_count, sizeof *relocations);
  for (size_t i = 0; i < allocation->relocation_count; i++) {
    relocations[i].offset = mir_pass(archive, relocations[i].offset);
    relocations[i].allocation = mir_pass(archive, relocations[i].allocation);
    relocations[i].addend = mir_pass(archive, relocations[i].addend);
    relocations[i].is_immutable = mir_pass(archive, relocations[i].is_immutable) != 0;
  }
  allocation->relocations = relocations;
}

//===------------------------------------------------------------------------------------------===//
// Programs
//===------------------------------------------------------------------------------------------===//

// The element of a list: the one that is there, or a new one of `size` bytes. NULL when memory is
// out.
static void *pass_element(mir_archive *archive, const void *element, size_t size) {
  if (archive->next == NULL) {
    return (void *)(uintptr_t)element;
  }
  void *made = archive->problem == NULL ? mir_arena_alloc(archive->arena, 1, size) : NULL;
  if (made == NULL) {
    mir_archive_fail(archive, "out of memory");
  }
  return made;
}

void mir_pass_program(mir_archive *archive, mir_program *program) {
  program->rust_items = mir_pass_list(archive, program->rust_items, &program->rust_item_count,
                                      sizeof *program->rust_items);
  for (size_t i = 0; i < program->rust_item_count && archive->problem == NULL; i++) {
    mir_rust_item *item = pass_element(archive, program->rust_items[i], sizeof *item);
    program->rust_items[i] = item == NULL ? NULL : pass_rust_item(archive, item);
  }
  program->items =
      mir_pass_list(archive, program->items, &program->item_count, sizeof *program->items);
  for (size_t i = 0; i < program->item_count && archive->problem == NULL; i++) {
    mir_item *item = pass_element(archive, program->items[i], sizeof *item);
    if (item != NULL) {
      pass_item(archive, item);
    }
    program->items[i] = item;
  }
  program->allocations = mir_pass_list(archive, program->allocations, &program->allocation_count,
                                       sizeof *program->allocations);
  for (size_t i = 0; i < program->allocation_count && archive->problem == NULL; i++) {
    mir_allocation *allocation = pass_element(archive, program->allocations[i], sizeof *allocation);
    if (allocation != NULL) {
      pass_allocation(archive, allocation);
    }
    program->allocations[i] = allocation;
  }
}
