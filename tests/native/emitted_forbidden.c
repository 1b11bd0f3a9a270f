// SPDX-License-Identifier: MIT
//
// Machine code that is made for a signature, where the system is asked to forbid something: code is
// never writable and executable at once, and without it calls go as if none was asked for. Each
// test forbids one kind of system call, for the rest of its own process.
#define _GNU_SOURCE
#include "fixture.h"
#include "native/emitted.h"

#if defined(__x86_64__) && defined(__linux__)

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

static const char declaration[] = "i64 narrow_4(i8, u16, i32, i64)";

static int64_t call_narrow(airlock_machine *machine) {
  airlock_scalar result =
      fixture_call(machine, declaration,
                   FIXTURE_ARGS(airlock_int(AIRLOCK_I8, 1), airlock_int(AIRLOCK_U16, 2),
                                airlock_int(AIRLOCK_I32, 3), airlock_int(AIRLOCK_I64, 4)));
  return (int64_t)result.as.bits[0];
}

enum { NARROW = ((1 * 31 + 2) * 31 + 3) * 31 + 4 };

#define LOAD(member)                                                                               \
  BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, member))
#define UNLESS_IT_IS(value, skipped) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (skipped))

// From now on, system calls of one number fail if an argument has these bits under a mask. Ends the
// test where nothing can be forbidden.
static void forbid(uint32_t number, unsigned index, uint32_t mask, uint32_t bits, uint32_t error) {
  struct sock_filter rules[] = {
      LOAD(nr),
      UNLESS_IT_IS(number, 4),
      LOAD(args[index]),
      BPF_STMT(BPF_ALU | BPF_AND | BPF_K, mask),
      UNLESS_IT_IS(bits, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const struct sock_fprog program = {sizeof rules / sizeof *rules, rules};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
    puts("SKIP native/emitted_forbidden: this system lets nobody forbid system calls");
    cr_skip("this system lets nobody forbid system calls");
  }
}

Test(emitted_forbidden, a_page_is_never_writable_and_executable_at_once) {
  airlock_machine *machine = fixture_machine_of(AIRLOCK_ENGINE_EMITTED, "thunks");
  const uint32_t both = PROT_WRITE | PROT_EXEC;
  forbid(SYS_mprotect, 2, both, both, EACCES);
  forbid(SYS_mmap, 2, both, both, EACCES);
  cr_expect_eq(call_narrow(machine), NARROW);
  cr_expect_eq(fixture_statistics(machine).emitted_signatures, 1);
  airlock_machine_free(machine);
}

Test(emitted_forbidden, without_permission_to_make_code_calls_go_as_if_none_was_asked_for) {
  airlock_machine *machine = fixture_machine_of(AIRLOCK_ENGINE_EMITTED, "thunks");
  (void)fixture_bind(machine, "i64 wide_1(i64)");
  cr_expect_eq(fixture_statistics(machine).emitted_signatures, 1);
  forbid(SYS_mprotect, 2, PROT_EXEC, PROT_EXEC, EACCES);
  cr_expect_eq(call_narrow(machine), NARROW);
  cr_expect(machine->native->forbids_code, "no further attempt is made");
  cr_expect(fixture_bind(machine, "i64 wide_2(i64, i64)")->signature->emitted.call == NULL);
  cr_expect_eq(fixture_statistics(machine).emitted_signatures, 1, "the first one keeps its code");
  airlock_scalar result =
      fixture_call(machine, "i64 wide_1(i64)", FIXTURE_ARGS(airlock_int(AIRLOCK_I64, 5)));
  cr_expect_eq(result.as.bits[0], 5);
  airlock_machine_free(machine);
}

Test(emitted_forbidden, without_memory_for_a_page_calls_go_as_if_none_was_asked_for) {
#if defined(__SANITIZE_ADDRESS__)
  cr_skip("the sanitizer needs pages of its own");
#endif
  airlock_machine *machine = fixture_machine_of(AIRLOCK_ENGINE_EMITTED, "thunks");
  forbid(SYS_mmap, 1, UINT32_MAX, CODE_PAGE_SIZE, ENOMEM);
  cr_expect_eq(call_narrow(machine), NARROW);
  cr_expect_eq(fixture_statistics(machine).emitted_signatures, 0);
  cr_expect_not(machine->native->forbids_code, "another time there may be memory");
  airlock_machine_free(machine);
}

#endif
