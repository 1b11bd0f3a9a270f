// SPDX-License-Identifier: MIT
//
// The life of native code's blocks.
#include "machine/native_block.h"
#include "machine/exposure.h"

#include <stdio.h>

static bool set_content(airlock_machine *machine, struct allocation *allocation,
                        enum native_content content) {
  struct shadow_range range = machine_shadow(machine, allocation);
  if (content == NATIVE_CONTENT_WILD || allocation->size == 0) {
    return true; // As it was adopted.
  }
  bool is_init = content == NATIVE_CONTENT_ZERO;
  if (!shadow_reserve(range, 0, allocation->size, is_init)) {
    return false;
  }
  shadow_mark(range, 0, allocation->size, is_init);
  return true;
}

struct native_block *native_block_add(airlock_machine *machine, const struct native_block *facts,
                                      uint64_t align, enum native_content content, bool read_only) {
  struct native_block *block = host_allocate(&machine->host, sizeof *block);
  if (block == NULL) {
    return NULL;
  }
  *block = *facts;
  airlock_ptr pointer;
  if (machine_adopt(machine, &pointer, block->base, block->size, align, read_only) != AIRLOCK_OK) {
    host_release(&machine->host, block, sizeof *block);
    return NULL;
  }
  block->alloc = pointer.prov.alloc;
  block->birth = machine->statistics.total_allocations;
  block_map_set_detail(&machine->blocks, block->base, block);
  if (!set_content(machine, allocation_of(&machine->table, block->alloc), content)) {
    native_block_hide(machine, block);
    native_block_release(machine, block);
    return NULL;
  }
  return block;
}

struct native_block *native_block_at(const airlock_machine *machine, uint64_t address) {
  const struct block *found = block_map_find(&machine->blocks, address);
  struct native_block *block = found != NULL ? found->detail : NULL;
  bool is_inside = block != NULL && (address == block->base || address - block->base < block->room);
  return is_inside ? block : NULL;
}

struct native_block *native_block_of(const airlock_machine *machine, airlock_alloc_id alloc) {
  const struct allocation *allocation = allocation_of(&machine->table, alloc);
  if (allocation == NULL || allocation->kind != AIRLOCK_NATIVE) {
    return NULL;
  }
  struct native_block *block = native_block_at(machine, (uint64_t)(uintptr_t)allocation->base);
  return block != NULL && block->alloc.value == alloc.value ? block : NULL;
}

void native_block_end(airlock_machine *machine, struct native_block *block,
                      struct native_site freed) {
  if (machine->blocks.lock != NULL) {
    (void)pthread_mutex_lock(machine->blocks.lock);
  }
  block->freed = freed;
  if (machine->blocks.lock != NULL) {
    (void)pthread_mutex_unlock(machine->blocks.lock);
  }
  machine_bury(machine, alloc_id_slot(block->alloc));
}

void native_block_hide(airlock_machine *machine, const struct native_block *block) {
  block_map_remove(&machine->host, &machine->blocks, block->base);
}

void native_block_release(airlock_machine *machine, struct native_block *block) {
  if (block->freed.function == NULL) {
    machine_bury(machine, alloc_id_slot(block->alloc));
  }
  host_release(&machine->host, block, sizeof *block);
}

struct native_text native_site_text(const airlock_machine *machine, struct native_site site) {
  struct native_text out = {""};
  int length = 0;
  if (site.function != NULL) {
    length = snprintf(out.text, sizeof out.text, " by `%s`", site.function);
  }
  if (length > 0 && site.caller != 0 && machine->name_native_code != NULL) {
    machine->name_native_code(out.text + length, sizeof out.text - (size_t)length, site.caller);
  }
  return out;
}

struct native_text native_block_text(const airlock_machine *machine, airlock_alloc_id alloc,
                                     bool of_end) {
  const struct native_block *block = native_block_of(machine, alloc);
  if (block == NULL) {
    return (struct native_text){""};
  }
  return native_site_text(machine, of_end ? block->freed : block->made);
}
