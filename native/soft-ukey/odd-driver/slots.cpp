// Slots and tokens of the odd driver: `bad-slot RV`, `slots-grow`, `text FIELD HEX [slot=N]`, `flags add|drop N`, `pin-length MIN MAX`,
// `mechanisms N,N`.
#include <algorithm>
#include <cstring>
#include <sstream>

#include "odd.h"

namespace odd {

namespace {

constexpr CK_SLOT_ID badSlot = 0x0BADBAD;
constexpr CK_RV bufferTooSmall = 0x150;

/** A reader is plugged in between the first question for the number of slots and the list. */
bool hasGrown = false;

bool isBad(CK_SLOT_ID slot) { return slot == badSlot && setting("bad-slot"); }
CK_RV badAnswer() { return number(setting("bad-slot")->word(1)); }

bool isAt(const Line& line, CK_SLOT_ID slot) {
  const auto* wanted = line.value("slot");
  return !wanted || number(*wanted) == slot;
}

CK_RV GetSlotList(CK_BBOOL present, CK_SLOT_ID* target, CK_ULONG* count) {
  if (const auto* answer = instead({"C_GetSlotList"})) return *answer;
  CK_SLOT_ID found[256];
  CK_ULONG held = 255;
  if (const CK_RV value = base().C_GetSlotList(present, found, &held)) return value;
  if (setting("bad-slot")) found[held++] = badSlot;
  if (!target) {
    *count = setting("slots-grow") && !hasGrown ? held - 1 : held;
    hasGrown = true;
    return CKR_OK;
  }
  const bool fits = *count >= held;
  *count = held;
  if (!fits) return bufferTooSmall;
  std::copy(found, found + held, target);
  return CKR_OK;
}

CK_RV GetSlotInfo(CK_SLOT_ID slot, CK_SLOT_INFO* info) {
  if (isBad(slot)) return badAnswer();
  if (const auto* answer = instead({"C_GetSlotInfo", &slot})) return *answer;
  return base().C_GetSlotInfo(slot, info);
}

/** Fills a field as the settings say: `text label 6b6579 [pad=00]`, blanks behind it where nothing else is said. */
void fill(CK_BYTE* field, std::size_t size, const Line& line) {
  const std::string text = octets(line.word(2));
  const auto* pad = line.value("pad");
  std::memset(field, pad ? static_cast<int>(number("0x" + *pad)) : ' ', size);
  std::memcpy(field, text.data(), std::min(size, text.size()));
}

void changeTexts(CK_SLOT_ID slot, CK_TOKEN_INFO& info) {
  for (const Line* line : settings("text")) {
    if (!isAt(*line, slot)) continue;
    if (line->word(1) == "label") fill(info.label, sizeof info.label, *line);
    if (line->word(1) == "serial") fill(info.serialNumber, sizeof info.serialNumber, *line);
    if (line->word(1) == "manufacturer") fill(info.manufacturerID, sizeof info.manufacturerID, *line);
  }
}

CK_RV GetTokenInfo(CK_SLOT_ID slot, CK_TOKEN_INFO* info) {
  if (isBad(slot)) return badAnswer();
  if (const auto* answer = instead({"C_GetTokenInfo", &slot})) return *answer;
  if (const CK_RV value = base().C_GetTokenInfo(slot, info)) return value;
  changeTexts(slot, *info);
  for (const Line* line : settings("flags")) {
    if (!isAt(*line, slot)) continue;
    if (line->word(1) == "add") info->flags |= number(line->word(2));
    if (line->word(1) == "drop") info->flags &= ~number(line->word(2));
  }
  if (const Line* length = setting("pin-length")) {
    info->ulMinPinLen = number(length->word(1));
    info->ulMaxPinLen = number(length->word(2));
  }
  if (setting("one-session")) info->ulMaxSessionCount = info->ulMaxRwSessionCount = 1;
  return CKR_OK;
}

CK_RV GetMechanismList(CK_SLOT_ID slot, CK_MECHANISM_TYPE* target, CK_ULONG* count) {
  if (isBad(slot)) return badAnswer();
  if (const auto* answer = instead({"C_GetMechanismList", &slot})) return *answer;
  const Line* line = setting("mechanisms");
  if (!line || !isAt(*line, slot)) return base().C_GetMechanismList(slot, target, count);
  std::vector<CK_MECHANISM_TYPE> listed;
  std::istringstream numbers(line->word(1));
  for (std::string each; std::getline(numbers, each, ',');) listed.push_back(number(each));
  const bool fits = *count >= listed.size();
  *count = listed.size();
  if (!target) return CKR_OK;
  if (!fits) return bufferTooSmall;
  std::copy(listed.begin(), listed.end(), target);
  return CKR_OK;
}

}  // namespace

void addSlots(CK_FUNCTION_LIST& list) {
  hasGrown = false;
  list.C_GetSlotList = GetSlotList;
  list.C_GetSlotInfo = GetSlotInfo;
  list.C_GetTokenInfo = GetTokenInfo;
  list.C_GetMechanismList = GetMechanismList;
}

}  // namespace odd
