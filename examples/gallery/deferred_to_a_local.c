// SPDX-License-Identifier: MIT
//
// The C side of deferred_to_a_local.rs.
#include <stddef.h>

static void (*handler)(void *data);
static void *handler_data;

void at_shutdown(void (*run)(void *data), void *data) {
  handler = run;
  handler_data = data;
}

void shut_down(void) {
  if (handler != NULL) {
    handler(handler_data);
  }
}
