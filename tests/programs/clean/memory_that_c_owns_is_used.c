// SPDX-License-Identifier: MIT
// Memory of the library that no symbol names: a text, numbers, a list, and a slot for a pointer.

#include <stddef.h>
#include <stdint.h>

struct node {
  struct node *next;
  int32_t value;
};

static int32_t numbers[4] = {1, 2, 3, 4};
static struct node last = {NULL, 30};
static struct node middle = {&last, 20};
static struct node first = {&middle, 10};
static int32_t *slot;

const char *text(void) {
  return "made of bytes";
}

int32_t *own_numbers(void) {
  return numbers;
}

int32_t sum(void) {
  return numbers[0] + numbers[1] + numbers[2] + numbers[3];
}

const struct node *list(void) {
  return &first;
}

int32_t **own_slot(void) {
  return &slot;
}

int32_t read_slot(void) {
  return *slot;
}
