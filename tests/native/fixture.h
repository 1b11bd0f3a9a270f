// SPDX-License-Identifier: MIT
//
// Machines with a fixture library, and its functions bound by their declaration.
//
// A declaration is the function as text, with the names of airlock's scalar kinds, `void` for no
// result, `fn` for function pointers: "i32 sum_i32(pointer, usize)". A suite may name types of its
// own in between, through `fixture_types`.
#ifndef AIRLOCK_TESTS_NATIVE_FIXTURE_H
#define AIRLOCK_TESTS_NATIVE_FIXTURE_H

#include "airlock.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define FIXTURE_PATH(name) AIRLOCK_FIXTURES_DIR "/lib" name ".so"
#define FIXTURE_MAX_PARAMS 24
#define FIXTURE_MAX_TYPES 16

#define cr_assert_ok(machine, call)                                                                \
  do {                                                                                             \
    airlock_status ok_status = (call);                                                             \
    cr_assert_eq(ok_status, AIRLOCK_OK, "%s: %s: %s", #call, airlock_status_name(ok_status),       \
                 airlock_last_report(machine)->message);                                           \
  } while (0)

// Expects a status and that the report's message contains a text.
#define cr_expect_failure(machine, call, expected, text)                                           \
  do {                                                                                             \
    airlock_status failure_status = (call);                                                        \
    const char *failure_message = airlock_last_report(machine)->message;                           \
    cr_expect_eq(failure_status, expected, "%s: %s: %s", #call,                                    \
                 airlock_status_name(failure_status), failure_message);                            \
    cr_expect(strstr(failure_message, text) != NULL, "%s: the message is `%s`", #call,             \
              failure_message);                                                                    \
  } while (0)

struct fixture_type {
  const char *name;
  const airlock_type *type;
};

// Types that declarations may name beside the scalar kinds.
struct fixture_types {
  struct fixture_type items[FIXTURE_MAX_TYPES];
  size_t count;
};

static struct fixture_types fixture_types;

static inline void fixture_name_type(const char *name, const airlock_type *type) {
  cr_assert(fixture_types.count < FIXTURE_MAX_TYPES);
  fixture_types.items[fixture_types.count++] = (struct fixture_type){name, type};
}

static inline airlock_machine *fixture_machine(const airlock_config *config, const char *library) {
  airlock_machine *machine;
  cr_assert_eq(airlock_machine_new(&machine, config), AIRLOCK_OK);
  if (library != NULL) {
    char path[512];
    snprintf(path, sizeof path, AIRLOCK_FIXTURES_DIR "/lib%s.so", library);
    cr_assert_ok(machine, airlock_open_library(machine, path));
  }
  return machine;
}

// A machine as by default, but for its engine.
static inline airlock_machine *fixture_machine_of(airlock_engine engine, const char *library) {
  airlock_config config;
  airlock_config_init(&config);
  config.engine = engine;
  return fixture_machine(&config, library);
}

static inline airlock_statistics fixture_statistics(const airlock_machine *machine) {
  airlock_statistics statistics;
  airlock_get_statistics(machine, &statistics);
  return statistics;
}

// Opens the library of the process that a name comes from.
static inline void fixture_open_library_of(airlock_machine *machine, const char *name) {
  airlock_symbol symbol;
  cr_assert_ok(machine, airlock_symbol_find(machine, &symbol, AIRLOCK_PROCESS, name, strlen(name)));
  cr_assert_ok(machine, airlock_open_library(machine, symbol.library));
}

static inline bool fixture_is_name(const char *start, size_t length, const char *name) {
  return strlen(name) == length && memcmp(start, name, length) == 0;
}

// The type that a word of a declaration names; NULL for void.
static inline const airlock_type *fixture_type(airlock_machine *machine, const char *start,
                                               size_t length) {
  for (size_t i = 0; i < fixture_types.count; i++) {
    if (fixture_is_name(start, length, fixture_types.items[i].name)) {
      return fixture_types.items[i].type;
    }
  }
  for (int kind = 1; kind < AIRLOCK_NUM_KINDS; kind++) {
    if (fixture_is_name(start, length, airlock_kind_name((airlock_kind)kind))) {
      return airlock_type_scalar(machine, (airlock_kind)kind);
    }
  }
  if (fixture_is_name(start, length, "fn")) {
    return airlock_type_scalar(machine, AIRLOCK_FUNCTION);
  }
  cr_assert(fixture_is_name(start, length, "void"), "no type `%.*s`", (int)length, start);
  return NULL;
}

// Reads a declaration: gives the signature, and the name in out_name, 64 bytes long.
static inline const airlock_signature *fixture_signature(airlock_machine *machine, char *out_name,
                                                         const char *declaration) {
  size_t length = strcspn(declaration, " ");
  const airlock_type *result = fixture_type(machine, declaration, length);
  const char *name = declaration + length + 1;
  length = strcspn(name, "(");
  cr_assert(length < 64);
  snprintf(out_name, 64, "%.*s", (int)length, name);
  const airlock_type *params[FIXTURE_MAX_PARAMS];
  size_t count = 0;
  for (const char *word = name + length + 1; *word != ')' && *word != '\0';) {
    length = strcspn(word, ",)");
    cr_assert(count < FIXTURE_MAX_PARAMS);
    params[count++] = fixture_type(machine, word, length);
    word += length;
    word += strspn(word, ", ");
  }
  const airlock_signature *signature;
  cr_assert_ok(machine, airlock_signature_new(machine, &signature, result, params, count));
  return signature;
}

static inline const airlock_callee *fixture_bind(airlock_machine *machine,
                                                 const char *declaration) {
  char name[64];
  const airlock_signature *signature = fixture_signature(machine, name, declaration);
  const airlock_callee *callee;
  cr_assert_ok(machine, airlock_bind(machine, &callee, name, signature));
  return callee;
}

// Calls a function that succeeds, and gives its result.
static inline airlock_scalar fixture_call(airlock_machine *machine, const char *declaration,
                                          const airlock_scalar *args, size_t num_args) {
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  const airlock_callee *callee = fixture_bind(machine, declaration);
  cr_assert_ok(machine, airlock_call(machine, callee, args, num_args, &result));
  return result;
}

#define FIXTURE_ARGS(...)                                                                          \
  (const airlock_scalar[]){__VA_ARGS__},                                                           \
      sizeof((const airlock_scalar[]){__VA_ARGS__}) / sizeof(airlock_scalar)

static inline airlock_scalar fixture_pointer_at(airlock_ptr pointer, uint64_t offset) {
  return airlock_pointer(airlock_ptr_wrapping_add(pointer, offset));
}

static inline airlock_ptr fixture_allocate(airlock_machine *machine, uint64_t size,
                                           uint64_t align) {
  airlock_ptr pointer;
  cr_assert_ok(machine, airlock_allocate(machine, &pointer, size, align, AIRLOCK_HEAP));
  return pointer;
}

static inline void fixture_store(airlock_machine *machine, airlock_ptr pointer, uint64_t offset,
                                 airlock_scalar scalar) {
  const airlock_type *type = airlock_type_scalar(machine, scalar.kind);
  cr_assert_ok(machine,
               airlock_store(machine, airlock_ptr_wrapping_add(pointer, offset), scalar, type));
}

static inline airlock_scalar fixture_load(airlock_machine *machine, airlock_ptr pointer,
                                          uint64_t offset, airlock_kind kind) {
  airlock_scalar scalar = {.kind = AIRLOCK_UNINIT};
  const airlock_type *type = airlock_type_scalar(machine, kind);
  cr_assert_ok(machine,
               airlock_load(machine, &scalar, airlock_ptr_wrapping_add(pointer, offset), type));
  return scalar;
}

static inline airlock_byte fixture_byte(airlock_machine *machine, airlock_ptr pointer,
                                        uint64_t offset) {
  airlock_byte byte;
  cr_assert_ok(machine, airlock_byte_at(machine, &byte, airlock_ptr_wrapping_add(pointer, offset)));
  return byte;
}

static inline bool fixture_is_exposed(airlock_machine *machine, airlock_ptr pointer) {
  airlock_alloc_info info;
  cr_assert(airlock_alloc_get_info(machine, &info, pointer.prov.alloc));
  return info.exposed;
}

#endif
