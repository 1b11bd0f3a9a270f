// SPDX-License-Identifier: MIT
//
// Floor 3. What the assembly files for AArch64 share: the protection of branches.
//
// With -mbranch-protection each place that is jumped to is marked, return addresses are signed, and
// a file that does so says it in a note. These are hints, which older processors ignore.
#ifndef AIRLOCK_NATIVE_PROTECTION_AARCH64_H
#define AIRLOCK_NATIVE_PROTECTION_AARCH64_H

#if defined(__ARM_FEATURE_BTI_DEFAULT)
#define LANDING hint 34
#define FEATURE_BTI 1
#else
#define LANDING
#define FEATURE_BTI 0
#endif

#if defined(__ARM_FEATURE_PAC_DEFAULT)
#define SIGN_RETURN hint 25
#define CHECK_RETURN hint 29
#define CFI_RETURN_SIGNED .cfi_negate_ra_state
#define FEATURE_PAC 2
#else
#define SIGN_RETURN
#define CHECK_RETURN
#define CFI_RETURN_SIGNED
#define FEATURE_PAC 0
#endif

// The value of GNU_PROPERTY_AARCH64_FEATURE_1_AND.
#define PROTECTED_FEATURES (FEATURE_BTI | FEATURE_PAC)

// The note, at the end of the file.
// clang-format off
.macro note_protection
  .if PROTECTED_FEATURES
  .section .note.gnu.property, "a"
  .balign 8
  .long 4 // Bytes of the name,
  .long 16 // of the property,
  .long 5 // NT_GNU_PROPERTY_TYPE_0
  .asciz "GNU"
  .long 0xc0000000 // GNU_PROPERTY_AARCH64_FEATURE_1_AND
  .long 4
  .long PROTECTED_FEATURES
  .long 0
  .endif
.endm
// clang-format on

#endif
