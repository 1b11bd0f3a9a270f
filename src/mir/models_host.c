// SPDX-License-Identifier: MIT
//
// What std asks of the system, for std/io.rs, std/env.rs and std/time.rs: standard input and
// output, variables of the environment, the program's errno and its text, clocks.
#define _GNU_SOURCE // The strerror_r that answers the text.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "models_internal.h"

// `write_output(is_error, bytes, length)`: the streams that print! and eprint! write to.
MIR_MODEL(host_write) {
  (void)call;
  (void)result;
  FILE *file = args[0].as.bits[0] != 0 ? stderr : stdout;
  airlock_ptr pointer = args[1].as.ptr;
  uint64_t left = args[2].as.bits[0];
  while (left > 0) {
    char piece[1024];
    size_t size = left < sizeof piece ? (size_t)left : sizeof piece;
    airlock_status status = airlock_read(interpreter->machine, piece, pointer, size);
    if (status != AIRLOCK_OK) {
      return status;
    }
    fwrite(piece, 1, size, file);
    pointer = airlock_ptr_wrapping_add(pointer, size);
    left -= size;
  }
  return AIRLOCK_OK;
}

MIR_MODEL(host_flush) {
  (void)interpreter;
  (void)call;
  (void)args;
  (void)result;
  fflush(stdout);
  return AIRLOCK_OK;
}

// `read_input(bytes, length)`: how many bytes were read, 0 at the end; -1 with errno.
MIR_MODEL(host_read) {
  (void)call;
  char piece[8192];
  uint64_t wanted = args[1].as.bits[0];
  size_t size = wanted < sizeof piece ? (size_t)wanted : sizeof piece;
  ssize_t count = read(STDIN_FILENO, piece, size);
  if (count < 0) {
    airlock_set_errno(interpreter->machine, errno);
  }
  result[0] = airlock_int(AIRLOCK_ISIZE, (uint64_t)count);
  return count > 0 ? airlock_write(interpreter->machine, args[0].as.ptr, piece, (size_t)count)
                   : AIRLOCK_OK;
}

// `variable(name, length, vector)`: false when there is none.
MIR_MODEL(host_variable) {
  (void)call;
  char name[256];
  size_t length = (size_t)args[1].as.bits[0];
  if (args[1].as.bits[0] >= sizeof name) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "names of variables with more than 255 bytes");
  }
  airlock_status status = airlock_read(interpreter->machine, name, args[0].as.ptr, length);
  if (status != AIRLOCK_OK) {
    return status;
  }
  name[length] = '\0';
  const char *value = memchr(name, '\0', length) != NULL ? NULL : getenv(name);
  result[0] = airlock_int(AIRLOCK_BOOL, value != NULL);
  return value == NULL || value[0] == '\0'
             ? AIRLOCK_OK
             : mir_model_give_bytes(interpreter, args[2].as.ptr, value, strlen(value));
}

MIR_MODEL(host_errno) {
  (void)call;
  (void)args;
  result[0] = airlock_int(AIRLOCK_I32, (uint64_t)(int64_t)airlock_errno(interpreter->machine));
  return AIRLOCK_OK;
}

// `error_text(code, vector)`: what C says of an errno.
MIR_MODEL(host_error_text) {
  (void)call;
  (void)result;
  char text[256];
  const char *found = strerror_r((int)(uint32_t)args[0].as.bits[0], text, sizeof text);
  return mir_model_give_bytes(interpreter, args[1].as.ptr, found, strlen(found));
}

// `clock(is_steady)`: nanoseconds.
MIR_MODEL(host_clock) {
  (void)interpreter;
  (void)call;
  struct timespec now = {0};
  clock_gettime(args[0].as.bits[0] != 0 ? CLOCK_MONOTONIC : CLOCK_REALTIME, &now);
  result[0] = airlock_int(AIRLOCK_U64, (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec);
  return AIRLOCK_OK;
}
