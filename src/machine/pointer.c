// SPDX-License-Identifier: MIT
//
// Pointers as values: exposing, casting, moving, resolving, printing.
#include "machine/quick.h"
#include "machine/value.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

airlock_status airlock_expose(airlock_machine *machine, airlock_ptr pointer) {
  return exposure_add(machine, pointer.prov) ? AIRLOCK_OK : machine_no_memory(machine);
}

static airlock_status warn_about_cast(airlock_machine *machine) {
  if (machine_warning_denied(machine, AIRLOCK_WARN_INT_TO_POINTER)) {
    machine_fail(machine, AIRLOCK_UNSUPPORTED_DENIED, "integer-to-pointer casts are denied");
    access_blame_machine(machine);
    return AIRLOCK_UNSUPPORTED_DENIED;
  }
  struct report *notice =
      machine_warn(machine, AIRLOCK_WARN_INT_TO_POINTER, "integer-to-pointer cast");
  if (notice != NULL) {
    report_note(notice, AIRLOCK_HELP, 0,
                "this program casts an integer to a pointer, so the machine may miss bugs: any "
                "exposed allocation may be accessed through the result");
    report_note(notice, AIRLOCK_HELP, 0,
                "to avoid this warning, use strict provenance (`with_addr`, `map_addr`), or the "
                "permissive policy");
    machine_warn_send(machine);
  }
  return AIRLOCK_OK;
}

airlock_status airlock_ptr_from_exposed(airlock_machine *machine, airlock_ptr *out_pointer,
                                        uint64_t address) {
  airlock_status status = AIRLOCK_OK;
  switch (machine->config.policy->cast_from_address(address)) {
  case AIRLOCK_CAST_ALLOWED:
    break;
  case AIRLOCK_CAST_WARNED:
    status = warn_about_cast(machine);
    break;
  case AIRLOCK_CAST_REFUSED:
    status = machine_fail(machine, AIRLOCK_UNSUPPORTED_BY_POLICY,
                          "integer-to-pointer casts and `ptr::with_exposed_provenance` are not "
                          "supported with the %s provenance policy",
                          machine->config.policy->name);
    report_note(&machine->report, AIRLOCK_HELP, 0,
                "use strict provenance (`with_addr`, `map_addr`), or another policy");
    access_blame_machine(machine);
    break;
  }
  if (status == AIRLOCK_OK) {
    *out_pointer = (airlock_ptr){address, airlock_prov_wildcard()};
  }
  return status;
}

// The text of a failed move; the notes are the caller's.
static void fail_arithmetic(airlock_machine *machine, airlock_ptr pointer, int64_t bytes,
                            const char *reason) {
  machine_fail(machine, AIRLOCK_UB_POINTER_ARITHMETIC,
               "in-bounds pointer arithmetic failed: attempting to offset pointer by %" PRId64
               " byte%s, but got %s which %s",
               bytes, bytes == 1 || bytes == -1 ? "" : "s", pointer_format(machine, pointer).text,
               reason);
}

// Why a pointer cannot move further down.
static struct bounds_text before_text(uint64_t offset) {
  struct bounds_text out = {"is at the beginning of the allocation"};
  if (offset != 0) {
    (void)snprintf(out.text, sizeof out.text,
                   "is only %" PRIu64 " byte%s from the beginning of the allocation", offset,
                   offset == 1 ? "" : "s");
  }
  return out;
}

// Where the allocation is looked up that bounds a pointer's arithmetic: for a wildcard that moves
// down, at the byte before it.
static airlock_ptr arithmetic_probe(airlock_ptr pointer, int64_t bytes) {
  pointer.address -= prov_is_wildcard(pointer.prov) && bytes < 0 ? 1 : 0;
  return pointer;
}

UNHURRIED airlock_status move(airlock_machine *machine, airlock_ptr *out_pointer,
                              airlock_ptr pointer, int64_t bytes) {
  airlock_ptr moved = airlock_ptr_wrapping_add(pointer, (uint64_t)bytes);
  if (bytes == 0) {
    *out_pointer = moved;
    return AIRLOCK_OK;
  }
  struct access access;
  airlock_ptr probe = arithmetic_probe(pointer, bytes);
  airlock_status status = access_resolve(machine, &access, probe, 1);
  if (status == AIRLOCK_FOREIGN_UNCHECKED) {
    *out_pointer = moved; // Its bounds are native code's own.
    return AIRLOCK_OK;
  }
  if (status != AIRLOCK_OK) {
    pointer.prov = access_name_freed(machine, probe).prov;
    fail_arithmetic(machine, pointer, bytes, access_refusal(status));
    probe.prov = pointer.prov;
    (void)access_explain(machine, status, probe);
    return AIRLOCK_UB_POINTER_ARITHMETIC;
  }
  access.offset += pointer.address - probe.address;
  uint64_t size = access.allocation->size;
  uint64_t target = access.offset + (uint64_t)bytes;
  if (access.offset <= size && target <= size) {
    *out_pointer = moved;
    return AIRLOCK_OK;
  }
  pointer.prov.alloc = machine_id_of(access.allocation, access.slot); // A wildcard has none.
  bool is_inside = access.offset <= size;
  fail_arithmetic(machine, pointer, bytes,
                  is_inside && bytes < 0 ? before_text(access.offset).text
                                         : access_bounds_text(access.offset, size).text);
  access_blame_program(machine);
  access_note_allocation(machine, access.allocation, access.slot);
  return AIRLOCK_UB_POINTER_ARITHMETIC;
}

airlock_status airlock_ptr_offset(airlock_machine *machine, airlock_ptr *out_pointer,
                                  airlock_ptr pointer, int64_t bytes) {
  const struct allocation *allocation = allocation_of(&machine->table, pointer.prov.alloc);
  if (allocation != NULL && allocation->live) {
    uint64_t offset = pointer.address - (uint64_t)(uintptr_t)allocation->base;
    if (offset <= allocation->size && offset + (uint64_t)bytes <= allocation->size) {
      *out_pointer = airlock_ptr_wrapping_add(pointer, (uint64_t)bytes);
      return AIRLOCK_OK;
    }
  }
  return move(machine, out_pointer, pointer, bytes);
}

airlock_status airlock_resolve(airlock_machine *machine, airlock_alloc_id *out_alloc,
                               uint64_t *out_offset, airlock_ptr pointer) {
  struct access access;
  airlock_status status = access_resolve(machine, &access, pointer, 1);
  if (status == AIRLOCK_OK) {
    *out_alloc = machine_id_of(access.allocation, access.slot);
    *out_offset = access.offset;
  }
  return status;
}

size_t airlock_exposed_tags(const airlock_machine *machine, const airlock_tag **out_tags,
                            airlock_alloc_id alloc) {
  const struct allocation *allocation = allocation_of(&machine->table, alloc);
  return allocation != NULL && allocation->exposed
             ? tag_list_view(allocation_annex(&machine->table, alloc_id_slot(alloc))->tags,
                             out_tags)
             : 0;
}

size_t airlock_ptr_format(const airlock_machine *machine, char *out_buffer, size_t buffer_size,
                          airlock_ptr pointer) {
  struct pointer_text text = pointer_format(machine, pointer);
  size_t length = strlen(text.text);
  if (buffer_size > 0) {
    size_t copied = length < buffer_size ? length : buffer_size - 1;
    memcpy(out_buffer, text.text, copied);
    out_buffer[copied] = '\0';
  }
  return length;
}

static void fail_not_function(airlock_machine *machine, airlock_status status, airlock_ptr pointer,
                              const char *reason) {
  machine_fail(machine, status, "using %s as function pointer but it %s",
               pointer_format(machine, pointer).text, reason);
}

airlock_status airlock_function_at(airlock_machine *machine, void **out_token,
                                   airlock_ptr pointer) {
  struct access access;
  airlock_status status = access_resolve(machine, &access, pointer, 1);
  if (status != AIRLOCK_OK) {
    pointer = access_name_freed(machine, pointer);
    fail_not_function(machine, status, pointer, access_refusal(status));
    return access_explain(machine, status, pointer);
  }
  const struct function *function =
      machine_function_at(machine, (uint64_t)(uintptr_t)access.allocation->base);
  if (access.allocation->kind == AIRLOCK_CODE && access.offset == 0 && function != NULL) {
    *out_token = function->token;
    return AIRLOCK_OK;
  }
  airlock_ptr named = {pointer.address, {machine_id_of(access.allocation, access.slot), {0}}};
  fail_not_function(machine, AIRLOCK_UB_NOT_FUNCTION, named, "does not point to a function");
  access_blame_program(machine);
  access_note_allocation(machine, access.allocation, access.slot);
  return AIRLOCK_UB_NOT_FUNCTION;
}
