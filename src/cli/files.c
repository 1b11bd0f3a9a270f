// SPDX-License-Identifier: MIT
//
// See files.h.
#define _POSIX_C_SOURCE 200809L

#include "cli/files.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// Reads to the end of an open file whose size may not be known.
static bool read_all(char **out_text, size_t *out_length, FILE *file) {
  size_t capacity = 1 << 16;
  size_t length = 0;
  char *text = malloc(capacity);
  while (text != NULL) {
    length += fread(text + length, 1, capacity - length - 1, file);
    if (length < capacity - 1) {
      break;
    }
    char *larger = capacity > SIZE_MAX / 2 ? NULL : realloc(text, capacity * 2);
    if (larger == NULL) {
      free(text);
    }
    text = larger;
    capacity *= 2;
  }
  if (text == NULL) {
    errno = ENOMEM;
    return false;
  }
  if (ferror(file)) {
    free(text);
    errno = EIO;
    return false;
  }
  text[length] = '\0';
  *out_text = text;
  *out_length = length;
  return true;
}

bool files_read(char **out_text, size_t *out_length, const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    return false;
  }
  struct stat info;
  bool done = false;
  if (fstat(fileno(file), &info) == 0 && S_ISDIR(info.st_mode)) {
    errno = EISDIR;
  } else {
    done = read_all(out_text, out_length, file);
  }
  int error = errno;
  fclose(file);
  errno = error;
  return done;
}

bool files_write(const char *path, const char *text, size_t length) {
  FILE *file = fopen(path, "wb");
  if (file == NULL) {
    return false;
  }
  bool is_written = fwrite(text, 1, length, file) == length;
  int error = errno;
  bool is_closed = fclose(file) == 0;
  errno = is_written ? errno : error;
  return is_written && is_closed;
}

char *files_join(const char *first, const char *second) {
  size_t length = strlen(first);
  size_t rest = strlen(second) + 1;
  char *joined = malloc(length + rest);
  if (joined != NULL) {
    memcpy(joined, first, length);
    memcpy(joined + length, second, rest);
  }
  return joined;
}

char *files_folder(const char *path) {
  const char *slash = strrchr(path, '/');
  size_t length = slash == NULL ? 0 : (size_t)(slash - path) + 1;
  char *folder = malloc(length + 1);
  if (folder != NULL) {
    memcpy(folder, path, length);
    folder[length] = '\0';
  }
  return folder;
}

char *files_beside(const char *folder, const char *name) {
  return files_join(name[0] == '/' ? "" : folder, name);
}

char *files_with_extension(const char *path, const char *extension) {
  const char *slash = strrchr(path, '/');
  const char *dot = strrchr(path, '.');
  size_t stem = dot != NULL && (slash == NULL || dot > slash) ? (size_t)(dot - path) : strlen(path);
  size_t length = strlen(extension);
  char *result = malloc(stem + length + 1);
  if (result != NULL) {
    memcpy(result, path, stem);
    memcpy(result + stem, extension, length + 1);
  }
  return result;
}

bool files_has_ending(const char *path, const char *ending) {
  size_t length = strlen(path);
  size_t end = strlen(ending);
  return length > end && strcmp(path + length - end, ending) == 0;
}

void files_unescape(char *path) {
  char *end = path;
  for (char *next = path; *next != '\0'; next++) {
    if (next[0] == '\\' && next[1] == ' ') {
      next++;
    }
    *end++ = *next;
  }
  *end = '\0';
}
