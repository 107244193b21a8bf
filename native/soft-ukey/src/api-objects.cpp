// Objects (PKCS#11 v2.40 §5.7).
#include <algorithm>

#include "api.h"
#include "object-store.h"
#include "templates.h"

namespace softukey::api {

namespace {

const Object& requireObject(const Place& place, CK_OBJECT_HANDLE handle) {
  const Object* object = findObject(place, handle);
  require(object != nullptr, CKR_OBJECT_HANDLE_INVALID);
  return *object;
}

/** The value of a private data object is kept sealed, like a key. */
NewObject withSealedValue(Object object) {
  NewObject fresh{std::move(object), {}};
  if (fresh.object.objectClass() != CKO_DATA || !fresh.object.isPrivate()) return fresh;
  const Bytes value = *fresh.object.find(CKA_VALUE);
  fresh.secret.assign(value.begin(), value.end());
  fresh.object.attributes.erase(CKA_VALUE);
  return fresh;
}

template <class EditStored>
void changeStored(Place& place, CK_OBJECT_HANDLE handle, EditStored edit) {
  place.slot.change([&](LockedTokenFile&, TokenImage& image) {
    const auto found = image.objects.find(handle);
    require(found != image.objects.end(), CKR_OBJECT_HANDLE_INVALID);
    edit(image, found);
  });
}

}  // namespace

CK_RV CreateObject(CK_SESSION_HANDLE handle, CK_ATTRIBUTE* attributes, CK_ULONG count, CK_OBJECT_HANDLE* made) {
  return withSession(handle, [&](Module&, Place& place) {
    require(made != nullptr, CKR_ARGUMENTS_BAD);
    std::vector<NewObject> fresh;
    fresh.push_back(withSealedValue(objectToCreate(attributes, count)));
    *made = storeObjects(place, std::move(fresh)).at(0);
  });
}

CK_RV DestroyObject(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE target) {
  return withSession(handle, [&](Module&, Place& place) {
    const Object& object = requireObject(place, target);
    requireWritable(place, object);
    require(object.truth(CKA_DESTROYABLE, true), CKR_ATTRIBUTE_READ_ONLY);
    if (place.slot.sessionObjects.erase(target) == 0)
      changeStored(place, target, [](TokenImage& image, auto found) { image.objects.erase(found); });
    place.slot.login.keys.erase(target);
  });
}

CK_RV GetObjectSize(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE target, CK_ULONG* size) {
  return withSession(handle, [&](Module&, Place& place) {
    require(size != nullptr, CKR_ARGUMENTS_BAD);
    *size = requireObject(place, target).storedSize();
  });
}

CK_RV GetAttributeValue(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE target, CK_ATTRIBUTE* wanted, CK_ULONG count) {
  return withSession(handle, [&](Module&, Place& place) {
    require(wanted != nullptr, CKR_ARGUMENTS_BAD);
    const Object& object = requireObject(place, target);
    const bool privateData = object.objectClass() == CKO_DATA && object.isPrivate();
    SecretBytes secret;
    if (privateData && !object.sealed.empty()) secret = secretOf(place, target, object);
    const CK_RV rv = readAttributes(object, privateData ? &secret : nullptr, wanted, count);
    if (rv != CKR_OK) fail(rv);
  });
}

CK_RV SetAttributeValue(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE target, CK_ATTRIBUTE* given, CK_ULONG count) {
  return withSession(handle, [&](Module&, Place& place) {
    const Object& object = requireObject(place, target);
    requireWritable(place, object);
    const Object changes = readTemplate(given, count);
    const auto kept = place.slot.sessionObjects.find(target);
    if (kept != place.slot.sessionObjects.end())
      changeObject(kept->second.object, changes);
    else
      changeStored(place, target, [&](TokenImage&, auto found) { changeObject(found->second, changes); });
  });
}

CK_RV FindObjectsInit(CK_SESSION_HANDLE handle, CK_ATTRIBUTE* attributes, CK_ULONG count) {
  return withSession(handle, [&](Module&, Place& place) {
    require(!place.session.search, CKR_OPERATION_ACTIVE);
    const Object wanted = readTemplate(attributes, count);
    SearchState search;
    for (const CK_OBJECT_HANDLE candidate : visibleObjects(place))
      if (matches(*findObject(place, candidate), wanted)) search.found.push_back(candidate);
    place.session.search = std::move(search);
  });
}

CK_RV FindObjects(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE* list, CK_ULONG most, CK_ULONG* count) {
  return withSession(handle, [&](Module&, Place& place) {
    require(list != nullptr && count != nullptr, CKR_ARGUMENTS_BAD);
    require(place.session.search.has_value(), CKR_OPERATION_NOT_INITIALIZED);
    SearchState& search = *place.session.search;
    const std::size_t given = std::min<std::size_t>(most, search.found.size() - search.next);
    for (std::size_t i = 0; i < given; ++i) list[i] = search.found[search.next++];
    *count = given;
  });
}

CK_RV FindObjectsFinal(CK_SESSION_HANDLE handle) {
  return withSession(handle, [&](Module&, Place& place) {
    require(place.session.search.has_value(), CKR_OPERATION_NOT_INITIALIZED);
    place.session.search.reset();
  });
}

}  // namespace softukey::api
