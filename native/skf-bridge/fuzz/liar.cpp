// A lying SKF library for the fuzzing host: answers as it likes, with lengths, lists and strings of no meaning, and now and then writes a little
// behind the memory that it was given. Everything comes from a seed.
#include <cstdint>
#include <cstring>
#include <random>

namespace {

std::mt19937_64 numbers;
/** Of a hundred answers so many are lies; changes with each round. */
unsigned lies = 0;

std::uint64_t below(std::uint64_t limit) { return numbers() % limit; }
bool isLying() { return below(100) < lies; }

constexpr std::uint64_t kNastyLengths[] = {0, 1, 31, 128, 132, 512, 65535, 0x7FFFFFFF, 0xFFFFFFFF, 0x100000000, ~0ull};
constexpr std::uint64_t kCodes[] = {0x0A000001, 0x0A000003, 0x0A000005, 0x0A000020, 0x0A000023, 0x0A000024,
                                    0x0A000025, 0x0A000028, 0x0A000524, 0x0A00002D, 0xFFFFFFFF, 0xDEAD00000A000024};

/** OK, with anything in the upper half, or a failure. */
std::uint64_t answer() {
  if (!isLying()) return below(2) << 32;
  return kCodes[below(std::size(kCodes))];
}

void noise(void* target, std::size_t length) {
  for (std::size_t i = 0; i < length; ++i) static_cast<std::uint8_t*>(target)[i] = static_cast<std::uint8_t>(numbers());
}

/** 4 octets, 8, or more than there is room for. */
void setUlong(void* target, std::uint64_t value) {
  if (isLying()) value = kNastyLengths[below(std::size(kNastyLengths))];
  std::memcpy(target, &value, below(2) ? 4 : 8);
  if (lies > 20 && below(400) == 0) noise(static_cast<std::uint8_t*>(target) + 8, 8);
}

std::size_t roomOf(const void* length) {
  std::uint32_t room;
  std::memcpy(&room, length, sizeof room);
  return room;
}

/** Up to the room; now and then a little further, into what the bridge keeps for that. */
std::size_t span(std::size_t room) { return lies > 20 && below(200) == 0 ? room + below(4000) : below(room + 1); }

void names(char* target, void* size, std::initializer_list<const char*> list) {
  const std::size_t room = roomOf(size);
  if (isLying()) {
    const std::size_t length = span(room);
    std::memset(target, 'x', length);
    for (std::size_t i = 0; i < length && below(2); i += 1 + below(300)) target[i] = 0;
  } else {
    char* at = target;
    for (const char* name : list) at = std::strcpy(at, name) + std::strlen(name) + 1;
  }
  setUlong(size, 512);
}

void handle(void** target) {
  static std::uint8_t things[64];
  *target = isLying() ? (below(2) ? nullptr : reinterpret_cast<void*>(numbers() | 1)) : &things[below(64)];
}

/** DER that begins like a certificate or a seal, and goes on as it likes. */
void der(void* target, std::size_t room, void* length) {
  constexpr std::uint8_t seal[] = {0x30, 0x82, 0x01, 0x00, 0x30, 0x81, 0xF0, 0x30, 0x08, 0x16, 0x02, 'E', 'S', 0x02, 0x01, 0x04,
                                   0x16, 0x03, 'a', 'b', 'c'};
  std::uint8_t octets[64];
  noise(octets, sizeof octets);
  if (below(4)) std::memcpy(octets, seal, sizeof seal);
  for (unsigned i = 0; i < below(4); ++i) octets[below(24)] = static_cast<std::uint8_t>(numbers());
  std::memcpy(target, octets, std::min(room, sizeof octets));
  setUlong(length, std::min<std::size_t>(room, 260));
}

}  // namespace

#define LIAR extern "C" __attribute__((visibility("default"))) std::uint64_t

LIAR liar_begin(std::uint64_t seed) {
  numbers.seed(seed);
  lies = static_cast<unsigned>(seed % 4 == 0 ? 0 : below(60));
  return 0;
}

LIAR SKF_EnumDev(std::uint64_t, char* list, void* size) { return names(list, size, {"one", "two"}), answer(); }
LIAR SKF_ConnectDev(const char*, void** device) { return handle(device), answer(); }
LIAR SKF_DisConnectDev(void*) { return answer(); }
LIAR SKF_GetDevInfo(void*, void* info) {
  constexpr std::size_t sizes[] = {294, 296, 326, 328, 230, 1024};
  noise(info, isLying() ? span(1024) : sizes[below(std::size(sizes))]);
  return answer();
}
LIAR SKF_EnumApplication(void*, char* list, void* size) { return names(list, size, {"app"}), answer(); }
LIAR SKF_OpenApplication(void*, const char*, void** application) { return handle(application), answer(); }
LIAR SKF_CloseApplication(void*) { return answer(); }
LIAR SKF_ClearSecureState(void*) { return answer(); }
LIAR SKF_GetPINInfo(void*, std::uint64_t, void* most, void* left, void* isDefault) {
  setUlong(most, 6);
  setUlong(left, below(7));
  setUlong(isDefault, below(2));
  return answer();
}
LIAR SKF_VerifyPIN(void*, std::uint64_t, const char* pin, void* retries) {
  setUlong(retries, std::strlen(pin) % 7);
  return answer();
}
LIAR SKF_ChangePIN(void*, std::uint64_t, const char* before, const char* after, void* retries) {
  setUlong(retries, (std::strlen(before) + std::strlen(after)) % 7);
  return answer();
}
LIAR SKF_UnblockPIN(void*, const char* administrator, const char* user, void* retries) {
  setUlong(retries, (std::strlen(administrator) + std::strlen(user)) % 7);
  return answer();
}
LIAR SKF_EnumContainer(void*, char* list, void* size) { return names(list, size, {"c1", "c2", "c3"}), answer(); }
LIAR SKF_OpenContainer(void*, const char*, void** container) { return handle(container), answer(); }
LIAR SKF_CloseContainer(void*) { return answer(); }
LIAR SKF_ExportCertificate(void*, std::uint64_t, void* target, void* length) {
  const std::size_t room = roomOf(length);
  if (isLying()) noise(target, span(room));
  return der(target, room, length), answer();
}
LIAR SKF_ExportPublicKey(void*, std::uint64_t, void* target, void* length) {
  auto* blob = static_cast<std::uint8_t*>(target);
  const std::size_t from = below(2) ? 4 : 8;
  noise(blob + from + 32, 32);
  noise(blob + from + 96, 32);
  if (isLying()) noise(blob, span(1024));
  setUlong(length, from + 128);
  return answer();
}
LIAR SKF_ECCSignData(void*, const void*, std::uint64_t, void* signature) {
  auto* blob = static_cast<std::uint8_t*>(signature);
  noise(blob + 32, 32);
  noise(blob + 96, 32);
  if (isLying()) noise(blob, span(1024));
  return answer();
}
LIAR SKF_EnumFiles(void*, char* list, void* size) { return names(list, size, {"f1", "f2"}), answer(); }
LIAR SKF_GetFileInfo(void*, const char*, void* attributes) {
  auto* octets = static_cast<std::uint8_t*>(attributes);
  const std::size_t width = below(2) ? 32 : 48;
  std::memcpy(octets, "f1", 3);
  setUlong(octets + width, 300 + below(5000));
  octets[width + 4] = octets[width + 8] = 0xFF;
  if (isLying()) noise(octets, span(1024));
  return answer();
}
LIAR SKF_ReadFile(void*, const char*, std::uint64_t offset, std::uint64_t size, void* target, void* length) {
  if (offset == 0) return der(target, size, length), answer();
  noise(target, isLying() ? span(1024) : size);
  setUlong(length, size);
  return answer();
}
LIAR SKF_GenRandom(void*, void* target, std::uint64_t length) { return noise(target, isLying() ? span(1024) : length), answer(); }
