// SPDX-License-Identifier: MIT
//
// Integers of up to 128 bits and floats of all widths between their text and their bits.
#ifndef AIRLOCK_CLI_VALUE_NUMBER_H
#define AIRLOCK_CLI_VALUE_NUMBER_H

#include <airlock.h>

// Room for the text of any number.
#define VALUE_NUMBER_SIZE 64

bool value_is_signed(airlock_kind kind);
bool value_is_integer(airlock_kind kind);
bool value_is_float(airlock_kind kind);

// Reads the integer at the start of a text, if it is one of this kind. Returns the number of
// characters it has; 0 if there is none or it is out of range.
size_t value_read_integer(airlock_scalar *out_scalar, airlock_kind kind, const char *text);

// The same for floats. What is too large for the kind is no number of it; digits are rounded.
size_t value_read_float(airlock_scalar *out_scalar, airlock_kind kind, const char *text);

// Writes an integer in decimal.
void value_format_integer(char out_text[VALUE_NUMBER_SIZE], airlock_scalar scalar);

// Writes the fewest digits that give the same float again.
void value_format_float(char out_text[VALUE_NUMBER_SIZE], airlock_scalar scalar);

// Writes "-128 to 127", the range of an integer kind.
void value_format_range(char out_text[2 * VALUE_NUMBER_SIZE], airlock_kind kind);

// Whether a reader whose numbers are doubles gets this integer or float as it is.
bool value_fits_double(airlock_scalar scalar);

#endif
