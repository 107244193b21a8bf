// Devices that come and go, and the sessions over them.
#include "module.h"

namespace skfbridge {

std::unique_ptr<Module>& moduleInstance() {
  static std::unique_ptr<Module> instance;
  return instance;
}

std::mutex& moduleMutex() {
  static std::mutex mutex;
  return mutex;
}

Module::~Module() {
  try {
    sessions_.clear();
    for (Token& token : tokens_) closeApplication(token);
    for (const auto& [name, device] : devices_) skf.disconnect(device);
  } catch (...) {
    // The process ends its use of the library; there is nobody to tell.
  }
}

bool Module::someoneIsLoggedIn() const {
  return std::any_of(tokens_.begin(), tokens_.end(), [](const Token& token) { return token.login != LoginState::none; });
}

void Module::scan() {
  if (someoneIsLoggedIn()) return;
  const std::vector<std::string> names = skf.devices();
  const auto isThere = [&](const std::string& name) { return std::find(names.begin(), names.end(), name) != names.end(); };
  std::vector<std::string> gone;
  for (const auto& [name, handle] : devices_)
    if (!isThere(name)) gone.push_back(name);
  for (const std::string& name : gone) forget(name);
  for (Token& token : tokens_)
    if (!isThere(token.device)) token.isPresent = false;
  for (const std::string& name : names)
    if (devices_.count(name) == 0) appear(name);
}

/** A device that cannot be opened is a slot all the same, which says why. One without an application is a token that nobody has set up. */
void Module::appear(const std::string& device) {
  DeviceInfo info;
  SkfHandle handle = nullptr;
  const auto giveUp = [&] {
    devices_.erase(device);
    if (handle != nullptr) skf.disconnect(handle);
  };
  try {
    handle = devices_[device] = skf.connect(device);
    info = skf.deviceInfo(handle);
    const auto applications = skf.applications(handle);
    // One device is one token to people; where it is several, the applications tell them apart.
    if (applications.size() > 1) info.label.clear();
    for (const std::string& application : applications) place(device, application, info, SAR_OK);
    if (applications.empty()) place(device, "", info, SAR_OK);
  } catch (const SkfFail& failure) {
    giveUp();
    if (plainCode(failure.sar) != SAR_DEVICE_REMOVED) place(device, "", info, failure.sar);
  } catch (...) {
    giveUp();
    throw;
  }
}

void Module::place(const std::string& device, const std::string& application, const DeviceInfo& info, std::uint32_t sar) {
  const auto known = std::find_if(tokens_.begin(), tokens_.end(), [&](const Token& token) {
    return token.device == device && token.application == application;
  });
  Token& token = known == tokens_.end() ? tokens_.emplace_back() : *known;
  if (known == tokens_.end()) token.slot = static_cast<CK_SLOT_ID>(tokens_.size() - 1);
  token.device = device;
  token.application = application;
  token.info = info;
  token.sar = sar;
  token.isPresent = true;
  token.isRead = false;
}

void Module::forget(const std::string& device) {
  devices_.erase(device);
  for (Token& token : tokens_) {
    if (token.device != device) continue;
    for (auto entry = sessions_.begin(); entry != sessions_.end();)
      entry = entry->second.slot == token.slot ? sessions_.erase(entry) : std::next(entry);
    token.isPresent = token.isRead = false;
    token.handle = nullptr;
    token.sessions = token.writeSessions = 0;
    token.login = LoginState::none;
    token.administratorPin.reset();
    token.pins = {};
    token.objects.clear();
    token.files.clear();
  }
}

std::vector<CK_SLOT_ID> Module::slots(bool onlyPresent) const {
  std::vector<CK_SLOT_ID> ids;
  for (const Token& token : tokens_)
    if (!onlyPresent || token.isPresent) ids.push_back(token.slot);
  return ids;
}

Token& Module::token(CK_SLOT_ID slot) {
  const auto found = std::find_if(tokens_.begin(), tokens_.end(), [&](const Token& token) { return token.slot == slot; });
  require(found != tokens_.end(), CKR_SLOT_ID_INVALID);
  return *found;
}

Token& Module::presentToken(CK_SLOT_ID slot) {
  Token& found = token(slot);
  require(found.isPresent, CKR_TOKEN_NOT_PRESENT);
  if (found.sar != SAR_OK) throw SkfFail{found.sar};
  return found;
}

void Module::refreshPins(Token& token) {
  if (token.application.empty()) return;
  const bool isOpen = token.handle != nullptr;
  if (!isOpen && someoneIsLoggedIn()) return;
  if (!isOpen) openApplication(token);
  use(token, [&](SkfHandle application) { refresh(skf, token.pins, application); });
  if (!isOpen) closeApplication(token);
}

void Module::openApplication(Token& token) {
  const auto device = devices_.find(token.device);
  require(device != devices_.end(), CKR_DEVICE_REMOVED);
  token.handle = use(token, [&](SkfHandle) { return skf.openApplication(device->second, token.application); });
  token.isRead = false;
}

void Module::closeApplication(Token& token) {
  token.login = LoginState::none;
  token.administratorPin.reset();
  token.isRead = false;
  token.objects.clear();
  if (token.handle == nullptr) return;
  const SkfHandle handle = token.handle;
  token.handle = nullptr;
  skf.closeApplication(handle);
}

CK_SESSION_HANDLE Module::openSession(Token& token, bool readWrite) {
  require(!token.application.empty(), CKR_TOKEN_NOT_RECOGNIZED);
  require(sessions_.size() < 256, CKR_SESSION_COUNT);
  if (token.handle == nullptr) openApplication(token);
  const CK_SESSION_HANDLE handle = nextSession_++;
  sessions_.emplace(handle, Session{token.slot, readWrite, {}, {}});
  token.sessions += 1;
  token.writeSessions += readWrite ? 1 : 0;
  return handle;
}

void Module::closeSession(CK_SESSION_HANDLE handle) {
  const Session& closing = session(handle);
  Token& token = tokenOf(closing);
  token.sessions -= 1;
  token.writeSessions -= closing.readWrite ? 1 : 0;
  sessions_.erase(handle);
  if (token.sessions > 0) return;
  if (token.login != LoginState::none) skf.clearSecureState(token.handle);
  closeApplication(token);
}

void Module::closeSessions(CK_SLOT_ID slot) {
  token(slot);
  std::vector<CK_SESSION_HANDLE> handles;
  for (const auto& [handle, session] : sessions_)
    if (session.slot == slot) handles.push_back(handle);
  for (const CK_SESSION_HANDLE handle : handles) closeSession(handle);
}

Session& Module::session(CK_SESSION_HANDLE handle) {
  const auto found = sessions_.find(handle);
  require(found != sessions_.end(), CKR_SESSION_HANDLE_INVALID);
  return found->second;
}

void Module::logOut(Token& token) {
  skf.clearSecureState(token.handle);
  closeApplication(token);
  openApplication(token);
}

const std::map<CK_OBJECT_HANDLE, Held>& Module::objects(Token& token) {
  if (!token.isRead) {
    use(token, [&](SkfHandle application) { refresh(skf, token.pins, application); });
    use(token, [&](SkfHandle) { readObjects(skf, token); });
  }
  return token.objects;
}

}  // namespace skfbridge
