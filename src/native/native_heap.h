// SPDX-License-Identifier: MIT
//
// Floor 3. Watching the allocators that native code uses.
//
// The libraries that a machine has opened, and what they load later, call `malloc` and its family
// through slots (native/got.h). Those slots are pointed to functions of ours
// (native/heap_functions.c), which do what the real ones do and tell the machine whose native call
// is running in this thread. What it is told becomes blocks (machine/native_block.h).
//
//   the library's slot ──> heap_functions.c ──> the real malloc
//                                └── native_heap_made ──> a block of the machine that is inside
//
// One process has one set of slots, and any thread may come by: what is shared by machines, and the
// note which machine is inside native code in which thread, is in native/process.c. An allocation
// made while no machine is inside, or on another thread, passes untouched.
//
// A freed block is not given back to the real allocator at once. It waits in a queue of limited
// size, so that a second free of it and accesses to it are known for what they are, instead of
// meeting memory that has a new owner. A block that another thread frees, or the embedder, waits
// until the machine's own thread takes notice.
//
// Running out of memory while a block is recorded leaves it unwatched: native code is never given
// less than it would have without us.
#ifndef AIRLOCK_NATIVE_NATIVE_HEAP_H
#define AIRLOCK_NATIVE_NATIVE_HEAP_H

#include "machine/native_block.h"
#include "native/gate.h"
#include "native/got.h"
#include "native/heap_functions.h"

#include <stdatomic.h>

struct native_state;

// A slot of a loaded object that leads to us.
struct watched_slot {
  void **place;
  void *original;
  void *replacement;
};

// A loaded object whose slots lead to us.
struct watched_object {
  struct watched_object *next;
  struct got got;
  char *path;   // As the dynamic linker names it.
  void *handle; // Keeps it loaded.
  struct watched_slot *slots;
  size_t num_slots;
  size_t capacity;
};

// An object of the process, watched or not, that was there at the last look.
struct known_object {
  const struct link_map *map;
  uintptr_t base;
};

struct native_heap {
  airlock_machine *machine;
  struct native_heap *next; // In the list of all (native/process.c).
  pthread_mutex_t lock;     // Of the map of blocks, and of `elsewhere`.
  bool is_called;           // The interpreted program calls a function of the family itself.
  bool may_have_loaded;     // Native code called dlopen since the last look.
  bool has_unwatched;       // A block could not be recorded.
  long threads;             // Of the process, when the machine began.

  void *real[NATIVE_MAX_FUNCTIONS]; // What the names of the family mean in this process.
  struct watched_object *watched;   // The newest first.
  struct known_object *known;
  size_t num_known;
  size_t known_capacity;
  unsigned long long loads; // Of the process, at the last look.
  unsigned long long unloads;

  struct native_block *oldest; // The known freed ones, a queue.
  struct native_block *newest;
  size_t num_freed;
  uint64_t freed_bytes;

  struct native_block *elsewhere; // Freed elsewhere.
  atomic_bool has_elsewhere;
};

// native_heap_open begins to watch, if the configuration asks for it. False: no memory.
bool native_heap_open(airlock_machine *machine, struct native_state *state);

// native_heap_close restores slots and forgets blocks, which native code keeps.
void native_heap_close(airlock_machine *machine, struct native_state *state);

// native_heap_release_blocks is its part of that, once nobody is watched.
void native_heap_release_blocks(struct native_heap *heap);

// native_heap_watch watches a library that was opened, with its dependencies if that is asked for.
// False when memory has run out; native_heap_unwatch then takes back what was watched since `last`
// was the newest.
bool native_heap_watch(struct native_heap *heap, void *handle);
void native_heap_unwatch(struct native_heap *heap, const struct watched_object *last);

// native_heap_replacement returns the function of ours that the interpreted program calls in place
// of this one, found at `address` (NULL: no library has it), or NULL.
void *native_heap_replacement(const struct native_heap *heap, const char *name, void *address);

// Entering native code on this thread, for a callee, and coming back; entering interpreted code
// from there, and going on. Each returns what the next one wants.
struct native_heap *native_heap_enter(struct native_heap *heap, bool is_function_of_family);
void native_heap_leave(struct native_heap *heap, struct native_heap *outer);
struct native_heap *native_heap_suspend(void);
void native_heap_resume(struct native_heap *heap);

// --------------------------------------------------- what the functions of the family have to tell

// Where other threads may visit the machine, whoever tells it something needs its turn; between
// these two it is had (native/gate.h).
enum gate_pass native_heap_begin_telling(const struct native_heap *heap);
void native_heap_end_telling(const struct native_heap *heap, enum gate_pass pass);

// A block that was made.
struct native_making {
  struct native_site site;
  void *memory; // NULL: none was.
  uint64_t size;
  uint64_t room; // As in struct native_block.
  uint64_t align;
  enum native_content content; // When the program itself made it.
  bool is_mapped;
  bool is_read_only;
};

// native_heap_made records a block. errno is left alone, here and below.
void native_heap_made(struct native_heap *heap, const struct native_making *making);

enum native_freeing {
  NATIVE_FREE_PASS,   // Not ours to judge: the real function may have it.
  NATIVE_FREE_KEPT,   // A block; its memory is given back later.
  NATIVE_FREE_REFUSE, // An error, which is pending now.
};

// native_heap_free judges a free.
enum native_freeing native_heap_free(struct native_heap *heap, void *memory,
                                     struct native_site site);

enum native_taking {
  NATIVE_TAKE_MOVE,
  NATIVE_TAKE_COPY,   // The old memory must be there until the move has been told.
  NATIVE_TAKE_REFUSE, // An error, which is pending now.
};

// native_heap_take judges that a function moves or grows a block; *out_block is then NULL if it is
// none of ours. native_heap_moved tells what became of it, and native_heap_stayed that nothing did.
enum native_taking native_heap_take(struct native_heap *heap, struct native_block **out_block,
                                    void *memory, struct native_site site);
void native_heap_moved(struct native_heap *heap, struct native_block *block,
                       const struct native_making *making);
void native_heap_stayed(struct native_heap *heap, struct native_block *block);

// native_heap_may_unmap judges an munmap; native_heap_unmapped tells that pages are gone.
bool native_heap_may_unmap(struct native_heap *heap, void *address, size_t size,
                           struct native_site site);
void native_heap_unmapped(struct native_heap *heap, void *address, size_t size);

// native_heap_is_open says whether an address lies in a block that may be written.
bool native_heap_is_open(const struct native_heap *heap, void *address);

// native_heap_protected tells that pages cannot be read and written any more: they are no block.
void native_heap_protected(struct native_heap *heap, void *address, size_t size);

// native_heap_release_memory gives memory back to the real allocator (native/heap_functions.c).
void native_heap_release_memory(void *memory);

// native_heap_let_go gives up the hold on objects that were loaded by native code, so that a
// dlclose may unload them; native_heap_hold takes it again on those that are still there.
void native_heap_let_go(struct native_heap *heap);
void native_heap_hold(struct native_heap *heap);

// native_heap_look finds what native code has loaded since the last look, and watches it.
void native_heap_look(struct native_heap *heap);

#endif
