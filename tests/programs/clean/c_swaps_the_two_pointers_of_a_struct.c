// SPDX-License-Identifier: MIT
// A struct whose two pointers are exchanged.

#include <stdint.h>

struct buffers {
  int32_t *front, *back;
  uint32_t swaps;
};

void swap_buffers(struct buffers *buffers) {
  int32_t *front = buffers->front;
  buffers->front = buffers->back;
  buffers->back = front;
  buffers->swaps++;
}
