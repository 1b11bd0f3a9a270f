// SPDX-License-Identifier: MIT
//
// The twin of struct_copy.rs.
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define PARTICLES ((size_t)64)

struct particle {
  int64_t place[3];
  int32_t speed[4];
  uint32_t id;
  uint32_t age;
};

static struct particle step(struct particle particle) {
  for (size_t axis = 0; axis < 3; axis++) {
    particle.place[axis] += particle.speed[axis];
  }
  particle.age++;
  return particle;
}

int main(void) {
  int count = atoi(getenv("COUNT"));
  struct particle particles[PARTICLES];
  for (size_t i = 0; i < PARTICLES; i++) {
    particles[i] = (struct particle){{0}, {1, -2, 3, 0}, 7, 0};
  }
  for (int round = 0; round < count; round++) {
    for (size_t index = 0; index < PARTICLES; index++) {
      struct particle before = particles[index];
      struct particle after = step(before);
      particles[index] = after;
    }
  }
  struct particle last = particles[PARTICLES - 1];
  printf("%lld %u %u\n", (long long)last.place[2], last.age, last.id);
  return 0;
}
