// Sessions and logins of the odd driver: `one-session`, `always-authenticate`, `keypad PIN`.
#include <set>

#include "odd.h"

namespace odd {

namespace {

constexpr CK_RV sessionCount = 0xb1;
constexpr CK_FLAGS readWrite = 0x2;
constexpr CK_USER_TYPE contextSpecific = 2;
constexpr CK_RV argumentsBad = 0x7;
constexpr CK_RV notInitialized = 0x91;

std::set<CK_SESSION_HANDLE> open;
bool hasContext = false;

CK_RV OpenSession(CK_SLOT_ID slot, CK_FLAGS flags, void* application, CK_NOTIFY notify, CK_SESSION_HANDLE* session) {
  if (const auto* answer = instead({"C_OpenSession", &slot, (flags & readWrite) != 0})) return *answer;
  if (setting("bad-slot") && slot == 0x0BADBAD) return number(setting("bad-slot")->word(1));
  if (setting("one-session") && !open.empty()) return sessionCount;
  const CK_RV value = base().C_OpenSession(slot, flags, application, notify, session);
  if (value == CKR_OK) open.insert(*session);
  return value;
}

CK_RV CloseSession(CK_SESSION_HANDLE session) {
  if (const auto* answer = instead({"C_CloseSession"})) return *answer;
  open.erase(session);
  return base().C_CloseSession(session);
}

CK_RV CloseAllSessions(CK_SLOT_ID slot) {
  open.clear();
  return base().C_CloseAllSessions(slot);
}

/** A strict keypad takes no PIN from the computer. */
CK_RV loginByKeypad(CK_SESSION_HANDLE session, CK_USER_TYPE user, const CK_BYTE* pin) {
  if (pin) return argumentsBad;
  std::string typed = setting("keypad")->word(1);
  return base().C_Login(session, user, reinterpret_cast<CK_BYTE*>(typed.data()), typed.size());
}

CK_RV Login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_BYTE* pin, CK_ULONG length) {
  if (const auto* answer = instead({user == contextSpecific ? "C_Login(context)" : "C_Login"})) return *answer;
  if (user == contextSpecific) {
    if (!setting("always-authenticate")) return notInitialized;
    contextLogin();
    return CKR_OK;
  }
  if (setting("keypad")) return loginByKeypad(session, user, pin);
  return base().C_Login(session, user, pin, length);
}

CK_RV Logout(CK_SESSION_HANDLE session) {
  if (const auto* answer = instead({"C_Logout"})) return *answer;
  return base().C_Logout(session);
}

}  // namespace

bool isLoggedIn(CK_SESSION_HANDLE session) {
  CK_SESSION_INFO info{};
  constexpr CK_ULONG readOnlyUser = 1, readWriteUser = 3;
  const bool known = base().C_GetSessionInfo(session, &info) == CKR_OK;
  return known && (info.state == readOnlyUser || info.state == readWriteUser);
}

bool takesContextLogin() {
  const bool had = hasContext;
  hasContext = false;
  return had;
}

void contextLogin() { hasContext = true; }

void addSessions(CK_FUNCTION_LIST& list) {
  open.clear();
  hasContext = false;
  list.C_OpenSession = OpenSession;
  list.C_CloseSession = CloseSession;
  list.C_CloseAllSessions = CloseAllSessions;
  list.C_Login = Login;
  list.C_Logout = Logout;
}

}  // namespace odd
