// What the environment says, read once by C_Initialize: the folder of tokens, the encoding of 0x80008100, how hard the
// PINs of new tokens are to guess, and the faults that tests ask for.
#pragma once
#include <cstdint>
#include <string>

namespace softukey {

enum class FaultPoint { login, sign };
enum class FaultKind { none, slow, hang, crash, wrongSignature, rawSignature };

struct Fault {
  FaultKind kind = FaultKind::none;
  unsigned milliseconds = 1000;
  bool atLogin = true;
  bool atSign = true;
};

/** About 0.1 s on a desktop of 2020. New tokens get this unless the configuration says less; each file says its own. */
constexpr std::uint32_t kPinIterations = 150'000;
/** No token has fewer, whoever asks (RFC 8018 §4.2: at least 1000). */
constexpr std::uint32_t kFewestPinIterations = 1'000;

struct Configuration {
  std::string directory;  // without a slash at its end; empty: no slots
  bool messageSignaturesInDer = false;
  std::uint32_t pinIterations = kPinIterations;  // of tokens that are initialised from now on
  Fault fault;
};

/** Fails with `CKR_ARGUMENTS_BAD` when a variable is set to something that this module does not know. */
Configuration configurationFromEnvironment();

/** Delays, hangs or crashes here when the fault says so. */
void suffer(const Fault& fault, FaultPoint point);

}  // namespace softukey
