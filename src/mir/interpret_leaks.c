// SPDX-License-Identifier: MIT
//
// What a program that has returned from `main` leaves behind: each heap allocation that nothing
// leads to any more is an error of its own, the oldest first. Statics keep what they lead to.
// A program that calls `exit`, aborts or panics is not asked: it ends in the middle of its work.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "interpret_internal.h"

// Leaks beyond this are counted, not listed.
#define MIR_LEAK_LIMIT 10
#define MIR_LEAK_MESSAGE 128
#define MIR_LEAK_NOTES 4
#define MIR_LEAK_PLACE 256

// Where C allocated a block: `strdup` in `make+0x1c` of `libmake.so`.
static const char *describe_block(const mir_interpreter *interpreter, char *text, size_t size,
                                  const airlock_native_block_info *block) {
  airlock_symbol symbol = {.name = NULL};
  if (block->caller == 0 || !airlock_symbol_at(interpreter->machine, &symbol, block->caller - 1)) {
    snprintf(text, size, "it was allocated by `%s`", block->allocator);
    return text;
  }
  const char *slash = strrchr(symbol.library, '/');
  snprintf(text, size, "it was allocated by `%s` in `%s%s0x%" PRIx64 "` of `%s`", block->allocator,
           symbol.name != NULL ? symbol.name : "", symbol.name != NULL ? "+" : "",
           block->caller - symbol.address, slash != NULL ? slash + 1 : symbol.library);
  return text;
}

// `notes` has room for one more.
static void report_leak(const mir_interpreter *interpreter, airlock_alloc_id alloc,
                        mir_diagnostic_note *notes, size_t note_count) {
  airlock_alloc_info info = {.size = 0};
  airlock_native_block_info block;
  char place[MIR_LEAK_PLACE];
  bool is_native = airlock_native_block_get_info(interpreter->machine, &block, alloc);
  if (is_native) {
    notes[note_count++] = (mir_diagnostic_note){
        AIRLOCK_NOTE, describe_block(interpreter, place, sizeof place, &block), NULL};
  }
  airlock_alloc_get_info(interpreter->machine, &info, alloc);
  const mir_location *location = (const mir_location *)(uintptr_t)info.made_at;
  char message[MIR_LEAK_MESSAGE];
  snprintf(message, sizeof message,
           "memory leaked: alloc%" PRIu64 " (%s heap, size: %" PRIu64 ", align: %" PRIu64 ")%s",
           alloc.value, is_native ? "C" : "Rust", info.size, info.align,
           location == NULL ? "" : ", allocated here:");
  airlock_report report = {.message = message, .alloc = alloc, .argument = -1};
  mir_diagnostic diagnostic = {.verdict = MIR_VERDICT_LEAK,
                               .message = message,
                               .location = location,
                               .notes = notes,
                               .note_count = note_count,
                               .backtrace = &location,
                               .backtrace_count = location == NULL ? 0 : 1,
                               .report = &report};
  interpreter->options.diagnostic(interpreter->options.context, &diagnostic);
}

mir_verdict mir_report_leaks(mir_interpreter *interpreter) {
  airlock_alloc_id leaks[MIR_LEAK_LIMIT];
  size_t held = 0;
  size_t count = airlock_leaks(interpreter->machine, leaks, MIR_LEAK_LIMIT, &held);
  size_t listed = count < MIR_LEAK_LIMIT ? count : MIR_LEAK_LIMIT;
  mir_diagnostic_note notes[MIR_LEAK_NOTES];
  for (size_t i = 0; i + 1 < listed; i++) {
    report_leak(interpreter, leaks[i], notes, 0);
  }
  if (count == 0) {
    return MIR_VERDICT_FINISHED;
  }
  char more[MIR_LEAK_MESSAGE];
  char kept[MIR_LEAK_MESSAGE];
  size_t note_count = 0;
  if (count > listed) {
    snprintf(more, sizeof more, "%zu more allocation%s leaked", count - listed,
             count - listed == 1 ? " is" : "s are");
    notes[note_count++] = (mir_diagnostic_note){AIRLOCK_NOTE, more, NULL};
  }
  if (held > 0) {
    snprintf(kept, sizeof kept,
             "%zu other allocation%s not freed, but possibly held by native code", held,
             held == 1 ? " is" : "s are");
    notes[note_count++] = (mir_diagnostic_note){AIRLOCK_NOTE, kept, NULL};
  }
  notes[note_count++] = (mir_diagnostic_note){
      AIRLOCK_HELP,
      "free the memory, or keep a pointer to it in a static; `--ignore-leaks` disables this check",
      NULL};
  report_leak(interpreter, leaks[listed - 1], notes, note_count);
  return MIR_VERDICT_LEAK;
}
