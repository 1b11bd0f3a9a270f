// SPDX-License-Identifier: MIT
//
// Results: values to text, in the notation of value.h, or to JSON.
//
// In JSON an integer or float is a number where a reader's double holds it exactly, and otherwise a
// string; structs, arrays and complex numbers are lists; pointers, unions and characters strings.
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/json.h"
#include "cli/utf8.h"
#include "cli/value.h"
#include "cli/value_number.h"

// One character of a text, or one byte that is none.
static void write_character(FILE *file, const char *text, size_t length, char quote) {
  static const char letters[] = "ntr";
  static const char meanings[] = "\n\t\r";
  unsigned char byte = (unsigned char)*text;
  const char *meaning = byte != 0 ? strchr(meanings, byte) : NULL;
  if (meaning != NULL) {
    fprintf(file, "\\%c", letters[meaning - meanings]);
  } else if (byte == '\\' || byte == (unsigned char)quote) {
    fprintf(file, "\\%c", byte);
  } else if (length == 0 || byte < 0x20 || byte == 0x7f) {
    fprintf(file, "\\x%02x", byte);
  } else {
    fwrite(text, 1, length, file);
  }
}

void value_write_text(const value_writer *writer, const char *text, size_t size) {
  if (writer->format == RENDER_JSON) {
    json_write_string(writer->file, text);
    return;
  }
  fputc('"', writer->file);
  for (size_t i = 0; i < size;) {
    size_t length = utf8_length(text + i);
    length = length > size - i ? 0 : length;
    write_character(writer->file, text + i, length, '"');
    i += length == 0 ? 1 : length;
  }
  fputc('"', writer->file);
}

void value_write_bytes(const value_writer *writer, const uint8_t *bytes, size_t size) {
  const char *quote = writer->format == RENDER_JSON ? "\"" : "";
  fprintf(writer->file, "%sx'", quote);
  for (size_t i = 0; i < size; i++) {
    fprintf(writer->file, "%02x", bytes[i]);
  }
  fprintf(writer->file, "'%s", quote);
}

// The character as UTF-8, with a NUL; its length.
static size_t encode(char out_text[5], uint32_t character) {
  static const uint8_t marks[] = {0, 0, 0xc0, 0xe0, 0xf0};
  size_t length = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  for (size_t i = length; i-- > 1;) {
    out_text[i] = (char)(0x80 | (character & 0x3f));
    character >>= 6;
  }
  out_text[0] = (char)(marks[length == 1 ? 0 : length] | character);
  out_text[length] = '\0';
  return length;
}

static void write_char(const value_writer *writer, uint32_t character) {
  char text[5];
  size_t length = encode(text, character);
  if (writer->format == RENDER_TEXT) {
    fputc('\'', writer->file);
    write_character(writer->file, text, length, '\'');
    fputc('\'', writer->file);
  } else if (character == 0) {
    fputs("\"\\u0000\"", writer->file);
  } else {
    json_write_string(writer->file, text);
  }
}

static void write_pointer(const value_writer *writer, uint64_t address) {
  const char *quote = writer->format == RENDER_JSON ? "\"" : "";
  if (address == 0) {
    fputs("null", writer->file);
  } else {
    fprintf(writer->file, "%s0x%" PRIx64 "%s", quote, address, quote);
  }
}

static void write_number(const value_writer *writer, airlock_scalar scalar) {
  char text[VALUE_NUMBER_SIZE];
  if (value_is_float(scalar.kind)) {
    value_format_float(text, scalar);
  } else {
    value_format_integer(text, scalar);
  }
  bool is_string = writer->format == RENDER_JSON && !value_fits_double(scalar);
  fprintf(writer->file, is_string ? "\"%s\"" : "%s", text);
}

static void write_scalar(const value_writer *writer, airlock_scalar scalar) {
  switch (scalar.kind) {
  case AIRLOCK_BOOL:
    fputs(scalar.as.bits[0] != 0 ? "true" : "false", writer->file);
    break;
  case AIRLOCK_CHAR:
    write_char(writer, (uint32_t)scalar.as.bits[0]);
    break;
  case AIRLOCK_POINTER:
  case AIRLOCK_FUNCTION:
    write_pointer(writer, scalar.as.ptr.address);
    break;
  default:
    write_number(writer, scalar);
    break;
  }
}

// -------------------------------------------------------------------------------------- aggregates

static airlock_status write_part(const value_writer *writer, const airlock_type *type,
                                 airlock_ptr place);

// Loads a scalar, which a packed struct may have misaligned.
static airlock_status load(const value_writer *writer, airlock_scalar *out_scalar,
                           const airlock_type *type, airlock_ptr place) {
  const airlock_type *unaligned = NULL;
  airlock_status status = airlock_type_packed(writer->machine, &unaligned, type, 1);
  return status == AIRLOCK_OK ? airlock_load(writer->machine, out_scalar, place, unaligned)
                              : status;
}

static airlock_status write_stored(const value_writer *writer, const airlock_type *type,
                                   airlock_ptr place) {
  airlock_scalar scalar;
  airlock_status status = load(writer, &scalar, type, place);
  if (status == AIRLOCK_OK) {
    write_scalar(writer, scalar);
  }
  return status;
}

static airlock_status write_fields(const value_writer *writer, const airlock_type *type,
                                   airlock_ptr place) {
  airlock_status status = AIRLOCK_OK;
  airlock_field field;
  fputs(writer->format == RENDER_JSON ? "[" : "{", writer->file);
  for (size_t i = 0; status == AIRLOCK_OK && airlock_type_field(type, &field, i); i++) {
    fputs(i > 0 ? ", " : "", writer->file);
    status = write_part(writer, field.type, airlock_ptr_wrapping_add(place, field.offset));
  }
  fputs(writer->format == RENDER_JSON ? "]" : "}", writer->file);
  return status;
}

static airlock_status write_elements(const value_writer *writer, const airlock_type *element,
                                     uint64_t count, airlock_ptr place) {
  airlock_status status = AIRLOCK_OK;
  fputc('[', writer->file);
  for (uint64_t i = 0; i < count && status == AIRLOCK_OK; i++) {
    fputs(i > 0 ? ", " : "", writer->file);
    uint64_t offset = i * airlock_type_size(element);
    status = write_part(writer, element, airlock_ptr_wrapping_add(place, offset));
  }
  fputc(']', writer->file);
  return status;
}

// 1+2i: the sign of the second part stands between them.
static airlock_status write_complex(const value_writer *writer, const airlock_type *type,
                                    airlock_ptr place) {
  airlock_status status = AIRLOCK_OK;
  for (size_t i = 0; i < 2 && status == AIRLOCK_OK; i++) {
    airlock_field part;
    airlock_scalar scalar;
    char text[VALUE_NUMBER_SIZE];
    (void)airlock_type_field(type, &part, i);
    status = load(writer, &scalar, part.type, airlock_ptr_wrapping_add(place, part.offset));
    if (status == AIRLOCK_OK) {
      value_format_float(text, scalar);
      fprintf(writer->file, "%s%s%s", i == 1 && text[0] != '-' ? "+" : "", text, i == 1 ? "i" : "");
    }
  }
  return status;
}

static airlock_status write_image(const value_writer *writer, const airlock_type *type,
                                  airlock_ptr place) {
  size_t size = airlock_type_size(type);
  uint8_t *bytes = malloc(size + 1);
  if (bytes == NULL) {
    return airlock_raise(writer->machine, AIRLOCK_NO_MEMORY, "out of memory");
  }
  airlock_status status = airlock_read(writer->machine, bytes, place, size);
  if (status == AIRLOCK_OK) {
    value_write_bytes(writer, bytes, size);
  }
  free(bytes);
  return status;
}

static airlock_status write_part(const value_writer *writer, const airlock_type *type,
                                 airlock_ptr place) {
  const airlock_type *element = NULL;
  uint64_t count = 0;
  switch (airlock_type_class_of(type)) {
  case AIRLOCK_TYPE_SCALAR:
    return write_stored(writer, type, place);
  case AIRLOCK_TYPE_ARRAY:
    (void)airlock_type_element(type, &element, &count);
    return write_elements(writer, element, count, place);
  case AIRLOCK_TYPE_COMPLEX:
    return writer->format == RENDER_JSON ? write_fields(writer, type, place)
                                         : write_complex(writer, type, place);
  case AIRLOCK_TYPE_STRUCT:
    return write_fields(writer, type, place);
  default:
    return write_image(writer, type, place);
  }
}

airlock_status value_to_text(const value_writer *writer, const airlock_type *type,
                             airlock_scalar scalar) {
  if (airlock_type_class_of(type) != AIRLOCK_TYPE_SCALAR) {
    return write_part(writer, type, scalar.as.ptr);
  }
  write_scalar(writer, scalar);
  return AIRLOCK_OK;
}

// -------------------------------------------------------------------------------------------- text

size_t value_text_length(const char *bytes, size_t size) {
  size_t length = 0;
  while (length < size && bytes[length] != '\0') {
    size_t step = utf8_length(bytes + length);
    unsigned char byte = (unsigned char)bytes[length];
    if (step == 0 || step > size - length || (byte < 0x20 && !isspace(byte)) || byte == 0x7f) {
      return 0;
    }
    length += step;
  }
  return length < size ? length : 0;
}

// Bytes are read one by one: the text may end where the memory does.
size_t value_find_text(airlock_machine *machine, char *out_text, uint64_t address) {
  size_t size = 0;
  do {
    bool is_there =
        size < VALUE_TEXT_SIZE && address + size >= address &&
        airlock_native_read(machine, out_text + size, NULL, address + size, 1) == AIRLOCK_OK;
    if (!is_there) {
      return 0;
    }
  } while (out_text[size++] != '\0');
  return value_text_length(out_text, size);
}
