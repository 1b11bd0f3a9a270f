// SPDX-License-Identifier: MIT
//
// Macros by example: what `macro_rules!` defines, and what becomes of a use of it.
//
// Glossary
//   token        a token with the place where it was written, which is in the definition of the
//                macro or among the arguments of a use.
//   expansion    one use of one macro, by number; 0 is the source itself.
//   tree         a token, or everything between two brackets with them.
//   fragment     tokens that stand for `$name`.
//   repetition   what stands for `$( .. ) separator *`: a frame for each time.
#ifndef AIRLOCK_MIR_RUST_MACROS_H
#define AIRLOCK_MIR_RUST_MACROS_H

#include "rust_items.h"

// `$name` in a macro that a token was put in the place of, and in which expansion.
typedef struct mir_substituted mir_substituted;
struct mir_substituted {
  uint32_t expansion;
  mir_span span;
  const mir_substituted *before; // The macro before that handed it on.
};

typedef struct mir_macro_token {
  mir_token token;
  mir_span span;
  uint32_t expansion; // Whose macro's definition it was written in.
  const mir_substituted *substituted;
} mir_macro_token;

typedef struct mir_macro_tokens {
  const mir_macro_token *items;
  size_t count;
} mir_macro_tokens;

typedef struct mir_macro_rule {
  mir_macro_tokens pattern;
  mir_macro_tokens body;
} mir_macro_rule;

typedef struct mir_macro {
  const char *name;
  const mir_path *crate; // Its root, or NULL.
  const mir_macro_rule *rules;
  size_t rule_count;
} mir_macro;

//===------------------------------------------------------------------------------------------===//
// rust_macros.c
//===------------------------------------------------------------------------------------------===//

// A region's scanner, which reads what a macro makes.
typedef void mir_scan_region(mir_parser *parser, const mir_rust_region *region);

// Reads `macro_rules! name { .. }`, or a use of a macro, if one begins here: what it makes is
// scanned. A macro that is not known, or that does not fit, makes nothing. False when none begins.
bool mir_scan_macro(mir_parser *parser, const mir_rust_region *region, bool is_excluded,
                    mir_scan_region *scan);

// Scans what macros make that were used before their definition was read.
mir_status mir_expand_deferred(mir_program *program, mir_error *out_error);

// How many tokens a tree takes that begins with the first of these, of which there is one; all of
// them when it is never closed.
size_t mir_tree_length(mir_macro_tokens tokens);

// A parser of these tokens.
bool mir_parser_init_stream(mir_parser *parser, mir_program *program, const char *file,
                            mir_macro_tokens tokens);

//===------------------------------------------------------------------------------------------===//
// rust_fragments.c
//===------------------------------------------------------------------------------------------===//

// How many of the tokens a fragment of this kind (`ty`, `expr`) takes; 0 when none begins there,
// and *out_fits tells whether nothing is what it takes.
size_t mir_fragment_length(mir_program *program, const char *kind, mir_macro_tokens tokens,
                           bool *out_fits);

//===------------------------------------------------------------------------------------------===//
// rust_rules.c
//===------------------------------------------------------------------------------------------===//

// What a rule makes of a use's arguments. False when they do not fit it, or memory is out.
bool mir_apply_rule(mir_program *program, mir_macro_tokens *out_tokens, const mir_macro_rule *rule,
                    mir_macro_tokens arguments, uint32_t expansion);

#endif
