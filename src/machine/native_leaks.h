// SPDX-License-Identifier: MIT
//
// Floor 2. Leaks among the blocks that native code allocated.
//
// Native code keeps addresses as plain words, so what holds a block is found by looking for words
// that mean it: in the data of libraries, in memory of the program that is not lost itself, and in
// blocks that are held in turn. What a library keeps for itself is held by its own data, and no
// leak. What nobody holds is lost, unless it may be held where nobody can look:
//
//   - memory of native code that was allocated unwatched, to which a library that was opened, or a
//     block that is held, has a pointer; or which could not be recorded
//   - threads that have been started since the machine began, and native code that is running
//
// Then a block that nobody was seen to hold is *possibly held* instead, and no error.
//
// A block to which a lost one leads is not told of beside it. Among lost blocks that lead to each
// other the first one in the table speaks for the others. Pages of mmap hold, but are never lost.
#ifndef AIRLOCK_MACHINE_NATIVE_LEAKS_H
#define AIRLOCK_MACHINE_NATIVE_LEAKS_H

#include "machine/native_block.h"

// What became of an allocation in a search for leaks.
enum reach {
  REACH_NONE,      // Nothing leads to it.
  REACH_HELD,      // Native code may have its address.
  REACH_ROOT,      // A root leads to it.
  REACH_FROM_LOST, // Something that is lost leads to it.
};

// What floor 3 knows of native code's own memory.
struct native_roots {
  // Calls visit for each range of memory in which libraries keep their variables, aligned to words.
  // `is_programs` says that the library is one that the program was given, and no dependency.
  void (*each)(const airlock_machine *machine,
               void (*visit)(void *context, const uint64_t *words, size_t count, bool is_programs),
               void *context);
  // Whether an address lies in memory that is mapped, but neither in a loaded object nor known.
  bool (*is_unknown)(const airlock_machine *machine, uint64_t address);
  // Whether native code may hold blocks where nobody can look.
  bool (*may_hide)(const airlock_machine *machine);
};

// native_leaks_mark marks the live blocks of native code, after all other memory has its marks. The
// search takes no memory.
void native_leaks_mark(airlock_machine *machine);

// native_leaks_concerns says whether a live allocation is a block that can be lost.
bool native_leaks_concerns(const airlock_machine *machine, const struct allocation *allocation,
                           uint32_t slot);

#endif
