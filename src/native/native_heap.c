// SPDX-License-Identifier: MIT
//
// What the functions of the family tell becomes blocks, or errors (native/heap_failures.h). After
// an error native code goes on, with the failure that the real function would have been excused
// for.
#include "native/native_heap.h"
#include "machine/adoption.h"
#include "machine/exposure.h"
#include "native/heap_failures.h"
#include "native/native.h"
#include "native/process.h"

#include <errno.h>
#include <string.h>

// Freed blocks are kept back up to these numbers. A larger one is given back at once.
enum { MOST_KEPT = 1024, MOST_BYTES_KEPT = 1 << 20, LARGEST_KEPT = 1 << 16 };

static uint64_t address_of(const void *memory) {
  return (uint64_t)(uintptr_t)memory;
}

enum gate_pass native_heap_begin_telling(const struct native_heap *heap) {
  struct gate *gate = heap->machine->native->gate;
  return gate != NULL ? gate_enter(gate) : GATE_INSIDE;
}

void native_heap_end_telling(const struct native_heap *heap, enum gate_pass pass) {
  if (pass != GATE_INSIDE) {
    gate_leave(heap->machine->native->gate, pass);
  }
}

// ----------------------------------------------------------------------------------- known blocks

// Of a block that is out of the map: no other thread changes it any more.
static void unlink_elsewhere(struct native_heap *heap, const struct native_block *block) {
  if (block->frees_elsewhere == 0) {
    return;
  }
  (void)pthread_mutex_lock(&heap->lock);
  struct native_block **place = &heap->elsewhere;
  while (*place != NULL && *place != block) {
    place = &(*place)->next_elsewhere;
  }
  if (*place != NULL) {
    *place = block->next_elsewhere;
  }
  (void)pthread_mutex_unlock(&heap->lock);
}

// Out of the map first: then no other thread finds it any more.
static void forget(struct native_heap *heap, struct native_block *block) {
  native_block_hide(heap->machine, block);
  unlink_elsewhere(heap, block);
  native_block_release(heap->machine, block);
}

static void unlink_freed(struct native_heap *heap, const struct native_block *block) {
  struct native_block **place = &heap->oldest;
  struct native_block *before = NULL;
  while (*place != block) {
    before = *place;
    place = &(*place)->next;
  }
  *place = block->next;
  heap->newest = heap->newest == block ? before : heap->newest;
  heap->num_freed--;
  heap->freed_bytes -= block->size;
}

static void give_back_oldest(struct native_heap *heap) {
  struct native_block *block = heap->oldest;
  void *memory = (void *)(uintptr_t)block->base;
  unlink_freed(heap, block);
  forget(heap, block);
  native_heap_release_memory(memory);
}

// Ends a live block and keeps its memory back; false when the caller is to give it back.
static bool keep_freed(struct native_heap *heap, struct native_block *block,
                       struct native_site site) {
  if (block->size > LARGEST_KEPT) {
    forget(heap, block);
    return false;
  }
  native_block_end(heap->machine, block, site);
  block->next = NULL;
  if (heap->newest != NULL) {
    heap->newest->next = block;
  } else {
    heap->oldest = block;
  }
  heap->newest = block;
  heap->num_freed++;
  heap->freed_bytes += block->size;
  while (heap->num_freed > MOST_KEPT || heap->freed_bytes > MOST_BYTES_KEPT) {
    give_back_oldest(heap);
  }
  return true;
}

// A block whose memory has gone where nobody looked.
static void forget_unseen(struct native_heap *heap, struct native_block *block) {
  if (block->freed.function != NULL) {
    unlink_freed(heap, block);
  }
  forget(heap, block);
}

// ------------------------------------------------------------------------------- freed elsewhere

// The next free elsewhere: the block is out of the list then. NULL when there is none.
static struct native_block *next_elsewhere(struct native_heap *heap, unsigned *out_frees) {
  (void)pthread_mutex_lock(&heap->lock);
  struct native_block *block = heap->elsewhere;
  if (block != NULL) {
    heap->elsewhere = block->next_elsewhere;
    *out_frees = block->frees_elsewhere;
    block->frees_elsewhere = 0;
  }
  atomic_store(&heap->has_elsewhere, heap->elsewhere != NULL);
  (void)pthread_mutex_unlock(&heap->lock);
  return block;
}

// Takes notice of what other threads, and the embedder, have freed.
static void settle_elsewhere(struct native_heap *heap) {
  unsigned frees = 0;
  while (atomic_load(&heap->has_elsewhere)) {
    struct native_block *block = next_elsewhere(heap, &frees);
    if (block == NULL) {
      return;
    }
    void *memory = (void *)(uintptr_t)block->base;
    bool was_freed = block->freed.function != NULL;
    struct native_site site = block->elsewhere;
    if (was_freed || frees > 1) {
      heap_fail_freed(heap, block, site);
    }
    if (!was_freed && !keep_freed(heap, block, site)) {
      native_heap_release_memory(memory);
    }
  }
}

// -------------------------------------------------------------------------------------- judgement

// What lies at an address that is no block; true if the real function may have it.
static bool is_nobodys(struct native_heap *heap, uint64_t address, struct native_site site) {
  airlock_machine *machine = heap->machine;
  if (address_range_contains(&machine->range, address)) {
    uint32_t slot = address_range_find(&machine->range, address);
    const struct allocation *allocation =
        slot != 0 ? allocation_in_slot(&machine->table, slot) : NULL;
    bool is_inside =
        allocation != NULL && (address == address_of(allocation->base) ||
                               address - address_of(allocation->base) < allocation->size);
    if (is_inside) {
      heap_fail_kind(heap, slot, address, site);
    } else {
      heap_fail_nowhere(heap, address, site);
    }
    return false;
  }
  const struct function *function = machine_function_at(machine, address);
  if (function != NULL) {
    heap_fail_kind(heap, function->slot, address, site);
    return false;
  }
  const struct block *other = block_map_find(&machine->blocks, address);
  bool is_known = other != NULL && other->detail == NULL && address - other->base < other->size;
  if (!is_known) {
    return true;
  }
  if (allocation_is_adopted(allocation_in_slot(&machine->table, other->slot))) {
    adoption_end(machine, other->slot, false); // Its owner may have made it by malloc.
    return true;
  }
  heap_fail_kind(heap, other->slot, address, site);
  return false;
}

// The live block that begins at an address, to be freed or moved; NULL if it is none, and then
// *out_passes says whether the real function may have it.
static struct native_block *judge(struct native_heap *heap, uint64_t address,
                                  struct native_site site, bool *out_passes) {
  *out_passes = false;
  settle_elsewhere(heap);
  struct native_block *block = native_block_at(heap->machine, address);
  if (block == NULL) {
    uint64_t size;
    *out_passes = is_nobodys(heap, address, site) &&
                  !process_free_elsewhere((void *)(uintptr_t)address, site, &size);
  } else if (block->base != address) {
    heap_fail_inside(heap, block, address, site);
  } else if (block->freed.function != NULL) {
    heap_fail_freed(heap, block, site);
  } else if (block->is_mapped) {
    heap_fail_kind(heap, alloc_id_slot(block->alloc), address, site);
  } else {
    return block;
  }
  return NULL;
}

static struct native_site site_of(const struct native_heap *heap, struct native_site site) {
  site.caller = heap->is_called ? 0 : site.caller;
  return site;
}

enum native_freeing native_heap_free(struct native_heap *heap, void *memory,
                                     struct native_site site) {
  bool passes = true;
  site = site_of(heap, site);
  struct native_block *block =
      memory != NULL ? judge(heap, address_of(memory), site, &passes) : NULL;
  if (block == NULL) {
    return passes ? NATIVE_FREE_PASS : NATIVE_FREE_REFUSE;
  }
  return keep_freed(heap, block, site) ? NATIVE_FREE_KEPT : NATIVE_FREE_PASS;
}

// ----------------------------------------------------------------------------------------- making

// Blocks that this one lies over have been freed where nobody looked. False if it lies over
// something that is no block.
static bool make_room(struct native_heap *heap, uint64_t base, uint64_t size) {
  const struct block_map *map = &heap->machine->blocks;
  uint64_t last = size > 0 ? base + size - 1 : base;
  for (;;) {
    const struct block *found = block_map_find(map, last);
    if (found == NULL || (found->base < base && found->base + found->size <= base)) {
      return true;
    }
    if (found->detail == NULL) {
      return false;
    }
    forget_unseen(heap, found->detail);
  }
}

static struct native_block *add(struct native_heap *heap, const struct native_making *making) {
  uint64_t base = address_of(making->memory);
  settle_elsewhere(heap);
  if (!make_room(heap, base, making->size)) {
    return NULL;
  }
  struct native_block facts = {.base = base,
                               .size = making->size,
                               .room = making->room,
                               .made = site_of(heap, making->site),
                               .is_mapped = making->is_mapped};
  enum native_content content = heap->is_called ? making->content : NATIVE_CONTENT_WILD;
  return native_block_add(heap->machine, &facts, making->align, content, making->is_read_only);
}

void native_heap_made(struct native_heap *heap, const struct native_making *making) {
  if (making->memory != NULL) {
    int native_errno = errno;
    heap->has_unwatched |= add(heap, making) == NULL;
    errno = native_errno;
  }
}

// ----------------------------------------------------------------------------------------- moving

static void set_moving(struct native_heap *heap, struct native_block *block, bool is_moving) {
  if (block != NULL) {
    (void)pthread_mutex_lock(&heap->lock);
    block->is_moving = is_moving;
    (void)pthread_mutex_unlock(&heap->lock);
  }
}

// Pointers that the program has stored are told from their bytes. Those must be in both places.
static bool must_copy(const struct native_heap *heap, const struct native_block *block) {
  const struct allocation *allocation =
      heap->is_called && block != NULL ? allocation_of(&heap->machine->table, block->alloc) : NULL;
  return allocation != NULL && allocation->shadow.concrete != NULL;
}

enum native_taking native_heap_take(struct native_heap *heap, struct native_block **out_block,
                                    void *memory, struct native_site site) {
  int native_errno = errno;
  bool passes = true;
  site = site_of(heap, site);
  *out_block = memory != NULL ? judge(heap, address_of(memory), site, &passes) : NULL;
  set_moving(heap, *out_block, true);
  errno = native_errno;
  if (*out_block == NULL && !passes) {
    return NATIVE_TAKE_REFUSE;
  }
  return must_copy(heap, *out_block) ? NATIVE_TAKE_COPY : NATIVE_TAKE_MOVE;
}

void native_heap_stayed(struct native_heap *heap, struct native_block *block) {
  set_moving(heap, block, false);
}

// The states of the bytes go along when the program itself moves a block.
static void carry_states(airlock_machine *machine, const struct native_block *to,
                         const struct native_block *from) {
  struct allocation *target = allocation_of(&machine->table, to->alloc);
  struct allocation *source = allocation_of(&machine->table, from->alloc);
  uint64_t size = target->size < source->size ? target->size : source->size;
  exposure_synchronise(machine, source);
  struct shadow_range target_range = machine_shadow(machine, target);
  struct shadow_range source_range = machine_shadow(machine, source);
  if (size == 0) {
    return;
  }
  if (!shadow_reserve_copy(target_range, 0, source_range, 0, size)) {
    shadow_make_wild(target_range);
    return;
  }
  shadow_copy(target_range, 0, source_range, 0, size);
  exposure_copied(machine, target, alloc_id_slot(to->alloc));
}

void native_heap_moved(struct native_heap *heap, struct native_block *block,
                       const struct native_making *making) {
  int native_errno = errno;
  if (block != NULL) {
    native_block_hide(heap->machine, block);
    unlink_elsewhere(heap, block);
  }
  if (making->memory != NULL) {
    const struct native_block *added = add(heap, making);
    heap->has_unwatched |= added == NULL;
    if (added != NULL && block != NULL && heap->is_called) {
      carry_states(heap->machine, added, block);
    }
  }
  if (block != NULL) {
    native_block_release(heap->machine, block);
  }
  errno = native_errno;
}

// ------------------------------------------------------------------------------------------ pages

bool native_heap_may_unmap(struct native_heap *heap, void *address, size_t size,
                           struct native_site site) {
  const struct address_range *range = &heap->machine->range;
  uint64_t start = address_of(address);
  bool is_machines = size > 0 && (address_range_contains(range, start) ||
                                  address_range_contains(range, start + size - 1));
  if (is_machines) {
    heap_fail_unmap(heap, start, size, site_of(heap, site));
  }
  return !is_machines;
}

// The mapped block that overlaps [start, end) and begins last.
static struct native_block *mapped_in(const struct native_heap *heap, uint64_t start,
                                      uint64_t end) {
  const struct block *found = block_map_find(&heap->machine->blocks, end - 1);
  struct native_block *block = found != NULL ? found->detail : NULL;
  bool overlaps = block != NULL && block->is_mapped && block->base + block->size > start;
  return overlaps ? block : NULL;
}

// What is left of a block on one side of a hole is a block of its own.
static void add_rest(struct native_heap *heap, const struct native_block *whole, uint64_t start,
                     uint64_t end, bool read_only) {
  struct native_block facts = {.base = start,
                               .size = end - start,
                               .room = end - start,
                               .made = whole->made,
                               .is_mapped = true};
  if (start < end) {
    heap->has_unwatched |=
        native_block_add(heap->machine, &facts, 1, NATIVE_CONTENT_WILD, read_only) == NULL;
  }
}

void native_heap_unmapped(struct native_heap *heap, void *address, size_t size) {
  int native_errno = errno;
  uint64_t start = address_of(address);
  uint64_t end = start + size;
  for (struct native_block *block = mapped_in(heap, start, end); size > 0 && block != NULL;
       block = mapped_in(heap, start, end)) {
    struct native_block whole = *block;
    const struct allocation *allocation = allocation_of(&heap->machine->table, block->alloc);
    bool read_only = allocation != NULL && allocation->read_only;
    forget(heap, block);
    add_rest(heap, &whole, whole.base, start, read_only);
    add_rest(heap, &whole, end, whole.base + whole.size, read_only);
  }
  errno = native_errno;
}

void native_heap_protected(struct native_heap *heap, void *address, size_t size) {
  heap->has_unwatched = true;
  native_heap_unmapped(heap, address, size);
}

bool native_heap_is_open(const struct native_heap *heap, void *address) {
  const struct native_block *block = native_block_at(heap->machine, address_of(address));
  const struct allocation *allocation =
      block != NULL ? allocation_of(&heap->machine->table, block->alloc) : NULL;
  return allocation != NULL && allocation->live && !allocation->read_only;
}

// ----------------------------------------------------------------------------------------- the end

// No other thread looks any more. What is live is native code's.
void native_heap_release_blocks(struct native_heap *heap) {
  airlock_machine *machine = heap->machine;
  settle_elsewhere(heap);
  while (heap->oldest != NULL) {
    give_back_oldest(heap);
  }
  for (uint32_t slot = 1; slot < machine->table.num_slots; slot++) {
    const struct allocation *allocation = allocation_in_slot(&machine->table, slot);
    struct native_block *block =
        allocation->live ? native_block_of(machine, machine_id_of(allocation, slot)) : NULL;
    if (block != NULL) {
      block_map_set_detail(&machine->blocks, block->base, NULL);
      host_release(&machine->host, block, sizeof *block);
    }
  }
}

// -------------------------------------------------------------------------------------- crossings

struct native_heap *native_heap_enter(struct native_heap *heap, bool is_function_of_family) {
  struct process_thread *thread = process_this_thread();
  struct native_heap *outer = thread->inside;
  settle_elsewhere(heap);
  heap->is_called = is_function_of_family;
  thread->inside = heap;
  return outer;
}

void native_heap_leave(struct native_heap *heap, struct native_heap *outer) {
  struct process_thread *thread = process_this_thread();
  thread->inside = NULL;
  heap->is_called = false;
  settle_elsewhere(heap);
  if (heap->may_have_loaded) {
    heap->may_have_loaded = false;
    native_heap_look(heap);
  }
  thread->inside = outer;
}

struct native_heap *native_heap_suspend(void) {
  struct process_thread *thread = process_this_thread();
  struct native_heap *heap = thread->inside;
  thread->inside = NULL;
  return heap;
}

void native_heap_resume(struct native_heap *heap) {
  if (heap != NULL && heap->may_have_loaded) {
    native_heap_look(heap);
  }
  process_this_thread()->inside = heap;
}

bool airlock_native_block_get_info(const airlock_machine *machine,
                                   airlock_native_block_info *out_info, airlock_alloc_id alloc) {
  const struct native_block *block = native_block_of(machine, alloc);
  if (block != NULL) {
    *out_info = (airlock_native_block_info){.allocator = block->made.function,
                                            .caller = block->made.caller,
                                            .freed_with = block->freed.function,
                                            .freed_by = block->freed.caller};
  }
  return block != NULL;
}
