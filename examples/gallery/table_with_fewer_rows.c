// SPDX-License-Identifier: MIT
//
// The C side of table_with_fewer_rows.rs.
const unsigned powers[] = {1, 10, 100};
