// SPDX-License-Identifier: MIT
//
// Floor 3. What one process has only once: slots, and threads.
//
// State that is not a machine's, as the pool of entries is (native/entry_pool.h). Everything in it
// is the machines' own memory; it is empty again when the last machine that watches has ended.
#ifndef AIRLOCK_NATIVE_PROCESS_H
#define AIRLOCK_NATIVE_PROCESS_H

#include "native/native_heap.h"

// Of a thread.
struct process_thread {
  struct native_heap *inside; // Of the machine whose native code runs here now; NULL: of none.
  bool is_busy;               // A function of ours is at work, whose own calls are nobody's matter.
};

struct process_thread *process_this_thread(void);

// How many machines' heaps have joined. A thread inside native code of one of them sees that.
extern atomic_uint process_num_heaps;

// process_begin begins the work of a function of ours: it returns the machine that is inside, if
// one is, and makes the thread busy then. process_end ends it.
struct native_heap *process_begin(void);
void process_end(struct native_heap *heap);

// process_join makes a machine's heap known to all threads; process_leave ends that. Before and
// after it no block of it is looked at by another thread.
void process_join(struct native_heap *heap);
void process_leave(struct native_heap *heap);

// process_watch adds an object to those that a machine watches, and points its slots to the
// replacements. The originals come from another machine's notes where that was there before. A slot
// that cannot be written is left alone.
void process_watch(struct native_heap *heap, struct watched_object *object);

// process_unwatch takes it away again, and restores its slots if no other machine watches it too.
// process_forget does so when the object has been unloaded, and its slots are no more.
void process_unwatch(struct native_heap *heap, struct watched_object *object);
void process_forget(struct native_heap *heap, struct watched_object *object);

// process_free_elsewhere looks whether an address is that of a machine's block, to be freed by a
// thread that is not inside its native code. If so it is noted and its size returned in *out_size;
// the caller then leaves it alone.
bool process_free_elsewhere(void *memory, struct native_site site, uint64_t *out_size);

#endif
