// SPDX-License-Identifier: MIT
//
// Which code an entry gets, and its default result. One that is larger than the table of the pool
// has room for lies in memory of its own once it is set, the system's: no machine's allocator
// outlives its machine.
#define _DEFAULT_SOURCE

#include "native/entry_code.h"
#include "native/entry_pool.h"

#include <string.h>
#include <sys/mman.h>

static struct entry_code *new_in_pool(void **out_address, const struct image *image,
                                      size_t result_size) {
  struct entry_code *code = entry_pool_take(out_address);
  if (code != NULL) {
    code->result_size = result_size;
    code->result_place = image->result;
    code->num_vectors = (uint8_t)image->extent;
    code->result = result_size <= ENTRY_SMALL_RESULT ? code->small_result : NULL;
  }
  return code;
}

struct entry_code *entry_code_new(void **out_address, const ffi_cif *cif, const struct image *image,
                                  size_t result_size) {
  struct entry_code *code =
      image != NULL && image->exists ? new_in_pool(out_address, image, result_size) : NULL;
  return code != NULL ? code : entry_closure_new(out_address, cif, result_size);
}

void entry_code_free(struct entry_code *code) {
  if (!entry_pool_owns(code)) {
    entry_closure_free(code);
    return;
  }
  if (code->result != NULL && code->result != code->small_result) {
    (void)munmap(code->result, code->result_size);
  }
  entry_pool_give_back(code);
}

bool entry_code_has_room(struct entry_code *code) {
  if (code->result != NULL) {
    return true;
  }
  void *room =
      mmap(NULL, code->result_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  code->result = room != MAP_FAILED ? room : NULL;
  return code->result != NULL;
}

void entry_code_give_default(const struct entry_code *code, void *out_result) {
  if (code->result != NULL) {
    memcpy(out_result, code->result, code->result_size);
  } else {
    memset(out_result, 0, code->result_size);
  }
}
