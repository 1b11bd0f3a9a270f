// SPDX-License-Identifier: MIT
//
// See entry_pool.h. Entries that were given back are taken first: a list of them goes through the
// table. The others were never taken.
#include "native/entry_pool.h"

#if defined(ENTRY_POOL_EXISTS)

#include <pthread.h>
#include <string.h>

extern const uint8_t entry_pool_code[ENTRY_POOL_SIZE * ENTRY_POOL_STRIDE];

struct entry_code entry_pool_table[ENTRY_POOL_SIZE];

_Static_assert(sizeof(struct entry_code) == ENTRY_POOL_RECORD_SIZE, "the pool's code has it");
_Static_assert(offsetof(struct entry_code, num_vectors) == ENTRY_POOL_NUM_VECTORS, "likewise");

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct entry_code *first_free;
static size_t num_taken; // Ever.

static struct entry_code *take(void) {
  (void)pthread_mutex_lock(&lock);
  struct entry_code *code = first_free;
  if (code != NULL) {
    first_free = code->next_free;
  } else if (num_taken < ENTRY_POOL_SIZE) {
    code = &entry_pool_table[num_taken++];
  }
  (void)pthread_mutex_unlock(&lock);
  return code;
}

struct entry_code *entry_pool_take(void **out_address) {
  struct entry_code *code = take();
  if (code != NULL) {
    memset(code, 0, sizeof *code);
    const uint8_t *address = &entry_pool_code[(code - entry_pool_table) * ENTRY_POOL_STRIDE];
    *out_address = (void *)(uintptr_t)address;
  }
  return code;
}

void entry_pool_give_back(struct entry_code *code) {
  (void)pthread_mutex_lock(&lock);
  code->next_free = first_free;
  first_free = code;
  (void)pthread_mutex_unlock(&lock);
}

bool entry_pool_owns(const struct entry_code *code) {
  uintptr_t distance = (uintptr_t)code - (uintptr_t)entry_pool_table;
  return distance < sizeof entry_pool_table;
}

#else

struct entry_code *entry_pool_take(void **out_address) {
  (void)out_address;
  return NULL;
}

void entry_pool_give_back(struct entry_code *code) {
  (void)code;
}

bool entry_pool_owns(const struct entry_code *code) {
  (void)code;
  return false;
}

#endif
