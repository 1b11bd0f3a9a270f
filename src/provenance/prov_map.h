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
// exists only where a pointer was stored. A range without pointers costs one NULL. Tags belong to
// embedders with a borrow model, who mostly count them from 1, and are 0 for all others. Halves of
// tags that are 0 in all of a page's words take no memory:
//
//   page      | next, words, ... | allocation of word 0 | of word 1 | ...     64 bits each
//     tags[0] | low half of word 0's tag | ...                 32 bits, where one was not 0
//     tags[1] | high half | ...                                the same
//     bytes   | fragment of byte 0 | of byte 1 | ...           where one was no part of a word
//
// So an array of pointers takes as much again, half more with tags, and little besides. Wildcard
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

// What there is to be room for in a page; each of them includes those before it.
enum prov_room {
  ROOM_FOR_WORDS,      // Whole aligned pointers whose tag is 0.
  ROOM_FOR_TAGS,       // Those whose tag is below 2^32.
  ROOM_FOR_LARGE_TAGS, // All whole aligned pointers.
  ROOM_FOR_FRAGMENTS,  // Whatever there is.
};

// Both records are to be looked at here and changed by the functions below only.
struct prov_page {
  struct prov_page *next; // In order of creation, newest first: what exists is walked, not the
                          // range.
  uint64_t words;         // Bit i: word i is a whole pointer.
  struct prov_fragment
      *bytes;                // One per byte of the page; NULL while there are only whole pointers.
  uint32_t *tags[2];         // Halves, num_words of each; NULL means 0 for all.
  uint32_t num_words;        // Less than PROV_PAGE_WORDS in a range's last page.
  airlock_alloc_id allocs[]; // num_words of them; valid, like the tag, where the bit is set.
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

// prov_room_of says what a whole aligned pointer needs.
static inline enum prov_room prov_room_of(airlock_prov prov) {
  return prov.tag.value == 0            ? ROOM_FOR_WORDS
         : prov.tag.value <= UINT32_MAX ? ROOM_FOR_TAGS
                                        : ROOM_FOR_LARGE_TAGS;
}

// prov_page_room says what a page has room for.
static inline enum prov_room prov_page_room(const struct prov_page *page) {
  return page->bytes != NULL     ? ROOM_FOR_FRAGMENTS
         : page->tags[1] != NULL ? ROOM_FOR_LARGE_TAGS
         : page->tags[0] != NULL ? ROOM_FOR_TAGS
                                 : ROOM_FOR_WORDS;
}

// prov_page_put makes a word, for which there is room, a whole pointer.
static inline void prov_page_put(struct prov_page *page, unsigned word, airlock_prov prov) {
  page->allocs[word] = prov.alloc;
  for (unsigned half = 0; half < 2 && page->tags[half] != NULL; half++) {
    page->tags[half][word] = (uint32_t)(prov.tag.value >> (32 * half));
  }
  page->words |= UINT64_C(1) << word;
}

// prov_page_prov returns the provenance of a word that is a whole pointer.
static inline airlock_prov prov_page_prov(const struct prov_page *page, unsigned word) {
  airlock_prov prov = {page->allocs[word], {0}};
  if (page->tags[0] != NULL) {
    prov.tag.value = page->tags[0][word];
    prov.tag.value |= page->tags[1] != NULL ? (uint64_t)page->tags[1][word] << 32 : 0;
  }
  return prov;
}

// prov_map_reserve makes room in [start, end). Returns false, with the map's meaning unchanged, if
// there is no memory.
bool prov_map_reserve(struct host *host, struct prov_map **io_map, const uint8_t *memory,
                      uint64_t size, uint64_t start, uint64_t end, enum prov_room room);

// prov_map_room_of returns what a copy of [start, end) to elsewhere needs room for, with the same
// place in a word for each byte: fragments where the range holds or cuts out such that are not
// whole aligned pointers.
enum prov_room prov_map_room_of(const struct prov_map *map, uint64_t size, uint64_t start,
                                uint64_t end);

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
  return is_whole ? prov_page_prov(page, word) : airlock_prov_none();
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
static inline bool prov_map_has_room(const struct prov_map *map, uint64_t offset,
                                     airlock_prov prov) {
  const struct prov_page *page = prov_map_page(map, offset);
  return offset % PROV_WORD_SIZE == 0 && page != NULL && page->bytes == NULL &&
         (prov.tag.value == 0 || prov_room_of(prov) <= prov_page_room(page));
}

// prov_map_put is prov_map_store where prov_map_has_room.
static inline void prov_map_put(struct prov_map *map, uint64_t offset, airlock_prov prov) {
  struct prov_page *page = prov_map_page(map, offset);
  prov_page_put(page, prov_page_word(offset), prov);
}

// prov_map_each calls visit with each stored provenance; the same one may come several times.
// Linear in what is stored. Stops and returns false as soon as visit does.
bool prov_map_each(const struct prov_map *map, bool (*visit)(void *context, airlock_prov prov),
                   void *context);

// prov_map_free releases a map. NULL is fine.
void prov_map_free(struct host *host, struct prov_map *map, uint64_t size);

#endif
