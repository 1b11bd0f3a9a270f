// SPDX-License-Identifier: MIT
// Floats by value and by bit image.

#include <stdint.h>
#include <string.h>

float same_f32(float value) {
  return value;
}

double same_f64(double value) {
  return value;
}

uint32_t bits_of_f32(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

uint64_t bits_of_f64(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

float half_of_f32(float value) {
  return value / 2.0f;
}

double half_of_f64(double value) {
  return value / 2.0;
}

float f32_of_bits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

double f64_of_bits(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

float narrow(double value) {
  return (float)value;
}

double widen(float value) {
  return value;
}
