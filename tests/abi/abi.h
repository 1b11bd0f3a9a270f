// SPDX-License-Identifier: MIT
//
// The ABI differential: random C functions, compiled by real compilers, called through airlock.
//
//   generate  random types and functions, as types of a machine     generate.c
//   source    the same functions as C, for a compiler               source.c
//   compare   calls through airlock; every byte of value compared    compare.c
//   callback  the same functions as callbacks, called by C           callback.c
//   run       compilers, batches, reproducers                        run.c
//
// A function of the C side writes down what it was given and returns bytes that it was told to, so
// both ways are compared byte by byte. For callbacks a second one passes bytes that it was told to,
// and writes down what it got. Layouts are compared with sizeof, _Alignof and offsetof.
#ifndef AIRLOCK_TESTS_ABI_ABI_H
#define AIRLOCK_TESTS_ABI_ABI_H

#include "../random.h"
#include "native/native.h"

#include <stdio.h>

enum {
  ABI_MAX_PARAMS = 20,
  ABI_MAX_TYPES = 4096,
  ABI_MAX_VALUE = 4096, // Bytes of one value.
  ABI_NUM_ENGINES = 3,
};

struct abi_function {
  const airlock_type *result; // NULL: void.
  const airlock_type *params[ABI_MAX_PARAMS];
  size_t num_params;
  size_t num_fixed;
  bool is_variadic;
};

// abi_function_random makes a function. The types belong to the machine.
void abi_function_random(airlock_machine *machine, struct random *random,
                         struct abi_function *out_function);

// abi_source_write writes a C file with functions abi_0, abi_1, ... and what compare.c looks for.
void abi_source_write(FILE *file, const struct abi_function *functions, size_t num_functions);

// What one compiler made of a batch.
struct abi_library {
  airlock_machine *machines[ABI_NUM_ENGINES]; // In each of which it is open,
  airlock_machine *machine;                   // and the one whose turn it is.
  const char *compiler;                       // "gcc" or "clang".
  bool is_old_clang;                          // Before 18; see what compare.c knows of it.
  void *handle;
  uint8_t *seen;   // What the last function was given: each argument at index * ABI_MAX_VALUE.
  uint8_t *answer; // What the next one returns.
  uint8_t *given;  // What the next caller passes, as `seen`.
  uint8_t *got;    // What the function returned to it.
  const uint64_t *layouts; // See abi_source_write.
};

bool abi_library_open(struct abi_library *library, const char *path);

enum abi_outcome { ABI_SAME, ABI_REFUSED, ABI_COMPILER_FAULT, ABI_DIFFERENT };

// abi_compare calls a function through airlock with random values. *out_reason says why it was
// refused, or what differs; at most `size` bytes.
enum abi_outcome abi_compare(const struct abi_library *library, const struct abi_function *function,
                             size_t index, struct random *random, char *out_reason, size_t size);

// abi_compare_callback has C call a function of the machine with random values; as abi_compare.
// abi_run_callback is the machine's callback hook.
enum abi_outcome abi_compare_callback(const struct abi_library *library,
                                      const struct abi_function *function, size_t index,
                                      struct random *random, char *out_reason, size_t size);
airlock_status abi_run_callback(void *context, void *token, const airlock_scalar *args,
                                size_t num_args, airlock_scalar *io_result);

// Values: random ones, whether two are the same, as a scalar, and out of a scalar or of memory.
void abi_value_random(struct random *random, uint8_t *bytes, const airlock_type *type);
bool abi_value_same(const struct abi_library *library, const uint8_t *left, const uint8_t *right,
                    const airlock_type *type);
airlock_scalar abi_value_scalar(const uint8_t *bytes, const airlock_type *type);
void abi_value_bytes(airlock_machine *machine, uint8_t *out_bytes, airlock_scalar value,
                     const airlock_type *type);

// abi_require ends the process when a step fails that must not.
void abi_require(airlock_machine *machine, airlock_status status);

// abi_compare_layouts compares size, alignment and offsets of all aggregates of the functions.
bool abi_compare_layouts(const struct abi_library *library, const struct abi_function *functions,
                         size_t num_functions, char *out_reason, size_t size);

// The aggregates of some functions in order of definition, members first.
struct abi_types {
  const airlock_type *items[ABI_MAX_TYPES];
  size_t count;
};

void abi_types_collect(struct abi_types *types, const struct abi_function *functions,
                       size_t num_functions);
size_t abi_types_index(const struct abi_types *types, const airlock_type *type);

#endif
