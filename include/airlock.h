// SPDX-License-Identifier: MIT
//
// airlock.h: the door between an abstract machine and native code.
//
// A *machine* is one abstract memory: allocations whose bytes lie in host memory, and beside every
// byte whether it is initialised and which provenance it carries. An interpreter (the *embedder*)
// keeps the memory of the program it runs in a machine; native code sees the very same bytes. A
// call into native code is a *crossing*: before it the machine exposes what native code can reach,
// after it everything reachable counts as written by native code. Nothing is copied, and the cost
// of a crossing follows what changed since the last one.
//
// Conventions, stated once
//   Status     Every fallible function returns an airlock_status; 0 (AIRLOCK_OK) is success. On
//              failure outputs are untouched and airlock_last_report() tells what happened, until
//              the next call on that machine.
//   Arguments  The machine first, then outputs (out_...), then inputs. Sizes, alignments and
//              offsets are in bytes; an alignment is a power of two. Pointers are not NULL unless
//              it is said that they may be.
//   Ownership  Types, signatures, callees and libraries belong to their machine and die with it.
//              Strings and arrays passed in are copied. What a function lends ("borrowed") says
//              until when.
//   Threads    A machine is used by one thread at a time; callbacks from native code's own threads
//              are refused, or take turns (foreign_threads). Different machines are independent.
//   Manners    The library never exits, aborts, prints or keeps global state; running out of
//              memory is AIRLOCK_NO_MEMORY on every path and leaves the machine usable. Bytes are
//              then unchanged; a call that ran out while exposing leaves more exposed, which is
//              always legal.
//
// Before version 1.0 a minor version may change the interface; the shared library's SOVERSION is
// then raised.
#ifndef AIRLOCK_H
#define AIRLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// ----------------------------------------------------------------------------------------- version

#define AIRLOCK_VERSION_MAJOR 0
#define AIRLOCK_VERSION_MINOR 1
#define AIRLOCK_VERSION_PATCH 0
#define AIRLOCK_VERSION_STRING "0.1.0"
#define AIRLOCK_VERSION_NUMBER                                                                     \
  (AIRLOCK_VERSION_MAJOR * 10000 + AIRLOCK_VERSION_MINOR * 100 + AIRLOCK_VERSION_PATCH)

#if defined(__GNUC__)
#define AIRLOCK_API __attribute__((visibility("default")))
#define AIRLOCK_CHECKED __attribute__((warn_unused_result))
#define AIRLOCK_PRINTF(format_index, first_argument)                                               \
  __attribute__((format(printf, format_index, first_argument)))
#else
#define AIRLOCK_API
#define AIRLOCK_CHECKED
#define AIRLOCK_PRINTF(format_index, first_argument)
#endif

// airlock_version returns AIRLOCK_VERSION_NUMBER of the library that runs, which may be newer than
// this header.
AIRLOCK_API int airlock_version(void);

// ------------------------------------------------------------------------------------------ status

// The families of verdicts. Only UB blames the program that is interpreted.
typedef enum airlock_family {
  AIRLOCK_FAMILY_OK,
  AIRLOCK_FAMILY_UB,          // The interpreted program's fault.
  AIRLOCK_FAMILY_UNSUPPORTED, // airlock, or the embedder, cannot do this.
  AIRLOCK_FAMILY_FOREIGN,     // Native memory that the machine cannot vouch for: neither right nor
                              // wrong.
  AIRLOCK_FAMILY_LIMIT,       // A configured limit was reached.
  AIRLOCK_FAMILY_OUT_OF_MEMORY, // The host has no memory left.
  AIRLOCK_FAMILY_USAGE,         // The embedder's fault.
} airlock_family;

// One row per status: name, number (the hundreds are the family), text.
#define AIRLOCK_STATUS_MAP(X)                                                                      \
  X(OK, 0, "success")                                                                              \
  X(UB_NULL_POINTER, 100, "null pointer used")                                                     \
  X(UB_NO_PROVENANCE, 101, "dangling pointer: it has no provenance")                               \
  X(UB_USE_AFTER_FREE, 102, "dangling pointer: its allocation has been freed")                     \
  X(UB_OUT_OF_BOUNDS, 103, "access out of bounds")                                                 \
  X(UB_MISALIGNED, 104, "misaligned access")                                                       \
  X(UB_READ_ONLY, 105, "write to read-only memory")                                                \
  X(UB_NOT_DATA, 106, "data access to a function")                                                 \
  X(UB_NOT_FUNCTION, 107, "call through a pointer that is no function")                            \
  X(UB_UNINITIALIZED, 108, "uninitialized memory used")                                            \
  X(UB_INVALID_VALUE, 109, "invalid value constructed")                                            \
  X(UB_POINTER_ARITHMETIC, 110, "in-bounds pointer arithmetic left its allocation")                \
  X(UB_DEALLOCATION, 111, "invalid deallocation")                                                  \
  X(UB_EMBEDDER, 199, "undefined behavior found by the embedder")                                  \
  X(UNSUPPORTED_FUNCTION, 200, "foreign function not available")                                   \
  X(UNSUPPORTED_ARGUMENT, 201, "argument type not supported by native calls")                      \
  X(UNSUPPORTED_RESULT, 202, "result type not supported by native calls")                          \
  X(UNSUPPORTED_CALLBACK, 203, "native code called a function of the machine")                     \
  X(UNSUPPORTED_BY_POLICY, 204, "refused by the provenance policy")                                \
  X(UNSUPPORTED_DENIED, 205, "refused because a warning is set to deny")                           \
  X(UNSUPPORTED_SYMBOL, 206, "foreign symbol not available")                                       \
  X(UNSUPPORTED_EMBEDDER, 299, "operation not supported by the embedder")                          \
  X(FOREIGN_UNCHECKED, 300, "access to memory that native code owns")                              \
  X(FOREIGN_PROTECTED, 301, "access to native memory that the system refuses")                     \
  X(LIMIT_ADDRESS_SPACE, 400, "the machine's address space is used up")                            \
  X(LIMIT_MEMORY, 401, "the machine's memory limit is reached")                                    \
  X(LIMIT_CALLBACKS, 402, "too many callbacks inside each other")                                  \
  X(LIMIT_EMBEDDER, 499, "a limit of the embedder is reached")                                     \
  X(NO_MEMORY, 500, "out of memory")                                                               \
  X(USAGE_ARGUMENT, 600, "invalid argument to an airlock function")                                \
  X(USAGE_KIND, 601, "value of another kind than asked for")                                       \
  X(USAGE_LIBRARY, 602, "file cannot be used as a native library")                                 \
  X(USAGE_POLICY, 603, "native calls do not go together with this provenance policy")              \
  X(USAGE_RANGE, 604, "value out of the range of its kind")                                        \
  X(USAGE_TEXT, 605, "text of a type or signature that cannot be read")                            \
  X(USAGE_KEY, 606, "key that has no such block of memory")

typedef enum airlock_status {
#define AIRLOCK_STATUS_ENUMERATOR(name, number, text) AIRLOCK_##name = (number),
  AIRLOCK_STATUS_MAP(AIRLOCK_STATUS_ENUMERATOR)
#undef AIRLOCK_STATUS_ENUMERATOR
} airlock_status;

// airlock_status_name returns the enumerator without its prefix, e.g. "UB_OUT_OF_BOUNDS"; "UNKNOWN"
// for no status.
AIRLOCK_API const char *airlock_status_name(airlock_status status);

// airlock_status_text returns the general meaning of a status. A report's message says more.
AIRLOCK_API const char *airlock_status_text(airlock_status status);

// airlock_status_family returns the family a status belongs to (USAGE for a number that is no
// status).
AIRLOCK_API airlock_family airlock_status_family(airlock_status status);

// ------------------------------------------------------------------------------------------ values

typedef struct airlock_machine airlock_machine;

// An allocation's name for the whole life of its machine; never reused. `value` is opaque, 0 is "no
// allocation".
typedef struct airlock_alloc_id {
  uint64_t value;
} airlock_alloc_id;

// A label that an embedder's borrow model attaches to pointers; 0 unless the embedder sets it. The
// machine stores it, exposes it together with its allocation, and hands it back in hooks, but never
// interprets it.
typedef struct airlock_tag {
  uint64_t value;
} airlock_tag;

// Where a pointer's right to access memory comes from.
//   none      alloc is 0: it may access nothing, whatever its address.
//   concrete  alloc is an allocation: it may access that one.
//   wildcard  alloc is AIRLOCK_WILDCARD: at each access it may use whatever exposed allocation lies
//   there.
// Values of alloc above 2^63 are reserved for further kinds.
typedef struct airlock_prov {
  airlock_alloc_id alloc;
  airlock_tag tag;
} airlock_prov;

#define AIRLOCK_WILDCARD UINT64_C(0xffffffffffffffff)

typedef enum airlock_prov_kind {
  AIRLOCK_PROV_NONE,
  AIRLOCK_PROV_CONCRETE,
  AIRLOCK_PROV_WILDCARD,
} airlock_prov_kind;

static inline airlock_prov_kind airlock_prov_kind_of(airlock_prov prov) {
  if (prov.alloc.value == 0) {
    return AIRLOCK_PROV_NONE;
  }
  return prov.alloc.value == AIRLOCK_WILDCARD ? AIRLOCK_PROV_WILDCARD : AIRLOCK_PROV_CONCRETE;
}

static inline airlock_prov airlock_prov_none(void) {
  airlock_prov prov = {{0}, {0}};
  return prov;
}

static inline airlock_prov airlock_prov_wildcard(void) {
  airlock_prov prov = {{AIRLOCK_WILDCARD}, {0}};
  return prov;
}

// A pointer of the machine: a host address and a provenance. Equality and order of pointers compare
// addresses only.
typedef struct airlock_ptr {
  uint64_t address;
  airlock_prov prov;
} airlock_ptr;

// airlock_ptr_from_address returns a pointer without provenance (Rust's `ptr::without_provenance`):
// legal to have, undefined behavior to access one byte through.
static inline airlock_ptr airlock_ptr_from_address(uint64_t address) {
  airlock_ptr pointer = {address, {{0}, {0}}};
  return pointer;
}

// airlock_ptr_wrapping_add moves a pointer by `bytes` modulo 2^64 and keeps its provenance (Rust's
// `wrapping_add`).
static inline airlock_ptr airlock_ptr_wrapping_add(airlock_ptr pointer, uint64_t bytes) {
  pointer.address += bytes;
  return pointer;
}

// The kinds of scalar: name, size in bytes, how messages write it. Kinds keep the difference
// between isize and i64.
#define AIRLOCK_KIND_MAP(X)                                                                        \
  X(UNINIT, 0, "uninitialized")                                                                    \
  X(I8, 1, "i8")                                                                                   \
  X(I16, 2, "i16")                                                                                 \
  X(I32, 4, "i32")                                                                                 \
  X(I64, 8, "i64")                                                                                 \
  X(I128, 16, "i128")                                                                              \
  X(ISIZE, 8, "isize")                                                                             \
  X(U8, 1, "u8")                                                                                   \
  X(U16, 2, "u16")                                                                                 \
  X(U32, 4, "u32")                                                                                 \
  X(U64, 8, "u64")                                                                                 \
  X(U128, 16, "u128")                                                                              \
  X(USIZE, 8, "usize")                                                                             \
  X(F32, 4, "f32")                                                                                 \
  X(F64, 8, "f64")                                                                                 \
  X(LONG_DOUBLE, 16, "long double")                                                                \
  X(BOOL, 1, "bool")                                                                               \
  X(CHAR, 4, "char")                                                                               \
  X(POINTER, 8, "pointer")                                                                         \
  X(FUNCTION, 8, "function pointer")

typedef enum airlock_kind {
#define AIRLOCK_KIND_ENUMERATOR(name, size, text) AIRLOCK_##name,
  AIRLOCK_KIND_MAP(AIRLOCK_KIND_ENUMERATOR)
#undef AIRLOCK_KIND_ENUMERATOR
      AIRLOCK_NUM_KINDS
} airlock_kind;

// airlock_kind_size returns a kind's size in bytes, 0 for AIRLOCK_UNINIT.
AIRLOCK_API size_t airlock_kind_size(airlock_kind kind);

// airlock_kind_name returns how messages write a kind, e.g. "isize".
AIRLOCK_API const char *airlock_kind_name(airlock_kind kind);

// An immediate: one scalar value with its kind, 32 bytes, passed around by value.
// Integers, bool and char keep their bits zero-extended in bits[0] (128-bit integers: low half,
// high half); floats keep their IEEE 754 image there too, so that NaN payloads survive; bits[1] is
// 0 unless the kind has more than 64 bits. LONG_DOUBLE is the platform's: on x86-64 80 bits in 16
// bytes, the upper 6 of which are 0, on AArch64 IEEE 754's binary128. POINTER and FUNCTION use ptr.
// A scalar of kind AIRLOCK_UNINIT is one whose bytes are not initialised.
typedef struct airlock_scalar {
  airlock_kind kind;
  uint32_t reserved; // 0.
  union {
    uint64_t bits[2];
    airlock_ptr ptr;
  } as;
} airlock_scalar;

// airlock_int128 makes an I128 or U128 scalar from its two halves. It and those below assign member
// by member: compilers copy a union that was initialised as one, which has to wait for the stores.
static inline airlock_scalar airlock_int128(airlock_kind kind, uint64_t low, uint64_t high) {
  airlock_scalar scalar;
  scalar.kind = kind;
  scalar.reserved = 0;
  scalar.as.ptr.address = low;
  scalar.as.ptr.prov.alloc.value = high;
  scalar.as.ptr.prov.tag.value = 0;
  return scalar;
}

// airlock_int makes an integer, bool, char or float scalar from its bits; those beyond the kind's
// size are dropped.
static inline airlock_scalar airlock_int(airlock_kind kind, uint64_t bits) {
  switch (kind) {
  case AIRLOCK_I8:
  case AIRLOCK_U8:
  case AIRLOCK_BOOL:
    return airlock_int128(kind, (uint8_t)bits, 0);
  case AIRLOCK_I16:
  case AIRLOCK_U16:
    return airlock_int128(kind, (uint16_t)bits, 0);
  case AIRLOCK_I32:
  case AIRLOCK_U32:
  case AIRLOCK_CHAR:
  case AIRLOCK_F32:
    return airlock_int128(kind, (uint32_t)bits, 0);
  default:
    return airlock_int128(kind, bits, 0);
  }
}

static inline airlock_scalar airlock_f32(float value) {
  union {
    float value;
    uint32_t bits;
  } image = {value};
  return airlock_int128(AIRLOCK_F32, image.bits, 0);
}

static inline airlock_scalar airlock_f64(double value) {
  union {
    double value;
    uint64_t bits;
  } image = {value};
  return airlock_int128(AIRLOCK_F64, image.bits, 0);
}

static inline airlock_scalar airlock_pointer(airlock_ptr pointer) {
  airlock_scalar scalar;
  scalar.kind = AIRLOCK_POINTER;
  scalar.reserved = 0;
  scalar.as.ptr = pointer;
  return scalar;
}

static inline airlock_scalar airlock_function_pointer(airlock_ptr pointer) {
  airlock_scalar scalar = airlock_pointer(pointer);
  scalar.kind = AIRLOCK_FUNCTION;
  return scalar;
}

// airlock_expect checks that a scalar has the kind asked for.
// Errors: UB_UNINITIALIZED if it is uninitialised, USAGE_KIND naming both kinds if it is another
// one.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_expect(airlock_machine *machine,
                                                          airlock_scalar scalar, airlock_kind kind);

// ------------------------------------------------------------------------------------------ report

typedef enum airlock_note_kind {
  AIRLOCK_NOTE,      // A further fact.
  AIRLOCK_HELP,      // Whose fault it is, what to do.
  AIRLOCK_ALLOCATED, // Where the allocation was made: `span` is the embedder's token of then.
  AIRLOCK_FREED,     // Where the allocation was freed: `span` is the embedder's token of then.
  AIRLOCK_DUMP,      // Several lines: bytes with their initialisation and provenance.
} airlock_note_kind;

typedef struct airlock_note {
  airlock_note_kind kind;
  const char *text;
  uint64_t span; // 0 unless kind is AIRLOCK_ALLOCATED or AIRLOCK_FREED.
} airlock_note;

// Warnings. Each has a level of its own.
typedef enum airlock_warning {
  AIRLOCK_WARN_SHARED_MEMORY,     // First pointer with provenance that is passed to native code.
  AIRLOCK_WARN_WILDCARD_ARGUMENT, // First wildcard pointer that is passed to native code.
  AIRLOCK_WARN_INT_TO_POINTER,    // First cast of an integer to a pointer.
  AIRLOCK_WARN_FP_CONTROL,     // First change of the floating-point control words by native code.
  AIRLOCK_WARN_FOREIGN_ACCESS, // Access to memory of native code that the machine cannot vouch for.
                               // ONCE means once per place in the program, as the `span` hook tells
                               // places apart; without the hook, once per machine.
  AIRLOCK_NUM_WARNINGS,
} airlock_warning;

typedef enum airlock_level {
  AIRLOCK_ONCE,   // Once per machine; the default.
  AIRLOCK_ALLOW,  // Never.
  AIRLOCK_ALWAYS, // Each time.
  AIRLOCK_DENY,   // Refuse instead, before anything has changed, with AIRLOCK_UNSUPPORTED_DENIED.
                  // FP_CONTROL is known only afterwards: DENY is then the same as ALLOW.
                  // FOREIGN_ACCESS is refused with AIRLOCK_FOREIGN_UNCHECKED.
} airlock_level;

// What is known about a failure or a warning. Rendering is the embedder's; airlock_report_print is
// a plain one. All memory in it is the machine's; a text longer than the room the machine keeps for
// it ends in "...".
typedef struct airlock_report {
  airlock_status status;     // AIRLOCK_OK in a warning.
  airlock_warning warning;   // Which warning, when status is AIRLOCK_OK.
  const char *message;       // One line without a final newline, starting in lower case.
  airlock_alloc_id alloc;    // The allocation concerned; 0 if none.
  uint64_t range_start;      // The access, as offsets in the allocation: [range_start, range_end).
  uint64_t range_end;        //
  uint64_t bad_start;        // The offending part of it: [bad_start, bad_end).
  uint64_t bad_end;          //
  int argument;              // Index of the call's argument concerned, from 0; -1 if none.
  const char *function;      // Name of the foreign function concerned; NULL if none.
  const airlock_note *notes; //
  size_t num_notes;          //
} airlock_report;

// airlock_last_report returns the report of the last failure on this machine. Borrowed until the
// next call on it.
AIRLOCK_API const airlock_report *airlock_last_report(const airlock_machine *machine);

// Receives a piece of text, not NUL-terminated.
typedef void airlock_write_function(void *context, const char *text, size_t text_len);

// airlock_report_print writes message and notes as lines of plain text.
AIRLOCK_API void airlock_report_print(const airlock_report *report, airlock_write_function *write,
                                      void *context);

// airlock_raise records a failure that the embedder itself found, so that it travels like the
// library's own, and returns `status`. The message is formatted like printf's. A help line says
// whose fault it is: the program's if the family is UB, airlock's if it is UNSUPPORTED.
AIRLOCK_API airlock_status airlock_raise(airlock_machine *machine, airlock_status status,
                                         const char *format, ...) AIRLOCK_PRINTF(3, 4);

// ----------------------------------------------------------------------------------- configuration

// The memory functions that a machine uses for its own data. Each gets `context` first; all sizes
// are in bytes and not 0; all results are aligned for any type; NULL means out of memory.
typedef struct airlock_allocator {
  void *context;
  void *(*allocate)(void *context, size_t size);
  void *(*resize)(void *context, void *memory, size_t old_size, size_t new_size);
  void (*release)(void *context, void *memory, size_t size);
} airlock_allocator;

// What a cast of an integer to a pointer does.
typedef enum airlock_cast_verdict {
  AIRLOCK_CAST_ALLOWED,
  AIRLOCK_CAST_WARNED,  // Allowed, with AIRLOCK_WARN_INT_TO_POINTER.
  AIRLOCK_CAST_REFUSED, // AIRLOCK_UNSUPPORTED_BY_POLICY.
} airlock_cast_verdict;

// A provenance policy, as a small table of decisions. Embedders may pass their own.
typedef struct airlock_policy {
  const char *name;
  airlock_cast_verdict (*cast_from_address)(uint64_t address);
  bool allows_native_calls; // Native code cannot be held to strict provenance.
} airlock_policy;

// The three policies of Miri: default (casts warn), permissive (casts are silent), strict (casts
// are refused, and no library can be opened). Static; never freed.
AIRLOCK_API const airlock_policy *airlock_policy_default(void);
AIRLOCK_API const airlock_policy *airlock_policy_permissive(void);
AIRLOCK_API const airlock_policy *airlock_policy_strict(void);

typedef struct airlock_signature airlock_signature;

// A foreign function that the embedder implements itself. Same rules as airlock_call for args and
// io_result.
typedef airlock_status airlock_shim_function(void *context, const airlock_scalar *args,
                                             size_t num_args, airlock_scalar *io_result);

typedef struct airlock_shim {
  airlock_shim_function *function;
  void *context;
} airlock_shim;

// What happens when native code calls a function of the machine on a thread that is not the one
// whose native call is running.
typedef enum airlock_thread_policy {
  AIRLOCK_THREADS_REFUSE,    // The call is not run; UNSUPPORTED_CALLBACK becomes the error of the
                             // native call.
  AIRLOCK_THREADS_SERIALISE, // It runs on that thread, one callback at a time, while the machine's
                             // thread is in native code; first come, first served. See callback.
} airlock_thread_policy;

typedef enum airlock_access_kind {
  AIRLOCK_READ,
  AIRLOCK_WRITE,
  AIRLOCK_DEALLOCATE,
} airlock_access_kind;

// An access that passed the machine's checks, for a borrow model.
typedef struct airlock_access {
  airlock_access_kind kind;
  airlock_alloc_id alloc;
  uint64_t offset; // Start of the access in the allocation.
  uint64_t size;
  airlock_prov prov; // As the pointer had it: its tag, or wildcard (see airlock_exposed_tags).
} airlock_access;

// Whether a machine watches what native code allocates.
typedef enum airlock_native_heap {
  AIRLOCK_NATIVE_HEAP_IGNORE,    // No: that memory is foreign.
  AIRLOCK_NATIVE_HEAP_TRACK,     // Of the libraries that are opened, and what they load later.
  AIRLOCK_NATIVE_HEAP_TRACK_ALL, // Of their dependencies too, the C library among them.
} airlock_native_heap;

// How calls reach native code, and how native code calls back.
typedef enum airlock_engine {
  AIRLOCK_ENGINE_TRAMPOLINE, // Code of our own that was assembled with the library, where the
                             // platform and the signature have it (x86-64 System V and AArch64, but
                             // for Apple's: all signatures), otherwise libffi. So for callbacks:
                             // entries of our own, of which a process has 4096, otherwise libffi.
  AIRLOCK_ENGINE_LIBFFI,     // libffi for all calls: an independent second opinion, and several
                             // times slower.
  AIRLOCK_ENGINE_EMITTED,    // As TRAMPOLINE, and machine code is made for signatures that a
                             // function is bound to, on x86-64 System V: those of integers, bool,
                             // float, double and pointers, none of which has requirements of its
                             // own but not to be null. That takes a page of 4096 bytes each, which
                             // no statistic counts; it is first written, then made executable,
                             // never both. Other signatures, and all where the system forbids to
                             // make code, are called as by TRAMPOLINE
                             // (airlock_statistics.emitted_signatures tells).
} airlock_engine;

// How a machine is made. Fill it with airlock_config_init, change what is wanted; it is copied on
// creation, what it points to must outlive the machine. A hook that is NULL is not called. Hooks
// get `context` first and must not call functions on the machine unless said.
typedef struct airlock_config {
  airlock_allocator allocator; // Default: the C library's malloc, realloc and free.
  uint64_t address_space; // Bytes reserved for the machine's memory, default 64 GiB. Halved until
                          // the system grants it; reserved memory costs nothing until it is used.
  uint64_t memory_limit;  // Most bytes of live allocations; default 0: no limit.
  const airlock_policy *policy;               // Default: airlock_policy_default().
  airlock_level levels[AIRLOCK_NUM_WARNINGS]; // Default: AIRLOCK_ONCE each.
  bool keep_fp_control; // Default false: changes of the floating-point control words by native code
                        // are undone.
  // Default: AIRLOCK_NATIVE_HEAP_IGNORE. Otherwise the words through which those libraries call
  // malloc, calloc, realloc, reallocarray, free, posix_memalign and its like, strdup, strndup,
  // getline, getdelim, asprintf, vasprintf, mmap and munmap lead to airlock from the opening of a
  // library to the end of the last machine that opened it, for the whole process; calls on other
  // threads, or while no machine runs native code on this one, pass untouched. What is allocated
  // meanwhile is an allocation of kind NATIVE (airlock_native_block_get_info), and freeing what no
  // such function has made, or twice, is UB_DEALLOCATION or UB_USE_AFTER_FREE of the native call,
  // before the C library sees it. The interpreted program's own calls of these functions count as
  // well, whether or not a library defines them. Up to 1 MiB of freed blocks is given back late, so
  // that accesses to them are known as such. Once used, airlock's shared library stays loaded.
  // docs/native-memory.md says what is not seen.
  airlock_native_heap native_heap;
  airlock_engine engine; // Default: AIRLOCK_ENGINE_TRAMPOLINE.
  void *context;         // First argument of all hooks below.

  // A warning. The report is borrowed until the hook returns.
  void (*warning)(void *context, const airlock_report *report);

  // Where the interpreted program is now: a token kept with each allocation when it is made and
  // when it is freed, and given back in notes. The embedder chooses its meaning. Without the hook
  // tokens are 0.
  uint64_t (*span)(void *context);

  // A foreign function that no library defines: fill out_shim and return true to provide it. Asked
  // once per bind.
  bool (*find_shim)(void *context, airlock_shim *out_shim, const char *name,
                    const airlock_signature *signature);

  // Native code calls a function of the machine (airlock_function_new): run it, on native code's
  // own stack. Arguments and result are as for airlock_call: pointers are wildcards, an aggregate
  // is a POINTER to a copy in a stack frame that ends with the callback, and for an aggregate
  // result *io_result is a POINTER to where its bytes go. What native code wrote so far is visible.
  // The hook may use the machine, and make native calls. A status other than AIRLOCK_OK
  // (airlock_raise) becomes the error of the outermost native call: until that returns, this native
  // caller and all further ones get their function's default result. Nothing may jump over native
  // code's frames. A hook that changes the floating-point control state tells of it
  // (airlock_fp_control_changed).
  airlock_status (*callback)(void *context, void *token, const airlock_scalar *args,
                             size_t num_args, airlock_scalar *io_result);
  unsigned callback_limit; // Most callbacks inside each other, default 1024.

  // Default AIRLOCK_THREADS_REFUSE. With AIRLOCK_THREADS_SERIALISE the callback hook, and from
  // within it all others, run on native code's threads too, never two at a time; a native call
  // returns when the callback that another thread is in has ended. Such a callback must therefore
  // not wait for what only interpreted code of another thread can do. Its errno is its thread's.
  airlock_thread_policy foreign_threads;

  // Native code called a function of the machine, but the embedder runs no callbacks, or native
  // code cannot call this function (it has no C signature, or a variadic one); or, after an error
  // of a callback, native code has called 10,000 times more and may never return. On native code's
  // own stack; the hook may end the process, with the report, which would otherwise be the error of
  // the outermost call. If it returns, or is NULL, the native caller gets the function's default
  // result.
  void (*native_escape)(void *context, const airlock_report *report);

  // After the machine's own checks of an access: return AIRLOCK_OK, or a status given by
  // airlock_raise.
  airlock_status (*access)(void *context, const airlock_access *access);

  // The first exposure of this tag of this allocation.
  void (*expose)(void *context, airlock_alloc_id alloc, airlock_tag tag);
} airlock_config;

// airlock_config_init fills a configuration with the defaults above.
AIRLOCK_API void airlock_config_init(airlock_config *out_config);

// ----------------------------------------------------------------------------------------- machine

// airlock_machine_new makes a machine. `config` may be NULL for the defaults. The caller owns the
// machine. Errors: NO_MEMORY, LIMIT_ADDRESS_SPACE if not even 1 MiB of address space is granted,
// USAGE_ARGUMENT.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_machine_new(airlock_machine **out_machine,
                                                               const airlock_config *config);

// airlock_machine_free ends a machine with all it owns: memory, types, signatures, libraries. NULL
// is fine.
AIRLOCK_API void airlock_machine_free(airlock_machine *machine);

typedef struct airlock_statistics {
  uint64_t live_allocations;
  uint64_t total_allocations;   // Made since the machine began.
  uint64_t exposed_allocations; // Live ones.
  uint64_t live_bytes;          // Sum of the sizes of live allocations.
  uint64_t peak_bytes;
  uint64_t address_space; // Bytes reserved.
  uint64_t native_calls;
  uint64_t emitted_signatures; // Those that machine code was made for (AIRLOCK_ENGINE_EMITTED).
} airlock_statistics;

AIRLOCK_API void airlock_get_statistics(const airlock_machine *machine,
                                        airlock_statistics *out_statistics);

// airlock_memory_check walks the whole machine and checks its internal invariants; for tests, cost
// linear in all memory. Returns NULL when all hold, or the text of the first one broken.
AIRLOCK_API const char *airlock_memory_check(airlock_machine *machine);

// ------------------------------------------------------------------------------------------- types

// Types are immutable and interned: the same description gives the same pointer. They belong to the
// machine.
typedef struct airlock_type airlock_type;

// airlock_type_scalar returns the type of plain scalars of a kind: raw pointers for POINTER,
// non-null pointers for FUNCTION (airlock_function_at finds out whether a function lies there).
// bool (0 or 1) and char (a Unicode scalar value) are validated. Never fails; NULL for UNINIT.
AIRLOCK_API const airlock_type *airlock_type_scalar(airlock_machine *machine, airlock_kind kind);

// A pointer type with requirements of its own (Rust reference §"Behavior considered undefined":
// invalid values).
typedef struct airlock_pointer_rules {
  const char *name;     // For messages, e.g. "&Point".
  airlock_kind kind;    // POINTER or FUNCTION.
  bool nullable;        // Null is a value too (Option<&T>).
  bool dereferenceable; // Non-null ones must point to target_size live bytes, aligned to
                        // target_align (references,
  uint64_t target_size; // Box). If false, only null is checked (NonNull).
  uint64_t target_align;
  bool counted; // target_size is that of one element: the usize behind the pointer in memory says
                // how many there are (slices). Looked at when a whole value in memory is checked.
  bool uninhabited; // What it leads to has no values (`&!`): dereferenceable pointers are invalid
                    // wherever they lead, once they are aligned.
  bool vtable;      // Non-null ones must lead to the beginning of live memory of kind
                    // AIRLOCK_VTABLE (the second half of `&dyn Trait`); not with dereferenceable.
} airlock_pointer_rules;

// airlock_type_pointer makes a pointer type. Errors: NO_MEMORY, USAGE_ARGUMENT.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_type_pointer(airlock_machine *machine,
                                                                const airlock_type **out_type,
                                                                const airlock_pointer_rules *rules);

// airlock_type_enum makes a fieldless enum: an integer of `kind` that must have one of `values`
// (zero-extended bits). Errors: NO_MEMORY, USAGE_ARGUMENT (not an integer kind of at most 64 bits).
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_type_enum(airlock_machine *machine,
                                                             const airlock_type **out_type,
                                                             const char *name, airlock_kind kind,
                                                             const uint64_t *values,
                                                             size_t num_values);

// airlock_type_range makes an integer type whose bits lie in first..=last, compared as unsigned
// numbers of the kind's size; with last below first the range goes around at the end (all but what
// lies between). Both scalars are of the same integer kind. Errors: NO_MEMORY, USAGE_ARGUMENT.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_type_range(airlock_machine *machine,
                                                              const airlock_type **out_type,
                                                              const char *name,
                                                              airlock_scalar first,
                                                              airlock_scalar last);

// A member of an aggregate. `name` is for messages ("at .low.high"); NULL: its index is used.
typedef struct airlock_field {
  const char *name;
  uint64_t offset;
  const airlock_type *type;
} airlock_field;

// airlock_type_struct makes a struct laid out as ISO C 6.7.2.1 and the platform's psABI demand
// (Rust's repr(C)), which can be passed to and returned from native code by value. The fields come
// in order; their offsets are computed, what the caller left in `offset` is ignored.
// Errors: NO_MEMORY, USAGE_ARGUMENT, LIMIT_MEMORY when the size overflows.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_type_struct(airlock_machine *machine,
                                                               const airlock_type **out_type,
                                                               const char *name,
                                                               const airlock_field *fields,
                                                               size_t num_fields);

// An aggregate of C, laid out as ISO C 6.7.2.1 and the platform's psABI ("Aggregates and Unions")
// demand.
typedef struct airlock_aggregate {
  const char *name;            // NULL: its text form (airlock_type_format).
  const airlock_field *fields; // In order; what is left in `offset` is ignored.
  size_t num_fields;
  bool is_union;  // All members begin at 0; any content is valid, as for airlock_type_raw.
  uint64_t pack;  // Members are aligned to at most this (1: __attribute__((packed)), n: #pragma
                  // pack(n)); 0: naturally.
  uint64_t align; // The whole is aligned to at least this (_Alignas); 0: naturally.
} airlock_aggregate;

// airlock_type_aggregate makes a struct or union of C, packed or over-aligned if wished. It can be
// passed to and returned from native code by value as far as airlock_bind says. Errors: NO_MEMORY,
// USAGE_ARGUMENT (a member without a type, `pack` or `align` no power of two), LIMIT_MEMORY when
// the size overflows.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_type_aggregate(
    airlock_machine *machine, const airlock_type **out_type, const airlock_aggregate *aggregate);

// airlock_type_complex makes C's complex type of two floats of `kind`: F32, F64 or LONG_DOUBLE
// (ISO C 6.2.5). Its fields are `re` and `im`; in calls it is given like a struct, by a pointer to
// its bytes. Errors: NO_MEMORY, USAGE_ARGUMENT (another kind).
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_type_complex(airlock_machine *machine,
                                                                const airlock_type **out_type,
                                                                airlock_kind kind);

// airlock_type_layout makes an aggregate with offsets chosen by the embedder (Rust tuples,
// repr(Rust) structs). Fields come in ascending order without overlap; bytes of no field are
// padding. It is for memory only: native code cannot be given it by value. Errors: NO_MEMORY,
// USAGE_ARGUMENT (a field does not fit; `align` is no power of two).
AIRLOCK_API AIRLOCK_CHECKED airlock_status
airlock_type_layout(airlock_machine *machine, const airlock_type **out_type, const char *name,
                    uint64_t size, uint64_t align, const airlock_field *fields, size_t num_fields);

// One alternative of a type with variants. `tag` are the bits that the tag then has (low half, high
// half, as in a scalar). `type` describes the whole value, as large as all other variants, with the
// tag as one of its members where the tag is not part of a member; NULL: no value can be this
// variant.
typedef struct airlock_variant {
  const char *name;
  uint64_t tag[2];
  const airlock_type *type;
} airlock_variant;

// Of airlock_type_variants: no variant is untagged.
#define AIRLOCK_NO_VARIANT SIZE_MAX

// airlock_type_variants makes a type whose bytes are those of one of several variants (Rust's enums
// that carry data). `tag` says where the tag lies and which scalar it is read as: an integer or a
// plain pointer. The variant `untagged` is there when the tag has no other variant's bits, and its
// own are ignored; without one such bits are no valid value. For memory only. Errors: NO_MEMORY,
// USAGE_ARGUMENT (the tag or a variant does not fit, or no integer or pointer).
AIRLOCK_API AIRLOCK_CHECKED airlock_status
airlock_type_variants(airlock_machine *machine, const airlock_type **out_type, const char *name,
                      uint64_t size, uint64_t align, const airlock_field *tag,
                      const airlock_variant *variants, size_t num_variants, size_t untagged);

// airlock_type_array makes an array of `count` elements. In a signature it is only legal inside a
// struct (C has no array parameters). Errors: NO_MEMORY, USAGE_ARGUMENT, LIMIT_MEMORY when the size
// overflows.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_type_array(airlock_machine *machine,
                                                              const airlock_type **out_type,
                                                              const airlock_type *element,
                                                              uint64_t count);

// airlock_type_raw makes bytes without rules: any content is valid, and a typed copy keeps
// initialisation and provenance as they are (Rust's unions and MaybeUninit). For memory only.
// Errors: NO_MEMORY, USAGE_ARGUMENT.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_type_raw(airlock_machine *machine,
                                                            const airlock_type **out_type,
                                                            const char *name, uint64_t size,
                                                            uint64_t align);

// airlock_type_packed makes the same type with a smaller alignment, for places inside packed
// structs and unaligned accesses. `align` above the type's own gives the type itself. Errors:
// NO_MEMORY, USAGE_ARGUMENT.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_type_packed(airlock_machine *machine,
                                                               const airlock_type **out_type,
                                                               const airlock_type *type,
                                                               uint64_t align);

AIRLOCK_API uint64_t airlock_type_size(const airlock_type *type);
AIRLOCK_API uint64_t airlock_type_align(const airlock_type *type);
AIRLOCK_API const char *airlock_type_name(const airlock_type *type);

// airlock_type_kind returns the scalar kind of a scalar type (an enum's integer kind),
// AIRLOCK_UNINIT for aggregates.
AIRLOCK_API airlock_kind airlock_type_kind(const airlock_type *type);

// airlock_type_parse makes a type of its text form, e.g. "i32", "[4]i16", "{u8, f64}",
// "packed {u8, u32}", "align(16) union {f32, [3]u8}", "complex double"; besides the kinds' names it
// knows C's ("uchar" … "ulonglong", "size_t", "uint32_t", "float", "long double"), "ptr" and "fn".
// `char` is Rust's; C's is "schar" or "uchar". Members may have names ("{re: f32, im: f32}"), which
// are not kept. src/machine/type_text.c has the grammar. Errors: USAGE_TEXT, with the column and
// what was expected there; those of the constructors above.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_type_parse(airlock_machine *machine,
                                                              const airlock_type **out_type,
                                                              const char *text);

// airlock_type_format writes a type's text form, at most buffer_size bytes with the final NUL.
// Reading it gives a type of the same layout and ABI; rules that only the machine checks are not
// part of it, and a type that is not C's is written as its name. Returns the whole length.
AIRLOCK_API size_t airlock_type_format(const airlock_type *type, char *out_buffer,
                                       size_t buffer_size);

// airlock_type_field returns name, offset and type of field `index` of a struct or layout; offset
// and type untouched and false when there is no such field.
AIRLOCK_API bool airlock_type_field(const airlock_type *type, airlock_field *out_field,
                                    size_t index);

// What a type is, by the function that makes such types.
typedef enum airlock_type_class {
  AIRLOCK_TYPE_SCALAR, // airlock_type_kind says more.
  AIRLOCK_TYPE_STRUCT, // These four have fields: airlock_type_field.
  AIRLOCK_TYPE_UNION,
  AIRLOCK_TYPE_COMPLEX,
  AIRLOCK_TYPE_LAYOUT,
  AIRLOCK_TYPE_ARRAY, // airlock_type_element says of what.
  AIRLOCK_TYPE_RAW,
  AIRLOCK_TYPE_VARIANTS,
} airlock_type_class;

// airlock_type_class_of tells what a type is. The packed form of a C aggregate
// (airlock_type_packed) is a layout, that of a union raw bytes: C lays them out otherwise.
AIRLOCK_API airlock_type_class airlock_type_class_of(const airlock_type *type);

// airlock_type_element returns the type and the number of an array's elements; outputs untouched
// and false when the type is no array.
AIRLOCK_API bool airlock_type_element(const airlock_type *type, const airlock_type **out_element,
                                      uint64_t *out_count);

// ------------------------------------------------------------------------------------------ memory

typedef enum airlock_memory_kind {
  AIRLOCK_HEAP,
  AIRLOCK_STACK,
  AIRLOCK_STATIC,
  AIRLOCK_CODE,   // A function; made by airlock_function_new only.
  AIRLOCK_VTABLE, // A table of the embedder's own: an address, of which no byte may be accessed.
  AIRLOCK_NATIVE, // Native code's own, once the machine knows its bounds: see "native memory".
  AIRLOCK_KEYED,  // Made by airlock_keyed_allocate only.
} airlock_memory_kind;

// airlock_allocate makes an allocation of uninitialised, mutable bytes and returns a pointer to its
// start, with its provenance and tag 0. Size 0 is legal and gets an address of its own. Stack
// memory belongs to the current frame. Errors: NO_MEMORY, LIMIT_MEMORY, LIMIT_ADDRESS_SPACE,
// USAGE_ARGUMENT (alignment no power of two, or a kind that other functions make).
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_allocate(airlock_machine *machine,
                                                            airlock_ptr *out_pointer, uint64_t size,
                                                            uint64_t align,
                                                            airlock_memory_kind kind);

// airlock_deallocate frees heap memory. The pointer must be live and at the start of a heap
// allocation of exactly that size and alignment. Errors: UB_USE_AFTER_FREE, UB_DEALLOCATION, and
// those of an access.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_deallocate(airlock_machine *machine,
                                                              airlock_ptr pointer, uint64_t size,
                                                              uint64_t align);

// airlock_frame_push begins a stack frame: stack allocations made from now on belong to it.
// airlock_frame_pop frees what is left of the newest frame's allocations; without a frame it does
// nothing.
AIRLOCK_API void airlock_frame_push(airlock_machine *machine);
AIRLOCK_API void airlock_frame_pop(airlock_machine *machine);

// airlock_stack_free frees one stack allocation before its frame ends (StorageDead). Ids that are
// not live stack memory are ignored.
AIRLOCK_API void airlock_stack_free(airlock_machine *machine, airlock_alloc_id alloc);

// airlock_set_read_only makes a live allocation immutable, for statics once they are filled in:
// interpreted writes are UB_READ_ONLY, and native code is taken not to write it. Errors:
// USAGE_ARGUMENT (not live).
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_set_read_only(airlock_machine *machine,
                                                                 airlock_alloc_id alloc);

typedef struct airlock_alloc_info {
  uint64_t address; // Of the first byte; 0 when dead.
  uint64_t size;
  uint64_t align;
  airlock_memory_kind kind;
  bool live;
  bool read_only;
  bool exposed;
  uint64_t made_at;   // Span token.
  uint64_t freed_at;  // Span token; 0 while live.
  const char *origin; // Native memory: its owner's name if it was adopted, or what it is, e.g. "the
                      // variable `environ`"; NULL otherwise. Borrowed until the machine ends.
} airlock_alloc_info;

// airlock_alloc_get_info tells what is known of an allocation: all live ones and the 65,536 that
// died last. False, with the output untouched, for others.
AIRLOCK_API bool airlock_alloc_get_info(const airlock_machine *machine,
                                        airlock_alloc_info *out_info, airlock_alloc_id alloc);

// airlock_leaks finds the live heap memory that is lost, at the end of a program or at any time: no
// pointer leads to it, through however many others, from the roots. Roots are static, stack, keyed
// and native memory; what an interpreter has in registers only it must store in one of them. Heap
// memory that was exposed when native code ran, and what that leads to, is not lost: native code
// may hold its address. Blocks that native code has allocated, when that is watched, are lost when
// no word means them in the data of libraries, in memory that is not lost, or in blocks that are
// not; what only a lost block leads to is not counted beside it. Where native code may keep
// pointers out of sight (docs/native-memory.md) they are possibly held instead. Writes the ids of
// the first `capacity` lost allocations, in order of their making, and returns how many there are.
// *out_held (may be NULL) is how many allocations only native code may hold. Takes no memory and
// cannot fail; cost linear in the allocations, the pointers stored in them and, when there are
// blocks of native code, the words of live memory.
AIRLOCK_API size_t airlock_leaks(airlock_machine *machine, airlock_alloc_id *out_leaks,
                                 size_t capacity, size_t *out_held);

// Keyed memory: blocks that an interpreter names itself and whose addresses it may show and compute
// with, as the K framework's FFI has them. A key is a byte string and is copied. The memory is
// exposed from birth, never moves, and is freed by its key only.

// airlock_keyed_allocate makes a block, or gives the live one of this key again, if size and
// alignment are the same. The bytes themselves are aligned, to any power of two up to 1 MiB.
// Errors: USAGE_KEY (the key has a block of another size or alignment), USAGE_ARGUMENT (no power of
// two, or too large), those of airlock_allocate.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_keyed_allocate(airlock_machine *machine,
                                                                  airlock_ptr *out_pointer,
                                                                  const void *key, size_t key_size,
                                                                  uint64_t size, uint64_t align);

// airlock_keyed_free frees the block of a key. Errors: USAGE_KEY (no block has it, or not any
// more); nothing happens then.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_keyed_free(airlock_machine *machine,
                                                              const void *key, size_t key_size);

// airlock_keyed_free_all frees all of them and returns how many there were.
AIRLOCK_API size_t airlock_keyed_free_all(airlock_machine *machine);

// A live keyed block. The key is borrowed until the block is freed.
typedef struct airlock_keyed_info {
  const void *key;
  size_t key_size;
  airlock_ptr pointer; // To its first byte.
  uint64_t size;
  uint64_t align;
} airlock_keyed_info;

// airlock_keyed_find tells of the block of a key; airlock_keyed_at of the one that the address lies
// in, the end of an empty block included. False, with the output untouched, if there is none.
AIRLOCK_API bool airlock_keyed_find(const airlock_machine *machine, airlock_keyed_info *out_info,
                                    const void *key, size_t key_size);
AIRLOCK_API bool airlock_keyed_at(const airlock_machine *machine, airlock_keyed_info *out_info,
                                  uint64_t address);

// airlock_keyed_list writes up to `capacity` live blocks in the order of their making, e.g. those
// that were never freed, and returns how many there are.
AIRLOCK_API size_t airlock_keyed_list(const airlock_machine *machine, airlock_keyed_info *out_infos,
                                      size_t capacity);

// The checks of an access, in this order; each memory function below does them on all the bytes it
// touches:
//   size 0 is always fine -> the pointer resolves to an allocation (UB_NULL_POINTER,
//   UB_NO_PROVENANCE; a wildcard pointer to memory that is not the machine's: see "Native memory"
//   below) -> it is live data (UB_USE_AFTER_FREE, UB_NOT_DATA) -> writes: it is mutable
//   (UB_READ_ONLY) -> bounds (UB_OUT_OF_BOUNDS) -> alignment (UB_MISALIGNED)
//   -> reads: the bytes are initialised (UB_UNINITIALIZED).

// airlock_check does the checks up to alignment and touches no byte; about foreign memory it gives
// no warning, and takes all that is mapped for writable.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_check(airlock_machine *machine,
                                                         airlock_ptr pointer, uint64_t size,
                                                         uint64_t align, airlock_access_kind kind);

// airlock_load reads a scalar of a scalar type. Integers lose provenance without exposing it;
// pointers keep it. Errors: those of an access; UB_INVALID_VALUE, UB_UNINITIALIZED (as in
// airlock_validate).
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_load(airlock_machine *machine,
                                                        airlock_scalar *out_scalar,
                                                        airlock_ptr pointer,
                                                        const airlock_type *type);

// airlock_store writes a scalar of a scalar type; one of kind UNINIT leaves the bytes
// uninitialised. Errors: those of an access, USAGE_KIND, NO_MEMORY.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_store(airlock_machine *machine,
                                                         airlock_ptr pointer, airlock_scalar scalar,
                                                         const airlock_type *type);

// airlock_load_at, airlock_store_at and airlock_copy_at are airlock_load, airlock_store and
// airlock_copy_typed at base + offset (modulo 2^64: an access is checked where it goes, not on the
// way there). They are the quickest: an interpreter's places are a pointer in some register and the
// offset of a field, and neither that pointer nor the value is copied on the way. out_scalar may be
// the scalar that holds `base`.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_load_at(airlock_machine *machine,
                                                           airlock_scalar *out_scalar,
                                                           const airlock_ptr *base, uint64_t offset,
                                                           const airlock_type *type);
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_store_at(airlock_machine *machine,
                                                            const airlock_ptr *base,
                                                            uint64_t offset,
                                                            const airlock_scalar *scalar,
                                                            const airlock_type *type);
AIRLOCK_API AIRLOCK_CHECKED airlock_status
airlock_copy_at(airlock_machine *machine, const airlock_ptr *target, uint64_t target_offset,
                const airlock_ptr *source, uint64_t source_offset, const airlock_type *type);

// airlock_validate checks a scalar against the rules of a scalar type. Errors: UB_INVALID_VALUE
// with what was found and expected, UB_UNINITIALIZED, USAGE_KIND, USAGE_RANGE (bits beyond the
// kind's size are set).
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_validate(airlock_machine *machine,
                                                            airlock_scalar scalar,
                                                            const airlock_type *type);

// airlock_read copies bytes out. Their provenance is not looked at. Alignment is not checked.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_read(airlock_machine *machine, void *out_bytes,
                                                        airlock_ptr pointer, size_t size);

// airlock_write copies plain bytes in: they become initialised without provenance. Alignment is not
// checked.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_write(airlock_machine *machine,
                                                         airlock_ptr pointer, const void *bytes,
                                                         size_t size);

// airlock_fill sets `size` bytes to a value (C's memset).
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_fill(airlock_machine *machine,
                                                        airlock_ptr pointer, uint8_t value,
                                                        uint64_t size);

// airlock_deinit makes `size` bytes uninitialised.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_deinit(airlock_machine *machine,
                                                          airlock_ptr pointer, uint64_t size);

// airlock_copy copies bytes with their initialisation and provenance, fragments of pointers
// included, whatever they are (C's memmove: the ranges may overlap). Uninitialised bytes are copied
// as such.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_copy(airlock_machine *machine,
                                                        airlock_ptr target, airlock_ptr source,
                                                        uint64_t size);

// airlock_copy_typed copies a value of a type: validates it, strips provenance from integers and
// from bytes that form no whole pointer, and leaves padding uninitialised. Errors: those of an
// access and of airlock_validate; the target is then untouched.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_copy_typed(airlock_machine *machine,
                                                              airlock_ptr target,
                                                              airlock_ptr source,
                                                              const airlock_type *type);

// airlock_view lends `size` plain bytes for reading or writing: initialised ones without
// provenance, or, for AIRLOCK_WRITE, bytes that become so now. Alignment is not checked. Valid
// until the next crossing, free or exposure. Errors: those of an access; USAGE_KIND when a byte to
// read carries provenance.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_view(airlock_machine *machine,
                                                        uint8_t **out_bytes, airlock_ptr pointer,
                                                        uint64_t size, airlock_access_kind kind);

// One byte as the abstract machine sees it, for debuggers and tests.
typedef struct airlock_byte {
  uint8_t value;
  bool init;
  airlock_prov prov; // none, or the provenance this byte carries a part of.
  uint8_t fragment;  // Which byte of the pointer it is, 0 to 7.
  uint64_t image;    // The whole pointer's address; 0 for bytes written by native code.
} airlock_byte;

// airlock_byte_at looks at one byte. Errors: those of an access, but uninitialised is fine.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_byte_at(airlock_machine *machine,
                                                           airlock_byte *out_byte,
                                                           airlock_ptr pointer);

// -------------------------------------------------------------------------------------- provenance

// airlock_expose makes a pointer's provenance known to wildcards (Rust's `expose_provenance`, `ptr
// as usize`; PNVI-ae's exposure). By provenance, not by address. Does nothing for none, wildcard
// and dead allocations. Errors: NO_MEMORY.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_expose(airlock_machine *machine,
                                                          airlock_ptr pointer);

// airlock_ptr_from_exposed casts an integer to a pointer (Rust's `with_exposed_provenance`): a
// wildcard, without any look-up. Errors: UNSUPPORTED_BY_POLICY, UNSUPPORTED_DENIED.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_ptr_from_exposed(airlock_machine *machine,
                                                                    airlock_ptr *out_pointer,
                                                                    uint64_t address);

// airlock_ptr_offset moves a pointer by `bytes` within its allocation, one past the end included
// (Rust's `offset`). Moving by 0 is always fine. Errors: UB_POINTER_ARITHMETIC.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_ptr_offset(airlock_machine *machine,
                                                              airlock_ptr *out_pointer,
                                                              airlock_ptr pointer, int64_t bytes);

// airlock_resolve finds the allocation that an access of `size` bytes through this pointer would
// use, as the access itself does, without accessing. Errors: as the first two checks of an access.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_resolve(airlock_machine *machine,
                                                           airlock_alloc_id *out_alloc,
                                                           uint64_t *out_offset,
                                                           airlock_ptr pointer);

// airlock_exposed_tags lends the tags of an allocation that have been exposed, in order of
// exposure. Borrowed until the next call that may expose. Returns how many; 0 if it is dead or not
// exposed.
AIRLOCK_API size_t airlock_exposed_tags(const airlock_machine *machine,
                                        const airlock_tag **out_tags, airlock_alloc_id alloc);

// airlock_ptr_format writes a pointer as messages show it: "null pointer", "0x2a[noalloc]",
// "0x7f..[wildcard]", "alloc7+0x4". At most buffer_size bytes with the final NUL; 64 are always
// enough. Returns the length.
AIRLOCK_API size_t airlock_ptr_format(const airlock_machine *machine, char *out_buffer,
                                      size_t buffer_size, airlock_ptr pointer);

// --------------------------------------------------------------------------------------- functions

// airlock_signature_new makes a signature: parameter types in order and a result type, NULL for
// none (C's void). Types that native code cannot be given are refused when a callee is bound, not
// here. Errors: NO_MEMORY, USAGE_ARGUMENT.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_signature_new(
    airlock_machine *machine, const airlock_signature **out_signature, const airlock_type *result,
    const airlock_type *const *params, size_t num_params);

// airlock_signature_variadic makes the signature of one call of a function declared with `...`: the
// first num_fixed parameters are its own, the others those of this call. They are passed after C's
// default argument promotions (ISO C 6.5.2.2p6: narrow integers and bool as i32, f32 as f64), which
// airlock_call does itself. Without is_variadic, num_fixed is not looked at and the signature is an
// ordinary one. Errors: NO_MEMORY, USAGE_ARGUMENT (more fixed parameters than parameters).
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_signature_variadic(
    airlock_machine *machine, const airlock_signature **out_signature, const airlock_type *result,
    const airlock_type *const *params, size_t num_params, bool is_variadic, size_t num_fixed);

// airlock_signature_parse makes a signature of its text form: the result's type or "void", then the
// parameters' types in parentheses, with "..." once where variadic arguments begin, e.g.
// "i32 (ptr, usize, ...)", "{i32, f64} ({u8, [4]i16}, long double)", "sint (ptr, ..., double)".
// Errors: USAGE_TEXT, with the column and what was expected there; those of the constructors.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_signature_parse(
    airlock_machine *machine, const airlock_signature **out_signature, const char *text);

// airlock_signature_format writes a signature's text form, at most buffer_size bytes with the final
// NUL (see airlock_type_format). Returns the whole length.
AIRLOCK_API size_t airlock_signature_format(const airlock_signature *signature, char *out_buffer,
                                            size_t buffer_size);

typedef struct airlock_signature_info {
  const airlock_type *result; // NULL for none.
  size_t num_params;
  size_t num_fixed; // Parameters that are not variadic.
  bool is_variadic;
} airlock_signature_info;

AIRLOCK_API airlock_signature_info airlock_signature_get_info(const airlock_signature *signature);

// airlock_signature_param tells the type of parameter `index`, and what it is passed as: another
// type only for variadic ones that are promoted. False, with the outputs untouched, when there is
// no such parameter.
AIRLOCK_API bool airlock_signature_param(const airlock_signature *signature,
                                         const airlock_type **out_type,
                                         const airlock_type **out_passed_as, size_t index);

// airlock_function_new gives a function of the interpreted program an address, in an allocation of
// kind CODE, which native code may be handed and may call (then the callback hook answers).
// `signature` is NULL when it has no C signature. `token` is the embedder's own name for the
// function. Errors: NO_MEMORY, LIMIT_ADDRESS_SPACE.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_function_new(airlock_machine *machine,
                                                                airlock_ptr *out_pointer,
                                                                const char *name,
                                                                const airlock_signature *signature,
                                                                void *token);

// airlock_function_lend lets native code call a function only during the next outermost native call
// (a callback that is passed and not kept); a later call is UB_USE_AFTER_FREE. Lending again begins
// anew. airlock_function_free ends a function: it can no longer be called by either side, and what
// native code kept of it is caught. Neither: it can be called for as long as the machine lives.
// When the machine ends, functions that native code was given stay callable and give their default
// result. Errors: as airlock_function_at.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_function_lend(airlock_machine *machine,
                                                                 airlock_ptr function);
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_function_free(airlock_machine *machine,
                                                                 airlock_ptr function);

// airlock_function_set_default declares what native code gets from a function that failed or was
// not run; before, that is zero. `result` is as the callback hook gives it: an aggregate is a
// POINTER to its bytes, which are copied now. What pointers in it lead to is exposed now. Errors:
// as airlock_function_at, USAGE_ARGUMENT (native code gets no result from it), USAGE_KIND,
// UB_INVALID_VALUE, those of a read for aggregates, NO_MEMORY.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_function_set_default(airlock_machine *machine,
                                                                        airlock_ptr function,
                                                                        airlock_scalar result);

// airlock_check_callbacks reports a call of a function of the machine that was turned away (another
// thread's, or outside of any native call) and that no native call has reported yet; for the end of
// a program. Errors: UNSUPPORTED_CALLBACK.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_check_callbacks(airlock_machine *machine);

// airlock_function_at finds the function that a call through this pointer would run and returns its
// token. Errors: UB_NOT_FUNCTION, UB_NULL_POINTER, UB_NO_PROVENANCE, FOREIGN_UNCHECKED (native code
// that the machine does not know).
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_function_at(airlock_machine *machine,
                                                               void **out_token,
                                                               airlock_ptr pointer);

// ------------------------------------------------------------------------------------ native calls

// airlock_open_library adds a shared library, or each file of a directory (sorted, not recursive),
// to the machine's libraries. A name without a slash that is no file here is looked for where the
// dynamic linker looks, e.g. "libm.so.6". A foreign function is looked for in their order; a
// library counts when its own dynamic symbol table defines the name, its dependencies never do. The
// file is checked before the dynamic linker sees it. Errors: USAGE_LIBRARY (missing, no ELF file,
// cut short, of another machine, refused by the dynamic linker; the message says which),
// USAGE_POLICY under the strict policy, NO_MEMORY. On failure no library is added.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_open_library(airlock_machine *machine,
                                                                const char *path);

// Where a name is looked for: in one library, by its number in the order of opening, from 0, or:
#define AIRLOCK_ALL_LIBRARIES (-1) // In all of the machine's libraries, in that order.
#define AIRLOCK_PROCESS (-2) // In whatever the process has loaded, as dlsym(RTLD_DEFAULT) does.

// airlock_library_path returns the path of one of the machine's libraries, NULL when there is none
// of that number. Borrowed until the machine ends.
AIRLOCK_API const char *airlock_library_path(const airlock_machine *machine, int library);

typedef enum airlock_symbol_kind {
  AIRLOCK_SYMBOL_FUNCTION,
  AIRLOCK_SYMBOL_DATA,
  AIRLOCK_SYMBOL_THREAD_LOCAL, // `address` is this thread's copy.
  AIRLOCK_SYMBOL_UNTYPED,      // Assembly makes these: code or data.
} airlock_symbol_kind;

// A symbol of a loaded library. What it points to lies in the library, or, for `library`, belongs
// to the machine.
typedef struct airlock_symbol {
  const char *name;
  const char *library; // Path, as the machine or the dynamic linker knows it.
  airlock_symbol_kind kind;
  uint64_t address; // Of its first byte; an indirect function's (STT_GNU_IFUNC) is what it chose.
  uint64_t size;    // In bytes; 0 when the library does not say.
  uint64_t offset;  // airlock_symbol_at: from `address` to the address asked for.
  bool read_only;   // Its segment cannot be written.
  uint64_t value; // As the library's table has it: where it lies from the library's beginning, or,
                  // a thread-local one, from that of its block; an indirect function's resolver.
} airlock_symbol;

// airlock_symbol_find looks a name up. `name_length` is its length; a name that holds a NUL byte is
// refused. A library counts when its own dynamic symbol table defines the name. Errors:
// UNSUPPORTED_SYMBOL, with the nearest names that there are, or why C has the name but no library
// does (atexit and its like are linked into each program); USAGE_ARGUMENT (no such library, an
// empty name, a NUL byte).
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_symbol_find(airlock_machine *machine,
                                                               airlock_symbol *out_symbol,
                                                               int library, const char *name,
                                                               size_t name_length);

// airlock_symbol_at tells which exported symbol of a loaded library an address lies in. In a
// library but in none of them, `name` is NULL, `address` that of the library's first byte and
// `size` 0. False, with the output untouched, when the address is in no library.
AIRLOCK_API bool airlock_symbol_at(airlock_machine *machine, airlock_symbol *out_symbol,
                                   uint64_t address);

// airlock_symbol_next walks over the symbols that one of the machine's libraries defines and
// exports, in the order of its table: begin with *io_position 0 and go on until it returns false.
AIRLOCK_API bool airlock_symbol_next(airlock_machine *machine, airlock_symbol *out_symbol,
                                     int library, uint32_t *io_position);

// A foreign function together with its signature, ready to be called: looked up and prepared once.
typedef struct airlock_callee airlock_callee;

// airlock_bind finds a foreign function and prepares calls to it; the same name and signature give
// the same callee. When no library defines the name the find_shim hook is asked. Functions that
// cannot be called through any such layer are refused by name, with the reason: those that return
// twice or not here (setjmp and longjmp, getcontext, vfork), that copy or end the process or thread
// under the machine (fork, pthread_exit; exit, _exit, abort and quick_exit unless find_shim
// provides them; so too __errno_location, since errno is the machine's). Errors:
// UNSUPPORTED_FUNCTION (also when the name is data), UNSUPPORTED_ARGUMENT and UNSUPPORTED_RESULT
// with a note why, NO_MEMORY.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_bind(airlock_machine *machine,
                                                        const airlock_callee **out_callee,
                                                        const char *name,
                                                        const airlock_signature *signature);

// airlock_refusal tells why airlock_bind refuses a function by its name, e.g. for "longjmp" that it
// jumps over the frames of the machine; NULL when it does not. Static text.
AIRLOCK_API const char *airlock_refusal(const char *name);

// airlock_call calls native code. args[i] is the immediate itself when parameter i is scalar; for a
// struct it is a POINTER to the struct's bytes in machine memory. *io_result receives a scalar
// result; for a struct result the caller puts a POINTER to where the bytes go there before; without
// a result it is left alone (and may be NULL).
//
// All arguments are checked and read first; then they, and all memory reachable from what is
// exposed, are exposed and prepared; then native code runs, with the machine's errno; afterwards
// mutable exposed memory counts as initialised with wildcard provenance, and the result is
// validated (a pointer result is a wildcard). Errors before the call, which leave the machine
// unchanged: USAGE_ARGUMENT (count), USAGE_KIND, USAGE_RANGE and UB_INVALID_VALUE with the index,
// those of a read for structs, UNSUPPORTED_DENIED, NO_MEMORY. After it: UB_INVALID_VALUE,
// UNSUPPORTED_CALLBACK, those of a write for struct results.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_call(airlock_machine *machine,
                                                        const airlock_callee *callee,
                                                        const airlock_scalar *args, size_t num_args,
                                                        airlock_scalar *io_result);

// airlock_bind_address prepares calls to the function at an address, e.g. one that native code
// returned; the same address and signature give the same callee. Its name in messages is that of
// the symbol there. Errors: UB_NULL_POINTER, UNSUPPORTED_FUNCTION (the address is not of executable
// memory, is data, or is a function of the machine itself, which is not native code), and those of
// airlock_bind.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_bind_address(airlock_machine *machine,
                                                                const airlock_callee **out_callee,
                                                                uint64_t address,
                                                                const airlock_signature *signature);

// What may be different for one call. All zero is the default.
typedef struct airlock_call_options {
  bool touches_no_memory; // A promise of the embedder, e.g. for sqrt: native code neither reads
                          // nor writes memory of the machine. Nothing is exposed and nothing
                          // counts as written.
  bool keep_fp_control;   // As in airlock_config.
  const airlock_level *levels; // AIRLOCK_NUM_WARNINGS of them; NULL: the machine's.
} airlock_call_options;

// airlock_call_with is airlock_call with options, which may be NULL.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_call_with(
    airlock_machine *machine, const airlock_callee *callee, const airlock_scalar *args,
    size_t num_args, airlock_scalar *io_result, const airlock_call_options *options);

// airlock_fp_control_changed tells a machine that the embedder has changed the floating-point
// control state of this thread since the machine's last native call, e.g. by fesetround: rounding,
// flush-to-zero, which exceptions trap (MXCSR and the x87 control word, on AArch64 FPCR). What the
// state is after a call is compared with what is remembered from the first one on, since reading it
// takes as long as all else of a call. Without being told, the next call would take the embedder's
// change for one of native code: undo it, and warn of it with that function's name. A machine finds
// out by itself that another thread uses it, unless that one has taken the place of one that ended.
// What a callback hook changes and tells of ends with the callback. Another machine's native calls
// that keep changes (keep_fp_control) are changes of the embedder.
AIRLOCK_API void airlock_fp_control_changed(airlock_machine *machine);

// A byte string, e.g. the image of a value.
typedef struct airlock_bytes {
  const void *data;
  size_t size;
} airlock_bytes;

// airlock_call_bytes is airlock_call for interpreters whose values are byte strings: each argument
// is the image of its parameter's type, and the result's image is stored. Counts and sizes must be
// exact (result_size is 0 without a result). Bytes carry no provenance: pointers in them are
// wildcards, so what they point to must have been exposed before. Padding, and what lies behind a
// long double, is neither passed nor returned: it is zero. Errors: as airlock_call, USAGE_ARGUMENT
// with the argument's index, the size expected and the one given.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_call_bytes(
    airlock_machine *machine, const airlock_callee *callee, const airlock_bytes *args,
    size_t num_args, void *out_result, size_t result_size, const airlock_call_options *options);

// airlock_data_symbol gives a pointer to a variable of a library: an allocation of kind NATIVE with
// the size that the library says and its segment's mutability, exposed, initialised and wildcard,
// as native code may have written it. The same variable is the same allocation. A thread-local
// variable is the calling thread's. Errors: UNSUPPORTED_SYMBOL (not found, as airlock_symbol_find;
// a function; or of unknown size), USAGE_ARGUMENT, NO_MEMORY.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_data_symbol(airlock_machine *machine,
                                                               airlock_ptr *out_pointer,
                                                               int library, const char *name,
                                                               size_t name_length);

// Native memory. A wildcard pointer, as native code gives them, resolves at each access, in this
// order: to an exposed allocation of the machine; to a block that was adopted, or a variable that
// airlock_data_symbol gave; to an exported variable of a loaded library, or an argument or
// environment string that the process began with, each of which becomes an allocation of kind
// NATIVE when it is met first; to the present environment, without one. Anything else that is
// mapped is *foreign*: nobody knows its bounds or its life. AIRLOCK_WARN_FOREIGN_ACCESS decides
// what an access there does:
//   ONCE    it is done, with one warning for each place in the program (default)
//   ALWAYS  it is done, with a warning each time
//   ALLOW   it is done
//   DENY    it is AIRLOCK_FOREIGN_UNCHECKED
// Foreign bytes are initialised and their pointers wildcards; what is stored there becomes exposed.
// The kernel copies them, so that an access to memory that is protected, or that another thread
// unmaps, is AIRLOCK_FOREIGN_PROTECTED and never a crash. Where nothing is mapped the pointer
// dangles (UB_NO_PROVENANCE). The `access` hook is not asked about foreign memory.

// Gives memory back to its owner, which may then free it. Must not use the machine.
typedef void airlock_release_function(void *context, void *memory, uint64_t size);

// What adopted memory is.
typedef struct airlock_adoption {
  const char *owner; // For messages, e.g. "the image decoder". Copied.
  bool read_only;    // Interpreted writes are UB_READ_ONLY. Pages that cannot be written are so by
                     // themselves.
  airlock_release_function *release; // NULL: the interpreted program cannot deallocate it.
  void *context;                     // Its first argument.
} airlock_adoption;

// airlock_adopt makes `size` bytes of memory that is not the machine's, not 0, an allocation of
// kind NATIVE with bounds and a life: exposed, initialised and wildcard, as native code may have
// written it, so that wildcard pointers find it too. It ends in one of three ways: the interpreted
// program deallocates it (airlock_deallocate, of its size and an alignment that its address has),
// airlock_disown, or the machine's end. In the first and the last `release` is called, once; at the
// machine's end before libraries are closed. The owner must keep the memory until then. Costs a
// look at the kernel's list of mappings. Errors: USAGE_ARGUMENT (size 0, no owner, memory that is
// not mapped or not readable, or that a live allocation has a byte of, which is named), NO_MEMORY.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_adopt(airlock_machine *machine,
                                                         airlock_ptr *out_pointer, uint64_t address,
                                                         uint64_t size,
                                                         const airlock_adoption *adoption);

// airlock_adopt_text adopts a C string, its NUL included. Errors: as airlock_adopt, USAGE_ARGUMENT
// when the mapped memory ends before a NUL.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_adopt_text(airlock_machine *machine,
                                                              airlock_ptr *out_pointer,
                                                              uint64_t address,
                                                              const airlock_adoption *adoption);

// airlock_disown ends the allocation of an adopted block and leaves the memory to its owner:
// `release` is not called. Pointers to it dangle. Errors: USAGE_ARGUMENT (no live adopted block).
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_disown(airlock_machine *machine,
                                                          airlock_alloc_id alloc);

// Whose memory airlock_native_read and airlock_native_write met.
typedef enum airlock_owner {
  AIRLOCK_OWNER_MACHINE, // An allocation; the access was checked like any through a wildcard.
  AIRLOCK_OWNER_FOREIGN, // Native code's: it was there, but nobody can say whether it was right.
} airlock_owner;

// Who made a block of native memory, and who freed it.
typedef struct airlock_native_block_info {
  const char *allocator;  // "malloc". Static text.
  uint64_t caller;        // The address it returned to (airlock_symbol_at); 0: the program's call.
  const char *freed_with; // "free"; NULL while live.
  uint64_t freed_by;      // As `caller`.
} airlock_native_block_info;

// airlock_native_block_get_info tells of a block that an allocator of native code made: while it
// lives, and for as long as it is certain that nobody has its memory since. False, with the output
// untouched, for others.
AIRLOCK_API bool airlock_native_block_get_info(const airlock_machine *machine,
                                               airlock_native_block_info *out_info,
                                               airlock_alloc_id alloc);

// airlock_native_read copies exactly `size` bytes from an address. Memory that is not mapped, or
// may not be read, is an error and never a crash. *out_owner (may be NULL) tells whose it was.
// Errors: UB_NULL_POINTER, UB_NO_PROVENANCE (not mapped), UB_OUT_OF_BOUNDS (from foreign memory
// into an allocation), those of a read of an allocation, FOREIGN_UNCHECKED (the system does not let
// foreign memory be checked).
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_native_read(airlock_machine *machine,
                                                               void *out_bytes,
                                                               airlock_owner *out_owner,
                                                               uint64_t address, size_t size);

// airlock_native_write stores `size` bytes at an address. Bytes that are there already are not
// stored, so memory that cannot be written may be "written" with what it holds. In an allocation
// all of them become initialised without provenance. Errors: as airlock_native_read, UB_READ_ONLY;
// foreign memory that can be written only in part is written up to there.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_native_write(airlock_machine *machine,
                                                                airlock_owner *out_owner,
                                                                uint64_t address, const void *bytes,
                                                                size_t size);

// An interpreter that owns its memory itself (a collector that moves, an engine that copies in and
// out) gives the bytes of a *mirrored* allocation at each crossing. The hooks get `context` first.
typedef struct airlock_mirror {
  void *context;
  // Before native code runs: fill out_bytes, `size` bytes, with what native code is to see.
  void (*pull)(void *context, uint8_t *out_bytes, uint64_t size);
  // After it: bytes [start, end) were changed and are now these. Once per changed range, in order.
  void (*push)(void *context, const uint8_t *bytes, uint64_t start, uint64_t end);
} airlock_mirror;

// airlock_mirror_new makes a heap allocation that mirrors memory of the embedder, uninitialised. It
// is pulled and pushed at each crossing while it is exposed, at a cost in its size. Both copies
// concern bytes alone: initialisation and provenance are those of the allocation, and after native
// code ran, wildcard. Freed by airlock_deallocate. Errors: those of airlock_allocate,
// USAGE_ARGUMENT (a hook is missing).
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_mirror_new(airlock_machine *machine,
                                                              airlock_ptr *out_pointer,
                                                              uint64_t size, uint64_t align,
                                                              const airlock_mirror *mirror);

// airlock_errno and airlock_set_errno: the interpreted program's own errno, carried into every
// native call and back.
AIRLOCK_API int airlock_errno(const airlock_machine *machine);
AIRLOCK_API void airlock_set_errno(airlock_machine *machine, int value);

// airlock_errno_place gives errno a place in the machine's memory, 4 bytes, static, which the
// program may read and write (C's `__errno_location`). The same place each time. Errors: those of
// airlock_allocate.
AIRLOCK_API AIRLOCK_CHECKED airlock_status airlock_errno_place(airlock_machine *machine,
                                                               airlock_ptr *out_pointer);

#ifdef __cplusplus
}
#endif

#endif
