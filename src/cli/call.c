// SPDX-License-Identifier: MIT
//
// See call.h. The machine knows nothing but this call: the library is opened, the signature read,
// the function bound, each argument made by its parameter's type (value.h), and after the call the
// result is written, then what native code changed in the memory of the arguments, then errno:
//
//   $ airlock call libc.so.6 strtol 'slong (ptr, ptr, sint)' '"99999999999999999999"' null 10
//   i64 9223372036854775807
//   errno 34 (Numerical result out of range)
//
// In JSON it is one object; the members are always all there.
#define _POSIX_C_SOURCE 200809L

#include "cli/call.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/failure.h"
#include "cli/json.h"
#include "cli/value.h"

// A call on its way. All zero but the renderer and the machine at first.
typedef struct native_call {
  const renderer *renderer;
  const arguments *arguments;
  airlock_machine *machine;
  const airlock_signature *signature;
  const airlock_callee *callee;
  airlock_scalar *values; // One per argument.
  size_t count;           // Of arguments.
  int wrong;              // The argument whose text is wrong, from 0; -1 if none.
  value_buffers buffers;
  airlock_scalar result;
} native_call;

static const char *name_of(const native_call *call) {
  return call->arguments->operands[1];
}

static airlock_status out_of_memory(const native_call *call) {
  return airlock_raise(call->machine, AIRLOCK_NO_MEMORY, "out of memory");
}

static void show_warning(void *context, const airlock_report *report) {
  (void)failure_show(context, report);
}

// Sharing memory is what pointer arguments are for here, and nothing runs on the machine afterwards
// that could be misled by it.
static airlock_status make_machine(native_call *call) {
  airlock_config config;
  airlock_config_init(&config);
  config.levels[AIRLOCK_WARN_SHARED_MEMORY] = AIRLOCK_ALLOW;
  config.levels[AIRLOCK_WARN_WILDCARD_ARGUMENT] = AIRLOCK_ALLOW;
  config.context = (void *)call->renderer;
  config.warning = show_warning;
  return airlock_machine_new(&call->machine, &config);
}

static airlock_status bind(native_call *call) {
  const char *const *operands = call->arguments->operands;
  airlock_status status = airlock_open_library(call->machine, operands[0]);
  if (status == AIRLOCK_OK) {
    status = airlock_signature_parse(call->machine, &call->signature, operands[2]);
  }
  return status == AIRLOCK_OK
             ? airlock_bind(call->machine, &call->callee, name_of(call), call->signature)
             : status;
}

static airlock_status check_count(const native_call *call) {
  airlock_signature_info info = airlock_signature_get_info(call->signature);
  if (info.num_params == call->count) {
    return AIRLOCK_OK;
  }
  const char *hint = info.is_variadic && call->count > info.num_params
                         ? ": name the types of variadic arguments behind `...`"
                         : "";
  return airlock_raise(call->machine, AIRLOCK_USAGE_ARGUMENT,
                       "`%s` takes %zu argument%s by its signature, but %zu %s given%s",
                       name_of(call), info.num_params, info.num_params == 1 ? "" : "s", call->count,
                       call->count == 1 ? "was" : "were", hint);
}

static airlock_status read_values(native_call *call) {
  airlock_status status = check_count(call);
  call->values = calloc(call->count + 1, sizeof *call->values);
  if (status == AIRLOCK_OK && call->values == NULL) {
    status = out_of_memory(call);
  }
  for (size_t i = 0; i < call->count && status == AIRLOCK_OK; i++) {
    const airlock_type *type = NULL;
    const airlock_type *passed_as = NULL;
    (void)airlock_signature_param(call->signature, &type, &passed_as, i);
    status = value_from_text(call->machine, &call->values[i], &call->buffers, type, i,
                             call->arguments->operands[i + 3]);
    call->wrong = status == AIRLOCK_USAGE_ARGUMENT ? (int)i : -1;
  }
  return status;
}

// The memory of the result if it is an aggregate.
static airlock_status make_result(native_call *call) {
  const airlock_type *type = airlock_signature_get_info(call->signature).result;
  if (type == NULL || airlock_type_class_of(type) == AIRLOCK_TYPE_SCALAR) {
    return AIRLOCK_OK;
  }
  airlock_ptr place;
  airlock_status status = airlock_allocate(call->machine, &place, airlock_type_size(type),
                                           airlock_type_align(type), AIRLOCK_HEAP);
  call->result = airlock_pointer(place);
  return status;
}

// ----------------------------------------------------------------------------------------- results

static void write_separator(const value_writer *writer, const char *json, const char *text) {
  fputs(writer->format == RENDER_JSON ? json : text, writer->file);
}

// Which argument's memory a pointer leads into, one past its end included.
static const value_buffer *buffer_of(const native_call *call, uint64_t address) {
  for (size_t i = 0; i < call->buffers.count; i++) {
    const value_buffer *buffer = &call->buffers.items[i];
    if (address - buffer->pointer.address <= buffer->size) {
      return buffer;
    }
  }
  return NULL;
}

// What a pointer leads to: a place in an argument's memory, a text.
static void write_target(const native_call *call, const value_writer *writer, uint64_t address) {
  char text[VALUE_TEXT_SIZE];
  size_t length = value_find_text(call->machine, text, address);
  const value_buffer *buffer = buffer_of(call, address);
  bool is_json = writer->format == RENDER_JSON;
  write_separator(writer, ",\"text\":", length > 0 ? " " : "");
  if (length > 0) {
    value_write_text(writer, text, length);
  } else if (is_json) {
    fputs("null", writer->file);
  }
  write_separator(writer, ",\"into\":", "");
  if (buffer != NULL) {
    fprintf(writer->file,
            is_json ? "{\"argument\":%zu,\"offset\":%" PRIu64 "}" : " (argument %zu + %" PRIu64 ")",
            buffer->argument + 1, address - buffer->pointer.address);
  } else if (is_json) {
    fputs("null", writer->file);
  }
}

static airlock_status write_type(const native_call *call, const value_writer *writer,
                                 const airlock_type *type) {
  size_t size = airlock_type_format(type, NULL, 0) + 1;
  char *text = malloc(size);
  if (text == NULL) {
    return out_of_memory(call);
  }
  (void)airlock_type_format(type, text, size);
  if (writer->format == RENDER_JSON) {
    json_write_string(writer->file, text);
  } else {
    fputs(text, writer->file);
  }
  free(text);
  return AIRLOCK_OK;
}

static airlock_status write_result_text(const native_call *call, const value_writer *writer,
                                        const airlock_type *type) {
  if (type == NULL) {
    fputs("void\n", writer->file);
    return AIRLOCK_OK;
  }
  airlock_status status = write_type(call, writer, type);
  fputc(' ', writer->file);
  if (status == AIRLOCK_OK) {
    status = value_to_text(writer, type, call->result);
  }
  if (airlock_type_kind(type) == AIRLOCK_POINTER) {
    write_target(call, writer, call->result.as.ptr.address);
  }
  fputc('\n', writer->file);
  return status;
}

static airlock_status write_result_json(const native_call *call, const value_writer *writer,
                                        const airlock_type *type) {
  airlock_status status = AIRLOCK_OK;
  fputs("{\"result\":", writer->file);
  if (type == NULL) {
    fputs("null,\"type\":\"void\"", writer->file);
  } else {
    status = value_to_text(writer, type, call->result);
    fputs(",\"type\":", writer->file);
    status = status == AIRLOCK_OK ? write_type(call, writer, type) : status;
  }
  fprintf(writer->file, ",\"errno\":%d", airlock_errno(call->machine));
  if (type != NULL && airlock_type_kind(type) == AIRLOCK_POINTER) {
    write_target(call, writer, call->result.as.ptr.address);
  } else {
    fputs(",\"text\":null,\"into\":null", writer->file);
  }
  return status;
}

// The most bytes of an argument's memory that are shown.
enum { MOST_SHOWN = 256 };

// "argument 1, 8 bytes: "text" x'7465787400000000'": the text only if they begin with one.
static void write_buffer(const value_writer *writer, const value_buffer *buffer,
                         const uint8_t *bytes) {
  bool is_json = writer->format == RENDER_JSON;
  size_t shown = is_json || buffer->size < MOST_SHOWN ? buffer->size : MOST_SHOWN;
  const char *text = (const char *)bytes;
  size_t text_length = value_text_length(text, shown);
  fprintf(writer->file,
          is_json ? "{\"argument\":%zu,\"size\":%zu,\"text\":" : "argument %zu, %zu bytes: ",
          buffer->argument + 1, buffer->size);
  if (text_length > 0) {
    value_write_text(writer, text, text_length);
    write_separator(writer, "", " ");
  } else {
    write_separator(writer, "null", "");
  }
  write_separator(writer, ",\"bytes\":", "");
  value_write_bytes(writer, bytes, shown);
  fputs(is_json ? "}" : shown < buffer->size ? " ..." : "", writer->file);
}

// The memory of arguments that native code changed, and all that was given by its size.
static airlock_status write_buffers(const native_call *call, const value_writer *writer) {
  airlock_status status = AIRLOCK_OK;
  const char *separator = "";
  write_separator(writer, ",\"buffers\":[", "");
  for (size_t i = 0; i < call->buffers.count && status == AIRLOCK_OK; i++) {
    const value_buffer *buffer = &call->buffers.items[i];
    uint8_t *bytes = malloc(buffer->size + 1);
    if (bytes == NULL) {
      return out_of_memory(call);
    }
    status = airlock_read(call->machine, bytes, buffer->pointer, buffer->size);
    bool is_changed = buffer->before == NULL || memcmp(buffer->before, bytes, buffer->size) != 0;
    if (status == AIRLOCK_OK && is_changed) {
      write_separator(writer, separator, "");
      write_buffer(writer, buffer, bytes);
      write_separator(writer, "", "\n");
      separator = ",";
    }
    free(bytes);
  }
  write_separator(writer, "]", "");
  return status;
}

static airlock_status write_all(const native_call *call, const value_writer *writer) {
  const airlock_type *type = airlock_signature_get_info(call->signature).result;
  bool is_json = writer->format == RENDER_JSON;
  int error = airlock_errno(call->machine);
  airlock_status status =
      is_json ? write_result_json(call, writer, type) : write_result_text(call, writer, type);
  if (status == AIRLOCK_OK) {
    status = write_buffers(call, writer);
  }
  if (is_json) {
    fputs("}\n", writer->file);
  } else if (error != 0) {
    fprintf(writer->file, "errno %d (%s)\n", error, strerror(error));
  }
  return status;
}

// Nothing is written unless all of it can be.
static airlock_status show_result(const native_call *call) {
  char *text = NULL;
  size_t length = 0;
  value_writer writer = {open_memstream(&text, &length), call->machine, call->renderer->format};
  if (writer.file == NULL) {
    return out_of_memory(call);
  }
  airlock_status status = write_all(call, &writer);
  if (fclose(writer.file) != 0) {
    status = out_of_memory(call);
  }
  if (status == AIRLOCK_OK) {
    fwrite(text, 1, length, stdout);
  }
  free(text);
  return status;
}

// ---------------------------------------------------------------------------------------- the call

static airlock_status perform(native_call *call) {
  airlock_status status = bind(call);
  if (status == AIRLOCK_OK) {
    status = read_values(call);
  }
  if (status == AIRLOCK_OK) {
    status = make_result(call);
  }
  if (status == AIRLOCK_OK) {
    status = airlock_call(call->machine, call->callee, call->values, call->count, &call->result);
  }
  return status == AIRLOCK_OK ? show_result(call) : status;
}

// What the function printed comes before what is said about it.
static mir_verdict show_failure(const native_call *call) {
  airlock_report report = *airlock_last_report(call->machine);
  if (call->wrong >= 0) {
    report.argument = call->wrong;
    report.function = name_of(call);
  }
  fflush(stdout);
  return failure_show(call->renderer, &report);
}

mir_verdict call_run(const renderer *renderer, const arguments *arguments) {
  native_call call = {.renderer = renderer,
                      .arguments = arguments,
                      .count = arguments->operand_count - 3,
                      .wrong = -1};
  if (make_machine(&call) != AIRLOCK_OK) {
    render_error(renderer, MIR_VERDICT_OUT_OF_MEMORY, "out of memory");
    return MIR_VERDICT_OUT_OF_MEMORY;
  }
  mir_verdict verdict = MIR_VERDICT_FINISHED;
  if (perform(&call) != AIRLOCK_OK) {
    verdict = show_failure(&call);
  }
  value_buffers_release(&call.buffers);
  free(call.values);
  airlock_machine_free(call.machine);
  return verdict;
}
