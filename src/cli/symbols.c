// SPDX-License-Identifier: MIT
//
// See symbols.h. One line per symbol, sorted by name: where it lies in the library, what it is, the
// size of data, its name, and for functions that airlock refuses to call the reason:
//
//   0x0000000000001139  function        -  plain_function
//   0x0000000000004028  data           24  constant_data  (read-only)
//                    -  thread-local    4  thread_local_data
//
// Of a folder there is one such list per library, under its path.
#define _POSIX_C_SOURCE 200809L

#include "cli/symbols.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/failure.h"
#include "cli/json.h"

typedef struct symbol_list {
  airlock_symbol *items;
  size_t count;
  size_t capacity;
} symbol_list;

static int compare(const void *left, const void *right) {
  return strcmp(((const airlock_symbol *)left)->name, ((const airlock_symbol *)right)->name);
}

static bool collect(symbol_list *list, airlock_machine *machine, int library) {
  uint32_t position = 0;
  airlock_symbol symbol;
  while (airlock_symbol_next(machine, &symbol, library, &position)) {
    if (list->count == list->capacity) {
      size_t capacity = list->capacity * 2 + 64;
      airlock_symbol *items = realloc(list->items, capacity * sizeof *items);
      if (items == NULL) {
        return false;
      }
      list->items = items;
      list->capacity = capacity;
    }
    list->items[list->count++] = symbol;
  }
  if (list->count > 0) {
    qsort(list->items, list->count, sizeof *list->items, compare);
  }
  return true;
}

static bool is_data(const airlock_symbol *symbol) {
  return symbol->kind == AIRLOCK_SYMBOL_DATA || symbol->kind == AIRLOCK_SYMBOL_THREAD_LOCAL;
}

static const char *kind_name(airlock_symbol_kind kind) {
  static const char *const names[] = {
      [AIRLOCK_SYMBOL_FUNCTION] = "function",
      [AIRLOCK_SYMBOL_DATA] = "data",
      [AIRLOCK_SYMBOL_THREAD_LOCAL] = "thread-local",
      [AIRLOCK_SYMBOL_UNTYPED] = "untyped",
  };
  return names[kind];
}

// Why it cannot be called; NULL of what can be, and of data.
static const char *refusal_of(const airlock_symbol *symbol) {
  return is_data(symbol) ? NULL : airlock_refusal(symbol->name);
}

static void write_text(const airlock_symbol *symbol) {
  char offset[24] = "-";
  char size[24] = "-";
  const char *refusal = refusal_of(symbol);
  if (symbol->kind != AIRLOCK_SYMBOL_THREAD_LOCAL) {
    (void)snprintf(offset, sizeof offset, "0x%016" PRIx64, symbol->value);
  }
  if (is_data(symbol) && symbol->size > 0) {
    (void)snprintf(size, sizeof size, "%" PRIu64, symbol->size);
  }
  printf("%18s  %-12s  %8s  %s%s", offset, kind_name(symbol->kind), size, symbol->name,
         symbol->kind == AIRLOCK_SYMBOL_DATA && symbol->read_only ? "  (read-only)" : "");
  if (refusal != NULL) {
    printf("  (refused: %s)", refusal);
  }
  putchar('\n');
}

static void write_json(const airlock_symbol *symbol) {
  fputs("{\"name\":", stdout);
  json_write_string(stdout, symbol->name);
  printf(",\"kind\":\"%s\",\"offset\":", kind_name(symbol->kind));
  if (symbol->kind != AIRLOCK_SYMBOL_THREAD_LOCAL) {
    printf("\"0x%" PRIx64 "\"", symbol->value);
  } else {
    fputs("null", stdout);
  }
  fputs(",\"size\":", stdout);
  if (is_data(symbol) && symbol->size > 0) {
    printf("%" PRIu64, symbol->size);
  } else {
    fputs("null", stdout);
  }
  printf(",\"read_only\":%s,\"refused\":", symbol->kind != AIRLOCK_SYMBOL_DATA ? "null"
                                           : symbol->read_only                 ? "true"
                                                                               : "false");
  json_write_string(stdout, refusal_of(symbol));
  fputs(",\"library\":", stdout);
  json_write_string(stdout, symbol->library);
  fputs("}\n", stdout);
}

static mir_verdict out_of_memory(const renderer *renderer) {
  render_error(renderer, MIR_VERDICT_OUT_OF_MEMORY, "out of memory");
  return MIR_VERDICT_OUT_OF_MEMORY;
}

static mir_verdict write_library(const renderer *renderer, airlock_machine *machine, int library) {
  symbol_list list = {.items = NULL};
  bool has_all = collect(&list, machine, library);
  if (has_all && renderer->format == RENDER_TEXT && airlock_library_path(machine, 1) != NULL) {
    printf("%s%s:\n", library > 0 ? "\n" : "", airlock_library_path(machine, library));
  }
  for (size_t i = 0; i < list.count && has_all; i++) {
    if (renderer->format == RENDER_JSON) {
      write_json(&list.items[i]);
    } else {
      write_text(&list.items[i]);
    }
  }
  free(list.items);
  return has_all ? MIR_VERDICT_FINISHED : out_of_memory(renderer);
}

mir_verdict symbols_run(const renderer *renderer, const arguments *arguments) {
  airlock_machine *machine = NULL;
  if (airlock_machine_new(&machine, NULL) != AIRLOCK_OK) {
    return out_of_memory(renderer);
  }
  mir_verdict verdict = MIR_VERDICT_FINISHED;
  if (airlock_open_library(machine, arguments->operands[0]) != AIRLOCK_OK) {
    verdict = failure_show(renderer, airlock_last_report(machine));
  }
  for (int i = 0; verdict == MIR_VERDICT_FINISHED && airlock_library_path(machine, i) != NULL;
       i++) {
    verdict = write_library(renderer, machine, i);
  }
  airlock_machine_free(machine);
  return verdict;
}
