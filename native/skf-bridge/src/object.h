// A PKCS#11 object that the bridge makes of what a token holds: attributes in clear; nothing secret is ever in one.
#pragma once
#include <map>

#include "guarded.h"

namespace skfbridge {

struct Object {
  std::map<CK_ATTRIBUTE_TYPE, Bytes> attributes;

  void set(CK_ATTRIBUTE_TYPE type, Bytes value) { attributes[type] = std::move(value); }
  void setText(CK_ATTRIBUTE_TYPE type, const std::string& text) { set(type, Bytes(text.begin(), text.end())); }
  void setNumber(CK_ATTRIBUTE_TYPE type, CK_ULONG value);
  void setTruth(CK_ATTRIBUTE_TYPE type, bool value) { set(type, Bytes{value ? std::uint8_t{1} : std::uint8_t{0}}); }
  bool isPrivateKey() const;
};

/** Fills the caller's template (PKCS#11 v2.40 §5.7 C_GetAttributeValue). */
CK_RV readAttributes(const Object& object, CK_ATTRIBUTE* wanted, CK_ULONG count);
bool matches(const Object& object, const CK_ATTRIBUTE* wanted, CK_ULONG count);

}  // namespace skfbridge
