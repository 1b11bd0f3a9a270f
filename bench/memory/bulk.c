// SPDX-License-Identifier: MIT
//
// bench_bulk: what operations on many bytes cost, beside the C library's own on plain memory.
//
//   copy       airlock_copy between two blocks, ÷ memcpy: of plain bytes, of plain bytes into a
//              block that is not initialised each time anew, of pointers
//   read       airlock_read of plain bytes, ÷ memcpy
//   write      airlock_write, ÷ memcpy
//   fill       airlock_fill, ÷ memset
//
// The cases take turns in each of many rounds; a case's figure is that of its fastest round, and
// only ratios are meant to be read.
#define _GNU_SOURCE
#include <airlock.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../clock.h"

enum { ROUNDS = 200, BYTES_PER_ROUND = 1 << 18 };

static airlock_machine *machine;

// Two blocks of a size each, of the machine's and of the host's.
typedef struct blocks {
  uint64_t size;
  airlock_ptr source;
  airlock_ptr pointers;
  airlock_ptr target;
  airlock_ptr pointer_target;
  uint8_t *plain_source;
  uint8_t *plain_target;
} blocks;

static void require(airlock_status status) {
  if (status != AIRLOCK_OK) {
    (void)fprintf(stderr, "bench_bulk: %s\n", airlock_last_report(machine)->message);
    exit(1);
  }
}

static void plain_copy(const blocks *blocks) {
  memcpy(blocks->plain_target, blocks->plain_source, blocks->size);
  __asm__ volatile("" : : "r"(blocks->plain_target) : "memory");
}

static void plain_fill(const blocks *blocks) {
  memset(blocks->plain_target, 7, blocks->size);
  __asm__ volatile("" : : "r"(blocks->plain_target) : "memory");
}

static void copy(const blocks *blocks) {
  require(airlock_copy(machine, blocks->target, blocks->source, blocks->size));
}

static void copy_into_new(const blocks *blocks) {
  require(airlock_deinit(machine, blocks->target, blocks->size));
  require(airlock_copy(machine, blocks->target, blocks->source, blocks->size));
}

static void copy_pointers(const blocks *blocks) {
  require(airlock_copy(machine, blocks->pointer_target, blocks->pointers, blocks->size));
}

static void read_bytes(const blocks *blocks) {
  require(airlock_read(machine, blocks->plain_target, blocks->source, blocks->size));
}

static void write_bytes(const blocks *blocks) {
  require(airlock_write(machine, blocks->target, blocks->plain_source, blocks->size));
}

static void fill(const blocks *blocks) {
  require(airlock_fill(machine, blocks->target, 7, blocks->size));
}

// What is done, and the case that it is compared with.
typedef struct task {
  const char *name;
  void (*run)(const blocks *);
  size_t base;
} task;

enum { BASE_COPY, BASE_FILL };

static const task tasks[] = {
    {"memcpy", plain_copy, BASE_COPY},
    {"memset", plain_fill, BASE_FILL},
    {"copy", copy, BASE_COPY},
    {"into new", copy_into_new, BASE_COPY},
    {"pointers", copy_pointers, BASE_COPY},
    {"read", read_bytes, BASE_COPY},
    {"write", write_bytes, BASE_COPY},
    {"fill", fill, BASE_FILL},
};

enum { NUM_TASKS = sizeof tasks / sizeof *tasks };

static airlock_ptr allocate(uint64_t size) {
  airlock_ptr pointer;
  require(airlock_allocate(machine, &pointer, size, 16, AIRLOCK_HEAP));
  require(airlock_fill(machine, pointer, 1, size));
  return pointer;
}

static uint8_t *allocate_plain(uint64_t size) {
  uint8_t *memory = aligned_alloc(64, size);
  if (memory == NULL) {
    exit(1);
  }
  memset(memory, 1, size);
  return memory;
}

static blocks begin(uint64_t size) {
  const airlock_type *type = airlock_type_scalar(machine, AIRLOCK_POINTER);
  blocks blocks = {size,           allocate(size),       allocate(size),      allocate(size),
                   allocate(size), allocate_plain(size), allocate_plain(size)};
  for (uint64_t offset = 0; offset < size; offset += 8) {
    require(airlock_store(machine, airlock_ptr_wrapping_add(blocks.pointers, offset),
                          airlock_pointer(blocks.source), type));
  }
  return blocks;
}

static void end(const blocks *blocks) {
  const airlock_ptr pointers[] = {blocks->source, blocks->pointers, blocks->target,
                                  blocks->pointer_target};
  for (size_t i = 0; i < sizeof pointers / sizeof *pointers; i++) {
    require(airlock_deallocate(machine, pointers[i], blocks->size, 16));
  }
  free(blocks->plain_source);
  free(blocks->plain_target);
}

// Cycles of the fastest round of each task.
static void measure(const blocks *blocks, uint64_t *out_least) {
  uint64_t count = blocks->size < BYTES_PER_ROUND ? BYTES_PER_ROUND / blocks->size : 1;
  for (size_t round = 0; round < ROUNDS; round++) {
    for (size_t i = 0; i < NUM_TASKS; i++) {
      uint64_t start = clock_cycles();
      for (uint64_t j = 0; j < count; j++) {
        tasks[i].run(blocks);
      }
      uint64_t taken = (clock_cycles() - start) / count;
      out_least[i] = round == 0 || taken < out_least[i] ? taken : out_least[i];
    }
  }
}

static void print_row(const blocks *blocks, const uint64_t *least, double scale) {
  printf("%-9llu", (unsigned long long)blocks->size);
  for (size_t i = 0; i < NUM_TASKS; i++) {
    if (i <= BASE_FILL) {
      printf(" %10.1f", (double)least[i] * scale);
    } else {
      printf(" %9.2f", (double)least[i] / (double)least[tasks[i].base]);
    }
  }
  printf("\n");
}

int main(void) {
  double scale = clock_nanoseconds_per_cycle();
  if (airlock_machine_new(&machine, NULL) != AIRLOCK_OK) {
    return 1;
  }
  printf("%-9s %10s %10s      copy  into new  pointers      read     write      fill\n", "",
         "memcpy", "memset");
  printf("%-9s %10s %10s   /memcpy   /memcpy   /memcpy   /memcpy   /memcpy   /memset\n", "bytes",
         "ns", "ns");
  for (uint64_t size = 64; size <= 16 << 20; size *= 8) {
    uint64_t least[NUM_TASKS];
    blocks blocks = begin(size);
    measure(&blocks, least);
    print_row(&blocks, least, scale);
    end(&blocks);
  }
  airlock_machine_free(machine);
  return 0;
}
