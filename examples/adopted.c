// SPDX-License-Identifier: MIT
//
// Adoption: what C returns, with the contract that only its manual page knows. strdup's result is
// the caller's, a C string, and goes back through free. The embedder says so once, where it makes
// the call; from then on the interpreted program's mistakes with it are found and explained.
#include <airlock.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__aarch64__)
#define LIBC_PATH "/lib/aarch64-linux-gnu/libc.so.6"
#else
#define LIBC_PATH "/lib/x86_64-linux-gnu/libc.so.6"
#endif

// The interpreted program's line, which notes are about.
struct program {
  airlock_machine *machine;
  uint64_t line;
};

static uint64_t span(void *context) {
  return ((const struct program *)context)->line;
}

static void release(void *context, void *memory, uint64_t size) {
  (void)context;
  printf("  free(%llu bytes)\n", (unsigned long long)size);
  free(memory);
}

// What the machine says, with the lines that its notes are about.
static void say(const struct program *program, const char *what, airlock_status status) {
  printf("%llu: %s: %s\n", (unsigned long long)program->line, what, airlock_status_name(status));
  const airlock_report *report = airlock_last_report(program->machine);
  if (status == AIRLOCK_OK) {
    return;
  }
  printf("  %s\n", report->message);
  for (size_t i = 0; i < report->num_notes; i++) {
    if (report->notes[i].span != 0) {
      printf("  line %llu: %s\n", (unsigned long long)report->notes[i].span, report->notes[i].text);
    }
  }
}

// strdup, as an interpreted program calls it.
static airlock_status duplicate(struct program *program, airlock_ptr *out_copy, airlock_ptr text) {
  airlock_machine *machine = program->machine;
  const airlock_type *pointer = airlock_type_scalar(machine, AIRLOCK_POINTER);
  const airlock_signature *signature;
  const airlock_callee *strdup_callee;
  const airlock_scalar arg = airlock_pointer(text);
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  airlock_status status = airlock_signature_new(machine, &signature, pointer, &pointer, 1);
  if (status == AIRLOCK_OK) {
    status = airlock_bind(machine, &strdup_callee, "strdup", signature);
  }
  if (status == AIRLOCK_OK) {
    status = airlock_call(machine, strdup_callee, &arg, 1, &result);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  const airlock_adoption adoption = {.owner = "strdup", .release = release};
  return airlock_adopt_text(machine, out_copy, result.as.ptr.address, &adoption);
}

static void run(struct program *program) {
  static const char greeting[] = "hello";
  airlock_machine *machine = program->machine;
  airlock_ptr text;
  airlock_ptr copy = {0};
  char bytes[sizeof greeting];

  airlock_status status = airlock_open_library(machine, LIBC_PATH);
  if (status == AIRLOCK_OK) {
    status = airlock_allocate(machine, &text, sizeof greeting, 1, AIRLOCK_HEAP);
  }
  if (status == AIRLOCK_OK) {
    status = airlock_write(machine, text, greeting, sizeof greeting);
  }
  program->line = 1;
  if (status == AIRLOCK_OK) {
    status = duplicate(program, &copy, text);
  }
  say(program, "copy = strdup(\"hello\")", status);
  if (status != AIRLOCK_OK) {
    return;
  }
  program->line = 2;
  say(program, "read copy[0..6]", airlock_read(machine, bytes, copy, 6));
  printf("  %s\n", bytes);
  program->line = 3;
  say(program, "write copy[6]", airlock_fill(machine, airlock_ptr_wrapping_add(copy, 6), '!', 1));
  program->line = 4;
  say(program, "free(copy)", airlock_deallocate(machine, copy, sizeof greeting, 1));
  program->line = 5;
  say(program, "read copy[0]", airlock_read(machine, bytes, copy, 1));
  program->line = 6;
  say(program, "free(copy)", airlock_deallocate(machine, copy, sizeof greeting, 1));
}

int main(void) {
  struct program program = {0};
  airlock_config config;
  airlock_config_init(&config);
  config.context = &program;
  config.span = span;
  if (airlock_machine_new(&program.machine, &config) != AIRLOCK_OK) {
    return 1;
  }
  run(&program);
  airlock_machine_free(program.machine);
  return 0;
}
