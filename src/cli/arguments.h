// SPDX-License-Identifier: MIT
//
// The command line, read into a struct.
#ifndef AIRLOCK_CLI_ARGUMENTS_H
#define AIRLOCK_CLI_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>

#include <airlock.h>

typedef enum command {
  COMMAND_RUN,
  COMMAND_VERSION,
  COMMAND_HELP,
} command;

// All strings are those of main.
typedef struct arguments {
  command command;
  const char *program;
  const char *items;             // NULL: found by itself.
  const char *const *libraries;  // In order.
  size_t library_count;          //
  const airlock_policy *policy;  //
  size_t depth_limit;            //
  char *const *program_arguments; // What follows `--`.
  size_t program_argument_count;
} arguments;

// Reads the command line; `libraries` has room for one path per argument. On failure one line that
// says what is wrong has been written to stderr.
bool arguments_read(arguments *out_arguments, const char **libraries, int count,
                    char *const *words);

extern const char arguments_usage[];

#endif
