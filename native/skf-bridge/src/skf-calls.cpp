// Buffers are large at once, and never sized by asking first: what a library answers to a null buffer differs (one says 512 to everything).
#include "skf-calls.h"

namespace skfbridge {

namespace {

constexpr std::size_t kNameList = 16 * 1024;
constexpr std::size_t kMostNames = 64;
constexpr std::size_t kLongestName = 255;
constexpr std::size_t kStructure = 1024;
constexpr std::size_t kCertificate = 32 * 1024;
constexpr std::size_t kChunk = 1024;

void ok(SkfAnswer answer) {
  const std::uint32_t sar = static_cast<std::uint32_t>(answer);
  if (sar != SAR_OK) throw SkfFail{sar};
}

template <class Function>
void there(Function function) {
  if (function == nullptr) throw SkfFail{SAR_NOTSUPPORTYETERR};
}

/** Names that each end with a zero, the list with an empty one; one that never ends is cut at the end of its memory and is none. */
std::vector<std::string> namesIn(const GuardedBuffer& list) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at < list.room() && names.size() < kMostNames;) {
    const std::string name = list.field(at, list.room() - at);
    if (name.empty() || at + name.size() >= list.room()) break;
    if (name.size() <= kLongestName) names.push_back(name);
    at += name.size() + 1;
  }
  return names;
}

/** A list of names; the length that comes back is not believed: memory was zero before. */
template <class Call>
std::vector<std::string> nameList(Call call) {
  GuardedBuffer list(kNameList);
  UlongCell size(kNameList);
  const SkfAnswer answer = call(list.text(), size.pointer());
  list.check();
  size.value();
  ok(answer);
  return namesIn(list);
}

/** A handle that the library gives; null is none. */
template <class Call>
SkfHandle handleFrom(Call call) {
  static int mark;
  SkfHandle cells[3] = {&mark, nullptr, &mark};
  const SkfAnswer answer = call(&cells[1]);
  require(cells[0] == &mark && cells[2] == &mark, CKR_SKF_LIBRARY_OVERRAN);
  ok(answer);
  if (cells[1] == nullptr) throw SkfFail{SAR_INVALIDHANDLEERR};
  return cells[1];
}

/** A PIN is checked: tries left stand in their own place, in the error word, or nowhere. */
template <class Call>
PinAnswer pinAnswer(Call call) {
  constexpr std::uint32_t untouched = 0xFFFF;
  UlongCell retries(untouched);
  const auto sar = static_cast<std::uint32_t>(call(retries.pointer()));
  const std::uint32_t said = retries.value();
  PinAnswer answer{plainCode(sar), std::nullopt};
  if (sar == SAR_OK) return answer;
  if (said < 16) answer.left = said;
  if (triesIn(sar) != 0) answer.left = triesIn(sar);
  if (answer.sar == SAR_PIN_LOCKED) answer.left = 0;
  return answer;
}

}  // namespace

std::vector<std::string> SkfCalls::devices() {
  return nameList([&](char* names, void* size) { return library_.EnumDev(1, names, size); });
}

SkfHandle SkfCalls::connect(const std::string& name) {
  return handleFrom([&](SkfHandle* device) { return library_.ConnectDev(name.c_str(), device); });
}

void SkfCalls::disconnect(SkfHandle device) { library_.DisConnectDev(device); }

DeviceInfo SkfCalls::deviceInfo(SkfHandle device) {
  constexpr std::uint8_t fill = 0x5A;
  GuardedBuffer info(kStructure), filled(kStructure, fill);
  const SkfAnswer answer = library_.GetDevInfo(device, info.data());
  info.check();
  ok(answer);
  if (layout_.ulong == 0 && static_cast<std::uint32_t>(library_.GetDevInfo(device, filled.data())) == SAR_OK) {
    filled.check();
    layout_ = layoutFrom(filled, fill);
  }
  using At = DeviceInfoPlaces;
  return {info.field(At::manufacturer, 64),
          info.field(At::issuer, 64),
          info.field(At::label, 32),
          info.field(At::serial, 32),
          {info[At::hardware], info[At::hardware + 1]},
          {info[At::firmware], info[At::firmware + 1]}};
}

std::vector<std::string> SkfCalls::applications(SkfHandle device) {
  return nameList([&](char* names, void* size) { return library_.EnumApplication(device, names, size); });
}

SkfHandle SkfCalls::openApplication(SkfHandle device, const std::string& name) {
  return handleFrom(
      [&](SkfHandle* application) { return library_.OpenApplication(device, name.c_str(), application); });
}

void SkfCalls::closeApplication(SkfHandle application) { library_.CloseApplication(application); }

std::optional<PinStanding> SkfCalls::pinStanding(SkfHandle application, std::uintptr_t type) {
  if (library_.GetPINInfo == nullptr) return std::nullopt;
  UlongCell most, left, isDefault;
  const SkfAnswer answer =
      library_.GetPINInfo(application, type, most.pointer(), left.pointer(), isDefault.pointer());
  const PinStanding standing{most.value(), left.value()};
  isDefault.value();
  if (isGone(static_cast<std::uint32_t>(answer))) ok(answer);
  const bool makesSense = standing.most > 0 && standing.most <= 255 && standing.left <= standing.most;
  if (static_cast<std::uint32_t>(answer) != SAR_OK || !makesSense) return std::nullopt;
  return standing;
}

PinAnswer SkfCalls::verifyPin(SkfHandle application, std::uintptr_t type, PinText& pin) {
  return pinAnswer([&](void* retries) { return library_.VerifyPIN(application, type, pin.text(), retries); });
}

PinAnswer SkfCalls::changePin(SkfHandle application, std::uintptr_t type, PinText& before, PinText& after) {
  there(library_.ChangePIN);
  return pinAnswer([&](void* retries) {
    return library_.ChangePIN(application, type, before.text(), after.text(), retries);
  });
}

PinAnswer SkfCalls::unblockPin(SkfHandle application, PinText& administrator, PinText& user) {
  there(library_.UnblockPIN);
  return pinAnswer([&](void* retries) {
    return library_.UnblockPIN(application, administrator.text(), user.text(), retries);
  });
}

void SkfCalls::clearSecureState(SkfHandle application) {
  if (library_.ClearSecureState != nullptr) library_.ClearSecureState(application);
}

std::vector<std::string> SkfCalls::containers(SkfHandle application) {
  return nameList([&](char* names, void* size) { return library_.EnumContainer(application, names, size); });
}

SkfHandle SkfCalls::openContainer(SkfHandle application, const std::string& name) {
  return handleFrom([&](SkfHandle* container) { return library_.OpenContainer(application, name.c_str(), container); });
}

void SkfCalls::closeContainer(SkfHandle container) { library_.CloseContainer(container); }

Bytes SkfCalls::certificate(SkfHandle container, bool ofSigning) {
  GuardedBuffer certificate(kCertificate);
  UlongCell length(kCertificate);
  const SkfAnswer answer =
      library_.ExportCertificate(container, ofSigning ? 1 : 0, certificate.data(), length.pointer());
  certificate.check();
  const std::uint32_t claimed = length.value();
  if (isGone(static_cast<std::uint32_t>(answer))) ok(answer);
  // "No certificate" has many codes.
  if (static_cast<std::uint32_t>(answer) != SAR_OK || certificate[0] != 0x30) return {};
  return certificate.part(0, claimed);
}

Bytes SkfCalls::publicPoint(SkfHandle container, bool ofSigning) {
  if (library_.ExportPublicKey == nullptr) return {};
  GuardedBuffer blob(kStructure);
  UlongCell length(kStructure);
  const SkfAnswer answer = library_.ExportPublicKey(container, ofSigning ? 1 : 0, blob.data(), length.pointer());
  blob.check();
  const std::uint32_t claimed = length.value();
  if (isGone(static_cast<std::uint32_t>(answer))) ok(answer);
  return static_cast<std::uint32_t>(answer) == SAR_OK ? pointIn(blob, claimed) : Bytes{};
}

Bytes SkfCalls::sign(SkfHandle container, const Bytes& digest) {
  GuardedBuffer signature(kStructure), input(kStructure);
  std::copy(digest.begin(), digest.end(), input.data());
  const SkfAnswer answer = library_.ECCSignData(container, input.data(), digest.size(), signature.data());
  signature.check();
  input.check();
  ok(answer);
  return signatureIn(signature);
}

std::vector<std::string> SkfCalls::files(SkfHandle application) {
  there(library_.EnumFiles);
  there(library_.ReadFile);
  return nameList([&](char* names, void* size) { return library_.EnumFiles(application, names, size); });
}

std::optional<FileAttribute> SkfCalls::fileAttribute(SkfHandle application, const std::string& name) {
  if (library_.GetFileInfo == nullptr) return std::nullopt;
  GuardedBuffer attributes(kStructure);
  const SkfAnswer answer = library_.GetFileInfo(application, name.c_str(), attributes.data());
  attributes.check();
  if (static_cast<std::uint32_t>(answer) != SAR_OK) return std::nullopt;
  return fileAttributeIn(attributes, layout_);
}

Bytes SkfCalls::readFile(SkfHandle application, const std::string& name, std::uint32_t from, std::uint32_t most) {
  Bytes content;
  while (content.size() < most) {
    const auto asked = static_cast<std::uint32_t>(std::min<std::size_t>(kChunk, most - content.size()));
    GuardedBuffer data(kChunk);
    UlongCell length(asked);
    const SkfAnswer answer = library_.ReadFile(application, name.c_str(), from + content.size(), asked, data.data(), length.pointer());
    data.check();
    const std::uint32_t claimed = length.value();
    if (static_cast<std::uint32_t>(answer) != SAR_OK) {
      // Behind the end some answer with an error.
      if (content.empty()) ok(answer);
      break;
    }
    if (claimed == 0 || claimed > asked) break;
    const Bytes part = data.part(0, claimed);
    content.insert(content.end(), part.begin(), part.end());
  }
  return content;
}

void SkfCalls::random(SkfHandle device, std::uint8_t* target, std::size_t length) {
  there(library_.GenRandom);
  for (std::size_t done = 0; done < length;) {
    const std::size_t asked = std::min(kChunk, length - done);
    GuardedBuffer data(kChunk);
    const SkfAnswer answer = library_.GenRandom(device, data.data(), asked);
    data.check();
    ok(answer);
    std::copy_n(data.data(), asked, target + done);
    done += asked;
  }
}

}  // namespace skfbridge
