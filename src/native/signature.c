// SPDX-License-Identifier: MIT
//
// Signatures: parameter and result types, and how calls with them are made.
//
// Variadic arguments are passed after C's default argument promotions (ISO C 6.5.2.2): a signature
// keeps the types as they were given and the types that are passed.
//
// All that a call needs to know of its signature is found out when it is prepared: the plan, the
// frame, the trampoline or libffi's description. A call only copies bits.
#include "native/emitted.h"

#include <string.h>

static size_t round_up(size_t size, size_t align) {
  return (size + align - 1) & ~(align - 1);
}

static bool prepare_cif(airlock_signature *signature) {
  const struct plan *plan = &signature->plan;
  unsigned num_pieces = (unsigned)plan->num_pieces;
  bool is_variadic = plan->num_fixed > 0 && plan->num_fixed < plan->num_pieces;
  ffi_status status =
      is_variadic
          ? ffi_prep_cif_var(&signature->cif, FFI_DEFAULT_ABI, (unsigned)plan->num_fixed,
                             num_pieces, plan->result, plan->natives)
          : ffi_prep_cif(&signature->cif, FFI_DEFAULT_ABI, num_pieces, plan->result, plan->natives);
  return status == FFI_OK;
}

// A call's arguments lie on the stack of the thread that makes it, and those of one call's frame
// are counted in 32 bits by libffi. No C function takes or returns this much.
enum { MOST_BYTES = 1 << 20 };

static enum plan_verdict check_sizes(const airlock_signature *signature,
                                     struct plan_refusal *out_refusal) {
  const airlock_type *result = signature->result;
  if (result != NULL && result->size > MOST_BYTES) {
    out_refusal->reason = "it is larger than 1 MiB, too large to be returned by value";
    return PLAN_BAD_RESULT;
  }
  uint64_t total = 0;
  for (size_t i = 0; i < signature->num_params; i++) {
    const airlock_type *type = signature->promoted[i];
    total += type->size <= MOST_BYTES ? round_up(type->size, 16) : type->size;
    if (total > MOST_BYTES) {
      *out_refusal = (struct plan_refusal){i, "the arguments up to this one take more than 1 MiB, "
                                              "too much to be passed by value"};
      return PLAN_BAD_PARAMETER;
    }
  }
  return PLAN_FITS;
}

enum { LIBFFI_STACK_ALIGN = 16 };

// The first argument that libffi's stack is not aligned enough for.
static enum plan_verdict refuse_alignment(const airlock_signature *signature,
                                          struct plan_refusal *out_refusal) {
  size_t index = 0;
  while (signature->promoted[index]->align <= LIBFFI_STACK_ALIGN) {
    index++;
  }
  *out_refusal = (struct plan_refusal){
      index, "it is aligned to more than 16 bytes, which libffi's stack of a call is not"};
  return PLAN_BAD_PARAMETER;
}

enum plan_verdict signature_prepare(airlock_machine *machine, airlock_signature *signature,
                                    struct plan_refusal *out_refusal) {
  if (signature->prepared) {
    return PLAN_FITS;
  }
  enum plan_verdict verdict = check_sizes(signature, out_refusal);
  if (verdict == PLAN_FITS) {
    verdict = plan_make(machine, &signature->plan, out_refusal, signature->result,
                        signature->promoted, signature->num_params, signature->num_fixed);
  }
  if (verdict != PLAN_FITS) {
    return verdict;
  }
  if (machine->config.engine != AIRLOCK_ENGINE_LIBFFI) {
    signature->enter = trampoline_for(&signature->plan.image);
  }
  if (signature->enter == NULL && signature->plan.stack_align > LIBFFI_STACK_ALIGN) {
    return refuse_alignment(signature, out_refusal);
  }
  if (!prepare_cif(signature)) {
    out_refusal->reason = "libffi refuses the signature";
    return PLAN_BAD_RESULT;
  }
  frame_lay_out(signature);
  signature->prepared = true;
  return PLAN_FITS;
}

// ISO C 6.5.2.2p6: what a variadic argument of this type is passed as.
static const airlock_type *promote(airlock_machine *machine, const airlock_type *type) {
  switch (type->kind) {
  case AIRLOCK_I8:
  case AIRLOCK_I16:
  case AIRLOCK_U8:
  case AIRLOCK_U16:
  case AIRLOCK_BOOL:
    return airlock_type_scalar(machine, AIRLOCK_I32);
  case AIRLOCK_F32:
    return airlock_type_scalar(machine, AIRLOCK_F64);
  default:
    return type;
  }
}

// The parts of a signature's memory, behind the record.
struct signature_memory {
  size_t pieces; // Most that a plan has.
  size_t key;    // Bytes, as the rest.
  size_t size;
};

static struct signature_memory measure(size_t num_params) {
  struct signature_memory memory;
  memory.pieces = PLAN_PIECES_PER_PARAM * num_params;
  memory.key = (num_params + 1) * sizeof(airlock_type *) + sizeof(size_t);
  memory.size =
      sizeof(airlock_signature) + memory.key +
      num_params * (sizeof(airlock_type *) + sizeof(struct parameter) + sizeof(struct scattered)) +
      memory.pieces * (sizeof(struct piece) + sizeof(ffi_type *) + sizeof(ffi_type) +
                       sizeof(struct scattered)) +
      round_up(num_params * sizeof(uint32_t), 8);
  return memory;
}

// Hands out `size` bytes of the memory behind the record; all parts are multiples of 8 bytes.
static void *carve(uint8_t **io_memory, size_t size) {
  void *part = *io_memory;
  *io_memory += size;
  return part;
}

static airlock_signature *new_signature(airlock_machine *machine, const airlock_type *result,
                                        const airlock_type *const *params, size_t num_params,
                                        size_t num_fixed) {
  struct signature_memory memory = measure(num_params);
  airlock_signature *signature = host_allocate_zeroed(&machine->host, 1, memory.size);
  if (signature == NULL) {
    return NULL;
  }
  signature->result = result;
  signature->num_params = num_params;
  signature->num_fixed = num_fixed;
  signature->key_size = memory.key;
  uint8_t *rest = (uint8_t *)signature->params;
  const airlock_type **key = carve(&rest, memory.key);
  signature->promoted = carve(&rest, num_params * sizeof *signature->promoted);
  signature->parameters = carve(&rest, num_params * sizeof *signature->parameters);
  signature->plan.pieces = carve(&rest, memory.pieces * sizeof(struct piece));
  signature->plan.natives = carve(&rest, memory.pieces * sizeof(ffi_type *));
  signature->plan.blocks = carve(&rest, memory.pieces * sizeof(ffi_type));
  signature->scattered = carve(&rest, memory.pieces * sizeof *signature->scattered);
  signature->references = carve(&rest, num_params * sizeof *signature->references);
  signature->exposing = carve(&rest, round_up(num_params * sizeof(uint32_t), 8));
  for (size_t i = 0; i < num_params; i++) {
    key[i] = params[i];
    signature->promoted[i] = i < num_fixed ? params[i] : promote(machine, params[i]);
  }
  key[num_params] = result;
  memcpy(&key[num_params + 1], &num_fixed, sizeof num_fixed);
  return signature;
}

static airlock_status intern(airlock_machine *machine, const airlock_signature **out_signature,
                             const airlock_type *result, const airlock_type *const *params,
                             size_t num_params, size_t num_fixed) {
  for (size_t i = 0; i < num_params; i++) {
    if (params[i] == NULL) {
      return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "parameter %zu has no type", i);
    }
  }
  struct host *hash_host = &machine->host;
  struct native_state *state = native_state(machine);
  airlock_signature *signature =
      state != NULL ? new_signature(machine, result, params, num_params, num_fixed) : NULL;
  if (signature == NULL) {
    return machine_no_memory(machine);
  }
  airlock_signature *known = NULL;
  HASH_FIND(hh, state->signatures, signature->params, signature->key_size, known);
  if (known == NULL) {
    HASH_ADD_KEYPTR(hh, state->signatures, signature->params, signature->key_size, signature);
    known = HASH_INSERTED(signature) ? signature : NULL;
  }
  if (known != signature) {
    host_release(hash_host, signature, measure(num_params).size);
  }
  if (known == NULL) {
    return machine_no_memory(machine);
  }
  *out_signature = known;
  return AIRLOCK_OK;
}

airlock_status airlock_signature_new(airlock_machine *machine,
                                     const airlock_signature **out_signature,
                                     const airlock_type *result, const airlock_type *const *params,
                                     size_t num_params) {
  return intern(machine, out_signature, result, params, num_params, SIGNATURE_NOT_VARIADIC);
}

airlock_status airlock_signature_variadic(airlock_machine *machine,
                                          const airlock_signature **out_signature,
                                          const airlock_type *result,
                                          const airlock_type *const *params, size_t num_params,
                                          bool is_variadic, size_t num_fixed) {
  if (is_variadic && num_fixed > num_params) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT,
                        "%zu fixed parameters were announced, but only %zu parameters given",
                        num_fixed, num_params);
  }
  return intern(machine, out_signature, result, params, num_params,
                is_variadic ? num_fixed : SIGNATURE_NOT_VARIADIC);
}

airlock_signature_info airlock_signature_get_info(const airlock_signature *signature) {
  bool is_variadic = signature->num_fixed != SIGNATURE_NOT_VARIADIC;
  return (airlock_signature_info){
      .result = signature->result,
      .num_params = signature->num_params,
      .num_fixed = is_variadic ? signature->num_fixed : signature->num_params,
      .is_variadic = is_variadic,
  };
}

bool airlock_signature_param(const airlock_signature *signature, const airlock_type **out_type,
                             const airlock_type **out_passed_as, size_t index) {
  if (index >= signature->num_params) {
    return false;
  }
  *out_type = signature->params[index];
  *out_passed_as = signature->promoted[index];
  return true;
}

void signature_release_all(airlock_machine *machine) {
  struct host *hash_host = &machine->host;
  airlock_signature *signature;
  airlock_signature *next;
  HASH_ITER(hh, machine->native->signatures, signature, next) {
    HASH_DELETE(hh, machine->native->signatures, signature);
    emitted_release(signature);
    host_release(hash_host, signature->spare_frame, signature->frame_size + signature->frame_align);
    host_release(hash_host, signature, measure(signature->num_params).size);
  }
  plan_release_types(machine);
}
