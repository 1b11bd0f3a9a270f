// SPDX-License-Identifier: MIT
//
// See foreign.h. An access is looked at in this order: is it foreign memory only, does the level
// deny it, can it be reached, is it aligned. What is done, and not only checked, is warned about.
#include "machine/foreign.h"
#include "support/process_memory.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
  SMALL_WINDOW = 64, // Bytes that fit into the window itself.
  NEAR = 64,         // So many bytes behind an allocation an access may have been meant for it.
};

struct window {
  struct allocation allocation; // Stands for the bytes.
  uint64_t address;             // Where they lie.
  uint8_t *large;               // For more than SMALL_WINDOW bytes.
  size_t large_size;
  _Alignas(16) uint8_t small[SMALL_WINDOW];
};

// A place in the program that was warned about.
struct site {
  uint64_t span; // Key: the embedder's token.
  UT_hash_handle hh;
};

struct foreign {
  struct window reading;
  struct window writing;
  struct site *sites;
};

static struct foreign *foreign_of(airlock_machine *machine) {
  if (machine->foreign == NULL) {
    machine->foreign = host_allocate_zeroed(&machine->host, 1, sizeof *machine->foreign);
  }
  return machine->foreign;
}

static void close_window(airlock_machine *machine, struct window *window) {
  shadow_release(machine_shadow(machine, &window->allocation));
  host_release(&machine->host, window->large, window->large_size);
  window->large = NULL;
  window->large_size = 0;
}

void foreign_release(airlock_machine *machine) {
  struct host *hash_host = &machine->host;
  struct foreign *foreign = machine->foreign;
  if (foreign == NULL) {
    return;
  }
  close_window(machine, &foreign->reading);
  close_window(machine, &foreign->writing);
  struct site *site;
  struct site *next;
  HASH_ITER(hh, foreign->sites, site, next) {
    HASH_DELETE(hh, foreign->sites, site);
    host_release(hash_host, site, sizeof *site);
  }
  host_release(&machine->host, foreign, sizeof *foreign);
  machine->foreign = NULL;
}

//===------------------------------------------------------------------------------------------===//
// Verdicts
//===------------------------------------------------------------------------------------------===//

#define THE_BYTES "%" PRIu64 " byte%s at %s, in memory that native code owns"

static const char *verb_of(airlock_access_kind kind) {
  return kind == AIRLOCK_READ ? "read" : "write";
}

// Native memory with bounds that ends right before an address: the access may have left it.
static void note_neighbour(const airlock_machine *machine, struct report *report,
                           uint64_t address) {
  const struct block *block = block_map_find(&machine->blocks, address);
  uint64_t beyond = block == NULL ? NEAR : address - block->base - block->size;
  if (beyond >= NEAR) {
    return;
  }
  const struct allocation *allocation = allocation_in_slot(&machine->table, block->slot);
  struct pointer_text name = alloc_format(machine_id_of(allocation, block->slot));
  if (beyond == 0) {
    report_note(report, AIRLOCK_NOTE, 0, "this address is the end of %s", name.text);
  } else {
    report_note(report, AIRLOCK_NOTE, 0, "this address is %" PRIu64 " byte%s after the end of %s",
                beyond, report_plural(beyond), name.text);
  }
}

static airlock_status fail_denied(airlock_machine *machine, airlock_ptr pointer, uint64_t size) {
  machine_fail(machine, AIRLOCK_FOREIGN_UNCHECKED, "attempting to access " THE_BYTES, size,
               report_plural(size), pointer_format(machine, pointer).text);
  (void)access_explain(machine, AIRLOCK_FOREIGN_UNCHECKED, pointer);
  note_neighbour(machine, &machine->report, pointer.address);
  return AIRLOCK_FOREIGN_UNCHECKED;
}

static airlock_status fail_into_machine(airlock_machine *machine, airlock_ptr pointer,
                                        uint64_t size, uint32_t slot) {
  const struct allocation *allocation = allocation_in_slot(&machine->table, slot);
  machine_fail(machine, AIRLOCK_FOREIGN_UNCHECKED,
               "attempting to access " THE_BYTES ", which reach into %s", size, report_plural(size),
               pointer_format(machine, pointer).text,
               alloc_format(machine_id_of(allocation, slot)).text);
  report_note(&machine->report, AIRLOCK_HELP, 0,
              "one access is to one object: that the memory before this one is not known does not "
              "make them one");
  access_note_allocation(machine, allocation, slot);
  return AIRLOCK_FOREIGN_UNCHECKED;
}

// The access got `done` bytes far.
static airlock_status fail_protected(airlock_machine *machine, airlock_ptr pointer, uint64_t size,
                                     airlock_access_kind kind, uint64_t done) {
  if (errno == EPERM || errno == ENOSYS) {
    machine_fail(machine, AIRLOCK_FOREIGN_PROTECTED,
                 "cannot %s " THE_BYTES ": the system does not let memory be checked",
                 verb_of(kind), size, report_plural(size), pointer_format(machine, pointer).text);
    access_blame_machine(machine);
    return AIRLOCK_FOREIGN_PROTECTED;
  }
  uint64_t end = pointer.address + done;
  char after[64] = "";
  if (done > 0) {
    (void)snprintf(after, sizeof after, "after %" PRIu64 " byte%s ", done, report_plural(done));
  }
  machine_fail(machine, AIRLOCK_FOREIGN_PROTECTED, "cannot %s " THE_BYTES ": %sit %s",
               verb_of(kind), size, report_plural(size), pointer_format(machine, pointer).text,
               after,
               process_memory_mapped(end, 1) == 0 ? "is not mapped"
               : kind == AIRLOCK_READ             ? "is protected"
                                                  : "is read-only");
  report_note(&machine->report, AIRLOCK_HELP, 0,
              "natively this access ends the process; whether the program is at fault, or native "
              "code that gave the address, cannot be told: the machine did not make this memory");
  return AIRLOCK_FOREIGN_PROTECTED;
}

static airlock_status fail_alignment(airlock_machine *machine, airlock_ptr pointer,
                                     uint64_t align) {
  machine_fail(machine, AIRLOCK_UB_MISALIGNED,
               "accessing memory with alignment %" PRIu64 ", but alignment %" PRIu64 " is required",
               pointer.address & -pointer.address, align);
  access_blame_program(machine);
  report_note(&machine->report, AIRLOCK_NOTE, 0,
              "the pointer is %s, to memory that native code owns",
              pointer_format(machine, pointer).text);
  return AIRLOCK_UB_MISALIGNED;
}

//===------------------------------------------------------------------------------------------===//
// The level
//===------------------------------------------------------------------------------------------===//

static bool is_vouched(const airlock_machine *machine, airlock_ptr pointer, uint64_t size) {
  const struct native_places *places = machine->native_places;
  return places != NULL && places->vouch(machine, pointer.address, size);
}

// Remembers the place where the program is; *out_is_new says whether it was not known.
static airlock_status visit_site(airlock_machine *machine, bool *out_is_new) {
  struct host *hash_host = &machine->host;
  struct foreign *foreign = foreign_of(machine);
  if (foreign == NULL) {
    return machine_no_memory(machine);
  }
  uint64_t span = machine_span(machine);
  struct site *site = NULL;
  HASH_FIND(hh, foreign->sites, &span, sizeof span, site);
  *out_is_new = site == NULL;
  if (site != NULL) {
    return AIRLOCK_OK;
  }
  site = host_allocate_zeroed(hash_host, 1, sizeof *site);
  if (site == NULL) {
    return machine_no_memory(machine);
  }
  site->span = span;
  HASH_ADD(hh, foreign->sites, span, sizeof site->span, site);
  if (!HASH_INSERTED(site)) {
    host_release(hash_host, site, sizeof *site);
    return machine_no_memory(machine);
  }
  return AIRLOCK_OK;
}

static airlock_status warn(airlock_machine *machine, airlock_ptr pointer, uint64_t size,
                           airlock_access_kind kind) {
  airlock_level level = machine->config.levels[AIRLOCK_WARN_FOREIGN_ACCESS];
  bool is_wanted = level == AIRLOCK_ALWAYS;
  if (level == AIRLOCK_ALLOW || is_vouched(machine, pointer, size)) {
    return AIRLOCK_OK;
  }
  if (level == AIRLOCK_ONCE) {
    airlock_status status = visit_site(machine, &is_wanted);
    if (status != AIRLOCK_OK) {
      return status;
    }
  }
  if (is_wanted) {
    machine_notice(machine, AIRLOCK_WARN_FOREIGN_ACCESS, "%s " THE_BYTES,
                   kind == AIRLOCK_READ ? "reading" : "writing", size, report_plural(size),
                   pointer_format(machine, pointer).text);
    report_note(&machine->notice, AIRLOCK_HELP, 0,
                "the machine did not make this memory: it knows that it is mapped, but neither its "
                "bounds nor its lifetime, so it misses bugs here");
    note_neighbour(machine, &machine->notice, pointer.address);
    machine_warn_send(machine);
  }
  return AIRLOCK_OK;
}

//===------------------------------------------------------------------------------------------===//
// Accesses
//===------------------------------------------------------------------------------------------===//

bool foreign_is_mapped(const airlock_machine *machine, airlock_ptr pointer) {
  return pointer.address != 0 && !address_range_contains(&machine->range, pointer.address) &&
         machine_function_at(machine, pointer.address) == NULL &&
         process_memory_mapped(pointer.address, 1) == 1;
}

// The allocation that the bytes behind the first reach into, 0 if there is none.
static uint32_t reached_slot(const airlock_machine *machine, uint64_t address, uint64_t size) {
  uint64_t last = address + size - 1;
  const struct block *block = block_map_find(&machine->blocks, last);
  if (block != NULL && block->base > address) {
    return block->slot;
  }
  return address_range_contains(&machine->range, last) ? address_range_find(&machine->range, last)
                                                       : 0;
}

// All that can be said without looking at the memory.
static airlock_status check_pointer(airlock_machine *machine, airlock_ptr pointer, uint64_t size) {
  uint64_t last;
  bool overflows = __builtin_add_overflow(pointer.address, size - 1, &last);
  uint32_t reached = overflows ? 0 : reached_slot(machine, pointer.address, size);
  if (reached != 0 && process_memory_mapped(pointer.address, 1) == 1) {
    return fail_into_machine(machine, pointer, size, reached);
  }
  if (machine_warning_denied(machine, AIRLOCK_WARN_FOREIGN_ACCESS) &&
      foreign_is_mapped(machine, pointer) && !is_vouched(machine, pointer, size)) {
    return fail_denied(machine, pointer, size);
  }
  return AIRLOCK_OK;
}

static airlock_status check_aligned(airlock_machine *machine, airlock_ptr pointer, uint64_t align) {
  return (pointer.address & (align - 1)) == 0 ? AIRLOCK_OK
                                              : fail_alignment(machine, pointer, align);
}

static airlock_status check_mapped(airlock_machine *machine, airlock_ptr pointer, uint64_t size,
                                   airlock_access_kind kind) {
  size_t mapped = process_memory_mapped(pointer.address, size);
  if (mapped == size) {
    return AIRLOCK_OK;
  }
  errno = EFAULT;
  return mapped == 0 ? access_fail_dangling(machine, pointer, size)
                     : fail_protected(machine, pointer, size, kind, mapped);
}

airlock_status foreign_check(airlock_machine *machine, struct access *out_access,
                             airlock_ptr pointer, uint64_t size, uint64_t align,
                             airlock_access_kind kind) {
  airlock_status status = check_pointer(machine, pointer, size);
  if (status == AIRLOCK_OK) {
    status = check_mapped(machine, pointer, size, kind);
  }
  if (status == AIRLOCK_OK) {
    status = check_aligned(machine, pointer, align);
  }
  if (status == AIRLOCK_OK) {
    *out_access = (struct access){NULL, 0, 0};
  }
  return status;
}

// Room for a copy of the bytes; what was in the window is over.
static airlock_status open_window(airlock_machine *machine, struct window *window,
                                  airlock_ptr pointer, uint64_t size, airlock_access_kind kind) {
  close_window(machine, window);
  if (size > SMALL_WINDOW) {
    airlock_status status = check_mapped(machine, pointer, size, kind);
    if (status != AIRLOCK_OK) {
      return status;
    }
    window->large = host_allocate(&machine->host, size);
    if (window->large == NULL) {
      return machine_no_memory(machine);
    }
    window->large_size = size;
  }
  window->address = pointer.address;
  window->allocation =
      (struct allocation){.base = size > SMALL_WINDOW ? window->large : window->small,
                          .size = size,
                          .kind = AIRLOCK_NATIVE,
                          .live = true};
  shadow_make_wild(machine_shadow(machine, &window->allocation));
  return AIRLOCK_OK;
}

airlock_status foreign_begin(airlock_machine *machine, struct access *out_access,
                             airlock_ptr pointer, uint64_t size, uint64_t align,
                             airlock_access_kind kind) {
  struct foreign *foreign = foreign_of(machine);
  if (foreign == NULL) {
    return machine_no_memory(machine);
  }
  struct window *window = kind == AIRLOCK_READ ? &foreign->reading : &foreign->writing;
  airlock_status status = check_pointer(machine, pointer, size);
  if (status == AIRLOCK_OK) {
    status = open_window(machine, window, pointer, size, kind);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  size_t copied = process_memory_read(window->allocation.base, pointer.address, size);
  if (copied < size) {
    bool is_there = copied > 0 || errno != EFAULT || process_memory_mapped(pointer.address, 1) == 1;
    return is_there ? fail_protected(machine, pointer, size, AIRLOCK_READ, copied)
                    : access_fail_dangling(machine, pointer, size);
  }
  status = check_aligned(machine, pointer, align);
  if (status == AIRLOCK_OK) {
    status = warn(machine, pointer, size, kind);
  }
  if (status == AIRLOCK_OK) {
    *out_access = (struct access){&window->allocation, 0, 0};
  }
  return status;
}

static bool expose(void *context, airlock_prov prov) {
  return exposure_add(context, prov);
}

airlock_status foreign_end(airlock_machine *machine, const struct access *access) {
  if (access->slot != 0 || access->allocation == NULL) {
    return AIRLOCK_OK;
  }
  const struct window *window = &machine->foreign->writing;
  const struct allocation *allocation = &window->allocation;
  if (!prov_map_each(allocation->shadow.concrete, expose, machine)) {
    return machine_no_memory(machine);
  }
  size_t written = process_memory_write(window->address, allocation->base, allocation->size);
  if (written < allocation->size) {
    airlock_ptr pointer = {window->address, airlock_prov_wildcard()};
    return fail_protected(machine, pointer, allocation->size, AIRLOCK_WRITE, written);
  }
  return AIRLOCK_OK;
}
