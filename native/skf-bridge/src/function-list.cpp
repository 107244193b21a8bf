// The function table and the one symbol that the bridge exports. It reads tokens and signs: what would write to one is the maker's tool's.
#include "api.h"
#include "pkcs11-values.h"

namespace {

using namespace skfbridge::api;

template <class... Arguments>
CK_RV notSupported(Arguments...) {
  return CKR_FUNCTION_NOT_SUPPORTED;
}

CK_RV noParallelFunction(CK_SESSION_HANDLE) { return CKR_FUNCTION_NOT_PARALLEL; }

CK_FUNCTION_LIST makeFunctionList();

CK_RV getFunctionList(CK_FUNCTION_LIST** target) {
  static CK_FUNCTION_LIST list = makeFunctionList();
  if (target == nullptr) return CKR_ARGUMENTS_BAD;
  *target = &list;
  return CKR_OK;
}

void addTokens(CK_FUNCTION_LIST& list) {
  list.C_Initialize = Initialize;
  list.C_Finalize = Finalize;
  list.C_GetInfo = GetInfo;
  list.C_GetFunctionList = getFunctionList;
  list.C_GetSlotList = GetSlotList;
  list.C_GetSlotInfo = GetSlotInfo;
  list.C_GetTokenInfo = GetTokenInfo;
  list.C_GetMechanismList = GetMechanismList;
  list.C_GetMechanismInfo = GetMechanismInfo;
  list.C_InitToken = notSupported;
  list.C_InitPIN = InitPIN;
  list.C_SetPIN = SetPIN;
  // SKF_WaitForDevEvent spins in some libraries and never returns in others.
  list.C_WaitForSlotEvent = notSupported;
}

void addSessions(CK_FUNCTION_LIST& list) {
  list.C_OpenSession = OpenSession;
  list.C_CloseSession = CloseSession;
  list.C_CloseAllSessions = CloseAllSessions;
  list.C_GetSessionInfo = GetSessionInfo;
  list.C_GetOperationState = notSupported;
  list.C_SetOperationState = notSupported;
  list.C_Login = Login;
  list.C_Logout = Logout;
  list.C_GetAttributeValue = GetAttributeValue;
  list.C_FindObjectsInit = FindObjectsInit;
  list.C_FindObjects = FindObjects;
  list.C_FindObjectsFinal = FindObjectsFinal;
  list.C_SignInit = SignInit;
  list.C_Sign = Sign;
  list.C_GenerateRandom = GenerateRandom;
  list.C_GetFunctionStatus = list.C_CancelFunction = noParallelFunction;
}

void addUnsupported(CK_FUNCTION_LIST& list) {
  list.C_CreateObject = notSupported;
  list.C_CopyObject = notSupported;
  list.C_DestroyObject = notSupported;
  list.C_GetObjectSize = notSupported;
  list.C_SetAttributeValue = notSupported;
  list.C_EncryptInit = list.C_DecryptInit = list.C_SignRecoverInit = list.C_VerifyRecoverInit = list.C_VerifyInit = notSupported;
  list.C_Encrypt = list.C_EncryptUpdate = list.C_Decrypt = list.C_DecryptUpdate = notSupported;
  list.C_EncryptFinal = list.C_DecryptFinal = list.C_DigestFinal = list.C_SignFinal = notSupported;
  list.C_DigestInit = notSupported;
  list.C_Digest = list.C_SignRecover = list.C_VerifyRecover = notSupported;
  list.C_DigestUpdate = list.C_SignUpdate = list.C_VerifyUpdate = list.C_VerifyFinal = list.C_SeedRandom = notSupported;
  list.C_DigestKey = notSupported;
  list.C_Verify = notSupported;
  list.C_DigestEncryptUpdate = list.C_DecryptDigestUpdate = notSupported;
  list.C_SignEncryptUpdate = list.C_DecryptVerifyUpdate = notSupported;
  list.C_GenerateKey = notSupported;
  list.C_GenerateKeyPair = notSupported;
  list.C_WrapKey = notSupported;
  list.C_UnwrapKey = notSupported;
  list.C_DeriveKey = notSupported;
}

CK_FUNCTION_LIST makeFunctionList() {
  CK_FUNCTION_LIST list{};
  list.version = {2, 40};
  addTokens(list);
  addSessions(list);
  addUnsupported(list);
  return list;
}

}  // namespace

#if defined(_WIN32)
#define SKF_BRIDGE_EXPORT __declspec(dllexport)
#else
#define SKF_BRIDGE_EXPORT __attribute__((visibility("default")))
#endif

extern "C" SKF_BRIDGE_EXPORT CK_RV C_GetFunctionList(CK_FUNCTION_LIST** target) { return getFunctionList(target); }
