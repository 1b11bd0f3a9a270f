// SPDX-License-Identifier: MIT
//
// Tests with a table of rows are in the other header.
#ifndef AIRLOCK_TESTS_PLAIN_CRITERION_PARAMETERIZED_H
#define AIRLOCK_TESTS_PLAIN_CRITERION_PARAMETERIZED_H

#include <criterion/criterion.h>

#endif
