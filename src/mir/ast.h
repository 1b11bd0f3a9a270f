// SPDX-License-Identifier: MIT
//
// The syntax tree of a MIR program: what rustc 1.95 prints with `--emit=mir`, and the Rust items
// (struct, enum, union, extern blocks, impl headers) that this text leaves out.
//
// Glossary
//   program     all that was read: items, allocations and Rust items of one or more texts.
//   item        a thing with a body or a value: function, static, const, promoted, anonymous const.
//   body        locals, scopes and basic blocks of an item. Block `bbN` is blocks[N], local `_N` is
//               locals[N]: the parser has checked that every number that is used exists.
//   place       a local and the projections that lead from it to a part of memory.
//   operand     what is read: a copied or moved place, or a constant.
//   rvalue      what is assigned.
//   allocation  an `allocN (..)` block: bytes that rustc evaluated, or the name of what it means.
//   path        `std::boxed::Box::<D>::new`; its stem is the same without generic arguments.
//   position    line and column in the text that was parsed; always present.
//   span        line and column in the Rust source that rustc names; all zero when there is none.
//
// Ownership and identity. Everything lives in the program's arena and is read-only after parsing.
// Every `const char *` is an interned name: NUL-terminated, and equal in text exactly when equal as
// a pointer (also across the texts of one program). Types and paths are unique in the same way: two
// types, or two paths, are the same exactly when their pointers are. See intern.h to make more.
// Lifetimes are dropped everywhere: `&'a T` is `&T`, `Iter<'_, T>` is `Iter<T>`.
#ifndef AIRLOCK_MIR_AST_H
#define AIRLOCK_MIR_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

__extension__ typedef unsigned __int128 mir_uint128;

typedef struct mir_type mir_type;
typedef struct mir_path mir_path;
typedef struct mir_constant mir_constant;

// A place in the text that was parsed. Lines and columns count from 1, columns in bytes.
typedef struct mir_position {
  const char *file;
  uint32_t line;
  uint32_t column;
} mir_position;

// A range in a Rust source file. Columns count characters, as rustc counts them.
typedef struct mir_span {
  const char *file; // NULL when the text carries no spans.
  uint32_t line;
  uint32_t column;
  uint32_t end_line;
  uint32_t end_column;
  uint32_t copy; // Of impls and closures that a macro wrote: how many it wrote here before.
} mir_span;

// Bytes of a string constant; not NUL-terminated, may contain NUL.
typedef struct mir_bytes {
  const uint8_t *data;
  size_t length;
} mir_bytes;

//===------------------------------------------------------------------------------------------===//
// Types
//===------------------------------------------------------------------------------------------===//

// One list gives the enumerators, the spelling, the size in bytes (0: that of a pointer), and
// whether the primitive is signed.
#define MIR_PRIMITIVES(X)                                                                          \
  X(BOOL, "bool", 1, false)                                                                        \
  X(CHAR, "char", 4, false)                                                                        \
  X(I8, "i8", 1, true)                                                                             \
  X(I16, "i16", 2, true)                                                                           \
  X(I32, "i32", 4, true)                                                                           \
  X(I64, "i64", 8, true)                                                                           \
  X(I128, "i128", 16, true)                                                                        \
  X(ISIZE, "isize", 0, true)                                                                       \
  X(U8, "u8", 1, false)                                                                            \
  X(U16, "u16", 2, false)                                                                          \
  X(U32, "u32", 4, false)                                                                          \
  X(U64, "u64", 8, false)                                                                          \
  X(U128, "u128", 16, false)                                                                       \
  X(USIZE, "usize", 0, false)                                                                      \
  X(F16, "f16", 2, true)                                                                           \
  X(F32, "f32", 4, true)                                                                           \
  X(F64, "f64", 8, true)                                                                           \
  X(F128, "f128", 16, true)

typedef enum mir_primitive {
#define X(name, text, size, is_signed) MIR_PRIMITIVE_##name,
  MIR_PRIMITIVES(X)
#undef X
      MIR_PRIMITIVE_COUNT
} mir_primitive;

// `pointer`, `element` and the rest below name the member of mir_type that a kind uses.
typedef enum mir_type_kind {
  MIR_TYPE_PRIMITIVE,        // `i32`                       primitive
  MIR_TYPE_STR,              // `str`
  MIR_TYPE_NEVER,            // `!`
  MIR_TYPE_REFERENCE,        // `&T`, `&mut T`              pointer
  MIR_TYPE_RAW_POINTER,      // `*const T`, `*mut T`        pointer
  MIR_TYPE_SLICE,            // `[T]`                       element
  MIR_TYPE_ARRAY,            // `[T; N]`                    element, length
  MIR_TYPE_TUPLE,            // `()`, `(A, B)`              elements
  MIR_TYPE_PATH,             // `Vec<T>`, `T`, `<A as B>::C`  path
  MIR_TYPE_FUNCTION_POINTER, // `extern "C" fn(A) -> B`     function, its path NULL
  MIR_TYPE_FUNCTION_ITEM,    // `fn(A) -> B {path}`         function, with the item's path
  MIR_TYPE_CLOSURE,          // `{closure@f.rs:1:2: 3:4}`   closure
  MIR_TYPE_DYN,              // `dyn A + B`                 bounds
  MIR_TYPE_OPAQUE,           // `impl A + B`                bounds
  MIR_TYPE_PATTERN,          // `(u32) is 1..`              pattern
  MIR_TYPE_CONSTANT,         // `4` as an array length or a generic argument: constant
  MIR_TYPE_INFERRED,         // `_`
  // Only from Rust source, where a type or length that nothing uses must not stop the run: what is
  // not understood. Whoever needs it reports `text` as unsupported.
  MIR_TYPE_UNSUPPORTED // unsupported
} mir_type_kind;

typedef struct mir_type_list {
  const mir_type *const *items;
  size_t count;
} mir_type_list;

typedef struct mir_path_list {
  const mir_path *const *items;
  size_t count;
} mir_path_list;

typedef struct mir_pointer_type {
  const mir_type *pointee;
  bool is_mutable;
} mir_pointer_type;

typedef struct mir_function_type {
  const char *abi; // "Rust" when the text names none; `extern fn` is "C".
  mir_type_list parameters;
  const mir_type *result; // `()` when the text names none.
  const mir_path *path;   // The item, for MIR_TYPE_FUNCTION_ITEM only.
  bool is_unsafe;
  bool is_variadic;
} mir_function_type;

// A value that is a part of a type. `value` is the two's complement pattern of an integer, the code
// of a char, 0 or 1 for a bool.
typedef struct mir_type_constant {
  mir_uint128 value;
  mir_primitive primitive; // MIR_PRIMITIVE_USIZE when the text gives no suffix.
  bool is_negative;        // `-1`: the pattern is extended to 128 bits.
} mir_type_constant;

// `(base) is first..=last`; a missing end is the base's own limit.
typedef struct mir_pattern_type {
  const mir_type *base;
  mir_uint128 first;
  mir_uint128 last;
  bool has_first;
  bool has_last;
  bool is_not_null; // `(*const T) is !null`: no range.
} mir_pattern_type;

struct mir_type {
  mir_type_kind kind;
  union {
    mir_primitive primitive;
    mir_pointer_type pointer;
    struct {
      const mir_type *element;
      // MIR_TYPE_CONSTANT, or a MIR_TYPE_PATH that names a const or a const parameter.
      const mir_type *length;
    } array; // `element` is also the slice's.
    mir_type_list elements;
    const mir_path *path;
    mir_function_type function;
    struct {
      mir_span closure;
      // What the parameters around it stand for, once a generic function's instance makes it.
      mir_type_list closure_arguments;
    };
    mir_path_list bounds;
    mir_pattern_type pattern;
    mir_type_constant constant;
    struct {
      const char *text;
      mir_position position;
    } unsupported;
  };
};

//===------------------------------------------------------------------------------------------===//
// Paths
//===------------------------------------------------------------------------------------------===//

typedef enum mir_segment_kind {
  MIR_SEGMENT_NAME,      // `Vec`, `Vec::<D>`, `Vec<D>`, `Fn(A) -> B`  name
  MIR_SEGMENT_QUALIFIED, // `<T>`, `<T as Trait>`                    self_type, trait_path or NULL
  MIR_SEGMENT_IMPL,      // `<impl [T]>`, `<impl Trait for T>`       self_type, trait_path or NULL
  MIR_SEGMENT_IMPL_AT,   // `<impl at f.rs:1:2: 3:4>`                   span
  MIR_SEGMENT_CLOSURE,   // `{closure#0}`                               index
  MIR_SEGMENT_CONSTANT,  // `{constant#0}`                              index
  MIR_SEGMENT_NESTED,    // `{nested#0}`                                index
  MIR_SEGMENT_PROMOTED   // `promoted[0]`                               index
} mir_segment_kind;

// `Item = T` among generic arguments. `Fn(A, B) -> C` is read as `Fn<(A, B), Output = C>`.
typedef struct mir_binding {
  const char *name;
  const mir_type *type;
} mir_binding;

typedef struct mir_segment {
  mir_segment_kind kind;
  union {
    const char *name;
    struct {
      const mir_type *self_type;
      const mir_path *trait_path;
    };
    mir_span span;
    uint64_t index;
  };
  mir_type_list arguments; // Types and constants; lifetimes are dropped.
  const mir_binding *bindings;
  size_t binding_count;
} mir_segment;

struct mir_path {
  const mir_segment *segments;
  size_t segment_count;
  // The spelling without generic arguments and bindings, at any depth: `std::boxed::Box::new`,
  // `<std::vec::Vec as std::ops::Index>::index`, `core::slice::<impl [u8]>::as_ptr`.
  const char *stem;
};

//===------------------------------------------------------------------------------------------===//
// Constants
//===------------------------------------------------------------------------------------------===//

typedef enum mir_constant_kind {
  MIR_CONSTANT_INTEGER,     // `7_i32`                      integer
  MIR_CONSTANT_BOOL,        // `true`                       boolean
  MIR_CONSTANT_CHAR,        // `'c'`                        character
  MIR_CONSTANT_FLOAT,       // `1.5f32`                     floating
  MIR_CONSTANT_STRING,      // `"text"`: a `&str`           bytes
  MIR_CONSTANT_BYTE_STRING, // `b"text"`: a `&[u8; N]`      bytes
  MIR_CONSTANT_BYTE_ARRAY,  // `*b"text"`: a `[u8; N]`      bytes
  MIR_CONSTANT_TUPLE,       // `()`, `(1_i32, true)`        elements
  MIR_CONSTANT_ARRAY,       // `[1_i32, 2_i32]`             elements
  MIR_CONSTANT_ALLOCATION,  // `{alloc3+0x8<imm>: &T}`      allocation; type says what it is
  MIR_CONSTANT_INDIRECT,    // `Indirect { .. }: T`         allocation; the T that lies there
  MIR_CONSTANT_ADDRESS,     // `{0x10 as *const T}`         bits; a pointer without provenance
  MIR_CONSTANT_SCALAR,      // `{0x10: T}`, `{transmute(0x10): T}`  bits; the bytes of a T
  MIR_CONSTANT_UNINIT,      // `<uninit>`
  MIR_CONSTANT_ZERO_SIZED,  // `<ZST>`, `ZeroSized: T`
  MIR_CONSTANT_PATH,        // function, const, unit struct or variant, promoted: path
  MIR_CONSTANT_AGGREGATE,   // `P(..)`, `P {{ f: .. }}`     aggregate
  MIR_CONSTANT_STATIC       // `<static(DefId(..::NAME))>`: a reference to the static: path
} mir_constant_kind;

typedef struct mir_constant_list {
  const mir_constant *const *items;
  size_t count;
} mir_constant_list;

struct mir_constant {
  mir_constant_kind kind;
  // The type that the text gives: a suffix's, the one between braces, and for a path to a function
  // that rustc annotated, MIR_TYPE_FUNCTION_ITEM with the full signature. NULL when it gives none.
  const mir_type *type;
  mir_position position;
  union {
    struct {
      mir_uint128 value; // Two's complement, extended to 128 bits.
      mir_primitive primitive;
    } integer;
    bool boolean;
    uint32_t character;
    struct {
      const char *text; // Without suffix; "NaN", "inf", "-inf", "1.5".
      double value;
      mir_primitive primitive;
    } floating;
    mir_bytes bytes;
    mir_constant_list elements;
    struct {
      uint64_t id;
      uint64_t offset;
      bool is_immutable; // `<imm>`: the pointer does not allow writes.
      bool has_metadata; // `Slice { alloc_id: alloc3, meta: 5 }: &T`: a wide pointer.
      uint64_t metadata;
    } allocation;
    mir_uint128 bits;
    const mir_path *path;
    struct {
      const mir_path *path;
      mir_constant_list fields; // In order of appearance.
      const char *const *names; // One per field; NULL for `P(..)`.
    } aggregate;
  };
};

//===------------------------------------------------------------------------------------------===//
// Places and operands
//===------------------------------------------------------------------------------------------===//

typedef enum mir_projection_kind {
  MIR_PROJECTION_DEREFERENCE,    // `(*P)`
  MIR_PROJECTION_FIELD,          // `(P.N: T)`               field
  MIR_PROJECTION_DOWNCAST,       // `(P as Some)`            variant
  MIR_PROJECTION_INDEX,          // `P[_3]`                  local
  MIR_PROJECTION_CONSTANT_INDEX, // `P[1 of 3]`, `P[-1 of 3]`  constant_index
  MIR_PROJECTION_SUBSLICE        // `P[1:]`, `P[1:-2]`, `P[1..3]`  subslice
} mir_projection_kind;

typedef struct mir_projection {
  mir_projection_kind kind;
  union {
    struct {
      uint32_t index;
      const mir_type *type;
    } field;
    struct {
      const char *name; // NULL for `variant#N`.
      uint32_t index;   // Only when `name` is NULL.
    } variant;
    uint32_t local;
    struct {
      uint64_t offset;
      uint64_t minimum_length;
      bool is_from_end;
    } constant_index;
    struct {
      uint64_t from;
      uint64_t to;
      bool is_to_from_end; // `to` counts elements cut off at the end.
    } subslice;
  };
} mir_projection;

typedef struct mir_place {
  uint32_t local;
  const mir_projection *projections; // In order of evaluation.
  size_t projection_count;
} mir_place;

typedef enum mir_runtime_check {
  MIR_RUNTIME_CHECK_UB,
  MIR_RUNTIME_CHECK_CONTRACT,
  MIR_RUNTIME_CHECK_OVERFLOW
} mir_runtime_check;

typedef enum mir_operand_kind {
  MIR_OPERAND_COPY,         // place
  MIR_OPERAND_MOVE,         // place
  MIR_OPERAND_CONSTANT,     // constant; a bare path is a constant of kind MIR_CONSTANT_PATH
  MIR_OPERAND_RUNTIME_CHECK // `UbChecks`, `ContractChecks`, `OverflowChecks`: runtime_check
} mir_operand_kind;

typedef struct mir_operand {
  mir_operand_kind kind;
  union {
    mir_place place;
    const mir_constant *constant;
    mir_runtime_check runtime_check;
  };
} mir_operand;

typedef struct mir_operand_list {
  const mir_operand *items;
  size_t count;
} mir_operand_list;

//===------------------------------------------------------------------------------------------===//
// Rvalues
//===------------------------------------------------------------------------------------------===//

// Enumerator and rustc's spelling.
#define MIR_CASTS(X)                                                                               \
  X(POINTER_EXPOSE_PROVENANCE, "PointerExposeProvenance")                                          \
  X(POINTER_WITH_EXPOSED_PROVENANCE, "PointerWithExposedProvenance")                               \
  X(POINTER_TO_POINTER, "PtrToPtr")                                                                \
  X(FUNCTION_POINTER_TO_POINTER, "FnPtrToPtr")                                                     \
  X(TRANSMUTE, "Transmute")                                                                        \
  X(SUBTYPE, "Subtype")                                                                            \
  X(INTEGER_TO_INTEGER, "IntToInt")                                                                \
  X(INTEGER_TO_FLOAT, "IntToFloat")                                                                \
  X(FLOAT_TO_INTEGER, "FloatToInt")                                                                \
  X(FLOAT_TO_FLOAT, "FloatToFloat")                                                                \
  X(UNSIZE, "PointerCoercion(Unsize)")                                                             \
  X(REIFY_FUNCTION_POINTER, "PointerCoercion(ReifyFnPointer)")                                     \
  X(UNSAFE_FUNCTION_POINTER, "PointerCoercion(UnsafeFnPointer)")                                   \
  X(CLOSURE_FUNCTION_POINTER, "PointerCoercion(ClosureFnPointer)")                                 \
  X(MUTABLE_TO_CONST_POINTER, "PointerCoercion(MutToConstPointer)")                                \
  X(ARRAY_TO_POINTER, "PointerCoercion(ArrayToPointer)")

typedef enum mir_cast {
#define X(name, text) MIR_CAST_##name,
  MIR_CASTS(X)
#undef X
      MIR_CAST_COUNT
} mir_cast;

#define MIR_BINARIES(X)                                                                            \
  X(ADD, "Add")                                                                                    \
  X(SUB, "Sub")                                                                                    \
  X(MUL, "Mul")                                                                                    \
  X(DIV, "Div")                                                                                    \
  X(REM, "Rem")                                                                                    \
  X(BIT_AND, "BitAnd")                                                                             \
  X(BIT_OR, "BitOr")                                                                               \
  X(BIT_XOR, "BitXor")                                                                             \
  X(SHL, "Shl")                                                                                    \
  X(SHR, "Shr")                                                                                    \
  X(EQ, "Eq")                                                                                      \
  X(NE, "Ne")                                                                                      \
  X(LT, "Lt")                                                                                      \
  X(LE, "Le")                                                                                      \
  X(GT, "Gt")                                                                                      \
  X(GE, "Ge")                                                                                      \
  X(CMP, "Cmp")                                                                                    \
  X(OFFSET, "Offset")                                                                              \
  X(ADD_WITH_OVERFLOW, "AddWithOverflow")                                                          \
  X(SUB_WITH_OVERFLOW, "SubWithOverflow")                                                          \
  X(MUL_WITH_OVERFLOW, "MulWithOverflow")                                                          \
  X(ADD_UNCHECKED, "AddUnchecked")                                                                 \
  X(SUB_UNCHECKED, "SubUnchecked")                                                                 \
  X(MUL_UNCHECKED, "MulUnchecked")                                                                 \
  X(SHL_UNCHECKED, "ShlUnchecked")                                                                 \
  X(SHR_UNCHECKED, "ShrUnchecked")

typedef enum mir_binary {
#define X(name, text) MIR_BINARY_##name,
  MIR_BINARIES(X)
#undef X
      MIR_BINARY_COUNT
} mir_binary;

#define MIR_UNARIES(X)                                                                             \
  X(NOT, "Not")                                                                                    \
  X(NEG, "Neg")                                                                                    \
  X(POINTER_METADATA, "PtrMetadata")

typedef enum mir_unary {
#define X(name, text) MIR_UNARY_##name,
  MIR_UNARIES(X)
#undef X
      MIR_UNARY_COUNT
} mir_unary;

typedef enum mir_rvalue_kind {
  MIR_RVALUE_USE,          // operand; a bare path (function, unit struct or variant) is a constant
  MIR_RVALUE_CAST,         // `OP as T (Kind)`              cast
  MIR_RVALUE_BINARY,       // `Add(A, B)`                   binary
  MIR_RVALUE_UNARY,        // `Not(A)`                      unary
  MIR_RVALUE_REFERENCE,    // `&P`, `&mut P`                address
  MIR_RVALUE_RAW_POINTER,  // `&raw const P`, `&raw mut P`  address
  MIR_RVALUE_DISCRIMINANT, // `discriminant(P)`             place
  MIR_RVALUE_REPEAT,       // `[A; N]`                      repeat
  MIR_RVALUE_ARRAY,        // `[A, B]`                      aggregate: operands
  MIR_RVALUE_TUPLE,        // `(A, B)`                      aggregate: operands
  MIR_RVALUE_ADT,          // `P(A)`, `P { f: A }`          aggregate: path, operands, names
  MIR_RVALUE_CLOSURE,      // `{closure@..} { f: A }`       aggregate: type, operands, names
  MIR_RVALUE_THREAD_LOCAL, // `&/*tls*/ P`                  aggregate: path
  // `*const [T] from (A, B)`: data pointer and metadata     aggregate: type, operands
  MIR_RVALUE_RAW_POINTER_FROM_PARTS
} mir_rvalue_kind;

typedef struct mir_aggregate {
  mir_operand_list operands;
  const char *const *names; // `P { f: A }`: one per operand, in declaration order; else NULL.
  const mir_path *path;     // Struct, union or variant.
  const mir_type *type;     // Closure, or raw pointer.
} mir_aggregate;

typedef struct mir_rvalue {
  mir_rvalue_kind kind;
  union {
    mir_operand operand;
    struct {
      mir_operand operand;
      const mir_type *type;
      mir_cast kind;
    } cast;
    struct {
      mir_binary operator;
      const mir_operand *left;
      const mir_operand *right;
    } binary;
    struct {
      mir_unary operator;
      const mir_operand *operand;
    } unary;
    struct {
      mir_place place;
      bool is_mutable;
      bool is_fake; // `&raw const (fake) P`: computes the address only to read metadata from it.
    } address;
    mir_place place;
    struct {
      mir_operand operand;
      const mir_type *length; // As in an array type.
    } repeat;
    mir_aggregate aggregate;
  };
} mir_rvalue;

//===------------------------------------------------------------------------------------------===//
// Statements and terminators
//===------------------------------------------------------------------------------------------===//

// Where a statement or terminator stands, in the MIR text and in the Rust source.
typedef struct mir_source_info {
  mir_position position;
  mir_span span;
  // In a statement that a macro of std made: where the program wrote the first of its constants.
  // All zero when there is none.
  mir_span operand_span;
  uint32_t scope; // Index into the body's scopes; 0 when the text has no spans.
} mir_source_info;

typedef enum mir_statement_kind {
  MIR_STATEMENT_ASSIGN,              // assign
  MIR_STATEMENT_SET_DISCRIMINANT,    // `discriminant(P) = N`  set_discriminant
  MIR_STATEMENT_STORAGE_LIVE,        // local
  MIR_STATEMENT_STORAGE_DEAD,        // local
  MIR_STATEMENT_PLACE_MENTION,       // place
  MIR_STATEMENT_DEINIT,              // place
  MIR_STATEMENT_ASSUME,              // operand
  MIR_STATEMENT_COPY_NONOVERLAPPING, // copy
  MIR_STATEMENT_CONST_EVAL_COUNTER,
  MIR_STATEMENT_NOP
} mir_statement_kind;

typedef struct mir_statement {
  mir_statement_kind kind;
  mir_source_info source;
  union {
    struct {
      mir_place place;
      const mir_rvalue *rvalue;
    } assign;
    struct {
      mir_place place;
      uint32_t variant; // The variant's index, not its discriminant.
    } set_discriminant;
    uint32_t local;
    mir_place place;
    const mir_operand *operand;
    struct {
      const mir_operand *source;
      const mir_operand *destination;
      const mir_operand *count;
    } copy;
  };
} mir_statement;

// A block number that stands for "no block": a call that does not return, a switch without
// otherwise.
#define MIR_NO_BLOCK UINT32_MAX

typedef struct mir_switch_case {
  mir_uint128 value; // The bit pattern in the operand's own width: -1 as a u8 is 255.
  uint32_t block;
} mir_switch_case;

typedef enum mir_unwind_kind {
  MIR_UNWIND_NONE, // The text names none.
  MIR_UNWIND_CONTINUE,
  MIR_UNWIND_UNREACHABLE,
  MIR_UNWIND_TERMINATE,
  MIR_UNWIND_CLEANUP // To a cleanup block.
} mir_unwind_kind;

typedef struct mir_unwind {
  mir_unwind_kind kind;
  uint32_t block; // For MIR_UNWIND_CLEANUP.
} mir_unwind;

typedef enum mir_terminator_kind {
  MIR_TERMINATOR_GOTO, // target
  MIR_TERMINATOR_RETURN,
  MIR_TERMINATOR_UNREACHABLE,
  MIR_TERMINATOR_RESUME,
  MIR_TERMINATOR_TERMINATE, // `terminate(..)`
  MIR_TERMINATOR_SWITCH,    // switch_integer
  MIR_TERMINATOR_ASSERT,    // assertion, target on success
  MIR_TERMINATOR_DROP,      // drop_place, target
  MIR_TERMINATOR_CALL       // call, target or MIR_NO_BLOCK
} mir_terminator_kind;

typedef struct mir_terminator {
  mir_terminator_kind kind;
  uint32_t target;
  mir_unwind unwind;
  mir_source_info source;
  union {
    struct {
      mir_operand operand;
      const mir_switch_case *cases;
      size_t case_count;
      uint32_t otherwise; // Or MIR_NO_BLOCK.
    } switch_integer;
    struct {
      mir_operand condition;
      bool expected;     // False for `assert(!..)`.
      mir_bytes message; // With `{}` for each operand.
      mir_operand_list operands;
    } assertion;
    mir_place drop_place;
    struct {
      mir_place destination;
      mir_operand function; // Constant path, or the place of a function pointer.
      mir_operand_list arguments;
    } call;
  };
} mir_terminator;

//===------------------------------------------------------------------------------------------===//
// Bodies and items
//===------------------------------------------------------------------------------------------===//

typedef struct mir_local {
  const mir_type *type;
  const char *name; // The variable that lives exactly here, or NULL.
  mir_source_info source;
  bool is_mutable;
} mir_local;

// `debug NAME => ..`: where a source variable lives, or its constant value.
typedef struct mir_debug_variable {
  const char *name;
  mir_place place;
  const mir_constant *constant; // NULL when it lives in `place`.
  mir_source_info source;
} mir_debug_variable;

typedef struct mir_scope {
  uint32_t parent;         // Scope 0 is its own parent.
  const mir_path *inlined; // The function that was inlined here, or NULL.
  mir_span call_site;      // Where it was called from.
} mir_scope;

typedef struct mir_block {
  mir_position position;
  bool is_cleanup;
  const mir_statement *statements;
  size_t statement_count;
  mir_terminator terminator;
} mir_block;

// A body whose text is known, but not read yet; see mir_parse_text_later.
typedef struct mir_unread {
  const char *file; // Of std, see prelude.h.
  size_t start;     // Of its `{` in that file's text.
  size_t length;
  uint32_t line;
} mir_unread;

// Local 0 is the return place, 1 .. argument_count are the arguments.
typedef struct mir_body {
  mir_local *locals;
  uint32_t local_count;
  uint32_t argument_count;
  const mir_scope *scopes;
  uint32_t scope_count;
  const mir_debug_variable *variables;
  size_t variable_count;
  const mir_block *blocks;
  uint32_t block_count;
  const mir_unread *unread; // Only the result and the arguments are there; NULL: all is.
} mir_body;

typedef enum mir_item_kind {
  MIR_ITEM_FUNCTION,
  MIR_ITEM_STATIC,
  MIR_ITEM_CONST,
  MIR_ITEM_PROMOTED,       // Its path ends in a promoted segment.
  MIR_ITEM_ANONYMOUS_CONST // `{constant#0}` and the like.
} mir_item_kind;

typedef struct mir_item {
  mir_item_kind kind;
  mir_position position;
  const mir_path *path;
  const mir_type *type;         // A function's result; else the type of the value.
  bool is_mutable;              // `static mut`.
  const mir_body *body;         // NULL when `constant` gives the value.
  const mir_constant *constant; // `= const 3_u8;`
} mir_item;

//===------------------------------------------------------------------------------------------===//
// Allocations
//===------------------------------------------------------------------------------------------===//

typedef enum mir_allocation_kind {
  MIR_ALLOCATION_MEMORY,        // `alloc1 (size: 4, align: 4) {..}`: anonymous, read-only
  MIR_ALLOCATION_STATIC,        // `alloc1 (static: NAME ..)`  path; bytes when has_bytes
  MIR_ALLOCATION_EXTERN_STATIC, // `alloc1 (extern static: NAME)`  path
  MIR_ALLOCATION_FUNCTION,      // `alloc1 (fn: NAME)`  path
  MIR_ALLOCATION_VTABLE         // `alloc1 (vtable: impl Trait for T)`  type, path (of the trait)
} mir_allocation_kind;

// A pointer that starts at `offset` and covers the eight bytes from there.
typedef struct mir_relocation {
  uint64_t offset;
  uint64_t allocation; // The id of the allocation it points into.
  uint64_t addend;
  bool is_immutable; // `<imm>`.
} mir_relocation;

typedef struct mir_allocation {
  uint64_t id;
  mir_allocation_kind kind;
  mir_position position;
  const mir_path *path; // NULL for MIR_ALLOCATION_MEMORY, and for a vtable without a trait.
  const mir_type *type; // The concrete type of a vtable.
  bool has_bytes;
  uint64_t size;
  uint64_t align;
  const uint8_t *bytes;          // `size` bytes; zero where uninitialised or covered by a pointer.
  const uint8_t *is_initialized; // `size` flags, one a byte: 1 initialised, 0 not.
  const mir_relocation *relocations; // Ascending by offset, never overlapping.
  size_t relocation_count;
} mir_allocation;

//===------------------------------------------------------------------------------------------===//
// Rust items
//===------------------------------------------------------------------------------------------===//

typedef enum mir_rust_kind {
  MIR_RUST_STRUCT,           // variants[0] holds the fields
  MIR_RUST_UNION,            // variants[0] holds the fields
  MIR_RUST_ENUM,             // variants
  MIR_RUST_FOREIGN_FUNCTION, // type (function pointer with the block's ABI), link_name
  MIR_RUST_FOREIGN_STATIC,   // type, is_mutable, link_name
  MIR_RUST_FUNCTION,         // Only the path and the generic parameters
  MIR_RUST_MODULE,           // Only the path
  MIR_RUST_TRAIT,            // Its parameters; its supertraits are clauses about `Self`
  MIR_RUST_IMPL,             // type (of self), trait_path or NULL, span
  MIR_RUST_ALIAS,            // `type A<..> = T;`: type, NULL where a trait gives no default
  MIR_RUST_CONSTANT,         // An associated const: only the path
  MIR_RUST_IMPORT            // `use a::b as c;`: import
} mir_rust_kind;

typedef struct mir_generic_parameter {
  const char *name;
  const mir_type *constant_type; // `const N: usize`: usize; NULL for a type parameter.
  const mir_type *default_value; // Or NULL.
  bool is_maybe_unsized;         // `T: ?Sized`
  mir_path_list bounds;          // `T: A + B`.
} mir_generic_parameter;

// `T: A + B` behind `where`, or of a trait `Self: A + B`.
typedef struct mir_where_clause {
  const mir_type *type;
  mir_path_list bounds;
} mir_where_clause;

typedef struct mir_field {
  const char *name; // "0", "1", .. in tuple structs.
  const mir_type *type;
  mir_position position;
} mir_field;

typedef enum mir_discriminant_kind {
  MIR_DISCRIMINANT_IMPLICIT,  // One more than the variant before, or 0.
  MIR_DISCRIMINANT_INTEGER,   // An integer that the source spells out.
  MIR_DISCRIMINANT_EXPRESSION // Any other expression: see item `Enum::Variant::{constant#0}`.
} mir_discriminant_kind;

typedef struct mir_variant {
  const char *name; // The item's own name in a struct or union.
  mir_position position;
  const mir_field *fields;
  size_t field_count;
  bool is_tuple_like;
  mir_discriminant_kind discriminant_kind;
  mir_uint128 discriminant; // Two's complement, extended to 128 bits.
} mir_variant;

typedef struct mir_repr {
  bool is_c;
  bool is_transparent;
  bool has_primitive;
  mir_primitive primitive; // `#[repr(u8)]`, when has_primitive.
  uint64_t packed;         // `packed(N)`: N; `packed`: 1; otherwise 0.
  uint64_t align;          // `align(N)`: N; otherwise 0.
  const char *unsupported; // `simd` and anything else that is not known, or NULL.
} mir_repr;

typedef struct mir_rust_item mir_rust_item;

struct mir_rust_item {
  mir_rust_kind kind;
  mir_position position;       // Of the name, or of `impl`.
  const mir_rust_item *parent; // The impl or trait that it stands in, or NULL.
  // As rustc prints it, without the crate's name: enclosing modules, functions, traits and the
  // name. For an item in an impl it starts with `<impl at ..>`; an impl's own path is that segment.
  const mir_path *path;
  const mir_generic_parameter *parameters; // Without lifetimes.
  size_t parameter_count;
  const mir_where_clause *clauses; // Of an impl or a trait.
  size_t clause_count;
  const mir_variant *variants;
  size_t variant_count;
  mir_repr repr;
  const mir_type *type;
  const mir_path *trait_path;
  mir_span span;         // Of an impl's header. A derived impl's is its name in `#[derive(..)]`.
  bool is_derived;       // An impl that `#[derive(..)]` stands for.
  bool is_out_of_order;  // Made by a macro after other items that stand behind it.
  bool is_mutable;       // `static mut`.
  const char *link_name; // The symbol: `#[link_name = ".."]`, else the item's name.
  struct {
    const char *name;       // The name that it brings in; NULL for a glob.
    const mir_path *target; // The path that it names; a glob's without the `*`.
  } import;
};

// `mod name;`: a module in a file of its own. Names are as rustc makes them, of that of the file
// that the module is declared in.
typedef struct mir_module_file {
  const mir_path *path;
  const char *name;       // "folder/name.rs", or what `#[path = ".."]` says.
  const char *other_name; // "folder/name/mod.rs", or NULL.
} mir_module_file;

//===------------------------------------------------------------------------------------------===//
// Programs and errors
//===------------------------------------------------------------------------------------------===//

typedef struct mir_crates mir_crates;
typedef struct mir_macros mir_macros;

typedef struct mir_program {
  mir_arena *arena;
  mir_crates *crates;     // NULL: one, without a name; see crates.h.
  mir_macros *macros;     // NULL: none so far; see rust_macros.h.
  const mir_item **items; // In order of appearance; duplicates for const evaluation are dropped.
  size_t item_count;
  size_t item_capacity;
  const mir_allocation **allocations; // Ascending by id, each id once.
  size_t allocation_count;
  size_t allocation_capacity;
  const mir_rust_item **rust_items; // In order of appearance.
  size_t rust_item_count;
  size_t rust_item_capacity;
  const mir_module_file **module_files; // In order of appearance.
  size_t module_file_count;
  size_t module_file_capacity;
  size_t std_item_count;      // The last ones of the items and of the Rust items are std's: see
  size_t std_rust_item_count; // prelude.h.
} mir_program;

typedef enum mir_status {
  MIR_OK,
  MIR_INVALID,      // The text is refused; the error says where and why.
  MIR_OUT_OF_MEMORY // The error's message says so too.
} mir_status;

// Line and column are 0 when the error is about no place in the text.
typedef struct mir_error {
  const char *file; // The name that the caller passed in.
  uint32_t line;
  uint32_t column;
  char message[512];
} mir_error;

#endif
