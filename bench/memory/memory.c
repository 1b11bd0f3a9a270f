// SPDX-License-Identifier: MIT
//
// bench_memory [ROUNDS]: what memory costs that is watched. The output is a CSV:
//
//   what,amount,least,median,unit
//
//   load, store            a u64 through a pointer with provenance
//   wildcard, same         from an address to its allocation, again and again the same one
//   wildcard, random       the same for addresses of N live allocations in random order
//   ..., apart             each after the one before has ended, so that nothing is fetched ahead
//   cache miss             a walk through N records of 64 bytes, each of which names the next
//   allocate+free          64 bytes, and the same with malloc and free
//   live allocate+free     the same while 1,000,000 others are live
//   metadata, overhead     host memory per live allocation beside its own bytes; the whole of its
//                          memory, but for pages never touched, as a multiple of its bytes
//   ... of pointers        the same when all of it is pointers, without and with a tag
//   overhead, worst        the largest from that size to 1 MiB, among sizes one above an eighth of
//                          a power of two
#define _GNU_SOURCE
#include <airlock.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "../clock.h"

enum { BATCH = 1000, MOST_ROUNDS = 10000, MOST_TASKS = 2, RECORD = 64 };

static airlock_machine *machine;
static uint64_t host_bytes; // That the machine holds.
static uint64_t samples[MOST_TASKS][MOST_ROUNDS];
static long rounds = 1000;
static double scale; // From cycles of a batch to nanoseconds of one.

static void require(airlock_status status) {
  if (status != AIRLOCK_OK) {
    (void)fprintf(stderr, "bench_memory: %s\n", airlock_last_report(machine)->message);
    exit(1);
  }
}

// ---------------------------------------------------------------------------------- host allocator

static void *host_allocate(void *context, size_t size) {
  (void)context;
  host_bytes += size;
  return malloc(size);
}

static void *host_resize(void *context, void *memory, size_t old_size, size_t new_size) {
  (void)context;
  host_bytes += new_size - old_size;
  return realloc(memory, new_size);
}

static void host_release(void *context, void *memory, size_t size) {
  (void)context;
  host_bytes -= size;
  free(memory);
}

static void begin(void) {
  airlock_config config;
  airlock_config_init(&config);
  config.allocator = (airlock_allocator){NULL, host_allocate, host_resize, host_release};
  config.policy = airlock_policy_permissive();
  if (airlock_machine_new(&machine, &config) != AIRLOCK_OK) {
    exit(1);
  }
}

// ------------------------------------------------------------------------------------------ timing

static int compare(const void *left, const void *right) {
  uint64_t a = *(const uint64_t *)left;
  uint64_t b = *(const uint64_t *)right;
  return a < b ? -1 : a > b;
}

// Something that is done a thousand times at once.
typedef struct task {
  const char *what;
  void (*batch)(void *);
  void *context;
} task;

// The tasks take turns, so that whatever the machine does besides hits all of them.
static void measure_in_turns(const task *tasks, size_t count, uint64_t amount) {
  for (long round = -1; round < rounds; round++) {
    for (size_t i = 0; i < count; i++) {
      uint64_t start = clock_cycles();
      tasks[i].batch(tasks[i].context);
      uint64_t taken = clock_cycles() - start;
      if (round >= 0) { // The first one warms up.
        samples[i][round] = taken;
      }
    }
  }
  for (size_t i = 0; i < count; i++) {
    qsort(samples[i], (size_t)rounds, sizeof *samples[i], compare);
    printf("\"%s\",%llu,%.2f,%.2f,ns\n", tasks[i].what, (unsigned long long)amount,
           (double)samples[i][0] * scale, (double)samples[i][rounds / 2] * scale);
  }
}

static void measure(const char *what, uint64_t amount, void (*batch)(void *), void *context) {
  task task = {what, batch, context};
  measure_in_turns(&task, 1, amount);
}

static airlock_ptr allocate(uint64_t size) {
  airlock_ptr pointer;
  require(airlock_allocate(machine, &pointer, size, 8, AIRLOCK_HEAP));
  return pointer;
}

static void load(void *context) {
  const airlock_type *type = airlock_type_scalar(machine, AIRLOCK_U64);
  airlock_scalar value;
  for (long i = 0; i < BATCH; i++) {
    require(airlock_load_at(machine, &value, context, 0, type));
  }
}

static void store(void *context) {
  const airlock_type *type = airlock_type_scalar(machine, AIRLOCK_U64);
  for (long i = 0; i < BATCH; i++) {
    airlock_scalar value = airlock_int(AIRLOCK_U64, (uint64_t)i);
    require(airlock_store_at(machine, context, 0, &value, type));
  }
}

static void allocate_and_free(void *context) {
  (void)context;
  for (long i = 0; i < BATCH; i++) {
    require(airlock_deallocate(machine, allocate(64), 64, 8));
  }
}

static void malloc_and_free(void *context) {
  (void)context;
  for (long i = 0; i < BATCH; i++) {
    void *volatile memory = malloc(64);
    free(memory);
  }
}

// --------------------------------------------------------------------------- address to allocation

typedef struct crowd {
  airlock_ptr *pointers; // Wildcards.
  uint64_t count;
  uint64_t place; // Where the walk is.
} crowd;

static airlock_ptr next_of(crowd *crowd) {
  uint64_t place = crowd->place;
  crowd->place = place + 1 == crowd->count ? 0 : place + 1;
  return crowd->pointers[place];
}

static void look_up(void *context) {
  for (long i = 0; i < BATCH; i++) {
    require(airlock_check(machine, next_of(context), 1, 1, AIRLOCK_READ));
  }
}

static void look_up_apart(void *context) {
  for (long i = 0; i < BATCH; i++) {
    require(airlock_check(machine, next_of(context), 1, 1, AIRLOCK_READ));
    clock_settle();
  }
}

// A random order of 0 to count - 1, which is also one ring: each names the next (Sattolo).
static uint64_t *shuffled(uint64_t count) {
  uint64_t *order = malloc(count * sizeof *order);
  if (order == NULL) {
    exit(1);
  }
  uint64_t state = 42;
  for (uint64_t i = 0; i < count; i++) {
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    uint64_t other = i == 0 ? 0 : (state >> 33) % i;
    order[i] = order[other];
    order[other] = i;
  }
  return order;
}

// A ring through `count` records in random order.
typedef struct ring {
  uint64_t *next;
  uint64_t place;
} ring;

static void follow(void *context) {
  ring *ring = context;
  uint64_t place = ring->place;
  for (long i = 0; i < BATCH; i++) {
    place = ring->next[place];
  }
  ring->place = place;
  __asm__ volatile("" : : "r"(place));
}

static ring make_ring(const uint64_t *order, uint64_t count) {
  enum { WORDS = RECORD / sizeof(uint64_t) };
  ring ring = {malloc(count * RECORD), 0};
  if (ring.next == NULL) {
    exit(1);
  }
  for (uint64_t i = 0; i < count; i++) {
    ring.next[i * WORDS] = order[i] * WORDS;
  }
  return ring;
}

static void measure_lookup(uint64_t count) {
  begin();
  uint64_t *order = shuffled(count);
  crowd crowd = {malloc(count * sizeof(airlock_ptr)), count, 0};
  if (crowd.pointers == NULL) {
    exit(1);
  }
  uint64_t before = host_bytes;
  for (uint64_t i = 0; i < count; i++) {
    airlock_ptr pointer = allocate(64);
    require(airlock_expose(machine, pointer));
    crowd.pointers[order[i]] = (airlock_ptr){pointer.address, airlock_prov_wildcard()};
  }
  printf("\"metadata, exposed\",%llu,%.1f,%.1f,bytes\n", (unsigned long long)count,
         (double)(host_bytes - before) / (double)count,
         (double)(host_bytes - before) / (double)count);
  struct crowd same = {crowd.pointers, 1, 0};
  measure("wildcard, same", count, look_up, &same);
  measure("wildcard, same, apart", count, look_up_apart, &same);
  measure("wildcard, random", count, look_up, &crowd);
  ring ring = make_ring(order, count);
  task tasks[] = {{"wildcard, random, apart", look_up_apart, &crowd},
                  {"cache miss", follow, &ring}};
  measure_in_turns(tasks, 2, count);
  measure("live allocate+free", count, allocate_and_free, NULL);
  airlock_machine_free(machine);
  free(ring.next);
  free(crowd.pointers);
  free(order);
}

// ------------------------------------------------------------------------------------- host memory

enum { PAGE = 4096 };

typedef enum contents { PLAIN, POINTERS, TAGGED_POINTERS } contents;

static void fill(airlock_ptr block, uint64_t size, contents contents) {
  const airlock_type *type = airlock_type_scalar(machine, AIRLOCK_POINTER);
  airlock_ptr stored = block;
  stored.prov.tag.value = contents == TAGGED_POINTERS;
  require(airlock_fill(machine, block, 0, size));
  for (uint64_t offset = 0; contents != PLAIN && offset < size; offset += 8) {
    require(airlock_store(machine, airlock_ptr_wrapping_add(block, offset), airlock_pointer(stored),
                          type));
  }
}

// How many bytes from `lowest` to `highest` are in memory, by pages.
static uint64_t resident(uint64_t lowest, uint64_t highest) {
  uint64_t first = lowest / PAGE;
  uint64_t count = (highest + PAGE - 1) / PAGE - first;
  unsigned char *pages = malloc(count);
  if (pages == NULL || mincore((void *)(uintptr_t)(first * PAGE), count * PAGE, pages) != 0) {
    (void)fprintf(stderr, "bench_memory: no look at the machine's pages\n");
    exit(1);
  }
  uint64_t bytes = 0;
  for (uint64_t i = 0; i < count; i++) {
    bytes += (pages[i] & 1) != 0 ? PAGE : 0;
  }
  free(pages);
  return bytes;
}

typedef struct usage {
  double metadata; // Of an allocation, beside its own bytes.
  double overhead; // All of its memory as a multiple of its bytes.
} usage;

// Memory of `count` allocations. What lies between two of them counts as well.
static usage use_memory(uint64_t size, uint64_t count, contents contents) {
  begin();
  uint64_t before = host_bytes;
  uint64_t lowest = UINT64_MAX;
  uint64_t highest = 0;
  for (uint64_t i = 0; i < count; i++) {
    airlock_ptr block = allocate(size);
    lowest = block.address < lowest ? block.address : lowest;
    highest = block.address + size > highest ? block.address + size : highest;
    fill(block, size, contents);
  }
  double metadata = (double)(host_bytes - before) / (double)count;
  double own = (double)resident(lowest, highest) / (double)count;
  airlock_machine_free(machine);
  return (usage){metadata, (metadata + own) / (double)size};
}

static void measure_host_memory(uint64_t size, uint64_t count, contents contents) {
  static const char *const kinds[] = {"", " of pointers", " of tagged pointers"};
  usage usage = use_memory(size, count, contents);
  printf("\"metadata%s\",%llu,%.1f,%.1f,bytes\n", kinds[contents], (unsigned long long)size,
         usage.metadata, usage.metadata);
  printf("\"overhead%s\",%llu,%.2f,%.2f,times\n", kinds[contents], (unsigned long long)size,
         usage.overhead, usage.overhead);
}

static void measure_worst_overhead(uint64_t least) {
  enum { TOGETHER = 16 << 20 };
  double worst = 0;
  for (uint64_t power = least; power < 1 << 20; power *= 2) {
    for (uint64_t eighths = 8; eighths < 16; eighths++) {
      uint64_t size = power / 8 * eighths + 1;
      double overhead = use_memory(size, TOGETHER / size, PLAIN).overhead;
      worst = overhead > worst ? overhead : worst;
    }
  }
  printf("\"overhead, worst\",%llu,%.2f,%.2f,times\n", (unsigned long long)least, worst, worst);
}

int main(int argc, char **argv) {
  rounds = argc > 1 ? strtol(argv[1], NULL, 10) : rounds;
  rounds = rounds < 1 ? 1 : rounds > MOST_ROUNDS ? MOST_ROUNDS : rounds;
  scale = clock_nanoseconds_per_cycle() / BATCH;
  begin();
  airlock_ptr block = allocate(64);
  require(airlock_fill(machine, block, 0, 64));
  measure("load", 8, load, &block);
  measure("store", 8, store, &block);
  measure("allocate+free", 64, allocate_and_free, NULL);
  measure("malloc+free", 64, malloc_and_free, NULL);
  airlock_machine_free(machine);
  for (uint64_t count = 1; count <= 1000000; count *= 10) {
    measure_lookup(count);
  }
  measure_host_memory(16, 100000, PLAIN);
  measure_host_memory(64, 100000, PLAIN);
  measure_host_memory(4096, 10000, PLAIN);
  measure_host_memory(5000, 10000, PLAIN);
  measure_host_memory(65536, 1000, PLAIN);
  measure_worst_overhead(4096);
  measure_host_memory(4096, 10000, POINTERS);
  measure_host_memory(4096, 10000, TAGGED_POINTERS);
  return 0;
}
