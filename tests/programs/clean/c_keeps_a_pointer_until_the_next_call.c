// SPDX-License-Identifier: MIT
// A global pointer that outlives the call.

#include <stddef.h>
#include <stdint.h>

static int32_t *remembered;

void remember(int32_t *counter) {
  remembered = counter;
}

int32_t count(void) {
  return remembered == NULL ? -1 : ++*remembered;
}

void forget(void) {
  remembered = NULL;
}
