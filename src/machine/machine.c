// SPDX-License-Identifier: MIT
//
// The machine's own life, its warnings, and the allocations' births and deaths.
//
// Order of a death: out of the exposed set and the pending list, the shadow is released, the record
// stays behind, dead, and its block is given back.
#include "machine/machine.h"
#include "machine/adoption.h"
#include "machine/foreign.h"
#include "machine/type.h"

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

airlock_status machine_fail(airlock_machine *machine, airlock_status status, const char *format,
                            ...) {
  va_list args;
  va_start(args, format);
  report_begin_list(&machine->report, status, format, args);
  va_end(args);
  return status;
}

airlock_status machine_no_memory(airlock_machine *machine) {
  return machine_fail(machine, AIRLOCK_NO_MEMORY, "the host has no memory left");
}

bool machine_warning_denied(const airlock_machine *machine, airlock_warning warning) {
  return machine->config.levels[warning] == AIRLOCK_DENY;
}

uint32_t machine_quiet_warnings(const airlock_machine *machine) {
  uint32_t quiet = 0;
  for (unsigned warning = 0; warning < AIRLOCK_NUM_WARNINGS; warning++) {
    airlock_level level = machine->config.levels[warning];
    bool is_quiet = level == AIRLOCK_ALLOW || (level == AIRLOCK_ONCE && machine->warned[warning]);
    quiet |= (uint32_t)is_quiet << warning;
  }
  return quiet;
}

static void begin_notice(airlock_machine *machine, airlock_warning warning, const char *format,
                         va_list args) {
  report_begin_list(&machine->notice, AIRLOCK_OK, format, args);
  machine->notice.facts.warning = warning;
}

struct report *machine_warn(airlock_machine *machine, airlock_warning warning, const char *format,
                            ...) {
  airlock_level level = machine->config.levels[warning];
  bool wanted = level == AIRLOCK_ALWAYS || (level == AIRLOCK_ONCE && !machine->warned[warning]);
  if (!wanted) {
    return NULL;
  }
  machine->warned[warning] = true;
  machine->quiet = machine_quiet_warnings(machine);
  va_list args;
  va_start(args, format);
  begin_notice(machine, warning, format, args);
  va_end(args);
  return &machine->notice;
}

void machine_notice(airlock_machine *machine, airlock_warning warning, const char *format, ...) {
  va_list args;
  va_start(args, format);
  begin_notice(machine, warning, format, args);
  va_end(args);
}

void machine_warn_send(airlock_machine *machine) {
  if (machine->config.warning != NULL) {
    machine->config.warning(machine->config.context, &machine->notice.facts);
  }
}

airlock_status machine_open(airlock_machine **out_machine, const airlock_config *config) {
  struct host host = {config->allocator};
  airlock_machine *machine = host_allocate_zeroed(&host, 1, sizeof *machine);
  if (machine == NULL) {
    return AIRLOCK_NO_MEMORY;
  }
  machine->host = host;
  machine->config = *config;
  machine->epoch = 1;
  machine->quiet = machine_quiet_warnings(machine);
  report_begin(&machine->report, AIRLOCK_OK, "no failure so far");
  airlock_status status = address_range_open(&machine->range, config->address_space);
  if (status == AIRLOCK_OK && !type_init_scalars(machine)) {
    status = AIRLOCK_NO_MEMORY;
  }
  if (status != AIRLOCK_OK) {
    machine_close(machine);
    return status;
  }
  machine->statistics.address_space = machine->range.size;
  *out_machine = machine;
  return AIRLOCK_OK;
}

static void release_functions(airlock_machine *machine) {
  struct host *hash_host = &machine->host;
  struct function *function;
  struct function *next;
  HASH_ITER(hh, machine->functions, function, next) {
    HASH_DELETE(hh, machine->functions, function);
    host_release_string(hash_host, function->name);
    host_release(hash_host, function, sizeof *function);
  }
}

void machine_close(airlock_machine *machine) {
  struct host host = machine->host;
  for (uint32_t slot = 1; slot < machine->table.num_slots; slot++) {
    struct allocation *allocation = allocation_in_slot(&machine->table, slot);
    if (allocation->live) {
      shadow_release(machine_shadow(machine, allocation));
    }
    if (allocation->exposed) {
      tag_list_free(&host, allocation_annex(&machine->table, slot)->tags);
    }
  }
  release_functions(machine);
  keyed_release_all(machine);
  foreign_release(machine);
  origin_release_all(machine);
  block_map_free(&host, &machine->blocks);
  type_release_all(machine);
  address_range_close(&host, &machine->range);
  allocation_table_free(&host, &machine->table);
  host_release(&host, machine, sizeof *machine);
}

static void note_birth(airlock_machine *machine, uint64_t size) {
  airlock_statistics *statistics = &machine->statistics;
  statistics->total_allocations++;
  statistics->live_bytes += size;
  if (statistics->live_bytes > statistics->peak_bytes) {
    statistics->peak_bytes = statistics->live_bytes;
  }
}

static void link_stack(airlock_machine *machine, struct allocation *allocation,
                       struct allocation_annex *annex, uint32_t slot) {
  annex->frame = machine->frame;
  allocation->link.stack.older = machine->newest_stack;
  allocation->link.stack.newer = 0;
  if (machine->newest_stack != 0) {
    allocation_in_slot(&machine->table, machine->newest_stack)->link.stack.newer = slot;
  }
  machine->newest_stack = slot;
}

static void unlink_stack(airlock_machine *machine, struct allocation *allocation) {
  uint32_t older = allocation->link.stack.older;
  uint32_t newer = allocation->link.stack.newer;
  if (newer != 0) {
    allocation_in_slot(&machine->table, newer)->link.stack.older = older;
  } else {
    machine->newest_stack = older;
  }
  if (older != 0) {
    allocation_in_slot(&machine->table, older)->link.stack.newer = newer;
  }
}

static airlock_status place_block(airlock_machine *machine, uint8_t **out_base, uint64_t size,
                                  uint64_t align, uint32_t slot) {
  airlock_status status =
      address_range_allocate(&machine->host, &machine->range, out_base, size, align, slot);
  if (status == AIRLOCK_LIMIT_ADDRESS_SPACE) {
    return machine_fail(machine, status,
                        "no room for %llu bytes in the %llu bytes of address space reserved",
                        (unsigned long long)size, (unsigned long long)machine->range.size);
  }
  return status == AIRLOCK_OK ? status : machine_no_memory(machine);
}

// Address and id are written in one go. A pointer is soon passed on by value, and compilers copy 16
// bytes at a time: those of two halves just written would have to reach the cache first.
static void set_pointer(airlock_ptr *out_pointer, uint8_t *base, airlock_alloc_id alloc) {
  typedef uint64_t pair __attribute__((vector_size(16)));
  _Static_assert(offsetof(airlock_ptr, address) == 0 && offsetof(airlock_ptr, prov.alloc) == 8 &&
                     offsetof(airlock_ptr, prov.tag) == 16,
                 "the pair is the pointer's first two members");
  pair both = {(uint64_t)(uintptr_t)base, alloc.value};
  memcpy(out_pointer, &both, sizeof both);
  out_pointer->prov.tag = (airlock_tag){0};
}

airlock_status machine_allocate(airlock_machine *machine, airlock_ptr *out_pointer, uint64_t size,
                                uint64_t align, airlock_memory_kind kind) {
  uint64_t limit = machine->config.memory_limit;
  if (limit != 0 && (size > limit || machine->statistics.live_bytes > limit - size)) {
    return machine_fail(machine, AIRLOCK_LIMIT_MEMORY,
                        "%llu more bytes would exceed the memory limit of %llu bytes",
                        (unsigned long long)size, (unsigned long long)limit);
  }
  uint32_t slot;
  struct allocation *allocation = allocation_take(&machine->host, &machine->table, &slot);
  if (allocation == NULL) {
    return machine_no_memory(machine);
  }
  uint8_t *base;
  airlock_status status = place_block(machine, &base, size, align, slot);
  if (status != AIRLOCK_OK) {
    allocation_give_back(&machine->table, slot);
    return status;
  }
  allocation->base = base;
  allocation_begin(allocation, size, align, kind);
  allocation->ready = machine_ready_at_birth(machine, kind);
  struct allocation_annex *annex = allocation_annex(&machine->table, slot);
  annex->made_at = machine_span(machine);
  note_birth(machine, size);
  if (kind == AIRLOCK_STACK) {
    link_stack(machine, allocation, annex, slot);
  } else if (kind == AIRLOCK_HEAP) {
    allocation->link.birth = machine->statistics.total_allocations;
  }
  set_pointer(out_pointer, base, machine_id_of(allocation, slot));
  return AIRLOCK_OK;
}

airlock_status machine_adopt(airlock_machine *machine, airlock_ptr *out_pointer, uint64_t address,
                             uint64_t size, uint64_t align, bool read_only) {
  uint32_t slot;
  struct allocation *allocation = allocation_take(&machine->host, &machine->table, &slot);
  if (allocation == NULL) {
    return machine_no_memory(machine);
  }
  if (!block_map_add(&machine->host, &machine->blocks, address, size, slot)) {
    allocation_give_back(&machine->table, slot);
    return machine_no_memory(machine);
  }
  allocation->base = (uint8_t *)(uintptr_t)address;
  allocation_begin(allocation, size, align, AIRLOCK_NATIVE);
  allocation->link.adoption = NULL;
  struct allocation_annex *annex = allocation_annex(&machine->table, slot);
  annex->made_at = machine_span(machine);
  annex->origin = 0;
  note_birth(machine, size);
  airlock_prov prov = {machine_id_of(allocation, slot), {0}};
  if (!exposure_add(machine, prov)) {
    machine_deallocate(machine, slot);
    return machine_no_memory(machine);
  }
  shadow_make_wild(machine_shadow(machine, allocation));
  allocation->read_only = read_only;
  machine_update_ready(machine, allocation);
  *out_pointer = (airlock_ptr){address, prov};
  return AIRLOCK_OK;
}

// Out of the machine's books: what is left of a death once the allocation is neither exposed nor
// owns memory. Inline, because most deaths are of locals.
__attribute__((always_inline)) static inline void
bury(airlock_machine *machine, struct allocation *allocation, uint32_t slot, uint64_t span) {
  machine->deaths++;
  machine->statistics.live_bytes -= allocation->size;
  allocation_bury(&machine->table, allocation, slot, span);
}

static void give_up(airlock_machine *machine, struct allocation *allocation, uint32_t slot) {
  exposure_forget(machine, allocation, slot);
  shadow_release(machine_shadow(machine, allocation));
}

void machine_bury(airlock_machine *machine, uint32_t slot) {
  struct allocation *allocation = allocation_in_slot(&machine->table, slot);
  give_up(machine, allocation, slot);
  bury(machine, allocation, slot, machine_span(machine));
}

// The two ways to die. Neither does anything after a call, so that the common one has no registers
// to save.
__attribute__((always_inline)) static inline void end_plain(airlock_machine *machine,
                                                            struct allocation *allocation,
                                                            uint32_t slot, uint8_t *base,
                                                            uint64_t span) {
  bury(machine, allocation, slot, span);
  address_range_release(&machine->host, &machine->range, base);
}

__attribute__((noinline)) static void
end_unusual(airlock_machine *machine, struct allocation *allocation, uint32_t slot, uint64_t span) {
  give_up(machine, allocation, slot);
  if (allocation->kind == AIRLOCK_NATIVE) {
    block_map_remove(&machine->host, &machine->blocks, (uint64_t)(uintptr_t)allocation->base);
    bury(machine, allocation, slot, span);
  } else {
    end_plain(machine, allocation, slot, allocation->base, span);
  }
}

void machine_end(airlock_machine *machine, struct allocation *allocation, uint32_t slot,
                 uint8_t *base, uint64_t span) {
  if (allocation->exposed || allocation->kind == AIRLOCK_NATIVE ||
      shadow_owns_memory(&allocation->shadow, allocation->size)) {
    end_unusual(machine, allocation, slot, span);
  } else {
    end_plain(machine, allocation, slot, base, span);
  }
}

void machine_deallocate(airlock_machine *machine, uint32_t slot) {
  struct allocation *allocation = allocation_in_slot(&machine->table, slot);
  if (allocation->kind == AIRLOCK_STACK) {
    unlink_stack(machine, allocation);
  }
  machine_end(machine, allocation, slot, allocation->base, machine_span(machine));
}

void machine_pop_frame(airlock_machine *machine) {
  if (machine->frame == 0) {
    return;
  }
  const struct allocation_table *table = &machine->table;
  uint32_t slot = machine->newest_stack;
  uint64_t span = slot != 0 ? machine_span(machine) : 0;
  while (slot != 0 && allocation_annex(table, slot)->frame == machine->frame) {
    struct allocation *allocation = allocation_in_slot(table, slot);
    uint32_t older = allocation->link.stack.older;
    machine_end(machine, allocation, slot, allocation->base, span);
    slot = older;
  }
  if (slot != 0) {
    allocation_in_slot(table, slot)->link.stack.newer = 0;
  }
  machine->newest_stack = slot;
  machine->frame--;
}

static struct function *new_function(airlock_machine *machine, const char *name) {
  struct host *host = &machine->host;
  struct function *function = host_allocate_zeroed(host, 1, sizeof *function);
  if (function == NULL) {
    return NULL;
  }
  function->name = host_copy_string(host, name);
  if (function->name == NULL) {
    host_release(host, function, sizeof *function);
    return NULL;
  }
  return function;
}

airlock_status machine_add_function(airlock_machine *machine, airlock_ptr *out_pointer,
                                    const char *name, uint64_t address,
                                    const airlock_signature *signature, void *token) {
  struct host *hash_host = &machine->host;
  struct function *function = new_function(machine, name);
  if (function == NULL) {
    return machine_no_memory(machine);
  }
  struct allocation *allocation = allocation_take(&machine->host, &machine->table, &function->slot);
  if (allocation == NULL) {
    goto no_memory;
  }
  function->address = address;
  function->signature = signature;
  function->token = token;
  HASH_ADD(hh, machine->functions, address, sizeof function->address, function);
  if (!HASH_INSERTED(function)) {
    allocation_give_back(&machine->table, function->slot);
    goto no_memory;
  }
  allocation->base = (uint8_t *)(uintptr_t)address;
  allocation_begin(allocation, 0, 1, AIRLOCK_CODE);
  allocation->read_only = true;
  allocation_annex(&machine->table, function->slot)->made_at = machine_span(machine);
  note_birth(machine, 0);
  *out_pointer = (airlock_ptr){address, {machine_id_of(allocation, function->slot), {0}}};
  return AIRLOCK_OK;

no_memory:
  host_release_string(&machine->host, function->name);
  host_release(&machine->host, function, sizeof *function);
  return machine_no_memory(machine);
}

void machine_remove_function(airlock_machine *machine, uint32_t slot) {
  struct host *hash_host = &machine->host;
  struct allocation *allocation = allocation_in_slot(&machine->table, slot);
  struct function *function = machine_function_at(machine, (uint64_t)(uintptr_t)allocation->base);
  HASH_DELETE(hh, machine->functions, function);
  host_release_string(hash_host, function->name);
  host_release(hash_host, function, sizeof *function);
  give_up(machine, allocation, slot);
  bury(machine, allocation, slot, machine_span(machine));
}

struct function *machine_function_at(const airlock_machine *machine, uint64_t address) {
  struct function *function = NULL;
  HASH_FIND(hh, machine->functions, &address, sizeof address, function);
  return function;
}
