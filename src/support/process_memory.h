// SPDX-License-Identifier: MIT
//
// Floor 0. Memory of this process by its address, whoever mapped it.
//
// The kernel does the copying (process_vm_readv and process_vm_writev on this very process): it
// refuses what is not mapped or protected instead of faulting, whatever another thread does to the
// mapping meanwhile. A look at the mapping before an ordinary access could not promise that.
#ifndef AIRLOCK_SUPPORT_PROCESS_MEMORY_H
#define AIRLOCK_SUPPORT_PROCESS_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// process_memory_read and process_memory_write copy up to `size` bytes from, or to, an address.
// They return how many bytes they got to, with errno set if not all: EFAULT where the memory ends
// or is protected, EPERM or ENOSYS where the system does not let memory be copied like this.
size_t process_memory_read(void *out_bytes, uint64_t address, size_t size);
size_t process_memory_write(uint64_t address, const void *bytes, size_t size);

// process_memory_mapped returns how many of `size` bytes from an address on lie in mapped pages,
// which may be protected.
size_t process_memory_mapped(uint64_t address, size_t size);

#endif
