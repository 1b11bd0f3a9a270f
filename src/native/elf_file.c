// SPDX-License-Identifier: MIT
//
// The check of a shared library before the dynamic linker sees it.
//
// dlopen trusts what it maps. A library that was cut short maps without complaint, and the first
// touch of a page that lies wholly beyond the end of the file kills the process with SIGBUS; a
// table whose address is wrong is a SIGSEGV; some values are asserted, which aborts. An embedder
// must get a message instead, so what the dynamic linker will believe is checked here first:
//
//   file bytes                        what the dynamic linker does with them
//   [ELF header]                      kind, machine: it refuses politely, but vaguely
//   [program headers]                 maps each PT_LOAD, remembers where PT_DYNAMIC will lie
//   [segment 0][segment 1]...         touches any byte of [p_offset, p_offset + p_filesz)
//        `-[dynamic table]            believes each address and size in it
//             `-[strings, symbols, hash tables, relocations, initialisers]
//   [section headers, debug info]     nothing: they may be cut off, and stripping does so
//
// An address in the dynamic table is a *virtual* address: the library is loaded at some base, and
// segment i puts the file's bytes [p_offset, +p_filesz) at base + [p_vaddr, +p_filesz), followed by
// zeroes up to p_memsz. An address is believed here if it and all that it stands for lie inside one
// segment, and inside the part that the file fills if it must hold data.
//
// The file is read with pread into fixed buffers, not mapped: a file that shrinks meanwhile is then
// a short read instead of a signal.
//
// What a check of one file cannot promise: the contents of the tables are not verified entry by
// entry (a relocation may point anywhere), the libraries that this one needs are found and loaded
// by the dynamic linker alone, and initialisers run arbitrary code. A file that changes between
// this check and dlopen is not caught either.

// Asks glibc for Elf_Symndx and O_CLOEXEC.
#define _GNU_SOURCE
#include "native/elf_file.h"
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <link.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__x86_64__)
#define HOST_MACHINE EM_X86_64
#elif defined(__aarch64__)
#define HOST_MACHINE EM_AARCH64
#elif defined(__riscv)
#define HOST_MACHINE EM_RISCV
#elif defined(__powerpc64__)
#define HOST_MACHINE EM_PPC64
#elif defined(__s390x__)
#define HOST_MACHINE EM_S390
#else
#error "name the ELF machine of this architecture"
#endif

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define HOST_DATA ELFDATA2LSB
#else
#define HOST_DATA ELFDATA2MSB
#endif

// Shared libraries have about ten segments.
#define MAX_SEGMENTS 128

// How much of a long path a message shows: its end.
#define MAX_PATH_SHOWN 200

struct elf_file {
  const char *path;
  char *out_message;
  size_t message_size;
  int descriptor;
  uint64_t size;
  Elf64_Ehdr header;
  Elf64_Phdr segments[MAX_SEGMENTS];
};

// refuse writes "`path` " and the message. Always false, so that a check can end with it.
static bool __attribute__((format(printf, 2, 3)))
refuse(struct elf_file *file, const char *format, ...) {
  if (file->message_size == 0) {
    return false;
  }
  int error = errno;
  const char *shown = file->path;
  size_t length = strlen(shown);
  if (length > MAX_PATH_SHOWN) {
    shown += length - MAX_PATH_SHOWN;
    while (((unsigned char)*shown & 0xc0) == 0x80) { // Not within a character of UTF-8.
      shown++;
    }
  }
  char path[MAX_PATH_SHOWN + 8];
  snprintf(path, sizeof(path), "`%s%s` ", shown == file->path ? "" : "...", shown);
  for (char *byte = path; *byte != '\0'; byte++) {
    if ((unsigned char)*byte < ' ' || *byte == 0x7f) {
      *byte = '?';
    }
  }
  int used = snprintf(file->out_message, file->message_size, "%s", path);
  if (used >= 0 && (size_t)used < file->message_size) {
    va_list args;
    va_start(args, format);
    errno = error; // For %m.
    vsnprintf(file->out_message + used, file->message_size - (size_t)used, format, args);
    va_end(args);
  }
  return false;
}

// end_of adds without overflow: a range that wraps around ends beyond everything.
static uint64_t end_of(uint64_t start, uint64_t size) {
  return size > UINT64_MAX - start ? UINT64_MAX : start + size;
}

// read_at reads exactly `size` bytes at `offset`, a range that is known to lie inside the file.
static bool read_at(struct elf_file *file, void *out_bytes, uint64_t offset, size_t size) {
  size_t done = 0;
  while (done < size) {
    ssize_t count =
        pread(file->descriptor, (char *)out_bytes + done, size - done, (off_t)(offset + done));
    if (count > 0) {
      done += (size_t)count;
    } else if (count == 0) {
      return refuse(file, "became shorter while it was read");
    } else if (errno != EINTR) {
      return refuse(file, "cannot be read: %m");
    }
  }
  return true;
}

// ---------------------------------------------------------------------------------------- the file

static bool open_file(struct elf_file *file) {
  // O_NONBLOCK: opening a named pipe must not wait for its other end.
  file->descriptor = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file->descriptor < 0) {
    if (errno == ENOENT) {
      return refuse(file, "does not exist");
    }
    return refuse(file, "cannot be opened: %m");
  }
  struct stat status;
  if (fstat(file->descriptor, &status) != 0) {
    return refuse(file, "cannot be examined: %m");
  }
  if (S_ISDIR(status.st_mode)) {
    return refuse(file, "is a directory, not a file");
  }
  if (!S_ISREG(status.st_mode)) {
    return refuse(file, "is not a regular file");
  }
  file->size = (uint64_t)status.st_size;
  return true;
}

// -------------------------------------------------------------------------------------------------
// the ELF header

// refuse_foreign_format shows how a file begins that is no ELF file.
static bool refuse_foreign_format(struct elf_file *file, const unsigned char *start, size_t size) {
  static const char archive[] = "!<arch>";
  if (size >= sizeof(archive) - 1 && memcmp(start, archive, sizeof(archive) - 1) == 0) {
    return refuse(file, "is a static library, not a shared one");
  }
  size_t num_printable = 0;
  while (num_printable < size && num_printable < 16 && start[num_printable] >= ' ' &&
         start[num_printable] < 0x7f && start[num_printable] != '`') {
    num_printable++;
  }
  size_t num_shown = size < 4 ? size : 4;
  if (num_printable >= num_shown) {
    return refuse(file, "is not an ELF file (it starts with `%.*s`)", (int)num_printable,
                  (const char *)start);
  }
  char hexadecimal[4 * 3 + 1] = "";
  for (size_t i = 0; i < num_shown; i++) {
    snprintf(hexadecimal + 3 * i, 4, " %02x", start[i]);
  }
  return refuse(file, "is not an ELF file (it starts with the bytes%s)", hexadecimal);
}

// machine_name returns NULL for machines that are not worth a name.
static const char *machine_name(unsigned machine) {
  switch (machine) {
  case EM_386:
    return "32-bit x86";
  case EM_PPC64:
    return "POWER";
  case EM_S390:
    return "S/390";
  case EM_ARM:
    return "32-bit ARM";
  case EM_SPARCV9:
    return "SPARC";
  case EM_MIPS:
    return "MIPS";
  case EM_X86_64:
    return "x86-64";
  case EM_AARCH64:
    return "AArch64";
  case EM_RISCV:
    return "RISC-V";
  default:
    return NULL;
  }
}

static bool refuse_machine(struct elf_file *file, unsigned machine) {
  const char *name = machine_name(machine);
  if (name == NULL) {
    return refuse(file, "is built for the ELF machine %u, this process is %s", machine,
                  machine_name(HOST_MACHINE));
  }
  return refuse(file, "is built for %s, this process is %s", name, machine_name(HOST_MACHINE));
}

static bool refuse_type(struct elf_file *file, unsigned type) {
  switch (type) {
  case ET_REL:
    return refuse(file, "is an object file, not a shared library");
  case ET_EXEC:
    return refuse(file, "is an executable, not a shared library");
  case ET_CORE:
    return refuse(file, "is a core dump, not a shared library");
  default:
    return refuse(file, "is not a shared library (its ELF type is %u)", type);
  }
}

// A number of the ELF header in the file's own byte order, which may not be ours.
static unsigned half_word(const unsigned char *bytes, bool swapped) {
  bool little = (HOST_DATA == ELFDATA2LSB) != swapped;
  return little ? (unsigned)bytes[1] << 8 | bytes[0] : (unsigned)bytes[0] << 8 | bytes[1];
}

// check_identity looks at the first 20 bytes, which have the same layout in every ELF file, so that
// a file for another machine is refused for being that, and not for an odd word size.
static bool check_identity(struct elf_file *file) {
  unsigned char start[EI_NIDENT + 4];
  size_t available = file->size < sizeof(start) ? (size_t)file->size : sizeof(start);
  if (available == 0) {
    return refuse(file, "is empty");
  }
  if (!read_at(file, start, 0, available)) {
    return false;
  }
  size_t num_magic = available < SELFMAG ? available : SELFMAG;
  if (memcmp(start, ELFMAG, num_magic) != 0) {
    return refuse_foreign_format(file, start, available);
  }
  if (available < sizeof(start)) {
    return refuse(file, "is cut short: its ELF header has 64 bytes, but the file has %" PRIu64,
                  file->size);
  }
  unsigned data = start[EI_DATA];
  if (data != ELFDATA2LSB && data != ELFDATA2MSB) {
    return refuse(file, "is damaged: its ELF header names the unknown byte order %u", data);
  }
  unsigned machine = half_word(start + EI_NIDENT + 2, data != HOST_DATA);
  if (data != HOST_DATA && (machine == HOST_MACHINE || machine_name(machine) == NULL)) {
    bool little = data == ELFDATA2LSB;
    return refuse(file, "is %s-endian, this process is %s-endian", little ? "little" : "big",
                  little ? "big" : "little");
  }
  if (machine != HOST_MACHINE) {
    return refuse_machine(file, machine);
  }
  if (start[EI_CLASS] != ELFCLASS64) {
    return refuse(file, "is not a 64-bit library (its ELF class is %u)", start[EI_CLASS]);
  }
  unsigned type = half_word(start + EI_NIDENT, false);
  return type == ET_DYN || refuse_type(file, type);
}

static bool check_header(struct elf_file *file) {
  if (!check_identity(file)) {
    return false;
  }
  if (file->size < sizeof(file->header)) {
    return refuse(file, "is cut short: its ELF header has 64 bytes, but the file has %" PRIu64,
                  file->size);
  }
  if (!read_at(file, &file->header, 0, sizeof(file->header))) {
    return false;
  }
  const Elf64_Ehdr *header = &file->header;
  if (header->e_ident[EI_VERSION] != EV_CURRENT || header->e_version != EV_CURRENT) {
    return refuse(file, "is damaged: its ELF header names an unknown version");
  }
  if (header->e_phentsize != sizeof(Elf64_Phdr)) {
    return refuse(file, "is damaged: its program headers have %u bytes each instead of %zu",
                  (unsigned)header->e_phentsize, sizeof(Elf64_Phdr));
  }
  if (header->e_phnum == 0) {
    return refuse(file, "is damaged: it has no program headers");
  }
  if (header->e_phnum > MAX_SEGMENTS) {
    return refuse(file, "has %u program headers, %d are allowed", (unsigned)header->e_phnum,
                  MAX_SEGMENTS);
  }
  return true;
}

// ------------------------------------------------------------------------------------ the segments

static bool read_segments(struct elf_file *file) {
  size_t size = file->header.e_phnum * sizeof(Elf64_Phdr);
  uint64_t end = end_of(file->header.e_phoff, size);
  if (end > file->size) {
    return refuse(file,
                  "is cut short: its program headers end at byte %" PRIu64
                  ", but the file has %" PRIu64,
                  end, file->size);
  }
  return read_at(file, file->segments, file->header.e_phoff, size);
}

// check_loadable checks one PT_LOAD. `previous_end` is where the one before it ends in memory.
static bool check_loadable(struct elf_file *file, unsigned index, uint64_t previous_end) {
  const Elf64_Phdr *segment = &file->segments[index];
  uint64_t end = end_of(segment->p_offset, segment->p_filesz);
  if (end > file->size) {
    return refuse(file,
                  "is cut short: segment %u ends at byte %" PRIu64 ", but the file has %" PRIu64,
                  index, end, file->size);
  }
  if (segment->p_memsz < segment->p_filesz) {
    return refuse(file,
                  "is damaged: segment %u takes %" PRIu64 " bytes of the file, but only %" PRIu64
                  " of memory",
                  index, segment->p_filesz, segment->p_memsz);
  }
  uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
  if (segment->p_align == 0 || (segment->p_align & (segment->p_align - 1)) != 0 ||
      segment->p_align % page != 0) {
    return refuse(file,
                  "is damaged: segment %u has the alignment %" PRIu64
                  ", which is no multiple of a page",
                  index, segment->p_align);
  }
  if ((segment->p_vaddr - segment->p_offset) % segment->p_align != 0) {
    return refuse(file, "is damaged: the address of segment %u does not fit its place in the file",
                  index);
  }
  // Half of the address space is more than any process has, and leaves room to add to an address.
  if (end_of(segment->p_vaddr, segment->p_memsz) > UINT64_MAX / 2) {
    return refuse(file, "is damaged: segment %u lies beyond the end of the address space", index);
  }
  if (segment->p_vaddr < previous_end) {
    return refuse(file, "is damaged: segment %u overlaps the one before it", index);
  }
  return true;
}

static bool check_segments(struct elf_file *file) {
  if (!read_segments(file)) {
    return false;
  }
  uint64_t previous_end = 0;
  unsigned num_loadable = 0;
  for (unsigned i = 0; i < file->header.e_phnum; i++) {
    const Elf64_Phdr *segment = &file->segments[i];
    if (segment->p_type == PT_LOAD) {
      if (!check_loadable(file, i, previous_end)) {
        return false;
      }
      previous_end = segment->p_vaddr + segment->p_memsz;
      num_loadable++;
    }
  }
  return num_loadable > 0 || refuse(file, "is damaged: it has no segment to load");
}

// find_loaded returns the readable PT_LOAD that holds all of [address, address + size); `in_file`
// says whether the file must fill that range. NULL if there is none.
static const Elf64_Phdr *find_loaded(const struct elf_file *file, uint64_t address, uint64_t size,
                                     bool in_file) {
  for (unsigned i = 0; i < file->header.e_phnum; i++) {
    const Elf64_Phdr *segment = &file->segments[i];
    uint64_t room = in_file ? segment->p_filesz : segment->p_memsz;
    if (segment->p_type == PT_LOAD && (segment->p_flags & PF_R) != 0 &&
        address >= segment->p_vaddr && address - segment->p_vaddr <= room &&
        size <= room - (address - segment->p_vaddr)) {
      return segment;
    }
  }
  return NULL;
}

// The part that becomes read-only after relocation may reach to the end of its segment's last page.
static bool is_protectable(const struct elf_file *file, const Elf64_Phdr *part) {
  const Elf64_Phdr *segment = find_loaded(file, part->p_vaddr, 1, false);
  if (segment == NULL) {
    return part->p_memsz == 0;
  }
  uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
  uint64_t last_page = (segment->p_vaddr + segment->p_memsz - 1) / page * page;
  return end_of(part->p_vaddr, part->p_memsz) <= last_page + page;
}

// The other segments name parts of the loaded ones: the initial image of thread-local variables is
// copied out of the library for every thread, and the pages that shall be read-only are protected,
// be they the library's or not.
static bool check_other_segments(struct elf_file *file) {
  for (unsigned i = 0; i < file->header.e_phnum; i++) {
    const Elf64_Phdr *segment = &file->segments[i];
    if (segment->p_type == PT_TLS &&
        (segment->p_memsz < segment->p_filesz || (segment->p_align & (segment->p_align - 1)) != 0 ||
         find_loaded(file, segment->p_vaddr, segment->p_filesz, true) == NULL)) {
      return refuse(file,
                    "is damaged: its thread-local variables do not lie in a readable segment");
    }
    if (segment->p_type == PT_GNU_RELRO && !is_protectable(file, segment)) {
      return refuse(file, "is damaged: what becomes read-only does not lie in a readable segment");
    }
  }
  return true;
}

// ------------------------------------------------------------------------------- the dynamic table

// A table that the dynamic table names: its address and, if there is one, its size in bytes.
struct table_entry {
  const char *name;
  int64_t address_tag;
  int64_t size_tag;    // 0: no such entry.
  uint64_t minimum;    // Bytes that must be there when no size is given.
  int64_t element_tag; // 0: no such entry; otherwise it must name element_size.
  uint64_t element_size;
  bool in_file;
};

// In the order in which damage is reported.
static const struct table_entry tables[] = {
    {"string table", DT_STRTAB, DT_STRSZ, 1, 0, 0, true},
    {"symbol table", DT_SYMTAB, 0, sizeof(Elf64_Sym), DT_SYMENT, sizeof(Elf64_Sym), true},
    {"GNU hash table", DT_GNU_HASH, 0, 4 * sizeof(uint32_t), 0, 0, true},
    {"hash table", DT_HASH, 0, 2 * sizeof(Elf_Symndx), 0, 0, true},
    {"table of symbol versions", DT_VERSYM, 0, sizeof(Elf64_Half), 0, 0, true},
    {"table of needed versions", DT_VERNEED, 0, sizeof(Elf64_Verneed), 0, 0, true},
    {"table of defined versions", DT_VERDEF, 0, sizeof(Elf64_Verdef), 0, 0, true},
    {"relocation table", DT_RELA, DT_RELASZ, 0, DT_RELAENT, sizeof(Elf64_Rela), true},
    {"relocation table", DT_REL, DT_RELSZ, 0, DT_RELENT, sizeof(Elf64_Rel), true},
    {"relative relocation table", DT_RELR, DT_RELRSZ, 0, DT_RELRENT, sizeof(uint64_t), true},
    {"table of jump slots", DT_JMPREL, DT_PLTRELSZ, 0, 0, 0, true},
    {"table of global offsets", DT_PLTGOT, 0, 1, 0, 0, false},
    {"initialiser", DT_INIT, 0, 1, 0, 0, true},
    {"finaliser", DT_FINI, 0, 1, 0, 0, true},
    {"list of initialisers", DT_INIT_ARRAY, DT_INIT_ARRAYSZ, 0, 0, 0, false},
    {"list of finalisers", DT_FINI_ARRAY, DT_FINI_ARRAYSZ, 0, 0, 0, false},
};

// What was read from the dynamic table. Values of tags below MAX_TAG are kept by tag, the few
// others that matter follow them; the last entry of a tag counts, as for the dynamic linker.
#define MAX_TAG 64
enum { SLOT_GNU_HASH = MAX_TAG, SLOT_VERSYM, SLOT_VERNEED, SLOT_VERDEF, SLOT_FLAGS_1, NUM_SLOTS };

struct dynamic_table {
  bool present[NUM_SLOTS];
  uint64_t values[NUM_SLOTS];
  uint64_t last_string; // Greatest offset into the string table.
};

// slot_of returns where the value of a tag is kept, NUM_SLOTS if it is not.
static size_t slot_of(int64_t tag) {
  switch (tag) {
  case DT_GNU_HASH:
    return SLOT_GNU_HASH;
  case DT_VERSYM:
    return SLOT_VERSYM;
  case DT_VERNEED:
    return SLOT_VERNEED;
  case DT_VERDEF:
    return SLOT_VERDEF;
  case DT_FLAGS_1:
    return SLOT_FLAGS_1;
  default:
    return tag > 0 && tag < MAX_TAG ? (size_t)tag : NUM_SLOTS;
  }
}

static bool has(const struct dynamic_table *table, int64_t tag) {
  return table->present[slot_of(tag)];
}

static uint64_t value_of(const struct dynamic_table *table, int64_t tag) {
  return table->values[slot_of(tag)];
}

static void remember(struct dynamic_table *table, const Elf64_Dyn *entry) {
  size_t slot = slot_of(entry->d_tag);
  if (slot < NUM_SLOTS) {
    table->present[slot] = true;
    table->values[slot] = entry->d_un.d_val;
  }
  bool is_string = entry->d_tag == DT_NEEDED || entry->d_tag == DT_SONAME ||
                   entry->d_tag == DT_RPATH || entry->d_tag == DT_RUNPATH;
  if (is_string && entry->d_un.d_val > table->last_string) {
    table->last_string = entry->d_un.d_val;
  }
}

// find_dynamic finds where in the file the dynamic table lies. The dynamic linker goes by the
// address, so p_offset must name the same place.
static bool find_dynamic(struct elf_file *file, uint64_t *out_offset, uint64_t *out_size) {
  const Elf64_Phdr *dynamic = NULL;
  for (unsigned i = 0; i < file->header.e_phnum; i++) {
    if (file->segments[i].p_type == PT_DYNAMIC) {
      dynamic = &file->segments[i];
    }
  }
  if (dynamic == NULL) {
    return refuse(file, "is not a shared library: it has no dynamic table");
  }
  uint64_t end = end_of(dynamic->p_offset, dynamic->p_filesz);
  if (end > file->size) {
    return refuse(
        file, "is cut short: its dynamic table ends at byte %" PRIu64 ", but the file has %" PRIu64,
        end, file->size);
  }
  const Elf64_Phdr *segment = find_loaded(file, dynamic->p_vaddr, dynamic->p_filesz, true);
  if (segment == NULL ||
      dynamic->p_vaddr - segment->p_vaddr != dynamic->p_offset - segment->p_offset ||
      dynamic->p_vaddr % _Alignof(Elf64_Dyn) != 0) {
    return refuse(file, "is damaged: its dynamic table does not lie in a readable segment");
  }
  // The dynamic linker writes addresses into a table that says that it is writable.
  if ((dynamic->p_flags & PF_W) != 0 && (segment->p_flags & PF_W) == 0) {
    return refuse(file,
                  "is damaged: its dynamic table is writable, but not the segment it lies in");
  }
  *out_offset = dynamic->p_offset;
  *out_size = dynamic->p_filesz;
  return true;
}

static bool read_dynamic(struct elf_file *file, struct dynamic_table *out_table) {
  memset(out_table, 0, sizeof(*out_table));
  uint64_t offset = 0;
  uint64_t size = 0;
  if (!find_dynamic(file, &offset, &size)) {
    return false;
  }
  Elf64_Dyn entries[64];
  uint64_t num_left = size / sizeof(entries[0]);
  while (num_left > 0) {
    size_t count = sizeof(entries) / sizeof(entries[0]);
    if (num_left < count) {
      count = (size_t)num_left;
    }
    if (!read_at(file, entries, offset, count * sizeof(entries[0]))) {
      return false;
    }
    for (size_t i = 0; i < count; i++) {
      if (entries[i].d_tag == DT_NULL) {
        return true;
      }
      remember(out_table, &entries[i]);
    }
    offset += count * sizeof(entries[0]);
    num_left -= count;
  }
  return refuse(file, "is damaged: its dynamic table has no end");
}

static bool check_tables(struct elf_file *file, const struct dynamic_table *dynamic) {
  for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
    const struct table_entry *table = &tables[i];
    if (!has(dynamic, table->address_tag)) {
      continue;
    }
    if (table->element_tag != 0 && value_of(dynamic, table->element_tag) != table->element_size) {
      return refuse(file,
                    "is damaged: the elements of its %s have %" PRIu64 " bytes instead of "
                    "%" PRIu64,
                    table->name, value_of(dynamic, table->element_tag), table->element_size);
    }
    bool sized = table->size_tag != 0;
    if (sized && !has(dynamic, table->size_tag)) {
      return refuse(file, "is damaged: its %s has no size", table->name);
    }
    uint64_t size = sized ? value_of(dynamic, table->size_tag) : table->minimum;
    uint64_t address = value_of(dynamic, table->address_tag);
    if (size > 0 && find_loaded(file, address, size, table->in_file) == NULL) {
      return refuse(file,
                    "is damaged: its %s (%" PRIu64 " bytes at address 0x%" PRIx64
                    ") does not lie in a readable segment",
                    table->name, size, address);
    }
  }
  return true;
}

// read_loaded reads file bytes by address.
static bool read_loaded(struct elf_file *file, void *out_bytes, uint64_t address, size_t size) {
  const Elf64_Phdr *segment = find_loaded(file, address, size, true);
  return read_at(file, out_bytes, address - segment->p_vaddr + segment->p_offset, size);
}

// The dynamic linker takes strings for terminated ones, so the table must end in a NUL and every
// offset must lie inside.
static bool check_strings(struct elf_file *file, const struct dynamic_table *dynamic) {
  uint64_t size = value_of(dynamic, DT_STRSZ);
  if (size == 0 || dynamic->last_string >= size) {
    return refuse(file,
                  "is damaged: its string table of %" PRIu64 " bytes ends before a name in "
                  "the dynamic table",
                  size);
  }
  char last;
  if (!read_loaded(file, &last, value_of(dynamic, DT_STRTAB) + size - 1, 1)) {
    return false;
  }
  return last == '\0' || refuse(file, "is damaged: its string table has no end");
}

// GNU hash table: four words (buckets, first hashed symbol, words of the Bloom filter, shift), the
// filter's words of 8 bytes, a word per bucket, then the chains, whose end only the chains tell.
static bool check_gnu_hash(struct elf_file *file, uint64_t address) {
  uint32_t head[4];
  if (!read_loaded(file, head, address, sizeof(head))) {
    return false;
  }
  uint64_t size = sizeof(head) + UINT64_C(8) * head[2] + UINT64_C(4) * head[0];
  bool empty = head[0] == 0;
  if ((head[2] == 0 && !empty) || (head[2] & (head[2] - 1)) != 0 || head[3] >= 32 ||
      find_loaded(file, address, size, true) == NULL) {
    return refuse(file, "is damaged: its GNU hash table does not fit into its segment");
  }
  return true;
}

// System V hash table: number of buckets, number of symbols, a word per bucket, a word per symbol.
static bool check_sysv_hash(struct elf_file *file, uint64_t address) {
  Elf_Symndx head[2];
  if (!read_loaded(file, head, address, sizeof(head))) {
    return false;
  }
  uint64_t num_words = (uint64_t)head[0] + head[1] + 2;
  if (num_words > UINT32_MAX ||
      find_loaded(file, address, num_words * sizeof(Elf_Symndx), true) == NULL) {
    return refuse(file, "is damaged: its hash table does not fit into its segment");
  }
  return true;
}

static bool check_dynamic(struct elf_file *file) {
  struct dynamic_table dynamic;
  if (!read_dynamic(file, &dynamic)) {
    return false;
  }
  if ((value_of(&dynamic, DT_FLAGS_1) & DF_1_PIE) != 0) {
    return refuse(file, "is an executable, not a shared library");
  }
  if (!has(&dynamic, DT_STRTAB) || !has(&dynamic, DT_SYMTAB)) {
    return refuse(file, "is damaged: its dynamic table names no %s",
                  has(&dynamic, DT_STRTAB) ? "symbol table" : "string table");
  }
  if (!has(&dynamic, DT_GNU_HASH) && !has(&dynamic, DT_HASH)) {
    return refuse(file, "is damaged: its dynamic table names no hash table");
  }
  if ((has(&dynamic, DT_VERNEED) || has(&dynamic, DT_VERDEF)) && !has(&dynamic, DT_VERSYM)) {
    return refuse(file, "is damaged: its dynamic table names no table of symbol versions");
  }
  if (has(&dynamic, DT_JMPREL) && value_of(&dynamic, DT_PLTREL) != DT_RELA &&
      value_of(&dynamic, DT_PLTREL) != DT_REL) {
    return refuse(file, "is damaged: its jump slots have an unknown kind of relocation");
  }
  if (!check_tables(file, &dynamic) || !check_strings(file, &dynamic)) {
    return false;
  }
  if (has(&dynamic, DT_GNU_HASH) && !check_gnu_hash(file, value_of(&dynamic, DT_GNU_HASH))) {
    return false;
  }
  return !has(&dynamic, DT_HASH) || check_sysv_hash(file, value_of(&dynamic, DT_HASH));
}

bool elf_file_check(const char *path, char *out_message, size_t message_size) {
  int saved_errno = errno;
  struct elf_file file;
  file.path = path;
  file.out_message = out_message;
  file.message_size = message_size;
  file.descriptor = -1;
  bool good = open_file(&file) && check_header(&file) && check_segments(&file) &&
              check_dynamic(&file) && check_other_segments(&file);
  if (file.descriptor >= 0) {
    close(file.descriptor);
  }
  errno = saved_errno;
  return good;
}
