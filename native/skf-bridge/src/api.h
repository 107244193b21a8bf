// The C functions of the bridge, by the file that defines them.
#pragma once
#include "pkcs11.h"

namespace skfbridge::api {

// api-general.cpp
CK_RV Initialize(void* arguments);
CK_RV Finalize(void* reserved);
CK_RV GetInfo(CK_INFO* info);
CK_RV GenerateRandom(CK_SESSION_HANDLE, CK_BYTE* target, CK_ULONG length);

// api-slots.cpp
CK_RV GetSlotList(CK_BBOOL onlyPresent, CK_SLOT_ID* list, CK_ULONG* count);
CK_RV GetSlotInfo(CK_SLOT_ID, CK_SLOT_INFO*);
CK_RV GetTokenInfo(CK_SLOT_ID, CK_TOKEN_INFO*);
CK_RV GetMechanismList(CK_SLOT_ID, CK_MECHANISM_TYPE* list, CK_ULONG* count);
CK_RV GetMechanismInfo(CK_SLOT_ID, CK_MECHANISM_TYPE, CK_MECHANISM_INFO*);

// api-sessions.cpp
CK_RV OpenSession(CK_SLOT_ID, CK_FLAGS, void*, CK_NOTIFY, CK_SESSION_HANDLE*);
CK_RV CloseSession(CK_SESSION_HANDLE);
CK_RV CloseAllSessions(CK_SLOT_ID);
CK_RV GetSessionInfo(CK_SESSION_HANDLE, CK_SESSION_INFO*);
CK_RV Login(CK_SESSION_HANDLE, CK_USER_TYPE, CK_BYTE* pin, CK_ULONG length);
CK_RV Logout(CK_SESSION_HANDLE);
CK_RV InitPIN(CK_SESSION_HANDLE, CK_BYTE* pin, CK_ULONG length);
CK_RV SetPIN(CK_SESSION_HANDLE, CK_BYTE* oldPin, CK_ULONG oldLength, CK_BYTE* newPin, CK_ULONG newLength);

// api-objects.cpp
CK_RV GetAttributeValue(CK_SESSION_HANDLE, CK_OBJECT_HANDLE, CK_ATTRIBUTE*, CK_ULONG);
CK_RV FindObjectsInit(CK_SESSION_HANDLE, CK_ATTRIBUTE*, CK_ULONG);
CK_RV FindObjects(CK_SESSION_HANDLE, CK_OBJECT_HANDLE*, CK_ULONG most, CK_ULONG* count);
CK_RV FindObjectsFinal(CK_SESSION_HANDLE);
CK_RV SignInit(CK_SESSION_HANDLE, CK_MECHANISM*, CK_OBJECT_HANDLE);
CK_RV Sign(CK_SESSION_HANDLE, CK_BYTE*, CK_ULONG, CK_BYTE*, CK_ULONG*);

}  // namespace skfbridge::api
