// SPDX-License-Identifier: MIT
//
// Floor 1. The three provenance policies, after Miri's modes: what an integer-to-pointer cast may
// do, and whether native code, which casts as it likes, may take part.
#include "airlock.h"

static airlock_cast_verdict warn(uint64_t address) {
  (void)address;
  return AIRLOCK_CAST_WARNED;
}

static airlock_cast_verdict allow(uint64_t address) {
  (void)address;
  return AIRLOCK_CAST_ALLOWED;
}

static airlock_cast_verdict refuse(uint64_t address) {
  (void)address;
  return AIRLOCK_CAST_REFUSED;
}

const airlock_policy *airlock_policy_default(void) {
  static const airlock_policy policy = {"default", warn, true};
  return &policy;
}

const airlock_policy *airlock_policy_permissive(void) {
  static const airlock_policy policy = {"permissive", allow, true};
  return &policy;
}

const airlock_policy *airlock_policy_strict(void) {
  static const airlock_policy policy = {"strict", refuse, false};
  return &policy;
}
