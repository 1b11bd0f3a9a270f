// SPDX-License-Identifier: MIT
//
// The code of a signature for x86-64; native/emitted.h says what its parts do. A page holds
//
//   0    where to go on: the address of call_generally, and that of the way in emitted.c
//   16   refuse: jmp *(call_generally)
//   32   check
//   …    load
//
// `check` is a call_function (psABI, section 3.2.3): %rdi the machine, %rsi the callee, %rdx the
// immediates, %rcx how many they are, %r8 the place of the result. It must leave them alone.
//
//   cmp   $count, %rcx              jne refuse
//   test  %r8, %r8                  je  refuse     if there is a result
//   test  %rdx, %rdx                je  refuse     if there are arguments, and what follows
//   xor   %eax, %eax
//   xor   %r9d, %r9d
//   for each argument:
//     cmpl  $kind, (%rdx)           jne refuse
//     or    16(%rdx), %rax                         bits[1], all but pointers
//     or    12(%rdx), %r9d                         the upper half of bits[0], 32-bit values
//     cmpq  $greatest, 8(%rdx)      ja  refuse     smaller integers and bool
//     cmpq  $0, 8(%rdx)             je  refuse     pointers that are not to be null
//   or    %r9, %rax                 jne refuse
//   jmp   *(way)
//
// Two registers collect what must be 0, since writing half of one would clear the other half.
//
// `load` has %rdi the immediates, %rsi the function; above the return address is the stack of its
// arguments. Narrow integers are extended to words as their kind is.
#include "native/call.h"
#include "native/emitted.h"

#if defined(PLAN_IS_X86_64) && defined(__ELF__)

#include <string.h>

enum reg { RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI, R8, R9, R10, R11 };

// Of a conditional jump.
enum condition { EQUAL = 4, NOT_EQUAL = 5, ABOVE = 7 };

enum { AT_GENERAL_WAY = 0, AT_WAY = 8, AT_REFUSE = 16, AT_CHECK = 32 };

enum { AT_BITS = offsetof(airlock_scalar, as.bits) };

// What is being written. Beyond the page's end nothing is, but counted.
struct code {
  uint8_t *page;
  size_t length;
};

static void put(struct code *code, const void *bytes, size_t size) {
  if (code->length + size <= CODE_PAGE_SIZE) {
    memcpy(code->page + code->length, bytes, size);
  }
  code->length += size;
}

#define PUT(code, ...)                                                                             \
  do {                                                                                             \
    const uint8_t bytes[] = {__VA_ARGS__};                                                         \
    put(code, bytes, sizeof bytes);                                                                \
  } while (false)

static void put_32(struct code *code, uint32_t value) {
  put(code, &value, sizeof value);
}

// ModRM, SIB and displacement of an operand in memory (Intel SDM volume 2, section 2.1.5); `reg` is
// the other operand or belongs to the opcode. Both are registers without REX bits.
static void put_place(struct code *code, unsigned reg, enum reg base, size_t distance) {
  bool is_near = distance <= INT8_MAX;
  PUT(code, (uint8_t)((is_near ? 0x40 : 0x80) | (reg & 7) << 3 | base));
  if (base == RSP) {
    PUT(code, 0x24);
  }
  if (is_near) {
    PUT(code, (uint8_t)distance);
  } else {
    put_32(code, (uint32_t)distance);
  }
}

// The distance to a place of the page, which ends the instruction.
static void put_distance(struct code *code, size_t place) {
  put_32(code, (uint32_t)(place - (code->length + sizeof(uint32_t))));
}

static void jump_to(struct code *code, size_t place_of_address) {
  PUT(code, 0xff, 0x25); // jmp *distance(%rip)
  put_distance(code, place_of_address);
}

static void refuse_if(struct code *code, enum condition condition) {
  PUT(code, 0x0f, (uint8_t)(0x80 | condition));
  put_distance(code, AT_REFUSE);
}

// With -fcf-protection each place that is jumped to is marked.
static void begin_part(struct code *code) {
  while (code->length % 16 != 0) {
    PUT(code, 0xcc); // int3
  }
#if defined(__CET__)
  PUT(code, 0xf3, 0x0f, 0x1e, 0xfa); // endbr64
#endif
}

// ------------------------------------------------------------------------------------------- check

static void compare_bits(struct code *code, size_t bits, uint32_t value) {
  PUT(code, 0x48, 0x81); // cmpq $value, bits(%rdx)
  put_place(code, 7, RDX, bits);
  put_32(code, value);
}

static void check_argument(struct code *code, const struct parameter *parameter, size_t argument) {
  size_t bits = argument + AT_BITS;
  PUT(code, 0x83); // cmpl $kind, argument(%rdx)
  put_place(code, 7, RDX, argument);
  PUT(code, (uint8_t)parameter->kind);
  refuse_if(code, NOT_EQUAL);
  if (parameter->outside[1] != 0) {
    PUT(code, 0x48, 0x0b); // or bits+8(%rdx), %rax
    put_place(code, RAX, RDX, bits + 8);
  }
  if (parameter->outside[0] == ~UINT64_C(0) << 32) {
    PUT(code, 0x44, 0x0b); // or bits+4(%rdx), %r9d
    put_place(code, R9, RDX, bits + 4);
  } else if (parameter->outside[0] != 0) {
    compare_bits(code, bits, (uint32_t)~parameter->outside[0]);
    refuse_if(code, ABOVE);
  }
  if (parameter->is_nonnull) {
    compare_bits(code, bits, 0);
    refuse_if(code, EQUAL);
  }
}

static void write_check(struct code *code, const airlock_signature *signature) {
  PUT(code, 0x48, 0x81, 0xf9); // cmp $count, %rcx
  put_32(code, (uint32_t)signature->num_params);
  refuse_if(code, NOT_EQUAL);
  if (signature->result != NULL) {
    PUT(code, 0x4d, 0x85, 0xc0); // test %r8, %r8
    refuse_if(code, EQUAL);
  }
  if (signature->num_params > 0) {
    PUT(code, 0x48, 0x85, 0xd2); // test %rdx, %rdx
    refuse_if(code, EQUAL);
    PUT(code, 0x31, 0xc0);       // xor %eax, %eax
    PUT(code, 0x45, 0x31, 0xc9); // xor %r9d, %r9d
    for (size_t i = 0; i < signature->num_params; i++) {
      check_argument(code, &signature->parameters[i], i * sizeof(airlock_scalar));
    }
    PUT(code, 0x4c, 0x09, 0xc8); // or %r9, %rax
    refuse_if(code, NOT_EQUAL);
  }
  jump_to(code, AT_WAY);
}

// -------------------------------------------------------------------------------------------- load

// From the bits of an argument into a general register.
static void load_general(struct code *code, enum reg reg, const struct parameter *parameter,
                         size_t bits) {
  uint8_t rex = reg >= R8 ? 0x4c : 0x48;
  switch (parameter->sign) {
  case 0:
    PUT(code, rex, 0x8b); // mov bits(%rdi), reg
    break;
  case UINT64_C(1) << 31:
    PUT(code, rex, 0x63); // movslq
    break;
  case UINT64_C(1) << 15:
    PUT(code, rex, 0x0f, 0xbf); // movswq
    break;
  default:
    PUT(code, rex, 0x0f, 0xbe); // movsbq
    break;
  }
  put_place(code, reg, RDI, bits);
}

static void load_argument(struct code *code, const struct parameter *parameter, size_t bits) {
  static const enum reg general[IMAGE_NUM_GENERAL] = {RDI, RSI, RDX, RCX, R8, R9};
  size_t word = parameter->words[0] / sizeof(uint64_t);
  if (word < IMAGE_VECTOR) {
    load_general(code, general[word], parameter, bits);
  } else if (word < IMAGE_STACK) {
    PUT(code, 0xf2, 0x0f, 0x10); // movsd bits(%rdi), %xmm
    put_place(code, (unsigned)(word - IMAGE_VECTOR), RDI, bits);
  } else {
    load_general(code, RAX, parameter, bits);
    PUT(code, 0x48, 0x89); // mov %rax, distance(%rsp)
    put_place(code, RAX, RSP, (word - IMAGE_STACK + 1) * sizeof(uint64_t));
  }
}

// The first general argument comes last: its register is that of the immediates.
static void load_arguments(struct code *code, const airlock_signature *signature) {
  const struct parameter *last = NULL;
  for (size_t i = 0; i < signature->num_params; i++) {
    const struct parameter *parameter = &signature->parameters[i];
    if (parameter->words[0] == 0) {
      last = parameter;
    } else {
      load_argument(code, parameter, i * sizeof(airlock_scalar) + AT_BITS);
    }
  }
  if (last != NULL) {
    size_t index = (size_t)(last - signature->parameters);
    load_argument(code, last, index * sizeof(airlock_scalar) + AT_BITS);
  }
}

// Variadic functions are told in %al how many vector registers have an argument (psABI, section
// 3.5.7). So are all others, as by trampoline: a program may declare one without its dots.
static void write_load(struct code *code, const airlock_signature *signature) {
  PUT(code, 0x49, 0x89, 0xf3); // mov %rsi, %r11
  load_arguments(code, signature);
  PUT(code, 0xb8); // mov $count, %eax
  put_32(code, (uint8_t)signature->plan.image.extent);
  PUT(code, 0x41, 0xff, 0xe3); // jmp *%r11
}

// -------------------------------------------------------------------------------------------- page

trampoline trampoline_emitted;

bool emitted_write(uint8_t *page, const airlock_signature *signature, call_function *way,
                   struct emitted *out_emitted) {
  struct code code = {page, 0};
  call_function *general_way = call_generally;
  put(&code, &general_way, sizeof general_way);
  put(&code, &way, sizeof way);
  jump_to(&code, AT_GENERAL_WAY);
  begin_part(&code);
  write_check(&code, signature);
  begin_part(&code);
  size_t load = code.length & ~(size_t)15;
  write_load(&code, signature);
  bool has_stack = signature->plan.image.extent >> IMAGE_SIZE_SHIFT > 0;
  out_emitted->call = (call_function *)(uintptr_t)(page + AT_CHECK);
  out_emitted->load = (trampoline *)(uintptr_t)(page + load);
  out_emitted->enter = has_stack ? trampoline_emitted : out_emitted->load;
  return code.length <= CODE_PAGE_SIZE;
}

#endif
