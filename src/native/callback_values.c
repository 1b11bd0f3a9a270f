// SPDX-License-Identifier: MIT
//
// What callbacks are given and give. An argument is read by the plan of its signature: scalars
// become immediates, pointers wildcards, aggregates a copy in the callback's stack frame; all of
// them are validated. A result is checked like an argument of a native call.
#include "native/callback.h"
#include "native/entry_pool.h"
#include "native/quick_call.h"

#include <string.h>

enum { EIGHTBYTE = 8, LARGEST_SCALAR = 16 };

// --------------------------------------------------------------------------------------- arguments

// Where the arguments are read: parameters in order, and pieces in the order of parameters.
struct reading {
  const struct visit *visit;
  size_t param;
  size_t piece;
};

static const uint8_t *piece_at(const struct visit *visit, size_t index) {
  const struct piece *piece = &visit->entry->signature->plan.pieces[index];
  if (visit->image == NULL) {
    return visit->pieces[index];
  }
  const uint64_t *word = visit->image + entry_pool_position(piece->word);
  return piece->by_reference ? (const uint8_t *)(uintptr_t)*word : (const uint8_t *)word;
}

// Returns the bytes of the argument: where they are, or put together in `buffer`.
static const uint8_t *gather(struct reading *reading, uint8_t *buffer) {
  const airlock_signature *signature = reading->visit->entry->signature;
  const struct plan *plan = &signature->plan;
  while (plan->pieces[reading->piece].size == 0) {
    reading->piece++;
  }
  if (plan->pieces[reading->piece].size >= signature->params[reading->param]->size) {
    return piece_at(reading->visit, reading->piece++);
  }
  memset(buffer, 0, PLAN_LARGEST_IN_PIECES);
  for (; reading->piece < plan->num_pieces; reading->piece++) {
    const struct piece *piece = &plan->pieces[reading->piece];
    if (piece->param != reading->param) {
      break;
    }
    memcpy(buffer + piece->offset, piece_at(reading->visit, reading->piece), piece->size);
  }
  return buffer;
}

// Takes a scalar of one word whose type has no invalid values but those that its bits show.
static bool take_quickly(struct reading *reading, airlock_scalar *out_scalar,
                         const airlock_type *type) {
  const struct visit *visit = reading->visit;
  if (type->size > sizeof(uint64_t)) {
    return false;
  }
  uint64_t bits = quick_read(piece_at(visit, reading->piece), type->size);
  airlock_prov prov = type_is_pointer(type) ? airlock_prov_wildcard() : airlock_prov_none();
  quick_fill(out_scalar, type, (airlock_ptr){bits, prov});
  bool is_taken =
      quick_is_simple(&visit->entry->signature->parameters[reading->param], out_scalar, 0);
  reading->piece += is_taken;
  return is_taken;
}

static airlock_status take_scalar(struct reading *reading, airlock_scalar *out_scalar,
                                  const airlock_type *type) {
  uint8_t buffer[PLAN_LARGEST_IN_PIECES];
  if (take_quickly(reading, out_scalar, type)) {
    return AIRLOCK_OK;
  }
  const uint8_t *bytes = gather(reading, buffer);
  *out_scalar = value_from_bytes(bytes, type->kind, airlock_prov_wildcard());
  return value_validate(reading->visit->entry->machine, *out_scalar, type, type->name);
}

static airlock_status take_aggregate(struct reading *reading, airlock_scalar *out_scalar,
                                     const airlock_type *type) {
  airlock_machine *machine = reading->visit->entry->machine;
  airlock_ptr place;
  uint8_t buffer[PLAN_LARGEST_IN_PIECES];
  airlock_status status = machine_allocate(machine, &place, type->size, type->align, AIRLOCK_STACK);
  if (status != AIRLOCK_OK) {
    return status;
  }
  *out_scalar = airlock_pointer(place);
  const uint8_t *bytes = gather(reading, buffer);
  uint8_t *target = type->plain ? quick_place(machine, type, place) : NULL;
  if (target == NULL) {
    return value_write_native(machine, place, type, bytes);
  }
  memcpy(target, bytes, type->size);
  return AIRLOCK_OK;
}

static void note_argument(const struct reading *reading) {
  const struct entry *entry = reading->visit->entry;
  struct report *report = &entry->machine->report;
  report->facts.argument = (int)reading->param;
  report_note(report, AIRLOCK_NOTE, 0,
              "this is argument #%zu that native code passed to the function `%s` of the program",
              reading->param + 1, entry->name);
}

static airlock_status take_argument(struct reading *reading, airlock_scalar *out_args) {
  airlock_scalar *out_arg = &out_args[reading->param];
  const airlock_type *type = reading->visit->entry->signature->params[reading->param];
  airlock_status status = type->class == TYPE_SCALAR ? take_scalar(reading, out_arg, type)
                                                     : take_aggregate(reading, out_arg, type);
  if (status != AIRLOCK_OK) {
    note_argument(reading);
  }
  return status;
}

airlock_status callback_take_arguments(const struct visit *visit, airlock_scalar *out_args) {
  struct reading reading = {visit, 0, 0};
  airlock_status status = AIRLOCK_OK;
  for (; reading.param < visit->entry->num_params && status == AIRLOCK_OK; reading.param++) {
    status = take_argument(&reading, out_args);
  }
  return status;
}

// Takes what is left of an argument whose bits have been taken.
static airlock_status take_other(const struct visit *visit, airlock_scalar *io_args, size_t param) {
  airlock_machine *machine = visit->entry->machine;
  const struct arrival *arrival = &visit->entry->arrivals[param];
  const airlock_type *type = visit->entry->signature->params[param];
  struct reading reading = {visit, param, arrival->piece};
  if (arrival->lacks == ARRIVAL_LACKS_ALL) {
    return take_argument(&reading, io_args);
  }
  if (arrival->lacks == ARRIVAL_LACKS_NOTHING ||
      quick_is_value(machine, io_args[param].as.ptr, type)) {
    return AIRLOCK_OK;
  }
  airlock_status status = value_validate(machine, io_args[param], type, type->name);
  if (status != AIRLOCK_OK) {
    note_argument(&reading);
  }
  return status;
}

airlock_status callback_take_others(const struct visit *visit, airlock_scalar *out_args,
                                    airlock_scalar *out_result) {
  const struct entry *entry = visit->entry;
  entry_code_give_default(visit->code, visit->out_result);
  airlock_status status = callback_place_result(visit, out_result);
  for (size_t i = 0; i < entry->num_params && status == AIRLOCK_OK; i++) {
    status = take_other(visit, out_args, i);
  }
  return status;
}

// ------------------------------------------------------------------------------------------ result

static airlock_status expose_pointer(void *context, airlock_ptr pointer) {
  return airlock_expose(context, pointer);
}

// Narrow integers fill a register, as their kind extends them.
static void give_bits(void *out_result, airlock_scalar scalar) {
  uint8_t bytes[LARGEST_SCALAR] = {0};
  value_to_bytes(bytes, scalar);
  size_t size = airlock_kind_size(scalar.kind);
  if (kind_is_signed(scalar.kind) && size < sizeof(ffi_arg) && (bytes[size - 1] & 0x80) != 0) {
    memset(bytes + size, 0xff, sizeof(ffi_arg) - size);
  }
  memcpy(out_result, bytes, size > sizeof(ffi_arg) ? size : sizeof(ffi_arg));
}

// Gives a number of one word of which every image is valid.
static bool give_quickly(const airlock_signature *signature, const airlock_scalar *result,
                         void *out_result) {
  const struct prepared_result *prepared = &signature->prepared_result;
  uint64_t bits = result->as.bits[0];
  bool is_number =
      prepared->is_word && result->kind == prepared->kind && !type_is_pointer(signature->result);
  bool is_given =
      is_number && ((bits & (~prepared->mask | prepared->outside)) | result->as.bits[1]) == 0;
  if (is_given) {
    bits = (bits ^ prepared->sign) - prepared->sign;
    memcpy(out_result, &bits, sizeof bits);
  }
  return is_given;
}

// Gives an aggregate that consists of nothing but its value, and is all initialised.
static bool give_plain(const airlock_machine *machine, const airlock_type *type,
                       airlock_ptr pointer, void *out_result) {
  struct allocation *allocation =
      quick_any(machine, pointer.prov, pointer.address, type->size, type->align, READY_READ);
  bool is_given =
      allocation != NULL &&
      quick_are_all_init(allocation, quick_offset(allocation, pointer.address), type->size);
  if (is_given) {
    memcpy(out_result, (const uint8_t *)(uintptr_t)pointer.address, type->size);
  }
  return is_given;
}

airlock_status callback_give(airlock_machine *machine, const airlock_signature *signature,
                             const airlock_scalar *result, void *out_result) {
  const airlock_type *type = signature->result;
  if (type == NULL || give_quickly(signature, result, out_result)) {
    return AIRLOCK_OK;
  }
  if (type->class == TYPE_SCALAR) {
    airlock_status status = airlock_validate(machine, *result, type);
    if (status == AIRLOCK_OK && type_is_pointer(type)) {
      status = airlock_expose(machine, result->as.ptr);
    }
    if (status == AIRLOCK_OK) {
      give_bits(out_result, *result);
    }
    return status;
  }
  if (type->plain && give_plain(machine, type, result->as.ptr, out_result)) {
    return AIRLOCK_OK;
  }
  struct access access;
  airlock_status status =
      access_begin(machine, &access, result->as.ptr, type->size, type->align, AIRLOCK_READ);
  return status == AIRLOCK_OK
             ? value_read(machine, out_result, &access, type, expose_pointer, machine)
             : status;
}

// An aggregate result is written by the hook to a place in the callback's frame.
airlock_status callback_place_result(const struct visit *visit, airlock_scalar *out_result) {
  const airlock_type *type = visit->entry->signature->result;
  *out_result = (airlock_scalar){.kind = AIRLOCK_UNINIT};
  if (type == NULL || type->class == TYPE_SCALAR) {
    return AIRLOCK_OK;
  }
  airlock_ptr place;
  airlock_status status =
      machine_allocate(visit->entry->machine, &place, type->size, type->align, AIRLOCK_STACK);
  if (status == AIRLOCK_OK) {
    *out_result = airlock_pointer(place);
  }
  return status;
}

// -------------------------------------------------------------------------------- what is simple

static struct arrival describe(const struct parameter *parameter, const struct plan *plan,
                               size_t piece) {
  const airlock_type *type = parameter->type;
  uint64_t mask = type->size < EIGHTBYTE ? (UINT64_C(1) << (8 * type->size)) - 1 : UINT64_MAX;
  airlock_prov prov = type_is_pointer(type) ? airlock_prov_wildcard() : airlock_prov_none();
  return (struct arrival){
      .scalar = {.kind = type->kind, .as.ptr.prov = prov},
      .mask = mask,
      .outside = parameter->outside[0] & mask,
      .word = (uint32_t)entry_pool_position(plan->pieces[piece].word),
      .piece = (uint16_t)piece,
      .lacks = parameter->kind == PARAMETER_GENERAL            ? ARRIVAL_LACKS_ALL
               : (parameter->kind & PARAMETER_RESTRICTED) != 0 ? ARRIVAL_LACKS_VALIDATION
                                                               : ARRIVAL_LACKS_NOTHING,
  };
}

// A result that is a number is looked at in the same way; for another no kind is the right one.
static void describe_result(struct entry *entry) {
  const airlock_signature *signature = entry->signature;
  const struct prepared_result *prepared = &signature->prepared_result;
  bool is_vector = signature->plan.image.result == RESULT_VECTOR;
  entry->result_word = is_vector ? ENTRY_POOL_VECTOR : ENTRY_POOL_GENERAL;
  entry->result_kind = AIRLOCK_UNINIT;
  if (signature->result == NULL) {
    return;
  }
  bool is_number = prepared->is_word && !type_is_pointer(signature->result);
  entry->result_kind = is_number ? prepared->kind : AIRLOCK_NUM_KINDS;
  entry->result_outside = ~prepared->mask | prepared->outside;
  entry->result_sign = prepared->sign;
}

// A quick callback has few arguments.
void callback_prepare(struct entry *entry) {
  const airlock_signature *signature = entry->signature;
  if (signature == NULL || !entry_pool_owns(entry->code) ||
      entry->machine->config.callback == NULL || signature->num_params > CALLBACK_FEW_PARAMS) {
    return;
  }
  const struct plan *plan = &signature->plan;
  entry->has_others = signature->result != NULL && signature->result->class != TYPE_SCALAR;
  for (size_t piece = 0, param = 0; param < signature->num_params; piece++) {
    if (plan->pieces[piece].param == param) {
      entry->arrivals[param] = describe(&signature->parameters[param], plan, piece);
      entry->has_others |= entry->arrivals[param].lacks != ARRIVAL_LACKS_NOTHING;
      param++;
    }
  }
  describe_result(entry);
  entry->is_quick = true;
}
