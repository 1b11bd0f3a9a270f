// SPDX-License-Identifier: MIT
//
// Floor 1. Provenance: where a pointer's right to access memory comes from.
//
// A pointer of the abstract machine is an address and a provenance. The address says where; the
// provenance says whether:
//
//   none      made from an integer without asking for anything. May be compared and moved, never
//             used.
//   concrete  {allocation, tag}: made by taking a reference to that allocation. May be used within
//             it, as long as it lives.
//   wildcard  an integer cast to a pointer, or anything that native code hands back. May use, at
//             each access anew, the allocation that lies at its address, if that allocation has
//             been *exposed*.
//
// An allocation is exposed once one of its pointers has been turned into an integer on purpose or
// has become visible to native code, and stays so until it dies. This is PNVI-ae-udi as Miri and
// Cerberus implement it, without the "udi". The tag belongs to the embedder's borrow model; here it
// is carried and exposed, never interpreted.
#ifndef AIRLOCK_PROVENANCE_PROV_H
#define AIRLOCK_PROVENANCE_PROV_H

#include "airlock.h"

static inline bool prov_is_none(airlock_prov prov) {
  return prov.alloc.value == 0;
}

static inline bool prov_is_wildcard(airlock_prov prov) {
  return prov.alloc.value == AIRLOCK_WILDCARD;
}

static inline bool prov_is_concrete(airlock_prov prov) {
  return !prov_is_none(prov) && !prov_is_wildcard(prov);
}

static inline bool prov_equal(airlock_prov left, airlock_prov right) {
  return left.alloc.value == right.alloc.value && left.tag.value == right.tag.value;
}

// An allocation id is a slot in the machine's table (low 32 bits, never 0) and the slot's
// generation (high 32 bits, below 2^31, so that no id collides with the reserved values).
static inline uint32_t alloc_id_slot(airlock_alloc_id alloc) {
  return (uint32_t)alloc.value;
}

static inline uint32_t alloc_id_generation(airlock_alloc_id alloc) {
  return (uint32_t)(alloc.value >> 32);
}

static inline airlock_alloc_id alloc_id_make(uint32_t slot, uint32_t generation) {
  return (airlock_alloc_id){(uint64_t)generation << 32 | slot};
}

#define ALLOC_GENERATION_MAX UINT32_C(0x7fffffff)

#endif
