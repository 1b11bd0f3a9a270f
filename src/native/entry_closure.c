// SPDX-License-Identifier: MIT
//
// Entries that are libffi's closures. What libffi reads while one runs lies behind it. libffi has
// types of its own, which are there for ever; the others, of blocks and of described structs,
// belong to a machine and are copied with all their members:
//
//   closure | types of the arguments | types and their members ... | default result
#include "native/entry_code.h"

#include <stdbool.h>
#include <string.h>

struct closure {
  ffi_closure closure;
  ffi_cif cif;
  struct entry_code code;
};

static bool is_copied(const ffi_type *type) {
  return type->type == FFI_TYPE_STRUCT ||
         (type->type == FFI_TYPE_LONGDOUBLE && type != &ffi_type_longdouble);
}

static size_t count_elements(const ffi_type *type) {
  size_t count = 0;
  while (type->elements != NULL && type->elements[count] != NULL) {
    count++;
  }
  return count;
}

// An array is described as many equal members one after the other, which share one copy.
static bool repeats(const ffi_type *type, size_t index) {
  return index > 0 && type->elements[index] == type->elements[index - 1];
}

static size_t measure(const ffi_type *type) {
  if (!is_copied(type)) {
    return 0;
  }
  size_t count = count_elements(type);
  size_t size = sizeof *type + (count + 1) * sizeof(ffi_type *);
  for (size_t i = 0; i < count; i++) {
    size += repeats(type, i) ? 0 : measure(type->elements[i]);
  }
  return size;
}

static void *carve(uint8_t **io_memory, size_t size) {
  void *part = *io_memory;
  *io_memory += size;
  return part;
}

static ffi_type *copy(uint8_t **io_memory, ffi_type *type) {
  if (!is_copied(type)) {
    return type;
  }
  size_t count = count_elements(type);
  ffi_type *own = carve(io_memory, sizeof *own);
  ffi_type **elements = carve(io_memory, (count + 1) * sizeof *elements);
  *own = *type;
  for (size_t i = 0; i < count; i++) {
    elements[i] = repeats(type, i) ? elements[i - 1] : copy(io_memory, type->elements[i]);
  }
  elements[count] = NULL;
  own->elements = type->elements != NULL ? elements : NULL;
  return own;
}

struct entry_code *entry_closure_new(void **out_address, const ffi_cif *cif, size_t result_size) {
  size_t size = sizeof(struct closure) + cif->nargs * sizeof(ffi_type *) + measure(cif->rtype);
  for (unsigned i = 0; i < cif->nargs; i++) {
    size += measure(cif->arg_types[i]);
  }
  struct closure *closure = ffi_closure_alloc(size + result_size, out_address);
  if (closure == NULL) {
    return NULL;
  }
  memset(closure, 0, size + result_size);
  uint8_t *rest = (uint8_t *)(closure + 1);
  closure->cif = *cif;
  closure->cif.arg_types = carve(&rest, cif->nargs * sizeof(ffi_type *));
  for (unsigned i = 0; i < cif->nargs; i++) {
    closure->cif.arg_types[i] = copy(&rest, cif->arg_types[i]);
  }
  closure->cif.rtype = copy(&rest, cif->rtype);
  closure->code.result = rest;
  closure->code.result_size = result_size;
  if (ffi_prep_closure_loc(&closure->closure, &closure->cif, entry_closure_visit, &closure->code,
                           *out_address) != FFI_OK) {
    ffi_closure_free(closure);
    return NULL;
  }
  return &closure->code;
}

void entry_closure_free(struct entry_code *code) {
  ffi_closure_free((uint8_t *)code - offsetof(struct closure, code));
}
