// SPDX-License-Identifier: MIT
//
// The rarer instructions that compute addresses and touch memory. The checks of an access are the
// machine's; what is checked here are the rules of places.
#include "interpret_internal.h"

static airlock_status base_of(mir_interpreter *interpreter, airlock_ptr *out_pointer,
                              mir_operand_index index, uint64_t offset) {
  const airlock_scalar *base = mir_read(interpreter, index);
  if (base->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, interpreter->current);
  }
  *out_pointer = airlock_ptr_wrapping_add(base->as.ptr, offset);
  return AIRLOCK_OK;
}

airlock_status mir_slow_address_checked(mir_interpreter *interpreter,
                                        const mir_instruction *instruction) {
  airlock_ptr pointer;
  airlock_status status = base_of(interpreter, &pointer, instruction->left, 0);
  if (status == AIRLOCK_OK && instruction->offset != 0) {
    status =
        airlock_ptr_offset(interpreter->machine, &pointer, pointer, (int64_t)instruction->offset);
  }
  if (status == AIRLOCK_OK) {
    interpreter->registers[instruction->target] = airlock_pointer(pointer);
  }
  return status;
}

airlock_status mir_slow_element(mir_interpreter *interpreter, const mir_instruction *instruction) {
  airlock_ptr base;
  airlock_status status = base_of(interpreter, &base, instruction->left, 0);
  if (status != AIRLOCK_OK) {
    return status;
  }
  const airlock_scalar *index = mir_read(interpreter, instruction->right);
  uint64_t length = instruction->extra;
  if (instruction->opcode == MIR_OP_ELEMENT_OF_SLICE) {
    const airlock_scalar *metadata =
        mir_read(interpreter, (mir_operand_index)(int64_t)instruction->extra);
    if (metadata->kind == AIRLOCK_UNINIT) {
      return mir_uninitialized(interpreter, instruction);
    }
    length = metadata->as.bits[0];
  }
  if (index->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, instruction);
  }
  if (index->as.bits[0] >= length) {
    return airlock_raise(interpreter->machine, AIRLOCK_UB_EMBEDDER,
                         "indexing out of bounds: the length is %llu but the index is %llu",
                         (unsigned long long)length, (unsigned long long)index->as.bits[0]);
  }
  interpreter->registers[instruction->target] =
      airlock_pointer(airlock_ptr_wrapping_add(base, index->as.bits[0] * instruction->immediate));
  return AIRLOCK_OK;
}

airlock_status mir_slow_reference(mir_interpreter *interpreter,
                                  const mir_instruction *instruction) {
  airlock_ptr pointer;
  airlock_status status = base_of(interpreter, &pointer, instruction->left, 0);
  if (status == AIRLOCK_OK && instruction->offset != 0) {
    status =
        airlock_ptr_offset(interpreter->machine, &pointer, pointer, (int64_t)instruction->offset);
  }
  if (status == AIRLOCK_OK) {
    status = airlock_validate(interpreter->machine, airlock_pointer(pointer), instruction->type);
  }
  if (status == AIRLOCK_OK) {
    interpreter->registers[instruction->target] = airlock_pointer(pointer);
  }
  return status;
}

airlock_status mir_slow_check_align(mir_interpreter *interpreter,
                                    const mir_instruction *instruction) {
  airlock_ptr pointer;
  airlock_status status = base_of(interpreter, &pointer, instruction->left, 0);
  if (status != AIRLOCK_OK) {
    return status;
  }
  uint64_t misalignment = pointer.address & (instruction->immediate - 1);
  if (misalignment == 0) {
    return AIRLOCK_OK;
  }
  uint64_t found = misalignment & (~misalignment + 1);
  return airlock_raise(interpreter->machine, AIRLOCK_UB_MISALIGNED,
                       "accessing memory based on a pointer with alignment %llu, but alignment "
                       "%llu is required",
                       (unsigned long long)found, (unsigned long long)instruction->immediate);
}

airlock_status mir_slow_copy(mir_interpreter *interpreter, const mir_instruction *instruction) {
  airlock_ptr target;
  airlock_ptr source;
  airlock_status status = base_of(interpreter, &target, instruction->target, instruction->second);
  if (status == AIRLOCK_OK) {
    status = base_of(interpreter, &source, instruction->left, instruction->offset);
  }
  if (status == AIRLOCK_OK) {
    status = airlock_copy_typed(interpreter->machine, target, source, instruction->type);
  }
  return status;
}

airlock_status mir_slow_deinit(mir_interpreter *interpreter, const mir_instruction *instruction) {
  airlock_ptr target;
  airlock_status status = base_of(interpreter, &target, instruction->target, instruction->offset);
  if (status == AIRLOCK_OK) {
    status = airlock_deinit(interpreter->machine, target, instruction->extra);
  }
  return status;
}

// Doubles what is there until all elements are: the first one was stored by the instruction before.
airlock_status mir_slow_repeat(mir_interpreter *interpreter, const mir_instruction *instruction) {
  airlock_ptr target;
  airlock_status status = base_of(interpreter, &target, instruction->target, instruction->offset);
  uint64_t done = 1;
  while (status == AIRLOCK_OK && done < instruction->extra) {
    uint64_t count = instruction->extra - done < done ? instruction->extra - done : done;
    status = airlock_copy(interpreter->machine,
                          airlock_ptr_wrapping_add(target, done * instruction->second), target,
                          count * instruction->second);
    done += count;
  }
  return status;
}

airlock_status mir_slow_storage_dead(mir_interpreter *interpreter,
                                     const mir_instruction *instruction) {
  airlock_scalar *local = &interpreter->registers[instruction->target];
  if (local->kind != AIRLOCK_UNINIT) {
    airlock_stack_free(interpreter->machine, local->as.ptr.prov.alloc);
    local->kind = AIRLOCK_UNINIT;
  }
  return AIRLOCK_OK;
}

airlock_status mir_slow_storage_live(mir_interpreter *interpreter,
                                     const mir_instruction *instruction) {
  mir_slow_storage_dead(interpreter, instruction);
  airlock_ptr pointer;
  airlock_status status = airlock_allocate(interpreter->machine, &pointer, instruction->immediate,
                                           instruction->extra, AIRLOCK_STACK);
  if (status == AIRLOCK_OK) {
    interpreter->registers[instruction->target] = airlock_pointer(pointer);
  }
  return status;
}

airlock_status mir_slow_copy_bytes(mir_interpreter *interpreter,
                                   const mir_instruction *instruction) {
  airlock_ptr target;
  airlock_ptr source;
  const airlock_scalar *count = mir_read(interpreter, instruction->right);
  airlock_status status = base_of(interpreter, &target, instruction->target, 0);
  if (status == AIRLOCK_OK) {
    status = base_of(interpreter, &source, instruction->left, 0);
  }
  if (status != AIRLOCK_OK || count->kind == AIRLOCK_UNINIT) {
    return status != AIRLOCK_OK ? status : mir_uninitialized(interpreter, instruction);
  }
  uint64_t size = 0;
  if (__builtin_mul_overflow(count->as.bits[0], instruction->immediate, &size)) {
    return airlock_raise(interpreter->machine, AIRLOCK_UB_EMBEDDER, "the size of a copy overflows");
  }
  status = airlock_check(interpreter->machine, source, size, instruction->extra, AIRLOCK_READ);
  if (status == AIRLOCK_OK) {
    status = airlock_check(interpreter->machine, target, size, instruction->extra, AIRLOCK_WRITE);
  }
  uint64_t distance = source.address > target.address ? source.address - target.address
                                                      : target.address - source.address;
  if (status == AIRLOCK_OK && distance < size) {
    return airlock_raise(interpreter->machine, AIRLOCK_UB_EMBEDDER,
                         "`copy_nonoverlapping` called on overlapping ranges");
  }
  if (status == AIRLOCK_OK) {
    status = airlock_copy(interpreter->machine, target, source, size);
  }
  return status;
}

// A wide reference: the pointer is checked by its own type, here the elements it spans. What is
// wrong is said as of other references, by a type that is made for it.
airlock_status mir_check_wide(mir_interpreter *interpreter, const mir_layout *reference,
                              airlock_ptr pointer, uint64_t length, uint64_t element_size,
                              uint64_t align) {
  uint64_t size = 0;
  if (__builtin_mul_overflow(length, element_size, &size) || size > INT64_MAX) {
    return airlock_raise(interpreter->machine, AIRLOCK_UB_INVALID_VALUE,
                         "constructing invalid value of type %s: its length is larger than any "
                         "object",
                         reference->name);
  }
  if (pointer.address != 0 && (pointer.address & (align - 1)) == 0 &&
      airlock_check(interpreter->machine, pointer, size, align, AIRLOCK_READ) == AIRLOCK_OK) {
    return AIRLOCK_OK;
  }
  airlock_pointer_rules rules = {.name = reference->name,
                                 .kind = AIRLOCK_POINTER,
                                 .dereferenceable = true,
                                 .target_size = size,
                                 .target_align = align};
  const airlock_type *type = NULL;
  airlock_status status = airlock_type_pointer(interpreter->machine, &type, &rules);
  return status == AIRLOCK_OK
             ? airlock_validate(interpreter->machine, airlock_pointer(pointer), type)
             : status;
}

airlock_status mir_slow_check_wide(mir_interpreter *interpreter,
                                   const mir_instruction *instruction) {
  const airlock_scalar *pointer = mir_read(interpreter, instruction->left);
  const airlock_scalar *length = mir_read(interpreter, instruction->right);
  if (pointer->kind == AIRLOCK_UNINIT || length->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, instruction);
  }
  const mir_layout *target = instruction->layout->referent;
  return mir_check_wide(interpreter, instruction->layout, pointer->as.ptr, 1,
                        mir_layout_unsized_size(target, length->as.bits[0]), target->align);
}
