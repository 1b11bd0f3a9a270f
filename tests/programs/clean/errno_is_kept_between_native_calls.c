// SPDX-License-Identifier: MIT
//
// A function that fails, and one that says why.

#include <errno.h>
#include <stdint.h>

int32_t fail_with(int32_t code) {
  errno = code;
  return -1;
}

int32_t last_error(void) {
  return errno;
}

double root(double value) {
  double guess = value;
  for (int i = 0; i < 50; i++) {
    guess = (guess + value / guess) / 2;
  }
  return guess;
}
