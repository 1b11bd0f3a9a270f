// SPDX-License-Identifier: MIT
//
// Pages of pointers. Invariant: a word's bit is set in `words` exactly when the pointer in it is
// whole and stored as one; then the eight byte fragments of that word, if the page has any, are
// none. A page with fragments has both halves of the tags, so that they can be joined.
#include "provenance/prov_map.h"

#include <assert.h>
#include <string.h>

#define WORD_SIZE PROV_WORD_SIZE
#define PAGE_WORDS PROV_PAGE_WORDS
#define PAGE_SIZE PROV_PAGE_SIZE

static size_t map_bytes(uint64_t size) {
  uint64_t num_pages = size / PAGE_SIZE + (size % PAGE_SIZE != 0);
  return sizeof(struct prov_map) + (size_t)num_pages * sizeof(struct prov_page *);
}

static size_t page_bytes(uint32_t num_words) {
  return sizeof(struct prov_page) + num_words * sizeof(airlock_alloc_id);
}

static struct prov_page *page_new(struct host *host, uint64_t size, uint64_t page_start) {
  uint64_t bytes = size - page_start < PAGE_SIZE ? size - page_start : PAGE_SIZE;
  uint32_t num_words = (uint32_t)((bytes + WORD_SIZE - 1) / WORD_SIZE);
  struct prov_page *page = host_allocate(host, page_bytes(num_words));
  if (page != NULL) {
    *page = (struct prov_page){.num_words = num_words};
  }
  return page;
}

static bool page_reserve_tags(struct host *host, struct prov_page *page, unsigned half) {
  if (page->tags[half] == NULL) {
    page->tags[half] = host_allocate_zeroed(host, page->num_words, sizeof(uint32_t));
  }
  return page->tags[half] != NULL;
}

static bool page_reserve_bytes(struct host *host, struct prov_page *page) {
  if (page->bytes == NULL) {
    page->bytes =
        host_allocate_zeroed(host, (size_t)page->num_words * WORD_SIZE, sizeof *page->bytes);
  }
  return page->bytes != NULL;
}

static bool page_reserve(struct host *host, struct prov_page *page, enum prov_room room) {
  return (room < ROOM_FOR_TAGS || page_reserve_tags(host, page, 0)) &&
         (room < ROOM_FOR_LARGE_TAGS || page_reserve_tags(host, page, 1)) &&
         (room < ROOM_FOR_FRAGMENTS || page_reserve_bytes(host, page));
}

bool prov_map_reserve(struct host *host, struct prov_map **io_map, const uint8_t *memory,
                      uint64_t size, uint64_t start, uint64_t end, enum prov_room room) {
  if (*io_map == NULL) {
    *io_map = host_allocate_zeroed(host, 1, map_bytes(size));
    if (*io_map == NULL) {
      return false;
    }
    (*io_map)->memory = memory;
  }
  struct prov_map *map = *io_map;
  for (uint64_t at = start - start % PAGE_SIZE; at < end; at += PAGE_SIZE) {
    struct prov_page **page = &map->pages[at / PAGE_SIZE];
    if (*page == NULL) {
      *page = page_new(host, size, at);
      if (*page == NULL) {
        return false;
      }
      (*page)->next = map->newest;
      map->newest = *page;
    }
    if (!page_reserve(host, *page, room)) {
      return false;
    }
  }
  return true;
}

// Whether `offset` lies inside, not at the start of, a word that is a whole pointer.
static bool cuts_pointer(const struct prov_map *map, uint64_t offset, uint64_t size) {
  if (offset % WORD_SIZE == 0 || offset >= size) {
    return false;
  }
  const struct prov_page *page = prov_map_page(map, offset);
  return page != NULL && (page->words >> prov_page_word(offset) & 1) != 0;
}

bool prov_map_reserve_clear(struct host *host, struct prov_map *map, uint64_t size, uint64_t start,
                            uint64_t end) {
  if (map == NULL || start >= end) {
    return true;
  }
  if (cuts_pointer(map, start, size) &&
      !page_reserve(host, prov_map_page(map, start), ROOM_FOR_FRAGMENTS)) {
    return false;
  }
  return !cuts_pointer(map, end, size) ||
         page_reserve(host, prov_map_page(map, end), ROOM_FOR_FRAGMENTS);
}

// Turns the word at `offset`, a whole pointer, into its eight fragments.
static void split_word(const struct prov_map *map, uint64_t offset) {
  struct prov_page *page = prov_map_page(map, offset);
  unsigned word = prov_page_word(offset);
  assert(page->bytes != NULL);
  uint64_t image;
  memcpy(&image, map->memory + (offset - offset % WORD_SIZE), sizeof image);
  for (unsigned i = 0; i < WORD_SIZE; i++) {
    page->bytes[word * WORD_SIZE + i] =
        (struct prov_fragment){prov_page_prov(page, word), image, (uint8_t)i};
  }
  page->words &= ~(UINT64_C(1) << word);
}

void prov_map_store(struct prov_map *map, uint64_t offset, airlock_prov prov) {
  assert(offset % WORD_SIZE == 0);
  struct prov_page *page = prov_map_page(map, offset);
  unsigned word = prov_page_word(offset);
  if (page->bytes != NULL) {
    memset(&page->bytes[word * WORD_SIZE], 0, WORD_SIZE * sizeof *page->bytes);
  }
  prov_map_put(map, offset, prov);
}

void prov_map_set(struct prov_map *map, uint64_t offset, struct prov_fragment fragment) {
  struct prov_page *page = prov_map_page(map, offset);
  unsigned word = prov_page_word(offset);
  if ((page->words >> word & 1) != 0) {
    split_word(map, offset);
  }
  page->bytes[offset % PAGE_SIZE] = fragment;
}

// Makes a word of eight fragments that form one pointer.
static void join_word(struct prov_page *page, unsigned word) {
  struct prov_fragment *fragments = &page->bytes[word * WORD_SIZE];
  for (unsigned i = 0; i < WORD_SIZE; i++) {
    if (prov_is_none(fragments[i].prov) || fragments[i].index != i ||
        fragments[i].image != fragments[0].image ||
        !prov_equal(fragments[i].prov, fragments[0].prov)) {
      return;
    }
  }
  prov_page_put(page, word, fragments[0].prov);
  memset(fragments, 0, WORD_SIZE * sizeof *fragments);
}

void prov_map_join(struct prov_map *map, uint64_t start, uint64_t end) {
  for (uint64_t at = start - start % WORD_SIZE; map != NULL && at < end;) {
    struct prov_page *page = prov_map_page(map, at);
    if (page == NULL || page->bytes == NULL) {
      at = at - at % PAGE_SIZE + PAGE_SIZE;
    } else {
      join_word(page, prov_page_word(at));
      at += WORD_SIZE;
    }
  }
}

// Clears [start, end), which lies in one page.
static void clear_in_page(const struct prov_map *map, struct prov_page *page, uint64_t start,
                          uint64_t end) {
  if (start % WORD_SIZE != 0 && (page->words >> prov_page_word(start) & 1) != 0) {
    split_word(map, start);
  }
  if (end % WORD_SIZE != 0 && (page->words >> prov_page_word(end) & 1) != 0) {
    split_word(map, end);
  }
  unsigned first = prov_page_word(start);
  unsigned count = prov_page_word(end - 1) + 1 - first;
  page->words &= ~((count == PAGE_WORDS ? UINT64_MAX : (UINT64_C(1) << count) - 1) << first);
  if (page->bytes != NULL) {
    memset(&page->bytes[start % PAGE_SIZE], 0, (size_t)(end - start) * sizeof *page->bytes);
  }
}

void prov_map_clear(struct prov_map *map, uint64_t start, uint64_t end) {
  if (map == NULL) {
    return;
  }
  for (uint64_t at = start; at < end;) {
    uint64_t page_end = at - at % PAGE_SIZE + PAGE_SIZE;
    uint64_t stop = page_end < end ? page_end : end;
    struct prov_page *page = prov_map_page(map, at);
    if (page != NULL) {
      clear_in_page(map, page, at, stop);
    }
    at = stop;
  }
}

struct prov_fragment prov_map_get(const struct prov_map *map, uint64_t offset) {
  const struct prov_page *page = map != NULL ? prov_map_page(map, offset) : NULL;
  if (page == NULL) {
    return (struct prov_fragment){0};
  }
  unsigned word = prov_page_word(offset);
  if ((page->words >> word & 1) == 0) {
    return page->bytes != NULL ? page->bytes[offset % PAGE_SIZE] : (struct prov_fragment){0};
  }
  struct prov_fragment fragment = {prov_page_prov(page, word), 0, (uint8_t)(offset % WORD_SIZE)};
  memcpy(&fragment.image, map->memory + (offset - offset % WORD_SIZE), sizeof fragment.image);
  return fragment;
}

uint64_t prov_map_find(const struct prov_map *map, uint64_t start, uint64_t end) {
  if (map == NULL || map->newest == NULL) {
    return end;
  }
  for (uint64_t at = start; at < end;) {
    const struct prov_page *page = prov_map_page(map, at);
    if (page == NULL || (page->words == 0 && page->bytes == NULL)) {
      at = at - at % PAGE_SIZE + PAGE_SIZE;
    } else if (!prov_is_none(prov_map_get(map, at).prov)) {
      return at;
    } else {
      at++;
    }
  }
  return end;
}

enum prov_room prov_map_room_of(const struct prov_map *map, uint64_t size, uint64_t start,
                                uint64_t end) {
  if (cuts_pointer(map, start, size) || cuts_pointer(map, end, size)) {
    return ROOM_FOR_FRAGMENTS;
  }
  enum prov_room room = ROOM_FOR_WORDS;
  for (uint64_t at = start - start % PAGE_SIZE; at < end; at += PAGE_SIZE) {
    const struct prov_page *page = prov_map_page(map, at);
    if (page != NULL && prov_page_room(page) > room) {
      room = prov_page_room(page);
    }
  }
  return room;
}

static bool visit_page(const struct prov_page *page,
                       bool (*visit)(void *context, airlock_prov prov), void *context) {
  for (uint64_t left = page->words; left != 0; left &= left - 1) {
    if (!visit(context, prov_page_prov(page, (unsigned)__builtin_ctzll(left)))) {
      return false;
    }
  }
  for (size_t i = 0; page->bytes != NULL && i < (size_t)page->num_words * WORD_SIZE; i++) {
    if (!prov_is_none(page->bytes[i].prov) && !visit(context, page->bytes[i].prov)) {
      return false;
    }
  }
  return true;
}

bool prov_map_each(const struct prov_map *map, bool (*visit)(void *context, airlock_prov prov),
                   void *context) {
  for (const struct prov_page *page = map != NULL ? map->newest : NULL; page != NULL;
       page = page->next) {
    if (!visit_page(page, visit, context)) {
      return false;
    }
  }
  return true;
}

void prov_map_free(struct host *host, struct prov_map *map, uint64_t size) {
  if (map == NULL) {
    return;
  }
  for (struct prov_page *page = map->newest; page != NULL;) {
    struct prov_page *next = page->next;
    size_t num_fragments = (size_t)page->num_words * WORD_SIZE;
    host_release(host, page->bytes, num_fragments * sizeof *page->bytes);
    host_release(host, page->tags[0], page->num_words * sizeof(uint32_t));
    host_release(host, page->tags[1], page->num_words * sizeof(uint32_t));
    host_release(host, page, page_bytes(page->num_words));
    page = next;
  }
  host_release(host, map, map_bytes(size));
}
