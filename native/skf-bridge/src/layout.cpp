// GM/T 0016 §6.4: the structures, and what tells one layout of them from another.
#include "layout.h"

namespace skfbridge {

namespace {

constexpr std::size_t kNumber = 64;  // ECC_MAX_XCOORDINATE_BITS_LEN / 8
constexpr std::size_t kHalf = 32;    // of it a number of 256 bits fills

/** Where a DEVINFO ends: whole, and without its reserved octets, which some leave alone. */
struct Extent {
  std::size_t whole, used;
  Layout layout;
};
constexpr Extent kExtents[] = {
    {294, 230, {4, true}}, {296, 232, {4, false}}, {326, 262, {8, true}}, {328, 264, {8, false}}};

bool isZero(const GuardedBuffer& buffer, std::size_t from, std::size_t length) {
  for (std::size_t i = from; i < from + length; ++i)
    if (buffer[i] != 0) return false;
  return true;
}

/** A number of 256 bits in 64 octets, right-aligned as the standard has it, or left-aligned as some have it. */
std::optional<Bytes> numberAt(const GuardedBuffer& buffer, std::size_t from) {
  const bool isRight = isZero(buffer, from, kHalf), isLeft = isZero(buffer, from + kHalf, kHalf);
  if (isRight == isLeft) return std::nullopt;
  return buffer.part(isRight ? from + kHalf : from, kHalf);
}

std::optional<Bytes> pairAt(const GuardedBuffer& buffer, std::size_t from) {
  const auto first = numberAt(buffer, from), second = numberAt(buffer, from + kNumber);
  if (!first || !second) return std::nullopt;
  Bytes both = *first;
  both.insert(both.end(), second->begin(), second->end());
  return both;
}

/** GM/T 0016 §6.4.9: nobody, administrator, user, both, everybody. */
bool isRight(std::uint32_t right) {
  return right == 0x00 || right == 0x01 || right == 0x10 || right == 0x11 || right == 0xFF;
}

constexpr std::uint32_t kLargestFile = 1u << 24;

std::optional<FileAttribute> attributeAt(const GuardedBuffer& buffer, std::size_t nameLength, unsigned ulong) {
  std::uint32_t values[3];
  for (unsigned i = 0; i < 3; ++i) {
    values[i] = buffer.word(nameLength + i * ulong);
    if (ulong == 8 && buffer.word(nameLength + i * ulong + 4) != 0) return std::nullopt;
  }
  const auto [size, read, write] = values;
  if (size == 0 || size > kLargestFile || !isRight(read) || !isRight(write)) return std::nullopt;
  return FileAttribute{size, read};
}

}  // namespace

Layout layoutFrom(const GuardedBuffer& filled, std::uint8_t fill) {
  std::size_t end = filled.room();
  while (end > 0 && filled[end - 1] == fill) --end;
  for (const Extent& extent : kExtents)
    if (end == extent.whole || end == extent.used) return extent.layout;
  return {};
}

Bytes pointIn(const GuardedBuffer& blob, std::uint32_t claimedLength) {
  const std::size_t likely = claimedLength == 136 ? 8 : 4;
  for (const std::size_t from : {likely, std::size_t{12} - likely}) {
    auto numbers = pairAt(blob, from);
    if (!numbers) continue;
    numbers->insert(numbers->begin(), 0x04);
    return *numbers;
  }
  return {};
}

Bytes signatureIn(const GuardedBuffer& blob) {
  const auto numbers = pairAt(blob, 0);
  return numbers ? *numbers : blob.part(0, 2 * kNumber);
}

std::optional<FileAttribute> fileAttributeIn(const GuardedBuffer& attributes, const Layout& likely) {
  const unsigned first = likely.ulong == 8 ? 8 : 4;
  for (const unsigned ulong : {first, 12 - first})
    for (const std::size_t nameLength : {std::size_t{32}, std::size_t{48}})
      if (const auto found = attributeAt(attributes, nameLength, ulong)) return found;
  return std::nullopt;
}

}  // namespace skfbridge
