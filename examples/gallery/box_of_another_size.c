// SPDX-License-Identifier: MIT
//
// The C side of box_of_another_size.rs.
static void *kept;

void queue_put(void *data) {
  kept = data;
}

void *queue_take(void) {
  return kept;
}
