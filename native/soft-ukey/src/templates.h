// What callers may ask for when objects are made or changed (PKCS#11 v2.40 §4): unknown attributes, keys from outside
// and weak private keys are refused.
#pragma once
#include "object.h"

namespace softukey {

/** A caller's template as an object; fails on null values, wrong sizes, repetitions. */
Object readTemplate(const CK_ATTRIBUTE* attributes, CK_ULONG count);

/** A data object, certificate or SM2 public key from C_CreateObject, with defaults filled in. */
Object objectToCreate(const CK_ATTRIBUTE* attributes, CK_ULONG count);

struct KeyPairObjects {
  Object publicKey, privateKey;
};
/** The two objects of an SM2 key pair of C_GenerateKeyPair; the private one sensitive and not extractable, always. */
KeyPairObjects keyPairToGenerate(const Object& publicTemplate, const Object& privateTemplate, const Bytes& point);

/** Applies C_SetAttributeValue; only names and the content of public data objects can change. */
void changeObject(Object& object, const Object& changes);

}  // namespace softukey
