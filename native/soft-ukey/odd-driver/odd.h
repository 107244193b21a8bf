// What the parts of the odd driver share: a PKCS#11 library for tests that passes every call on to a real one and behaves badly in the ways
// that its settings name. Never part of the product.
#pragma once
#include <string>
#include <vector>

#include "../src/pkcs11-values.h"
#include "../src/pkcs11.h"

namespace odd {

/** One line of the settings: its words, and what was written as name=value. */
struct Line {
  std::vector<std::string> words;
  std::vector<std::pair<std::string, std::string>> named;
  unsigned met = 0;

  const std::string& word(std::size_t index) const;
  const std::string* value(const std::string& name) const;
};

/** Where and how a function is called, as far as settings ask for it. */
struct Call {
  const char* function;
  const CK_SLOT_ID* slot = nullptr;
  bool isWriting = false;
  const CK_ULONG* objectClass = nullptr;
  const CK_ULONG* attribute = nullptr;
};

/** Reads `<this library>.conf` and opens the library that it names. False when there is none. */
bool load();
CK_FUNCTION_LIST& base();

/** The first line that begins with this word; null when there is none. */
const Line* setting(const std::string& name);
std::vector<const Line*> settings(const std::string& name);
CK_ULONG number(const std::string& text);
std::string octets(const std::string& hexadecimal);

/** Writes the call down, suffers what `do` lines say, and gives the value that an `answer` line has for it. Null: go on. */
const CK_RV* instead(const Call& call);

void addSlots(CK_FUNCTION_LIST& list);
void addSessions(CK_FUNCTION_LIST& list);
void addObjects(CK_FUNCTION_LIST& list);
void addSignatures(CK_FUNCTION_LIST& list);

/** Whether somebody is logged in to the session's token. */
bool isLoggedIn(CK_SESSION_HANDLE session);
/** The class of an object; CK_UNAVAILABLE_INFORMATION when it says none. */
CK_ULONG classOf(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object);
/** Nobody has logged in anew since the last signature: a key that always asks would refuse. */
bool takesContextLogin();
void contextLogin();

}  // namespace odd
