// SPDX-License-Identifier: MIT
//
// The reference model of memory, exposure and native calls: what the machine must mean, done the
// slow and obvious way.
//
// Every allocation is a plain array of bytes, each with its value, whether it is initialised and
// what provenance it carries. A crossing into native code walks *all* exposed memory until nothing
// new is exposed, then makes *all* bytes of *all* exposed, mutable memory initialised and wild.
// There are no epochs, no pending list, no masks and no words of provenance here, so that nothing
// can be wrong in the same way as in the machine.
//
// Values of uninitialised bytes are not specified. The model takes them from the host's memory when
// native code gets to see them (model_adopt_values).
#ifndef AIRLOCK_TESTS_NATIVE_EAGER_MODEL_H
#define AIRLOCK_TESTS_NATIVE_EAGER_MODEL_H

#include "../fixtures/memory_script.h"
#include "airlock.h"

#include <string.h>

#define MODEL_MAX_ALLOCATIONS 40
#define MODEL_MAX_SIZE 640
#define MODEL_MAX_TAGS 4
#define MODEL_POINTER_SIZE 8

// A wildcard that finds nothing, outside of the addresses that the machine is known to use:
// UB_NO_PROVENANCE, or FOREIGN_UNCHECKED if something is mapped there.
#define MODEL_FINDS_NOTHING ((airlock_status)9999)

struct model_allocation {
  airlock_alloc_id id;
  airlock_memory_kind kind;
  uint64_t base;
  uint64_t size;
  uint64_t align;
  uint32_t frame;
  bool live;
  bool read_only;
  bool exposed;
  airlock_tag tags[MODEL_MAX_TAGS]; // Exposed ones, in any order.
  size_t num_tags;
  airlock_byte bytes[MODEL_MAX_SIZE];
};

struct model {
  struct model_allocation allocations[MODEL_MAX_ALLOCATIONS];
  size_t num_allocations;
  uint64_t lowest; // The machine's addresses that were seen: [lowest, highest).
  uint64_t highest;
  uint64_t foreign; // An address of memory that is mapped and not the machine's.
  uint32_t frame;
  uint64_t registers[MEMORY_NUM_REGISTERS]; // Of the fixture's interpreter.
  bool escaped;                             // The script called a function of the machine.
};

struct model_access {
  struct model_allocation *allocation; // NULL for an access of size 0.
  uint64_t offset;
};

static inline bool model_same_status(airlock_status expected, airlock_status status) {
  if (expected == MODEL_FINDS_NOTHING) {
    return status == AIRLOCK_UB_NO_PROVENANCE || status == AIRLOCK_FOREIGN_UNCHECKED;
  }
  return expected == status;
}

static inline bool model_same_prov(airlock_prov left, airlock_prov right) {
  return left.alloc.value == right.alloc.value && left.tag.value == right.tag.value;
}

static inline bool model_is_concrete(airlock_prov prov) {
  return airlock_prov_kind_of(prov) == AIRLOCK_PROV_CONCRETE;
}

static inline bool model_is_wild(airlock_prov prov) {
  return airlock_prov_kind_of(prov) == AIRLOCK_PROV_WILDCARD;
}

// ------------------------------------------------------------------------ allocations and accesses

static inline struct model_allocation *model_find(struct model *model, airlock_alloc_id id) {
  for (size_t i = 0; i < model->num_allocations; i++) {
    if (model->allocations[i].id.value == id.value) {
      return &model->allocations[i];
    }
  }
  return NULL;
}

static inline void model_add(struct model *model, airlock_ptr pointer, uint64_t size,
                             uint64_t align, airlock_memory_kind kind) {
  struct model_allocation *allocation = &model->allocations[model->num_allocations++];
  bool is_code = kind == AIRLOCK_CODE;
  memset(allocation, 0, offsetof(struct model_allocation, bytes) + size * sizeof(airlock_byte));
  allocation->id = pointer.prov.alloc;
  allocation->kind = kind;
  allocation->base = pointer.address;
  allocation->size = size;
  allocation->align = align;
  allocation->frame = model->frame;
  allocation->live = true;
  allocation->read_only = is_code;
  if (!is_code && (model->lowest == 0 || pointer.address < model->lowest)) {
    model->lowest = pointer.address;
  }
  if (!is_code && pointer.address + size + 1 > model->highest) {
    model->highest = pointer.address + size + 1;
  }
}

static inline void model_kill(struct model_allocation *allocation) {
  allocation->live = false;
  allocation->exposed = false;
  allocation->num_tags = 0;
}

static inline airlock_status
model_resolve_wildcard(struct model *model, struct model_access *out_access, uint64_t address) {
  bool is_function = false;
  for (size_t i = 0; i < model->num_allocations; i++) {
    struct model_allocation *allocation = &model->allocations[i];
    uint64_t offset = address - allocation->base;
    is_function |= allocation->kind == AIRLOCK_CODE && offset == 0;
    if (allocation->live && allocation->exposed && (offset == 0 || offset < allocation->size)) {
      *out_access = (struct model_access){allocation, offset};
      return AIRLOCK_OK;
    }
  }
  if (address == 0) {
    return AIRLOCK_UB_NULL_POINTER;
  }
  if (address == model->foreign) {
    return AIRLOCK_FOREIGN_UNCHECKED;
  }
  bool known = is_function || (address >= model->lowest && address < model->highest);
  return known ? AIRLOCK_UB_NO_PROVENANCE : MODEL_FINDS_NOTHING;
}

static inline airlock_status model_resolve(struct model *model, struct model_access *out_access,
                                           airlock_ptr pointer) {
  if (model_is_wild(pointer.prov)) {
    return model_resolve_wildcard(model, out_access, pointer.address);
  }
  if (!model_is_concrete(pointer.prov)) {
    return pointer.address == 0 ? AIRLOCK_UB_NULL_POINTER : AIRLOCK_UB_NO_PROVENANCE;
  }
  struct model_allocation *allocation = model_find(model, pointer.prov.alloc);
  if (!allocation->live) {
    return AIRLOCK_UB_USE_AFTER_FREE;
  }
  *out_access = (struct model_access){allocation, pointer.address - allocation->base};
  return AIRLOCK_OK;
}

// The checks of an access in the order of the public header, initialisation excepted.
static inline airlock_status model_check(struct model *model, struct model_access *out_access,
                                         airlock_ptr pointer, uint64_t size, uint64_t align,
                                         airlock_access_kind kind) {
  *out_access = (struct model_access){NULL, 0};
  if (size == 0) {
    return AIRLOCK_OK;
  }
  airlock_status status = model_resolve(model, out_access, pointer);
  if (status != AIRLOCK_OK) {
    return status;
  }
  const struct model_allocation *allocation = out_access->allocation;
  if (allocation->kind == AIRLOCK_CODE) {
    return AIRLOCK_UB_NOT_DATA;
  }
  if (kind == AIRLOCK_WRITE && allocation->read_only) {
    return AIRLOCK_UB_READ_ONLY;
  }
  if (out_access->offset > allocation->size || size > allocation->size - out_access->offset) {
    return AIRLOCK_UB_OUT_OF_BOUNDS;
  }
  return pointer.address % align == 0 ? AIRLOCK_OK : AIRLOCK_UB_MISALIGNED;
}

static inline airlock_byte *model_bytes(const struct model_access *access) {
  return access->allocation->bytes + access->offset;
}

static inline bool model_is_init(const airlock_byte *bytes, uint64_t size) {
  for (uint64_t i = 0; i < size; i++) {
    if (!bytes[i].init) {
      return false;
    }
  }
  return true;
}

static inline bool model_is_plain(const airlock_byte *bytes, uint64_t size) {
  for (uint64_t i = 0; i < size; i++) {
    if (bytes[i].prov.alloc.value != 0) {
      return false;
    }
  }
  return true;
}

static inline uint64_t model_bits(const airlock_byte *bytes, uint64_t size) {
  uint64_t bits = 0;
  for (uint64_t i = 0; i < size; i++) {
    bits |= (uint64_t)bytes[i].value << 8 * i;
  }
  return bits;
}

static inline void model_store_plain(airlock_byte *bytes, uint64_t bits, uint64_t size) {
  for (uint64_t i = 0; i < size; i++) {
    bytes[i] = (airlock_byte){.value = (uint8_t)(bits >> 8 * i), .init = true};
  }
}

static inline void model_store_pointer(airlock_byte *bytes, airlock_ptr pointer) {
  model_store_plain(bytes, pointer.address, MODEL_POINTER_SIZE);
  for (uint8_t i = 0; i < MODEL_POINTER_SIZE && pointer.prov.alloc.value != 0; i++) {
    bytes[i].prov = pointer.prov;
    if (model_is_concrete(pointer.prov)) {
      bytes[i].fragment = i;
      bytes[i].image = pointer.address;
    }
  }
}

// Takes provenance away.
static inline void model_strip(airlock_byte *bytes, uint64_t size) {
  for (uint64_t i = 0; i < size; i++) {
    bytes[i] = (airlock_byte){.value = bytes[i].value, .init = bytes[i].init};
  }
}

static inline void model_deinit(airlock_byte *bytes, uint64_t size) {
  for (uint64_t i = 0; i < size; i++) {
    bytes[i] = (airlock_byte){.value = bytes[i].value};
  }
}

// The provenance that eight bytes give when they are read as a pointer.
static inline airlock_prov model_pointer_prov(const airlock_byte *bytes) {
  const airlock_byte *first = NULL; // The first fragment that is not wild.
  for (uint8_t i = 0; i < MODEL_POINTER_SIZE; i++) {
    const airlock_byte *byte = &bytes[i];
    if (model_is_wild(byte->prov)) {
      continue;
    }
    if (byte->prov.alloc.value == 0 || byte->fragment != i) {
      return airlock_prov_none();
    }
    if (first == NULL) {
      first = byte;
    } else if (!model_same_prov(byte->prov, first->prov) || byte->image != first->image) {
      return airlock_prov_none();
    }
  }
  return first != NULL ? first->prov : airlock_prov_wildcard();
}

static inline airlock_ptr model_load_pointer(const airlock_byte *bytes) {
  return (airlock_ptr){model_bits(bytes, MODEL_POINTER_SIZE), model_pointer_prov(bytes)};
}

// ------------------------------------------------------------------------------------ typed copies

enum model_part_kind {
  MODEL_INTEGER,
  MODEL_BOOL,
  MODEL_POINTER,
  MODEL_NON_NULL,
  MODEL_RAW,
};

struct model_part {
  enum model_part_kind kind;
  uint64_t offset;
  uint64_t size;
};

#define MODEL_MAX_PARTS 4

struct model_type {
  char name[16];
  uint64_t size;
  uint64_t align;
  size_t num_parts;
  struct model_part parts[MODEL_MAX_PARTS]; // Ascending; what lies between is padding.
};

static inline airlock_status model_validate(const airlock_byte *bytes,
                                            const struct model_part *part) {
  if (part->kind == MODEL_BOOL && bytes[0].value > 1) {
    return AIRLOCK_UB_INVALID_VALUE;
  }
  bool is_null = part->kind == MODEL_NON_NULL && model_bits(bytes, MODEL_POINTER_SIZE) == 0;
  return is_null ? AIRLOCK_UB_INVALID_VALUE : AIRLOCK_OK;
}

// Makes bytes a value of the type. After a failure they are not specified.
static inline airlock_status model_retype(airlock_byte *bytes, const struct model_type *type) {
  uint64_t end = 0;
  for (size_t i = 0; i < type->num_parts; i++) {
    const struct model_part *part = &type->parts[i];
    airlock_byte *here = bytes + part->offset;
    model_deinit(bytes + end, part->offset - end);
    end = part->offset + part->size;
    if (part->kind == MODEL_RAW) {
      continue;
    }
    if (!model_is_init(here, part->size) || model_validate(here, part) != AIRLOCK_OK) {
      return AIRLOCK_UB_INVALID_VALUE;
    }
    bool is_pointer = part->kind == MODEL_POINTER || part->kind == MODEL_NON_NULL;
    if (!is_pointer || model_pointer_prov(here).alloc.value == 0) {
      model_strip(here, part->size);
    }
  }
  model_deinit(bytes + end, type->size - end);
  return AIRLOCK_OK;
}

// -------------------------------------------------------------------------- exposure and crossings

// Returns whether it was news.
static inline bool model_expose(struct model *model, airlock_prov prov) {
  struct model_allocation *allocation =
      model_is_concrete(prov) ? model_find(model, prov.alloc) : NULL;
  if (allocation == NULL || !allocation->live) {
    return false;
  }
  for (size_t i = 0; i < allocation->num_tags; i++) {
    if (allocation->tags[i].value == prov.tag.value) {
      return false;
    }
  }
  allocation->tags[allocation->num_tags++] = prov.tag;
  allocation->exposed = true;
  return true;
}

static inline bool model_is_shared(const struct model_allocation *allocation) {
  return allocation->live && allocation->exposed && allocation->kind != AIRLOCK_CODE;
}

static inline void model_adopt_values(struct model *model) {
  for (size_t i = 0; i < model->num_allocations; i++) {
    struct model_allocation *allocation = &model->allocations[i];
    const uint8_t *host = (const uint8_t *)(uintptr_t)allocation->base;
    for (uint64_t j = 0; model_is_shared(allocation) && j < allocation->size; j++) {
      if (!allocation->bytes[j].init) {
        allocation->bytes[j].value = host[j];
      }
    }
  }
}

static inline void model_expose_reachable(struct model *model) {
  bool found = true;
  while (found) {
    found = false;
    for (size_t i = 0; i < model->num_allocations; i++) {
      const struct model_allocation *allocation = &model->allocations[i];
      for (uint64_t j = 0; model_is_shared(allocation) && j < allocation->size; j++) {
        found |= model_expose(model, allocation->bytes[j].prov);
      }
    }
  }
}

// The crossing itself, once the arguments are exposed.
static inline void model_cross(struct model *model) {
  model_expose_reachable(model);
  model_adopt_values(model);
  for (size_t i = 0; i < model->num_allocations; i++) {
    struct model_allocation *allocation = &model->allocations[i];
    bool is_written = model_is_shared(allocation) && !allocation->read_only;
    for (uint64_t j = 0; is_written && j < allocation->size; j++) {
      allocation->bytes[j] = (airlock_byte){
          .value = allocation->bytes[j].value, .init = true, .prov = airlock_prov_wildcard()};
    }
  }
}

// -------------------------------------------------------------------------------------------------
// native code: the fixture's interpreter

// The model's byte at a host address, which lies in live memory.
static inline airlock_byte *model_byte_at(struct model *model, uint64_t address) {
  for (size_t i = 0; i < model->num_allocations; i++) {
    struct model_allocation *allocation = &model->allocations[i];
    if (allocation->live && address - allocation->base < allocation->size) {
      return &allocation->bytes[address - allocation->base];
    }
  }
  return NULL;
}

static inline void model_set_register(struct model *model, uint32_t index, uint64_t value) {
  if (index > 0) {
    model->registers[index] = value;
  }
}

// What memory_run does for one action.
static inline void model_act(struct model *model, const struct memory_action *action) {
  uint64_t address = model->registers[action->base] + action->address;
  uint64_t operand = model->registers[action->index] + action->value;
  airlock_byte *target = model_byte_at(model, address);
  airlock_byte *other = model_byte_at(model, operand);
  uint8_t copy[MODEL_MAX_SIZE];
  uint64_t sum = model->registers[action->index];
  switch (action->operation) {
  case MEMORY_SET:
    model_set_register(model, action->index, address);
    break;
  case MEMORY_LOAD:
    model_set_register(model, action->index, model_bits(target, action->size));
    break;
  case MEMORY_CALL:
    model->escaped = true;
    break;
  case MEMORY_SUM:
    for (uint32_t i = 0; i < action->size; i++) {
      sum += target[i].value;
    }
    model_set_register(model, action->index, sum);
    break;
  default:
    for (uint32_t i = 0; i < action->size; i++) {
      bool has_source = action->operation == MEMORY_COPY || action->operation == MEMORY_SWAP;
      bool is_fill = action->operation == MEMORY_FILL;
      uint64_t plain = is_fill ? action->value : operand >> (8 * i & 63);
      copy[i] = has_source ? other[i].value : (uint8_t)plain;
    }
    for (uint32_t i = 0; i < action->size; i++) {
      if (action->operation == MEMORY_SWAP) {
        other[i].value = target[i].value;
      }
      target[i].value = copy[i];
    }
    break;
  }
}

#endif
