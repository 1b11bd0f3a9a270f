// SPDX-License-Identifier: MIT
//
// generate SEED: prints a Rust program with random types, which tells their sizes, alignments and
// offsets, and what it reads of statics and of copies of values of them. Types are made of earlier
// ones: structs, unions and enums of every representation, tuples, arrays, Options, and generics.
//
// A type has a list of parts, by variant. A valued type can be written as a constant; the others
// (boxes, strings, what can never be there) only have a layout.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../random.h"

enum { MAX_TYPES = 400, MAX_VARIANTS = 8, MAX_PARTS = 6, TYPE_COUNT = 130, TEXT_SIZE = 400 };

typedef enum kind { KIND_BASE, KIND_STRUCT, KIND_TUPLE, KIND_ARRAY, KIND_UNION, KIND_ENUM } kind;

typedef struct variant {
  char name[32]; // As a value names it: "E7::B", "Some".
  int parts[MAX_PARTS];
  int part_count;
  bool is_named; // Fields f0, f1, ..
} variant;

typedef struct type {
  kind kind;
  char text[TEXT_SIZE];
  const char *values[3]; // Of a base type; NULL: it has none.
  const char *hash;      // Of a base type: an expression of `v`, a reference.
  variant variants[MAX_VARIANTS];
  int variant_count;
  int length; // Of an array.
  bool is_packed;
  bool is_copy;
  bool is_aligned; // Somewhere inside is a repr(align).
  bool is_valued;
} type;

static type types[MAX_TYPES];
static int type_count;
static struct random source;

static unsigned below(unsigned limit) {
  return (unsigned)random_below(&source, limit);
}

//===------------------------------------------------------------------------------------------===//
// Base types
//===------------------------------------------------------------------------------------------===//

static const struct {
  const char *text;
  const char *values[3];
  const char *hash;
  bool is_copy;
} bases[] = {
    {"u8", {"7", "255", "0"}, "*v as u64", true},
    {"i8", {"-1", "127", "3"}, "*v as u64", true},
    {"u16", {"500", "1", "65535"}, "*v as u64", true},
    {"i32", {"-70000", "5", "0"}, "*v as u64", true},
    {"u32", {"70000", "5", "0"}, "*v as u64", true},
    {"i64", {"-5000000000", "1", "0"}, "*v as u64", true},
    {"u64", {"0x1122334455667788", "1", "0"}, "*v", true},
    {"usize", {"99", "1", "0"}, "*v as u64", true},
    {"u128", {"1 << 100", "3", "0"}, "(*v >> 70) as u64 ^ *v as u64", true},
    {"i128", {"-4", "3", "0"}, "(*v >> 70) as u64 ^ *v as u64", true},
    {"f32", {"1.5", "-2.0", "0.0"}, "*v as i64 as u64", true},
    {"f64", {"1e10", "-2.0", "0.0"}, "*v as i64 as u64", true},
    {"bool", {"true", "false", "true"}, "*v as u64", true},
    {"char", {"'a'", "'\\u{10ffff}'", "'\\0'"}, "*v as u64", true},
    {"()", {"()", "()", "()"}, "0", true},
    {"&'static u16", {"&5", "&77", "&1000"}, "**v as u64", true},
    {"&'static [u32]", {"&[1, 2]", "&[9]", "&[4, 4, 4]"}, "v.len() as u64 + v[0] as u64", true},
    {"*const u8",
     {"std::ptr::null()", "std::ptr::null()", "std::ptr::null()"},
     "v.is_null() as u64",
     true},
    {"fn() -> u64", {"one", "two", "one"}, "(*v)()", true},
    {"std::num::NonZeroU8",
     {"NonZeroU8::MIN", "NonZeroU8::MAX", "NonZeroU8::MIN"},
     "v.get() as u64",
     true},
    {"std::num::NonZeroI64",
     {"NonZeroI64::MIN", "NonZeroI64::MAX", "NonZeroI64::MIN"},
     "v.get() as u64",
     true},
    {"std::num::NonZeroU128",
     {"NonZeroU128::MIN", "NonZeroU128::MAX", "NonZeroU128::MIN"},
     "v.get() as u64",
     true},
    {"std::cmp::Ordering",
     {"Ordering::Less", "Ordering::Greater", "Ordering::Equal"},
     "*v as i8 as u64",
     true},
    {"std::marker::PhantomData<u64>", {"PhantomData", "PhantomData", "PhantomData"}, "0", true},
    {"[u64; 0]", {"[]", "[]", "[]"}, "0", true},
    {"std::num::Wrapping<u16>", {"Wrapping(9)", "Wrapping(1)", "Wrapping(0)"}, "v.0 as u64", true},
    {"std::ptr::NonNull<u8>", {NULL, NULL, NULL}, NULL, true},
    {"std::mem::MaybeUninit<u32>", {NULL, NULL, NULL}, NULL, true},
    {"std::mem::MaybeUninit<bool>", {NULL, NULL, NULL}, NULL, true},
    {"std::cell::Cell<bool>", {NULL, NULL, NULL}, NULL, false},
    {"std::cell::UnsafeCell<&'static u8>", {NULL, NULL, NULL}, NULL, false},
    {"std::mem::ManuallyDrop<char>", {NULL, NULL, NULL}, NULL, false},
    {"std::boxed::Box<u16>", {NULL, NULL, NULL}, NULL, false},
    {"std::string::String", {NULL, NULL, NULL}, NULL, false},
    {"std::vec::Vec<u32>", {NULL, NULL, NULL}, NULL, false},
    {"std::time::Duration", {NULL, NULL, NULL}, NULL, true},
    {"std::alloc::Layout", {NULL, NULL, NULL}, NULL, true},
    {"std::ops::Range<u16>", {NULL, NULL, NULL}, NULL, false},
    {"&'static dyn Fn()", {NULL, NULL, NULL}, NULL, true},
    {"*const dyn Fn()", {NULL, NULL, NULL}, NULL, true},
    {"std::boxed::Box<[u8]>", {NULL, NULL, NULL}, NULL, false},
    {"Void", {NULL, NULL, NULL}, NULL, false},
    {"(u64, Void)", {NULL, NULL, NULL}, NULL, false},
};

static void add_bases(void) {
  for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
    type *base = &types[type_count];
    snprintf(base->text, sizeof base->text, "%s", bases[i].text);
    memcpy(base->values, bases[i].values, sizeof base->values);
    base->hash = bases[i].hash;
    base->is_copy = bases[i].is_copy;
    base->is_valued = bases[i].hash != NULL;
    type_count++;
  }
}

//===------------------------------------------------------------------------------------------===//
// Making types
//===------------------------------------------------------------------------------------------===//

static bool fits(const type *candidate, bool is_packed, bool needs_copy) {
  return !(is_packed && candidate->is_aligned) && !(needs_copy && !candidate->is_copy) &&
         strlen(candidate->text) < 60;
}

// Any earlier type that fits; the later ones more often.
static int pick(bool is_packed, bool needs_copy) {
  for (unsigned i = 0; i < 50; i++) {
    int index = (int)below((unsigned)type_count);
    if (below(2) == 0) {
      index = type_count - 1 - (int)below((unsigned)type_count / 2);
    }
    if (fits(&types[index], is_packed, needs_copy)) {
      return index;
    }
  }
  return 0;
}

static void pick_parts(type *made, variant *variant, unsigned most) {
  variant->part_count = (int)below(most + 1);
  for (int i = 0; i < variant->part_count; i++) {
    variant->parts[i] = pick(made->is_packed, made->kind == KIND_UNION);
  }
}

// What follows from the parts.
static void conclude(type *made) {
  bool is_valued = false;
  made->is_copy = made->kind == KIND_TUPLE || made->kind == KIND_ARRAY;
  for (int i = 0; i < made->variant_count; i++) {
    bool is_variant_valued = true;
    for (int j = 0; j < made->variants[i].part_count; j++) {
      const type *part = &types[made->variants[i].parts[j]];
      is_variant_valued &= part->is_valued;
      made->is_aligned |= part->is_aligned;
      made->is_copy &= part->is_copy;
    }
    is_valued |= is_variant_valued;
  }
  made->is_valued = is_valued;
}

static void add_text(char *text, const char *more) {
  size_t used = strlen(text);
  snprintf(text + used, TEXT_SIZE - used, "%s", more);
}

static type *begin_type(kind kind) {
  type *made = &types[type_count];
  *made = (type){.kind = kind, .variant_count = 1};
  return made;
}

static void make_tuple(void) {
  type *made = begin_type(KIND_TUPLE);
  pick_parts(made, &made->variants[0], 4);
  add_text(made->text, "(");
  for (int i = 0; i < made->variants[0].part_count; i++) {
    add_text(made->text, types[made->variants[0].parts[i]].text);
    add_text(made->text, ", ");
  }
  add_text(made->text, ")");
  if (made->variants[0].part_count == 0) {
    snprintf(made->text, sizeof made->text, "()");
  }
}

static void make_array(void) {
  type *made = begin_type(KIND_ARRAY);
  made->length = 1 + (int)below(4);
  made->variants[0].part_count = 1;
  made->variants[0].parts[0] = pick(false, false);
  snprintf(made->text, sizeof made->text, "[%.300s; %d]", types[made->variants[0].parts[0]].text,
           made->length);
}

static void make_option(void) {
  type *made = begin_type(KIND_ENUM);
  made->variant_count = 2;
  int first = pick(false, false);
  bool is_result = below(4) == 0;
  int second = pick(false, false);
  if (is_result) {
    snprintf(made->text, sizeof made->text, "Result<%.150s, %.150s>", types[first].text,
             types[second].text);
  } else {
    snprintf(made->text, sizeof made->text, "Option<%.300s>", types[first].text);
  }
  snprintf(made->variants[0].name, sizeof made->variants[0].name, is_result ? "Ok" : "None");
  snprintf(made->variants[1].name, sizeof made->variants[1].name, is_result ? "Err" : "Some");
  if (is_result) {
    made->variants[0].part_count = 1;
    made->variants[0].parts[0] = first;
  }
  made->variants[1].part_count = 1;
  made->variants[1].parts[0] = is_result ? second : first;
}

// The generic types of the prologue.
static void make_generic(void) {
  int first = pick(false, false);
  int second = pick(false, false);
  type *made = begin_type(KIND_STRUCT);
  variant *only = &made->variants[0];
  const char *a = types[first].text;
  const char *b = types[second].text;
  only->is_named = true;
  only->part_count = 3;
  switch (below(3)) {
  case 0:
    snprintf(made->text, sizeof made->text, "Ga<%.300s>", a);
    memcpy(only->parts, (int[]){0, first, 2}, 3 * sizeof(int));
    break;
  case 1:
    snprintf(made->text, sizeof made->text, "Gb<%.300s>", a);
    memcpy(only->parts, (int[]){0, 12, first}, 3 * sizeof(int));
    break;
  default:
    snprintf(made->text, sizeof made->text, "Gc<%.150s, %.150s>", a, b);
    memcpy(only->parts, (int[]){first, 4, second}, 3 * sizeof(int));
    break;
  }
  snprintf(only->name, sizeof only->name, "%.2s", made->text);
}

//===------------------------------------------------------------------------------------------===//
// Declarations
//===------------------------------------------------------------------------------------------===//

static void print_parts(const variant *variant) {
  for (int i = 0; i < variant->part_count; i++) {
    if (variant->is_named) {
      printf("f%d: ", i);
    }
    printf("%s, ", types[variant->parts[i]].text);
  }
}

static void make_struct(void) {
  static const char *const reprs[] = {"",
                                      "",
                                      "",
                                      "",
                                      "C",
                                      "packed",
                                      "packed(2)",
                                      "C, packed",
                                      "C, packed(4)",
                                      "align(16)",
                                      "C, align(8)",
                                      "align(2)"};
  type *made = begin_type(KIND_STRUCT);
  const char *repr = reprs[below(sizeof reprs / sizeof *reprs)];
  made->is_packed = strstr(repr, "packed") != NULL;
  made->is_aligned = strstr(repr, "align") != NULL;
  variant *only = &made->variants[0];
  only->is_named = below(2) == 0;
  pick_parts(made, only, MAX_PARTS);
  snprintf(made->text, sizeof made->text, "S%d", type_count);
  snprintf(only->name, sizeof only->name, "S%d", type_count);
  if (repr[0] != '\0') {
    printf("#[repr(%s)]\n", repr);
  }
  printf(only->is_named ? "struct %s { " : "struct %s(", made->text);
  print_parts(only);
  printf(only->is_named ? "}\n" : ");\n");
}

static void make_union(void) {
  static const char *const reprs[] = {"", "", "C", "packed", "align(8)", "C, packed(2)"};
  type *made = begin_type(KIND_UNION);
  const char *repr = reprs[below(sizeof reprs / sizeof *reprs)];
  made->is_packed = strstr(repr, "packed") != NULL;
  made->is_aligned = strstr(repr, "align") != NULL;
  variant *only = &made->variants[0];
  only->is_named = true;
  pick_parts(made, only, 3);
  if (only->part_count == 0) {
    only->part_count = 1;
    only->parts[0] = 4;
  }
  snprintf(made->text, sizeof made->text, "U%d", type_count);
  snprintf(only->name, sizeof only->name, "U%d", type_count);
  if (repr[0] != '\0') {
    printf("#[repr(%s)]\n", repr);
  }
  printf("union %s { ", made->text);
  print_parts(only);
  printf("}\n");
}

// Discriminants that fit the type: in ascending order, with gaps.
static void print_discriminant(const char *repr, int index) {
  if (strstr(repr, "128") != NULL) {
    printf(" = %d << 90", index + 1);
  } else if (strstr(repr, "i8") != NULL || strstr(repr, "i16") != NULL) {
    printf(" = %d", index * 13 - 40);
  } else {
    printf(" = %d", index * 29 + 3);
  }
}

static void make_enum(void) {
  static const char *const reprs[] = {
      "", "", "", "", "", "", "C", "u8", "i16", "u32", "i64", "C, u8", "align(4)", "isize", "u128"};
  type *made = begin_type(KIND_ENUM);
  const char *repr = reprs[below(sizeof reprs / sizeof *reprs)];
  bool is_unit_only = below(4) == 0 && strcmp(repr, "C, u8") != 0;
  bool has_integer = repr[0] == 'u' || repr[0] == 'i';
  bool is_explicit = below(2) == 0 && (has_integer || (is_unit_only && repr[0] != 'a'));
  made->is_aligned = repr[0] == 'a';
  made->variant_count = 1 + (int)below(MAX_VARIANTS);
  snprintf(made->text, sizeof made->text, "E%d", type_count);
  if (repr[0] != '\0') {
    printf("#[repr(%s)]\n", repr);
  }
  printf("enum %s { ", made->text);
  for (int i = 0; i < made->variant_count; i++) {
    variant *variant = &made->variants[i];
    snprintf(variant->name, sizeof variant->name, "E%d::V%d", type_count, i);
    variant->is_named = below(2) == 0;
    if (!is_unit_only && (below(3) != 0 || i == 0)) {
      pick_parts(made, variant, i == 0 ? 4 : 3);
      if (i == 0 && variant->part_count == 0) {
        variant->part_count = 1;
        variant->parts[0] = 0;
      }
    }
    printf("V%d", i);
    if (variant->part_count != 0) {
      printf(variant->is_named ? " { " : "(");
      print_parts(variant);
      printf(variant->is_named ? "}" : ")");
    }
    if (is_explicit) {
      print_discriminant(repr, i);
    }
    printf(", ");
  }
  printf("}\n");
}

//===------------------------------------------------------------------------------------------===//
// Values
//===------------------------------------------------------------------------------------------===//

static void print_value(const type *type);

static void print_variant_value(const type *type, const variant *variant) {
  printf("%s", variant->name);
  if (variant->part_count == 0 && type->kind == KIND_ENUM) {
    return;
  }
  bool is_union = type->kind == KIND_UNION;
  int chosen = is_union ? (int)below((unsigned)variant->part_count) : 0;
  bool is_braced = variant->is_named;
  printf(is_braced ? " { " : "(");
  for (int i = chosen; i < (is_union ? chosen + 1 : variant->part_count); i++) {
    if (is_braced) {
      printf("f%d: ", i);
    }
    print_value(&types[variant->parts[i]]);
    printf(", ");
  }
  printf(is_braced ? "}" : ")");
}

static bool is_variant_valued(const variant *variant) {
  for (int i = 0; i < variant->part_count; i++) {
    if (!types[variant->parts[i]].is_valued) {
      return false;
    }
  }
  return true;
}

static void print_value(const type *type) {
  const variant *variant = &type->variants[0];
  switch (type->kind) {
  case KIND_BASE:
    printf("%s", type->values[below(3)]);
    return;
  case KIND_ARRAY:
    printf("[");
    for (int i = 0; i < type->length; i++) {
      print_value(&types[variant->parts[0]]);
      printf(", ");
    }
    printf("]");
    return;
  case KIND_ENUM:
    do {
      variant = &type->variants[below((unsigned)type->variant_count)];
    } while (!is_variant_valued(variant));
    print_variant_value(type, variant);
    return;
  default:
    print_variant_value(type, variant);
    return;
  }
}

//===------------------------------------------------------------------------------------------===//
// Functions
//===------------------------------------------------------------------------------------------===//

// The hash of part `i`, bound as `pI`, goes into `r`.
static void print_mixing(const variant *variant) {
  for (int i = 0; i < variant->part_count; i++) {
    if (types[variant->parts[i]].is_valued) {
      printf("    r = mix(r, h%d(p%d));\n", variant->parts[i], i);
    }
  }
}

static void print_enum_hash(const type *type) {
  printf("  match v {\n");
  for (int i = 0; i < type->variant_count; i++) {
    const variant *variant = &type->variants[i];
    printf("  %s", variant->name);
    if (variant->part_count != 0) {
      printf(variant->is_named ? " { " : "(");
      for (int j = 0; j < variant->part_count; j++) {
        if (variant->is_named) {
          printf("f%d: ", j);
        }
        printf("p%d, ", j);
      }
      printf(variant->is_named ? "}" : ")");
    }
    printf(" => {\n    r = mix(r, %d);\n", i + 1);
    print_mixing(variant);
    printf("  }\n");
  }
  printf("  }\n");
}

static void print_struct_hash(const type *type) {
  const variant *variant = &type->variants[0];
  for (int i = 0; i < variant->part_count; i++) {
    const char *sigil = variant->is_named ? "f" : "";
    if (!types[variant->parts[i]].is_valued) {
      continue;
    }
    if (type->is_packed) {
      printf("  let c = unsafe { std::mem::ManuallyDrop::new(std::ptr::read_unaligned(&raw const "
             "v.%s%d)) };\n",
             sigil, i);
      printf("  r = mix(r, h%d(&c));\n", variant->parts[i]);
    } else {
      printf("  r = mix(r, h%d(&v.%s%d));\n", variant->parts[i], sigil, i);
    }
  }
}

static void print_hash(int index) {
  const type *type = &types[index];
  printf("fn h%d(v: &%s) -> u64 {\n  let mut r = %d;\n", index, type->text, index);
  switch (type->kind) {
  case KIND_BASE:
    printf("  r = mix(r, %s);\n", type->hash);
    break;
  case KIND_ARRAY:
    printf("  let mut i = 0;\n  while i < %d {\n    r = mix(r, h%d(&v[i]));\n    i += 1;\n  }\n",
           type->length, type->variants[0].parts[0]);
    break;
  case KIND_ENUM:
    print_enum_hash(type);
    break;
  case KIND_UNION:
    break; // Nobody knows which field was written.
  default:
    print_struct_hash(type);
    break;
  }
  printf("  r\n}\n");
}

static void print_offsets(const type *type) {
  const variant *variant = &type->variants[0];
  bool has_fields =
      type->kind == KIND_STRUCT || type->kind == KIND_UNION || type->kind == KIND_TUPLE;
  for (int i = 0; has_fields && i < variant->part_count; i++) {
    printf("  show(std::mem::offset_of!(%s, %s%d) as u64);\n", type->text,
           variant->is_named ? "f" : "", i);
  }
}

static void print_checks(int index) {
  const type *type = &types[index];
  printf("fn t%d() {\n  sizes(%d, size_of::<%s>(), align_of::<%s>(), size_of::<Option<%s>>());\n",
         index, index, type->text, type->text, type->text);
  print_offsets(type);
  if (type->is_valued) {
    printf("  let mut i = 0;\n  while i < 4 {\n    show(h%d(&X%d.0[i]));\n", index, index);
    printf("    let c = unsafe { std::ptr::read(&raw const X%d.0[i]) };\n", index);
    printf("    let d = p%d(c);\n    show(h%d(&d));\n    std::mem::forget(d);\n", index, index);
    printf("    i += 1;\n  }\n");
  }
  printf("}\n");
  if (!type->is_valued) {
    return;
  }
  printf("fn p%d(v: %s) -> %s {\n  let w = v;\n  w\n}\n", index, type->text, type->text);
  print_hash(index);
  printf("static X%d: Shared<[%s; 4]> = Shared([", index, type->text);
  for (int i = 0; i < 4; i++) {
    print_value(type);
    printf(", ");
  }
  printf("]);\n");
}

static const char prologue[] =
    "#![allow(warnings)]\n"
    "use std::cmp::Ordering;\n"
    "use std::marker::PhantomData;\n"
    "use std::mem::{align_of, size_of};\n"
    "use std::num::*;\n"
    "#[repr(transparent)]\nstruct Shared<T>(T);\n"
    "unsafe impl<T> Sync for Shared<T> {}\n"
    "enum Void {}\n"
    "struct Ga<T> { f0: u8, f1: T, f2: u16 }\n"
    "struct Gb<T: ?Sized> { f0: u8, f1: bool, f2: T }\n"
    "struct Gc<T, U> where U: ?Sized { f0: T, f1: u32, f2: U }\n"
    "fn one() -> u64 { 1 }\n"
    "fn two() -> u64 { 2 }\n"
    "fn mix(a: u64, b: u64) -> u64 { (a << 5 | a >> 59) ^ b }\n"
    "fn show(a: u64) { println!(\"{}\", a); }\n"
    "fn sizes(n: u64, a: usize, b: usize, c: usize) { println!(\"#{} {} {} {}\", n, a, b, c); }\n";

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: generate SEED\n");
    return 2;
  }
  source = random_begin(strtoull(argv[1], NULL, 10));
  printf("%s", prologue);
  add_bases();
  while (type_count < TYPE_COUNT) {
    static void (*const makers[])(void) = {make_struct, make_struct, make_enum,   make_enum,
                                           make_enum,   make_tuple,  make_array,  make_option,
                                           make_option, make_union,  make_generic};
    makers[below(sizeof makers / sizeof *makers)]();
    conclude(&types[type_count]);
    type_count++;
  }
  for (int i = 0; i < type_count; i++) {
    print_checks(i);
  }
  printf("fn main() {\n");
  for (int i = 0; i < type_count; i++) {
    printf("  t%d();\n", i);
  }
  printf("}\n");
  return 0;
}
