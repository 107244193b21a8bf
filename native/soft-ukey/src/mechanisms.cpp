// Mechanism table.
#include "mechanisms.h"

#include "fail.h"

namespace softukey {

// The encoding of 0x80008100 differs among vendors; `givesDer` here is the default, the configuration may change it.
const Mechanism kMechanisms[kMechanismCount] = {
    {CKM_VENDOR_SM2_KEY_PAIR_GEN, CKF_GENERATE_KEY_PAIR, false, false},
    {CKM_VENDOR_SM3_SM2, CKF_SIGN | CKF_VERIFY, true, false},
    {CKM_VENDOR_SM3_SM2_DER, CKF_SIGN | CKF_VERIFY, true, true},
    {CKM_VENDOR_SM2_DER, CKF_SIGN | CKF_VERIFY, false, true},
    {CKM_VENDOR_SM2_RAW, CKF_SIGN | CKF_VERIFY, false, false},
    {CKM_VENDOR_SM2_SIGN_DIGEST_PLAIN, CKF_SIGN | CKF_VERIFY, false, true},
    {CKM_VENDOR_SM3, CKF_DIGEST, false, false},
};

const Mechanism& mechanism(CK_MECHANISM_TYPE type, CK_FLAGS use) {
  for (const Mechanism& known : kMechanisms)
    if (known.type == type && (known.flags & use) != 0) return known;
  fail(CKR_MECHANISM_INVALID);
}

}  // namespace softukey
