// SPDX-License-Identifier: MIT
//
// The instructions that the loader makes of MIR and the interpreter runs.
//
// The machine they are for. A frame has registers; a register is one airlock_scalar (kind UNINIT
// while nothing was put into it). A local variable is
//   - nothing at all, when its type has no bytes;
//   - one register, or two next to each other (pairs: `(i32, bool)`, wide pointers), when its
//     address is never taken and each use certainly finds a value (load_liveness.c);
//   - otherwise machine memory, and one register that holds the pointer to it (UNINIT while the
//     local is not live).
// Operands are registers (>= 0) or constants of the function (~index). All computing happens
// between registers; LOAD, STORE and COPY are the only ways to memory, always at [register +
// offset], with the type of the access. Derefs, fields and indices of a MIR place become ADDRESS,
// ELEMENT and LOAD instructions that leave such a register, so that no instruction walks anything.
//
// A row: name, operands, meaning. t = target, l = left, r = right; the other members are those of
// mir_instruction. Instructions with a kind in their name come first, one of each operator and
// kind.
#ifndef AIRLOCK_MIR_OPCODES_H
#define AIRLOCK_MIR_OPCODES_H

// Kinds that have instructions of their own: kind, unsigned C type, signed or unsigned C type.
#define MIR_FAST_KINDS(X, name)                                                                    \
  X(name, I32, uint32_t, int32_t)                                                                  \
  X(name, U32, uint32_t, uint32_t)                                                                 \
  X(name, I64, uint64_t, int64_t)                                                                  \
  X(name, U64, uint64_t, uint64_t)                                                                 \
  X(name, USIZE, uint64_t, uint64_t)                                                               \
  X(name, U8, uint8_t, uint8_t)

// Operators that have instructions of their own for these kinds.
#define MIR_FAST_OPERATORS(X)                                                                      \
  X(ADD)                                                                                           \
  X(SUB)                                                                                           \
  X(MUL)                                                                                           \
  X(DIV)                                                                                           \
  X(REM)                                                                                           \
  X(BIT_AND)                                                                                       \
  X(BIT_OR) X(BIT_XOR) X(SHL) X(SHR) X(EQ) X(NE) X(LT) X(LE) X(GT) X(GE) X(ADD_WITH_OVERFLOW)      \
      X(SUB_WITH_OVERFLOW) X(MUL_WITH_OVERFLOW)

// Comparing these and jumping at once, and computing those without an overflow and jumping: what
// mir_link makes of an operator, when what follows it decides by its result.
#define MIR_JUMP_OPERATORS(X)                                                                      \
  X(EQ_JUMP)                                                                                       \
  X(NE_JUMP)                                                                                       \
  X(LT_JUMP) X(LE_JUMP) X(GT_JUMP) X(GE_JUMP) X(ADD_JUMP) X(SUB_JUMP) X(MUL_JUMP)

// The frequent ones, which the loop does itself.
#define MIR_LOOP_OPCODES(X)                                                                        \
  X(MOVE, "t l", "copies a scalar; uninitialised is UB")                                           \
  X(ADDRESS, "t l offset", "pointer l + offset, inside an allocation that is known to be there")   \
  X(ELEMENT, "t l r immediate extra", "l + r * immediate; r must be below extra")                  \
  X(ELEMENT_OF_SLICE, "t l r immediate extra", "the same; r must be below register extra")         \
  X(LOAD, "t l offset type", "t = [l + offset]")                                                   \
  X(STORE, "t r offset type", "[t + offset] = r")                                                  \
  X(COPY, "t l offset second type", "[t + second] = [l + offset], typed")                          \
  X(STORAGE_KEEP, "t immediate extra", "STORAGE_LIVE, unless t is there from before")              \
  X(CAST_INTEGER, "t l kind immediate extra",                                                      \
    "l without its top immediate bits, sign-extended; masked by extra")                            \
  X(IS_SAME, "t l r operator",                                                                     \
    "whether two pointers, bools or chars are the same as operator says")                          \
  X(GOTO, "jump", "")                                                                              \
  X(SWITCH_ONE, "l immediate extra second", "to extra if l is immediate, else to second")          \
  X(ASSERT, "l operator assertion", "panics unless l is operator")                                 \
  X(ASSERT_BEFORE, "l operator jump", "jumps if l is operator; else an ASSERT is to follow")

// The others, a function each.
#define MIR_RARE_OPCODES(X)                                                                        \
  /* Between registers. */                                                                         \
  X(MOVE_CHECKED, "t l type", "the same, and validates it: references")                            \
  X(BINARY, "t l r operator", "any binary operator; *_WITH_OVERFLOW sets t and t+1")               \
  X(UNARY, "t l operator", "Not, Neg")                                                             \
  X(CAST, "t l kind", "between integers, floats, bool and char as `as` does")                      \
  X(REINTERPRET, "t l kind type", "Transmute: the same bits as another kind, validated")           \
  X(EXPOSE, "t l", "pointer to integer; its provenance becomes exposed")                           \
  X(FROM_EXPOSED, "t l", "integer to pointer with wildcard provenance")                            \
  X(OFFSET, "t l r immediate", "in-bounds arithmetic: l + r * immediate")                          \
  X(IS_NULL_SELECT, "t l kind r immediate", "immediate if l is null, else the constant r")         \
  X(DISCRIMINANT, "t l kind layout", "what the tag l of that enum says; no variant's tag is UB")   \
  X(CHECK_WIDE, "l r layout", "that reference to what has r elements, l, may point there")         \
  X(CHECK_DYN, "l r layout", "r is a vtable; l, in a reference, points to a value of its type")    \
  /* Addresses. */                                                                                 \
  X(ADDRESS_CHECKED, "t l offset", "the same by in-bounds pointer arithmetic")                     \
  X(REFERENCE, "t l offset type", "pointer l + offset as a reference, validated")                  \
  X(CHECK_ALIGN, "l immediate", "an access through l: it must be aligned so")                      \
  /* Memory. */                                                                                    \
  X(DEINIT, "t offset extra", "[t + offset], extra bytes: uninitialised")                          \
  X(REPEAT, "t offset extra second", "copies the first of extra elements of that size over all")   \
  X(STORAGE_LIVE, "t immediate extra", "allocates a local of that size and alignment")             \
  X(STORAGE_DEAD, "t", "frees it")                                                                 \
  X(CONSTANT, "t constant", "t = value of a const, t+1 too; evaluates it on first use")            \
  X(COPY_BYTES, "t l r immediate", "copy_nonoverlapping(dst t, src l, count r), element size")     \
  X(ASSUME, "l", "false is UB")                                                                    \
  /* Control. */                                                                                   \
  X(SWITCH, "l table", "one of several, or otherwise")                                             \
  X(RETURN, "", "the caller goes on")                                                              \
  X(UNREACHABLE, "", "UB")                                                                         \
  X(CALL, "call", "a function of the program")                                                     \
  X(CALL_POINTER, "l call", "through a function pointer")                                          \
  X(CALL_VIRTUAL, "l call", "through the vtable l")                                                \
  X(DROP_VIRTUAL, "l call", "drops what the vtable l belongs to")                                  \
  X(UPCAST, "t l call", "t = the vtable of a supertrait of the vtable l")                          \
  X(LIMIT, "text", "a limit of the loader")                                                        \
  X(CALL_MODEL, "call", "a function of std that is modelled")                                      \
  X(CALL_FOREIGN, "call", "a foreign function")                                                    \
  X(NORETURN, "text", "a call that does not return did: UB")                                       \
  X(UNSUPPORTED, "text", "parsed, but not executable: unsupported, by name")

typedef enum mir_opcode {
#define MIR_FAST_OPCODE(name, kind, bits, number) MIR_OP_##name##_##kind,
#define MIR_FAST_OPERATOR_OPCODES(name) MIR_FAST_KINDS(MIR_FAST_OPCODE, name)
  MIR_FAST_OPERATORS(MIR_FAST_OPERATOR_OPCODES) MIR_JUMP_OPERATORS(MIR_FAST_OPERATOR_OPCODES)
#undef MIR_FAST_OPERATOR_OPCODES
#undef MIR_FAST_OPCODE
#define MIR_OPCODE(name, operands, meaning) MIR_OP_##name,
      MIR_LOOP_OPCODES(MIR_OPCODE) MIR_RARE_OPCODES(MIR_OPCODE)
#undef MIR_OPCODE
          MIR_NUM_OPCODES
} mir_opcode;

#endif
