// SPDX-License-Identifier: MIT
//
// The folder in which airlock keeps what it made: $XDG_CACHE_HOME/airlock, or ~/.cache/airlock.
// Everything in it can be made again, and may be removed at any time.
//
// A file of the cache is written under a temporary name and renamed, so that two processes which
// make it at once both see a whole one.
#ifndef AIRLOCK_CLI_CACHE_H
#define AIRLOCK_CLI_CACHE_H

#include <stdbool.h>
#include <stddef.h>

// The folder, with its final slash, made if need be. NULL when there is none that can be written,
// or when memory is out. The caller frees it.
char *cache_folder(void);

// Makes an empty folder for a while: in the cache, or where temporary files are when `cache` is
// NULL. With its final slash; NULL when errno says why not. The caller frees it.
char *cache_make_scratch(const char *cache);

// Removes such a folder and all that is in it.
void cache_remove_scratch(const char *scratch);

// Writes a file as a whole, or not at all; errno says why not.
bool cache_write(const char *path, const char *text, size_t length);

#endif
