// SPDX-License-Identifier: MIT
//
// From text to syntax tree. Two readers add to one program: mir_parse_text reads rustc's MIR, in
// which Rust items may stand inline at top level, and mir_scan_rust_items reads a Rust source file
// and keeps only its item declarations.
//
// Neither guesses: what is not known is refused with file, line, column and the construct's name.
// (In Rust source, a field's type that is not understood becomes MIR_TYPE_UNSUPPORTED, since most
// items of a file are never needed.) After an error the program may hold items of the text's
// beginning; it remains valid to read and is released with its arena as always.
#ifndef AIRLOCK_MIR_PARSER_H
#define AIRLOCK_MIR_PARSER_H

#include "ast.h"

// An empty program whose nodes will live in `arena`; NULL when memory is out.
mir_program *mir_program_new(mir_arena *arena);

// Adds all that `text` contains to the program. `file_name` appears in positions and errors; the
// error's file is the caller's own pointer. The text is not kept. `*out_error` is written only on
// failure.
mir_status mir_parse_text(mir_program *program, const char *file_name, const char *text,
                          size_t length, mir_error *out_error);

// The same for a text of std (prelude.h), whose bodies end in a line `}`, as rustc prints them: of
// items with a body only the headers are read. mir_read_body reads the rest, if it has not been
// read; false when memory is out, or the text is wrong after all.
mir_status mir_parse_text_later(mir_program *program, const char *file_name, const char *text,
                                size_t length, mir_error *out_error);
bool mir_read_body(mir_arena *arena, const mir_body *body);

// Adds the items that Rust source declares, at any nesting, to the program. Spans of impl blocks
// name `file_name`, so it should be the name that rustc was given.
mir_status mir_scan_rust_items(mir_program *program, const char *file_name, const char *text,
                               size_t length, mir_error *out_error);

// The same for a source that is laid out as rustfmt does it: bodies of functions hold no items, and
// are skipped by their indentation.
mir_status mir_scan_rust_headers(mir_program *program, const char *file_name, const char *text,
                                 size_t length, mir_error *out_error);

// The same for the file of a module that an earlier source declared; `file_name` is one of its two
// names.
mir_status mir_scan_rust_module(mir_program *program, const mir_module_file *module,
                                const char *file_name, const char *text, size_t length,
                                mir_error *out_error);

// Puts the allocations of all texts in order and drops the copies. One whose copy says something
// else, or NULL.
const mir_allocation *mir_sort_allocations(mir_program *program);

// The allocation with this id, or NULL.
const mir_allocation *mir_find_allocation(const mir_program *program, uint64_t id);

#endif
