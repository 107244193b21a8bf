// SM2 signatures (GB/T 32918.2-2016): keys, ZA, digest signing and verification, and the two signature encodings.
#pragma once
#include <memory>
#include <optional>

#include <openssl/evp.h>

#include "bytes.h"

namespace softukey::sm2 {

constexpr std::size_t kPointLength = 65;
constexpr std::size_t kScalarLength = 32;
constexpr std::size_t kRawLength = 64;
/** SEQUENCE { INTEGER ≤ 33 octets, INTEGER ≤ 33 octets }. */
constexpr std::size_t kDerMaxLength = 72;

/** DER of the object identifier 1.2.156.10197.1.301 (SM2 curve), as CKA_EC_PARAMS holds it. */
extern const Bytes kCurveOid;
/** The signer identity that GM/T 0009-2012 §10 sets where nothing else is agreed: "1234567812345678". */
extern const Bytes kDefaultIdentity;

using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;

struct KeyPair {
  SecretBytes scalar;
  Bytes point;  // 04 ‖ X ‖ Y
};

KeyPair generate();
/** A usable key; fails with `CKR_DEVICE_ERROR` when the parts are no SM2 key. */
Key privateKey(const SecretBytes& scalar, const Bytes& point);
/** Nothing when the point is not on the curve. */
std::optional<Key> publicKey(const Bytes& point);

/** ZA of GB/T 32918.2-2016 §5.5. */
Bytes identityDigest(const Bytes& point, const Bytes& identity);

/** DER signature over a digest of 32 octets. */
Bytes signDigest(EVP_PKEY* key, const Bytes& digest);
bool verifyDigest(EVP_PKEY* key, const Bytes& digest, const Bytes& derSignature);

Bytes derToRaw(const Bytes& derSignature);
std::optional<Bytes> rawToDer(const Bytes& rawSignature);

}  // namespace softukey::sm2
