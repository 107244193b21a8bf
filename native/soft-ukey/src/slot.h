// A slot: the place of one token file, what was last read from it, and the login of this process.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "sm2.h"
#include "token-file.h"
#include "token-image.h"

namespace softukey {

enum class LoginState { none, user, securityOfficer };

/** What a login holds: gone, wiped, when it ends. */
struct Login {
  LoginState state = LoginState::none;
  SecretBytes dataKey;
  /** Private keys made ready at first use. */
  std::map<CK_OBJECT_HANDLE, sm2::Key> keys;
};

struct SessionObject {
  Object object;
  CK_SESSION_HANDLE owner;
};

enum class Sight { unchanged, appeared, vanished };

class Slot {
 public:
  /** An empty path: the slot whose token waits for C_InitToken. */
  Slot(CK_SLOT_ID id, std::string path);

  CK_SLOT_ID id() const { return id_; }
  bool isBlank() const { return path_.empty(); }
  bool isPresent() const { return isBlank() || stamp_.has_value(); }
  const std::string& path() const { return path_; }
  void adopt(std::string path) { path_ = std::move(path); }

  /** Looks at the file, reads it again when it changed. A token initialised anew counts as vanished once. */
  Sight look();
  /** Fails with `CKR_TOKEN_NOT_PRESENT` or `CKR_TOKEN_NOT_RECOGNIZED`. */
  const TokenImage& image() const;

  /** Changes the token under its lock: `edit(file, image)`, then the image is on disk. */
  template <class Edit>
  void change(Edit edit) {
    LockedTokenFile file(path_);
    TokenImage fresh = freshImage(file);
    edit(file, fresh);
    file.replace(encodeImage(fresh));
    keep(std::move(fresh));
  }
  /** As `change`, for an edit that writes by itself. What it wrote counts also when it fails. */
  template <class Edit>
  auto withLock(Edit edit) {
    LockedTokenFile file(path_);
    TokenImage fresh = freshImage(file);
    return edit(file, fresh);
  }

  void endLogin() { login = Login{}; }

  Login login;
  std::map<CK_OBJECT_HANDLE, SessionObject> sessionObjects;
  CK_OBJECT_HANDLE nextSessionObject = kFirstSessionObject;
  /** Presence as last told by C_WaitForSlotEvent. */
  bool announced = false;

 private:
  TokenImage freshImage(const LockedTokenFile& file) const;
  void keep(TokenImage image);

  CK_SLOT_ID id_;
  std::string path_;
  std::optional<FileStamp> stamp_;
  std::optional<TokenImage> image_;
};

}  // namespace softukey
