// SPDX-License-Identifier: MIT
//
// Public functions that concern the machine as a whole. The others stand with the model they belong
// to: values, types, memory and pointers in machine/, signatures, libraries and calls in native/.
#include "machine/adoption.h"
#include "machine/foreign.h"
#include "native/native.h"

#include <stdarg.h>

int airlock_version(void) {
  return AIRLOCK_VERSION_NUMBER;
}

void airlock_config_init(airlock_config *out_config) {
  *out_config = (airlock_config){
      .allocator = host_default(),
      .address_space = UINT64_C(64) << 30,
      .policy = airlock_policy_default(),
      .callback_limit = 1024,
  };
}

airlock_status airlock_machine_new(airlock_machine **out_machine, const airlock_config *config) {
  airlock_config defaults;
  if (out_machine == NULL) {
    return AIRLOCK_USAGE_ARGUMENT;
  }
  if (config == NULL) {
    airlock_config_init(&defaults);
    config = &defaults;
  }
  const airlock_allocator *allocator = &config->allocator;
  bool complete = allocator->allocate != NULL && allocator->resize != NULL &&
                  allocator->release != NULL && config->policy != NULL &&
                  config->policy->cast_from_address != NULL;
  airlock_status status = complete ? machine_open(out_machine, config) : AIRLOCK_USAGE_ARGUMENT;
  if (status == AIRLOCK_OK) {
    (*out_machine)->native_places = &native_places;
  }
  return status;
}

void airlock_machine_free(airlock_machine *machine) {
  if (machine != NULL) {
    adoption_release_all(machine);
    native_release(machine);
    machine_close(machine);
  }
}

void airlock_get_statistics(const airlock_machine *machine, airlock_statistics *out_statistics) {
  *out_statistics = machine_statistics(machine);
}

const airlock_report *airlock_last_report(const airlock_machine *machine) {
  return &machine->report.facts;
}

airlock_status airlock_raise(airlock_machine *machine, airlock_status status, const char *format,
                             ...) {
  va_list args;
  va_start(args, format);
  report_begin_list(&machine->report, status, format, args);
  va_end(args);
  if (airlock_status_family(status) == AIRLOCK_FAMILY_UB) {
    access_blame_program(machine);
  } else if (airlock_status_family(status) == AIRLOCK_FAMILY_UNSUPPORTED) {
    access_blame_machine(machine);
  }
  return status;
}
