// SPDX-License-Identifier: MIT
//
// How the fuzzer changes a text. Random bytes rarely get past a parser, so most changes keep lines
// and words whole:
//
//   line   removed, doubled, exchanged with another, or moved elsewhere;
//   word   (a run of letters, digits and `_`) replaced by another word of the same text, so that
//          locals, blocks, fields and types are confused with each other;
//   bytes  whatever libFuzzer itself does, with the words of mir.dict.
//
// Two texts are crossed by lines as well: some of the one are put into the other.
#include "mutator.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *left, size_t left_size, const uint8_t *right,
                                 size_t right_size, uint8_t *out, size_t max_out_size,
                                 unsigned int seed);

typedef struct range {
  size_t start;
  size_t end;
} range;

static uint32_t next_random(uint32_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

static size_t pick(uint32_t *state, size_t count) {
  return count == 0 ? 0 : next_random(state) % count;
}

static bool is_word(uint8_t byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         (byte >= 'A' && byte <= 'Z') || byte == '_';
}

// The line around a random byte, with its newline.
static range pick_line(const uint8_t *data, size_t size, uint32_t *state) {
  range line = {pick(state, size), 0};
  while (line.start > 0 && data[line.start - 1] != '\n') {
    line.start--;
  }
  line.end = line.start;
  while (line.end < size && data[line.end++] != '\n') {
  }
  return line;
}

// The first word at or behind a random byte; empty when there is none.
static range pick_word(const uint8_t *data, size_t size, uint32_t *state) {
  range word = {pick(state, size), 0};
  while (word.start < size && !is_word(data[word.start])) {
    word.start++;
  }
  word.end = word.start;
  while (word.end < size && is_word(data[word.end])) {
    word.end++;
  }
  while (word.start > 0 && word.start < word.end && is_word(data[word.start - 1])) {
    word.start--;
  }
  return word;
}

// Puts `length` bytes, which lie outside of data, in the place of a range. Answers the new size,
// or the old one when it would be too large.
static size_t replace(uint8_t *data, size_t size, size_t max_size, range old, const uint8_t *bytes,
                      size_t length) {
  size_t old_length = old.end - old.start;
  if (size - old_length + length > max_size) {
    return size;
  }
  memmove(data + old.start + length, data + old.end, size - old.end);
  memcpy(data + old.start, bytes, length);
  return size - old_length + length;
}

// A line or word outside of the text; longer ones are cut.
typedef struct excerpt {
  uint8_t bytes[512];
  size_t length;
} excerpt;

static excerpt copy_range(const uint8_t *data, range from) {
  excerpt copy = {.length = from.end - from.start};
  copy.length = copy.length < sizeof copy.bytes ? copy.length : sizeof copy.bytes;
  memcpy(copy.bytes, data + from.start, copy.length);
  return copy;
}

static size_t change_lines(uint8_t *data, size_t size, size_t max_size, uint32_t *state) {
  range line = pick_line(data, size, state);
  range other = pick_line(data, size, state);
  excerpt copy = copy_range(data, line);
  range place = {other.start, other.start};
  switch (pick(state, 4)) {
  case 0:
    return replace(data, size, max_size, line, copy.bytes, 0);
  case 1:
    return replace(data, size, max_size, place, copy.bytes, copy.length);
  case 2:
    return replace(data, size, max_size, other, copy.bytes, copy.length);
  default:
    // The one that stands further back is moved first, so that the other range stays right.
    if (line.start < other.start) {
      size = replace(data, size, max_size, place, copy.bytes, copy.length);
      return replace(data, size, max_size, line, copy.bytes, 0);
    }
    size = replace(data, size, max_size, line, copy.bytes, 0);
    return line.start == other.start
               ? size
               : replace(data, size, max_size, place, copy.bytes, copy.length);
  }
}

static size_t change_word(uint8_t *data, size_t size, size_t max_size, uint32_t *state) {
  range word = pick_word(data, size, state);
  range other = pick_word(data, size, state);
  excerpt copy = copy_range(data, other);
  return replace(data, size, max_size, word, copy.bytes, copy.length);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed) {
  uint32_t state = seed | 1;
  size_t kind = pick(&state, 8);
  if (size == 0 || kind < 2) {
    return LLVMFuzzerMutate(data, size, max_size);
  }
  size_t new_size = kind < 4 ? change_lines(data, size, max_size, &state)
                             : change_word(data, size, max_size, &state);
  return new_size == 0 ? LLVMFuzzerMutate(data, size, max_size) : new_size;
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *left, size_t left_size, const uint8_t *right,
                                 size_t right_size, uint8_t *out, size_t max_out_size,
                                 unsigned int seed) {
  uint32_t state = seed | 1;
  size_t size = left_size < max_out_size ? left_size : max_out_size;
  memcpy(out, left, size);
  if (size == 0 || right_size == 0) {
    return size;
  }
  size_t count = 1 + pick(&state, 8);
  for (size_t i = 0; i < count; i++) {
    range from = pick_line(right, right_size, &state);
    range to = pick_line(out, size, &state);
    excerpt copy = copy_range(right, from);
    to.end = pick(&state, 2) == 0 ? to.start : to.end;
    size = replace(out, size, max_out_size, to, copy.bytes, copy.length);
  }
  return size;
}
