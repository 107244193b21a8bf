// The function table of the odd driver: that of the real library, with the functions in it that can misbehave.
#include "odd.h"

namespace {

CK_FUNCTION_LIST list;

CK_RV Finalize(void* reserved) {
  if (const auto* answer = odd::instead({"C_Finalize"})) return *answer;
  return odd::base().C_Finalize(reserved);
}

CK_RV FunctionList(CK_FUNCTION_LIST** target) {
  *target = &list;
  return CKR_OK;
}

void fillList() {
  const auto initialize = list.C_Initialize;
  list = odd::base();
  list.C_Initialize = initialize;
  list.C_Finalize = Finalize;
  list.C_GetFunctionList = FunctionList;
  odd::addSlots(list);
  odd::addSessions(list);
  odd::addObjects(list);
  odd::addSignatures(list);
}

/** `C_Initialize` when locking is asked for, `C_Initialize(plain)` without. */
CK_RV Initialize(void* arguments) {
  if (!odd::load()) return CKR_GENERAL_ERROR;
  fillList();
  const auto* given = static_cast<CK_C_INITIALIZE_ARGS*>(arguments);
  const bool isPlain = given == nullptr || given->flags == 0;
  const auto* answer = odd::instead({isPlain ? "C_Initialize(plain)" : "C_Initialize"});
  // A library that says so is ready all the same.
  constexpr CK_RV alreadyInitialized = 0x191;
  if (answer && *answer != alreadyInitialized) return *answer;
  const CK_RV value = odd::base().C_Initialize(arguments);
  return answer && value == CKR_OK ? *answer : value;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) CK_RV C_GetFunctionList(CK_FUNCTION_LIST** target) {
  list.version = {2, 40};
  list.C_Initialize = Initialize;
  list.C_GetFunctionList = FunctionList;
  *target = &list;
  return CKR_OK;
}
