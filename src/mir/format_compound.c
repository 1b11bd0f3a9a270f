// SPDX-License-Identifier: MIT
//
// Values in memory as std::fmt writes them: text, and by Debug what consists of other values:
// arrays, slices, tuples, lists, and structs and enums whose Debug is derived. With {:#?} each part
// stands on a line of its own. A type with an impl of its own is written by that (see load_format.c
// and models_formatter.c); one that has none that is known is refused.
#include <string.h>

#include "interpret_internal.h"
#include "models.h"
#include "prelude.h"

// References and boxes may lead far: a list of boxes is as deep as it is long.
enum { DEPTH_LIMIT = 200 };

static airlock_status refuse(mir_interpreter *interpreter, const mir_layout *layout) {
  return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                       "formatting a value of type `%s`", layout->name);
}

//===------------------------------------------------------------------------------------------===//
// Text
//===------------------------------------------------------------------------------------------===//

// A precision is the number of characters at most.
static airlock_status format_bare_text(mir_interpreter *interpreter, mir_message *message,
                                       airlock_ptr pointer, uint64_t length,
                                       const mir_format_options *options) {
  bool is_debug = options->trait == MIR_FORMAT_DEBUG;
  airlock_status status = AIRLOCK_OK;
  uint64_t left = options->has_precision && !is_debug ? options->precision : UINT64_MAX;
  if (is_debug) {
    mir_message_add_bytes(message, "\"", 1);
  }
  for (uint64_t i = 0; i < length && status == AIRLOCK_OK; i++) {
    uint8_t byte = 0;
    status = airlock_read(interpreter->machine, &byte, airlock_ptr_wrapping_add(pointer, i), 1);
    if ((byte & 0xc0) != 0x80 && left-- == 0) {
      break;
    }
    if (status == AIRLOCK_OK && is_debug && byte < 0x80) {
      mir_format_escaped(message, byte, '"');
    } else if (status == AIRLOCK_OK) {
      mir_message_add_bytes(message, (const char *)&byte, 1);
    }
  }
  if (is_debug) {
    mir_message_add_bytes(message, "\"", 1);
  }
  return status;
}

// Debug does not pad text.
static airlock_status format_text(mir_interpreter *interpreter, mir_message *message,
                                  airlock_ptr pointer, uint64_t length,
                                  const mir_format_options *options) {
  if (!options->has_width || options->trait == MIR_FORMAT_DEBUG) {
    return format_bare_text(interpreter, message, pointer, length, options);
  }
  mir_message text = {.data = NULL};
  mir_message_add_bytes(&text, "", 0);
  airlock_status status = format_bare_text(interpreter, &text, pointer, length, options);
  if (status == AIRLOCK_OK && !text.is_exhausted) {
    mir_format_padded(message, &text, options, false);
  }
  message->is_exhausted |= text.is_exhausted;
  mir_message_release(&text);
  return status;
}

static airlock_status load_word(mir_interpreter *interpreter, airlock_scalar *out_word,
                                airlock_ptr pointer, uint64_t offset, airlock_kind kind) {
  return airlock_load(interpreter->machine, out_word, airlock_ptr_wrapping_add(pointer, offset),
                      airlock_type_scalar(interpreter->machine, kind));
}

//===------------------------------------------------------------------------------------------===//
// Parts
//===------------------------------------------------------------------------------------------===//

// What stands in front of a part, and behind the last one.
static void begin_part(mir_message *message, const mir_format_options *options, bool is_first) {
  if (!options->is_alternate) {
    mir_message_add(message, "%s", is_first ? "" : ", ");
    return;
  }
  mir_message_add(message, "%s\n%*s", is_first ? "" : ",", (int)(options->depth + 1) * 4, "");
}

static void end_parts(mir_message *message, const mir_format_options *options) {
  if (options->is_alternate) {
    mir_message_add(message, ",\n%*s", (int)options->depth * 4, "");
  }
}

static airlock_status format_part(mir_interpreter *interpreter, mir_message *message,
                                  const mir_layout *layout, airlock_ptr pointer,
                                  const mir_format_options *options) {
  mir_format_options inner = *options;
  inner.depth++;
  return mir_format_value(interpreter, message, layout, pointer, &inner);
}

static airlock_status format_list(mir_interpreter *interpreter, mir_message *message,
                                  const mir_layout *element, airlock_ptr first, uint64_t count,
                                  const mir_format_options *options) {
  airlock_status status = AIRLOCK_OK;
  mir_message_add(message, "[");
  for (uint64_t i = 0; i < count && status == AIRLOCK_OK; i++) {
    begin_part(message, options, i == 0);
    status = format_part(interpreter, message, element,
                         airlock_ptr_wrapping_add(first, i * element->size), options);
  }
  if (count != 0) {
    end_parts(message, options);
  }
  mir_message_add(message, "]");
  return status;
}

static airlock_status format_fields(mir_interpreter *interpreter, mir_message *message,
                                    const mir_layout_variant *variant, airlock_ptr pointer,
                                    const mir_format_options *options) {
  bool is_tuple = variant->field_count == 0 || variant->fields[0].name[0] == '0';
  mir_message_add(message, "%s", variant->name);
  if (variant->field_count == 0) {
    mir_message unit = {.data = (char[]){"()"}, .length = variant->name[0] == '\0' ? 2 : 0};
    if (unit.length != 0) {
      mir_format_padded(message, &unit, options, false);
    }
    return AIRLOCK_OK;
  }
  const char *blank = options->is_alternate ? "" : " ";
  mir_message_add(message, is_tuple ? "(" : " {%s", blank);
  for (size_t i = 0; i < variant->field_count; i++) {
    const mir_layout_field *field = &variant->fields[i];
    begin_part(message, options, i == 0);
    if (!is_tuple) {
      mir_message_add(message, "%s: ", field->name);
    }
    airlock_status status = format_part(interpreter, message, field->layout,
                                        airlock_ptr_wrapping_add(pointer, field->offset), options);
    if (status != AIRLOCK_OK) {
      return status;
    }
  }
  bool is_single = variant->name[0] == '\0' && variant->field_count == 1;
  end_parts(message, options);
  mir_message_add(message, is_tuple ? "%s)" : "%s}",
                  is_tuple ? (is_single && !options->is_alternate ? "," : "") : blank);
  return AIRLOCK_OK;
}

static airlock_status format_enum(mir_interpreter *interpreter, mir_message *message,
                                  const mir_layout *layout, airlock_ptr pointer,
                                  const mir_format_options *options) {
  size_t variant = 0;
  airlock_status status = mir_variant_in_memory(interpreter, &variant, layout, pointer);
  return status == AIRLOCK_OK
             ? format_fields(interpreter, message, &layout->variants[variant], pointer, options)
             : status;
}

//===------------------------------------------------------------------------------------------===//
// Pointers and owners
//===------------------------------------------------------------------------------------------===//

// The function of the type's own impl.
static const mir_function *writer_of(const mir_layout *layout, const mir_format_options *options) {
  return layout->writers == NULL ? NULL : layout->writers[options->trait];
}

// A reference is written as what it points to, and so is a Box.
static airlock_status format_reference(mir_interpreter *interpreter, mir_message *message,
                                       const mir_layout *layout, airlock_ptr pointer,
                                       const mir_format_options *options) {
  airlock_scalar target;
  airlock_scalar length;
  airlock_status status = load_word(interpreter, &target, pointer, 0, AIRLOCK_POINTER);
  if (status != AIRLOCK_OK) {
    return status;
  }
  if (options->trait == MIR_FORMAT_POINTER) {
    mir_format_one(message, &target, options);
    return AIRLOCK_OK;
  }
  const mir_layout *referent = layout->referent;
  if (layout->class == MIR_CLASS_SCALAR && referent != NULL) {
    mir_format_options inner = *options;
    inner.references++;
    return inner.references > DEPTH_LIMIT
               ? airlock_raise(interpreter->machine, AIRLOCK_LIMIT_EMBEDDER,
                               "formatting what is behind more than %d references", DEPTH_LIMIT)
               : mir_format_value(interpreter, message, referent, target.as.ptr, &inner);
  }
  if (layout->class == MIR_CLASS_PAIR && referent != NULL && writer_of(referent, options) != NULL) {
    airlock_scalar wide[2] = {target};
    status = load_word(interpreter, &wide[1], pointer, 8, layout->halves[1]->kind);
    return status == AIRLOCK_OK
               ? mir_format_by(interpreter, message, writer_of(referent, options), wide, options)
               : status;
  }
  bool is_text = layout->pointee != NULL && layout->pointee->kind == MIR_TYPE_STR;
  bool is_list =
      referent != NULL && referent->shape == MIR_SHAPE_SLICE && options->trait == MIR_FORMAT_DEBUG;
  if (layout->class != MIR_CLASS_PAIR || (!is_text && !is_list)) {
    return refuse(interpreter, layout);
  }
  status = load_word(interpreter, &length, pointer, 8, AIRLOCK_USIZE);
  if (status != AIRLOCK_OK) {
    return status;
  }
  return is_text ? format_text(interpreter, message, target.as.ptr, length.as.bits[0], options)
                 : format_list(interpreter, message, referent->element, target.as.ptr,
                               length.as.bits[0], options);
}

static bool is_std(const mir_layout *layout, const char *stem) {
  return layout->item != NULL && strcmp(layout->item->path->stem, stem) == 0;
}

// A Vec's elements, or the text of a String, whose Vec comes first and alone.
static airlock_status format_vector(mir_interpreter *interpreter, mir_message *message,
                                    const mir_layout *element, airlock_ptr pointer, bool is_text,
                                    const mir_format_options *options) {
  airlock_scalar first;
  airlock_scalar length;
  airlock_status status =
      load_word(interpreter, &first, pointer, MIR_VECTOR_POINTER, AIRLOCK_POINTER);
  if (status == AIRLOCK_OK) {
    status = load_word(interpreter, &length, pointer, MIR_VECTOR_LENGTH, AIRLOCK_USIZE);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  return is_text
             ? format_text(interpreter, message, first.as.ptr, length.as.bits[0], options)
             : format_list(interpreter, message, element, first.as.ptr, length.as.bits[0], options);
}

//===------------------------------------------------------------------------------------------===//
// Values
//===------------------------------------------------------------------------------------------===//

static bool has_derived_debug(const mir_layout *layout, const mir_format_options *options) {
  return layout->packed == 0 &&
         (layout->item == NULL || layout->has_derived_debug || options->is_derived);
}

static const mir_layout *element_of(const mir_layout *vector) {
  const mir_layout *pointer = vector->variants[0].fields[0].layout;
  while (pointer->pointee == NULL && pointer->variant_count == 1) {
    pointer = pointer->variants[0].fields[0].layout;
  }
  return pointer->referent;
}

static airlock_status format_debug(mir_interpreter *interpreter, mir_message *message,
                                   const mir_layout *layout, airlock_ptr pointer,
                                   const mir_format_options *options) {
  if (is_std(layout, "std::vec::Vec")) {
    const mir_layout *element = element_of(layout);
    return element == NULL ? refuse(interpreter, layout)
                           : format_vector(interpreter, message, element, pointer, false, options);
  }
  switch (layout->shape) {
  case MIR_SHAPE_ARRAY:
    return format_list(interpreter, message, layout->element, pointer, layout->count, options);
  case MIR_SHAPE_STRUCT:
    return has_derived_debug(layout, options)
               ? format_fields(interpreter, message, &layout->variants[0], pointer, options)
               : refuse(interpreter, layout);
  case MIR_SHAPE_ENUM:
    return has_derived_debug(layout, options)
               ? format_enum(interpreter, message, layout, pointer, options)
               : refuse(interpreter, layout);
  default:
    return refuse(interpreter, layout);
  }
}

airlock_status mir_format_value(mir_interpreter *interpreter, mir_message *message,
                                const mir_layout *layout, airlock_ptr pointer,
                                const mir_format_options *options) {
  bool is_debug = options->trait == MIR_FORMAT_DEBUG;
  bool is_pointer = layout->shape == MIR_SHAPE_POINTER && layout->class == MIR_CLASS_SCALAR &&
                    (is_debug || options->trait == MIR_FORMAT_POINTER);
  if (writer_of(layout, options) != NULL) {
    airlock_scalar value = airlock_pointer(pointer);
    return mir_format_by(interpreter, message, writer_of(layout, options), &value, options);
  }
  if (layout->is_reference &&
      (layout->shape == MIR_SHAPE_POINTER || is_std(layout, "std::boxed::Box"))) {
    return format_reference(interpreter, message, layout, pointer, options);
  }
  if (is_std(layout, "std::string::String") && (is_debug || options->trait == MIR_FORMAT_DISPLAY)) {
    return format_vector(interpreter, message, NULL, pointer, true, options);
  }
  if (layout->shape == MIR_SHAPE_PRIMITIVE || is_pointer) {
    airlock_scalar scalar;
    airlock_status status = load_word(interpreter, &scalar, pointer, 0, layout->kind);
    if (status == AIRLOCK_OK) {
      mir_format_one(message, &scalar, options);
    }
    return status;
  }
  return is_debug ? format_debug(interpreter, message, layout, pointer, options)
                  : refuse(interpreter, layout);
}
