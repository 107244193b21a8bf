// Containers, certificates, keys (GM/T 0016 §7.4 to §7.6) and files (§7.3).
#include <algorithm>
#include <cstring>

#include "api.h"
#include "soft.h"

using namespace softskf;

namespace {

/** Objects of a container, the pair for signing or that for encryption. */
Pair pairOf(HANDLE container, BOOL ofSigning) {
  const Thing& at = thing(container, Kind::container);
  const auto all = containers(at);
  const auto found = all.find(at.container);
  demand(found != all.end(), SAR_KEYNOTFOUNTERR);
  return ofSigning ? found->second.first : found->second.second;
}

/** 32 octets in 64: right-aligned, or as an oddity has it. */
void place(BYTE (&field)[64], const std::uint8_t* number) { std::memcpy(field + (isOdd("left-aligned") ? 0 : 32), number, 32); }

Bytes octetsOf(const void* memory, std::size_t length) {
  const auto* octets = static_cast<const BYTE*>(memory);
  return Bytes(octets, octets + length);
}

/** The private key of the same CKA_ID; found only after a login. */
CK_OBJECT_HANDLE privateKey(const Thing& at, const softukey::Object& publicKey) {
  CK_OBJECT_CLASS kind = CKO_PRIVATE_KEY;
  Bytes id = *publicKey.find(CKA_ID);
  CK_ATTRIBUTE wanted[] = {{CKA_CLASS, &kind, sizeof kind}, {CKA_ID, id.data(), id.size()}};
  CK_OBJECT_HANDLE found = 0;
  CK_ULONG count = 0;
  made(softukey::api::FindObjectsInit(at.session, wanted, 2));
  softukey::api::FindObjects(at.session, &found, 1, &count);
  softukey::api::FindObjectsFinal(at.session);
  demand(count == 1, SAR_KEYNOTFOUNTERR);
  return found;
}

void fillAttribute(void* target, const std::string& name, std::size_t size, bool isPublic) {
  FILEATTRIBUTE attribute{};
  std::memcpy(attribute.FileName, name.data(), std::min(name.size(), sizeof attribute.FileName - 1));
  attribute.FileSize = size;
  attribute.ReadRights = isPublic ? 0xFF : 0x10;
  attribute.WriteRights = 0x10;
  auto* out = static_cast<BYTE*>(target);
  const std::size_t width = isOdd("names-48") ? 48 : 32;
  std::memset(out, 0, width);
  std::memcpy(out, attribute.FileName, 32);
  std::memcpy(out + width, &attribute.FileSize, 3 * sizeof(ULONG));
}

const softukey::Object& fileOf(HANDLE application, CHAR* name) {
  demand(!isOdd("no-files"), SAR_NOTSUPPORTYETERR);
  const auto all = files(thing(application, Kind::application));
  const auto found = all.find(name ? name : "");
  demand(found != all.end(), SAR_FILE_NOT_EXIST);
  return *found->second;
}

Bytes contentOf(const softukey::Object& file) {
  const Bytes* value = file.find(CKA_VALUE);
  demand(value != nullptr, SAR_USER_NOT_LOGGED_IN);
  return *value;
}

}  // namespace

SKF_EXPORT ULONG SKF_EnumContainer(HANDLE application, CHAR* names, ULONG* size) {
  return answered([&] {
    const Thing& at = thing(application, Kind::application);
    std::vector<std::string> list;
    if (at.container != "MAKER")
      for (const auto& [name, pairs] : containers(at)) list.push_back(name);
    giveNames(list, names, size);
  });
}

SKF_EXPORT ULONG SKF_OpenContainer(HANDLE application, CHAR* name, HANDLE* container) {
  return answered([&] {
    const Thing& at = thing(application, Kind::application);
    demand(name != nullptr && containers(at).count(name) > 0, SAR_INVALIDPARAMERR);
    *container = give({Kind::container, at.slot, at.session, name});
  });
}

SKF_EXPORT ULONG SKF_CloseContainer(HANDLE container) {
  return answered([&] {
    thing(container, Kind::container);
    forget(container);
  });
}

SKF_EXPORT ULONG SKF_GetContainerType(HANDLE container, ULONG* type) {
  return answered([&] {
    thing(container, Kind::container);
    *type = 2;
  });
}

SKF_EXPORT ULONG SKF_ExportCertificate(HANDLE container, BOOL ofSigning, BYTE* target, ULONG* length) {
  return answered([&] {
    const Pair pair = pairOf(container, ofSigning);
    demand(pair.certificate != nullptr, SAR_CERTNOTFOUNTERR);
    Bytes octets = contentOf(*pair.certificate);
    if (isOdd("certificate-padded")) octets.resize(4096);
    giveOctets(octets, target, length);
  });
}

SKF_EXPORT ULONG SKF_ExportPublicKey(HANDLE container, BOOL ofSigning, BYTE* target, ULONG* length) {
  return answered([&] {
    demand(!isOdd("no-public-key"), SAR_NOTSUPPORTYETERR);
    const Pair pair = pairOf(container, ofSigning);
    demand(pair.publicKey != nullptr, SAR_KEYNOTFOUNTERR);
    const Bytes point = pair.publicKey->point();
    ECCPUBLICKEYBLOB blob{};
    blob.BitLen = 256;
    place(blob.XCoordinate, point.data() + 1);
    place(blob.YCoordinate, point.data() + 33);
    Bytes octets = octetsOf(&blob, sizeof blob);
    // Headers from before the standard have an algorithm before the length.
    const ULONG algorithm = 0x00020100;
    if (isOdd("old-blob") && sizeof(ULONG) == 4) {
      const Bytes before = octetsOf(&algorithm, sizeof algorithm);
      octets.insert(octets.begin(), before.begin(), before.end());
    }
    giveOctets(octets, target, length);
  });
}

SKF_EXPORT ULONG SKF_ECCSignData(HANDLE container, BYTE* digest, ULONG length, ECCSIGNATUREBLOB* signature) {
  return answered([&] {
    demand(length == 32, SAR_INDATALENERR);
    const Thing& at = thing(container, Kind::container);
    const Pair pair = pairOf(container, 1);
    demand(pair.publicKey != nullptr, SAR_KEYNOTFOUNTERR);
    const auto state = softukey::moduleInstance()->tokenSlot(at.slot).login.state;
    demand(state == softukey::LoginState::user, SAR_USER_NOT_LOGGED_IN);
    CK_MECHANISM mechanism{CKM_VENDOR_SM2_RAW, nullptr, 0};
    made(softukey::api::SignInit(at.session, &mechanism, privateKey(at, *pair.publicKey)));
    CK_BYTE raw[64];
    CK_ULONG rawLength = sizeof raw;
    made(softukey::api::Sign(at.session, digest, length, raw, &rawLength));
    std::memset(signature, 0, sizeof *signature);
    place(signature->r, raw);
    place(signature->s, raw + 32);
  });
}

SKF_EXPORT ULONG SKF_EnumFiles(HANDLE application, CHAR* names, ULONG* size) {
  return answered([&] {
    demand(!isOdd("no-files"), SAR_NOTSUPPORTYETERR);
    std::vector<std::string> list;
    const Thing& at = thing(application, Kind::application);
    if (at.container != "MAKER")
      for (const auto& [name, object] : files(at)) list.push_back(name);
    giveNames(list, names, size);
  });
}

SKF_EXPORT ULONG SKF_GetFileInfo(HANDLE application, CHAR* name, void* target) {
  return answered([&] {
    const softukey::Object& file = fileOf(application, name);
    const Bytes* value = file.find(CKA_VALUE);
    fillAttribute(target, name, value ? value->size() : 1, !file.isPrivate());
  });
}

SKF_EXPORT ULONG SKF_ReadFile(HANDLE application, CHAR* name, ULONG offset, ULONG size, BYTE* target, ULONG* length) {
  return answered([&] {
    const Bytes content = contentOf(fileOf(application, name));
    demand(offset <= content.size(), SAR_INVALIDPARAMERR);
    const std::size_t most = isOdd("small-reads") ? 200 : 65536;
    const std::size_t given = std::min({static_cast<std::size_t>(size), content.size() - static_cast<std::size_t>(offset), most});
    std::memcpy(target, content.data() + offset, given);
    *length = given;
  });
}
