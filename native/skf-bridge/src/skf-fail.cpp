// GM/T 0016 Annex A beside PKCS#11 v2.40 §5.1.
#include "skf-fail.h"

#include "skf.h"

namespace skfbridge {

namespace {

constexpr std::uint32_t kFamily = 0x0A000000;

struct Pair {
  std::uint32_t sar;
  CK_RV rv;
};

constexpr Pair kPairs[] = {
    {SAR_NOTSUPPORTYETERR, CKR_FUNCTION_NOT_SUPPORTED},
    {SAR_INVALIDHANDLEERR, CKR_DEVICE_REMOVED},
    {SAR_INVALIDPARAMERR, CKR_ARGUMENTS_BAD},
    {SAR_KEYUSAGEERR, CKR_KEY_FUNCTION_NOT_PERMITTED},
    {SAR_MEMORYERR, CKR_HOST_MEMORY},
    {SAR_INDATALENERR, CKR_DATA_LEN_RANGE},
    {SAR_KEYNOTFOUNTERR, CKR_KEY_HANDLE_INVALID},
    {SAR_DEVICE_REMOVED, CKR_DEVICE_REMOVED},
    {SAR_PIN_INCORRECT, CKR_PIN_INCORRECT},
    {SAR_PIN_LOCKED, CKR_PIN_LOCKED},
    {SAR_PIN_INVALID, CKR_PIN_INCORRECT},
    {SAR_PIN_LEN_RANGE, CKR_PIN_LEN_RANGE},
    {SAR_USER_ALREADY_LOGGED_IN, CKR_USER_ALREADY_LOGGED_IN},
    {SAR_USER_PIN_NOT_INITIALIZED, CKR_USER_PIN_NOT_INITIALIZED},
    {SAR_USER_TYPE_INVALID, CKR_USER_TYPE_INVALID},
    {SAR_USER_NOT_LOGGED_IN, CKR_USER_NOT_LOGGED_IN},
    {SAR_NO_ROOM, CKR_DEVICE_MEMORY},
};

bool isOfFamily(std::uint32_t sar) { return (sar & 0xFFFF0000) == kFamily; }

}  // namespace

std::uint32_t plainCode(std::uint32_t sar) { return isOfFamily(sar) ? sar & 0xFFFFF0FF : sar; }

std::uint32_t triesIn(std::uint32_t sar) { return isOfFamily(sar) ? (sar & 0x0F00) >> 8 : 0; }

CK_RV returnValueOf(std::uint32_t sar) {
  for (const Pair& pair : kPairs)
    if (pair.sar == plainCode(sar)) return pair.rv;
  return 0x80000000 | sar;
}

bool isGone(std::uint32_t sar) {
  const std::uint32_t code = plainCode(sar);
  return code == SAR_DEVICE_REMOVED || code == SAR_INVALIDHANDLEERR;
}

}  // namespace skfbridge
