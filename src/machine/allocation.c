// SPDX-License-Identifier: MIT
//
// The table of allocations: segments of records, and the queue of the dead threaded through them.
#include "machine/allocation.h"

#include <assert.h>
#include <string.h>

#define NO_GENERATION UINT32_MAX       // Of slot 0: no id has it.
#define MAX_SLOTS UINT32_C(0x7ffffffe) // The address range keeps slots in 31 bits.

static struct allocation_segment *new_segment(struct host *host) {
  uint8_t *memory = host_allocate(host, sizeof(struct allocation_segment) + CACHE_LINE);
  if (memory == NULL) {
    return NULL;
  }
  uint64_t excess = -(uint64_t)(uintptr_t)memory % CACHE_LINE;
  struct allocation_segment *segment = (struct allocation_segment *)(void *)(memory + excess);
  segment->memory = memory;
  return segment;
}

// Slot 0 of a new table is nobody's.
static bool add_segment(struct host *host, struct allocation_table *table, size_t index) {
  if (!host_grow(host, (void **)&table->segments, &table->segments_capacity, index + 1,
                 sizeof(struct allocation_segment *))) {
    return false;
  }
  table->segments[index] = new_segment(host);
  if (table->segments[index] != NULL && index == 0) {
    table->segments[0]->records[0] = (struct allocation){.generation = NO_GENERATION};
    table->num_slots = 1;
  }
  return table->segments[index] != NULL;
}

struct allocation *allocation_add(struct host *host, struct allocation_table *table,
                                  uint32_t *out_slot) {
  uint32_t slot = table->num_slots == 0 ? 1 : table->num_slots;
  if (slot >= MAX_SLOTS) {
    return NULL;
  }
  bool is_new_segment = table->num_slots == 0 || slot % SEGMENT_SLOTS == 0;
  if (is_new_segment && !add_segment(host, table, slot / SEGMENT_SLOTS)) {
    return NULL;
  }
  table->num_slots = slot + 1;
  *out_slot = slot;
  struct allocation *allocation = allocation_in_slot(table, slot);
  *allocation = (struct allocation){.generation = 0};
  return allocation;
}

static void append_dead(struct allocation_table *table, struct allocation *allocation,
                        uint32_t slot) {
  if (allocation->generation >= ALLOC_GENERATION_MAX) {
    return; // The slot retires: it is remembered for ever.
  }
  if (table->num_dead == 0) {
    table->oldest_dead = slot;
    table->oldest_dead_record = allocation;
  } else {
    table->newest_dead_record->shadow.grave = slot;
  }
  table->newest_dead_record = allocation;
  table->num_dead++;
}

void allocation_give_back(struct allocation_table *table, uint32_t slot) {
  struct allocation *allocation = allocation_in_slot(table, slot);
  allocation->size = 0; // It was nowhere.
  allocation->nothing_to_expose = true;
  append_dead(table, allocation, slot);
}

void allocation_bury(struct allocation_table *table, struct allocation *allocation, uint32_t slot,
                     uint64_t freed_at) {
  assert(allocation->live && !allocation->exposed && !allocation->pending);
  allocation->shadow.init_form = MASK_NONE;
  allocation->shadow.wild_form = MASK_NONE;
  allocation->shadow.shared = false;
  allocation->live = false;
  allocation->nothing_to_expose = true;
  allocation->ready = 0;
  allocation->link.freed_at = freed_at;
  append_dead(table, allocation, slot);
}

void allocation_table_free(struct host *host, struct allocation_table *table) {
  for (size_t first = 0; first < table->num_slots; first += SEGMENT_SLOTS) {
    host_release(host, table->segments[first / SEGMENT_SLOTS]->memory,
                 sizeof(struct allocation_segment) + CACHE_LINE);
  }
  host_release(host, table->segments, table->segments_capacity * sizeof *table->segments);
  *table = (struct allocation_table){0};
}
