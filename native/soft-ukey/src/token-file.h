// Token files on disk: read, locked read-modify-write between processes, atomic replacement, mode 0600.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "bytes.h"

namespace softukey {

/** What tells one state of a file from another without reading it. */
struct FileStamp {
  std::uint64_t device = 0, inode = 0, size = 0;
  std::int64_t modified = 0, changed = 0;  // ns
  bool regular = false;
  friend bool operator==(const FileStamp& a, const FileStamp& b) {
    return a.device == b.device && a.inode == b.inode && a.size == b.size && a.modified == b.modified &&
           a.changed == b.changed && a.regular == b.regular;
  }
};

/** Nothing when no file of that name exists. */
std::optional<FileStamp> stampOf(const std::string& path);

/** Content of a regular file within the size limit; nothing when it cannot be read. */
std::optional<Bytes> readTokenFile(const std::string& path);

/** Names ending in `.ukey`, sorted. */
std::vector<std::string> tokenFilesIn(const std::string& directory);

/** Writes a new file; false when the name is taken. Fails with `CKR_DEVICE_MEMORY` or `CKR_FUNCTION_FAILED`. */
bool createTokenFile(const std::string& directory, const std::string& name, const Bytes& content);

/**
 * The exclusive right to change a token file. Others, also in other processes, wait at most 10 s for it.
 * Fails with `CKR_DEVICE_REMOVED` when the file is gone, `CKR_FUNCTION_FAILED` when it stays locked or is unreadable.
 */
class LockedTokenFile {
 public:
  explicit LockedTokenFile(std::string path);
  ~LockedTokenFile();
  LockedTokenFile(const LockedTokenFile&) = delete;
  LockedTokenFile& operator=(const LockedTokenFile&) = delete;

  Bytes read() const;
  /** On disk, with its directory entry, when this returns; the old content stays whole otherwise. */
  void replace(const Bytes& content);

 private:
  bool isStillThere() const;
  std::string path_;
  int descriptor_ = -1;
};

}  // namespace softukey
