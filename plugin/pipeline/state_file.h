// StateFile: what the stages learned, on disk: a snapshot, written beside and moved into place, and
// a list of the events that went out since, so that after a kill nothing is lost and nothing told
// twice. Both begin with what they are; a snapshot that is broken, of another version or made with
// other settings is refused with the reason, and the run starts afresh.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_set>

#include "plugin/base/fingerprint.h"
#include "plugin/base/result.h"
#include "plugin/pipeline/disk.h"
#include "plugin/pipeline/state_lock.h"

namespace aobo {

// A run cannot begin with this state, and what() says why.
class StateUnusable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class StateFile {
 public:
  // `settings`: what state depends on, as text; a snapshot made with others is foreign.
  // `disk` must outlive it.
  StateFile(std::string path, std::string settings, Disk& disk = real_disk())
      : disk_(disk), path_(std::move(path)), settings_(std::move(settings)) {}
  ~StateFile();
  StateFile(const StateFile&) = delete;
  StateFile& operator=(const StateFile&) = delete;

  // Makes it this run's own until it is destroyed: first of all to be called. An error where it is
  // another run's, which is named, or is no file: a device, a folder or a FIFO is never written
  // over. `lock`: which this run may have taken before.
  std::optional<Error> claim(TimeNs now, StateLock lock = {});

  struct Loaded {
    std::string snapshot;         // what write() was given; empty where there is no file yet
    std::size_t snapshot_at = 0;  // the byte of the file at which it begins
    std::unordered_set<Fingerprint, FingerprintHash> delivered;
    FingerprintKey key;
  };
  Result<Loaded> read();

  // A new snapshot; the list of what went out begins anew, with these fingerprints. It is synced
  // before it takes the old one's place, so that after a power cut one of the two is there, whole.
  std::optional<Error> write(const std::string& snapshot, std::string_view delivered);
  // Adds to the list. Where that fails none is in it by halves, and those that are not are told
  // again after a kill.
  std::optional<Error> add_delivered(std::string_view fingerprints);

  // By which events are known in the list.
  const FingerprintKey& key() const { return key_; }
  const std::string& path() const { return path_; }

 private:
  std::optional<Error> begin_list(std::string_view delivered);
  bool cut_list();
  std::string folder() const;
  std::string list_path() const { return path_ + ".delivered"; }

  Disk& disk_;
  std::string path_, settings_;
  FingerprintKey key_ = FingerprintKey::random();
  std::uint64_t generation_ = 0;
  int list_ = -1;
  bool list_begun_ = true;   // it is of the snapshot at hand
  bool list_whole_ = false;  // it ends with a whole entry
  StateLock lock_;
};

}  // namespace aobo
