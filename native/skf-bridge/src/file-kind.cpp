// Just enough DER to know a seal: SEQUENCE { SEQUENCE { SEQUENCE { IA5String "ES" … }, IA5String esID …
#include "file-kind.h"

namespace skfbridge {

namespace {

/** One DER value within octets that may be cut. */
struct Value {
  std::uint8_t tag;
  std::size_t content, end;
};

constexpr std::uint8_t kSequence = 0x30, kIa5String = 0x16;
constexpr std::size_t kLongestName = 64;

/** Nothing (tag 0) where there is no head of a value. `end` may lie behind the octets. */
Value valueAt(const Bytes& octets, std::size_t at) {
  if (at + 2 > octets.size()) return {0, 0, 0};
  std::size_t length = octets[at + 1], content = at + 2;
  if (length > 0x80 && length <= 0x83) {
    const std::size_t count = length & 0x7F;
    if (content + count > octets.size()) return {0, 0, 0};
    length = 0;
    for (std::size_t i = 0; i < count; ++i) length = length << 8 | octets[content + i];
    content += count;
  } else if (length >= 0x80) {
    return {0, 0, 0};
  }
  return {octets[at], content, content + length};
}

bool startsWith(const Bytes& octets, std::initializer_list<std::uint8_t> head) {
  return octets.size() >= head.size() && std::equal(head.begin(), head.end(), octets.begin());
}

std::string ia5At(const Bytes& octets, std::size_t at) {
  const Value value = valueAt(octets, at);
  if (value.tag != kIa5String || value.end > octets.size() || value.end - value.content > kLongestName) return "";
  return std::string(octets.begin() + static_cast<std::ptrdiff_t>(value.content),
                     octets.begin() + static_cast<std::ptrdiff_t>(value.end));
}

}  // namespace

std::string sealIdentifier(const Bytes& seal) {
  const Value outer = valueAt(seal, 0);
  const Value info = outer.tag == kSequence ? valueAt(seal, outer.content) : outer;
  const Value header = info.tag == kSequence ? valueAt(seal, info.content) : Value{0, 0, 0};
  if (header.tag != kSequence || ia5At(seal, header.content) != "ES") return "";
  return ia5At(seal, header.end);
}

FileKind fileKind(const Bytes& head) {
  if (!sealIdentifier(head).empty()) return FileKind::seal;
  const bool isPicture = startsWith(head, {0x89, 'P', 'N', 'G'}) || startsWith(head, {0xFF, 0xD8, 0xFF}) ||
                         startsWith(head, {'G', 'I', 'F', '8'}) || startsWith(head, {'B', 'M'});
  return isPicture ? FileKind::picture : FileKind::other;
}

std::uint32_t derLength(const Bytes& head) {
  const Value value = valueAt(head, 0);
  return value.tag == 0 ? 0 : static_cast<std::uint32_t>(value.end);
}

}  // namespace skfbridge
