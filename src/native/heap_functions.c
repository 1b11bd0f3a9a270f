// SPDX-License-Identifier: MIT
//
// What stands in for malloc and its family.
//
// Each function does what the real one does, by calling it, and tells the machine that is inside
// native code in this thread. While it works the thread is marked as busy, so that what it calls in
// turn, the real getline its realloc for instance, passes untouched. Without a machine inside it is
// the real function and nothing else; only a free may concern a machine all the same.
//
// A little more than was asked for is taken, so that the bytes right behind a block are nobody's,
// and an access to them is known for what it is.
//
// dlopen, dlsym and dlvsym behave by where they are called from. What stands in for them notes the
// call and goes on to the real one by a jump, so that the caller stays the caller.
#define _GNU_SOURCE
#include "native/heap_functions.h"
#include "native/heap_pages.h"
#include "native/process.h"

#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CALLER ((uint64_t)(uintptr_t)__builtin_return_address(0))
#define HEAP_ALIGN _Alignof(max_align_t)
#define MARGIN 16

// A size with the margin; one that cannot be had stays as it is.
static size_t with_margin(size_t size) {
  return size <= SIZE_MAX / 2 ? size + MARGIN : size;
}

// Tells of an ordinary block, and ends the function's work.
static void *made(struct native_heap *heap, struct native_site site, void *memory, uint64_t size,
                  uint64_t align, enum native_content content) {
  if (heap != NULL) {
    struct native_making making = {
        .site = site, .memory = memory, .size = size, .align = align, .content = content};
    making.room = memory != NULL ? malloc_usable_size(memory) : 0;
    enum gate_pass pass = native_heap_begin_telling(heap);
    native_heap_made(heap, &making);
    native_heap_end_telling(heap, pass);
    process_end(heap);
  }
  return memory;
}

// ------------------------------------------------------------------------------------------ making

static void *heap_malloc(size_t size) {
  struct native_site site = {"malloc", CALLER};
  struct native_heap *heap = process_begin();
  void *memory = malloc(heap != NULL ? with_margin(size) : size);
  return made(heap, site, memory, size, HEAP_ALIGN, NATIVE_CONTENT_UNINIT);
}

static void *heap_calloc(size_t count, size_t size) {
  struct native_site site = {"calloc", CALLER};
  struct native_heap *heap = process_begin();
  size_t total;
  if (heap == NULL || __builtin_mul_overflow(count, size, &total)) {
    process_end(heap);
    return calloc(count, size);
  }
  return made(heap, site, calloc(1, with_margin(total)), total, HEAP_ALIGN, NATIVE_CONTENT_ZERO);
}

static void *heap_aligned_alloc(size_t align, size_t size) {
  struct native_site site = {"aligned_alloc", CALLER};
  struct native_heap *heap = process_begin();
  void *memory = aligned_alloc(align, heap != NULL && size > 0 ? size + align : size);
  return made(heap, site, memory, size, align, NATIVE_CONTENT_UNINIT);
}

static void *heap_memalign(size_t align, size_t size) {
  struct native_site site = {"memalign", CALLER};
  struct native_heap *heap = process_begin();
  void *memory = memalign(align, heap != NULL ? with_margin(size) : size);
  return made(heap, site, memory, size, align, NATIVE_CONTENT_UNINIT);
}

static int heap_posix_memalign(void **out_memory, size_t align, size_t size) {
  struct native_site site = {"posix_memalign", CALLER};
  struct native_heap *heap = process_begin();
  int error = posix_memalign(out_memory, align, heap != NULL ? with_margin(size) : size);
  (void)made(heap, site, error == 0 ? *out_memory : NULL, size, align, NATIVE_CONTENT_UNINIT);
  return error;
}

static void *heap_valloc(size_t size) {
  struct native_site site = {"valloc", CALLER};
  struct native_heap *heap = process_begin();
  return made(heap, site, valloc(size), size, heap_page_size(), NATIVE_CONTENT_UNINIT);
}

static void *heap_pvalloc(size_t size) {
  struct native_site site = {"pvalloc", CALLER};
  struct native_heap *heap = process_begin();
  return made(heap, site, pvalloc(size), heap_whole_pages(size), heap_page_size(),
              NATIVE_CONTENT_UNINIT);
}

// A copy of so many characters, and the NUL.
static char *copy_text(struct native_site site, const char *text, size_t length) {
  struct native_heap *heap = process_begin();
  char *copy = malloc(heap != NULL ? with_margin(length + 1) : length + 1);
  if (copy != NULL) {
    memcpy(copy, text, length);
    copy[length] = '\0';
  }
  return made(heap, site, copy, length + 1, 1, NATIVE_CONTENT_WILD);
}

static char *heap_strdup(const char *text) {
  return copy_text((struct native_site){"strdup", CALLER}, text, strlen(text));
}

static char *heap_strndup(const char *text, size_t limit) {
  return copy_text((struct native_site){"strndup", CALLER}, text, strnlen(text, limit));
}

// A printed text, which is as long as it is. Without memory for a margin it gets none.
static void made_text(struct native_heap *heap, struct native_site site, char **io_text,
                      int length) {
  if (heap != NULL && length >= 0) {
    char *roomier = realloc(*io_text, with_margin((size_t)length + 1));
    *io_text = roomier != NULL ? roomier : *io_text;
  }
  (void)made(heap, site, length >= 0 ? *io_text : NULL, (uint64_t)length + 1, 1,
             NATIVE_CONTENT_WILD);
}

static int print_text(struct native_site site, char **out_text, const char *format, va_list args) {
  struct native_heap *heap = process_begin();
  int length = vasprintf(out_text, format, args);
  made_text(heap, site, out_text, length);
  return length;
}

static int heap_vasprintf(char **out_text, const char *format, va_list args) {
  return print_text((struct native_site){"vasprintf", CALLER}, out_text, format, args);
}

__attribute__((format(printf, 2, 3))) static int heap_asprintf(char **out_text, const char *format,
                                                               ...) {
  va_list args;
  va_start(args, format);
  int length = print_text((struct native_site){"asprintf", CALLER}, out_text, format, args);
  va_end(args);
  return length;
}

// The forms that _FORTIFY_SOURCE calls. They would refuse a %n in a format that can be written.
extern int __vasprintf_chk(char **out_text, int flag, const char *format, va_list args);

static int print_checked(struct native_site site, char **out_text, int flag, const char *format,
                         va_list args) {
  struct native_heap *heap = process_begin();
  int length = __vasprintf_chk(out_text, flag, format, args);
  made_text(heap, site, out_text, length);
  return length;
}

static int heap_vasprintf_chk(char **out_text, int flag, const char *format, va_list args) {
  return print_checked((struct native_site){"vasprintf", CALLER}, out_text, flag, format, args);
}

__attribute__((format(printf, 3, 4))) static int heap_asprintf_chk(char **out_text, int flag,
                                                                   const char *format, ...) {
  va_list args;
  va_start(args, format);
  int length =
      print_checked((struct native_site){"asprintf", CALLER}, out_text, flag, format, args);
  va_end(args);
  return length;
}

// ----------------------------------------------------------------------------------------- freeing

void native_heap_release_memory(void *memory) {
  free(memory);
}

static void heap_free(void *memory) {
  struct native_site site = {"free", CALLER};
  struct native_heap *heap = process_begin();
  bool passes = true;
  uint64_t size;
  int native_errno = errno;
  if (heap != NULL) {
    enum gate_pass pass = native_heap_begin_telling(heap);
    passes = native_heap_free(heap, memory, site) == NATIVE_FREE_PASS;
    native_heap_end_telling(heap, pass);
  } else if (memory != NULL && !process_this_thread()->is_busy) {
    passes = !process_free_elsewhere(memory, site, &size);
  }
  errno = native_errno;
  if (passes) {
    free(memory);
  }
  process_end(heap);
}

// ------------------------------------------------------------------------------------------ moving

// Elsewhere a block cannot be moved: the machine still knows the old one.
static void *resize_elsewhere(struct native_site site, void *memory, size_t size) {
  uint64_t old_size;
  bool may_be_block = memory != NULL && !process_this_thread()->is_busy;
  if (!may_be_block || !process_free_elsewhere(memory, site, &old_size)) {
    return realloc(memory, size);
  }
  void *moved = malloc(size);
  if (moved != NULL) {
    memcpy(moved, memory, size < old_size ? size : (size_t)old_size);
  }
  return moved;
}

static enum native_taking take(struct native_heap *heap, struct native_block **out_block,
                               void *memory, struct native_site site) {
  enum gate_pass pass = native_heap_begin_telling(heap);
  enum native_taking taking = native_heap_take(heap, out_block, memory, site);
  native_heap_end_telling(heap, pass);
  return taking;
}

static void moved_to(struct native_heap *heap, struct native_block *block,
                     const struct native_making *making) {
  enum gate_pass pass = native_heap_begin_telling(heap);
  native_heap_moved(heap, block, making);
  native_heap_end_telling(heap, pass);
}

static void *copy_block(const struct native_block *block, size_t size) {
  void *copy = malloc(with_margin(size));
  if (copy != NULL) {
    memcpy(copy, (const void *)(uintptr_t)block->base, size < block->size ? size : block->size);
  }
  return copy;
}

static void *resize(struct native_site site, void *memory, size_t size) {
  struct native_block *block = NULL;
  struct native_heap *heap = process_begin();
  if (heap == NULL) {
    return resize_elsewhere(site, memory, size);
  }
  enum native_taking taking = take(heap, &block, memory, site);
  if (taking == NATIVE_TAKE_REFUSE) {
    process_end(heap);
    errno = EINVAL;
    return NULL;
  }
  bool is_copied = size > 0 && taking == NATIVE_TAKE_COPY;
  void *moved = is_copied ? copy_block(block, size)
                          : realloc(memory, size > 0 || memory == NULL ? with_margin(size) : 0);
  bool has_failed = moved == NULL && (size != 0 || memory == NULL);
  if (has_failed) {
    native_heap_stayed(heap, block);
  } else {
    struct native_making making = {.site = site,
                                   .memory = moved,
                                   .size = size,
                                   .room = moved != NULL ? malloc_usable_size(moved) : 0,
                                   .align = HEAP_ALIGN,
                                   .content = NATIVE_CONTENT_UNINIT};
    moved_to(heap, block, &making);
  }
  if (is_copied && !has_failed) {
    free(memory);
  }
  process_end(heap);
  return moved;
}

static void *heap_realloc(void *memory, size_t size) {
  return resize((struct native_site){"realloc", CALLER}, memory, size);
}

static void *heap_reallocarray(void *memory, size_t count, size_t size) {
  size_t total;
  if (__builtin_mul_overflow(count, size, &total)) {
    errno = ENOMEM;
    return NULL;
  }
  return resize((struct native_site){"reallocarray", CALLER}, memory, total);
}

// getdelim may move or grow the buffer that it is given.
static ssize_t read_line(struct native_site site, char **io_line, size_t *io_size, int delimiter,
                         FILE *file) {
  struct native_block *block = NULL;
  struct native_heap *heap = process_begin();
  if (heap == NULL) {
    return getdelim(io_line, io_size, delimiter, file);
  }
  char *line = *io_line;
  size_t size = *io_size;
  if (line != NULL && take(heap, &block, line, site) == NATIVE_TAKE_REFUSE) {
    process_end(heap);
    errno = EINVAL;
    return -1;
  }
  ssize_t length = getdelim(io_line, io_size, delimiter, file);
  if (*io_line == line && *io_size == size) {
    native_heap_stayed(heap, block);
  } else {
    struct native_making making = {.site = site,
                                   .memory = *io_line,
                                   .size = *io_size,
                                   .room = *io_line != NULL ? malloc_usable_size(*io_line) : 0,
                                   .align = 1,
                                   .content = NATIVE_CONTENT_WILD};
    moved_to(heap, block, &making);
  }
  process_end(heap);
  return length;
}

static ssize_t heap_getdelim(char **io_line, size_t *io_size, int delimiter, FILE *file) {
  return read_line((struct native_site){"getdelim", CALLER}, io_line, io_size, delimiter, file);
}

static ssize_t heap_getline(char **io_line, size_t *io_size, FILE *file) {
  return read_line((struct native_site){"getline", CALLER}, io_line, io_size, '\n', file);
}

// ----------------------------------------------------------------------------------------- loading

static int heap_dlclose(void *handle) {
  struct native_heap *heap = process_begin();
  if (heap == NULL) {
    return dlclose(handle);
  }
  enum gate_pass pass = native_heap_begin_telling(heap);
  native_heap_let_go(heap);
  native_heap_end_telling(heap, pass);
  process_end(heap); // What is unloaded frees its memory as any native code does.
  int result = dlclose(handle);
  (void)process_begin();
  pass = native_heap_begin_telling(heap);
  native_heap_hold(heap);
  native_heap_end_telling(heap, pass);
  process_end(heap);
  return result;
}

// The names are global, though hidden, because link-time optimisation may part the text below from
// its neighbours.
#define HIDDEN __attribute__((used, visibility("hidden")))
HIDDEN void airlock_heap_note_loading(void);
HIDDEN void airlock_heap_dlopen(void);
HIDDEN void airlock_heap_dlsym(void);
HIDDEN void airlock_heap_dlvsym(void);

// Before dlopen: there will be something to look for. Before dlsym: it is there.
void airlock_heap_note_loading(void) {
  struct native_heap *heap = process_begin();
  if (heap != NULL) {
    int native_errno = errno;
    enum gate_pass pass = native_heap_begin_telling(heap);
    native_heap_look(heap);
    heap->may_have_loaded = true;
    native_heap_end_telling(heap, pass);
    errno = native_errno;
  }
  process_end(heap);
}

// Saves the arguments, up to three, notes, and goes on to the real function.

#if defined(__x86_64__)
#define GO_ON(name)                                                                                \
  __asm__(".text\n"                                                                                \
          ".globl airlock_heap_" #name "\n"                                                        \
          ".hidden airlock_heap_" #name "\n"                                                       \
          ".type airlock_heap_" #name ", @function\n"                                              \
          "airlock_heap_" #name ":\n"                                                              \
          "  endbr64\n"                                                                            \
          "  pushq %rdi\n"                                                                         \
          "  pushq %rsi\n"                                                                         \
          "  pushq %rdx\n"                                                                         \
          "  call airlock_heap_note_loading\n"                                                     \
          "  popq %rdx\n"                                                                          \
          "  popq %rsi\n"                                                                          \
          "  popq %rdi\n"                                                                          \
          "  jmp *" #name "@GOTPCREL(%rip)\n"                                                      \
          ".size airlock_heap_" #name ", . - airlock_heap_" #name "\n")
#elif defined(__aarch64__)
#define GO_ON(name)                                                                                \
  __asm__(".text\n"                                                                                \
          ".globl airlock_heap_" #name "\n"                                                        \
          ".hidden airlock_heap_" #name "\n"                                                       \
          ".type airlock_heap_" #name ", %function\n"                                              \
          "airlock_heap_" #name ":\n"                                                              \
          "  hint #34\n"                                                                           \
          "  stp x29, x30, [sp, #-48]!\n"                                                          \
          "  stp x0, x1, [sp, #16]\n"                                                              \
          "  str x2, [sp, #32]\n"                                                                  \
          "  bl airlock_heap_note_loading\n"                                                       \
          "  ldr x2, [sp, #32]\n"                                                                  \
          "  ldp x0, x1, [sp, #16]\n"                                                              \
          "  ldp x29, x30, [sp], #48\n"                                                            \
          "  adrp x16, :got:" #name "\n"                                                           \
          "  ldr x16, [x16, :got_lo12:" #name "]\n"                                                \
          "  br x16\n"                                                                             \
          ".size airlock_heap_" #name ", . - airlock_heap_" #name "\n")
#endif

#ifdef GO_ON
GO_ON(dlopen);
GO_ON(dlsym);
GO_ON(dlvsym);
#endif

// ------------------------------------------------------------------------------------------- table

#define FUNCTION(name, replacement, role)                                                          \
  { name, (void (*)(void))(replacement), role }

static const struct heap_function functions[] = {
    FUNCTION("malloc", heap_malloc, HEAP_ALLOCATOR),
    FUNCTION("calloc", heap_calloc, HEAP_ALLOCATOR),
    FUNCTION("realloc", heap_realloc, HEAP_ALLOCATOR),
    FUNCTION("reallocarray", heap_reallocarray, HEAP_ALLOCATOR),
    FUNCTION("free", heap_free, HEAP_ALLOCATOR),
    FUNCTION("aligned_alloc", heap_aligned_alloc, HEAP_ALLOCATOR),
    FUNCTION("memalign", heap_memalign, HEAP_ALLOCATOR),
    FUNCTION("valloc", heap_valloc, HEAP_ALLOCATOR),
    FUNCTION("pvalloc", heap_pvalloc, HEAP_ALLOCATOR),
    FUNCTION("posix_memalign", heap_posix_memalign, HEAP_USER),
    FUNCTION("strdup", heap_strdup, HEAP_USER),
    FUNCTION("__strdup", heap_strdup, HEAP_USER),
    FUNCTION("strndup", heap_strndup, HEAP_USER),
    FUNCTION("__strndup", heap_strndup, HEAP_USER),
    FUNCTION("asprintf", heap_asprintf, HEAP_USER),
    FUNCTION("vasprintf", heap_vasprintf, HEAP_USER),
    FUNCTION("__asprintf_chk", heap_asprintf_chk, HEAP_USER),
    FUNCTION("__vasprintf_chk", heap_vasprintf_chk, HEAP_USER),
    FUNCTION("getline", heap_getline, HEAP_USER),
    FUNCTION("getdelim", heap_getdelim, HEAP_USER),
    FUNCTION("__getdelim", heap_getdelim, HEAP_USER),
    FUNCTION("mmap", heap_mmap, HEAP_USER),
    FUNCTION("mmap64", heap_mmap, HEAP_USER),
    FUNCTION("munmap", heap_munmap, HEAP_USER),
    FUNCTION("mprotect", heap_mprotect, HEAP_USER),
    FUNCTION("mremap", heap_mremap, HEAP_USER),
    FUNCTION("dlclose", heap_dlclose, HEAP_LOADER),
#ifdef GO_ON
    FUNCTION("dlopen", airlock_heap_dlopen, HEAP_LOADER),
    FUNCTION("dlsym", airlock_heap_dlsym, HEAP_LOADER),
    FUNCTION("dlvsym", airlock_heap_dlvsym, HEAP_LOADER),
#endif
};

#define NUM_FUNCTIONS (sizeof functions / sizeof *functions)
_Static_assert(NUM_FUNCTIONS <= NATIVE_MAX_FUNCTIONS, "there is room for all");

size_t heap_function_count(void) {
  return NUM_FUNCTIONS;
}

const struct heap_function *heap_function_at(size_t index) {
  return &functions[index];
}

int heap_function_find(const char *name) {
  for (size_t i = 0; i < NUM_FUNCTIONS; i++) {
    if (strcmp(functions[i].name, name) == 0) {
      return (int)i;
    }
  }
  return -1;
}
