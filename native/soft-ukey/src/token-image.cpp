// Token file codec. Integers are big-endian; the last 32 octets are SM3 over all before them, against accidents only:
// whoever can write the file can compute it, but cannot make a sealed key usable.
#include "token-image.h"

#include <algorithm>
#include <cstring>

#include "configuration.h"
#include "crypto.h"

namespace softukey {

namespace {

constexpr char kMagic[] = "BYUKEY1";  // 8 octets with the final zero
constexpr std::size_t kWrappedLength = 60;
constexpr std::uint32_t kMostIterations = 2'000'000;

class Writer {
 public:
  Bytes bytes;
  void number(std::uint64_t value, int octets) {
    for (int i = octets - 1; i >= 0; --i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  }
  void raw(const void* data, std::size_t length) {
    const auto* at = static_cast<const std::uint8_t*>(data);
    bytes.insert(bytes.end(), at, at + length);
  }
  void fixed(const Bytes& value, std::size_t length) {
    Bytes padded = value;
    padded.resize(length);
    append(bytes, padded);
  }
  void block(const Bytes& value) {
    number(value.size(), 4);
    append(bytes, value);
  }
};

class Reader {
 public:
  Reader(const Bytes& bytes, std::size_t end) : bytes_(bytes), end_(end) {}
  bool good() const { return good_; }
  bool atEnd() const { return good_ && at_ == end_; }
  std::uint64_t number(int octets) {
    std::uint64_t value = 0;
    for (const std::uint8_t octet : take(static_cast<std::size_t>(octets))) value = value << 8 | octet;
    return value;
  }
  Bytes take(std::size_t length) {
    if (!good_ || length > end_ - at_) {
      good_ = false;
      return Bytes{};
    }
    at_ += length;
    return Bytes(bytes_.begin() + static_cast<std::ptrdiff_t>(at_ - length),
                 bytes_.begin() + static_cast<std::ptrdiff_t>(at_));
  }
  Bytes block() { return take(static_cast<std::size_t>(number(4))); }
  std::string text(std::size_t length) {
    const Bytes octets = take(length);
    return std::string(octets.begin(), octets.end());
  }

 private:
  const Bytes& bytes_;
  std::size_t end_;
  std::size_t at_ = 0;
  bool good_ = true;
};

void writePin(Writer& out, const PinRecord& pin) {
  out.number(pin.isSet ? 1 : 0, 1);
  out.number(pin.triesLeft, 1);
  out.fixed(pin.salt, kSaltLength);
  out.fixed(pin.wrappedKey, kWrappedLength);
}

bool readPin(Reader& in, PinRecord& pin) {
  const auto set = in.number(1);
  pin.isSet = set == 1;
  pin.triesLeft = static_cast<std::uint8_t>(in.number(1));
  pin.salt = in.take(kSaltLength);
  pin.wrappedKey = in.take(kWrappedLength);
  return in.good() && set <= 1 && pin.triesLeft <= kPinTries;
}

void writeObject(Writer& out, CK_OBJECT_HANDLE handle, const Object& object) {
  out.number(handle, 4);
  out.number(object.attributes.size(), 2);
  for (const auto& [type, value] : object.attributes) {
    out.number(type, 4);
    // CK_ULONG differs by platform, the file does not: 8 octets, big-endian.
    if (isNumberAttribute(type)) {
      out.number(8, 4);
      out.number(object.number(type, 0), 8);
    } else {
      out.block(value);
    }
  }
  out.block(object.sealed);
}

bool readAttribute(Reader& in, Object& object) {
  const auto type = static_cast<CK_ATTRIBUTE_TYPE>(in.number(4));
  Bytes value = in.block();
  if (!in.good() || (isTruthAttribute(type) && value.size() != 1)) return false;
  if (isNumberAttribute(type)) {
    if (value.size() != 8) return false;
    std::uint64_t number = 0;
    for (const std::uint8_t octet : value) number = number << 8 | octet;
    value = numberBytes(static_cast<CK_ULONG>(number));
  }
  return object.attributes.emplace(type, std::move(value)).second;
}

bool readObject(Reader& in, TokenImage& image) {
  const auto handle = static_cast<CK_OBJECT_HANDLE>(in.number(4));
  const auto count = in.number(2);
  Object object;
  for (std::uint64_t i = 0; i < count; ++i)
    if (!readAttribute(in, object)) return false;
  object.sealed = in.block();
  const bool handleGood = handle > 0 && handle < image.nextHandle;
  if (!in.good() || !handleGood || !object.isOnToken() || object.objectClass() > CKO_PRIVATE_KEY) return false;
  return image.objects.emplace(handle, std::move(object)).second;
}

}  // namespace

Bytes encodeImage(const TokenImage& image) {
  Writer out;
  out.raw(kMagic, sizeof kMagic);
  out.raw(image.serial.data(), 16);
  out.raw(image.label.data(), 32);
  out.fixed(image.instance, 16);
  out.number(image.iterations, 4);
  writePin(out, image.securityOfficer);
  writePin(out, image.user);
  out.number(image.nextHandle, 4);
  out.number(image.objects.size(), 4);
  for (const auto& [handle, object] : image.objects) writeObject(out, handle, object);
  append(out.bytes, sm3(out.bytes.data(), out.bytes.size()));
  return out.bytes;
}

std::optional<TokenImage> decodeImage(const Bytes& bytes) {
  if (bytes.size() < sizeof kMagic + kDigestLength || bytes.size() > kTokenFileLimit) return std::nullopt;
  const std::size_t end = bytes.size() - kDigestLength;
  const Bytes digest = sm3(bytes.data(), end);
  if (std::memcmp(bytes.data(), kMagic, sizeof kMagic) != 0) return std::nullopt;
  if (!std::equal(digest.begin(), digest.end(), bytes.begin() + static_cast<std::ptrdiff_t>(end))) return std::nullopt;
  Reader in(bytes, end);
  in.take(sizeof kMagic);
  TokenImage image;
  image.serial = in.text(16);
  image.label = in.text(32);
  image.instance = in.take(16);
  image.iterations = static_cast<std::uint32_t>(in.number(4));
  if (!readPin(in, image.securityOfficer) || !readPin(in, image.user)) return std::nullopt;
  image.nextHandle = static_cast<std::uint32_t>(in.number(4));
  const auto count = in.number(4);
  for (std::uint64_t i = 0; i < count; ++i)
    if (!readObject(in, image)) return std::nullopt;
  const bool sane = in.atEnd() && image.securityOfficer.isSet && image.iterations >= kFewestPinIterations &&
                    image.iterations <= kMostIterations && image.nextHandle <= kFirstSessionObject;
  return sane ? std::optional(std::move(image)) : std::nullopt;
}

}  // namespace softukey
