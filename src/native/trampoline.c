// SPDX-License-Identifier: MIT
//
// Which trampoline serves which image, on platforms that have one.
#include "native/trampoline.h"

#if defined(__x86_64__) && defined(__ELF__) || defined(PLAN_IS_AARCH64)

trampoline trampoline_general;
trampoline trampoline_vector;
trampoline trampoline_stack;
#if defined(PLAN_IS_AARCH64)
trampoline trampoline_wide;
#endif

trampoline *trampoline_for(const struct image *image) {
  if (!image->exists) {
    return NULL;
  }
#if defined(PLAN_IS_AARCH64)
  if (image->is_wide) {
    return trampoline_wide;
  }
#endif
  if (image->extent >> IMAGE_SIZE_SHIFT > 0) {
    return trampoline_stack;
  }
  return (uint8_t)image->extent > 0 ? trampoline_vector : trampoline_general;
}

#else

trampoline *trampoline_for(const struct image *image) {
  (void)image;
  return NULL;
}

#endif
