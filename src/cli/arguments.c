// SPDX-License-Identifier: MIT
//
// See arguments.h. Options may be written `--option VALUE` or `--option=VALUE`.
#include "cli/arguments.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/files.h"
#include "mir/session.h"

static bool fail(arguments *arguments, const char *message, const char *word) {
  snprintf(arguments->error, sizeof arguments->error, "%s `%.400s`; see `airlock help`", message,
           word);
  return false;
}

// The value of `--name VALUE` or `--name=VALUE`, if this word is that option.
static bool take_value(const char **out_value, const char *name, int count, char *const *words,
                       int *io_index) {
  const char *word = words[*io_index];
  size_t length = strlen(name);
  *out_value = NULL;
  if (strncmp(word, name, length) != 0) {
    return false;
  }
  if (word[length] == '=') {
    *out_value = word + length + 1;
    return true;
  }
  if (word[length] != '\0') {
    return false;
  }
  if (*io_index + 1 < count) {
    (*io_index)++;
    *out_value = words[*io_index];
  }
  return true;
}

static bool set_policy(arguments *arguments, const char *value) {
  if (strcmp(value, "default") == 0) {
    arguments->policy = airlock_policy_default();
  } else if (strcmp(value, "permissive") == 0) {
    arguments->policy = airlock_policy_permissive();
  } else if (strcmp(value, "strict") == 0) {
    arguments->policy = airlock_policy_strict();
  } else {
    return fail(arguments, "unknown provenance policy", value);
  }
  return true;
}

static bool set_foreign(arguments *arguments, const char *value) {
  if (strcmp(value, "deny") == 0) {
    arguments->foreign_level = AIRLOCK_DENY;
  } else if (strcmp(value, "warn") == 0) {
    arguments->foreign_level = AIRLOCK_ONCE;
  } else if (strcmp(value, "allow") == 0) {
    arguments->foreign_level = AIRLOCK_ALLOW;
  } else {
    return fail(arguments, "`--foreign` is deny, warn or allow, not", value);
  }
  return true;
}

static bool set_native_heap(arguments *arguments, const char *value) {
  if (strcmp(value, "track") == 0) {
    arguments->native_heap = AIRLOCK_NATIVE_HEAP_TRACK_ALL;
  } else if (strcmp(value, "ignore") == 0) {
    arguments->native_heap = AIRLOCK_NATIVE_HEAP_IGNORE;
  } else {
    return fail(arguments, "`--native-heap` is track or ignore, not", value);
  }
  return true;
}

static bool set_threads(arguments *arguments, const char *value) {
  if (strcmp(value, "refuse") == 0) {
    arguments->threads = AIRLOCK_THREADS_REFUSE;
  } else if (strcmp(value, "serialise") == 0) {
    arguments->threads = AIRLOCK_THREADS_SERIALISE;
  } else {
    return fail(arguments, "`--foreign-threads` is refuse or serialise, not", value);
  }
  return true;
}

static bool set_format(arguments *arguments, const char *value) {
  if (strcmp(value, "text") == 0) {
    arguments->format = RENDER_TEXT;
  } else if (strcmp(value, "json") == 0) {
    arguments->format = RENDER_JSON;
  } else {
    return fail(arguments, "`--format` is text or json, not", value);
  }
  return true;
}

// A number from 1 to `most`.
static bool read_number(uint64_t *out_number, const char *value, uint64_t most) {
  char *end = NULL;
  errno = 0;
  unsigned long long number = strtoull(value, &end, 10);
  *out_number = number;
  return value[0] >= '0' && value[0] <= '9' && *end == '\0' && errno == 0 && number != 0 &&
         number <= most;
}

static bool set_depth_limit(arguments *arguments, const char *value) {
  uint64_t number = 0;
  if (!read_number(&number, value, SIZE_MAX)) {
    return fail(arguments, "`--limit-depth` needs a positive number, not", value);
  }
  arguments->depth_limit = (size_t)number;
  return true;
}

static bool set_statement_limit(arguments *arguments, const char *value) {
  return read_number(&arguments->statement_limit, value, UINT64_MAX) ||
         fail(arguments, "`--limit-statements` needs a positive number, not", value);
}

// A number of bytes, with K, M or G behind it for as many times 1024, 1024² or 1024³.
static bool read_size(uint64_t *out_size, const char *value) {
  static const char units[] = "KMG";
  char *end = NULL;
  errno = 0;
  unsigned long long number = strtoull(value, &end, 10);
  const char *unit = *end == '\0' ? NULL : strchr(units, *end);
  unsigned shift = unit == NULL ? 0 : 10 * (unsigned)(unit - units + 1);
  bool is_whole = unit == NULL ? *end == '\0' : end[1] == '\0';
  *out_size = (uint64_t)number << shift;
  return value[0] >= '0' && value[0] <= '9' && is_whole && errno == 0 && number != 0 &&
         number <= UINT64_MAX >> shift;
}

static bool set_memory_limit(arguments *arguments, const char *value) {
  return read_size(&arguments->memory_limit, value) ||
         fail(arguments, "`--limit-memory` needs a number of bytes, such as 64K or 16M, not",
              value);
}

// An option with a value other than --native-lib.
typedef struct option {
  const char *name;
  bool (*set)(arguments *arguments, const char *value);
} option;

static bool set_items(arguments *arguments, const char *value) {
  arguments->items = value;
  return true;
}

static bool set_edition(arguments *arguments, const char *value) {
  arguments->edition = value;
  return true;
}

static bool set_mir_copy(arguments *arguments, const char *value) {
  arguments->mir_copy = value;
  return true;
}

static bool set_program(arguments *arguments, const char *value) {
  arguments->program = value;
  return true;
}

static const option shared_options[] = {{"--provenance", set_policy},
                                        {"--foreign", set_foreign},
                                        {"--native-heap", set_native_heap},
                                        {"--foreign-threads", set_threads},
                                        {"--limit-depth", set_depth_limit},
                                        {"--limit-statements", set_statement_limit},
                                        {"--limit-memory", set_memory_limit},
                                        {"--format", set_format},
                                        {NULL, NULL}};
static const option run_options[] = {
    {"--items", set_items}, {"--edition", set_edition}, {"--emit-mir", set_mir_copy}, {NULL, NULL}};
static const option cargo_options[] = {{"--bin", set_program}, {NULL, NULL}};

// The option of the table that this word is, and its value; NULL when it is none.
static const option *find_option(const option *table, const char **out_value, int count,
                                 char *const *words, int *io_index) {
  while (table->name != NULL && !take_value(out_value, table->name, count, words, io_index)) {
    table++;
  }
  return table->name == NULL ? NULL : table;
}

static bool read_option(arguments *arguments, const char **libraries, int count, char *const *words,
                        int *io_index) {
  const char *word = words[*io_index];
  const char *value = NULL;
  if (take_value(&value, "--native-lib", count, words, io_index)) {
    if (value == NULL) {
      return fail(arguments, "a value is missing after", word);
    }
    libraries[arguments->library_count] = value;
    arguments->library_count++;
    return true;
  }
  if (strcmp(word, "--ignore-leaks") == 0) {
    arguments->ignores_leaks = true;
    return true;
  }
  if (strcmp(word, "--stats") == 0) {
    arguments->has_statistics = true;
    return true;
  }
  const option *found = find_option(shared_options, &value, count, words, io_index);
  if (found == NULL) {
    bool is_cargo = arguments->command == COMMAND_CARGO;
    found = find_option(is_cargo ? cargo_options : run_options, &value, count, words, io_index);
  }
  if (found == NULL) {
    return fail(arguments, "unknown option", word);
  }
  return value == NULL ? fail(arguments, "a value is missing after", word)
                       : found->set(arguments, value);
}

// What stands before `--`; the rest is the program's own.
static bool read_words(arguments *arguments, const char **libraries, int count,
                       char *const *words) {
  for (int i = 2; i < count; i++) {
    if (strcmp(words[i], "--") == 0) {
      arguments->program_arguments = words + i + 1;
      arguments->program_argument_count = (size_t)(count - i - 1);
      break;
    }
    if (words[i][0] == '-' && words[i][1] != '\0') {
      if (!read_option(arguments, libraries, count, words, &i)) {
        return false;
      }
    } else if (arguments->command == COMMAND_CARGO) {
      return fail(arguments, "the program's own arguments stand behind `--`, not so", words[i]);
    } else if (arguments->program == NULL) {
      arguments->program = words[i];
    } else {
      return fail(arguments, "a second program", words[i]);
    }
  }
  return true;
}

static bool read_run(arguments *arguments, const char **libraries, int count, char *const *words) {
  if (!read_words(arguments, libraries, count, words)) {
    return false;
  }
  if (arguments->program == NULL) {
    snprintf(arguments->error, sizeof arguments->error, "no program was named; see `airlock help`");
    return false;
  }
  const char *printing = arguments->mir_copy != NULL  ? "--emit-mir"
                         : arguments->edition != NULL ? "--edition"
                                                      : NULL;
  if (printing != NULL && !files_has_ending(arguments->program, ".rs")) {
    snprintf(arguments->error, sizeof arguments->error,
             "`%s` is for Rust sources; see `airlock help`", printing);
    return false;
  }
  return true;
}

// The words that are no options. Whatever begins with two dashes is one: no value does.
static bool read_operands(arguments *arguments, const char **operands, int count,
                          char *const *words) {
  for (int i = 2; i < count; i++) {
    const char *word = words[i];
    const char *value = NULL;
    if (strncmp(word, "--", 2) != 0) {
      operands[arguments->operand_count++] = word;
    } else if (!take_value(&value, "--format", count, words, &i)) {
      return fail(arguments, "unknown option", word);
    } else if (value == NULL) {
      return fail(arguments, "a value is missing after", word);
    } else if (!set_format(arguments, value)) {
      return false;
    }
  }
  arguments->operands = operands;
  return true;
}

static bool read_call(arguments *arguments, const char **operands, int count, char *const *words) {
  static const char *const missing[] = {"a library", "the name of a function", "a signature"};
  if (!read_operands(arguments, operands, count, words)) {
    return false;
  }
  if (arguments->operand_count < 3) {
    snprintf(arguments->error, sizeof arguments->error,
             "`airlock call` needs %s; see `airlock help call`", missing[arguments->operand_count]);
    return false;
  }
  return true;
}

static bool read_symbols(arguments *arguments, const char **operands, int count,
                         char *const *words) {
  if (!read_operands(arguments, operands, count, words)) {
    return false;
  }
  if (arguments->operand_count == 0) {
    snprintf(arguments->error, sizeof arguments->error,
             "`airlock symbols` needs a library; see `airlock help symbols`");
    return false;
  }
  return arguments->operand_count == 1 || fail(arguments, "a second library", operands[1]);
}

static bool read_help(arguments *arguments, int count, char *const *words) {
  arguments->command = COMMAND_HELP;
  arguments->help = usage_general;
  if (count > 2 && strcmp(words[2], "call") == 0) {
    arguments->help = usage_call;
  } else if (count > 2 && strcmp(words[2], "symbols") == 0) {
    arguments->help = usage_symbols;
  }
  return true;
}

// The format of errors counts from the first word on, wherever it is asked for.
static void find_format(arguments *arguments, int count, char *const *words) {
  for (int i = 2; i < count && strcmp(words[i], "--") != 0; i++) {
    const char *value = NULL;
    if (take_value(&value, "--format", count, words, &i) && value != NULL &&
        strcmp(value, "json") == 0) {
      arguments->format = RENDER_JSON;
    }
  }
}

bool arguments_read(arguments *out_arguments, const char **room, int count, char *const *words) {
  *out_arguments = (arguments){.command = COMMAND_RUN,
                               .libraries = room,
                               .policy = airlock_policy_default(),
                               .foreign_level = AIRLOCK_ONCE,
                               .native_heap = AIRLOCK_NATIVE_HEAP_TRACK_ALL,
                               .depth_limit = MIR_DEFAULT_DEPTH_LIMIT};
  if (count < 2) {
    snprintf(out_arguments->error, sizeof out_arguments->error,
             "no command was given; see `airlock help`");
    return false;
  }
  const char *word = words[1];
  find_format(out_arguments, count, words);
  if (strcmp(word, "--version") == 0 || strcmp(word, "version") == 0) {
    out_arguments->command = COMMAND_VERSION;
  } else if (strcmp(word, "help") == 0 || strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
    return read_help(out_arguments, count, words);
  } else if (strcmp(word, "call") == 0) {
    out_arguments->command = COMMAND_CALL;
    return read_call(out_arguments, room, count, words);
  } else if (strcmp(word, "symbols") == 0) {
    out_arguments->command = COMMAND_SYMBOLS;
    return read_symbols(out_arguments, room, count, words);
  } else if (strcmp(word, "cargo") == 0) {
    out_arguments->command = COMMAND_CARGO;
    return read_words(out_arguments, room, count, words);
  } else if (strcmp(word, "run") != 0) {
    return fail(out_arguments, "unknown command", word);
  } else {
    return read_run(out_arguments, room, count, words);
  }
  return true;
}
