// SPDX-License-Identifier: MIT
//
// Random types and functions. Small aggregates are likely, since those travel in registers, where
// the rules are; members of a few bytes are likelier than large ones for the same reason. One
// function in four has scalars only, since there are ways of calling that serve no others.
#include "abi.h"

#include <stdlib.h>
#include <string.h>

static const airlock_kind kinds[] = {
    AIRLOCK_I8,  AIRLOCK_U8,   AIRLOCK_I16,  AIRLOCK_U16,  AIRLOCK_I32,         AIRLOCK_I32,
    AIRLOCK_U32, AIRLOCK_I64,  AIRLOCK_U64,  AIRLOCK_F32,  AIRLOCK_F32,         AIRLOCK_F32,
    AIRLOCK_F64, AIRLOCK_F64,  AIRLOCK_BOOL, AIRLOCK_CHAR, AIRLOCK_POINTER,     AIRLOCK_ISIZE,
    AIRLOCK_I8,  AIRLOCK_U16,  AIRLOCK_U8,   AIRLOCK_I128, AIRLOCK_LONG_DOUBLE, AIRLOCK_USIZE,
    AIRLOCK_F32, AIRLOCK_U128,
};

static void require(airlock_machine *machine, airlock_status status) {
  if (status != AIRLOCK_OK) {
    fprintf(stderr, "abi: %s\n", airlock_last_report(machine)->message);
    exit(2);
  }
}

static const airlock_type *random_scalar(airlock_machine *machine, struct random *random) {
  return airlock_type_scalar(machine, kinds[random_below(random, sizeof kinds / sizeof *kinds)]);
}

static const airlock_type *random_complex(airlock_machine *machine, struct random *random) {
  static const airlock_kind parts[] = {AIRLOCK_F32, AIRLOCK_F32, AIRLOCK_F64, AIRLOCK_LONG_DOUBLE};
  const airlock_type *type;
  require(machine, airlock_type_complex(machine, &type, parts[random_below(random, 4)]));
  return type;
}

static const airlock_type *random_aggregate(airlock_machine *machine, struct random *random,
                                            int depth);

static const airlock_type *random_member(airlock_machine *machine, struct random *random,
                                         int depth) {
  const airlock_type *type;
  if (depth > 0 && random_one_in(random, 6)) {
    type = random_aggregate(machine, random, depth - 1);
  } else if (random_one_in(random, 25)) {
    type = random_complex(machine, random);
  } else {
    type = random_scalar(machine, random);
  }
  if (random_one_in(random, 6)) {
    require(machine, airlock_type_array(machine, &type, type, 1 + random_below(random, 4)));
  }
  return type;
}

static const airlock_type *random_aggregate(airlock_machine *machine, struct random *random,
                                            int depth) {
  airlock_field fields[8];
  airlock_aggregate aggregate = {.fields = fields, .is_union = random_one_in(random, 5)};
  aggregate.num_fields = 1 + random_below(random, random_one_in(random, 4) ? 8 : 3);
  for (size_t i = 0; i < aggregate.num_fields; i++) {
    fields[i] = (airlock_field){NULL, 0, random_member(machine, random, depth)};
  }
  if (random_one_in(random, 8)) {
    aggregate.pack = UINT64_C(1) << random_below(random, 4);
  }
  if (random_one_in(random, 12)) {
    aggregate.align = UINT64_C(1) << random_below(random, 6);
  }
  const airlock_type *type;
  require(machine, airlock_type_aggregate(machine, &type, &aggregate));
  return type;
}

static const airlock_type *random_value(airlock_machine *machine, struct random *random) {
  const airlock_type *type;
  do {
    if (random_one_in(random, 2)) {
      type = random_scalar(machine, random);
    } else if (random_one_in(random, 10)) {
      type = random_complex(machine, random);
    } else {
      type = random_aggregate(machine, random, 2);
    }
  } while (type->size > ABI_MAX_VALUE);
  return type;
}

void abi_function_random(airlock_machine *machine, struct random *random,
                         struct abi_function *out_function) {
  memset(out_function, 0, sizeof *out_function);
  bool is_long = random_one_in(random, 4);
  bool has_scalars_only = random_one_in(random, 4);
  out_function->num_params = random_below(random, is_long ? ABI_MAX_PARAMS + 1 : 8);
  for (size_t i = 0; i < out_function->num_params; i++) {
    out_function->params[i] =
        has_scalars_only ? random_scalar(machine, random) : random_value(machine, random);
  }
  out_function->is_variadic = out_function->num_params > 0 && random_one_in(random, 6);
  out_function->num_fixed = out_function->is_variadic
                                ? 1 + random_below(random, out_function->num_params)
                                : out_function->num_params;
  if (!random_one_in(random, 8)) {
    out_function->result =
        has_scalars_only ? random_scalar(machine, random) : random_value(machine, random);
  }
}
