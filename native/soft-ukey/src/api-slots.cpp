// Slots and tokens (PKCS#11 v2.40 §5.5).
#include <chrono>
#include <thread>

#include "api.h"
#include "mechanisms.h"
#include "module.h"
#include "pins.h"
#include "text-field.h"

namespace softukey::api {

namespace {

/** Copies a list in the two-call manner of PKCS#11 §5.2. */
template <class T>
void giveList(const std::vector<T>& values, T* list, CK_ULONG* count) {
  require(count != nullptr, CKR_ARGUMENTS_BAD);
  const CK_ULONG room = *count;
  *count = values.size();
  if (list == nullptr) return;
  require(room >= values.size(), CKR_BUFFER_TOO_SMALL);
  for (std::size_t i = 0; i < values.size(); ++i) list[i] = values[i];
}

CK_FLAGS tokenFlags(const Slot& slot) {
  if (slot.isBlank()) return CKF_RNG | CKF_LOGIN_REQUIRED;
  const TokenImage& image = slot.image();
  return CKF_RNG | CKF_LOGIN_REQUIRED | CKF_TOKEN_INITIALIZED | pinFlags(image) |
         flagIf(image.user.isSet, CKF_USER_PIN_INITIALIZED);
}

/** ASCII of the label, so that a person finds the file; the serial number where that is not enough. */
std::string fileNameFor(const TokenImage& image, bool withSerial) {
  std::string name;
  for (const char c : image.label) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    if (plain) name.push_back(c);
  }
  if (name.empty()) name = "token";
  return (withSerial ? name + "-" + image.serial : name) + ".ukey";
}

std::string newSerial() {
  std::string serial = "SOFT";
  for (const std::uint8_t octet : randomBytes(6)) {
    serial.push_back("0123456789ABCDEF"[octet >> 4]);
    serial.push_back("0123456789ABCDEF"[octet & 15]);
  }
  return serial;
}

/** An empty token: new data key, new instance, no user PIN. */
TokenImage newImage(const std::string& serial, const CK_BYTE* label, const SecretBytes& pin, std::uint32_t iterations) {
  TokenImage image;
  image.serial = serial;
  image.label.assign(label, label + 32);
  image.instance = randomBytes(16);
  image.iterations = iterations;
  setPin(image, Who::securityOfficer, pin, randomSecret(kKeyLength));
  image.user.salt.resize(kSaltLength);
  return image;
}

void initialiseBlank(Module& module, Slot& slot, const CK_BYTE* label, const SecretBytes& pin) {
  requirePinLength(pin);
  const TokenImage image = newImage(newSerial(), label, pin, module.configuration.pinIterations);
  const std::string& directory = module.configuration.directory;
  for (const bool withSerial : {false, true}) {
    const std::string name = fileNameFor(image, withSerial);
    if (!createTokenFile(directory, name, encodeImage(image))) continue;
    module.fillBlank(slot, directory + "/" + name);
    return;
  }
  fail(CKR_FUNCTION_FAILED);
}

void initialiseAgain(Module& module, Slot& slot, const CK_BYTE* label, const SecretBytes& pin) {
  require(module.countSessions(slot, false) == 0, CKR_SESSION_EXISTS);
  slot.image();
  slot.withLock([&](LockedTokenFile& file, TokenImage& image) {
    checkPin(file, image, Who::securityOfficer, pin, module.configuration.fault);
    file.replace(encodeImage(newImage(image.serial, label, pin, module.configuration.pinIterations)));
  });
  slot.look();
}

std::optional<CK_SLOT_ID> nextEvent(Module& module) {
  module.scan();
  for (Slot* slot : module.slots()) {
    if (slot->isBlank() || slot->announced == slot->isPresent()) continue;
    slot->announced = slot->isPresent();
    return slot->id();
  }
  return std::nullopt;
}

}  // namespace

CK_RV GetSlotList(CK_BBOOL onlyPresent, CK_SLOT_ID* list, CK_ULONG* count) {
  return withModule([&](Module& module) {
    module.scan();
    std::vector<CK_SLOT_ID> ids;
    for (const Slot* slot : module.slots())
      if (!onlyPresent || slot->isPresent()) ids.push_back(slot->id());
    giveList(ids, list, count);
  });
}

CK_RV GetSlotInfo(CK_SLOT_ID id, CK_SLOT_INFO* info) {
  return withModule([&](Module& module) {
    require(info != nullptr, CKR_ARGUMENTS_BAD);
    const Slot& slot = module.slot(id);
    *info = CK_SLOT_INFO{};
    fillText(info->slotDescription, kDescription);
    fillText(info->manufacturerID, kManufacturer);
    info->flags = CKF_REMOVABLE_DEVICE | flagIf(slot.isPresent(), CKF_TOKEN_PRESENT);
  });
}

CK_RV GetTokenInfo(CK_SLOT_ID id, CK_TOKEN_INFO* info) {
  return withModule([&](Module& module) {
    require(info != nullptr, CKR_ARGUMENTS_BAD);
    const Slot& slot = module.slot(id);
    const CK_FLAGS flags = tokenFlags(slot);
    *info = CK_TOKEN_INFO{};
    fillText(info->label, slot.isBlank() ? "" : slot.image().label);
    fillText(info->manufacturerID, kManufacturer);
    const bool isWeak = !slot.isBlank() && slot.image().iterations < kPinIterations;
    fillText(info->model, isWeak ? kWeakModel : kModel);
    std::memset(info->serialNumber, ' ', sizeof info->serialNumber);
    if (!slot.isBlank()) std::memcpy(info->serialNumber, slot.image().serial.data(), sizeof info->serialNumber);
    info->flags = flags;
    info->ulMaxSessionCount = info->ulMaxRwSessionCount = CK_EFFECTIVELY_INFINITE;
    info->ulSessionCount = module.countSessions(slot, false);
    info->ulRwSessionCount = module.countSessions(slot, true);
    info->ulMinPinLen = kPinShortest;
    info->ulMaxPinLen = kPinLongest;
    info->ulTotalPublicMemory = info->ulFreePublicMemory = CK_UNAVAILABLE_INFORMATION;
    info->ulTotalPrivateMemory = info->ulFreePrivateMemory = CK_UNAVAILABLE_INFORMATION;
    info->hardwareVersion = info->firmwareVersion = {1, 0};
    std::memset(info->utcTime, ' ', sizeof info->utcTime);
  });
}

CK_RV GetMechanismList(CK_SLOT_ID id, CK_MECHANISM_TYPE* list, CK_ULONG* count) {
  return withModule([&](Module& module) {
    require(module.slot(id).isPresent(), CKR_TOKEN_NOT_PRESENT);
    std::vector<CK_MECHANISM_TYPE> types;
    for (const Mechanism& known : kMechanisms) types.push_back(known.type);
    giveList(types, list, count);
  });
}

CK_RV GetMechanismInfo(CK_SLOT_ID id, CK_MECHANISM_TYPE type, CK_MECHANISM_INFO* info) {
  return withModule([&](Module& module) {
    require(info != nullptr, CKR_ARGUMENTS_BAD);
    require(module.slot(id).isPresent(), CKR_TOKEN_NOT_PRESENT);
    const Mechanism& known = mechanism(type, ~CK_FLAGS{0});
    const CK_ULONG bits = known.type == CKM_VENDOR_SM3 ? 0 : 256;
    *info = {bits, bits, known.flags};
  });
}

CK_RV InitToken(CK_SLOT_ID id, CK_BYTE* pin, CK_ULONG pinLength, CK_BYTE* label) {
  return withModule([&](Module& module) {
    require(label != nullptr, CKR_ARGUMENTS_BAD);
    Slot& slot = module.slot(id);
    const SecretBytes secret = pinFrom(pin, pinLength);
    if (slot.isBlank())
      initialiseBlank(module, slot, label, secret);
    else
      initialiseAgain(module, slot, label, secret);
  });
}

CK_RV WaitForSlotEvent(CK_FLAGS flags, CK_SLOT_ID* slot, void* reserved) {
  for (;;) {
    const CK_RV rv = withModule([&](Module& module) {
      require(slot != nullptr && reserved == nullptr, CKR_ARGUMENTS_BAD);
      const auto event = nextEvent(module);
      require(event.has_value(), CKR_NO_EVENT);
      *slot = *event;
    });
    if (rv != CKR_NO_EVENT || (flags & CKF_DONT_BLOCK) != 0) return rv;
    std::this_thread::sleep_for(std::chrono::milliseconds(250));
  }
}

}  // namespace softukey::api
