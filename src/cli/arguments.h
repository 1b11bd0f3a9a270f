// SPDX-License-Identifier: MIT
//
// The command line, read into a struct.
#ifndef AIRLOCK_CLI_ARGUMENTS_H
#define AIRLOCK_CLI_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <airlock.h>

#include "cli/render.h"

typedef enum command {
  COMMAND_RUN,
  COMMAND_CARGO,
  COMMAND_CALL,
  COMMAND_SYMBOLS,
  COMMAND_VERSION,
  COMMAND_HELP,
} command;

// All strings are those of main.
typedef struct arguments {
  command command;
  const char *program;             // Of cargo: the name of one, or NULL.
  const char *items;               // NULL: found by itself.
  const char *edition;             // Of a Rust source; NULL: the usual one.
  const char *mir_copy;            // Where the text of a Rust source is kept too, or NULL.
  const char *const *libraries;    // In order.
  size_t library_count;            //
  const airlock_policy *policy;    //
  airlock_level foreign_level;     //
  airlock_native_heap native_heap; // What native code allocates is known, or not.
  airlock_thread_policy threads;   // Of callbacks.
  size_t depth_limit;              //
  uint64_t statement_limit;        // 0: none.
  uint64_t memory_limit;           // Bytes; 0: none.
  bool ignores_leaks;              //
  bool has_statistics;             // They are printed at the end.
  render_format format;            // Set even when the command line is wrong.
  char *const *program_arguments;  // What follows `--`.
  size_t program_argument_count;
  const char *const *operands; // Of call and symbols: the words that are no options.
  size_t operand_count;        //
  const char *help;            // What is asked for by help.
  char error[512];             // What is wrong; empty when the command line is.
} arguments;

// Reads the command line; `room` is for one string per word. On failure out_arguments->error says
// what is wrong.
bool arguments_read(arguments *out_arguments, const char **room, int count, char *const *words);

// What help says about airlock and about these commands.
extern const char usage_general[];
extern const char usage_call[];
extern const char usage_symbols[];

#endif
