// SPDX-License-Identifier: MIT
// Structs of the classes INTEGER, SSE, and both.

#include <stdint.h>

struct triple {
  uint8_t a, b, c;
};

struct point {
  int32_t x, y;
};

struct span {
  int64_t start, end;
};

struct vector {
  float x, y, z;
};

struct complex_number {
  double re, im;
};

struct weighted {
  int32_t count;
  double weight;
};

struct tagged {
  double value;
  uint8_t tag;
};

struct triple rotate_triple(struct triple triple) {
  return (struct triple){triple.b, triple.c, triple.a};
}

struct point mirror_point(struct point point) {
  return (struct point){point.y, point.x};
}

struct span shift_span(struct span span, int64_t by) {
  return (struct span){span.start + by, span.end + by};
}

struct vector scale_vector(float factor, struct vector vector) {
  return (struct vector){factor * vector.x, factor * vector.y, factor * vector.z};
}

struct complex_number square_complex(struct complex_number z) {
  return (struct complex_number){z.re * z.re - z.im * z.im, 2.0 * z.re * z.im};
}

struct weighted double_weighted(struct weighted weighted) {
  return (struct weighted){2 * weighted.count, 2.0 * weighted.weight};
}

struct tagged retag(struct tagged tagged, uint8_t tag) {
  return (struct tagged){tagged.value, tag};
}
