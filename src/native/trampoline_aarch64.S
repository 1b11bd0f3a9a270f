// SPDX-License-Identifier: MIT
//
// Trampolines for AArch64 by the AAPCS64; native/trampoline.h says what they are.
//
//   x0  the register image: x0 to x7, x8, a word of nothing, v0 to v7 of two words each, the stack
//   x1  the function
//   x2  the image's extent: [63-16 bytes of the stack, a multiple of 16]
//       [15-0 not zero if there is an argument in a vector register]
//
// When everything is in registers, the function is jumped to: it returns to our caller, and there
// is no frame of ours that an unwinder could have to know about. Otherwise there is one with a
// frame record (x29 and x30), below which its arguments lie.
//
// The image was written word by word, so it is loaded word by word: a pair would wait until both
// stores have left the store buffer. x16 holds the function, since a jump there may land where a
// call may.
#if defined(__AARCH64EL__) && defined(__LP64__) && defined(__ELF__)

#include "native/protection_aarch64.h"

  .text

.macro begin name
  .balign 16
  .globl \name
  .hidden \name
  .type \name, @function
\name:
  .cfi_startproc
  LANDING
.endm

.macro end name
  .cfi_endproc
  .size \name, . - \name
.endm

// The image's own register comes last.
.macro load_general
  ldr x8, [x0, #64]
  ldr x7, [x0, #56]
  ldr x6, [x0, #48]
  ldr x5, [x0, #40]
  ldr x4, [x0, #32]
  ldr x3, [x0, #24]
  ldr x2, [x0, #16]
  ldr x1, [x0, #8]
  ldr x0, [x0]
.endm

// Their low halves, or the whole registers.
.macro load_vector size
  ldr \size\()0, [x0, #80]
  ldr \size\()1, [x0, #96]
  ldr \size\()2, [x0, #112]
  ldr \size\()3, [x0, #128]
  ldr \size\()4, [x0, #144]
  ldr \size\()5, [x0, #160]
  ldr \size\()6, [x0, #176]
  ldr \size\()7, [x0, #192]
.endm

.macro call_with_stack size
  SIGN_RETURN
  CFI_RETURN_SIGNED
  stp x29, x30, [sp, #-16]!
  .cfi_def_cfa_offset 16
  .cfi_offset x29, -16
  .cfi_offset x30, -8
  mov x29, sp
  .cfi_def_cfa_register x29
  mov x16, x1
  lsr x9, x2, #16
  sub sp, sp, x9
  add x10, x0, #208
  cbz x9, 2f
1:
  sub x9, x9, #8
  ldr x11, [x10, x9]
  str x11, [sp, x9]
  cbnz x9, 1b
2:
  load_vector \size
  load_general
  blr x16
  mov sp, x29
  .cfi_def_cfa_register sp
  ldp x29, x30, [sp], #16
  .cfi_def_cfa_offset 0
  .cfi_restore x29
  .cfi_restore x30
  CHECK_RETURN
  CFI_RETURN_SIGNED
  ret
.endm

// General registers alone.
begin trampoline_general
  mov x16, x1
  load_general
  br x16
end trampoline_general

// General and vector registers.
begin trampoline_vector
  mov x16, x1
  load_vector d
  load_general
  br x16
end trampoline_vector

// All registers and the stack.
begin trampoline_stack
  call_with_stack d
end trampoline_stack

// The same with a long double in a vector register; there may be no stack.
begin trampoline_wide
  call_with_stack q
end trampoline_wide

  note_protection

#endif

// Without this the stack of every program that holds this file would be executable.
#if defined(__linux__) && defined(__ELF__)
  .section .note.GNU-stack,"",%progbits
#endif
