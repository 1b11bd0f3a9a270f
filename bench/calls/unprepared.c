// SPDX-License-Identifier: MIT
//
// libffi with nothing prepared, as Miri calls native functions: for each call the types of the
// arguments are gathered in a list on the heap, each argument lies in a box of its own, the cif is
// made, called and dropped. With the option "lookup" the function is also looked up by name, and
// the library that it lies in by address.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "arguments.h"

static int32_t add(int32_t left, int32_t right) {
  return left + right;
}

bool unprepared_begin(caller *caller, const char **out_reason) {
  (void)caller;
  (void)out_reason;
  return true;
}

static void call_once(shape shape, const arguments *arguments, void (*function)(void)) {
  const description *description = &descriptions[shape];
  ffi_type **types = malloc((description->count + 1) * sizeof *types);
  void **boxes = malloc((description->count + 1) * sizeof *boxes);
  result result;
  ffi_cif cif;
  for (unsigned i = 0; i < description->count; i++) {
    types[i] = description->types[i];
    boxes[i] = malloc(types[i]->size);
    memcpy(boxes[i], &arguments->values[i], types[i]->size);
  }
  if (ffi_prep_cif(&cif, FFI_DEFAULT_ABI, description->count, description->result, types) ==
      FFI_OK) {
    ffi_call(&cif, function, &result, boxes);
    arguments_use(shape, &result);
  }
  for (unsigned i = 0; i < description->count; i++) {
    free(boxes[i]);
  }
  free(boxes);
  free(types);
}

void unprepared_repeat(caller *caller, shape shape, long count) {
  const description *description = &descriptions[shape];
  arguments arguments;
  arguments_fill(&arguments, shape, add);
  for (long i = 0; i < count; i++) {
    void (*function)(void) = description->function;
    if (caller->option != NULL) {
      Dl_info info;
      *(void **)&function = dlsym(RTLD_DEFAULT, description->name);
      (void)dladdr(*(void **)&function, &info);
    }
    arguments_advance(&arguments, shape, i);
    call_once(shape, &arguments, function);
  }
}
