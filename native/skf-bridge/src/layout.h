// How a library lays out its structures: ULONG of 4 or 8 octets, packed or not. Found out while it runs, never compiled in: makers of the same
// standard differ in both (docs/adr/0059). What lies at the same place in all layouts is read without asking.
#pragma once
#include <optional>

#include "guarded.h"

namespace skfbridge {

/** Octets of a ULONG within structures, and whether they stand without gaps. */
struct Layout {
  unsigned ulong = 0;  // 0: not known
  bool isPacked = true;
};

/** DEVINFO: places that are the same in every layout (before its first ULONG). */
struct DeviceInfoPlaces {
  static constexpr std::size_t manufacturer = 2, issuer = 66, label = 130, serial = 162, hardware = 194, firmware = 196;
};

/** From how far GetDevInfo wrote into memory that was filled with `fill`. */
Layout layoutFrom(const GuardedBuffer& filled, std::uint8_t fill);

/** 04 ‖ X ‖ Y out of an ECCPUBLICKEYBLOB, with one ULONG before the numbers or two; empty where none is to be found. */
Bytes pointIn(const GuardedBuffer& blob, std::uint32_t claimedLength);

/** r ‖ s (64 octets) of an ECCSIGNATUREBLOB, or its 128 octets where the numbers stand in no known place. */
Bytes signatureIn(const GuardedBuffer& blob);

struct FileAttribute {
  std::uint32_t size;
  std::uint32_t readRights;
};

/** FILEATTRIBUTE, with names of 32 or 48 octets. Nothing: it says nothing that makes sense. */
std::optional<FileAttribute> fileAttributeIn(const GuardedBuffer& attributes, const Layout& likely);

}  // namespace skfbridge
