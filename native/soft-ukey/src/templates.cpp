// Template rules by object class.
#include "templates.h"

#include <algorithm>
#include <initializer_list>

#include "fail.h"
#include "sm2.h"

namespace softukey {

namespace {

using Types = std::initializer_list<CK_ATTRIBUTE_TYPE>;

struct FixedTruth {
  CK_ATTRIBUTE_TYPE type;
  bool value;
};

bool contains(const Types& types, CK_ATTRIBUTE_TYPE type) {
  for (const CK_ATTRIBUTE_TYPE known : types)
    if (known == type) return true;
  return false;
}

void allowOnly(const Object& object, const Types& types) {
  for (const auto& [type, value] : object.attributes)
    if (!contains({CKA_CLASS, CKA_TOKEN, CKA_PRIVATE, CKA_LABEL, CKA_MODIFIABLE, CKA_COPYABLE, CKA_DESTROYABLE}, type))
      require(contains(types, type), CKR_ATTRIBUTE_TYPE_INVALID);
}

/** An absent truth becomes the fixed value; a contradicting one is refused. */
void fix(Object& object, std::initializer_list<FixedTruth> truths) {
  for (const FixedTruth& truth : truths) {
    require(object.truth(truth.type, truth.value) == truth.value, CKR_TEMPLATE_INCONSISTENT);
    object.setTruth(truth.type, truth.value);
  }
}

void fixNumber(Object& object, CK_ATTRIBUTE_TYPE type, CK_ULONG value) {
  require(object.number(type, value) == value, CKR_TEMPLATE_INCONSISTENT);
  object.setNumber(type, value);
}

void defaultTruth(Object& object, CK_ATTRIBUTE_TYPE type, bool value) {
  if (!object.find(type)) object.setTruth(type, value);
}

void defaultEmpty(Object& object, Types types) {
  for (const CK_ATTRIBUTE_TYPE type : types)
    if (!object.find(type)) object.set(type, {});
}

void commonDefaults(Object& object) {
  defaultTruth(object, CKA_TOKEN, false);
  defaultTruth(object, CKA_PRIVATE, false);
  defaultTruth(object, CKA_MODIFIABLE, true);
  fix(object, {{CKA_COPYABLE, false}});
  defaultTruth(object, CKA_DESTROYABLE, true);
  defaultEmpty(object, {CKA_LABEL});
}

void completeData(Object& object) {
  // CKA_ID is not of the standard's data object; it ties a seal to its key and certificate.
  allowOnly(object, {CKA_APPLICATION, CKA_OBJECT_ID, CKA_VALUE, CKA_ID});
  defaultEmpty(object, {CKA_APPLICATION, CKA_OBJECT_ID, CKA_VALUE});
}

void completeCertificate(Object& object) {
  allowOnly(object, {CKA_CERTIFICATE_TYPE, CKA_VALUE, CKA_SUBJECT, CKA_ISSUER, CKA_SERIAL_NUMBER, CKA_ID, CKA_TRUSTED,
                     CKA_CERTIFICATE_CATEGORY, CKA_CHECK_VALUE, CKA_START_DATE, CKA_END_DATE});
  fixNumber(object, CKA_CERTIFICATE_TYPE, CKC_X_509);
  const Bytes* value = object.find(CKA_VALUE);
  require(value && !value->empty(), CKR_TEMPLATE_INCOMPLETE);
  fix(object, {{CKA_TRUSTED, false}, {CKA_PRIVATE, false}});
  defaultEmpty(object, {CKA_SUBJECT, CKA_ISSUER, CKA_SERIAL_NUMBER, CKA_ID});
}

void requireCurve(const Object& object) {
  const Bytes* curve = object.find(CKA_EC_PARAMS);
  require(!curve || *curve == sm2::kCurveOid, CKR_ATTRIBUTE_VALUE_INVALID);
}

void completePublicKey(Object& object) {
  allowOnly(object, {CKA_KEY_TYPE, CKA_EC_PARAMS, CKA_EC_POINT, CKA_ID, CKA_SUBJECT, CKA_VERIFY, CKA_VERIFY_RECOVER,
                     CKA_ENCRYPT, CKA_WRAP, CKA_DERIVE, CKA_START_DATE, CKA_END_DATE, CKA_LOCAL, CKA_TRUSTED});
  fixNumber(object, CKA_KEY_TYPE, CKK_VENDOR_SM2);
  requireCurve(object);
  object.set(CKA_EC_PARAMS, sm2::kCurveOid);
  fix(object, {{CKA_VERIFY, true}, {CKA_VERIFY_RECOVER, false}, {CKA_ENCRYPT, false}, {CKA_WRAP, false},
               {CKA_DERIVE, false}, {CKA_TRUSTED, false}, {CKA_PRIVATE, false}});
  defaultEmpty(object, {CKA_ID, CKA_SUBJECT});
}

void completePrivateKey(Object& object) {
  allowOnly(object, {CKA_KEY_TYPE, CKA_EC_PARAMS, CKA_ID, CKA_SUBJECT, CKA_SENSITIVE, CKA_EXTRACTABLE, CKA_SIGN,
                     CKA_SIGN_RECOVER, CKA_DECRYPT, CKA_UNWRAP, CKA_DERIVE, CKA_START_DATE, CKA_END_DATE,
                     CKA_ALWAYS_AUTHENTICATE, CKA_WRAP_WITH_TRUSTED});
  fixNumber(object, CKA_KEY_TYPE, CKK_VENDOR_SM2);
  requireCurve(object);
  object.set(CKA_EC_PARAMS, sm2::kCurveOid);
  if (!object.find(CKA_PRIVATE)) object.setTruth(CKA_PRIVATE, true);
  fix(object, {{CKA_PRIVATE, true}, {CKA_SENSITIVE, true}, {CKA_EXTRACTABLE, false}, {CKA_SIGN, true},
               {CKA_SIGN_RECOVER, false}, {CKA_DECRYPT, false}, {CKA_UNWRAP, false}, {CKA_DERIVE, false},
               {CKA_ALWAYS_AUTHENTICATE, false}, {CKA_WRAP_WITH_TRUSTED, false}});
  object.setTruth(CKA_ALWAYS_SENSITIVE, true);
  object.setTruth(CKA_NEVER_EXTRACTABLE, true);
  defaultEmpty(object, {CKA_ID, CKA_SUBJECT});
}

void markAsBornHere(Object& object) {
  object.setTruth(CKA_LOCAL, true);
  object.setNumber(CKA_KEY_GEN_MECHANISM, CKM_VENDOR_SM2_KEY_PAIR_GEN);
}

Bytes octetString(const Bytes& point) {
  Bytes der(2 + point.size());
  der[0] = 0x04;
  der[1] = static_cast<std::uint8_t>(point.size());
  std::copy(point.begin(), point.end(), der.begin() + 2);
  return der;
}

}  // namespace

Object readTemplate(const CK_ATTRIBUTE* attributes, CK_ULONG count) {
  require(attributes != nullptr || count == 0, CKR_ARGUMENTS_BAD);
  Object object;
  for (CK_ULONG i = 0; i < count; ++i) {
    const CK_ATTRIBUTE& given = attributes[i];
    require(given.pValue != nullptr || given.ulValueLen == 0, CKR_ATTRIBUTE_VALUE_INVALID);
    require(given.ulValueLen <= 1u << 20, CKR_ATTRIBUTE_VALUE_INVALID);
    const auto* value = static_cast<const std::uint8_t*>(given.pValue);
    Bytes copy(value, value + given.ulValueLen);
    if (isTruthAttribute(given.type)) {
      require(copy.size() == 1, CKR_ATTRIBUTE_VALUE_INVALID);
      copy[0] = copy[0] ? 1 : 0;
    }
    require(!isNumberAttribute(given.type) || copy.size() == sizeof(CK_ULONG), CKR_ATTRIBUTE_VALUE_INVALID);
    require(object.attributes.emplace(given.type, std::move(copy)).second, CKR_TEMPLATE_INCONSISTENT);
  }
  return object;
}

Object objectToCreate(const CK_ATTRIBUTE* attributes, CK_ULONG count) {
  Object object = readTemplate(attributes, count);
  require(object.find(CKA_CLASS) != nullptr, CKR_TEMPLATE_INCOMPLETE);
  commonDefaults(object);
  switch (object.objectClass()) {
    case CKO_DATA:
      completeData(object);
      return object;
    case CKO_CERTIFICATE:
      completeCertificate(object);
      return object;
    case CKO_PUBLIC_KEY:
      completePublicKey(object);
      require(object.find(CKA_EC_POINT) != nullptr, CKR_TEMPLATE_INCOMPLETE);
      require(sm2::publicKey(object.point()).has_value(), CKR_ATTRIBUTE_VALUE_INVALID);
      object.setTruth(CKA_LOCAL, false);
      return object;
    default:
      // Private keys are born in the token and never come from outside.
      fail(CKR_ATTRIBUTE_VALUE_INVALID);
  }
}

KeyPairObjects keyPairToGenerate(const Object& publicTemplate, const Object& privateTemplate, const Bytes& point) {
  KeyPairObjects pair{publicTemplate, privateTemplate};
  fixNumber(pair.publicKey, CKA_CLASS, CKO_PUBLIC_KEY);
  fixNumber(pair.privateKey, CKA_CLASS, CKO_PRIVATE_KEY);
  require(!pair.publicKey.find(CKA_EC_POINT) && !pair.publicKey.find(CKA_LOCAL), CKR_TEMPLATE_INCONSISTENT);
  completePrivateKey(pair.privateKey);
  commonDefaults(pair.privateKey);
  completePublicKey(pair.publicKey);
  commonDefaults(pair.publicKey);
  pair.publicKey.set(CKA_EC_POINT, octetString(point));
  // On the private key as well: who has only that one can still compute ZA (the Tass family does the same).
  pair.privateKey.set(CKA_EC_POINT, octetString(point));
  markAsBornHere(pair.publicKey);
  markAsBornHere(pair.privateKey);
  return pair;
}

void changeObject(Object& object, const Object& changes) {
  require(object.truth(CKA_MODIFIABLE, true), CKR_ATTRIBUTE_READ_ONLY);
  for (const auto& [type, value] : changes.attributes) {
    const bool dataValue = object.objectClass() == CKO_DATA && !object.isPrivate() &&
                           contains({CKA_VALUE, CKA_APPLICATION, CKA_OBJECT_ID}, type);
    require(dataValue || contains({CKA_LABEL, CKA_ID, CKA_SUBJECT}, type), CKR_ATTRIBUTE_READ_ONLY);
    require(type != CKA_SUBJECT || object.objectClass() != CKO_DATA, CKR_ATTRIBUTE_TYPE_INVALID);
  }
  for (const auto& [type, value] : changes.attributes) object.set(type, value);
}

}  // namespace softukey
