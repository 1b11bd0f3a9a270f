// SPDX-License-Identifier: MIT
//
// See rustc.h. What rustc has to say goes to the user as it is.
#define _POSIX_C_SOURCE 200809L

#include "cli/rustc.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "cli/cache.h"
#include "cli/files.h"
#include "cli/process.h"
#include "cli/refusal.h"

#define DIALECT "rustc 1.95."
#define INSTALL "`rustup toolchain install 1.95.0` installs it"
#define NAME_IT "RUSTUP_TOOLCHAIN=1.95.0 or RUSTC=PATH names it"

const char *const rustc_flags[] = {"-Copt-level=0",          "-Cpanic=abort",
                                   "-Cdebug-assertions=off", "-Coverflow-checks=on",
                                   "-Zmir-opt-level=0",      "-Zmir-preserve-ub",
                                   "-Zub-checks=no",         "-Ztrim-diagnostic-paths=no",
                                   "-Zmir-include-spans=on", NULL};

const char *const rustc_variables[] = {"RUSTC_BOOTSTRAP=1", NULL};

//===------------------------------------------------------------------------------------------===//
// Which rustc
//===------------------------------------------------------------------------------------------===//

// The rest of the line that begins with `start`; NULL when there is none. The caller frees it.
static char *take_line(const char *text, const char *start) {
  const char *line = strstr(text, start);
  return line == NULL ? NULL : strndup(line, strcspn(line, "\r\n"));
}

static mir_verdict check_version(rustc *rustc, const renderer *renderer, const char *output) {
  static const char host[] = "host: ";
  rustc->version = take_line(output, "rustc ");
  rustc->host = take_line(output, host);
  if (rustc->version == NULL || rustc->host == NULL || output != strstr(output, "rustc ")) {
    return refusal_say(renderer, "`%s -vV` does not answer like a rustc; " NAME_IT, rustc->name);
  }
  memmove(rustc->host, rustc->host + sizeof host - 1, strlen(rustc->host) - sizeof host + 2);
  if (strncmp(rustc->version, DIALECT, sizeof DIALECT - 1) != 0) {
    return refusal_say(
        renderer,
        "`%s` is %s, and airlock knows the MIR and the layouts of rustc 1.95; " INSTALL
        ", " NAME_IT,
        rustc->name, rustc->version);
  }
  return MIR_VERDICT_FINISHED;
}

mir_verdict rustc_find(rustc *out_rustc, const renderer *renderer) {
  const char *chosen = getenv("RUSTC");
  *out_rustc = (rustc){.name = chosen == NULL || chosen[0] == '\0' ? "rustc" : chosen};
  const char *words[] = {out_rustc->name, "-vV", NULL};
  process_request request = {words, rustc_variables + 1, true};
  process_result result;
  mir_verdict verdict = MIR_VERDICT_FINISHED;
  process_run(&result, &request);
  if (result.signal != 0) {
    process_end_by(result.signal);
  }
  if (result.error != 0) {
    verdict = refusal_say(renderer,
                          "cannot run `%s`: %s; Rust sources are printed by rustc 1.95: " INSTALL
                          ", " NAME_IT,
                          out_rustc->name, strerror(result.error));
  } else if (!process_succeeded(&result)) {
    verdict = refusal_say(renderer, "`%s -vV` failed; " NAME_IT, out_rustc->name);
  } else {
    verdict = check_version(out_rustc, renderer, result.output);
  }
  free(result.output);
  if (verdict != MIR_VERDICT_FINISHED) {
    rustc_release(out_rustc);
  }
  return verdict;
}

void rustc_release(rustc *rustc) {
  free(rustc->version);
  free(rustc->host);
  rustc->version = NULL;
  rustc->host = NULL;
}

//===------------------------------------------------------------------------------------------===//
// Printing
//===------------------------------------------------------------------------------------------===//

static bool is_word(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         (character >= '0' && character <= '9') || character == '_';
}

// A name for the crate of a file whose own does not do; NULL when it does, or memory is out. The
// caller frees it.
static char *name_crate(const char *path) {
  const char *slash = strrchr(path, '/');
  char *name = files_with_extension(slash == NULL ? path : slash + 1, "");
  bool is_good = true;
  for (char *next = name; next != NULL && *next != '\0'; next++) {
    if (!is_word(*next) && *next != '-') {
      is_good = false;
      *next = '_';
    }
  }
  if (is_good) {
    free(name);
    return NULL;
  }
  return name;
}

mir_verdict rustc_print(const rustc *rustc, const renderer *renderer, const char *path,
                        const char *edition, const char *folder) {
  enum { most_words = 32 };
  const char *words[most_words] = {rustc->name, "--emit=mir,dep-info", "--edition",
                                   edition,     "--out-dir",           folder};
  size_t count = 6;
  for (size_t i = 0; rustc_flags[i] != NULL; i++) {
    words[count++] = rustc_flags[i];
  }
  if (renderer->format == RENDER_JSON) {
    words[count++] = "--error-format=json";
  }
  char *crate = name_crate(path);
  if (crate != NULL) {
    words[count++] = "--crate-name";
    words[count++] = crate;
  }
  words[count++] = path;
  process_request request = {words, rustc_variables, false};
  process_result result;
  process_run(&result, &request);
  free(crate);
  if (result.signal != 0) {
    cache_remove_scratch(folder);
    process_end_by(result.signal);
  }
  if (process_succeeded(&result)) {
    return MIR_VERDICT_FINISHED;
  }
  if (result.error != 0) {
    return refusal_say(renderer, "cannot run `%s`: %s", rustc->name, strerror(result.error));
  }
  if (WIFSIGNALED(result.status)) {
    return refusal_say(renderer, "`%s` was ended by signal %d", rustc->name,
                       WTERMSIG(result.status));
  }
  return refusal_say(renderer, "`%s` does not compile", path);
}
