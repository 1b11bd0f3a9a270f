// SPDX-License-Identifier: MIT
//
// Modules in files of their own. Where `mod name;` is looked for depends on where it stands:
//
//   main.rs, a/mod.rs     beside the file: name.rs, name/mod.rs
//   a.rs                  in a folder of the file's name: a/name.rs, a/name/mod.rs
//   mod inner { .. }      in a folder of the module's name more
//   #[path = "f.rs"]      that file, beside the one that says so; a file that is named so counts as
//                         a mod.rs
//
// Names are made as rustc makes them, because the positions in the text hold them.
#include "rust_items.h"

#include "crates.h"

#include <string.h>

enum { most_files = 10000 };

// "a/b/" of "a/b/c", "" of "c". What rustc leaves out in between goes: "a/" of "a//./c".
static const char *folder_of(mir_parser *parser, const char *file_name) {
  const char *slash = strrchr(file_name, '/');
  size_t length = slash == NULL ? 0 : (size_t)(slash - file_name) + 1;
  bool has_more = true;
  while (has_more) {
    bool is_slash = length >= 2 && file_name[length - 2] == '/';
    bool is_here = length >= 3 && memcmp(file_name + length - 3, "/./", 3) == 0;
    length -= is_slash ? 1 : is_here ? 2 : 0;
    has_more = is_slash || is_here;
  }
  return mir_make_name(parser, file_name, length);
}

// The file or folder `name` in a folder, with an ending.
static const char *join(mir_parser *parser, const char *folder, const char *name,
                        const char *ending) {
  if (mir_has_failed(parser)) {
    return "";
  }
  size_t prefix = name[0] == '/' ? 0 : strlen(folder);
  size_t length = strlen(name);
  size_t rest = strlen(ending);
  char *joined = mir_arena_alloc(parser->arena, prefix + length + rest + 1, 1);
  if (joined == NULL) {
    mir_fail_memory(parser);
    return "";
  }
  memcpy(joined, folder, prefix);
  memcpy(joined + prefix, name, length);
  memcpy(joined + prefix + length, ending, rest);
  return joined;
}

static const char *name_of(const mir_path *path) {
  return path->segments[path->segment_count - 1].name;
}

mir_rust_region mir_rust_file_region(mir_parser *parser, const mir_module_file *module,
                                     const char *file_name) {
  const char *folder = folder_of(parser, file_name);
  mir_rust_region region = {mir_crates_root(parser->program), NULL, folder, folder};
  if (module == NULL) {
    return region;
  }
  region.path = module->path;
  if (module->other_name != NULL && strcmp(module->other_name, file_name) != 0) {
    const char *name = name_of(module->path);
    region.folder = join(parser, folder, name, "/");
  }
  return region;
}

mir_rust_region mir_rust_module_region(mir_parser *parser, const mir_rust_region *region,
                                       const mir_rust_item *module,
                                       const mir_rust_attributes *attributes) {
  mir_rust_region inner = {.path = module->path};
  if (!mir_has_failed(parser)) {
    inner.folder = attributes->file_path != NULL
                       ? join(parser, region->path_folder, attributes->file_path, "/")
                       : join(parser, region->folder, name_of(module->path), "/");
  }
  inner.path_folder = inner.folder;
  return inner;
}

void mir_add_module_file(mir_parser *parser, const mir_rust_region *region,
                         const mir_rust_item *module, const mir_rust_attributes *attributes) {
  mir_program *program = parser->program;
  if (mir_has_failed(parser)) {
    return;
  }
  if (program->module_file_count == most_files) {
    mir_fail_at(parser, module->position, "too many modules in files; the limit is %d", most_files);
    return;
  }
  const char *name = name_of(module->path);
  mir_module_file file = {.path = module->path};
  if (attributes->file_path != NULL) {
    file.name = join(parser, region->path_folder, attributes->file_path, "");
  } else {
    file.name = join(parser, region->folder, name, ".rs");
    file.other_name = join(parser, region->folder, name, "/mod.rs");
  }
  const mir_module_file *kept = mir_keep(parser, &file, sizeof file);
  const mir_module_file **larger =
      mir_arena_grow(parser->arena, program->module_files, program->module_file_count,
                     &program->module_file_capacity, sizeof(const mir_module_file *));
  if (larger == NULL) {
    mir_fail_memory(parser);
    return;
  }
  program->module_files = larger;
  if (!mir_has_failed(parser)) {
    larger[program->module_file_count++] = kept;
  }
}
