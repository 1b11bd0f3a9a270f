// SPDX-License-Identifier: MIT
//
// The list of machines that watch allocators, under one lock, and each thread's note.
//
// A slot is restored by the last machine that watched its object. Who that is follows from the
// machines' own notes: there are few machines, and this happens when they begin and end.
#include "native/process.h"

static _Thread_local struct process_thread thread;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct native_heap *heaps;
atomic_uint process_num_heaps;

struct process_thread *process_this_thread(void) {
  return &thread;
}

struct native_heap *process_begin(void) {
  struct native_heap *heap = thread.inside;
  if (heap != NULL) {
    thread.inside = NULL;
    thread.is_busy = true;
  }
  return heap;
}

void process_end(struct native_heap *heap) {
  if (heap != NULL) {
    thread.inside = heap;
    thread.is_busy = false;
  }
}

void process_join(struct native_heap *heap) {
  (void)pthread_mutex_lock(&lock);
  heap->next = heaps;
  heaps = heap;
  atomic_fetch_add_explicit(&process_num_heaps, 1, memory_order_relaxed);
  (void)pthread_mutex_unlock(&lock);
}

void process_leave(struct native_heap *heap) {
  (void)pthread_mutex_lock(&lock);
  struct native_heap **place = &heaps;
  while (*place != heap) {
    place = &(*place)->next;
  }
  *place = heap->next;
  atomic_fetch_sub_explicit(&process_num_heaps, 1, memory_order_relaxed);
  (void)pthread_mutex_unlock(&lock);
}

// Another machine's notes on an object.
static const struct watched_object *find_other(const struct watched_object *object) {
  for (const struct native_heap *heap = heaps; heap != NULL; heap = heap->next) {
    for (const struct watched_object *other = heap->watched; other != NULL; other = other->next) {
      if (other != object && other->got.map == object->got.map) {
        return other;
      }
    }
  }
  return NULL;
}

static void take_original(struct watched_slot *slot, const struct watched_object *other) {
  for (size_t i = 0; i < other->num_slots; i++) {
    if (other->slots[i].place == slot->place) {
      slot->original = other->slots[i].original;
    }
  }
}

void process_watch(struct native_heap *heap, struct watched_object *object) {
  (void)pthread_mutex_lock(&lock);
  const struct watched_object *other = find_other(object);
  for (size_t i = 0; i < object->num_slots; i++) {
    struct watched_slot *slot = &object->slots[i];
    if (slot->original == slot->replacement && other != NULL) {
      take_original(slot, other);
    } else if (!got_write(&object->got, slot->place, slot->replacement)) {
      slot->original = slot->replacement;
    }
  }
  object->next = heap->watched;
  heap->watched = object;
  (void)pthread_mutex_unlock(&lock);
}

static void remove_object(struct native_heap *heap, const struct watched_object *object) {
  struct watched_object **place = &heap->watched;
  while (*place != object) {
    place = &(*place)->next;
  }
  *place = object->next;
}

void process_forget(struct native_heap *heap, struct watched_object *object) {
  (void)pthread_mutex_lock(&lock);
  remove_object(heap, object);
  (void)pthread_mutex_unlock(&lock);
}

void process_unwatch(struct native_heap *heap, struct watched_object *object) {
  (void)pthread_mutex_lock(&lock);
  remove_object(heap, object);
  if (find_other(object) == NULL) {
    for (size_t i = 0; i < object->num_slots; i++) {
      const struct watched_slot *slot = &object->slots[i];
      if (__atomic_load_n(slot->place, __ATOMIC_ACQUIRE) == slot->replacement) {
        (void)got_write(&object->got, slot->place, slot->original);
      }
    }
  }
  (void)pthread_mutex_unlock(&lock);
}

// Under the locks of the list and of the heap.
static bool note_free(struct native_heap *heap, void *memory, struct native_site site,
                      uint64_t *out_size) {
  uint64_t address = (uint64_t)(uintptr_t)memory;
  const struct block *found = block_map_find(&heap->machine->blocks, address);
  struct native_block *block = found != NULL && found->base == address ? found->detail : NULL;
  if (block == NULL || block->is_mapped || block->is_moving) {
    return false;
  }
  if (block->frees_elsewhere == 0) {
    block->elsewhere = site;
    block->next_elsewhere = heap->elsewhere;
    heap->elsewhere = block;
    atomic_store(&heap->has_elsewhere, true);
  }
  block->frees_elsewhere++;
  *out_size = block->size;
  return true;
}

bool process_free_elsewhere(void *memory, struct native_site site, uint64_t *out_size) {
  bool is_noted = false;
  (void)pthread_mutex_lock(&lock);
  for (struct native_heap *heap = heaps; heap != NULL && !is_noted; heap = heap->next) {
    (void)pthread_mutex_lock(&heap->lock);
    is_noted = note_free(heap, memory, site, out_size);
    (void)pthread_mutex_unlock(&heap->lock);
  }
  (void)pthread_mutex_unlock(&lock);
  return is_noted;
}
