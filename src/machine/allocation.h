// SPDX-License-Identifier: MIT
//
// Floor 2. Allocations: the objects of the abstract machine, and the table that names them.
//
// A record lives in a slot of the table; slot and generation together are the allocation's id. A
// record never moves. When an allocation dies its record stays for a while, to explain itself in
// messages; slots are reused in order of death, once 65,536 younger dead are waiting, each time
// with the next generation, and retire before that wraps. So an id is never given twice.
//
//   live ──free──> dead, remembered ──65,536 deaths later──> slot reused, generation + 1
//
// Invariants: a live record's base is found by the address range (or the function table) and leads
// back to its slot; `pending` implies `exposed` and not stale; dead records own no memory, and are
// `ready` for nothing.
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
  uint8_t *base;               // Host address of the first byte.
  uint64_t size;               // Bytes.
  uint64_t epoch;              // Of the last synchronisation, when exposed (machine/exposure.h).
  struct shadow shadow;        // State of each byte.
  struct tag_list *tags;       // Exposed tags; NULL for tag 0 alone.
  uint64_t made_at;            // Span token.
  const struct origin *origin; // Native memory: what it is (machine/adoption.h); NULL: not known.
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
  union {
    uint32_t frame;        // Stack memory: depth of the frame it belongs to.
    uint32_t next_reached; // Heap memory, while leaks are looked for: the next to be walked, or 0.
  };
  uint32_t pending_before; // Slots of the neighbours in the pending list, 0 at the ends;
  uint32_t pending_after;  // dead: the slot that died next.
  uint8_t align_log2;      // Alignment asked for.
  uint8_t kind;            // airlock_memory_kind.
  bool live;               //
  bool read_only;          //
  bool exposed : 1;        //
  bool pending : 1;        // Stored pointers are to be exposed at the next crossing.
  bool shared : 1;         // Synchronised: native code ran while it was exposed.
  uint8_t ready;           // enum allocation_ready, several.
  uint8_t reach;           // Heap memory: what the last search for leaks found (machine/leaks.c).
};

struct allocation_table {
  struct allocation **segments; // Of SEGMENT_SLOTS records each.
  size_t segments_capacity;
  uint32_t num_slots; // Slots given out so far, slot 0 included, which is never used.
  uint32_t oldest_dead;
  uint32_t newest_dead;
  uint32_t num_dead;
};

#define SEGMENT_SLOTS 1024

static inline struct allocation *allocation_in_slot(const struct allocation_table *table,
                                                    uint32_t slot) {
  return &table->segments[slot / SEGMENT_SLOTS][slot % SEGMENT_SLOTS];
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

// allocation_take finds a slot for a new allocation and returns its record, zeroed but for its
// generation; NULL when memory or ids have run out. allocation_give_back undoes it.
struct allocation *allocation_take(struct host *host, struct allocation_table *table,
                                   uint32_t *out_slot);
void allocation_give_back(struct allocation_table *table, uint32_t slot);

// allocation_bury makes a live record a remembered dead one.
void allocation_bury(struct allocation_table *table, uint32_t slot, uint64_t freed_at);

// allocation_table_free releases the table; the records' own memory has been released before.
void allocation_table_free(struct host *host, struct allocation_table *table);

#endif
