// SPDX-License-Identifier: MIT
//
// Floor 3. The floating-point control state of this thread: how results are rounded, whether tiny
// numbers become zero, which exceptions trap.
//
// Native code may change it and forget to change it back; then every later float operation of the
// interpreter, and of the program it interprets, is quietly different. So the state is captured
// before native code runs, compared after it, and restored. `fesetenv` would do that in hundreds of
// cycles; reading the two registers costs about ten, and writing them is hardly ever needed.
//
//   x86-64    MXCSR (SSE): [15 flush to zero][14-13 rounding][12-7 masks][6 denormals are zero]
//             [5-0 exceptions that happened]; x87 control word: [11-10 rounding][9-8 precision]
//             [5-0 masks]. Intel SDM volume 1, sections 10.2.3 and 8.1.5.
//   AArch64   FPCR: [26 alternative half precision][25 default NaN][24 flush to zero]
//             [23-22 rounding][19 flush to zero of half precision][15-8 traps]. Arm ARM, C5.2.
//
// What already happened (the exception flags: the low bits of MXCSR, the x87 status word, FPSR) is
// no control state: it differs after any inexact operation, and is neither compared nor restored.
#ifndef AIRLOCK_NATIVE_FP_CONTROL_H
#define AIRLOCK_NATIVE_FP_CONTROL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fp_control {
#if defined(__x86_64__)
  uint32_t mxcsr; // With exception flags, which are not looked at.
  uint16_t x87;
#elif defined(__aarch64__)
  uint64_t fpcr;
#else
  char unknown; // Elsewhere no change is seen, and none is undone.
#endif
};

#define FP_CONTROL_MXCSR_FLAGS UINT32_C(0x3f)

static inline struct fp_control fp_control_capture(void) {
  struct fp_control control;
#if defined(__x86_64__)
  __asm__ volatile("stmxcsr %0\n\tfnstcw %1" : "=m"(control.mxcsr), "=m"(control.x87));
#elif defined(__aarch64__)
  __asm__ volatile("mrs %0, fpcr" : "=r"(control.fpcr));
#else
  control.unknown = 0;
#endif
  return control;
}

static inline bool fp_control_equal(struct fp_control a, struct fp_control b) {
#if defined(__x86_64__)
  return (((a.mxcsr ^ b.mxcsr) & ~FP_CONTROL_MXCSR_FLAGS) | (uint32_t)(a.x87 ^ b.x87)) == 0;
#elif defined(__aarch64__)
  return a.fpcr == b.fpcr;
#else
  return a.unknown == b.unknown;
#endif
}

// fp_control_restore sets the control state and leaves the exception flags as they are.
static inline void fp_control_restore(struct fp_control control) {
#if defined(__x86_64__)
  uint32_t mxcsr;
  __asm__ volatile("stmxcsr %0" : "=m"(mxcsr));
  mxcsr = (mxcsr & FP_CONTROL_MXCSR_FLAGS) | (control.mxcsr & ~FP_CONTROL_MXCSR_FLAGS);
  __asm__ volatile("ldmxcsr %0\n\tfldcw %1" : : "m"(mxcsr), "m"(control.x87) : "memory");
#elif defined(__aarch64__)
  __asm__ volatile("msr fpcr, %0" : : "r"(control.fpcr) : "memory");
#else
  (void)control;
#endif
}

// Enough for every text of fp_control_describe_change.
#define FP_CONTROL_TEXT_SIZE 256

// fp_control_describe_change says what is different in `after`, e.g. "rounding is toward zero
// instead of to nearest, flush-to-zero is on". At most text_size bytes with the final NUL. Returns
// the length; 0 if nothing is different.
size_t fp_control_describe_change(char *out_text, size_t text_size, struct fp_control before,
                                  struct fp_control after);

#endif
