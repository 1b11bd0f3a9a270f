// SPDX-License-Identifier: MIT
//
// Floor 3. What a signature decides once about the values of its calls.
//
// A *frame* is the memory of one call: its arguments' images and room for the result.
//
//   by trampoline   | the register image, stack included | staged arguments | result |
//   by libffi       | one pointer per piece of the plan  | arguments        | result |
//
// For a trampoline most arguments are written where they are passed, in the image. Only an
// aggregate whose pieces are not side by side there is staged: put together as a whole first, and
// then *scattered* into the image, word by word. One that is passed by reference stays where it is
// staged, with its address in the image.
//
// A *parameter* says of most immediates in three comparisons that they are valid and what their
// image is, and of small aggregates which scalars they consist of. That is for quick calls
// (native/quick_call.h); in general arguments are looked at by their types.
#ifndef AIRLOCK_NATIVE_FRAME_H
#define AIRLOCK_NATIVE_FRAME_H

#include "native/plan.h"

// Frames up to this size lie on the stack.
enum { STACK_FRAME_SIZE = 1024, STACK_FRAME_ALIGN = 16 };

enum { PARAMETER_MEMBERS = 4 };

// A scalar in an aggregate of at most 16 bytes.
struct member {
  uint8_t offset;
  uint8_t size; // 1, 2, 4 or 8 bytes.
  bool is_pointer;
};

struct parameter {
  uint32_t kind;       // The immediate's, with PARAMETER_RESTRICTED if some values are invalid;
                       // PARAMETER_GENERAL if its type has to be looked at.
  uint32_t offset;     // Of the argument in the frame, whole eightbytes.
  uint64_t outside[2]; // Bits that no valid immediate has; of an aggregate, its padding's.
  uint64_t sign;       // The highest bit of a narrow signed integer, which is extended; or 0.
  const airlock_type *type;
  uint32_t words[2];   // Offsets of its eightbytes in the image.
  uint8_t num_members; // Of a small aggregate of unrestricted scalars; 0 for all else.
  bool is_words;       // It can be read by words: no member is a pointer.
  bool is_nonnull;     // A pointer of which all values but null are valid.
  struct member members[PARAMETER_MEMBERS];
};

enum { PARAMETER_RESTRICTED = 0x100, PARAMETER_GENERAL = 0x200 };

static inline bool kind_is_signed(airlock_kind kind) {
  return kind >= AIRLOCK_I8 && kind <= AIRLOCK_ISIZE;
}

// parameter_word returns the word of a scalar of at most eight bytes, extended as its kind is; that
// includes C's default promotions of integers.
static inline uint64_t parameter_word(const struct parameter *parameter, uint64_t bits) {
  return (bits ^ parameter->sign) - parameter->sign;
}

// A word of a staged argument, or one that is passed by reference: offsets in the frame.
struct scattered {
  size_t from;
  size_t to;
  uint64_t mask; // What of a word is the argument's.
};

// A result that is one word, of which all images are valid but for those that have certain bits.
struct prepared_result {
  bool is_word;
  airlock_kind kind;
  uint64_t mask;    // What is taken over of its register.
  uint64_t outside; // Bits that no valid result has.
  uint64_t sign;    // As a parameter's.
  airlock_prov prov;
};

struct airlock_signature;

// frame_lay_out fills in what native/native.h has of this in a signature that is planned.
void frame_lay_out(struct airlock_signature *signature);

#endif
