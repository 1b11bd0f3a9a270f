// SPDX-License-Identifier: MIT
//
// Signatures: parameter and result types, and libffi's description of them.
//
// libffi describes a struct by its members and lays it out itself, by the same rules as ours
// (psABI, "Aggregates and Unions"), so a C-layout struct is described member by member. It knows no
// arrays: one inside a struct is described as a struct of equal members. What cannot be described
// (128-bit integers, layouts that are not C's, unions, empty structs) is refused by name.
//
// A call's frame holds, in this order: one pointer per argument, the arguments, the result. It is
// laid out here, once, so that a call only copies bits.
#include "native/native.h"

#include <string.h>

#define FRAME_ALIGN 16
#define MAX_MEMBERS 65536 // Of a described struct; larger arrays by value are refused.

// A described aggregate, attached to its type.
struct native_type {
  ffi_type ffi;
  size_t num_elements;
  ffi_type *elements[]; // NULL-terminated.
};

static ffi_type *scalar_native(airlock_kind kind) {
  switch (kind) {
  case AIRLOCK_I8:
    return &ffi_type_sint8;
  case AIRLOCK_I16:
    return &ffi_type_sint16;
  case AIRLOCK_I32:
    return &ffi_type_sint32;
  case AIRLOCK_I64:
  case AIRLOCK_ISIZE:
    return &ffi_type_sint64;
  case AIRLOCK_U8:
  case AIRLOCK_BOOL:
    return &ffi_type_uint8;
  case AIRLOCK_U16:
    return &ffi_type_uint16;
  case AIRLOCK_U32:
  case AIRLOCK_CHAR:
    return &ffi_type_uint32;
  case AIRLOCK_U64:
  case AIRLOCK_USIZE:
    return &ffi_type_uint64;
  case AIRLOCK_F32:
    return &ffi_type_float;
  case AIRLOCK_F64:
    return &ffi_type_double;
  case AIRLOCK_POINTER:
  case AIRLOCK_FUNCTION:
    return &ffi_type_pointer;
  default:
    return NULL;
  }
}

static enum signature_fault describe(airlock_machine *machine, ffi_type **out_native,
                                     const airlock_type *type);

static size_t native_type_size(size_t num_elements) {
  return sizeof(struct native_type) + (num_elements + 1) * sizeof(ffi_type *);
}

// Whether the second half of an eightbyte is padding behind this member. libffi passes an eightbyte
// with a single float as four bytes and leaves the other four to chance, so such padding is
// described as a float: then all eight are passed. It changes no class (psABI, "Parameter Passing":
// a float beside a float is SSE, beside an integer INTEGER), and a struct with padding is never one
// of equal floats (AAPCS64).
static bool leaves_half_an_eightbyte(const airlock_type *type, size_t index) {
  const airlock_field *field = &type->fields[index];
  uint64_t end = field->offset + field->type->size;
  uint64_t next = index + 1 < type->num_fields ? type->fields[index + 1].offset : type->size;
  uint64_t half = (end + 3) & ~UINT64_C(3);
  return half % 8 == 4 && half + 4 <= next;
}

// Fills the members of an aggregate's description; zero-sized ones take no part in any ABI.
static enum signature_fault describe_members(airlock_machine *machine, struct native_type *native,
                                             const airlock_type *type) {
  size_t count = 0;
  for (size_t i = 0; i < type->num_fields; i++) {
    if (type->fields[i].type->size > 0) {
      enum signature_fault fault =
          describe(machine, &native->elements[count++], type->fields[i].type);
      if (fault != SIGNATURE_FITS) {
        return fault;
      }
    }
    if (leaves_half_an_eightbyte(type, i)) {
      native->elements[count++] = &ffi_type_float;
    }
  }
  if (type->class != TYPE_ARRAY) {
    return SIGNATURE_FITS;
  }
  enum signature_fault fault = describe(machine, &native->elements[0], type->element);
  for (size_t i = 1; i < type->count; i++) {
    native->elements[i] = native->elements[0];
  }
  return fault;
}

static enum signature_fault describe_aggregate(airlock_machine *machine, ffi_type **out_native,
                                               const airlock_type *type) {
  bool described = (type->class == TYPE_STRUCT || type->class == TYPE_ARRAY) && type->size > 0;
  size_t num_elements = type->class == TYPE_ARRAY ? (size_t)type->count : 2 * type->num_fields;
  if (!described || num_elements > MAX_MEMBERS) {
    return SIGNATURE_BAD_PARAMETER;
  }
  struct native_type *native =
      host_allocate_zeroed(&machine->host, 1, native_type_size(num_elements));
  if (native == NULL) {
    return SIGNATURE_NO_MEMORY;
  }
  native->num_elements = num_elements;
  native->ffi.type = FFI_TYPE_STRUCT;
  native->ffi.elements = native->elements;
  enum signature_fault fault = describe_members(machine, native, type);
  if (fault == SIGNATURE_FITS &&
      ffi_get_struct_offsets(FFI_DEFAULT_ABI, &native->ffi, NULL) != FFI_OK) {
    fault = SIGNATURE_BAD_PARAMETER;
  }
  if (fault == SIGNATURE_FITS && native->ffi.size != type->size) {
    fault = SIGNATURE_BAD_PARAMETER; // A zero-sized member with a large alignment.
  }
  if (fault != SIGNATURE_FITS) {
    host_release(&machine->host, native, native_type_size(num_elements));
    return fault;
  }
  ((airlock_type *)type)->native = native; // The one part of a type that is made late.
  *out_native = &native->ffi;
  return SIGNATURE_FITS;
}

// Gives libffi's description of a type. The descriptions of members are made first, so recursion is
// as deep as types nest.
static enum signature_fault describe(airlock_machine *machine, ffi_type **out_native,
                                     const airlock_type *type) {
  if (type->class == TYPE_SCALAR) {
    *out_native = scalar_native(type->kind);
    return *out_native != NULL ? SIGNATURE_FITS : SIGNATURE_BAD_PARAMETER;
  }
  if (type->native != NULL) {
    *out_native = &((struct native_type *)type->native)->ffi;
    return SIGNATURE_FITS;
  }
  return describe_aggregate(machine, out_native, type);
}

static size_t round_up(size_t size, size_t align) {
  return (size + align - 1) & ~(align - 1);
}

static void lay_out_frame(airlock_signature *signature) {
  size_t end = signature->num_params * sizeof(void *);
  for (size_t i = 0; i < signature->num_params; i++) {
    size_t align = signature->natives[i]->alignment;
    end = round_up(end, align > FRAME_ALIGN ? align : FRAME_ALIGN);
    signature->offsets[i] = end;
    end += signature->params[i]->size;
  }
  // libffi returns narrow integers widened to a register.
  size_t result_size = signature->result != NULL ? signature->result->size : 0;
  signature->result_offset = round_up(end, FRAME_ALIGN);
  signature->frame_size =
      signature->result_offset + round_up(result_size + sizeof(ffi_arg), FRAME_ALIGN);
}

enum signature_fault signature_prepare(airlock_machine *machine, airlock_signature *signature,
                                       size_t *out_index) {
  if (signature->prepared) {
    return SIGNATURE_FITS;
  }
  for (size_t i = 0; i < signature->num_params; i++) {
    const airlock_type *type = signature->params[i];
    enum signature_fault fault = type->class == TYPE_ARRAY
                                     ? SIGNATURE_BAD_PARAMETER
                                     : describe(machine, &signature->natives[i], type);
    if (fault != SIGNATURE_FITS) {
      *out_index = i;
      return fault;
    }
  }
  ffi_type *result = &ffi_type_void;
  if (signature->result != NULL) {
    enum signature_fault fault = signature->result->class == TYPE_ARRAY
                                     ? SIGNATURE_BAD_RESULT
                                     : describe(machine, &result, signature->result);
    if (fault != SIGNATURE_FITS) {
      return fault == SIGNATURE_NO_MEMORY ? fault : SIGNATURE_BAD_RESULT;
    }
  }
  if (ffi_prep_cif(&signature->cif, FFI_DEFAULT_ABI, (unsigned)signature->num_params, result,
                   signature->natives) != FFI_OK) {
    return SIGNATURE_BAD_RESULT;
  }
  lay_out_frame(signature);
  signature->prepared = true;
  return SIGNATURE_FITS;
}

static size_t signature_size(size_t num_params) {
  return sizeof(airlock_signature) +
         (num_params + 1) * sizeof(airlock_type *) + // Parameters, and the result for the key.
         num_params * (sizeof(ffi_type *) + sizeof(size_t));
}

static airlock_signature *new_signature(airlock_machine *machine, const airlock_type *result,
                                        const airlock_type *const *params, size_t num_params) {
  airlock_signature *signature =
      host_allocate_zeroed(&machine->host, 1, signature_size(num_params));
  if (signature == NULL) {
    return NULL;
  }
  signature->result = result;
  signature->num_params = num_params;
  for (size_t i = 0; i < num_params; i++) {
    signature->params[i] = params[i];
  }
  signature->params[num_params] = result;
  signature->key_size = (num_params + 1) * sizeof(airlock_type *);
  signature->natives = (ffi_type **)(void *)(signature->params + num_params + 1);
  signature->offsets = (size_t *)(void *)(signature->natives + num_params);
  return signature;
}

airlock_status airlock_signature_new(airlock_machine *machine,
                                     const airlock_signature **out_signature,
                                     const airlock_type *result, const airlock_type *const *params,
                                     size_t num_params) {
  for (size_t i = 0; i < num_params; i++) {
    if (params[i] == NULL) {
      return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "parameter %zu has no type", i);
    }
  }
  struct host *hash_host = &machine->host;
  struct native_state *state = native_state(machine);
  airlock_signature *signature =
      state != NULL ? new_signature(machine, result, params, num_params) : NULL;
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
    host_release(hash_host, signature, signature_size(num_params));
  }
  if (known == NULL) {
    return machine_no_memory(machine);
  }
  *out_signature = known;
  return AIRLOCK_OK;
}

static void release_descriptions(airlock_machine *machine) {
  for (airlock_type *type = machine->types; type != NULL; type = type->hh.next) {
    if (type->native != NULL) {
      struct native_type *native = type->native;
      host_release(&machine->host, native, native_type_size(native->num_elements));
      type->native = NULL;
    }
  }
}

void signature_release_all(airlock_machine *machine) {
  struct host *hash_host = &machine->host;
  airlock_signature *signature;
  airlock_signature *next;
  HASH_ITER(hh, machine->native->signatures, signature, next) {
    HASH_DELETE(hh, machine->native->signatures, signature);
    host_release(hash_host, signature->spare_frame, signature->frame_size);
    host_release(hash_host, signature, signature_size(signature->num_params));
  }
  release_descriptions(machine);
}
