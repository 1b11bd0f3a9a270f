// SPDX-License-Identifier: MIT
//
// Floor 2. Allocations: the objects of the abstract machine, and the table that names them.
//
// A record lives in a slot of the table; slot and generation together are the allocation's id. A
// record never moves. What accesses look at is a cache line of its own, everything else stands in
// the record's *annex*:
//
//   segment   | 1024 records of 64 bytes ... | 1024 annexes of 24 bytes ... |
//
// When an allocation dies its record stays for a while, to explain itself in messages; slots are
// reused in order of death, once 65,536 younger dead are waiting, each time with the next
// generation, and retire before that wraps. So an id is never given twice.
//
//   live ──free──> dead, remembered ──65,536 deaths later──> slot reused, generation + 1
//
// Invariants: a live record's base is found by the address range (or the function table) and leads
// back to its slot; `pending` implies `exposed`, `listed` and not stale; dead records own no
// memory, their shadow is that of new memory, and they are `ready` for nothing.
#ifndef AIRLOCK_MACHINE_ALLOCATION_H
#define AIRLOCK_MACHINE_ALLOCATION_H

#include "machine/shadow.h"
#include "provenance/tag_list.h"

#define REMEMBERED_DEAD 65536

// What may be done to an allocation's bytes without asking further (machine/quick.h); kept up to
// date by machine_update_ready.
enum allocation_ready {
  READY_READ = 1,  // Live data, and no hook of the embedder's is to be asked.
  READY_WRITE = 2, // Mutable as well.
  READY_STALE = 4, // Exposed as well: it may be stale, which the epochs tell.
};

struct allocation {
  uint8_t *base;        // Host address of the first byte.
  uint64_t size;        // Bytes.
  struct shadow shadow; // State of each byte.
  union {
    struct {
      uint32_t older; // Live stack memory: slots of its neighbours in the list of all stack
      uint32_t newer; // allocations, 0 at the ends.
    } stack;
    struct keyed *keyed;       // Live keyed memory: its record.
    struct adoption *adoption; // Live native memory: its record if it was adopted, or NULL.
    uint64_t birth;    // Live heap memory: how many allocations there had been, it included.
    uint64_t freed_at; // Dead: span token.
  } link;
  uint32_t generation;
  uint8_t ready;              // enum allocation_ready, several.
  uint8_t align_log2;         // Alignment asked for.
  uint8_t kind;               // airlock_memory_kind.
  bool live : 1;              //
  bool read_only : 1;         //
  bool exposed : 1;           // Live as well.
  bool nothing_to_expose : 1; // With tag 0: it is exposed with that alone, or dead.
  bool pending : 1;           // Stored pointers are to be exposed at the next crossing.
  bool listed : 1;            // In the pending list, perhaps since an earlier life.
  uint8_t reach : 2; // Heap memory: what the last search for leaks found (machine/leaks.c).
};

struct allocation_annex {
  struct tag_list *tags; // Exposed: its tags; NULL for tag 0 alone.
  uint64_t made_at;      // Span token.
  uint32_t next_pending; // Listed: the next slot in the pending list, 0 at the end.
  union {
    uint32_t frame;        // Stack memory: depth of the frame it belongs to.
    uint32_t next_reached; // Heap memory, blocks of native allocators, while leaks are looked for:
                           // the next to be walked, or 0.
    uint32_t origin;       // Other native memory: number of what it is (machine/adoption.h), or 0.
  };
};

#define SEGMENT_SLOTS 1024
#define CACHE_LINE 64

struct allocation_segment { // At the begin of a cache line.
  struct allocation records[SEGMENT_SLOTS];
  struct allocation_annex annexes[SEGMENT_SLOTS];
  void *memory; // What the host gave.
};

_Static_assert(sizeof(struct allocation) == CACHE_LINE, "a record is a cache line");

struct allocation_table {
  struct allocation_segment **segments;
  size_t segments_capacity;
  uint32_t num_slots; // Slots given out so far, slot 0 included, which is never used.
  uint32_t num_dead;
  uint32_t oldest_dead; // Slot of the one that died first.
  struct allocation *oldest_dead_record;
  struct allocation *newest_dead_record;
};

// allocation_next_dead returns the slot that died next after a dead one, if it is not the newest.
static inline uint32_t allocation_next_dead(const struct allocation *allocation) {
  return allocation->shadow.grave;
}

static inline struct allocation *allocation_in_slot(const struct allocation_table *table,
                                                    uint32_t slot) {
  return &table->segments[slot / SEGMENT_SLOTS]->records[slot % SEGMENT_SLOTS];
}

static inline struct allocation_annex *allocation_annex(const struct allocation_table *table,
                                                        uint32_t slot) {
  return &table->segments[slot / SEGMENT_SLOTS]->annexes[slot % SEGMENT_SLOTS];
}

// allocation_of returns the record of an id, live or dead, or NULL when it is forgotten or was
// never given out.
static inline struct allocation *allocation_of(const struct allocation_table *table,
                                               airlock_alloc_id alloc) {
  uint32_t slot = alloc_id_slot(alloc);
  if (slot >= table->num_slots) {
    return NULL;
  }
  struct allocation *allocation = allocation_in_slot(table, slot);
  return allocation->generation == alloc_id_generation(alloc) ? allocation : NULL;
}

static inline bool allocation_is_adopted(const struct allocation *allocation) {
  return allocation->live && allocation->kind == AIRLOCK_NATIVE &&
         allocation->link.adoption != NULL;
}

// allocation_add takes a slot that was never used, or returns NULL. allocation_reuse takes the one
// that died first, if others died after it. Its record is as it should be: a dead one's shadow is
// that of new memory.
struct allocation *allocation_add(struct host *host, struct allocation_table *table,
                                  uint32_t *out_slot);
static inline struct allocation *allocation_reuse(struct allocation_table *table,
                                                  uint32_t *out_slot) {
  *out_slot = table->oldest_dead;
  struct allocation *allocation = table->oldest_dead_record;
  table->oldest_dead = allocation_next_dead(allocation);
  table->oldest_dead_record = allocation_in_slot(table, table->oldest_dead);
  __builtin_prefetch(table->oldest_dead_record, 1);
  table->num_dead--;
  allocation->generation++;
  return allocation;
}

// allocation_take finds a slot for a new allocation and returns its record; NULL when memory or ids
// have run out. Of its size, base, kind and life nothing is said yet: allocation_begin does.
// allocation_give_back undoes it.
static inline struct allocation *allocation_take(struct host *host, struct allocation_table *table,
                                                 uint32_t *out_slot) {
  return table->num_dead > REMEMBERED_DEAD ? allocation_reuse(table, out_slot)
                                           : allocation_add(host, table, out_slot);
}
void allocation_give_back(struct allocation_table *table, uint32_t slot);

// allocation_begin makes a record that was taken a live one: mutable, not exposed, linked nowhere,
// uninitialised, ready for nothing yet.
static inline void allocation_begin(struct allocation *allocation, uint64_t size, uint64_t align,
                                    airlock_memory_kind kind) {
  allocation->size = size;
  allocation->align_log2 = (uint8_t)__builtin_ctzll(align);
  allocation->kind = (uint8_t)kind;
  allocation->ready = 0;
  allocation->live = true;
  allocation->read_only = false;
  allocation->nothing_to_expose = false;
  allocation->reach = 0;
}

// allocation_bury makes a live record, whose shadow has been released, a remembered dead one.
void allocation_bury(struct allocation_table *table, struct allocation *allocation, uint32_t slot,
                     uint64_t freed_at);

// allocation_table_free releases the table; the records' own memory has been released before.
void allocation_table_free(struct host *host, struct allocation_table *table);

#endif
