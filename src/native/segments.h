// SPDX-License-Identifier: MIT
//
// Floor 3. Which part of the process an address lies in, and what may be done there.
#ifndef AIRLOCK_NATIVE_SEGMENTS_H
#define AIRLOCK_NATIVE_SEGMENTS_H

#include <stdbool.h>
#include <stdint.h>

struct segment {
  bool writable;
  bool executable;
};

// segment_find tells what may be done at an address. False, with the output untouched, if nothing
// is mapped there, or nobody says.
bool segment_find(struct segment *out_segment, uint64_t address);

#endif
