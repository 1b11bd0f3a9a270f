// SPDX-License-Identifier: MIT
//
// Floor 0. uthash, told not to end the process.
//
// By itself uthash calls exit() when it runs out of memory. Here it takes memory from the host
// allocator, and an insertion that fails leaves the table as it was. uthash's macros have no room
// for a context, so every function that uses them has a `struct host *hash_host` in scope. After
// HASH_ADD* ask HASH_INSERTED(element): uthash sets hh.tbl to NULL when it gave up.
#ifndef AIRLOCK_SUPPORT_HASH_H
#define AIRLOCK_SUPPORT_HASH_H

#include "support/host.h"

#define HASH_NONFATAL_OOM 1
#define uthash_malloc(size) host_allocate(hash_host, size)
#define uthash_free(memory, size) host_release(hash_host, memory, size)
#define uthash_nonfatal_oom(element) ((element)->hh.tbl = NULL)
#include <uthash.h>

#define HASH_INSERTED(element) ((element)->hh.tbl != NULL)

#endif
