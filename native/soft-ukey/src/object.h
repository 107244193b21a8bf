// One PKCS#11 object: its public attributes in clear, its secret value (SM2 scalar, value of a private data object)
// sealed under the token's data key.
#pragma once
#include <map>

#include "bytes.h"
#include "pkcs11-values.h"

namespace softukey {

struct Object {
  std::map<CK_ATTRIBUTE_TYPE, Bytes> attributes;
  /** Empty, or the output of `seal`. */
  Bytes sealed;

  const Bytes* find(CK_ATTRIBUTE_TYPE type) const;
  /** The value of a CK_ULONG attribute, or `otherwise` where it is absent. */
  CK_ULONG number(CK_ATTRIBUTE_TYPE type, CK_ULONG otherwise) const;
  bool truth(CK_ATTRIBUTE_TYPE type, bool otherwise) const;
  void set(CK_ATTRIBUTE_TYPE type, const Bytes& value) { attributes[type] = value; }
  void setNumber(CK_ATTRIBUTE_TYPE type, CK_ULONG value);
  void setTruth(CK_ATTRIBUTE_TYPE type, bool value) { attributes[type] = Bytes{value ? std::uint8_t{1} : std::uint8_t{0}}; }

  CK_OBJECT_CLASS objectClass() const { return number(CKA_CLASS, CK_UNAVAILABLE_INFORMATION); }
  bool isPrivate() const { return truth(CKA_PRIVATE, false); }
  bool isOnToken() const { return truth(CKA_TOKEN, false); }
  /** 04 ‖ X ‖ Y out of CKA_EC_POINT; empty when there is none. */
  Bytes point() const;
  std::size_t storedSize() const;
};

/** Attributes whose value is a CK_ULONG, which has 4 or 8 octets by platform. */
bool isNumberAttribute(CK_ATTRIBUTE_TYPE type);
bool isTruthAttribute(CK_ATTRIBUTE_TYPE type);
/** CK_ULONG in the memory form that callers see. */
Bytes numberBytes(CK_ULONG value);

/** What binds a sealed value to its place: token instance ‖ handle (4) ‖ CKA_EC_POINT. */
Bytes sealingContext(const Bytes& instance, CK_OBJECT_HANDLE handle, const Object& object);

/** Fills the caller's template (PKCS#11 §5.7 C_GetAttributeValue); `secret` is the value of a private data object. */
CK_RV readAttributes(const Object& object, const SecretBytes* secret, CK_ATTRIBUTE* wanted, CK_ULONG count);
bool matches(const Object& object, const Object& wanted);

}  // namespace softukey
