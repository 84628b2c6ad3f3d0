#include "plugin/pipeline/inputs_state.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <string_view>
#include <utility>

namespace aobo {
namespace {

constexpr std::uint64_t kPart = 4096;

// A file that is open to be looked at.
class Looked {
 public:
  explicit Looked(const std::string& name)
      : Looked(open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), true) {}
  // One that stays open.
  explicit Looked(int descriptor) : Looked(descriptor, false) {}
  ~Looked() {
    if (owned_ && file_ >= 0) close(file_);
  }
  Looked(const Looked&) = delete;
  Looked& operator=(const Looked&) = delete;

  bool regular() const { return regular_; }
  std::uint64_t size() const { return static_cast<std::uint64_t>(status_.st_size); }
  std::uint64_t device() const { return status_.st_dev; }
  std::uint64_t inode() const { return status_.st_ino; }
  std::int64_t changed() const {
    return status_.st_mtim.tv_sec * kSecondNs + status_.st_mtim.tv_nsec;
  }

  // Of the first bytes, of a file of that size.
  Fingerprint head(std::uint64_t size, const FingerprintKey& key) const {
    return print(0, std::min(size, kPart), key);
  }
  // Of the last bytes it had when it was of that size.
  Fingerprint tail(std::uint64_t size, const FingerprintKey& key) const {
    const std::uint64_t part = std::min(size, kPart);
    return print(size - part, part, key);
  }

 private:
  Looked(int file, bool owned) : file_(file), owned_(owned) {
    regular_ = file_ >= 0 && fstat(file_, &status_) == 0 && S_ISREG(status_.st_mode);
  }
  Fingerprint print(std::uint64_t from, std::uint64_t size, const FingerprintKey& key) const {
    std::array<char, kPart> bytes{};
    std::size_t have = 0;
    while (have < size) {
      const ssize_t read =
          pread(file_, bytes.data() + have, size - have, static_cast<off_t>(from + have));
      if (read < 0 && errno == EINTR) continue;
      if (read <= 0) break;
      have += static_cast<std::size_t>(read);
    }
    return fingerprint({bytes.data(), have}, key);
  }

  int file_;
  bool owned_;
  struct stat status_ {};
  bool regular_ = false;
};

// Whether the file holds what the other held when it was last seen, and perhaps more behind it.
bool goes_on(const Looked& file, const InputState& before, const FingerprintKey& key) {
  return file.regular() && before.size > 0 && file.size() >= before.size &&
         file.head(before.size, key) == before.head && file.tail(before.size, key) == before.tail;
}

bool is_as_before(const Looked& file, const std::string& name, const InputState& before) {
  return before.name == name && before.device == file.device() && before.inode == file.inode() &&
         before.size == file.size() && before.changed == file.changed();
}

// Gives each file the state that is its own: first by inode, for a file that was renamed, then by
// name, then by what it holds alone, for one that was copied.
class Matching {
 public:
  Matching(const std::vector<std::string>& names, const std::vector<InputState>& before,
           const FingerprintKey& key)
      : names_(names),
        before_(before),
        key_(key),
        matched_(names.size(), nullptr),
        taken_(before.size(), false) {}

  std::vector<const InputState*> run() {
    std::multimap<std::pair<std::uint64_t, std::uint64_t>, std::size_t> by_inode;
    std::multimap<std::string_view, std::size_t> by_name;
    for (std::size_t b = 0; b < before_.size(); ++b) {
      by_inode.emplace(std::pair(before_[b].device, before_[b].inode), b);
      by_name.emplace(before_[b].name, b);
    }
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const Looked file(names_[i]);
      take_one(i, file, by_inode, std::pair(file.device(), file.inode()));
    }
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (matched_[i] == nullptr) take_one(i, Looked(names_[i]), by_name, names_[i]);
    }
    by_content();
    return std::move(matched_);
  }

 private:
  template <typename Index, typename Key>
  void take_one(std::size_t index, const Looked& file, const Index& states, const Key& key) {
    const auto [first, last] = states.equal_range(key);
    for (auto it = first; it != last && matched_[index] == nullptr; ++it) {
      const std::size_t b = it->second;
      if (taken_[b] || !goes_on(file, before_[b], key_)) continue;
      matched_[index] = &before_[b];
      taken_[b] = true;
    }
  }

  // The states that are left, by the length of their heads and by these.
  void by_content() {
    std::map<std::uint64_t, std::multimap<Fingerprint, std::size_t>> left;
    for (std::size_t b = 0; b < before_.size(); ++b) {
      if (!taken_[b] && before_[b].size > 0)
        left[std::min(before_[b].size, kPart)].emplace(before_[b].head, b);
    }
    for (std::size_t i = 0; i < names_.size() && !left.empty(); ++i) {
      if (matched_[i] != nullptr) continue;
      const Looked file(names_[i]);
      // The longest first: it says most.
      for (auto it = left.rbegin(); it != left.rend() && matched_[i] == nullptr; ++it) {
        if (file.regular() && file.size() >= it->first)
          take_one(i, file, it->second, file.head(it->first, key_));
      }
    }
  }

  const std::vector<std::string>& names_;
  const std::vector<InputState>& before_;
  const FingerprintKey& key_;
  std::vector<const InputState*> matched_;
  std::vector<bool> taken_;
};

// Notes the file, of which so many bytes count.
void note(const Looked& file, const std::string& name, std::uint64_t size,
          const FingerprintKey& key, InputState& out) {
  out.name = name;
  out.device = file.device();
  out.inode = file.inode();
  out.changed = file.changed();
  out.size = size;
  out.head = file.head(size, key);
  out.tail = size <= kPart ? out.head : file.tail(size, key);
}

}  // namespace

bool look_at_part(const OpenFile& open, const std::string& name, std::uint64_t size,
                  const FingerprintKey& key, InputState& out) {
  const Looked file(open.descriptor);
  if (!file.regular() || file.size() < size) return false;
  if (out.size > 0 && !goes_on(file, out, key)) return false;
  note(file, name, size, key, out);
  return true;
}

Holds what_it_holds(const std::string& name, FileId id, const InputState& before,
                    const FingerprintKey& key) {
  const Looked file(name);
  if (!file.regular() || FileId{file.device(), file.inode()} != id) return Holds::kNotThere;
  return before.size == 0 || goes_on(file, before, key) ? Holds::kSame : Holds::kOther;
}

std::optional<std::size_t> whose_it_holds(const std::string& name,
                                          const std::vector<InputState>& states,
                                          const FingerprintKey& key) {
  if (states.empty()) return std::nullopt;
  const Looked file(name);
  std::map<std::uint64_t, Fingerprint> heads;  // of the file, by their length: many ask for one
  for (std::size_t i = 0; i < states.size(); ++i) {
    const std::uint64_t size = states[i].size;
    if (!file.regular() || size == 0 || file.size() < size) continue;
    const auto [head, is_new] = heads.try_emplace(std::min(size, kPart));
    if (is_new) head->second = file.head(size, key);
    if (head->second == states[i].head && file.tail(size, key) == states[i].tail) return i;
  }
  return std::nullopt;
}

std::optional<Fingerprint> full_head(const std::string& name, const FingerprintKey& key) {
  const Looked file(name);
  if (!file.regular() || file.size() < kPart) return std::nullopt;
  return file.head(kPart, key);
}
bool has_full_head(const InputState& state) { return state.size >= kPart; }

void look_at(const std::string& name, const FingerprintKey& key, InputState& out) {
  const Looked file(name);
  if (file.regular() && !is_as_before(file, name, out)) note(file, name, file.size(), key, out);
}

bool look_again(const std::string& name, FileId id, const FingerprintKey& key, InputState& out) {
  const Looked file(name);
  if (!file.regular() || FileId{file.device(), file.inode()} != id) return false;
  if (is_as_before(file, name, out)) return true;
  if (out.size > 0 && !goes_on(file, out, key)) return false;
  note(file, name, file.size(), key, out);
  return true;
}

std::vector<InputState> match_inputs(const std::vector<std::string>& names,
                                     const std::vector<InputState>& before,
                                     const FingerprintKey& key) {
  const auto matched = Matching(names, before, key).run();
  std::vector<InputState> states;
  for (std::size_t i = 0; i < names.size(); ++i) {
    InputState state;
    if (matched[i] != nullptr) state = *matched[i];
    const std::uint64_t size_then = state.size;
    state.name.clear();  // looked at anew
    look_at(names[i], key, state);
    state.name = names[i];
    if (state.progress.done && state.size != size_then)
      state.progress.done = false;  // it has grown since
    states.push_back(std::move(state));
  }
  return states;
}

}  // namespace aobo
