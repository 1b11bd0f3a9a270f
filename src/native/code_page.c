// SPDX-License-Identifier: MIT
//
// See code_page.h.
#define _GNU_SOURCE
#include "native/code_page.h"

#include <stddef.h>
#include <sys/mman.h>

uint8_t *code_page_new(void) {
  void *page =
      mmap(NULL, CODE_PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return page != MAP_FAILED ? page : NULL;
}

bool code_page_seal(uint8_t *page) {
  if (mprotect(page, CODE_PAGE_SIZE, PROT_READ | PROT_EXEC) != 0) {
    return false;
  }
  __builtin___clear_cache((char *)page, (char *)page + CODE_PAGE_SIZE);
  return true;
}

void code_page_free(uint8_t *page) {
  if (page != NULL) {
    (void)munmap(page, CODE_PAGE_SIZE);
  }
}
