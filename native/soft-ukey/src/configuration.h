// What the environment says, read once by C_Initialize: the folder of tokens, the encoding of 0x80008100, and the
// faults that tests ask for.
#pragma once
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

struct Configuration {
  std::string directory;  // without a slash at its end; empty: no slots
  bool messageSignaturesInDer = false;
  Fault fault;
};

/** Fails with `CKR_ARGUMENTS_BAD` when a variable is set to something that this module does not know. */
Configuration configurationFromEnvironment();

/** Delays, hangs or crashes here when the fault says so. */
void suffer(const Fault& fault, FaultPoint point);

}  // namespace softukey
