// How a call of the SKF library failed, and the PKCS#11 values that say so.
#pragma once
#include <cstdint>

#include "fail.h"

namespace skfbridge {

using softukey::fail;
using softukey::Fail;
using softukey::flagIf;
using softukey::require;

/** A SAR_* code on its way to the function boundary. */
struct SkfFail {
  std::uint32_t sar;
};

enum : CK_RV {
  /** C_Initialize: no library was named, it does not load, or lacks what it needs. */
  CKR_SKF_LIBRARY_UNUSABLE = 0x80534B01,
  /** The library wrote where it had no room: nothing that it said counts. */
  CKR_SKF_LIBRARY_OVERRAN = 0x80534B02,
};

/** Without a number of tries in it: some put one into bits 8 to 11 of the error word. */
std::uint32_t plainCode(std::uint32_t sar);
/** That number; nothing is 0. */
std::uint32_t triesIn(std::uint32_t sar);

/** Codes that have no PKCS#11 value are shown as they are, with the vendor bit. */
CK_RV returnValueOf(std::uint32_t sar);

/** The device, or a handle on it, is gone. */
bool isGone(std::uint32_t sar);

}  // namespace skfbridge
