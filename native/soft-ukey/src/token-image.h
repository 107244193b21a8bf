// A token as it is kept in its file: PIN counters, wrapped data key, objects. README.md has the byte layout.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "object.h"

namespace softukey {

constexpr std::uint8_t kPinTries = 6;
constexpr std::size_t kTokenFileLimit = 4u << 20;
/** Handles of token objects stay below this; session objects start here. */
constexpr CK_OBJECT_HANDLE kFirstSessionObject = 0x40000000;

struct PinRecord {
  std::uint8_t triesLeft = 0;
  bool isSet = false;
  Bytes salt;        // 16
  Bytes wrappedKey;  // data key sealed under the PIN's key: 60
};

struct TokenImage {
  std::string serial;  // 16 characters
  std::string label;   // 32 characters, padded with blanks
  Bytes instance;      // 16 random octets, new with every initialisation
  std::uint32_t iterations = 0;
  PinRecord user, securityOfficer;
  std::uint32_t nextHandle = 1;
  std::map<CK_OBJECT_HANDLE, Object> objects;
};

Bytes encodeImage(const TokenImage& image);
/** Nothing when the octets are not an intact token file. Bounded: never reads past its input. */
std::optional<TokenImage> decodeImage(const Bytes& bytes);

}  // namespace softukey
