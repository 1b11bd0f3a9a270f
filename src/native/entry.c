// SPDX-License-Identifier: MIT
//
// Entries: the native addresses of functions of the machine, from their making to their end.
//
//   made      airlock_function_new: the address is an allocation of kind CODE
//   lent      airlock_function_lend: may be called during the next outermost native call only
//   freed     airlock_function_free: nobody may call it. If native code never learned the
//             address the entry is gone with all its memory; otherwise it stays, so that a call is
//             caught and the address is never another function's
//   orphaned  the machine has ended: only the code is left, and gives the default result
#include "native/callback.h"

#include <string.h>

// ------------------------------------------------------------------------------------------ making

// Why C cannot call a function.
static void set_refusal(struct entry *entry, const char *reason, size_t part) {
  entry->signature = NULL;
  entry->refusal = reason;
  entry->refused_part = part;
}

// A function without a signature, or with one that C cannot have, gets an entry that only reports.
static airlock_status prepare(struct entry *entry, airlock_signature *signature) {
  struct plan_refusal refusal;
  entry->signature = signature;
  if (signature == NULL) {
    set_refusal(entry, "it has no C signature", ENTRY_REFUSED_WHOLE);
    return AIRLOCK_OK;
  }
  if (signature->num_fixed != SIGNATURE_NOT_VARIADIC) {
    set_refusal(entry, "it is variadic, and airlock cannot tell what it is called with",
                ENTRY_REFUSED_WHOLE);
    return AIRLOCK_OK;
  }
  switch (signature_prepare(entry->machine, signature, &refusal)) {
  case PLAN_FITS:
    return AIRLOCK_OK;
  case PLAN_BAD_PARAMETER:
    set_refusal(entry, refusal.reason, refusal.index);
    return AIRLOCK_OK;
  case PLAN_BAD_RESULT:
    set_refusal(entry, refusal.reason, ENTRY_REFUSED_RESULT);
    return AIRLOCK_OK;
  default:
    return AIRLOCK_NO_MEMORY;
  }
}

// Room for a result: in registers all of them, in memory not a byte more than its type has, since
// the caller's own lie behind it.
static size_t result_room(const airlock_signature *signature, const ffi_cif *cif) {
  bool is_in_memory = cif->rtype->type == FFI_TYPE_STRUCT && cif->rtype->size > 16;
  if (cif->rtype->type == FFI_TYPE_VOID) {
    return 0;
  }
  if (is_in_memory) {
    return signature->result->size;
  }
  return cif->rtype->size > sizeof(ffi_arg) ? cif->rtype->size : sizeof(ffi_arg);
}

// The pool's entries know images, so that a function that C cannot call has one as well: of a call
// without arguments that returns an integer, as libffi is told for it.
static const struct image *image_of(const struct entry *entry) {
  static const struct image untyped = {.result = RESULT_GENERAL, .exists = true};
  if (entry->machine->config.engine == AIRLOCK_ENGINE_LIBFFI) {
    return NULL;
  }
  return entry->signature != NULL ? &entry->signature->plan.image : &untyped;
}

static bool make_code(struct entry *entry) {
  struct native_state *state = entry->machine->native;
  const airlock_signature *signature = entry->signature;
  const ffi_cif *cif = signature != NULL ? &signature->cif : &state->untyped_cif;
  entry->code = entry_code_new(&entry->address, cif, image_of(entry), result_room(signature, cif));
  if (entry->code == NULL) {
    return false;
  }
  entry->code->gate = state->gate;
  entry->code->entry = entry;
  callback_prepare(entry);
  return true;
}

static size_t entry_size(size_t num_params) {
  return sizeof(struct entry) + num_params * sizeof(struct arrival);
}

static void release_record(struct host *host, struct entry *entry) {
  host_release_string(host, entry->name);
  host_release(host, entry, entry_size(entry->num_params));
}

static struct entry *new_entry(airlock_machine *machine, const char *name,
                               const airlock_signature *signature, void *token) {
  size_t num_params = signature != NULL ? signature->num_params : 0;
  struct entry *entry = host_allocate_zeroed(&machine->host, 1, entry_size(num_params));
  if (entry == NULL) {
    return NULL;
  }
  entry->machine = machine;
  entry->num_params = num_params;
  entry->token = token;
  entry->name = host_copy_string(&machine->host, name);
  // Preparing a signature is the one part of it that is made late.
  if (entry->name == NULL || prepare(entry, (airlock_signature *)signature) != AIRLOCK_OK ||
      !make_code(entry)) {
    release_record(&machine->host, entry);
    return NULL;
  }
  return entry;
}

static bool make_gate(airlock_machine *machine) {
  struct native_state *state = native_state(machine);
  if (state == NULL) {
    return false;
  }
  if (state->gate == NULL) {
    state->gate = gate_new(machine->config.foreign_threads == AIRLOCK_THREADS_SERIALISE);
    native_note_chores(machine);
    crossing_forget_thread(state); // Whose is the owner of the next call.
  }
  return state->gate != NULL;
}

static void link_entry(struct native_state *state, struct entry *entry) {
  entry->next = state->entries;
  if (entry->next != NULL) {
    entry->next->previous = entry;
  }
  state->entries = entry;
}

static void unlink_entry(struct native_state *state, struct entry *entry) {
  if (entry->next != NULL) {
    entry->next->previous = entry->previous;
  }
  if (entry->previous != NULL) {
    entry->previous->next = entry->next;
  } else {
    state->entries = entry->next;
  }
}

airlock_status airlock_function_new(airlock_machine *machine, airlock_ptr *out_pointer,
                                    const char *name, const airlock_signature *signature,
                                    void *token) {
  struct entry *entry = make_gate(machine) ? new_entry(machine, name, signature, token) : NULL;
  if (entry == NULL) {
    return machine_no_memory(machine);
  }
  uint64_t address = (uint64_t)(uintptr_t)entry->address;
  airlock_status status =
      machine_add_function(machine, out_pointer, name, address, signature, token);
  if (status != AIRLOCK_OK) {
    entry_code_free(entry->code);
    release_record(&machine->host, entry);
    return status;
  }
  struct function *function = machine_function_at(machine, address);
  function->native = entry;
  entry->slot = function->slot;
  link_entry(machine->native, entry);
  return AIRLOCK_OK;
}

// ----------------------------------------------------------------------------------------- changes

// The live entry that a pointer means.
static airlock_status find_entry(airlock_machine *machine, struct entry **out_entry,
                                 airlock_ptr function) {
  void *token;
  airlock_status status = airlock_function_at(machine, &token, function);
  if (status == AIRLOCK_OK) {
    *out_entry = machine_function_at(machine, function.address)->native;
  }
  return status;
}

airlock_status airlock_function_lend(airlock_machine *machine, airlock_ptr function) {
  struct entry *entry;
  airlock_status status = find_entry(machine, &entry, function);
  if (status == AIRLOCK_OK) {
    entry->only_call = machine->native->outermost_calls + 1;
    entry->is_quick = false;
  }
  return status;
}

// Other threads may be turned away meanwhile.
static bool set_default(struct entry_code *code, const uint8_t *image) {
  (void)pthread_mutex_lock(&code->gate->lock);
  bool has_room = entry_code_has_room(code);
  if (has_room) {
    memcpy(code->result, image, code->result_size);
  }
  (void)pthread_mutex_unlock(&code->gate->lock);
  return has_room;
}

airlock_status airlock_function_set_default(airlock_machine *machine, airlock_ptr function,
                                            airlock_scalar result) {
  struct entry *entry;
  airlock_status status = find_entry(machine, &entry, function);
  if (status != AIRLOCK_OK) {
    return status;
  }
  struct entry_code *code = entry->code;
  if (entry->signature == NULL || code->result_size == 0) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "`%s` gives native code no result",
                        entry->name);
  }
  uint8_t *image = host_allocate_zeroed(&machine->host, 1, code->result_size);
  if (image == NULL) {
    return machine_no_memory(machine);
  }
  status = callback_give(machine, entry->signature, &result, image);
  if (status == AIRLOCK_OK && !set_default(code, image)) {
    status = machine_no_memory(machine);
  }
  host_release(&machine->host, image, code->result_size);
  return status;
}

// ---------------------------------------------------------------------------------------- the end

// Whether native code may know the address.
static bool is_exposed(const struct entry *entry) {
  const struct allocation *allocation = allocation_in_slot(&entry->machine->table, entry->slot);
  return entry->is_freed || allocation->exposed;
}

airlock_status airlock_function_free(airlock_machine *machine, airlock_ptr function) {
  struct entry *entry;
  airlock_status status = find_entry(machine, &entry, function);
  if (status != AIRLOCK_OK) {
    return status;
  }
  bool stays = is_exposed(entry);
  machine_remove_function(machine, entry->slot);
  entry->is_freed = true;
  entry->is_quick = false;
  if (!stays) {
    unlink_entry(machine->native, entry);
    entry_code_free(entry->code);
    release_record(&machine->host, entry);
  }
  return AIRLOCK_OK;
}

// Nobody is inside: that takes a native call that is running, or the turn.
void entry_release_all(airlock_machine *machine) {
  struct native_state *state = machine->native;
  bool gate_stays = false;
  if (state->gate != NULL) {
    gate_close(state->gate);
  }
  while (state->entries != NULL) {
    struct entry *entry = state->entries;
    state->entries = entry->next;
    if (is_exposed(entry)) {
      gate_stays = true;
    } else {
      entry_code_free(entry->code);
    }
    release_record(&machine->host, entry);
  }
  if (state->gate != NULL && !gate_stays) {
    gate_free(state->gate);
  }
}
