// How far each input was read, by its name and by how it begins: a file that was rotated to another
// name is the same file, one of the same name that begins otherwise is a new one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/base/fingerprint.h"
#include "plugin/timeline/merge.h"

namespace aobo {

struct InputState {
  std::string name;
  std::uint64_t size = 0;       // of the file when the state was taken
  std::uint64_t head_size = 0;  // bytes that the head's fingerprint is of
  Fingerprint head;
  Merge::Progress progress;
  std::uint64_t refused_until = 0;  // refusals before this were counted

  template <class Archive>
  void serialize(Archive& archive) {
    archive(name, size, head_size, head, progress.read_until, progress.waiting, progress.done,
            progress.open, progress.asleep_until, refused_until);
  }
};

// Size and head of the file as it is now; zero where it cannot be read.
void look_at(const std::string& name, const FingerprintKey& key, InputState& out);

// The states that belong to these inputs as they are now, one each; a new input's is empty.
std::vector<InputState> match_inputs(const std::vector<std::string>& names,
                                     const std::vector<InputState>& before,
                                     const FingerprintKey& key);

}  // namespace aobo
