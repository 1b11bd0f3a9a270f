// SPDX-License-Identifier: MIT
//
// How a path finds its row in the table of models, and constants of std. rustc's trimmed paths are
// the last segment of a row's path, or the last two when the one before names a type.
#include "models.h"

#include <ctype.h>
#include <string.h>

#include "models_internal.h"
#include "print.h"

//===------------------------------------------------------------------------------------------===//
// Keys
//===------------------------------------------------------------------------------------------===//

static const char *type_word(const mir_type *type) {
  switch (type->kind) {
  case MIR_TYPE_RAW_POINTER:
    return type->pointer.is_mutable ? "*mut" : "*const";
  case MIR_TYPE_SLICE:
    return "[]";
  case MIR_TYPE_ARRAY:
    return "[;]";
  case MIR_TYPE_STR:
    return "str";
  case MIR_TYPE_PRIMITIVE:
    switch (type->primitive) {
    case MIR_PRIMITIVE_BOOL:
      return "bool";
    case MIR_PRIMITIVE_CHAR:
      return "char";
    case MIR_PRIMITIVE_F32:
      return "f32";
    case MIR_PRIMITIVE_F64:
      return "f64";
    default:
      return "int";
    }
  case MIR_TYPE_PATH: {
    const char *name = mir_path_last_name(type->path);
    return name == NULL ? "?" : name;
  }
  default:
    return "?";
  }
}

// Values that are compared and made without running code.
static bool is_primitive_like(const mir_type *type) {
  while (type->kind == MIR_TYPE_ARRAY) {
    type = type->array.element;
  }
  for (size_t i = 0; type->kind == MIR_TYPE_TUPLE && i < type->elements.count; i++) {
    if (!is_primitive_like(type->elements.items[i])) {
      return false;
    }
  }
  return type->kind == MIR_TYPE_PRIMITIVE || type->kind == MIR_TYPE_RAW_POINTER ||
         type->kind == MIR_TYPE_TUPLE;
}

// `Index<usize>`: indexing by a number is another function than indexing by a range.
static bool is_by_number(const mir_segment *segment) {
  mir_type_list arguments = segment->trait_path == NULL ? (mir_type_list){NULL, 0}
                                                        : mir_path_arguments(segment->trait_path);
  const char *trait = segment->trait_path == NULL ? NULL : mir_path_last_name(segment->trait_path);
  return arguments.count == 1 && trait != NULL && strncmp(trait, "Index", 5) == 0 &&
         arguments.items[0]->kind == MIR_TYPE_PRIMITIVE &&
         arguments.items[0]->primitive == MIR_PRIMITIVE_USIZE;
}

static void add_segment(mir_message *key, const mir_segment *segment) {
  switch (segment->kind) {
  case MIR_SEGMENT_NAME:
    mir_message_add(key, "%s", segment->name);
    break;
  case MIR_SEGMENT_IMPL:
    mir_message_add(key, "<%s>", type_word(segment->self_type));
    break;
  case MIR_SEGMENT_QUALIFIED: {
    const char *trait =
        segment->trait_path == NULL ? NULL : mir_path_last_name(segment->trait_path);
    bool is_primitive = is_primitive_like(segment->self_type);
    mir_message_add(key, "<%s as %s%s>", is_primitive ? "prim" : type_word(segment->self_type),
                    trait == NULL ? "?" : trait, is_by_number(segment) ? "<usize>" : "");
    break;
  }
  default:
    mir_message_add(key, "?");
    break;
  }
}

static bool is_crate(const mir_segment *segment) {
  return segment->kind == MIR_SEGMENT_NAME &&
         (strcmp(segment->name, "std") == 0 || strcmp(segment->name, "core") == 0 ||
          strcmp(segment->name, "alloc") == 0);
}

static const char *key_of_path(mir_arena *arena, const mir_path *path) {
  mir_message key = {.data = NULL};
  size_t first = path->segment_count > 1 && is_crate(&path->segments[0]) ? 1 : 0;
  for (size_t i = first; i < path->segment_count; i++) {
    mir_message_add(&key, "%s", i == first ? "" : "::");
    add_segment(&key, &path->segments[i]);
  }
  const char *interned = key.data == NULL ? NULL : mir_arena_intern(arena, key.data, key.length);
  mir_message_release(&key);
  return interned;
}

// Where the trimmed form of a row's path begins.
static const char *short_key(const char *path) {
  const char *last = path;
  const char *before = path;
  for (const char *next = strstr(path, "::"); next != NULL; next = strstr(next + 2, "::")) {
    before = last;
    last = next + 2;
  }
  return before != last && (isupper((unsigned char)*before) || *before == '<') ? before : last;
}

static bool add_key(mir_pointer_map *map, mir_arena *arena, const char *key,
                    const mir_model *model) {
  const char *interned = mir_arena_intern(arena, key, strlen(key));
  if (interned == NULL) {
    return false;
  }
  return mir_pointer_map_get(map, interned) != NULL ||
         mir_pointer_map_set(map, arena, interned, (void *)(uintptr_t)model);
}

bool mir_models_index(mir_pointer_map *map, mir_arena *arena) {
  size_t count = 0;
  const mir_model *models = mir_models_table(&count);
  for (size_t i = 0; i < count; i++) {
    if (!add_key(map, arena, models[i].path, &models[i])) {
      return false;
    }
  }
  for (size_t i = 0; i < count; i++) {
    if (!add_key(map, arena, short_key(models[i].path), &models[i])) {
      return false;
    }
  }
  return true;
}

const mir_model *mir_models_find(const mir_pointer_map *map, mir_arena *arena,
                                 const mir_path *path) {
  const char *key = key_of_path(arena, path);
  return key == NULL ? NULL : mir_pointer_map_get(map, key);
}

//===------------------------------------------------------------------------------------------===//
// Generic arguments and constants
//===------------------------------------------------------------------------------------------===//

static bool add_generic(mir_types *types, const mir_layout **layouts, size_t *io_count,
                        size_t limit, const mir_type *type) {
  if (type->kind == MIR_TYPE_CONSTANT || *io_count == limit) {
    return true;
  }
  layouts[*io_count] = mir_layout_of(types, type);
  (*io_count)++;
  return layouts[*io_count - 1] != NULL;
}

// What stands for T in an impl's self type.
static const mir_type *self_argument(const mir_type *type) {
  switch (type->kind) {
  case MIR_TYPE_RAW_POINTER:
    return type->pointer.pointee;
  case MIR_TYPE_SLICE:
    return type->array.element;
  default:
    return type;
  }
}

const mir_layout **mir_model_generics(mir_types *types, size_t *out_count, const mir_path *path) {
  enum { LIMIT = 8 };
  const mir_layout **layouts = mir_arena_alloc(types->arena, LIMIT, sizeof *layouts);
  *out_count = 0;
  for (size_t i = 0; layouts != NULL && i < path->segment_count; i++) {
    const mir_segment *segment = &path->segments[i];
    bool done = true;
    if (segment->kind == MIR_SEGMENT_IMPL) {
      done = add_generic(types, layouts, out_count, LIMIT, self_argument(segment->self_type));
    } else if (segment->kind == MIR_SEGMENT_QUALIFIED) {
      done = add_generic(types, layouts, out_count, LIMIT, segment->self_type);
    }
    for (size_t j = 0; done && j < segment->arguments.count; j++) {
      done = add_generic(types, layouts, out_count, LIMIT, segment->arguments.items[j]);
    }
    if (!done) {
      return NULL;
    }
  }
  return layouts;
}

static bool integer_constant(const mir_layout *layout, const char *name,
                             airlock_scalar *out_scalar) {
  unsigned bits = (unsigned)layout->size * 8;
  bool is_signed = mir_kind_is_signed(layout->kind);
  mir_uint128 greatest = ~(mir_uint128)0 >> (128 - bits + (is_signed ? 1 : 0));
  if (strcmp(name, "MAX") == 0) {
    *out_scalar = mir_scalar_of(layout->kind, greatest);
  } else if (strcmp(name, "MIN") == 0) {
    *out_scalar = mir_scalar_of(layout->kind, is_signed ? ~greatest : 0);
  } else if (strcmp(name, "BITS") == 0) {
    *out_scalar = airlock_int(AIRLOCK_U32, bits);
  } else {
    return false;
  }
  return true;
}

static bool float_constant(airlock_kind kind, const char *name, airlock_scalar *out_scalar) {
  static const struct {
    const char *name;
    uint64_t wide;
    uint32_t narrow;
  } values[] = {
      {"NAN", UINT64_C(0x7ff8000000000000), UINT32_C(0x7fc00000)},
      {"INFINITY", UINT64_C(0x7ff0000000000000), UINT32_C(0x7f800000)},
      {"NEG_INFINITY", UINT64_C(0xfff0000000000000), UINT32_C(0xff800000)},
      {"MAX", UINT64_C(0x7fefffffffffffff), UINT32_C(0x7f7fffff)},
      {"MIN", UINT64_C(0xffefffffffffffff), UINT32_C(0xff7fffff)},
      {"MIN_POSITIVE", UINT64_C(0x0010000000000000), UINT32_C(0x00800000)},
      {"EPSILON", UINT64_C(0x3cb0000000000000), UINT32_C(0x34000000)},
      {"PI", UINT64_C(0x400921fb54442d18), UINT32_C(0x40490fdb)},
      {"E", UINT64_C(0x4005bf0a8b145769), UINT32_C(0x402df854)},
  };
  for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
    if (strcmp(values[i].name, name) == 0) {
      *out_scalar = airlock_int(kind, kind == AIRLOCK_F64 ? values[i].wide : values[i].narrow);
      return true;
    }
  }
  return false;
}

static bool layout_constant(const mir_layout *layout, const char *name,
                            airlock_scalar *out_scalar) {
  if (layout->class == MIR_CLASS_UNKNOWN || layout->class == MIR_CLASS_UNSIZED) {
    return false;
  }
  if (strcmp(name, "SIZE") == 0) {
    *out_scalar = airlock_int(AIRLOCK_USIZE, layout->size);
  } else if (strcmp(name, "ALIGN") == 0) {
    *out_scalar = airlock_int(AIRLOCK_USIZE, layout->align);
  } else {
    return false;
  }
  return true;
}

static bool primitive_constant(const mir_layout *layout, const char *name,
                               airlock_scalar *out_scalar) {
  if (layout->shape != MIR_SHAPE_PRIMITIVE) {
    return false;
  }
  if (layout->kind == AIRLOCK_F32 || layout->kind == AIRLOCK_F64) {
    return float_constant(layout->kind, name, out_scalar);
  }
  if (layout->kind == AIRLOCK_CHAR && strcmp(name, "MAX") == 0) {
    *out_scalar = airlock_int(AIRLOCK_CHAR, 0x10ffff);
    return true;
  }
  return layout->kind >= AIRLOCK_I8 && layout->kind <= AIRLOCK_USIZE &&
         integer_constant(layout, name, out_scalar);
}

// `u8` in `u8::MAX`, and `f64` in `std::f64::consts::PI`.
static const mir_layout *named_primitive(mir_types *types, const mir_path *path) {
  size_t index = path->segment_count - 2;
  if (index > 0 && path->segments[index].kind == MIR_SEGMENT_NAME &&
      strcmp(path->segments[index].name, "consts") == 0) {
    index--;
  }
  if (path->segments[index].kind != MIR_SEGMENT_NAME ||
      (index > 0 && !is_crate(&path->segments[0]))) {
    return NULL;
  }
  for (int i = 0; i < MIR_PRIMITIVE_COUNT; i++) {
    if (strcmp(mir_primitive_name((mir_primitive)i), path->segments[index].name) == 0) {
      return mir_layout_of_primitive(types, (mir_primitive)i);
    }
  }
  return NULL;
}

// `NonZero::<T>::MAX` and the like: T's own, but for the least of what has no sign.
static bool non_zero_constant(mir_types *types, const mir_segment *segment, const char *name,
                              airlock_scalar *out_scalar) {
  if (strcmp(segment->name, "NonZero") != 0 || segment->arguments.count != 1) {
    return false;
  }
  const mir_layout *layout = mir_layout_of(types, segment->arguments.items[0]);
  if (layout == NULL || layout->shape != MIR_SHAPE_PRIMITIVE || layout->kind < AIRLOCK_I8 ||
      layout->kind > AIRLOCK_USIZE) {
    return false;
  }
  if (strcmp(name, "MIN") == 0 && !mir_kind_is_signed(layout->kind)) {
    *out_scalar = airlock_int(layout->kind, 1);
    return true;
  }
  return integer_constant(layout, name, out_scalar);
}

bool mir_model_constant(mir_types *types, const mir_path *path, airlock_scalar *out_scalar) {
  const char *name = mir_path_last_name(path);
  if (name == NULL || path->segment_count < 2) {
    return false;
  }
  if (strcmp(path->stem, "std::process::ExitCode::SUCCESS") == 0 ||
      strcmp(path->stem, "std::process::ExitCode::FAILURE") == 0) {
    *out_scalar = airlock_int(AIRLOCK_U8, strcmp(name, "FAILURE") == 0);
    return true;
  }
  const mir_segment *segment = &path->segments[path->segment_count - 2];
  const mir_layout *layout = NULL;
  if (segment->kind == MIR_SEGMENT_NAME && non_zero_constant(types, segment, name, out_scalar)) {
    return true;
  }
  if (segment->kind == MIR_SEGMENT_NAME) {
    layout = named_primitive(types, path);
  } else if (segment->kind == MIR_SEGMENT_IMPL || segment->kind == MIR_SEGMENT_QUALIFIED) {
    layout = mir_layout_of(types, segment->self_type);
  }
  if (layout == NULL) {
    return false;
  }
  if (segment->kind == MIR_SEGMENT_QUALIFIED && segment->trait_path != NULL) {
    return layout_constant(layout, name, out_scalar);
  }
  return primitive_constant(layout, name, out_scalar);
}

const mir_layout *mir_model_constant_layout(mir_types *types, airlock_kind kind) {
  for (int i = 0; i < MIR_PRIMITIVE_COUNT; i++) {
    const mir_layout *layout = mir_layout_of_primitive(types, (mir_primitive)i);
    if (layout != NULL && layout->class == MIR_CLASS_SCALAR && layout->kind == kind) {
      return layout;
    }
  }
  return NULL;
}
