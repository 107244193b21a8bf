// The state between C_Initialize and C_Finalize: devices, their applications as slots, sessions. One mutex guards all of it.
#pragma once
#include <list>
#include <mutex>

#include "token.h"

namespace skfbridge {

struct Search {
  std::vector<CK_OBJECT_HANDLE> found;
  std::size_t next = 0;
};

struct Session {
  CK_SLOT_ID slot;
  bool readWrite;
  std::optional<Search> search;
  /** The container whose key signs. */
  std::optional<std::string> signing;
};

class Module {
 public:
  explicit Module(const std::string& library) : skf(library) {}
  ~Module();
  Module(const Module&) = delete;
  Module& operator=(const Module&) = delete;

  /**
   * Looks what is plugged in. While somebody is logged in nothing is asked: to look at other devices ends a login with some libraries.
   */
  void scan();
  std::vector<CK_SLOT_ID> slots(bool onlyPresent) const;
  /** Fails with `CKR_SLOT_ID_INVALID`. */
  Token& token(CK_SLOT_ID slot);
  /** As `token`; fails with `CKR_TOKEN_NOT_PRESENT`, or with why the device could not be opened. */
  Token& presentToken(CK_SLOT_ID slot);
  /** How the PINs stand, asked anew where nothing is in the way of it. */
  void refreshPins(Token& token);

  CK_SESSION_HANDLE openSession(Token& token, bool readWrite);
  void closeSession(CK_SESSION_HANDLE handle);
  void closeSessions(CK_SLOT_ID slot);
  /** Fails with `CKR_SESSION_HANDLE_INVALID`. */
  Session& session(CK_SESSION_HANDLE handle);
  Token& tokenOf(const Session& session) { return token(session.slot); }

  /** Ends a login for certain: the application is closed and opened anew. */
  void logOut(Token& token);
  /** Runs a step on the token's application; a device that turns out to be gone is forgotten, with its sessions. */
  template <class Step>
  auto use(Token& token, Step step) {
    try {
      return step(token.handle);
    } catch (const SkfFail& failure) {
      if (isGone(failure.sar)) forget(token.device);
      throw;
    }
  }
  const std::map<CK_OBJECT_HANDLE, Held>& objects(Token& token);
  SkfHandle deviceOf(const Token& token) { return devices_.at(token.device); }

  SkfCalls skf;

 private:
  bool someoneIsLoggedIn() const;
  void appear(const std::string& device);
  void place(const std::string& device, const std::string& application, const DeviceInfo& info, std::uint32_t sar);
  void forget(const std::string& device);
  void openApplication(Token& token);
  void closeApplication(Token& token);

  std::map<std::string, SkfHandle> devices_;
  std::list<Token> tokens_;
  std::map<CK_SESSION_HANDLE, Session> sessions_;
  CK_SESSION_HANDLE nextSession_ = 1;
};

std::unique_ptr<Module>& moduleInstance();
std::mutex& moduleMutex();

/** Runs `body` and turns what it throws into a return value. Nothing may pass the C boundary. */
template <class Body>
CK_RV guarded(Body body) {
  try {
    const std::lock_guard<std::mutex> lock(moduleMutex());
    body();
    return CKR_OK;
  } catch (const Fail& failure) {
    return failure.rv;
  } catch (const SkfFail& failure) {
    return returnValueOf(failure.sar);
  } catch (const std::bad_alloc&) {
    return CKR_HOST_MEMORY;
  } catch (...) {
    return CKR_GENERAL_ERROR;
  }
}

template <class Body>
CK_RV withModule(Body body) {
  return guarded([&] {
    require(moduleInstance() != nullptr, CKR_CRYPTOKI_NOT_INITIALIZED);
    body(*moduleInstance());
  });
}

template <class Body>
CK_RV withSession(CK_SESSION_HANDLE handle, Body body) {
  return withModule([&](Module& module) {
    Session& session = module.session(handle);
    body(module, session, module.tokenOf(session));
  });
}

}  // namespace skfbridge
