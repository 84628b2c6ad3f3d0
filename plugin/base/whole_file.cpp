#include "plugin/base/whole_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace aobo {
namespace {

namespace fs = std::filesystem;

class Opened {
 public:
  explicit Opened(const std::string& path)
      : file_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {}
  ~Opened() {
    if (file_ >= 0) close(file_);
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;

  explicit operator bool() const { return file_ >= 0; }
  bool look(struct stat& status) const { return fstat(file_, &status) == 0; }
  ssize_t read(char* into, std::size_t size) const {
    ssize_t got = -1;
    do {
      got = ::read(file_, into, size);
    } while (got < 0 && errno == EINTR);
    return got;
  }

 private:
  int file_;
};

Error no_file(const std::string& path, std::string_view kind, std::string_view what) {
  return Error{fmt::format("{}: {}; expected a file with {}", path, kind, what)};
}

Error too_large(const std::string& path, const std::string& size, const WantedFile& wanted) {
  return Error{fmt::format("{}: {} bytes; expected a file with {}, of at most {}", path, size,
                           wanted.what, wanted.most)};
}

fs::file_type type_of(const struct stat& status) {
  if (S_ISREG(status.st_mode)) return fs::file_type::regular;
  if (S_ISDIR(status.st_mode)) return fs::file_type::directory;
  if (S_ISFIFO(status.st_mode)) return fs::file_type::fifo;
  if (S_ISSOCK(status.st_mode)) return fs::file_type::socket;
  if (S_ISCHR(status.st_mode)) return fs::file_type::character;
  return S_ISBLK(status.st_mode) ? fs::file_type::block : fs::file_type::unknown;
}

}  // namespace

std::string_view kind_of(fs::file_type type) {
  switch (type) {
    case fs::file_type::directory:
      return "a folder";
    case fs::file_type::fifo:
      return "a FIFO";
    case fs::file_type::character:
    case fs::file_type::block:
      return "a device";
    case fs::file_type::socket:
      return "a socket";
    default:
      return "not a regular file";
  }
}

Result<std::string> read_whole_file(const std::string& path, const WantedFile& wanted) {
  // A socket cannot be opened at all.
  if (auto error = refuse_no_file(path, wanted.what)) return *error;
  const Opened file(path);
  struct stat status {};
  if (!file || !file.look(status)) return Error{path + ": cannot be read"};
  if (!S_ISREG(status.st_mode)) return no_file(path, kind_of(type_of(status)), wanted.what);
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > wanted.most) return too_large(path, std::to_string(size), wanted);
  // It may grow meanwhile, and what the kernel makes up as it is read says that it has none.
  std::string text;
  for (std::size_t room = size + 1;; room = std::max<std::size_t>(text.size(), 4096)) {
    const std::size_t filled = text.size();
    text.resize(std::min(filled + room, wanted.most + 1));
    const ssize_t got = file.read(text.data() + filled, text.size() - filled);
    if (got < 0) return Error{path + ": cannot be read"};
    text.resize(filled + static_cast<std::size_t>(got));
    if (got == 0) return text;
    if (text.size() > wanted.most)
      return too_large(path, fmt::format("more than {}", wanted.most), wanted);
  }
}

bool may_list(const std::string& folder) {
  return faccessat(AT_FDCWD, folder.c_str(), R_OK | X_OK, AT_EACCESS) == 0;
}

std::optional<Error> refuse_no_file(const std::string& path, std::string_view what) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode)) return std::nullopt;
  if (S_ISDIR(status.st_mode) && !may_list(path))
    return Error{path + ": a folder in which nothing may be read; give this user the right to"};
  return no_file(path, kind_of(type_of(status)), what);
}

}  // namespace aobo
