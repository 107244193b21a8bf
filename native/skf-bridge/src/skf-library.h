// The SKF library of a maker, loaded: its functions by name. It is never unloaded: libraries leave threads behind that need their code.
#pragma once
#include <string>

#include "skf.h"

namespace skfbridge {

struct SkfLibrary {
  /** Fails with `CKR_SKF_LIBRARY_UNUSABLE`. */
  explicit SkfLibrary(const std::string& path);

#define SKF_MEMBER(name, ...) SkfAnswer(SKF_CALL* name)(__VA_ARGS__) = nullptr;
  SKF_REQUIRED(SKF_MEMBER)
  SKF_OPTIONAL(SKF_MEMBER)
#undef SKF_MEMBER
};

}  // namespace skfbridge
