// SPDX-License-Identifier: MIT
//
// Native entries: what runs when native code calls a function pointer of the machine.
//
// Each function that gets an address gets a libffi closure, so that the address can be called with
// its real signature and returns zero of its real result type. Interpreted code cannot be run from
// there yet. The entry therefore reports "unsupported": first to the native_escape hook, on native
// code's own stack, because a program that expected its callback to run is best stopped right
// there; if the hook lets it go on, the call returns zero and the report becomes the outermost
// call's error.
#include "native/native.h"

#include <errno.h>
#include <string.h>

static void report_escape(const struct entry *entry) {
  struct report *report = &entry->machine->report;
  report_begin(report, AIRLOCK_UNSUPPORTED_CALLBACK,
               entry->callable ? "calling a function pointer through the FFI boundary"
                               : "calling a function pointer with unsupported argument/return "
                                 "type through the FFI boundary");
  report_note(report, AIRLOCK_NOTE, 0, "native code called the function `%s` of the program",
              entry->name);
  access_blame_machine(entry->machine);
}

// libffi's calling convention for closures: the result goes to `result`, at least a register wide.
static void escape(ffi_cif *cif, void *result, void **args, void *user_data) {
  (void)args;
  const struct entry *entry = user_data;
  airlock_machine *machine = entry->machine;
  int native_errno = errno;
  size_t size = cif->rtype->size;
  memset(result, 0, size > sizeof(ffi_arg) ? size : sizeof(ffi_arg));
  if (machine->native->escape == AIRLOCK_OK) {
    report_escape(entry);
    if (machine->config.native_escape != NULL) {
      machine->config.native_escape(machine->config.context, &machine->report.facts);
    }
    machine->native->escape = AIRLOCK_UNSUPPORTED_CALLBACK;
  }
  errno = native_errno;
}

static void release_entry(struct host *host, struct entry *entry) {
  if (entry->closure != NULL) {
    ffi_closure_free(entry->closure);
  }
  host_release_string(host, entry->name);
  host_release(host, entry, sizeof *entry);
}

static struct entry *new_entry(airlock_machine *machine, void **out_code, const char *name,
                               airlock_signature *signature) {
  struct entry *entry = host_allocate_zeroed(&machine->host, 1, sizeof *entry);
  if (entry == NULL) {
    return NULL;
  }
  struct plan_refusal refusal;
  enum plan_verdict verdict =
      signature != NULL ? signature_prepare(machine, signature, &refusal) : PLAN_BAD_PARAMETER;
  entry->machine = machine;
  entry->callable = verdict == PLAN_FITS;
  entry->name = host_copy_string(&machine->host, name);
  entry->closure = ffi_closure_alloc(sizeof *entry->closure, out_code);
  ffi_cif *cif = entry->callable ? &signature->cif : &machine->native->untyped_cif;
  if (verdict == PLAN_NO_MEMORY || entry->name == NULL || entry->closure == NULL ||
      ffi_prep_closure_loc(entry->closure, cif, escape, entry, *out_code) != FFI_OK) {
    release_entry(&machine->host, entry);
    return NULL;
  }
  return entry;
}

airlock_status airlock_function_new(airlock_machine *machine, airlock_ptr *out_pointer,
                                    const char *name, const airlock_signature *signature,
                                    void *token) {
  struct native_state *state = native_state(machine);
  void *code = NULL;
  struct entry *entry =
      state != NULL ? new_entry(machine, &code, name, (airlock_signature *)signature) : NULL;
  if (entry == NULL) {
    return machine_no_memory(machine);
  }
  airlock_status status =
      machine_add_function(machine, out_pointer, name, (uint64_t)(uintptr_t)code, signature, token);
  if (status != AIRLOCK_OK) {
    release_entry(&machine->host, entry);
    return status;
  }
  entry->next = state->entries;
  state->entries = entry;
  return AIRLOCK_OK;
}

void entry_release_all(airlock_machine *machine) {
  for (struct entry *entry = machine->native->entries; entry != NULL;) {
    struct entry *next = entry->next;
    release_entry(&machine->host, entry);
    entry = next;
  }
}
