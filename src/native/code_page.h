// SPDX-License-Identifier: MIT
//
// Floor 3. A page of machine code.
//
// A page is first written and then executed: it never is both writable and executable, and once
// sealed it stays as it is until it is freed. So code of one page can run on any thread while
// another page is written.
//
//   code_page_new ──► readable, writable ── code_page_seal ──► readable, executable ──► freed
#ifndef AIRLOCK_NATIVE_CODE_PAGE_H
#define AIRLOCK_NATIVE_CODE_PAGE_H

#include <stdbool.h>
#include <stdint.h>

enum { CODE_PAGE_SIZE = 4096 };

// code_page_new returns a page of zeros that can be written, NULL when the system gives none.
uint8_t *code_page_new(void);

// code_page_seal makes a page executable. False if the system forbids it, as SELinux (execmem),
// systemd (MemoryDenyWriteExecute) and prctl (PR_SET_MDWE) can: then the page is as it was.
bool code_page_seal(uint8_t *page);

// code_page_free gives a page back; NULL is fine.
void code_page_free(uint8_t *page);

#endif
