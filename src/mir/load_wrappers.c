// SPDX-License-Identifier: MIT
//
// Functions without a body of their own as values: `.map(str::len)`, `let f: fn(i32) -> i32 =
// i32::abs`. Where a model is to be called through a trait or a pointer, a function of the same
// signature is made that calls it:
//
//   fn len(_1: &str) -> usize { bb0: { _0 = len(move _1) -> [return: bb1]; } bb1: { return; } }
#include <string.h>

#include "intern.h"
#include "library.h"
#include "load_internal.h"

static const mir_operand *make_arguments(mir_arena *arena, size_t count) {
  mir_operand *operands = mir_arena_alloc(arena, count, sizeof *operands);
  for (size_t i = 0; operands != NULL && i < count; i++) {
    operands[i] = (mir_operand){.kind = MIR_OPERAND_MOVE, .place.local = (uint32_t)i + 1};
  }
  return operands;
}

static const mir_block *make_blocks(mir_arena *arena, const mir_path *path, size_t count) {
  mir_block *blocks = mir_arena_alloc(arena, 2, sizeof *blocks);
  mir_constant *function = mir_arena_alloc(arena, 1, sizeof *function);
  const mir_operand *arguments = make_arguments(arena, count);
  if (blocks == NULL || function == NULL || arguments == NULL) {
    return NULL;
  }
  *function = (mir_constant){.kind = MIR_CONSTANT_PATH, .path = path};
  mir_terminator *call = &blocks[0].terminator;
  *call = (mir_terminator){.kind = MIR_TERMINATOR_CALL, .target = 1};
  call->call.function = (mir_operand){.kind = MIR_OPERAND_CONSTANT, .constant = function};
  call->call.arguments = (mir_operand_list){arguments, count};
  call->source.position.file = MIR_LIBRARY_FILE;
  blocks[1].terminator = (mir_terminator){.kind = MIR_TERMINATOR_RETURN};
  blocks[1].terminator.source.position.file = MIR_LIBRARY_FILE;
  return blocks;
}

static const mir_item *make_wrapper(mir_arena *arena, const mir_path *path,
                                    const mir_function_type *type) {
  size_t count = type->parameters.count;
  mir_item *item = mir_arena_alloc(arena, 1, sizeof *item);
  mir_body *body = mir_arena_alloc(arena, 1, sizeof *body);
  mir_local *locals = mir_arena_alloc(arena, count + 1, sizeof *locals);
  const mir_block *blocks = make_blocks(arena, path, count);
  if (item == NULL || body == NULL || locals == NULL || blocks == NULL) {
    return NULL;
  }
  locals[0].type = type->result;
  for (size_t i = 0; i < count; i++) {
    locals[i + 1].type = type->parameters.items[i];
  }
  *body = (mir_body){.locals = locals,
                     .local_count = (uint32_t)count + 1,
                     .argument_count = (uint32_t)count,
                     .blocks = blocks,
                     .block_count = 2};
  *item = (mir_item){.kind = MIR_ITEM_FUNCTION, .path = path, .type = type->result, .body = body};
  item->position.file = MIR_LIBRARY_FILE;
  return item;
}

const mir_item *mir_wrap_function(mir_loader *loader, const mir_path *path,
                                  const mir_function_type *type) {
  const mir_item *item = mir_pointer_map_get(&loader->wrappers, path);
  if (item == NULL) {
    item = make_wrapper(loader->arena, path, type);
    if (item == NULL || !mir_add_instance(loader, item) ||
        !mir_pointer_map_set(&loader->wrappers, loader->arena, path, (void *)(uintptr_t)item)) {
      return NULL;
    }
  }
  return item;
}
