// SPDX-License-Identifier: MIT
//
// Models that read and write memory: raw pointer access, MaybeUninit, std::mem, slices.
#include "models_internal.h"

// The type of an access, and the same without alignment for read_unaligned and write_unaligned.
static airlock_status access_type(mir_interpreter *interpreter, const airlock_type **out_type,
                                  const mir_layout *layout, bool is_aligned) {
  *out_type = layout->native;
  return is_aligned ? AIRLOCK_OK
                    : airlock_type_packed(interpreter->machine, out_type, layout->native, 1);
}

// Reads a value as a call's result is passed.
airlock_status mir_model_load(mir_interpreter *interpreter, airlock_scalar *result,
                              const mir_layout *layout, airlock_ptr source, bool is_aligned) {
  const airlock_type *type = NULL;
  airlock_status status = AIRLOCK_OK;
  switch (layout->class) {
  case MIR_CLASS_SCALAR:
    status = access_type(interpreter, &type, layout, is_aligned);
    return status == AIRLOCK_OK ? airlock_load(interpreter->machine, &result[0], source, type)
                                : status;
  case MIR_CLASS_PAIR:
    for (size_t i = 0; i < 2 && status == AIRLOCK_OK; i++) {
      status = access_type(interpreter, &type, layout->halves[i], is_aligned);
      if (status == AIRLOCK_OK) {
        status = airlock_load(interpreter->machine, &result[i],
                              airlock_ptr_wrapping_add(source, layout->half_offsets[i]), type);
      }
    }
    return status;
  case MIR_CLASS_MEMORY:
    status = access_type(interpreter, &type, layout, is_aligned);
    return status == AIRLOCK_OK
               ? airlock_copy_typed(interpreter->machine, result[0].as.ptr, source, type)
               : status;
  default:
    return AIRLOCK_OK;
  }
}

// Writes a value that was passed as an argument.
airlock_status mir_model_store(mir_interpreter *interpreter, airlock_ptr target,
                               const mir_layout *layout, const airlock_scalar *value,
                               bool is_aligned) {
  const airlock_type *type = NULL;
  airlock_status status = AIRLOCK_OK;
  switch (layout->class) {
  case MIR_CLASS_SCALAR:
    status = access_type(interpreter, &type, layout, is_aligned);
    return status == AIRLOCK_OK ? airlock_store(interpreter->machine, target, value[0], type)
                                : status;
  case MIR_CLASS_PAIR:
    if (layout->has_padding) {
      status = airlock_deinit(interpreter->machine, target, layout->size);
    }
    for (size_t i = 0; i < 2 && status == AIRLOCK_OK; i++) {
      status = access_type(interpreter, &type, layout->halves[i], is_aligned);
      if (status == AIRLOCK_OK) {
        status = airlock_store(interpreter->machine,
                               airlock_ptr_wrapping_add(target, layout->half_offsets[i]), value[i],
                               type);
      }
    }
    return status;
  case MIR_CLASS_MEMORY:
    status = access_type(interpreter, &type, layout, is_aligned);
    return status == AIRLOCK_OK
               ? airlock_copy_typed(interpreter->machine, target, value[0].as.ptr, type)
               : status;
  default:
    return AIRLOCK_OK;
  }
}

MIR_MODEL(memory_read) {
  return mir_model_load(interpreter, result, call->result.layout, args[0].as.ptr, true);
}

MIR_MODEL(memory_read_unaligned) {
  return mir_model_load(interpreter, result, call->result.layout, args[0].as.ptr, false);
}

MIR_MODEL(memory_write) {
  (void)result;
  return mir_model_store(interpreter, args[0].as.ptr, call->arguments[1].layout, &args[1], true);
}

MIR_MODEL(memory_write_unaligned) {
  (void)result;
  return mir_model_store(interpreter, args[0].as.ptr, call->arguments[1].layout, &args[1], false);
}

static airlock_status size_in_bytes(mir_interpreter *interpreter, uint64_t *out_size,
                                    const mir_call *call, uint64_t count) {
  return __builtin_mul_overflow(count, call->generics[0]->size, out_size)
             ? airlock_raise(interpreter->machine, AIRLOCK_UB_EMBEDDER,
                             "the size of an access overflows")
             : AIRLOCK_OK;
}

MIR_MODEL(memory_write_bytes) {
  (void)result;
  uint64_t size = 0;
  airlock_status status = size_in_bytes(interpreter, &size, call, args[2].as.bits[0]);
  if (status == AIRLOCK_OK) {
    status = airlock_check(interpreter->machine, args[0].as.ptr, size, call->generics[0]->align,
                           AIRLOCK_WRITE);
  }
  if (status == AIRLOCK_OK) {
    status = airlock_fill(interpreter->machine, args[0].as.ptr, (uint8_t)args[1].as.bits[0], size);
  }
  return status;
}

static airlock_status copy_elements(mir_interpreter *interpreter, const mir_call *call,
                                    airlock_ptr target, airlock_ptr source, uint64_t count,
                                    bool may_overlap) {
  uint64_t size = 0;
  uint64_t align = call->generics[0]->align;
  airlock_status status = size_in_bytes(interpreter, &size, call, count);
  if (status == AIRLOCK_OK) {
    status = airlock_check(interpreter->machine, source, size, align, AIRLOCK_READ);
  }
  if (status == AIRLOCK_OK) {
    status = airlock_check(interpreter->machine, target, size, align, AIRLOCK_WRITE);
  }
  uint64_t distance = source.address > target.address ? source.address - target.address
                                                      : target.address - source.address;
  if (status == AIRLOCK_OK && !may_overlap && distance < size) {
    return airlock_raise(interpreter->machine, AIRLOCK_UB_EMBEDDER,
                         "`copy_nonoverlapping` called on overlapping ranges");
  }
  return status == AIRLOCK_OK ? airlock_copy(interpreter->machine, target, source, size) : status;
}

MIR_MODEL(memory_copy_from) {
  (void)result;
  return copy_elements(interpreter, call, args[0].as.ptr, args[1].as.ptr, args[2].as.bits[0], true);
}

MIR_MODEL(memory_copy_to) {
  (void)result;
  return copy_elements(interpreter, call, args[1].as.ptr, args[0].as.ptr, args[2].as.bits[0], true);
}

MIR_MODEL(memory_copy_from_nonoverlapping) {
  (void)result;
  return copy_elements(interpreter, call, args[0].as.ptr, args[1].as.ptr, args[2].as.bits[0],
                       false);
}

MIR_MODEL(memory_copy_to_nonoverlapping) {
  (void)result;
  return copy_elements(interpreter, call, args[1].as.ptr, args[0].as.ptr, args[2].as.bits[0],
                       false);
}

// Three copies through memory that lives only for the exchange.
MIR_MODEL(memory_swap_nonoverlapping) {
  (void)result;
  airlock_machine *machine = interpreter->machine;
  airlock_ptr left = args[0].as.ptr;
  airlock_ptr right = args[1].as.ptr;
  uint64_t size = 0;
  uint64_t align = call->generics[0]->align;
  airlock_status status = size_in_bytes(interpreter, &size, call, args[2].as.bits[0]);
  if (status == AIRLOCK_OK) {
    status = airlock_check(machine, left, size, align, AIRLOCK_WRITE);
  }
  if (status == AIRLOCK_OK) {
    status = airlock_check(machine, right, size, align, AIRLOCK_WRITE);
  }
  if (status != AIRLOCK_OK || size == 0) {
    return status;
  }
  if (left.address - right.address < size || right.address - left.address < size) {
    return airlock_raise(machine, AIRLOCK_UB_EMBEDDER,
                         "`swap_nonoverlapping` called on overlapping ranges");
  }
  airlock_ptr room;
  status = airlock_allocate(machine, &room, size, 1, AIRLOCK_HEAP);
  if (status != AIRLOCK_OK) {
    return status;
  }
  status = airlock_copy(machine, room, left, size);
  if (status == AIRLOCK_OK) {
    status = airlock_copy(machine, left, right, size);
  }
  if (status == AIRLOCK_OK) {
    status = airlock_copy(machine, right, room, size);
  }
  airlock_status freed = airlock_deallocate(machine, room, size, 1);
  return status == AIRLOCK_OK ? freed : status;
}

// Three typed copies through memory that lives only for the exchange.
MIR_MODEL(memory_swap) {
  (void)result;
  const mir_layout *layout = call->generics[0];
  if (layout->size == 0) {
    return AIRLOCK_OK;
  }
  airlock_ptr room;
  airlock_status status =
      airlock_allocate(interpreter->machine, &room, layout->size, layout->align, AIRLOCK_HEAP);
  if (status != AIRLOCK_OK) {
    return status;
  }
  airlock_ptr left = args[0].as.ptr;
  airlock_ptr right = args[1].as.ptr;
  status = airlock_copy_typed(interpreter->machine, room, left, layout->native);
  if (status == AIRLOCK_OK) {
    status = airlock_copy_typed(interpreter->machine, left, right, layout->native);
  }
  if (status == AIRLOCK_OK) {
    status = airlock_copy_typed(interpreter->machine, right, room, layout->native);
  }
  if (status == AIRLOCK_OK) {
    status = airlock_deallocate(interpreter->machine, room, layout->size, layout->align);
  }
  return status;
}

MIR_MODEL(memory_replace) {
  const mir_layout *layout = call->arguments[1].layout;
  airlock_status status = mir_model_load(interpreter, result, layout, args[0].as.ptr, true);
  return status == AIRLOCK_OK ? mir_model_store(interpreter, args[0].as.ptr, layout, &args[1], true)
                              : status;
}

MIR_MODEL(memory_size_of) {
  (void)interpreter;
  (void)args;
  result[0] = airlock_int(AIRLOCK_USIZE, call->generics[0]->size);
  return AIRLOCK_OK;
}

MIR_MODEL(memory_align_of) {
  (void)interpreter;
  (void)args;
  result[0] = airlock_int(AIRLOCK_USIZE, call->generics[0]->align);
  return AIRLOCK_OK;
}

airlock_status mir_measure_unsized(mir_interpreter *interpreter, uint64_t *out_size,
                                   uint64_t *out_align, const mir_layout *layout,
                                   const airlock_scalar *metadata) {
  if (layout->shape == MIR_SHAPE_DYN) {
    const mir_vtable *vtable = NULL;
    airlock_status status = mir_vtable_at(interpreter, &vtable, metadata, NULL);
    if (status == AIRLOCK_OK) {
      *out_size = vtable->layout->size;
      *out_align = vtable->layout->align;
    }
    return status;
  }
  if (layout->element == NULL) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "the size of a value of type `%s`", layout->name);
  }
  *out_size = mir_layout_unsized_size(layout, metadata->as.bits[0]);
  *out_align = layout->align;
  return AIRLOCK_OK;
}

static airlock_status measure(mir_interpreter *interpreter, const mir_call *call,
                              const airlock_scalar *args, uint64_t *out_size, uint64_t *out_align) {
  const mir_layout *layout = call->generics[0];
  *out_size = layout->size;
  *out_align = layout->align;
  return layout->class == MIR_CLASS_UNSIZED
             ? mir_measure_unsized(interpreter, out_size, out_align, layout, &args[1])
             : AIRLOCK_OK;
}

MIR_MODEL(memory_size_of_value) {
  uint64_t size;
  uint64_t align;
  airlock_status status = measure(interpreter, call, args, &size, &align);
  result[0] = airlock_int(AIRLOCK_USIZE, size);
  return status;
}

MIR_MODEL(memory_align_of_value) {
  uint64_t size;
  uint64_t align;
  airlock_status status = measure(interpreter, call, args, &size, &align);
  result[0] = airlock_int(AIRLOCK_USIZE, align);
  return status;
}

MIR_MODEL(memory_forget) {
  (void)interpreter;
  (void)call;
  (void)args;
  (void)result;
  return AIRLOCK_OK;
}

MIR_MODEL(memory_uninit) {
  (void)args;
  if (call->result.form != MIR_FORM_MEMORY) {
    return AIRLOCK_OK;
  }
  return airlock_deinit(interpreter->machine, result[0].as.ptr, call->result.layout->size);
}

static airlock_status zero_scalar(mir_interpreter *interpreter, airlock_scalar *out_scalar,
                                  const mir_layout *layout) {
  airlock_ptr null = airlock_ptr_from_address(0);
  *out_scalar = layout->kind == AIRLOCK_POINTER    ? airlock_pointer(null)
                : layout->kind == AIRLOCK_FUNCTION ? airlock_function_pointer(null)
                                                   : airlock_int(layout->kind, 0);
  return airlock_validate(interpreter->machine, *out_scalar, layout->native);
}

MIR_MODEL(memory_zeroed) {
  (void)args;
  const mir_layout *layout = call->result.layout;
  airlock_status status = AIRLOCK_OK;
  switch (layout->class) {
  case MIR_CLASS_SCALAR:
    return zero_scalar(interpreter, &result[0], layout);
  case MIR_CLASS_PAIR:
    status = zero_scalar(interpreter, &result[0], layout->halves[0]);
    return status == AIRLOCK_OK ? zero_scalar(interpreter, &result[1], layout->halves[1]) : status;
  case MIR_CLASS_MEMORY:
    status = airlock_fill(interpreter->machine, result[0].as.ptr, 0, layout->size);
    return status == AIRLOCK_OK ? airlock_copy_typed(interpreter->machine, result[0].as.ptr,
                                                     result[0].as.ptr, layout->native)
                                : status;
  default:
    return AIRLOCK_OK;
  }
}

// MaybeUninit::new, and assume_init: one side is the value, the other its bytes.
MIR_MODEL(memory_same_bytes) {
  if (call->result.form == MIR_FORM_ZERO) {
    return AIRLOCK_OK;
  }
  return call->arguments[0].form == MIR_FORM_MEMORY
             ? mir_model_load(interpreter, result, call->result.layout, args[0].as.ptr, true)
             : mir_model_store(interpreter, result[0].as.ptr, call->arguments[0].layout, args,
                               true);
}

MIR_MODEL(memory_maybe_uninit_write) {
  result[0] = args[0];
  return mir_model_store(interpreter, args[0].as.ptr, call->arguments[1].layout, &args[1], true);
}

MIR_MODEL(memory_assume_init_ref) {
  result[0] = args[0];
  return airlock_validate(interpreter->machine, args[0], call->result.layout->native);
}

MIR_MODEL(slice_len) {
  (void)interpreter;
  (void)call;
  result[0] = args[1];
  return AIRLOCK_OK;
}

MIR_MODEL(slice_is_empty) {
  (void)interpreter;
  (void)call;
  result[0] = airlock_int(AIRLOCK_BOOL, args[1].as.bits[0] == 0);
  return AIRLOCK_OK;
}

MIR_MODEL(slice_as_ptr) {
  (void)interpreter;
  (void)call;
  result[0] = args[0];
  return AIRLOCK_OK;
}

MIR_MODEL(slice_get_unchecked) {
  const mir_layout *element = call->result.layout->referent;
  if (element == NULL || call->arguments[1].layout->kind != AIRLOCK_USIZE) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "`get_unchecked` with `%s`", call->arguments[1].layout->name);
  }
  if (args[2].as.bits[0] >= args[1].as.bits[0]) {
    return airlock_raise(interpreter->machine, AIRLOCK_UB_EMBEDDER,
                         "`get_unchecked` out of bounds: the length is %llu but the index is %llu",
                         (unsigned long long)args[1].as.bits[0],
                         (unsigned long long)args[2].as.bits[0]);
  }
  result[0] = args[0];
  result[0].as.ptr = airlock_ptr_wrapping_add(args[0].as.ptr, args[2].as.bits[0] * element->size);
  return AIRLOCK_OK;
}

MIR_MODEL(slice_from_parts) {
  result[0] = args[0];
  result[1] = args[1];
  return mir_check_wide(interpreter, call->result.layout, args[0].as.ptr, args[1].as.bits[0],
                        call->generics[0]->size, call->generics[0]->align);
}

MIR_MODEL(str_as_bytes) {
  (void)interpreter;
  (void)call;
  result[0] = args[0];
  result[1] = args[1];
  return AIRLOCK_OK;
}
