// Following one token file as it changes, goes and comes back.
#include "slot.h"

#include "fail.h"

namespace softukey {

Slot::Slot(CK_SLOT_ID id, std::string path) : id_(id), path_(std::move(path)) {}

Sight Slot::look() {
  if (isBlank()) return Sight::unchanged;
  const bool was = stamp_.has_value();
  const auto now = stampOf(path_);
  if (!now) {
    stamp_.reset();
    image_.reset();
    return was ? Sight::vanished : Sight::unchanged;
  }
  if (stamp_ == now) return Sight::unchanged;
  const Bytes instance = image_ ? image_->instance : Bytes{};
  const auto content = readTokenFile(path_);
  image_ = content ? decodeImage(*content) : std::nullopt;
  stamp_ = now;
  if (!was) return Sight::appeared;
  return !instance.empty() && (!image_ || image_->instance != instance) ? Sight::vanished : Sight::unchanged;
}

const TokenImage& Slot::image() const {
  require(isPresent(), CKR_TOKEN_NOT_PRESENT);
  require(image_.has_value(), CKR_TOKEN_NOT_RECOGNIZED);
  return *image_;
}

TokenImage Slot::freshImage(const LockedTokenFile& file) const {
  auto fresh = decodeImage(file.read());
  require(fresh.has_value(), CKR_TOKEN_NOT_RECOGNIZED);
  require(!image_ || image_->instance == fresh->instance, CKR_DEVICE_REMOVED);
  return std::move(*fresh);
}

void Slot::keep(TokenImage image) {
  image_ = std::move(image);
  stamp_ = stampOf(path_);
}

}  // namespace softukey
