// SPDX-License-Identifier: MIT
//
// Adoption: an embedder names a block of native memory by hand. What is adopted is looked at once,
// before anything changes: it must be mapped and readable to its last byte, and nobody else's.
#include "machine/adoption.h"
#include "native/native.h"
#include "native/segments.h"
#include "support/process_memory.h"

#include <string.h>

#define REFUSED "cannot adopt %llu byte%s at 0x%llx: "

static airlock_status fail(airlock_machine *machine, uint64_t address, uint64_t size,
                           const char *reason) {
  return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, REFUSED "%s", (unsigned long long)size,
                      size == 1 ? "" : "s", (unsigned long long)address, reason);
}

// The machine's own allocation that a byte belongs to, 0 if there is none.
static uint32_t own_slot(const airlock_machine *machine, uint64_t address) {
  uint32_t slot = address_range_find(&machine->range, address);
  if (slot == 0) {
    return 0;
  }
  const struct allocation *allocation = allocation_in_slot(&machine->table, slot);
  return address - (uint64_t)(uintptr_t)allocation->base < allocation->size ? slot : 0;
}

// An allocation that has the first or the last byte of a range, or, of native ones, any; 0 if there
// is none.
static uint32_t find_overlap(const airlock_machine *machine, uint64_t address, uint64_t size) {
  uint64_t last = address + size - 1;
  const struct block *block = block_map_find(&machine->blocks, last);
  if (block != NULL && last - block->base < block->size + (last - address)) {
    return block->slot;
  }
  uint32_t slot = own_slot(machine, address);
  return slot != 0 ? slot : own_slot(machine, last);
}

static airlock_status check_free(airlock_machine *machine, uint64_t address, uint64_t size) {
  uint32_t slot = find_overlap(machine, address, size);
  if (slot != 0) {
    const struct allocation *allocation = allocation_in_slot(&machine->table, slot);
    struct pointer_text name = alloc_format(machine_id_of(allocation, slot));
    machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, REFUSED "%s lies there", (unsigned long long)size,
                 size == 1 ? "" : "s", (unsigned long long)address, name.text);
    access_note_allocation(machine, allocation, slot);
    return AIRLOCK_USAGE_ARGUMENT;
  }
  bool is_ours = address_range_contains(&machine->range, address) ||
                 address_range_contains(&machine->range, address + size - 1);
  return is_ours ? fail(machine, address, size, "this is where the machine's own memory lies")
                 : AIRLOCK_OK;
}

static airlock_status check(airlock_machine *machine, uint64_t address, uint64_t size,
                            const airlock_adoption *adoption) {
  uint64_t end;
  if (size == 0) {
    return fail(machine, address, size, "nothing is no memory");
  }
  if (adoption->owner == NULL) {
    return fail(machine, address, size, "it has no owner");
  }
  if (address == 0) {
    return fail(machine, address, size, "this is the null pointer");
  }
  if (__builtin_add_overflow(address, size, &end)) {
    return fail(machine, address, size, "they reach beyond the last address");
  }
  return check_free(machine, address, size);
}

// As strict as its address allows, a page at most.
static uint64_t alignment_of(uint64_t address) {
  uint64_t bits = address | 4096;
  return bits & -bits;
}

airlock_status airlock_adopt(airlock_machine *machine, airlock_ptr *out_pointer, uint64_t address,
                             uint64_t size, const airlock_adoption *adoption) {
  airlock_status status = check(machine, address, size, adoption);
  if (status != AIRLOCK_OK) {
    return status;
  }
  struct segment segment = {.writable = true};
  uint64_t readable = segment_find_readable(&segment, address, size);
  if (readable < size) {
    return fail(machine, address, size,
                readable == 0 ? "no readable memory is mapped there"
                              : "readable memory ends before their end");
  }
  const struct origin *origin = origin_make(machine, true, adoption->owner);
  struct adoption *record = host_allocate_zeroed(&machine->host, 1, sizeof *record);
  airlock_ptr pointer;
  status = origin == NULL || record == NULL
               ? machine_no_memory(machine)
               : machine_adopt(machine, &pointer, address, size, alignment_of(address),
                               adoption->read_only || !segment.writable);
  if (status != AIRLOCK_OK) {
    host_release(&machine->host, record, sizeof *record);
    return status;
  }
  *record = (struct adoption){adoption->release, adoption->context};
  uint32_t slot = alloc_id_slot(pointer.prov.alloc);
  origin_set(machine, slot, origin);
  allocation_in_slot(&machine->table, slot)->link.adoption = record;
  *out_pointer = pointer;
  return AIRLOCK_OK;
}

// How many bytes from an address on can be read before the first NUL; *out_found says whether there
// is one. Page by page: what lies behind the NUL may not be mapped.
static uint64_t measure_text(bool *out_found, uint64_t address) {
  uint8_t page[4096];
  uint64_t length = 0;
  size_t copied;
  size_t wanted;
  *out_found = false;
  do {
    wanted = sizeof page - (size_t)((address + length) % sizeof page);
    copied = process_memory_read(page, address + length, wanted);
    const uint8_t *end = memchr(page, '\0', copied);
    *out_found = end != NULL;
    length += end != NULL ? (uint64_t)(end - page) : copied;
  } while (!*out_found && copied == wanted);
  return length;
}

airlock_status airlock_adopt_text(airlock_machine *machine, airlock_ptr *out_pointer,
                                  uint64_t address, const airlock_adoption *adoption) {
  bool has_end = false;
  uint64_t length = address == 0 ? 0 : measure_text(&has_end, address);
  if (address != 0 && !has_end) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT,
                        "cannot adopt the text at 0x%llx: readable memory ends after %llu bytes, "
                        "without a NUL",
                        (unsigned long long)address, (unsigned long long)length);
  }
  return airlock_adopt(machine, out_pointer, address, length + 1, adoption);
}

airlock_status airlock_disown(airlock_machine *machine, airlock_alloc_id alloc) {
  const struct allocation *allocation = allocation_of(&machine->table, alloc);
  if (allocation == NULL || !allocation_is_adopted(allocation)) {
    machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "%s is no live adopted memory",
                 alloc_format(alloc).text);
    if (allocation != NULL) {
      access_note_allocation(machine, allocation, alloc_id_slot(alloc));
    }
    return AIRLOCK_USAGE_ARGUMENT;
  }
  adoption_end(machine, alloc_id_slot(alloc), false);
  return AIRLOCK_OK;
}
