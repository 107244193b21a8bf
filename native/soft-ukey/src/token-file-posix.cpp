// Token files on POSIX systems. The lock is on the file itself: a replacement leaves waiters with the lock of a file
// that no longer has the name, which they notice and start over.
#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "fail.h"
#include "token-file.h"
#include "token-image.h"

namespace softukey {

namespace {

constexpr int kLockAttempts = 1000;
constexpr useconds_t kLockPause = 10'000;

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return value_; }
  int release() { return std::exchange(value_, -1); }

 private:
  int value_;
};

[[noreturn]] void failOfErrno() {
  switch (errno) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      fail(CKR_DEVICE_MEMORY);
    case ENOENT:
      fail(CKR_DEVICE_REMOVED);
    default:
      fail(CKR_FUNCTION_FAILED);
  }
}

std::string directoryOf(const std::string& path) { return path.substr(0, path.rfind('/')); }

std::string temporaryOf(const std::string& path) {
  return directoryOf(path) + "/." + path.substr(path.rfind('/') + 1) + ".new";
}

std::int64_t nanoseconds(const timespec& time) { return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; }

#if defined(__APPLE__)
FileStamp stampFrom(const struct stat& s) {
  return {static_cast<std::uint64_t>(s.st_dev), s.st_ino, static_cast<std::uint64_t>(s.st_size),
          nanoseconds(s.st_mtimespec), nanoseconds(s.st_ctimespec), S_ISREG(s.st_mode)};
}
#else
FileStamp stampFrom(const struct stat& s) {
  return {s.st_dev, s.st_ino, static_cast<std::uint64_t>(s.st_size), nanoseconds(s.st_mtim), nanoseconds(s.st_ctim),
          S_ISREG(s.st_mode)};
}
#endif

/** Neither follows a link nor waits on a pipe. */
int openForReading(const std::string& path) {
  return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
}

std::optional<Bytes> readAll(int descriptor) {
  struct stat s {};
  if (::fstat(descriptor, &s) != 0 || !S_ISREG(s.st_mode)) return std::nullopt;
  if (s.st_size < 0 || static_cast<std::size_t>(s.st_size) > kTokenFileLimit) return std::nullopt;
  Bytes content(static_cast<std::size_t>(s.st_size));
  std::size_t at = 0;
  while (at < content.size()) {
    const ssize_t got = ::pread(descriptor, content.data() + at, content.size() - at, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    at += static_cast<std::size_t>(got);
  }
  return content;
}

void writeAll(int descriptor, const Bytes& content) {
  std::size_t at = 0;
  while (at < content.size()) {
    const ssize_t put = ::write(descriptor, content.data() + at, content.size() - at);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) failOfErrno();
    at += static_cast<std::size_t>(put);
  }
  if (::fsync(descriptor) != 0) failOfErrno();
}

/** A complete file, on disk and locked, that disappears again unless it was moved into place. */
class Temporary {
 public:
  Temporary(std::string path, const Bytes& content) : path_(std::move(path)), file_(create(path_)) {
    if (file_.get() < 0) failOfErrno();
    try {
      if (::fchmod(file_.get(), 0600) != 0 || ::flock(file_.get(), LOCK_EX | LOCK_NB) != 0) failOfErrno();
      writeAll(file_.get(), content);
    } catch (...) {
      ::unlink(path_.c_str());
      throw;
    }
  }
  ~Temporary() { ::unlink(path_.c_str()); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  const char* path() const { return path_.c_str(); }
  int releaseDescriptor() { return file_.release(); }

 private:
  static int create(const std::string& path) {
    ::unlink(path.c_str());  // left by a crash: whoever is here holds the lock, so nobody else is writing it
    return ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  }
  std::string path_;
  Descriptor file_;
};

void syncDirectory(const std::string& directory) {
  const Descriptor handle(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.get() < 0 || ::fsync(handle.get()) != 0) failOfErrno();
}

}  // namespace

std::optional<FileStamp> stampOf(const std::string& path) {
  struct stat s {};
  if (::lstat(path.c_str(), &s) != 0) return std::nullopt;
  return stampFrom(s);
}

std::optional<Bytes> readTokenFile(const std::string& path) {
  const Descriptor file(openForReading(path));
  return file.get() < 0 ? std::nullopt : readAll(file.get());
}

std::vector<std::string> tokenFilesIn(const std::string& directory) {
  std::vector<std::string> names;
  DIR* handle = ::opendir(directory.c_str());
  if (!handle) return names;
  while (const dirent* entry = ::readdir(handle)) {
    const std::string name = entry->d_name;
    if (name.size() > 5 && name[0] != '.' && name.compare(name.size() - 5, 5, ".ukey") == 0) names.push_back(name);
  }
  ::closedir(handle);
  std::sort(names.begin(), names.end());
  return names;
}

bool createTokenFile(const std::string& directory, const std::string& name, const Bytes& content) {
  ::mkdir(directory.c_str(), 0700);  // one level; when it fails, the next step says why
  const std::string path = directory + "/" + name;
  const Temporary temporary(temporaryOf(path) + std::to_string(::getpid()), content);
  if (::link(temporary.path(), path.c_str()) != 0) {
    if (errno == EEXIST) return false;
    failOfErrno();
  }
  syncDirectory(directory);
  return true;
}

LockedTokenFile::LockedTokenFile(std::string path) : path_(std::move(path)) {
  for (int attempt = 0; attempt < kLockAttempts; ++attempt) {
    descriptor_ = openForReading(path_);
    if (descriptor_ < 0) failOfErrno();
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0 && isStillThere()) return;
    ::close(descriptor_);
    descriptor_ = -1;
    ::usleep(kLockPause);
  }
  fail(CKR_FUNCTION_FAILED);
}

LockedTokenFile::~LockedTokenFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool LockedTokenFile::isStillThere() const {
  struct stat mine {};
  const auto named = stampOf(path_);
  return named && ::fstat(descriptor_, &mine) == 0 && named->inode == mine.st_ino && named->device == mine.st_dev;
}

Bytes LockedTokenFile::read() const {
  auto content = readAll(descriptor_);
  require(content.has_value(), CKR_FUNCTION_FAILED);
  return *content;
}

void LockedTokenFile::replace(const Bytes& content) {
  Temporary temporary(temporaryOf(path_), content);
  // A removed token must not come back because somebody was writing to it.
  require(isStillThere(), CKR_DEVICE_REMOVED);
  if (::rename(temporary.path(), path_.c_str()) != 0) failOfErrno();
  // From here on the new file has the name, and this process its lock.
  ::close(std::exchange(descriptor_, temporary.releaseDescriptor()));
  syncDirectory(directoryOf(path_));
}

}  // namespace softukey
