// SPDX-License-Identifier: MIT
//
// A loop without an end.
#include <stdint.h>

void call_for_ever(void (*function)(uint64_t)) {
  for (uint64_t round = 0;; round++) {
    function(round);
  }
}
