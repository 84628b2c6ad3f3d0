// How far each input was read, and what it was then. A file is known again by what it holds: how it
// begins, and what stood before its end when it was last seen. A name says little, for logs are
// rotated to other names; how it begins says little, for each day's CSV has the same header; and an
// inode is given away again. A file that was copied goes on as the one it was copied from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/base/fingerprint.h"
#include "plugin/source/file_id.h"
#include "plugin/source/place.h"
#include "plugin/timeline/merge.h"

namespace aobo {

struct InputState {
  std::string name;
  std::uint64_t size = 0;  // of the file when it was last seen
  Fingerprint head;        // of its first bytes, 4096 or as many as there were
  Fingerprint tail;        // of its last ones
  std::uint64_t device = 0, inode = 0;
  std::int64_t changed = 0;  // its time of modification, in nanoseconds
  Merge::Progress progress;
  std::uint64_t refused_until = 0;  // refusals before this were counted
  // Of a followed file that was read to its end: where to go on, and so `size` are the bytes that
  // were read, and no record waits.
  std::optional<Place> place;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(name, size, head, tail, device, inode, changed, progress.read_until, progress.waiting,
            progress.done, progress.open, progress.asleep_until, refused_until, place);
  }
};

// The file as it is now; what is there already stays where it cannot be read. Reads nothing of a
// file that has not changed since `out` was taken.
void look_at(const std::string& name, const FingerprintKey& key, InputState& out);

// The same of the file with that number alone, and where it holds what it held. False, and `out`
// stays, where it was renamed, removed or cut.
bool look_again(const std::string& name, FileId id, const FingerprintKey& key, InputState& out);

// The same of the first `size` bytes, all that was read of a file that is still open, known as
// `name`. False, and `out` stays, where these are in it no more: it was closed, or cut.
bool look_at_part(const OpenFile& open, const std::string& name, std::uint64_t size,
                  const FingerprintKey& key, InputState& out);

// Whether the file of that name is the one that is meant, and still holds what was read of it.
enum class Holds : std::uint8_t { kSame, kOther, kNotThere };
Holds what_it_holds(const std::string& name, FileId id, const InputState& before,
                    const FingerprintKey& key);
// Which of these states, by its place among them, the file of that name goes on from.
std::optional<std::size_t> whose_it_holds(const std::string& name,
                                          const std::vector<InputState>& states,
                                          const FingerprintKey& key);
// The fingerprint of the first bytes of a file that has as many as are looked at.
std::optional<Fingerprint> full_head(const std::string& name, const FingerprintKey& key);
bool has_full_head(const InputState& state);

// The states that belong to these inputs as they are now, one each; a new input's is empty.
std::vector<InputState> match_inputs(const std::vector<std::string>& names,
                                     const std::vector<InputState>& before,
                                     const FingerprintKey& key);

}  // namespace aobo
