// SPDX-License-Identifier: MIT
//
// Keeps what it is given, and calls it.
#include <stddef.h>

typedef void callee(const void *data, int number);

static const void *kept;
static callee *kept_callee;

void keep(const void *data, callee *call) {
  kept = data;
  kept_callee = call;
}

void call_kept(int times) {
  for (int i = 1; i <= times; i++) {
    kept_callee(kept, i);
  }
}

const void *give_back(void) {
  const void *data = kept;
  kept = NULL;
  return data;
}
