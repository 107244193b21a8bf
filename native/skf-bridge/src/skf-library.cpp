// Loading: by the absolute path that the program gives, never by a search.
#include "skf-library.h"

#if defined(_WIN32)
#include <windows.h>
#else
#include <dlfcn.h>
#endif

#include "skf-fail.h"

namespace skfbridge {

namespace {

#if defined(_WIN32)

std::wstring wide(const std::string& text) {
  const int length = MultiByteToWideChar(CP_UTF8, 0, text.c_str(), -1, nullptr, 0);
  std::wstring result(static_cast<std::size_t>(length), L'\0');
  MultiByteToWideChar(CP_UTF8, 0, text.c_str(), -1, result.data(), length);
  return result;
}

/** Libraries that it needs are looked for beside it. */
void* load(const std::string& path) {
  return LoadLibraryExW(wide(path).c_str(), nullptr, LOAD_WITH_ALTERED_SEARCH_PATH);
}
void* find(void* library, const char* name) {
  return reinterpret_cast<void*>(GetProcAddress(static_cast<HMODULE>(library), name));
}

#else

void* load(const std::string& path) { return dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL); }
void* find(void* library, const char* name) { return dlsym(library, name); }

#endif

template <class Function>
void bind(void* library, const char* name, Function& target, bool isRequired) {
  target = reinterpret_cast<Function>(find(library, name));
  require(target != nullptr || !isRequired, CKR_SKF_LIBRARY_UNUSABLE);
}

}  // namespace

SkfLibrary::SkfLibrary(const std::string& path) {
  void* library = load(path);
  require(library != nullptr, CKR_SKF_LIBRARY_UNUSABLE);
#define SKF_BIND_REQUIRED(name, ...) bind(library, "SKF_" #name, this->name, true);
#define SKF_BIND_OPTIONAL(name, ...) bind(library, "SKF_" #name, this->name, false);
  SKF_REQUIRED(SKF_BIND_REQUIRED)
  SKF_OPTIONAL(SKF_BIND_OPTIONAL)
#undef SKF_BIND_REQUIRED
#undef SKF_BIND_OPTIONAL
}

}  // namespace skfbridge
