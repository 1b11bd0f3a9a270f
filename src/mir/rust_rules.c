// SPDX-License-Identifier: MIT
//
// One rule of a macro: whether a use's arguments have the form of its pattern, and what its body
// becomes with what they stand for.
//
// A repetition takes as many turns as fit, each with its separator in front but for the first; Rust
// forbids patterns for which that would not be the only way. A turn that does not fit takes
// nothing.
//
// A token of the body keeps its place in the definition, one that stands for `$name` its own; it
// also remembers where that `$name` stands, because rustc tells ranges that end with it so.
#include <string.h>

#include "rust_macros.h"

// Turns of one rule, and tokens that it makes.
enum { NESTING_LIMIT = 32, TOKEN_LIMIT = 1 << 18 };

typedef struct mir_repetition mir_repetition;

// `$name`, and what stands for it.
typedef struct mir_fragment {
  const mir_macro_token *name;
  mir_macro_tokens tokens;
  bool is_expression;
} mir_fragment;

// What one turn has found.
typedef struct mir_macro_frame {
  mir_fragment *fragments;
  size_t fragment_count;
  size_t fragment_capacity;
  mir_repetition **repetitions;
  size_t repetition_count;
  size_t repetition_capacity;
} mir_macro_frame;

struct mir_repetition {
  mir_macro_tokens pattern; // What is between its brackets.
  mir_macro_frame *frames;
  size_t frame_count;
  size_t frame_capacity;
};

typedef struct mir_rule_state {
  mir_program *program;
  mir_arena *arena;
  unsigned depth;
  uint32_t expansion;
  const mir_macro_frame *scope[NESTING_LIMIT * 4]; // Of the body: turns that are open.
  size_t scope_count;
  mir_macro_token *made;
  size_t made_count;
  size_t made_capacity;
} mir_rule_state;

static mir_macro_tokens behind(mir_macro_tokens tokens, size_t count) {
  return (mir_macro_tokens){tokens.items + count, tokens.count - count};
}

static int kind_at(mir_macro_tokens tokens, size_t index) {
  return index < tokens.count ? tokens.items[index].token.kind : MIR_TOKEN_END;
}

static bool same_text(const mir_token *left, const mir_token *right) {
  return left->length == right->length && memcmp(left->text, right->text, left->length) == 0;
}

//===------------------------------------------------------------------------------------------===//
// Repetitions
//===------------------------------------------------------------------------------------------===//

// `$( .. ) separator operator`, in parts.
typedef struct mir_repeated {
  mir_macro_tokens inner;
  const mir_macro_token *separator; // Or NULL.
  int operator;
  size_t length; // Of the whole.
} mir_repeated;

static bool is_repetition_operator(int kind) {
  return kind == '*' || kind == '+' || kind == '?';
}

// At `$(`. False when it is none.
static bool read_repeated(mir_repeated *out_repeated, mir_macro_tokens tokens) {
  size_t tree = mir_tree_length(behind(tokens, 1));
  size_t end = 1 + tree;
  if (tree < 2) {
    return false;
  }
  *out_repeated = (mir_repeated){.inner = {tokens.items + 2, tree - 2}};
  if (!is_repetition_operator(kind_at(tokens, end)) ||
      is_repetition_operator(kind_at(tokens, end + 1))) {
    if (end >= tokens.count) {
      return false;
    }
    out_repeated->separator = &tokens.items[end++];
  }
  out_repeated->operator= kind_at(tokens, end);
  out_repeated->length = end + 1;
  return is_repetition_operator(out_repeated->operator);
}

//===------------------------------------------------------------------------------------------===//
// Matching
//===------------------------------------------------------------------------------------------===//

static bool match(mir_rule_state *state, mir_macro_frame *frame, mir_macro_tokens pattern,
                  mir_macro_tokens input, size_t *out_taken);

static bool add_fragment(mir_rule_state *state, mir_macro_frame *frame,
                         const mir_fragment *fragment) {
  mir_fragment *larger = mir_arena_grow(state->arena, frame->fragments, frame->fragment_count,
                                        &frame->fragment_capacity, sizeof *larger);
  if (larger == NULL) {
    return false;
  }
  frame->fragments = larger;
  larger[frame->fragment_count++] = *fragment;
  return true;
}

static mir_repetition *add_repetition(mir_rule_state *state, mir_macro_frame *frame,
                                      mir_macro_tokens pattern) {
  mir_repetition **larger =
      mir_arena_grow(state->arena, frame->repetitions, frame->repetition_count,
                     &frame->repetition_capacity, sizeof(mir_repetition *));
  mir_repetition *repetition = mir_arena_alloc(state->arena, 1, sizeof *repetition);
  if (larger == NULL || repetition == NULL) {
    return NULL;
  }
  frame->repetitions = larger;
  larger[frame->repetition_count++] = repetition;
  repetition->pattern = pattern;
  return repetition;
}

static bool add_frame(mir_rule_state *state, mir_repetition *repetition,
                      const mir_macro_frame *frame) {
  mir_macro_frame *larger =
      mir_arena_grow(state->arena, repetition->frames, repetition->frame_count,
                     &repetition->frame_capacity, sizeof *larger);
  if (larger == NULL) {
    return false;
  }
  repetition->frames = larger;
  larger[repetition->frame_count++] = *frame;
  return true;
}

// All turns of a repetition; *io_taken grows by what they take.
static bool match_turns(mir_rule_state *state, mir_macro_frame *frame, const mir_repeated *repeated,
                        mir_macro_tokens input, size_t *io_taken) {
  mir_repetition *repetition = add_repetition(state, frame, repeated->inner);
  if (repetition == NULL) {
    return false;
  }
  for (;;) {
    size_t start = *io_taken;
    if (repetition->frame_count != 0 && repeated->separator != NULL) {
      bool is_there =
          start < input.count && same_text(&input.items[start].token, &repeated->separator->token);
      if (!is_there) {
        break;
      }
      start++;
    }
    mir_macro_frame turn = {0};
    size_t taken = 0;
    if ((repeated->operator== '?' && repetition->frame_count == 1) || start >= input.count ||
        !match(state, &turn, repeated->inner, behind(input, start), &taken) || taken == 0) {
      break;
    }
    if (!add_frame(state, repetition, &turn)) {
      return false;
    }
    *io_taken = start + taken;
  }
  return repeated->operator!= '+' || repetition->frame_count != 0;
}

// `$name:kind`.
static bool match_fragment(mir_rule_state *state, mir_macro_frame *frame,
                           const mir_macro_token *name, const mir_macro_token *kind,
                           mir_macro_tokens input, size_t *io_taken) {
  bool fits_nothing = false;
  const char *text = mir_arena_intern(state->arena, kind->token.text, kind->token.length);
  mir_macro_tokens rest = behind(input, *io_taken);
  size_t length = text == NULL ? 0 : mir_fragment_length(state->program, text, rest, &fits_nothing);
  if (length == 0 && !fits_nothing) {
    return false;
  }
  *io_taken += length;
  mir_fragment fragment = {name, {rest.items, length}, strcmp(text, "expr") == 0};
  return add_fragment(state, frame, &fragment);
}

// Whether the input begins with what the pattern says, and how much of it that takes.
static bool match(mir_rule_state *state, mir_macro_frame *frame, mir_macro_tokens pattern,
                  mir_macro_tokens input, size_t *out_taken) {
  size_t taken = 0;
  bool fits = state->depth < NESTING_LIMIT;
  state->depth++;
  for (size_t i = 0; fits && i < pattern.count;) {
    mir_macro_tokens rest = behind(pattern, i);
    mir_repeated repeated;
    if (kind_at(rest, 0) == '$' && kind_at(rest, 1) == '(') {
      fits = read_repeated(&repeated, rest) && match_turns(state, frame, &repeated, input, &taken);
      i += fits ? repeated.length : 1;
    } else if (kind_at(rest, 0) == '$' && kind_at(rest, 2) == ':' &&
               kind_at(rest, 3) == MIR_TOKEN_NAME) {
      fits = match_fragment(state, frame, &rest.items[1], &rest.items[3], input, &taken);
      i += 4;
    } else {
      fits = taken < input.count && same_text(&rest.items->token, &input.items[taken].token);
      taken++;
      i++;
    }
  }
  state->depth--;
  *out_taken = taken;
  return fits;
}

//===------------------------------------------------------------------------------------------===//
// The body
//===------------------------------------------------------------------------------------------===//

static const mir_fragment *find_fragment(const mir_rule_state *state, const mir_token *name) {
  for (size_t i = state->scope_count; i > 0; i--) {
    const mir_macro_frame *frame = state->scope[i - 1];
    for (size_t j = 0; j < frame->fragment_count; j++) {
      if (same_text(&frame->fragments[j].name->token, name)) {
        return &frame->fragments[j];
      }
    }
  }
  return NULL;
}

// Whether the pattern of a repetition has `$name:`.
static bool declares(mir_macro_tokens pattern, const mir_token *name) {
  for (size_t i = 0; i + 2 < pattern.count; i++) {
    if (kind_at(pattern, i) == '$' && kind_at(pattern, i + 2) == ':' &&
        same_text(&pattern.items[i + 1].token, name)) {
      return true;
    }
  }
  return false;
}

static bool mentions(mir_macro_tokens body, mir_macro_tokens pattern) {
  for (size_t i = 0; i + 1 < body.count; i++) {
    if (kind_at(body, i) == '$' && kind_at(body, i + 1) == MIR_TOKEN_NAME &&
        declares(pattern, &body.items[i + 1].token)) {
      return true;
    }
  }
  return false;
}

static bool make(mir_rule_state *state, const mir_macro_token *token) {
  mir_macro_token *larger = mir_arena_grow(state->arena, state->made, state->made_count,
                                           &state->made_capacity, sizeof *larger);
  if (larger == NULL || state->made_count >= TOKEN_LIMIT) {
    return false;
  }
  state->made = larger;
  larger[state->made_count++] = *token;
  return true;
}

// A token that was not written: a parenthesis around an expression, or the `crate` of `$crate`.
static bool make_text(mir_rule_state *state, const mir_macro_token *like, int kind,
                      const char *text) {
  mir_macro_token token = *like;
  token.token.kind = kind;
  token.token.text = text;
  token.token.length = strlen(text);
  token.expansion = state->expansion;
  token.substituted = NULL;
  return make(state, &token);
}

static bool make_fragment(mir_rule_state *state, const mir_fragment *fragment,
                          const mir_macro_token *dollar) {
  bool is_enclosed = fragment->is_expression && fragment->tokens.count > 1;
  mir_span span = dollar[0].span;
  span.end_line = dollar[1].span.end_line;
  span.end_column = dollar[1].span.end_column;
  bool done = !is_enclosed || make_text(state, dollar, '(', "(");
  for (size_t i = 0; done && i < fragment->tokens.count; i++) {
    mir_macro_token token = fragment->tokens.items[i];
    mir_substituted place = {state->expansion, span, token.substituted};
    token.substituted = mir_arena_copy(state->arena, &place, 1, sizeof place);
    done = token.substituted != NULL && make(state, &token);
  }
  return done && (!is_enclosed || make_text(state, dollar, ')', ")"));
}

static bool transcribe(mir_rule_state *state, mir_macro_tokens body);

// Whether one of the repetition's turns is in scope.
static bool is_taking_turns(const mir_rule_state *state, const mir_repetition *repetition) {
  for (size_t i = 0; i < state->scope_count; i++) {
    for (size_t j = 0; j < repetition->frame_count; j++) {
      if (state->scope[i] == &repetition->frames[j]) {
        return true;
      }
    }
  }
  return false;
}

// The repetitions in scope that the body's repetition goes through, which must be equally long.
static bool transcribe_turns(mir_rule_state *state, const mir_repeated *repeated) {
  const mir_repetition *driving[NESTING_LIMIT];
  size_t count = 0;
  for (size_t i = 0; i < state->scope_count; i++) {
    for (size_t j = 0; j < state->scope[i]->repetition_count; j++) {
      const mir_repetition *repetition = state->scope[i]->repetitions[j];
      if (count < NESTING_LIMIT && mentions(repeated->inner, repetition->pattern) &&
          !is_taking_turns(state, repetition)) {
        driving[count++] = repetition;
      }
    }
  }
  size_t scope_count = state->scope_count;
  if (count == 0 || scope_count + count > sizeof state->scope / sizeof *state->scope) {
    return false;
  }
  bool done = true;
  for (size_t turn = 0; done && turn < driving[0]->frame_count; turn++) {
    for (size_t i = 0; done && i < count; i++) {
      done = driving[i]->frame_count == driving[0]->frame_count;
      state->scope[scope_count + i] = done ? &driving[i]->frames[turn] : NULL;
    }
    state->scope_count = scope_count + (done ? count : 0);
    bool is_separated = turn != 0 && repeated->separator != NULL;
    mir_macro_tokens separator = {repeated->separator, is_separated ? 1 : 0};
    done = done && transcribe(state, separator) && transcribe(state, repeated->inner);
    state->scope_count = scope_count;
  }
  return done;
}

static bool transcribe(mir_rule_state *state, mir_macro_tokens body) {
  bool done = state->depth < NESTING_LIMIT;
  state->depth++;
  for (size_t i = 0; done && i < body.count;) {
    mir_macro_tokens rest = behind(body, i);
    bool is_name = kind_at(rest, 0) == '$' && kind_at(rest, 1) == MIR_TOKEN_NAME;
    const mir_fragment *fragment = is_name ? find_fragment(state, &rest.items[1].token) : NULL;
    if (fragment != NULL) {
      done = make_fragment(state, fragment, rest.items);
      i += 2;
    } else if (is_name && mir_token_is(&rest.items[1].token, "crate")) {
      done = make_text(state, rest.items, MIR_TOKEN_NAME, "crate");
      i += 2;
    } else if (kind_at(rest, 0) == '$' && kind_at(rest, 1) == '(') {
      mir_repeated repeated;
      done = read_repeated(&repeated, rest) && transcribe_turns(state, &repeated);
      i += done ? repeated.length : 1;
    } else {
      mir_macro_token token = *rest.items;
      token.expansion = state->expansion;
      token.substituted = NULL;
      done = make(state, &token);
      i++;
    }
  }
  state->depth--;
  return done;
}

bool mir_apply_rule(mir_program *program, mir_macro_tokens *out_tokens, const mir_macro_rule *rule,
                    mir_macro_tokens arguments, uint32_t expansion) {
  mir_rule_state state = {.program = program, .arena = program->arena, .expansion = expansion};
  mir_macro_frame frame = {0};
  size_t taken = 0;
  if (!match(&state, &frame, rule->pattern, arguments, &taken) || taken != arguments.count) {
    return false;
  }
  state.scope[state.scope_count++] = &frame;
  if (!transcribe(&state, rule->body)) {
    return false;
  }
  *out_tokens = (mir_macro_tokens){state.made, state.made_count};
  return true;
}
