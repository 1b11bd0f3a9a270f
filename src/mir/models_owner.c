// SPDX-License-Identifier: MIT
//
// Models of Box and Vec. A Box is the pointer to its value. A Vec lies in memory as
// the prelude declares it, and its models read and write its parts there. Values without bytes have
// no memory of their own: their pointer is an aligned address.
#include "message.h"
#include "models_internal.h"

static airlock_status load_word(mir_interpreter *interpreter, airlock_scalar *out_word,
                                airlock_ptr owner, uint64_t offset, airlock_kind kind) {
  return airlock_load(interpreter->machine, out_word, airlock_ptr_wrapping_add(owner, offset),
                      airlock_type_scalar(interpreter->machine, kind));
}

static airlock_status store_word(mir_interpreter *interpreter, airlock_ptr owner, uint64_t offset,
                                 airlock_scalar word) {
  return airlock_store(interpreter->machine, airlock_ptr_wrapping_add(owner, offset), word,
                       airlock_type_scalar(interpreter->machine, word.kind));
}

static airlock_status allocate(mir_interpreter *interpreter, airlock_ptr *out_pointer,
                               const mir_layout *element, uint64_t count) {
  uint64_t size = 0;
  if (__builtin_mul_overflow(element->size, count, &size)) {
    return airlock_raise(interpreter->machine, AIRLOCK_NO_MEMORY, "out of memory");
  }
  if (size == 0) {
    *out_pointer = airlock_ptr_from_address(element->align);
    return AIRLOCK_OK;
  }
  return airlock_allocate(interpreter->machine, out_pointer, size, element->align, AIRLOCK_HEAP);
}

static airlock_status release(mir_interpreter *interpreter, airlock_ptr pointer,
                              const mir_layout *element, uint64_t count) {
  uint64_t size = element->size * count;
  return size == 0 ? AIRLOCK_OK
                   : airlock_deallocate(interpreter->machine, pointer, size, element->align);
}

//===------------------------------------------------------------------------------------------===//
// Box
//===------------------------------------------------------------------------------------------===//

MIR_MODEL(box_new) {
  airlock_ptr pointer;
  airlock_status status = allocate(interpreter, &pointer, call->generics[0], 1);
  if (status != AIRLOCK_OK) {
    return status;
  }
  result[0] = airlock_pointer(pointer);
  return mir_model_store(interpreter, pointer, call->arguments[0].layout, args, true);
}

MIR_MODEL(box_new_uninit) {
  (void)args;
  airlock_ptr pointer;
  airlock_status status = allocate(interpreter, &pointer, call->generics[0], 1);
  result[0] = airlock_pointer(pointer);
  return status;
}

MIR_MODEL(box_new_zeroed) {
  airlock_status status = mir_model_box_new_uninit(interpreter, call, args, result);
  return status == AIRLOCK_OK
             ? airlock_fill(interpreter->machine, result[0].as.ptr, 0, call->generics[0]->size)
             : status;
}

MIR_MODEL(box_as_ptr) {
  (void)call;
  return load_word(interpreter, &result[0], args[0].as.ptr, 0, AIRLOCK_POINTER);
}

// generics[0] is the value's type, or, from the program's text, the Box's.
// The memory of `[T]`, `str` or `dyn Trait`, whose size the pointer's second half tells.
static airlock_status release_unsized(mir_interpreter *interpreter, airlock_ptr owner,
                                      airlock_ptr pointer, const mir_layout *content) {
  airlock_scalar metadata;
  uint64_t size = 0;
  uint64_t align = 1;
  airlock_status status =
      load_word(interpreter, &metadata, owner, 8,
                content->shape == MIR_SHAPE_DYN ? AIRLOCK_POINTER : AIRLOCK_USIZE);
  if (status == AIRLOCK_OK) {
    status = mir_measure_unsized(interpreter, &size, &align, content, &metadata);
  }
  return status != AIRLOCK_OK || size == 0
             ? status
             : airlock_deallocate(interpreter->machine, pointer, size, align);
}

static airlock_status free_content(mir_interpreter *interpreter, airlock_ptr owner,
                                   const mir_layout *content) {
  airlock_scalar pointer;
  airlock_status status = load_word(interpreter, &pointer, owner, 0, AIRLOCK_POINTER);
  if (status == AIRLOCK_OK && content->class == MIR_CLASS_UNSIZED) {
    return release_unsized(interpreter, owner, pointer.as.ptr, content);
  }
  return status == AIRLOCK_OK ? release(interpreter, pointer.as.ptr, content, 1) : status;
}

MIR_MODEL(box_free) {
  (void)result;
  const mir_layout *content = call->generics[0];
  if (content->is_reference && call->path != NULL) {
    content = content->referent;
  }
  if (content == NULL) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER, "freeing a `%s`",
                         call->generics[0]->name);
  }
  return free_content(interpreter, args[0].as.ptr, content);
}

MIR_MODEL(box_free_content) {
  (void)result;
  return free_content(interpreter, args[0].as.ptr, call->generics[0]);
}

MIR_MODEL(heap_allocate) {
  (void)call;
  airlock_ptr pointer;
  if (args[0].as.bits[0] == 0) {
    return airlock_raise(interpreter->machine, AIRLOCK_UB_EMBEDDER,
                         "allocating memory of size 0 with `alloc`");
  }
  airlock_status status = airlock_allocate(interpreter->machine, &pointer, args[0].as.bits[0],
                                           args[1].as.bits[0], AIRLOCK_HEAP);
  result[0] = airlock_pointer(pointer);
  return status;
}

MIR_MODEL(heap_deallocate) {
  (void)call;
  (void)result;
  return airlock_deallocate(interpreter->machine, args[0].as.ptr, args[1].as.bits[0],
                            args[2].as.bits[0]);
}

//===------------------------------------------------------------------------------------------===//
// Vec
//===------------------------------------------------------------------------------------------===//

static airlock_status set_parts(mir_interpreter *interpreter, airlock_ptr vector,
                                airlock_ptr pointer, uint64_t capacity, uint64_t length) {
  airlock_status status =
      store_word(interpreter, vector, MIR_VECTOR_POINTER, airlock_pointer(pointer));
  if (status == AIRLOCK_OK) {
    status =
        store_word(interpreter, vector, MIR_VECTOR_CAPACITY, airlock_int(AIRLOCK_USIZE, capacity));
  }
  return status == AIRLOCK_OK ? store_word(interpreter, vector, MIR_VECTOR_LENGTH,
                                           airlock_int(AIRLOCK_USIZE, length))
                              : status;
}

static airlock_status get_parts(mir_interpreter *interpreter, airlock_ptr vector,
                                airlock_scalar *out_pointer, airlock_scalar *out_capacity,
                                airlock_scalar *out_length) {
  airlock_status status =
      load_word(interpreter, out_pointer, vector, MIR_VECTOR_POINTER, AIRLOCK_POINTER);
  if (status == AIRLOCK_OK) {
    status = load_word(interpreter, out_capacity, vector, MIR_VECTOR_CAPACITY, AIRLOCK_USIZE);
  }
  return status == AIRLOCK_OK
             ? load_word(interpreter, out_length, vector, MIR_VECTOR_LENGTH, AIRLOCK_USIZE)
             : status;
}

airlock_status mir_model_give_bytes(mir_interpreter *interpreter, airlock_ptr vector,
                                    const char *bytes, size_t length) {
  airlock_ptr pointer;
  airlock_status status = airlock_allocate(interpreter->machine, &pointer, length, 1, AIRLOCK_HEAP);
  if (status == AIRLOCK_OK) {
    status = airlock_write(interpreter->machine, pointer, bytes, length);
  }
  return status == AIRLOCK_OK ? set_parts(interpreter, vector, pointer, length, length) : status;
}

MIR_MODEL(vector_new) {
  (void)args;
  return set_parts(interpreter, result[0].as.ptr,
                   airlock_ptr_from_address(call->generics[0]->align), 0, 0);
}

MIR_MODEL(vector_with_capacity) {
  airlock_ptr pointer;
  airlock_status status = allocate(interpreter, &pointer, call->generics[0], args[0].as.bits[0]);
  return status == AIRLOCK_OK
             ? set_parts(interpreter, result[0].as.ptr, pointer, args[0].as.bits[0], 0)
             : status;
}

MIR_MODEL(vector_from_box) {
  const mir_layout *list = call->arguments[0].layout->referent;
  const mir_layout *element = call->generics[0];
  if (list == NULL || element->size == 0) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "a vector of values without bytes");
  }
  uint64_t count = list->size / element->size;
  return set_parts(interpreter, result[0].as.ptr, args[0].as.ptr, count, count);
}

MIR_MODEL(vector_len) {
  (void)call;
  return load_word(interpreter, &result[0], args[0].as.ptr, MIR_VECTOR_LENGTH, AIRLOCK_USIZE);
}

MIR_MODEL(vector_is_empty) {
  airlock_status status = mir_model_vector_len(interpreter, call, args, result);
  result[0] = airlock_int(AIRLOCK_BOOL, status == AIRLOCK_OK && result[0].as.bits[0] == 0);
  return status;
}

MIR_MODEL(vector_capacity) {
  (void)call;
  return load_word(interpreter, &result[0], args[0].as.ptr, MIR_VECTOR_CAPACITY, AIRLOCK_USIZE);
}

MIR_MODEL(vector_set_len) {
  (void)call;
  (void)result;
  return store_word(interpreter, args[0].as.ptr, MIR_VECTOR_LENGTH, args[1]);
}

MIR_MODEL(vector_as_ptr) {
  (void)call;
  return load_word(interpreter, &result[0], args[0].as.ptr, MIR_VECTOR_POINTER, AIRLOCK_POINTER);
}

MIR_MODEL(vector_deref) {
  airlock_status status = mir_model_vector_as_ptr(interpreter, call, args, result);
  return status == AIRLOCK_OK
             ? load_word(interpreter, &result[1], args[0].as.ptr, MIR_VECTOR_LENGTH, AIRLOCK_USIZE)
             : status;
}

// Twice the room, at least for four.
static airlock_status grow(mir_interpreter *interpreter, airlock_ptr vector,
                           const mir_layout *element, airlock_scalar *io_pointer, uint64_t capacity,
                           uint64_t length) {
  uint64_t larger = capacity < 2 ? 4 : capacity * 2;
  airlock_ptr pointer;
  airlock_status status = allocate(interpreter, &pointer, element, larger);
  if (status == AIRLOCK_OK && element->size * length != 0) {
    status =
        airlock_copy(interpreter->machine, pointer, io_pointer->as.ptr, element->size * length);
  }
  if (status == AIRLOCK_OK) {
    status = release(interpreter, io_pointer->as.ptr, element, capacity);
  }
  *io_pointer = airlock_pointer(pointer);
  return status == AIRLOCK_OK ? set_parts(interpreter, vector, pointer, larger, length) : status;
}

MIR_MODEL(vector_push) {
  (void)result;
  const mir_layout *element = call->arguments[1].layout;
  airlock_ptr vector = args[0].as.ptr;
  airlock_scalar pointer;
  airlock_scalar capacity;
  airlock_scalar length;
  airlock_status status = get_parts(interpreter, vector, &pointer, &capacity, &length);
  if (status == AIRLOCK_OK && length.as.bits[0] == capacity.as.bits[0]) {
    status = grow(interpreter, vector, element, &pointer, capacity.as.bits[0], length.as.bits[0]);
  }
  if (status == AIRLOCK_OK) {
    airlock_ptr end = airlock_ptr_wrapping_add(pointer.as.ptr, element->size * length.as.bits[0]);
    status = mir_model_store(interpreter, end, element, &args[1], true);
  }
  return status == AIRLOCK_OK ? store_word(interpreter, vector, MIR_VECTOR_LENGTH,
                                           airlock_int(AIRLOCK_USIZE, length.as.bits[0] + 1))
                              : status;
}

MIR_MODEL(vector_index) {
  const mir_layout *element = call->result.layout->referent;
  if (call->arguments[1].layout->kind != AIRLOCK_USIZE || element == NULL) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "indexing a vector by `%s`", call->arguments[1].layout->name);
  }
  airlock_scalar pointer;
  airlock_scalar capacity;
  airlock_scalar length;
  airlock_status status = get_parts(interpreter, args[0].as.ptr, &pointer, &capacity, &length);
  if (status != AIRLOCK_OK) {
    return status;
  }
  if (args[1].as.bits[0] >= length.as.bits[0]) {
    mir_message_add(&interpreter->panic_message,
                    "index out of bounds: the len is %llu but the index is %llu",
                    (unsigned long long)length.as.bits[0], (unsigned long long)args[1].as.bits[0]);
    return mir_panic(interpreter);
  }
  result[0] =
      airlock_pointer(airlock_ptr_wrapping_add(pointer.as.ptr, element->size * args[1].as.bits[0]));
  return AIRLOCK_OK;
}

// args[0] points to the Vec, whose elements are dropped already.
MIR_MODEL(vector_free) {
  (void)result;
  airlock_scalar pointer;
  airlock_scalar capacity;
  airlock_scalar length;
  airlock_status status = get_parts(interpreter, args[0].as.ptr, &pointer, &capacity, &length);
  return status == AIRLOCK_OK
             ? release(interpreter, pointer.as.ptr, call->generics[0], capacity.as.bits[0])
             : status;
}
