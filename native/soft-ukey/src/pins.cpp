// Spending, comparing and restoring PIN tries.
#include "pins.h"

#include "crypto.h"
#include "fail.h"

namespace softukey {

namespace {

Bytes wrappingContext(const TokenImage& image, Who who) {
  Bytes context = image.instance;
  context.push_back(who == Who::user ? 'U' : 'S');
  return context;
}

CK_FLAGS flagsOf(const PinRecord& pin, CK_FLAGS low, CK_FLAGS final, CK_FLAGS locked) {
  if (!pin.isSet) return 0;
  return flagIf(pin.triesLeft < kPinTries, low) | flagIf(pin.triesLeft == 1, final) | flagIf(pin.triesLeft == 0, locked);
}

}  // namespace

PinRecord& recordOf(TokenImage& image, Who who) { return who == Who::user ? image.user : image.securityOfficer; }

SecretBytes pinFrom(const CK_BYTE* text, CK_ULONG length) {
  require(text != nullptr, CKR_ARGUMENTS_BAD);
  // Longer than any PIN can be: kept as something wrong, so that it costs a try like every other wrong PIN.
  return SecretBytes(text, text + (length > kPinLongest ? kPinLongest + 1 : length));
}

void requirePinLength(const SecretBytes& pin) {
  require(pin.size() >= kPinShortest && pin.size() <= kPinLongest, CKR_PIN_LEN_RANGE);
}

void setPin(TokenImage& image, Who who, const SecretBytes& pin, const SecretBytes& dataKey) {
  PinRecord& record = recordOf(image, who);
  record.salt = randomBytes(kSaltLength);
  const SecretBytes key = pinToKey(pin, record.salt, image.iterations);
  record.wrappedKey = seal(key, wrappingContext(image, who), dataKey);
  record.isSet = true;
  record.triesLeft = kPinTries;
}

SecretBytes checkPin(LockedTokenFile& file, TokenImage& image, Who who, const SecretBytes& pin, const Fault& fault) {
  PinRecord& record = recordOf(image, who);
  require(record.isSet, CKR_USER_PIN_NOT_INITIALIZED);
  require(record.triesLeft > 0, CKR_PIN_LOCKED);
  record.triesLeft -= 1;
  file.replace(encodeImage(image));
  suffer(fault, FaultPoint::login);
  const SecretBytes key = pinToKey(pin, record.salt, image.iterations);
  auto dataKey = unseal(key, wrappingContext(image, who), record.wrappedKey);
  if (!dataKey) fail(record.triesLeft == 0 ? CKR_PIN_LOCKED : CKR_PIN_INCORRECT);
  record.triesLeft = kPinTries;
  file.replace(encodeImage(image));
  return *dataKey;
}

CK_FLAGS pinFlags(const TokenImage& image) {
  return flagsOf(image.user, CKF_USER_PIN_COUNT_LOW, CKF_USER_PIN_FINAL_TRY, CKF_USER_PIN_LOCKED) |
         flagsOf(image.securityOfficer, CKF_SO_PIN_COUNT_LOW, CKF_SO_PIN_FINAL_TRY, CKF_SO_PIN_LOCKED);
}

}  // namespace softukey
