// SPDX-License-Identifier: MIT
//
// What the files of the archive share: numbers and lists (archive.c), and the nodes that are unique
// (archive_nodes.c). Each function is given a value and answers it; while an archive is read, what
// it is given means nothing.
#ifndef AIRLOCK_MIR_ARCHIVE_PARTS_H
#define AIRLOCK_MIR_ARCHIVE_PARTS_H

#include "archive.h"

#include <stdalign.h>

#include "pointer_map.h"

// What is referred to by number.
typedef enum mir_node_kind {
  MIR_NODE_NAME,
  MIR_NODE_TYPE,
  MIR_NODE_PATH,
  MIR_NODE_RUST_ITEM,
  MIR_NODE_COUNT
} mir_node_kind;

typedef struct mir_nodes {
  size_t count;            // So far.
  mir_pointer_map numbers; // Of what has been written.
  const void **nodes;      // What has been read.
} mir_nodes;

typedef struct mir_archive {
  mir_arena *arena;          // Of what is read, or of the tables that writing needs.
  const unsigned char *next; // To be read; NULL: the archive is written.
  unsigned char *bytes;      // Written so far.
  size_t length;             //
  size_t capacity;           //
  const char *problem;       // Why the rest is skipped, or NULL.
  mir_nodes kinds[MIR_NODE_COUNT];
  const char *last_file;     // Of the position or span that was passed last.
  const mir_path *last_path; // The one that was passed last as a new one, or NULL.
  size_t scratch_used;       // Of the memory for lists of nodes that are about to be interned.
  alignas(16) unsigned char scratch[4096];
} mir_archive;

// Remembers the first problem. From then on numbers are 0, and nodes and lists empty.
void mir_archive_fail(mir_archive *archive, const char *problem);

// A number. Most that are read are one or two bytes.
uint64_t mir_pass_number(mir_archive *archive, uint64_t number);

static inline uint64_t mir_pass(mir_archive *archive, uint64_t number) {
  enum { first = 0x80 };
  const unsigned char *next = archive->next;
  if (next == NULL || archive->problem != NULL || (next[0] >= first && next[1] >= first)) {
    return mir_pass_number(archive, number);
  }
  bool is_byte = next[0] < first;
  archive->next = next + (is_byte ? 1 : 2);
  return is_byte ? next[0] : (uint64_t)next[1] * first + next[0] - first;
}

mir_uint128 mir_pass_wide(mir_archive *archive, mir_uint128 number);

// The bytes themselves, without their length; they are read in place.
const unsigned char *mir_pass_bytes(mir_archive *archive, const void *bytes, size_t length);

// The length of a list, and room for its elements: the list itself while it is written. The second
// one's room lasts until scratch_used is set back.
void *mir_pass_list(mir_archive *archive, const void *list, size_t *io_count, size_t size);
void *mir_pass_short_list(mir_archive *archive, const void *list, size_t *io_count, size_t size);

// The number of a node. False when a new one follows, which is then to be added.
uint64_t mir_number_of_node(const mir_archive *archive, mir_node_kind kind, const void *node);

static inline bool mir_pass_node(mir_archive *archive, mir_node_kind kind, const void **io_node) {
  if (archive->next == NULL) {
    return mir_pass(archive, mir_number_of_node(archive, kind, *io_node)) != 1;
  }
  uint64_t number = mir_pass(archive, 0);
  *io_node = number < 2 ? NULL : archive->kinds[kind].nodes[number - 2];
  return number != 1;
}

void mir_add_node(mir_archive *archive, mir_node_kind kind, const void *node);

// archive_nodes.c
const char *mir_pass_name(mir_archive *archive, const char *name);
mir_position mir_pass_position(mir_archive *archive, mir_position position);
mir_span mir_pass_span(mir_archive *archive, mir_span span);
const mir_type *mir_pass_type(mir_archive *archive, const mir_type *type);
const mir_path *mir_pass_path(mir_archive *archive, const mir_path *path);
mir_path_list mir_pass_paths(mir_archive *archive, mir_path_list list);

// archive_items.c
void mir_pass_program(mir_archive *archive, mir_program *program);

#endif
