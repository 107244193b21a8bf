// From containers (GM/T 0016 §7.3: a pair for signing, a pair for encryption, a certificate each) and files to objects.
#include "token.h"

#include "file-kind.h"

namespace skfbridge {

namespace {

/** DER of 1.2.156.10197.1.301. */
const Bytes kSm2Curve = {0x06, 0x08, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x82, 0x2d};
constexpr std::uint32_t kHead = 1024;
constexpr std::uint32_t kLargestFile = 1u << 20;
constexpr std::uint8_t kUserMayRead = 0x10, kEverybodyMayRead = 0xFF;

/** A container that is open; closed whatever happens. */
class OpenContainer {
 public:
  OpenContainer(SkfCalls& skf, SkfHandle application, const std::string& name)
      : skf_(skf), handle_(skf.openContainer(application, name)) {}
  ~OpenContainer() { skf_.closeContainer(handle_); }
  OpenContainer(const OpenContainer&) = delete;
  OpenContainer& operator=(const OpenContainer&) = delete;
  SkfHandle handle() const { return handle_; }

 private:
  SkfCalls& skf_;
  SkfHandle handle_;
};

void add(Token& token, Object object, const std::string& container) {
  token.objects.emplace(token.nextObject++, Held{std::move(object), container});
}

/** CKA_ID: one for each pair, so that each certificate has the key that is its own. */
Object begun(CK_OBJECT_CLASS kind, const std::string& label, const std::string& id, bool isPrivate) {
  Object object;
  object.setNumber(CKA_CLASS, kind);
  object.setTruth(CKA_TOKEN, true);
  object.setTruth(CKA_PRIVATE, isPrivate);
  object.setTruth(CKA_MODIFIABLE, false);
  object.setText(CKA_LABEL, label);
  object.setText(CKA_ID, id);
  return object;
}

Object keyObject(CK_OBJECT_CLASS kind, const std::string& label, const std::string& id) {
  Object key = begun(kind, label, id, kind == CKO_PRIVATE_KEY);
  key.setNumber(CKA_KEY_TYPE, CKK_VENDOR_SM2);
  key.set(CKA_EC_PARAMS, kSm2Curve);
  return key;
}

void addPublicKey(Token& token, const std::string& label, const std::string& id, const Bytes& point) {
  Object key = keyObject(CKO_PUBLIC_KEY, label, id);
  Bytes wrapped = {0x04, 0x41};
  wrapped.insert(wrapped.end(), point.begin(), point.end());
  key.set(CKA_EC_POINT, wrapped);
  add(token, std::move(key), "");
}

/** Only the pair for signing has a private key here: nothing is ever asked of the other. */
void addPrivateKey(Token& token, const std::string& container, const std::string& id) {
  Object key = keyObject(CKO_PRIVATE_KEY, container, id);
  for (const CK_ATTRIBUTE_TYPE type : {CKA_SENSITIVE, CKA_SIGN}) key.setTruth(type, true);
  for (const CK_ATTRIBUTE_TYPE type : {CKA_EXTRACTABLE, CKA_ALWAYS_AUTHENTICATE}) key.setTruth(type, false);
  add(token, std::move(key), container);
}

void addPair(SkfCalls& skf, Token& token, SkfHandle container, const std::string& name, bool ofSigning) {
  const std::string id = (ofSigning ? "s:" : "e:") + name;
  const Bytes certificate = skf.certificate(container, ofSigning);
  const Bytes point = skf.publicPoint(container, ofSigning);
  if (!certificate.empty()) {
    Object object = begun(CKO_CERTIFICATE, name, id, false);
    object.setNumber(CKA_CERTIFICATE_TYPE, CKC_X_509);
    object.set(CKA_VALUE, certificate);
    add(token, std::move(object), "");
  }
  if (!point.empty()) addPublicKey(token, name, id, point);
  const bool isThere = !certificate.empty() || !point.empty();
  if (ofSigning && isThere && token.login == LoginState::user) addPrivateKey(token, name, id);
}

bool mayRead(const Token& token, const std::optional<FileAttribute>& attribute) {
  if (!attribute || attribute->readRights == kEverybodyMayRead) return true;
  return (attribute->readRights & kUserMayRead) != 0 && token.login == LoginState::user;
}

/** The first kilobyte tells what it is; only a seal or a picture is read to its end, and once. */
Bytes fileContent(SkfCalls& skf, Token& token, const std::string& name, std::uint32_t size) {
  const Bytes head = skf.readFile(token.handle, name, 0, std::min(size, kHead));
  const auto known = token.files.find(name);
  if (known != token.files.end() && known->second.size == size && known->second.head == head)
    return known->second.content;
  const FileKind kind = fileKind(head);
  if (kind == FileKind::other) return {};
  const std::uint32_t wanted = kind == FileKind::seal ? std::min(size, derLength(head)) : size;
  Bytes content = head;
  if (wanted > head.size()) {
    const Bytes rest = skf.readFile(token.handle, name, static_cast<std::uint32_t>(head.size()), wanted - static_cast<std::uint32_t>(head.size()));
    content.insert(content.end(), rest.begin(), rest.end());
  }
  content.resize(std::min<std::size_t>(content.size(), wanted));
  token.files[name] = {size, head, content};
  return content;
}

void addFile(SkfCalls& skf, Token& token, const std::string& name) {
  const auto attribute = skf.fileAttribute(token.handle, name);
  if (!mayRead(token, attribute)) return;
  const Bytes content = fileContent(skf, token, name, std::min(attribute ? attribute->size : kLargestFile, kLargestFile));
  if (content.empty()) return;
  const std::string identifier = sealIdentifier(content);
  Object object = begun(CKO_DATA, identifier.empty() ? name : identifier, "f:" + name, false);
  object.setText(CKA_APPLICATION, identifier.empty() ? kPictureApplication : kSealApplication);
  object.set(CKA_VALUE, content);
  add(token, std::move(object), "");
}

/** One container, file or list that fails hides none of the others; a device that is gone ends it. */
template <class Step>
void unlessGone(Step step) {
  try {
    step();
  } catch (const SkfFail& failure) {
    if (isGone(failure.sar)) throw;
  }
}

void addPinStanding(Token& token) {
  const auto octet = [](std::uint32_t value) { return static_cast<std::uint8_t>(std::min<std::uint32_t>(value, 255)); };
  if (!token.pins.user) return;
  const PinStanding administrator = token.pins.administrator.value_or(PinStanding{});
  Object object = begun(kPinStandingClass, "PIN", "", false);
  object.set(CKA_VALUE, {octet(token.pins.user->most), octet(token.pins.user->left), octet(administrator.most),
                         octet(administrator.left)});
  add(token, std::move(object), "");
}

CK_FLAGS flagsOf(const std::optional<PinStanding>& pin, CK_FLAGS low, CK_FLAGS final, CK_FLAGS locked) {
  if (!pin) return 0;
  return flagIf(pin->left < pin->most, low) | flagIf(pin->left == 1, final) | flagIf(pin->left == 0, locked);
}

}  // namespace

void readObjects(SkfCalls& skf, Token& token) {
  token.objects.clear();
  addPinStanding(token);
  for (const std::string& name : skf.containers(token.handle))
    unlessGone([&] {
      const OpenContainer container(skf, token.handle, name);
      for (const bool ofSigning : {true, false}) addPair(skf, token, container.handle(), name, ofSigning);
    });
  unlessGone([&] {
    for (const std::string& name : skf.files(token.handle)) unlessGone([&] { addFile(skf, token, name); });
  });
  token.isRead = true;
}

void refresh(SkfCalls& skf, PinStandings& pins, SkfHandle application) {
  if (const auto user = skf.pinStanding(application, SKF_USER)) pins.user = user;
  if (const auto administrator = skf.pinStanding(application, SKF_ADMIN)) pins.administrator = administrator;
}

CK_FLAGS pinFlags(const PinStandings& pins) {
  return flagsOf(pins.user, CKF_USER_PIN_COUNT_LOW, CKF_USER_PIN_FINAL_TRY, CKF_USER_PIN_LOCKED) |
         flagsOf(pins.administrator, CKF_SO_PIN_COUNT_LOW, CKF_SO_PIN_FINAL_TRY, CKF_SO_PIN_LOCKED);
}

}  // namespace skfbridge
