// SPDX-License-Identifier: MIT
//
// Which locals are used when they have no storage, or read when their storage has no value yet.
//
// A local in a register costs nothing to bring to life and to end, because StorageLive and
// StorageDead do nothing to a register. That is right as long as every path to a use goes through
// an assignment after the last StorageLive, as it does in all that rustc prints. A local of which
// that is not certain becomes machine memory, where each use is checked.
//
// The uses of each local are listed as events in the order of the text. Inside of a block each
// event is judged by the one before it. The first event of a block is judged by all that control
// may come from: backwards through the blocks without an event of the local, to those that have
// one, and to the beginning of the body, where a local with a StorageLive is dead. A walk looks at
// each block once and ends at the nearest events, so that all of it is about as much work as
// lowering.
#include "load_internal.h"

typedef enum mir_event_kind {
  MIR_EVENT_NONE,
  MIR_EVENT_LIVE, // StorageLive: storage without a value.
  MIR_EVENT_DEAD, // StorageDead.
  MIR_EVENT_SET,  // An assignment to the whole local: needs storage.
  MIR_EVENT_USE,  // Anything else: needs a value.
} mir_event_kind;

typedef struct mir_event {
  uint32_t block;
  mir_event_kind kind;
} mir_event;

typedef struct mir_liveness {
  const mir_body *body;
  const mir_slot *slots;
  bool *is_marked;    // Per local: some StorageLive or StorageDead names it.
  size_t *event_ends; // Per local: where its events end, and the next one's begin.
  mir_event *events;  // NULL while they are counted.
  size_t *edge_ends;  // Per block: where the blocks that lead to it end.
  uint32_t *sources;  // NULL while they are counted.
  uint32_t block;     // That is visited now.
  uint32_t *last_of;  // Per block: one more than the local whose last event there is known.
  mir_event_kind *last_kinds;
  uint32_t *visited; // Per block: one more than the local whose walk came here.
  uint32_t *worklist;
} mir_liveness;

//===------------------------------------------------------------------------------------------===//
// Events
//===------------------------------------------------------------------------------------------===//

static void note(mir_liveness *liveness, uint32_t local, mir_event_kind kind) {
  if (!liveness->is_marked[local]) {
    return;
  }
  size_t *end = &liveness->event_ends[local];
  if (liveness->events != NULL) {
    liveness->events[*end] = (mir_event){liveness->block, kind};
  }
  ++*end;
}

static void note_place(mir_liveness *liveness, const mir_place *place, mir_event_kind kind) {
  for (size_t i = 0; i < place->projection_count; i++) {
    if (place->projections[i].kind == MIR_PROJECTION_INDEX) {
      note(liveness, place->projections[i].local, MIR_EVENT_USE);
    }
  }
  note(liveness, place->local, place->projection_count == 0 ? kind : MIR_EVENT_USE);
}

static void note_operand(mir_liveness *liveness, const mir_operand *operand) {
  if (operand->kind == MIR_OPERAND_COPY || operand->kind == MIR_OPERAND_MOVE) {
    note_place(liveness, &operand->place, MIR_EVENT_USE);
  }
}

static void note_operands(mir_liveness *liveness, const mir_operand_list *operands) {
  for (size_t i = 0; i < operands->count; i++) {
    note_operand(liveness, &operands->items[i]);
  }
}

static void note_rvalue(mir_liveness *liveness, const mir_rvalue *rvalue) {
  switch (rvalue->kind) {
  case MIR_RVALUE_USE:
    note_operand(liveness, &rvalue->operand);
    break;
  case MIR_RVALUE_CAST:
    note_operand(liveness, &rvalue->cast.operand);
    break;
  case MIR_RVALUE_BINARY:
    note_operand(liveness, rvalue->binary.left);
    note_operand(liveness, rvalue->binary.right);
    break;
  case MIR_RVALUE_UNARY:
    note_operand(liveness, rvalue->unary.operand);
    break;
  case MIR_RVALUE_REFERENCE:
  case MIR_RVALUE_RAW_POINTER:
    note_place(liveness, &rvalue->address.place, MIR_EVENT_USE);
    break;
  case MIR_RVALUE_DISCRIMINANT:
    note_place(liveness, &rvalue->place, MIR_EVENT_USE);
    break;
  case MIR_RVALUE_REPEAT:
    note_operand(liveness, &rvalue->repeat.operand);
    break;
  default:
    note_operands(liveness, &rvalue->aggregate.operands);
    break;
  }
}

static void note_statement(mir_liveness *liveness, const mir_statement *statement) {
  switch (statement->kind) {
  case MIR_STATEMENT_ASSIGN:
    note_rvalue(liveness, statement->assign.rvalue);
    note_place(liveness, &statement->assign.place, MIR_EVENT_SET);
    break;
  case MIR_STATEMENT_SET_DISCRIMINANT:
    note_place(liveness, &statement->set_discriminant.place, MIR_EVENT_USE);
    break;
  case MIR_STATEMENT_STORAGE_LIVE:
    note(liveness, statement->local, MIR_EVENT_LIVE);
    break;
  case MIR_STATEMENT_STORAGE_DEAD:
    note(liveness, statement->local, MIR_EVENT_DEAD);
    break;
  case MIR_STATEMENT_ASSUME:
    note_operand(liveness, statement->operand);
    break;
  case MIR_STATEMENT_COPY_NONOVERLAPPING:
    note_operand(liveness, statement->copy.source);
    note_operand(liveness, statement->copy.destination);
    note_operand(liveness, statement->copy.count);
    break;
  default:
    break;
  }
}

// Control goes on from the present block to another one.
static void note_edge(mir_liveness *liveness, uint32_t target) {
  if (target == MIR_NO_BLOCK) {
    return;
  }
  if (liveness->sources != NULL) {
    liveness->sources[liveness->edge_ends[target]] = liveness->block;
  }
  liveness->edge_ends[target]++;
}

static void note_terminator(mir_liveness *liveness, const mir_terminator *terminator) {
  switch (terminator->kind) {
  case MIR_TERMINATOR_SWITCH:
    note_operand(liveness, &terminator->switch_integer.operand);
    for (size_t i = 0; i < terminator->switch_integer.case_count; i++) {
      note_edge(liveness, terminator->switch_integer.cases[i].block);
    }
    note_edge(liveness, terminator->switch_integer.otherwise);
    break;
  case MIR_TERMINATOR_ASSERT:
    note_operand(liveness, &terminator->assertion.condition);
    note_operands(liveness, &terminator->assertion.operands);
    note_edge(liveness, terminator->target);
    break;
  case MIR_TERMINATOR_DROP:
    note_place(liveness, &terminator->drop_place, MIR_EVENT_USE);
    note_edge(liveness, terminator->target);
    break;
  case MIR_TERMINATOR_CALL:
    note_operand(liveness, &terminator->call.function);
    note_operands(liveness, &terminator->call.arguments);
    note_place(liveness, &terminator->call.destination, MIR_EVENT_SET);
    note_edge(liveness, terminator->target);
    break;
  case MIR_TERMINATOR_GOTO:
    note_edge(liveness, terminator->target);
    break;
  default:
    break;
  }
}

static void note_body(mir_liveness *liveness) {
  for (uint32_t i = 0; i < liveness->body->block_count; i++) {
    const mir_block *block = &liveness->body->blocks[i];
    liveness->block = i;
    for (size_t j = 0; j < block->statement_count; j++) {
      note_statement(liveness, &block->statements[j]);
    }
    note_terminator(liveness, &block->terminator);
  }
}

// Turns counts into where each list begins; answers the sum. Filling moves that to where it ends.
static size_t make_starts(size_t *counts, uint32_t count) {
  size_t sum = 0;
  for (uint32_t i = 0; i < count; i++) {
    size_t own = counts[i];
    counts[i] = sum;
    sum += own;
  }
  return sum;
}

//===------------------------------------------------------------------------------------------===//
// Judging
//===------------------------------------------------------------------------------------------===//

// Whether an event may not follow another one of the same local.
static bool is_out_of_turn(mir_event_kind kind, mir_event_kind before) {
  return (kind == MIR_EVENT_USE && (before == MIR_EVENT_LIVE || before == MIR_EVENT_DEAD)) ||
         (kind == MIR_EVENT_SET && before == MIR_EVENT_DEAD);
}

// Whether the first event of the local in a block may follow what it must not.
static bool walk_back(mir_liveness *liveness, uint32_t local, const mir_event *event) {
  size_t count = 1;
  liveness->worklist[0] = event->block;
  while (count > 0) {
    uint32_t block = liveness->worklist[--count];
    if (block == 0 && liveness->slots[local].has_marker) {
      return true;
    }
    size_t begin = block == 0 ? 0 : liveness->edge_ends[block - 1];
    for (size_t i = begin; i < liveness->edge_ends[block]; i++) {
      uint32_t source = liveness->sources[i];
      if (liveness->last_of[source] == local + 1) {
        if (is_out_of_turn(event->kind, liveness->last_kinds[source])) {
          return true;
        }
      } else if (liveness->visited[source] != local + 1) {
        liveness->visited[source] = local + 1;
        liveness->worklist[count] = source;
        count++;
      }
    }
  }
  return false;
}

// The walks of uses come first: where one has been, an assignment finds nothing more.
static bool judge_first_events(mir_liveness *liveness, uint32_t local, const mir_event *events,
                               size_t count, mir_event_kind kind) {
  for (size_t i = 0; i < count; i++) {
    bool is_first = i == 0 || events[i - 1].block != events[i].block;
    if (is_first && events[i].kind == kind && walk_back(liveness, local, &events[i])) {
      return true;
    }
  }
  return false;
}

static bool is_used_out_of_turn(mir_liveness *liveness, uint32_t local) {
  size_t begin = local == 0 ? 0 : liveness->event_ends[local - 1];
  size_t count = liveness->event_ends[local] - begin;
  const mir_event *events = liveness->events + begin;
  for (size_t i = 0; i < count; i++) {
    if (i > 0 && events[i - 1].block == events[i].block &&
        is_out_of_turn(events[i].kind, events[i - 1].kind)) {
      return true;
    }
    liveness->last_of[events[i].block] = local + 1;
    liveness->last_kinds[events[i].block] = events[i].kind;
  }
  return judge_first_events(liveness, local, events, count, MIR_EVENT_USE) ||
         judge_first_events(liveness, local, events, count, MIR_EVENT_SET);
}

static bool allocate(mir_builder *builder, mir_liveness *liveness) {
  mir_arena *arena = builder->loader->arena;
  const mir_body *body = builder->body;
  uint32_t blocks = body->block_count;
  liveness->is_marked = mir_arena_alloc(arena, body->local_count, sizeof *liveness->is_marked);
  liveness->event_ends = mir_arena_alloc(arena, body->local_count, sizeof *liveness->event_ends);
  liveness->edge_ends = mir_arena_alloc(arena, blocks, sizeof *liveness->edge_ends);
  liveness->last_of = mir_arena_alloc(arena, blocks, sizeof *liveness->last_of);
  liveness->last_kinds = mir_arena_alloc(arena, blocks, sizeof *liveness->last_kinds);
  liveness->visited = mir_arena_alloc(arena, blocks, sizeof *liveness->visited);
  liveness->worklist = mir_arena_alloc(arena, (size_t)blocks + 1, sizeof *liveness->worklist);
  return !mir_arena_is_exhausted(arena) || mir_builder_no_memory(builder);
}

// Whether there is anything to look at: a marked local that could be a register.
static bool mark_locals(mir_liveness *liveness) {
  bool has_any = false;
  for (uint32_t i = 0; i < liveness->body->block_count; i++) {
    const mir_block *block = &liveness->body->blocks[i];
    for (size_t j = 0; j < block->statement_count; j++) {
      const mir_statement *statement = &block->statements[j];
      if ((statement->kind == MIR_STATEMENT_STORAGE_LIVE ||
           statement->kind == MIR_STATEMENT_STORAGE_DEAD) &&
          !liveness->slots[statement->local].is_address_taken) {
        liveness->is_marked[statement->local] = true;
        has_any = true;
      }
    }
  }
  return has_any;
}

bool mir_note_liveness(mir_builder *builder) {
  const mir_body *body = builder->body;
  mir_arena *arena = builder->loader->arena;
  mir_liveness liveness = {.body = body, .slots = builder->slots};
  if (!allocate(builder, &liveness)) {
    return false;
  }
  if (!mark_locals(&liveness)) {
    return true;
  }
  note_body(&liveness);
  size_t event_count = make_starts(liveness.event_ends, body->local_count);
  size_t edge_count = make_starts(liveness.edge_ends, body->block_count);
  liveness.events = mir_arena_alloc(arena, event_count + 1, sizeof *liveness.events);
  liveness.sources = mir_arena_alloc(arena, edge_count + 1, sizeof *liveness.sources);
  if (liveness.events == NULL || liveness.sources == NULL) {
    return mir_builder_no_memory(builder);
  }
  note_body(&liveness);
  for (uint32_t i = 0; i < body->local_count; i++) {
    if (liveness.is_marked[i] && is_used_out_of_turn(&liveness, i)) {
      builder->slots[i].is_used_out_of_turn = true;
    }
  }
  return true;
}
