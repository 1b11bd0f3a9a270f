// SPDX-License-Identifier: MIT
//
// The C side of struct_declared_otherwise.rs.
#include <stdbool.h>
#include <stdint.h>

struct sensor {
  uint32_t id;
  uint8_t channel;
  bool is_on;
};

void sensor_read(struct sensor *sensor) {
  sensor->channel = 11;
  sensor->is_on = true;
}
