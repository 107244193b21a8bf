// Signatures of the odd driver: `signature KIND` writes what the token made in another way, as drivers in the field do; `mechanism FROM TO` gives
// a mechanism of the token another number, and no other number is known then.
#include <algorithm>
#include <cstring>

#include "odd.h"

namespace odd {

namespace {

constexpr CK_RV mechanismInvalid = 0x70, notLoggedIn = 0x101, tooSmall = 0x150;

/** A number of a DER signature as 32 octets. */
std::string number32(const std::string& der, std::size_t& at) {
  const auto length = static_cast<unsigned char>(der[at + 1]);
  std::string value = der.substr(at + 2, length);
  at += 2 + length;
  while (value.size() > 32) value.erase(0, 1);
  return std::string(32 - value.size(), '\0') + value;
}

std::string reversed(std::string text) {
  std::reverse(text.begin(), text.end());
  return text;
}

std::string derNumber(std::string value) {
  while (value.size() > 1 && value[0] == '\0' && static_cast<signed char>(value[1]) >= 0) value.erase(0, 1);
  if (static_cast<signed char>(value[0]) < 0) value.insert(0, 1, '\0');
  return std::string("\x02") + static_cast<char>(value.size()) + value;
}

std::string derOf(const std::string& r, const std::string& s) {
  const std::string body = derNumber(r) + derNumber(s);
  return std::string("\x30") + static_cast<char>(body.size()) + body;
}

/** `made` is what the soft UKey gave: 64 octets, or DER. */
std::string written(const std::string& kind, const std::string& made) {
  std::size_t at = 2;
  const bool isRaw = made.size() == 64;
  const std::string r = isRaw ? made.substr(0, 32) : number32(made, at);
  const std::string s = isRaw ? made.substr(32) : number32(made, at);
  const std::string der = derOf(r, s);
  const std::string none(32, '\0'), body = der.substr(2);
  if (kind == "raw") return r + s;
  if (kind == "raw-33") return std::string(1, '\0') + r + std::string(1, '\0') + s;
  if (kind == "raw-65") return '\4' + r + s;
  if (kind == "skf") return none + r + none + s;
  if (kind == "raw-zeros") return r + s + none;
  if (kind == "der-zeros") return der + none;
  if (kind == "der-long") return std::string("\x30\x81") + der[1] + body;
  if (kind == "bit-string") return std::string("\x03") + static_cast<char>(der.size() + 1) + '\0' + der;
  if (kind == "octet-string") return std::string("\x04") + static_cast<char>(der.size()) + der;
  if (kind == "little-endian") return reversed(r) + reversed(s);
  if (kind == "swapped") return s + r;
  if (kind == "short") return (r + s).substr(0, 40);
  if (kind == "empty") return "";
  if (kind == "noise") return std::string(64, '\x5a');
  return der;
}

CK_RV SignInit(CK_SESSION_HANDLE session, CK_MECHANISM* mechanism, CK_OBJECT_HANDLE key) {
  if (const auto* answer = instead({"C_SignInit"})) return *answer;
  const auto renamed = settings("mechanism");
  if (renamed.empty() || mechanism == nullptr) return base().C_SignInit(session, mechanism, key);
  for (const Line* line : renamed) {
    if (number(line->word(1)) != mechanism->mechanism) continue;
    CK_MECHANISM own = *mechanism;
    own.mechanism = number(line->word(2));
    return base().C_SignInit(session, &own, key);
  }
  return mechanismInvalid;
}

CK_RV Sign(CK_SESSION_HANDLE session, CK_BYTE* data, CK_ULONG length, CK_BYTE* target, CK_ULONG* room) {
  if (const auto* answer = instead({"C_Sign"})) return *answer;
  if (setting("always-authenticate") && !takesContextLogin()) return notLoggedIn;
  const Line* kind = setting("signature");
  if (!kind) return base().C_Sign(session, data, length, target, room);
  std::string made(256, '\0');
  CK_ULONG size = made.size();
  if (const CK_RV value = base().C_Sign(session, data, length, reinterpret_cast<CK_BYTE*>(made.data()), &size)) return value;
  made.resize(size);
  const std::string result = written(kind->word(1), made);
  if (*room < result.size()) return tooSmall;
  *room = result.size();
  std::memcpy(target, result.data(), result.size());
  return CKR_OK;
}

}  // namespace

void addSignatures(CK_FUNCTION_LIST& list) {
  list.C_SignInit = SignInit;
  list.C_Sign = Sign;
}

}  // namespace odd
