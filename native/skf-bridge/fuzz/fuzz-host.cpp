// The fuzzing host: the bridge, built with AddressSanitizer and UndefinedBehaviorSanitizer, over the lying library. Arguments: library, first seed, rounds.
// Prints what the calls came to; memory that was misused ends it with the sanitizer's report.
#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <vector>

#include "pkcs11-values.h"

extern "C" CK_RV C_GetFunctionList(CK_FUNCTION_LIST**);

namespace {

CK_FUNCTION_LIST* f = nullptr;
std::mt19937_64 numbers;
std::uint64_t below(std::uint64_t limit) { return numbers() % limit; }

/** Memory of just the size that is asked for: one octet too many is seen. */
using Octets = std::vector<CK_BYTE>;

struct Round {
  std::map<CK_RV, unsigned>& came;
  std::vector<CK_SLOT_ID> slots;
  std::vector<CK_SESSION_HANDLE> sessions;
  std::vector<CK_OBJECT_HANDLE> objects;
  unsigned& signatures;
  unsigned& values;

  CK_RV heard(CK_RV rv) {
    ++came[rv];
    return rv;
  }
  template <class T>
  T any(const std::vector<T>& from) {
    return from.empty() || below(20) == 0 ? static_cast<T>(below(5)) : from[below(from.size())];
  }
  Octets pin() { return Octets(below(4) ? 6 : below(40), below(10) ? '1' : 0); }

  void listSlots() {
    CK_ULONG count = 0;
    if (heard(f->C_GetSlotList(1, nullptr, &count)) != CKR_OK) return;
    slots.assign(count, 0);
    if (heard(f->C_GetSlotList(1, slots.data(), &count)) != CKR_OK) slots.clear();
  }
  void readSlot() {
    CK_SLOT_INFO slot;
    CK_TOKEN_INFO token;
    CK_INFO info;
    heard(f->C_GetInfo(&info));
    heard(f->C_GetSlotInfo(any(slots), &slot));
    heard(f->C_GetTokenInfo(any(slots), &token));
  }
  void openSession() {
    CK_SESSION_HANDLE session = 0;
    const CK_FLAGS flags = CKF_SERIAL_SESSION | (below(2) ? CKF_RW_SESSION : 0);
    if (heard(f->C_OpenSession(any(slots), flags, nullptr, nullptr, &session)) == CKR_OK) sessions.push_back(session);
  }
  void search() {
    CK_OBJECT_CLASS kind = below(4);
    CK_ATTRIBUTE wanted = {CKA_CLASS, &kind, sizeof kind};
    const CK_SESSION_HANDLE session = any(sessions);
    if (heard(f->C_FindObjectsInit(session, &wanted, below(2))) != CKR_OK) return;
    std::vector<CK_OBJECT_HANDLE> found(1 + below(30));
    CK_ULONG count = 0;
    heard(f->C_FindObjects(session, found.data(), found.size(), &count));
    found.resize(count);
    objects.insert(objects.end(), found.begin(), found.end());
    heard(f->C_FindObjectsFinal(session));
  }
  void readAttribute() {
    constexpr CK_ATTRIBUTE_TYPE types[] = {CKA_VALUE, CKA_LABEL, CKA_ID, CKA_EC_POINT, CKA_APPLICATION, CKA_CLASS};
    CK_ATTRIBUTE wanted = {types[below(6)], nullptr, 0};
    const CK_SESSION_HANDLE session = any(sessions);
    const CK_OBJECT_HANDLE object = any(objects);
    if (heard(f->C_GetAttributeValue(session, object, &wanted, 1)) != CKR_OK) return;
    Octets room(below(4) ? wanted.ulValueLen : below(wanted.ulValueLen + 1));
    wanted.pValue = room.data();
    wanted.ulValueLen = room.size();
    if (heard(f->C_GetAttributeValue(session, object, &wanted, 1)) == CKR_OK) ++values;
  }
  void login() {
    Octets text = pin();
    heard(f->C_Login(any(sessions), below(5) ? CKU_USER : CKU_SO, text.data(), text.size()));
  }
  void changePin() {
    Octets before = pin(), after = pin();
    if (below(2))
      heard(f->C_SetPIN(any(sessions), before.data(), before.size(), after.data(), after.size()));
    else
      heard(f->C_InitPIN(any(sessions), after.data(), after.size()));
  }
  void sign() {
    CK_MECHANISM mechanism = {CKM_VENDOR_SM2_RAW, nullptr, 0};
    const CK_SESSION_HANDLE session = any(sessions);
    heard(f->C_SignInit(session, &mechanism, any(objects)));
    Octets digest(below(10) ? 32 : below(64), 7), room(below(5) ? 128 : below(200));
    CK_ULONG length = room.size();
    if (heard(f->C_Sign(session, digest.data(), digest.size(), room.data(), &length)) == CKR_OK && length <= room.size())
      ++signatures;
  }
  void other() {
    switch (below(5)) {
      case 0: heard(f->C_Logout(any(sessions))); break;
      case 1: heard(f->C_CloseSession(any(sessions))); break;
      case 2: heard(f->C_CloseAllSessions(any(slots))); break;
      case 3: {
        Octets room(below(3000));
        heard(f->C_GenerateRandom(any(sessions), room.data(), room.size()));
        break;
      }
      default: {
        CK_SESSION_INFO info;
        heard(f->C_GetSessionInfo(any(sessions), &info));
      }
    }
  }
  void step() {
    static constexpr void (Round::*steps[])() = {
        &Round::listSlots, &Round::readSlot, &Round::openSession, &Round::search,    &Round::search, &Round::readAttribute,
        &Round::readAttribute, &Round::login, &Round::sign,       &Round::sign,      &Round::changePin, &Round::other};
    (this->*steps[below(std::size(steps))])();
  }
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 4) return 2;
  setenv("BIANYIN_SKF_LIBRARY", arguments[1], 1);
  void* liar = dlopen(arguments[1], RTLD_NOW);
  if (liar == nullptr) return 2;
  const auto begin = reinterpret_cast<std::uint64_t (*)(std::uint64_t)>(dlsym(liar, "liar_begin"));
  C_GetFunctionList(&f);
  std::map<CK_RV, unsigned> came;
  unsigned signatures = 0, values = 0;
  const std::uint64_t first = std::strtoull(arguments[2], nullptr, 10), rounds = std::strtoull(arguments[3], nullptr, 10);
  for (std::uint64_t seed = first; seed < first + rounds; ++seed) {
    numbers.seed(seed);
    begin(seed);
    if (f->C_Initialize(nullptr) != CKR_OK) return 3;
    Round round{came, {}, {}, {}, signatures, values};
    round.listSlots();
    round.openSession();
    for (unsigned i = 0; i < 80; ++i) round.step();
    if (f->C_Finalize(nullptr) != CKR_OK) return 4;
  }
  std::printf("{\"rounds\":%lu,\"signatures\":%u,\"values\":%u", static_cast<unsigned long>(rounds), signatures, values);
  for (const auto& [rv, times] : came) std::printf(",\"0x%lx\":%u", rv, times);
  std::printf("}\n");
  return 0;
}
