// SPDX-License-Identifier: MIT
//
// The fuzzer of calls with bytes: the first line of an input is a signature, what follows are the
// arguments' bytes. The function that is called is this file's own and looks at nothing, so that
// it can be called by any signature. A call is refused, finds a value that is none, or happens; it
// never writes beside its result.
#include "airlock.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CANARY = 0xc5, CANARY_SIZE = 64 };

static void require(bool condition) {
  if (!condition) {
    abort();
  }
}

static unsigned num_calls;

static void accept_anything(void) {
  num_calls++;
}

// Bytes that are still to be given out; over and over again, since values may be large.
struct supply {
  const uint8_t *data;
  size_t size;
  size_t next;
};

static uint8_t take(struct supply *supply) {
  return supply->size > 0 ? supply->data[supply->next++ % supply->size] : 0;
}

// The bytes of an argument; now and then one too many.
static airlock_bytes make_argument(struct supply *supply, const airlock_type *type,
                                   bool *io_is_exact) {
  size_t size = airlock_type_size(type);
  if (take(supply) == 0xff) {
    size++;
    *io_is_exact = false;
  }
  uint8_t *bytes = malloc(size);
  require(bytes != NULL);
  for (size_t i = 0; i < size; i++) {
    bytes[i] = take(supply);
  }
  return (airlock_bytes){bytes, size};
}

static void call(airlock_machine *machine, const airlock_callee *callee,
                 const airlock_signature *signature, const airlock_bytes *args, bool is_exact) {
  airlock_signature_info info = airlock_signature_get_info(signature);
  size_t size = info.result != NULL ? airlock_type_size(info.result) : 0;
  uint8_t *result = malloc(size + CANARY_SIZE);
  require(result != NULL);
  memset(result, CANARY, size + CANARY_SIZE);
  unsigned calls_before = num_calls;
  airlock_status status =
      airlock_call_bytes(machine, callee, args, info.num_params, result, size, NULL);
  require(status == AIRLOCK_OK || status == AIRLOCK_UB_INVALID_VALUE ||
          (status == AIRLOCK_USAGE_ARGUMENT && !is_exact));
  require(is_exact || status != AIRLOCK_OK);
  require(num_calls - calls_before <= 1 && (status != AIRLOCK_OK || num_calls > calls_before));
  for (size_t i = 0; i < CANARY_SIZE; i++) {
    require(result[size + i] == CANARY);
  }
  free(result);
}

static void try_call(airlock_machine *machine, const airlock_signature *signature,
                     struct supply *supply) {
  const airlock_callee *callee = NULL;
  uint64_t address = (uint64_t)(uintptr_t)accept_anything;
  airlock_status status = airlock_bind_address(machine, &callee, address, signature);
  if (status != AIRLOCK_OK) {
    require(status == AIRLOCK_UNSUPPORTED_ARGUMENT || status == AIRLOCK_UNSUPPORTED_RESULT);
    require(airlock_last_report(machine)->num_notes > 0);
    return;
  }
  size_t num_params = airlock_signature_get_info(signature).num_params;
  airlock_bytes *args = calloc(num_params + 1, sizeof *args);
  require(args != NULL);
  bool is_exact = true;
  for (size_t i = 0; i < num_params; i++) {
    const airlock_type *type = NULL;
    const airlock_type *passed_as = NULL;
    require(airlock_signature_param(signature, &type, &passed_as, i));
    args[i] = make_argument(supply, type, &is_exact);
  }
  call(machine, callee, signature, args, is_exact);
  for (size_t i = 0; i < num_params; i++) {
    free((void *)(uintptr_t)args[i].data);
  }
  free(args);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const uint8_t *end = size > 0 ? memchr(data, '\n', size) : NULL;
  size_t length = end != NULL ? (size_t)(end - data) : size;
  airlock_config config;
  airlock_config_init(&config);
  config.address_space = 1 << 20;
  airlock_machine *machine = NULL;
  char *text = malloc(length + 1);
  require(text != NULL && airlock_machine_new(&machine, &config) == AIRLOCK_OK);
  memcpy(text, data, length);
  text[length] = '\0';
  const airlock_signature *signature = NULL;
  if (airlock_signature_parse(machine, &signature, text) == AIRLOCK_OK) {
    struct supply supply = {data + length, size - length, 0};
    try_call(machine, signature, &supply);
  }
  free(text);
  require(airlock_memory_check(machine) == NULL);
  airlock_machine_free(machine);
  return 0;
}
