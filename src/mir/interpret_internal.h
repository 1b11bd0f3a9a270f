// SPDX-License-Identifier: MIT
//
// What the files of the interpreter, and the models of std, share.
#ifndef AIRLOCK_MIR_INTERPRET_INTERNAL_H
#define AIRLOCK_MIR_INTERPRET_INTERNAL_H

#include "code.h"
#include "interpret.h"
#include "message.h"

typedef struct mir_frame {
  const mir_function *function;
  const mir_instruction *next; // Where it goes on; only valid while it is not the topmost.
  size_t base;                 // Of its registers.
  const mir_call *call;        // What made it, in the frame below; NULL: the interpreter itself.
  mir_constant_item *constant; // What it evaluates, or NULL.
} mir_frame;

// Functions that run within models, within each other: each takes a part of the host's stack.
#define MIR_NESTING_LIMIT 200

typedef enum mir_ending {
  MIR_RUNNING,
  MIR_PANICKED,
  MIR_EXITED,
  MIR_INTERRUPTED,
} mir_ending;

struct mir_interpreter {
  mir_interpreter_options options;
  airlock_machine *machine;
  // The running frame, cached by the loop: see interpret.c.
  const mir_instruction *current;
  const mir_instruction *next;
  airlock_scalar *registers;
  const airlock_scalar *constants;
  mir_frame *frames;
  size_t depth;
  size_t frame_capacity;
  int64_t statements_left;    // Of this slice; the loop counts a straight line when it ends.
  uint64_t statements_beyond; // Until the limit, of further slices.
  uint64_t calls;             // Of functions of the program and of std, modelled ones too.
  size_t stack_floor;         // The loop ends when the depth falls to this.
  airlock_scalar *register_stack;
  size_t register_capacity;
  airlock_scalar *arguments; // Scratch of foreign and modelled calls.
  size_t argument_capacity;
  const mir_call **formatters; // The calls that made an Argument of std::fmt.
  size_t formatter_count;
  const mir_vtable *const *vtables; // Ascending by the id of their allocation.
  size_t vtable_count;
  airlock_scalar returned[2]; // By the last frame that no call had made.
  airlock_ptr destination;    // Of a result in memory that no frame expects; address 0: nowhere.
  mir_message *sinks[MIR_NESTING_LIMIT]; // Where each Formatter that is in use writes.
  size_t nesting;                        // Runs of functions within models.
  bool has_format_failed; // The error that is on its way is a fmt::Error of the program.
  mir_message panic_message;
  mir_ending ending;
  int exit_code;
};

typedef airlock_status mir_slow_operation(mir_interpreter *interpreter,
                                          const mir_instruction *instruction);

// A register or a constant of the running frame.
static inline const airlock_scalar *mir_read(const mir_interpreter *interpreter,
                                             mir_operand_index index) {
  return index >= 0 ? &interpreter->registers[index] : &interpreter->constants[~index];
}

// The value of an F32 or F64.
static inline double mir_float_value(const airlock_scalar *scalar) {
  union {
    uint64_t bits;
    double value;
  } wide = {scalar->as.bits[0]};
  union {
    uint32_t bits;
    float value;
  } narrow = {(uint32_t)scalar->as.bits[0]};
  return scalar->kind == AIRLOCK_F64 ? wide.value : (double)narrow.value;
}

// interpret_arith.c, interpret_casts.c
airlock_status mir_operate_binary(mir_interpreter *interpreter, airlock_scalar *out_results,
                                  mir_binary operator, const airlock_scalar * left,
                                  const airlock_scalar *right);
airlock_status mir_operate_unary(mir_interpreter *interpreter, airlock_scalar *out_result,
                                 mir_unary operator, const airlock_scalar * operand);
airlock_scalar mir_convert(const airlock_scalar *scalar, airlock_kind kind);
__extension__ typedef __int128 mir_int128;
mir_uint128 mir_scalar_bits(const airlock_scalar *scalar);
mir_int128 mir_scalar_signed(const airlock_scalar *scalar);
airlock_scalar mir_scalar_of(airlock_kind kind, mir_uint128 bits);
bool mir_kind_is_signed(airlock_kind kind);

// interpret_memory.c, interpret_scalars.c: one function per slow opcode, see interpret.c.
mir_slow_operation mir_slow_move_checked, mir_slow_binary, mir_slow_unary, mir_slow_cast,
    mir_slow_reinterpret, mir_slow_expose, mir_slow_from_exposed, mir_slow_offset,
    mir_slow_is_null_select, mir_slow_discriminant, mir_slow_check_wide, mir_slow_check_dyn,
    mir_slow_address_checked, mir_slow_element, mir_slow_reference, mir_slow_check_align,
    mir_slow_copy, mir_slow_deinit, mir_slow_repeat, mir_slow_storage_live, mir_slow_storage_dead,
    mir_slow_constant, mir_slow_copy_bytes, mir_slow_assume, mir_slow_switch,
    mir_slow_assert_failed, mir_slow_return, mir_slow_call, mir_slow_call_pointer,
    mir_slow_call_virtual, mir_slow_drop_virtual, mir_slow_upcast, mir_slow_limit,
    mir_slow_call_model, mir_slow_call_foreign, mir_slow_unreachable, mir_slow_noreturn,
    mir_slow_unsupported;

// interpret_variants.c: the index of the variant that an enum in memory is.
airlock_status mir_variant_in_memory(mir_interpreter *interpreter, size_t *out_variant,
                                     const mir_layout *layout, airlock_ptr pointer);

// interpret_frames.c
airlock_status mir_push_frame(mir_interpreter *interpreter, const mir_function *function,
                              const mir_call *call, mir_constant_item *constant);
airlock_status mir_uninitialized(mir_interpreter *interpreter, const mir_instruction *instruction);
bool mir_call_fits(const mir_function *function, const mir_call *call);
airlock_status mir_call_mismatch(mir_interpreter *interpreter, const mir_function *function);

// interpret_dyn.c: the vtable that a pointer means; of `trait`, unless that is NULL.
airlock_status mir_vtable_at(mir_interpreter *interpreter, const mir_vtable **out_vtable,
                             const airlock_scalar *pointer, const mir_path *trait);

// Whether a reference to `length` elements may point there.
airlock_status mir_check_wide(mir_interpreter *interpreter, const mir_layout *reference,
                              airlock_ptr pointer, uint64_t length, uint64_t element_size,
                              uint64_t align);
const mir_location *mir_current_location(const mir_interpreter *interpreter, size_t depth);

// interpret_nested.c: runs a function to its end. Its arguments are scalars one after the other,
// for one in memory a pointer to it; what it returns is in `returned`, or at `destination`.
airlock_status mir_run_function(mir_interpreter *interpreter, const mir_function *function,
                                const airlock_scalar *args);

// The same within a model, for one that returns a scalar.
airlock_status mir_run_nested(mir_interpreter *interpreter, airlock_scalar *out_result,
                              const mir_function *function, const airlock_scalar *args);

// interpret_callback.c: the machine's callback hook.
airlock_status mir_callback_hook(void *context, void *token, const airlock_scalar *args,
                                 size_t num_args, airlock_scalar *io_result);

// interpret.c: runs until the newest frame has returned.
airlock_status mir_loop(mir_interpreter *interpreter);

// Whether the user has stopped the run; mir_interrupted ends it for that.
static inline bool mir_is_interrupted(const mir_interpreter *interpreter) {
  return interpreter->options.interrupt != NULL && *interpreter->options.interrupt != 0;
}
airlock_status mir_interrupted(mir_interpreter *interpreter);

// interpret_leaks.c: what is lost when the program has ended; MIR_VERDICT_FINISHED or _LEAK.
mir_verdict mir_report_leaks(mir_interpreter *interpreter);

// interpret_report.c
airlock_status mir_panic(mir_interpreter *interpreter);
void mir_report(mir_interpreter *interpreter, mir_verdict verdict, const airlock_report *report,
                const char *message);

// models_format.c, format_values.c: text as std::fmt writes it.
void mir_format_scalar(mir_message *message, const airlock_scalar *scalar, mir_format_trait trait);
airlock_status mir_format_arguments(mir_interpreter *interpreter, mir_message *message,
                                    airlock_ptr template, airlock_ptr arguments);

// How one placeholder wants its value.
typedef struct mir_format_options {
  mir_format_trait trait;
  bool is_alternate;
  bool has_plus;
  bool is_zero_padded;
  bool has_precision;
  bool is_derived; // Take every struct and enum for one whose Debug is derived.
  bool has_width;
  uint32_t flags; // As std::fmt has them.
  unsigned precision;
  unsigned width;
  unsigned depth;      // Of {:#?}: how far lines are indented.
  unsigned references; // That led to this value.
} mir_format_options;

// Flags of std::fmt: the fill character, and these. The alignment is that of std: left, right,
// centre, and 3 for none.
#define MIR_FORMAT_FILL UINT32_C(0x1fffff)
#define MIR_FORMAT_PLUS (UINT32_C(1) << 21)
#define MIR_FORMAT_ALTERNATE (UINT32_C(1) << 23)
#define MIR_FORMAT_ZERO_PADDED (UINT32_C(1) << 24)
#define MIR_FORMAT_DEBUG_LOWER_HEX (UINT32_C(1) << 25)
#define MIR_FORMAT_DEBUG_UPPER_HEX (UINT32_C(1) << 26)
#define MIR_FORMAT_HAS_WIDTH (UINT32_C(1) << 27)
#define MIR_FORMAT_HAS_PRECISION (UINT32_C(1) << 28)
#define MIR_FORMAT_ALIGNMENT_SHIFT 29

// format_values.c
mir_format_options mir_format_options_of(mir_format_trait trait, uint32_t flags, bool has_width,
                                         uint64_t width, bool has_precision, uint64_t precision);
void mir_format_escaped(mir_message *message, uint32_t character, char quote);
void mir_format_one(mir_message *message, const airlock_scalar *scalar,
                    const mir_format_options *options);
// The text of one value, padded to the width that the options want.
void mir_format_padded(mir_message *message, const mir_message *text,
                       const mir_format_options *options, bool is_number);
// models_formatter.c: whether formatting has come to its end, or to a fmt::Error, as a bool.
airlock_status mir_format_outcome(mir_interpreter *interpreter, airlock_scalar *out_result,
                                  airlock_status status);
// By a function of the program, or of std in Rust.
airlock_status mir_format_by(mir_interpreter *interpreter, mir_message *message,
                             const mir_function *writer, const airlock_scalar *value,
                             const mir_format_options *options);
// format_compound.c: what consists of other values.
airlock_status mir_format_value(mir_interpreter *interpreter, mir_message *message,
                                const mir_layout *layout, airlock_ptr pointer,
                                const mir_format_options *options);

#endif
