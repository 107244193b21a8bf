// PIN rules. A try is spent on disk before the PIN is compared, so that pulling the plug never buys a guess.
#pragma once
#include "configuration.h"
#include "token-file.h"
#include "token-image.h"

namespace softukey {

constexpr std::size_t kPinShortest = 6;
constexpr std::size_t kPinLongest = 32;

enum class Who { user, securityOfficer };

PinRecord& recordOf(TokenImage& image, Who who);

/** A PIN of a caller; fails with `CKR_ARGUMENTS_BAD` for a null pointer (there is no pin pad). */
SecretBytes pinFrom(const CK_BYTE* text, CK_ULONG length);

/** Fails with `CKR_PIN_LEN_RANGE` where a new PIN is too short or too long. */
void requirePinLength(const SecretBytes& pin);

/** Sets a PIN: a fresh salt, the data key wrapped under it, all tries back. */
void setPin(TokenImage& image, Who who, const SecretBytes& pin, const SecretBytes& dataKey);

/**
 * Checks a PIN against the token file under its lock and returns the data key. `image` ends as what the file holds.
 * Fails with `CKR_PIN_INCORRECT`, `CKR_PIN_LOCKED`, `CKR_USER_PIN_NOT_INITIALIZED`, and with the errors of
 * LockedTokenFile when a try cannot be written: then nothing was compared.
 */
SecretBytes checkPin(LockedTokenFile& file, TokenImage& image, Who who, const SecretBytes& pin, const Fault& fault);

/** The CKF_*_PIN_* flags of C_GetTokenInfo. */
CK_FLAGS pinFlags(const TokenImage& image);

}  // namespace softukey
