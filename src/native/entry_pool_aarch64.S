// SPDX-License-Identifier: MIT
//
// The pool of entries for the AAPCS64; native/entry_pool.h says what it is.
//
// Common code's frame, from its sp on:
//
//     0  frame record: x29, x30
//    16  result: x0, x1, v0 to v3
//    96  image: x0 to x7, x8, a word of nothing, v0 to v7
//   304  the stack of the call
//
// Values are read from the image word by word, which is no trouble for a store of two registers:
// what is loaded is a part of it. Vector registers are stored if the function has parameters there,
// and general ones always. The vector registers of a result are loaded as they were stored,
// their first words alone, unless they hold a long double.
#if defined(__AARCH64EL__) && defined(__LP64__) && defined(__ELF__)

#include "native/protection_aarch64.h"
#include "native/entry_pool.h"

  .text

// An entry leaves where its record is in x16 and jumps, so that for an unwinder all of them look
// like the first instruction of a function.
  .balign ENTRY_POOL_STRIDE
  .globl entry_pool_code
  .hidden entry_pool_code
  .type entry_pool_code, @function
entry_pool_code:
  .cfi_startproc
  .set index, 0
  .rept ENTRY_POOL_SIZE
  .balign ENTRY_POOL_STRIDE
  LANDING
  adrp x16, entry_pool_table + index * ENTRY_POOL_RECORD_SIZE
  add x16, x16, :lo12:entry_pool_table + index * ENTRY_POOL_RECORD_SIZE
  b entry_pool_common
  .set index, index + 1
  .endr
  .cfi_endproc
  .size entry_pool_code, . - entry_pool_code

  .balign 16
  .type entry_pool_common, @function
entry_pool_common:
  .cfi_startproc
  SIGN_RETURN
  CFI_RETURN_SIGNED
  sub sp, sp, #304
  .cfi_def_cfa_offset 304
  stp x29, x30, [sp]
  .cfi_offset x29, -304
  .cfi_offset x30, -296
  mov x29, sp
  stp x0, x1, [sp, #96]
  stp x2, x3, [sp, #112]
  stp x4, x5, [sp, #128]
  stp x6, x7, [sp, #144]
  str x8, [sp, #160]
  ldr w17, [x16, #ENTRY_POOL_NUM_VECTORS]
  cbz w17, 1f
  stp q0, q1, [sp, #176]
  stp q2, q3, [sp, #208]
  stp q4, q5, [sp, #240]
  stp q6, q7, [sp, #272]
1:
  mov x0, x16
  add x1, sp, #96
  add x2, sp, #16
  bl entry_pool_visit
  cbnz x0, 2f
  ldr d0, [sp, #32]
  ldr d1, [sp, #48]
  ldr d2, [sp, #64]
  ldr d3, [sp, #80]
  b 3f
2:
  ldp q0, q1, [sp, #32]
  ldp q2, q3, [sp, #64]
3:
  ldr x0, [sp, #16]
  ldr x1, [sp, #24]
  ldp x29, x30, [sp]
  .cfi_restore x29
  .cfi_restore x30
  add sp, sp, #304
  .cfi_def_cfa_offset 0
  CHECK_RETURN
  CFI_RETURN_SIGNED
  ret
  .cfi_endproc
  .size entry_pool_common, . - entry_pool_common

  note_protection

#endif

// Without this the stack of every program that holds this file would be executable.
#if defined(__linux__) && defined(__ELF__)
  .section .note.GNU-stack,"",%progbits
#endif
