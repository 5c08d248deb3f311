#ifndef AUDITPACK_CMALLOC_SHIM_H
#define AUDITPACK_CMALLOC_SHIM_H

#include <stdlib.h>
#if defined(__GLIBC__)
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

/// Prepares the memory of the thread that calls: it is asked for in large pieces, of which the system may make large pages.
///
/// glibc otherwise asks for as much as each call needs, a thousand system calls in a second for each of which all threads
/// wait, and every page of 4 KB is given when it is first touched, which takes a tenth of the time of a check. Nothing
/// depends on it: where memory lies otherwise than it is believed to lie here, or elsewhere than on glibc, nothing happens.
static inline void auditpack_prepare_memory(void)
{
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
  // So much address space; memory is used when it is touched.
  const uintptr_t piece = (uintptr_t)64 << 20;
  const uintptr_t page = (uintptr_t)2 << 20;
  mallopt(M_TOP_PAD, (int)piece);
  // More than is left of the first piece, each too small to be mapped by itself.
  const uintptr_t before = (uintptr_t)sbrk(0);
  void *first = malloc(100 << 10);
  void *second = malloc(100 << 10);
  const uintptr_t end = (uintptr_t)sbrk(0);
  const uintptr_t place = (uintptr_t)second;
  if (place != 0 && place < end && end - place <= 2 * piece) {
    // The heap of the first thread, which grows at its end.
    const uintptr_t start = (before + page - 1) & ~(page - 1);
    if (start < end)
      madvise((void *)start, end - start, MADV_HUGEPAGE);
  } else if (place != 0) {
    // That of another thread, which begins at a multiple of its size.
    madvise((void *)(place & ~(piece - 1)), piece, MADV_HUGEPAGE);
  }
  free(first);
  free(second);
#endif
}

#endif
