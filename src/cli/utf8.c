// SPDX-License-Identifier: MIT
//
// See utf8.h. The ranges are those of the Unicode Standard, Annex 11 (East Asian Width, W and F),
// and of its general categories Mn and Cf, as whole blocks: what a caret under a source line
// needs, not a typesetter.
#include "cli/utf8.h"

#include <stdbool.h>
#include <stdint.h>

struct range {
  uint32_t first;
  uint32_t last;
};

static const struct range combining[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x064b, 0x065f},
    {0x200b, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x2064}, {0x20d0, 0x20f0},
    {0x3099, 0x309a}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff},
};

static const struct range wide[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2e80, 0x303e},   {0x3041, 0x33ff},
    {0x3400, 0x4dbf},   {0x4e00, 0x9fff},   {0xa000, 0xa4cf},   {0xa960, 0xa97f},
    {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},
    {0xffe0, 0xffe6},   {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1faff},
    {0x20000, 0x3fffd},
};

size_t utf8_length(const char *text) {
  const unsigned char *bytes = (const unsigned char *)text;
  size_t length = bytes[0] < 0x80   ? 1
                  : bytes[0] < 0xc2 ? 0
                  : bytes[0] < 0xe0 ? 2
                  : bytes[0] < 0xf0 ? 3
                  : bytes[0] < 0xf5 ? 4
                                    : 0;
  for (size_t i = 1; i < length; i++) {
    if ((bytes[i] & 0xc0) != 0x80) {
      return 0;
    }
  }
  bool is_overlong = (bytes[0] == 0xe0 && bytes[1] < 0xa0) || (bytes[0] == 0xf0 && bytes[1] < 0x90);
  bool is_surrogate = bytes[0] == 0xed && bytes[1] >= 0xa0;
  bool is_beyond = bytes[0] == 0xf4 && bytes[1] >= 0x90;
  return is_overlong || is_surrogate || is_beyond ? 0 : length;
}

static bool contains(const struct range *ranges, size_t count, uint32_t character) {
  for (size_t i = 0; i < count; i++) {
    if (character >= ranges[i].first && character <= ranges[i].last) {
      return true;
    }
  }
  return false;
}

unsigned utf8_columns(const char *text, size_t length) {
  uint32_t character = (unsigned char)text[0] & (length == 1 ? 0x7fU : 0xffU >> (length + 1));
  for (size_t i = 1; i < length; i++) {
    character = character << 6 | ((unsigned char)text[i] & 0x3f);
  }
  if (contains(combining, sizeof combining / sizeof *combining, character)) {
    return 0;
  }
  return contains(wide, sizeof wide / sizeof *wide, character) ? 2 : 1;
}
