// C_Initialize, C_Finalize, C_GetInfo, random numbers (PKCS#11 v2.40 §5.4, §5.15).
#include "api.h"
#include "module.h"
#include "text-field.h"

#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace softukey::api {

namespace {

/** PKCS#11 §5.4: own mutexes of the application are not called; it must let us use the system's. */
void checkLocking(const CK_C_INITIALIZE_ARGS& given) {
  require(given.pReserved == nullptr, CKR_ARGUMENTS_BAD);
  const int functions = (given.CreateMutex != nullptr) + (given.DestroyMutex != nullptr) +
                        (given.LockMutex != nullptr) + (given.UnlockMutex != nullptr);
  require(functions == 0 || functions == 4, CKR_ARGUMENTS_BAD);
  require(functions == 0 || (given.flags & CKF_OS_LOCKING_OK) != 0, CKR_CANT_LOCK);
}

/** PINs and keys are in this process: no core file, no debugger and no /proc/PID/mem of other programs of the same user (prctl(2)). */
void keepMemoryPrivate() {
#ifdef __linux__
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

}  // namespace

CK_RV Initialize(void* arguments) {
  return guarded([&] {
    require(moduleInstance() == nullptr || !moduleIsOurs(), CKR_CRYPTOKI_ALREADY_INITIALIZED);
    if (arguments != nullptr) checkLocking(*static_cast<CK_C_INITIALIZE_ARGS*>(arguments));
    keepMemoryPrivate();
    startCrypto();
    setModule(std::make_unique<Module>(configurationFromEnvironment()));
  });
}

CK_RV Finalize(void* reserved) {
  return withModule([&](Module&) {
    require(reserved == nullptr, CKR_ARGUMENTS_BAD);
    setModule(nullptr);
  });
}

CK_RV GetInfo(CK_INFO* info) {
  return withModule([&](Module&) {
    require(info != nullptr, CKR_ARGUMENTS_BAD);
    *info = CK_INFO{};
    info->cryptokiVersion = {2, 40};
    fillText(info->manufacturerID, kManufacturer);
    fillText(info->libraryDescription, kDescription);
    info->libraryVersion = {1, 0};
  });
}

CK_RV GenerateRandom(CK_SESSION_HANDLE handle, CK_BYTE* target, CK_ULONG length) {
  return withSession(handle, [&](Module&, Place&) {
    require(target != nullptr || length == 0, CKR_ARGUMENTS_BAD);
    fillRandom(target, length);
  });
}

CK_RV SeedRandom(CK_SESSION_HANDLE handle, CK_BYTE*, CK_ULONG) {
  return withSession(handle, [](Module&, Place&) { fail(CKR_RANDOM_SEED_NOT_SUPPORTED); });
}

CK_RV NoParallelFunction(CK_SESSION_HANDLE) { return CKR_FUNCTION_NOT_PARALLEL; }

}  // namespace softukey::api
