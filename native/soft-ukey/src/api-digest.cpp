// SM3 as C_Digest* (PKCS#11 v2.40 §5.10).
#include "api.h"
#include "mechanisms.h"
#include "module.h"
#include "output.h"

namespace softukey::api {

CK_RV DigestInit(CK_SESSION_HANDLE handle, CK_MECHANISM* given) {
  return withSession(handle, [&](Module&, Place& place) {
    require(given != nullptr, CKR_ARGUMENTS_BAD);
    require(!place.session.digest, CKR_OPERATION_ACTIVE);
    mechanism(given->mechanism, CKF_DIGEST);
    require(given->ulParameterLen == 0, CKR_MECHANISM_PARAM_INVALID);
    place.session.digest.emplace();
  });
}

CK_RV Digest(CK_SESSION_HANDLE handle, CK_BYTE* data, CK_ULONG length, CK_BYTE* out, CK_ULONG* outLength) {
  return withSession(handle, [&](Module&, Place& place) {
    auto& operation = place.session.digest;
    stepOf(operation, [&](Sm3& digest) {
      require(data != nullptr || length == 0, CKR_ARGUMENTS_BAD);
      if (!hasRoom(out, outLength, kDigestLength)) return;
      giveBytes(digest.update(data, length).finish(), out, outLength);
      operation.reset();
    });
  });
}

CK_RV DigestUpdate(CK_SESSION_HANDLE handle, CK_BYTE* data, CK_ULONG length) {
  return withSession(handle, [&](Module&, Place& place) {
    stepOf(place.session.digest, [&](Sm3& digest) {
      require(data != nullptr || length == 0, CKR_ARGUMENTS_BAD);
      digest.update(data, length);
    });
  });
}

CK_RV DigestFinal(CK_SESSION_HANDLE handle, CK_BYTE* out, CK_ULONG* outLength) {
  return withSession(handle, [&](Module&, Place& place) {
    auto& operation = place.session.digest;
    stepOf(operation, [&](Sm3& digest) {
      if (!hasRoom(out, outLength, kDigestLength)) return;
      giveBytes(digest.finish(), out, outLength);
      operation.reset();
    });
  });
}

}  // namespace softukey::api
