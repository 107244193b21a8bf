// Objects of the odd driver: `more-certificate HEX [id=HEX] [last]`, `private CLASS`, `attribute TYPE HEX|endless|none class=N`,
// `tail CLASS HEX`, `answer C_GetAttributeValue RV class=N attribute=N`.
#include <algorithm>
#include <cstring>

#include "odd.h"

namespace odd {

namespace {

constexpr CK_OBJECT_HANDLE firstMore = 0x70000000;
constexpr CK_ATTRIBUTE_TYPE classType = 0x0, labelType = 0x3, valueType = 0x11, idType = 0x102;
constexpr CK_ULONG certificateClass = 1, privateKeyClass = 3;
constexpr CK_RV typeInvalid = 0x12, tooSmall = 0x150;

/** What the search under way has found. */
std::vector<CK_OBJECT_HANDLE> found;

bool isMore(CK_OBJECT_HANDLE object) { return object >= firstMore && object < firstMore + settings("more-certificate").size(); }
const Line& moreOf(CK_OBJECT_HANDLE object) { return *settings("more-certificate")[object - firstMore]; }

std::string readBase(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) {
  CK_ATTRIBUTE attribute{type, nullptr, 0};
  if (base().C_GetAttributeValue(session, object, &attribute, 1) != CKR_OK) return "";
  std::string value(attribute.ulValueLen, '\0');
  attribute.pValue = value.data();
  base().C_GetAttributeValue(session, object, &attribute, 1);
  return value;
}

/** What an object says of an attribute where the settings change it; false where they do not. */
bool changed(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type, std::string& value, CK_RV& problem) {
  const CK_ULONG objectClass = classOf(session, object);
  problem = CKR_OK;
  if (isMore(object)) {
    const Line& line = moreOf(object);
    const auto* id = line.value("id");
    value.assign(reinterpret_cast<const char*>(&certificateClass), sizeof certificateClass);
    if (type == labelType) value = "more";
    if (type == valueType) value = octets(line.word(1));
    if (type == idType) value = id ? octets(*id) : "";
    if (type == idType && !id) problem = typeInvalid;
    if (type != classType && type != labelType && type != valueType && type != idType) problem = typeInvalid;
    return true;
  }
  for (const Line* line : settings("attribute")) {
    const auto* only = line->value("class");
    if (number(line->word(1)) != type || (only && number(*only) != objectClass)) continue;
    value = line->word(2) == "none" ? "" : octets(line->word(2));
    return true;
  }
  for (const Line* line : settings("tail")) {
    if (type != valueType || number(line->word(1)) != objectClass) continue;
    value = readBase(session, object, type) + octets(line->word(2));
    return true;
  }
  constexpr CK_ATTRIBUTE_TYPE alwaysAuthenticate = 0x202;
  if (type != alwaysAuthenticate || !setting("always-authenticate") || objectClass != privateKeyClass) return false;
  value = std::string(1, '\1');
  return true;
}

CK_RV give(CK_ATTRIBUTE& attribute, const std::string& value) {
  const bool fits = attribute.ulValueLen >= value.size();
  const bool isAsked = attribute.pValue != nullptr;
  attribute.ulValueLen = value.size();
  if (!isAsked) return CKR_OK;
  if (!fits) return tooSmall;
  std::memcpy(attribute.pValue, value.data(), value.size());
  return CKR_OK;
}

CK_RV readOne(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE& attribute) {
  const CK_ULONG objectClass = classOf(session, object);
  if (const auto* answer = instead({"C_GetAttributeValue", nullptr, false, &objectClass, &attribute.type})) return *answer;
  for (const Line* line : settings("endless"))
    if (number(line->word(1)) == attribute.type) {
      attribute.ulValueLen = CK_UNAVAILABLE_INFORMATION;
      return CKR_OK;
    }
  std::string value;
  CK_RV problem = CKR_OK;
  if (!changed(session, object, attribute.type, value, problem))
    return base().C_GetAttributeValue(session, object, &attribute, 1);
  return problem != CKR_OK ? problem : give(attribute, value);
}

CK_RV GetAttributeValue(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE* attributes, CK_ULONG count) {
  for (CK_ULONG at = 0; at < count; at += 1)
    if (const CK_RV value = readOne(session, object, attributes[at])) return value;
  return CKR_OK;
}

bool asksFor(CK_ATTRIBUTE* wanted, CK_ULONG count, CK_ATTRIBUTE_TYPE type, std::string& value) {
  for (CK_ULONG at = 0; at < count; at += 1)
    if (wanted[at].type == type) {
      value.assign(static_cast<const char*>(wanted[at].pValue), wanted[at].ulValueLen);
      return true;
    }
  return false;
}

bool isHidden(CK_SESSION_HANDLE session, CK_ULONG objectClass) {
  const auto lines = settings("private");
  const bool named = std::any_of(lines.begin(), lines.end(), [&](const Line* line) { return number(line->word(1)) == objectClass; });
  return named && !isLoggedIn(session);
}

/** An id is looked for as this driver shows it. */
bool hasId(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, const std::string& id) {
  CK_ATTRIBUTE attribute{idType, nullptr, 0};
  std::string own(256, '\0');
  attribute.pValue = own.data();
  attribute.ulValueLen = own.size();
  std::string value;
  CK_RV problem = CKR_OK;
  if (!changed(session, object, idType, value, problem)) value = readBase(session, object, idType);
  return problem == CKR_OK && value == id;
}

/** All that match, taken at once: classes and applications are asked of the real library, ids are compared here. */
CK_RV search(CK_SESSION_HANDLE session, CK_ATTRIBUTE* wanted, CK_ULONG count) {
  std::vector<CK_ATTRIBUTE> passed;
  for (CK_ULONG at = 0; at < count; at += 1)
    if (wanted[at].type != idType) passed.push_back(wanted[at]);
  if (const CK_RV value = base().C_FindObjectsInit(session, passed.data(), passed.size())) return value;
  CK_OBJECT_HANDLE some[64];
  for (CK_ULONG more = 0; base().C_FindObjects(session, some, 64, &more) == CKR_OK && more > 0;)
    found.insert(found.end(), some, some + more);
  return base().C_FindObjectsFinal(session);
}

CK_RV FindObjectsInit(CK_SESSION_HANDLE session, CK_ATTRIBUTE* wanted, CK_ULONG count) {
  std::string text, id;
  CK_ULONG objectClass = CK_UNAVAILABLE_INFORMATION;
  if (asksFor(wanted, count, classType, text)) std::memcpy(&objectClass, text.data(), sizeof objectClass);
  if (const auto* answer = instead({"C_FindObjectsInit", nullptr, false, &objectClass})) return *answer;
  found.clear();
  if (isHidden(session, objectClass)) return CKR_OK;
  if (const CK_RV value = search(session, wanted, count)) return value;
  const auto more = settings("more-certificate");
  for (std::size_t at = 0; objectClass == certificateClass && at < more.size(); at += 1) {
    const bool isLast = more[at]->word(2) == "last";
    found.insert(isLast ? found.end() : found.begin(), firstMore + at);
  }
  if (asksFor(wanted, count, idType, id))
    found.erase(std::remove_if(found.begin(), found.end(), [&](auto each) { return !hasId(session, each, id); }), found.end());
  return CKR_OK;
}

CK_RV FindObjects(CK_SESSION_HANDLE, CK_OBJECT_HANDLE* target, CK_ULONG most, CK_ULONG* count) {
  if (const auto* answer = instead({"C_FindObjects"})) return *answer;
  *count = std::min<CK_ULONG>(most, found.size());
  std::copy(found.begin(), found.begin() + static_cast<long>(*count), target);
  found.erase(found.begin(), found.begin() + static_cast<long>(*count));
  return CKR_OK;
}

CK_RV FindObjectsFinal(CK_SESSION_HANDLE) { return CKR_OK; }

}  // namespace

CK_ULONG classOf(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object) {
  if (isMore(object)) return certificateClass;
  CK_ULONG value = CK_UNAVAILABLE_INFORMATION;
  CK_ATTRIBUTE attribute{classType, &value, sizeof value};
  base().C_GetAttributeValue(session, object, &attribute, 1);
  return value;
}

void addObjects(CK_FUNCTION_LIST& list) {
  list.C_GetAttributeValue = GetAttributeValue;
  list.C_FindObjectsInit = FindObjectsInit;
  list.C_FindObjects = FindObjects;
  list.C_FindObjectsFinal = FindObjectsFinal;
}

}  // namespace odd
