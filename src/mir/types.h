// SPDX-License-Identifier: MIT
//
// What the interpreter knows of a type: its layout, computed once, and its description for the
// machine.
//
// Glossary
//   layout    size, alignment and parts of one concrete type. Layouts are unique: one per mir_type.
//   class     how a value of the type is held:
//               zero     it has no bytes; there is nothing to hold.
//               scalar   one immediate, in one register of the interpreter.
//               pair     two immediates, in two registers: tuples of two scalars, wide pointers.
//               memory   bytes in machine memory.
//               unsized  `str`, `[T]`, `dyn Trait`, and structs that end with one of the first
//                        two: only behind a pointer. `size` is where the elements begin.
//               unknown  no layout can be given; `problem` says why, and whoever executes a use of
//                        such a type reports it as unsupported.
//   shape     what the type is made of, whatever its class: a struct around one scalar has shape
//             struct and class scalar.
//   native    the machine's own description (airlock_type), for typed access and native calls. It
//             is made on first need, because a struct that holds a reference to its own kind has a
//             layout before its reference has a description.
//
// Layouts: those that rustc chooses, because the bytes of constants and statics in the text are
// laid out so: repr(C), packed, align, transparent and the integer types as the Rust reference
// demands, repr(Rust) as rustc has it (types_order.c: the order of fields; types_enum.c: tags and
// niches).
//
//   niche     bit patterns that one scalar inside of a type never has: all that lie outside of a
//             range. Only the largest one of a type counts. An enum may keep its tag there: one
//             variant, the untagged one, owns the scalar; each other variant is one pattern of it.
//   absent    a variant that can never be there and has no bytes: it takes part in no encoding.
#ifndef AIRLOCK_MIR_TYPES_H
#define AIRLOCK_MIR_TYPES_H

#include <airlock.h>

#include "ast.h"
#include "pointer_map.h"
#include "substitute.h"

typedef struct mir_layout mir_layout;

typedef enum mir_class {
  MIR_CLASS_ZERO,
  MIR_CLASS_SCALAR,
  MIR_CLASS_PAIR,
  MIR_CLASS_MEMORY,
  MIR_CLASS_UNSIZED,
  MIR_CLASS_UNKNOWN,
} mir_class;

typedef enum mir_shape {
  MIR_SHAPE_UNKNOWN,
  MIR_SHAPE_PRIMITIVE,        // Integers, floats, bool, char.
  MIR_SHAPE_NEVER,            //
  MIR_SHAPE_POINTER,          // References and raw pointers: pointee, is_reference.
  MIR_SHAPE_FUNCTION_POINTER, //
  MIR_SHAPE_FUNCTION_ITEM,    //
  MIR_SHAPE_ARRAY,            // element, count
  MIR_SHAPE_SLICE,            // element
  MIR_SHAPE_STR,              //
  MIR_SHAPE_DYN,              //
  MIR_SHAPE_STRUCT,           // Structs, tuples, closures: variants[0]
  MIR_SHAPE_UNION,            // variants[0]
  MIR_SHAPE_ENUM,             // variants, tag
} mir_shape;

typedef struct mir_layout_field {
  const char *name; // "0", "1", .. in tuples.
  uint64_t offset;
  const mir_layout *layout;
} mir_layout_field;

typedef struct mir_layout_variant {
  const char *name;
  mir_uint128 discriminant; // Two's complement.
  mir_uint128 tag;          // Of a tagged variant: what is stored for it, as bits.
  bool is_uninhabited;
  mir_layout_field *fields;
  size_t field_count;
} mir_layout_variant;

typedef enum mir_tag_kind {
  MIR_TAG_NONE,  // At most one variant can be there: nothing is stored.
  MIR_TAG_VALUE, // The discriminant itself, at offset 0, as tag_layout.
  MIR_TAG_NICHE, // A pattern in the niche at tag_offset; none of them: `untagged_variant`.
  MIR_TAG_NULL,  // The same for a pointer and one other variant, `niche_variant`: null.
} mir_tag_kind;

// Which bits a scalar inside of a type may have: first..=last, going around at the end of its size.
typedef struct mir_niche {
  uint64_t offset;
  uint64_t size; // In bytes; 0: there is no niche.
  airlock_kind kind;
  mir_uint128 first;
  mir_uint128 last;
} mir_niche;

struct mir_layout {
  const mir_type *type;
  const char *name;
  mir_class class;
  mir_shape shape;
  uint64_t size;
  uint64_t align;
  airlock_kind kind;           // Of class scalar.
  const mir_layout *halves[2]; // Of class pair: scalars.
  uint64_t half_offsets[2];    //
  const mir_layout_variant *variants;
  size_t variant_count;
  mir_pointer_map variant_names;           // Of an enum: name -> mir_layout_variant
  const mir_layout_variant *const *by_tag; // Of MIR_TAG_VALUE: sorted.
  mir_tag_kind tag;
  uint64_t tag_offset;
  const mir_layout *tag_layout; // A plain integer or pointer.
  uint32_t niche_variant;       // The first variant that has its tag in the niche; all up to
  uint32_t niche_last;          // this one do, but for the untagged one.
  uint32_t untagged_variant;    // Of MIR_TAG_NICHE and _NULL; of _NONE the one that can be there.
  mir_niche niche;
  const mir_layout *element;
  uint64_t count;
  const mir_type *pointee;           // Of a pointer, wide ones too.
  const mir_layout *referent;        // Its layout, once `native` was asked for: references only.
  const mir_rust_item *item;         // The declaration of a struct, union or enum.
  const mir_function_type *function; // Of function pointers and function items.
  bool is_reference;                 // A pointer that must be valid: a reference, or Box.
  bool is_nullable;                  // Of class scalar, kind POINTER or FUNCTION: null is a value.
  bool is_mutable_pointer;           //
  bool is_native_struct;             // repr(C): native code can be given it by value.
  bool is_fieldless_enum;            // Of class scalar: it is its own tag.
  bool is_uninhabited;               // There is no value of it.
  bool is_restricted;     // Of class scalar, an integer: its bits must be outside of the niche.
  bool has_padding;       // Some bytes belong to no field; unions and enums are counted as such.
  bool has_derived_debug; // Its Debug writes its parts, as `#[derive(Debug)]` does.
  bool has_cell;          // Contains an UnsafeCell: shared memory of it can change.
  uint64_t packed;        // Alignment of fields is at most this; 0: as they are.
  const char *problem;    // Of class unknown: why, as a full phrase.
  const airlock_type *native; // See mir_layout_native.
  // Of formatting, see load_format.c: the traits, as bits, by which what is behind this pointer is
  // known; and the functions that write values, by trait. NULL: C writes them.
  uint32_t followed;
  const struct mir_function *const *writers;
};

// What a failure was about. Loading goes on after a problem of kind "unsupported".
typedef enum mir_problem_kind {
  MIR_PROBLEM_NONE,
  MIR_PROBLEM_UNSUPPORTED, // Parsed, but cannot be executed: it fails when it is.
  MIR_PROBLEM_INVALID,     // The program is refused.
  MIR_PROBLEM_NO_MEMORY,
  MIR_PROBLEM_MACHINE, // The machine refused; see its last report.
} mir_problem_kind;

typedef struct mir_types mir_types;

// The layouts of one program on one machine. All memory is the program's arena's.
struct mir_types {
  const mir_program *program;
  mir_arena *arena;
  airlock_machine *machine;
  mir_resolver *resolver;
  mir_pointer_map layouts;    // mir_type -> mir_layout
  mir_pointer_map items;      // stem -> mir_rust_item: structs, enums, unions, aliases
  mir_pointer_map last_names; // last segment -> mir_rust_item, or `ambiguous`
  mir_pointer_map values;     // stem -> mir_item: constants and functions
  mir_pointer_map debuggable; // mir_rust_item with a derived Debug
  mir_pointer_map closures;   // mir_type -> mir_type_list: what a closure captures
  mir_pointer_map tails;      // mir_rust_item -> mir_generic_parameter, or one of these two
  mir_generic_parameter sized_tail;
  mir_generic_parameter unsized_tail;
  mir_rust_item ambiguous;
  const mir_layout *usize;
  const mir_layout *unit;
  const mir_layout *thin_pointer; // `*const ()`
  const char *null_reference_name;
  uint32_t depth; // Of the types that are being laid out, against endless nesting.
};

// Prepares the layouts. The items of the program must be complete; the resolver, which may be NULL,
// answers for projections. False when memory is out.
bool mir_types_init(mir_types *types, const mir_program *program, mir_resolver *resolver,
                    airlock_machine *machine);

// The layout of a concrete type; NULL only when memory is out.
const mir_layout *mir_layout_of(mir_types *types, const mir_type *type);

// The layout of a primitive; NULL only when memory is out.
const mir_layout *mir_layout_of_primitive(mir_types *types, mir_primitive primitive);

// The machine's description of a layout that is neither unsized nor unknown; of class pair the
// description of the two halves together. NULL when memory is out or the type is too large for the
// machine, which has then reported it.
const airlock_type *mir_layout_native(mir_types *types, const mir_layout *layout);

// The length of an array type, if it is a known number.
bool mir_array_length(mir_types *types, const mir_type *length, uint64_t *out_length);

// Whether a path that is not the declaration's own may mean it all the same, the last name being
// right: a full path of std names one thing only.
bool mir_may_be_short_for(const mir_path *path, const mir_rust_item *item);

// The declaration that a path names, following aliases; NULL when there is none.
const mir_rust_item *mir_find_type_item(mir_types *types, const mir_path *path);

// The generic arguments that a path gives to its last named segment.
mir_type_list mir_path_arguments(const mir_path *path);

// The name of a path's last named segment; NULL when it has none.
const char *mir_path_last_name(const mir_path *path);

// Whether two types may stand for each other in an assignment: the same class, size and kinds.
bool mir_layouts_fit(const mir_layout *left, const mir_layout *right);

// A number of a kind, of its bits; those beyond the kind's size are dropped.
airlock_scalar mir_bits_scalar(airlock_kind kind, mir_uint128 bits);

// Whether a variant of an enum has a tag of its own.
bool mir_layout_is_tagged(const mir_layout *layout, size_t variant);

// What the place of an enum's tag can promise of its alignment; less than the tag has by itself
// when it lies in the niche of a packed struct.
uint64_t mir_layout_tag_align(const mir_layout *layout);

// Finds the variant of an enum that has this name; NULL if there is none.
const mir_layout_variant *mir_layout_find_variant(const mir_layout *layout, const char *name);

// The variant that a place is downcast to, by its name, or by its index when that is NULL; NULL if
// there is none.
const mir_layout_variant *mir_layout_downcast(const mir_layout *layout, const char *name,
                                              uint32_t index);

// Finds the field that names[index] is, by its index; without names it is `index` itself. The
// number of fields, or more, if there is none.
size_t mir_layout_find_field(const mir_layout_variant *variant, const char *const *names,
                             size_t index);

// Finds the variant whose tag these bits are: its index, or the number of variants if there is
// none.
size_t mir_layout_variant_of_tag(const mir_layout *layout, mir_uint128 bits);

// Whether a pointer to this type is wide.
bool mir_layout_is_wide_pointee(const mir_layout *layout);

// The slice, `str` or `dyn` that memory of a type ends with; NULL: the type is sized.
const mir_type *mir_unsized_tail(mir_types *types, const mir_type *type);

// The size of a value of class unsized with `count` elements; UINT64_MAX: more than an object can
// have. Its layout has an element.
uint64_t mir_layout_unsized_size(const mir_layout *layout, uint64_t count);

// Formats text into the arena; "" when memory is out.
const char *mir_arena_format(mir_arena *arena, const char *format, ...) AIRLOCK_PRINTF(2, 3);

#endif
