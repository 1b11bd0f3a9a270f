// SPDX-License-Identifier: MIT
//
// Reading whole files, and names beside other names.
#ifndef AIRLOCK_CLI_FILES_H
#define AIRLOCK_CLI_FILES_H

#include <stdbool.h>
#include <stddef.h>

// Reads a regular file. On success the caller frees *out_text, which is NUL-terminated; on failure
// errno says why.
bool files_read(char **out_text, size_t *out_length, const char *path);

// Writes a file; errno says why not.
bool files_write(const char *path, const char *text, size_t length);

// Both texts, one behind the other. The caller frees it; NULL when memory is out.
char *files_join(const char *first, const char *second);

// "folder/" of "folder/name", "" of "name". The caller frees it; NULL when memory is out.
char *files_folder(const char *path);

// `name` in that folder, unless it is absolute. The caller frees it; NULL when memory is out.
char *files_beside(const char *folder, const char *name);

// "dir/prog.rs" of "dir/prog.mir". The caller frees it; NULL when memory is out.
char *files_with_extension(const char *path, const char *extension);

// Whether a name ends like this: "prog.rs" with ".rs".
bool files_has_ending(const char *path, const char *ending);

// Undoes what make wants of a name: a backslash before each blank.
void files_unescape(char *path);

#endif
