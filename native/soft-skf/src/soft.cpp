// Handles, devices and lists.
#include "soft.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <set>
#include <sstream>

#include "api.h"

namespace softskf {

namespace {

/** Every oddity that there is; README.md says what each does. */
const std::set<std::string> kOddities = {
    "already-logged-in", "certificate-padded", "change-verifies-first", "device-busy", "drops-logins", "empty-applications", "enum-512",
    "info-by-fields", "left-aligned", "list-unended", "names-48", "no-clear", "no-files", "no-pin-info", "no-public-key", "no-null-query",
    "old-blob", "overruns", "pin-16", "removed-is-invalid-handle", "retry-in-error", "small-reads", "two-applications"};

std::set<std::string>& oddities() {
  static std::set<std::string> set;
  return set;
}

std::map<HANDLE, Thing>& things() {
  static std::map<HANDLE, Thing> map;
  return map;
}

void start() {
  static bool isStarted = false;
  if (!isStarted) made(softukey::api::Initialize(nullptr));
  isStarted = true;
}

std::string trimmed(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

std::string textOf(const softukey::Object& object, CK_ATTRIBUTE_TYPE type) {
  const Bytes* value = object.find(type);
  return value ? std::string(value->begin(), value->end()) : "";
}

/** Of an encryption pair the label ends so; it belongs to the container of the rest. */
constexpr const char* kEncryption = "/encryption";

bool takeEnd(std::string& text, const std::string& end) {
  if (text.size() < end.size() || text.compare(text.size() - end.size(), end.size(), end) != 0) return false;
  text.resize(text.size() - end.size());
  return true;
}

}  // namespace

std::uint32_t sarOf(CK_RV rv) {
  switch (rv) {
    case CKR_OK: return SAR_OK;
    case CKR_DEVICE_REMOVED:
    case CKR_TOKEN_NOT_PRESENT: return isOdd("removed-is-invalid-handle") ? SAR_INVALIDHANDLEERR : SAR_DEVICE_REMOVED;
    case CKR_PIN_INCORRECT: return SAR_PIN_INCORRECT;
    case CKR_PIN_LOCKED: return SAR_PIN_LOCKED;
    case CKR_PIN_LEN_RANGE: return SAR_PIN_LEN_RANGE;
    case CKR_USER_PIN_NOT_INITIALIZED: return SAR_USER_PIN_NOT_INITIALIZED;
    case CKR_USER_ALREADY_LOGGED_IN: return SAR_USER_ALREADY_LOGGED_IN;
    case CKR_USER_NOT_LOGGED_IN: return SAR_USER_NOT_LOGGED_IN;
    case CKR_DATA_LEN_RANGE: return SAR_INDATALENERR;
    case CKR_SESSION_HANDLE_INVALID: return SAR_INVALIDHANDLEERR;
    default: return SAR_FAIL;
  }
}

void readOddities() {
  oddities().clear();
  const char* variable = std::getenv("BIANYIN_SOFT_SKF_ODD");
  std::istringstream words(variable ? variable : "");
  for (std::string word; words >> word;) {
    demand(kOddities.count(word) > 0, SAR_FAIL);
    oddities().insert(word);
  }
}

bool isOdd(const char* oddity) { return oddities().count(oddity) > 0; }

HANDLE give(Thing thing) {
  static std::uintptr_t next = 0x1000;
  const HANDLE handle = reinterpret_cast<HANDLE>(next += 16);
  things().emplace(handle, std::move(thing));
  return handle;
}

Thing& thing(HANDLE handle, Kind kind) {
  const auto found = things().find(handle);
  demand(found != things().end() && found->second.kind == kind, SAR_INVALIDHANDLEERR);
  return found->second;
}

void forget(HANDLE handle) { things().erase(handle); }

bool nothingIsOpen() { return things().empty(); }

std::map<std::string, CK_SLOT_ID> devices() {
  start();
  std::map<std::string, CK_SLOT_ID> found;
  softukey::Module& module = *softukey::moduleInstance();
  module.scan();
  for (softukey::Slot* slot : module.slots())
    if (!slot->isBlank() && slot->isPresent()) found.emplace("SoftSKF " + slot->image().serial, slot->id());
  return found;
}

const softukey::TokenImage& image(const Thing& thing) { return softukey::moduleInstance()->tokenSlot(thing.slot).image(); }

void dropLogins() {
  for (softukey::Slot* slot : softukey::moduleInstance()->slots()) slot->endLogin();
}

std::map<std::string, std::pair<Pair, Pair>> containers(const Thing& application) {
  std::map<std::string, std::pair<Pair, Pair>> found;
  for (const auto& [handle, object] : image(application).objects) {
    const bool isCertificate = object.objectClass() == CKO_CERTIFICATE;
    if (!isCertificate && object.objectClass() != CKO_PUBLIC_KEY) continue;
    std::string name = trimmed(textOf(object, CKA_LABEL));
    const bool isForEncryption = takeEnd(name, kEncryption);
    auto& pairs = found[name];
    Pair& pair = isForEncryption ? pairs.second : pairs.first;
    (isCertificate ? pair.certificate : pair.publicKey) = &object;
  }
  return found;
}

std::map<std::string, const softukey::Object*> files(const Thing& application) {
  std::map<std::string, const softukey::Object*> found;
  for (const auto& [handle, object] : image(application).objects)
    if (object.objectClass() == CKO_DATA) found.emplace(textOf(object, CKA_LABEL).substr(0, 31), &object);
  return found;
}

void giveNames(const std::vector<std::string>& names, CHAR* list, ULONG* size) {
  demand(size != nullptr, SAR_INVALIDPARAMERR);
  std::string octets;
  for (const std::string& name : names) octets += name + '\0';
  if (!isOdd("list-unended")) octets += '\0';
  if (list == nullptr) {
    *size = isOdd("enum-512") ? (names.empty() ? 0 : 512) : octets.size();
    return;
  }
  demand(*size >= octets.size(), SAR_BUFFER_TOO_SMALL);
  std::memcpy(list, octets.data(), octets.size());
  *size = isOdd("enum-512") ? 512 : octets.size();
}

void giveOctets(const Bytes& octets, BYTE* target, ULONG* length) {
  demand(length != nullptr, SAR_INVALIDPARAMERR);
  const ULONG room = *length;
  demand(target != nullptr || !isOdd("no-null-query"), SAR_INVALIDPARAMERR);
  *length = octets.size();
  if (target == nullptr) return;
  demand(room >= octets.size(), SAR_BUFFER_TOO_SMALL);
  std::memcpy(target, octets.data(), octets.size());
}

}  // namespace softskf
