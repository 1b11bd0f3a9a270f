// SPDX-License-Identifier: MIT
//
// The words for a change of the floating-point control state. The state is cut into the fields that
// its registers have; each field that differs is one phrase, and phrases are joined by commas.
#include "native/fp_control.h"
#include <stdarg.h>
#include <stdio.h>

#if defined(__x86_64__) || defined(__aarch64__)

struct text {
  char *bytes;
  size_t size;
  size_t length;
};

static void __attribute__((format(printf, 2, 3)))
add_phrase(struct text *text, const char *format, ...) {
  const char *separator = text->length == 0 ? "" : ", ";
  for (int part = 0; part < 2 && text->length + 1 < text->size; part++) {
    char *end = text->bytes + text->length;
    size_t room = text->size - text->length;
    va_list args;
    va_start(args, format);
    int length =
        part == 0 ? snprintf(end, room, "%s", separator) : vsnprintf(end, room, format, args);
    va_end(args);
    if (length < 0) {
      return;
    }
    text->length += (size_t)length < room ? (size_t)length : room - 1;
  }
}

static void compare_switch(struct text *text, const char *name, bool before, bool after) {
  if (before != after) {
    add_phrase(text, "%s is %s", name, after ? "on" : "off");
  }
}

// `names` has a name for each value of the field.
static void compare_choice(struct text *text, const char *name, const char *const *names,
                           unsigned before, unsigned after) {
  if (before != after) {
    add_phrase(text, "%s is %s instead of %s", name, names[after], names[before]);
  }
}

#endif

#if defined(__x86_64__)

static const char *const rounding_names[] = {"to nearest", "down", "up", "toward zero"};
static const char *const precision_names[] = {"24 bits", "reserved", "53 bits", "64 bits"};

static void compare(struct text *text, struct fp_control before, struct fp_control after) {
  compare_choice(text, "rounding", rounding_names, before.mxcsr >> 13 & 3, after.mxcsr >> 13 & 3);
  compare_switch(text, "flush-to-zero", before.mxcsr >> 15 & 1, after.mxcsr >> 15 & 1);
  compare_switch(text, "denormals-are-zero", before.mxcsr >> 6 & 1, after.mxcsr >> 6 & 1);
  if ((before.mxcsr >> 7 & 0x3f) != (after.mxcsr >> 7 & 0x3f)) {
    add_phrase(text, "other exceptions trap");
  }
  compare_choice(text, "x87 rounding", rounding_names, (unsigned)before.x87 >> 10 & 3,
                 (unsigned)after.x87 >> 10 & 3);
  compare_choice(text, "x87 precision", precision_names, (unsigned)before.x87 >> 8 & 3,
                 (unsigned)after.x87 >> 8 & 3);
  if ((before.x87 & 0x3f) != (after.x87 & 0x3f)) {
    add_phrase(text, "other x87 exceptions trap");
  }
}

#elif defined(__aarch64__)

static const char *const rounding_names[] = {"to nearest", "up", "down", "toward zero"};

static void compare(struct text *text, struct fp_control before, struct fp_control after) {
  compare_choice(text, "rounding", rounding_names, before.fpcr >> 22 & 3, after.fpcr >> 22 & 3);
  compare_switch(text, "flush-to-zero", before.fpcr >> 24 & 1, after.fpcr >> 24 & 1);
  compare_switch(text, "default-NaN", before.fpcr >> 25 & 1, after.fpcr >> 25 & 1);
  compare_switch(text, "alternative half precision", before.fpcr >> 26 & 1, after.fpcr >> 26 & 1);
  compare_switch(text, "flush-to-zero of half precision", before.fpcr >> 19 & 1,
                 after.fpcr >> 19 & 1);
  if ((before.fpcr >> 8 & 0xff) != (after.fpcr >> 8 & 0xff)) {
    add_phrase(text, "other exceptions trap");
  }
}

#endif

size_t fp_control_describe_change(char *out_text, size_t text_size, struct fp_control before,
                                  struct fp_control after) {
  if (text_size == 0) {
    return 0;
  }
  out_text[0] = '\0';
#if defined(__x86_64__) || defined(__aarch64__)
  if (fp_control_equal(before, after)) {
    return 0;
  }
  struct text text = {out_text, text_size, 0};
  compare(&text, before, after);
  if (text.length == 0) {
    add_phrase(&text, "a control bit without a name differs");
  }
  return text.length;
#else
  (void)before;
  (void)after;
  return 0;
#endif
}
