// What the parts of the software SKF token share: one layout, the tokens of the soft UKey's folder as devices, handles, and oddities.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "fail.h"
#include "layouts.h"
#include "module.h"

namespace softskf {

using softukey::Bytes;

/** GM/T 0016 Annex A, as far as this library says it. */
enum : std::uint32_t {
  SAR_OK = 0,
  SAR_FAIL = 0x0A000001,
  SAR_NOTSUPPORTYETERR = 0x0A000003,
  SAR_INVALIDHANDLEERR = 0x0A000005,
  SAR_INVALIDPARAMERR = 0x0A000006,
  SAR_INDATALENERR = 0x0A000010,
  SAR_KEYNOTFOUNTERR = 0x0A00001B,
  SAR_CERTNOTFOUNTERR = 0x0A00001C,
  SAR_BUFFER_TOO_SMALL = 0x0A000020,
  SAR_DEVICE_REMOVED = 0x0A000023,
  SAR_PIN_INCORRECT = 0x0A000024,
  SAR_PIN_LOCKED = 0x0A000025,
  SAR_PIN_LEN_RANGE = 0x0A000027,
  SAR_USER_ALREADY_LOGGED_IN = 0x0A000028,
  SAR_USER_PIN_NOT_INITIALIZED = 0x0A000029,
  SAR_USER_NOT_LOGGED_IN = 0x0A00002D,
  SAR_APPLICATION_NOT_EXISTS = 0x0A00002E,
  SAR_FILE_NOT_EXIST = 0x0A000031,
};

/** A SAR_* code on its way to the function boundary. */
struct Failure {
  std::uint32_t sar;
};
inline void demand(bool condition, std::uint32_t sar) {
  if (!condition) throw Failure{sar};
}
std::uint32_t sarOf(CK_RV rv);
/** A call of the soft UKey. */
inline void made(CK_RV rv) { demand(rv == CKR_OK, sarOf(rv)); }

/** Whether BIANYIN_SOFT_SKF_ODD names this oddity; README.md lists them. */
bool isOdd(const char* oddity);
/** Reads the variable anew. Fails with `SAR_FAIL` for a word that it does not know. */
void readOddities();

enum class Kind { device, application, container };

/** What a handle stands for. */
struct Thing {
  Kind kind;
  CK_SLOT_ID slot;
  CK_SESSION_HANDLE session = 0;  // of an application and its containers
  std::string container;
};

HANDLE give(Thing thing);
/** Fails with `SAR_INVALIDHANDLEERR`: unknown, or of another kind. */
Thing& thing(HANDLE handle, Kind kind);
void forget(HANDLE handle);
bool nothingIsOpen();

/** The tokens that are plugged in, by name; starts the soft UKey. */
std::map<std::string, CK_SLOT_ID> devices();
/** Fails with `SAR_DEVICE_REMOVED` (or what an oddity says instead) where the token is not there any more. */
const softukey::TokenImage& image(const Thing& thing);
/** Logs out everybody, as libraries do that know one device only. */
void dropLogins();

/** The two pairs of a container, as objects of the soft UKey; null: there is none. */
struct Pair {
  const softukey::Object* certificate = nullptr;
  const softukey::Object* publicKey = nullptr;
};
std::map<std::string, std::pair<Pair, Pair>> containers(const Thing& application);
/** Data objects by file name. */
std::map<std::string, const softukey::Object*> files(const Thing& application);

/** A list of names, each ended by a zero, and an empty one, in the two-call manner of §6. */
void giveNames(const std::vector<std::string>& names, CHAR* list, ULONG* size);
void giveOctets(const Bytes& octets, BYTE* target, ULONG* length);

/** Runs `body` and turns what it throws into a SAR_* code. */
template <class Body>
ULONG answered(Body body) {
  try {
    body();
    return SAR_OK;
  } catch (const Failure& failure) {
    return failure.sar;
  } catch (const softukey::Fail& failure) {
    return sarOf(failure.rv);
  } catch (...) {
    return SAR_FAIL;
  }
}

}  // namespace softskf

#define SKF_EXPORT extern "C" __attribute__((visibility("default")))
