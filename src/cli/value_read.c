// SPDX-License-Identifier: MIT
//
// Arguments: text to values, led by the type. See value.h for the notation.
//
// The reader goes along the text once. A scalar that is an argument by itself stays one; the parts
// of an aggregate are stored where they belong in memory of the machine, so that pointers in it
// keep their provenance. Whatever fails is in the machine's report, the caller's own errors too.
#include "cli/value_reader.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/value_number.h"

// ---------------------------------------------------------------------------------------- pointers

// Makes memory for the call. The buffer takes over the bytes.
static airlock_status add_buffer(value_reader *reader, airlock_scalar *out_scalar, uint8_t *before,
                                 size_t size) {
  enum { ALIGN = 16 }; // As malloc gives it.
  value_buffers *buffers = reader->buffers;
  if (buffers->count == buffers->capacity) {
    size_t capacity = buffers->capacity * 2 + 4;
    value_buffer *items = realloc(buffers->items, capacity * sizeof *items);
    if (items == NULL) {
      free(before);
      return value_reader_no_memory(reader);
    }
    buffers->items = items;
    buffers->capacity = capacity;
  }
  value_buffer *buffer = &buffers->items[buffers->count++];
  *buffer = (value_buffer){.argument = reader->argument, .size = size, .before = before};
  airlock_status status =
      airlock_allocate(reader->machine, &buffer->pointer, size, ALIGN, AIRLOCK_HEAP);
  if (status == AIRLOCK_OK) {
    status = before != NULL ? airlock_write(reader->machine, buffer->pointer, before, size)
                            : airlock_fill(reader->machine, buffer->pointer, 0, size);
  }
  *out_scalar = airlock_pointer(buffer->pointer);
  return status;
}

static airlock_status read_bytes(value_reader *reader, airlock_scalar *out_scalar,
                                 airlock_status (*take_bytes)(value_reader *, value_bytes *)) {
  value_bytes bytes = {malloc(strlen(reader->next) + 1), 0};
  if (bytes.data == NULL) {
    return value_reader_no_memory(reader);
  }
  airlock_status status = take_bytes(reader, &bytes);
  if (status != AIRLOCK_OK) {
    free(bytes.data);
    return status;
  }
  return add_buffer(reader, out_scalar, bytes.data, bytes.size);
}

static airlock_status read_size(value_reader *reader, airlock_scalar *out_scalar) {
  airlock_scalar size;
  size_t length = value_read_integer(&size, AIRLOCK_USIZE, reader->next);
  if (length == 0) {
    return value_reader_fail(reader, "a number of bytes behind `buf:`");
  }
  reader->next += length;
  return add_buffer(reader, out_scalar, NULL, size.as.bits[0]);
}

// The name of something that a library exports. Data comes with its bounds.
static airlock_status read_symbol(value_reader *reader, airlock_scalar *out_scalar) {
  size_t length = 0;
  while (isalnum((unsigned char)reader->next[length]) || reader->next[length] == '_') {
    length++;
  }
  if (length == 0) {
    return value_reader_fail(reader, "a name behind `&`");
  }
  airlock_symbol symbol;
  airlock_status status =
      airlock_symbol_find(reader->machine, &symbol, AIRLOCK_ALL_LIBRARIES, reader->next, length);
  bool is_data = status == AIRLOCK_OK && symbol.size > 0 &&
                 (symbol.kind == AIRLOCK_SYMBOL_DATA || symbol.kind == AIRLOCK_SYMBOL_THREAD_LOCAL);
  if (is_data) {
    airlock_ptr pointer;
    status =
        airlock_data_symbol(reader->machine, &pointer, AIRLOCK_ALL_LIBRARIES, reader->next, length);
    *out_scalar = airlock_pointer(pointer);
  } else if (status == AIRLOCK_OK) {
    *out_scalar = airlock_pointer(airlock_ptr_from_address(symbol.address));
  }
  reader->next += length;
  return status;
}

static airlock_status read_address(value_reader *reader, airlock_scalar *out_scalar,
                                   const char *expected) {
  airlock_scalar address;
  size_t length = isdigit((unsigned char)*reader->next)
                      ? value_read_integer(&address, AIRLOCK_USIZE, reader->next)
                      : 0;
  if (length == 0) {
    return value_reader_fail(reader, expected);
  }
  reader->next += length;
  *out_scalar = airlock_pointer(airlock_ptr_from_address(address.as.bits[0]));
  return AIRLOCK_OK;
}

static airlock_status read_pointer(value_reader *reader, airlock_scalar *out_scalar) {
  if (value_reader_take_word(reader, "null")) {
    *out_scalar = airlock_pointer(airlock_ptr_from_address(0));
    return AIRLOCK_OK;
  }
  if (value_reader_take(reader, "\"")) {
    return read_bytes(reader, out_scalar, value_reader_take_text);
  }
  if (value_reader_take(reader, "x'")) {
    return read_bytes(reader, out_scalar, value_reader_take_bytes);
  }
  if (value_reader_take(reader, "buf:")) {
    return read_size(reader, out_scalar);
  }
  if (value_reader_take(reader, "&")) {
    return read_symbol(reader, out_scalar);
  }
  return read_address(reader, out_scalar,
                      "a pointer (null, 0x7f00, \"text\", x'00ff', buf:16 or &name)");
}

static airlock_status read_function(value_reader *reader, airlock_scalar *out_scalar) {
  airlock_status status = value_reader_take(reader, "&")
                              ? read_symbol(reader, out_scalar)
                              : read_address(reader, out_scalar, "a function (&name or 0x7f00)");
  if (status == AIRLOCK_OK) {
    *out_scalar = airlock_function_pointer(out_scalar->as.ptr);
  }
  return status;
}

// ----------------------------------------------------------------------------------------- scalars

// Whether a number ends here, and is not the beginning of something else.
static bool is_end(char character) {
  return character == '\0' || strchr(" \t\n,]}+-i", character) != NULL;
}

static airlock_status read_integer(value_reader *reader, airlock_scalar *out_scalar,
                                   airlock_kind kind) {
  uint32_t character = 0;
  size_t length = value_read_integer(out_scalar, kind, reader->next);
  if (length != 0 && is_end(reader->next[length])) {
    reader->next += length;
    return AIRLOCK_OK;
  }
  const char *start = reader->next;
  if (value_reader_take_character(reader, &character)) {
    char digits[VALUE_NUMBER_SIZE];
    (void)snprintf(digits, sizeof digits, "%" PRIu32, character);
    if (value_read_integer(out_scalar, kind, digits) != 0) {
      return AIRLOCK_OK;
    }
    reader->next = start;
  }
  char range[2 * VALUE_NUMBER_SIZE];
  char expected[3 * VALUE_NUMBER_SIZE];
  value_format_range(range, kind);
  (void)snprintf(expected, sizeof expected, "an integer from %s (%s)", range,
                 airlock_kind_name(kind));
  return value_reader_fail(reader, expected);
}

static airlock_status read_float(value_reader *reader, airlock_scalar *out_scalar,
                                 airlock_kind kind) {
  size_t length = value_read_float(out_scalar, kind, reader->next);
  if (length == 0 || !is_end(reader->next[length])) {
    char expected[VALUE_NUMBER_SIZE];
    (void)snprintf(expected, sizeof expected, "a number in the range of %s",
                   airlock_kind_name(kind));
    return value_reader_fail(reader, expected);
  }
  reader->next += length;
  return AIRLOCK_OK;
}

static airlock_status read_scalar(value_reader *reader, airlock_scalar *out_scalar,
                                  airlock_kind kind) {
  value_reader_skip(reader);
  if (value_is_integer(kind)) {
    return read_integer(reader, out_scalar, kind);
  }
  if (value_is_float(kind)) {
    return read_float(reader, out_scalar, kind);
  }
  uint32_t character = 0;
  switch (kind) {
  case AIRLOCK_BOOL: {
    bool is_true = value_reader_take_word(reader, "true");
    *out_scalar = airlock_int(kind, is_true);
    return is_true || value_reader_take_word(reader, "false")
               ? AIRLOCK_OK
               : value_reader_fail(reader, "true or false");
  }
  case AIRLOCK_CHAR:
    if (!value_reader_take_character(reader, &character)) {
      return value_reader_fail(reader, "a character in single quotes");
    }
    *out_scalar = airlock_int(kind, character);
    return AIRLOCK_OK;
  case AIRLOCK_FUNCTION:
    return read_function(reader, out_scalar);
  default:
    return read_pointer(reader, out_scalar);
  }
}

// -------------------------------------------------------------------------------------- aggregates

static airlock_status read_part(value_reader *reader, const airlock_type *type, airlock_ptr place);

static airlock_status store(const value_reader *reader, airlock_ptr place, const airlock_type *type,
                            airlock_scalar scalar) {
  const airlock_type *unaligned = NULL;
  airlock_status status = airlock_type_packed(reader->machine, &unaligned, type, 1);
  return status == AIRLOCK_OK ? airlock_store(reader->machine, place, scalar, unaligned) : status;
}

static airlock_status expect_more(value_reader *reader, uint64_t index, uint64_t count,
                                  const char *closing) {
  char expected[80];
  if (index == count) {
    (void)snprintf(expected, sizeof expected, "`%s` behind %" PRIu64 " value%s", closing, count,
                   count == 1 ? "" : "s");
    return value_reader_take(reader, closing) ? AIRLOCK_OK : value_reader_fail(reader, expected);
  }
  (void)snprintf(expected, sizeof expected, "`,` and value %" PRIu64 " of %" PRIu64, index + 1,
                 count);
  return index == 0 || value_reader_take(reader, ",") ? AIRLOCK_OK
                                                      : value_reader_fail(reader, expected);
}

static uint64_t count_fields(const airlock_type *type) {
  airlock_field field;
  size_t count = 0;
  while (airlock_type_field(type, &field, count)) {
    count++;
  }
  return count;
}

// Of a union there is one value: its first member's.
static airlock_status read_fields(value_reader *reader, const airlock_type *type, airlock_ptr place,
                                  uint64_t count) {
  airlock_status status =
      value_reader_take(reader, "{") ? AIRLOCK_OK : value_reader_fail(reader, "`{`");
  for (uint64_t i = 0; i <= count && status == AIRLOCK_OK; i++) {
    airlock_field field;
    status = expect_more(reader, i, count, "}");
    if (status == AIRLOCK_OK && i < count && airlock_type_field(type, &field, i)) {
      status = read_part(reader, field.type, airlock_ptr_wrapping_add(place, field.offset));
    }
  }
  return status;
}

static airlock_status read_elements(value_reader *reader, const airlock_type *element,
                                    uint64_t count, airlock_ptr place) {
  airlock_status status =
      value_reader_take(reader, "[") ? AIRLOCK_OK : value_reader_fail(reader, "`[`");
  for (uint64_t i = 0; i <= count && status == AIRLOCK_OK; i++) {
    status = expect_more(reader, i, count, "]");
    if (status == AIRLOCK_OK && i < count) {
      uint64_t offset = i * airlock_type_size(element);
      status = read_part(reader, element, airlock_ptr_wrapping_add(place, offset));
    }
  }
  return status;
}

// 1+2i, or one of the two alone.
static airlock_status read_complex(value_reader *reader, const airlock_type *type,
                                   airlock_ptr place) {
  airlock_field parts[2];
  (void)airlock_type_field(type, &parts[0], 0);
  (void)airlock_type_field(type, &parts[1], 1);
  airlock_kind kind = airlock_type_kind(parts[0].type);
  airlock_scalar values[2] = {{.kind = kind}, {.kind = kind}};
  airlock_status status = read_float(reader, &values[0], kind);
  if (status == AIRLOCK_OK && *reader->next == 'i') {
    values[1] = values[0];
    values[0] = (airlock_scalar){.kind = kind};
    reader->next++;
  } else if (status == AIRLOCK_OK && (*reader->next == '+' || *reader->next == '-')) {
    status = read_float(reader, &values[1], kind);
    status = status != AIRLOCK_OK || *reader->next++ == 'i'
                 ? status
                 : (reader->next--, value_reader_fail(reader, "`i`"));
  }
  for (size_t i = 0; i < 2 && status == AIRLOCK_OK; i++) {
    airlock_ptr part = airlock_ptr_wrapping_add(place, parts[i].offset);
    status = store(reader, part, parts[i].type, values[i]);
  }
  return status;
}

// All bytes of a value.
static airlock_status read_image(value_reader *reader, const airlock_type *type,
                                 airlock_ptr place) {
  value_bytes bytes = {malloc(strlen(reader->next) + 1), 0};
  if (bytes.data == NULL) {
    return value_reader_no_memory(reader);
  }
  airlock_status status = value_reader_take_bytes(reader, &bytes);
  if (status == AIRLOCK_OK && bytes.size != airlock_type_size(type)) {
    status = airlock_raise(reader->machine, AIRLOCK_USAGE_ARGUMENT,
                           "argument %zu: expected %" PRIu64 " bytes, but found %zu",
                           reader->argument + 1, airlock_type_size(type), bytes.size);
  }
  if (status == AIRLOCK_OK) {
    status = airlock_write(reader->machine, place, bytes.data, bytes.size);
  }
  free(bytes.data);
  return status;
}

static airlock_status read_part(value_reader *reader, const airlock_type *type, airlock_ptr place) {
  const airlock_type *element = NULL;
  uint64_t count = 0;
  airlock_scalar scalar;
  airlock_status status;
  value_reader_skip(reader);
  switch (airlock_type_class_of(type)) {
  case AIRLOCK_TYPE_SCALAR:
    status = read_scalar(reader, &scalar, airlock_type_kind(type));
    return status == AIRLOCK_OK ? store(reader, place, type, scalar) : status;
  case AIRLOCK_TYPE_ARRAY:
    (void)airlock_type_element(type, &element, &count);
    return read_elements(reader, element, count, place);
  case AIRLOCK_TYPE_COMPLEX:
    return *reader->next == '{' ? read_fields(reader, type, place, 2)
                                : read_complex(reader, type, place);
  case AIRLOCK_TYPE_STRUCT:
    return read_fields(reader, type, place, count_fields(type));
  case AIRLOCK_TYPE_UNION:
    return value_reader_take(reader, "x'")
               ? read_image(reader, type, place)
               : read_fields(reader, type, place, count_fields(type) > 0);
  default:
    return airlock_raise(reader->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "argument %zu: values of type %s cannot be given as text",
                         reader->argument + 1, airlock_type_name(type));
  }
}

static airlock_status read_aggregate(value_reader *reader, airlock_scalar *out_scalar,
                                     const airlock_type *type) {
  airlock_ptr place;
  airlock_status status = airlock_allocate(reader->machine, &place, airlock_type_size(type),
                                           airlock_type_align(type), AIRLOCK_HEAP);
  if (status == AIRLOCK_OK) {
    status = airlock_fill(reader->machine, place, 0, airlock_type_size(type));
  }
  reader->is_inside = true;
  if (status == AIRLOCK_OK) {
    status = read_part(reader, type, place);
  }
  reader->is_inside = false;
  *out_scalar = airlock_pointer(place);
  return status;
}

airlock_status value_from_text(airlock_machine *machine, airlock_scalar *out_scalar,
                               value_buffers *buffers, const airlock_type *type, size_t argument,
                               const char *text) {
  value_reader reader = {machine, buffers, argument, text, text, false};
  bool is_scalar = airlock_type_class_of(type) == AIRLOCK_TYPE_SCALAR;
  airlock_scalar scalar = {.kind = AIRLOCK_UNINIT};
  airlock_status status = is_scalar ? read_scalar(&reader, &scalar, airlock_type_kind(type))
                                    : read_aggregate(&reader, &scalar, type);
  if (status == AIRLOCK_OK) {
    value_reader_skip(&reader);
    status = *reader.next == '\0' ? AIRLOCK_OK : value_reader_fail(&reader, "the end of the value");
  }
  if (status == AIRLOCK_OK) {
    *out_scalar = scalar;
  }
  return status;
}

void value_buffers_release(value_buffers *buffers) {
  for (size_t i = 0; i < buffers->count; i++) {
    free(buffers->items[i].before);
  }
  free(buffers->items);
  *buffers = (value_buffers){.items = NULL};
}
