// SPDX-License-Identifier: MIT
// Nested aggregates in and out.

#include <stdbool.h>
#include <stdint.h>

struct metres {
  double value;
};

struct size {
  uint16_t width, height;
};

struct window {
  struct size sizes[2];
  bool visible;
};

struct room {
  struct metres length;
  struct window window;
  struct metres doors[2];
};

struct metres double_metres(struct metres length) {
  return (struct metres){2.0 * length.value};
}

struct window exchange_sizes(struct window window) {
  return (struct window){{window.sizes[1], window.sizes[0]}, !window.visible};
}

struct room rebuild(struct room room, struct metres length) {
  return (struct room){length, exchange_sizes(room.window), {room.doors[1], room.length}};
}
