// Devices and applications (GM/T 0016 §7.1, §7.3).
#include <cstring>
#include <ctime>

#include "api.h"
#include "soft.h"
#include "text-field.h"

using namespace softskf;

namespace {

constexpr const char* kApplication = "BIANYIN";
constexpr const char* kSecondApplication = "MAKER";

template <std::size_t Width>
void fill(CHAR (&field)[Width], const std::string& text) {
  std::memcpy(field, text.data(), std::min(Width - 1, text.size()));
}

DEVINFO infoOf(const Thing& device) {
  const softukey::TokenImage& token = image(device);
  DEVINFO info;
  std::memset(&info, 0, sizeof info);
  info.Version = {1, 0};
  fill(info.Manufacturer, std::string(softukey::kManufacturer));
  fill(info.Issuer, "Bianyin");
  fill(info.Label, token.label.substr(0, token.label.find_last_not_of(' ') + 1));
  fill(info.SerialNumber, token.serial);
  info.HWVersion = info.FirmwareVersion = {1, 0};
  info.AlgSymCap = 0x00000401;
  info.AlgAsymCap = 0x00020100;
  info.AlgHashCap = 0x00000001;
  info.DevAuthAlgId = 0x00000201;
  info.TotalSpace = info.FreeSpace = 1u << 20;
  info.MaxECCBufferSize = info.MaxBufferSize = 4096;
  return info;
}

}  // namespace

SKF_EXPORT ULONG SKF_EnumDev(BOOL, CHAR* names, ULONG* size) {
  return answered([&] {
    if (nothingIsOpen()) readOddities();
    std::vector<std::string> list;
    for (const auto& [name, slot] : devices()) list.push_back(name);
    if (isOdd("drops-logins")) dropLogins();
    giveNames(list, names, size);
  });
}

SKF_EXPORT ULONG SKF_ConnectDev(CHAR* name, HANDLE* device) {
  return answered([&] {
    const auto all = devices();
    const auto found = all.find(name ? name : "");
    demand(found != all.end(), SAR_INVALIDPARAMERR);
    demand(!isOdd("device-busy"), SAR_FAIL);
    if (isOdd("drops-logins")) dropLogins();
    *device = give({Kind::device, found->second, 0, ""});
  });
}

SKF_EXPORT ULONG SKF_DisConnectDev(HANDLE device) {
  return answered([&] {
    thing(device, Kind::device);
    forget(device);
  });
}

SKF_EXPORT ULONG SKF_GetDevState(CHAR* name, ULONG* state) {
  return answered([&] { *state = devices().count(name ? name : "") > 0 ? 1 : 0; });
}

SKF_EXPORT ULONG SKF_GetDevInfo(HANDLE device, DEVINFO* target) {
  return answered([&] {
    const DEVINFO info = infoOf(thing(device, Kind::device));
    // One that sets field by field leaves the reserved octets as they are.
    std::memcpy(target, &info, isOdd("info-by-fields") ? offsetof(DEVINFO, Reserved) : sizeof info);
    if (isOdd("overruns")) std::memset(reinterpret_cast<BYTE*>(target) + 1000, 0x41, 100);
  });
}

SKF_EXPORT ULONG SKF_LockDev(HANDLE device, ULONG) {
  return answered([&] { thing(device, Kind::device); });
}
SKF_EXPORT ULONG SKF_UnlockDev(HANDLE device) {
  return answered([&] { thing(device, Kind::device); });
}

SKF_EXPORT ULONG SKF_GenRandom(HANDLE device, BYTE* target, ULONG length) {
  return answered([&] {
    thing(device, Kind::device);
    softukey::fillRandom(target, length);
  });
}

SKF_EXPORT ULONG SKF_EnumApplication(HANDLE device, CHAR* names, ULONG* size) {
  return answered([&] {
    image(thing(device, Kind::device));
    if (isOdd("empty-applications")) return giveNames({}, names, size);
    if (isOdd("two-applications")) return giveNames({kApplication, kSecondApplication}, names, size);
    giveNames({kApplication}, names, size);
  });
}

SKF_EXPORT ULONG SKF_OpenApplication(HANDLE device, CHAR* name, HANDLE* application) {
  return answered([&] {
    const Thing& at = thing(device, Kind::device);
    demand(name && (std::strcmp(name, kApplication) == 0 || std::strcmp(name, kSecondApplication) == 0),
           SAR_APPLICATION_NOT_EXISTS);
    if (isOdd("drops-logins")) dropLogins();
    CK_SESSION_HANDLE session = 0;
    made(softukey::api::OpenSession(at.slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, nullptr, nullptr, &session));
    *application = give({Kind::application, at.slot, session, name});
  });
}

SKF_EXPORT ULONG SKF_CloseApplication(HANDLE application) {
  return answered([&] {
    const Thing at = thing(application, Kind::application);
    forget(application);
    made(softukey::api::CloseSession(at.session));
  });
}

// Never to be called: a test that reaches one of them ends its process.

SKF_EXPORT ULONG SKF_WaitForDevEvent(CHAR*, ULONG*, ULONG*) {
  for (volatile bool isForEver = true; isForEver;) {
  }
  return SAR_FAIL;
}
SKF_EXPORT ULONG SKF_DevAuth(HANDLE, BYTE*, ULONG) { std::abort(); }
SKF_EXPORT ULONG SKF_ChangeDevAuthKey(HANDLE, BYTE*, ULONG) { std::abort(); }
SKF_EXPORT ULONG SKF_CreateApplication(HANDLE, CHAR*, CHAR*, ULONG, CHAR*, ULONG, ULONG, HANDLE*) { std::abort(); }
SKF_EXPORT ULONG SKF_DeleteApplication(HANDLE, CHAR*) { std::abort(); }
