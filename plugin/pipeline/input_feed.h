// InputFeed: one input as a feed of records: read, unwrapped where they need it, and completed with
// the tenant that their folder tells. A lone record of a file whose time cannot be, a peak among
// its neighbours, is refused here, so that none waits in the file's window for a time that does not
// come; where several stand together the timeline tells.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plugin/parse/parser.h"
#include "plugin/pipeline/folder_tenants.h"
#include "plugin/pipeline/inputs_state.h"
#include "plugin/timeline/feed.h"
#include "plugin/unwrap/reader.h"

namespace aobo {

class InputFeed : public Feed {
 public:
  using Refused = std::function<void(std::uint32_t input, const Refusal&, std::uint64_t offset)>;
  using Repaired = std::function<void(std::uint32_t input, std::uint64_t offset)>;

  // Told at the input's end: whether it gave a record, and its reader, which knows where a followed
  // one goes on.
  using Ended =
      std::function<void(std::uint32_t input, bool gave_record, const RecordReader& reader)>;
  using Clock = std::function<TimeNs()>;

  // Parser and folder tenants are shared by all feeds, which are read one at a time. `path`: where
  // the input lies, which is known as `name`. `growth`: as Source's; a followed input may be asked
  // again behind its end. `wall` tells the machine's time; without it every time is believed.
  InputFeed(const std::string& path, const std::string& name, std::uint32_t input,
            std::size_t chunk, Growth growth, Parser& parser, FolderTenants& tenants,
            DateOrder dates, Refused refused, Repaired repaired, Ended ended, Clock wall)
      : reader_(path, chunk, parser, dates, growth),
        name_(name),
        input_(input),
        catching_up_(growth == Growth::kFollowed),
        parser_(parser),
        tenants_(tenants),
        refused_(std::move(refused)),
        repaired_(std::move(repaired)),
        ended_(std::move(ended)),
        wall_(std::move(wall)) {}

  State next(Arrival& into) override;
  void release() override { reader_.release(); }
  std::size_t memory() const override { return reader_.memory(); }
  RecordReader& reader() { return reader_; }

 private:
  State take(Arrival& into);
  std::optional<State> step(Arrival& into);
  std::optional<bool> is_peak(const Arrival& arrival);
  void report_refusals();

  RecordReader reader_;
  std::string name_;
  std::uint32_t input_;
  bool catching_up_;
  Parser& parser_;
  FolderTenants& tenants_;
  Refused refused_;
  Repaired repaired_;
  Ended ended_;
  Clock wall_;
  std::optional<TimeNs> before_;    // the time of the record that was given last
  std::optional<Arrival> ahead_;    // read already, to judge the one before it
  std::optional<Arrival> suspect_;  // to be judged by what comes behind it
  State ahead_state_ = State::kRecord;
  std::vector<std::pair<Refusal, std::uint64_t>> refusals_;  // not told yet, with their offsets
  bool gave_record_ = false;
  Record record_;
};

// Notes how far a followed file was read, which lies at `path`: to its end as it is now. False, and
// nothing is noted, where the reader has it no more, or what was read is in it no more.
bool note_place(InputState& state, const RecordReader& reader, const std::string& path,
                const FingerprintKey& key);
// Of that, where the next record begins alone.
void note_next(InputState& state, const RecordReader& reader);

}  // namespace aobo
