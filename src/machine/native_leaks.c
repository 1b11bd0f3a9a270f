// SPDX-License-Identifier: MIT
//
// The search for words that mean blocks.
//
// Blocks that were reached and are still to be looked into wait in a list that is threaded through
// the allocations' records, as in machine/leaks.c.
#include "machine/native_leaks.h"
#include "machine/exposure.h"

#include <string.h>

#define WORD sizeof(uint64_t)

struct search {
  airlock_machine *machine;
  uint32_t first;     // Slot of the first block to be looked into, 0 for none.
  uint8_t mark : 2;   // Of this round.
  bool is_incomplete; // Something holds addresses where nobody can look.
};

bool native_leaks_concerns(const airlock_machine *machine, const struct allocation *allocation,
                           uint32_t slot) {
  const struct native_block *block = allocation->live && allocation->kind == AIRLOCK_NATIVE
                                         ? native_block_of(machine, machine_id_of(allocation, slot))
                                         : NULL;
  return block != NULL && !block->is_mapped;
}

// A word that means a live block reaches it. Returns whether it means any block.
static bool follow(struct search *search, uint64_t word) {
  const struct native_block *block = native_block_at(search->machine, word);
  if (block == NULL) {
    return false;
  }
  struct allocation *allocation = allocation_of(&search->machine->table, block->alloc);
  bool is_meant = block->freed.function == NULL && allocation != NULL &&
                  (word == block->base || word - block->base < block->size);
  if (is_meant && allocation->reach == REACH_NONE) {
    allocation->reach = search->mark;
    allocation_annex(&search->machine->table, alloc_id_slot(block->alloc))->next_reached =
        search->first;
    search->first = alloc_id_slot(block->alloc);
  }
  return true;
}

// Addresses of a process lie in these bounds; most other words do not.
static bool may_be_address(uint64_t word) {
  return word >= 4096 && word < UINT64_C(1) << 47;
}

// Words of native code. In what the program was given an address that leads to unknown memory means
// that others may be kept there. Sanitizers must not look over our shoulder here: the memory is not
// this library's.
__attribute__((no_sanitize("address"))) static void
look_into_words(struct search *search, const uint64_t *words, size_t count, bool is_programs) {
  const airlock_machine *machine = search->machine;
  for (size_t i = 0; i < count; i++) {
    uint64_t word = words[i];
    if (may_be_address(word) && !follow(search, word) && is_programs && !search->is_incomplete) {
      search->is_incomplete = machine->native_roots->is_unknown(machine, word);
    }
  }
}

static void look_into_root(void *context, const uint64_t *words, size_t count, bool is_programs) {
  look_into_words(context, words, count, is_programs);
}

// The program's own memory keeps addresses of blocks as integers and as wildcards.
static void look_into_program(struct search *search, struct allocation *allocation) {
  uint64_t start = -(uint64_t)(uintptr_t)allocation->base & (WORD - 1);
  exposure_synchronise(search->machine, allocation);
  for (uint64_t at = start; at + WORD <= allocation->size; at += WORD) {
    uint64_t word;
    memcpy(&word, allocation->base + at, WORD);
    bool is_read =
        may_be_address(word) && native_block_at(search->machine, word) != NULL &&
        shadow_first_uninit(&allocation->shadow, allocation->size, at, at + WORD) == at + WORD;
    if (is_read) {
      (void)follow(search, word);
    }
  }
}

// Such blocks have no origin, which is what the field of the list is read as otherwise.
static void look_into_reached(struct search *search) {
  struct allocation_table *table = &search->machine->table;
  while (search->first != 0) {
    struct allocation *allocation = allocation_in_slot(table, search->first);
    struct allocation_annex *annex = allocation_annex(table, search->first);
    search->first = annex->next_reached;
    annex->next_reached = 0;
    uint64_t start = -(uint64_t)(uintptr_t)allocation->base & (WORD - 1);
    if (allocation->size >= start + WORD) {
      look_into_words(search, (const uint64_t *)(const void *)(allocation->base + start),
                      (allocation->size - start) / WORD, search->mark == REACH_ROOT);
    }
  }
}

// Whether the program's memory holds what its words mean: all that is not lost itself.
static bool holds(const airlock_machine *machine, const struct allocation *allocation,
                  uint32_t slot) {
  bool is_data = allocation->live && allocation->kind != AIRLOCK_CODE &&
                 allocation->kind != AIRLOCK_VTABLE && allocation->base != NULL;
  if (is_data && allocation->kind == AIRLOCK_NATIVE) {
    const struct native_block *block = native_block_of(machine, machine_id_of(allocation, slot));
    return block != NULL && block->is_mapped;
  }
  return is_data && (allocation->kind != AIRLOCK_HEAP || allocation->reach != REACH_NONE);
}

static void mark_held(struct search *search) {
  airlock_machine *machine = search->machine;
  search->mark = REACH_ROOT;
  machine->native_roots->each(machine, look_into_root, search);
  for (uint32_t slot = 1; slot < machine->table.num_slots; slot++) {
    struct allocation *allocation = allocation_in_slot(&machine->table, slot);
    if (holds(machine, allocation, slot)) {
      look_into_program(search, allocation);
    }
  }
  look_into_reached(search);
}

static void mark_rest(struct search *search, bool is_possibly_held) {
  airlock_machine *machine = search->machine;
  search->mark = REACH_FROM_LOST;
  for (uint32_t slot = 1; slot < machine->table.num_slots; slot++) {
    struct allocation *allocation = allocation_in_slot(&machine->table, slot);
    if (allocation->reach != REACH_NONE || !native_leaks_concerns(machine, allocation, slot)) {
      continue;
    }
    if (is_possibly_held) {
      allocation->reach = REACH_HELD;
      continue;
    }
    allocation->reach = REACH_FROM_LOST; // So that what leads back does not count.
    search->first = slot;
    look_into_reached(search);
    allocation->reach = REACH_NONE;
  }
}

void native_leaks_mark(airlock_machine *machine) {
  if (machine->native_roots == NULL || machine->blocks.root == NULL) {
    return; // No block can have been lost.
  }
  struct search search = {.machine = machine};
  mark_held(&search);
  mark_rest(&search, search.is_incomplete || machine->native_roots->may_hide(machine));
}
