// SPDX-License-Identifier: MIT
//
// Floor 3. Quick calls by libffi; pieces.c says of which signatures.
#ifndef AIRLOCK_NATIVE_PIECES_H
#define AIRLOCK_NATIVE_PIECES_H

#include "native/native.h"

// pieces_way_for returns the way of calls with a prepared signature that libffi carries, NULL if
// there is none but by frame.
call_function *pieces_way_for(const airlock_signature *signature);

#endif
