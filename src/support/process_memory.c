// SPDX-License-Identifier: MIT
//
// See process_memory.h.
#define _GNU_SOURCE
#include "support/process_memory.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

typedef ssize_t copy_function(pid_t pid, const struct iovec *local, unsigned long num_local,
                              const struct iovec *remote, unsigned long num_remote,
                              unsigned long flags);

// One call copies 2 GiB at most, and stops without an error where only its rest cannot be reached.
static size_t copy(copy_function *function, void *bytes, uint64_t address, size_t size) {
  size_t done = 0;
  ssize_t copied;
  do {
    struct iovec local = {(uint8_t *)bytes + done, size - done};
    struct iovec remote = {(void *)(uintptr_t)(address + done), size - done};
    errno = EFAULT;
    copied = function(getpid(), &local, 1, &remote, 1, 0);
    done += copied > 0 ? (size_t)copied : 0;
  } while (copied > 0 && done < size);
  return done;
}

size_t process_memory_read(void *out_bytes, uint64_t address, size_t size) {
  return copy(process_vm_readv, out_bytes, address, size);
}

size_t process_memory_write(uint64_t address, const void *bytes, size_t size) {
  return copy(process_vm_writev, (void *)(uintptr_t)bytes, address, size);
}

enum { PAGES_AT_ONCE = 256 };

// How many of up to PAGES_AT_ONCE pages are mapped before the first that is not. mincore says no
// for all of them when one is missing; then they are halved.
static size_t mapped_pages(uint64_t address, size_t pages, size_t page_size) {
  unsigned char resident[PAGES_AT_ONCE];
  size_t mapped = 0;
  size_t tried = pages;
  while (tried > 0) {
    void *start = (void *)(uintptr_t)(address + mapped * page_size);
    if (mincore(start, tried * page_size, resident) == 0) {
      mapped += tried;
      tried = tried < pages - mapped ? tried : pages - mapped;
    } else {
      tried /= 2;
    }
  }
  return mapped;
}

size_t process_memory_mapped(uint64_t address, size_t size) {
  size_t page_size = (size_t)sysconf(_SC_PAGESIZE);
  uint64_t before = address % page_size;
  uint64_t end;
  if (__builtin_add_overflow(address, size, &end)) {
    size = (size_t)(UINT64_MAX - address);
  }
  uint64_t whole = before + size;
  uint64_t pages = whole / page_size + (whole % page_size != 0);
  uint64_t mapped = 0;
  uint64_t found = 0;
  do {
    uint64_t rest = pages - mapped;
    size_t wanted = rest < PAGES_AT_ONCE ? (size_t)rest : PAGES_AT_ONCE;
    found = mapped_pages(address - before + mapped * page_size, wanted, page_size);
    mapped += found;
  } while (found == PAGES_AT_ONCE && mapped < pages);
  uint64_t bytes = mapped * page_size;
  bytes = bytes > before ? bytes - before : 0;
  return bytes < size ? (size_t)bytes : size;
}
