// The structures of GM/T 0016 §6.4 in the layout that this library is built in: ULONG of SOFT_SKF_ULONG octets, packed where SOFT_SKF_PACKED.
#pragma once
#include <cstddef>
#include <cstdint>

#if SOFT_SKF_ULONG == 8
using ULONG = std::uint64_t;
using BOOL = std::int64_t;
#else
using ULONG = std::uint32_t;
using BOOL = std::int32_t;
#endif
using BYTE = std::uint8_t;
using CHAR = char;
using HANDLE = void*;

#if SOFT_SKF_PACKED
#pragma pack(push, softskf, 1)
#endif

struct VERSION {
  BYTE major, minor;
};
struct DEVINFO {
  VERSION Version;
  CHAR Manufacturer[64];
  CHAR Issuer[64];
  CHAR Label[32];
  CHAR SerialNumber[32];
  VERSION HWVersion, FirmwareVersion;
  ULONG AlgSymCap, AlgAsymCap, AlgHashCap, DevAuthAlgId, TotalSpace, FreeSpace, MaxECCBufferSize, MaxBufferSize;
  BYTE Reserved[64];
};
struct ECCPUBLICKEYBLOB {
  ULONG BitLen;
  BYTE XCoordinate[64], YCoordinate[64];
};
struct ECCSIGNATUREBLOB {
  BYTE r[64], s[64];
};
struct FILEATTRIBUTE {
  CHAR FileName[32];
  ULONG FileSize, ReadRights, WriteRights;
};

#if SOFT_SKF_PACKED
#pragma pack(pop, softskf)
#endif

static_assert(sizeof(DEVINFO) == (SOFT_SKF_ULONG == 8 ? (SOFT_SKF_PACKED ? 326 : 328) : (SOFT_SKF_PACKED ? 294 : 296)));
static_assert(sizeof(ECCPUBLICKEYBLOB) == 128 + SOFT_SKF_ULONG && sizeof(ECCSIGNATUREBLOB) == 128);
static_assert(sizeof(FILEATTRIBUTE) == 32 + 3 * SOFT_SKF_ULONG);
