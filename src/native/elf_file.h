// SPDX-License-Identifier: MIT
//
// Floor 3. Is this file a shared library that the dynamic linker can be given?
#ifndef AIRLOCK_NATIVE_ELF_FILE_H
#define AIRLOCK_NATIVE_ELF_FILE_H

#include <stdbool.h>
#include <stddef.h>

// Enough for every message of elf_file_check.
#define ELF_FILE_MESSAGE_SIZE 512

// elf_file_check reads the file and returns whether it is a whole shared library for this process.
// If not, out_message says in one line what is wrong, beginning with the path in backticks; it is
// cut off at message_size bytes, the final NUL included. On success out_message is untouched.
//
// The path is opened as it stands, while dlopen searches for a name without a slash: give both the
// same path, with a slash. The check allocates nothing and leaves errno alone.
bool elf_file_check(const char *path, char *out_message, size_t message_size);

#endif
