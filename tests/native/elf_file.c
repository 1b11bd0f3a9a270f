// SPDX-License-Identifier: MIT
//
// The check of library files: each kind of damage has its message, and no damage has a crash.
//
// A damaged file is an *image*: the bytes of a real library, changed, in a file without a name that
// /proc shows. Images that were only cut short and still pass are then given to dlopen, which must
// survive them.
#define _GNU_SOURCE
#include "native/elf_file.h"
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_IMAGE_SIZE (1 << 20)

struct image {
  size_t size;
  unsigned char bytes[MAX_IMAGE_SIZE];
};

static struct image library; // As it is built.
static struct image image;   // With one change.

static void load_image(struct image *out_image, const char *name) {
  char path[512];
  snprintf(path, sizeof(path), AIRLOCK_FIXTURES_DIR "/lib%s.so", name);
  FILE *file = fopen(path, "rb");
  cr_assert(file != NULL, "%s: %s", path, strerror(errno));
  out_image->size = fread(out_image->bytes, 1, sizeof(out_image->bytes), file);
  cr_assert(out_image->size > 0 && out_image->size < sizeof(out_image->bytes));
  fclose(file);
}

static void load_libraries(void) {
  load_image(&library, "memory");
}

TestSuite(elf_file, .init = load_libraries);

// ------------------------------------------------------------------------------- parts of an image

static Elf64_Ehdr *header(void) {
  return (Elf64_Ehdr *)(void *)image.bytes;
}

static Elf64_Phdr *segment_number(unsigned index) {
  return (Elf64_Phdr *)(void *)(image.bytes + header()->e_phoff) + index;
}

// The first segment of a type.
static Elf64_Phdr *segment(uint32_t type) {
  unsigned index = 0;
  while (index < header()->e_phnum && segment_number(index)->p_type != type) {
    index++;
  }
  cr_assert(index < header()->e_phnum, "the library has no segment of type %u", type);
  return segment_number(index);
}

// The number of the n-th PT_LOAD.
static unsigned loadable(unsigned n) {
  for (unsigned i = 0;; i++) {
    cr_assert(i < header()->e_phnum);
    if (segment_number(i)->p_type == PT_LOAD && n-- == 0) {
      return i;
    }
  }
}

static unsigned last_loadable(void) {
  unsigned last = 0;
  for (unsigned i = 0; i < header()->e_phnum; i++) {
    if (segment_number(i)->p_type == PT_LOAD) {
      last = i;
    }
  }
  return last;
}

static Elf64_Dyn *dynamic_entry(int64_t tag) {
  Elf64_Dyn *entry = (Elf64_Dyn *)(void *)(image.bytes + segment(PT_DYNAMIC)->p_offset);
  while (entry->d_tag != tag && entry->d_tag != DT_NULL) {
    entry++;
  }
  cr_assert(entry->d_tag == tag, "the library has no dynamic entry %" PRId64, tag);
  return entry;
}

static void *at_address(uint64_t address) {
  const Elf64_Phdr *load = segment_number(0);
  while (load->p_type != PT_LOAD || address - load->p_vaddr >= load->p_filesz) {
    load++;
    cr_assert(load < segment_number(header()->e_phnum), "no byte at 0x%" PRIx64, address);
  }
  return image.bytes + load->p_offset + (address - load->p_vaddr);
}

static void start_over(void) {
  memcpy(&image, &library, offsetof(struct image, bytes) + library.size);
}

// ------------------------------------------------------------------------------------ expectations

static int write_image(char *out_path, size_t path_size) {
  int descriptor = memfd_create("image", MFD_CLOEXEC);
  cr_assert(descriptor >= 0);
  cr_assert(write(descriptor, image.bytes, image.size) == (ssize_t)image.size);
  snprintf(out_path, path_size, "/proc/self/fd/%d", descriptor);
  return descriptor;
}

// Checks a file and compares what the message says after its path.
static void expect_refused(const char *path, const char *expected) {
  char message[ELF_FILE_MESSAGE_SIZE] = "untouched";
  errno = 12345;
  cr_assert_not(elf_file_check(path, message, sizeof(message)), "expected: %s", expected);
  cr_assert(errno == 12345);
  size_t length = strlen(path);
  cr_assert(message[0] == '`' && strncmp(message + 1, path, length) == 0 &&
                strncmp(message + 1 + length, "` ", 2) == 0,
            "%s", message);
  cr_assert_str_eq(message + length + 3, expected);
}

// Checks the image against a message, then takes it back to the whole library.
static void expect(const char *expected) {
  char path[64];
  int descriptor = write_image(path, sizeof(path));
  expect_refused(path, expected);
  close(descriptor);
  start_over();
}

static void expect_cut_short(const char *what, uint64_t end) {
  char expected[200];
  snprintf(expected, sizeof(expected), "is cut short: %s at byte %" PRIu64 ", but the file has %zu",
           what, end, image.size);
  expect(expected);
}

static void expect_passed(const char *path) {
  char message[ELF_FILE_MESSAGE_SIZE] = "untouched";
  cr_assert(elf_file_check(path, message, sizeof(message)), "%s", message);
  cr_assert_str_eq(message, "untouched");
}

// -------------------------------------------------------------------------------------- good files

static int check_loaded(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  if (info->dlpi_name[0] == '/') {
    expect_passed(info->dlpi_name);
    ++*(int *)context;
  }
  return 0;
}

Test(elf_file, passes_every_library) {
  const char *const names[] = {"memory",     "scalars",  "structs",          "environment",
                               "data_only",  "symbols",  "symbols_gnu_hash", "symbols_sysv_hash",
                               "no_symbols", "versioned"};
  for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
    char path[512];
    snprintf(path, sizeof(path), AIRLOCK_FIXTURES_DIR "/lib%s.so", names[i]);
    expect_passed(path);
  }
  // Those of the system, which other linkers may have made.
  int num_libraries = 0;
  dl_iterate_phdr(check_loaded, &num_libraries);
  cr_assert(num_libraries >= 2);
}

Test(elf_file, passes_a_library_without_section_headers) {
  start_over();
  header()->e_shoff = UINT64_MAX;
  header()->e_shnum = 0xffff;
  header()->e_shstrndx = 0xffff;
  const Elf64_Phdr *last = segment_number(last_loadable());
  image.size = last->p_offset + last->p_filesz;
  char path[64];
  int descriptor = write_image(path, sizeof(path));
  expect_passed(path);
  close(descriptor);
}

// ------------------------------------------------------------------- files that are something else

Test(elf_file, refuses_what_is_no_regular_file) {
  expect_refused("/nonexistent/libnothing.so", "does not exist");
  expect_refused("", "does not exist");
  expect_refused("/dev/null/libnothing.so", "cannot be opened: Not a directory");
  expect_refused(AIRLOCK_FIXTURES_DIR, "is a directory, not a file");
  expect_refused("/dev/null", "is not a regular file");
  char folder[] = "/tmp/airlock-elf-file-XXXXXX";
  char path[128];
  cr_assert(mkdtemp(folder) != NULL);
  snprintf(path, sizeof(path), "%s/pipe.so", folder);
  cr_assert(mkfifo(path, 0600) == 0);
  expect_refused(path, "is not a regular file"); // And does not wait for a writer.
  unlink(path);
  cr_assert(symlink("pipe.so", path) == 0);
  expect_refused(path, "cannot be opened: Too many levels of symbolic links");
  unlink(path);
  rmdir(folder);
}

static void expect_of_text(const char *bytes, size_t size, const char *expected) {
  memcpy(image.bytes, bytes, size);
  image.size = size;
  expect(expected);
}

Test(elf_file, refuses_what_is_no_elf_file) {
  expect_of_text("", 0, "is empty");
  expect_of_text("#!/bin/sh\n", 10, "is not an ELF file (it starts with `#!/bin/sh`)");
  expect_of_text("/* GNU ld script\n", 17,
                 "is not an ELF file (it starts with `/* GNU ld script`)");
  expect_of_text("int main(void) { return 0; }", 28,
                 "is not an ELF file (it starts with `int main(void) {`)");
  expect_of_text("MZ\220\0\3", 5, "is not an ELF file (it starts with the bytes 4d 5a 90 00)");
  expect_of_text("x", 1, "is not an ELF file (it starts with `x`)");
  expect_of_text("\n", 1, "is not an ELF file (it starts with the bytes 0a)");
  expect_of_text("`ls`", 4, "is not an ELF file (it starts with the bytes 60 6c 73 60)");
  expect_of_text("!<arch>\n", 8, "is a static library, not a shared one");
  expect_of_text("\177ELF", 4, "is cut short: its ELF header has 64 bytes, but the file has 4");
  expect_of_text("\177", 1, "is cut short: its ELF header has 64 bytes, but the file has 1");
}

Test(elf_file, refuses_elf_files_of_other_kinds) {
  start_over();
  const struct {
    uint16_t type;
    const char *expected;
  } types[] = {
      {ET_EXEC, "is an executable, not a shared library"},
      {ET_REL, "is an object file, not a shared library"},
      {ET_CORE, "is a core dump, not a shared library"},
      {ET_NONE, "is not a shared library (its ELF type is 0)"},
      {0xfe00, "is not a shared library (its ELF type is 65024)"},
  };
  for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
    header()->e_type = types[i].type;
    expect(types[i].expected);
  }
  expect_refused("/proc/self/exe", "is an executable, not a shared library");
  dynamic_entry(DT_NULL)->d_un.d_val = DF_1_PIE;
  dynamic_entry(DT_NULL)->d_tag = DT_FLAGS_1;
  expect("is an executable, not a shared library");
}

#if defined(__x86_64__)
Test(elf_file, refuses_other_machines) {
  start_over();
  const struct {
    uint16_t machine;
    const char *expected;
  } machines[] = {
      {EM_AARCH64, "is built for AArch64, this process is x86-64"},
      {EM_RISCV, "is built for RISC-V, this process is x86-64"},
      {EM_386, "is built for 32-bit x86, this process is x86-64"},
      {EM_ARM, "is built for 32-bit ARM, this process is x86-64"},
      {EM_PPC64, "is built for POWER, this process is x86-64"},
      {EM_S390, "is built for S/390, this process is x86-64"},
      {EM_SPARCV9, "is built for SPARC, this process is x86-64"},
      {EM_MIPS, "is built for MIPS, this process is x86-64"},
      {EM_NONE, "is built for the ELF machine 0, this process is x86-64"},
      {EM_68K, "is built for the ELF machine 4, this process is x86-64"},
  };
  for (size_t i = 0; i < sizeof(machines) / sizeof(machines[0]); i++) {
    header()->e_machine = machines[i].machine;
    expect(machines[i].expected);
  }
  header()->e_ident[EI_DATA] = ELFDATA2MSB;
  expect("is big-endian, this process is little-endian");
  header()->e_ident[EI_DATA] = ELFDATA2MSB;
  header()->e_machine = (uint16_t)(EM_PPC64 << 8);
  expect("is built for POWER, this process is x86-64");
  header()->e_ident[EI_CLASS] = ELFCLASS32; // As programs of the x32 interface have it.
  expect("is not a 64-bit library (its ELF class is 1)");
}
#endif

// ------------------------------------------------------------------------------------------ damage

Test(elf_file, refuses_damaged_headers) {
  start_over();
  header()->e_ident[EI_DATA] = 7;
  expect("is damaged: its ELF header names the unknown byte order 7");
  header()->e_ident[EI_CLASS] = 9;
  expect("is not a 64-bit library (its ELF class is 9)");
  header()->e_ident[EI_VERSION] = 0;
  expect("is damaged: its ELF header names an unknown version");
  header()->e_version = 2;
  expect("is damaged: its ELF header names an unknown version");
  header()->e_phentsize = 32;
  expect("is damaged: its program headers have 32 bytes each instead of 56");
  header()->e_phnum = 0;
  expect("is damaged: it has no program headers");
  header()->e_phnum = 129;
  expect("has 129 program headers, 128 are allowed");
  header()->e_phnum = PN_XNUM;
  expect("has 65535 program headers, 128 are allowed");
  header()->e_phoff = image.size;
  expect_cut_short("its program headers end",
                   library.size + header()->e_phnum * sizeof(Elf64_Phdr));
  header()->e_phoff = UINT64_MAX - 8;
  expect_cut_short("its program headers end", UINT64_MAX);
}

Test(elf_file, refuses_damaged_segments) {
  start_over();
  char what[100];
  char expected[200];
  unsigned number = loadable(1);
  Elf64_Phdr *load = segment_number(number);
  const Elf64_Phdr whole = *load;
  snprintf(what, sizeof(what), "segment %u ends", number);
  load->p_filesz = image.size;
  load->p_memsz = image.size;
  expect_cut_short(what, whole.p_offset + library.size);
  load->p_filesz = UINT64_MAX;
  expect_cut_short(what, UINT64_MAX);
  load->p_offset = UINT64_MAX - 0xfff;
  expect_cut_short(what, UINT64_MAX - 0xfff + whole.p_filesz);
  load->p_memsz = load->p_filesz - 1;
  snprintf(expected, sizeof(expected),
           "is damaged: segment %u takes %" PRIu64 " bytes of the file, but only %" PRIu64
           " of memory",
           number, whole.p_filesz, whole.p_filesz - 1);
  expect(expected);
  const uint64_t wrong_alignments[] = {0, 1, 8, 0x800, 0x3000, UINT64_MAX};
  for (size_t i = 0; i < sizeof(wrong_alignments) / sizeof(wrong_alignments[0]); i++) {
    load->p_align = wrong_alignments[i];
    snprintf(expected, sizeof(expected),
             "is damaged: segment %u has the alignment %" PRIu64 ", which is no multiple of a page",
             number, wrong_alignments[i]);
    expect(expected);
  }
  load->p_vaddr += 8;
  snprintf(expected, sizeof(expected),
           "is damaged: the address of segment %u does not fit its place in the file", number);
  expect(expected);
  load->p_memsz = UINT64_MAX / 2;
  snprintf(expected, sizeof(expected),
           "is damaged: segment %u lies beyond the end of the address space", number);
  expect(expected);
  load->p_vaddr -= UINT64_C(1) << 32;
  expect(expected);
  segment_number(loadable(0))->p_memsz += UINT64_C(1) << 30;
  snprintf(expected, sizeof(expected), "is damaged: segment %u overlaps the one before it", number);
  expect(expected);
  for (unsigned i = 0; i < header()->e_phnum; i++) {
    if (segment_number(i)->p_type == PT_LOAD) {
      segment_number(i)->p_type = PT_NULL;
    }
  }
  expect("is damaged: it has no segment to load");
}

Test(elf_file, refuses_damaged_thread_local_segments) {
  const char *expected = "is damaged: its thread-local variables do not lie in a readable segment";
  load_image(&library, "symbols");
  start_over();
  segment(PT_TLS)->p_vaddr += UINT64_C(1) << 40;
  expect(expected);
  segment(PT_TLS)->p_filesz = segment(PT_TLS)->p_memsz + 1;
  expect(expected);
  segment(PT_TLS)->p_align = 24;
  expect(expected);
}

Test(elf_file, refuses_to_protect_what_is_not_the_library) {
  const char *expected = "is damaged: what becomes read-only does not lie in a readable segment";
  start_over();
  segment(PT_GNU_RELRO)->p_vaddr += UINT64_C(1) << 40;
  expect(expected);
  segment(PT_GNU_RELRO)->p_memsz += UINT64_C(1) << 20;
  expect(expected);
  segment(PT_GNU_RELRO)->p_memsz = UINT64_MAX;
  expect(expected);
}

Test(elf_file, refuses_a_misplaced_dynamic_table) {
  const char *misplaced = "is damaged: its dynamic table does not lie in a readable segment";
  start_over();
  segment(PT_DYNAMIC)->p_type = PT_NULL;
  expect("is not a shared library: it has no dynamic table");
  segment(PT_DYNAMIC)->p_offset = image.size;
  expect_cut_short("its dynamic table ends", library.size + segment(PT_DYNAMIC)->p_filesz);
  segment(PT_DYNAMIC)->p_filesz = UINT64_MAX;
  expect_cut_short("its dynamic table ends", UINT64_MAX);
  segment(PT_DYNAMIC)->p_vaddr += UINT64_C(1) << 40;
  expect(misplaced);
  segment(PT_DYNAMIC)->p_vaddr += 16; // Still inside its segment, but not what lies at p_offset.
  expect(misplaced);
  segment(PT_DYNAMIC)->p_vaddr += 1;
  segment(PT_DYNAMIC)->p_offset += 1;
  expect(misplaced);
  segment_number(last_loadable())->p_flags = PF_W;
  expect(misplaced);
  segment_number(last_loadable())->p_flags = PF_R;
  expect("is damaged: its dynamic table is writable, but not the segment it lies in");
  segment(PT_DYNAMIC)->p_filesz = 3 * sizeof(Elf64_Dyn);
  expect("is damaged: its dynamic table has no end");
  segment(PT_DYNAMIC)->p_filesz = 0;
  expect("is damaged: its dynamic table has no end");
}

// Tags that the dynamic linker does not know, so that an entry is gone.
#define UNKNOWN_TAG 0x6ffffd00

Test(elf_file, refuses_a_dynamic_table_without_what_is_needed) {
  start_over();
  const struct {
    int64_t tag;
    const char *expected;
  } needed[] = {
      {DT_STRTAB, "is damaged: its dynamic table names no string table"},
      {DT_SYMTAB, "is damaged: its dynamic table names no symbol table"},
      {DT_GNU_HASH, "is damaged: its dynamic table names no hash table"},
      {DT_VERSYM, "is damaged: its dynamic table names no table of symbol versions"},
      {DT_STRSZ, "is damaged: its string table has no size"},
      {DT_RELASZ, "is damaged: its relocation table has no size"},
      {DT_INIT_ARRAYSZ, "is damaged: its list of initialisers has no size"},
      {DT_SYMENT, "is damaged: the elements of its symbol table have 0 bytes instead of 24"},
      {DT_RELAENT, "is damaged: the elements of its relocation table have 0 bytes instead of 24"},
  };
  load_image(&library, "symbols_gnu_hash");
  start_over();
  for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
    dynamic_entry(needed[i].tag)->d_tag = UNKNOWN_TAG;
    expect(needed[i].expected);
  }
  dynamic_entry(DT_SYMENT)->d_un.d_val = 16;
  expect("is damaged: the elements of its symbol table have 16 bytes instead of 24");
  dynamic_entry(DT_PLTREL)->d_un.d_val = 1;
  expect("is damaged: its jump slots have an unknown kind of relocation");
}

Test(elf_file, refuses_tables_outside_of_the_segments) {
  const struct {
    int64_t tag;
    const char *name;
    int64_t size_tag;
    uint64_t size; // If it has no size of its own.
  } tables[] = {
      {DT_STRTAB, "string table", DT_STRSZ, 0},
      {DT_SYMTAB, "symbol table", 0, 24},
      {DT_GNU_HASH, "GNU hash table", 0, 16},
      {DT_VERSYM, "table of symbol versions", 0, 2},
      {DT_VERNEED, "table of needed versions", 0, 16},
      {DT_RELA, "relocation table", DT_RELASZ, 0},
      {DT_JMPREL, "table of jump slots", DT_PLTRELSZ, 0},
      {DT_PLTGOT, "table of global offsets", 0, 1},
      {DT_INIT, "initialiser", 0, 1},
      {DT_FINI, "finaliser", 0, 1},
      {DT_INIT_ARRAY, "list of initialisers", DT_INIT_ARRAYSZ, 0},
      {DT_FINI_ARRAY, "list of finalisers", DT_FINI_ARRAYSZ, 0},
  };
  load_image(&library, "symbols_gnu_hash");
  start_over();
  const uint64_t wrong_addresses[] = {UINT64_MAX, UINT64_MAX - 15, UINT64_C(1) << 40,
                                      UINT64_C(1) << 63};
  for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
    for (size_t j = 0; j < sizeof(wrong_addresses) / sizeof(wrong_addresses[0]); j++) {
      uint64_t size =
          tables[i].size_tag != 0 ? dynamic_entry(tables[i].size_tag)->d_un.d_val : tables[i].size;
      dynamic_entry(tables[i].tag)->d_un.d_ptr = wrong_addresses[j];
      char expected[200];
      snprintf(expected, sizeof(expected),
               "is damaged: its %s (%" PRIu64 " bytes at address 0x%" PRIx64
               ") does not lie in a readable segment",
               tables[i].name, size, wrong_addresses[j]);
      expect(expected);
    }
  }
}

Test(elf_file, refuses_damaged_strings) {
  start_over();
  char *strings = at_address(dynamic_entry(DT_STRTAB)->d_un.d_ptr);
  uint64_t size = dynamic_entry(DT_STRSZ)->d_un.d_val;
  strings[size - 1] = 'x';
  expect("is damaged: its string table has no end");
  char expected[200];
  const uint64_t offsets[] = {size, size + 1, UINT64_MAX};
  for (size_t i = 0; i < sizeof(offsets) / sizeof(offsets[0]); i++) {
    dynamic_entry(DT_NEEDED)->d_un.d_val = offsets[i];
    snprintf(expected, sizeof(expected),
             "is damaged: its string table of %" PRIu64
             " bytes ends before a name in the dynamic table",
             size);
    expect(expected);
  }
  dynamic_entry(DT_STRSZ)->d_un.d_val = 0;
  expect("is damaged: its string table of 0 bytes ends before a name in the dynamic table");
}

Test(elf_file, refuses_damaged_hash_tables) {
  const char *gnu_message = "is damaged: its GNU hash table does not fit into its segment";
  const char *sysv_message = "is damaged: its hash table does not fit into its segment";
  load_image(&library, "symbols_gnu_hash");
  start_over();
  uint32_t *gnu = at_address(dynamic_entry(DT_GNU_HASH)->d_un.d_ptr);
  gnu[0] = UINT32_MAX; // Buckets.
  expect(gnu_message);
  gnu[2] = 0; // Words of the filter; the dynamic linker divides by it, in effect.
  expect(gnu_message);
  gnu[2] = 3;
  expect(gnu_message);
  gnu[2] = UINT32_C(1) << 31;
  expect(gnu_message);
  gnu[3] = 64; // Shift.
  expect(gnu_message);
  load_image(&library, "symbols_sysv_hash");
  start_over();
  uint32_t *sysv = at_address(dynamic_entry(DT_HASH)->d_un.d_ptr);
  sysv[0] = UINT32_MAX;
  expect(sysv_message);
  sysv[1] = UINT32_MAX;
  expect(sysv_message);
  sysv[0] = UINT32_MAX;
  sysv[1] = UINT32_MAX;
  expect(sysv_message);
}

// --------------------------------------------------------------------------------------- cut short

static uint64_t end_of_segments(void) {
  uint64_t end = 0;
  for (unsigned i = 0; i < header()->e_phnum; i++) {
    const Elf64_Phdr *load = segment_number(i);
    if (load->p_type == PT_LOAD && load->p_offset + load->p_filesz > end) {
      end = load->p_offset + load->p_filesz;
    }
  }
  return end;
}

// Checks the library cut at a length; what passes must be loaded without a signal.
static void check_cut(size_t length, uint64_t needed) {
  image.size = length;
  char path[64];
  int descriptor = write_image(path, sizeof(path));
  char message[ELF_FILE_MESSAGE_SIZE] = "";
  bool passed = elf_file_check(path, message, sizeof(message));
  cr_assert(passed == (length >= needed), "%zu bytes: %s", length, message);
  if (passed) {
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    cr_assert(handle != NULL, "%zu bytes: %s", length, dlerror());
    dlclose(handle);
  } else if (length > 0) {
    cr_assert(strstr(message, " is cut short: ") != NULL, "%zu bytes: %s", length, message);
  }
  close(descriptor);
}

Test(elf_file, survives_every_cut) {
  start_over();
  uint64_t needed = end_of_segments();
  size_t headers = header()->e_phoff + header()->e_phnum * sizeof(Elf64_Phdr);
  cr_assert(needed > headers && needed < library.size);
  for (size_t length = 0; length <= headers + 1; length++) {
    check_cut(length, needed);
  }
  for (size_t length = 1000; length < library.size; length += 1000) {
    check_cut(length, needed);
  }
  for (size_t page = 4096; page < library.size; page += 4096) {
    check_cut(page - 1, needed);
    check_cut(page, needed);
    check_cut(page + 1, needed);
  }
  check_cut(needed - 1, needed);
  check_cut(needed, needed);
  check_cut(library.size, needed);
}

// ---------------------------------------------------------------------------------------- anything

// A small generator of the xorshift family: the same changes at every run.
static uint64_t random_number(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

// A place that the check looks at: one of the headers, or a table.
static size_t random_place(uint64_t *state) {
  size_t headers = sizeof(Elf64_Ehdr) + header()->e_phnum * sizeof(Elf64_Phdr);
  const Elf64_Phdr *dynamic = segment(PT_DYNAMIC);
  switch (random_number(state) % 4) {
  case 0:
    return random_number(state) % headers;
  case 1:
    return random_number(state) % 1024;
  default:
    return dynamic->p_offset + random_number(state) % dynamic->p_filesz;
  }
}

static uint64_t random_value(uint64_t *state) {
  const uint64_t values[] = {0,          1,          UINT64_MAX, library.size, UINT64_C(1) << 63,
                             UINT32_MAX, 0xfff,      0x1000,     DT_HASH,      DT_GNU_HASH,
                             DT_STRSZ,   PT_DYNAMIC, PT_TLS};
  uint64_t random = random_number(state);
  size_t choice = random % 20;
  return choice < sizeof(values) / sizeof(values[0]) ? values[choice] : random_number(state);
}

Test(elf_file, survives_random_damage) {
  uint64_t state = 0x2545f4914f6cdd1d;
  const char *const names[] = {"memory", "symbols_sysv_hash", "symbols_gnu_hash", "versioned"};
  int num_refused = 0;
  for (int i = 0; i < 8000; i++) {
    if (i % 2000 == 0) {
      load_image(&library, names[i / 2000]);
    }
    start_over();
    size_t num_changes = 1 + random_number(&state) % 3;
    size_t places[3];
    for (size_t j = 0; j < num_changes; j++) {
      places[j] = random_place(&state) & ~(size_t)7;
    }
    for (size_t j = 0; j < num_changes; j++) {
      size_t size = (size_t)1 << random_number(&state) % 4;
      uint64_t value = random_value(&state);
      memcpy(image.bytes + places[j] + random_number(&state) % 8 / size * size, &value, size);
    }
    char path[64];
    int descriptor = write_image(path, sizeof(path));
    char message[ELF_FILE_MESSAGE_SIZE] = "";
    if (!elf_file_check(path, message, sizeof(message))) {
      num_refused++;
      cr_assert(message[0] == '`' && strchr(message, '\n') == NULL, "%s", message);
    } else {
      cr_assert(message[0] == '\0');
    }
    close(descriptor);
  }
  cr_assert(num_refused > 2000 && num_refused < 8000, "%d", num_refused);
}

// ------------------------------------------------------------------------------------- the message

Test(elf_file, fits_its_message_into_the_room) {
  char message[ELF_FILE_MESSAGE_SIZE];
  for (size_t size = 0; size < 40; size++) {
    memset(message, 'x', sizeof(message));
    cr_assert_not(elf_file_check("/no/such/library.so", message, size));
    const char *whole = "`/no/such/library.so` does not exist";
    cr_assert(size == 0 ||
                  (strlen(message) == (size - 1 < strlen(whole) ? size - 1 : strlen(whole)) &&
                   strncmp(message, whole, strlen(message)) == 0),
              "%zu: %s", size, message);
    cr_assert(message[size] == 'x');
  }
  // A long path is shown from its end, and a message stays one line.
  char path[3000] = "";
  for (int i = 0; i < 290; i++) {
    strcat(path, "/folder-\303\244");
  }
  strcat(path, "/a\nb.so");
  cr_assert_not(elf_file_check(path, message, sizeof(message)));
  cr_assert(strncmp(message, "`...", 4) == 0 && strlen(message) < 250);
  cr_assert((message[4] & 0xc0) != 0x80);
  cr_assert(strstr(message, "/a?b.so` does not exist") != NULL, "%s", message);
}
