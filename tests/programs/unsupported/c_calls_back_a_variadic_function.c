// SPDX-License-Identifier: MIT
//
// A variadic function, and one that calls whatever variadic function it is given.
#include <stdarg.h>
#include <stdio.h>

int count(const char *format, ...) {
  va_list list;
  va_start(list, format);
  int length = vsnprintf(NULL, 0, format, list);
  va_end(list);
  return length;
}

int report(int (*function)(const char *, ...)) {
  return function("%d", 123);
}
