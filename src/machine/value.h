// SPDX-License-Identifier: MIT
//
// Floor 2. Values of a type: whether a scalar is one, and scalars in and out of bytes.
#ifndef AIRLOCK_MACHINE_VALUE_H
#define AIRLOCK_MACHINE_VALUE_H

#include "machine/access.h"
#include "machine/type.h"

// value_where writes which part of a value a message is about, e.g. "Pair at .low.high", cut off if
// need be, and returns the part's type. `image` are the bytes of the whole value.
#define VALUE_WHERE_SIZE 400
const airlock_type *value_where(const airlock_type *whole, const uint8_t *image, uint64_t offset,
                                char *out_buffer, size_t size);

// value_fail_bits reports bits that are no value of a scalar type.
airlock_status value_fail_bits(airlock_machine *machine, airlock_scalar scalar, const char *where,
                               const char *expected);

// value_require_scalar fails if a type is no scalar type.
airlock_status value_require_scalar(airlock_machine *machine, const airlock_type *type);

// value_validate checks a scalar of the type's kind against the type's rules. `where` says what it
// is in messages: the type's name, or a part as value_where writes it.
airlock_status value_validate(airlock_machine *machine, airlock_scalar scalar,
                              const airlock_type *type, const char *where);

// value_require_init fails like value_validate does if the part of a value at an access is not
// initialised. The part lies at `offset` in a value of type `whole`.
airlock_status value_require_init(airlock_machine *machine, const struct access *access,
                                  const airlock_type *part, const airlock_type *whole,
                                  uint64_t offset);

// value_read_scalar makes a scalar of initialised bytes: [offset, offset + size) of an allocation
// that is synchronised.
airlock_scalar value_read_scalar(const struct allocation *allocation, uint64_t offset,
                                 airlock_kind kind);

// value_image_size returns how many bytes of a kind's image hold its value: the x87 format ends
// before the bytes of its type do (psABI, "Fundamental Types").
size_t value_image_size(airlock_kind kind);

// value_from_bytes makes a scalar of a kind's native image, provenance as given for pointers;
// value_to_bytes writes the image, airlock_kind_size(kind) bytes.
airlock_scalar value_from_bytes(const uint8_t *bytes, airlock_kind kind, airlock_prov prov);
void value_to_bytes(uint8_t *out_bytes, airlock_scalar scalar);

// value_read copies a whole value, not of size 0, out of the memory of an access, as a by-value
// argument: every part is validated, padding is zeroed, and `visit` is called with each pointer in
// it.
airlock_status value_read(airlock_machine *machine, uint8_t *out_bytes, const struct access *access,
                          const airlock_type *type,
                          airlock_status (*visit)(void *context, airlock_ptr pointer),
                          void *context);

// value_write_native stores a value that native code returned: every part is validated, pointers
// are wildcards, padding becomes uninitialised.
airlock_status value_write_native(airlock_machine *machine, airlock_ptr pointer,
                                  const airlock_type *type, const uint8_t *bytes);

// value_check_image validates a value that is nowhere but in these bytes, whose pointers are
// wildcards, and zeroes its padding; `visit` is called with each of them.
airlock_status value_check_image(airlock_machine *machine, uint8_t *io_bytes,
                                 const airlock_type *type,
                                 airlock_status (*visit)(void *context, airlock_ptr pointer),
                                 void *context);

// value_check validates every part of the value at an access.
airlock_status value_check(airlock_machine *machine, const struct access *access,
                           const airlock_type *type);

// value_retype makes the bytes at an access, copied there from a value that was checked, a value of
// the type: integers and broken pointers lose provenance, padding becomes uninitialised.
airlock_status value_retype(airlock_machine *machine, const struct access *access,
                            const airlock_type *type);

#endif
