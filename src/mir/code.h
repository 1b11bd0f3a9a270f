// SPDX-License-Identifier: MIT
//
// What the loader hands to the interpreter: functions as arrays of instructions (see opcodes.h for
// the machine they run on), with everything resolved. Nothing in here is looked up by name again.
//
// Ownership. All of it lives in the program's arena. It is read-only after loading, but for what is
// found out once and kept: evaluated constants and bound foreign functions.
#ifndef AIRLOCK_MIR_CODE_H
#define AIRLOCK_MIR_CODE_H

#include <airlock.h>

#include "opcodes.h"
#include "types.h"

typedef struct mir_function mir_function;
typedef struct mir_model mir_model;

// A place in the source as diagnostics show it. Also the machine's span token: its address.
typedef struct mir_location {
  const char *file;
  uint32_t line;
  uint32_t column;
  uint32_t end_line; // 0: a point.
  uint32_t end_column;
  const char *function; // The name of the function that it lies in.
} mir_location;

// A register (>= 0) or a constant of the function (~index).
typedef int32_t mir_operand_index;

typedef struct mir_switch_table {
  const mir_switch_case *cases; // Sorted by value; `block` is the index of an instruction.
  size_t case_count;
  uint32_t otherwise; // Index of an instruction.
} mir_switch_table;

// How a value travels into a call or out of it.
typedef enum mir_form {
  MIR_FORM_ZERO,   // No bytes: nothing travels.
  MIR_FORM_SCALAR, // index
  MIR_FORM_PAIR,   // index, second
  MIR_FORM_MEMORY, // index is a register with a pointer; the value lies at + offset.
} mir_form;

typedef struct mir_argument {
  mir_form form;
  mir_operand_index index;
  mir_operand_index second;
  uint64_t offset;
  const mir_layout *layout;
  const airlock_type *check; // A reference, which passing validates; else NULL.
} mir_argument;

typedef struct mir_assertion {
  mir_bytes message; // With `{}` for each operand.
  const mir_operand_index *operands;
  size_t operand_count;
} mir_assertion;

// A foreign function as one call sees it.
typedef struct mir_foreign {
  const char *name; // The symbol.
  const airlock_signature *signature;
  const airlock_callee *callee; // NULL until the first call.
} mir_foreign;

// A function of a vtable, or a supertrait's.
typedef struct mir_virtual {
  const mir_path *trait; // The principal one of the vtable that is needed.
  size_t slot;
} mir_virtual;

// How an `Argument` of std::fmt is to be written.
typedef enum mir_format_trait {
  MIR_FORMAT_DISPLAY,
  MIR_FORMAT_DEBUG,
  MIR_FORMAT_LOWER_HEX,
  MIR_FORMAT_UPPER_HEX,
  MIR_FORMAT_OCTAL,
  MIR_FORMAT_BINARY,
  MIR_FORMAT_LOWER_EXP,
  MIR_FORMAT_UPPER_EXP,
  MIR_FORMAT_POINTER,
} mir_format_trait;

// One call. Arguments of foreign functions and models are handed over as scalars: form ZERO none,
// SCALAR one, PAIR two, MEMORY a pointer; so are results (see mir_model_function).
typedef struct mir_call {
  const mir_argument *arguments;
  size_t argument_count;
  mir_argument result; // Where it goes; SCALAR and PAIR: registers.
  const mir_function *function;
  const mir_model *model;
  mir_foreign *foreign;
  const mir_virtual *method;         // Of a call through a vtable.
  const mir_function_type *pointer;  // Of a call through a function pointer: its type.
  const mir_layout *const *generics; // Type arguments of a model's path.
  size_t generic_count;
  const mir_path *path; // Of the callee, for messages; NULL for function pointers.
  size_t formatter;     // Of a model that makes an Argument of std::fmt: its number, from 1.
  mir_format_trait format_trait; // Of a model that formats.
  bool returns;
} mir_call;

// What a `dyn` of one trait knows of one type. See load_dyn.c.
typedef struct mir_vtable mir_vtable;
struct mir_vtable {
  airlock_ptr pointer;
  const mir_layout *layout;           // Of the type.
  const mir_path *trait;              // The principal one; NULL when there is none.
  const mir_function *drop;           // NULL: dropping runs nothing.
  const mir_function *const *methods; // NULL where the type has none that can be called so.
  size_t method_count;
  const mir_vtable *const *supers; // By number of the supertrait, from 1.
  size_t super_count;
};

typedef enum mir_evaluation {
  MIR_UNEVALUATED,
  MIR_EVALUATING,
  MIR_EVALUATED,
} mir_evaluation;

// A const, promoted or static with a body. It is evaluated when it is first needed.
typedef struct mir_constant_item {
  const char *name;
  const mir_function *body;
  const mir_layout *layout;
  mir_evaluation state;
  bool is_static;          // value[0] points to its memory from the beginning.
  airlock_scalar value[2]; // A scalar, a pair, or in value[0] the pointer to its bytes.
} mir_constant_item;

typedef struct mir_instruction mir_instruction;
struct mir_instruction {
  uint16_t opcode;
  uint8_t kind;     // airlock_kind of the result.
  uint8_t operator; // mir_binary, mir_unary, or the kind of the operand.
  int32_t target;
  mir_operand_index left;
  mir_operand_index right;
  union {
    uint64_t offset;
    uint64_t immediate;
    uint32_t jump; // While loading: a block, then the index of an instruction.
    const mir_instruction *destination;
    mir_call *call;
    mir_constant_item *constant;
    const mir_switch_table *table;
    const mir_assertion *assertion;
    const mir_layout *layout;
    const char *text;
  };
  union {
    const airlock_type *type;
    uint64_t extra;
    const mir_instruction *chosen; // Of SWITCH_ONE, once loaded.
  };
  union {
    uint64_t second; // Of COPY the offset in the target, of REPEAT the size of an element.
    const mir_instruction *other; // Of SWITCH_ONE, once loaded.
  };
  // Once loaded, where the three operands are: bytes from the first register, or the complement of
  // bytes from the first constant. The loop multiplies no indices.
  int32_t target_at;
  int32_t left_at;
  int32_t right_at;
  // Statements of the function that begin before this instruction, and with it: their difference
  // along a straight line is what was executed there.
  uint32_t before;
  uint32_t after;
};

// A local that is machine memory from the frame's begin on.
typedef struct mir_memory_local {
  uint32_t register_index;
  uint64_t size;
  uint64_t align;
} mir_memory_local;

typedef struct mir_parameter {
  mir_form form;     // How the value arrives.
  bool is_in_memory; // The register holds a pointer to where it goes.
  uint32_t register_index;
  const mir_layout *layout;
  const airlock_type *native[2]; // For storing: of the scalar, or of both halves.
} mir_parameter;

typedef enum mir_function_state {
  MIR_FUNCTION_DECLARED,
  MIR_FUNCTION_LOADING,
  MIR_FUNCTION_LOADED,
} mir_function_state;

struct mir_function {
  const char *name;
  const mir_item *item;
  const mir_instruction *code;
  const mir_location *const *locations; // One per instruction.
  size_t code_size;
  const airlock_scalar *constants;
  uint32_t num_registers;
  uint32_t cleared_registers; // The first ones. Others are set before they are used.
  const mir_memory_local *memory_locals;
  size_t memory_local_count;
  const mir_parameter *parameters;
  size_t parameter_count;
  mir_parameter result;          // Of local 0.
  const mir_function_type *type; // As a function pointer to it has it, where known.
  const char *abi;
  const mir_foreign *foreign; // A foreign function that was made a function pointer: no code.
  mir_function_state state;
  bool is_constant;    // A const or static: its locals outlive it and become read-only.
  bool is_mutable;     // A `static mut`, or something with interior mutability.
  bool uses_memory;    // Some local is machine memory.
  bool has_pointer;    //
  airlock_ptr pointer; // Of the function as a value.
};

// Type and conventions of a modelled std function. `args` are the arguments' scalars one after the
// other. A scalar result goes to result[0], a pair's to result[0] and result[1]; for a result in
// memory result[0] holds the pointer to where the bytes go.
typedef struct mir_interpreter mir_interpreter;
typedef airlock_status mir_model_function(mir_interpreter *interpreter, const mir_call *call,
                                          const airlock_scalar *args, airlock_scalar *result);

struct mir_model {
  const char *path;
  size_t arity;
  mir_model_function *function;
  bool is_drop; // It drops values of its type argument, which must need no code for that.
  const char *doc;
};

#endif
