// SPDX-License-Identifier: MIT
//
// Floor 1. The tags of one allocation that have been exposed, in order of exposure.
//
// Without a borrow model the only tag is 0, and an allocation exposed with nothing but tag 0 costs
// no memory: the list is NULL. Whether the allocation is exposed at all is the allocation's own
// flag.
#ifndef AIRLOCK_PROVENANCE_TAG_LIST_H
#define AIRLOCK_PROVENANCE_TAG_LIST_H

#include "provenance/prov.h"
#include "support/host.h"

struct tag_list {
  airlock_tag *tags;
  size_t count;
  size_t capacity;
};

// tag_list_view lends the tags of an exposed allocation.
size_t tag_list_view(const struct tag_list *list, const airlock_tag **out_tags);

bool tag_list_contains(const struct tag_list *list, airlock_tag tag);

// tag_list_begin is the first exposure; tag_list_add a further one, of a tag that is not in the
// list. False: no memory.
bool tag_list_begin(struct host *host, struct tag_list **out_list, airlock_tag tag);
bool tag_list_add(struct host *host, struct tag_list **io_list, airlock_tag tag);

void tag_list_free(struct host *host, struct tag_list *list);

#endif
