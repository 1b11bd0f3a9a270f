// SPDX-License-Identifier: MIT
//
// Changes a value and tells of it.
#include <stdint.h>

int32_t *update(int32_t *value, void (*changed)(int32_t *)) {
  *value += 1;
  changed(value);
  return value;
}
