// Slots and tokens (PKCS#11 v2.40 §5.5): an application of a device is a token.
#include "api.h"
#include "module.h"
#include "text-field.h"

namespace skfbridge::api {

namespace {

/** Longer ones overrun the fixed buffers of some libraries; shorter ones no maker was seen with. */
constexpr CK_ULONG kPinShortest = 4, kPinLongest = 16;

template <class T>
void giveList(const std::vector<T>& values, T* list, CK_ULONG* count) {
  require(count != nullptr, CKR_ARGUMENTS_BAD);
  const CK_ULONG room = *count;
  *count = static_cast<CK_ULONG>(values.size());
  if (list == nullptr) return;
  require(room >= values.size(), CKR_BUFFER_TOO_SMALL);
  std::copy(values.begin(), values.end(), list);
}

/** The end of a serial number that is too long for PKCS#11 tells more than its beginning. */
std::string serialOf(const DeviceInfo& info) {
  return info.serial.size() <= 16 ? info.serial : info.serial.substr(info.serial.size() - 16);
}

CK_FLAGS tokenFlags(const Token& token) {
  const CK_FLAGS always = CKF_RNG | CKF_LOGIN_REQUIRED;
  if (token.application.empty()) return always;
  return always | CKF_TOKEN_INITIALIZED | CKF_USER_PIN_INITIALIZED | pinFlags(token.pins);
}

}  // namespace

CK_RV GetSlotList(CK_BBOOL onlyPresent, CK_SLOT_ID* list, CK_ULONG* count) {
  return withModule([&](Module& module) {
    // The second of the two calls means the devices of the first.
    if (list == nullptr) module.scan();
    giveList(module.slots(onlyPresent != 0), list, count);
  });
}

CK_RV GetSlotInfo(CK_SLOT_ID id, CK_SLOT_INFO* info) {
  return withModule([&](Module& module) {
    require(info != nullptr, CKR_ARGUMENTS_BAD);
    const Token& token = module.token(id);
    *info = CK_SLOT_INFO{};
    softukey::fillText(info->slotDescription, token.device);
    softukey::fillText(info->manufacturerID, token.info.manufacturer);
    info->flags = CKF_REMOVABLE_DEVICE | flagIf(token.isPresent, CKF_TOKEN_PRESENT);
  });
}

CK_RV GetTokenInfo(CK_SLOT_ID id, CK_TOKEN_INFO* info) {
  return withModule([&](Module& module) {
    require(info != nullptr, CKR_ARGUMENTS_BAD);
    Token& token = module.presentToken(id);
    module.refreshPins(token);
    *info = CK_TOKEN_INFO{};
    softukey::fillText(info->label, token.info.label.empty() ? token.application : token.info.label);
    softukey::fillText(info->manufacturerID, token.info.manufacturer);
    softukey::fillText(info->model, "SKF " + token.application);
    softukey::fillText(info->serialNumber, serialOf(token.info));
    info->flags = tokenFlags(token);
    info->ulSessionCount = token.sessions;
    info->ulRwSessionCount = token.writeSessions;
    info->ulMinPinLen = kPinShortest;
    info->ulMaxPinLen = kPinLongest;
    for (CK_ULONG* memory : {&info->ulTotalPublicMemory, &info->ulFreePublicMemory, &info->ulTotalPrivateMemory,
                             &info->ulFreePrivateMemory})
      *memory = CK_UNAVAILABLE_INFORMATION;
    info->hardwareVersion = {token.info.hardware[0], token.info.hardware[1]};
    info->firmwareVersion = {token.info.firmware[0], token.info.firmware[1]};
    softukey::fillText(info->utcTime, "");
  });
}

CK_RV GetMechanismList(CK_SLOT_ID id, CK_MECHANISM_TYPE* list, CK_ULONG* count) {
  return withModule([&](Module& module) {
    module.presentToken(id);
    giveList<CK_MECHANISM_TYPE>({CKM_VENDOR_SM2_RAW}, list, count);
  });
}

CK_RV GetMechanismInfo(CK_SLOT_ID id, CK_MECHANISM_TYPE type, CK_MECHANISM_INFO* info) {
  return withModule([&](Module& module) {
    module.presentToken(id);
    require(info != nullptr, CKR_ARGUMENTS_BAD);
    require(type == CKM_VENDOR_SM2_RAW, CKR_MECHANISM_INVALID);
    *info = {256, 256, CKF_SIGN};
  });
}

}  // namespace skfbridge::api
