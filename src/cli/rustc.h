// SPDX-License-Identifier: MIT
//
// The rustc that prints programs for airlock: which one it is, and how it is called.
#ifndef AIRLOCK_CLI_RUSTC_H
#define AIRLOCK_CLI_RUSTC_H

#include "cli/render.h"

typedef struct rustc {
  const char *name; // What is run: $RUSTC, or rustc.
  char *version;    // "rustc 1.95.0 (59807616e 2026-04-14)"
  char *host;       // "x86_64-unknown-linux-gnu"
} rustc;

// Finds rustc, and sees to it that it is the one whose dialect and layouts airlock knows.
mir_verdict rustc_find(rustc *out_rustc, const renderer *renderer);
void rustc_release(rustc *rustc);

// The flags that keep in the text what airlock looks at (docs/mir.md), up to NULL, and the variable
// that they need in the environment.
extern const char *const rustc_flags[];
extern const char *const rustc_variables[];

// Prints the program of a source file into a scratch folder: one .mir, one .d with what it was made
// of. A signal to end removes the folder, and ends airlock.
mir_verdict rustc_print(const rustc *rustc, const renderer *renderer, const char *path,
                        const char *edition, const char *folder);

#endif
