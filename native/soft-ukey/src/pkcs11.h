// The part of PKCS#11 that this module speaks, declared from the OASIS texts "PKCS #11 Base Specification v2.40"
// §3-§5 and "Current Mechanisms v2.40". Layout: natural alignment, except Windows where the standard packs to 1 byte.
// Longer than other files because a specification's declarations belong together.
#pragma once

#if defined(_WIN32)
#pragma pack(push, cryptoki, 1)
#endif

using CK_BYTE = unsigned char;
using CK_BBOOL = CK_BYTE;
using CK_UTF8CHAR = CK_BYTE;
using CK_ULONG = unsigned long;
using CK_FLAGS = CK_ULONG;
using CK_RV = CK_ULONG;
using CK_SLOT_ID = CK_ULONG;
using CK_SESSION_HANDLE = CK_ULONG;
using CK_OBJECT_HANDLE = CK_ULONG;
using CK_OBJECT_CLASS = CK_ULONG;
using CK_ATTRIBUTE_TYPE = CK_ULONG;
using CK_MECHANISM_TYPE = CK_ULONG;
using CK_USER_TYPE = CK_ULONG;
using CK_NOTIFY = CK_RV (*)(CK_SESSION_HANDLE, CK_ULONG, void*);

constexpr CK_ULONG CK_UNAVAILABLE_INFORMATION = ~CK_ULONG{0};
constexpr CK_ULONG CK_EFFECTIVELY_INFINITE = 0;

struct CK_VERSION {
  CK_BYTE major, minor;
};
struct CK_INFO {
  CK_VERSION cryptokiVersion;
  CK_UTF8CHAR manufacturerID[32];
  CK_FLAGS flags;
  CK_UTF8CHAR libraryDescription[32];
  CK_VERSION libraryVersion;
};
struct CK_SLOT_INFO {
  CK_UTF8CHAR slotDescription[64];
  CK_UTF8CHAR manufacturerID[32];
  CK_FLAGS flags;
  CK_VERSION hardwareVersion, firmwareVersion;
};
struct CK_TOKEN_INFO {
  CK_UTF8CHAR label[32];
  CK_UTF8CHAR manufacturerID[32];
  CK_UTF8CHAR model[16];
  CK_BYTE serialNumber[16];
  CK_FLAGS flags;
  CK_ULONG ulMaxSessionCount, ulSessionCount, ulMaxRwSessionCount, ulRwSessionCount;
  CK_ULONG ulMaxPinLen, ulMinPinLen;
  CK_ULONG ulTotalPublicMemory, ulFreePublicMemory, ulTotalPrivateMemory, ulFreePrivateMemory;
  CK_VERSION hardwareVersion, firmwareVersion;
  CK_BYTE utcTime[16];
};
struct CK_SESSION_INFO {
  CK_SLOT_ID slotID;
  CK_ULONG state;
  CK_FLAGS flags;
  CK_ULONG ulDeviceError;
};
struct CK_ATTRIBUTE {
  CK_ATTRIBUTE_TYPE type;
  void* pValue;
  CK_ULONG ulValueLen;
};
struct CK_MECHANISM {
  CK_MECHANISM_TYPE mechanism;
  void* pParameter;
  CK_ULONG ulParameterLen;
};
struct CK_MECHANISM_INFO {
  CK_ULONG ulMinKeySize, ulMaxKeySize;
  CK_FLAGS flags;
};
struct CK_C_INITIALIZE_ARGS {
  CK_RV (*CreateMutex)(void**);
  CK_RV (*DestroyMutex)(void*);
  CK_RV (*LockMutex)(void*);
  CK_RV (*UnlockMutex)(void*);
  CK_FLAGS flags;
  void* pReserved;
};

/** Short names for the argument shapes that repeat in the function list. */
using CkIn = CK_BYTE*;
using CkLength = CK_ULONG*;
template <class... Arguments>
using CkFunction = CK_RV (*)(Arguments...);
using CkSession = CK_SESSION_HANDLE;
using CkInit = CkFunction<CkSession, CK_MECHANISM*>;
using CkKeyInit = CkFunction<CkSession, CK_MECHANISM*, CK_OBJECT_HANDLE>;
using CkTransform = CkFunction<CkSession, CkIn, CK_ULONG, CkIn, CkLength>;
using CkAbsorb = CkFunction<CkSession, CkIn, CK_ULONG>;
using CkEmit = CkFunction<CkSession, CkIn, CkLength>;

struct CK_FUNCTION_LIST {
  CK_VERSION version;
  CkFunction<void*> C_Initialize, C_Finalize;
  CkFunction<CK_INFO*> C_GetInfo;
  CkFunction<CK_FUNCTION_LIST**> C_GetFunctionList;
  CkFunction<CK_BBOOL, CK_SLOT_ID*, CkLength> C_GetSlotList;
  CkFunction<CK_SLOT_ID, CK_SLOT_INFO*> C_GetSlotInfo;
  CkFunction<CK_SLOT_ID, CK_TOKEN_INFO*> C_GetTokenInfo;
  CkFunction<CK_SLOT_ID, CK_MECHANISM_TYPE*, CkLength> C_GetMechanismList;
  CkFunction<CK_SLOT_ID, CK_MECHANISM_TYPE, CK_MECHANISM_INFO*> C_GetMechanismInfo;
  CkFunction<CK_SLOT_ID, CkIn, CK_ULONG, CkIn> C_InitToken;
  CkAbsorb C_InitPIN;
  CkFunction<CkSession, CkIn, CK_ULONG, CkIn, CK_ULONG> C_SetPIN;
  CkFunction<CK_SLOT_ID, CK_FLAGS, void*, CK_NOTIFY, CK_SESSION_HANDLE*> C_OpenSession;
  CkFunction<CkSession> C_CloseSession;
  CkFunction<CK_SLOT_ID> C_CloseAllSessions;
  CkFunction<CkSession, CK_SESSION_INFO*> C_GetSessionInfo;
  CkEmit C_GetOperationState;
  CkFunction<CkSession, CkIn, CK_ULONG, CK_OBJECT_HANDLE, CK_OBJECT_HANDLE> C_SetOperationState;
  CkFunction<CkSession, CK_USER_TYPE, CkIn, CK_ULONG> C_Login;
  CkFunction<CkSession> C_Logout;
  CkFunction<CkSession, CK_ATTRIBUTE*, CK_ULONG, CK_OBJECT_HANDLE*> C_CreateObject;
  CkFunction<CkSession, CK_OBJECT_HANDLE, CK_ATTRIBUTE*, CK_ULONG, CK_OBJECT_HANDLE*> C_CopyObject;
  CkFunction<CkSession, CK_OBJECT_HANDLE> C_DestroyObject;
  CkFunction<CkSession, CK_OBJECT_HANDLE, CkLength> C_GetObjectSize;
  CkFunction<CkSession, CK_OBJECT_HANDLE, CK_ATTRIBUTE*, CK_ULONG> C_GetAttributeValue, C_SetAttributeValue;
  CkFunction<CkSession, CK_ATTRIBUTE*, CK_ULONG> C_FindObjectsInit;
  CkFunction<CkSession, CK_OBJECT_HANDLE*, CK_ULONG, CkLength> C_FindObjects;
  CkFunction<CkSession> C_FindObjectsFinal;
  CkKeyInit C_EncryptInit;
  CkTransform C_Encrypt, C_EncryptUpdate;
  CkEmit C_EncryptFinal;
  CkKeyInit C_DecryptInit;
  CkTransform C_Decrypt, C_DecryptUpdate;
  CkEmit C_DecryptFinal;
  CkInit C_DigestInit;
  CkTransform C_Digest;
  CkAbsorb C_DigestUpdate;
  CkFunction<CkSession, CK_OBJECT_HANDLE> C_DigestKey;
  CkEmit C_DigestFinal;
  CkKeyInit C_SignInit;
  CkTransform C_Sign;
  CkAbsorb C_SignUpdate;
  CkEmit C_SignFinal;
  CkKeyInit C_SignRecoverInit;
  CkTransform C_SignRecover;
  CkKeyInit C_VerifyInit;
  CkFunction<CkSession, CkIn, CK_ULONG, CkIn, CK_ULONG> C_Verify;
  CkAbsorb C_VerifyUpdate, C_VerifyFinal;
  CkKeyInit C_VerifyRecoverInit;
  CkTransform C_VerifyRecover;
  CkTransform C_DigestEncryptUpdate, C_DecryptDigestUpdate, C_SignEncryptUpdate, C_DecryptVerifyUpdate;
  CkFunction<CkSession, CK_MECHANISM*, CK_ATTRIBUTE*, CK_ULONG, CK_OBJECT_HANDLE*> C_GenerateKey;
  CkFunction<CkSession, CK_MECHANISM*, CK_ATTRIBUTE*, CK_ULONG, CK_ATTRIBUTE*, CK_ULONG, CK_OBJECT_HANDLE*,
             CK_OBJECT_HANDLE*>
      C_GenerateKeyPair;
  CkFunction<CkSession, CK_MECHANISM*, CK_OBJECT_HANDLE, CK_OBJECT_HANDLE, CkIn, CkLength> C_WrapKey;
  CkFunction<CkSession, CK_MECHANISM*, CK_OBJECT_HANDLE, CkIn, CK_ULONG, CK_ATTRIBUTE*, CK_ULONG, CK_OBJECT_HANDLE*>
      C_UnwrapKey;
  CkFunction<CkSession, CK_MECHANISM*, CK_OBJECT_HANDLE, CK_ATTRIBUTE*, CK_ULONG, CK_OBJECT_HANDLE*> C_DeriveKey;
  CkAbsorb C_SeedRandom, C_GenerateRandom;
  CkFunction<CkSession> C_GetFunctionStatus, C_CancelFunction;
  CkFunction<CK_FLAGS, CK_SLOT_ID*, void*> C_WaitForSlotEvent;
};

#if defined(_WIN32)
#pragma pack(pop, cryptoki)
static_assert(sizeof(CK_INFO) == 72 && sizeof(CK_SLOT_INFO) == 104 && sizeof(CK_TOKEN_INFO) == 160);
#elif defined(__LP64__)
static_assert(sizeof(CK_ATTRIBUTE) == 24 && sizeof(CK_MECHANISM) == 24 && sizeof(CK_C_INITIALIZE_ARGS) == 48);
static_assert(sizeof(CK_INFO) == 88 && sizeof(CK_SLOT_INFO) == 112 && sizeof(CK_TOKEN_INFO) == 208);
static_assert(sizeof(CK_FUNCTION_LIST) == 552);
#endif
