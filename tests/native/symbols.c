// SPDX-License-Identifier: MIT
//
// Names and addresses of libraries: found, not found with what may have been meant, and back.
#define _GNU_SOURCE
#include "fixture.h"

#include <dlfcn.h>

static airlock_machine *machine;

static void open_libraries(void) {
  machine = fixture_machine(NULL, "data");
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("symbols")));
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("order_a")));
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("order_b")));
}

static void close_libraries(void) {
  airlock_machine_free(machine);
}

TestSuite(symbols, .init = open_libraries, .fini = close_libraries);

static airlock_status find(airlock_symbol *out_symbol, int library, const char *name) {
  return airlock_symbol_find(machine, out_symbol, library, name, strlen(name));
}

static const struct expected {
  const char *name;
  int library;
  airlock_symbol_kind kind;
  uint64_t size; // 0: not compared.
  bool read_only;
} expecteds[] = {
    {"counter", 0, AIRLOCK_SYMBOL_DATA, 4, false},
    {"counter_alias", 0, AIRLOCK_SYMBOL_DATA, 4, false},
    {"table", 0, AIRLOCK_SYMBOL_DATA, 16, true},
    {"zeroed", 0, AIRLOCK_SYMBOL_DATA, 24, false},
    {"relocated", 0, AIRLOCK_SYMBOL_DATA, 16, true},
    {"per_thread", 0, AIRLOCK_SYMBOL_THREAD_LOCAL, 4, false},
    {"outer_second", 0, AIRLOCK_SYMBOL_DATA, 4, false},
    {"read_counter", 0, AIRLOCK_SYMBOL_FUNCTION, 0, true},
    {"plain_function", 1, AIRLOCK_SYMBOL_FUNCTION, 0, true},
    {"indirect_function", 1, AIRLOCK_SYMBOL_FUNCTION, 0, true},
    {"weak_function", 1, AIRLOCK_SYMBOL_FUNCTION, 0, true},
    {"constant_data", 1, AIRLOCK_SYMBOL_DATA, 24, true},
    {"zeroed_data", 1, AIRLOCK_SYMBOL_DATA, 22, false},
    {"unique_data", 1, AIRLOCK_SYMBOL_DATA, 4, false},
    {"untyped_symbol", 1, AIRLOCK_SYMBOL_UNTYPED, 0, true},
};

Test(symbols, a_name_leads_to_its_address_with_kind_and_size) {
  for (size_t i = 0; i < sizeof expecteds / sizeof expecteds[0]; i++) {
    const struct expected *expected = &expecteds[i];
    const int libraries[] = {expected->library, AIRLOCK_ALL_LIBRARIES};
    for (size_t l = 0; l < 2; l++) {
      airlock_symbol symbol = {.name = NULL};
      cr_assert_ok(machine, find(&symbol, libraries[l], expected->name));
      cr_expect_str_eq(symbol.name, expected->name);
      cr_expect_str_eq(symbol.library, airlock_library_path(machine, expected->library));
      cr_expect_eq(symbol.kind, expected->kind, "%s", expected->name);
      cr_expect(expected->size == 0 || symbol.size == expected->size, "%s: %lu", expected->name,
                symbol.size);
      cr_expect_eq(symbol.read_only, expected->read_only, "%s", expected->name);
      cr_expect_eq(symbol.offset, 0);
    }
    airlock_symbol symbol = {.name = "untouched"};
    cr_expect_eq(find(&symbol, 1 - expected->library, expected->name), AIRLOCK_UNSUPPORTED_SYMBOL);
    cr_expect_str_eq(symbol.name, "untouched");
  }
}

Test(symbols, addresses_are_those_that_native_code_uses) {
  airlock_symbol symbol;
  cr_assert_ok(machine, find(&symbol, 0, "counter"));
  cr_expect_eq(*(const int32_t *)(uintptr_t)symbol.address, 40);
  airlock_scalar result = fixture_call(machine, "i32 increment_counter()", NULL, 0);
  cr_expect_eq(result.as.bits[0], 41);
  cr_expect_eq(*(const int32_t *)(uintptr_t)symbol.address, 41);
  airlock_symbol alias;
  cr_assert_ok(machine, find(&alias, 0, "counter_alias"));
  cr_expect_eq(alias.address, symbol.address);
  int32_t (*indirect)(void);
  cr_assert_ok(machine, find(&symbol, 1, "indirect_function"));
  memcpy(&indirect, &symbol.address, sizeof indirect);
  cr_expect_eq(indirect(), 6, "what the resolver chose, not the resolver");
}

Test(symbols, the_first_library_wins_among_all) {
  airlock_symbol first;
  airlock_symbol second;
  airlock_symbol any;
  uint32_t position = 0;
  bool found = false;
  while (!found && airlock_symbol_next(machine, &first, 2, &position)) {
    found = find(&second, 3, first.name) == AIRLOCK_OK;
  }
  cr_assert(found, "both libraries define a name");
  cr_assert_ok(machine, find(&any, AIRLOCK_ALL_LIBRARIES, first.name));
  cr_expect_eq(any.address, first.address);
  cr_expect_neq(second.address, first.address);
}

static const struct in_process {
  const char *name;
  airlock_symbol_kind kind;
  uint64_t size; // 0: not compared.
} in_processes[] = {
    {"printf", AIRLOCK_SYMBOL_FUNCTION, 0},       {"strlen", AIRLOCK_SYMBOL_FUNCTION, 0},
    {"memcpy", AIRLOCK_SYMBOL_FUNCTION, 0},       {"time", AIRLOCK_SYMBOL_FUNCTION, 0},
    {"gettimeofday", AIRLOCK_SYMBOL_FUNCTION, 0}, {"environ", AIRLOCK_SYMBOL_DATA, 8},
    {"__environ", AIRLOCK_SYMBOL_DATA, 8},        {"stdout", AIRLOCK_SYMBOL_DATA, 8},
};

Test(symbols, whatever_the_process_has_is_found_by_the_name_that_was_asked_for) {
  for (size_t i = 0; i < sizeof in_processes / sizeof in_processes[0]; i++) {
    airlock_symbol symbol = {.name = NULL};
    cr_assert_ok(machine, find(&symbol, AIRLOCK_PROCESS, in_processes[i].name));
    cr_assert_not_null(symbol.name, "%s", in_processes[i].name);
    cr_expect_str_eq(symbol.name, in_processes[i].name);
    cr_expect_eq(symbol.kind, in_processes[i].kind, "%s", in_processes[i].name);
    cr_expect(in_processes[i].size == 0 || symbol.size == in_processes[i].size, "%s: %lu",
              in_processes[i].name, symbol.size);
    cr_expect_eq(symbol.address, (uint64_t)(uintptr_t)dlsym(RTLD_DEFAULT, in_processes[i].name),
                 "%s", in_processes[i].name);
    cr_expect_eq(symbol.offset, 0);
    cr_assert_not_null(symbol.library);
    cr_expect(strchr(symbol.library, '/') != NULL || strstr(symbol.library, ".so") != NULL, "%s",
              symbol.library);
  }
}

static bool notes_contain(const char *text) {
  const airlock_report *report = airlock_last_report(machine);
  bool found = false;
  for (size_t i = 0; i < report->num_notes; i++) {
    found |= strstr(report->notes[i].text, text) != NULL;
  }
  return found;
}

static const struct absence {
  const char *name;
  int library;
  const char *message;
  const char *note; // NULL: no names are near.
} absences[] = {
    {"countre", AIRLOCK_ALL_LIBRARIES,
     "no native library that was given exports a symbol `countre`",
     "names like it that are exported: `counter`"},
    {"read_countr", 0, "/libdata.so` exports no symbol `read_countr`",
     "names like it that are exported: `read_counter`"},
    {"plain_functoin", 1, "/libsymbols.so` exports no symbol `plain_functoin`", "`plain_function`"},
    {"counter", 1, "/libsymbols.so` exports no symbol `counter`", NULL},
    {"strlen", AIRLOCK_ALL_LIBRARIES, "no native library that was given exports a symbol `strlen`",
     NULL},
    {"hidden_function", AIRLOCK_ALL_LIBRARIES, "exports a symbol `hidden_function`", NULL},
    {"static_function", AIRLOCK_ALL_LIBRARIES, "exports a symbol `static_function`", NULL},
    {"no_such_name_at_all", AIRLOCK_PROCESS,
     "no library that the process has loaded exports a symbol `no_such_name_at_all`", NULL},
    {"atexit", AIRLOCK_PROCESS, "exports a symbol `atexit`", "libc_nonshared.a"},
    {"at_quick_exit", AIRLOCK_ALL_LIBRARIES, "exports a symbol `at_quick_exit`",
     "libc_nonshared.a"},
    {"pthread_atfork", 0, "exports no symbol `pthread_atfork`", "libc_nonshared.a"},
};

Test(symbols, a_name_that_is_not_there_is_answered_with_what_may_have_been_meant) {
  for (size_t i = 0; i < sizeof absences / sizeof absences[0]; i++) {
    airlock_symbol symbol = {.name = "untouched"};
    cr_expect_failure(machine, find(&symbol, absences[i].library, absences[i].name),
                      AIRLOCK_UNSUPPORTED_SYMBOL, absences[i].message);
    cr_expect(absences[i].note == NULL || notes_contain(absences[i].note), "%s", absences[i].name);
    cr_expect(absences[i].note != NULL || !notes_contain("libc_nonshared"), "%s", absences[i].name);
    cr_expect_str_eq(symbol.name, "untouched");
  }
}

Test(symbols, a_made_up_name_of_any_length_is_just_not_found) {
  char name[5000];
  for (size_t length = 1; length < sizeof name; length += length < 300 ? 37 : 1111) {
    memset(name, 'z', length);
    airlock_symbol symbol;
    cr_expect_eq(airlock_symbol_find(machine, &symbol, AIRLOCK_ALL_LIBRARIES, name, length),
                 AIRLOCK_UNSUPPORTED_SYMBOL, "%zu", length);
  }
}

Test(symbols, what_is_no_name_or_no_library_is_refused) {
  const struct refusal {
    const char *name;
    size_t length;
    int library;
    const char *message;
  } refusals[] = {
      {"", 0, AIRLOCK_ALL_LIBRARIES, "the name of the symbol is empty"},
      {NULL, 0, AIRLOCK_PROCESS, "the name of the symbol is empty"},
      {"counter\0x", 9, 0, "the name of the symbol holds a NUL byte, its character 8"},
      {"counter", 8, AIRLOCK_PROCESS, "the name of the symbol holds a NUL byte, its character 8"},
      {"\0", 1, 0, "the name of the symbol holds a NUL byte, its character 1"},
      {"counter", 7, 4, "there is no library number 4"},
      {"counter", 7, -3, "there is no library number -3"},
      {"counter", 7, INT32_MAX, "there is no library number 2147483647"},
      {"counter", 7, INT32_MIN, "there is no library number -2147483648"},
  };
  for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
    airlock_symbol symbol;
    cr_expect_failure(machine,
                      airlock_symbol_find(machine, &symbol, refusals[i].library, refusals[i].name,
                                          refusals[i].length),
                      AIRLOCK_USAGE_ARGUMENT, refusals[i].message);
  }
  airlock_symbol symbol;
  cr_assert_ok(machine, airlock_symbol_find(machine, &symbol, 0, "counter_of_apples", 7));
  cr_expect_str_eq(symbol.name, "counter");
}

Test(symbols, without_libraries_only_the_process_is_there) {
  airlock_machine *empty = fixture_machine(NULL, NULL);
  airlock_symbol symbol;
  uint32_t position = 0;
  cr_expect_eq(airlock_symbol_find(empty, &symbol, AIRLOCK_ALL_LIBRARIES, "counter", 7),
               AIRLOCK_UNSUPPORTED_SYMBOL);
  cr_expect_eq(airlock_symbol_find(empty, &symbol, 0, "counter", 7), AIRLOCK_USAGE_ARGUMENT);
  cr_expect_eq(airlock_symbol_find(empty, &symbol, AIRLOCK_PROCESS, "printf", 6), AIRLOCK_OK);
  cr_expect_not(airlock_symbol_next(empty, &symbol, 0, &position));
  cr_expect_null(airlock_library_path(empty, 0));
  airlock_machine_free(empty);
}

Test(symbols, an_address_leads_back_to_its_symbol) {
  static const struct place {
    const char *name;
    uint64_t offset;
    airlock_symbol_kind kind;
  } places[] = {
      {"read_counter", 0, AIRLOCK_SYMBOL_FUNCTION},
      {"read_counter", 3, AIRLOCK_SYMBOL_FUNCTION},
      {"table", 0, AIRLOCK_SYMBOL_DATA},
      {"table", 15, AIRLOCK_SYMBOL_DATA},
      {"zeroed", 23, AIRLOCK_SYMBOL_DATA},
      {"relocated", 8, AIRLOCK_SYMBOL_DATA},
  };
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    airlock_symbol there;
    airlock_symbol symbol = {.name = NULL};
    cr_assert_ok(machine, find(&there, 0, places[i].name));
    cr_assert(airlock_symbol_at(machine, &symbol, there.address + places[i].offset));
    cr_assert_not_null(symbol.name, "%s", places[i].name);
    cr_expect_str_eq(symbol.name, places[i].name);
    cr_expect_eq(symbol.offset, places[i].offset);
    cr_expect_eq(symbol.address, there.address);
    cr_expect_eq(symbol.size, there.size);
    cr_expect_eq(symbol.kind, places[i].kind);
    cr_expect_eq(symbol.read_only, there.read_only);
    cr_expect(strstr(symbol.library, "libdata.so") != NULL);
  }
}

Test(symbols, an_address_in_no_symbol_is_in_its_library_or_nowhere) {
  airlock_symbol counter;
  cr_assert_ok(machine, find(&counter, 0, "counter"));
  airlock_symbol symbol = {.name = "untouched"};
  Dl_info info;
  cr_assert_neq(dladdr((const void *)(uintptr_t)counter.address, &info), 0);
  cr_assert(airlock_symbol_at(machine, &symbol, (uint64_t)(uintptr_t)info.dli_fbase + 1));
  cr_expect_null(symbol.name);
  cr_expect_eq(symbol.offset, 1);
  cr_expect_eq(symbol.size, 0);
  cr_expect_eq(symbol.address, (uint64_t)(uintptr_t)info.dli_fbase);
  airlock_ptr heap = fixture_allocate(machine, 8, 8);
  int local = 0;
  void *block = malloc(10);
  const uint64_t nowhere[] = {
      0, 1, UINT64_MAX, heap.address, (uint64_t)(uintptr_t)&local, (uint64_t)(uintptr_t)block};
  symbol = (airlock_symbol){.name = "untouched"};
  for (size_t i = 0; i < sizeof nowhere / sizeof nowhere[0]; i++) {
    cr_expect_not(airlock_symbol_at(machine, &symbol, nowhere[i]), "%zu", i);
    cr_expect_str_eq(symbol.name, "untouched");
  }
  free(block);
}

Test(symbols, walking_meets_each_symbol_once_as_it_is_found) {
  for (int library = 0; library < 4; library++) {
    uint32_t position = 0;
    airlock_symbol symbol;
    unsigned count = 0;
    bool met_counter = false;
    for (; airlock_symbol_next(machine, &symbol, library, &position); count++) {
      airlock_symbol found;
      cr_assert_ok(machine, find(&found, library, symbol.name));
      cr_expect(found.address == symbol.address && found.size == symbol.size &&
                    found.kind == symbol.kind && found.read_only == symbol.read_only,
                "%s", symbol.name);
      met_counter |= strcmp(symbol.name, "counter") == 0;
    }
    cr_expect_gt(count, 0);
    cr_expect_eq(met_counter, library == 0);
    cr_expect_not(airlock_symbol_next(machine, &symbol, library, &position));
  }
  uint32_t position = 0;
  airlock_symbol symbol;
  cr_expect_not(airlock_symbol_next(machine, &symbol, 4, &position));
  cr_expect_not(airlock_symbol_next(machine, &symbol, AIRLOCK_ALL_LIBRARIES, &position));
  cr_expect_not(airlock_symbol_next(machine, &symbol, AIRLOCK_PROCESS, &position));
}
