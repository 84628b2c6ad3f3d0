#include "plugin/pipeline/inputs_state.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

namespace aobo {
namespace {

constexpr std::uint64_t kHead = 1024;

std::string head_of(const std::string& name, std::uint64_t size) {
  std::string head(size, '\0');
  std::ifstream file(name, std::ios::binary);
  file.read(head.data(), static_cast<std::streamsize>(size));
  head.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return head;
}

// Whether the file of that name now begins as the other did, and has at least as much.
bool goes_on(const std::string& name, const InputState& before, const FingerprintKey& key) {
  if (before.head_size == 0) return false;
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(name, error);
  if (error || size < before.size) return false;
  return fingerprint(head_of(name, before.head_size), key) == before.head;
}

}  // namespace

void look_at(const std::string& name, const FingerprintKey& key, InputState& out) {
  out.name = name;
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(name, error);
  if (error) return;
  out.size = size;
  out.head_size = std::min(size, kHead);
  out.head = fingerprint(head_of(name, out.head_size), key);
}

std::vector<InputState> match_inputs(const std::vector<std::string>& names,
                                     const std::vector<InputState>& before,
                                     const FingerprintKey& key) {
  std::map<std::string, const InputState*> by_name;
  for (const InputState& state : before) by_name[state.name] = &state;
  std::vector<const InputState*> matched(names.size(), nullptr);
  std::vector<const InputState*> left;
  std::map<std::string, bool> taken;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto found = by_name.find(names[i]);
    if (found == by_name.end() || !goes_on(names[i], *found->second, key)) continue;
    matched[i] = found->second;
    taken[names[i]] = true;
  }
  for (const InputState& state : before) {
    if (!taken.contains(state.name)) left.push_back(&state);
  }
  std::vector<InputState> states;
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (auto it = left.begin(); matched[i] == nullptr && it != left.end(); ++it) {
      if (!goes_on(names[i], **it, key)) continue;
      matched[i] = *it;
      left.erase(it);
      break;
    }
    InputState state;
    if (matched[i] != nullptr) state = *matched[i];
    const std::uint64_t size_then = state.size;
    look_at(names[i], key, state);
    if (state.progress.done && state.size != size_then)
      state.progress.done = false;  // it has grown since
    states.push_back(std::move(state));
  }
  return states;
}

}  // namespace aobo
