// Memory that a foreign library writes to: zeroed, with room to spare, and with canaries behind it that show where it wrote too far.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "skf-fail.h"

namespace skfbridge {

using Bytes = std::vector<std::uint8_t>;

/** Overwrites what a compiler must not think away. */
inline void wipe(void* memory, std::size_t length) {
  volatile std::uint8_t* octets = static_cast<volatile std::uint8_t*>(memory);
  for (std::size_t i = 0; i < length; ++i) octets[i] = 0;
}

class GuardedBuffer {
 public:
  explicit GuardedBuffer(std::size_t room, std::uint8_t fill = 0) : room_(room), memory_(room + kGuard, kCanary) {
    std::fill_n(memory_.begin(), room, fill);
  }
  ~GuardedBuffer() { wipe(memory_.data(), memory_.size()); }
  GuardedBuffer(const GuardedBuffer&) = delete;
  GuardedBuffer& operator=(const GuardedBuffer&) = delete;

  std::uint8_t* data() { return memory_.data(); }
  char* text() { return reinterpret_cast<char*>(memory_.data()); }
  std::size_t room() const { return room_; }
  std::uint8_t operator[](std::size_t index) const { return memory_.at(index); }

  /** Fails with `CKR_SKF_LIBRARY_OVERRAN`. To be asked before anything is read. */
  void check() const {
    const auto isCanary = [](std::uint8_t octet) { return octet == kCanary; };
    require(std::all_of(memory_.begin() + static_cast<std::ptrdiff_t>(room_), memory_.end(), isCanary),
            CKR_SKF_LIBRARY_OVERRAN);
  }

  /** Octets of the room; what would reach beyond is cut. */
  Bytes part(std::size_t from, std::size_t length) const {
    const std::size_t start = std::min(from, room_);
    const std::size_t end = start + std::min(length, room_ - start);
    return Bytes(memory_.begin() + static_cast<std::ptrdiff_t>(start), memory_.begin() + static_cast<std::ptrdiff_t>(end));
  }

  /** Text in a field: up to its first zero, or its end. */
  std::string field(std::size_t from, std::size_t length) const {
    const Bytes octets = part(from, length);
    return std::string(octets.begin(), std::find(octets.begin(), octets.end(), 0));
  }

  /** Little-endian number of 4 octets. */
  std::uint32_t word(std::size_t from) const {
    std::uint32_t value = 0;
    std::memcpy(&value, memory_.data() + std::min(from, room_), sizeof value);
    return value;
  }

 private:
  static constexpr std::size_t kGuard = 4096;
  static constexpr std::uint8_t kCanary = 0xC5;
  std::size_t room_;
  Bytes memory_;
};

/** A ULONG or BOOL that a library reads or writes, 4 or 8 octets wide as it likes (little-endian machines only). */
class UlongCell {
 public:
  explicit UlongCell(std::uint32_t value = 0) : cells_{kCanary, value, kCanary} {}
  void* pointer() { return &cells_[1]; }

  /** What is more than 32 bits is nonsense, and the largest number. */
  std::uint32_t value() const {
    require(cells_[0] == kCanary && cells_[2] == kCanary, CKR_SKF_LIBRARY_OVERRAN);
    return cells_[1] > UINT32_MAX ? UINT32_MAX : static_cast<std::uint32_t>(cells_[1]);
  }

 private:
  static constexpr std::uint64_t kCanary = 0xC5C5C5C5C5C5C5C5;
  std::uint64_t cells_[3];
};

/** A PIN as a library wants it: ended by a zero, with zeros behind it for those that read a fixed length. Wiped with its buffer. */
class PinText {
 public:
  PinText(const std::uint8_t* pin, std::size_t length) : buffer_(256) {
    std::memcpy(buffer_.data(), pin, std::min<std::size_t>(length, 255));
  }
  const char* text() { return buffer_.text(); }

 private:
  GuardedBuffer buffer_;
};

}  // namespace skfbridge
