// C_Initialize, C_Finalize, C_GetInfo, random numbers (PKCS#11 v2.40 §5.4, §5.15).
#include <cstdlib>

#include "api.h"
#include "module.h"
#include "text-field.h"

#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace skfbridge::api {

namespace {

/** Absolute path of the SKF library, set by whoever starts this process. */
constexpr const char* kLibraryVariable = "BIANYIN_SKF_LIBRARY";

std::string description(const Layout& layout) {
  if (layout.ulong == 0) return "GM/T 0016";
  return "GM/T 0016, ULONG " + std::to_string(layout.ulong) + (layout.isPacked ? ", packed" : ", natural");
}

}  // namespace

CK_RV Initialize(void*) {
  return guarded([] {
    require(moduleInstance() == nullptr, CKR_CRYPTOKI_ALREADY_INITIALIZED);
    const char* library = std::getenv(kLibraryVariable);
    require(library != nullptr && *library != '\0', CKR_SKF_LIBRARY_UNUSABLE);
#ifdef __linux__
    // PINs are in this process: no core file, no debugger and no /proc/PID/mem of other programs of the same user (prctl(2)).
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
    moduleInstance() = std::make_unique<Module>(library);
  });
}

CK_RV Finalize(void* reserved) {
  return withModule([&](Module&) {
    require(reserved == nullptr, CKR_ARGUMENTS_BAD);
    moduleInstance().reset();
  });
}

CK_RV GetInfo(CK_INFO* info) {
  return withModule([&](Module& module) {
    require(info != nullptr, CKR_ARGUMENTS_BAD);
    *info = CK_INFO{};
    info->cryptokiVersion = {2, 40};
    softukey::fillText(info->manufacturerID, "Bianyin (bridge to SKF)");
    softukey::fillText(info->libraryDescription, description(module.skf.layout()));
    info->libraryVersion = {1, 0};
  });
}

CK_RV GenerateRandom(CK_SESSION_HANDLE handle, CK_BYTE* target, CK_ULONG length) {
  return withSession(handle, [&](Module& module, Session&, Token& token) {
    require(target != nullptr || length == 0, CKR_ARGUMENTS_BAD);
    module.use(token, [&](SkfHandle) { module.skf.random(module.deviceOf(token), target, length); });
  });
}

}  // namespace skfbridge::api
