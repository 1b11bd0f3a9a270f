// SPDX-License-Identifier: MIT
//
// Types as text: one notation for the interface, for messages and for the command.
//
//   type      = scalar | "[" count "]" type | "complex" float | aggregate
//   scalar    = "i8" .. "u128" | "isize" | "usize" | "f32" | "f64" | "long double" | "bool"
//             | "char" | "ptr" | "fn" | a C name, e.g. "sint", "ulong", "size_t"
//   aggregate = { "packed" [ "(" n ")" ] | "align" "(" n ")" } [ "union" ] "{" member, .. "}"
//   member    = [ name ":" ] type
//
// A type is printed so that reading the text gives one of the same layout and ABI: what only the
// machine checks (references, the values of an enum) is not part of it. Reading goes down the text
// recursively and no deeper than MAX_DEPTH.
#define _GNU_SOURCE
#include "machine/type_text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { MAX_DEPTH = 64, MAX_MEMBERS = 1024 };

// ---------------------------------------------------------------------------------------- printing

// Text that is being put together; `length` goes on counting when there is no more room.
struct writer {
  char *buffer;
  size_t size;
  size_t length;
};

static void put(struct writer *writer, const char *text) {
  size_t length = strlen(text);
  for (size_t i = 0; i < length; i++) {
    if (writer->length + i + 1 < writer->size) {
      writer->buffer[writer->length + i] = text[i];
      writer->buffer[writer->length + i + 1] = '\0';
    }
  }
  writer->length += length;
}

static void put_number(struct writer *writer, const char *format, uint64_t number) {
  char text[64];
  (void)snprintf(text, sizeof text, format, (unsigned long long)number);
  put(writer, text);
}

static const char *scalar_text(airlock_kind kind) {
  switch (kind) {
  case AIRLOCK_POINTER:
    return "ptr";
  case AIRLOCK_FUNCTION:
    return "fn";
  default:
    return airlock_kind_name(kind);
  }
}

static void put_type(struct writer *writer, const airlock_type *type);

static void put_aggregate(struct writer *writer, const airlock_type *type) {
  if (type->pack == 1) {
    put(writer, "packed ");
  } else if (type->pack != 0) {
    put_number(writer, "packed(%llu) ", type->pack);
  }
  if (type->min_align != 0) {
    put_number(writer, "align(%llu) ", type->min_align);
  }
  put(writer, type->class == TYPE_UNION ? "union {" : "{");
  for (size_t i = 0; i < type->num_fields; i++) {
    put(writer, i > 0 ? ", " : "");
    put_type(writer, type->fields[i].type);
  }
  put(writer, "}");
}

static void put_type(struct writer *writer, const airlock_type *type) {
  switch (type->class) {
  case TYPE_SCALAR:
    put(writer, scalar_text(type->kind));
    break;
  case TYPE_STRUCT:
  case TYPE_UNION:
    put_aggregate(writer, type);
    break;
  case TYPE_COMPLEX:
    put(writer, "complex ");
    put_type(writer, type->fields[0].type);
    break;
  case TYPE_ARRAY:
    put_number(writer, "[%llu]", type->count);
    put_type(writer, type->element);
    break;
  case TYPE_LAYOUT:
  case TYPE_RAW:
  case TYPE_VARIANTS:
    put(writer, type->name); // Not C's.
    break;
  }
}

size_t type_format(const airlock_type *type, char *out_buffer, size_t size) {
  struct writer writer = {out_buffer, size, 0};
  if (size > 0) {
    out_buffer[0] = '\0';
  }
  put_type(&writer, type);
  return writer.length;
}

size_t airlock_type_format(const airlock_type *type, char *out_buffer, size_t buffer_size) {
  return type_format(type, out_buffer, buffer_size);
}

// ----------------------------------------------------------------------------------------- reading

// What stands at the cursor, as a message names it.
static void describe_next(const struct type_cursor *cursor, char *out_text, size_t size) {
  unsigned char next = (unsigned char)*cursor->next;
  if (next == '\0') {
    (void)snprintf(out_text, size, "the end of the text");
  } else if (isprint(next) && isascii(next)) {
    (void)snprintf(out_text, size, "`%c`", next);
  } else {
    (void)snprintf(out_text, size, "the byte 0x%02x", next);
  }
}

enum { SHOWN_BEFORE = 60, SHOWN = 80 };

// Shows the text around the cursor on one line, bytes that would disturb it as blanks, and a mark
// below the cursor.
static void note_place(struct type_cursor *cursor) {
  size_t column = (size_t)(cursor->next - cursor->text);
  size_t start = column > SHOWN_BEFORE ? column - SHOWN_BEFORE : 0;
  char line[SHOWN + 1];
  size_t length = 0;
  for (; length < SHOWN && cursor->text[start + length] != '\0'; length++) {
    unsigned char byte = (unsigned char)cursor->text[start + length];
    line[length] = isprint(byte) && isascii(byte) ? (char)byte : ' ';
  }
  line[length] = '\0';
  report_note(&cursor->machine->report, AIRLOCK_NOTE, 0, "%s", line);
  report_text_more(&cursor->machine->report, "\n%*s^", (int)(column - start), "");
}

airlock_status type_cursor_fail(struct type_cursor *cursor, const char *expected) {
  if (cursor->status != AIRLOCK_OK) {
    return cursor->status;
  }
  type_cursor_skip(cursor);
  char found[32];
  describe_next(cursor, found, sizeof found);
  cursor->status =
      machine_fail(cursor->machine, AIRLOCK_USAGE_TEXT, "column %zu: expected %s, but found %s",
                   (size_t)(cursor->next - cursor->text) + 1, expected, found);
  note_place(cursor);
  return cursor->status;
}

void type_cursor_skip(struct type_cursor *cursor) {
  cursor->next += strspn(cursor->next, " \t\r\n");
}

bool type_cursor_take(struct type_cursor *cursor, const char *token) {
  type_cursor_skip(cursor);
  size_t length = strlen(token);
  if (cursor->status != AIRLOCK_OK || strncmp(cursor->next, token, length) != 0) {
    return false;
  }
  cursor->next += length;
  return true;
}

static size_t word_length(const char *text) {
  size_t length = 0;
  while (isalnum((unsigned char)text[length]) || text[length] == '_') {
    length++;
  }
  return length;
}

bool type_cursor_take_word(struct type_cursor *cursor, const char *word) {
  type_cursor_skip(cursor);
  size_t length = strlen(word);
  if (cursor->status != AIRLOCK_OK || word_length(cursor->next) != length ||
      strncmp(cursor->next, word, length) != 0) {
    return false;
  }
  cursor->next += length;
  return true;
}

static bool expect(struct type_cursor *cursor, const char *token, const char *expected) {
  return type_cursor_take(cursor, token) || type_cursor_fail(cursor, expected) == AIRLOCK_OK;
}

static bool take_number(struct type_cursor *cursor, uint64_t *out_number, const char *what) {
  type_cursor_skip(cursor);
  uint64_t number = 0;
  const char *digit = cursor->next;
  for (; isdigit((unsigned char)*digit); digit++) {
    if (__builtin_mul_overflow(number, 10u, &number) ||
        __builtin_add_overflow(number, (uint64_t)(*digit - '0'), &number)) {
      return type_cursor_fail(cursor, "a number below 2^64") == AIRLOCK_OK;
    }
  }
  if (digit == cursor->next) {
    return type_cursor_fail(cursor, what) == AIRLOCK_OK;
  }
  cursor->next = digit;
  *out_number = number;
  return true;
}

struct scalar_name {
  const char *name;
  airlock_kind kind;
};

// On every platform with 64-bit pointers that is not Windows; char is signed or unsigned by its
// name.
static const struct scalar_name scalar_names[] = {
    {"ptr", AIRLOCK_POINTER},     {"pointer", AIRLOCK_POINTER}, {"fn", AIRLOCK_FUNCTION},
    {"float", AIRLOCK_F32},       {"double", AIRLOCK_F64},      {"longdouble", AIRLOCK_LONG_DOUBLE},
    {"uchar", AIRLOCK_U8},        {"schar", AIRLOCK_I8},        {"ushort", AIRLOCK_U16},
    {"sshort", AIRLOCK_I16},      {"short", AIRLOCK_I16},       {"uint", AIRLOCK_U32},
    {"sint", AIRLOCK_I32},        {"int", AIRLOCK_I32},         {"ulong", AIRLOCK_U64},
    {"slong", AIRLOCK_I64},       {"ulonglong", AIRLOCK_U64},   {"slonglong", AIRLOCK_I64},
    {"longlong", AIRLOCK_I64},    {"size_t", AIRLOCK_USIZE},    {"ssize_t", AIRLOCK_ISIZE},
    {"ptrdiff_t", AIRLOCK_ISIZE}, {"intptr_t", AIRLOCK_ISIZE},  {"uintptr_t", AIRLOCK_USIZE},
    {"int8_t", AIRLOCK_I8},       {"uint8_t", AIRLOCK_U8},      {"int16_t", AIRLOCK_I16},
    {"uint16_t", AIRLOCK_U16},    {"int32_t", AIRLOCK_I32},     {"uint32_t", AIRLOCK_U32},
    {"int64_t", AIRLOCK_I64},     {"uint64_t", AIRLOCK_U64},    {"__int128", AIRLOCK_I128},
    {"sint8", AIRLOCK_I8},        {"sint16", AIRLOCK_I16},      {"sint32", AIRLOCK_I32},
    {"sint64", AIRLOCK_I64},      {"uint8", AIRLOCK_U8},        {"uint16", AIRLOCK_U16},
    {"uint32", AIRLOCK_U32},      {"uint64", AIRLOCK_U64},
};

static const airlock_type *take_scalar(struct type_cursor *cursor) {
  if (type_cursor_take_word(cursor, "long")) {
    bool is_double = type_cursor_take_word(cursor, "double");
    return airlock_type_scalar(cursor->machine, is_double ? AIRLOCK_LONG_DOUBLE : AIRLOCK_I64);
  }
  for (int kind = AIRLOCK_UNINIT + 1; kind < AIRLOCK_POINTER; kind++) {
    if (type_cursor_take_word(cursor, airlock_kind_name((airlock_kind)kind))) {
      return airlock_type_scalar(cursor->machine, (airlock_kind)kind);
    }
  }
  for (size_t i = 0; i < sizeof scalar_names / sizeof *scalar_names; i++) {
    if (type_cursor_take_word(cursor, scalar_names[i].name)) {
      return airlock_type_scalar(cursor->machine, scalar_names[i].kind);
    }
  }
  return NULL;
}

// The type that a constructor with this status made.
static const airlock_type *made(struct type_cursor *cursor, airlock_status status,
                                const airlock_type *const *type) {
  if (cursor->status == AIRLOCK_OK) {
    cursor->status = status;
  }
  return cursor->status == AIRLOCK_OK ? *type : NULL;
}

static const airlock_type *parse_array(struct type_cursor *cursor) {
  uint64_t count;
  const airlock_type *element = NULL;
  if (take_number(cursor, &count, "the number of elements") && expect(cursor, "]", "`]`")) {
    element = type_parse(cursor);
  }
  const airlock_type *type = NULL;
  return element == NULL
             ? NULL
             : made(cursor, airlock_type_array(cursor->machine, &type, element, count), &type);
}

static const airlock_type *make_complex(struct type_cursor *cursor, airlock_kind kind) {
  const airlock_type *type = NULL;
  return made(cursor, airlock_type_complex(cursor->machine, &type, kind), &type);
}

// What stands behind `complex`.
static const airlock_type *parse_complex(struct type_cursor *cursor) {
  struct type_cursor start = *cursor;
  const airlock_type *part = take_scalar(cursor);
  bool is_float = part != NULL && (part->kind == AIRLOCK_F32 || part->kind == AIRLOCK_F64 ||
                                   part->kind == AIRLOCK_LONG_DOUBLE);
  if (!is_float) {
    *cursor = start;
    (void)type_cursor_fail(cursor, "a float type behind `complex`");
    return NULL;
  }
  return make_complex(cursor, part->kind);
}

// Members, as they are read.
struct members {
  airlock_field *items;
  size_t count;
  size_t capacity;
};

// A member's name, if one comes next. Names are not kept: they are for readers of the text.
static bool take_member_name(struct type_cursor *cursor) {
  type_cursor_skip(cursor);
  const char *behind = cursor->next + word_length(cursor->next);
  const char *colon = behind + strspn(behind, " \t\r\n");
  if (behind == cursor->next || *colon != ':') {
    return true;
  }
  cursor->next = colon + 1;
  type_cursor_skip(cursor);
  return !isdigit((unsigned char)*cursor->next) ||
         type_cursor_fail(cursor, "a type (bit-fields are not supported)") == AIRLOCK_OK;
}

static const airlock_type *parse_member_type(struct type_cursor *cursor) {
  const airlock_type *type = take_member_name(cursor) ? type_parse(cursor) : NULL;
  type_cursor_skip(cursor);
  if (type != NULL && *cursor->next == ':') {
    (void)type_cursor_fail(cursor, "`,` or `}` (bit-fields are not supported)");
  }
  return type;
}

static bool parse_member(struct type_cursor *cursor, struct members *members) {
  if (members->count == MAX_MEMBERS) {
    return type_cursor_fail(cursor, "no more than 1024 members") == AIRLOCK_OK;
  }
  const airlock_type *type = parse_member_type(cursor);
  if (cursor->status == AIRLOCK_OK &&
      !host_grow(&cursor->machine->host, (void **)&members->items, &members->capacity,
                 members->count + 1, sizeof *members->items)) {
    cursor->status = machine_no_memory(cursor->machine);
  }
  if (cursor->status != AIRLOCK_OK) {
    return false;
  }
  members->items[members->count++] = (airlock_field){NULL, 0, type};
  return true;
}

static const airlock_type *parse_members(struct type_cursor *cursor, airlock_aggregate *aggregate) {
  struct members members = {0};
  const airlock_type *type = NULL;
  bool more = !type_cursor_take(cursor, "}");
  while (more && parse_member(cursor, &members)) {
    more = type_cursor_take(cursor, ",");
    if (!more) {
      (void)expect(cursor, "}", "`,` or `}`");
    }
  }
  if (cursor->status == AIRLOCK_OK) {
    aggregate->fields = members.items;
    aggregate->num_fields = members.count;
    type = made(cursor, airlock_type_aggregate(cursor->machine, &type, aggregate), &type);
  }
  host_release(&cursor->machine->host, members.items, members.capacity * sizeof *members.items);
  return type;
}

// The number in parentheses behind `packed` and `align`: a power of two.
static bool take_alignment(struct type_cursor *cursor, uint64_t *out_align) {
  const char *start = cursor->next;
  if (!take_number(cursor, out_align, "an alignment") || !expect(cursor, ")", "`)`")) {
    return false;
  }
  if (!type_is_alignment(*out_align)) {
    cursor->next = start;
    return type_cursor_fail(cursor, "an alignment that is a power of two") == AIRLOCK_OK;
  }
  return true;
}

// Whether the name of one of C's vector types comes next, which no value here can have.
static bool is_vector(const struct type_cursor *cursor) {
  return strncmp(cursor->next, "__m", 3) == 0 || strncmp(cursor->next, "vector", 6) == 0;
}

static const airlock_type *parse_aggregate(struct type_cursor *cursor) {
  airlock_aggregate aggregate = {0};
  for (bool more = true; more && cursor->status == AIRLOCK_OK;) {
    if (type_cursor_take_word(cursor, "packed")) {
      aggregate.pack = 1;
      more = !type_cursor_take(cursor, "(") || take_alignment(cursor, &aggregate.pack);
    } else if (type_cursor_take_word(cursor, "align")) {
      more = expect(cursor, "(", "`(`") && take_alignment(cursor, &aggregate.align);
    } else {
      more = false;
    }
  }
  aggregate.is_union = type_cursor_take_word(cursor, "union");
  if (type_cursor_take(cursor, "{")) {
    return parse_members(cursor, &aggregate);
  }
  bool has_begun = aggregate.pack != 0 || aggregate.align != 0 || aggregate.is_union;
  (void)type_cursor_fail(cursor, has_begun           ? "`{`"
                                 : is_vector(cursor) ? "a type (vectors are not supported)"
                                                     : "a type");
  return NULL;
}

const airlock_type *type_parse(struct type_cursor *cursor) {
  if (cursor->depth == MAX_DEPTH) {
    (void)type_cursor_fail(cursor, "no more than 64 levels of types in types");
    return NULL;
  }
  cursor->depth++;
  const airlock_type *type = take_scalar(cursor);
  if (type != NULL) {
    // That was all.
  } else if (type_cursor_take(cursor, "[")) {
    type = parse_array(cursor);
  } else if (type_cursor_take_word(cursor, "complex")) {
    type = parse_complex(cursor);
  } else if (type_cursor_take_word(cursor, "complexfloat")) {
    type = make_complex(cursor, AIRLOCK_F32);
  } else if (type_cursor_take_word(cursor, "complexdouble")) {
    type = make_complex(cursor, AIRLOCK_F64);
  } else if (type_cursor_take_word(cursor, "complexlongdouble")) {
    type = make_complex(cursor, AIRLOCK_LONG_DOUBLE);
  } else {
    type = parse_aggregate(cursor);
  }
  cursor->depth--;
  return cursor->status == AIRLOCK_OK ? type : NULL;
}

airlock_status airlock_type_parse(airlock_machine *machine, const airlock_type **out_type,
                                  const char *text) {
  struct type_cursor cursor = {.machine = machine, .text = text, .next = text};
  const airlock_type *type = type_parse(&cursor);
  type_cursor_skip(&cursor);
  if (type != NULL && *cursor.next != '\0') {
    return type_cursor_fail(&cursor, "the end of the text");
  }
  if (type != NULL) {
    *out_type = type;
  }
  return cursor.status;
}
