// SPDX-License-Identifier: MIT
//
// Callbacks: native code calls functions of the machine.
//
// Each function that gets an address gets a native entry (entry.c) through which it can be called
// with its real signature. What happens there is a native call turned round:
//
//   IN NATIVE ── native code calls the entry
//     │  admit: a thread that may come in (gate.h), not too deep, no error pending
//     │  read:  the arguments become immediates, pointers are wildcards, aggregates lie in a stack
//     │         frame of their own; what native code wrote so far is seen as after a return
//     ▼
//   IN CALLBACK ── the embedder's hook runs the function; it may make native calls itself
//     │  give:   the result is checked and becomes C's, its pointers are exposed
//     │  expose: as before a call; a new epoch
//     ▼
//   IN NATIVE
//
// An error never jumps over native frames. It becomes pending: the native caller gets the
// function's default result, further callbacks return theirs at once, and the outermost native call
// fails with it. What cannot be reported on the spot, a call that the gate turned away, is noted
// and becomes the error of the native call that runs then, or of the next one.
//
// errno and the floating-point control state are the interpreter's own on this side. A visitor, a
// thread that is not the machine's, brings an errno of its own along: it is the program's for as
// long as the callback runs, as it would be in a program of threads.
#include "native/crossing.h"
#include "native/native_heap.h"
#include "native/quick_call.h"

#include <errno.h>
#include <string.h>

enum { LARGEST_SCALAR = 16, FEW_PARAMS = 8, PATIENCE = 10000 };

// One call of an entry.
struct visit {
  struct entry *entry;
  enum gate_pass pass;
  void **pieces;
  void *out_result; // libffi's place for it, at least a register wide.
};

static airlock_machine *machine_of(const struct visit *visit) {
  return visit->entry->machine;
}

// ----------------------------------------------------------------------------------------- failing

static void note_function(struct report *report, const struct entry *entry) {
  report_note(report, AIRLOCK_NOTE, 0, "native code called the function `%s` of the program",
              entry->name);
}

static void note_refusal(struct report *report, const struct entry *entry) {
  if (entry->refused_part == ENTRY_REFUSED_WHOLE) {
    report_note(report, AIRLOCK_NOTE, 0, "C cannot call it: %s", entry->refusal);
  } else if (entry->refused_part == ENTRY_REFUSED_RESULT) {
    report_note(report, AIRLOCK_NOTE, 0, "its result cannot go to C: %s", entry->refusal);
  } else {
    report_note(report, AIRLOCK_NOTE, 0, "its parameter #%zu cannot come from C: %s",
                entry->refused_part + 1, entry->refusal);
  }
}

static void report_unsupported(const struct entry *entry) {
  struct report *report = &entry->machine->report;
  report_begin(report, AIRLOCK_UNSUPPORTED_CALLBACK,
               entry->signature != NULL
                   ? "calling a function pointer through the FFI boundary"
                   : "calling a function pointer with unsupported argument/return type through the "
                     "FFI boundary");
  note_function(report, entry);
  if (entry->signature == NULL) {
    note_refusal(report, entry);
  }
  report_note(report, AIRLOCK_HELP, 0,
              "this is likely not a bug in the program; it indicates that the program performed "
              "an operation that airlock does not support");
}

// The embedder runs no callbacks, or native code cannot call this function.
static airlock_status refuse(const struct visit *visit) {
  airlock_machine *machine = machine_of(visit);
  report_unsupported(visit->entry);
  if (machine->config.native_escape != NULL) {
    machine->config.native_escape(machine->config.context, &machine->report.facts);
  }
  return AIRLOCK_UNSUPPORTED_CALLBACK;
}

static airlock_status fail_depth(const struct visit *visit) {
  airlock_machine *machine = machine_of(visit);
  machine_fail(machine, AIRLOCK_LIMIT_CALLBACKS,
               "the limit of %u callbacks inside each other is reached",
               machine->config.callback_limit);
  note_function(&machine->report, visit->entry);
  return AIRLOCK_LIMIT_CALLBACKS;
}

static airlock_status fail_scope(const struct visit *visit) {
  airlock_machine *machine = machine_of(visit);
  const struct entry *entry = visit->entry;
  machine_fail(machine, AIRLOCK_UB_USE_AFTER_FREE,
               entry->is_freed ? "native code called the function `%s` after it was freed"
                               : "native code called the function `%s` after the call that it was "
                                 "lent to",
               entry->name);
  access_blame_program(machine);
  return AIRLOCK_UB_USE_AFTER_FREE;
}

airlock_status callback_take_stray(airlock_machine *machine) {
  struct gate_stray stray;
  struct gate *gate = machine->native->gate;
  if (gate == NULL || !gate_take_stray(gate, &stray)) {
    return AIRLOCK_OK;
  }
  machine_fail(machine, AIRLOCK_UNSUPPORTED_CALLBACK,
               "native code called the function `%s` of the program %s", stray.function,
               stray.was_other_thread ? "from another thread" : "outside of any native call");
  report_note(&machine->report, AIRLOCK_NOTE, 0,
              "the call was not run and got the function's default result: %s",
              stray.was_other_thread
                  ? "a machine is used by one thread"
                  : "functions run only while a native call of the program is running");
  if (stray.was_other_thread && !gate->serialises) {
    report_note(&machine->report, AIRLOCK_HELP, 0,
                "callbacks from other threads can be let in one at a time, while the machine's "
                "thread is in native code (`foreign_threads`, `--foreign-threads=serialise`)");
  }
  access_blame_machine(machine);
  return AIRLOCK_UNSUPPORTED_CALLBACK;
}

airlock_status airlock_check_callbacks(airlock_machine *machine) {
  return machine->native != NULL ? callback_take_stray(machine) : AIRLOCK_OK;
}

// --------------------------------------------------------------------------------------- arguments

// Where the arguments are read: parameters in order, and pieces in the order of parameters.
struct reading {
  const struct visit *visit;
  size_t param;
  size_t piece;
};

// Puts the pieces of the parameter together. A piece is an eightbyte, or all there is.
static void gather(struct reading *reading, uint8_t *out_bytes) {
  const airlock_signature *signature = reading->visit->entry->signature;
  const struct plan *plan = &signature->plan;
  size_t size = signature->params[reading->param]->size;
  for (size_t i = reading->piece; i < plan->num_pieces; i++) {
    if (plan->pieces[i].param != reading->param) {
      break;
    }
    size_t offset = plan->pieces[i].offset;
    bool has_next = i + 1 < plan->num_pieces && plan->pieces[i + 1].param == reading->param;
    size_t end = has_next ? plan->pieces[i + 1].offset : size;
    memcpy(out_bytes + offset, reading->visit->pieces[i], end - offset);
    reading->piece++;
  }
}

// Takes a scalar of one word whose type has no invalid values but those that its bits show.
static bool take_quickly(struct reading *reading, airlock_scalar *out_scalar,
                         const airlock_type *type) {
  const struct visit *visit = reading->visit;
  if (type->size > sizeof(uint64_t)) {
    return false;
  }
  uint64_t bits = quick_read(visit->pieces[reading->piece], type->size);
  airlock_prov prov = type_is_pointer(type) ? airlock_prov_wildcard() : airlock_prov_none();
  quick_fill(out_scalar, type, (airlock_ptr){bits, prov});
  bool is_taken =
      quick_is_simple(&visit->entry->signature->parameters[reading->param], out_scalar, 0);
  reading->piece += is_taken;
  return is_taken;
}

static airlock_status take_scalar(struct reading *reading, airlock_scalar *out_scalar,
                                  const airlock_type *type) {
  uint8_t bytes[LARGEST_SCALAR];
  if (take_quickly(reading, out_scalar, type)) {
    return AIRLOCK_OK;
  }
  gather(reading, bytes);
  *out_scalar = value_from_bytes(bytes, type->kind, airlock_prov_wildcard());
  return value_validate(machine_of(reading->visit), *out_scalar, type, type->name);
}

static airlock_status take_aggregate(struct reading *reading, airlock_scalar *out_scalar,
                                     const airlock_type *type) {
  airlock_machine *machine = machine_of(reading->visit);
  airlock_ptr place;
  airlock_status status = machine_allocate(machine, &place, type->size, type->align, AIRLOCK_STACK);
  uint8_t *bytes = status == AIRLOCK_OK ? host_allocate(&machine->host, type->size) : NULL;
  if (status == AIRLOCK_OK && bytes == NULL) {
    status = machine_no_memory(machine);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  gather(reading, bytes);
  status = value_write_native(machine, place, type, bytes);
  host_release(&machine->host, bytes, type->size);
  *out_scalar = airlock_pointer(place);
  return status;
}

static airlock_status take_arguments(const struct visit *visit, airlock_scalar *out_args) {
  const airlock_signature *signature = visit->entry->signature;
  struct reading reading = {visit, 0, 0};
  for (; reading.param < signature->num_params; reading.param++) {
    airlock_scalar *out_arg = &out_args[reading.param];
    const airlock_type *type = signature->params[reading.param];
    airlock_status status = type->class == TYPE_SCALAR ? take_scalar(&reading, out_arg, type)
                                                       : take_aggregate(&reading, out_arg, type);
    if (status != AIRLOCK_OK) {
      struct report *report = &machine_of(visit)->report;
      report->facts.argument = (int)reading.param;
      report_note(report, AIRLOCK_NOTE, 0,
                  "this is argument #%zu that native code passed to the function `%s` of the "
                  "program",
                  reading.param + 1, visit->entry->name);
      return status;
    }
  }
  return AIRLOCK_OK;
}

// ------------------------------------------------------------------------------------------ result

static airlock_status expose_pointer(void *context, airlock_ptr pointer) {
  return airlock_expose(context, pointer);
}

// Narrow integers fill a register, as their kind extends them.
static void give_bits(void *out_result, airlock_scalar scalar) {
  uint8_t bytes[LARGEST_SCALAR] = {0};
  value_to_bytes(bytes, scalar);
  size_t size = airlock_kind_size(scalar.kind);
  bool is_signed = scalar.kind >= AIRLOCK_I8 && scalar.kind <= AIRLOCK_ISIZE;
  if (is_signed && size < sizeof(ffi_arg) && (bytes[size - 1] & 0x80) != 0) {
    memset(bytes + size, 0xff, sizeof(ffi_arg) - size);
  }
  memcpy(out_result, bytes, size > sizeof(ffi_arg) ? size : sizeof(ffi_arg));
}

// Gives a number of one word of which every image is valid.
static bool give_quickly(const airlock_signature *signature, const airlock_scalar *result,
                         void *out_result) {
  const struct prepared_result *prepared = &signature->prepared_result;
  uint64_t bits = result->as.bits[0];
  bool is_number =
      prepared->is_word && result->kind == prepared->kind && !type_is_pointer(signature->result);
  bool is_given =
      is_number && ((bits & (~prepared->mask | prepared->outside)) | result->as.bits[1]) == 0;
  bool is_signed = result->kind >= AIRLOCK_I8 && result->kind <= AIRLOCK_ISIZE;
  if (is_given) {
    uint64_t sign = is_signed ? prepared->mask ^ (prepared->mask >> 1) : 0;
    bits = (bits ^ sign) - sign;
    memcpy(out_result, &bits, sizeof bits);
  }
  return is_given;
}

airlock_status entry_give(airlock_machine *machine, const airlock_signature *signature,
                          const airlock_scalar *result, void *out_result) {
  const airlock_type *type = signature->result;
  if (type == NULL || give_quickly(signature, result, out_result)) {
    return AIRLOCK_OK;
  }
  if (type->class == TYPE_SCALAR) {
    airlock_status status = airlock_validate(machine, *result, type);
    if (status == AIRLOCK_OK && type_is_pointer(type)) {
      status = airlock_expose(machine, result->as.ptr);
    }
    if (status == AIRLOCK_OK) {
      give_bits(out_result, *result);
    }
    return status;
  }
  struct access access;
  airlock_status status =
      access_begin(machine, &access, result->as.ptr, type->size, type->align, AIRLOCK_READ);
  return status == AIRLOCK_OK
             ? value_read(machine, out_result, &access, type, expose_pointer, machine)
             : status;
}

// An aggregate result is written by the hook to a place in the callback's frame.
static airlock_status make_result_place(const struct visit *visit, airlock_scalar *out_result) {
  const airlock_type *type = visit->entry->signature->result;
  *out_result = (airlock_scalar){.kind = AIRLOCK_UNINIT};
  if (type == NULL || type->class == TYPE_SCALAR) {
    return AIRLOCK_OK;
  }
  airlock_ptr place;
  airlock_status status =
      machine_allocate(machine_of(visit), &place, type->size, type->align, AIRLOCK_STACK);
  if (status == AIRLOCK_OK) {
    *out_result = airlock_pointer(place);
  }
  return status;
}

// --------------------------------------------------------------------------------------- the visit

// Whose call led to an error that the hook gave.
static void note_callback(const struct visit *visit) {
  airlock_machine *machine = machine_of(visit);
  report_note(&machine->report, AIRLOCK_NOTE, 0,
              "inside a callback: `%s` of the program, called by the native function `%s`%s",
              visit->entry->name, machine->native->running->callee->name,
              visit->pass == GATE_VISIT ? " or one beside it, on another thread" : "");
}

static airlock_status run(const struct visit *visit, airlock_scalar *args) {
  airlock_machine *machine = machine_of(visit);
  const struct entry *entry = visit->entry;
  airlock_scalar result;
  airlock_status status = make_result_place(visit, &result);
  if (status == AIRLOCK_OK) {
    status = take_arguments(visit, args);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  status = machine->config.callback(machine->config.context, entry->token, args,
                                    entry->signature->num_params, &result);
  if (machine->native->pending != AIRLOCK_OK) {
    return machine->native->pending;
  }
  if (status == AIRLOCK_OK) {
    status = entry_give(machine, entry->signature, &result, visit->out_result);
  }
  if (status != AIRLOCK_OK) {
    note_callback(visit);
  }
  return status;
}

// Runs the function in a stack frame of its own, and prepares memory for native code again.
static airlock_status run_in_frame(const struct visit *visit, airlock_scalar *args) {
  airlock_machine *machine = machine_of(visit);
  struct native_state *state = machine->native;
  mirror_push_all(machine);
  airlock_frame_push(machine);
  state->callbacks++;
  airlock_status status = run(visit, args);
  state->callbacks--;
  airlock_frame_pop(machine);
  if (status == AIRLOCK_OK && !exposure_prepare(machine)) {
    status = machine_no_memory(machine);
  }
  exposure_cross(machine);
  mirror_pull_all(machine);
  return status;
}

static airlock_status run_with_arguments(const struct visit *visit) {
  struct host *host = &machine_of(visit)->host;
  size_t num_params = visit->entry->signature->num_params;
  if (num_params <= FEW_PARAMS) {
    airlock_scalar few[FEW_PARAMS];
    return run_in_frame(visit, few);
  }
  airlock_scalar *args = host_allocate(host, num_params * sizeof *args);
  if (args == NULL) {
    return machine_no_memory(machine_of(visit));
  }
  airlock_status status = run_in_frame(visit, args);
  host_release(host, args, num_params * sizeof *args);
  return status;
}

static airlock_status enter(const struct visit *visit) {
  airlock_machine *machine = machine_of(visit);
  const struct entry *entry = visit->entry;
  bool is_over = entry->only_call != 0 && entry->only_call != machine->native->outermost_calls;
  if (entry->is_freed || is_over) {
    return fail_scope(visit);
  }
  if (machine->config.callback == NULL || entry->signature == NULL) {
    return refuse(visit);
  }
  if (machine->native->callbacks >= machine->config.callback_limit) {
    return fail_depth(visit);
  }
  return run_with_arguments(visit);
}

// What the caller gets when nothing else is given.
static void give_default(const struct entry_code *code, void *out_result) {
  memcpy(out_result, code->result, code->result_size);
}

// Native code that calls until a function tells it to stop may never learn that there is an error.
static void go_on_in_vain(const struct visit *visit) {
  airlock_machine *machine = machine_of(visit);
  machine->native->callbacks_in_vain++;
  if (machine->native->callbacks_in_vain == PATIENCE && machine->config.native_escape != NULL) {
    machine->config.native_escape(machine->config.context, &machine->report.facts);
  }
}

static void enter_unless_pending(const struct visit *visit) {
  struct native_state *state = machine_of(visit)->native;
  if (state->pending == AIRLOCK_OK) {
    airlock_status status = enter(visit);
    state->pending = state->pending != AIRLOCK_OK ? state->pending : status;
    if (status != AIRLOCK_OK) {
      give_default(visit->entry->code, visit->out_result);
    }
  } else {
    go_on_in_vain(visit);
  }
}

// The interpreter computes as it did before the native call, and native code as it did before the
// callback, unless changes are to stay: then each goes on with what the other made of it.
static void enter_with_fp_control(const struct visit *visit) {
  struct native_state *state = machine_of(visit)->native;
  struct native_thread thread = state->thread;
  if (state->running->keeps_fp_control) {
    crossing_forget_thread(state);
    enter_unless_pending(visit);
  } else {
    struct fp_control native = fp_control_capture();
    if (!fp_control_equal(native, thread.control)) {
      fp_control_restore(thread.control);
    }
    enter_unless_pending(visit);
    if (!fp_control_equal(native, fp_control_capture())) {
      fp_control_restore(native);
    }
  }
  state->thread = thread;
}

// Returns what errno is in native code afterwards.
static int enter_with_errno(const struct visit *visit, int native_errno) {
  airlock_machine *machine = machine_of(visit);
  struct native_state *state = machine->native;
  if (visit->pass != GATE_VISIT) {
    errno_take(machine, native_errno);
    enter_with_fp_control(visit);
    return errno_give(machine);
  }
  int owners_errno = airlock_errno(machine);
  int given_errno = state->given_errno;
  airlock_set_errno(machine, native_errno);
  enter_with_fp_control(visit);
  native_errno = airlock_errno(machine);
  airlock_set_errno(machine, owners_errno);
  state->given_errno = given_errno;
  return native_errno;
}

static void turn_away(const struct entry_code *code, void *out_result) {
  struct gate *gate = code->gate;
  (void)pthread_mutex_lock(&gate->lock);
  give_default(code, out_result);
  if (!gate->is_closed) {
    gate_note_stray(gate, code->entry->name);
  }
  (void)pthread_mutex_unlock(&gate->lock);
}

void entry_visit(ffi_cif *cif, void *result, void **pieces, void *user_data) {
  (void)cif;
  int native_errno = errno;
  const struct entry_code *code = user_data;
  enum gate_pass pass = gate_enter(code->gate);
  if (pass == GATE_REFUSED) {
    turn_away(code, result);
  } else {
    struct visit visit = {code->entry, pass, pieces, result};
    struct native_heap *heap = native_heap_suspend();
    give_default(code, result);
    native_errno = enter_with_errno(&visit, native_errno);
    native_heap_resume(heap);
    gate_leave(code->gate, pass);
  }
  errno = native_errno;
}
