// SPDX-License-Identifier: MIT
//
// See refusal.h.
#include "cli/refusal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

mir_verdict refusal_out_of_memory(const renderer *renderer) {
  render_error(renderer, MIR_VERDICT_OUT_OF_MEMORY, "out of memory");
  return MIR_VERDICT_OUT_OF_MEMORY;
}

mir_verdict refusal_say(const renderer *renderer, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  char *message = length < 0 ? NULL : malloc((size_t)length + 1);
  if (message == NULL) {
    return refusal_out_of_memory(renderer);
  }
  va_start(arguments, format);
  vsnprintf(message, (size_t)length + 1, format, arguments);
  va_end(arguments);
  render_error(renderer, MIR_VERDICT_USAGE, message);
  free(message);
  return MIR_VERDICT_USAGE;
}

mir_verdict refusal_of_file(const renderer *renderer, const char *what, const char *path) {
  if (errno == ENOMEM) {
    return refusal_out_of_memory(renderer);
  }
  return refusal_say(renderer, "cannot %s `%s`: %s", what, path, strerror(errno));
}
