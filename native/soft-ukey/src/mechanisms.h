// The mechanisms of this token and what each of them takes and gives.
#pragma once
#include "pkcs11-values.h"

namespace softukey {

struct Mechanism {
  CK_MECHANISM_TYPE type;
  CK_FLAGS flags;
  bool takesMessage;  // the token computes e = SM3(ZA ‖ M); otherwise it gets e
  bool givesDer;      // SEQUENCE { r, s }; otherwise r ‖ s
};

constexpr int kMechanismCount = 7;
extern const Mechanism kMechanisms[kMechanismCount];

/** Fails with `CKR_MECHANISM_INVALID` unless the mechanism exists and can do `use` (a CKF_* flag). */
const Mechanism& mechanism(CK_MECHANISM_TYPE type, CK_FLAGS use);

}  // namespace softukey
