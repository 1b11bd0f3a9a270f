// SPDX-License-Identifier: MIT
//
// Foreign functions that the interpreter does itself where no library defines them.
//
// Those of C that only look at memory know what native code does not: bytes keep their provenance
// when they are copied, nothing becomes exposed, and every access is checked. As in C their
// pointers must lead to memory even when there is nothing to do. Those that end the process end the
// program instead, so that its output is written and its exit status is the command's; no library
// is asked for them. errno is the machine's.
#include "shims.h"

#include <string.h>

#define SHIM_PARAMETERS 3

// A declaration of C's, in kinds of scalars. `size_t` is USIZE.
typedef struct mir_prototype {
  airlock_kind result;
  airlock_kind parameters[SHIM_PARAMETERS];
  size_t parameter_count;
} mir_prototype;

//===------------------------------------------------------------------------------------------===//
// Checks
//===------------------------------------------------------------------------------------------===//

// An access of no bytes still wants a pointer into live memory, or to its end.
static airlock_status check_nothing(airlock_machine *machine, airlock_ptr pointer) {
  airlock_alloc_id alloc;
  uint64_t offset = 0;
  char text[64];
  airlock_status status = airlock_resolve(machine, &alloc, &offset, pointer);
  (void)airlock_ptr_format(machine, text, sizeof text, pointer);
  if (status == AIRLOCK_UB_NULL_POINTER || status == AIRLOCK_UB_NO_PROVENANCE) {
    return airlock_raise(machine, status,
                         "pointer not dereferenceable: pointer must point to some allocation, but "
                         "got %s%s",
                         text,
                         status == AIRLOCK_UB_NULL_POINTER
                             ? ""
                             : " which is a dangling pointer (it has no provenance)");
  }
  airlock_alloc_info info;
  if (status == AIRLOCK_OK && airlock_alloc_get_info(machine, &info, alloc) && offset > info.size) {
    return airlock_raise(machine, AIRLOCK_UB_OUT_OF_BOUNDS,
                         "pointer not dereferenceable: pointer must point to some allocation, but "
                         "got %s which is outside of it",
                         text);
  }
  return status;
}

static airlock_status check_access(airlock_machine *machine, airlock_ptr pointer, uint64_t size,
                                   airlock_access_kind kind) {
  return size == 0 ? check_nothing(machine, pointer)
                   : airlock_check(machine, pointer, size, 1, kind);
}

static airlock_kind kind_in_c(airlock_kind kind) {
  return kind == AIRLOCK_U64 ? AIRLOCK_USIZE : kind;
}

static airlock_status fail_declaration(mir_interpreter *interpreter) {
  return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                       "calling a function of C that is declared otherwise than in C");
}

// The declaration is the program's own: it may not be that of C.
static airlock_status check_use(mir_interpreter *interpreter, const mir_prototype *prototype,
                                const airlock_scalar *args, size_t num_args) {
  const mir_call *call = interpreter->current->call;
  bool fits = call->result.form == MIR_FORM_SCALAR &&
              kind_in_c(call->result.layout->kind) == prototype->result &&
              num_args == prototype->parameter_count;
  for (size_t i = 0; i < num_args && fits; i++) {
    if (args[i].kind == AIRLOCK_UNINIT) {
      return mir_uninitialized(interpreter, interpreter->current);
    }
    fits = kind_in_c(args[i].kind) == prototype->parameters[i];
  }
  return fits ? AIRLOCK_OK : fail_declaration(interpreter);
}

//===------------------------------------------------------------------------------------------===//
// Functions
//===------------------------------------------------------------------------------------------===//

#define SHIM(name)                                                                                 \
  static airlock_status shim_##name(void *context, const airlock_scalar *args, size_t num_args,    \
                                    airlock_scalar *io_result)

static const mir_prototype compares = {
    AIRLOCK_I32, {AIRLOCK_POINTER, AIRLOCK_POINTER, AIRLOCK_USIZE}, 3};
static const mir_prototype copies = {
    AIRLOCK_POINTER, {AIRLOCK_POINTER, AIRLOCK_POINTER, AIRLOCK_USIZE}, 3};
static const mir_prototype fills = {
    AIRLOCK_POINTER, {AIRLOCK_POINTER, AIRLOCK_I32, AIRLOCK_USIZE}, 3};
static const mir_prototype locates = {AIRLOCK_POINTER, {AIRLOCK_POINTER}, 0};
static const mir_prototype measures = {AIRLOCK_USIZE, {AIRLOCK_POINTER}, 1};

// All bytes are read, those behind the first difference too.
static airlock_status compare(airlock_machine *machine, int *out_order, airlock_ptr left,
                              airlock_ptr right, uint64_t size) {
  uint8_t left_bytes[256];
  uint8_t right_bytes[sizeof left_bytes];
  *out_order = 0;
  for (uint64_t done = 0; done < size; done += sizeof left_bytes) {
    size_t count = size - done < sizeof left_bytes ? (size_t)(size - done) : sizeof left_bytes;
    airlock_status status =
        airlock_read(machine, left_bytes, airlock_ptr_wrapping_add(left, done), count);
    if (status == AIRLOCK_OK) {
      status = airlock_read(machine, right_bytes, airlock_ptr_wrapping_add(right, done), count);
    }
    if (status != AIRLOCK_OK) {
      return status;
    }
    *out_order = *out_order != 0 ? *out_order : memcmp(left_bytes, right_bytes, count);
  }
  return AIRLOCK_OK;
}

SHIM(memcmp) {
  mir_interpreter *interpreter = context;
  airlock_machine *machine = interpreter->machine;
  int order = 0;
  airlock_status status = check_use(interpreter, &compares, args, num_args);
  if (status == AIRLOCK_OK) {
    status = check_access(machine, args[0].as.ptr, args[2].as.bits[0], AIRLOCK_READ);
  }
  if (status == AIRLOCK_OK) {
    status = check_access(machine, args[1].as.ptr, args[2].as.bits[0], AIRLOCK_READ);
  }
  if (status == AIRLOCK_OK) {
    status = compare(machine, &order, args[0].as.ptr, args[1].as.ptr, args[2].as.bits[0]);
  }
  if (status == AIRLOCK_OK) {
    int sign = (order > 0) - (order < 0);
    *io_result = airlock_int(AIRLOCK_I32, (uint64_t)(int64_t)sign);
  }
  return status;
}

static airlock_status copy(mir_interpreter *interpreter, const airlock_scalar *args,
                           size_t num_args, airlock_scalar *io_result, bool may_overlap) {
  airlock_machine *machine = interpreter->machine;
  airlock_status status = check_use(interpreter, &copies, args, num_args);
  if (status != AIRLOCK_OK) {
    return status;
  }
  airlock_ptr target = args[0].as.ptr;
  airlock_ptr source = args[1].as.ptr;
  uint64_t size = args[2].as.bits[0];
  status = check_access(machine, target, size, AIRLOCK_WRITE);
  if (status == AIRLOCK_OK) {
    status = check_access(machine, source, size, AIRLOCK_READ);
  }
  uint64_t distance = source.address > target.address ? source.address - target.address
                                                      : target.address - source.address;
  if (status == AIRLOCK_OK && !may_overlap && distance < size) {
    return airlock_raise(machine, AIRLOCK_UB_EMBEDDER, "`memcpy` called on overlapping ranges");
  }
  if (status == AIRLOCK_OK) {
    status = airlock_copy(machine, target, source, size);
  }
  if (status == AIRLOCK_OK) {
    *io_result = args[0];
  }
  return status;
}

SHIM(memcpy) {
  return copy(context, args, num_args, io_result, false);
}

SHIM(memmove) {
  return copy(context, args, num_args, io_result, true);
}

SHIM(memset) {
  mir_interpreter *interpreter = context;
  airlock_status status = check_use(interpreter, &fills, args, num_args);
  if (status == AIRLOCK_OK) {
    status = check_access(interpreter->machine, args[0].as.ptr, args[2].as.bits[0], AIRLOCK_WRITE);
  }
  if (status == AIRLOCK_OK) {
    status = airlock_fill(interpreter->machine, args[0].as.ptr, (uint8_t)args[1].as.bits[0],
                          args[2].as.bits[0]);
  }
  if (status == AIRLOCK_OK) {
    *io_result = args[0];
  }
  return status;
}

SHIM(strlen) {
  mir_interpreter *interpreter = context;
  uint64_t length = 0;
  uint8_t byte = 1;
  airlock_status status = check_use(interpreter, &measures, args, num_args);
  while (status == AIRLOCK_OK && byte != 0) {
    status = airlock_read(interpreter->machine, &byte,
                          airlock_ptr_wrapping_add(args[0].as.ptr, length), 1);
    length++;
  }
  if (status == AIRLOCK_OK) {
    *io_result = airlock_int(interpreter->current->call->result.layout->kind, length - 1);
  }
  return status;
}

SHIM(errno_location) {
  mir_interpreter *interpreter = context;
  airlock_ptr place;
  airlock_status status = check_use(interpreter, &locates, args, num_args);
  if (status == AIRLOCK_OK) {
    status = airlock_errno_place(interpreter->machine, &place);
  }
  if (status == AIRLOCK_OK) {
    *io_result = airlock_pointer(place);
  }
  return status;
}

// Ends the program. The status only carries the news to the interpreter's loop.
static airlock_status end_program(mir_interpreter *interpreter, int exit_code) {
  interpreter->ending = MIR_EXITED;
  interpreter->exit_code = exit_code & 0xff;
  return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER, "exit");
}

SHIM(exit) {
  (void)io_result;
  bool fits = num_args == 1 && args[0].kind == AIRLOCK_I32;
  return fits ? end_program(context, (int)args[0].as.bits[0]) : fail_declaration(context);
}

// By SIGABRT, as a shell reports it.
SHIM(abort) {
  (void)args;
  (void)io_result;
  return num_args == 0 ? end_program(context, 128 + 6) : fail_declaration(context);
}

static const struct {
  const char *name;
  airlock_shim_function *function;
} shims[] = {
    {"memcmp", shim_memcmp},   {"memcpy", shim_memcpy}, {"memmove", shim_memmove},
    {"memset", shim_memset},   {"strlen", shim_strlen}, {"__errno_location", shim_errno_location},
    {"exit", shim_exit},       {"_exit", shim_exit},    {"_Exit", shim_exit},
    {"quick_exit", shim_exit}, {"abort", shim_abort},
};

bool mir_find_shim(void *context, airlock_shim *out_shim, const char *name,
                   const airlock_signature *signature) {
  (void)signature;
  for (size_t i = 0; i < sizeof shims / sizeof shims[0]; i++) {
    if (strcmp(shims[i].name, name) == 0) {
      *out_shim = (airlock_shim){shims[i].function, context};
      return true;
    }
  }
  return false;
}
