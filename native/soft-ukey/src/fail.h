// The one exception of this module: a PKCS#11 return value on its way to the function boundary.
#pragma once
#include "pkcs11-values.h"

namespace softukey {

struct Fail {
  CK_RV rv;
};

[[noreturn]] inline void fail(CK_RV rv) { throw Fail{rv}; }

/** `flag` where `condition` holds, else none. */
inline CK_FLAGS flagIf(bool condition, CK_FLAGS flag) { return condition ? flag : 0; }

/** Fails with `rv` unless `condition` holds. */
inline void require(bool condition, CK_RV rv) {
  if (!condition) fail(rv);
}

}  // namespace softukey
