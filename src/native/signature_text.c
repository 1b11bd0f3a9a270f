// SPDX-License-Identifier: MIT
//
// Signatures as text: the result's type, then the parameters' in parentheses.
//
//   signature = ( type | "void" ) "(" [ part { "," part } ] ")"
//   part      = type | "..."
//
// `...` stands once, where the variadic arguments begin; the types behind it are those of one call.
#include "machine/type_text.h"
#include "native/native.h"

#include <stdio.h>
#include <string.h>

enum { MAX_PARAMS = 1024 };

// Parameters, as they are read.
struct params {
  const airlock_type **items;
  size_t count;
  size_t capacity;
  size_t num_fixed;
  bool is_variadic;
};

static bool add_param(struct type_cursor *cursor, struct params *params) {
  if (params->count == MAX_PARAMS) {
    return type_cursor_fail(cursor, "no more than 1024 parameters") == AIRLOCK_OK;
  }
  if (!host_grow(&cursor->machine->host, (void **)&params->items, &params->capacity,
                 params->count + 1, sizeof *params->items)) {
    cursor->status = machine_no_memory(cursor->machine);
    return false;
  }
  const airlock_type *type = type_parse(cursor);
  if (type != NULL) {
    params->items[params->count++] = type;
  }
  return type != NULL;
}

static bool parse_part(struct type_cursor *cursor, struct params *params) {
  struct type_cursor start = *cursor;
  if (!type_cursor_take(cursor, "...")) {
    return add_param(cursor, params);
  }
  if (params->is_variadic) {
    *cursor = start;
    return type_cursor_fail(cursor, "no second `...`") == AIRLOCK_OK;
  }
  params->is_variadic = true;
  params->num_fixed = params->count;
  return true;
}

// What stands between the parentheses, the second one included.
static void parse_parts(struct type_cursor *cursor, struct params *params) {
  if (type_cursor_take_word(cursor, "void")) {
    if (!type_cursor_take(cursor, ")")) {
      (void)type_cursor_fail(cursor, "`)` behind `void`");
    }
    return;
  }
  bool more = !type_cursor_take(cursor, ")");
  while (more && parse_part(cursor, params)) {
    more = type_cursor_take(cursor, ",");
    if (!more && !type_cursor_take(cursor, ")")) {
      (void)type_cursor_fail(cursor, "`,` or `)`");
    }
  }
}

static void parse_params(struct type_cursor *cursor, struct params *params) {
  if (!type_cursor_take(cursor, "(")) {
    (void)type_cursor_fail(cursor, "`(` and the types of the parameters");
    return;
  }
  parse_parts(cursor, params);
  type_cursor_skip(cursor);
  if (cursor->status == AIRLOCK_OK && *cursor->next != '\0') {
    (void)type_cursor_fail(cursor, "the end of the text");
  }
}

airlock_status airlock_signature_parse(airlock_machine *machine,
                                       const airlock_signature **out_signature, const char *text) {
  struct type_cursor cursor = {.machine = machine, .text = text, .next = text};
  struct params params = {0};
  bool is_void = type_cursor_take_word(&cursor, "void");
  const airlock_type *result = is_void ? NULL : type_parse(&cursor);
  if (cursor.status == AIRLOCK_OK) {
    parse_params(&cursor, &params);
  }
  if (cursor.status == AIRLOCK_OK) {
    cursor.status = airlock_signature_variadic(machine, out_signature, result, params.items,
                                               params.count, params.is_variadic, params.num_fixed);
  }
  host_release(&machine->host, params.items, params.capacity * sizeof *params.items);
  return cursor.status;
}

// Text that is being put together; `length` goes on counting when there is no more room.
static size_t append(char *buffer, size_t size, size_t length, const char *text) {
  if (length < size) {
    (void)snprintf(buffer + length, size - length, "%s", text);
  }
  return length + strlen(text);
}

static size_t append_type(char *buffer, size_t size, size_t length, const airlock_type *type) {
  return length + type_format(type, length < size ? buffer + length : NULL,
                              length < size ? size - length : 0);
}

size_t airlock_signature_format(const airlock_signature *signature, char *out_buffer,
                                size_t buffer_size) {
  size_t length = signature->result != NULL
                      ? append_type(out_buffer, buffer_size, 0, signature->result)
                      : append(out_buffer, buffer_size, 0, "void");
  length = append(out_buffer, buffer_size, length, " (");
  for (size_t i = 0; i < signature->num_params; i++) {
    length = append(out_buffer, buffer_size, length, i > 0 ? ", " : "");
    length = append(out_buffer, buffer_size, length, i == signature->num_fixed ? "..., " : "");
    length = append_type(out_buffer, buffer_size, length, signature->params[i]);
  }
  if (signature->num_fixed == signature->num_params) {
    length = append(out_buffer, buffer_size, length, signature->num_params > 0 ? ", ..." : "...");
  }
  return append(out_buffer, buffer_size, length, ")");
}
