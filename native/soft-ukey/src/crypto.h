// SM3 (GB/T 32905), randomness, and the two protections of a token file: PBKDF2-HMAC-SM3 (RFC 8018 §5.2) and
// AES-256-GCM (NIST SP 800-38D). libcrypto 3.0 has no SM4-GCM, hence AES.
#pragma once
#include <optional>

#include <openssl/evp.h>

#include "bytes.h"

namespace softukey {

constexpr std::size_t kDigestLength = 32;
constexpr std::size_t kKeyLength = 32;
constexpr std::size_t kSaltLength = 16;

/** Prepares libcrypto: no configuration file, no handler at exit. */
void startCrypto();

class Sm3 {
 public:
  Sm3();
  Sm3& update(const std::uint8_t* data, std::size_t length);
  Sm3& update(const Bytes& data) { return update(data.data(), data.size()); }
  Bytes finish();

 private:
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

Bytes sm3(const std::uint8_t* data, std::size_t length);

void fillRandom(std::uint8_t* target, std::size_t length);
Bytes randomBytes(std::size_t length);
SecretBytes randomSecret(std::size_t length);

/** Key of 32 octets from a PIN. */
SecretBytes pinToKey(const SecretBytes& pin, const Bytes& salt, std::uint32_t iterations);

/** nonce (12) ‖ ciphertext ‖ tag (16) under a key of 32 octets. */
Bytes seal(const SecretBytes& key, const Bytes& associated, const SecretBytes& plain);
/** Nothing when the key, the associated data or the ciphertext is wrong. */
std::optional<SecretBytes> unseal(const SecretBytes& key, const Bytes& associated, const Bytes& sealed);

}  // namespace softukey
