// SPDX-License-Identifier: MIT
//
// compare_sizes PROGRAM.mir SOURCE.rs <SIZES: lays out the types of a program as airlock does and
// compares them with what `rustc -Zprint-type-sizes` has printed of it. A type's report is
//
//   print-type-size type: `Shape`: 24 bytes, alignment: 8 bytes
//   print-type-size     discriminant: 1 bytes
//   print-type-size     variant `Line`: 15 bytes
//   print-type-size         field `.1`: 1 bytes
//   print-type-size         padding: 6 bytes
//   print-type-size         field `.0`: 8 bytes, alignment: 8 bytes
//
// Fields stand in order of their offsets, which follow from the sizes in front of them; a field
// that lies on another has its offset behind it.
//
// Of std, what programs keep in their own types is compared, by size and alignment: airlock has
// fields of its own for it, and iterators, hashers and the like in other forms altogether. Closures
// are left out, whose captures have no names here.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mir/load_internal.h"
#include "mir/parser.h"
#include "mir/parser_parts.h"
#include "mir/prelude.h"

typedef struct comparison {
  mir_loader loader;
  const char *name;         // Of the type.
  const mir_layout *layout; // NULL: not compared.
  const mir_layout_variant *variant;
  uint64_t tag_size;
  uint64_t offset; // Behind the last field.
  bool has_discriminant;
  unsigned types;
  unsigned fields;
  unsigned left_out;
  unsigned differences;
} comparison;

static char *read_all(FILE *file, size_t *out_length) {
  size_t capacity = 1 << 16;
  char *text = malloc(capacity);
  *out_length = 0;
  while (text != NULL) {
    *out_length += fread(text + *out_length, 1, capacity - *out_length - 1, file);
    if (*out_length + 1 < capacity) {
      text[*out_length] = '\0';
      return text;
    }
    capacity *= 2;
    char *larger = realloc(text, capacity);
    if (larger == NULL) {
      free(text);
    }
    text = larger;
  }
  return NULL;
}

static bool read_file(const char *path, char **out_text, size_t *out_length) {
  FILE *file = fopen(path, "r");
  *out_text = file == NULL ? NULL : read_all(file, out_length);
  if (file != NULL) {
    fclose(file);
  }
  return *out_text != NULL;
}

//===------------------------------------------------------------------------------------------===//
// What airlock has
//===------------------------------------------------------------------------------------------===//

static mir_status load(mir_loader *loader, mir_arena *arena, airlock_machine *machine,
                       const char *mir_path, const char *rust_path, mir_error *out_error) {
  mir_program *program = mir_program_new(arena);
  mir_program *prelude = NULL;
  char *text = NULL;
  size_t length = 0;
  *out_error = (mir_error){.file = mir_path};
  if (program == NULL || !read_file(mir_path, &text, &length)) {
    return MIR_INVALID;
  }
  mir_status status = mir_parse_text(program, mir_path, text, length, out_error);
  free(text);
  if (status == MIR_OK && !read_file(rust_path, &text, &length)) {
    return MIR_INVALID;
  }
  if (status == MIR_OK) {
    status = mir_scan_rust_items(program, rust_path, text, length, out_error);
    free(text);
  }
  if (status == MIR_OK) {
    status = mir_read_prelude(&prelude, arena, out_error);
  }
  if (status == MIR_OK) {
    status = mir_add_prelude(program, prelude, out_error);
  }
  return status == MIR_OK ? mir_loader_prepare(loader, program, machine, out_error) : status;
}

// The layout of a type as rustc writes it; NULL when it is no type of MIR.
static const mir_layout *layout_of(mir_loader *loader, const char *name) {
  mir_parser parser;
  mir_error error;
  mir_parser_init(&parser, loader->program, "types", name, strlen(name));
  const mir_type *type = mir_parse_type(&parser);
  return mir_parser_finish(&parser, "types", &error) == MIR_OK ? mir_layout_of(&loader->types, type)
                                                               : NULL;
}

static const mir_layout_variant *find_variant(const mir_layout *layout, const char *name) {
  for (size_t i = 0; i < layout->variant_count; i++) {
    if (layout->variants[i].name != NULL && strcmp(layout->variants[i].name, name) == 0) {
      return &layout->variants[i];
    }
  }
  return NULL;
}

static const mir_layout_field *find_field(const mir_layout_variant *variant, const char *name) {
  for (size_t i = 0; i < variant->field_count; i++) {
    char number[24];
    snprintf(number, sizeof number, "%zu", i);
    const char *own = variant->fields[i].name == NULL ? number : variant->fields[i].name;
    if (strcmp(own, name) == 0) {
      return &variant->fields[i];
    }
  }
  return NULL;
}

//===------------------------------------------------------------------------------------------===//
// What rustc has
//===------------------------------------------------------------------------------------------===//

static void expect(comparison *comparison, const char *what, uint64_t ours, uint64_t theirs) {
  if (ours != theirs) {
    printf("`%s`: %s is %" PRIu64 ", not rustc's %" PRIu64 "\n", comparison->name, what, ours,
           theirs);
    comparison->differences++;
  }
}

// Of a union, and of variants of one that follows, the fields begin at 0 or behind the tag again.
static void begin_variant(comparison *comparison, const char *name) {
  comparison->offset = comparison->tag_size;
  comparison->variant = NULL;
  if (comparison->layout == NULL) {
    return;
  }
  const mir_layout *layout = comparison->layout;
  comparison->variant = layout->shape == MIR_SHAPE_UNION  ? &layout->variants[0]
                        : layout->shape == MIR_SHAPE_ENUM ? find_variant(layout, name)
                                                          : NULL;
  if (comparison->variant == NULL) {
    printf("`%s` has no variant %s\n", comparison->name, name);
    comparison->differences++;
  }
}

static bool is_of_std(const char *name) {
  static const char *const crates[] = {"std::", "core::", "alloc::", "unwind::", "hashbrown::"};
  name += name[0] == '<';
  for (size_t i = 0; i < sizeof crates / sizeof *crates; i++) {
    if (strncmp(name, crates[i], strlen(crates[i])) == 0) {
      return true;
    }
  }
  return false;
}

// Whether everything of std that the name mentions has the size that std gives it.
static bool is_as_in_std(const char *name) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_:";
  static const char known[] =
      " std::option::Option std::result::Result std::boxed::Box std::vec::Vec std::string::String"
      " std::rc::Rc std::rc::Weak std::cell::Cell std::cell::RefCell std::cell::UnsafeCell"
      " std::cell::OnceCell std::mem::MaybeUninit std::mem::ManuallyDrop std::ptr::NonNull"
      " std::ptr::Unique std::num::NonZero std::num::Wrapping std::cmp::Ordering std::cmp::Reverse"
      " std::marker::PhantomData std::alloc::Global std::alloc::Layout std::time::Duration"
      " std::borrow::Cow std::ffi::CString std::ffi::NulError std::str::Utf8Error"
      " std::string::FromUtf8Error std::ops::Range std::ops::RangeInclusive std::ops::RangeFrom"
      " std::ops::RangeTo std::ops::RangeFull std::ops::ControlFlow std::pin::Pin"
      " std::collections::HashMap std::collections::HashSet std::collections::BTreeMap"
      " std::collections::BTreeSet std::collections::VecDeque std::collections::BinaryHeap ";
  // What stands inside of a function of std, and its guards.
  if (is_of_std(name) && (strstr(name, ">::") != NULL || strstr(name, "&std::alloc") != NULL)) {
    return false;
  }
  for (const char *next = strstr(name, "::"); next != NULL; next = strstr(next, "::")) {
    const char *start = next;
    while (start > name && strchr(letters, start[-1]) != NULL) {
      start--;
    }
    char word[100];
    size_t length = strspn(start, letters);
    snprintf(word, sizeof word, " %.*s ", (int)length, start);
    if (is_of_std(start) && strstr(known, word) == NULL) {
      return false;
    }
    next = start + length;
  }
  return true;
}

static void begin_type(comparison *comparison, const char *name, uint64_t size, uint64_t align) {
  bool is_closure = strstr(name, "{closure") != NULL || strstr(name, "{async") != NULL;
  const mir_layout *layout = is_closure ? NULL : layout_of(&comparison->loader, name);
  comparison->name = name;
  comparison->layout = NULL;
  comparison->variant = NULL;
  comparison->tag_size = 0;
  comparison->offset = 0;
  if (is_closure || !is_as_in_std(name)) {
    comparison->left_out++;
    return;
  }
  if (layout == NULL || layout->class == MIR_CLASS_UNKNOWN) {
    printf("`%s` is not laid out: %s\n", name, layout == NULL ? "not read" : layout->problem);
    comparison->differences++;
    return;
  }
  bool is_unsized = layout->class == MIR_CLASS_UNSIZED && layout->element != NULL;
  expect(comparison, "the size", is_unsized ? mir_layout_unsized_size(layout, 0) : layout->size,
         size);
  expect(comparison, "the alignment", layout->align, align);
  comparison->types++;
  if (!is_of_std(name) || layout->shape == MIR_SHAPE_ENUM) {
    comparison->layout = layout;
    comparison->variant = layout->shape == MIR_SHAPE_STRUCT ? &layout->variants[0] : NULL;
  }
}

static void check_field(comparison *comparison, const char *name, uint64_t size, uint64_t offset) {
  if (comparison->variant == NULL) {
    return;
  }
  const mir_layout_field *field = find_field(comparison->variant, name);
  char what[200];
  if (field == NULL) {
    printf("`%s` has no field %s\n", comparison->name, name);
    comparison->differences++;
    return;
  }
  snprintf(what, sizeof what, "the size of `%.100s`", name);
  expect(comparison, what, field->layout->size, size);
  snprintf(what, sizeof what, "the offset of `%.100s`", name);
  expect(comparison, what, field->offset, offset);
  comparison->fields++;
}

// The number behind `label` in the rest of a line.
static bool number_behind(const char *rest, const char *label, uint64_t *out_number) {
  const char *found = strstr(rest, label);
  if (found != NULL) {
    *out_number = strtoull(found + strlen(label), NULL, 10);
  }
  return found != NULL;
}

// The text between the first backtick and the last, which is cut off there; what follows is the
// rest of the line.
static char *quoted(char *line, char **out_rest) {
  char *first = strchr(line, '`');
  char *last = strrchr(line, '`');
  if (first == NULL || last == first) {
    return NULL;
  }
  *last = '\0';
  *out_rest = last + 1;
  return first + 1;
}

static void read_line(comparison *comparison, char *line) {
  static const char mark[] = "print-type-size ";
  uint64_t number = 0;
  uint64_t align = 0;
  char *rest = NULL;
  if (strncmp(line, mark, sizeof mark - 1) != 0) {
    return;
  }
  line += sizeof mark - 1;
  line += strspn(line, " ");
  bool is_type = strncmp(line, "type: ", 6) == 0;
  bool is_variant = strncmp(line, "variant ", 8) == 0;
  bool is_field = strncmp(line, "field ", 6) == 0;
  if (number_behind(line, "discriminant: ", &number) && !is_type && !is_variant && !is_field) {
    bool is_tagged = comparison->layout != NULL && comparison->layout->tag == MIR_TAG_VALUE;
    comparison->tag_size = number;
    if (comparison->layout != NULL) {
      expect(comparison, "the size of the tag",
             is_tagged ? comparison->layout->tag_layout->size : 0, number);
    }
  } else if (strncmp(line, "padding: ", 9) == 0) {
    comparison->offset += strtoull(line + 9, NULL, 10);
  } else if (is_type || is_variant || is_field) {
    char *name = quoted(line, &rest);
    if (name == NULL || !number_behind(rest, ": ", &number)) {
      return;
    }
    if (is_type && number_behind(rest, "alignment: ", &align)) {
      begin_type(comparison, name, number, align);
    } else if (is_variant) {
      begin_variant(comparison, name);
    } else if (is_field) {
      uint64_t offset = comparison->offset;
      number_behind(rest, "offset: ", &offset);
      check_field(comparison, name + 1, number, offset);
      if (offset + number > comparison->offset) {
        comparison->offset = offset + number;
      }
    }
  }
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: compare_sizes PROGRAM.mir SOURCE.rs <SIZES\n");
    return 2;
  }
  comparison comparison = {.name = ""};
  airlock_machine *machine = NULL;
  mir_arena *arena = mir_arena_new();
  mir_error error;
  size_t length = 0;
  char *sizes = read_all(stdin, &length);
  int result = 2;
  if (arena == NULL || sizes == NULL || airlock_machine_new(&machine, NULL) != AIRLOCK_OK) {
    fprintf(stderr, "out of memory\n");
  } else if (load(&comparison.loader, arena, machine, argv[1], argv[2], &error) != MIR_OK) {
    fprintf(stderr, "%s: %s\n", error.file == NULL ? "" : error.file, error.message);
  } else {
    for (char *line = strtok(sizes, "\n"); line != NULL; line = strtok(NULL, "\n")) {
      read_line(&comparison, line);
    }
    printf("%u types and %u fields compared, %u types left out, %u differences\n", comparison.types,
           comparison.fields, comparison.left_out, comparison.differences);
    result = comparison.differences == 0 ? 0 : 1;
  }
  free(sizes);
  airlock_machine_free(machine);
  mir_arena_free(arena);
  return result;
}
