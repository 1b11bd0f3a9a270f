// SPDX-License-Identifier: MIT
// Rounds towards plus infinity from here on.

#include <stdint.h>
#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

void round_up(void) {
#if defined(__x86_64__)
  _MM_SET_ROUNDING_MODE(_MM_ROUND_UP);
#else
  uint64_t control;
  __asm__ volatile("mrs %0, fpcr" : "=r"(control));
  __asm__ volatile("msr fpcr, %0" : : "r"(control | UINT64_C(1) << 22));
#endif
}
