// SPDX-License-Identifier: MIT
//
// Variables that a library exports.
#include <stdint.h>

int32_t visits = 3;
const double half = 0.5;
struct {
  uint8_t red;
  uint32_t rest[3];
} colours = {9, {1, 2, 3}};
const char *greeting = "hello";
int64_t internal_name = -4;

void visit(void) {
  visits += 1;
  colours.rest[2] *= 10;
}
