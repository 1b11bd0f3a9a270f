// SPDX-License-Identifier: MIT
//
// An entry of two integers, and an address made of parts.

#include <stdint.h>

struct entry {
  uint16_t id;
  int64_t amount;
};

struct address {
  struct {
    uint8_t class;
    uint16_t number;
  } network;
  struct {
    int32_t number;
  } host;
  uint64_t mask;
};

int64_t booked(struct entry entry) {
  return entry.id + entry.amount;
}

struct entry make_entry(uint16_t id, int64_t amount) {
  struct entry entry = {.id = id, .amount = amount};
  return entry;
}

uint32_t differences(struct address address, uint8_t class, uint16_t network, int32_t host) {
  uint32_t count = 0;
  count += address.network.class != class;
  count += address.network.number != network;
  count += address.host.number != host;
  count += address.mask != UINT64_C(0xffff0000ffff0000);
  return count;
}
