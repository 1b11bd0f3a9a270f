// SPDX-License-Identifier: MIT
//
// Trampolines for the System V ABI of x86-64; native/trampoline.h says what they are.
//
//   %rdi  the register image: six general registers, eight vector registers, the stack
//   %rsi  the function
//   %rdx  the image's extent: [63-16 bytes of the stack][15-8 logarithm of its alignment]
//         [7-0 how many vector registers have an argument]
//
// When everything is in registers, the function is jumped to: it returns to our caller, and there is
// no frame of ours that an unwinder could have to know about. Otherwise a frame holds its arguments,
// with %rbp pointing to it, as the CFI says.
//
// The image was written word by word, so it is loaded word by word: a wider load would wait until
// the stores have left the store buffer.
#if defined(__x86_64__) && defined(__ELF__)

// With -fcf-protection each place that is jumped to is marked, and so is the file.
#if defined(__CET__)
#include <cet.h>
#else
#define _CET_ENDBR
#endif

  .text

.macro begin name
  .balign 16
  .globl \name
  .hidden \name
  .type \name, @function
\name:
  .cfi_startproc
  _CET_ENDBR
.endm

.macro end name
  .cfi_endproc
  .size \name, . - \name
.endm

// The image's own register comes last.
.macro load_general
  movq 40(%rdi), %r9
  movq 32(%rdi), %r8
  movq 24(%rdi), %rcx
  movq 16(%rdi), %rdx
  movq 8(%rdi), %rsi
  movq (%rdi), %rdi
.endm

.macro load_vector
  movsd 48(%rdi), %xmm0
  movsd 56(%rdi), %xmm1
  movsd 64(%rdi), %xmm2
  movsd 72(%rdi), %xmm3
  movsd 80(%rdi), %xmm4
  movsd 88(%rdi), %xmm5
  movsd 96(%rdi), %xmm6
  movsd 104(%rdi), %xmm7
.endm

// General registers alone.
begin trampoline_general
  movq %rsi, %r11
  xorl %eax, %eax
  load_general
  jmpq *%r11
end trampoline_general

// General and vector registers. %al is what a variadic function is told about the latter (psABI,
// section 3.5.7).
begin trampoline_vector
  movq %rsi, %r11
  movzbl %dl, %eax
  load_vector
  load_general
  jmpq *%r11
end trampoline_vector

// All registers and the stack.
begin trampoline_stack
  pushq %rbp
  .cfi_def_cfa_offset 16
  .cfi_offset %rbp, -16
  movq %rsp, %rbp
  .cfi_def_cfa_register %rbp
  movq %rsi, %r11
  movzbl %dl, %eax
  movzbl %dh, %ecx
  shrq $16, %rdx
  movq $-1, %r10
  shlq %cl, %r10
  subq %rdx, %rsp
  andq %r10, %rsp
1:
  movq 104(%rdi,%rdx), %rcx
  movq %rcx, -8(%rsp,%rdx)
  subq $8, %rdx
  jne 1b
  testl %eax, %eax
  je 2f
  load_vector
2:
  load_general
  callq *%r11
  leaveq
  .cfi_def_cfa %rsp, 8
  retq
end trampoline_stack

// For emitted code with arguments on the stack (native/emitted.h): room for them. Here %rdi has the
// immediates, and %rcx the code, which is called as if it was the function.
begin trampoline_emitted
  pushq %rbp
  .cfi_def_cfa_offset 16
  .cfi_offset %rbp, -16
  movq %rsp, %rbp
  .cfi_def_cfa_register %rbp
  shrq $16, %rdx
  subq %rdx, %rsp
  callq *%rcx
  leaveq
  .cfi_def_cfa %rsp, 8
  retq
end trampoline_emitted

#endif

// Without this the stack of every program that holds this file would be executable.
#if defined(__linux__) && defined(__ELF__)
  .section .note.GNU-stack,"",%progbits
#endif
