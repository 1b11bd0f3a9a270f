// SPDX-License-Identifier: MIT
//
// Lookup in a library's own symbol table: what is there, what is not, and that dlsym agrees.
//
// The oracle for whole libraries is dlsym: every symbol that the walk shows is found by name, as
// the same symbol, and dlsym answers the address that the table implies.
#define _GNU_SOURCE
#include "native/dynamic_symbols.h"
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *open_path(const char *path) {
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  cr_assert(handle != NULL, "%s", dlerror());
  return handle;
}

static void *open_fixture(const char *name) {
  char path[512];
  snprintf(path, sizeof(path), AIRLOCK_FIXTURES_DIR "/lib%s.so", name);
  return open_path(path);
}

static struct dynamic_symbols symbols_of(void *handle) {
  struct dynamic_symbols symbols;
  cr_assert(dynamic_symbols_open(&symbols, handle));
  return symbols;
}

// The fixture with one symbol of each kind, with each form of hash table.
static const char *const forms[] = {"symbols", "symbols_gnu_hash", "symbols_sysv_hash"};
#define NUM_FORMS (sizeof(forms) / sizeof(forms[0]))

struct expected_symbol {
  const char *name;
  enum dynamic_symbol_type type;
  enum dynamic_symbol_binding binding;
  uint64_t size; // 0: any.
};

static const struct expected_symbol defined[] = {
    {"plain_function", DYNAMIC_SYMBOL_FUNCTION, DYNAMIC_SYMBOL_GLOBAL, 0},
    {"weak_function", DYNAMIC_SYMBOL_FUNCTION, DYNAMIC_SYMBOL_WEAK, 0},
    {"protected_function", DYNAMIC_SYMBOL_FUNCTION, DYNAMIC_SYMBOL_GLOBAL, 0},
    {"alias_function", DYNAMIC_SYMBOL_FUNCTION, DYNAMIC_SYMBOL_GLOBAL, 0},
    {"print_number", DYNAMIC_SYMBOL_FUNCTION, DYNAMIC_SYMBOL_GLOBAL, 0},
    {"call_all", DYNAMIC_SYMBOL_FUNCTION, DYNAMIC_SYMBOL_GLOBAL, 0},
    {"indirect_function", DYNAMIC_SYMBOL_INDIRECT_FUNCTION, DYNAMIC_SYMBOL_GLOBAL, 0},
    {"plain_data", DYNAMIC_SYMBOL_DATA, DYNAMIC_SYMBOL_GLOBAL, 4},
    {"constant_data", DYNAMIC_SYMBOL_DATA, DYNAMIC_SYMBOL_GLOBAL, 24},
    {"zeroed_data", DYNAMIC_SYMBOL_DATA, DYNAMIC_SYMBOL_GLOBAL, 22},
    {"unique_data", DYNAMIC_SYMBOL_DATA, DYNAMIC_SYMBOL_UNIQUE, 4},
    {"thread_local_data", DYNAMIC_SYMBOL_THREAD_LOCAL, DYNAMIC_SYMBOL_GLOBAL, 4},
    {"untyped_symbol", DYNAMIC_SYMBOL_UNTYPED, DYNAMIC_SYMBOL_GLOBAL, 0},
    {"absolute_symbol", DYNAMIC_SYMBOL_UNTYPED, DYNAMIC_SYMBOL_GLOBAL, 0},
};
#define NUM_DEFINED (sizeof(defined) / sizeof(defined[0]))

Test(dynamic_symbols, finds_what_the_library_defines) {
  for (size_t i = 0; i < NUM_FORMS; i++) {
    struct dynamic_symbols symbols = symbols_of(open_fixture(forms[i]));
    cr_assert((symbols.gnu_hash != NULL) == (strstr(forms[i], "sysv") == NULL) || i == 0);
    for (size_t j = 0; j < NUM_DEFINED; j++) {
      struct dynamic_symbol symbol;
      cr_assert(dynamic_symbols_find(&symbols, &symbol, defined[j].name), "%s", defined[j].name);
      cr_assert_str_eq(symbol.name, defined[j].name);
      cr_assert(symbol.type == defined[j].type, "%s is %d", symbol.name, (int)symbol.type);
      cr_assert(symbol.binding == defined[j].binding, "%s is %d", symbol.name, (int)symbol.binding);
      cr_assert(defined[j].size == 0 || symbol.size == defined[j].size, "%s", symbol.name);
    }
  }
}

Test(dynamic_symbols, finds_nothing_else) {
  const char *const absent[] = {
      "printf",           // Imported.
      "missing_function", // Imported, weak, and defined nowhere.
      "__cxa_finalize",   // Imported by the compiler's start files.
      "strlen",           // Defined by a dependency, and not used.
      "malloc",           // Likewise.
      "hidden_function",  // Not exported.
      "hidden_data",      // Not exported.
      "static_function",  // Not exported.
      "chosen_function",  // Not exported.
      "resolve",          // Not exported.
      "",                 // The first entry of the table has this name.
      "plain_functio",    // A beginning.
      "plain_function_",  // A continuation.
      "lain_function",    // An end; string tables share ends.
      "function",
      "Plain_function",
      "plain_function@VERSION_1",
      "\377\376",
  };
  for (size_t i = 0; i < NUM_FORMS; i++) {
    void *handle = open_fixture(forms[i]);
    struct dynamic_symbols symbols = symbols_of(handle);
    for (size_t j = 0; j < sizeof(absent) / sizeof(absent[0]); j++) {
      struct dynamic_symbol symbol = {.size = 12345};
      cr_assert_not(dynamic_symbols_find(&symbols, &symbol, absent[j]), "%s", absent[j]);
      cr_assert(symbol.size == 12345);
    }
    // dlsym does find the dependencies' symbols: the reason for this module.
    cr_assert(dlsym(handle, "strlen") != NULL);
  }
}

Test(dynamic_symbols, finds_none_of_many_made_up_names) {
  for (size_t i = 0; i < NUM_FORMS; i++) {
    struct dynamic_symbols symbols = symbols_of(open_fixture(forms[i]));
    for (unsigned number = 0; number < 20000; number++) {
      char name[32];
      struct dynamic_symbol symbol;
      snprintf(name, sizeof(name), "made_up_%u", number * 2654435761u);
      cr_assert_not(dynamic_symbols_find(&symbols, &symbol, name), "%s", name);
    }
  }
}

Test(dynamic_symbols, walks_over_exactly_what_is_defined) {
  for (size_t i = 0; i < NUM_FORMS; i++) {
    struct dynamic_symbols symbols = symbols_of(open_fixture(forms[i]));
    int seen[NUM_DEFINED] = {0};
    struct dynamic_symbol symbol;
    uint32_t position = 0;
    while (dynamic_symbols_next(&symbols, &symbol, &position)) {
      size_t j = 0;
      while (j < NUM_DEFINED && strcmp(defined[j].name, symbol.name) != 0) {
        j++;
      }
      cr_assert(j < NUM_DEFINED, "%s", symbol.name);
      seen[j]++;
    }
    for (size_t j = 0; j < NUM_DEFINED; j++) {
      cr_assert(seen[j] == 1, "%s: %d", defined[j].name, seen[j]);
    }
    cr_assert_not(dynamic_symbols_next(&symbols, &symbol, &position));
  }
}

Test(dynamic_symbols, values_are_offsets_from_the_base) {
  void *handle = open_fixture("data_only");
  struct dynamic_symbols symbols = symbols_of(handle);
  struct dynamic_symbol symbol;
  cr_assert(dynamic_symbols_find(&symbols, &symbol, "number"));
  cr_assert(*(const int32_t *)(symbols.base + symbol.value) == 42);
  cr_assert(dynamic_symbols_find(&symbols, &symbol, "text"));
  cr_assert(symbol.size == sizeof("exported text"));
  cr_assert_str_eq((const char *)(symbols.base + symbol.value), "exported text");
  cr_assert(dynamic_symbols_find(&symbols, &symbol, "bytes") && symbol.size == 13);
  cr_assert(dynamic_symbols_find(&symbols, &symbol, "zeroes") && symbol.size == 40);
}

Test(dynamic_symbols, indirect_functions_are_told_apart_from_their_resolver) {
  void *handle = open_fixture("symbols");
  struct dynamic_symbols symbols = symbols_of(handle);
  struct dynamic_symbol symbol;
  cr_assert(dynamic_symbols_find(&symbols, &symbol, "indirect_function"));
  void *address = dlsym(handle, "indirect_function");
  cr_assert((uintptr_t)address != symbols.base + symbol.value);
  int32_t (*function)(void);
  memcpy(&function, &address, sizeof(function));
  cr_assert(function() == 6);
}

Test(dynamic_symbols, a_library_may_define_nothing) {
  struct dynamic_symbols symbols = symbols_of(open_fixture("no_symbols"));
  struct dynamic_symbol symbol;
  uint32_t position = 0;
  cr_assert_not(dynamic_symbols_next(&symbols, &symbol, &position));
  cr_assert_not(dynamic_symbols_find(&symbols, &symbol, "hidden_function"));
  cr_assert_not(dynamic_symbols_find(&symbols, &symbol, ""));
}

Test(dynamic_symbols, hidden_versions_are_not_found) {
  void *handle = open_fixture("versioned");
  struct dynamic_symbols symbols = symbols_of(handle);
  struct dynamic_symbol symbol;
  cr_assert(dynamic_symbols_find(&symbols, &symbol, "two_versions"));
  cr_assert(symbols.base + symbol.value == (uintptr_t)dlvsym(handle, "two_versions", "VERSION_2"));
  cr_assert(symbols.base + symbol.value == (uintptr_t)dlsym(handle, "two_versions"));
  cr_assert(dynamic_symbols_find(&symbols, &symbol, "one_version"));
  cr_assert(dlvsym(handle, "old_version", "VERSION_1") != NULL);
  cr_assert(dlsym(handle, "old_version") == NULL);
  cr_assert_not(dynamic_symbols_find(&symbols, &symbol, "old_version"));
  uint32_t position = 0;
  int count = 0;
  while (dynamic_symbols_next(&symbols, &symbol, &position)) {
    count++;
  }
  cr_assert(count == 2); // The names of the versions are no symbols.
}

Test(dynamic_symbols, goes_through_symbolic_links) {
  char folder[] = "/tmp/airlock-symbols-XXXXXX";
  char path[128];
  cr_assert(mkdtemp(folder) != NULL);
  snprintf(path, sizeof(path), "%s/another-name.so", folder);
  cr_assert(symlink(AIRLOCK_FIXTURES_DIR "/libscalars.so", path) == 0);
  void *handle = open_path(path);
  struct dynamic_symbols symbols = symbols_of(handle);
  struct dynamic_symbol symbol;
  cr_assert(dynamic_symbols_find(&symbols, &symbol, "echo_i32"));
  cr_assert(symbols.base + symbol.value == (uintptr_t)dlsym(handle, "echo_i32"));
  cr_assert(symbols_of(open_fixture("scalars")).base == symbols.base);
  unlink(path);
  rmdir(folder);
}

Test(dynamic_symbols, refuses_what_is_no_handle) {
  struct dynamic_symbols symbols = {.num_symbols = 12345};
  cr_assert_not(dynamic_symbols_open(&symbols, NULL));
  cr_assert(symbols.num_symbols == 12345);
}

// Compares a whole library with dlsym; returns the number of its symbols.
static unsigned compare_with_dlsym(void *handle) {
  struct dynamic_symbols symbols = symbols_of(handle);
  struct dynamic_symbol symbol;
  unsigned count = 0;
  uint32_t position = 0;
  while (dynamic_symbols_next(&symbols, &symbol, &position)) {
    struct dynamic_symbol found;
    cr_assert(dynamic_symbols_find(&symbols, &found, symbol.name), "%s", symbol.name);
    cr_assert(found.value == symbol.value && found.type == symbol.type &&
                  found.size == symbol.size && found.name == symbol.name,
              "%s", symbol.name);
    bool plain = (symbol.type == DYNAMIC_SYMBOL_FUNCTION || symbol.type == DYNAMIC_SYMBOL_DATA) &&
                 symbol.binding != DYNAMIC_SYMBOL_UNIQUE;
    if (plain) {
      uintptr_t address = (uintptr_t)dlsym(handle, symbol.name);
      cr_assert(address == symbols.base + symbol.value, "%s", symbol.name);
    }
    count++;
  }
  return count;
}

Test(dynamic_symbols, agrees_with_the_dynamic_linker) {
  const char *const fixtures[] = {"scalars",           "structs",          "memory",
                                  "environment",       "data_only",        "symbols",
                                  "symbols_sysv_hash", "symbols_gnu_hash", "versioned"};
  for (size_t i = 0; i < sizeof(fixtures) / sizeof(fixtures[0]); i++) {
    cr_assert(compare_with_dlsym(open_fixture(fixtures[i])) > 0);
  }
  cr_assert(compare_with_dlsym(open_fixture("structs")) > 700);
  // Libraries of the system have versions by the thousand.
  cr_assert(compare_with_dlsym(open_path("libc.so.6")) > 1000);
  cr_assert(compare_with_dlsym(open_path("libm.so.6")) > 100);
}

// The kernel's own library is mapped read-only, so its dynamic table holds no addresses.
Test(dynamic_symbols, reads_a_table_that_was_not_relocated) {
  void *handle = dlopen("linux-vdso.so.1", RTLD_NOW | RTLD_NOLOAD);
  if (handle == NULL) {
    cr_skip_test("no vdso here");
  }
  struct dynamic_symbols symbols = symbols_of(handle);
  struct dynamic_symbol symbol;
  cr_assert((uintptr_t)symbols.symbols > symbols.base);
  uint32_t position = 0;
  cr_assert(dynamic_symbols_next(&symbols, &symbol, &position));
  cr_assert(strncmp(symbol.name, "__", 2) == 0 || strncmp(symbol.name, "clock", 5) == 0, "%s",
            symbol.name);
}
