// The state between C_Initialize and C_Finalize: slots, sessions, running operations. One mutex guards all of it, so
// calls from several threads take turns, as they do on a device with one wire.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

#include "configuration.h"
#include "crypto.h"
#include "fail.h"
#include "slot.h"

namespace softukey {

struct SearchState {
  std::vector<CK_OBJECT_HANDLE> found;
  std::size_t next = 0;
};

/** A signature or verification under way. */
struct SignatureState {
  CK_MECHANISM_TYPE mechanism;
  CK_OBJECT_HANDLE key;
  Bytes point;
  /** Message mechanisms: SM3 that has taken in ZA. */
  std::optional<Sm3> message;
  /** Digest mechanisms: the digest as far as it arrived. */
  Bytes digest;
  bool multiPart = false;
};

struct Session {
  CK_SLOT_ID slot;
  bool readWrite;
  std::optional<SearchState> search;
  std::optional<Sm3> digest;
  std::optional<SignatureState> signing, verifying;
};

/** A session with the slot that it belongs to, the token known to be there. */
struct Place {
  CK_SESSION_HANDLE handle;
  Session& session;
  Slot& slot;
};

class Module {
 public:
  explicit Module(Configuration configuration);

  /** Finds new token files; notices what came and went. */
  void scan();
  /** Token slots by number, the blank slot last. */
  std::vector<Slot*> slots();
  /** Fails with `CKR_SLOT_ID_INVALID`. */
  Slot& slot(CK_SLOT_ID id);
  /** A slot with a readable token; fails with `CKR_TOKEN_NOT_PRESENT` or `CKR_TOKEN_NOT_RECOGNIZED`. */
  Slot& tokenSlot(CK_SLOT_ID id);
  /** The blank slot takes a file; a new blank slot follows it. */
  void fillBlank(Slot& slot, std::string path);

  CK_SESSION_HANDLE openSession(Slot& slot, bool readWrite);
  void closeSession(CK_SESSION_HANDLE handle);
  void closeSessions(const Slot& slot);
  /** Fails with `CKR_SESSION_HANDLE_INVALID`, or `CKR_DEVICE_REMOVED` for a session whose token went away. */
  Place at(CK_SESSION_HANDLE handle);
  CK_ULONG countSessions(const Slot& slot, bool onlyReadWrite) const;

  const Configuration configuration;

 private:
  void look(Slot& slot);
  void addSlot(std::string path);

  std::map<CK_SLOT_ID, Slot> slots_;
  std::map<CK_SESSION_HANDLE, Session> sessions_;
  std::set<CK_SESSION_HANDLE> lost_;
  CK_SLOT_ID nextSlot_ = 0;
  CK_SESSION_HANDLE nextSession_ = 1;
};

/** The module of this process, null before C_Initialize, and the mutex that guards it. */
std::unique_ptr<Module>& moduleInstance();
std::mutex& moduleMutex();
/** False after C_Initialize in a parent process: a fork does not inherit the module (PKCS#11 §5.4). */
bool moduleIsOurs();
void setModule(std::unique_ptr<Module> module);

/** Runs `body` and turns what it throws into a return value. Nothing may pass the C boundary. */
template <class Body>
CK_RV guarded(Body body) {
  try {
    const std::lock_guard<std::mutex> lock(moduleMutex());
    body();
    return CKR_OK;
  } catch (const Fail& failure) {
    return failure.rv;
  } catch (const std::bad_alloc&) {
    return CKR_HOST_MEMORY;
  } catch (...) {
    return CKR_GENERAL_ERROR;
  }
}

/** As `guarded`, with the initialised module. */
template <class Body>
CK_RV withModule(Body body) {
  return guarded([&] {
    require(moduleInstance() != nullptr && moduleIsOurs(), CKR_CRYPTOKI_NOT_INITIALIZED);
    body(*moduleInstance());
  });
}

/** As `withModule`, with a live session. */
template <class Body>
CK_RV withSession(CK_SESSION_HANDLE handle, Body body) {
  return withModule([&](Module& module) {
    Place place = module.at(handle);
    body(module, place);
  });
}

}  // namespace softukey
