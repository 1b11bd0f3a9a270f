// SPDX-License-Identifier: MIT
//
// Floor 3. Quick calls of the most common signatures; thunk.c says which.
#ifndef AIRLOCK_NATIVE_THUNK_H
#define AIRLOCK_NATIVE_THUNK_H

#include "native/native.h"

// thunk_for returns the thunk of a prepared signature, NULL if there is none.
call_function *thunk_for(const airlock_signature *signature);

#endif
