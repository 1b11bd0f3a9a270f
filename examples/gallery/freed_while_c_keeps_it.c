// SPDX-License-Identifier: MIT
//
// The C side of freed_while_c_keeps_it.rs.
struct session;

static struct session *current;

void session_set(struct session *session) {
  current = session;
}

struct session *session_current(void) {
  return current;
}
