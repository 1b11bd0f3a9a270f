// SPDX-License-Identifier: MIT
//
// See arguments.h. Options may be written `--option VALUE` or `--option=VALUE`.
#include "cli/arguments.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mir/session.h"

const char arguments_usage[] =
    "airlock runs a Rust program that calls C, and reports its undefined behavior.\n"
    "\n"
    "usage: airlock run [OPTION]... PROGRAM.mir [-- ARGUMENT...]\n"
    "       airlock --version\n"
    "       airlock help\n"
    "\n"
    "PROGRAM.mir is what `rustc --emit=mir` prints.\n"
    "\n"
    "options:\n"
    "  --native-lib PATH    a shared library, or a folder of them; may be repeated\n"
    "  --items FILE.rs      the program's Rust source, for its structs and foreign functions;\n"
    "                       otherwise looked for beside PROGRAM.mir\n"
    "  --provenance=POLICY  default, permissive or strict: what casts of integers to pointers do\n"
    "  --limit-depth N      most nested calls (default 100000)\n"
    "\n"
    "exit status: 0 the program ended (or its own status), 1 undefined behavior, 2 usage or\n"
    "unreadable input, 3 unsupported, 4 a limit or out of memory, 101 a panic\n";

static bool fail(const char *message, const char *word) {
  fprintf(stderr, "error: %s `%s`; see `airlock help`\n", message, word);
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
    return fail("unknown provenance policy", value);
  }
  return true;
}

static bool set_depth_limit(arguments *arguments, const char *value) {
  char *end = NULL;
  errno = 0;
  unsigned long long number = strtoull(value, &end, 10);
  if (value[0] < '0' || value[0] > '9' || *end != '\0' || errno != 0 || number == 0 ||
      number > SIZE_MAX) {
    return fail("`--limit-depth` needs a positive number, not", value);
  }
  arguments->depth_limit = (size_t)number;
  return true;
}

static bool read_option(arguments *arguments, const char **libraries, int count,
                        char *const *words, int *io_index) {
  const char *word = words[*io_index];
  const char *value = NULL;
  if (take_value(&value, "--native-lib", count, words, io_index)) {
    if (value != NULL) {
      libraries[arguments->library_count] = value;
      arguments->library_count++;
      return true;
    }
  } else if (take_value(&value, "--items", count, words, io_index)) {
    arguments->items = value;
  } else if (take_value(&value, "--provenance", count, words, io_index)) {
    if (value != NULL) {
      return set_policy(arguments, value);
    }
  } else if (take_value(&value, "--limit-depth", count, words, io_index)) {
    if (value != NULL) {
      return set_depth_limit(arguments, value);
    }
  } else {
    return fail("unknown option", word);
  }
  return value != NULL || fail("a value is missing after", word);
}

static bool read_run(arguments *arguments, const char **libraries, int count,
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
    } else if (arguments->program == NULL) {
      arguments->program = words[i];
    } else {
      return fail("a second program", words[i]);
    }
  }
  if (arguments->program == NULL) {
    fprintf(stderr, "error: no program was named; see `airlock help`\n");
    return false;
  }
  return true;
}

bool arguments_read(arguments *out_arguments, const char **libraries, int count,
                    char *const *words) {
  arguments arguments = {.command = COMMAND_RUN,
                         .libraries = libraries,
                         .policy = airlock_policy_default(),
                         .depth_limit = MIR_DEFAULT_DEPTH_LIMIT};
  if (count < 2) {
    fputs(arguments_usage, stderr);
    return false;
  }
  const char *word = words[1];
  if (strcmp(word, "--version") == 0 || strcmp(word, "version") == 0) {
    arguments.command = COMMAND_VERSION;
  } else if (strcmp(word, "help") == 0 || strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
    arguments.command = COMMAND_HELP;
  } else if (strcmp(word, "run") != 0) {
    return fail("unknown command", word);
  } else if (!read_run(&arguments, libraries, count, words)) {
    return false;
  }
  *out_arguments = arguments;
  return true;
}
