// The settings of the odd driver: `<library>.conf`, a line for each oddity, read at C_Initialize. `test/token/odd-driver.ts` writes it.
#include <dlfcn.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include "odd.h"

namespace odd {

namespace {

std::vector<Line> lines;
CK_FUNCTION_LIST* real = nullptr;

std::string ownPath() {
  Dl_info info{};
  dladdr(reinterpret_cast<void*>(&load), &info);
  return info.dli_fname ? info.dli_fname : "";
}

Line readLine(const std::string& text) {
  Line line;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || line.words.empty())
      line.words.push_back(word);
    else
      line.named.emplace_back(word.substr(0, equals), word.substr(equals + 1));
  }
  return line;
}

bool isFor(const Line& line, const Call& call) {
  if (line.word(1) != call.function) return false;
  const auto* slot = line.value("slot");
  if (slot && !(call.slot && *call.slot == number(*slot))) return false;
  const auto* objectClass = line.value("class");
  if (objectClass && !(call.objectClass && *call.objectClass == number(*objectClass))) return false;
  const auto* attribute = line.value("attribute");
  if (attribute && !(call.attribute && *call.attribute == number(*attribute))) return false;
  return line.value("writing") == nullptr || call.isWriting;
}

/** `nth=2`: at the second such call alone; `from=2`: at it and all later ones; `times=1`: at the first alone. */
bool isItsTurn(Line& line) {
  line.met += 1;
  const auto* nth = line.value("nth");
  if (nth) return line.met == number(*nth);
  const auto* from = line.value("from");
  if (from) return line.met >= number(*from);
  const auto* times = line.value("times");
  return times == nullptr || line.met <= number(*times);
}

void suffer(const std::string& what) {
  if (what == "hang")
    for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
  if (what == "exit") std::exit(3);
  if (what == "print") write(STDOUT_FILENO, "vendor text\n", 12);
  if (what == "crash") {
    std::signal(SIGSEGV, SIG_DFL);
    std::raise(SIGSEGV);
  }
  if (what.rfind("slow:", 0) == 0)
    std::this_thread::sleep_for(std::chrono::milliseconds(number(what.substr(5))));
}

void writeDown(const char* function) {
  const Line* log = setting("log");
  if (log) std::ofstream(log->word(1), std::ios::app) << function << '\n';
}

}  // namespace

const std::string& Line::word(std::size_t index) const {
  static const std::string none;
  return index < words.size() ? words[index] : none;
}

const std::string* Line::value(const std::string& name) const {
  for (const auto& [key, text] : named)
    if (key == name) return &text;
  return nullptr;
}

CK_ULONG number(const std::string& text) { return std::strtoul(text.c_str(), nullptr, 0); }

std::string octets(const std::string& hexadecimal) {
  std::string result;
  for (std::size_t at = 0; at + 1 < hexadecimal.size(); at += 2)
    result.push_back(static_cast<char>(std::stoul(hexadecimal.substr(at, 2), nullptr, 16)));
  return result;
}

CK_FUNCTION_LIST& base() { return *real; }

bool load() {
  lines.clear();
  std::ifstream file(ownPath() + ".conf");
  for (std::string text; std::getline(file, text);)
    if (!text.empty()) lines.push_back(readLine(text));
  for (const Line* line : settings("variable")) setenv(line->word(1).c_str(), line->word(2).c_str(), 1);
  const Line* path = setting("base");
  void* library = path ? dlopen(path->word(1).c_str(), RTLD_NOW | RTLD_LOCAL) : nullptr;
  if (!library) return false;
  using Entry = CK_RV (*)(CK_FUNCTION_LIST**);
  const auto entry = reinterpret_cast<Entry>(dlsym(library, "C_GetFunctionList"));
  return entry && entry(&real) == CKR_OK;
}

const Line* setting(const std::string& name) {
  for (const auto& line : lines)
    if (line.word(0) == name) return &line;
  return nullptr;
}

std::vector<const Line*> settings(const std::string& name) {
  std::vector<const Line*> found;
  for (const auto& line : lines)
    if (line.word(0) == name) found.push_back(&line);
  return found;
}

const CK_RV* instead(const Call& call) {
  static thread_local CK_RV answer;
  writeDown(call.function);
  for (auto& line : lines) {
    const bool acts = line.word(0) == "do" || line.word(0) == "answer";
    if (!acts || !isFor(line, call) || !isItsTurn(line)) continue;
    if (line.word(0) == "do") {
      suffer(line.word(2));
      continue;
    }
    answer = number(line.word(2));
    return &answer;
  }
  return nullptr;
}

}  // namespace odd
