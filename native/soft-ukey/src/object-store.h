// The objects that one session can see, on the token and in memory, and where new ones go.
#pragma once
#include "module.h"

namespace softukey {

bool userLoggedIn(const Slot& slot);

/** Null where no such object exists for this session: private ones need the user's login. */
const Object* findObject(const Place& place, CK_OBJECT_HANDLE handle);

/** Handles of all visible objects, token objects first, in order of creation. */
std::vector<CK_OBJECT_HANDLE> visibleObjects(const Place& place);

/** Fails unless this session may write objects of that kind. */
void requireWritable(const Place& place, const Object& object);

/** A new object and the secret that belongs to it (empty: none). */
struct NewObject {
  Object object;
  SecretBytes secret;
};

/** Stores all of them or none; token objects in one write. Returns their handles in the same order. */
std::vector<CK_OBJECT_HANDLE> storeObjects(Place& place, std::vector<NewObject> fresh);

/** The unsealed secret of an object; fails with `CKR_DEVICE_ERROR` when it does not belong to this token. */
SecretBytes secretOf(const Place& place, CK_OBJECT_HANDLE handle, const Object& object);

}  // namespace softukey
