// SPDX-License-Identifier: MIT
//
// What failures say beyond their message: what lies at an address that resolves to nothing, and the
// picture of memory.
#include <stdio.h>
#include <string.h>

#include "world.h"

// The texts of a report's notes, one per line, of one kind.
struct notes {
  char text[4096];
};

static struct notes notes_of(struct world *world, airlock_note_kind kind) {
  struct notes out = {""};
  const airlock_report *report = airlock_last_report(world->machine);
  for (size_t i = 0; i < report->num_notes; i++) {
    if (report->notes[i].kind == kind) {
      size_t used = strlen(out.text);
      snprintf(out.text + used, sizeof out.text - used, "%s\n", report->notes[i].text);
    }
  }
  return out;
}

static airlock_status read_one(struct world *world, airlock_ptr pointer) {
  return airlock_check(world->machine, pointer, 1, 1, AIRLOCK_READ);
}

Test(messages, say_which_memory_was_not_exposed) {
  struct world world;
  world_begin(&world);
  airlock_ptr memory = world_heap(&world, 4);
  expect_status(&world, read_one(&world, wildcard(at(memory, 3))), AIRLOCK_UB_NO_PROVENANCE);
  cr_expect_str_eq(notes_of(&world, AIRLOCK_NOTE).text,
                   "alloc1 lies at this address, but it was never exposed\n");
  cr_expect_str_eq(notes_of(&world, AIRLOCK_ALLOCATED).text, "alloc1 is heap memory of 4 bytes\n");
  cr_expect_eq(airlock_last_report(world.machine)->alloc.value, 0);
  world_end(&world);
}

Test(messages, say_which_memory_a_number_is_the_address_of) {
  struct world world;
  world_begin(&world);
  airlock_ptr memory = world_heap(&world, 4);
  expect_status(&world, read_one(&world, airlock_ptr_from_address(memory.address)),
                AIRLOCK_UB_NO_PROVENANCE);
  cr_expect_str_eq(notes_of(&world, AIRLOCK_NOTE).text,
                   "alloc1 lies at this address, but this pointer has no right to it\n");
  cr_expect(strstr(notes_of(&world, AIRLOCK_HELP).text, "`with_addr`") != NULL);
  world_end(&world);
}

Test(messages, say_how_far_beyond_the_end_a_wildcard_is) {
  struct world world;
  world_begin(&world);
  airlock_ptr memory = world_heap(&world, 24);
  expect_ok(&world, airlock_expose(world.machine, memory));
  expect_status(&world, read_one(&world, wildcard(at(memory, 25))), AIRLOCK_UB_NO_PROVENANCE);
  cr_expect_str_eq(notes_of(&world, AIRLOCK_NOTE).text,
                   "this address is 1 byte after the end of alloc1\n");
  world_end(&world);
}

Test(messages, say_which_memory_lay_there_before) {
  struct world world;
  world_begin(&world);
  airlock_ptr memory = world_heap(&world, 16);
  expect_ok(&world, airlock_expose(world.machine, memory));
  expect_ok(&world, airlock_deallocate(world.machine, memory, 16, 8));
  expect_status(&world, read_one(&world, wildcard(at(memory, 15))), AIRLOCK_UB_NO_PROVENANCE);
  cr_expect_str_eq(notes_of(&world, AIRLOCK_NOTE).text,
                   "alloc1 lay at this address, but it has been freed\n");
  cr_expect_str_eq(notes_of(&world, AIRLOCK_FREED).text, "alloc1 was deallocated\n");
  world_end(&world);
}

Test(messages, of_pointers_to_nothing_name_the_operation) {
  struct world world;
  world_begin(&world);
  airlock_machine *machine = world.machine;
  airlock_ptr number = airlock_ptr_from_address(0x2a);
  airlock_ptr null = airlock_ptr_from_address(0);
  airlock_ptr freed = world_heap(&world, 8);
  expect_ok(&world, airlock_deallocate(machine, freed, 8, 8));
  void *token = NULL;
  expect_failure(&world, airlock_deallocate(machine, null, 8, 8), AIRLOCK_UB_NULL_POINTER,
                 "deallocating null pointer, which points to no memory");
  expect_failure(&world, airlock_deallocate(machine, number, 8, 8), AIRLOCK_UB_NO_PROVENANCE,
                 "deallocating 0x2a[noalloc], which is a dangling pointer (it has no provenance)");
  expect_failure(&world, airlock_deallocate(machine, freed, 8, 8), AIRLOCK_UB_USE_AFTER_FREE,
                 "deallocating alloc1, which has been freed");
  cr_expect_str_eq(notes_of(&world, AIRLOCK_FREED).text, "alloc1 was deallocated\n");
  expect_failure(&world, airlock_function_at(machine, &token, null), AIRLOCK_UB_NULL_POINTER,
                 "using null pointer as function pointer but it points to no memory");
  expect_failure(&world, airlock_function_at(machine, &token, freed), AIRLOCK_UB_USE_AFTER_FREE,
                 "using alloc1+0x0 as function pointer but it has been freed");
  world_end(&world);
}

Test(messages, say_which_function_was_used_as_data) {
  struct world world;
  world_begin(&world);
  airlock_ptr code = {0};
  expect_ok(&world, airlock_function_new(world.machine, &code, "compare", NULL, NULL));
  expect_status(&world, read_one(&world, code), AIRLOCK_UB_NOT_DATA);
  cr_expect_str_eq(notes_of(&world, AIRLOCK_NOTE).text, "alloc1 is the function `compare`\n");
  world_end(&world);
}

Test(messages, say_what_a_misaligned_pointer_points_to) {
  struct world world;
  world_begin(&world);
  airlock_ptr memory = world_heap(&world, 16);
  expect_status(&world, airlock_check(world.machine, at(memory, 6), 4, 4, AIRLOCK_READ),
                AIRLOCK_UB_MISALIGNED);
  cr_expect_str_eq(notes_of(&world, AIRLOCK_NOTE).text,
                   "the pointer is alloc1+0x6, in an allocation of alignment 8\n");
  cr_expect_eq(airlock_last_report(world.machine)->range_start, 6);
  cr_expect_eq(airlock_last_report(world.machine)->range_end, 10);
  world_end(&world);
}

//===------------------------------------------------------------------------------------------===//
// Pictures
//===------------------------------------------------------------------------------------------===//

// Reads bytes that are not all initialised and compares the picture.
static void expect_picture(struct world *world, airlock_ptr pointer, size_t size,
                           const char *picture) {
  uint8_t bytes[2048];
  cr_assert_leq(size, sizeof bytes);
  expect_status(world, airlock_read(world->machine, bytes, pointer, size),
                AIRLOCK_UB_UNINITIALIZED);
  struct notes notes = notes_of(world, AIRLOCK_DUMP);
  cr_expect_str_eq(notes.text, picture);
}

Test(pictures, mark_the_bytes_in_question) {
  struct world world;
  world_begin(&world);
  airlock_ptr memory = world_heap(&world, 13);
  expect_ok(&world, airlock_fill(world.machine, memory, 0x2a, 6));
  expect_ok(&world, airlock_fill(world.machine, at(memory, 10), 0xff, 3));
  expect_picture(&world, at(memory, 4), 6,
                 "alloc1 (heap, size: 13, align: 8) {\n"
                 "    0x00 │ 2a 2a 2a 2a 2a 2a __ __ │ ......░░\n"
                 "                             ^^ ^^\n"
                 "    0x08 │ __ __ ff ff ff          │ ░░...\n"
                 "           ^^ ^^\n"
                 "}\n");
  world_end(&world);
}

Test(pictures, show_pointers_as_boxes_and_name_their_parts) {
  struct world world;
  world_begin(&world);
  airlock_ptr memory = world_heap(&world, 40);
  airlock_ptr target = world_allocate(&world, 4, 4, AIRLOCK_HEAP);
  expect_ok(&world, airlock_fill(world.machine, memory, 0, 32));
  world_store(&world, memory, airlock_pointer(at(target, 4)));
  world_store(&world, at(memory, 8), airlock_pointer(at(memory, -0x10)));
  world_store(&world, at(memory, 16), airlock_pointer(target));
  expect_ok(&world, airlock_fill(world.machine, at(memory, 18), 0, 6));
  uint16_t low = (uint16_t)target.address;
  char picture[1024];
  snprintf(picture, sizeof picture,
           "alloc1 (heap, size: 40, align: 8) {\n"
           "    ... 0x8 bytes before\n"
           "    0x08 │ ╾─────alloc1-0x10─────╼ │ 01234567\n"
           "    0x10 │ %02x %02x 00 00 00 00 00 00 │ 01...... alloc2+0x0[0..2]\n"
           "    0x18 │ 00 00 00 00 00 00 00 00 │ ........\n"
           "    0x20 │ __ __ __ __ __ __ __ __ │ ░░░░░░░░\n"
           "           ^^ ^^ ^^ ^^ ^^ ^^ ^^ ^^\n"
           "}\n",
           low & 0xffU, (unsigned)low >> 8);
  uint8_t bytes[40];
  expect_status(&world, airlock_read(world.machine, bytes, memory, 40), AIRLOCK_UB_UNINITIALIZED);
  struct notes notes = notes_of(&world, AIRLOCK_DUMP);
  cr_expect_str_eq(notes.text, picture);
  world_end(&world);
}

Test(pictures, tell_wildcards_from_plain_bytes) {
  struct world world;
  world_begin(&world);
  airlock_ptr memory = world_heap(&world, 12);
  expect_ok(&world, airlock_expose(world.machine, memory));
  expect_ok(&world, airlock_fill(world.machine, memory, 7, 12));
  world_cross(&world);
  expect_ok(&world, airlock_fill(world.machine, memory, 1, 2));
  expect_ok(&world, airlock_deinit(world.machine, at(memory, 8), 4));
  expect_picture(&world, memory, 12,
                 "alloc1 (heap, size: 12, align: 8) {\n"
                 "    0x00 │ 01 01 07 07 07 07 07 07 │ ..******\n"
                 "    0x08 │ __ __ __ __             │ ░░░░\n"
                 "           ^^ ^^ ^^ ^^\n"
                 "}\n");
  world_end(&world);
}

Test(pictures, count_rows_that_repeat) {
  struct world world;
  world_begin(&world);
  airlock_ptr memory = world_heap(&world, 4096);
  expect_ok(&world, airlock_fill(world.machine, at(memory, 0x10), 5, 0x30));
  expect_picture(&world, at(memory, 0x38), 1024,
                 "alloc1 (heap, size: 4096, align: 8) {\n"
                 "    ... 0x28 bytes before\n"
                 "    0x028 │ 05 05 05 05 05 05 05 05 │ ........\n"
                 "    ... 2 more rows like it\n"
                 "    0x040 │ __ __ __ __ __ __ __ __ │ ░░░░░░░░\n"
                 "            ^^ ^^ ^^ ^^ ^^ ^^ ^^ ^^\n"
                 "    ... 126 more rows like it\n"
                 "    0x438 │ __ __ __ __ __ __ __ __ │ ░░░░░░░░\n"
                 "    ... 2 more rows like it\n"
                 "    ... 0xbb0 bytes after\n"
                 "}\n");
  world_end(&world);
}

// The row where the bytes in question begin is shown even if it looks like the one before it.
Test(pictures, show_where_the_bytes_in_question_begin) {
  struct world world;
  world_begin(&world);
  airlock_ptr memory = world_heap(&world, 64);
  expect_picture(&world, at(memory, 0x18), 4,
                 "alloc1 (heap, size: 64, align: 8) {\n"
                 "    0x00 │ __ __ __ __ __ __ __ __ │ ░░░░░░░░\n"
                 "    ... 2 more rows like it\n"
                 "    0x18 │ __ __ __ __ __ __ __ __ │ ░░░░░░░░\n"
                 "           ^^ ^^ ^^ ^^\n"
                 "    0x20 │ __ __ __ __ __ __ __ __ │ ░░░░░░░░\n"
                 "    ... 2 more rows like it\n"
                 "    ... 0x8 bytes after\n"
                 "}\n");
  world_end(&world);
}
