// SPDX-License-Identifier: MIT
//
// Reading a program into a session: its text, which rustc may have to print first, and the
// declarations of its Rust sources, file by file.
#ifndef AIRLOCK_CLI_PROGRAM_H
#define AIRLOCK_CLI_PROGRAM_H

#include "cli/arguments.h"
#include "cli/render.h"
#include "mir/session.h"

// Whether the program is a Rust source, not a text that rustc printed.
bool program_is_source(const arguments *arguments);

mir_verdict program_read(mir_session *session, const renderer *renderer,
                         const arguments *arguments);

// Reads the source file `path`, which positions call `name`, and those of its modules.
mir_verdict program_read_sources(mir_session *session, const renderer *renderer, const char *name,
                                 const char *path);

// Reads a text that rustc printed.
mir_verdict program_read_text(mir_session *session, const renderer *renderer, const char *path);

#endif
