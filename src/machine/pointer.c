// SPDX-License-Identifier: MIT
//
// Pointers as values: exposing, casting, moving, resolving, printing.
#include "machine/value.h"

#include <inttypes.h>
#include <stdarg.h>
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

AIRLOCK_PRINTF(4, 5)
static airlock_status fail_arithmetic(airlock_machine *machine, airlock_ptr pointer, int64_t bytes,
                                      const char *format, ...) {
  char reason[128];
  va_list args;
  va_start(args, format);
  (void)vsnprintf(reason, sizeof reason, format, args);
  va_end(args);
  struct pointer_text text = pointer_format(machine, pointer);
  machine_fail(machine, AIRLOCK_UB_POINTER_ARITHMETIC,
               "in-bounds pointer arithmetic failed: attempting to offset pointer by %" PRId64
               " byte%s, but got %s which %s",
               bytes, bytes == 1 || bytes == -1 ? "" : "s", text.text, reason);
  access_blame_program(machine);
  const struct allocation *allocation = allocation_of(&machine->table, pointer.prov.alloc);
  if (allocation != NULL) {
    access_note_allocation(machine, allocation, alloc_id_slot(pointer.prov.alloc));
  }
  return AIRLOCK_UB_POINTER_ARITHMETIC;
}

// The allocation that bounds a pointer's arithmetic. A wildcard is looked up at its address, or,
// when moving down, at the byte before it.
static airlock_status arithmetic_bounds(airlock_machine *machine, struct access *out_access,
                                        airlock_ptr pointer, int64_t bytes) {
  airlock_ptr probe = pointer;
  bool down = prov_is_wildcard(pointer.prov) && bytes < 0;
  probe.address -= down ? 1 : 0;
  airlock_status status = access_resolve(machine, out_access, probe, 1);
  if (status == AIRLOCK_OK && down) {
    out_access->offset++;
  }
  return status;
}

airlock_status airlock_ptr_offset(airlock_machine *machine, airlock_ptr *out_pointer,
                                  airlock_ptr pointer, int64_t bytes) {
  airlock_ptr moved = airlock_ptr_wrapping_add(pointer, (uint64_t)bytes);
  if (bytes == 0) {
    *out_pointer = moved;
    return AIRLOCK_OK;
  }
  struct access access;
  switch (arithmetic_bounds(machine, &access, pointer, bytes)) {
  case AIRLOCK_OK:
    break;
  case AIRLOCK_FOREIGN_UNCHECKED:
    *out_pointer = moved; // Its bounds are native code's own.
    return AIRLOCK_OK;
  case AIRLOCK_UB_USE_AFTER_FREE:
    return fail_arithmetic(machine, pointer, bytes, "has been freed");
  default:
    return fail_arithmetic(machine, pointer, bytes, "is a dangling pointer (it has no provenance)");
  }
  uint64_t size = access.allocation->size;
  uint64_t target = access.offset + (uint64_t)bytes;
  if (access.offset <= size && target <= size) {
    *out_pointer = moved;
    return AIRLOCK_OK;
  }
  pointer.prov.alloc = machine_id_of(access.allocation, access.slot); // A wildcard has none.
  if ((int64_t)target < 0 || (int64_t)access.offset < 0) {
    return fail_arithmetic(machine, pointer, bytes, "goes before the beginning of the allocation");
  }
  if (access.offset >= size) {
    return fail_arithmetic(machine, pointer, bytes,
                           "is at or beyond the end of the allocation of size %" PRIu64 " byte%s",
                           size, size == 1 ? "" : "s");
  }
  uint64_t left = size - access.offset;
  return fail_arithmetic(machine, pointer, bytes,
                         "is only %" PRIu64 " byte%s from the end of the allocation", left,
                         left == 1 ? "" : "s");
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
  return allocation != NULL && allocation->exposed ? tag_list_view(allocation->tags, out_tags) : 0;
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

static airlock_status fail_not_function(airlock_machine *machine, airlock_status status,
                                        airlock_ptr pointer, const char *reason) {
  machine_fail(machine, status, "using %s as function pointer but it %s",
               pointer_format(machine, pointer).text, reason);
  access_blame_program(machine);
  return status;
}

airlock_status airlock_function_at(airlock_machine *machine, void **out_token,
                                   airlock_ptr pointer) {
  struct access access;
  airlock_status status = access_resolve(machine, &access, pointer, 1);
  if (status == AIRLOCK_UB_NO_PROVENANCE) {
    return fail_not_function(machine, status, pointer,
                             "is a dangling pointer (it has no provenance)");
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  const struct function *function =
      machine_function_at(machine, (uint64_t)(uintptr_t)access.allocation->base);
  if (access.allocation->kind == AIRLOCK_CODE && access.offset == 0 && function != NULL) {
    *out_token = function->token;
    return AIRLOCK_OK;
  }
  airlock_ptr named = {pointer.address, {machine_id_of(access.allocation, access.slot), {0}}};
  status =
      fail_not_function(machine, AIRLOCK_UB_NOT_FUNCTION, named, "does not point to a function");
  access_note_allocation(machine, access.allocation, access.slot);
  return status;
}
