// BIANYIN_SOFT_UKEY_DIR, _SIGNATURE, _PIN_ITERATIONS and _FAULT.
#include "configuration.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include "fail.h"

namespace softukey {

namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

unsigned readNumber(const std::string& digits) {
  const bool good = !digits.empty() && digits.size() <= 6 && digits.find_first_not_of("0123456789") == std::string::npos;
  require(good, CKR_ARGUMENTS_BAD);
  return static_cast<unsigned>(std::stoul(digits));
}

/** Only fewer than usual can be asked for, and not fewer than the least. */
std::uint32_t readPinIterations(const std::string& text) {
  if (text.empty()) return kPinIterations;
  const unsigned count = readNumber(text);
  require(count >= kFewestPinIterations && count <= kPinIterations, CKR_ARGUMENTS_BAD);
  return count;
}

/** `kind[:milliseconds][@login|@sign]` */
Fault readFault(std::string text) {
  Fault fault;
  if (text.empty()) return fault;
  if (const auto at = text.find('@'); at != std::string::npos) {
    const std::string point = text.substr(at + 1);
    require(point == "login" || point == "sign", CKR_ARGUMENTS_BAD);
    fault.atLogin = point == "login";
    fault.atSign = point == "sign";
    text.resize(at);
  }
  if (const auto colon = text.find(':'); colon != std::string::npos) {
    fault.milliseconds = readNumber(text.substr(colon + 1));
    text.resize(colon);
    require(text == "slow", CKR_ARGUMENTS_BAD);
  }
  if (text == "slow") fault.kind = FaultKind::slow;
  if (text == "hang") fault.kind = FaultKind::hang;
  if (text == "crash") fault.kind = FaultKind::crash;
  if (text == "wrong-signature") fault.kind = FaultKind::wrongSignature;
  if (text == "raw-signature") fault.kind = FaultKind::rawSignature;
  require(fault.kind != FaultKind::none, CKR_ARGUMENTS_BAD);
  return fault;
}

}  // namespace

Configuration configurationFromEnvironment() {
  Configuration configuration;
  configuration.directory = variable("BIANYIN_SOFT_UKEY_DIR");
  while (configuration.directory.size() > 1 && configuration.directory.back() == '/') configuration.directory.pop_back();
  const std::string signature = variable("BIANYIN_SOFT_UKEY_SIGNATURE");
  require(signature.empty() || signature == "raw" || signature == "der", CKR_ARGUMENTS_BAD);
  configuration.messageSignaturesInDer = signature == "der";
  configuration.pinIterations = readPinIterations(variable("BIANYIN_SOFT_UKEY_PIN_ITERATIONS"));
  configuration.fault = readFault(variable("BIANYIN_SOFT_UKEY_FAULT"));
  return configuration;
}

void suffer(const Fault& fault, FaultPoint point) {
  if (!(point == FaultPoint::login ? fault.atLogin : fault.atSign)) return;
  if (fault.kind == FaultKind::slow) std::this_thread::sleep_for(std::chrono::milliseconds(fault.milliseconds));
  if (fault.kind == FaultKind::hang)
    for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
  if (fault.kind == FaultKind::crash) {
    std::signal(SIGSEGV, SIG_DFL);
    std::raise(SIGSEGV);
  }
}

}  // namespace softukey
