// SPDX-License-Identifier: MIT
//
// Callbacks: native code calls functions of the machine.
//
// Each function that gets an address gets a native entry (entry.c) through which it can be called
// with its real signature: code of the pool (entry_pool.h), or a closure of libffi's. What happens
// there is a native call turned round:
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
#include "native/callback.h"

enum { PATIENCE = 10000 };

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

// --------------------------------------------------------------------------------------- the visit

// Whose call led to an error that the hook gave.
static void note_callback(const struct visit *visit) {
  airlock_machine *machine = machine_of(visit);
  report_note(&machine->report, AIRLOCK_NOTE, 0,
              "inside a callback: `%s` of the program, called by the native function `%s`%s",
              visit->entry->name, gate_running(machine->native->gate)->callee->name,
              visit->pass == GATE_VISIT ? " or one beside it, on another thread" : "");
}

airlock_status callback_conclude(const struct visit *visit, airlock_status status,
                                 const airlock_scalar *result) {
  airlock_machine *machine = machine_of(visit);
  if (machine->native->pending != AIRLOCK_OK) {
    return machine->native->pending;
  }
  if (status == AIRLOCK_OK) {
    status = callback_give(machine, visit->entry->signature, result, visit->out_result);
  }
  if (status != AIRLOCK_OK) {
    note_callback(visit);
  }
  return status;
}

static airlock_status run(const struct visit *visit, airlock_scalar *args) {
  airlock_scalar result;
  airlock_status status = callback_place_result(visit, &result);
  if (status == AIRLOCK_OK) {
    status = callback_take_arguments(visit, args);
  }
  return status == AIRLOCK_OK
             ? callback_conclude(visit, callback_run_hook(visit->entry, args, &result), &result)
             : status;
}

// Runs the function in a stack frame of its own.
static airlock_status run_in_frame(const struct visit *visit, airlock_scalar *args) {
  airlock_machine *machine = machine_of(visit);
  mirror_push_all(machine);
  callback_begin_frame(machine, machine->native);
  return callback_end_frame(machine, machine->native, run(visit, args));
}

static airlock_status run_with_arguments(const struct visit *visit) {
  struct host *host = &machine_of(visit)->host;
  size_t num_params = visit->entry->num_params;
  if (num_params <= CALLBACK_FEW_PARAMS) {
    airlock_scalar few[CALLBACK_FEW_PARAMS];
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

void callback_fail(const struct visit *visit, airlock_status status) {
  native_fail_later(machine_of(visit), status);
  entry_code_give_default(visit->code, visit->out_result);
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
  if (machine_of(visit)->native->pending != AIRLOCK_OK) {
    go_on_in_vain(visit);
    return;
  }
  airlock_status status = enter(visit);
  if (status != AIRLOCK_OK) {
    callback_fail(visit, status);
  }
}

// The interpreter computes as it did before the native call, and native code as it did before the
// callback, unless changes are to stay: then each goes on with what the other made of it. A hook
// that changes the state tells of it, so that it need not be read again. What is remembered of the
// thread is the same before and after.
static void enter_with_fp_control(const struct visit *visit) {
  struct native_state *state = machine_of(visit)->native;
  if (gate_running(state->gate)->keeps_fp_control) {
    struct native_thread thread = state->thread;
    crossing_forget_thread(state);
    enter_unless_pending(visit);
    crossing_restore_thread(state, &thread);
    return;
  }
  struct native_thread thread = state->thread;
  struct fp_control native = fp_control_capture();
  bool is_changed = !fp_control_equal(native, thread.control);
  if (is_changed) {
    fp_control_restore(thread.control);
  }
  enter_unless_pending(visit);
  if (is_changed || state->thread.version != thread.version) {
    fp_control_restore(native);
  }
  crossing_restore_thread(state, &thread);
}

int callback_answer(const struct visit *visit, int native_errno) {
  airlock_machine *machine = machine_of(visit);
  struct native_state *state = machine->native;
  entry_code_give_default(visit->code, visit->out_result);
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

void callback_turn_away(const struct entry_code *code, void *out_result) {
  struct gate *gate = code->gate;
  (void)pthread_mutex_lock(&gate->lock);
  entry_code_give_default(code, out_result);
  if (!gate->is_closed) {
    gate_note_stray(gate, code->entry->name);
  }
  (void)pthread_mutex_unlock(&gate->lock);
}
