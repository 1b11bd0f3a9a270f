// SPDX-License-Identifier: MIT
//
// The fuzzer of texts of types and signatures: any bytes are one of each. A text is refused as a
// text, or as too large; or it is read, and then its printed form is read as the very same type.
#include "airlock.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
  if (!condition) {
    abort();
  }
}

static void require_refusal(const airlock_machine *machine, airlock_status status) {
  const airlock_report *report = airlock_last_report(machine);
  require(status == AIRLOCK_USAGE_TEXT || status == AIRLOCK_LIMIT_MEMORY);
  require(report->status == status && strlen(report->message) > 0);
  for (size_t i = 0; i < report->num_notes; i++) {
    require(strlen(report->notes[i].text) > 0);
  }
}

static void try_type(airlock_machine *machine, const char *text) {
  const airlock_type *type = NULL;
  const airlock_type *again = NULL;
  airlock_status status = airlock_type_parse(machine, &type, text);
  if (status != AIRLOCK_OK) {
    require_refusal(machine, status);
    require(type == NULL);
    return;
  }
  size_t length = airlock_type_format(type, NULL, 0);
  char *printed = malloc(length + 1);
  require(printed != NULL && airlock_type_format(type, printed, length + 1) == length);
  require(airlock_type_parse(machine, &again, printed) == AIRLOCK_OK && again == type);
  uint64_t align = airlock_type_align(type);
  require((align & (align - 1)) == 0 && airlock_type_size(type) % align == 0);
  free(printed);
}

static void try_signature(airlock_machine *machine, const char *text) {
  const airlock_signature *signature = NULL;
  const airlock_signature *again = NULL;
  airlock_status status = airlock_signature_parse(machine, &signature, text);
  if (status != AIRLOCK_OK) {
    require_refusal(machine, status);
    require(signature == NULL);
    return;
  }
  size_t length = airlock_signature_format(signature, NULL, 0);
  char *printed = malloc(length + 1);
  require(printed != NULL && airlock_signature_format(signature, printed, length + 1) == length);
  require(airlock_signature_parse(machine, &again, printed) == AIRLOCK_OK && again == signature);
  free(printed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  airlock_config config;
  airlock_config_init(&config);
  config.address_space = 1 << 20;
  airlock_machine *machine = NULL;
  char *text = malloc(size + 1);
  require(text != NULL && airlock_machine_new(&machine, &config) == AIRLOCK_OK);
  memcpy(text, data, size);
  text[size] = '\0';
  try_type(machine, text);
  try_signature(machine, text);
  free(text);
  airlock_machine_free(machine);
  return 0;
}
