// SPDX-License-Identifier: MIT
//
// A picture of an allocation's bytes, as a note of a report:
//
//   alloc7 (stack, size: 24, align: 8) {
//       0x00 │ 2a 00 00 00 __ __ __ __ │ ....░░░░
//       0x08 │ ╾────alloc9+0x4────────╼ │ pppppppp
//       0x10 │ 10 40 00 00 00 7f 00 00 │ ********
//   }
//
// `__` is uninitialised; the right column tells each byte's state: `.` plain, `░` uninitialised,
// `*` may be a part of any exposed pointer, a digit: that byte of a known pointer. Rows of eight
// bytes, only those near the bytes in question.
#include "machine/access.h"

#include <inttypes.h>
#include <string.h>

#define ROW 8
#define ROWS_AROUND 3

static void dump_byte(struct report *report, const struct allocation *allocation, uint64_t offset) {
  if (shadow_byte(&allocation->shadow, allocation->size, offset).init) {
    report_text_more(report, "%02x ", allocation->base[offset]);
  } else {
    report_text_more(report, "__ ");
  }
}

static void dump_state(struct report *report, const struct allocation *allocation,
                       uint64_t offset) {
  airlock_byte byte = shadow_byte(&allocation->shadow, allocation->size, offset);
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

// The pointer that a whole row is, in place of its bytes, 23 columns wide like them.
static void dump_pointer(airlock_machine *machine, const struct allocation *allocation,
                         uint64_t offset, airlock_prov prov) {
  uint64_t address;
  memcpy(&address, allocation->base + offset, sizeof address);
  struct pointer_text text = pointer_format(machine, (airlock_ptr){address, prov});
  int room = 21 - (int)strlen(text.text);
  report_text_more(&machine->report, "╾");
  dump_line(&machine->report, room / 2);
  report_text_more(&machine->report, "%s", text.text);
  dump_line(&machine->report, room - room / 2);
  report_text_more(&machine->report, "╼ ");
}

static void dump_row(airlock_machine *machine, const struct allocation *allocation,
                     uint64_t start) {
  struct report *report = &machine->report;
  uint64_t end = allocation->size - start < ROW ? allocation->size : start + ROW;
  report_text_more(report, "\n    0x%02" PRIx64 " │ ", start);
  airlock_prov whole = end - start == ROW ? prov_map_get(allocation->shadow.concrete, start).prov
                                          : airlock_prov_none();
  if (!prov_is_none(whole) &&
      prov_equal(shadow_pointer(&allocation->shadow, allocation->size, start), whole)) {
    dump_pointer(machine, allocation, start, whole);
  } else {
    for (uint64_t i = start; i < start + ROW; i++) {
      if (i < end) {
        dump_byte(report, allocation, i);
      } else {
        report_text_more(report, "   ");
      }
    }
  }
  report_text_more(report, "│ ");
  for (uint64_t i = start; i < end; i++) {
    dump_state(report, allocation, i);
  }
}

void access_dump(airlock_machine *machine, struct allocation *allocation, uint32_t slot,
                 uint64_t start, uint64_t end) {
  struct report *report = &machine->report;
  struct pointer_text name = alloc_format(machine_id_of(allocation, slot));
  report_note(report, AIRLOCK_DUMP, 0, "%s (%s, size: %" PRIu64 ", align: %" PRIu64 ") {",
              name.text, access_kind_name(allocation), allocation->size,
              UINT64_C(1) << allocation->align_log2);
  uint64_t first = start / ROW > ROWS_AROUND ? start / ROW - ROWS_AROUND : 0;
  uint64_t shown_end = end - start > 2 * ROWS_AROUND * ROW ? start + 2 * ROWS_AROUND * ROW : end;
  uint64_t last = (shown_end + ROW - 1) / ROW + ROWS_AROUND;
  if (first > 0) {
    report_text_more(report, "\n    ...");
  }
  for (uint64_t row = first; row < last && row * ROW < allocation->size; row++) {
    dump_row(machine, allocation, row * ROW);
  }
  if (last * ROW < allocation->size) {
    report_text_more(report, "\n    ...");
  }
  report_text_more(report, "\n}");
}
