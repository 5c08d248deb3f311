#ifndef AUDITPACK_CLIBGIT2_SHIM_H
#define AUDITPACK_CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/index.h>
#include <git2/sys/repository.h>

// git_error_clear moved here in libgit2 1.8.
#if defined(__has_include)
#if __has_include(<git2/sys/errors.h>)
#include <git2/sys/errors.h>
#endif
#endif

// Swift does not import variadic functions; each option that is used has a function of its own.

static inline int auditpack_set_extensions(const char **names, size_t count)
{
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, count);
}

static inline int auditpack_set_strict_hash_verification(int enabled)
{
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

static inline int auditpack_set_owner_validation(int enabled)
{
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

#endif
