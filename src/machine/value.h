// SPDX-License-Identifier: MIT
//
// Floor 2. Values of a type: whether a scalar is one, and scalars in and out of bytes.
#ifndef AIRLOCK_MACHINE_VALUE_H
#define AIRLOCK_MACHINE_VALUE_H

#include "machine/access.h"
#include "machine/type.h"

// value_validate checks a scalar of the type's kind against the type's rules. `path` names the part
// of a larger value it is, e.g. ".low.high"; "" for all of it.
airlock_status value_validate(airlock_machine *machine, airlock_scalar scalar,
                              const airlock_type *type, const char *path);

// value_require_init fails like value_validate does for bytes of a value that are uninitialised.
airlock_status value_require_init(airlock_machine *machine, const struct access *access,
                                  const airlock_type *type, const char *path);

// value_read_scalar makes a scalar of initialised bytes: [offset, offset + size) of an allocation
// that is synchronised.
airlock_scalar value_read_scalar(const struct allocation *allocation, uint64_t offset,
                                 airlock_kind kind);

// value_from_bytes makes a scalar of a kind's native image, provenance as given for pointers;
// value_to_bytes writes the image, airlock_kind_size(kind) bytes.
airlock_scalar value_from_bytes(const uint8_t *bytes, airlock_kind kind, airlock_prov prov);
void value_to_bytes(uint8_t *out_bytes, airlock_scalar scalar);

// value_read copies a whole value out of memory, as a by-value argument: every part is validated,
// padding is zeroed, and `visit` is called with each concrete or wildcard pointer in it.
airlock_status value_read(airlock_machine *machine, uint8_t *out_bytes, airlock_ptr pointer,
                          const airlock_type *type,
                          airlock_status (*visit)(void *context, airlock_ptr pointer),
                          void *context);

// value_write_native stores a value that native code returned: every part is validated, pointers
// are wildcards, padding becomes uninitialised.
airlock_status value_write_native(airlock_machine *machine, airlock_ptr pointer,
                                  const airlock_type *type, const uint8_t *bytes);

// value_retype makes the bytes at an access, just copied there, a value of the type: every part is
// validated, integers and broken pointers lose provenance, padding becomes uninitialised.
airlock_status value_retype(airlock_machine *machine, const struct access *access,
                            const airlock_type *type);

#endif
