// C_Sign* and C_Verify* (PKCS#11 v2.40 §5.11, §5.12).
#include "api.h"
#include "output.h"
#include "signature-operation.h"

namespace softukey::api {

namespace {

using Slotted = std::optional<SignatureState>;

/** Single-part calls may not follow an Update (PKCS#11 §5.2). */
void requireSinglePart(const SignatureState& state) { require(!state.multiPart, CKR_OPERATION_ACTIVE); }

void update(Slotted& operation, const CK_BYTE* data, CK_ULONG length) {
  stepOf(operation, [&](SignatureState& state) {
    state.multiPart = true;
    absorb(state, data, length);
  });
}

void giveSignature(Module& module, Place& place, Slotted& operation, CK_BYTE* out, CK_ULONG* outLength) {
  giveBytes(finishSigning(module, place, *operation), out, outLength);
  operation.reset();
}

}  // namespace

CK_RV SignInit(CK_SESSION_HANDLE handle, CK_MECHANISM* given, CK_OBJECT_HANDLE key) {
  return withSession(handle, [&](Module& module, Place& place) {
    require(!place.session.signing, CKR_OPERATION_ACTIVE);
    place.session.signing = beginSignature(module, place, given, key, CKF_SIGN);
  });
}

CK_RV Sign(CK_SESSION_HANDLE handle, CK_BYTE* data, CK_ULONG length, CK_BYTE* out, CK_ULONG* outLength) {
  return withSession(handle, [&](Module& module, Place& place) {
    Slotted& operation = place.session.signing;
    stepOf(operation, [&](SignatureState& state) {
      requireSinglePart(state);
      if (!hasRoom(out, outLength, longestSignature(module, state))) return;
      absorb(state, data, length);
      giveSignature(module, place, operation, out, outLength);
    });
  });
}

CK_RV SignUpdate(CK_SESSION_HANDLE handle, CK_BYTE* data, CK_ULONG length) {
  return withSession(handle, [&](Module&, Place& place) { update(place.session.signing, data, length); });
}

CK_RV SignFinal(CK_SESSION_HANDLE handle, CK_BYTE* out, CK_ULONG* outLength) {
  return withSession(handle, [&](Module& module, Place& place) {
    Slotted& operation = place.session.signing;
    stepOf(operation, [&](SignatureState& state) {
      if (!hasRoom(out, outLength, longestSignature(module, state))) return;
      giveSignature(module, place, operation, out, outLength);
    });
  });
}

CK_RV VerifyInit(CK_SESSION_HANDLE handle, CK_MECHANISM* given, CK_OBJECT_HANDLE key) {
  return withSession(handle, [&](Module& module, Place& place) {
    require(!place.session.verifying, CKR_OPERATION_ACTIVE);
    place.session.verifying = beginSignature(module, place, given, key, CKF_VERIFY);
  });
}

CK_RV Verify(CK_SESSION_HANDLE handle, CK_BYTE* data, CK_ULONG length, CK_BYTE* signature, CK_ULONG signatureLength) {
  return withSession(handle, [&](Module& module, Place& place) {
    Slotted& operation = place.session.verifying;
    stepOf(operation, [&](SignatureState& state) {
      requireSinglePart(state);
      absorb(state, data, length);
      finishVerifying(module, state, signature, signatureLength);
      operation.reset();
    });
  });
}

CK_RV VerifyUpdate(CK_SESSION_HANDLE handle, CK_BYTE* data, CK_ULONG length) {
  return withSession(handle, [&](Module&, Place& place) { update(place.session.verifying, data, length); });
}

CK_RV VerifyFinal(CK_SESSION_HANDLE handle, CK_BYTE* signature, CK_ULONG signatureLength) {
  return withSession(handle, [&](Module& module, Place& place) {
    Slotted& operation = place.session.verifying;
    stepOf(operation, [&](SignatureState& state) {
      finishVerifying(module, state, signature, signatureLength);
      operation.reset();
    });
  });
}

}  // namespace softukey::api
