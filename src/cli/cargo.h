// SPDX-License-Identifier: MIT
//
// A package of cargo's as one program: cargo checks it, with rustc printing each crate, and the
// texts and sources of all local crates are read together.
#ifndef AIRLOCK_CLI_CARGO_H
#define AIRLOCK_CLI_CARGO_H

#include <stdbool.h>

#include "cli/arguments.h"
#include "cli/render.h"
#include "mir/session.h"

// A crate that cargo has checked.
typedef struct cargo_crate {
  char *name;   // As paths begin with it; of a program, that of its file.
  char *source; // The file that it begins with,
  char *label;  // and what rustc calls that.
  char *text;   // The file that holds what rustc printed.
  bool is_program;
} cargo_crate;

typedef struct cargo_package {
  cargo_crate *crates; // In cargo's order: what a crate needs stands before it.
  size_t crate_count;
  const cargo_crate *program; // The one that is run.
  char *root;                 // The folder in which cargo runs rustc, with its final slash.
  char *unread;               // What else the package consists of, for people; or NULL.
} cargo_package;

// Has cargo check the package in the current folder. The caller releases the package, whatever the
// verdict.
mir_verdict cargo_check(cargo_package *out_package, const renderer *renderer,
                        const arguments *arguments);
void cargo_release(cargo_package *package);

// Reads the crates into a session. The renderer's folder must be the package's root.
mir_verdict cargo_read(mir_session *session, const renderer *renderer,
                       const cargo_package *package);

#endif
