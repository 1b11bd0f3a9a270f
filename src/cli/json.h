// SPDX-License-Identifier: MIT
//
// Strings of JSON.
#ifndef AIRLOCK_CLI_JSON_H
#define AIRLOCK_CLI_JSON_H

#include <stdio.h>

// Writes a string in quotes, or null. It is UTF-8 whatever the string holds: bytes that are not are
// replaced by U+FFFD.
void json_write_string(FILE *file, const char *string);

#endif
