// Sessions, login, PINs (PKCS#11 v2.40 §5.6).
#include "api.h"
#include "module.h"
#include "pins.h"

namespace softukey::api {

namespace {

CK_ULONG stateOf(const Session& session, LoginState login) {
  if (login == LoginState::securityOfficer) return CKS_RW_SO_FUNCTIONS;
  if (login == LoginState::user) return session.readWrite ? CKS_RW_USER_FUNCTIONS : CKS_RO_USER_FUNCTIONS;
  return session.readWrite ? CKS_RW_PUBLIC_SESSION : CKS_RO_PUBLIC_SESSION;
}

void requireNobodyLoggedIn(const Slot& slot, LoginState wanted) {
  const LoginState state = slot.login.state;
  if (state != LoginState::none)
    fail(state == wanted ? CKR_USER_ALREADY_LOGGED_IN : CKR_USER_ANOTHER_ALREADY_LOGGED_IN);
}

/** Checks a PIN under the token's lock. What the counter became is seen at once, also when the check fails. */
SecretBytes verifyPin(Module& module, Slot& slot, Who who, const SecretBytes& pin) {
  return slot.withLock([&](LockedTokenFile& file, TokenImage& image) {
    return checkPin(file, image, who, pin, module.configuration.fault);
  });
}

}  // namespace

CK_RV OpenSession(CK_SLOT_ID id, CK_FLAGS flags, void*, CK_NOTIFY, CK_SESSION_HANDLE* handle) {
  return withModule([&](Module& module) {
    require(handle != nullptr, CKR_ARGUMENTS_BAD);
    require((flags & CKF_SERIAL_SESSION) != 0, CKR_SESSION_PARALLEL_NOT_SUPPORTED);
    Slot& slot = module.slot(id);
    require(!slot.isBlank(), CKR_TOKEN_NOT_RECOGNIZED);
    slot.image();
    const bool readWrite = (flags & CKF_RW_SESSION) != 0;
    require(readWrite || slot.login.state != LoginState::securityOfficer, CKR_SESSION_READ_WRITE_SO_EXISTS);
    *handle = module.openSession(slot, readWrite);
  });
}

CK_RV CloseSession(CK_SESSION_HANDLE handle) {
  return withModule([&](Module& module) { module.closeSession(handle); });
}

CK_RV CloseAllSessions(CK_SLOT_ID id) {
  return withModule([&](Module& module) { module.closeSessions(module.slot(id)); });
}

CK_RV GetSessionInfo(CK_SESSION_HANDLE handle, CK_SESSION_INFO* info) {
  return withSession(handle, [&](Module&, Place& place) {
    require(info != nullptr, CKR_ARGUMENTS_BAD);
    const CK_FLAGS flags = CKF_SERIAL_SESSION | flagIf(place.session.readWrite, CKF_RW_SESSION);
    *info = {place.slot.id(), stateOf(place.session, place.slot.login.state), flags, 0};
  });
}

CK_RV Login(CK_SESSION_HANDLE handle, CK_USER_TYPE type, CK_BYTE* pin, CK_ULONG length) {
  return withSession(handle, [&](Module& module, Place& place) {
    require(type == CKU_USER || type == CKU_SO, CKR_USER_TYPE_INVALID);
    const bool officer = type == CKU_SO;
    const LoginState wanted = officer ? LoginState::securityOfficer : LoginState::user;
    requireNobodyLoggedIn(place.slot, wanted);
    const bool readOnlyOpen = module.countSessions(place.slot, false) > module.countSessions(place.slot, true);
    require(!officer || !readOnlyOpen, CKR_SESSION_READ_ONLY_EXISTS);
    const SecretBytes secret = pinFrom(pin, length);
    SecretBytes dataKey = verifyPin(module, place.slot, officer ? Who::securityOfficer : Who::user, secret);
    place.slot.login.dataKey = std::move(dataKey);
    place.slot.login.state = wanted;
  });
}

CK_RV Logout(CK_SESSION_HANDLE handle) {
  return withSession(handle, [&](Module&, Place& place) {
    require(place.slot.login.state != LoginState::none, CKR_USER_NOT_LOGGED_IN);
    place.slot.endLogin();
    for (auto entry = place.slot.sessionObjects.begin(); entry != place.slot.sessionObjects.end();)
      entry = entry->second.object.isPrivate() ? place.slot.sessionObjects.erase(entry) : std::next(entry);
  });
}

CK_RV InitPIN(CK_SESSION_HANDLE handle, CK_BYTE* pin, CK_ULONG length) {
  return withSession(handle, [&](Module&, Place& place) {
    require(place.slot.login.state == LoginState::securityOfficer, CKR_USER_NOT_LOGGED_IN);
    const SecretBytes secret = pinFrom(pin, length);
    requirePinLength(secret);
    place.slot.change([&](LockedTokenFile&, TokenImage& image) {
      setPin(image, Who::user, secret, place.slot.login.dataKey);
    });
  });
}

CK_RV SetPIN(CK_SESSION_HANDLE handle, CK_BYTE* oldPin, CK_ULONG oldLength, CK_BYTE* newPin, CK_ULONG newLength) {
  return withSession(handle, [&](Module& module, Place& place) {
    require(place.session.readWrite, CKR_SESSION_READ_ONLY);
    const SecretBytes before = pinFrom(oldPin, oldLength);
    const SecretBytes after = pinFrom(newPin, newLength);
    requirePinLength(after);
    const bool officer = place.slot.login.state == LoginState::securityOfficer;
    const Who who = officer ? Who::securityOfficer : Who::user;
    place.slot.change([&](LockedTokenFile& file, TokenImage& image) {
      const SecretBytes dataKey = checkPin(file, image, who, before, module.configuration.fault);
      setPin(image, who, after, dataKey);
    });
  });
}

}  // namespace softukey::api
