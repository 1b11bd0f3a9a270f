// SPDX-License-Identifier: MIT
//
// Every state of a pointer with every access. A row of the table is a pointer, made in a fresh
// machine; a column is a class of accesses that share their checks:
//
//   look     no alignment, bytes of any state        copy from, check for reading
//   look_al  as look, and aligned to 8               check for reading
//   read     no alignment, initialised               read, load of a packed type
//   load     aligned, initialised                    load
//   value    aligned, a valid value                  typed copy from
//   view     no alignment, initialised, plain        view for reading
//   write    no alignment                            write, fill, deinit, copy to, view for writing
//   store    aligned                                 store, typed copy to, check for writing
//   free     deallocate with the size and alignment that all objects here have
//   byte     one byte of any state                   byte_at
//   byte_in  one initialised byte                    load of one
//
// All but the last two touch 8 bytes. Cells that name several faults tell their order. Whatever
// fails must leave outputs and memory as they were.
#include "world.h"

#define SIZE 16
#define ALIGN 8

static uint8_t foreign_memory[64];

struct scene {
  struct world world;
  airlock_ptr other;   // A live, initialised object to copy from and to.
  airlock_ptr subject; // The pointer that accesses go through.
  airlock_ptr object;  // What it is about; start of an allocation.
  uint64_t object_size;
};

static airlock_ptr initialised(struct scene *scene, uint64_t size, airlock_memory_kind kind) {
  airlock_ptr pointer = world_allocate(&scene->world, size, ALIGN, kind);
  cr_assert_eq(airlock_fill(scene->world.machine, pointer, 0, size), AIRLOCK_OK);
  scene->object = pointer;
  scene->object_size = size;
  return pointer;
}

static airlock_ptr heap(struct scene *scene) {
  return initialised(scene, SIZE, AIRLOCK_HEAP);
}

static void expose(struct scene *scene, airlock_ptr pointer) {
  expect_ok(&scene->world, airlock_expose(scene->world.machine, pointer));
}

static airlock_ptr live_heap(struct scene *scene) {
  return heap(scene);
}

static airlock_ptr live_stack(struct scene *scene) {
  airlock_frame_push(scene->world.machine);
  return initialised(scene, SIZE, AIRLOCK_STACK);
}

static airlock_ptr live_static(struct scene *scene) {
  return initialised(scene, SIZE, AIRLOCK_STATIC);
}

static airlock_ptr last_bytes(struct scene *scene) {
  return at(heap(scene), 8);
}

static airlock_ptr with_a_tag(struct scene *scene) {
  return tagged(heap(scene), 5);
}

static airlock_ptr freed_heap(struct scene *scene) {
  airlock_ptr pointer = heap(scene);
  expect_ok(&scene->world, airlock_deallocate(scene->world.machine, pointer, SIZE, ALIGN));
  scene->object_size = 0;
  return pointer;
}

static airlock_ptr freed_misaligned(struct scene *scene) {
  return at(freed_heap(scene), 1);
}

static airlock_ptr freed_and_reused(struct scene *scene) {
  airlock_ptr pointer = freed_heap(scene);
  airlock_ptr reused = heap(scene);
  cr_assert_eq(reused.address, pointer.address, "blocks are reused newest first");
  return pointer;
}

static airlock_ptr popped_stack(struct scene *scene) {
  airlock_ptr pointer = live_stack(scene);
  airlock_frame_pop(scene->world.machine);
  scene->object_size = 0;
  return pointer;
}

static airlock_ptr dead_stack(struct scene *scene) {
  airlock_ptr pointer = live_stack(scene);
  airlock_stack_free(scene->world.machine, pointer.prov.alloc);
  scene->object_size = 0;
  return pointer;
}

static airlock_ptr never_made(struct scene *scene) {
  airlock_ptr pointer = heap(scene);
  pointer.prov.alloc.value += 1000;
  return pointer;
}

static airlock_ptr null(struct scene *scene) {
  (void)scene;
  return airlock_ptr_from_address(0);
}

static airlock_ptr null_wildcard(struct scene *scene) {
  (void)scene;
  return wildcard(airlock_ptr_from_address(0));
}

static airlock_ptr null_of_an_allocation(struct scene *scene) {
  airlock_ptr pointer = heap(scene);
  return at(pointer, -(int64_t)pointer.address);
}

static airlock_ptr no_provenance(struct scene *scene) {
  return airlock_ptr_from_address(heap(scene).address);
}

static airlock_ptr no_provenance_to_exposed(struct scene *scene) {
  airlock_ptr pointer = heap(scene);
  expose(scene, pointer);
  return airlock_ptr_from_address(pointer.address);
}

static airlock_ptr wildcard_to_exposed(struct scene *scene) {
  airlock_ptr pointer = heap(scene);
  expose(scene, pointer);
  return wildcard(pointer);
}

static airlock_ptr wildcard_into_exposed(struct scene *scene) {
  return at(wildcard_to_exposed(scene), 8);
}

static airlock_ptr wildcard_to_unexposed(struct scene *scene) {
  return wildcard(heap(scene));
}

static airlock_ptr wildcard_to_exposed_then_freed(struct scene *scene) {
  airlock_ptr pointer = wildcard_to_exposed(scene);
  expect_ok(&scene->world, airlock_deallocate(scene->world.machine, scene->object, SIZE, ALIGN));
  scene->object_size = 0;
  return pointer;
}

static airlock_ptr wildcard_to_unexposed_in_place_of_exposed(struct scene *scene) {
  airlock_ptr pointer = wildcard_to_exposed_then_freed(scene);
  cr_assert_eq(heap(scene).address, pointer.address);
  return pointer;
}

static airlock_ptr wildcard_near_the_end(struct scene *scene) {
  return at(wildcard_to_exposed(scene), 9);
}

static airlock_ptr wildcard_past_the_end(struct scene *scene) {
  airlock_ptr pointer = initialised(scene, 20, AIRLOCK_HEAP);
  expose(scene, pointer);
  return wildcard(at(pointer, 20));
}

static airlock_ptr wildcard_before_the_start(struct scene *scene) {
  return at(wildcard_to_exposed(scene), -1);
}

static airlock_ptr wildcard_to_nothing_of_the_machine(struct scene *scene) {
  return wildcard(at(heap(scene), 1 << 20));
}

static airlock_ptr wildcard_to_foreign_memory(struct scene *scene) {
  (void)scene;
  return wildcard(airlock_ptr_from_address((uint64_t)(uintptr_t)foreign_memory));
}

static airlock_ptr wildcard_to_unmapped_memory(struct scene *scene) {
  (void)scene;
  return wildcard(airlock_ptr_from_address(64));
}

static airlock_ptr wildcard_beyond_all_memory(struct scene *scene) {
  (void)scene;
  return wildcard(airlock_ptr_from_address(UINT64_MAX - 7));
}

static airlock_ptr function(struct scene *scene) {
  airlock_ptr pointer = {0};
  expect_ok(&scene->world, airlock_function_new(scene->world.machine, &pointer, "f", NULL, scene));
  scene->object = pointer;
  return pointer;
}

static airlock_ptr function_misaligned(struct scene *scene) {
  return at(function(scene), 1);
}

static airlock_ptr wildcard_to_function(struct scene *scene) {
  airlock_ptr pointer = function(scene);
  expose(scene, pointer);
  return wildcard(pointer);
}

static airlock_ptr wildcard_to_unexposed_function(struct scene *scene) {
  return wildcard(function(scene));
}

static airlock_ptr one_before_the_start(struct scene *scene) {
  return at(heap(scene), -1);
}

static airlock_ptr eight_before_the_start(struct scene *scene) {
  return at(heap(scene), -8);
}

static airlock_ptr one_too_far(struct scene *scene) {
  return at(heap(scene), 9);
}

static airlock_ptr past_the_end(struct scene *scene) {
  return at(heap(scene), SIZE);
}

static airlock_ptr one_beyond_past_the_end(struct scene *scene) {
  return at(heap(scene), SIZE + 1);
}

static airlock_ptr far_away(struct scene *scene) {
  return at(heap(scene), INT64_C(1) << 40);
}

static airlock_ptr misaligned(struct scene *scene) {
  return at(heap(scene), 4);
}

static airlock_ptr read_only_static(struct scene *scene) {
  airlock_ptr pointer = live_static(scene);
  expect_ok(&scene->world, airlock_set_read_only(scene->world.machine, pointer.prov.alloc));
  return pointer;
}

static airlock_ptr read_only_misaligned(struct scene *scene) {
  return at(read_only_static(scene), 1);
}

static airlock_ptr read_only_out_of_bounds(struct scene *scene) {
  return at(read_only_static(scene), SIZE);
}

static airlock_ptr read_only_wildcard(struct scene *scene) {
  airlock_ptr pointer = read_only_static(scene);
  expose(scene, pointer);
  return wildcard(pointer);
}

static airlock_ptr uninitialised(struct scene *scene) {
  scene->object_size = SIZE;
  return scene->object = world_heap(&scene->world, SIZE);
}

static airlock_ptr uninitialised_misaligned(struct scene *scene) {
  return at(uninitialised(scene), 1);
}

static airlock_ptr uninitialised_out_of_bounds(struct scene *scene) {
  return at(uninitialised(scene), 10);
}

static airlock_ptr last_byte_uninitialised(struct scene *scene) {
  airlock_ptr pointer = heap(scene);
  expect_ok(&scene->world, airlock_deinit(scene->world.machine, at(pointer, 7), 1));
  return pointer;
}

static airlock_ptr first_byte_uninitialised(struct scene *scene) {
  airlock_ptr pointer = heap(scene);
  expect_ok(&scene->world, airlock_deinit(scene->world.machine, pointer, 1));
  return pointer;
}

static airlock_ptr uninitialised_around(struct scene *scene) {
  airlock_ptr pointer = initialised(scene, 24, AIRLOCK_HEAP);
  expect_ok(&scene->world, airlock_deinit(scene->world.machine, pointer, 8));
  expect_ok(&scene->world, airlock_deinit(scene->world.machine, at(pointer, 16), 8));
  return at(pointer, 8);
}

static airlock_ptr zero_sized(struct scene *scene) {
  return initialised(scene, 0, AIRLOCK_HEAP);
}

static airlock_ptr wildcard_to_zero_sized(struct scene *scene) {
  airlock_ptr pointer = zero_sized(scene);
  expose(scene, pointer);
  return wildcard(pointer);
}

static airlock_ptr holding_a_pointer(struct scene *scene) {
  airlock_ptr pointer = heap(scene);
  world_store(&scene->world, pointer, airlock_pointer(scene->other));
  return pointer;
}

static airlock_ptr written_by_native_code(struct scene *scene) {
  airlock_ptr pointer = uninitialised(scene);
  expose(scene, pointer);
  world_cross(&scene->world);
  return pointer;
}

static airlock_ptr read_only_seen_by_native_code(struct scene *scene) {
  airlock_ptr pointer = world_allocate(&scene->world, SIZE, ALIGN, AIRLOCK_STATIC);
  scene->object = pointer;
  scene->object_size = SIZE;
  expose(scene, pointer);
  expect_ok(&scene->world, airlock_set_read_only(scene->world.machine, pointer.prov.alloc));
  world_cross(&scene->world);
  return pointer;
}

enum access_class {
  LOOK,
  LOOK_AL,
  READ,
  LOAD,
  VALUE,
  VIEW,
  WRITE,
  STORE,
  FREE,
  BYTE,
  BYTE_IN,
  NUM_CLASSES
};

#define OK AIRLOCK_OK
#define DEALLOC AIRLOCK_UB_DEALLOCATION
#define BOUNDS AIRLOCK_UB_OUT_OF_BOUNDS
#define MISAL AIRLOCK_UB_MISALIGNED
#define CONST AIRLOCK_UB_READ_ONLY
#define UNINIT AIRLOCK_UB_UNINITIALIZED
#define NODATA AIRLOCK_UB_NOT_DATA
#define FREED AIRLOCK_UB_USE_AFTER_FREE
#define NOPROV AIRLOCK_UB_NO_PROVENANCE

// How the table below writes verdicts.
static const airlock_status verdicts[] = {
    ['.'] = OK,
    ['A'] = MISAL,
    ['B'] = BOUNDS,
    ['D'] = DEALLOC,
    ['E'] = AIRLOCK_FOREIGN_UNCHECKED, // External.
    ['F'] = NODATA,                    // A function.
    ['K'] = AIRLOCK_USAGE_KIND,
    ['N'] = AIRLOCK_UB_NULL_POINTER,
    ['P'] = NOPROV,
    ['R'] = CONST,
    ['U'] = UNINIT,
    ['V'] = AIRLOCK_UB_INVALID_VALUE,
    ['X'] = FREED,
};

static const struct row {
  const char *name;
  airlock_ptr (*make)(struct scene *scene);
  char expected[NUM_CLASSES + 1]; // A verdict per class, in the order of enum access_class.
} rows[] = {
#define ROW(make, expected)                                                                        \
  { #make, make, expected }
    ROW(live_heap, "..........."),
    ROW(live_stack, "........D.."),
    ROW(live_static, "........D.."),
    ROW(last_bytes, "........D.."),
    ROW(with_a_tag, "..........."),
    ROW(freed_heap, "XXXXXXXXXXX"),
    ROW(freed_misaligned, "XXXXXXXXXXX"),
    ROW(freed_and_reused, "XXXXXXXXXXX"),
    ROW(popped_stack, "XXXXXXXXXXX"),
    ROW(dead_stack, "XXXXXXXXXXX"),
    ROW(never_made, "XXXXXXXXXXX"),
    ROW(null, "NNNNNNNNNNN"),
    ROW(null_wildcard, "NNNNNNNNNNN"),
    ROW(null_of_an_allocation, "BBBBBBBBDBB"),
    ROW(no_provenance, "PPPPPPPPPPP"),
    ROW(no_provenance_to_exposed, "PPPPPPPPPPP"),
    ROW(wildcard_to_exposed, "..........."),
    ROW(wildcard_into_exposed, "........D.."),
    ROW(wildcard_to_unexposed, "PPPPPPPPPPP"),
    ROW(wildcard_to_exposed_then_freed, "PPPPPPPPPPP"),
    ROW(wildcard_to_unexposed_in_place_of_exposed, "PPPPPPPPPPP"),
    ROW(wildcard_near_the_end, "BBBBBBBBD.."),
    ROW(wildcard_past_the_end, "PPPPPPPPPPP"),
    ROW(wildcard_before_the_start, "PPPPPPPPPPP"),
    ROW(wildcard_to_nothing_of_the_machine, "PPPPPPPPPPP"),
    ROW(wildcard_to_foreign_memory, "EEEEEEEEEEE"),
    ROW(wildcard_to_unmapped_memory, "PPPPPPPPPPP"),
    ROW(wildcard_beyond_all_memory, "PPPPPPPPPPP"),
    ROW(function, "FFFFFFFFDFF"),
    ROW(function_misaligned, "FFFFFFFFDFF"),
    ROW(wildcard_to_function, "FFFFFFFFDFF"),
    ROW(wildcard_to_unexposed_function, "PPPPPPPPPPP"),
    ROW(one_before_the_start, "BBBBBBBBDBB"),
    ROW(eight_before_the_start, "BBBBBBBBDBB"),
    ROW(one_too_far, "BBBBBBBBD.."),
    ROW(past_the_end, "BBBBBBBBDBB"),
    ROW(one_beyond_past_the_end, "BBBBBBBBDBB"),
    ROW(far_away, "BBBBBBBBDBB"),
    ROW(misaligned, ".A.AA..AD.."),
    ROW(read_only_static, "......RRD.."),
    ROW(read_only_misaligned, ".A.AA.RRD.."),
    ROW(read_only_out_of_bounds, "BBBBBBRRDBB"),
    ROW(read_only_wildcard, "......RRD.."),
    ROW(uninitialised, "..UUVU....U"),
    ROW(uninitialised_misaligned, ".AUAAU.AD.U"),
    ROW(uninitialised_out_of_bounds, "BBBBBBBBD.U"),
    ROW(last_byte_uninitialised, "..UUVU....."),
    ROW(first_byte_uninitialised, "..UUVU....U"),
    ROW(uninitialised_around, "........D.."),
    ROW(zero_sized, "BBBBBBBBDBB"),
    ROW(wildcard_to_zero_sized, "BBBBBBBBDBB"),
    ROW(holding_a_pointer, ".....K....."),
    ROW(written_by_native_code, ".....K....."),
    ROW(read_only_seen_by_native_code, "..UUVURRD.U"),
#undef ROW
};

static airlock_status load_as(struct scene *scene, airlock_kind kind) {
  airlock_scalar scalar = {.kind = AIRLOCK_NUM_KINDS};
  airlock_status status =
      airlock_load(scene->world.machine, &scalar, scene->subject, type_of(&scene->world, kind));
  cr_expect_eq(scalar.kind, status == OK ? kind : AIRLOCK_NUM_KINDS);
  return status;
}

static airlock_status load_i64(struct scene *scene) {
  return load_as(scene, AIRLOCK_I64);
}

static airlock_status load_usize(struct scene *scene) {
  return load_as(scene, AIRLOCK_USIZE);
}

static airlock_status load_f64(struct scene *scene) {
  return load_as(scene, AIRLOCK_F64);
}

static airlock_status load_pointer(struct scene *scene) {
  return load_as(scene, AIRLOCK_POINTER);
}

static airlock_status load_u8(struct scene *scene) {
  return load_as(scene, AIRLOCK_U8);
}

static const airlock_type *packed_type(struct scene *scene, airlock_kind kind) {
  const airlock_type *type = NULL;
  expect_ok(&scene->world,
            airlock_type_packed(scene->world.machine, &type, type_of(&scene->world, kind), 1));
  return type;
}

static airlock_status load_packed(struct scene *scene) {
  airlock_scalar scalar = {.kind = AIRLOCK_NUM_KINDS};
  airlock_status status = airlock_load(scene->world.machine, &scalar, scene->subject,
                                       packed_type(scene, AIRLOCK_POINTER));
  cr_expect_eq(scalar.kind, status == OK ? AIRLOCK_POINTER : AIRLOCK_NUM_KINDS);
  return status;
}

static airlock_status store_i64(struct scene *scene) {
  return airlock_store(scene->world.machine, scene->subject, airlock_int(AIRLOCK_I64, 1),
                       type_of(&scene->world, AIRLOCK_I64));
}

static airlock_status store_pointer(struct scene *scene) {
  return airlock_store(scene->world.machine, scene->subject, airlock_pointer(scene->other),
                       type_of(&scene->world, AIRLOCK_POINTER));
}

static airlock_status store_nothing(struct scene *scene) {
  airlock_scalar scalar = {.kind = AIRLOCK_UNINIT};
  return airlock_store(scene->world.machine, scene->subject, scalar,
                       type_of(&scene->world, AIRLOCK_U64));
}

static airlock_status store_packed(struct scene *scene) {
  return airlock_store(scene->world.machine, scene->subject, airlock_pointer(scene->other),
                       packed_type(scene, AIRLOCK_POINTER));
}

static airlock_status read_bytes(struct scene *scene) {
  uint8_t bytes[8] = {1, 1, 1, 1, 1, 1, 1, 1};
  airlock_status status = airlock_read(scene->world.machine, bytes, scene->subject, 8);
  cr_expect(status == OK || (bytes[0] == 1 && bytes[7] == 1));
  return status;
}

static airlock_status write_bytes(struct scene *scene) {
  return airlock_write(scene->world.machine, scene->subject, "01234567", 8);
}

static airlock_status fill_bytes(struct scene *scene) {
  return airlock_fill(scene->world.machine, scene->subject, 9, 8);
}

static airlock_status deinit_bytes(struct scene *scene) {
  return airlock_deinit(scene->world.machine, scene->subject, 8);
}

static airlock_status copy_from(struct scene *scene) {
  return airlock_copy(scene->world.machine, scene->other, scene->subject, 8);
}

static airlock_status copy_to(struct scene *scene) {
  return airlock_copy(scene->world.machine, scene->subject, scene->other, 8);
}

static airlock_status copy_integer_from(struct scene *scene) {
  return airlock_copy_typed(scene->world.machine, scene->other, scene->subject,
                            type_of(&scene->world, AIRLOCK_I64));
}

static airlock_status copy_pointer_from(struct scene *scene) {
  return airlock_copy_typed(scene->world.machine, scene->other, scene->subject,
                            type_of(&scene->world, AIRLOCK_POINTER));
}

static airlock_status copy_integer_to(struct scene *scene) {
  return airlock_copy_typed(scene->world.machine, scene->subject, scene->other,
                            type_of(&scene->world, AIRLOCK_I64));
}

static airlock_status copy_pointer_to(struct scene *scene) {
  return airlock_copy_typed(scene->world.machine, scene->subject, scene->other,
                            type_of(&scene->world, AIRLOCK_POINTER));
}

static airlock_status view(struct scene *scene, airlock_access_kind kind) {
  uint8_t *bytes = foreign_memory;
  airlock_status status = airlock_view(scene->world.machine, &bytes, scene->subject, 8, kind);
  const uint8_t *expected =
      status == OK ? (const uint8_t *)(uintptr_t)scene->subject.address : foreign_memory;
  cr_expect_eq(bytes, expected);
  return status;
}

static airlock_status view_to_read(struct scene *scene) {
  return view(scene, AIRLOCK_READ);
}

static airlock_status view_to_write(struct scene *scene) {
  return view(scene, AIRLOCK_WRITE);
}

static airlock_status check_read(struct scene *scene) {
  return airlock_check(scene->world.machine, scene->subject, 8, 1, AIRLOCK_READ);
}

static airlock_status check_read_aligned(struct scene *scene) {
  return airlock_check(scene->world.machine, scene->subject, 8, 8, AIRLOCK_READ);
}

static airlock_status check_write(struct scene *scene) {
  return airlock_check(scene->world.machine, scene->subject, 8, 1, AIRLOCK_WRITE);
}

static airlock_status check_write_aligned(struct scene *scene) {
  return airlock_check(scene->world.machine, scene->subject, 8, 8, AIRLOCK_WRITE);
}

static airlock_status look_at_byte(struct scene *scene) {
  airlock_byte byte = {.fragment = 77};
  airlock_status status = airlock_byte_at(scene->world.machine, &byte, scene->subject);
  cr_expect_eq(byte.fragment == 77, status != OK);
  return status;
}

static airlock_status copy_byte_from(struct scene *scene) {
  return airlock_copy(scene->world.machine, scene->other, scene->subject, 1);
}

static airlock_status deallocate(struct scene *scene) {
  airlock_status status = airlock_deallocate(scene->world.machine, scene->subject, SIZE, ALIGN);
  scene->object_size = status == OK ? 0 : scene->object_size;
  return status;
}

static const struct column {
  const char *name;
  airlock_status (*act)(struct scene *scene);
  enum access_class class;
} columns[] = {
#define COLUMN(act, class)                                                                         \
  { #act, act, class }
    COLUMN(copy_from, LOOK),
    COLUMN(check_read, LOOK),
    COLUMN(check_read_aligned, LOOK_AL),
    COLUMN(read_bytes, READ),
    COLUMN(load_packed, READ),
    COLUMN(load_i64, LOAD),
    COLUMN(load_usize, LOAD),
    COLUMN(load_f64, LOAD),
    COLUMN(load_pointer, LOAD),
    COLUMN(copy_integer_from, VALUE),
    COLUMN(copy_pointer_from, VALUE),
    COLUMN(view_to_read, VIEW),
    COLUMN(write_bytes, WRITE),
    COLUMN(fill_bytes, WRITE),
    COLUMN(deinit_bytes, WRITE),
    COLUMN(copy_to, WRITE),
    COLUMN(view_to_write, WRITE),
    COLUMN(check_write, WRITE),
    COLUMN(store_packed, WRITE),
    COLUMN(store_i64, STORE),
    COLUMN(store_pointer, STORE),
    COLUMN(store_nothing, STORE),
    COLUMN(copy_integer_to, STORE),
    COLUMN(copy_pointer_to, STORE),
    COLUMN(check_write_aligned, STORE),
    COLUMN(deallocate, FREE),
    COLUMN(look_at_byte, BYTE),
    COLUMN(copy_byte_from, BYTE),
    COLUMN(load_u8, BYTE_IN),
#undef COLUMN
};

static bool same_byte(airlock_byte left, airlock_byte right) {
  return left.value == right.value && left.init == right.init &&
         left.prov.alloc.value == right.prov.alloc.value && left.fragment == right.fragment &&
         left.image == right.image;
}

// With and without the hook, which the shortcut of an access leaves out.
static airlock_status allow(void *context, const airlock_access *access) {
  (void)access;
  ++*(uint64_t *)context;
  return AIRLOCK_OK;
}

// The facts of a report of Undefined Behavior: which allocation it is about, if any can be known,
// and whose fault it is.
static void expect_facts(const struct scene *scene, const struct row *row, airlock_status status) {
  const airlock_report *report = airlock_last_report(scene->world.machine);
  bool blames = false;
  for (size_t i = 0; i < report->num_notes; i++) {
    blames |= report->notes[i].kind == AIRLOCK_HELP &&
              strstr(report->notes[i].text, "this indicates a bug in the program") != NULL;
  }
  cr_expect_eq(blames, airlock_status_family(status) == AIRLOCK_FAMILY_UB, "%s", row->name);
  bool unknown = status == NOPROV || status == AIRLOCK_UB_NULL_POINTER ||
                 airlock_status_family(status) != AIRLOCK_FAMILY_UB;
  bool concrete = airlock_prov_kind_of(scene->subject.prov) == AIRLOCK_PROV_CONCRETE;
  uint64_t expected = concrete ? scene->subject.prov.alloc.value : scene->object.prov.alloc.value;
  // An invalid value is found in the source or, already copied, in the target.
  if (status != AIRLOCK_UB_INVALID_VALUE) {
    cr_expect_eq(report->alloc.value, unknown ? 0 : expected, "%s, %s: alloc %lu", row->name,
                 airlock_status_name(status), report->alloc.value);
  }
  cr_expect_eq(report->argument, -1);
  cr_expect_null(report->function);
}

static void try_cell(const struct row *row, const struct column *column, bool hooked) {
  struct scene scene = {0};
  uint64_t asked = 0;
  airlock_config config = world_config(&scene.world);
  config.address_space = UINT64_C(2) << 20;
  config.levels[AIRLOCK_WARN_FOREIGN_ACCESS] =
      AIRLOCK_DENY; // tests/machine/foreign.c has the rest.
  config.context = &asked;
  config.access = hooked ? allow : NULL;
  world_open(&scene.world, &config);
  scene.other = initialised(&scene, SIZE, AIRLOCK_HEAP);
  scene.object_size = 0;
  scene.subject = row->make(&scene);
  airlock_byte before[32];
  uint64_t size = scene.object_size;
  for (uint64_t i = 0; i < size; i++) {
    before[i] = world_byte(&scene.world, at(scene.object, (int64_t)i));
  }
  airlock_status expected = verdicts[(unsigned char)row->expected[column->class]];
  asked = 0;
  airlock_status status = column->act(&scene);
  const airlock_report *report = airlock_last_report(scene.world.machine);
  cr_expect_eq(status, expected, "%s, %s, %s: %s (%s), but expected %s", row->name, column->name,
               hooked ? "hooked" : "plain", airlock_status_name(status),
               status == OK ? "" : report->message, airlock_status_name(expected));
  if (status != OK) {
    cr_expect_eq(report->status, status);
    expect_facts(&scene, row, status);
  }
  cr_expect(hooked ? status != OK || asked > 0 : asked == 0, "the hook is asked if there is one");
  for (uint64_t i = 0; status != OK && i < size; i++) {
    cr_expect(same_byte(before[i], world_byte(&scene.world, at(scene.object, (int64_t)i))),
              "%s, %s: byte %lu changed", row->name, column->name, i);
  }
  world_end(&scene.world);
}

Test(access, every_pointer_with_every_access) {
  for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
    for (size_t c = 0; c < sizeof columns / sizeof columns[0]; c++) {
      try_cell(&rows[r], &columns[c], false);
      try_cell(&rows[r], &columns[c], true);
    }
  }
}

// An access of no bytes is fine through any pointer whatever, aligned or not, and touches nothing.
Test(access, no_bytes_can_always_be_accessed) {
  for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
    struct scene scene = {0};
    world_begin(&scene.world);
    airlock_machine *machine = scene.world.machine;
    scene.other = initialised(&scene, SIZE, AIRLOCK_HEAP);
    scene.object_size = 0;
    airlock_ptr subject = rows[r].make(&scene);
    const airlock_type *empty = NULL;
    expect_ok(&scene.world,
              airlock_type_array(machine, &empty, type_of(&scene.world, AIRLOCK_I64), 0));
    uint8_t *bytes = foreign_memory;
    for (int kind = AIRLOCK_READ; kind <= AIRLOCK_DEALLOCATE; kind++) {
      expect_ok(&scene.world,
                airlock_check(machine, subject, 0, 1 << 20, (airlock_access_kind)kind));
    }
    expect_ok(&scene.world, airlock_read(machine, foreign_memory, subject, 0));
    expect_ok(&scene.world, airlock_write(machine, subject, "", 0));
    expect_ok(&scene.world, airlock_fill(machine, subject, 1, 0));
    expect_ok(&scene.world, airlock_deinit(machine, subject, 0));
    expect_ok(&scene.world, airlock_copy(machine, subject, scene.other, 0));
    expect_ok(&scene.world, airlock_copy(machine, scene.other, subject, 0));
    expect_ok(&scene.world, airlock_copy(machine, subject, subject, 0));
    expect_ok(&scene.world, airlock_copy_typed(machine, subject, subject, empty));
    expect_ok(&scene.world, airlock_view(machine, &bytes, subject, 0, AIRLOCK_READ));
    expect_ok(&scene.world, airlock_view(machine, &bytes, subject, 0, AIRLOCK_WRITE));
    world_end(&scene.world);
  }
}

// Sizes near 2^64 must not wrap around into bounds.
Test(access, huge_sizes_do_not_wrap_around) {
  struct scene scene = {0};
  world_begin(&scene.world);
  airlock_machine *machine = scene.world.machine;
  airlock_ptr pointer = heap(&scene);
  for (int64_t offset = 0; offset <= SIZE; offset++) {
    for (uint64_t size = UINT64_MAX - 20; size != 0; size++) {
      expect_status(&scene.world,
                    airlock_check(machine, at(pointer, offset), size, 1, AIRLOCK_READ), BOUNDS);
      expect_status(&scene.world, airlock_fill(machine, at(pointer, offset), 0, size), BOUNDS);
    }
    expect_status(&scene.world,
                  airlock_check(machine, at(pointer, offset), UINT64_C(1) << 63, 1, AIRLOCK_READ),
                  BOUNDS);
  }
  world_end(&scene.world);
}

// What is said: one case of each message.

struct said {
  struct world world;
  airlock_ptr object; // alloc1, heap, 16 bytes, aligned to 8, not initialised.
};

static void said_begin(struct said *said) {
  world_begin(&said->world);
  said->object = world_heap(&said->world, SIZE);
}

#define check(said, pointer, size, align, kind)                                                    \
  airlock_check((said)->world.machine, pointer, size, align, kind)

Test(access_messages, pointers_that_resolve_to_nothing) {
  struct said said;
  said_begin(&said);
  expect_failure(&said.world, check(&said, airlock_ptr_from_address(0x2a), 4, 1, AIRLOCK_READ),
                 NOPROV,
                 "memory access failed: attempting to access 4 bytes, but got 0x2a[noalloc] which "
                 "is a dangling pointer (it has no provenance)");
  expect_failure(&said.world, check(&said, airlock_ptr_from_address(0), 4, 1, AIRLOCK_WRITE),
                 AIRLOCK_UB_NULL_POINTER,
                 "memory access failed: attempting to access 4 bytes, but got null pointer");
  expect_failure(&said.world,
                 check(&said, wildcard(airlock_ptr_from_address(0x2a)), 1, 1, AIRLOCK_READ), NOPROV,
                 "memory access failed: attempting to access 1 byte, but got 0x2a[wildcard] which "
                 "is a dangling pointer (it has no provenance)");
  world_end(&said.world);
}

Test(access_messages, freed_memory) {
  struct said said;
  said_begin(&said);
  expect_ok(&said.world, airlock_expose(said.world.machine, said.object));
  expect_ok(&said.world, airlock_deallocate(said.world.machine, said.object, SIZE, ALIGN));
  expect_failure(&said.world, check(&said, said.object, 4, 1, AIRLOCK_READ), FREED,
                 "memory access failed: alloc1 has been freed, so this pointer is dangling");
  const airlock_report *report = airlock_last_report(said.world.machine);
  cr_expect_eq(report->alloc.value, said.object.prov.alloc.value);
  expect_status(&said.world, check(&said, wildcard(said.object), 4, 1, AIRLOCK_READ), NOPROV);
  cr_expect_not_null(strstr(report->message, "which is a dangling pointer (it has no provenance)"));
  expect_status(&said.world, airlock_deallocate(said.world.machine, said.object, SIZE, ALIGN),
                FREED);
  cr_expect_not_null(strstr(report->message, "has been freed"));
  world_end(&said.world);
}

Test(access_messages, bounds) {
  struct said said;
  said_begin(&said);
  airlock_ptr small = world_heap(&said.world, 4);
  airlock_ptr byte = world_heap(&said.world, 1);
  expect_failure(&said.world, check(&said, at(small, 5), 4, 1, AIRLOCK_READ), BOUNDS,
                 "memory access failed: attempting to access 4 bytes, but got alloc2+0x5 which is "
                 "at or beyond the end of the allocation of size 4 bytes");
  expect_failure(&said.world, check(&said, at(byte, 1), 1, 1, AIRLOCK_READ), BOUNDS,
                 "memory access failed: attempting to access 1 byte, but got alloc3+0x1 which is "
                 "at or beyond the end of the allocation of size 1 byte");
  expect_failure(&said.world, check(&said, at(small, 2), 4, 1, AIRLOCK_WRITE), BOUNDS,
                 "memory access failed: attempting to access 4 bytes, but got alloc2+0x2 which is "
                 "only 2 bytes from the end of the allocation");
  expect_failure(&said.world, check(&said, at(small, 3), 4, 1, AIRLOCK_WRITE), BOUNDS,
                 "memory access failed: attempting to access 4 bytes, but got alloc2+0x3 which is "
                 "only 1 byte from the end of the allocation");
  expect_failure(&said.world, check(&said, at(small, -5), 4, 1, AIRLOCK_READ), BOUNDS,
                 "memory access failed: attempting to access 4 bytes, but got alloc2-0x5 which "
                 "points to before the beginning of the allocation");
  expect_ok(&said.world, airlock_expose(said.world.machine, said.object));
  expect_failure(&said.world, check(&said, wildcard(at(said.object, 9)), 8, 1, AIRLOCK_READ),
                 BOUNDS,
                 "memory access failed: attempting to access 8 bytes, but got alloc1+0x9 which is "
                 "only 7 bytes from the end of the allocation");
  const airlock_report *report = airlock_last_report(said.world.machine);
  cr_expect_eq(report->alloc.value, said.object.prov.alloc.value);
  cr_expect_eq(report->range_start, 9);
  cr_expect_eq(report->range_end, 17);
  world_end(&said.world);
}

Test(access_messages, kind_of_memory_and_alignment) {
  struct said said;
  said_begin(&said);
  expect_failure(&said.world, check(&said, at(said.object, 1), 4, 4, AIRLOCK_READ), MISAL,
                 "accessing memory with alignment 1, but alignment 4 is required");
  expect_failure(&said.world, check(&said, at(said.object, 4), 8, 8, AIRLOCK_READ), MISAL,
                 "accessing memory with alignment 4, but alignment 8 is required");
  expect_ok(&said.world, airlock_set_read_only(said.world.machine, said.object.prov.alloc));
  expect_failure(&said.world, check(&said, said.object, 4, 4, AIRLOCK_WRITE), CONST,
                 "writing to alloc1 which is read-only");
  airlock_ptr code = {0};
  expect_ok(&said.world, airlock_function_new(said.world.machine, &code, "f", NULL, NULL));
  expect_failure(&said.world, check(&said, code, 1, 1, AIRLOCK_READ), NODATA,
                 "accessing alloc2 which contains a function");
  airlock_ptr table = {0};
  expect_ok(&said.world, airlock_allocate(said.world.machine, &table, 0, 8, AIRLOCK_VTABLE));
  expect_failure(&said.world, check(&said, table, 1, 1, AIRLOCK_READ), NODATA,
                 "accessing alloc3 which contains a vtable");
  expect_failure(&said.world, check(&said, table, 8, 8, AIRLOCK_WRITE), NODATA,
                 "accessing alloc3 which contains a vtable");
  expect_failure(&said.world, airlock_deallocate(said.world.machine, table, 0, 8),
                 AIRLOCK_UB_DEALLOCATION,
                 "deallocating alloc3, which is a vtable, using heap deallocation");
  void *token = &said;
  expect_failure(&said.world, airlock_function_at(said.world.machine, &token, at(said.object, 1)),
                 AIRLOCK_UB_NOT_FUNCTION,
                 "using alloc1+0x1 as function pointer but it does not point to a function");
  expect_failure(&said.world, airlock_function_at(said.world.machine, &token, at(code, 1)),
                 AIRLOCK_UB_NOT_FUNCTION,
                 "using alloc2+0x1 as function pointer but it does not point to a function");
  expect_failure(&said.world,
                 airlock_function_at(said.world.machine, &token, airlock_ptr_from_address(0x2a)),
                 AIRLOCK_UB_NO_PROVENANCE,
                 "using 0x2a[noalloc] as function pointer but it is a dangling pointer (it has no "
                 "provenance)");
  cr_expect_eq(token, &said);
  world_end(&said.world);
}

static bool has_note(const airlock_report *report, airlock_note_kind kind, const char *text) {
  for (size_t i = 0; i < report->num_notes; i++) {
    if (report->notes[i].kind == kind && strstr(report->notes[i].text, text) != NULL) {
      return true;
    }
  }
  return false;
}

Test(access_messages, uninitialised_memory_with_a_picture) {
  struct said said;
  said_begin(&said);
  airlock_machine *machine = said.world.machine;
  expect_ok(&said.world, airlock_write(machine, said.object, "\x2a\x01", 2));
  expect_ok(&said.world, airlock_write(machine, at(said.object, 3), "\xff", 1));
  world_store(&said.world, at(said.object, 8), airlock_pointer(at(said.object, 4)));
  uint8_t bytes[4];
  expect_failure(&said.world, airlock_read(machine, bytes, said.object, 4), UNINIT,
                 "reading memory at alloc1[0x0..0x4], but memory is uninitialized at [0x2..0x3]");
  const airlock_report *report = airlock_last_report(machine);
  cr_expect_eq(report->alloc.value, said.object.prov.alloc.value);
  cr_expect_eq(report->range_start, 0);
  cr_expect_eq(report->range_end, 4);
  cr_expect_eq(report->bad_start, 2);
  cr_expect_eq(report->bad_end, 3);
  cr_expect(has_note(report, AIRLOCK_DUMP, "alloc1 (heap, size: 16, align: 8) {"));
  cr_expect(has_note(report, AIRLOCK_DUMP, "2a 01 __ ff __ __ __ __"));
  cr_expect(has_note(report, AIRLOCK_DUMP, "alloc1+0x4"));
  world_end(&said.world);
}

// Only the part that is read counts, and the bad range is the first one in it.
Test(access_messages, the_bad_range_is_the_first_and_inside_the_read) {
  struct said said;
  said_begin(&said);
  airlock_machine *machine = said.world.machine;
  expect_ok(&said.world, airlock_fill(machine, at(said.object, 6), 0, 2));
  expect_ok(&said.world, airlock_fill(machine, at(said.object, 10), 0, 1));
  uint8_t bytes[16];
  expect_status(&said.world, airlock_read(machine, bytes, at(said.object, 7), 2), UNINIT);
  const airlock_report *report = airlock_last_report(machine);
  cr_expect_eq(report->bad_start, 8);
  cr_expect_eq(report->bad_end, 9);
  expect_status(&said.world, airlock_read(machine, bytes, at(said.object, 6), 10), UNINIT);
  cr_expect_eq(report->bad_start, 8);
  cr_expect_eq(report->bad_end, 10);
  world_end(&said.world);
}

Test(access_messages, deallocation) {
  struct said said;
  said_begin(&said);
  airlock_machine *machine = said.world.machine;
  airlock_frame_push(machine);
  airlock_ptr stack = world_allocate(&said.world, 4, 4, AIRLOCK_STACK);
  expect_failure(&said.world, airlock_deallocate(machine, stack, 4, 4), DEALLOC,
                 "deallocating alloc2, which is stack memory, using heap deallocation");
  airlock_ptr fixed = world_allocate(&said.world, 4, 4, AIRLOCK_STATIC);
  expect_failure(&said.world, airlock_deallocate(machine, fixed, 4, 4), DEALLOC,
                 "deallocating alloc3, which is static memory, using heap deallocation");
  expect_failure(&said.world, airlock_deallocate(machine, said.object, 8, 8), DEALLOC,
                 "incorrect layout on deallocation: alloc1 has size 16 and alignment 8, but gave "
                 "size 8 and alignment 8");
  expect_failure(&said.world, airlock_deallocate(machine, said.object, 16, 4), DEALLOC,
                 "incorrect layout on deallocation: alloc1 has size 16 and alignment 8, but gave "
                 "size 16 and alignment 4");
  expect_status(&said.world, airlock_deallocate(machine, at(said.object, 1), 16, 8), DEALLOC);
  expect_ok(&said.world, airlock_deallocate(machine, said.object, 16, 8));
  world_end(&said.world);
}

Test(access_messages, foreign_memory_is_not_called_undefined_behavior) {
  struct said said;
  airlock_config config = world_config(&said.world);
  config.levels[AIRLOCK_WARN_FOREIGN_ACCESS] = AIRLOCK_DENY;
  world_open(&said.world, &config);
  airlock_ptr pointer = wildcard(airlock_ptr_from_address((uint64_t)(uintptr_t)foreign_memory));
  expect_status(&said.world, check(&said, pointer, 4, 1, AIRLOCK_READ), AIRLOCK_FOREIGN_UNCHECKED);
  const airlock_report *report = airlock_last_report(said.world.machine);
  cr_expect_null(strstr(report->message, "Undefined"));
  cr_expect(has_note(report, AIRLOCK_HELP, "not a bug in the program"));
  world_end(&said.world);
}

static uint64_t next_span(void *context) {
  return ++*(uint64_t *)context;
}

Test(access_messages, tell_where_memory_was_made_and_freed) {
  struct world world;
  airlock_config config = world_config(&world);
  uint64_t span = 100;
  config.context = &span;
  config.span = next_span;
  world_open(&world, &config);
  airlock_ptr pointer = world_heap(&world, 4);
  expect_ok(&world, airlock_deallocate(world.machine, pointer, 4, 8));
  airlock_alloc_info info;
  cr_assert(airlock_alloc_get_info(world.machine, &info, pointer.prov.alloc));
  expect_status(&world, airlock_check(world.machine, pointer, 1, 1, AIRLOCK_READ), FREED);
  const airlock_report *report = airlock_last_report(world.machine);
  cr_expect(has_note(report, AIRLOCK_ALLOCATED, "alloc1 (heap, 4 bytes) was allocated here"));
  cr_expect(has_note(report, AIRLOCK_FREED, "alloc1 was deallocated here"));
  for (size_t i = 0; i < report->num_notes; i++) {
    const airlock_note *note = &report->notes[i];
    uint64_t expected = note->kind == AIRLOCK_ALLOCATED ? info.made_at
                        : note->kind == AIRLOCK_FREED   ? info.freed_at
                                                        : 0;
    cr_expect_eq(note->span, expected);
  }
  cr_expect_eq(info.made_at, 101);
  cr_expect_eq(info.freed_at, 102);
  world_end(&world);
}

// Ids that were forgotten still say that their memory has been freed.
Test(access_messages, the_forgotten_dead_have_been_freed_too) {
  struct said said;
  said_begin(&said);
  airlock_machine *machine = said.world.machine;
  airlock_alloc_info info;
  expect_ok(&said.world, airlock_deallocate(machine, said.object, SIZE, ALIGN));
  for (int i = 0; i < 65536 + 2; i++) {
    cr_assert_eq(airlock_alloc_get_info(machine, &info, said.object.prov.alloc), i <= 65536);
    airlock_ptr pointer = world_heap(&said.world, 1);
    cr_assert_eq(airlock_deallocate(machine, pointer, 1, 8), AIRLOCK_OK);
  }
  info.size = 77;
  cr_expect_not(airlock_alloc_get_info(machine, &info, said.object.prov.alloc));
  cr_expect_eq(info.size, 77);
  expect_failure(&said.world, check(&said, said.object, 1, 1, AIRLOCK_READ), FREED,
                 "memory access failed: alloc1 has been freed, so this pointer is dangling");
  airlock_machine_free(machine);
  cr_expect(counting_is_clean(&said.world.counting));
}
