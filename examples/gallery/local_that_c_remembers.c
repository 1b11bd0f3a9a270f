// SPDX-License-Identifier: MIT
//
// The C side of local_that_c_remembers.rs.
static int *target;

void progress_to(int *place) {
  target = place;
}

// Answers where the progress is; the next report will go there.
const int *progress_step(void) {
  return target;
}
