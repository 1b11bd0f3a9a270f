// SPDX-License-Identifier: MIT
//
// run [--count N] [--seed N] [--folder PATH]: calls N random functions through airlock by each
// engine and has them called back, each made by every compiler that is installed, in batches of one
// library each.
//
// A difference ends the run with a reproducer: the smallest function that still differs, as C and
// as airlock's signature text. What airlock refuses is counted by reason.
#include "abi.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { BATCH = 100, MAX_REASONS = 32, PATH_SIZE = 512, REASON_SIZE = 512 };

struct options {
  size_t count;
  uint64_t seed;
  const char *folder;
};

// What runs the compilers; a cross build has commands of its own.
#ifndef ABI_GCC
#define ABI_GCC "gcc"
#endif
#ifndef ABI_CLANG
#define ABI_CLANG "clang"
#endif

struct compiler {
  const char *name;
  const char *command;
  bool is_old_clang; // As in abi_library.
};

// What came of all calls, and how often each reason for a refusal was given.
struct tally {
  char reasons[MAX_REASONS][REASON_SIZE];
  size_t counts[MAX_REASONS];
  size_t num_reasons;
  size_t total;
  size_t compiler_faults;
  uint64_t emitted; // Signatures that had code of their own.
};

static void count_refusal(struct tally *tally, const char *reason) {
  tally->total++;
  for (size_t i = 0; i < tally->num_reasons; i++) {
    if (strcmp(tally->reasons[i], reason) == 0) {
      tally->counts[i]++;
      return;
    }
  }
  if (tally->num_reasons < MAX_REASONS) {
    snprintf(tally->reasons[tally->num_reasons], REASON_SIZE, "%s", reason);
    tally->counts[tally->num_reasons++] = 1;
  }
}

static bool run_command(const char *command) {
  int status = system(command);
  return status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool is_installed(const struct compiler *compiler) {
  char command[PATH_SIZE];
  snprintf(command, sizeof command, "%s --version >/dev/null 2>&1", compiler->command);
  return run_command(command);
}

static bool is_old(const struct compiler *compiler) {
  char command[PATH_SIZE];
  snprintf(command, sizeof command, "%s -dumpversion | grep -q '^[0-9]\\.\\|^1[0-7]\\.'",
           compiler->command);
  return strcmp(compiler->name, "clang") == 0 && run_command(command);
}

static const airlock_engine engines[] = {AIRLOCK_ENGINE_TRAMPOLINE, AIRLOCK_ENGINE_LIBFFI,
                                         AIRLOCK_ENGINE_EMITTED};

static airlock_machine *new_machine(airlock_engine engine) {
  airlock_config config;
  airlock_machine *machine;
  airlock_config_init(&config);
  config.callback = abi_run_callback;
  config.engine = engine;
  for (int i = 0; i < AIRLOCK_NUM_WARNINGS; i++) {
    config.levels[i] = AIRLOCK_ALLOW;
  }
  if (airlock_machine_new(&machine, &config) != AIRLOCK_OK) {
    fprintf(stderr, "abi: no machine\n");
    exit(2);
  }
  return machine;
}

// Compiles functions and opens what was made of them, with a machine for each engine; each library
// has a name of its own, because the dynamic linker keeps what it has loaded once.
static void build(struct abi_library *library, const struct options *options,
                  const struct compiler *compiler, const struct abi_function *functions,
                  size_t num_functions) {
  static unsigned number;
  char source[PATH_SIZE];
  char object[PATH_SIZE];
  *library =
      (struct abi_library){.compiler = compiler->name, .is_old_clang = compiler->is_old_clang};
  char command[3 * PATH_SIZE];
  snprintf(source, sizeof source, "%s/abi.c", options->folder);
  snprintf(object, sizeof object, "%s/%s-%u.so", options->folder, library->compiler, number++);
  FILE *file = fopen(source, "w");
  if (file == NULL) {
    perror(source);
    exit(2);
  }
  abi_source_write(file, functions, num_functions);
  fclose(file);
  snprintf(command, sizeof command, "%s -std=gnu11 -O1 -w -Wno-psabi -shared -fPIC -o '%s' '%s'",
           compiler->command, object, source);
  if (!run_command(command) || !abi_library_open(library, object)) {
    fprintf(stderr, "abi: cannot build %s\n", source);
    exit(2);
  }
  for (size_t i = 0; i < ABI_NUM_ENGINES; i++) {
    library->machines[i] = new_machine(engines[i]);
    if (airlock_open_library(library->machines[i], object) != AIRLOCK_OK) {
      fprintf(stderr, "abi: cannot open %s\n", object);
      exit(2);
    }
  }
  (void)remove(object);
}

// Returns how many signatures had code of their own.
static uint64_t close_machines(const struct abi_library *library) {
  uint64_t emitted = 0;
  for (size_t i = 0; i < ABI_NUM_ENGINES; i++) {
    airlock_statistics statistics;
    airlock_get_statistics(library->machines[i], &statistics);
    emitted += statistics.emitted_signatures;
    airlock_machine_free(library->machines[i]);
  }
  return emitted;
}

static bool differs(const struct options *options, const struct compiler *compiler,
                    const struct abi_function *function, char *out_reason) {
  struct abi_library library;
  build(&library, options, compiler, function, 1);
  bool differs = false;
  for (size_t i = 0; i < ABI_NUM_ENGINES && !differs; i++) {
    struct random random = random_begin(1);
    library.machine = library.machines[i];
    differs = abi_compare(&library, function, 0, &random, out_reason, REASON_SIZE) == ABI_DIFFERENT;
  }
  (void)close_machines(&library);
  return differs;
}

static void remove_param(struct abi_function *function, size_t index) {
  memmove(&function->params[index], &function->params[index + 1],
          (function->num_params - index - 1) * sizeof *function->params);
  function->num_params--;
  function->num_fixed -= index < function->num_fixed;
}

// Leaves away what the difference does not need.
static void shrink(const struct options *options, const struct compiler *compiler,
                   struct abi_function *function, char *reason) {
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (size_t i = 0; i < function->num_params && !smaller; i++) {
      struct abi_function candidate = *function;
      remove_param(&candidate, i);
      bool is_possible = !candidate.is_variadic || candidate.num_fixed > 0;
      if (is_possible && differs(options, compiler, &candidate, reason)) {
        *function = candidate;
        smaller = true;
      }
    }
    struct abi_function candidate = *function;
    candidate.result = NULL;
    if (!smaller && function->result != NULL && differs(options, compiler, &candidate, reason)) {
      *function = candidate;
      smaller = true;
    }
  }
}

static void print_reproducer(const struct options *options, airlock_machine *machine,
                             const struct compiler *compiler, struct abi_function function,
                             char *reason) {
  char text[4096];
  const airlock_signature *signature;
  shrink(options, compiler, &function, reason);
  if (airlock_signature_variadic(machine, &signature, function.result, function.params,
                                 function.num_params, function.is_variadic,
                                 function.num_fixed) == AIRLOCK_OK) {
    (void)airlock_signature_format(signature, text, sizeof text);
    printf("abi: %s: %s\n  signature: %s\n", compiler->name, reason, text);
  }
  abi_source_write(stdout, &function, 1);
}

// Calls all functions through one machine.
static bool run_engine(const struct options *options, airlock_machine *types,
                       const struct abi_library *library, const struct compiler *compiler,
                       const struct abi_function *functions, size_t num_functions, uint64_t seed,
                       struct tally *tally) {
  char reason[REASON_SIZE] = "";
  for (size_t i = 0; i < num_functions; i++) {
    struct random random = random_begin(seed + i);
    switch (abi_compare(library, &functions[i], i, &random, reason, sizeof reason)) {
    case ABI_SAME:
      break;
    case ABI_REFUSED:
      count_refusal(tally, reason);
      break;
    case ABI_COMPILER_FAULT:
      tally->compiler_faults++;
      break;
    case ABI_DIFFERENT:
      print_reproducer(options, types, compiler, functions[i], reason);
      return false;
    }
  }
  return true;
}

static bool run_compiler(const struct options *options, airlock_machine *types,
                         const struct compiler *compiler, const struct abi_function *functions,
                         size_t num_functions, uint64_t seed, struct tally *tally) {
  struct abi_library library;
  char reason[REASON_SIZE] = "";
  build(&library, options, compiler, functions, num_functions);
  bool same = abi_compare_layouts(&library, functions, num_functions, reason, sizeof reason);
  if (!same) {
    printf("abi: %s: %s\n", compiler->name, reason);
  }
  for (size_t i = 0; i < ABI_NUM_ENGINES && same; i++) {
    library.machine = library.machines[i];
    same = run_engine(options, types, &library, compiler, functions, num_functions, seed, tally);
  }
  tally->emitted += close_machines(&library);
  return same;
}

static bool run_batch(const struct options *options, const struct compiler *compilers,
                      size_t num_compilers, uint64_t seed, size_t count, struct tally *tally) {
  static struct abi_function functions[BATCH];
  airlock_machine *types = new_machine(AIRLOCK_ENGINE_TRAMPOLINE);
  struct random random = random_begin(seed);
  for (size_t i = 0; i < count; i++) {
    abi_function_random(types, &random, &functions[i]);
  }
  bool same = true;
  for (size_t i = 0; i < num_compilers && same; i++) {
    same = run_compiler(options, types, &compilers[i], functions, count, seed, tally);
  }
  airlock_machine_free(types);
  return same;
}

static struct options read_options(int argc, char **argv) {
  struct options options = {1000, 1, "."};
  for (int i = 1; i + 1 < argc; i += 2) {
    if (strcmp(argv[i], "--count") == 0) {
      options.count = strtoull(argv[i + 1], NULL, 10);
    } else if (strcmp(argv[i], "--seed") == 0) {
      options.seed = strtoull(argv[i + 1], NULL, 10);
    } else if (strcmp(argv[i], "--folder") == 0) {
      options.folder = argv[i + 1];
    } else {
      fprintf(stderr, "abi: unknown option %s\n", argv[i]);
      exit(2);
    }
  }
  return options;
}

int main(int argc, char **argv) {
  static const struct compiler known[] = {{"gcc", ABI_GCC, false}, {"clang", ABI_CLANG, false}};
  static struct tally tally;
  struct compiler compilers[2];
  size_t num_compilers = 0;
  struct options options = read_options(argc, argv);
  for (size_t i = 0; i < 2; i++) {
    if (is_installed(&known[i])) {
      compilers[num_compilers] = known[i];
      compilers[num_compilers++].is_old_clang = is_old(&known[i]);
    } else {
      printf("SKIP abi/%s: %s is not installed\n", known[i].name, known[i].command);
    }
  }
  for (size_t done = 0; done < options.count; done += BATCH) {
    size_t count = options.count - done < BATCH ? options.count - done : BATCH;
    if (!run_batch(&options, compilers, num_compilers, options.seed + done, count, &tally)) {
      printf("abi: seed %llu, batch at %zu\n", (unsigned long long)options.seed, done);
      return 1;
    }
  }
  size_t calls = options.count * num_compilers * ABI_NUM_ENGINES;
  printf("abi: %zu signatures, %zu compilers, %d engines: no difference; refused %zu of %zu calls "
         "(%.1f %%)\n",
         options.count, num_compilers, ABI_NUM_ENGINES, tally.total, calls,
         calls > 0 ? 100.0 * (double)tally.total / (double)calls : 0.0);
  printf("  by emitted code: %llu signatures\n", (unsigned long long)tally.emitted);
  if (tally.compiler_faults > 0) {
    printf("  not compared: %zu that the compiler itself is known to get wrong\n",
           tally.compiler_faults);
  }
  for (size_t i = 0; i < tally.num_reasons; i++) {
    printf("  %6zu  %s\n", tally.counts[i], tally.reasons[i]);
  }
  return 0;
}
