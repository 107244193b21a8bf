// Attribute access of one object, and the rules of C_GetAttributeValue.
#include "object.h"

#include <cstring>

namespace softukey {

const Bytes* Object::find(CK_ATTRIBUTE_TYPE type) const {
  const auto found = attributes.find(type);
  return found == attributes.end() ? nullptr : &found->second;
}

CK_ULONG Object::number(CK_ATTRIBUTE_TYPE type, CK_ULONG otherwise) const {
  const Bytes* value = find(type);
  if (!value || value->size() != sizeof(CK_ULONG)) return otherwise;
  CK_ULONG result = 0;
  std::memcpy(&result, value->data(), sizeof result);
  return result;
}

bool Object::truth(CK_ATTRIBUTE_TYPE type, bool otherwise) const {
  const Bytes* value = find(type);
  return value && value->size() == 1 ? (*value)[0] != 0 : otherwise;
}

void Object::setNumber(CK_ATTRIBUTE_TYPE type, CK_ULONG value) { attributes[type] = numberBytes(value); }

Bytes Object::point() const {
  const Bytes* value = find(CKA_EC_POINT);
  // DER OCTET STRING of 65 octets: 04 41 04 …
  if (!value || value->size() != 67 || (*value)[0] != 0x04 || (*value)[1] != 0x41) return {};
  return Bytes(value->begin() + 2, value->end());
}

std::size_t Object::storedSize() const {
  std::size_t size = sealed.size();
  for (const auto& [type, value] : attributes) size += 8 + value.size();
  return size;
}

bool isNumberAttribute(CK_ATTRIBUTE_TYPE type) {
  switch (type) {
    case CKA_CLASS:
    case CKA_CERTIFICATE_TYPE:
    case CKA_CERTIFICATE_CATEGORY:
    case CKA_KEY_TYPE:
    case CKA_KEY_GEN_MECHANISM:
      return true;
    default:
      return false;
  }
}

bool isTruthAttribute(CK_ATTRIBUTE_TYPE type) {
  switch (type) {
    case CKA_TOKEN:
    case CKA_PRIVATE:
    case CKA_TRUSTED:
    case CKA_LOCAL:
    case CKA_ALWAYS_AUTHENTICATE:
    case CKA_WRAP_WITH_TRUSTED:
    case CKA_EXTRACTABLE:
    case CKA_NEVER_EXTRACTABLE:
    case CKA_ALWAYS_SENSITIVE:
      return true;
    default:
      return (type >= CKA_SENSITIVE && type <= CKA_DERIVE) || (type >= CKA_MODIFIABLE && type <= CKA_DESTROYABLE);
  }
}

Bytes numberBytes(CK_ULONG value) {
  Bytes bytes(sizeof value);
  std::memcpy(bytes.data(), &value, sizeof value);
  return bytes;
}

Bytes sealingContext(const Bytes& instance, CK_OBJECT_HANDLE handle, const Object& object) {
  Bytes context = instance;
  for (int shift = 24; shift >= 0; shift -= 8) context.push_back(static_cast<std::uint8_t>(handle >> shift));
  if (const Bytes* point = object.find(CKA_EC_POINT)) append(context, *point);
  return context;
}

namespace {

CK_RV copyOut(const std::uint8_t* value, std::size_t length, CK_ATTRIBUTE& target) {
  if (target.pValue == nullptr) {
    target.ulValueLen = length;
    return CKR_OK;
  }
  if (target.ulValueLen < length) {
    target.ulValueLen = CK_UNAVAILABLE_INFORMATION;
    return CKR_BUFFER_TOO_SMALL;
  }
  if (length > 0) std::memcpy(target.pValue, value, length);
  target.ulValueLen = length;
  return CKR_OK;
}

CK_RV readOne(const Object& object, const SecretBytes* secret, CK_ATTRIBUTE& wanted) {
  const bool hidden = object.objectClass() == CKO_PRIVATE_KEY && wanted.type == CKA_VALUE;
  if (!hidden && wanted.type == CKA_VALUE && secret) return copyOut(secret->data(), secret->size(), wanted);
  const Bytes* value = hidden ? nullptr : object.find(wanted.type);
  if (value) return copyOut(value->data(), value->size(), wanted);
  wanted.ulValueLen = CK_UNAVAILABLE_INFORMATION;
  return hidden ? CKR_ATTRIBUTE_SENSITIVE : CKR_ATTRIBUTE_TYPE_INVALID;
}

}  // namespace

CK_RV readAttributes(const Object& object, const SecretBytes* secret, CK_ATTRIBUTE* wanted, CK_ULONG count) {
  // Every attribute is served even when one fails; the first failure is what the caller hears.
  CK_RV first = CKR_OK;
  for (CK_ULONG i = 0; i < count; ++i) {
    const CK_RV rv = readOne(object, secret, wanted[i]);
    if (first == CKR_OK) first = rv;
  }
  return first;
}

bool matches(const Object& object, const Object& wanted) {
  for (const auto& [type, value] : wanted.attributes) {
    const Bytes* own = object.find(type);
    if (!own || *own != value) return false;
  }
  return true;
}

}  // namespace softukey
