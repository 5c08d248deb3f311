// libgit2 as Debian builds it reads the certificates of all authorities when it starts, which takes longer than a check of
// a small repository, and no option prevents it. auditpack never opens a connection. A function in the program comes
// before one of the same name in a library, so these two leave the reading out; a connection that somebody opened all the
// same would trust nobody. Where libgit2 uses another TLS library nothing calls them. See docs/decisions/0005.

#include "NoCertificates.h"

int mbedtls_x509_crt_parse_file(void *chain, const char *path) {
  (void)chain;
  (void)path;
  return 0;
}

int mbedtls_x509_crt_parse_path(void *chain, const char *path) {
  (void)chain;
  (void)path;
  return 0;
}
