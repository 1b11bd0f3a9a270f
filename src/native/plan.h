// SPDX-License-Identifier: MIT
//
// Floor 3. How a signature's values travel, in terms that libffi can carry.
//
// A plan cuts each parameter into *pieces*, each of which libffi is given as one argument, and
// names libffi's type of the result. On x86-64 and AArch64 we classify values ourselves
// (plan_x86_64.c, plan_aarch64.c), so that a piece is a register's worth or a block of stack memory
// and libffi only moves bits; that way everything C has can be passed, also what libffi cannot
// describe. Elsewhere a piece is a whole parameter, described to libffi member by member
// (plan_generic.c).
#ifndef AIRLOCK_NATIVE_PLAN_H
#define AIRLOCK_NATIVE_PLAN_H

#include "machine/type.h"
#include <ffi.h>

// Whose rules a plan follows; the most pieces of a parameter, and the bytes of the largest one that
// is cut. Apple's AArch64 and Windows have rules of their own.
#if defined(__x86_64__) && !defined(_WIN32)
#define PLAN_IS_X86_64 1
#define PLAN_PIECES_PER_PARAM 2
#define PLAN_LARGEST_IN_PIECES 16
#elif defined(__AARCH64EL__) && defined(__LP64__) && defined(__ELF__)
#define PLAN_IS_AARCH64 1
#define PLAN_PIECES_PER_PARAM 4
#define PLAN_LARGEST_IN_PIECES 64
#else
#define PLAN_PIECES_PER_PARAM 1
#define PLAN_LARGEST_IN_PIECES 16
#endif

struct piece {
  size_t param;
  size_t offset;     // Of the piece in its parameter.
  size_t size;       // Bytes of the parameter; 0: a register that is left out.
  size_t word;       // Its place in the register image, if there is one.
  bool by_reference; // There is the address of the parameter, which the caller keeps.
  size_t place;      // In the frame, for libffi (native/frame.c).
};

// What registers hold a result when the callee has returned (psABI of x86-64, "Returning of
// Values"; AAPCS64, "Result return"). `Four` also serves results in three registers, and in fewer
// when each holds no more than a float or a double: the rest hold anything.
enum result_place {
  RESULT_NONE,
  RESULT_GENERAL, // %rax, x0
  RESULT_VECTOR,  // %xmm0, d0
  RESULT_TWO_GENERAL,
  RESULT_TWO_VECTOR,
  RESULT_GENERAL_AND_VECTOR, // The first eightbyte in %rax, the second in %xmm0.
  RESULT_VECTOR_AND_GENERAL,
  RESULT_X87,
  RESULT_TWO_X87,
  RESULT_FOUR_FLOAT, // s0 .. s3
  RESULT_FOUR_VECTOR,
  RESULT_QUAD, // q0, a long double.
  RESULT_TWO_QUAD,
  RESULT_FOUR_QUAD,
  RESULT_IN_MEMORY, // Where the callee was told in a general register.
};

// A call as a register image (native/trampoline.h).
struct image {
  enum result_place result;
  bool exists;     // If not, libffi carries the call.
  uint64_t extent; // What a trampoline is told: how many vector registers hold an argument, the
                   // alignment of the stack (its logarithm), the bytes of the stack (a multiple).
  bool is_wide;    // A vector register holds a long double.
};

struct plan {
  size_t num_pieces;
  size_t num_fixed;     // Pieces before the variadic ones.
  struct piece *pieces; // Room for PLAN_PIECES_PER_PARAM per parameter, as the arrays below.
  ffi_type **natives;   // libffi's type of each piece.
  ffi_type *blocks;     // Types of pieces in memory; natives may point here.
  ffi_type *result;
  size_t stack_align; // Of the arguments in memory; libffi's stack has 16 bytes.
  struct image image;
};

enum { IMAGE_ALIGN_SHIFT = 8, IMAGE_SIZE_SHIFT = 16 };

enum plan_verdict { PLAN_FITS, PLAN_BAD_PARAMETER, PLAN_BAD_RESULT, PLAN_NO_MEMORY };

// Why there is no plan: for which parameter, and what of it is not possible, as a note says it.
struct plan_refusal {
  size_t index;
  const char *reason;
};

// plan_make fills a plan whose arrays are in place. `result` is NULL for none; parameters from
// num_fixed on are variadic, and promoted already.
enum plan_verdict plan_make(airlock_machine *machine, struct plan *plan,
                            struct plan_refusal *out_refusal, const airlock_type *result,
                            const airlock_type *const *params, size_t num_params, size_t num_fixed);

// plan_generic makes a plan by describing whole parameters, plan_x86_64 by the x86-64 psABI,
// plan_aarch64 by the AAPCS64. All platforms have the first, and x86-64 uses it as a second opinion
// in tests; the others are there on their own platform.
enum plan_verdict plan_generic(airlock_machine *machine, struct plan *plan,
                               struct plan_refusal *out_refusal, const airlock_type *result,
                               const airlock_type *const *params, size_t num_params,
                               size_t num_fixed);
enum plan_verdict plan_x86_64(struct plan *plan, struct plan_refusal *out_refusal,
                              const airlock_type *result, const airlock_type *const *params,
                              size_t num_params, size_t num_fixed);
enum plan_verdict plan_aarch64(struct plan *plan, struct plan_refusal *out_refusal,
                               const airlock_type *result, const airlock_type *const *params,
                               size_t num_params);

// plan_refuse_layout says why a type cannot be one of C's, for its layout or that of a part; NULL
// if it can. Parts without bytes take no part.
const char *plan_refuse_layout(const airlock_type *type);

// plan_scalar returns libffi's type of a scalar kind, NULL if it has none.
ffi_type *plan_scalar(airlock_kind kind);

// plan_release_types frees what plan_generic attached to the machine's types.
void plan_release_types(airlock_machine *machine);

#endif
