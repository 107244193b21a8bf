// The calls of GM/T 0016 as functions over values: every buffer guarded, every length, list and string taken for what it may be. All fail
// with SkfFail, or with `CKR_SKF_LIBRARY_OVERRAN`.
#pragma once
#include <optional>

#include "layout.h"
#include "skf-library.h"

namespace skfbridge {

struct DeviceInfo {
  std::string manufacturer, issuer, label, serial;
  std::uint8_t hardware[2] = {0, 0}, firmware[2] = {0, 0};
};

/** How a PIN stands. */
struct PinStanding {
  std::uint32_t most = 0, left = 0;
};

/** What a check of a PIN came to. */
struct PinAnswer {
  std::uint32_t sar = 0;
  /** Nothing: the library did not say. */
  std::optional<std::uint32_t> left;
};

class SkfCalls {
 public:
  explicit SkfCalls(const std::string& path) : library_(path) {}

  std::vector<std::string> devices();
  SkfHandle connect(const std::string& name);
  void disconnect(SkfHandle device);
  /** Also finds out the layout. */
  DeviceInfo deviceInfo(SkfHandle device);
  Layout layout() const { return layout_; }
  std::vector<std::string> applications(SkfHandle device);
  SkfHandle openApplication(SkfHandle device, const std::string& name);
  void closeApplication(SkfHandle application);

  /** Nothing where the library does not say. */
  std::optional<PinStanding> pinStanding(SkfHandle application, std::uintptr_t type);
  PinAnswer verifyPin(SkfHandle application, std::uintptr_t type, PinText& pin);
  PinAnswer changePin(SkfHandle application, std::uintptr_t type, PinText& before, PinText& after);
  PinAnswer unblockPin(SkfHandle application, PinText& administrator, PinText& user);
  void clearSecureState(SkfHandle application);

  std::vector<std::string> containers(SkfHandle application);
  SkfHandle openContainer(SkfHandle application, const std::string& name);
  void closeContainer(SkfHandle container);
  /** Empty: there is none. */
  Bytes certificate(SkfHandle container, bool ofSigning);
  /** 04 ‖ X ‖ Y; empty: there is none, or it is of another kind. */
  Bytes publicPoint(SkfHandle container, bool ofSigning);
  Bytes sign(SkfHandle container, const Bytes& digest);

  std::vector<std::string> files(SkfHandle application);
  std::optional<FileAttribute> fileAttribute(SkfHandle application, const std::string& name);
  /** At most `most` octets from `from` on; fewer at the end of the file, and where a library gives less at a time. */
  Bytes readFile(SkfHandle application, const std::string& name, std::uint32_t from, std::uint32_t most);

  void random(SkfHandle device, std::uint8_t* target, std::size_t length);

 private:
  SkfLibrary library_;
  Layout layout_;
};

}  // namespace skfbridge
