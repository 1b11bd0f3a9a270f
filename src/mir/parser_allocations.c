// SPDX-License-Identifier: MIT
//
// Allocations. The bytes are not tokens, so the block is read from the text itself:
//
//   alloc8 (static: TABLE, size: 20, align: 8) {
//       0x00 │ 2a __ 00 00 00 00 00 00 ╾─────alloc3<imm>─────╼ │ *░......╾──────╼
//       0x10 │ 01 00 00 00                                     │ ....
//   }
//
// `__` is an uninitialised byte; the arrow is a pointer, eight bytes, which may begin on one line
// and end on the next; what follows the second bar repeats the line as characters.
//
// rustc prints an allocation again behind every function that mentions it. The copies must agree;
// a static's may leave the bytes out.
#include "crates.h"
#include "parser.h"
#include "parser_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BAR "\xe2\x94\x82"
#define LINE "\xe2\x94\x80"
#define POINTER_START "\xe2\x95\xbe"
#define POINTER_END "\xe2\x95\xbc"

enum { pointer_size = 8, longest_pointer = 96 };

// The block that is being read.
typedef struct block {
  mir_parser *parser;
  const char *text;
  size_t offset;
  size_t length;
  uint64_t filled; // Bytes read so far.
  uint64_t size;
  uint8_t *bytes;
  uint8_t *is_initialized;
} block;

// The position of an offset; found by counting, so only for errors.
static mir_position position_at(const block *block, size_t offset) {
  mir_lexer lexer = block->parser->lexer;
  mir_lexer_skip_to(&lexer, offset);
  return (mir_position){block->parser->file, lexer.line,
                        (uint32_t)(lexer.offset - lexer.line_start + 1)};
}

static void fail_in_block(const block *block, size_t offset, const char *message) {
  if (!mir_has_failed(block->parser)) {
    mir_fail_at(block->parser, position_at(block, offset), "%s", message);
  }
}

static bool accept_text(block *block, const char *text) {
  size_t length = strlen(text);
  if (block->length - block->offset < length ||
      memcmp(block->text + block->offset, text, length) != 0) {
    return false;
  }
  block->offset += length;
  return true;
}

static void skip_white(block *block) {
  while (block->offset < block->length && strchr(" \t\r\n", block->text[block->offset]) != NULL) {
    block->offset++;
  }
}

static int hex_digit(const block *block, size_t offset) {
  static const char digits[] = "0123456789abcdef";
  if (offset >= block->length || block->text[offset] == '\0') {
    return -1;
  }
  const char *found = strchr(digits, block->text[offset]);
  return found == NULL ? -1 : (int)(found - digits);
}

// `0x10 │` in front of a line; optional.
static void skip_line_offset(block *block) {
  size_t start = block->offset;
  if (!accept_text(block, "0x")) {
    return;
  }
  while (hex_digit(block, block->offset) >= 0) {
    block->offset++;
  }
  skip_white(block);
  if (!accept_text(block, BAR)) {
    block->offset = start;
  }
}

static void skip_characters(block *block) {
  block->offset = mir_lexer_line_end(&block->parser->lexer, block->offset);
}

//===------------------------------------------------------------------------------------------===//
// Pointers
//===------------------------------------------------------------------------------------------===//

// What stands in the arrow, without the shaft, across the end of a line if need be.
static void collect_pointer(block *block, char *target, size_t size) {
  size_t length = 0;
  while (!accept_text(block, POINTER_END)) {
    if (block->offset == block->length || length == size - 1) {
      fail_in_block(block, block->offset, "a pointer in an allocation has no end");
      break;
    }
    if (accept_text(block, LINE)) {
      continue;
    }
    if (accept_text(block, BAR)) {
      skip_characters(block);
      skip_white(block);
      skip_line_offset(block);
      continue;
    }
    char byte = block->text[block->offset++];
    if (byte != ' ') {
      target[length++] = byte;
    }
  }
  target[length] = '\0';
}

// `alloc3+0x8<imm>`, or `a3` when the arrow is short, perhaps with a remark on its size.
static bool read_target(const char *target, mir_relocation *relocation) {
  char *end;
  target += strncmp(target, "alloc", 5) == 0 ? 5 : target[0] == 'a';
  if (*target < '0' || *target > '9') {
    return false;
  }
  relocation->allocation = strtoull(target, &end, 10);
  if (strncmp(end, "+0x", 3) == 0) {
    relocation->addend = strtoull(end + 3, &end, 16);
  }
  if (strncmp(end, "<imm>", 5) == 0) {
    relocation->is_immutable = true;
    end += 5;
  }
  return *end == '\0' || strcmp(end, "(8ptrbytes)") == 0;
}

static void read_pointer(block *block) {
  char target[longest_pointer];
  size_t start = block->offset;
  mir_relocation relocation = {.offset = block->filled};
  collect_pointer(block, target, sizeof target);
  if (mir_has_failed(block->parser)) {
    return;
  }
  bool is_known = read_target(target, &relocation);
  relocation.allocation += mir_crates_allocation_base(block->parser->program);
  if (!is_known) {
    mir_fail_unknown(block->parser, position_at(block, start), "pointer in an allocation", target,
                     strlen(target));
  } else if (block->size - block->filled < pointer_size) {
    fail_in_block(block, start, "a pointer reaches beyond the allocation's size");
  } else {
    memset(block->is_initialized + block->filled, 1, pointer_size);
    block->filled += pointer_size;
    mir_push(block->parser, &relocation, sizeof relocation);
  }
}

//===------------------------------------------------------------------------------------------===//
// Blocks
//===------------------------------------------------------------------------------------------===//

static void read_byte(block *block) {
  int high = hex_digit(block, block->offset);
  int low = hex_digit(block, block->offset + 1);
  bool is_uninitialized = accept_text(block, "__");
  if (!is_uninitialized && (high < 0 || low < 0)) {
    fail_in_block(block, block->offset, "expected a byte, a pointer or `}` in an allocation");
  } else if (block->filled == block->size) {
    fail_in_block(block, block->offset, "the allocation holds more bytes than its size");
  } else if (is_uninitialized) {
    block->filled++;
  } else {
    block->bytes[block->filled] = (uint8_t)(high * 16 + low);
    block->is_initialized[block->filled++] = 1;
    block->offset += 2;
  }
}

// Reads up to the `}`. Every turn consumes something or fails.
static void read_block(block *block) {
  for (;;) {
    skip_white(block);
    if (mir_has_failed(block->parser) || accept_text(block, "}")) {
      return;
    }
    skip_line_offset(block);
    skip_white(block);
    if (accept_text(block, BAR)) {
      skip_characters(block);
    } else if (accept_text(block, POINTER_START)) {
      read_pointer(block);
    } else {
      read_byte(block);
    }
  }
}

// The bytes of an allocation, at `{`.
static void parse_bytes(mir_parser *parser, mir_allocation *allocation) {
  block block = {
      .parser = parser,
      .text = parser->lexer.text,
      .offset = parser->lexer.offset,
      .length = parser->lexer.length,
      .size = allocation->size,
  };
  mir_position position = mir_here(parser);
  if (!mir_has_failed(parser) && allocation->size > block.length - block.offset) {
    mir_fail_at(parser, position, "the allocation's %llu bytes do not follow",
                (unsigned long long)allocation->size);
  }
  if (mir_has_failed(parser)) {
    return;
  }
  block.bytes = mir_arena_alloc(parser->arena, allocation->size, 1);
  block.is_initialized = mir_arena_alloc(parser->arena, allocation->size, 1);
  if (block.bytes == NULL || block.is_initialized == NULL) {
    mir_fail_memory(parser);
    return;
  }
  size_t mark = mir_mark(parser);
  read_block(&block);
  if (block.filled != block.size) {
    mir_fail_at(parser, position, "the allocation holds %llu bytes, but its size is %llu",
                (unsigned long long)block.filled, (unsigned long long)block.size);
  }
  allocation->relocations =
      mir_take(parser, mark, sizeof(mir_relocation), &allocation->relocation_count);
  allocation->has_bytes = true;
  allocation->bytes = block.bytes;
  allocation->is_initialized = block.is_initialized;
  if (!mir_has_failed(parser)) {
    mir_lexer_skip_to(&parser->lexer, block.offset);
    mir_advance(parser);
  }
}

//===------------------------------------------------------------------------------------------===//
// Heads
//===------------------------------------------------------------------------------------------===//

// `impl TRAIT for TYPE`, where the trait may be missing.
static void parse_vtable(mir_parser *parser, mir_allocation *allocation) {
  allocation->kind = MIR_ALLOCATION_VTABLE;
  mir_expect_word(parser, "impl");
  if (!mir_at_word(parser, "for")) {
    mir_path_list bounds = mir_parse_bounds(parser);
    allocation->path = bounds.count == 0 || mir_has_failed(parser) ? NULL : bounds.items[0];
  }
  mir_expect_word(parser, "for");
  allocation->type = mir_parse_type(parser);
}

// `size: N, align: N`
static void parse_size(mir_parser *parser, mir_allocation *allocation) {
  mir_expect_word(parser, "size");
  mir_expect(parser, ':');
  allocation->size = mir_expect_u64(parser);
  mir_expect(parser, ',');
  mir_expect_word(parser, "align");
  mir_expect(parser, ':');
  mir_position position = mir_here(parser);
  allocation->align = mir_expect_u64(parser);
  if (allocation->align == 0 || (allocation->align & (allocation->align - 1)) != 0) {
    mir_fail_at(parser, position, "the alignment is not a power of two");
  }
}

static mir_allocation parse_head(mir_parser *parser) {
  mir_allocation allocation = {.position = mir_here(parser)};
  allocation.id = mir_expect_allocation_id(parser);
  mir_expect(parser, '(');
  if (mir_at_word(parser, "size")) {
    parse_size(parser, &allocation);
  } else if (mir_accept_word(parser, "static")) {
    mir_expect(parser, ':');
    allocation.kind = MIR_ALLOCATION_STATIC;
    allocation.path = mir_parse_path(parser);
    if (mir_accept(parser, ',')) {
      parse_size(parser, &allocation);
    }
  } else if (mir_accept_word(parser, "extern")) {
    mir_expect_word(parser, "static");
    mir_expect(parser, ':');
    allocation.kind = MIR_ALLOCATION_EXTERN_STATIC;
    allocation.path = mir_parse_path(parser);
  } else if (mir_accept_word(parser, "fn")) {
    mir_expect(parser, ':');
    allocation.kind = MIR_ALLOCATION_FUNCTION;
    allocation.path = mir_parse_path(parser);
    if (mir_accept(parser, '-')) {
      mir_expect_word(parser, "shim"); // A closure, as the function that it is without captures.
    }
  } else if (mir_accept_word(parser, "vtable")) {
    mir_expect(parser, ':');
    parse_vtable(parser, &allocation);
  } else {
    mir_fail_unknown(parser, mir_here(parser), "kind of allocation", parser->token.text,
                     parser->token.length);
  }
  mir_expect(parser, ')');
  return allocation;
}

void mir_parse_allocation(mir_parser *parser) {
  mir_program *program = parser->program;
  mir_allocation allocation = parse_head(parser);
  if (allocation.align != 0) {
    if (!mir_at(parser, '{')) {
      mir_expect(parser, '{');
    }
    parse_bytes(parser, &allocation);
  }
  const mir_allocation *kept = mir_keep(parser, &allocation, sizeof allocation);
  const mir_allocation **larger =
      mir_arena_grow(parser->arena, program->allocations, program->allocation_count,
                     &program->allocation_capacity, sizeof(const mir_allocation *));
  if (larger == NULL) {
    mir_fail_memory(parser);
    return;
  }
  program->allocations = larger;
  if (!mir_has_failed(parser)) {
    larger[program->allocation_count++] = kept;
  }
}

//===------------------------------------------------------------------------------------------===//
// The table
//===------------------------------------------------------------------------------------------===//

// By id; of one id, those with bytes first.
static int compare(const void *left, const void *right) {
  const mir_allocation *a = *(const mir_allocation *const *)left;
  const mir_allocation *b = *(const mir_allocation *const *)right;
  if (a->id != b->id) {
    return a->id < b->id ? -1 : 1;
  }
  return (int)b->has_bytes - (int)a->has_bytes;
}

static bool same_bytes(const mir_allocation *left, const mir_allocation *right) {
  if (left->size != right->size || left->align != right->align ||
      left->relocation_count != right->relocation_count ||
      memcmp(left->bytes, right->bytes, left->size) != 0 ||
      memcmp(left->is_initialized, right->is_initialized, left->size) != 0) {
    return false;
  }
  for (size_t i = 0; i < left->relocation_count; i++) {
    const mir_relocation *a = &left->relocations[i];
    const mir_relocation *b = &right->relocations[i];
    if (a->offset != b->offset || a->allocation != b->allocation || a->addend != b->addend ||
        a->is_immutable != b->is_immutable) {
      return false;
    }
  }
  return true;
}

static bool agree(const mir_allocation *left, const mir_allocation *right) {
  return left->kind == right->kind && left->path == right->path && left->type == right->type &&
         (!left->has_bytes || !right->has_bytes || same_bytes(left, right));
}

const mir_allocation *mir_sort_allocations(mir_program *program) {
  const mir_allocation **all = program->allocations;
  const mir_allocation *contradiction = NULL;
  size_t count = 0;
  if (program->allocation_count != 0) {
    qsort(all, program->allocation_count, sizeof *all, compare);
  }
  for (size_t i = 0; i < program->allocation_count; i++) {
    if (count == 0 || all[count - 1]->id != all[i]->id) {
      all[count++] = all[i];
    } else if (contradiction == NULL && !agree(all[count - 1], all[i])) {
      contradiction = all[i];
    }
  }
  program->allocation_count = count;
  return contradiction;
}

void mir_finish_allocations(mir_parser *parser) {
  const mir_allocation *contradiction = mir_sort_allocations(parser->program);
  if (contradiction != NULL) {
    mir_fail_at(parser, contradiction->position,
                "`alloc%llu` is printed twice with different contents",
                (unsigned long long)contradiction->id);
  }
}

const mir_allocation *mir_find_allocation(const mir_program *program, uint64_t id) {
  size_t low = 0;
  size_t high = program->allocation_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (program->allocations[middle]->id < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < program->allocation_count && program->allocations[low]->id == id
             ? program->allocations[low]
             : NULL;
}
