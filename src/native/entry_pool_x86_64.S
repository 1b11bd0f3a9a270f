// SPDX-License-Identifier: MIT
//
// The pool of entries for the System V ABI of x86-64; native/entry_pool.h says what it is.
//
// Common code's frame, from its %rsp on:
//
//     0  result: %rax, %rdx, %xmm0, %xmm1; or %st(0), %st(1)
//    32  image: six general registers, eight vector registers
//   144  nothing, for the alignment
//   152  return address
//   160  the stack of the call
//
// Registers are stored one by one, as values are read from the image: a load that covers two stores
// would wait until they have left the store buffer. Vector registers are stored if the function has
// parameters there, and general ones always.
#if defined(__x86_64__) && defined(__ELF__)

#include "native/entry_pool.h"

// With -fcf-protection each place that is jumped to is marked, and so is the file.
#if defined(__CET__)
#include <cet.h>
#else
#define _CET_ENDBR
#endif

  .text

// An entry leaves where its record is in %r11 and jumps, so that for an unwinder all of them look
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
  _CET_ENDBR
  leaq entry_pool_table + index * ENTRY_POOL_RECORD_SIZE(%rip), %r11
  jmp entry_pool_common
  .set index, index + 1
  .endr
  .cfi_endproc
  .size entry_pool_code, . - entry_pool_code

  .balign 16
  .type entry_pool_common, @function
entry_pool_common:
  .cfi_startproc
  subq $152, %rsp
  .cfi_def_cfa_offset 160
  movq %rdi, 32(%rsp)
  movq %rsi, 40(%rsp)
  movq %rdx, 48(%rsp)
  movq %rcx, 56(%rsp)
  movq %r8, 64(%rsp)
  movq %r9, 72(%rsp)
  cmpl $0, ENTRY_POOL_NUM_VECTORS(%r11)
  jne 3f
0:
  movq %r11, %rdi
  leaq 32(%rsp), %rsi
  movq %rsp, %rdx
  callq entry_pool_visit
  testq %rax, %rax
  jne 1f
  movq (%rsp), %rax
  movq 8(%rsp), %rdx
  movsd 16(%rsp), %xmm0
  movsd 24(%rsp), %xmm1
  addq $152, %rsp
  .cfi_remember_state
  .cfi_def_cfa_offset 8
  retq
1:
  .cfi_restore_state
  cmpq $1, %rax
  je 2f
  fldt 16(%rsp)
2:
  fldt (%rsp)
  addq $152, %rsp
  .cfi_remember_state
  .cfi_def_cfa_offset 8
  retq
3:
  .cfi_restore_state
  movsd %xmm0, 80(%rsp)
  movsd %xmm1, 88(%rsp)
  movsd %xmm2, 96(%rsp)
  movsd %xmm3, 104(%rsp)
  movsd %xmm4, 112(%rsp)
  movsd %xmm5, 120(%rsp)
  movsd %xmm6, 128(%rsp)
  movsd %xmm7, 136(%rsp)
  jmp 0b
  .cfi_endproc
  .size entry_pool_common, . - entry_pool_common

#endif

// Without this the stack of every program that holds this file would be executable.
#if defined(__linux__) && defined(__ELF__)
  .section .note.GNU-stack,"",%progbits
#endif
