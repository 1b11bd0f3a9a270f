// SPDX-License-Identifier: MIT
//
// The table of allocations: segments of records, and the queue of the dead threaded through them.
#include "machine/allocation.h"

#include <assert.h>
#include <string.h>

#define NO_GENERATION UINT32_MAX       // Of slot 0: no id has it.
#define MAX_SLOTS UINT32_C(0x7ffffffe) // The address range keeps slots in 31 bits.

static bool add_slot(struct host *host, struct allocation_table *table, uint32_t *out_slot) {
  uint32_t slot = table->num_slots == 0 ? 1 : table->num_slots;
  if (slot >= MAX_SLOTS) {
    return false;
  }
  size_t segment = slot / SEGMENT_SLOTS;
  size_t num_segments = (table->num_slots + SEGMENT_SLOTS - 1) / SEGMENT_SLOTS;
  if (segment >= num_segments) {
    if (!host_grow(host, (void **)&table->segments, &table->segments_capacity, segment + 1,
                   sizeof(struct allocation *))) {
      return false;
    }
    table->segments[segment] = host_allocate(host, SEGMENT_SLOTS * sizeof(struct allocation));
    if (table->segments[segment] == NULL) {
      return false;
    }
    table->segments[0][0] = (struct allocation){.generation = NO_GENERATION};
  }
  table->num_slots = slot + 1;
  *allocation_in_slot(table, slot) = (struct allocation){.generation = 0};
  *out_slot = slot;
  return true;
}

static struct allocation *forget_oldest(struct allocation_table *table, uint32_t *out_slot) {
  uint32_t slot = table->oldest_dead;
  struct allocation *allocation = allocation_in_slot(table, slot);
  table->oldest_dead = allocation->pending_after;
  table->num_dead--;
  uint32_t generation = allocation->generation + 1;
  *allocation = (struct allocation){.generation = generation};
  __builtin_prefetch(allocation_in_slot(table, table->oldest_dead), 1); // The next one's turn.
  *out_slot = slot;
  return allocation;
}

struct allocation *allocation_take(struct host *host, struct allocation_table *table,
                                   uint32_t *out_slot) {
  if (table->num_dead > REMEMBERED_DEAD) {
    return forget_oldest(table, out_slot);
  }
  return add_slot(host, table, out_slot) ? allocation_in_slot(table, *out_slot) : NULL;
}

static void append_dead(struct allocation_table *table, uint32_t slot) {
  struct allocation *allocation = allocation_in_slot(table, slot);
  if (allocation->generation >= ALLOC_GENERATION_MAX) {
    return; // The slot retires: it is remembered for ever.
  }
  allocation->pending_after = 0;
  if (table->num_dead == 0) {
    table->oldest_dead = slot;
  } else {
    allocation_in_slot(table, table->newest_dead)->pending_after = slot;
  }
  table->newest_dead = slot;
  table->num_dead++;
}

void allocation_give_back(struct allocation_table *table, uint32_t slot) {
  append_dead(table, slot);
}

void allocation_bury(struct allocation_table *table, uint32_t slot, uint64_t freed_at) {
  struct allocation *allocation = allocation_in_slot(table, slot);
  assert(allocation->live && !allocation->pending);
  allocation->live = false;
  allocation->ready = 0;
  allocation->link.freed_at = freed_at;
  append_dead(table, slot);
}

void allocation_table_free(struct host *host, struct allocation_table *table) {
  for (size_t first = 0; first < table->num_slots; first += SEGMENT_SLOTS) {
    host_release(host, table->segments[first / SEGMENT_SLOTS],
                 SEGMENT_SLOTS * sizeof(struct allocation));
  }
  host_release(host, table->segments, table->segments_capacity * sizeof(struct allocation *));
  *table = (struct allocation_table){0};
}
