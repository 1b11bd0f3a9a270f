// SPDX-License-Identifier: MIT
//
// Looking things up in JSON that a trusted program wrote, such as cargo's messages. A value is a
// pointer to where it begins in the text; nothing is copied but strings. What is not there, or not
// JSON, is NULL, and NULL has nothing in it.
#ifndef AIRLOCK_CLI_JSON_READER_H
#define AIRLOCK_CLI_JSON_READER_H

#include <stdbool.h>

// The value of a member of an object.
const char *json_member(const char *object, const char *name);

// The first value of a list, and the one behind a value of it.
const char *json_first(const char *list);
const char *json_next(const char *value);

// Whether the value is this string, which has no escapes.
bool json_is(const char *value, const char *text);

// A copy of a string; NULL too when memory is out. The caller frees it.
char *json_string(const char *value);

#endif
