// SPDX-License-Identifier: MIT
//
// The C side of answer_declared_bool.rs.
int has_flag(unsigned flags, unsigned flag) {
  return (int)(flags & flag);
}
