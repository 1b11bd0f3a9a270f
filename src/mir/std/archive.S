// SPDX-License-Identifier: MIT
//
// The archive of std (mir/archive.h) as an array of bytes: mir_prelude_archive of mir/session.h.
  .section .rodata
  .globl mir_prelude_archive
  .hidden mir_prelude_archive
  .type mir_prelude_archive, %object
mir_prelude_archive:
#ifdef AIRLOCK_STD_ARCHIVE
  .incbin AIRLOCK_STD_ARCHIVE
#else
  .byte 0
#endif
  .size mir_prelude_archive, . - mir_prelude_archive

  .section .note.GNU-stack, "", %progbits
