// SPDX-License-Identifier: MIT
//
// A loop that its caller ends.
#include <stdbool.h>

void run_until_done(bool (*step)(void)) {
  while (!step()) {
  }
}
