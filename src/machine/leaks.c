// SPDX-License-Identifier: MIT
//
// Floor 2. Leaks: live heap memory that nobody can reach any more.
//
// A search marks in two rounds. First everything that the roots lead to: all live memory that is
// not heap, each followed by the heap memory that its stored pointers mean, and so on. Then what is
// left but was exposed when native code ran, which may keep the address of it, with all that it
// leads to in turn. What has no mark then is lost.
//
// Memory that was reached and is still to be walked waits in a list that is threaded through the
// records, so that a search takes no memory and no depth of stack, however long a chain is. Only
// concrete provenance leads anywhere, fragments of pointers included: a wild byte means memory that
// is exposed, which is the second round's business.
#include "machine/exposure.h"
#include "machine/native_leaks.h"

struct search {
  airlock_machine *machine;
  uint32_t first;   // Slot of the first reached allocation that is not walked yet, 0 for none.
  uint8_t mark : 2; // Of this round.
};

static void reach(struct search *search, struct allocation *allocation, uint32_t slot) {
  allocation->reach = search->mark;
  allocation_annex(&search->machine->table, slot)->next_reached = search->first;
  search->first = slot;
}

static bool follow(void *context, airlock_prov prov) {
  struct search *search = context;
  struct allocation *target =
      prov_is_concrete(prov) ? allocation_of(&search->machine->table, prov.alloc) : NULL;
  if (target != NULL && target->live && target->kind == AIRLOCK_HEAP &&
      target->reach == REACH_NONE) {
    reach(search, target, alloc_id_slot(prov.alloc));
  }
  return true;
}

static void walk(struct search *search, struct allocation *allocation) {
  exposure_synchronise(search->machine, allocation);
  prov_map_each(allocation->shadow.concrete, follow, search);
}

static void walk_reached(struct search *search) {
  while (search->first != 0) {
    struct allocation_table *table = &search->machine->table;
    struct allocation *allocation = allocation_in_slot(table, search->first);
    search->first = allocation_annex(table, search->first)->next_reached;
    walk(search, allocation);
  }
}

// Native code ran while the allocation was exposed. One that cannot be written is never
// synchronised; its epoch is still that of its exposure.
static bool is_shared(const airlock_machine *machine, const struct allocation *allocation) {
  return allocation->exposed &&
         (allocation->shadow.shared || allocation->shadow.epoch != machine->epoch);
}

static void mark_all(airlock_machine *machine) {
  struct allocation_table *table = &machine->table;
  for (uint32_t slot = 1; slot < table->num_slots; slot++) {
    allocation_in_slot(table, slot)->reach = REACH_NONE;
  }
  struct search search = {machine, 0, REACH_ROOT};
  for (uint32_t slot = 1; slot < table->num_slots; slot++) {
    struct allocation *allocation = allocation_in_slot(table, slot);
    if (allocation->live && allocation->kind != AIRLOCK_HEAP) {
      walk(&search, allocation);
      walk_reached(&search);
    }
  }
  search.mark = REACH_HELD;
  for (uint32_t slot = 1; slot < table->num_slots; slot++) {
    struct allocation *allocation = allocation_in_slot(table, slot);
    if (allocation->live && allocation->kind == AIRLOCK_HEAP && allocation->reach == REACH_NONE &&
        is_shared(machine, allocation)) {
      reach(&search, allocation, slot);
      walk_reached(&search);
    }
  }
}

//===------------------------------------------------------------------------------------------===//
// The oldest leaks: a binary heap with the youngest of them on top, sorted in the end
//===------------------------------------------------------------------------------------------===//

static uint64_t birth_of(const airlock_machine *machine, airlock_alloc_id alloc) {
  const struct native_block *block = native_block_of(machine, alloc);
  return block != NULL ? block->birth
                       : allocation_in_slot(&machine->table, alloc_id_slot(alloc))->link.birth;
}

// Moves the entry `index` down to where no entry below it is younger.
static void sink(const airlock_machine *machine, airlock_alloc_id *leaks, size_t count,
                 size_t index) {
  airlock_alloc_id moved = leaks[index];
  uint64_t birth = birth_of(machine, moved);
  for (size_t child = 2 * index + 1; child < count; child = 2 * index + 1) {
    if (child + 1 < count &&
        birth_of(machine, leaks[child + 1]) > birth_of(machine, leaks[child])) {
      child++;
    }
    if (birth_of(machine, leaks[child]) <= birth) {
      break;
    }
    leaks[index] = leaks[child];
    index = child;
  }
  leaks[index] = moved;
}

static void order(const airlock_machine *machine, airlock_alloc_id *leaks, size_t count) {
  for (size_t i = count / 2; i > 0; i--) {
    sink(machine, leaks, count, i - 1);
  }
}

// Adds a leak to the `count` there were so far. Once all `capacity` entries are taken it takes the
// place of the youngest, if it is older.
static void keep_oldest(const airlock_machine *machine, airlock_alloc_id *leaks, size_t count,
                        size_t capacity, airlock_alloc_id alloc) {
  if (count < capacity) {
    leaks[count] = alloc;
    if (count + 1 == capacity) {
      order(machine, leaks, capacity);
    }
  } else if (capacity != 0 && birth_of(machine, alloc) < birth_of(machine, leaks[0])) {
    leaks[0] = alloc;
    sink(machine, leaks, capacity, 0);
  }
}

static void sort(const airlock_machine *machine, airlock_alloc_id *leaks, size_t count) {
  order(machine, leaks, count);
  for (size_t end = count; end > 1; end--) {
    airlock_alloc_id youngest = leaks[0];
    leaks[0] = leaks[end - 1];
    leaks[end - 1] = youngest;
    sink(machine, leaks, end - 1, 0);
  }
}

size_t airlock_leaks(airlock_machine *machine, airlock_alloc_id *out_leaks, size_t capacity,
                     size_t *out_held) {
  size_t count = 0;
  size_t held = 0;
  mark_all(machine);
  native_leaks_mark(machine);
  for (uint32_t slot = 1; slot < machine->table.num_slots; slot++) {
    const struct allocation *allocation = allocation_in_slot(&machine->table, slot);
    bool can_be_lost = allocation->live && (allocation->kind == AIRLOCK_HEAP ||
                                            native_leaks_concerns(machine, allocation, slot));
    if (!can_be_lost) {
      continue;
    }
    held += allocation->reach == REACH_HELD;
    if (allocation->reach == REACH_NONE) {
      keep_oldest(machine, out_leaks, count, capacity, machine_id_of(allocation, slot));
      count++;
    }
  }
  sort(machine, out_leaks, count < capacity ? count : capacity);
  if (out_held != NULL) {
    *out_held = held;
  }
  return count;
}
