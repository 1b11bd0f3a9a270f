// SPDX-License-Identifier: MIT
//
// Floor 1. The concrete provenance stored in a range of bytes.
//
// In the abstract every byte carries nothing or a *fragment*: {provenance, which of a pointer's
// eight bytes it is, the whole pointer's address}. A pointer at any offset is eight fragments in
// order; overwriting some of them leaves the others, and copying byte by byte puts a pointer
// together again.
//
//   offset        8         16        24
//   bytes    ... |p0 .. p7 |p0 .. p4 42 q6 q7| ...
//   fragments    |P0 .. P7 |P0 .. P4  -  Q6 Q7|
//
// Nearly all pointers are whole and aligned, so those are stored once, as a *word*; fragments by
// the byte are kept only where they are needed. A range is cut into pages of 64 words, and a page
// exists only where a pointer was stored. A range without pointers costs one NULL. Wildcard
// provenance is not kept here: it is one bit per byte (machine/shadow.h).
//
// Everything that takes memory is done by prov_map_reserve beforehand; then the changes themselves
// cannot fail. `size` is the whole range's size in bytes, the same in all calls on one map.
// `memory` is where the bytes themselves are: a whole pointer's address is not kept twice, so
// provenance is changed before the bytes are.
#ifndef AIRLOCK_PROVENANCE_PROV_MAP_H
#define AIRLOCK_PROVENANCE_PROV_MAP_H

#include "provenance/prov.h"
#include "support/host.h"

struct prov_fragment {
  airlock_prov prov; // none: no fragment.
  uint64_t image;    // Address of the whole pointer.
  uint8_t index;     // Which of its bytes, 0 to 7.
};

#define PROV_WORD_SIZE 8
#define PROV_PAGE_WORDS 64
#define PROV_PAGE_SIZE (PROV_PAGE_WORDS * PROV_WORD_SIZE)

// Both records are to be looked at here and changed by the functions below only.
struct prov_page {
  struct prov_page *next; // In order of creation, newest first: what exists is walked, not the
                          // range.
  uint64_t words;         // Bit i: word i is a whole pointer.
  struct prov_fragment
      *bytes;          // One per byte of the page; NULL while there are only whole pointers.
  uint32_t num_words;  // Less than PROV_PAGE_WORDS in a range's last page.
  airlock_prov prov[]; // num_words of them; valid where the bit is set.
};

struct prov_map {
  const uint8_t *memory;
  struct prov_page *newest;
  struct prov_page *pages[]; // One per PROV_PAGE_SIZE bytes of the range; NULL where no pointer was
                             // stored.
};

static inline struct prov_page *prov_map_page(const struct prov_map *map, uint64_t offset) {
  return map->pages[offset / PROV_PAGE_SIZE];
}

static inline unsigned prov_page_word(uint64_t offset) {
  return (unsigned)(offset % PROV_PAGE_SIZE / PROV_WORD_SIZE);
}

// prov_map_reserve makes room for any change in [start, end): whole aligned pointers, and single
// fragments too if `fragments`. Returns false, with the map's meaning unchanged, if there is no
// memory.
bool prov_map_reserve(struct host *host, struct prov_map **io_map, const uint8_t *memory,
                      uint64_t size, uint64_t start, uint64_t end, bool fragments);

// prov_map_reserve_clear makes room for prov_map_clear: pointers that the range cuts into become
// fragments.
bool prov_map_reserve_clear(struct host *host, struct prov_map *map, uint64_t size, uint64_t start,
                            uint64_t end);

// prov_map_store puts a whole pointer at an aligned offset; prov_map_set puts one fragment (none
// clears it). Reserved before.
void prov_map_store(struct prov_map *map, uint64_t offset, airlock_prov prov);
void prov_map_set(struct prov_map *map, uint64_t offset, struct prov_fragment fragment);

// prov_map_join stores fragments that form whole aligned pointers as words, so that copies do not
// get slower with time. For words that [start, end) touches, after the last of several changes:
// until their bytes follow, a joined word has no other place that keeps its address. map may be
// NULL.
void prov_map_join(struct prov_map *map, uint64_t start, uint64_t end);

// prov_map_clear removes all fragments in [start, end). Reserved before. map may be NULL.
void prov_map_clear(struct prov_map *map, uint64_t start, uint64_t end);

// prov_map_word returns the provenance of the whole pointer at this offset if it is stored as a
// word, else none.
static inline airlock_prov prov_map_word(const struct prov_map *map, uint64_t offset) {
  const struct prov_page *page = prov_map_page(map, offset);
  unsigned word = prov_page_word(offset);
  bool is_whole = offset % PROV_WORD_SIZE == 0 && page != NULL && (page->words >> word & 1) != 0;
  return is_whole ? page->prov[word] : airlock_prov_none();
}

// prov_map_get returns the fragment of one byte. map may be NULL.
struct prov_fragment prov_map_get(const struct prov_map *map, uint64_t offset);

// prov_map_find returns the first offset in [start, end) that may carry a fragment (never past one
// that does), or end.
uint64_t prov_map_find(const struct prov_map *map, uint64_t start, uint64_t end);

// prov_map_is_bare says of up to 64 bytes that certainly none carries a fragment or is a part of a
// whole pointer.
static inline bool prov_map_is_bare(const struct prov_map *map, uint64_t offset, uint64_t size) {
  uint64_t last = offset + size - 1;
  if (offset / PROV_PAGE_SIZE != last / PROV_PAGE_SIZE) {
    return false;
  }
  const struct prov_page *page = prov_map_page(map, offset);
  if (page == NULL) {
    return true;
  }
  uint64_t touched = (UINT64_C(2) << (prov_page_word(last) - prov_page_word(offset))) - 1;
  return page->bytes == NULL && (page->words >> prov_page_word(offset) & touched) == 0;
}

// prov_map_has_room says whether prov_map_store at an offset needs no prov_map_reserve, nor a
// clear.
static inline bool prov_map_has_room(const struct prov_map *map, uint64_t offset) {
  const struct prov_page *page = prov_map_page(map, offset);
  return offset % PROV_WORD_SIZE == 0 && page != NULL && page->bytes == NULL;
}

// prov_map_put is prov_map_store where prov_map_has_room.
static inline void prov_map_put(struct prov_map *map, uint64_t offset, airlock_prov prov) {
  struct prov_page *page = prov_map_page(map, offset);
  page->prov[prov_page_word(offset)] = prov;
  page->words |= UINT64_C(1) << prov_page_word(offset);
}

// prov_map_is_ragged says whether [start, end) holds or cuts out fragments that are not whole
// aligned pointers.
bool prov_map_is_ragged(const struct prov_map *map, uint64_t size, uint64_t start, uint64_t end);

// prov_map_each calls visit with each stored provenance; the same one may come several times.
// Linear in what is stored. Stops and returns false as soon as visit does.
bool prov_map_each(const struct prov_map *map, bool (*visit)(void *context, airlock_prov prov),
                   void *context);

// prov_map_free releases a map. NULL is fine.
void prov_map_free(struct host *host, struct prov_map *map, uint64_t size);

#endif
