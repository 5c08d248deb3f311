#ifndef AUDITPACK_CMALLOC_SHIM_H
#define AUDITPACK_CMALLOC_SHIM_H

#include <stdlib.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

/// Asks the system for memory in pieces of at least so many bytes. glibc otherwise asks for as much as each call needs: a
/// thousand system calls in a second, for each of which all threads wait. Elsewhere nothing happens.
static inline void auditpack_grow_memory_by(int size)
{
#if defined(__GLIBC__)
  mallopt(M_TOP_PAD, size);
#else
  (void)size;
#endif
}

#endif
