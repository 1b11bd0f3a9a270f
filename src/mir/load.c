// SPDX-License-Identifier: MIT
//
// The loader's frame: registers every item, lowers all bodies, and tells what went wrong.
//
// All bodies are lowered, reachable or not, so that a program is refused or accepted as a whole;
// of generic ones the instances that are mentioned.
// Allocations are placed when code first mentions them and filled at the end, because they may
// point at each other in circles.
#include "load.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intern.h"
#include "load_internal.h"
#include "models.h"
#include "prelude.h"
#include "print.h"
#include "rust_macros.h"
#include "rust_names.h"

static bool fail(mir_builder *builder, mir_problem_kind problem, const char *format,
                 va_list arguments) {
  char text[512];
  vsnprintf(text, sizeof text, format, arguments);
  builder->problem = problem;
  builder->problem_text = mir_arena_intern(builder->loader->arena, text, strlen(text));
  if (builder->problem_text == NULL) {
    builder->problem = MIR_PROBLEM_NO_MEMORY;
  }
  return false;
}

bool mir_builder_unsupported(mir_builder *builder, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fail(builder, MIR_PROBLEM_UNSUPPORTED, format, arguments);
  va_end(arguments);
  return false;
}

bool mir_builder_limit(mir_builder *builder, const char *limit) {
  builder->is_limit = true;
  return mir_builder_unsupported(builder, "%s", limit);
}

bool mir_builder_invalid(mir_builder *builder, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fail(builder, MIR_PROBLEM_INVALID, format, arguments);
  va_end(arguments);
  return false;
}

bool mir_builder_no_memory(mir_builder *builder) {
  builder->problem = MIR_PROBLEM_NO_MEMORY;
  return false;
}

bool mir_builder_machine(mir_builder *builder) {
  builder->problem = MIR_PROBLEM_MACHINE;
  return false;
}

const mir_layout *mir_builder_layout(mir_builder *builder, const mir_type *type) {
  const mir_layout *layout = mir_layout_of(&builder->loader->types, type);
  if (layout == NULL) {
    mir_builder_no_memory(builder);
  }
  return layout;
}

const airlock_type *mir_builder_native(mir_builder *builder, const mir_layout *layout) {
  if (layout->class == MIR_CLASS_UNKNOWN) {
    mir_builder_unsupported(builder, "%s", layout->problem);
    return NULL;
  }
  const airlock_type *type = mir_layout_native(&builder->loader->types, layout);
  if (type == NULL) {
    if (mir_arena_is_exhausted(builder->loader->arena)) {
      mir_builder_no_memory(builder);
    } else {
      mir_builder_machine(builder);
    }
  }
  return type;
}

mir_function *mir_loader_function(mir_loader *loader, const mir_item *item) {
  mir_function *function = mir_pointer_map_get(&loader->functions, item);
  if (function != NULL) {
    return function;
  }
  function = mir_arena_alloc(loader->arena, 1, sizeof *function);
  if (function == NULL) {
    return NULL;
  }
  function->item = item;
  function->name = mir_path_text(loader->arena, item->path);
  function->is_constant = item->kind != MIR_ITEM_FUNCTION;
  function->is_mutable = item->is_mutable;
  if (function->name == NULL ||
      !mir_pointer_map_set(&loader->functions, loader->arena, item, function)) {
    return NULL;
  }
  // What the prelude has is loaded when something mentions it.
  if (mir_is_prelude_file(item->position.file) && item->body != NULL &&
      !mir_add_instance(loader, item)) {
    return NULL;
  }
  return function;
}

mir_constant_item *mir_loader_constant(mir_loader *loader, const mir_item *item) {
  mir_constant_item *constant = mir_pointer_map_get(&loader->constants, item);
  if (constant != NULL) {
    return constant;
  }
  constant = mir_arena_alloc(loader->arena, 1, sizeof *constant);
  if (constant == NULL) {
    return NULL;
  }
  constant->name = mir_path_text(loader->arena, item->path);
  constant->layout = mir_layout_of(&loader->types, item->type);
  constant->body = mir_loader_function(loader, item);
  if (constant->name == NULL || constant->layout == NULL || constant->body == NULL ||
      !mir_pointer_map_set(&loader->constants, loader->arena, item, constant)) {
    return NULL;
  }
  return constant;
}

static bool load_body(mir_loader *loader, const mir_item *stated) {
  const mir_item *item = mir_ground(loader, stated);
  if (item == NULL) {
    return false;
  }
  if (item->body == NULL) {
    return item->constant == NULL || mir_load_constant_item(loader, item);
  }
  mir_function *function = mir_loader_function(loader, item);
  return function != NULL && mir_load_function(loader, function);
}

// The program's own. Generic items are only forms for their instances, which loading makes as it
// goes.
static bool load_bodies(mir_loader *loader, bool of_closures) {
  for (size_t i = 0; i < mir_own_item_count(loader->program); i++) {
    const mir_item *item = loader->program->items[i];
    bool is_chosen = (mir_closure_of_body(item) != NULL) == of_closures;
    if (is_chosen && !mir_is_generic(loader, item) && !load_body(loader, item)) {
      return false;
    }
  }
  return true;
}

// What filling mentions may be instances, and what instances mention must be filled.
static bool load_instances(mir_loader *loader, size_t *io_loaded) {
  size_t loaded = *io_loaded;
  bool done = true;
  while (done && (loaded < loader->instance_count || loader->unfilled_count > 0)) {
    done = mir_fill_allocations(loader);
    for (; done && loaded < loader->instance_count; loaded++) {
      done = load_body(loader, loader->instances[loaded]);
    }
  }
  *io_loaded = loaded;
  return done;
}

static const mir_path *intern_name(mir_loader *loader, const char *name) {
  mir_segment segment = {.kind = MIR_SEGMENT_NAME,
                         .name = mir_arena_intern(loader->arena, name, strlen(name))};
  return segment.name == NULL ? NULL : mir_intern_path(loader->arena, &segment, 1);
}

// `std::module::name`.
static const mir_path *intern_std_name(mir_loader *loader, const char *module, const char *name) {
  const char *const words[] = {"std", module, name};
  mir_segment segments[3];
  for (size_t i = 0; i < 3; i++) {
    const char *word = mir_arena_intern(loader->arena, words[i], strlen(words[i]));
    segments[i] = (mir_segment){.kind = MIR_SEGMENT_NAME, .name = word};
    if (word == NULL) {
      return NULL;
    }
  }
  return mir_intern_path(loader->arena, segments, 3);
}

static bool name_traits(mir_loader *loader) {
  loader->drop_name =
      (mir_segment){.kind = MIR_SEGMENT_NAME, .name = mir_arena_intern(loader->arena, "drop", 4)};
  loader->drop_trait = intern_name(loader, "Drop");
  loader->integer_trait = intern_std_name(loader, "num", "Int");
  return loader->drop_name.name != NULL && loader->drop_trait != NULL &&
         loader->integer_trait != NULL;
}

// There must be one, and only one.
static const mir_function *find_main(mir_loader *loader) {
  const mir_item *main = NULL;
  mir_error *error = loader->error;
  for (size_t i = 0; i < mir_own_item_count(loader->program); i++) {
    const mir_item *item = loader->program->items[i];
    if (item->kind != MIR_ITEM_FUNCTION || strcmp(item->path->stem, "main") != 0) {
      continue;
    }
    if (main != NULL) {
      *error = (mir_error){item->position.file, item->position.line, item->position.column, ""};
      snprintf(error->message, sizeof error->message,
               "the program has a second function `main`; the first stands in line %u",
               main->position.line);
      return NULL;
    }
    main = item;
  }
  if (main == NULL) {
    snprintf(error->message, sizeof error->message, "the program has no function `main`");
    return NULL;
  }
  const mir_item *grounded = mir_ground(loader, main);
  return grounded == NULL ? NULL : mir_loader_function(loader, grounded);
}

// What runs main: main itself, or for one that has a result the library's function around it.
static const mir_function *find_start(mir_loader *loader) {
  const mir_function *main = find_main(loader);
  mir_segment segments[2] = {
      {.kind = MIR_SEGMENT_NAME, .name = mir_arena_intern(loader->arena, "builtin", 7)},
      {.kind = MIR_SEGMENT_NAME, .name = mir_arena_intern(loader->arena, "Start", 5)}};
  mir_segment start = {.kind = MIR_SEGMENT_NAME,
                       .name = mir_arena_intern(loader->arena, "start", 5)};
  if (main == NULL || main->item->body->argument_count != 0 ||
      main->item->type == mir_intern_unit(loader->arena) ||
      main->item->type->kind == MIR_TYPE_NEVER || segments[0].name == NULL ||
      segments[1].name == NULL || start.name == NULL) {
    return main;
  }
  const mir_path *trait = mir_intern_path(loader->arena, segments, 2);
  const mir_item *item =
      trait == NULL ? NULL : mir_find_method(loader, main->item->type, trait, &start);
  return item == NULL ? main : mir_loader_function(loader, item);
}

// Closures come last: what calls one tells what its body is called with.
static bool load_all(mir_loader *loader, const mir_function **out_start) {
  size_t loaded = 0;
  return load_bodies(loader, false) &&
         (*out_start = find_start(loader), load_instances(loader, &loaded)) &&
         load_bodies(loader, true) && load_instances(loader, &loaded);
}

static int compare_vtables(const void *left, const void *right) {
  uint64_t a = (*(const mir_vtable *const *)left)->pointer.prov.alloc.value;
  uint64_t b = (*(const mir_vtable *const *)right)->pointer.prov.alloc.value;
  return a < b ? -1 : a > b;
}

static void sort_vtables(mir_loader *loader) {
  if (loader->vtable_count != 0) {
    qsort(loader->vtables, loader->vtable_count, sizeof *loader->vtables, compare_vtables);
  }
}

// The arena's memory, or the machine's.
static mir_status out_of_memory(const mir_loader *loader) {
  const airlock_report *report = airlock_last_report(loader->machine);
  const char *message = "out of memory";
  if (!mir_arena_is_exhausted(loader->arena) && report != NULL && report->message != NULL) {
    message = report->message;
  }
  snprintf(loader->error->message, sizeof loader->error->message, "%s", message);
  return MIR_OUT_OF_MEMORY;
}

mir_status mir_loader_prepare(mir_loader *loader, mir_program *program, airlock_machine *machine,
                              mir_error *out_error) {
  *loader = (mir_loader){.resolver = {mir_resolve_projection, mir_resolve_capture},
                         .program = program,
                         .arena = program->arena,
                         .machine = machine,
                         .error = out_error};
  *out_error = (mir_error){.file = NULL};
  loader->allocations =
      mir_arena_alloc(loader->arena, program->allocation_count, sizeof *loader->allocations);
  mir_status status = mir_expand_deferred(program, out_error);
  if (status != MIR_OK) {
    return status;
  }
  if (loader->allocations != NULL && mir_number_copies(program) && mir_resolve_names(program) &&
      mir_types_init(&loader->types, program, &loader->resolver, machine) &&
      mir_check_declarations(loader) && mir_expand_aliases(&loader->types, program) &&
      mir_loader_index_paths(loader) && mir_index_closures(loader) &&
      mir_models_index(&loader->models, loader->arena) && name_traits(loader)) {
    return MIR_OK;
  }
  return out_error->message[0] != '\0' ? MIR_INVALID : out_of_memory(loader);
}

mir_status mir_load(mir_image *out_image, mir_program *program, airlock_machine *machine,
                    mir_error *out_error) {
  mir_loader loader;
  const mir_function *start = NULL;
  mir_status status = mir_loader_prepare(&loader, program, machine, out_error);
  if (status != MIR_OK) {
    return status;
  }
  if (load_all(&loader, &start) && !mir_arena_is_exhausted(loader.arena)) {
    out_image->main = start;
    out_image->statics = loader.pending_statics;
    out_image->static_count = loader.pending_static_count;
    sort_vtables(&loader);
    out_image->vtables = (const mir_vtable *const *)loader.vtables;
    out_image->vtable_count = loader.vtable_count;
    if (out_image->main != NULL) {
      return MIR_OK;
    }
  }
  return out_error->message[0] != '\0' ? MIR_INVALID : out_of_memory(&loader);
}
