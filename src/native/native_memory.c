// SPDX-License-Identifier: MIT
//
// Reading and writing memory by its address, whoever owns it.
//
// What the machine knows is accessed like through a wildcard pointer, with all checks. Everything
// else is copied by the kernel (support/process_memory.h), which refuses what is not mapped or
// protected instead of faulting.
#include "machine/access.h"
#include "native/native.h"
#include "support/process_memory.h"

#include <errno.h>

static bool is_machines(const airlock_machine *machine, uint64_t address) {
  const struct block *block = block_map_find(&machine->blocks, address);
  return address_range_contains(&machine->range, address) ||
         machine_function_at(machine, address) != NULL ||
         (block != NULL && address - block->base < block->size);
}

// Foreign memory may lie beside the machine's; one access is of one owner.
static airlock_status check_foreign(airlock_machine *machine, const char *what, uint64_t address,
                                    size_t size) {
  uint64_t last;
  bool overflows = __builtin_add_overflow(address, size - 1, &last);
  if (!overflows && (block_map_overlaps(&machine->blocks, address, size) ||
                     address_range_contains(&machine->range, last))) {
    return machine_fail(machine, AIRLOCK_UB_OUT_OF_BOUNDS,
                        "cannot %s %zu bytes at 0x%llx: they begin in native code's memory and "
                        "reach into the machine's",
                        what, size, (unsigned long long)address);
  }
  return AIRLOCK_OK;
}

static airlock_status fail(airlock_machine *machine, const char *what, uint64_t address,
                           size_t size, size_t done) {
  unsigned long long shown = (unsigned long long)address;
  if (errno == EPERM || errno == ENOSYS) {
    return machine_fail(machine, AIRLOCK_FOREIGN_UNCHECKED,
                        "cannot %s %zu bytes at 0x%llx: the system does not let memory be checked",
                        what, size, shown);
  }
  if (address == 0) {
    return machine_fail(machine, AIRLOCK_UB_NULL_POINTER, "cannot %s %zu bytes at the null pointer",
                        what, size);
  }
  return machine_fail(machine, AIRLOCK_UB_NO_PROVENANCE,
                      "cannot %s %zu bytes at 0x%llx: after %zu bytes the memory is not mapped, or "
                      "is protected",
                      what, size, shown, done);
}

static void tell(airlock_owner *out_owner, airlock_owner owner) {
  if (out_owner != NULL) {
    *out_owner = owner;
  }
}

airlock_status airlock_native_read(airlock_machine *machine, void *out_bytes,
                                   airlock_owner *out_owner, uint64_t address, size_t size) {
  if (size == 0 || is_machines(machine, address)) {
    tell(out_owner, AIRLOCK_OWNER_MACHINE);
    airlock_ptr pointer = {address, airlock_prov_wildcard()};
    return airlock_read(machine, out_bytes, pointer, size);
  }
  airlock_status status = check_foreign(machine, "read", address, size);
  if (status != AIRLOCK_OK) {
    return status;
  }
  size_t copied = process_memory_read(out_bytes, address, size);
  if (copied < size) {
    return fail(machine, "read", address, size, copied);
  }
  tell(out_owner, AIRLOCK_OWNER_FOREIGN);
  return AIRLOCK_OK;
}

enum { COMPARED_AT_ONCE = 4096 };

// Stores the runs of bytes that differ from what is there; returns how many bytes it got to.
static size_t store_differences(uint64_t address, const uint8_t *bytes, const uint8_t *present,
                                size_t size) {
  size_t end = 0;
  for (size_t i = 0; i < size; i = end + 1) {
    for (end = i; end < size && bytes[end] != present[end]; end++) {
    }
    size_t written = end > i ? process_memory_write(address + i, bytes + i, end - i) : 0;
    if (written < end - i) {
      return i + written;
    }
  }
  return size;
}

static airlock_status write_piece(airlock_machine *machine, uint64_t address, const uint8_t *bytes,
                                  size_t size) {
  uint8_t present[COMPARED_AT_ONCE];
  size_t known = process_memory_read(present, address, size);
  size_t written = store_differences(address, bytes, present, known);
  if (written == size) {
    return AIRLOCK_OK;
  }
  if (written == known || errno == EPERM || errno == ENOSYS) {
    return fail(machine, "write", address, size, written);
  }
  return machine_fail(machine, AIRLOCK_UB_READ_ONLY,
                      "cannot write %zu bytes at 0x%llx: after %zu bytes the memory is read-only",
                      size, (unsigned long long)address, written);
}

airlock_status airlock_native_write(airlock_machine *machine, airlock_owner *out_owner,
                                    uint64_t address, const void *bytes, size_t size) {
  if (size == 0 || is_machines(machine, address)) {
    tell(out_owner, AIRLOCK_OWNER_MACHINE);
    airlock_ptr pointer = {address, airlock_prov_wildcard()};
    return airlock_write(machine, pointer, bytes, size);
  }
  const uint8_t *source = bytes;
  airlock_status status = check_foreign(machine, "write", address, size);
  for (size_t done = 0; done < size && status == AIRLOCK_OK; done += COMPARED_AT_ONCE) {
    size_t rest = size - done;
    status = write_piece(machine, address + done, source + done,
                         rest < COMPARED_AT_ONCE ? rest : COMPARED_AT_ONCE);
  }
  if (status == AIRLOCK_OK) {
    tell(out_owner, AIRLOCK_OWNER_FOREIGN);
  }
  return status;
}
