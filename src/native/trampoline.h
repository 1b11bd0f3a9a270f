// SPDX-License-Identifier: MIT
//
// Floor 3. From a register image to a call.
//
// A *register image* is what the argument registers and the stack hold when a callee begins, as
// words of 64 bits. A signature's plan says once in which word each argument lies; a call fills in
// the words, and a trampoline moves them where they belong and goes on to the callee. There is no
// code to generate and no type to look at, so this serves every signature that the plan has.
//
//   x86-64    [rdi rsi rdx rcx r8 r9 | xmm0 .. xmm7 | the stack, upwards]
//   AArch64   [x0 .. x7 | x8 | - | v0 .. v7, two words each | the stack]
//
// A register without an argument gets whatever its word holds; no callee looks at it. Of a vector
// register of AArch64 a float or a double takes the first word; a long double, which is IEEE
// binary128, takes both.
//
// A trampoline leaves the result where the callee left it. So to C a trampoline *is* the callee,
// with other parameters: it is called as a function whose result lies in those registers.
#ifndef AIRLOCK_NATIVE_TRAMPOLINE_H
#define AIRLOCK_NATIVE_TRAMPOLINE_H

#include "machine/quick.h"
#include "native/plan.h"

#include <string.h>

#if defined(PLAN_IS_AARCH64)
enum {
  IMAGE_NUM_GENERAL = 8,
  IMAGE_NUM_VECTOR = 8,
  IMAGE_VECTOR_WORDS = 2, // Of one vector register.
  IMAGE_RESULT = 8,       // Where the address of a result in memory is passed.
  IMAGE_VECTOR = 10,      // The first vector register.
  IMAGE_STACK = IMAGE_VECTOR + IMAGE_NUM_VECTOR * IMAGE_VECTOR_WORDS, // The stack's first word.
};
#else
enum {
  IMAGE_NUM_GENERAL = 6,
  IMAGE_NUM_VECTOR = 8,
  IMAGE_RESULT = 0,
  IMAGE_VECTOR = IMAGE_NUM_GENERAL,
  IMAGE_STACK = IMAGE_VECTOR + IMAGE_NUM_VECTOR,
};
#endif

// Its parameters are those of TRAMPOLINE_OF, its result is that of the function that it calls.
typedef void trampoline(void);

// A trampoline as a C function: given the image, the function, and the image's extent.
#define TRAMPOLINE_OF(type, enter) ((type(*)(const uint64_t *, void (*)(void), uint64_t))(enter))

static inline size_t trampoline_image_size(const struct image *image) {
  return IMAGE_STACK * sizeof(uint64_t) + (size_t)(image->extent >> IMAGE_SIZE_SHIFT);
}

// trampoline_for returns the trampoline that loads all that an image has, NULL if this platform has
// none.
trampoline *trampoline_for(const struct image *image);

// What several registers hold.
struct two_general {
  uint64_t first;
  uint64_t second;
};

struct two_vector {
  double first;
  double second;
};

struct general_and_vector {
  uint64_t first;
  double second;
};

struct vector_and_general {
  double first;
  uint64_t second;
};

struct four_float {
  float of[4];
};

struct four_vector {
  double of[4];
};

struct two_quad {
  long double of[2];
};

struct four_quad {
  long double of[4];
};

#define TRAMPOLINE_STORE(type)                                                                     \
  do {                                                                                             \
    type value = TRAMPOLINE_OF(type, enter)(words, function, image->extent);                       \
    memcpy(out_result, &value, sizeof value);                                                      \
  } while (false)

// Stores results that are more than two words of registers.
UNHURRIED void trampoline_call_other(trampoline *enter, const struct image *image,
                                     const uint64_t *words, void (*function)(void),
                                     uint8_t *out_result) {
  switch (image->result) {
  case RESULT_X87:
    TRAMPOLINE_STORE(long double);
    break;
  case RESULT_TWO_X87:
    TRAMPOLINE_STORE(_Complex long double);
    break;
  case RESULT_FOUR_FLOAT:
    TRAMPOLINE_STORE(struct four_float);
    break;
  case RESULT_FOUR_VECTOR:
    TRAMPOLINE_STORE(struct four_vector);
    break;
  case RESULT_QUAD:
    TRAMPOLINE_STORE(long double);
    break;
  case RESULT_TWO_QUAD:
    TRAMPOLINE_STORE(struct two_quad);
    break;
  case RESULT_FOUR_QUAD:
    TRAMPOLINE_STORE(struct four_quad);
    break;
  default:
    TRAMPOLINE_OF(void, enter)(words, function, image->extent);
    break;
  }
}

// A register that a result of one word comes in, by its class, and the word: all of it.
typedef uint64_t register_general;
typedef double register_vector;

QUICK uint64_t word_of_general(uint64_t result) {
  return result;
}

QUICK uint64_t word_of_vector(double result) {
  uint64_t word;
  memcpy(&word, &result, sizeof word);
  return word;
}

// trampoline_call_word calls a function whose result is one word, or nothing: then it gives any.
QUICK uint64_t trampoline_call_word(trampoline *enter, const struct image *image,
                                    const uint64_t *words, void (*function)(void)) {
  return image->result == RESULT_VECTOR
             ? word_of_vector(TRAMPOLINE_OF(register_vector, enter)(words, function, image->extent))
             : word_of_general(
                   TRAMPOLINE_OF(register_general, enter)(words, function, image->extent));
}

// What the registers of a result hold that has at most two words; anything in those it has not.
struct result_words {
  uint64_t first;
  uint64_t second;
};

static inline bool image_result_is_words(const struct image *image) {
  return image->result <= RESULT_VECTOR_AND_GENERAL;
}

#define TRAMPOLINE_WORDS(type, of_first, of_second)                                                \
  do {                                                                                             \
    type value = TRAMPOLINE_OF(type, enter)(words, function, image->extent);                       \
    return (struct result_words){of_first(value.first), of_second(value.second)};                  \
  } while (false)

// trampoline_call_words calls a function with the words of an image. Its result has at most two.
QUICK struct result_words trampoline_call_words(trampoline *enter, const struct image *image,
                                                const uint64_t *words, void (*function)(void)) {
  switch (image->result) {
  case RESULT_TWO_GENERAL:
    TRAMPOLINE_WORDS(struct two_general, word_of_general, word_of_general);
  case RESULT_TWO_VECTOR:
    TRAMPOLINE_WORDS(struct two_vector, word_of_vector, word_of_vector);
  case RESULT_GENERAL_AND_VECTOR:
    TRAMPOLINE_WORDS(struct general_and_vector, word_of_general, word_of_vector);
  case RESULT_VECTOR_AND_GENERAL:
    TRAMPOLINE_WORDS(struct vector_and_general, word_of_vector, word_of_general);
  default:
    return (struct result_words){trampoline_call_word(enter, image, words, function), 0};
  }
}

// trampoline_call calls a function with the words of an image, and stores what the registers of its
// result hold, as whole words; without a result, anything.
QUICK void trampoline_call(trampoline *enter, const struct image *image, const uint64_t *words,
                           void (*function)(void), uint8_t *out_result) {
  if (image_result_is_words(image)) {
    struct result_words result = trampoline_call_words(enter, image, words, function);
    memcpy(out_result, &result, sizeof result);
  } else {
    trampoline_call_other(enter, image, words, function, out_result);
  }
}

#endif
