// SPDX-License-Identifier: MIT
//
// Reports in the room that was set aside for them, however much is said; and the list of statuses.
#include "support/report.h"

#include <criterion/criterion.h>
#include <string.h>

static struct report report;
static char long_text[3 * REPORT_TEXT_SIZE];

static void fill_long_text(size_t length) {
  memset(long_text, 'x', length);
  long_text[length] = '\0';
}

static bool ends_in_dots(const char *text) {
  size_t length = strlen(text);
  return length >= 3 && strcmp(text + length - 3, "...") == 0;
}

static bool lies_in_report(const char *text) {
  return text >= report.text && text + strlen(text) < report.text + REPORT_TEXT_SIZE;
}

Test(report, begin_empties_a_report) {
  report_begin(&report, AIRLOCK_UB_OUT_OF_BOUNDS, "first");
  report_note(&report, AIRLOCK_NOTE, 0, "a note");
  report.facts.alloc.value = 7;
  report.facts.range_end = 3;
  report.facts.argument = 4;
  report.facts.function = "f";
  report_begin(&report, AIRLOCK_UB_NULL_POINTER, "%s %d", "second", 2);
  cr_expect_str_eq(report.facts.message, "second 2");
  cr_expect_eq(report.facts.status, AIRLOCK_UB_NULL_POINTER);
  cr_expect_eq(report.facts.num_notes, 0);
  cr_expect_eq(report.facts.alloc.value, 0);
  cr_expect_eq(report.facts.range_end, 0);
  cr_expect_eq(report.facts.argument, -1);
  cr_expect_null(report.facts.function);
}

Test(report, notes_keep_their_kind_span_text_and_order) {
  report_begin(&report, AIRLOCK_OK, "message");
  report_note(&report, AIRLOCK_ALLOCATED, 42, "alloc%d was allocated here", 7);
  report_note(&report, AIRLOCK_HELP, 0, "help");
  cr_assert_eq(report.facts.num_notes, 2);
  cr_expect_str_eq(report.facts.message, "message");
  const airlock_note *notes = report.facts.notes;
  cr_expect_eq(notes[0].kind, AIRLOCK_ALLOCATED);
  cr_expect_eq(notes[0].span, 42);
  cr_expect_str_eq(notes[0].text, "alloc7 was allocated here");
  cr_expect_eq(notes[1].kind, AIRLOCK_HELP);
  cr_expect_eq(notes[1].span, 0);
  cr_expect_str_eq(notes[1].text, "help");
}

Test(report, more_text_continues_the_newest_note) {
  report_begin(&report, AIRLOCK_OK, "message");
  report_note(&report, AIRLOCK_NOTE, 0, "before");
  report_note(&report, AIRLOCK_DUMP, 0, "alloc7 {");
  report_text_more(&report, "\n  %02x", 0x2a);
  report_text_more(&report, "%s", "");
  report_text_more(&report, "\n}");
  report_note(&report, AIRLOCK_NOTE, 0, "after");
  cr_expect_str_eq(report.facts.notes[0].text, "before");
  cr_expect_str_eq(report.facts.notes[1].text, "alloc7 {\n  2a\n}");
  cr_expect_str_eq(report.facts.notes[2].text, "after");
}

Test(report, the_functions_name_is_copied) {
  char name[] = "sum_i32";
  report_begin(&report, AIRLOCK_UNSUPPORTED_FUNCTION, "message");
  report_function(&report, name);
  report_note(&report, AIRLOCK_NOTE, 0, "note");
  name[0] = 'x';
  cr_expect_str_eq(report.facts.function, "sum_i32");
  cr_expect_str_eq(report.facts.message, "message");
  cr_expect_str_eq(report.facts.notes[0].text, "note");
  fill_long_text(REPORT_TEXT_SIZE);
  report_begin(&report, AIRLOCK_UNSUPPORTED_FUNCTION, "%s", long_text);
  report_function(&report, name);
  cr_expect_null(report.facts.function, "a name without room is left out");
}

Test(report, a_message_longer_than_the_room_ends_in_dots) {
  for (size_t length = REPORT_TEXT_SIZE - 3; length < REPORT_TEXT_SIZE + 3; length++) {
    fill_long_text(length);
    report_begin(&report, AIRLOCK_UB_EMBEDDER, "%s", long_text);
    cr_assert(lies_in_report(report.facts.message));
    bool fits = length < REPORT_TEXT_SIZE;
    cr_expect_eq(strlen(report.facts.message), fits ? length : REPORT_TEXT_SIZE - 1);
    cr_expect_eq(ends_in_dots(report.facts.message), !fits, "length %zu", length);
  }
}

// Whatever room the message leaves, the message stays whole, and a note is whole or says that it is
// not.
Test(report, a_note_is_cut_off_without_harm_to_what_stands_before_it) {
  for (size_t length = REPORT_TEXT_SIZE - 20; length < REPORT_TEXT_SIZE; length++) {
    fill_long_text(length);
    report_begin(&report, AIRLOCK_UB_EMBEDDER, "%s", long_text);
    report_note(&report, AIRLOCK_NOTE, 0, "twelve bytes");
    cr_expect_str_eq(report.facts.message, long_text, "length %zu", length);
    for (size_t i = 0; i < report.facts.num_notes; i++) {
      const char *text = report.facts.notes[i].text;
      cr_assert(lies_in_report(text));
      cr_expect(strcmp(text, "twelve bytes") == 0 || ends_in_dots(text), "length %zu: %s", length,
                text);
    }
    cr_expect_eq(report.facts.num_notes == 1 && !ends_in_dots(report.facts.notes[0].text),
                 length + 1 + sizeof "twelve bytes" <= REPORT_TEXT_SIZE, "length %zu", length);
  }
}

Test(report, more_text_is_cut_off_without_harm_to_what_stands_before_it) {
  for (size_t length = REPORT_TEXT_SIZE - 30; length < REPORT_TEXT_SIZE; length++) {
    fill_long_text(length);
    report_begin(&report, AIRLOCK_UB_EMBEDDER, "%s", long_text);
    report_note(&report, AIRLOCK_DUMP, 0, "dump");
    for (int i = 0; i < 10; i++) {
      report_text_more(&report, "-%d", i);
    }
    cr_expect_str_eq(report.facts.message, long_text, "length %zu", length);
    if (report.facts.num_notes == 1) {
      const char *text = report.facts.notes[0].text;
      cr_assert(lies_in_report(text));
      cr_expect(strcmp(text, "dump-0-1-2-3-4-5-6-7-8-9") == 0 || ends_in_dots(text),
                "length %zu: %s", length, text);
    }
  }
}

// Half a UTF-8 character would break whoever reads the report.
Test(report, text_is_cut_off_between_characters) {
  static const char *const characters[] = {"\xc3\xa9", "\xe2\x94\x82", "\xf0\x9f\x9a\xaa"};
  for (size_t i = 0; i < sizeof characters / sizeof characters[0]; i++) {
    size_t width = strlen(characters[i]);
    for (size_t lead = 0; lead < width; lead++) {
      fill_long_text(lead);
      while (strlen(long_text) < REPORT_TEXT_SIZE) {
        strcat(long_text + strlen(long_text), characters[i]);
      }
      report_begin(&report, AIRLOCK_OK, "%s", long_text);
      cr_expect(ends_in_dots(report.facts.message));
      cr_expect_eq((strlen(report.facts.message) - 3 - lead) % width, 0);
      report_text_more(&report, "more");
      report_note(&report, AIRLOCK_NOTE, 0, "a note");
      cr_expect_eq((strlen(report.facts.message) - 3 - lead) % width, 0);
      cr_expect_eq(report.facts.num_notes, 0);
    }
  }
}

Test(report, notes_beyond_the_last_place_are_dropped) {
  report_begin(&report, AIRLOCK_OK, "message");
  for (int i = 0; i < REPORT_MAX_NOTES + 3; i++) {
    report_note(&report, AIRLOCK_NOTE, 0, "note %d", i);
  }
  cr_assert_eq(report.facts.num_notes, REPORT_MAX_NOTES);
  cr_expect_str_eq(report.facts.notes[0].text, "note 0");
  cr_expect_str_eq(report.facts.notes[REPORT_MAX_NOTES - 1].text, "note 11");
}

// Text that belongs to a note which was dropped must not turn up in another.
Test(report, more_text_of_a_dropped_note_is_dropped) {
  report_begin(&report, AIRLOCK_OK, "message");
  for (int i = 0; i < REPORT_MAX_NOTES; i++) {
    report_note(&report, AIRLOCK_NOTE, 0, "note %d", i);
  }
  report_note(&report, AIRLOCK_DUMP, 0, "dropped");
  report_text_more(&report, " and this too");
  cr_expect_str_eq(report.facts.notes[REPORT_MAX_NOTES - 1].text, "note 11");
}

Test(report, formats_are_not_applied_twice) {
  report_begin(&report, AIRLOCK_OK, "%s", "100 %s %n");
  report_note(&report, AIRLOCK_NOTE, 0, "%s", "%s");
  cr_expect_str_eq(report.facts.message, "100 %s %n");
  cr_expect_str_eq(report.facts.notes[0].text, "%s");
}

struct printed {
  char text[1000];
  size_t used;
};

static void print_to(void *context, const char *text, size_t text_len) {
  struct printed *printed = context;
  cr_assert_lt(printed->used + text_len, sizeof printed->text);
  memcpy(printed->text + printed->used, text, text_len);
  printed->used += text_len;
}

Test(report, printing_writes_message_and_notes_as_lines) {
  struct printed printed = {{0}, 0};
  report_begin(&report, AIRLOCK_UB_READ_ONLY, "writing to alloc7 which is read-only");
  report_note(&report, AIRLOCK_HELP, 0, "a bug in the program");
  report_note(&report, AIRLOCK_ALLOCATED, 3, "made here");
  report_note(&report, AIRLOCK_FREED, 4, "freed here");
  report_note(&report, AIRLOCK_DUMP, 0, "alloc7 {\n}");
  report_note(&report, AIRLOCK_NOTE, 0, "a fact");
  airlock_report_print(&report.facts, print_to, &printed);
  cr_expect_str_eq(printed.text, "error: Undefined Behavior: writing to alloc7 which is read-only\n"
                                 "help: a bug in the program\n"
                                 "note: made here\n"
                                 "note: freed here\n"
                                 "alloc7 {\n}\n"
                                 "note: a fact\n");
}

Test(report, printing_tells_each_family) {
  static const struct {
    airlock_status status;
    const char *line;
  } table[] = {
      {AIRLOCK_OK, "warning: m\n"},
      {AIRLOCK_UB_EMBEDDER, "error: Undefined Behavior: m\n"},
      {AIRLOCK_UNSUPPORTED_DENIED, "error: unsupported operation: m\n"},
      {AIRLOCK_FOREIGN_UNCHECKED, "error: foreign memory: m\n"},
      {AIRLOCK_LIMIT_MEMORY, "error: limit: m\n"},
      {AIRLOCK_NO_MEMORY, "error: out of memory: m\n"},
      {AIRLOCK_USAGE_KIND, "error: usage: m\n"},
  };
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    struct printed printed = {{0}, 0};
    report_begin(&report, table[i].status, "m");
    airlock_report_print(&report.facts, print_to, &printed);
    cr_expect_str_eq(printed.text, table[i].line);
  }
}

Test(status, has_name_text_and_family) {
  static const struct {
    airlock_status status;
    int number;
    const char *name;
    const char *text;
  } rows[] = {
#define ROW(name, number, text) {AIRLOCK_##name, number, #name, text},
      AIRLOCK_STATUS_MAP(ROW)
#undef ROW
  };
  static const struct {
    const char *prefix;
    airlock_family family;
  } families[] = {
      {"OK", AIRLOCK_FAMILY_OK},
      {"UB_", AIRLOCK_FAMILY_UB},
      {"UNSUPPORTED_", AIRLOCK_FAMILY_UNSUPPORTED},
      {"FOREIGN_", AIRLOCK_FAMILY_FOREIGN},
      {"LIMIT_", AIRLOCK_FAMILY_LIMIT},
      {"NO_MEMORY", AIRLOCK_FAMILY_OUT_OF_MEMORY},
      {"USAGE_", AIRLOCK_FAMILY_USAGE},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    cr_expect_str_eq(airlock_status_name(rows[i].status), rows[i].name);
    cr_expect_str_eq(airlock_status_text(rows[i].status), rows[i].text);
    cr_expect_eq((int)rows[i].status, rows[i].number);
    bool found = false;
    for (size_t f = 0; f < sizeof families / sizeof families[0]; f++) {
      if (strncmp(rows[i].name, families[f].prefix, strlen(families[f].prefix)) == 0) {
        found = true;
        cr_expect_eq(airlock_status_family(rows[i].status), families[f].family, "%s", rows[i].name);
      }
    }
    cr_expect(found, "%s begins with its family", rows[i].name);
  }
}

Test(status, numbers_that_are_none_are_the_embedders_fault) {
  static const int numbers[] = {-1, -100, 1, 99, 112, 198, 298, 302, 498, 501, 699, 700, 1000000};
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    airlock_status status = (airlock_status)numbers[i];
    cr_expect_str_eq(airlock_status_name(status), "UNKNOWN");
    cr_expect_eq(airlock_status_family(status), AIRLOCK_FAMILY_USAGE, "%d", numbers[i]);
    cr_expect_not_null(airlock_status_text(status));
  }
}
