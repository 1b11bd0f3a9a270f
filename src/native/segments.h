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

// segment_find_readable returns how many of `size` bytes from an address on may be read, and what
// else may be done with all of them. All of them, and *out_segment untouched, if nobody says.
uint64_t segment_find_readable(struct segment *out_segment, uint64_t address, uint64_t size);

#endif
