// SPDX-License-Identifier: MIT
//
// Exposed tags: a short array, searched from the front; borrow models expose few tags per
// allocation.
#include "provenance/tag_list.h"

static const airlock_tag untagged[] = {{0}};

size_t tag_list_view(const struct tag_list *list, const airlock_tag **out_tags) {
  *out_tags = list != NULL ? list->tags : untagged;
  return list != NULL ? list->count : 1;
}

bool tag_list_contains(const struct tag_list *list, airlock_tag tag) {
  const airlock_tag *tags;
  size_t count = tag_list_view(list, &tags);
  for (size_t i = 0; i < count; i++) {
    if (tags[i].value == tag.value) {
      return true;
    }
  }
  return false;
}

bool tag_list_begin(struct host *host, struct tag_list **out_list, airlock_tag tag) {
  if (tag.value == 0) {
    *out_list = NULL;
    return true;
  }
  struct tag_list *list = host_allocate_zeroed(host, 1, sizeof *list);
  if (list == NULL) {
    return false;
  }
  if (!host_grow(host, (void **)&list->tags, &list->capacity, 1, sizeof tag)) {
    host_release(host, list, sizeof *list);
    return false;
  }
  list->tags[list->count++] = tag;
  *out_list = list;
  return true;
}

bool tag_list_add(struct host *host, struct tag_list **io_list, airlock_tag tag) {
  struct tag_list *list = *io_list;
  if (list == NULL) { // Exposed with tag 0 alone so far.
    if (!tag_list_begin(host, &list, tag)) {
      return false;
    }
    list->tags[list->count++] = tag; // host_grow made room for more than one.
    list->tags[0] = untagged[0];
    *io_list = list;
    return true;
  }
  if (!host_grow(host, (void **)&list->tags, &list->capacity, list->count + 1, sizeof tag)) {
    return false;
  }
  list->tags[list->count++] = tag;
  return true;
}

void tag_list_free(struct host *host, struct tag_list *list) {
  if (list != NULL) {
    host_release(host, list->tags, list->capacity * sizeof *list->tags);
    host_release(host, list, sizeof *list);
  }
}
