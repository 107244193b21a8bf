// Visibility and storage of objects.
#include "object-store.h"

namespace softukey {

namespace {

bool visible(const Place& place, const Object& object) { return !object.isPrivate() || userLoggedIn(place.slot); }

void sealSecret(const Place& place, const Bytes& instance, CK_OBJECT_HANDLE handle, NewObject& fresh) {
  if (fresh.secret.empty()) return;
  fresh.object.sealed = seal(place.slot.login.dataKey, sealingContext(instance, handle, fresh.object), fresh.secret);
}

void storeOnToken(Place& place, std::vector<NewObject>& fresh, std::vector<CK_OBJECT_HANDLE>& handles) {
  place.slot.change([&](LockedTokenFile&, TokenImage& image) {
    for (std::size_t i = 0; i < fresh.size(); ++i) {
      if (!fresh[i].object.isOnToken()) continue;
      require(image.nextHandle < kFirstSessionObject, CKR_DEVICE_MEMORY);
      handles[i] = image.nextHandle++;
      sealSecret(place, image.instance, handles[i], fresh[i]);
      image.objects.emplace(handles[i], fresh[i].object);
    }
    require(encodeImage(image).size() <= kTokenFileLimit, CKR_DEVICE_MEMORY);
  });
}

}  // namespace

bool userLoggedIn(const Slot& slot) { return slot.login.state == LoginState::user; }

const Object* findObject(const Place& place, CK_OBJECT_HANDLE handle) {
  const Object* object = nullptr;
  const auto& stored = place.slot.image().objects;
  if (const auto found = stored.find(handle); found != stored.end()) object = &found->second;
  const auto& kept = place.slot.sessionObjects;
  if (const auto found = kept.find(handle); found != kept.end()) object = &found->second.object;
  return object && visible(place, *object) ? object : nullptr;
}

std::vector<CK_OBJECT_HANDLE> visibleObjects(const Place& place) {
  std::vector<CK_OBJECT_HANDLE> handles;
  for (const auto& [handle, object] : place.slot.image().objects)
    if (visible(place, object)) handles.push_back(handle);
  for (const auto& [handle, kept] : place.slot.sessionObjects)
    if (visible(place, kept.object)) handles.push_back(handle);
  return handles;
}

void requireWritable(const Place& place, const Object& object) {
  if (!object.isOnToken() && !object.isPrivate()) return;
  require(userLoggedIn(place.slot), CKR_USER_NOT_LOGGED_IN);
  require(!object.isOnToken() || place.session.readWrite, CKR_SESSION_READ_ONLY);
}

std::vector<CK_OBJECT_HANDLE> storeObjects(Place& place, std::vector<NewObject> fresh) {
  std::vector<CK_OBJECT_HANDLE> handles(fresh.size());
  bool onToken = false;
  for (const NewObject& one : fresh) {
    requireWritable(place, one.object);
    onToken = onToken || one.object.isOnToken();
  }
  if (onToken) storeOnToken(place, fresh, handles);
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    if (fresh[i].object.isOnToken()) continue;
    handles[i] = place.slot.nextSessionObject++;
    sealSecret(place, place.slot.image().instance, handles[i], fresh[i]);
    place.slot.sessionObjects.emplace(handles[i], SessionObject{std::move(fresh[i].object), place.handle});
  }
  return handles;
}

SecretBytes secretOf(const Place& place, CK_OBJECT_HANDLE handle, const Object& object) {
  const Bytes context = sealingContext(place.slot.image().instance, handle, object);
  auto secret = unseal(place.slot.login.dataKey, context, object.sealed);
  require(secret.has_value(), CKR_DEVICE_ERROR);
  return std::move(*secret);
}

}  // namespace softukey
