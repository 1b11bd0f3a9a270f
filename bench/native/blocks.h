// SPDX-License-Identifier: MIT
//
// Blocks made by malloc, freed at once or left to the caller.
#ifndef AIRLOCK_BENCH_NATIVE_BLOCKS_H
#define AIRLOCK_BENCH_NATIVE_BLOCKS_H

#include <stddef.h>

void make_and_free(size_t count, size_t size);
void make_and_keep(size_t count, size_t size, void **out_blocks);

#endif
