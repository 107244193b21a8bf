// Objects (PKCS#11 v2.40 §5.7) and signing a digest of 32 octets (§5.11) with SKF_ECCSignData (GM/T 0016 §7.6).
#include "api.h"
#include "module.h"

namespace skfbridge::api {

namespace {

constexpr std::size_t kDigest = 32;
/** As long as a signature can come back: the numbers of an ECCSIGNATUREBLOB as they are. */
constexpr CK_ULONG kSignatureRoom = 128;

const Held& heldAt(Module& module, Token& token, CK_OBJECT_HANDLE handle, CK_RV otherwise) {
  const auto& objects = module.objects(token);
  const auto found = objects.find(handle);
  require(found != objects.end(), otherwise);
  return found->second;
}

Bytes signedBy(Module& module, Token& token, const std::string& container, const Bytes& digest) {
  return module.use(token, [&](SkfHandle application) {
    const SkfHandle opened = module.skf.openContainer(application, container);
    try {
      Bytes signature = module.skf.sign(opened, digest);
      module.skf.closeContainer(opened);
      return signature;
    } catch (...) {
      module.skf.closeContainer(opened);
      throw;
    }
  });
}

}  // namespace

CK_RV GetAttributeValue(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE target, CK_ATTRIBUTE* wanted, CK_ULONG count) {
  return withSession(handle, [&](Module& module, Session&, Token& token) {
    require(wanted != nullptr, CKR_ARGUMENTS_BAD);
    const CK_RV rv = readAttributes(heldAt(module, token, target, CKR_OBJECT_HANDLE_INVALID).object, wanted, count);
    if (rv != CKR_OK) fail(rv);
  });
}

CK_RV FindObjectsInit(CK_SESSION_HANDLE handle, CK_ATTRIBUTE* wanted, CK_ULONG count) {
  return withSession(handle, [&](Module& module, Session& session, Token& token) {
    require(!session.search, CKR_OPERATION_ACTIVE);
    require(wanted != nullptr || count == 0, CKR_ARGUMENTS_BAD);
    Search search;
    for (const auto& [candidate, held] : module.objects(token))
      if (matches(held.object, wanted, count)) search.found.push_back(candidate);
    session.search = std::move(search);
  });
}

CK_RV FindObjects(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE* list, CK_ULONG most, CK_ULONG* count) {
  return withSession(handle, [&](Module&, Session& session, Token&) {
    require(list != nullptr && count != nullptr, CKR_ARGUMENTS_BAD);
    require(session.search.has_value(), CKR_OPERATION_NOT_INITIALIZED);
    Search& search = *session.search;
    const std::size_t given = std::min<std::size_t>(most, search.found.size() - search.next);
    for (std::size_t i = 0; i < given; ++i) list[i] = search.found[search.next++];
    *count = static_cast<CK_ULONG>(given);
  });
}

CK_RV FindObjectsFinal(CK_SESSION_HANDLE handle) {
  return withSession(handle, [&](Module&, Session& session, Token&) {
    require(session.search.has_value(), CKR_OPERATION_NOT_INITIALIZED);
    session.search.reset();
  });
}

CK_RV SignInit(CK_SESSION_HANDLE handle, CK_MECHANISM* mechanism, CK_OBJECT_HANDLE key) {
  return withSession(handle, [&](Module& module, Session& session, Token& token) {
    require(mechanism != nullptr, CKR_ARGUMENTS_BAD);
    require(!session.signing, CKR_OPERATION_ACTIVE);
    require(mechanism->mechanism == CKM_VENDOR_SM2_RAW, CKR_MECHANISM_INVALID);
    require(mechanism->ulParameterLen == 0, CKR_MECHANISM_PARAM_INVALID);
    require(token.login == LoginState::user, CKR_USER_NOT_LOGGED_IN);
    const Held& held = heldAt(module, token, key, CKR_KEY_HANDLE_INVALID);
    require(held.object.isPrivateKey(), CKR_KEY_FUNCTION_NOT_PERMITTED);
    session.signing = held.container;
  });
}

CK_RV Sign(CK_SESSION_HANDLE handle, CK_BYTE* data, CK_ULONG length, CK_BYTE* signature, CK_ULONG* signatureLength) {
  return withSession(handle, [&](Module& module, Session& session, Token& token) {
    require(session.signing.has_value(), CKR_OPERATION_NOT_INITIALIZED);
    require(signatureLength != nullptr, CKR_ARGUMENTS_BAD);
    const bool isRoomy = signature != nullptr && *signatureLength >= kSignatureRoom;
    *signatureLength = isRoomy ? *signatureLength : kSignatureRoom;
    if (signature == nullptr) return;
    require(isRoomy, CKR_BUFFER_TOO_SMALL);
    const std::string container = *session.signing;
    session.signing.reset();
    require(data != nullptr && length == kDigest, CKR_DATA_LEN_RANGE);
    // The device may turn out to be gone, and the session with it: nothing of it is touched afterwards.
    const Bytes octets = signedBy(module, token, container, Bytes(data, data + length));
    std::copy(octets.begin(), octets.end(), signature);
    *signatureLength = static_cast<CK_ULONG>(octets.size());
  });
}

}  // namespace skfbridge::api
