// SPDX-License-Identifier: MIT
//
// Floor 2. Blocks that an allocator of native code made, as allocations of kind NATIVE.
//
// Beside the allocation a block has a record: which function made it and who called that, and the
// same of its end. A freed block can stay *known*: while whoever watches the allocator keeps the
// memory from being given out again, an access there certainly is one to freed memory.
//
//   (unknown) ──add──> live ──end──> freed, known ──hide, release──> (unknown)
//                        └───────────────hide, release──────────────────┘
//
// The record hangs on the block in the machine's map (provenance/block_map.h), through which it is
// found. The allocation's own record, dead or reused by then, does not lead to it.
#ifndef AIRLOCK_MACHINE_NATIVE_BLOCK_H
#define AIRLOCK_MACHINE_NATIVE_BLOCK_H

#include "machine/machine.h"

// A call of an allocator's function.
struct native_site {
  const char *function; // "malloc". Static.
  uint64_t caller;      // Where it returns to; 0: the interpreted program called it.
};

struct native_block {
  airlock_alloc_id alloc;
  uint64_t base;
  uint64_t size;
  uint64_t birth; // How many allocations there had been, it included.
  uint64_t room;  // From the base on, what certainly is nobody else's: at least `size`.
  struct native_site made;
  struct native_site freed;  // Its function is NULL while the block is live.
  bool is_mapped;            // Whole pages, of mmap.
  bool is_moving;            // Its allocator is at work on it.
  struct native_block *next; // Of the known freed ones.
  // Frees that the machine could not be told of at once: how many, and the first.
  unsigned frees_elsewhere;
  struct native_site elsewhere;
  struct native_block *next_elsewhere;
};

// What the bytes of a new block are.
enum native_content {
  NATIVE_CONTENT_WILD,   // Native code may have written anything.
  NATIVE_CONTENT_UNINIT, // Nobody has written yet.
  NATIVE_CONTENT_ZERO,
};

// native_block_add makes a live block; its `alloc` is set here. What overlaps it must not be known.
// NULL when memory has run out.
struct native_block *native_block_add(airlock_machine *machine, const struct native_block *facts,
                                      uint64_t align, enum native_content content, bool read_only);

// native_block_at returns the block in whose room an address lies, live or known, or that begins
// there.
struct native_block *native_block_at(const airlock_machine *machine, uint64_t address);

// native_block_of returns the block of an allocation, NULL if it has none or is not known any more.
struct native_block *native_block_of(const airlock_machine *machine, airlock_alloc_id alloc);

// native_block_end makes a live block a freed one that is known.
void native_block_end(airlock_machine *machine, struct native_block *block,
                      struct native_site freed);

// native_block_hide takes a block out of the map. native_block_release then ends it, if it is live,
// and frees its record.
void native_block_hide(airlock_machine *machine, const struct native_block *block);
void native_block_release(airlock_machine *machine, struct native_block *block);

// native_block_text says by what a block was made, or freed, as a part of a note: " by `malloc` in
// `make+0x1c` of `libmake.so`"; empty when nothing is known.
#define NATIVE_TEXT_SIZE 256
struct native_text {
  char text[NATIVE_TEXT_SIZE];
};
struct native_text native_block_text(const airlock_machine *machine, airlock_alloc_id alloc,
                                     bool of_end);
struct native_text native_site_text(const airlock_machine *machine, struct native_site site);

#endif
