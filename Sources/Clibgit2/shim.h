#ifndef AUDITPACK_CLIBGIT2_SHIM_H
#define AUDITPACK_CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/index.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

// git_error_clear moved here in libgit2 1.8.
#if defined(__has_include)
#if __has_include(<git2/sys/errors.h>)
#include <git2/sys/errors.h>
#endif
#endif

// libgit2 needs zlib itself, so it is always there.
#include <zlib.h>

/// A source of objects with a place for what its functions need.
struct auditpack_backend {
  git_odb_backend parent;
  void *context;
};

// Swift does not import variadic functions; each option that is used has a function of its own.

static inline int auditpack_set_extensions(const char **names, size_t count)
{
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, count);
}

static inline int auditpack_set_strict_hash_verification(int enabled)
{
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

static inline int auditpack_set_caching(int enabled)
{
  return git_libgit2_opts(GIT_OPT_ENABLE_CACHING, enabled);
}

static inline int auditpack_set_mapped_windows(size_t window, size_t limit)
{
  int code = git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, window);
  return code < 0 ? code : git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, limit);
}

static inline int auditpack_set_owner_validation(int enabled)
{
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

#endif
