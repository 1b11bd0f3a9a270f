// SPDX-License-Identifier: MIT
//
// Every status of the public header and every warning, provoked through the public header. The
// table has a row for each row of AIRLOCK_STATUS_MAP, which calls `provoke_<status>`: a new status
// that nobody knows how to provoke does not compile, and the compiler names it. Of the codes that
// the command never gives, docs/diagnostics.md quotes the messages that are given here.
#include <stdlib.h>

#include "fixture.h"

// What the hooks of a machine see and do.
struct scene {
  airlock_machine *machine;
  airlock_ptr memory; // Heap, 8 bytes, uninitialised.
  bool is_full;       // The allocator gives no more memory.
  bool has_warned[AIRLOCK_NUM_WARNINGS];
};

static void *allocate(void *context, size_t size) {
  const struct scene *scene = context;
  return scene->is_full ? NULL : malloc(size);
}

static void *resize(void *context, void *memory, size_t old_size, size_t new_size) {
  const struct scene *scene = context;
  (void)old_size;
  return scene->is_full ? NULL : realloc(memory, new_size);
}

static void release(void *context, void *memory, size_t size) {
  (void)context;
  (void)size;
  free(memory);
}

static void hear(void *context, const airlock_report *report) {
  struct scene *scene = context;
  scene->has_warned[report->warning] = true;
}

static void scene_begin(struct scene *scene, airlock_config *config, const char *library) {
  config->allocator = (airlock_allocator){scene, allocate, resize, release};
  config->context = scene;
  config->warning = hear;
  config->address_space = UINT64_C(64) << 20;
  scene->machine = fixture_machine(config, library);
  scene->memory = fixture_allocate(scene->machine, 8, 8);
}

static airlock_status check(struct scene *scene, airlock_ptr pointer, uint64_t size) {
  return airlock_check(scene->machine, pointer, size, 1, AIRLOCK_READ);
}

static airlock_scalar pointer_at(const struct scene *scene, uint64_t offset) {
  return fixture_pointer_at(scene->memory, offset);
}

static airlock_status call(struct scene *scene, const char *declaration, airlock_scalar arg,
                           size_t num_args) {
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  char name[64];
  const airlock_callee *callee;
  const airlock_signature *signature = fixture_signature(scene->machine, name, declaration);
  airlock_status status = airlock_bind(scene->machine, &callee, name, signature);
  return status == AIRLOCK_OK ? airlock_call(scene->machine, callee, &arg, num_args, &result)
                              : status;
}

static airlock_status provoke_OK(struct scene *scene) {
  return airlock_fill(scene->machine, scene->memory, 0, 8);
}

static airlock_status provoke_UB_NULL_POINTER(struct scene *scene) {
  return check(scene, airlock_ptr_from_address(0), 1);
}

static airlock_status provoke_UB_NO_PROVENANCE(struct scene *scene) {
  return check(scene, airlock_ptr_from_address(scene->memory.address), 1);
}

static airlock_status provoke_UB_USE_AFTER_FREE(struct scene *scene) {
  cr_assert_ok(scene->machine, airlock_deallocate(scene->machine, scene->memory, 8, 8));
  return check(scene, scene->memory, 1);
}

static airlock_status provoke_UB_OUT_OF_BOUNDS(struct scene *scene) {
  return check(scene, scene->memory, 9);
}

static airlock_status provoke_UB_MISALIGNED(struct scene *scene) {
  return airlock_check(scene->machine, pointer_at(scene, 2).as.ptr, 4, 4, AIRLOCK_WRITE);
}

static airlock_status provoke_UB_READ_ONLY(struct scene *scene) {
  cr_assert_ok(scene->machine, airlock_set_read_only(scene->machine, scene->memory.prov.alloc));
  return airlock_fill(scene->machine, scene->memory, 1, 1);
}

static airlock_ptr function_of(const struct scene *scene) {
  airlock_ptr function;
  cr_assert_ok(scene->machine,
               airlock_function_new(scene->machine, &function, "callback", NULL, NULL));
  return function;
}

static airlock_status provoke_UB_NOT_DATA(struct scene *scene) {
  return check(scene, function_of(scene), 1);
}

static airlock_status provoke_UB_NOT_FUNCTION(struct scene *scene) {
  void *token;
  return airlock_function_at(scene->machine, &token, scene->memory);
}

static airlock_status provoke_UB_UNINITIALIZED(struct scene *scene) {
  uint8_t byte;
  return airlock_read(scene->machine, &byte, scene->memory, 1);
}

static airlock_status provoke_UB_INVALID_VALUE(struct scene *scene) {
  return airlock_validate(scene->machine, airlock_int(AIRLOCK_BOOL, 2),
                          airlock_type_scalar(scene->machine, AIRLOCK_BOOL));
}

static airlock_status provoke_UB_POINTER_ARITHMETIC(struct scene *scene) {
  airlock_ptr moved;
  return airlock_ptr_offset(scene->machine, &moved, scene->memory, 9);
}

static airlock_status provoke_UB_DEALLOCATION(struct scene *scene) {
  return airlock_deallocate(scene->machine, scene->memory, 4, 8);
}

static airlock_status provoke_UB_EMBEDDER(struct scene *scene) {
  return airlock_raise(scene->machine, AIRLOCK_UB_EMBEDDER, "entering unreachable code");
}

static airlock_status provoke_UNSUPPORTED_FUNCTION(struct scene *scene) {
  return call(scene, "void no_such_function()", airlock_int(AIRLOCK_I32, 0), 0);
}

// A type of C's without a C type: a struct that its embedder lays out.
static airlock_status provoke_UNSUPPORTED_ARGUMENT(struct scene *scene) {
  const airlock_type *unit;
  cr_assert_ok(scene->machine, airlock_type_struct(scene->machine, &unit, "Unit", NULL, 0));
  fixture_name_type("Unit", unit);
  return call(scene, "void get_mxcsr(Unit)", airlock_pointer(scene->memory), 1);
}

static airlock_status provoke_UNSUPPORTED_RESULT(struct scene *scene) {
  const airlock_type *unit;
  cr_assert_ok(scene->machine, airlock_type_struct(scene->machine, &unit, "Unit", NULL, 0));
  fixture_name_type("Unit", unit);
  return call(scene, "Unit get_mxcsr()", airlock_int(AIRLOCK_I32, 0), 0);
}

static airlock_status provoke_UNSUPPORTED_CALLBACK(struct scene *scene) {
  return call(scene, "i32 call_function(fn)", airlock_function_pointer(function_of(scene)), 1);
}

static airlock_status provoke_UNSUPPORTED_BY_POLICY(struct scene *scene) {
  airlock_ptr pointer;
  return airlock_ptr_from_exposed(scene->machine, &pointer, 64);
}

static airlock_status provoke_UNSUPPORTED_DENIED(struct scene *scene) {
  return provoke_UNSUPPORTED_BY_POLICY(scene);
}

static airlock_status provoke_UNSUPPORTED_SYMBOL(struct scene *scene) {
  airlock_symbol symbol;
  return airlock_symbol_find(scene->machine, &symbol, AIRLOCK_ALL_LIBRARIES, "quux", 4);
}

static airlock_status provoke_UNSUPPORTED_EMBEDDER(struct scene *scene) {
  return airlock_raise(scene->machine, AIRLOCK_UNSUPPORTED_EMBEDDER, "inline assembly");
}

static airlock_status provoke_FOREIGN_UNCHECKED(struct scene *scene) {
  airlock_ptr pointer = {(uint64_t)(uintptr_t)scene, airlock_prov_wildcard()};
  return check(scene, pointer, 4);
}

static airlock_status provoke_FOREIGN_PROTECTED(struct scene *scene) {
  static const int constant = 7;
  airlock_ptr pointer = {(uint64_t)(uintptr_t)&constant, airlock_prov_wildcard()};
  return airlock_write(scene->machine, pointer, &constant, sizeof constant);
}

static airlock_status provoke_LIMIT_ADDRESS_SPACE(struct scene *scene) {
  airlock_ptr pointer;
  return airlock_allocate(scene->machine, &pointer, UINT64_C(1) << 40, 1, AIRLOCK_HEAP);
}

static airlock_status provoke_LIMIT_MEMORY(struct scene *scene) {
  airlock_ptr pointer;
  return airlock_allocate(scene->machine, &pointer, 4096, 1, AIRLOCK_HEAP);
}

static airlock_status run_nothing(void *context, void *token, const airlock_scalar *args,
                                  size_t num_args, airlock_scalar *io_result) {
  (void)context;
  (void)token;
  (void)args;
  (void)num_args;
  (void)io_result;
  return AIRLOCK_OK;
}

static airlock_status provoke_LIMIT_CALLBACKS(struct scene *scene) {
  const airlock_signature *signature;
  airlock_ptr function;
  cr_assert_ok(scene->machine, airlock_signature_parse(scene->machine, &signature, "i32 ()"));
  cr_assert_ok(scene->machine,
               airlock_function_new(scene->machine, &function, "callback", signature, NULL));
  return call(scene, "i32 call_function(fn)", airlock_function_pointer(function), 1);
}

static airlock_status provoke_LIMIT_EMBEDDER(struct scene *scene) {
  return airlock_raise(scene->machine, AIRLOCK_LIMIT_EMBEDDER, "the limit of 9 calls is reached");
}

static airlock_status provoke_NO_MEMORY(struct scene *scene) {
  scene->is_full = true;
  const airlock_type *type;
  return airlock_type_array(scene->machine, &type, airlock_type_scalar(scene->machine, AIRLOCK_I32),
                            77);
}

static airlock_status provoke_USAGE_ARGUMENT(struct scene *scene) {
  airlock_ptr pointer;
  return airlock_allocate(scene->machine, &pointer, 8, 3, AIRLOCK_HEAP);
}

static airlock_status provoke_USAGE_KIND(struct scene *scene) {
  return airlock_expect(scene->machine, airlock_int(AIRLOCK_I64, 1), AIRLOCK_ISIZE);
}

static airlock_status provoke_USAGE_LIBRARY(struct scene *scene) {
  return airlock_open_library(scene->machine, AIRLOCK_TESTS_DIR "/native/codes.c");
}

static airlock_status provoke_USAGE_POLICY(struct scene *scene) {
  return airlock_open_library(scene->machine, FIXTURE_PATH("environment"));
}

static airlock_status provoke_USAGE_RANGE(struct scene *scene) {
  airlock_scalar scalar = {.kind = AIRLOCK_U8};
  scalar.as.bits[0] = 256;
  return airlock_validate(scene->machine, scalar, airlock_type_scalar(scene->machine, AIRLOCK_U8));
}

static airlock_status provoke_USAGE_TEXT(struct scene *scene) {
  const airlock_type *type;
  return airlock_type_parse(scene->machine, &type, "{i32, ?}");
}

static airlock_status provoke_USAGE_KEY(struct scene *scene) {
  return airlock_keyed_free(scene->machine, "key", 3);
}

struct row {
  airlock_status status;
  const char *name;
  airlock_status (*provoke)(struct scene *scene);
};

static const struct row rows[] = {
#define ROW(name, number, text) {AIRLOCK_##name, #name, provoke_##name},
    AIRLOCK_STATUS_MAP(ROW)
#undef ROW
};

static bool has_help(const airlock_report *report, const char *text) {
  for (size_t i = 0; i < report->num_notes; i++) {
    if (report->notes[i].kind == AIRLOCK_HELP && strstr(report->notes[i].text, text) != NULL) {
      return true;
    }
  }
  return false;
}

// Whether the page shows this message as the library's example of a code, or a program's.
static bool is_documented(const char *page, const char *name, const char *message) {
  char row[512];
  snprintf(row, sizeof row, "| `%s` | the library | ", name);
  const char *example = strstr(page, row);
  if (example == NULL) {
    snprintf(row, sizeof row, "| `%s` | `", name);
    return strstr(page, row) != NULL;
  }
  snprintf(row, sizeof row, "| `%s` | the library | %s |\n", name, message);
  return strncmp(example, row, strlen(row)) == 0;
}

// The caller frees it.
static char *read_page(void) {
  FILE *file = fopen(AIRLOCK_TESTS_DIR "/../docs/diagnostics.md", "rb");
  cr_assert_not_null(file);
  char *page = calloc(1, 1 << 18);
  cr_assert_not_null(page);
  size_t length = fread(page, 1, (1 << 18) - 1, file);
  cr_assert(length > 0 && feof(file));
  fclose(file);
  return page;
}

// Machines of their own for statuses that come from the configuration.
static airlock_config config_for(airlock_status status, const char **io_library) {
  airlock_config config;
  airlock_config_init(&config);
  if (status == AIRLOCK_UNSUPPORTED_BY_POLICY || status == AIRLOCK_USAGE_POLICY) {
    config.policy = airlock_policy_strict();
    *io_library = NULL;
  } else if (status == AIRLOCK_UNSUPPORTED_DENIED) {
    config.levels[AIRLOCK_WARN_INT_TO_POINTER] = AIRLOCK_DENY;
  } else if (status == AIRLOCK_FOREIGN_UNCHECKED) {
    config.levels[AIRLOCK_WARN_FOREIGN_ACCESS] = AIRLOCK_DENY;
  } else if (status == AIRLOCK_LIMIT_CALLBACKS) {
    config.callback = run_nothing;
    config.callback_limit = 0;
  } else if (status == AIRLOCK_LIMIT_MEMORY) {
    config.memory_limit = 64;
  }
  return config;
}

Test(codes, every_status_is_provoked_and_says_whose_fault_it_is) {
  char *page = read_page();
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct scene scene = {0};
    const char *library = "environment";
    airlock_config config = config_for(rows[i].status, &library);
    fixture_types.count = 0;
    scene_begin(&scene, &config, library);
    airlock_status status = rows[i].provoke(&scene);
    const airlock_report *report = airlock_last_report(scene.machine);
    cr_expect_eq(status, rows[i].status, "%s: got %s", rows[i].name, airlock_status_name(status));
    cr_expect_str_eq(airlock_status_name(status), rows[i].name);
    if (status != AIRLOCK_OK) {
      cr_expect_eq(report->status, status, "%s", rows[i].name);
      cr_expect(report->message[0] != '\0' && strchr(report->message, '\n') == NULL, "%s",
                rows[i].name);
      cr_expect(is_documented(page, rows[i].name, report->message), "%s: %s", rows[i].name,
                report->message);
    }
    airlock_family family = airlock_status_family(status);
    cr_expect_eq(has_help(report, "this indicates a bug in the program"),
                 family == AIRLOCK_FAMILY_UB, "%s", rows[i].name);
    cr_expect_eq(has_help(report, "not a bug in the program") ||
                     has_help(report, "does not indicate a bug"),
                 family == AIRLOCK_FAMILY_UNSUPPORTED || status == AIRLOCK_FOREIGN_UNCHECKED, "%s",
                 rows[i].name);
    cr_expect_eq(has_help(report, "the machine did not make this memory"),
                 family == AIRLOCK_FAMILY_FOREIGN, "%s", rows[i].name);
    airlock_machine_free(scene.machine);
  }
  free(page);
}

static void warn_SHARED_MEMORY(struct scene *scene) {
  (void)call(scene, "u32 get_mxcsr(pointer)", airlock_pointer(scene->memory), 1);
}

static void warn_WILDCARD_ARGUMENT(struct scene *scene) {
  airlock_scalar pointer = airlock_pointer(scene->memory);
  pointer.as.ptr.prov = airlock_prov_wildcard();
  (void)call(scene, "u32 get_mxcsr(pointer)", pointer, 1);
}

static void warn_INT_TO_POINTER(struct scene *scene) {
  airlock_ptr pointer;
  cr_assert_ok(scene->machine, airlock_ptr_from_exposed(scene->machine, &pointer, 64));
}

static void warn_FP_CONTROL(struct scene *scene) {
  (void)call(scene, "void set_rounding_toward_zero()", airlock_int(AIRLOCK_I32, 0), 0);
}

static void warn_FOREIGN_ACCESS(struct scene *scene) {
  airlock_byte byte;
  airlock_ptr pointer = {(uint64_t)(uintptr_t)scene, airlock_prov_wildcard()};
  cr_assert_ok(scene->machine, airlock_byte_at(scene->machine, &byte, pointer));
}

Test(codes, every_warning_is_provoked) {
  static void (*const warn[])(struct scene *) = {
      [AIRLOCK_WARN_SHARED_MEMORY] = warn_SHARED_MEMORY,
      [AIRLOCK_WARN_WILDCARD_ARGUMENT] = warn_WILDCARD_ARGUMENT,
      [AIRLOCK_WARN_INT_TO_POINTER] = warn_INT_TO_POINTER,
      [AIRLOCK_WARN_FP_CONTROL] = warn_FP_CONTROL,
      [AIRLOCK_WARN_FOREIGN_ACCESS] = warn_FOREIGN_ACCESS,
  };
  _Static_assert(sizeof warn / sizeof warn[0] == AIRLOCK_NUM_WARNINGS, "each warning has a row");
  for (size_t i = 0; i < AIRLOCK_NUM_WARNINGS; i++) {
    struct scene scene = {0};
    airlock_config config;
    airlock_config_init(&config);
    scene_begin(&scene, &config, "environment");
    warn[i](&scene);
    cr_expect(scene.has_warned[i], "warning %zu", i);
    airlock_machine_free(scene.machine);
  }
}
