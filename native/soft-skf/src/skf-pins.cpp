// PINs of an application (GM/T 0016 §7.2): checked, counted, changed, unblocked.
#include <cstdlib>
#include <cstring>

#include "api.h"
#include "pins.h"
#include "soft.h"

using namespace softskf;

namespace {

bool isUser(ULONG type) { return type == 1; }

ULONG triesLeft(const Thing& application, bool ofUser) {
  const softukey::TokenImage& token = image(application);
  return (ofUser ? token.user : token.securityOfficer).triesLeft;
}

/** A library of fixed buffers: what is longer runs over them. */
CK_BYTE* pinOf(CHAR* pin) {
  demand(pin != nullptr, SAR_INVALIDPARAMERR);
  if (isOdd("pin-16") && std::strlen(pin) > 16) std::abort();
  return reinterpret_cast<CK_BYTE*>(pin);
}

CK_ULONG lengthOf(CHAR* pin) { return std::strlen(pin); }

/** The answer of a check; tries left where the standard has them, or in the error word. */
ULONG told(std::uint32_t sar, HANDLE handle, bool ofUser, ULONG* retries) {
  ULONG left = 0;
  const std::uint32_t asked = answered([&] { left = triesLeft(thing(handle, Kind::application), ofUser); });
  if (asked != SAR_OK || (sar != SAR_PIN_INCORRECT && sar != SAR_PIN_LOCKED)) return sar;
  if (isOdd("retry-in-error")) return sar | static_cast<std::uint32_t>(left & 15) << 8;
  if (retries != nullptr) *retries = left;
  return sar;
}

}  // namespace

SKF_EXPORT ULONG SKF_GetPINInfo(HANDLE application, ULONG type, ULONG* most, ULONG* left, BOOL* isDefault) {
  return answered([&] {
    demand(!isOdd("no-pin-info"), SAR_NOTSUPPORTYETERR);
    const Thing& at = thing(application, Kind::application);
    *most = softukey::kPinTries;
    *left = triesLeft(at, isUser(type));
    *isDefault = 0;
  });
}

SKF_EXPORT ULONG SKF_VerifyPIN(HANDLE application, ULONG type, CHAR* pin, ULONG* retries) {
  const std::uint32_t sar = answered([&] {
    const Thing& at = thing(application, Kind::application);
    const bool isLoggedIn = softukey::moduleInstance()->tokenSlot(at.slot).login.state != softukey::LoginState::none;
    if (isLoggedIn && !isOdd("already-logged-in")) made(softukey::api::Logout(at.session));
    made(softukey::api::Login(at.session, isUser(type) ? CKU_USER : CKU_SO, pinOf(pin), lengthOf(pin)));
  });
  return told(sar, application, isUser(type), retries);
}

SKF_EXPORT ULONG SKF_ChangePIN(HANDLE application, ULONG type, CHAR* before, CHAR* after, ULONG* retries) {
  const std::uint32_t sar = answered([&] {
    const Thing& at = thing(application, Kind::application);
    if (isOdd("change-verifies-first")) {
      // A try for the check and a try for the change, and only then a look at the new PIN.
      made(SKF_VerifyPIN(application, type, before, retries) == SAR_OK ? CKR_OK : CKR_PIN_INCORRECT);
      demand(lengthOf(after) >= softukey::kPinShortest, SAR_PIN_LEN_RANGE);
    }
    made(softukey::api::SetPIN(at.session, pinOf(before), lengthOf(before), pinOf(after), lengthOf(after)));
  });
  return told(sar, application, isUser(type), retries);
}

SKF_EXPORT ULONG SKF_UnblockPIN(HANDLE application, CHAR* administrator, CHAR* user, ULONG* retries) {
  const std::uint32_t sar = answered([&] {
    const Thing& at = thing(application, Kind::application);
    if (softukey::moduleInstance()->tokenSlot(at.slot).login.state != softukey::LoginState::none)
      made(softukey::api::Logout(at.session));
    made(softukey::api::Login(at.session, CKU_SO, pinOf(administrator), lengthOf(administrator)));
    const CK_RV set = softukey::api::InitPIN(at.session, pinOf(user), lengthOf(user));
    made(softukey::api::Logout(at.session));
    made(set);
  });
  return told(sar, application, false, retries);
}

SKF_EXPORT ULONG SKF_ClearSecureState(HANDLE application) {
  return answered([&] {
    const Thing& at = thing(application, Kind::application);
    demand(!isOdd("no-clear"), SAR_NOTSUPPORTYETERR);
    if (softukey::moduleInstance()->tokenSlot(at.slot).login.state != softukey::LoginState::none)
      made(softukey::api::Logout(at.session));
  });
}
