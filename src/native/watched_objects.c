// SPDX-License-Identifier: MIT
//
// Which loaded objects a machine watches: the libraries that it has opened, their dependencies when
// that is asked for, and what native code loads later.
//
// A watched object is held loaded, so that its slots stay what they are. Native code's own dlclose
// is given its effect by letting go of the objects for as long as it takes and looking afterwards
// which ones are still there.
//
// The program itself and the object that this library is part of are never watched: what they
// allocate is the embedder's.
#define _GNU_SOURCE
#include "native/native.h"
#include "native/native_heap.h"
#include "native/native_roots.h"
#include "native/process.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

// -------------------------------------------------------------------------------- watching objects

static const struct watched_object *find_watched(const struct native_heap *heap,
                                                 const struct link_map *map) {
  const struct watched_object *object = heap->watched;
  while (object != NULL && object->got.map != map) {
    object = object->next;
  }
  return object;
}

static void release_object(struct host *host, struct watched_object *object) {
  if (object->handle != NULL) {
    (void)dlclose(object->handle);
  }
  host_release(host, object->slots, object->capacity * sizeof *object->slots);
  if (object->path != NULL) {
    host_release_string(host, object->path);
  }
  host_release(host, object, sizeof *object);
}

// Whether a function is the C library's own. Where another allocator stands before it in the
// process, that is meant by the name all the same, as it is in any program.
static bool is_of_c_library(void *address) {
  Dl_info info;
  Dl_info c_library;
  const void *witness = dlsym(RTLD_DEFAULT, "gnu_get_libc_version"); // Nobody else has that.
  return witness != NULL && dladdr(address, &info) != 0 && dladdr(witness, &c_library) != 0 &&
         info.dli_fbase == c_library.dli_fbase;
}

// Whether a slot means the process's own function of the family, or will once it is bound: one of
// an object that defines the name too does so if that is the C library.
static bool is_meant(const struct got_slot *slot, const void *real, const void *replacement) {
  bool may_be_bound =
      slot->is_lazy && (slot->definition == NULL || is_of_c_library(slot->definition));
  return real != NULL && (slot->value == real || slot->value == replacement || may_be_bound);
}

// Notes the slots through which an object calls functions of the family.
static bool note_slots(const struct native_heap *heap, struct host *host,
                       struct watched_object *object) {
  struct got_slot slot;
  for (size_t position = 0; got_next(&object->got, &slot, &position);) {
    int index = heap_function_find(slot.name);
    void *replacement = NULL;
    if (index >= 0) {
      memcpy(&replacement, &heap_function_at((size_t)index)->replacement, sizeof replacement);
    }
    if (index < 0 || !is_meant(&slot, heap->real[index], replacement)) {
      continue;
    }
    if (!host_grow(host, (void **)&object->slots, &object->capacity, object->num_slots + 1,
                   sizeof *object->slots)) {
      return false;
    }
    object->slots[object->num_slots++] = (struct watched_slot){slot.place, slot.value, replacement};
  }
  return true;
}

static bool is_ours(const struct got *got) {
  return got->map->l_name[0] == '\0' || got_contains(got, (uint64_t)(uintptr_t)&process_join);
}

// False when memory has run out.
static bool watch_object(struct native_heap *heap, const struct link_map *map) {
  struct host *host = &heap->machine->host;
  struct got got;
  if (find_watched(heap, map) != NULL || !got_open(&got, map) || is_ours(&got)) {
    return true;
  }
  struct watched_object *object = host_allocate_zeroed(host, 1, sizeof *object);
  if (object == NULL) {
    return false;
  }
  object->got = got;
  object->path = host_copy_string(host, map->l_name);
  if (object->path == NULL || !note_slots(heap, host, object)) {
    release_object(host, object);
    return false;
  }
  object->handle = dlopen(object->path, RTLD_LAZY | RTLD_NOLOAD);
  if (object->handle == NULL) {
    release_object(host, object);
    return true;
  }
  process_watch(heap, object);
  return true;
}

// ------------------------------------------------------------------------------------ dependencies

// A look at the list of all objects, which no thread changes meanwhile.
struct listing {
  struct native_heap *heap;
  const struct link_map *first;
  bool only_changes;
  bool has_changed;
  bool has_memory;
};

static bool add_known(struct native_heap *heap, const struct link_map *map) {
  if (!host_grow(&heap->machine->host, (void **)&heap->known, &heap->known_capacity,
                 heap->num_known + 1, sizeof *heap->known)) {
    return false;
  }
  heap->known[heap->num_known++] = (struct known_object){map, map->l_addr};
  return true;
}

// The first call of the walk does it all: the walk is for its lock and its counters.
static int list_objects(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  struct listing *listing = context;
  struct native_heap *heap = listing->heap;
  listing->has_changed = info->dlpi_adds != heap->loads || info->dlpi_subs != heap->unloads;
  if (listing->only_changes && !listing->has_changed) {
    return 1;
  }
  heap->loads = info->dlpi_adds;
  heap->unloads = info->dlpi_subs;
  heap->num_known = 0;
  for (const struct link_map *map = listing->first; map != NULL && listing->has_memory;
       map = map->l_next) {
    listing->has_memory = add_known(heap, map);
  }
  return 1;
}

static const char *string_in(const struct dynamic_symbols *symbols, const ElfW(Dyn) * entry) {
  return symbols->strings + entry->d_un.d_val;
}

static bool is_called(const struct link_map *map, const char *name) {
  const char *slash = strrchr(map->l_name, '/');
  if (strcmp(slash != NULL ? slash + 1 : map->l_name, name) == 0) {
    return true;
  }
  struct dynamic_symbols symbols;
  if (!dynamic_symbols_open_map(&symbols, map)) {
    return false;
  }
  for (const ElfW(Dyn) *entry = map->l_ld; entry->d_tag != DT_NULL; entry++) {
    if (entry->d_tag == DT_SONAME) {
      return strcmp(string_in(&symbols, entry), name) == 0;
    }
  }
  return false;
}

static const struct link_map *find_known(const struct native_heap *heap, const char *name) {
  for (size_t i = 0; i < heap->num_known; i++) {
    if (is_called(heap->known[i].map, name)) {
      return heap->known[i].map;
    }
  }
  return NULL;
}

// The recursion is as deep as dependencies are, and ends at what is watched already.
static bool watch_with_dependencies(struct native_heap *heap, const struct link_map *map) {
  bool is_new = find_watched(heap, map) == NULL;
  if (!watch_object(heap, map)) {
    return false;
  }
  struct dynamic_symbols symbols;
  bool goes_on = is_new && heap->machine->config.native_heap == AIRLOCK_NATIVE_HEAP_TRACK_ALL &&
                 find_watched(heap, map) != NULL && dynamic_symbols_open_map(&symbols, map);
  if (!goes_on) {
    return true;
  }
  for (const ElfW(Dyn) *entry = map->l_ld; entry->d_tag != DT_NULL; entry++) {
    const struct link_map *needed =
        entry->d_tag == DT_NEEDED ? find_known(heap, string_in(&symbols, entry)) : NULL;
    if (needed != NULL && !watch_with_dependencies(heap, needed)) {
      return false;
    }
  }
  return true;
}

static bool list(struct native_heap *heap, bool only_changes, bool *out_has_changed) {
  struct listing listing = {.heap = heap,
                            .first = symbol_first_object(),
                            .only_changes = only_changes,
                            .has_memory = true};
  (void)dl_iterate_phdr(list_objects, &listing);
  *out_has_changed = listing.has_changed;
  return listing.has_memory;
}

bool native_heap_watch(struct native_heap *heap, void *handle) {
  struct link_map *map = NULL;
  bool has_changed;
  return dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0 ||
         (list(heap, false, &has_changed) && watch_with_dependencies(heap, map));
}

void native_heap_unwatch(struct native_heap *heap, const struct watched_object *last) {
  while (heap->watched != last) {
    struct watched_object *object = heap->watched;
    process_unwatch(heap, object);
    release_object(&heap->machine->host, object);
  }
}

// ------------------------------------------------------------------------------------ what is new

static bool was_known(const struct known_object *known, size_t count, const struct link_map *map) {
  for (size_t i = 0; i < count; i++) {
    if (known[i].map == map && known[i].base == map->l_addr) {
      return true;
    }
  }
  return false;
}

// What cannot be watched for want of memory stays unwatched.
void native_heap_look(struct native_heap *heap) {
  struct host *host = &heap->machine->host;
  struct known_object *before = heap->known;
  size_t before_capacity = heap->known_capacity;
  size_t num_before = heap->num_known;
  unsigned long long loads = heap->loads;
  unsigned long long unloads = heap->unloads;
  bool has_changed;
  heap->known = NULL;
  heap->known_capacity = 0;
  heap->num_known = 0;
  bool has_memory = list(heap, true, &has_changed);
  if (!has_changed || !has_memory) {
    host_release(host, heap->known, heap->known_capacity * sizeof *heap->known);
    heap->known = before;
    heap->known_capacity = before_capacity;
    heap->num_known = num_before;
    heap->loads = loads;
    heap->unloads = unloads;
    heap->has_unwatched |= !has_memory;
    return;
  }
  for (size_t i = 0; i < heap->num_known; i++) {
    const struct link_map *map = heap->known[i].map;
    if (!was_known(before, num_before, map) && !watch_with_dependencies(heap, map)) {
      heap->has_unwatched = true;
    }
  }
  host_release(host, before, before_capacity * sizeof *before);
}

void native_heap_let_go(struct native_heap *heap) {
  native_heap_look(heap);
  for (struct watched_object *object = heap->watched; object != NULL; object = object->next) {
    (void)dlclose(object->handle);
    object->handle = NULL;
  }
}

void native_heap_hold(struct native_heap *heap) {
  for (struct watched_object *object = heap->watched; object != NULL;) {
    struct watched_object *next = object->next;
    struct link_map *map = NULL;
    object->handle = dlopen(object->path, RTLD_LAZY | RTLD_NOLOAD);
    bool is_there = object->handle != NULL && dlinfo(object->handle, RTLD_DI_LINKMAP, &map) == 0 &&
                    map == object->got.map;
    if (!is_there) {
      process_forget(heap, object);
      release_object(&heap->machine->host, object);
    }
    object = next;
  }
  native_heap_look(heap);
}

// ----------------------------------------------------------------------------------- begin and end

// Where an address of native code lies, for notes.
static void name_native_code(char *out_text, size_t size, uint64_t address) {
  airlock_symbol symbol;
  if (!airlock_symbol_at(NULL, &symbol, address - 1)) {
    (void)snprintf(out_text, size, " in native code");
    return;
  }
  const char *slash = strrchr(symbol.library, '/');
  const char *library = slash != NULL ? slash + 1 : symbol.library;
  unsigned long long offset = address - symbol.address;
  if (symbol.name != NULL) {
    (void)snprintf(out_text, size, " in `%s+0x%llx` of `%s`", symbol.name, offset, library);
  } else {
    (void)snprintf(out_text, size, " in `%s+0x%llx`", library, offset);
  }
}

// Functions of ours may be kept by native code, and run by other threads, for as long as the
// process lives: this library then stays as well.
static void stay_loaded(void) {
  Dl_info info;
  if (dladdr((void *)(uintptr_t)&process_join, &info) != 0 && info.dli_fname != NULL) {
    void *handle = dlopen(info.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
    if (handle != NULL) {
      (void)dlclose(handle);
    }
  }
}

bool native_heap_open(airlock_machine *machine, struct native_state *state) {
  if (machine->config.native_heap == AIRLOCK_NATIVE_HEAP_IGNORE ||
      !machine->config.policy->allows_native_calls) {
    return true;
  }
  struct native_heap *heap = host_allocate_zeroed(&machine->host, 1, sizeof *heap);
  if (heap == NULL) {
    return false;
  }
  heap->machine = machine;
  (void)pthread_mutex_init(&heap->lock, NULL);
  for (size_t i = 0; i < heap_function_count(); i++) {
    heap->real[i] = dlsym(RTLD_DEFAULT, heap_function_at(i)->name);
  }
  machine->blocks.lock = &heap->lock;
  machine->name_native_code = name_native_code;
  machine->native_roots = native_roots();
  heap->threads = native_roots_threads();
  stay_loaded();
  process_join(heap);
  state->heap = heap;
  return true;
}

void native_heap_close(airlock_machine *machine, struct native_state *state) {
  struct native_heap *heap = state->heap;
  if (heap == NULL) {
    return;
  }
  native_heap_unwatch(heap, NULL);
  process_leave(heap);
  native_heap_release_blocks(heap);
  machine->blocks.lock = NULL;
  machine->native_roots = NULL;
  (void)pthread_mutex_destroy(&heap->lock);
  host_release(&machine->host, heap->known, heap->known_capacity * sizeof *heap->known);
  host_release(&machine->host, heap, sizeof *heap);
  state->heap = NULL;
}

void *native_heap_replacement(const struct native_heap *heap, const char *name, void *address) {
  int index = heap != NULL ? heap_function_find(name) : -1;
  bool is_replaced = index >= 0 && heap->real[index] != NULL &&
                     heap_function_at((size_t)index)->role != HEAP_LOADER &&
                     (address == NULL || address == heap->real[index] || is_of_c_library(address));
  void *replacement = NULL;
  if (is_replaced) {
    memcpy(&replacement, &heap_function_at((size_t)index)->replacement, sizeof replacement);
  }
  return replacement;
}
