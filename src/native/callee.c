// SPDX-License-Identifier: MIT
//
// Foreign functions bound to signatures.
//
// A foreign function is looked for in the libraries in the order they were opened, each time in the
// library's *own* dynamic symbol table (dynamic_symbols.h says why). Then the embedder's shims are
// asked. Or it is given by its address. What was found is kept as a callee, so that repeating a
// bind is one look-up in a hash table and a call none at all.
//
// Some functions cannot be called through any layer between caller and callee: they return to a
// frame that is gone, return twice, or take the process or thread away from under the machine. They
// are refused by name.
#define _GNU_SOURCE
#include "native/call.h"
#include "native/emitted.h"
#include "native/native_heap.h"
#include "native/pieces.h"
#include "native/segments.h"
#include "native/thunk.h"

#include <dlfcn.h>
#include <string.h>

struct refused_function {
  const char *name;
  const char *reason;
};

#define RETURNS_TWICE "it returns a second time, to a frame that is gone by then"
#define JUMPS "it jumps over the frames of the machine"
#define COPIES "the copy of the process would run the machine a second time"
#define ENDS_THREAD "it ends the thread that the machine runs in"
#define SWITCHES "it leaves the stack that the machine runs on"
#define ENDS_PROCESS "it ends the process, the embedder with it"
#define IS_OF_HOST "it leads to the errno of the process, and the machine has its own"

static const struct refused_function refused_functions[] = {
    {"setjmp", RETURNS_TWICE},
    {"_setjmp", RETURNS_TWICE},
    {"sigsetjmp", RETURNS_TWICE},
    {"__sigsetjmp", RETURNS_TWICE},
    {"longjmp", JUMPS},
    {"_longjmp", JUMPS},
    {"siglongjmp", JUMPS},
    {"__longjmp_chk", JUMPS},
    {"vfork", RETURNS_TWICE},
    {"fork", COPIES},
    {"_Fork", COPIES},
    {"__fork", COPIES},
    {"forkpty", COPIES},
    {"daemon", COPIES},
    {"pthread_exit", ENDS_THREAD},
    {"thrd_exit", ENDS_THREAD},
    {"getcontext", RETURNS_TWICE},
    {"setcontext", JUMPS},
    {"swapcontext", SWITCHES},
    {"exit", ENDS_PROCESS},
    {"_exit", ENDS_PROCESS},
    {"_Exit", ENDS_PROCESS},
    {"abort", ENDS_PROCESS},
    {"quick_exit", ENDS_PROCESS},
    {"__errno_location", IS_OF_HOST},
};

static void blame_airlock(airlock_machine *machine) {
  report_note(&machine->report, AIRLOCK_HELP, 0,
              "this means the program tried to do something that airlock does not support; it "
              "does not indicate a bug in the program");
}

// Says which library of the process would have the function, if any has.
static void suggest_library(airlock_machine *machine, const char *name) {
  void *address = dlsym(RTLD_DEFAULT, name);
  Dl_info info;
  if (address != NULL && dladdr(address, &info) != 0 && strstr(info.dli_fname, ".so") != NULL) {
    report_note(&machine->report, AIRLOCK_HELP, 0,
                "`%s` defines it: give that library to have it called", info.dli_fname);
  }
}

static airlock_status fail_not_found(airlock_machine *machine, const char *name) {
  machine_fail(machine, AIRLOCK_UNSUPPORTED_FUNCTION, "can't call foreign function `%s` on linux",
               name);
  report_function(&machine->report, name);
  const struct native_state *state = machine->native;
  if (state->num_libraries == 0) {
    report_note(&machine->report, AIRLOCK_NOTE, 0, "no native library was given");
  } else {
    report_note(&machine->report, AIRLOCK_NOTE, 0, "no native library that was given exports it");
  }
  suggest_library(machine, name);
  symbol_note_absence(machine, AIRLOCK_ALL_LIBRARIES, name);
  blame_airlock(machine);
  return AIRLOCK_UNSUPPORTED_FUNCTION;
}

static airlock_status fail_data(airlock_machine *machine, const char *name,
                                const struct library *library) {
  machine_fail(machine, AIRLOCK_UNSUPPORTED_FUNCTION,
               "can't call foreign function `%s`: it is data in `%s`", name, library->path);
  report_function(&machine->report, name);
  report_note(&machine->report, AIRLOCK_HELP, 0,
              "check the declaration: the library defines a variable of that name");
  return AIRLOCK_UNSUPPORTED_FUNCTION;
}

static airlock_status prepare_signature(airlock_machine *machine, const airlock_callee *callee) {
  airlock_signature *signature = callee->signature;
  struct plan_refusal refusal = {0, NULL};
  airlock_status status = AIRLOCK_OK;
  switch (signature_prepare(machine, signature, &refusal)) {
  case PLAN_FITS:
    return AIRLOCK_OK;
  case PLAN_NO_MEMORY:
    return machine_no_memory(machine);
  case PLAN_BAD_RESULT:
    status = machine_fail(machine, AIRLOCK_UNSUPPORTED_RESULT,
                          "unsupported return type for native call: %s (of `%s`)",
                          signature->result != NULL ? signature->result->name : "()", callee->name);
    break;
  case PLAN_BAD_PARAMETER:
    status = machine_fail(machine, AIRLOCK_UNSUPPORTED_ARGUMENT,
                          "unsupported argument type for native call: %s (argument #%zu of `%s`)",
                          signature->params[refusal.index]->name, refusal.index + 1, callee->name);
    machine->report.facts.argument = (int)refusal.index;
    break;
  }
  report_function(&machine->report, callee->name);
  report_note(&machine->report, AIRLOCK_NOTE, 0, "%s", refusal.reason);
  blame_airlock(machine);
  return status;
}

const char *airlock_refusal(const char *name) {
  for (size_t i = 0; i < sizeof refused_functions / sizeof *refused_functions; i++) {
    if (strcmp(refused_functions[i].name, name) == 0) {
      return refused_functions[i].reason;
    }
  }
  return NULL;
}

static airlock_status fail_refused(airlock_machine *machine, const char *name, const char *reason) {
  machine_fail(machine, AIRLOCK_UNSUPPORTED_FUNCTION,
               "can't call foreign function `%s` through the machine: %s", name, reason);
  report_function(&machine->report, name);
  blame_airlock(machine);
  return AIRLOCK_UNSUPPORTED_FUNCTION;
}

static bool find_shim(airlock_machine *machine, airlock_callee *callee) {
  const airlock_config *config = &machine->config;
  return config->find_shim != NULL &&
         config->find_shim(config->context, &callee->shim, callee->name, callee->signature);
}

static void set_address(airlock_callee *callee, void *address) {
  memcpy(&callee->address, &address, sizeof address); // POSIX: data and code pointers agree.
}

// A function of malloc's family is ours when allocators are watched: what the program allocates by
// itself is then known as well. No library has to be given for it, C's is always there.
static bool find_watched(const airlock_machine *machine, airlock_callee *callee, void *address) {
  void *ours = native_heap_replacement(machine->native->heap, callee->name, address);
  if (ours == NULL) {
    return false;
  }
  set_address(callee, ours);
  callee->is_of_heap = true;
  callee->is_allocator =
      heap_function_at((size_t)heap_function_find(callee->name))->role == HEAP_ALLOCATOR;
  return true;
}

// Finds what a name means: an address or a shim.
static airlock_status find_target(airlock_machine *machine, airlock_callee *callee) {
  const char *reason = airlock_refusal(callee->name);
  if (reason != NULL) {
    return find_shim(machine, callee) ? AIRLOCK_OK : fail_refused(machine, callee->name, reason);
  }
  struct dynamic_symbol symbol;
  const struct library *library = symbol_find_library(machine->native, &symbol, callee->name);
  if (library != NULL) {
    if (symbol.type == DYNAMIC_SYMBOL_DATA || symbol.type == DYNAMIC_SYMBOL_THREAD_LOCAL) {
      return fail_data(machine, callee->name, library);
    }
    void *address = dlsym(library->handle, callee->name);
    if (address != NULL && find_watched(machine, callee, address)) {
      return AIRLOCK_OK;
    }
    set_address(callee, address);
    if (callee->address != NULL) {
      return AIRLOCK_OK;
    }
  }
  if (library == NULL && find_watched(machine, callee, NULL)) {
    return AIRLOCK_OK;
  }
  return find_shim(machine, callee) ? AIRLOCK_OK : fail_not_found(machine, callee->name);
}

// ----------------------------------------------------------------------------------------- binding

static size_t callee_size(size_t key_size) {
  return sizeof(airlock_callee) + key_size;
}

static void release_callee(struct host *host, airlock_callee *callee) {
  host_release(host, callee, callee_size(callee->key_size));
}

// A callee with its key, not yet bound: the signature, the address or 0, the name.
static airlock_callee *new_callee(airlock_machine *machine, const char *name, uint64_t address,
                                  const airlock_signature *signature) {
  size_t name_at = sizeof signature + sizeof address;
  size_t key_size = name_at + strlen(name) + 1;
  airlock_callee *callee = host_allocate_zeroed(&machine->host, 1, callee_size(key_size));
  if (callee != NULL) {
    memcpy(callee->key, &signature, sizeof signature);
    memcpy(callee->key + sizeof signature, &address, sizeof address);
    memcpy(callee->key + name_at, name, strlen(name) + 1);
    callee->key_size = key_size;
    callee->name = (char *)callee->key + name_at;
    callee->signature = (airlock_signature *)signature;
  }
  return callee;
}

static bool has_aggregates(const airlock_signature *signature) {
  bool has_any = signature->result != NULL && signature->result->class != TYPE_SCALAR;
  for (size_t i = 0; i < signature->num_params; i++) {
    has_any |= signature->params[i]->class != TYPE_SCALAR;
  }
  return has_any;
}

// The quickest way there is.
static call_function *way_of(airlock_machine *machine, const airlock_callee *callee) {
  airlock_signature *signature = callee->signature;
  if (!callee->is_quick) {
    return call_generally;
  }
  call_function *way = emitted_for(machine, signature);
  if (way == NULL) {
    way = thunk_for(signature);
  }
  if (way == NULL) {
    way = pieces_way_for(signature);
  }
  if (way != NULL) {
    return way;
  }
  if (signature->enter == NULL || !image_result_is_words(&signature->plan.image)) {
    return call_by_frame;
  }
  return has_aggregates(signature) ? call_by_words : call_by_image;
}

// Gives the known callee of the same key, or this one once `find` and its signature allow it.
static airlock_status intern(airlock_machine *machine, const airlock_callee **out_callee,
                             airlock_callee *callee,
                             airlock_status (*find)(airlock_machine *, airlock_callee *)) {
  struct host *hash_host = &machine->host;
  struct native_state *state = machine->native; // Made with the signature.
  airlock_callee *known = NULL;
  if (callee == NULL) {
    return machine_no_memory(machine);
  }
  HASH_FIND(hh, state->callees, callee->key, callee->key_size, known);
  if (known != NULL) {
    release_callee(hash_host, callee);
    *out_callee = known;
    return AIRLOCK_OK;
  }
  airlock_status status = find(machine, callee);
  if (status == AIRLOCK_OK && callee->address != NULL) {
    status = prepare_signature(machine, callee);
    callee->is_quick = status == AIRLOCK_OK && callee->signature->is_quick && !callee->is_of_heap;
  }
  callee->call = way_of(machine, callee);
  if (status == AIRLOCK_OK) {
    HASH_ADD_KEYPTR(hh, state->callees, callee->key, callee->key_size, callee);
    status = HASH_INSERTED(callee) ? AIRLOCK_OK : machine_no_memory(machine);
  }
  if (status == AIRLOCK_OK) {
    *out_callee = callee;
  } else {
    release_callee(hash_host, callee);
  }
  return status;
}

airlock_status airlock_bind(airlock_machine *machine, const airlock_callee **out_callee,
                            const char *name, const airlock_signature *signature) {
  return intern(machine, out_callee, new_callee(machine, name, 0, signature), find_target);
}

// --------------------------------------------------------------------------------------- addresses

static airlock_status fail_address(airlock_machine *machine, uint64_t address, const char *reason) {
  machine_fail(machine, AIRLOCK_UNSUPPORTED_FUNCTION, "can't call a foreign function at 0x%llx: %s",
               (unsigned long long)address, reason);
  blame_airlock(machine);
  return AIRLOCK_UNSUPPORTED_FUNCTION;
}

static airlock_status check_address(airlock_machine *machine, uint64_t address) {
  struct segment segment;
  if (address == 0) {
    return machine_fail(machine, AIRLOCK_UB_NULL_POINTER, "null pointer used as a function");
  }
  if (machine_function_at(machine, address) != NULL) {
    return fail_address(machine, address, "it is a function of the machine, not of native code");
  }
  if (address_range_contains(&machine->range, address)) {
    return fail_address(machine, address, "it lies in the machine's memory, which holds no code");
  }
  if (!segment_find(&segment, address)) {
    return fail_address(machine, address, "nothing is mapped there");
  }
  return segment.executable ? AIRLOCK_OK
                            : fail_address(machine, address, "it is data: it cannot be executed");
}

// A function may have more names than the one that is found for its address, private ones too: so
// each refused function that the process has is asked where it is.
static const struct refused_function *refusal_at(const void *address) {
  for (size_t i = 0; i < sizeof refused_functions / sizeof *refused_functions; i++) {
    if (dlsym(RTLD_DEFAULT, refused_functions[i].name) == address) {
      return &refused_functions[i];
    }
  }
  return NULL;
}

// The address stands in the key, behind the signature.
static airlock_status take_address(airlock_machine *machine, airlock_callee *callee) {
  void *address;
  memcpy(&address, callee->key + sizeof(airlock_signature *), sizeof address);
  const struct refused_function *refused = refusal_at(address);
  if (refused != NULL) {
    return fail_refused(machine, refused->name, refused->reason);
  }
  if (!find_watched(machine, callee, address)) {
    set_address(callee, address);
  }
  return AIRLOCK_OK;
}

airlock_status airlock_bind_address(airlock_machine *machine, const airlock_callee **out_callee,
                                    uint64_t address, const airlock_signature *signature) {
  airlock_status status = check_address(machine, address);
  if (status != AIRLOCK_OK) {
    return status;
  }
  airlock_symbol symbol = {.name = NULL};
  bool has_name = airlock_symbol_at(machine, &symbol, address) && symbol.name != NULL;
  const char *name = has_name && symbol.offset == 0 ? symbol.name : "a function without a name";
  return intern(machine, out_callee, new_callee(machine, name, address, signature), take_address);
}

void callee_release_all(airlock_machine *machine) {
  struct host *hash_host = &machine->host;
  airlock_callee *callee;
  airlock_callee *next;
  HASH_ITER(hh, machine->native->callees, callee, next) {
    HASH_DELETE(hh, machine->native->callees, callee);
    release_callee(hash_host, callee);
  }
}
