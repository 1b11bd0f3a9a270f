// SPDX-License-Identifier: MIT
//
// Sets and reads errno.
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>

int32_t fails_with(int32_t number) {
  errno = number;
  return -1;
}

bool errno_is(int32_t number) {
  return errno == number;
}
