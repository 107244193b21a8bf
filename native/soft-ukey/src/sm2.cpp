// SM2 on libcrypto: EVP for the arithmetic (constant time there), own code for ZA and the encodings.
#include "sm2.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/param_build.h>

#include "crypto.h"
#include "fail.h"

namespace softukey::sm2 {

namespace {

template <class T>
using Owned = std::unique_ptr<T, void (*)(T*)>;

void check(bool good) { require(good, CKR_DEVICE_ERROR); }

Owned<EVP_PKEY_CTX> contextFor(EVP_PKEY* key) {
  Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr), EVP_PKEY_CTX_free);
  require(context != nullptr, CKR_HOST_MEMORY);
  return context;
}

/** a ‖ b ‖ xG ‖ yG of GB/T 32918.5-2017 §3. */
const std::uint8_t kCurveOctets[128] = {
    0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,  //
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfc,  //
    0x28, 0xe9, 0xfa, 0x9e, 0x9d, 0x9f, 0x5e, 0x34, 0x4d, 0x5a, 0x9e, 0x4b, 0xcf, 0x65, 0x09, 0xa7,  //
    0xf3, 0x97, 0x89, 0xf5, 0x15, 0xab, 0x8f, 0x92, 0xdd, 0xbc, 0xbd, 0x41, 0x4d, 0x94, 0x0e, 0x93,  //
    0x32, 0xc4, 0xae, 0x2c, 0x1f, 0x19, 0x81, 0x19, 0x5f, 0x99, 0x04, 0x46, 0x6a, 0x39, 0xc9, 0x94,  //
    0x8f, 0xe3, 0x0b, 0xbf, 0xf2, 0x66, 0x0b, 0xe1, 0x71, 0x5a, 0x45, 0x89, 0x33, 0x4c, 0x74, 0xc7,  //
    0xbc, 0x37, 0x36, 0xa2, 0xf4, 0xf6, 0x77, 0x9c, 0x59, 0xbd, 0xce, 0xe3, 0x6b, 0x69, 0x21, 0x53,  //
    0xd0, 0xa9, 0x87, 0x7c, 0xc6, 0x2a, 0x47, 0x40, 0x02, 0xdf, 0x32, 0xe5, 0x21, 0x39, 0xf0, 0xa0,
};

Key keyFromParts(const Bytes& point, BIGNUM* scalar) {
  Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
  require(builder != nullptr, CKR_HOST_MEMORY);
  check(OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0) == 1);
  check(OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) == 1);
  if (scalar) check(OSSL_PARAM_BLD_push_BN_pad(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar, kScalarLength) == 1);
  Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder.get()), OSSL_PARAM_free);
  Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr), EVP_PKEY_CTX_free);
  EVP_PKEY* key = nullptr;
  const bool built = context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
                     EVP_PKEY_fromdata(context.get(), &key, scalar ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY,
                                       parameters.get()) == 1;
  check(built);
  return Key(key, EVP_PKEY_free);
}

}  // namespace

const Bytes kCurveOid = {0x06, 0x08, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x82, 0x2d};
const Bytes kDefaultIdentity = {'1', '2', '3', '4', '5', '6', '7', '8', '1', '2', '3', '4', '5', '6', '7', '8'};

KeyPair generate() {
  Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr), EVP_PKEY_CTX_free);
  EVP_PKEY* made = nullptr;
  check(context && EVP_PKEY_keygen_init(context.get()) == 1 && EVP_PKEY_generate(context.get(), &made) == 1);
  Key key(made, EVP_PKEY_free);
  KeyPair pair{SecretBytes(kScalarLength), Bytes(kPointLength)};
  std::size_t length = 0;
  check(EVP_PKEY_get_octet_string_param(key.get(), OSSL_PKEY_PARAM_PUB_KEY, pair.point.data(), pair.point.size(),
                                        &length) == 1 &&
        length == kPointLength);
  BIGNUM* number = nullptr;
  check(EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1);
  Owned<BIGNUM> scalar(number, BN_clear_free);
  check(BN_bn2binpad(scalar.get(), pair.scalar.data(), kScalarLength) == static_cast<int>(kScalarLength));
  return pair;
}

Key privateKey(const SecretBytes& scalar, const Bytes& point) {
  Owned<BIGNUM> number(BN_secure_new(), BN_clear_free);
  require(number != nullptr, CKR_HOST_MEMORY);
  check(BN_bin2bn(scalar.data(), static_cast<int>(scalar.size()), number.get()) != nullptr);
  BN_set_flags(number.get(), BN_FLG_CONSTTIME);
  return keyFromParts(point, number.get());
}

std::optional<Key> publicKey(const Bytes& point) {
  if (point.size() != kPointLength || point[0] != 4) return std::nullopt;
  try {
    return keyFromParts(point, nullptr);
  } catch (const Fail&) {
    return std::nullopt;
  }
}

Bytes identityDigest(const Bytes& point, const Bytes& identity) {
  require(point.size() == kPointLength, CKR_DEVICE_ERROR);
  require(identity.size() <= 8191, CKR_MECHANISM_PARAM_INVALID);
  const std::size_t bits = identity.size() * 8;
  const std::uint8_t length[2] = {static_cast<std::uint8_t>(bits >> 8), static_cast<std::uint8_t>(bits)};
  Sm3 digest;
  digest.update(length, 2).update(identity).update(kCurveOctets, sizeof kCurveOctets);
  return digest.update(point.data() + 1, kPointLength - 1).finish();
}

Bytes signDigest(EVP_PKEY* key, const Bytes& digest) {
  auto context = contextFor(key);
  Bytes signature(kDerMaxLength);
  std::size_t length = signature.size();
  check(EVP_PKEY_sign_init(context.get()) == 1 &&
        EVP_PKEY_sign(context.get(), signature.data(), &length, digest.data(), digest.size()) == 1);
  signature.resize(length);
  return signature;
}

bool verifyDigest(EVP_PKEY* key, const Bytes& digest, const Bytes& derSignature) {
  auto context = contextFor(key);
  check(EVP_PKEY_verify_init(context.get()) == 1);
  return EVP_PKEY_verify(context.get(), derSignature.data(), derSignature.size(), digest.data(), digest.size()) == 1;
}

Bytes derToRaw(const Bytes& derSignature) {
  const std::uint8_t* at = derSignature.data();
  Owned<ECDSA_SIG> pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(derSignature.size())), ECDSA_SIG_free);
  check(pair != nullptr);
  Bytes raw(kRawLength);
  check(BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), raw.data(), 32) == 32);
  check(BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), raw.data() + 32, 32) == 32);
  return raw;
}

std::optional<Bytes> rawToDer(const Bytes& rawSignature) {
  if (rawSignature.size() != kRawLength) return std::nullopt;
  Owned<ECDSA_SIG> pair(ECDSA_SIG_new(), ECDSA_SIG_free);
  BIGNUM* r = BN_bin2bn(rawSignature.data(), 32, nullptr);
  BIGNUM* s = BN_bin2bn(rawSignature.data() + 32, 32, nullptr);
  require(pair && r && s && ECDSA_SIG_set0(pair.get(), r, s) == 1, CKR_HOST_MEMORY);
  std::uint8_t* encoded = nullptr;
  const int length = i2d_ECDSA_SIG(pair.get(), &encoded);
  check(length > 0);
  Bytes der(encoded, encoded + length);
  OPENSSL_free(encoded);
  return der;
}

}  // namespace softukey::sm2
