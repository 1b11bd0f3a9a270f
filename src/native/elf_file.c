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
//        `-[dynamic table]            believes each address and size in it (elf_dynamic.c)
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

// Asks glibc for O_CLOEXEC.
#define _GNU_SOURCE
#include "native/elf_file.h"
#include "native/elf_check.h"
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
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

// How much of a long path a message shows: its end.
#define MAX_PATH_SHOWN 200

bool __attribute__((format(printf, 2, 3)))
elf_refuse(struct elf_file *file, const char *format, ...) {
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

bool elf_read_at(struct elf_file *file, void *out_bytes, uint64_t offset, size_t size) {
  size_t done = 0;
  while (done < size) {
    ssize_t count =
        pread(file->descriptor, (char *)out_bytes + done, size - done, (off_t)(offset + done));
    if (count > 0) {
      done += (size_t)count;
    } else if (count == 0) {
      return elf_refuse(file, "became shorter while it was read");
    } else if (errno != EINTR) {
      return elf_refuse(file, "cannot be read: %m");
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
      return elf_refuse(file, "does not exist");
    }
    return elf_refuse(file, "cannot be opened: %m");
  }
  struct stat status;
  if (fstat(file->descriptor, &status) != 0) {
    return elf_refuse(file, "cannot be examined: %m");
  }
  if (S_ISDIR(status.st_mode)) {
    return elf_refuse(file, "is a directory, not a file");
  }
  if (!S_ISREG(status.st_mode)) {
    return elf_refuse(file, "is not a regular file");
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
    return elf_refuse(file, "is a static library, not a shared one");
  }
  size_t num_printable = 0;
  while (num_printable < size && num_printable < 16 && start[num_printable] >= ' ' &&
         start[num_printable] < 0x7f && start[num_printable] != '`') {
    num_printable++;
  }
  size_t num_shown = size < 4 ? size : 4;
  if (num_printable >= num_shown) {
    return elf_refuse(file, "is not an ELF file (it starts with `%.*s`)", (int)num_printable,
                      (const char *)start);
  }
  char hexadecimal[4 * 3 + 1] = "";
  for (size_t i = 0; i < num_shown; i++) {
    snprintf(hexadecimal + 3 * i, 4, " %02x", start[i]);
  }
  return elf_refuse(file, "is not an ELF file (it starts with the bytes%s)", hexadecimal);
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
    return elf_refuse(file, "is built for the ELF machine %u, this process is %s", machine,
                      machine_name(HOST_MACHINE));
  }
  return elf_refuse(file, "is built for %s, this process is %s", name, machine_name(HOST_MACHINE));
}

static bool refuse_type(struct elf_file *file, unsigned type) {
  switch (type) {
  case ET_REL:
    return elf_refuse(file, "is an object file, not a shared library");
  case ET_EXEC:
    return elf_refuse(file, "is an executable, not a shared library");
  case ET_CORE:
    return elf_refuse(file, "is a core dump, not a shared library");
  default:
    return elf_refuse(file, "is not a shared library (its ELF type is %u)", type);
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
    return elf_refuse(file, "is empty");
  }
  if (!elf_read_at(file, start, 0, available)) {
    return false;
  }
  size_t num_magic = available < SELFMAG ? available : SELFMAG;
  if (memcmp(start, ELFMAG, num_magic) != 0) {
    return refuse_foreign_format(file, start, available);
  }
  if (available < sizeof(start)) {
    return elf_refuse(file, "is cut short: its ELF header has 64 bytes, but the file has %" PRIu64,
                      file->size);
  }
  unsigned data = start[EI_DATA];
  if (data != ELFDATA2LSB && data != ELFDATA2MSB) {
    return elf_refuse(file, "is damaged: its ELF header names the unknown byte order %u", data);
  }
  unsigned machine = half_word(start + EI_NIDENT + 2, data != HOST_DATA);
  if (data != HOST_DATA && (machine == HOST_MACHINE || machine_name(machine) == NULL)) {
    bool little = data == ELFDATA2LSB;
    return elf_refuse(file, "is %s-endian, this process is %s-endian", little ? "little" : "big",
                      little ? "big" : "little");
  }
  if (machine != HOST_MACHINE) {
    return refuse_machine(file, machine);
  }
  if (start[EI_CLASS] != ELFCLASS64) {
    return elf_refuse(file, "is not a 64-bit library (its ELF class is %u)", start[EI_CLASS]);
  }
  unsigned type = half_word(start + EI_NIDENT, false);
  return type == ET_DYN || refuse_type(file, type);
}

static bool check_header(struct elf_file *file) {
  if (!check_identity(file)) {
    return false;
  }
  if (file->size < sizeof(file->header)) {
    return elf_refuse(file, "is cut short: its ELF header has 64 bytes, but the file has %" PRIu64,
                      file->size);
  }
  if (!elf_read_at(file, &file->header, 0, sizeof(file->header))) {
    return false;
  }
  const Elf64_Ehdr *header = &file->header;
  if (header->e_ident[EI_VERSION] != EV_CURRENT || header->e_version != EV_CURRENT) {
    return elf_refuse(file, "is damaged: its ELF header names an unknown version");
  }
  if (header->e_phentsize != sizeof(Elf64_Phdr)) {
    return elf_refuse(file, "is damaged: its program headers have %u bytes each instead of %zu",
                      (unsigned)header->e_phentsize, sizeof(Elf64_Phdr));
  }
  if (header->e_phnum == 0) {
    return elf_refuse(file, "is damaged: it has no program headers");
  }
  if (header->e_phnum > MAX_SEGMENTS) {
    return elf_refuse(file, "has %u program headers, %d are allowed", (unsigned)header->e_phnum,
                      MAX_SEGMENTS);
  }
  return true;
}

// ------------------------------------------------------------------------------------ the segments

static bool read_segments(struct elf_file *file) {
  size_t size = file->header.e_phnum * sizeof(Elf64_Phdr);
  uint64_t end = elf_end_of(file->header.e_phoff, size);
  if (end > file->size) {
    return elf_refuse(file,
                      "is cut short: its program headers end at byte %" PRIu64
                      ", but the file has %" PRIu64,
                      end, file->size);
  }
  return elf_read_at(file, file->segments, file->header.e_phoff, size);
}

// check_loadable checks one PT_LOAD. `previous_end` is where the one before it ends in memory.
static bool check_loadable(struct elf_file *file, unsigned index, uint64_t previous_end) {
  const Elf64_Phdr *segment = &file->segments[index];
  uint64_t end = elf_end_of(segment->p_offset, segment->p_filesz);
  if (end > file->size) {
    return elf_refuse(
        file, "is cut short: segment %u ends at byte %" PRIu64 ", but the file has %" PRIu64, index,
        end, file->size);
  }
  if (segment->p_memsz < segment->p_filesz) {
    return elf_refuse(file,
                      "is damaged: segment %u takes %" PRIu64
                      " bytes of the file, but only %" PRIu64 " of memory",
                      index, segment->p_filesz, segment->p_memsz);
  }
  uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
  if (segment->p_align == 0 || (segment->p_align & (segment->p_align - 1)) != 0 ||
      segment->p_align % page != 0) {
    return elf_refuse(file,
                      "is damaged: segment %u has the alignment %" PRIu64
                      ", which is no multiple of a page",
                      index, segment->p_align);
  }
  if ((segment->p_vaddr - segment->p_offset) % segment->p_align != 0) {
    return elf_refuse(
        file, "is damaged: the address of segment %u does not fit its place in the file", index);
  }
  // Half of the address space is more than any process has, and leaves room to add to an address.
  if (elf_end_of(segment->p_vaddr, segment->p_memsz) > UINT64_MAX / 2) {
    return elf_refuse(file, "is damaged: segment %u lies beyond the end of the address space",
                      index);
  }
  if (segment->p_vaddr < previous_end) {
    return elf_refuse(file, "is damaged: segment %u overlaps the one before it", index);
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
  return num_loadable > 0 || elf_refuse(file, "is damaged: it has no segment to load");
}

const Elf64_Phdr *elf_find_loaded(const struct elf_file *file, uint64_t address, uint64_t size,
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
  const Elf64_Phdr *segment = elf_find_loaded(file, part->p_vaddr, 1, false);
  if (segment == NULL) {
    return part->p_memsz == 0;
  }
  uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
  uint64_t last_page = (segment->p_vaddr + segment->p_memsz - 1) / page * page;
  return elf_end_of(part->p_vaddr, part->p_memsz) <= last_page + page;
}

// The other segments name parts of the loaded ones: the initial image of thread-local variables is
// copied out of the library for every thread, and the pages that shall be read-only are protected,
// be they the library's or not.
static bool check_other_segments(struct elf_file *file) {
  for (unsigned i = 0; i < file->header.e_phnum; i++) {
    const Elf64_Phdr *segment = &file->segments[i];
    if (segment->p_type == PT_TLS &&
        (segment->p_memsz < segment->p_filesz || (segment->p_align & (segment->p_align - 1)) != 0 ||
         elf_find_loaded(file, segment->p_vaddr, segment->p_filesz, true) == NULL)) {
      return elf_refuse(file,
                        "is damaged: its thread-local variables do not lie in a readable segment");
    }
    if (segment->p_type == PT_GNU_RELRO && !is_protectable(file, segment)) {
      return elf_refuse(file,
                        "is damaged: what becomes read-only does not lie in a readable segment");
    }
  }
  return true;
}

bool elf_file_check(const char *path, char *out_message, size_t message_size) {
  int saved_errno = errno;
  struct elf_file file;
  file.path = path;
  file.out_message = out_message;
  file.message_size = message_size;
  file.descriptor = -1;
  bool good = open_file(&file) && check_header(&file) && check_segments(&file) &&
              elf_check_dynamic(&file) && check_other_segments(&file);
  if (file.descriptor >= 0) {
    close(file.descriptor);
  }
  errno = saved_errno;
  return good;
}
