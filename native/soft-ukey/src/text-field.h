// Fixed-width text of PKCS#11 structures: padded with blanks, no final zero, cut at a whole UTF-8 character.
#pragma once
#include <cstring>
#include <string_view>

#include "pkcs11.h"

namespace softukey {

constexpr std::string_view kManufacturer = "Bianyin (software, test only)";
constexpr std::string_view kModel = "Soft UKey demo";
/** Of a token whose PIN is quicker to guess than usual, so that nobody takes it for another (16 octets at most). */
constexpr std::string_view kWeakModel = "Soft UKey weak";
constexpr std::string_view kDescription = "Bianyin soft UKey - demo and tests";

template <std::size_t Width>
void fillText(CK_UTF8CHAR (&field)[Width], std::string_view text) {
  std::size_t length = text.size() < Width ? text.size() : Width;
  while (length < text.size() && length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
  std::memset(field, ' ', Width);
  std::memcpy(field, text.data(), length);
}

}  // namespace softukey
