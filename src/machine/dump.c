// SPDX-License-Identifier: MIT
//
// A picture of an allocation's bytes, as a note of a report:
//
//   alloc7 (stack, size: 4104, align: 8) {
//       0x000 │ 2a 00 00 00 __ __ __ __ │ ....░░░░
//                           ^^ ^^ ^^ ^^
//       0x008 │ ╾────alloc9+0x4────────╼ │ 01234567
//       0x010 │ 10 40 00 00 00 7f 00 00 │ ********
//       0x018 │ 00 00 14 80 00 00 00 00 │ ..01.... alloc9+0x4[0..2]
//       0x020 │ 00 00 00 00 00 00 00 00 │ ........
//       ... 509 more rows like it
//   }
//
// `__` is uninitialised; the right column tells each byte's state: `.` plain, `░` uninitialised,
// `*` may be a part of any exposed pointer, a digit: that byte of a known pointer. A pointer that
// fills its row stands in place of its bytes; of others the parts are named behind the row. Carets
// stand under the bytes in question.
//
// Rows of eight bytes, at most 100 columns wide. Rows equal to the one before are counted, and of
// the others those near the first bytes in question are shown.
#include "machine/access.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ROW 8
#define ROWS_AROUND 3
#define MAX_ROWS 16
#define LABEL_COLUMNS 44

struct picture {
  airlock_machine *machine;
  struct report *report;
  const struct allocation *allocation;
  uint64_t start; // The bytes in question.
  uint64_t end;   //
  int digits;     // Of an offset.
};

static uint64_t row_end(const struct picture *picture, uint64_t start) {
  return picture->allocation->size - start < ROW ? picture->allocation->size : start + ROW;
}

static airlock_byte byte_at(const struct picture *picture, uint64_t offset) {
  const struct allocation *allocation = picture->allocation;
  airlock_byte byte = shadow_byte(&allocation->shadow, allocation->size, offset);
  byte.value = byte.init ? allocation->base[offset] : 0;
  return byte;
}

static bool byte_equal(airlock_byte left, airlock_byte right) {
  return left.value == right.value && left.init == right.init &&
         prov_equal(left.prov, right.prov) && left.fragment == right.fragment &&
         left.image == right.image;
}

static bool is_marked(const struct picture *picture, uint64_t offset) {
  return offset >= picture->start && offset < picture->end;
}

// Whether a row looks as the one before it, carets included.
static bool row_repeats(const struct picture *picture, uint64_t start) {
  bool repeats = start >= ROW && row_end(picture, start) == start + ROW;
  for (uint64_t i = start; repeats && i < start + ROW; i++) {
    repeats = byte_equal(byte_at(picture, i), byte_at(picture, i - ROW)) &&
              is_marked(picture, i) == is_marked(picture, i - ROW);
  }
  return repeats;
}

static void dump_state(struct report *report, airlock_byte byte) {
  if (!byte.init) {
    report_text_more(report, "░");
  } else if (prov_is_wildcard(byte.prov)) {
    report_text_more(report, "*");
  } else if (prov_is_concrete(byte.prov)) {
    report_text_more(report, "%u", byte.fragment);
  } else {
    report_text_more(report, ".");
  }
}

static void dump_line(struct report *report, int length) {
  for (int i = 0; i < length; i++) {
    report_text_more(report, "─");
  }
}

// The pointer that a whole row is, in place of its bytes, as wide as they are if it can be.
static void dump_pointer(const struct picture *picture, uint64_t offset, airlock_prov prov) {
  uint64_t address;
  memcpy(&address, picture->allocation->base + offset, sizeof address);
  struct pointer_text text = pointer_format(picture->machine, (airlock_ptr){address, prov});
  int room = 21 - (int)strlen(text.text);
  report_text_more(picture->report, "╾");
  dump_line(picture->report, room / 2);
  report_text_more(picture->report, "%s", text.text);
  dump_line(picture->report, room - room / 2);
  report_text_more(picture->report, "╼ ");
}

static void dump_bytes(const struct picture *picture, uint64_t start) {
  uint64_t end = row_end(picture, start);
  for (uint64_t i = start; i < start + ROW; i++) {
    airlock_byte byte = i < end ? byte_at(picture, i) : (airlock_byte){0};
    if (i >= end) {
      report_text_more(picture->report, "   ");
    } else if (byte.init) {
      report_text_more(picture->report, "%02x ", byte.value);
    } else {
      report_text_more(picture->report, "__ ");
    }
  }
}

// The parts of known pointers in a row, as long as there is room.
static void dump_parts(const struct picture *picture, uint64_t start) {
  uint64_t end = row_end(picture, start);
  int room = LABEL_COLUMNS;
  for (uint64_t i = start, next; i < end; i = next) {
    airlock_byte first = byte_at(picture, i);
    airlock_byte expected = first;
    for (next = i + 1; next < end; next++) {
      airlock_byte byte = byte_at(picture, next);
      expected.fragment++;
      expected.value = byte.value;
      if (!byte_equal(byte, expected)) {
        break;
      }
    }
    if (!prov_is_concrete(first.prov)) {
      continue;
    }
    char label[POINTER_TEXT_SIZE + 16];
    airlock_ptr pointer = {first.image, first.prov};
    room -= 1 + snprintf(label, sizeof label, "%s[%u..%u]",
                         pointer_format(picture->machine, pointer).text, first.fragment,
                         (unsigned)(first.fragment + (next - i)));
    report_text_more(picture->report, " %s", room < 0 ? "..." : label);
    if (room < 0) {
      break;
    }
  }
}

static void dump_carets(const struct picture *picture, uint64_t start) {
  uint64_t end = row_end(picture, start);
  if (start >= picture->end || end <= picture->start) {
    return;
  }
  uint64_t last = picture->end < end ? picture->end : end;
  report_text_more(picture->report, "\n    %*s", picture->digits + 5, "");
  for (uint64_t i = start; i < last; i++) {
    report_text_more(picture->report, "%s%s", i == start ? "" : " ",
                     is_marked(picture, i) ? "^^" : "  ");
  }
}

static void dump_row(const struct picture *picture, uint64_t start) {
  const struct allocation *allocation = picture->allocation;
  struct report *report = picture->report;
  uint64_t end = row_end(picture, start);
  report_text_more(report, "\n    0x%0*" PRIx64 " │ ", picture->digits, start);
  airlock_prov whole = end - start == ROW ? prov_map_get(allocation->shadow.concrete, start).prov
                                          : airlock_prov_none();
  bool is_pointer = !prov_is_none(whole) &&
                    prov_equal(shadow_pointer(&allocation->shadow, allocation->size, start), whole);
  if (is_pointer) {
    dump_pointer(picture, start, whole);
  } else {
    dump_bytes(picture, start);
  }
  report_text_more(report, "│ ");
  for (uint64_t i = start; i < end; i++) {
    dump_state(report, byte_at(picture, i));
  }
  if (!is_pointer) {
    dump_parts(picture, start);
  }
  dump_carets(picture, start);
}

// Rows from `start` on that repeat the one before it, up to `limit`.
static uint64_t count_repeats(const struct picture *picture, uint64_t start, uint64_t limit) {
  uint64_t count = 0;
  while (start + count * ROW < limit && row_repeats(picture, start + count * ROW)) {
    count++;
  }
  return count;
}

void access_dump(airlock_machine *machine, struct allocation *allocation, uint32_t slot,
                 uint64_t start, uint64_t end) {
  struct report *report = &machine->report;
  struct picture picture = {machine, report, allocation, start, end, 2};
  picture.digits = snprintf(NULL, 0, "%02" PRIx64, allocation->size - 1);
  report_note(report, AIRLOCK_DUMP, 0, "%s (%s, size: %" PRIu64 ", align: %" PRIu64 ") {",
              alloc_format(machine_id_of(allocation, slot)).text, access_kind_name(allocation),
              allocation->size, UINT64_C(1) << allocation->align_log2);
  uint64_t row = start / ROW > ROWS_AROUND ? start / ROW - ROWS_AROUND : 0;
  uint64_t limit = (end + ROW - 1) / ROW + ROWS_AROUND;
  limit = limit < (allocation->size + ROW - 1) / ROW ? limit * ROW : allocation->size;
  if (row > 0) {
    report_text_more(report, "\n    ... 0x%" PRIx64 " bytes before", row * ROW);
  }
  uint64_t next = row * ROW;
  for (unsigned rows = 0; rows < MAX_ROWS && next < limit; rows++) {
    dump_row(&picture, next);
    next += ROW;
    uint64_t repeats = count_repeats(&picture, next, limit);
    if (repeats > 1) {
      report_text_more(report, "\n    ... %" PRIu64 " more rows like it", repeats);
      next += repeats * ROW;
    }
  }
  if (next < allocation->size) {
    report_text_more(report, "\n    ... 0x%" PRIx64 " bytes after", allocation->size - next);
  }
  report_text_more(report, "\n}");
}
