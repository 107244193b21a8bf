// C_GenerateKeyPair for SM2: the scalar is made here, sealed at once, and leaves this module never.
#include "api.h"
#include "mechanisms.h"
#include "object-store.h"
#include "templates.h"

namespace softukey::api {

CK_RV GenerateKeyPair(CK_SESSION_HANDLE handle, CK_MECHANISM* given, CK_ATTRIBUTE* publicTemplate, CK_ULONG publicCount,
                      CK_ATTRIBUTE* privateTemplate, CK_ULONG privateCount, CK_OBJECT_HANDLE* publicKey,
                      CK_OBJECT_HANDLE* privateKey) {
  return withSession(handle, [&](Module&, Place& place) {
    require(given != nullptr && publicKey != nullptr && privateKey != nullptr, CKR_ARGUMENTS_BAD);
    mechanism(given->mechanism, CKF_GENERATE_KEY_PAIR);
    require(given->ulParameterLen == 0, CKR_MECHANISM_PARAM_INVALID);
    require(userLoggedIn(place.slot), CKR_USER_NOT_LOGGED_IN);
    const Object publicWanted = readTemplate(publicTemplate, publicCount);
    const Object privateWanted = readTemplate(privateTemplate, privateCount);
    sm2::KeyPair pair = sm2::generate();
    KeyPairObjects objects = keyPairToGenerate(publicWanted, privateWanted, pair.point);
    std::vector<NewObject> fresh;
    fresh.push_back({std::move(objects.publicKey), {}});
    fresh.push_back({std::move(objects.privateKey), std::move(pair.scalar)});
    const auto handles = storeObjects(place, std::move(fresh));
    *publicKey = handles.at(0);
    *privateKey = handles.at(1);
  });
}

}  // namespace softukey::api
