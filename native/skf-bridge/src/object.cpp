// Reading and comparing attributes.
#include "object.h"

namespace skfbridge {

namespace {

Bytes numberBytes(CK_ULONG value) {
  Bytes bytes(sizeof value);
  std::memcpy(bytes.data(), &value, sizeof value);
  return bytes;
}

CK_RV readOne(const Object& object, CK_ATTRIBUTE& wanted) {
  const auto found = object.attributes.find(wanted.type);
  if (found == object.attributes.end()) {
    wanted.ulValueLen = CK_UNAVAILABLE_INFORMATION;
    return object.isPrivateKey() && wanted.type == CKA_VALUE ? CKR_ATTRIBUTE_SENSITIVE : CKR_ATTRIBUTE_TYPE_INVALID;
  }
  const Bytes& value = found->second;
  const bool isRoomy = wanted.pValue == nullptr || wanted.ulValueLen >= value.size();
  if (wanted.pValue != nullptr && isRoomy && !value.empty()) std::memcpy(wanted.pValue, value.data(), value.size());
  wanted.ulValueLen = isRoomy ? static_cast<CK_ULONG>(value.size()) : CK_UNAVAILABLE_INFORMATION;
  return isRoomy ? CKR_OK : CKR_BUFFER_TOO_SMALL;
}

}  // namespace

void Object::setNumber(CK_ATTRIBUTE_TYPE type, CK_ULONG value) { set(type, numberBytes(value)); }

bool Object::isPrivateKey() const {
  const auto found = attributes.find(CKA_CLASS);
  return found != attributes.end() && found->second == numberBytes(CKO_PRIVATE_KEY);
}

CK_RV readAttributes(const Object& object, CK_ATTRIBUTE* wanted, CK_ULONG count) {
  // Every attribute is served even when one fails; the first failure is what the caller hears.
  CK_RV first = CKR_OK;
  for (CK_ULONG i = 0; i < count; ++i) {
    const CK_RV rv = readOne(object, wanted[i]);
    if (first == CKR_OK) first = rv;
  }
  return first;
}

bool matches(const Object& object, const CK_ATTRIBUTE* wanted, CK_ULONG count) {
  for (CK_ULONG i = 0; i < count; ++i) {
    const auto found = object.attributes.find(wanted[i].type);
    if (found == object.attributes.end() || found->second.size() != wanted[i].ulValueLen) return false;
    const auto* value = static_cast<const std::uint8_t*>(wanted[i].pValue);
    if (value == nullptr ? !found->second.empty() : !std::equal(found->second.begin(), found->second.end(), value))
      return false;
  }
  return true;
}

}  // namespace skfbridge
