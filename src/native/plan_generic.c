// SPDX-License-Identifier: MIT
//
// Plans for any platform: each parameter is one piece, described to libffi by its members.
//
// libffi lays a struct out itself, by the same rules as ours (psABI, "Aggregates and Unions"), so a
// C-layout struct is described member by member. It knows no arrays: one inside a struct is
// described as a struct of equal members. What cannot be described (unions, packed and over-aligned
// structs, 128-bit integers, layouts that are not C's) is refused.
#include "native/plan.h"

#define MAX_MEMBERS 65536 // Of a described struct; larger arrays by value are refused.

// A described aggregate, attached to its type.
struct native_type {
  ffi_type ffi;
  size_t num_elements;
  ffi_type *elements[]; // NULL-terminated.
};

ffi_type *plan_scalar(airlock_kind kind) {
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
  case AIRLOCK_LONG_DOUBLE:
    return &ffi_type_longdouble;
  case AIRLOCK_POINTER:
  case AIRLOCK_FUNCTION:
    return &ffi_type_pointer;
  default:
    return NULL;
  }
}

// One description at work; `reason` is set when it fails for another cause than memory.
struct describer {
  airlock_machine *machine;
  const char *reason;
};

static ffi_type *describe(struct describer *describer, const airlock_type *type);

static ffi_type *refuse(struct describer *describer, const char *reason) {
  describer->reason = reason;
  return NULL;
}

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
static bool describe_members(struct describer *describer, struct native_type *native,
                             const airlock_type *type) {
  size_t count = 0;
  for (size_t i = 0; i < type->num_fields; i++) {
    if (type->fields[i].type->size > 0) {
      ffi_type *member = describe(describer, type->fields[i].type);
      if (member == NULL) {
        return false;
      }
      native->elements[count++] = member;
    }
    if (leaves_half_an_eightbyte(type, i)) {
      native->elements[count++] = &ffi_type_float;
    }
  }
  if (type->class != TYPE_ARRAY) {
    return true;
  }
  native->elements[0] = describe(describer, type->element);
  for (size_t i = 1; i < type->count; i++) {
    native->elements[i] = native->elements[0];
  }
  return native->elements[0] != NULL;
}

static bool lays_out_alike(struct native_type *native, const airlock_type *type) {
  return ffi_get_struct_offsets(FFI_DEFAULT_ABI, &native->ffi, NULL) == FFI_OK &&
         native->ffi.size == type->size && native->ffi.alignment == type->align;
}

static ffi_type *describe_aggregate(struct describer *describer, const airlock_type *type) {
  struct host *host = &describer->machine->host;
  bool is_array = type->class == TYPE_ARRAY;
  size_t num_elements = is_array ? (size_t)type->count : 2 * type->num_fields;
  if (num_elements > MAX_MEMBERS) {
    return refuse(describer, "it has too many members to be passed by value");
  }
  struct native_type *native = host_allocate_zeroed(host, 1, native_type_size(num_elements));
  if (native == NULL) {
    return NULL;
  }
  native->num_elements = num_elements;
  native->ffi.type = FFI_TYPE_STRUCT;
  native->ffi.elements = native->elements;
  bool described = describe_members(describer, native, type);
  if (described && !lays_out_alike(native, type)) {
    described = false;
    describer->reason = "libffi lays it out differently";
  }
  if (!described) {
    host_release(host, native, native_type_size(num_elements));
    return NULL;
  }
  ((airlock_type *)type)->native = native; // The one part of a type that is made late.
  return &native->ffi;
}

// Gives libffi's description of a type. The descriptions of members are made first, so recursion is
// as deep as types nest.
static ffi_type *describe(struct describer *describer, const airlock_type *type) {
  if (type->class == TYPE_SCALAR) {
    ffi_type *scalar = plan_scalar(type->kind);
    return scalar != NULL ? scalar : refuse(describer, "libffi has no 128-bit integers");
  }
  if (type->native != NULL) {
    return &((struct native_type *)type->native)->ffi;
  }
  if (type->size == 0) {
    return refuse(describer, "it has no bytes: C has no empty parameters and results");
  }
  switch (type->class) {
  case TYPE_COMPLEX:
    return type->size == 8    ? &ffi_type_complex_float
           : type->size == 16 ? &ffi_type_complex_double
                              : &ffi_type_complex_longdouble;
  case TYPE_STRUCT:
  case TYPE_ARRAY:
    return describe_aggregate(describer, type);
  case TYPE_UNION:
    return refuse(describer, "libffi has no unions");
  default:
    return refuse(describer, "its layout is not one of C");
  }
}

const char *plan_refuse_layout(const airlock_type *type) {
  if (type->size == 0) {
    return NULL;
  }
  if (type->class == TYPE_LAYOUT || type->class == TYPE_RAW || type->class == TYPE_VARIANTS) {
    return "its layout is not one of C";
  }
  const char *reason = type->class == TYPE_ARRAY ? plan_refuse_layout(type->element) : NULL;
  for (size_t i = 0; i < type->num_fields && reason == NULL; i++) {
    reason = plan_refuse_layout(type->fields[i].type);
  }
  return reason;
}

static ffi_type *describe_value(struct describer *describer, const airlock_type *type) {
  return type->class == TYPE_ARRAY
             ? refuse(describer, "C has no array parameters and results; a struct may hold one")
             : describe(describer, type);
}

enum plan_verdict plan_generic(airlock_machine *machine, struct plan *plan,
                               struct plan_refusal *out_refusal, const airlock_type *result,
                               const airlock_type *const *params, size_t num_params,
                               size_t num_fixed) {
  struct describer describer = {machine, NULL};
  plan->num_pieces = num_params;
  plan->image.exists = false;
  plan->stack_align = 16; // libffi aligns what it knows.
  plan->num_fixed = num_fixed < num_params ? num_fixed : num_params;
  plan->result = result != NULL ? describe_value(&describer, result) : &ffi_type_void;
  if (plan->result == NULL) {
    out_refusal->reason = describer.reason;
    return describer.reason != NULL ? PLAN_BAD_RESULT : PLAN_NO_MEMORY;
  }
  for (size_t i = 0; i < num_params; i++) {
    plan->pieces[i] = (struct piece){.param = i, .size = params[i]->size};
    plan->natives[i] = describe_value(&describer, params[i]);
    if (plan->natives[i] == NULL) {
      *out_refusal = (struct plan_refusal){i, describer.reason};
      return describer.reason != NULL ? PLAN_BAD_PARAMETER : PLAN_NO_MEMORY;
    }
  }
  return PLAN_FITS;
}

enum plan_verdict plan_make(airlock_machine *machine, struct plan *plan,
                            struct plan_refusal *out_refusal, const airlock_type *result,
                            const airlock_type *const *params, size_t num_params,
                            size_t num_fixed) {
#if defined(PLAN_IS_X86_64)
  (void)machine;
  return plan_x86_64(plan, out_refusal, result, params, num_params, num_fixed);
#elif defined(PLAN_IS_AARCH64)
  (void)machine;
  (void)num_fixed;
  return plan_aarch64(plan, out_refusal, result, params, num_params);
#else
  return plan_generic(machine, plan, out_refusal, result, params, num_params, num_fixed);
#endif
}

void plan_release_types(airlock_machine *machine) {
  for (airlock_type *type = machine->types; type != NULL; type = type->hh.next) {
    if (type->native != NULL) {
      struct native_type *native = type->native;
      host_release(&machine->host, native, native_type_size(native->num_elements));
      type->native = NULL;
    }
  }
}
