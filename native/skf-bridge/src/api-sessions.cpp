// Sessions, login, PINs (PKCS#11 v2.40 §5.6) over SKF_VerifyPIN, SKF_ChangePIN and SKF_UnblockPIN (GM/T 0016 §7.4).
#include "api.h"
#include "module.h"

namespace skfbridge::api {

namespace {

constexpr CK_ULONG kPinLongest = 16;

/** Before a library sees it: it may not look how long its buffers are. Fails with `CKR_PIN_LEN_RANGE`; no try is spent. */
std::unique_ptr<PinText> pinFrom(const CK_BYTE* text, CK_ULONG length) {
  require(text != nullptr, CKR_ARGUMENTS_BAD);
  require(length > 0 && length <= kPinLongest, CKR_PIN_LEN_RANGE);
  require(std::find(text, text + length, 0) == text + length, CKR_PIN_LEN_RANGE);
  return std::make_unique<PinText>(text, length);
}

/** Remembers what a check said of the tries, asks how the PIN stands where the library tells, and fails as the check did. */
void heed(Module& module, Token& token, bool isUser, const PinAnswer& answer) {
  std::optional<PinStanding>& standing = isUser ? token.pins.user : token.pins.administrator;
  token.isRead = false;
  if (answer.sar == SAR_OK) standing.reset();
  if (answer.sar == SAR_OK) return;
  if (isGone(answer.sar)) throw SkfFail{answer.sar};
  if (answer.left) standing = PinStanding{std::max(standing ? standing->most : 0, *answer.left + 1), *answer.left};
  module.refreshPins(token);
  if (answer.sar == SAR_PIN_INCORRECT && standing && standing->left == 0) throw SkfFail{SAR_PIN_LOCKED};
  throw SkfFail{answer.sar};
}

/** One that thinks that somebody is logged in must check the PIN all the same. */
PinAnswer verify(Module& module, Token& token, std::uintptr_t type, PinText& pin) {
  const auto once = [&] {
    return module.use(token, [&](SkfHandle application) { return module.skf.verifyPin(application, type, pin); });
  };
  const PinAnswer answer = once();
  if (answer.sar != SAR_USER_ALREADY_LOGGED_IN) return answer;
  module.logOut(token);
  return once();
}

CK_ULONG stateOf(const Session& session, LoginState login) {
  if (login == LoginState::securityOfficer) return CKS_RW_SO_FUNCTIONS;
  if (login == LoginState::user) return session.readWrite ? CKS_RW_USER_FUNCTIONS : CKS_RO_USER_FUNCTIONS;
  return session.readWrite ? CKS_RW_PUBLIC_SESSION : CKS_RO_PUBLIC_SESSION;
}

}  // namespace

CK_RV OpenSession(CK_SLOT_ID id, CK_FLAGS flags, void*, CK_NOTIFY, CK_SESSION_HANDLE* handle) {
  return withModule([&](Module& module) {
    require(handle != nullptr, CKR_ARGUMENTS_BAD);
    require((flags & CKF_SERIAL_SESSION) != 0, CKR_SESSION_PARALLEL_NOT_SUPPORTED);
    *handle = module.openSession(module.presentToken(id), (flags & CKF_RW_SESSION) != 0);
  });
}

CK_RV CloseSession(CK_SESSION_HANDLE handle) {
  return withModule([&](Module& module) { module.closeSession(handle); });
}

CK_RV CloseAllSessions(CK_SLOT_ID id) {
  return withModule([&](Module& module) { module.closeSessions(id); });
}

CK_RV GetSessionInfo(CK_SESSION_HANDLE handle, CK_SESSION_INFO* info) {
  return withSession(handle, [&](Module&, Session& session, Token& token) {
    require(info != nullptr, CKR_ARGUMENTS_BAD);
    *info = {token.slot, stateOf(session, token.login), CKF_SERIAL_SESSION | flagIf(session.readWrite, CKF_RW_SESSION), 0};
  });
}

CK_RV Login(CK_SESSION_HANDLE handle, CK_USER_TYPE type, CK_BYTE* pin, CK_ULONG length) {
  return withSession(handle, [&](Module& module, Session&, Token& token) {
    require(type == CKU_USER || type == CKU_SO, CKR_USER_TYPE_INVALID);
    const bool isUser = type == CKU_USER;
    const LoginState wanted = isUser ? LoginState::user : LoginState::securityOfficer;
    if (token.login != LoginState::none)
      fail(token.login == wanted ? CKR_USER_ALREADY_LOGGED_IN : CKR_USER_ANOTHER_ALREADY_LOGGED_IN);
    auto text = pinFrom(pin, length);
    const PinAnswer answer = verify(module, token, isUser ? SKF_USER : SKF_ADMIN, *text);
    module.use(token, [&](SkfHandle) { heed(module, token, isUser, answer); });
    token.login = wanted;
    if (!isUser) token.administratorPin = std::move(text);
  });
}

CK_RV Logout(CK_SESSION_HANDLE handle) {
  return withSession(handle, [&](Module& module, Session&, Token& token) {
    require(token.login != LoginState::none, CKR_USER_NOT_LOGGED_IN);
    module.logOut(token);
  });
}

CK_RV InitPIN(CK_SESSION_HANDLE handle, CK_BYTE* pin, CK_ULONG length) {
  return withSession(handle, [&](Module& module, Session&, Token& token) {
    require(token.administratorPin != nullptr, CKR_USER_NOT_LOGGED_IN);
    const auto text = pinFrom(pin, length);
    module.use(token, [&](SkfHandle application) {
      heed(module, token, false, module.skf.unblockPin(application, *token.administratorPin, *text));
    });
  });
}

CK_RV SetPIN(CK_SESSION_HANDLE handle, CK_BYTE* oldPin, CK_ULONG oldLength, CK_BYTE* newPin, CK_ULONG newLength) {
  return withSession(handle, [&](Module& module, Session& session, Token& token) {
    require(session.readWrite, CKR_SESSION_READ_ONLY);
    // Both are looked at first: the library checks the old one before it finds that it does not take the new one, and a try is gone.
    const auto before = pinFrom(oldPin, oldLength), after = pinFrom(newPin, newLength);
    const bool isUser = token.login != LoginState::securityOfficer;
    module.use(token, [&](SkfHandle application) {
      heed(module, token, isUser, module.skf.changePin(application, isUser ? SKF_USER : SKF_ADMIN, *before, *after));
    });
  });
}

}  // namespace skfbridge::api
