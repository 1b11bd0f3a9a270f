// SPDX-License-Identifier: MIT
//
// Callbacks: native code calls functions of the machine.
//
// Each function that gets an address gets a native entry, a libffi closure, through which it can be
// called with its real signature. What happens there is a native call turned round:
//
//   IN NATIVE ── native code calls the entry
//     │  admit: the thread of a native call that is running, not too deep, no error pending
//     │  read:  the arguments become immediates, pointers are wildcards, aggregates lie in a stack
//     │         frame of their own; what native code wrote so far is seen as after a return
//     ▼
//   IN CALLBACK ── the embedder's hook runs the function; it may make native calls itself
//     │  give:   the result is checked and becomes C's, its pointers are exposed
//     │  expose: as before a call; a new epoch
//     ▼
//   IN NATIVE
//
// An error never jumps over native frames. It becomes pending: the native caller gets zero, further
// callbacks return zero at once, and the outermost native call fails with it. What cannot be
// reported on the spot, a call from another thread or outside of any native call, is noted and
// becomes the error of the native call that runs then, or of the next one.
#include "native/call.h"

#include <errno.h>
#include <string.h>

enum { LARGEST_SCALAR = 16 };

// The executable part of an entry. Native code may keep its address for longer than the function or
// the machine lives. Once exposed it is therefore never given back: the memory is libffi's, not the
// machine's, and a call of it gets zero.
struct entry_code {
  ffi_closure closure;
  ffi_cif cif_afterwards;
};

// One call of an entry.
struct visit {
  struct entry *entry;
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

static void report_unsupported(const struct entry *entry) {
  struct report *report = &entry->machine->report;
  report_begin(report, AIRLOCK_UNSUPPORTED_CALLBACK,
               entry->signature != NULL
                   ? "calling a function pointer through the FFI boundary"
                   : "calling a function pointer with unsupported argument/return type through the "
                     "FFI boundary");
  note_function(report, entry);
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
  struct native_state *state = machine->native;
  const char *name = atomic_exchange(&state->stray, NULL);
  if (name == NULL) {
    return AIRLOCK_OK;
  }
  machine_fail(
      machine, AIRLOCK_UNSUPPORTED_CALLBACK,
      "native code called the function `%s` of the program from another thread, or outside "
      "of any native call",
      name);
  report_note(&machine->report, AIRLOCK_NOTE, 0,
              "the call got zero: a machine is used by one thread, and runs functions only while "
              "that thread is in native code");
  access_blame_machine(machine);
  return AIRLOCK_UNSUPPORTED_CALLBACK;
}

// --------------------------------------------------------------------------------------- arguments

// Puts the pieces of a parameter together. A piece is an eightbyte, or all there is.
static void gather(const struct visit *visit, uint8_t *out_bytes, size_t param) {
  const airlock_signature *signature = visit->entry->signature;
  const struct plan *plan = &signature->plan;
  size_t size = signature->params[param]->size;
  for (size_t i = 0; i < plan->num_pieces; i++) {
    size_t offset = plan->pieces[i].offset;
    bool has_next = i + 1 < plan->num_pieces && plan->pieces[i + 1].param == param;
    if (plan->pieces[i].param == param) {
      size_t end = has_next ? plan->pieces[i + 1].offset : size;
      memcpy(out_bytes + offset, visit->pieces[i], end - offset);
    }
  }
}

static airlock_status take_scalar(const struct visit *visit, airlock_scalar *out_scalar,
                                  size_t param) {
  const airlock_type *type = visit->entry->signature->params[param];
  uint8_t bytes[LARGEST_SCALAR];
  gather(visit, bytes, param);
  *out_scalar = value_from_bytes(bytes, type->kind, airlock_prov_wildcard());
  return value_validate(machine_of(visit), *out_scalar, type, type->name);
}

static airlock_status take_aggregate(const struct visit *visit, airlock_scalar *out_scalar,
                                     size_t param) {
  airlock_machine *machine = machine_of(visit);
  const airlock_type *type = visit->entry->signature->params[param];
  airlock_ptr place;
  airlock_status status = machine_allocate(machine, &place, type->size, type->align, AIRLOCK_STACK);
  uint8_t *bytes = status == AIRLOCK_OK ? host_allocate(&machine->host, type->size) : NULL;
  if (status == AIRLOCK_OK && bytes == NULL) {
    status = machine_no_memory(machine);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  gather(visit, bytes, param);
  status = value_write_native(machine, place, type, bytes);
  host_release(&machine->host, bytes, type->size);
  *out_scalar = airlock_pointer(place);
  return status;
}

static airlock_status take_arguments(const struct visit *visit, airlock_scalar *out_args) {
  const airlock_signature *signature = visit->entry->signature;
  airlock_status status = AIRLOCK_OK;
  for (size_t i = 0; i < signature->num_params && status == AIRLOCK_OK; i++) {
    status = signature->params[i]->class == TYPE_SCALAR ? take_scalar(visit, &out_args[i], i)
                                                        : take_aggregate(visit, &out_args[i], i);
    if (status != AIRLOCK_OK) {
      struct report *report = &machine_of(visit)->report;
      report->facts.argument = (int)i;
      report_note(report, AIRLOCK_NOTE, 0,
                  "this is argument #%zu that native code passed to the function `%s` of the "
                  "program",
                  i + 1, visit->entry->name);
    }
  }
  return status;
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

static airlock_status give_result(const struct visit *visit, airlock_scalar result) {
  airlock_machine *machine = machine_of(visit);
  const airlock_type *type = visit->entry->signature->result;
  if (type == NULL) {
    return AIRLOCK_OK;
  }
  if (type->class == TYPE_SCALAR) {
    airlock_status status = airlock_validate(machine, result, type);
    if (status == AIRLOCK_OK && type_is_pointer(type)) {
      status = airlock_expose(machine, result.as.ptr);
    }
    if (status == AIRLOCK_OK) {
      give_bits(visit->out_result, result);
    }
    return status;
  }
  struct access access;
  airlock_status status =
      access_begin(machine, &access, result.as.ptr, type->size, type->align, AIRLOCK_READ);
  return status == AIRLOCK_OK
             ? value_read(machine, visit->out_result, &access, type, expose_pointer, machine)
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

static airlock_status run(const struct visit *visit, airlock_scalar *args) {
  airlock_machine *machine = machine_of(visit);
  const struct entry *entry = visit->entry;
  airlock_scalar result;
  airlock_status status = make_result_place(visit, &result);
  if (status == AIRLOCK_OK) {
    status = take_arguments(visit, args);
  }
  if (status == AIRLOCK_OK) {
    status = machine->config.callback(machine->config.context, entry->token, args,
                                      entry->signature->num_params, &result);
  }
  if (status == AIRLOCK_OK) {
    status = machine->native->pending;
  }
  return status == AIRLOCK_OK ? give_result(visit, result) : status;
}

// Runs the function in a stack frame of its own, and prepares memory for native code again.
static airlock_status run_in_frame(const struct visit *visit) {
  airlock_machine *machine = machine_of(visit);
  struct native_state *state = machine->native;
  size_t size = (visit->entry->signature->num_params + 1) * sizeof(airlock_scalar);
  airlock_scalar *args = host_allocate(&machine->host, size);
  if (args == NULL) {
    return machine_no_memory(machine);
  }
  mirror_push_all(machine);
  airlock_frame_push(machine);
  state->callbacks++;
  airlock_status status = run(visit, args);
  state->callbacks--;
  airlock_frame_pop(machine);
  host_release(&machine->host, args, size);
  if (status == AIRLOCK_OK && !exposure_prepare(machine)) {
    status = machine_no_memory(machine);
  }
  exposure_cross(machine);
  mirror_pull_all(machine);
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
  return run_in_frame(visit);
}

// Native code on another thread, or outside of any call, may not touch the machine.
static bool is_admitted(const struct entry *entry) {
  struct native_state *state = entry->machine->native;
  bool is_inside = atomic_load(&state->is_inside) && pthread_equal(state->thread, pthread_self());
  if (!is_inside) {
    atomic_store(&state->stray, entry->name);
  }
  return is_inside;
}

// What the caller gets when nothing else is given: zero. A result in registers has room for all of
// them, one in memory is as large as its type.
static void clear_result(const struct visit *visit, const ffi_type *native) {
  const airlock_signature *signature = visit->entry->signature;
  bool is_in_memory = native->type == FFI_TYPE_STRUCT && native->size > LARGEST_SCALAR;
  size_t size = is_in_memory ? signature->result->size : native->size;
  memset(visit->out_result, 0, size > sizeof(ffi_arg) ? size : sizeof(ffi_arg));
}

// libffi's calling convention for closures.
static void visit_entry(ffi_cif *cif, void *result, void **pieces, void *user_data) {
  struct visit visit = {user_data, pieces, result};
  int native_errno = errno;
  clear_result(&visit, cif->rtype);
  if (is_admitted(visit.entry)) {
    airlock_machine *machine = machine_of(&visit);
    struct native_state *state = machine->native;
    errno_take(machine, native_errno);
    if (state->pending == AIRLOCK_OK) {
      airlock_status status = enter(&visit);
      state->pending = state->pending != AIRLOCK_OK ? state->pending : status;
    }
    native_errno = errno_give(machine);
  }
  errno = native_errno;
}

// ----------------------------------------------------------------------------------------- entries

// What an entry does when its machine is gone.
static void visit_nobody(ffi_cif *cif, void *result, void **pieces, void *user_data) {
  (void)cif;
  (void)pieces;
  (void)user_data;
  memset(result, 0, sizeof(ffi_arg));
}

static bool is_exposed(const struct entry *entry) {
  const struct allocation *allocation =
      entry->slot != 0 ? allocation_in_slot(&entry->machine->table, entry->slot) : NULL;
  return entry->is_freed || (allocation != NULL && allocation->exposed);
}

static void release_code(const struct entry *entry) {
  struct entry_code *code = entry->code;
  if (code == NULL) {
    return;
  }
  bool stays =
      is_exposed(entry) &&
      ffi_prep_cif(&code->cif_afterwards, FFI_DEFAULT_ABI, 0, &ffi_type_sint64, NULL) == FFI_OK &&
      ffi_prep_closure_loc(&code->closure, &code->cif_afterwards, visit_nobody, NULL,
                           entry->address) == FFI_OK;
  if (!stays) {
    ffi_closure_free(code);
  }
}

static void release_entry(struct host *host, struct entry *entry) {
  release_code(entry);
  host_release_string(host, entry->name);
  host_release(host, entry, sizeof *entry);
}

// A function without a signature, or with one that C cannot have, gets an entry that only reports.
static struct entry *new_entry(airlock_machine *machine, const char *name,
                               airlock_signature *signature, void *token) {
  struct entry *entry = host_allocate_zeroed(&machine->host, 1, sizeof *entry);
  if (entry == NULL) {
    return NULL;
  }
  struct plan_refusal refusal;
  enum plan_verdict verdict = PLAN_BAD_PARAMETER;
  if (signature != NULL && signature->num_fixed == SIGNATURE_NOT_VARIADIC) {
    verdict = signature_prepare(machine, signature, &refusal);
  }
  entry->machine = machine;
  entry->token = token;
  entry->signature = verdict == PLAN_FITS ? signature : NULL;
  entry->name = host_copy_string(&machine->host, name);
  entry->code = ffi_closure_alloc(sizeof *entry->code, &entry->address);
  ffi_cif *cif = entry->signature != NULL ? &signature->cif : &machine->native->untyped_cif;
  if (verdict == PLAN_NO_MEMORY || entry->name == NULL || entry->code == NULL ||
      ffi_prep_closure_loc(&entry->code->closure, cif, visit_entry, entry, entry->address) !=
          FFI_OK) {
    release_entry(&machine->host, entry);
    return NULL;
  }
  return entry;
}

airlock_status airlock_function_new(airlock_machine *machine, airlock_ptr *out_pointer,
                                    const char *name, const airlock_signature *signature,
                                    void *token) {
  struct native_state *state = native_state(machine);
  struct entry *entry =
      state != NULL ? new_entry(machine, name, (airlock_signature *)signature, token) : NULL;
  if (entry == NULL) {
    return machine_no_memory(machine);
  }
  uint64_t address = (uint64_t)(uintptr_t)entry->address;
  airlock_status status =
      machine_add_function(machine, out_pointer, name, address, signature, token);
  if (status != AIRLOCK_OK) {
    release_entry(&machine->host, entry);
    return status;
  }
  entry->slot = machine_function_at(machine, address)->slot;
  entry->next = state->entries;
  state->entries = entry;
  return AIRLOCK_OK;
}

// The live entry that a pointer means.
static airlock_status find_entry(airlock_machine *machine, struct entry **out_entry,
                                 airlock_ptr function) {
  void *token;
  airlock_status status = airlock_function_at(machine, &token, function);
  struct entry *entry = status == AIRLOCK_OK ? machine->native->entries : NULL;
  while (entry != NULL && (uint64_t)(uintptr_t)entry->address != function.address) {
    entry = entry->next;
  }
  *out_entry = entry;
  return status;
}

airlock_status airlock_function_lend(airlock_machine *machine, airlock_ptr function) {
  struct entry *entry;
  airlock_status status = find_entry(machine, &entry, function);
  if (status == AIRLOCK_OK) {
    entry->only_call = machine->native->outermost_calls + 1;
  }
  return status;
}

airlock_status airlock_function_free(airlock_machine *machine, airlock_ptr function) {
  struct entry *entry;
  airlock_status status = find_entry(machine, &entry, function);
  if (status == AIRLOCK_OK) {
    entry->is_freed = true;
    machine_remove_function(machine, entry->slot);
  }
  return status;
}

void entry_release_all(airlock_machine *machine) {
  for (struct entry *entry = machine->native->entries; entry != NULL;) {
    struct entry *next = entry->next;
    release_entry(&machine->host, entry);
    entry = next;
  }
}
