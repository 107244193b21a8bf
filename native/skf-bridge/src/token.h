// One application of one device: a token in its slot. What it holds as PKCS#11 objects, and the login of this process.
#pragma once
#include <map>
#include <memory>
#include <optional>

#include "object.h"
#include "skf-calls.h"

namespace skfbridge {

/** CKO_VENDOR_DEFINED: an object whose CKA_VALUE is how the PINs stand, an octet each: user's most and left, administrator's most and left. */
constexpr CK_OBJECT_CLASS kPinStandingClass = 0x80534B50;

/** CKA_APPLICATION of files that were recognised. The first is what the program looks for. */
constexpr const char* kSealApplication = "bianyin.seal";
constexpr const char* kPictureApplication = "bianyin.seal-picture";

enum class LoginState { none, user, securityOfficer };

struct PinStandings {
  std::optional<PinStanding> user, administrator;
};

/** An object and where a private key is used. */
struct Held {
  Object object;
  std::string container;
};

/** A file that was read before: it is read again only where its beginning or size changed. */
struct KnownFile {
  std::uint32_t size;
  Bytes head, content;
};

struct Token {
  CK_SLOT_ID slot = 0;
  std::string device, application;
  bool isPresent = false;
  DeviceInfo info;
  /** Why the device could not be opened when it was found; 0: it could. */
  std::uint32_t sar = 0;

  SkfHandle handle = nullptr;  // of the application, while sessions are open
  CK_ULONG sessions = 0, writeSessions = 0;
  LoginState login = LoginState::none;
  /** The administrator's PIN, for SKF_UnblockPIN; only from his login to his logout. */
  std::unique_ptr<PinText> administratorPin;
  PinStandings pins;

  std::map<CK_OBJECT_HANDLE, Held> objects;
  /** Never given twice: what was found before a login means nothing else after it. */
  CK_OBJECT_HANDLE nextObject = 1;
  bool isRead = false;
  std::map<std::string, KnownFile> files;
};

/** Reads containers and files. Fails with SkfFail where containers are not told, or the device is gone. */
void readObjects(SkfCalls& skf, Token& token);

/** Asks how the PINs stand; where the library does not say, what is known from their checks stays. */
void refresh(SkfCalls& skf, PinStandings& pins, SkfHandle application);

/** CKF_*_PIN_*. */
CK_FLAGS pinFlags(const PinStandings& pins);

}  // namespace skfbridge
