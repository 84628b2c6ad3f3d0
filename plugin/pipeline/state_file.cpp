#include "plugin/pipeline/state_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "plugin/base/whole_file.h"

namespace aobo {
namespace {

constexpr char kMagic[8] = {'a', 'o', 'b', 'o', 's', 't', 'a', 't'};
constexpr std::uint32_t kVersion = 9;
// What is kept is bounded by memory_mb; its snapshot is smaller.
constexpr std::size_t kStateBytes = std::size_t{16} << 30;

struct Header {
  char magic[8];
  std::uint32_t version;
  std::uint32_t sum;  // CRC-32 of settings and snapshot
  std::uint64_t generation;
  std::uint64_t settings;  // bytes
  std::uint64_t snapshot;  // bytes
  FingerprintKey key;
};

struct ListHeader {
  char magic[8];
  std::uint64_t generation;
};

std::uint32_t sum_of(std::string_view one, std::string_view other) {
  const auto add = [](uLong crc, std::string_view text) {
    return crc32_z(crc, reinterpret_cast<const Bytef*>(text.data()), text.size());
  };
  return static_cast<std::uint32_t>(add(add(0, one), other));
}

std::optional<std::string> content(const std::string& path) {
  auto bytes = read_whole_file(path, {"state", kStateBytes});
  return bytes ? std::optional(*std::move(bytes)) : std::nullopt;
}

// What errno says of the file.
Error failed(const std::string& path) {
  return Error{fmt::format("{}: {}", path, std::strerror(errno))};
}

template <typename T>
std::string_view bytes_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

// A crash of the machine may leave nothing, the beginning or zeros of a snapshot.
bool holds_something_else(const std::string& path) {
  char begin[sizeof kMagic] = {};
  std::ifstream file(path, std::ios::binary);
  file.read(begin, sizeof begin);
  const auto size = static_cast<std::size_t>(file.gcount());
  const bool zeros = std::ranges::count(begin, '\0') == std::ssize(begin);
  return !zeros && std::memcmp(begin, kMagic, size) != 0;
}

}  // namespace

StateFile::~StateFile() {
  if (list_ >= 0) close(list_);
}

std::optional<Error> StateFile::claim(TimeNs now, StateLock lock) {
  for (const std::string& path : {path_, path_ + ".new", list_path(), StateLock::path_of(path_)}) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode)) continue;
    return Error{fmt::format("{}: {}; the state must be a file that only aobo writes", path,
                             S_ISDIR(status.st_mode) ? "a folder" : "not a regular file")};
  }
  if (holds_something_else(path_))
    return Error{
        fmt::format("{}: holds something else, which a snapshot would replace; name a file "
                    "of the state's own, or remove this one",
                    path_)};
  lock_ = std::move(lock);
  if (lock_.held()) return std::nullopt;
  auto in_use = lock_.take(path_, now, disk_);
  if (in_use && lock_.is_of_another()) in_use->message += "; each needs a state of its own";
  return in_use;
}

Result<StateFile::Loaded> StateFile::read() {
  Loaded loaded;
  loaded.key = key_;
  const auto text = content(path_);
  if (!text) {
    if (access(path_.c_str(), F_OK) == 0) return failed(path_);
    return loaded;
  }
  const auto refused = [&](std::string_view why) {
    return Error{fmt::format("{}: {}; starting afresh", path_, why)};
  };
  Header header{};
  if (text->size() < sizeof header) return refused("too short for a snapshot");
  std::memcpy(&header, text->data(), sizeof header);
  if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0)
    return refused("not a snapshot of aobo");
  if (header.version != kVersion)
    return refused(fmt::format("a snapshot of version {}, expected {}", header.version, kVersion));
  const std::string_view rest = std::string_view(*text).substr(sizeof header);
  if (header.settings > rest.size() || header.snapshot != rest.size() - header.settings)
    return refused("cut off before its end");
  const std::string_view settings = rest.substr(0, header.settings);
  const std::string_view snapshot = rest.substr(header.settings);
  if (sum_of(settings, snapshot) != header.sum)
    return refused("damaged: its sum is not what it says");
  if (settings != settings_)
    return refused(fmt::format("made with other settings ({}), expected {}", settings, settings_));
  loaded.snapshot = snapshot;
  loaded.snapshot_at = sizeof header + settings.size();
  loaded.key = key_ = header.key;
  generation_ = header.generation;
  for (const std::string& path : {list_path(), list_path() + ".new"}) {
    const auto list = content(path);
    ListHeader list_header{};
    if (!list || list->size() < sizeof list_header) continue;
    std::memcpy(&list_header, list->data(), sizeof list_header);
    const bool ours = std::memcmp(list_header.magic, kMagic, sizeof kMagic) == 0 &&
                      list_header.generation == generation_;
    for (std::size_t at = sizeof list_header; ours && at + sizeof(Fingerprint) <= list->size();
         at += sizeof(Fingerprint)) {
      Fingerprint print;
      std::memcpy(&print, list->data() + at, sizeof print);
      loaded.delivered.insert(print);
    }
  }
  return loaded;
}

std::optional<Error> StateFile::write(const std::string& snapshot, std::string_view delivered) {
  if (auto error = lock_.keep(path_, disk_)) return error;
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.version = kVersion;
  header.sum = sum_of(settings_, snapshot);
  header.generation = generation_ + 1;
  header.settings = settings_.size();
  header.snapshot = snapshot.size();
  header.key = key_;
  const std::string beside = path_ + ".new";
  const int file = disk_.create(beside);
  if (file < 0) return failed(beside);
  const bool written = disk_.write(file, bytes_of(header)) && disk_.write(file, settings_) &&
                       disk_.write(file, snapshot) && disk_.sync(file);
  const Error error = failed(beside);
  close(file);
  if (!written) return error;
  // A kill between the two files must not cost the list, which may be long: it lies beside until it
  // is in its place. Where that fails it is as it was without.
  const std::string list_beside = list_path() + ".new";
  if (const int list = Disk().create(list_beside); list >= 0) {
    ListHeader begin{};
    std::memcpy(begin.magic, kMagic, sizeof kMagic);
    begin.generation = generation_ + 1;
    Disk().write(list, bytes_of(begin));
    Disk().write(list, delivered);
    close(list);
  }
  if (!disk_.rename(beside, path_)) return failed(beside);
  // It is the new one from now on, and a kill before its list begins would have events told twice:
  // the folder is synced behind that.
  ++generation_;
  const auto unlisted = begin_list(delivered);
  if (!unlisted) unlink(list_beside.c_str());
  if (!disk_.sync_folder(folder()) && !unlisted) return failed(folder());
  return unlisted;
}

std::string StateFile::folder() const {
  const std::filesystem::path parent = std::filesystem::path(path_).parent_path();
  return parent.empty() ? "." : parent.string();
}

// A list of an older snapshot is told by its generation, so that a kill between the two files does
// no harm.
std::optional<Error> StateFile::begin_list(std::string_view delivered) {
  if (list_ >= 0) close(list_);
  list_ = disk_.create(list_path());
  ListHeader header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.generation = generation_;
  if (list_ >= 0 && disk_.write(list_, bytes_of(header)) && disk_.write(list_, delivered)) {
    list_begun_ = list_whole_ = true;
    return std::nullopt;
  }
  const Error error = failed(list_path());
  list_begun_ = list_whole_ = false;
  return error;
}

// Behind a write that failed, or a kill, part of an entry may stand there, and none behind it could
// be read. Of a header that is not whole nothing is left.
bool StateFile::cut_list() {
  const off_t end = lseek(list_, 0, SEEK_END);
  if (end < 0) return false;
  const auto size = static_cast<std::size_t>(end);
  if (size < sizeof(ListHeader)) return disk_.cut(list_, 0) && !begin_list({});
  const std::size_t rest = (size - sizeof(ListHeader)) % sizeof(Fingerprint);
  list_whole_ = rest == 0 || disk_.cut(list_, size - rest);
  return list_whole_;
}

std::optional<Error> StateFile::add_delivered(std::string_view fingerprints) {
  if (auto error = lock_.keep(path_, disk_)) return error;
  if (list_ < 0) {
    // One that could not be begun would be taken for an older snapshot's.
    if (list_begun_) list_ = open(list_path().c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
    if (list_ < 0) {
      if (auto error = begin_list({})) return error;
    }
    list_whole_ = false;  // a kill may have cut the last entry
  }
  if (!list_whole_ && !cut_list()) return failed(list_path());
  if (disk_.write(list_, fingerprints)) return std::nullopt;
  const Error error = failed(list_path());
  list_whole_ = false;
  cut_list();
  return error;
}

}  // namespace aobo
