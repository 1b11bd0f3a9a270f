// SPDX-License-Identifier: MIT
//
// Laying out frames, and finding out what is simple about parameters and results.
#include "native/frame.h"
#include "native/native.h"

#include <string.h>

enum { FRAME_ALIGN = STACK_FRAME_ALIGN, WORD = 8 };

static size_t round_up(size_t size, size_t align) {
  return (size + align - 1) & ~(align - 1);
}

// Bits above the low `size` bytes.
static uint64_t bits_above(uint64_t size) {
  return size >= WORD ? 0 : ~UINT64_C(0) << (8 * size);
}

// ------------------------------------------------------------------------------------------ layout

// The pieces of one argument, without registers that it leaves out.
struct pieces {
  const struct piece *first;
  size_t count;
};

// Whether the pieces of an argument follow each other in the image, and are all of it.
static bool lies_in_image(struct pieces pieces, const airlock_type *type) {
  const struct piece *first = pieces.first;
  const struct piece *last = first + pieces.count - 1;
  for (const struct piece *piece = first; piece <= last; piece++) {
    if (WORD * (piece->word - first->word) != piece->offset) {
      return false;
    }
  }
  return !first->by_reference && last->offset + last->size >= type->size;
}

static void scatter(airlock_signature *signature, struct pieces pieces, size_t offset) {
  for (size_t i = 0; i < pieces.count; i++) {
    const struct piece *piece = &pieces.first[i];
    for (size_t done = 0; done < piece->size; done += WORD) {
      signature->scattered[signature->num_scattered++] =
          (struct scattered){.from = offset + piece->offset + done,
                             .to = piece->word * WORD + done,
                             .mask = ~bits_above(piece->size - done)};
    }
  }
}

static void refer(airlock_signature *signature, struct pieces pieces, size_t offset) {
  signature->references[signature->num_references++] =
      (struct scattered){.from = offset, .to = pieces.first->word * WORD};
}

static struct pieces next_pieces(const struct plan *plan, size_t *io_next) {
  size_t param = plan->pieces[*io_next].param;
  size_t first = *io_next;
  while (plan->pieces[first].size == 0) {
    first++;
  }
  size_t end = first;
  while (end < plan->num_pieces && plan->pieces[end].param == param) {
    end++;
  }
  *io_next = end;
  return (struct pieces){&plan->pieces[first], end - first};
}

// Where the eightbytes go in the end. When one that is padding goes nowhere, or what goes together
// is less than an eightbyte, members are not worth knowing.
static void place_words(struct parameter *parameter, struct pieces pieces) {
  const struct piece *first = pieces.first;
  const struct piece *last = first + pieces.count - 1;
  bool is_one = first->size >= parameter->type->size;
  parameter->words[0] = (uint32_t)(first->word * WORD);
  parameter->words[1] = (uint32_t)((is_one ? first->word + 1 : last->word) * WORD);
  bool is_two = pieces.count == 2 && last->offset == WORD &&
                last->offset + last->size >= parameter->type->size;
  if (!is_one && !is_two) {
    parameter->num_members = 0;
    parameter->is_words = false;
  }
}

static size_t align_of(struct pieces pieces, const airlock_type *type) {
  return pieces.first->by_reference && type->align > FRAME_ALIGN ? type->align : FRAME_ALIGN;
}

// Notes where libffi finds each piece.
static void place_pieces(const airlock_signature *signature) {
  const struct plan *plan = &signature->plan;
  for (size_t i = 0; i < plan->num_pieces; i++) {
    struct piece *piece = &plan->pieces[i];
    piece->place = signature->parameters[piece->param].offset + piece->offset;
  }
}

// Places the arguments and returns the end of the frame so far.
static size_t place_arguments(airlock_signature *signature) {
  const struct plan *plan = &signature->plan;
  bool has_image = signature->enter != NULL;
  size_t end = has_image ? trampoline_image_size(&plan->image) : plan->num_pieces * sizeof(void *);
  size_t next = 0;
  signature->num_scattered = 0;
  signature->num_references = 0;
  signature->frame_align = FRAME_ALIGN;
  for (size_t i = 0; i < signature->num_params; i++) {
    struct parameter *parameter = &signature->parameters[i];
    struct pieces pieces = next_pieces(plan, &next);
    const airlock_type *type = signature->promoted[i];
    size_t offset = pieces.first->word * WORD;
    bool is_staged = !has_image || !lies_in_image(pieces, type);
    if (is_staged) {
      size_t align = align_of(pieces, type);
      offset = round_up(end, align);
      end = offset + round_up(type->size, WORD);
      signature->frame_align = align > signature->frame_align ? align : signature->frame_align;
    }
    parameter->offset = (uint32_t)offset;
    parameter->words[0] = (uint32_t)offset;
    parameter->words[1] = (uint32_t)offset + WORD;
    if (has_image) {
      place_words(parameter, pieces);
    }
    if (has_image && is_staged && pieces.first->by_reference) {
      refer(signature, pieces, offset);
    } else if (has_image && is_staged) {
      scatter(signature, pieces, offset);
    }
  }
  return end;
}

// -------------------------------------------------------------------------------------- parameters

// The highest bit of a narrow signed integer, or 0.
static uint64_t sign_of(const airlock_type *type) {
  return kind_is_signed(type->kind) && type->size < WORD ? UINT64_C(1) << (8 * type->size - 1) : 0;
}

// Of a bool all is known from the bits that it does not have.
static bool is_bool(const airlock_type *type) {
  return type->kind == AIRLOCK_BOOL && !type->ranged && type->values == NULL;
}

static void describe_scalar(struct parameter *parameter, const airlock_type *type,
                            const airlock_type *passed_as) {
  bool is_converted = type->kind == AIRLOCK_F32 && passed_as->kind != AIRLOCK_F32;
  if (type->size > WORD || is_converted) {
    return;
  }
  parameter->kind = type->kind | (type->restricted && !is_bool(type) ? PARAMETER_RESTRICTED : 0);
  parameter->sign = sign_of(type);
  parameter->is_nonnull = type_is_pointer(type) && !type->nullable && type->restricted &&
                          !type->dereferenceable && !type->vtable;
  if (!type_is_pointer(type)) {
    parameter->outside[0] = is_bool(type) ? ~UINT64_C(1) : bits_above(type->size);
    parameter->outside[1] = ~UINT64_C(0);
  }
}

// Adds the scalars of a part; false when they are too many, restricted, or cannot be told apart.
static bool add_members(struct parameter *parameter, const airlock_type *type, uint64_t offset) {
  switch (type->class) {
  case TYPE_SCALAR:
    if (parameter->num_members == PARAMETER_MEMBERS || type->restricted || type->size > WORD ||
        offset / WORD != (offset + type->size - 1) / WORD) {
      return false;
    }
    parameter->members[parameter->num_members++] =
        (struct member){(uint8_t)offset, (uint8_t)type->size, type_is_pointer(type)};
    return true;
  case TYPE_STRUCT:
  case TYPE_COMPLEX: {
    bool is_known = true;
    for (size_t i = 0; i < type->num_fields && is_known; i++) {
      is_known = add_members(parameter, type->fields[i].type, offset + type->fields[i].offset);
    }
    return is_known;
  }
  case TYPE_ARRAY: {
    bool is_known = type->element->size > 0 || type->count == 0;
    for (uint64_t i = 0; i < type->count && is_known; i++) {
      is_known = add_members(parameter, type->element, offset + i * type->element->size);
    }
    return is_known;
  }
  default:
    return false;
  }
}

// Whether one load gives the first word, or all that there is.
static bool is_loaded_at_once(uint64_t size) {
  return size >= WORD || size == 4 || size == 2 || size == 1;
}

static void describe_aggregate(struct parameter *parameter, const airlock_type *type) {
  if (type->size > 2 * WORD || !add_members(parameter, type, 0)) {
    parameter->num_members = 0;
  }
  parameter->is_words = parameter->num_members > 0 && is_loaded_at_once(type->size);
  parameter->outside[0] = ~UINT64_C(0);
  parameter->outside[1] = ~UINT64_C(0);
  for (size_t i = 0; i < parameter->num_members; i++) {
    const struct member *member = &parameter->members[i];
    uint64_t bits = ~bits_above(member->size) << (member->offset % WORD * 8);
    parameter->outside[member->offset / WORD] &= ~bits;
    parameter->is_words &= !member->is_pointer;
  }
}

// Appends the parameters that may hold pointers: scalars, or aggregates.
static void list_exposing(airlock_signature *signature, bool of_scalars) {
  for (size_t i = 0; i < signature->num_params; i++) {
    const airlock_type *type = signature->params[i];
    bool is_scalar = type->class == TYPE_SCALAR;
    bool may_expose = is_scalar ? type_is_pointer(type) : !type->plain;
    if (may_expose && is_scalar == of_scalars) {
      signature->exposing[signature->num_exposing++] = (uint32_t)i;
    }
  }
}

static void describe_parameters(airlock_signature *signature) {
  for (size_t i = 0; i < signature->num_params; i++) {
    struct parameter *parameter = &signature->parameters[i];
    const airlock_type *type = signature->params[i];
    *parameter = (struct parameter){.kind = PARAMETER_GENERAL, .type = type};
    if (type->class == TYPE_SCALAR) {
      describe_scalar(parameter, type, signature->promoted[i]);
    } else {
      describe_aggregate(parameter, type);
    }
  }
  signature->num_exposing = 0;
  list_exposing(signature, true);
  signature->num_pointers = signature->num_exposing;
  list_exposing(signature, false);
}

static struct prepared_result describe_result(const airlock_type *type) {
  if (type == NULL || type->class != TYPE_SCALAR) {
    return (struct prepared_result){.is_word = false};
  }
  return (struct prepared_result){
      .is_word = type->size <= WORD && (!type->restricted || is_bool(type)),
      .kind = type->kind,
      .mask = ~bits_above(type->size),
      .outside = is_bool(type) ? ~UINT64_C(1) : 0,
      .sign = sign_of(type),
      .prov = type_is_pointer(type) ? airlock_prov_wildcard() : airlock_prov_none(),
  };
}

// Whether calls are worth an attempt of native/quick_call.h.
static bool is_quick(const airlock_signature *signature) {
  const airlock_type *result = signature->result;
  bool is_quick = signature->fits_stack;
  if (result != NULL && !signature->prepared_result.is_word) {
    is_quick &= result->plain && result->class != TYPE_SCALAR && result->size <= 2 * WORD;
  }
  for (size_t i = 0; i < signature->num_params && is_quick; i++) {
    const struct parameter *parameter = &signature->parameters[i];
    is_quick = parameter->kind != PARAMETER_GENERAL || parameter->num_members > 0;
  }
  return is_quick;
}

// Each argument has whole eightbytes to itself, since they are passed as such; so has the result,
// and narrow integers are returned widened to a register.
void frame_lay_out(airlock_signature *signature) {
  describe_parameters(signature);
  const airlock_type *result = signature->result;
  signature->prepared_result = describe_result(result);
  size_t end = place_arguments(signature);
  place_pieces(signature);
  size_t align = result != NULL && result->align > FRAME_ALIGN ? result->align : FRAME_ALIGN;
  signature->result_offset = round_up(end, align);
  signature->frame_align = align > signature->frame_align ? align : signature->frame_align;
  signature->frame_size =
      signature->result_offset + round_up((result != NULL ? result->size : 0) + 16, FRAME_ALIGN);
  signature->fits_stack =
      signature->frame_size <= STACK_FRAME_SIZE && signature->frame_align <= STACK_FRAME_ALIGN;
  signature->is_quick = is_quick(signature);
}
