// SPDX-License-Identifier: MIT
//
// Variables of libraries as allocations of the machine.
//
// The library's own symbol says how large a variable is, its segment whether it may be written.
// Several names may mean one variable (environ and __environ): the address decides, so that it is
// one allocation under all of them.
#include "native/native.h"

static airlock_status fail(airlock_machine *machine, const airlock_symbol *symbol,
                           const char *reason) {
  machine_fail(machine, AIRLOCK_UNSUPPORTED_SYMBOL,
               "the symbol `%s` of `%s` cannot be used as a variable: %s", symbol->name,
               symbol->library, reason);
  access_blame_machine(machine);
  return AIRLOCK_UNSUPPORTED_SYMBOL;
}

// As strict as its address and size allow, 16 at most: the symbol does not say.
static uint64_t alignment_of(const airlock_symbol *symbol) {
  uint64_t bits = symbol->address | symbol->size | 16;
  return bits & -bits;
}

static airlock_status adopt(airlock_machine *machine, airlock_ptr *out_pointer,
                            const airlock_symbol *symbol) {
  const struct block *block = block_map_find(&machine->blocks, symbol->address);
  if (block != NULL && block->base == symbol->address && block->size >= symbol->size) {
    const struct allocation *known = allocation_in_slot(&machine->table, block->slot);
    *out_pointer = (airlock_ptr){symbol->address, {machine_id_of(known, block->slot), {0}}};
    return AIRLOCK_OK;
  }
  if (block_map_overlaps(&machine->blocks, symbol->address, symbol->size)) {
    return fail(machine, symbol, "another variable that is in use overlaps it");
  }
  return machine_adopt(machine, out_pointer, symbol->address, symbol->size, alignment_of(symbol),
                       symbol->read_only);
}

airlock_status airlock_data_symbol(airlock_machine *machine, airlock_ptr *out_pointer, int library,
                                   const char *name, size_t name_length) {
  airlock_symbol symbol;
  airlock_status status = airlock_symbol_find(machine, &symbol, library, name, name_length);
  if (status != AIRLOCK_OK) {
    return status;
  }
  if (symbol.kind == AIRLOCK_SYMBOL_FUNCTION) {
    return fail(machine, &symbol, "it is a function");
  }
  if (symbol.size == 0) {
    return fail(machine, &symbol, "the library does not say how large it is");
  }
  return adopt(machine, out_pointer, &symbol);
}
