// SM3, randomness, PBKDF2-HMAC-SM3 and AES-256-GCM on libcrypto.
#include "crypto.h"

#include <openssl/rand.h>

#include "fail.h"

namespace softukey {

namespace {

constexpr int kNonceLength = 12;
constexpr int kTagLength = 16;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, void (*)(EVP_CIPHER_CTX*)>;

void check(int result) { require(result == 1, CKR_GENERAL_ERROR); }

CipherContext cipherContext() {
  CipherContext context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  require(context != nullptr, CKR_HOST_MEMORY);
  return context;
}

}  // namespace

void startCrypto() {
  // A configuration file could load foreign providers; a handler at exit could run after this library is gone.
  check(OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, nullptr));
}

Sm3::Sm3() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
  require(context_ != nullptr, CKR_HOST_MEMORY);
  check(EVP_DigestInit_ex(context_.get(), EVP_sm3(), nullptr));
}

Sm3& Sm3::update(const std::uint8_t* data, std::size_t length) {
  check(EVP_DigestUpdate(context_.get(), data, length));
  return *this;
}

Bytes Sm3::finish() {
  Bytes digest(kDigestLength);
  check(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr));
  return digest;
}

Bytes sm3(const std::uint8_t* data, std::size_t length) { return Sm3().update(data, length).finish(); }

void fillRandom(std::uint8_t* target, std::size_t length) {
  require(length <= 1u << 20, CKR_ARGUMENTS_BAD);
  require(RAND_bytes(target, static_cast<int>(length)) == 1, CKR_DEVICE_ERROR);
}

Bytes randomBytes(std::size_t length) {
  Bytes bytes(length);
  fillRandom(bytes.data(), length);
  return bytes;
}

SecretBytes randomSecret(std::size_t length) {
  SecretBytes bytes(length);
  require(RAND_priv_bytes(bytes.data(), static_cast<int>(length)) == 1, CKR_DEVICE_ERROR);
  return bytes;
}

SecretBytes pinToKey(const SecretBytes& pin, const Bytes& salt, std::uint32_t iterations) {
  SecretBytes key(kKeyLength);
  // libcrypto takes a null pointer for "no PIN given": an empty PIN still needs an address.
  const char* text = pin.empty() ? "" : reinterpret_cast<const char*>(pin.data());
  check(PKCS5_PBKDF2_HMAC(text, static_cast<int>(pin.size()), salt.data(), static_cast<int>(salt.size()),
                          static_cast<int>(iterations), EVP_sm3(), static_cast<int>(key.size()), key.data()));
  return key;
}

Bytes seal(const SecretBytes& key, const Bytes& associated, const SecretBytes& plain) {
  Bytes out = randomBytes(kNonceLength);
  out.resize(kNonceLength + plain.size() + kTagLength);
  auto context = cipherContext();
  int written = 0;
  check(EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), out.data()));
  check(EVP_EncryptUpdate(context.get(), nullptr, &written, associated.data(), static_cast<int>(associated.size())));
  std::uint8_t* body = out.data() + kNonceLength;
  check(EVP_EncryptUpdate(context.get(), body, &written, plain.data(), static_cast<int>(plain.size())));
  check(EVP_EncryptFinal_ex(context.get(), body + written, &written));
  check(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagLength, body + plain.size()));
  return out;
}

std::optional<SecretBytes> unseal(const SecretBytes& key, const Bytes& associated, const Bytes& sealed) {
  if (sealed.size() < kNonceLength + kTagLength) return std::nullopt;
  Bytes copy = sealed;  // libcrypto wants a mutable tag
  const std::size_t length = sealed.size() - kNonceLength - kTagLength;
  SecretBytes plain(length);
  auto context = cipherContext();
  int written = 0;
  const std::uint8_t* body = sealed.data() + kNonceLength;
  check(EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), sealed.data()));
  check(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagLength, copy.data() + kNonceLength + length));
  check(EVP_DecryptUpdate(context.get(), nullptr, &written, associated.data(), static_cast<int>(associated.size())));
  check(EVP_DecryptUpdate(context.get(), plain.data(), &written, body, static_cast<int>(length)));
  std::uint8_t none[16];
  if (EVP_DecryptFinal_ex(context.get(), none, &written) != 1) return std::nullopt;
  return plain;
}

}  // namespace softukey
