// SPDX-License-Identifier: MIT
// A struct written field by field.

#include <stdint.h>

struct header {
  uint8_t kind;
  uint32_t length;
};

struct packet {
  struct header header;
  uint8_t payload[3];
  uint64_t checksum;
};

void make_packet(struct packet *packet, uint8_t kind) {
  packet->header.kind = kind;
  packet->header.length = 3;
  packet->checksum = kind;
  for (int i = 0; i < 3; i++) {
    packet->payload[i] = (uint8_t)(i + 1);
    packet->checksum += packet->payload[i];
  }
}

void finish_header(struct header *header) {
  header->length = 2u * header->kind;
}
