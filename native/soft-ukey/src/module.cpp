// Slots and sessions of the module.
#include "module.h"

#include <unistd.h>

#include <algorithm>

namespace softukey {

namespace {

pid_t ownerProcess = 0;

}  // namespace

std::unique_ptr<Module>& moduleInstance() {
  static std::unique_ptr<Module> instance;
  return instance;
}

std::mutex& moduleMutex() {
  static std::mutex mutex;
  return mutex;
}

bool moduleIsOurs() { return ownerProcess == ::getpid(); }

void setModule(std::unique_ptr<Module> module) {
  moduleInstance() = std::move(module);
  ownerProcess = ::getpid();
}

Module::Module(Configuration given) : configuration(std::move(given)) {
  scan();
  if (!configuration.directory.empty()) addSlot("");
  for (auto& [id, slot] : slots_) slot.announced = slot.isPresent();
}

void Module::addSlot(std::string path) {
  const CK_SLOT_ID id = nextSlot_++;
  slots_.emplace(id, Slot(id, std::move(path)));
}

void Module::scan() {
  if (configuration.directory.empty()) return;
  for (const std::string& name : tokenFilesIn(configuration.directory)) {
    const std::string path = configuration.directory + "/" + name;
    const bool known = std::any_of(slots_.begin(), slots_.end(), [&](auto& e) { return e.second.path() == path; });
    if (!known) addSlot(path);
  }
  for (auto& [id, slot] : slots_) look(slot);
}

void Module::look(Slot& slot) {
  if (slot.look() != Sight::vanished) return;
  for (auto session = sessions_.begin(); session != sessions_.end();) {
    if (session->second.slot == slot.id()) {
      lost_.insert(session->first);
      session = sessions_.erase(session);
    } else {
      ++session;
    }
  }
  slot.endLogin();
  slot.sessionObjects.clear();
}

std::vector<Slot*> Module::slots() {
  std::vector<Slot*> ordered;
  for (auto& [id, slot] : slots_) ordered.push_back(&slot);
  std::stable_partition(ordered.begin(), ordered.end(), [](const Slot* slot) { return !slot->isBlank(); });
  return ordered;
}

Slot& Module::slot(CK_SLOT_ID id) {
  const auto found = slots_.find(id);
  require(found != slots_.end(), CKR_SLOT_ID_INVALID);
  look(found->second);
  return found->second;
}

Slot& Module::tokenSlot(CK_SLOT_ID id) {
  Slot& found = slot(id);
  found.image();
  return found;
}

void Module::fillBlank(Slot& slot, std::string path) {
  slot.adopt(std::move(path));
  slot.look();
  slot.announced = true;
  addSlot("");
}

CK_SESSION_HANDLE Module::openSession(Slot& slot, bool readWrite) {
  require(sessions_.size() < 1024, CKR_SESSION_COUNT);
  const CK_SESSION_HANDLE handle = nextSession_++;
  sessions_.emplace(handle, Session{slot.id(), readWrite, {}, {}, {}, {}});
  return handle;
}

void Module::closeSession(CK_SESSION_HANDLE handle) {
  const Place place = at(handle);
  Slot& slot = place.slot;
  for (auto entry = slot.sessionObjects.begin(); entry != slot.sessionObjects.end();)
    entry = entry->second.owner == handle ? slot.sessionObjects.erase(entry) : std::next(entry);
  sessions_.erase(handle);
  if (countSessions(slot, false) == 0) slot.endLogin();
}

void Module::closeSessions(const Slot& slot) {
  std::vector<CK_SESSION_HANDLE> handles;
  for (const auto& [handle, session] : sessions_)
    if (session.slot == slot.id()) handles.push_back(handle);
  for (const CK_SESSION_HANDLE handle : handles) closeSession(handle);
}

Place Module::at(CK_SESSION_HANDLE handle) {
  auto found = sessions_.find(handle);
  if (found != sessions_.end()) {
    look(slots_.at(found->second.slot));
    found = sessions_.find(handle);
  }
  if (found == sessions_.end()) fail(lost_.erase(handle) > 0 ? CKR_DEVICE_REMOVED : CKR_SESSION_HANDLE_INVALID);
  Slot& slot = slots_.at(found->second.slot);
  slot.image();
  return {handle, found->second, slot};
}

CK_ULONG Module::countSessions(const Slot& slot, bool onlyReadWrite) const {
  return static_cast<CK_ULONG>(std::count_if(sessions_.begin(), sessions_.end(), [&](const auto& entry) {
    return entry.second.slot == slot.id() && (entry.second.readWrite || !onlyReadWrite);
  }));
}

}  // namespace softukey
