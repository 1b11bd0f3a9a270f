// SPDX-License-Identifier: MIT
//
// See archive.h. In front of the program stands a 1, or a 0 when there is none, and how many nodes
// of each kind there are.
#include "archive_parts.h"

#include <stdlib.h>
#include <string.h>

#include "parser.h"
#include "table.h"

enum { bits_per_byte = 7, more_follows = 0x80, longest_number = 10, first_capacity = 4096 };

void mir_archive_fail(mir_archive *archive, const char *problem) {
  if (archive->problem == NULL) {
    archive->problem = problem;
  }
}

static void fail_memory(mir_archive *archive) {
  mir_archive_fail(archive, "out of memory");
}

//===------------------------------------------------------------------------------------------===//
// Numbers
//===------------------------------------------------------------------------------------------===//

// Room for `length` more bytes; NULL when memory is out.
static unsigned char *extend(mir_archive *archive, size_t length) {
  if (archive->capacity - archive->length < length) {
    size_t capacity = archive->capacity + length + archive->capacity / 2 + first_capacity;
    unsigned char *larger = realloc(archive->bytes, capacity);
    if (larger == NULL) {
      fail_memory(archive);
      return NULL;
    }
    archive->bytes = larger;
    archive->capacity = capacity;
  }
  return archive->bytes + archive->length;
}

static void write_number(mir_archive *archive, uint64_t number) {
  unsigned char *bytes = extend(archive, longest_number);
  for (; bytes != NULL && number >= more_follows; number >>= bits_per_byte) {
    *bytes++ = (unsigned char)(number | more_follows);
  }
  if (bytes != NULL) {
    *bytes++ = (unsigned char)number;
    archive->length = (size_t)(bytes - archive->bytes);
  }
}

static uint64_t read_number(mir_archive *archive) {
  uint64_t number = 0;
  const unsigned char *next = archive->next;
  for (unsigned shift = 0;; shift += bits_per_byte) {
    number |= (uint64_t)(*next & (more_follows - 1)) << shift;
    if ((*next++ & more_follows) == 0) {
      archive->next = next;
      return number;
    }
  }
}

uint64_t mir_pass_number(mir_archive *archive, uint64_t number) {
  if (archive->problem != NULL) {
    return 0;
  }
  if (archive->next != NULL) {
    return read_number(archive);
  }
  write_number(archive, number);
  return number;
}

mir_uint128 mir_pass_wide(mir_archive *archive, mir_uint128 number) {
  uint64_t low = mir_pass(archive, (uint64_t)number);
  uint64_t high = mir_pass(archive, (uint64_t)(number >> 64));
  return (mir_uint128)high << 64 | low;
}

const unsigned char *mir_pass_bytes(mir_archive *archive, const void *bytes, size_t length) {
  if (archive->problem != NULL) {
    return NULL;
  }
  if (archive->next != NULL) {
    const unsigned char *read = archive->next;
    archive->next += length;
    return read;
  }
  unsigned char *written = extend(archive, length);
  if (written != NULL && length != 0) {
    memcpy(written, bytes, length);
    archive->length += length;
  }
  return bytes;
}

//===------------------------------------------------------------------------------------------===//
// Lists and nodes
//===------------------------------------------------------------------------------------------===//

static void *pass_list(mir_archive *archive, const void *list, size_t *io_count, size_t size,
                       bool is_short) {
  enum { alignment = 16 };
  *io_count = (size_t)mir_pass(archive, *io_count);
  if (archive->next == NULL) {
    return (void *)(uintptr_t)list; // Its elements are set to what they are.
  }
  if (*io_count == 0) {
    return NULL;
  }
  size_t left = sizeof archive->scratch - archive->scratch_used;
  size_t bytes = (*io_count * size + alignment - 1) / alignment * alignment;
  if (is_short && bytes <= left) {
    void *room = archive->scratch + archive->scratch_used;
    archive->scratch_used += bytes;
    return memset(room, 0, bytes);
  }
  void *room = mir_arena_alloc(archive->arena, *io_count, size);
  if (room == NULL) {
    fail_memory(archive);
    *io_count = 0;
  }
  return room;
}

void *mir_pass_list(mir_archive *archive, const void *list, size_t *io_count, size_t size) {
  return pass_list(archive, list, io_count, size, false);
}

void *mir_pass_short_list(mir_archive *archive, const void *list, size_t *io_count, size_t size) {
  return pass_list(archive, list, io_count, size, true);
}

uint64_t mir_number_of_node(const mir_archive *archive, mir_node_kind kind, const void *node) {
  const mir_pointer_map *numbers = &archive->kinds[kind].numbers;
  return node == NULL ? 0 : (uint64_t)(uintptr_t)mir_pointer_map_get(numbers, node) + 1;
}

void mir_add_node(mir_archive *archive, mir_node_kind kind, const void *node) {
  mir_nodes *nodes = &archive->kinds[kind];
  if (node == NULL) {
    fail_memory(archive);
  } else if (archive->next != NULL) {
    nodes->nodes[nodes->count++] = node;
  } else if (!mir_pointer_map_set(&nodes->numbers, archive->arena, node,
                                  (void *)(uintptr_t)++nodes->count)) {
    fail_memory(archive);
  }
}

//===------------------------------------------------------------------------------------------===//
// Archives
//===------------------------------------------------------------------------------------------===//

// What stands in front, made last; then the program.
static unsigned char *finish(mir_archive *archive, size_t *out_length) {
  mir_archive front = {.problem = archive->problem};
  write_number(&front, 1);
  for (size_t i = 0; i < MIR_NODE_COUNT; i++) {
    write_number(&front, archive->kinds[i].count);
  }
  mir_pass_bytes(&front, archive->bytes, archive->length);
  mir_archive_fail(archive, front.problem);
  *out_length = front.length;
  return front.bytes;
}

unsigned char *mir_archive_write(size_t *out_length, const char **out_problem,
                                 const mir_program *program) {
  unsigned char *bytes = NULL;
  mir_archive *archive = calloc(1, sizeof *archive);
  mir_arena *arena = mir_arena_new();
  if (archive == NULL || arena == NULL) {
    *out_problem = "out of memory";
  } else {
    archive->arena = arena;
    mir_pass_program(archive, (mir_program *)(uintptr_t)program); // Is set to what it is.
    bytes = finish(archive, out_length);
    *out_problem = archive->problem;
    if (archive->problem != NULL) {
      free(bytes);
      bytes = NULL;
    }
    free(archive->bytes);
  }
  mir_arena_free(arena);
  free(archive);
  return bytes;
}

bool mir_archive_is_present(const unsigned char *archive) {
  return archive[0] != 0;
}

// Room for as many nodes as there will be, in the lists of this archive and in the arena's tables.
static void reserve(mir_archive *archive) {
  static const mir_table_kind tables[MIR_NODE_COUNT] = {
      [MIR_NODE_NAME] = MIR_TABLE_NAMES,
      [MIR_NODE_TYPE] = MIR_TABLE_TYPES,
      [MIR_NODE_PATH] = MIR_TABLE_PATHS,
  };
  for (size_t i = 0; i < MIR_NODE_COUNT; i++) {
    size_t count = (size_t)mir_pass(archive, 0);
    archive->kinds[i].nodes = malloc((count + 1) * sizeof(const void *));
    if (archive->kinds[i].nodes == NULL ||
        (i != MIR_NODE_RUST_ITEM &&
         !mir_table_reserve(mir_arena_table(archive->arena, tables[i]), archive->arena, count))) {
      fail_memory(archive);
    }
  }
}

mir_program *mir_archive_read(mir_arena *arena, const unsigned char *bytes) {
  mir_arena_expect_much(arena);
  mir_program *program = mir_program_new(arena);
  mir_archive *archive = calloc(1, sizeof *archive);
  if (program == NULL || archive == NULL) {
    free(archive);
    return NULL;
  }
  archive->arena = arena;
  archive->next = bytes + 1;
  reserve(archive);
  mir_pass_program(archive, program);
  program->rust_item_capacity = program->rust_item_count;
  program->item_capacity = program->item_count;
  program->allocation_capacity = program->allocation_count;
  bool is_whole = archive->problem == NULL;
  for (size_t i = 0; i < MIR_NODE_COUNT; i++) {
    free(archive->kinds[i].nodes);
  }
  free(archive);
  return is_whole ? program : NULL;
}
