// The function table and the one symbol that this library exports.
#include "api.h"
#include "pkcs11-values.h"

namespace {

using namespace softukey::api;

template <class... Arguments>
CK_RV notSupported(Arguments...) {
  return CKR_FUNCTION_NOT_SUPPORTED;
}

CK_FUNCTION_LIST makeFunctionList();

CK_RV getFunctionList(CK_FUNCTION_LIST** target) {
  static CK_FUNCTION_LIST list = makeFunctionList();
  if (target == nullptr) return CKR_ARGUMENTS_BAD;
  *target = &list;
  return CKR_OK;
}

void addSessionsAndObjects(CK_FUNCTION_LIST& list) {
  list.C_OpenSession = OpenSession;
  list.C_CloseSession = CloseSession;
  list.C_CloseAllSessions = CloseAllSessions;
  list.C_GetSessionInfo = GetSessionInfo;
  list.C_GetOperationState = notSupported;
  list.C_SetOperationState = notSupported;
  list.C_Login = Login;
  list.C_Logout = Logout;
  list.C_CreateObject = CreateObject;
  list.C_CopyObject = notSupported;
  list.C_DestroyObject = DestroyObject;
  list.C_GetObjectSize = GetObjectSize;
  list.C_GetAttributeValue = GetAttributeValue;
  list.C_SetAttributeValue = SetAttributeValue;
  list.C_FindObjectsInit = FindObjectsInit;
  list.C_FindObjects = FindObjects;
  list.C_FindObjectsFinal = FindObjectsFinal;
}

void addDigestsAndSignatures(CK_FUNCTION_LIST& list) {
  list.C_DigestInit = DigestInit;
  list.C_Digest = Digest;
  list.C_DigestUpdate = DigestUpdate;
  list.C_DigestKey = notSupported;
  list.C_DigestFinal = DigestFinal;
  list.C_SignInit = SignInit;
  list.C_Sign = Sign;
  list.C_SignUpdate = SignUpdate;
  list.C_SignFinal = SignFinal;
  list.C_VerifyInit = VerifyInit;
  list.C_Verify = Verify;
  list.C_VerifyUpdate = VerifyUpdate;
  list.C_VerifyFinal = VerifyFinal;
}

void addUnsupported(CK_FUNCTION_LIST& list) {
  list.C_EncryptInit = list.C_DecryptInit = list.C_SignRecoverInit = list.C_VerifyRecoverInit = notSupported;
  list.C_Encrypt = list.C_EncryptUpdate = list.C_Decrypt = list.C_DecryptUpdate = notSupported;
  list.C_EncryptFinal = list.C_DecryptFinal = notSupported;
  list.C_SignRecover = list.C_VerifyRecover = notSupported;
  list.C_DigestEncryptUpdate = list.C_DecryptDigestUpdate = notSupported;
  list.C_SignEncryptUpdate = list.C_DecryptVerifyUpdate = notSupported;
  list.C_GenerateKey = notSupported;
  list.C_WrapKey = notSupported;
  list.C_UnwrapKey = notSupported;
  list.C_DeriveKey = notSupported;
}

CK_FUNCTION_LIST makeFunctionList() {
  CK_FUNCTION_LIST list{};
  list.version = {2, 40};
  list.C_Initialize = Initialize;
  list.C_Finalize = Finalize;
  list.C_GetInfo = GetInfo;
  list.C_GetFunctionList = getFunctionList;
  list.C_GetSlotList = GetSlotList;
  list.C_GetSlotInfo = GetSlotInfo;
  list.C_GetTokenInfo = GetTokenInfo;
  list.C_GetMechanismList = GetMechanismList;
  list.C_GetMechanismInfo = GetMechanismInfo;
  list.C_InitToken = InitToken;
  list.C_InitPIN = InitPIN;
  list.C_SetPIN = SetPIN;
  list.C_WaitForSlotEvent = WaitForSlotEvent;
  addSessionsAndObjects(list);
  addDigestsAndSignatures(list);
  addUnsupported(list);
  list.C_GenerateKeyPair = GenerateKeyPair;
  list.C_SeedRandom = SeedRandom;
  list.C_GenerateRandom = GenerateRandom;
  list.C_GetFunctionStatus = list.C_CancelFunction = NoParallelFunction;
  return list;
}

}  // namespace

#if defined(_WIN32)
#define SOFT_UKEY_EXPORT __declspec(dllexport)
#else
#define SOFT_UKEY_EXPORT __attribute__((visibility("default")))
#endif

extern "C" SOFT_UKEY_EXPORT CK_RV C_GetFunctionList(CK_FUNCTION_LIST** target) { return getFunctionList(target); }
