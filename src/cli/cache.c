// SPDX-License-Identifier: MIT
//
// See cache.h.
#define _XOPEN_SOURCE 700

#include "cli/cache.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files.h"

// Makes a folder and those around it; its name has a final slash.
static bool make_folders(char *path) {
  for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    bool is_there = mkdir(path, 0700) == 0 || errno == EEXIST;
    *slash = '/';
    if (!is_there) {
      return false;
    }
  }
  return true;
}

char *cache_folder(void) {
  const char *root = getenv("XDG_CACHE_HOME");
  const char *rest = "/airlock/";
  if (root == NULL || root[0] != '/') {
    root = getenv("HOME");
    rest = "/.cache/airlock/";
  }
  char *folder = root == NULL || root[0] != '/' ? NULL : files_join(root, rest);
  if (folder != NULL && (!make_folders(folder) || access(folder, W_OK | X_OK) != 0)) {
    free(folder);
    folder = NULL;
  }
  return folder;
}

char *cache_make_scratch(const char *cache) {
  const char *temporary = getenv("TMPDIR");
  if (temporary == NULL || temporary[0] == '\0') {
    temporary = "/tmp";
  }
  char *name = cache != NULL ? files_join(cache, "scratch-XXXXXX")
                             : files_join(temporary, "/airlock-XXXXXX");
  char *folder = name == NULL || mkdtemp(name) == NULL ? NULL : files_join(name, "/");
  free(name);
  return folder;
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *place) {
  (void)info;
  (void)kind;
  (void)place;
  remove(path);
  return 0;
}

void cache_remove_scratch(const char *scratch) {
  nftw(scratch, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static bool write_all(int descriptor, const char *text, size_t length) {
  while (length > 0) {
    ssize_t count = write(descriptor, text, length);
    if (count < 0 && errno != EINTR) {
      return false;
    }
    text += count > 0 ? count : 0;
    length -= count > 0 ? (size_t)count : 0;
  }
  return true;
}

bool cache_write(const char *path, const char *text, size_t length) {
  char *name = files_join(path, ".XXXXXX");
  int descriptor = name == NULL ? -1 : mkstemp(name);
  if (descriptor < 0) {
    free(name);
    return false;
  }
  bool done = write_all(descriptor, text, length);
  done = close(descriptor) == 0 && done && rename(name, path) == 0;
  int error = errno;
  if (!done) {
    unlink(name);
  }
  free(name);
  errno = error;
  return done;
}
