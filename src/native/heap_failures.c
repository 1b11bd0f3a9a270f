// SPDX-License-Identifier: MIT
//
// What is wrong with a free, in words.
//
// An error found while native code runs is pending, like a callback's: native code goes on, and the
// outermost native call fails when it returns. The first error stands.
#include "native/heap_failures.h"
#include "machine/access.h"
#include "native/native.h"

#include <inttypes.h>

// Whether an error may be reported: only the first one is.
static bool may_fail(const struct native_heap *heap) {
  return heap->machine->native->pending == AIRLOCK_OK;
}

static void note_site(airlock_machine *machine, struct native_site site) {
  if (site.caller != 0) {
    report_note(&machine->report, AIRLOCK_NOTE, 0, "it was freed%s",
                native_site_text(machine, site).text);
  }
}

void heap_fail_freed(struct native_heap *heap, const struct native_block *block,
                     struct native_site site) {
  airlock_machine *machine = heap->machine;
  if (!may_fail(heap)) {
    return;
  }
  native_fail_later(machine, machine_fail(machine, AIRLOCK_UB_USE_AFTER_FREE,
                                          "deallocating %s, which has been freed",
                                          alloc_format(block->alloc).text));
  access_blame_program(machine);
  if (site.caller != 0) {
    report_note(&machine->report, AIRLOCK_NOTE, 0, "the second time it was freed%s",
                native_site_text(machine, site).text);
  }
  const struct allocation *allocation = allocation_of(&machine->table, block->alloc);
  if (allocation != NULL) {
    access_note_allocation(machine, allocation, alloc_id_slot(block->alloc));
  }
}

void heap_fail_inside(struct native_heap *heap, const struct native_block *block, uint64_t address,
                      struct native_site site) {
  airlock_machine *machine = heap->machine;
  if (!may_fail(heap)) {
    return;
  }
  airlock_ptr pointer = {address, {block->alloc, {0}}};
  native_fail_later(machine,
                    machine_fail(machine, AIRLOCK_UB_DEALLOCATION,
                                 "deallocating %s, which does not point to the beginning of the "
                                 "allocation",
                                 pointer_format(machine, pointer).text));
  access_blame_program(machine);
  note_site(machine, site);
  const struct allocation *allocation = allocation_of(&machine->table, block->alloc);
  if (allocation != NULL) {
    access_note_allocation(machine, allocation, alloc_id_slot(block->alloc));
  }
}

// Memory that no function of the family has made.
void heap_fail_kind(struct native_heap *heap, uint32_t slot, uint64_t address,
                    struct native_site site) {
  airlock_machine *machine = heap->machine;
  if (!may_fail(heap)) {
    return;
  }
  const struct allocation *allocation = allocation_in_slot(&machine->table, slot);
  bool is_data = allocation->kind != AIRLOCK_CODE && allocation->kind != AIRLOCK_VTABLE;
  airlock_ptr pointer = {address, {machine_id_of(allocation, slot), {0}}};
  native_fail_later(machine,
                    machine_fail(machine, AIRLOCK_UB_DEALLOCATION,
                                 is_data ? "deallocating %s, which is %s memory, using `%s`"
                                         : "deallocating %s, which is a %s, using `%s`",
                                 address == (uint64_t)(uintptr_t)allocation->base
                                     ? alloc_format(pointer.prov.alloc).text
                                     : pointer_format(machine, pointer).text,
                                 access_kind_name(allocation), site.function));
  access_blame_program(machine);
  report_note(&machine->report, AIRLOCK_HELP, 0, "%s",
              allocation->kind == AIRLOCK_HEAP
                  ? "memory of Rust's allocator goes back to it, by `Box::from_raw` or "
                    "`CString::from_raw`; C can give back only what C has allocated"
                  : "only what an allocator of C has made can be given back to it");
  note_site(machine, site);
  access_note_allocation(machine, allocation, slot);
}

void heap_fail_nowhere(struct native_heap *heap, uint64_t address, struct native_site site) {
  airlock_machine *machine = heap->machine;
  if (!may_fail(heap)) {
    return;
  }
  airlock_ptr pointer = {address, airlock_prov_wildcard()};
  native_fail_later(machine,
                    machine_fail(machine, AIRLOCK_UB_NO_PROVENANCE,
                                 "deallocating %s, which is a dangling pointer, using `%s`",
                                 pointer_format(machine, pointer).text, site.function));
  (void)access_explain(machine, AIRLOCK_UB_NO_PROVENANCE, pointer);
  note_site(machine, site);
}

void heap_fail_unmap(struct native_heap *heap, uint64_t address, size_t size,
                     struct native_site site) {
  airlock_machine *machine = heap->machine;
  if (!may_fail(heap)) {
    return;
  }
  native_fail_later(machine, machine_fail(machine, AIRLOCK_UB_DEALLOCATION,
                                          "unmapping %zu bytes at 0x%" PRIx64
                                          ", where the program's own memory lies",
                                          size, address));
  access_blame_program(machine);
  note_site(machine, site);
}
