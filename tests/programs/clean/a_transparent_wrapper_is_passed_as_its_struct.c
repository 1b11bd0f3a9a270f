// SPDX-License-Identifier: MIT
// A struct of an int and a double, which Rust wraps.
#include <stdint.h>

struct point {
  int32_t x;
  double y;
};

struct point make_point(int32_t x) {
  struct point point = {x, 2.5 * x};
  return point;
}

double add_parts(struct point point) {
  return point.x + point.y;
}
