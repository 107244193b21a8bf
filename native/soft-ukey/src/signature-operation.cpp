// SM2 operations behind C_Sign* and C_Verify*.
#include "signature-operation.h"

#include "mechanisms.h"

namespace softukey {

namespace {

bool givesDer(const Module& module, CK_MECHANISM_TYPE type, bool signing) {
  const Configuration& configuration = module.configuration;
  if (signing && configuration.fault.kind == FaultKind::rawSignature) return false;
  if (type == CKM_VENDOR_SM3_SM2) return configuration.messageSignaturesInDer;
  return mechanism(type, CKF_SIGN).givesDer;
}

/** The mechanism parameter is the signer's identity; absent, the default one. */
Bytes identityFrom(const CK_MECHANISM& given) {
  if (given.ulParameterLen == 0) return sm2::kDefaultIdentity;
  require(given.pParameter != nullptr && given.ulParameterLen <= 8191, CKR_MECHANISM_PARAM_INVALID);
  const auto* octets = static_cast<const std::uint8_t*>(given.pParameter);
  return Bytes(octets, octets + given.ulParameterLen);
}

Bytes digestOf(SignatureState& state) {
  if (state.message) return state.message->finish();
  require(state.digest.size() == kDigestLength, CKR_DATA_LEN_RANGE);
  return state.digest;
}

/** The private key ready for use; made once per login. */
EVP_PKEY* readyKey(Place& place, CK_OBJECT_HANDLE handle) {
  const Object* object = findObject(place, handle);
  require(object != nullptr && userLoggedIn(place.slot), CKR_KEY_HANDLE_INVALID);
  auto& keys = place.slot.login.keys;
  auto found = keys.find(handle);
  if (found == keys.end())
    found = keys.emplace(handle, sm2::privateKey(secretOf(place, handle, *object), object->point())).first;
  return found->second.get();
}

}  // namespace

SignatureState beginSignature(Module&, const Place& place, const CK_MECHANISM* given, CK_OBJECT_HANDLE key,
                              CK_FLAGS use) {
  require(given != nullptr, CKR_ARGUMENTS_BAD);
  const Mechanism& known = mechanism(given->mechanism, use);
  const bool signing = use == CKF_SIGN;
  require(!signing || userLoggedIn(place.slot), CKR_USER_NOT_LOGGED_IN);
  const Object* object = findObject(place, key);
  require(object != nullptr, CKR_KEY_HANDLE_INVALID);
  require(object->objectClass() == (signing ? CKO_PRIVATE_KEY : CKO_PUBLIC_KEY), CKR_KEY_TYPE_INCONSISTENT);
  require(object->truth(signing ? CKA_SIGN : CKA_VERIFY, false), CKR_KEY_FUNCTION_NOT_PERMITTED);
  SignatureState state{given->mechanism, key, object->point(), {}, {}, false};
  // Missing only in a file that was tampered with.
  require(state.point.size() == sm2::kPointLength, CKR_DEVICE_ERROR);
  require(known.takesMessage || given->ulParameterLen == 0, CKR_MECHANISM_PARAM_INVALID);
  if (known.takesMessage) {
    state.message.emplace();
    state.message->update(sm2::identityDigest(state.point, identityFrom(*given)));
  }
  return state;
}

void absorb(SignatureState& state, const CK_BYTE* data, CK_ULONG length) {
  require(data != nullptr || length == 0, CKR_ARGUMENTS_BAD);
  if (state.message) {
    state.message->update(data, length);
    return;
  }
  require(length <= kDigestLength - state.digest.size(), CKR_DATA_LEN_RANGE);
  state.digest.insert(state.digest.end(), data, data + length);
}

std::size_t longestSignature(const Module& module, const SignatureState& state) {
  return givesDer(module, state.mechanism, true) ? sm2::kDerMaxLength : sm2::kRawLength;
}

Bytes finishSigning(Module& module, Place& place, SignatureState& state) {
  const Fault& fault = module.configuration.fault;
  suffer(fault, FaultPoint::sign);
  Bytes digest = digestOf(state);
  if (fault.kind == FaultKind::wrongSignature) digest[0] ^= 1;
  const Bytes der = sm2::signDigest(readyKey(place, state.key), digest);
  return givesDer(module, state.mechanism, true) ? der : sm2::derToRaw(der);
}

void finishVerifying(const Module& module, SignatureState& state, const CK_BYTE* signature, CK_ULONG length) {
  require(signature != nullptr && length > 0, CKR_ARGUMENTS_BAD);
  const bool der = givesDer(module, state.mechanism, false);
  require(der ? length <= sm2::kDerMaxLength : length == sm2::kRawLength, CKR_SIGNATURE_LEN_RANGE);
  const Bytes given(signature, signature + length);
  const auto encoded = der ? std::optional(given) : sm2::rawToDer(given);
  const auto key = sm2::publicKey(state.point);
  require(key.has_value(), CKR_DEVICE_ERROR);
  require(encoded && sm2::verifyDigest(key->get(), digestOf(state), *encoded), CKR_SIGNATURE_INVALID);
}

}  // namespace softukey
