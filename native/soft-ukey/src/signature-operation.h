// One SM2 signature or verification from Init to the last byte: what the mechanism takes and gives, and the keys.
#pragma once
#include "object-store.h"

namespace softukey {

/** Fails with the codes of C_SignInit. `use` is CKF_SIGN or CKF_VERIFY. */
SignatureState beginSignature(Module& module, const Place& place, const CK_MECHANISM* given, CK_OBJECT_HANDLE key,
                              CK_FLAGS use);

/** Takes in data; fails with `CKR_DATA_LEN_RANGE` where a digest would become longer than 32 octets. */
void absorb(SignatureState& state, const CK_BYTE* data, CK_ULONG length);

/** Longest signature that this operation can give. */
std::size_t longestSignature(const Module& module, const SignatureState& state);

Bytes finishSigning(Module& module, Place& place, SignatureState& state);
/** Fails with `CKR_SIGNATURE_INVALID` or `CKR_SIGNATURE_LEN_RANGE`. */
void finishVerifying(const Module& module, SignatureState& state, const CK_BYTE* signature, CK_ULONG length);

}  // namespace softukey
