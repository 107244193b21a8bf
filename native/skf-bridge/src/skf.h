// The part of GM/T 0016 (SKF) that the bridge calls: error codes of its Annex A, and functions whose ULONG may have 4 or 8 octets. What is
// not named here is never looked up, let alone called: no DevAuth, no WaitForDevEvent, nothing that makes or deletes (docs/adr/0059).
#pragma once
#include <cstdint>

namespace skfbridge {

#if defined(_WIN32)
#define SKF_CALL __stdcall
#else
#define SKF_CALL
#endif

/** SAR_*: error codes that the bridge decides on. */
enum : std::uint32_t {
  SAR_OK = 0,
  SAR_NOTSUPPORTYETERR = 0x0A000003,
  SAR_INVALIDHANDLEERR = 0x0A000005,
  SAR_INVALIDPARAMERR = 0x0A000006,
  SAR_KEYUSAGEERR = 0x0A00000A,
  SAR_MEMORYERR = 0x0A00000E,
  SAR_INDATALENERR = 0x0A000010,
  SAR_KEYNOTFOUNTERR = 0x0A00001B,
  SAR_CERTNOTFOUNTERR = 0x0A00001C,
  SAR_BUFFER_TOO_SMALL = 0x0A000020,
  SAR_DEVICE_REMOVED = 0x0A000023,
  SAR_PIN_INCORRECT = 0x0A000024,
  SAR_PIN_LOCKED = 0x0A000025,
  SAR_PIN_INVALID = 0x0A000026,
  SAR_PIN_LEN_RANGE = 0x0A000027,
  SAR_USER_ALREADY_LOGGED_IN = 0x0A000028,
  SAR_USER_PIN_NOT_INITIALIZED = 0x0A000029,
  SAR_USER_TYPE_INVALID = 0x0A00002A,
  SAR_USER_NOT_LOGGED_IN = 0x0A00002D,
  SAR_NO_ROOM = 0x0A000030,
  SAR_FILE_NOT_EXIST = 0x0A000031,
};

/** ADMIN_TYPE and USER_TYPE. */
enum : std::uintptr_t { SKF_ADMIN = 0, SKF_USER = 1 };

/** A ULONG or BOOL that goes by value: a register or stack place holds it whatever width the library gives it. */
using SkfWord = std::uintptr_t;
/** What a function returns; only the low 32 bits mean something. */
using SkfAnswer = std::uint64_t;
using SkfHandle = void*;

template <class... Arguments>
using SkfFunction = SkfAnswer(SKF_CALL*)(Arguments...);

/** Every function that is called, in the order of GM/T 0016 §7. `X(name, arguments…)`. Pointers to ULONG are pointers to `UlongCell`. */
#define SKF_REQUIRED(X)                                                   \
  X(EnumDev, SkfWord present, char* names, void* size)                    \
  X(ConnectDev, const char* name, SkfHandle* device)                      \
  X(DisConnectDev, SkfHandle device)                                      \
  X(GetDevInfo, SkfHandle device, void* info)                             \
  X(VerifyPIN, SkfHandle application, SkfWord type, const char* pin, void* retries) \
  X(EnumApplication, SkfHandle device, char* names, void* size)           \
  X(OpenApplication, SkfHandle device, const char* name, SkfHandle* application) \
  X(CloseApplication, SkfHandle application)                              \
  X(EnumContainer, SkfHandle application, char* names, void* size)        \
  X(OpenContainer, SkfHandle application, const char* name, SkfHandle* container) \
  X(CloseContainer, SkfHandle container)                                  \
  X(ExportCertificate, SkfHandle container, SkfWord ofSigning, void* certificate, void* length) \
  X(ECCSignData, SkfHandle container, const void* digest, SkfWord length, void* signature)

/** A library without one of these is used without it. */
#define SKF_OPTIONAL(X)                                                   \
  X(GetPINInfo, SkfHandle application, SkfWord type, void* most, void* left, void* isDefault) \
  X(ChangePIN, SkfHandle application, SkfWord type, const char* before, const char* after, void* retries) \
  X(UnblockPIN, SkfHandle application, const char* administrator, const char* user, void* retries) \
  X(ClearSecureState, SkfHandle application)                              \
  X(EnumFiles, SkfHandle application, char* names, void* size)            \
  X(GetFileInfo, SkfHandle application, const char* name, void* attributes) \
  X(ReadFile, SkfHandle application, const char* name, SkfWord offset, SkfWord size, void* data, void* length) \
  X(ExportPublicKey, SkfHandle container, SkfWord ofSigning, void* blob, void* length) \
  X(GenRandom, SkfHandle device, void* data, SkfWord length)

}  // namespace skfbridge
