// SPDX-License-Identifier: MIT
//
// Vtables while the program runs: which one a pointer means, and calls and drops through it.
#include <stdlib.h>

#include "interpret_internal.h"

static int compare_id(const void *key, const void *element) {
  const airlock_alloc_id *id = key;
  const mir_vtable *const *vtable = element;
  airlock_alloc_id other = (*vtable)->pointer.prov.alloc;
  return id->value < other.value ? -1 : id->value > other.value;
}

airlock_status mir_vtable_at(mir_interpreter *interpreter, const mir_vtable **out_vtable,
                             const airlock_scalar *pointer, const mir_path *trait) {
  airlock_alloc_id id;
  uint64_t offset = 0;
  const mir_vtable *const *found = NULL;
  if (pointer->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, interpreter->current);
  }
  if (airlock_resolve(interpreter->machine, &id, &offset, pointer->as.ptr) == AIRLOCK_OK &&
      offset == 0 && interpreter->vtable_count != 0) {
    found = bsearch(&id, interpreter->vtables, interpreter->vtable_count,
                    sizeof(const mir_vtable *), compare_id);
  }
  if (found == NULL) {
    char text[64];
    airlock_ptr_format(interpreter->machine, text, sizeof text, pointer->as.ptr);
    return airlock_raise(interpreter->machine, AIRLOCK_UB_EMBEDDER,
                         "using %s as vtable pointer but it does not point to a vtable", text);
  }
  *out_vtable = *found;
  if (trait != NULL && (*found)->trait != trait) {
    return airlock_raise(interpreter->machine, AIRLOCK_UB_EMBEDDER,
                         "using a vtable for trait `%s` but `%s` was expected",
                         (*found)->trait == NULL ? "" : (*found)->trait->stem, trait->stem);
  }
  return AIRLOCK_OK;
}

// A pointer to a `dyn`: its second half must be a vtable, and a reference must lead to a value of
// the vtable's type.
airlock_status mir_slow_check_dyn(mir_interpreter *interpreter,
                                  const mir_instruction *instruction) {
  const airlock_scalar *pointer = mir_read(interpreter, instruction->left);
  const mir_vtable *vtable = NULL;
  airlock_status status =
      mir_vtable_at(interpreter, &vtable, mir_read(interpreter, instruction->right), NULL);
  if (status != AIRLOCK_OK || !instruction->layout->is_reference) {
    return status;
  }
  return pointer->kind == AIRLOCK_UNINIT
             ? mir_uninitialized(interpreter, instruction)
             : mir_check_wide(interpreter, instruction->layout, pointer->as.ptr, 1,
                              vtable->layout->size, vtable->layout->align);
}

airlock_status mir_slow_call_virtual(mir_interpreter *interpreter,
                                     const mir_instruction *instruction) {
  const mir_call *call = instruction->call;
  const mir_vtable *vtable = NULL;
  airlock_status status = mir_vtable_at(
      interpreter, &vtable, mir_read(interpreter, instruction->left), call->method->trait);
  if (status != AIRLOCK_OK) {
    return status;
  }
  const mir_function *function =
      call->method->slot < vtable->method_count ? vtable->methods[call->method->slot] : NULL;
  if (function == NULL) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "calling this function of `dyn %s` on a `%s`", call->method->trait->stem,
                         vtable->layout->name);
  }
  return mir_call_fits(function, call) ? mir_push_frame(interpreter, function, call, NULL)
                                       : mir_call_mismatch(interpreter, function);
}

airlock_status mir_slow_drop_virtual(mir_interpreter *interpreter,
                                     const mir_instruction *instruction) {
  const mir_vtable *vtable = NULL;
  airlock_status status =
      mir_vtable_at(interpreter, &vtable, mir_read(interpreter, instruction->left), NULL);
  return status != AIRLOCK_OK || vtable->drop == NULL
             ? status
             : mir_push_frame(interpreter, vtable->drop, instruction->call, NULL);
}

airlock_status mir_slow_upcast(mir_interpreter *interpreter, const mir_instruction *instruction) {
  const mir_virtual *method = instruction->call->method;
  const mir_vtable *vtable = NULL;
  airlock_status status =
      mir_vtable_at(interpreter, &vtable, mir_read(interpreter, instruction->left), method->trait);
  if (status == AIRLOCK_OK) {
    interpreter->registers[instruction->target] =
        airlock_pointer(vtable->supers[method->slot]->pointer);
  }
  return status;
}
