// SPDX-License-Identifier: MIT
//
// The C side of order_declared_as_an_enum.rs.
int compare_versions(unsigned left, unsigned right) {
  return (int)left - (int)right;
}
