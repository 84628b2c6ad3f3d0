// Pipeline: the stages one after another: inputs, timeline, identity, policy, behaviour, payload.
// Nothing in it knows Falco.
//
// What goes out is the records, each with all that is known of it then, and between them the
// derived events, at the moments at which they become true. The same inputs give the same bytes, in
// whichever order they are named.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <variant>
#include <vector>

#include "plugin/base/fifo.h"
#include "plugin/base/memory.h"
#include "plugin/config/config.h"
#include "plugin/parse/parser.h"
#include "plugin/payload/encode.h"
#include "plugin/pipeline/counters.h"
#include "plugin/pipeline/folder_tenants.h"
#include "plugin/pipeline/input_feed.h"
#include "plugin/pipeline/input_table.h"
#include "plugin/pipeline/kafka_feed.h"
#include "plugin/pipeline/live_feed.h"
#include "plugin/pipeline/run_events.h"
#include "plugin/pipeline/stages.h"
#include "plugin/pipeline/state_file.h"
#include "plugin/timeline/timeline.h"

namespace aobo {

// Inputs that come while the run goes on, files that are followed and topics; and what it holds of
// its state.
struct Following {
  std::vector<Root> roots;
  std::unique_ptr<FileWatch> watch;
  std::vector<TopicReading> topics;
  std::vector<std::string> above;  // the folders above all inputs, whose names tell no tenant
  StateLock lock;                  // of the state, where the run has waited for it
};

class Pipeline {
 public:
  enum class State : std::uint8_t { kEvent, kWait, kEnd };
  // Told of the first few refusals of each reason; all are counted.
  using Report = std::function<void(const Refusal&, std::string_view origin, std::uint64_t offset)>;
  // Told of what concerns the state file ("state") or whole inputs ("inputs").
  using Notice = std::function<void(const char* component, const std::string&)>;

  // The configuration, the counters and the disk, on which state is kept, must outlive the
  // pipeline. `clock` counts nanoseconds from anywhere, never backwards; `wall` tells the machine's
  // time.
  Pipeline(std::vector<std::string> inputs, const Config& config, const PermitOptions& permits,
           Counters& counters, Report report, Notice notice, Timeline::Clock clock,
           Timeline::Clock wall, Disk& disk = real_disk(), Following following = {});

  // The next event. kEvent: payload() and time() hold until the next call. kWait: nothing there
  // yet, though it was waited for a moment, where that may be.
  State next(const std::shared_ptr<const Knowledge>& knowledge, bool may_wait = true);

  Payload payload() const { return Payload(event_, raw_); }
  TimeNs time() const { return event_.time(); }

  // The host has taken all events so far and will not ask for them again. Now and then this writes
  // a snapshot.
  void delivered();
  // The host ends, and has taken so many of the events that it was given since delivered() was
  // called. A last snapshot, where these are all; else the older one stands, and those not taken
  // come again.
  void close(std::size_t taken);

  // Each input with what it came to, as InputTable::each_tally has them.
  template <typename Visit>
  std::size_t each_input(std::size_t from, Visit visit) const {
    return inputs_.each_tally(from, visit);
  }

  std::size_t inputs() const { return inputs_.size(); }
  std::size_t inputs_done() const;
  // How much of the inputs has gone out, of 1: by their bytes, where all are files of which it is
  // known how many these are; else by how many inputs were read to their end.
  double share_done();

 private:
  // Where a record lies.
  struct RecordPlace {
    std::uint32_t input = UINT32_MAX;  // none
    std::uint64_t offset = 0;
    std::uint32_t part = 0;
  };
  // What waits for the host to ask, and the last record that was taken when it came to be: a
  // derived event belongs to that one.
  struct Outgoing {
    std::variant<Case, Derived> what;
    RecordPlace record;
  };
  // What the host was given since delivered().
  struct Given {
    Fingerprint print;  // with a state
    RecordPlace record;
  };

  std::vector<std::string> list_inputs(std::vector<std::string> inputs, Following following);
  std::unique_ptr<InputFeed> make_feed(std::uint32_t input, const std::string& path, bool live);
  std::unique_ptr<Feed> open_feed(std::uint32_t input);
  std::unique_ptr<Feed> leave_to_live(std::uint32_t input);
  void end_followed(std::uint32_t input, const RecordReader& reader, const std::string& path);
  std::unique_ptr<Feed> make_live();
  std::unique_ptr<Feed> make_live_files();
  std::unique_ptr<KafkaFeed> make_topics();
  std::uint32_t add_input(const std::string& name, bool followed);
  void refuse(std::uint32_t input, const Refusal& refusal, std::uint64_t offset);
  void report_refusal(const Refusal& refusal, std::string_view origin, std::uint64_t offset);
  void report_lost(const LostMessages& lost);
  void count_repaired(std::uint32_t input, std::uint64_t offset);
  void count_empty(std::uint32_t input);
  void count_unfinished(std::uint32_t input, std::uint64_t offset);
  void count_cut(const Arrival& arrival);
  void note_shown_name(const Arrival& arrival);
  void queue(std::variant<Case, Derived> what) { outgoing_.push_back({std::move(what), record_}); }
  // Whether nothing is under way of which a snapshot would know half.
  bool at_rest() const { return outgoing_.empty() && !stages_->asking() && !record_at_hand_; }
  void take_record(const std::shared_ptr<const Knowledge>& knowledge);
  bool ask_what_waits(const std::shared_ptr<const Knowledge>& knowledge);
  bool end_last_second(const std::shared_ptr<const Knowledge>& knowledge);
  bool pass_time(const std::shared_ptr<const Knowledge>& knowledge);
  void begin_run();
  void queue_of_run(std::vector<Derived>& events);
  bool report_on_run(const std::shared_ptr<const Knowledge>& knowledge);
  bool end_run();
  void forget_lags(TimeNs now);
  void note_lag(const Arrival& arrival);
  void count(const Case& the_case);
  void encode(const Case& the_case);
  void encode(const Derived& derived);
  bool emit();
  std::string identity_of_event() const;
  void publish_counters();
  void publish_memory();

  const FingerprintKey& file_key() const { return state_ ? state_->key() : own_key_; }
  std::string settings() const;
  void note_unused_tenants(const std::vector<std::string>& names);
  void begin_afresh();
  void load_state();
  void keep_apart(const std::vector<InputState>& before);
  bool save_state();
  void notice_failure(const std::optional<Error>& error, std::string_view means,
                      std::string& before);
  bool add_to_list(const std::string& prints);
  void note_duration(TimeNs taken);
  void keep();
  bool note_delivered(std::size_t count);
  void keep_part(std::size_t taken);
  bool committed_here(const PartitionOffset& next);
  std::string snapshot() const;
  InputState state_of(std::uint32_t input) const;
  void restore(Reader& reader, std::vector<InputState>& inputs);

  const Config& config_;
  PermitOptions permits_;
  Counters& counters_;
  Report report_;
  Notice notice_;
  Timeline::Clock clock_, wall_;

  InputTable inputs_;                 // files, by name; standard input; files that came since
  std::vector<std::uint64_t> sizes_;  // of the files, once somebody has asked how far it is
  std::uint32_t files_ = 0;           // of these, that were there at the start
  bool standard_input_ = false;
  std::vector<std::string> sources_;          // files and folders that are followed, and topics
  std::unique_ptr<FollowedFolders> folders_;  // until they are the live feed's
  FollowedFiles followed_;
  LiveFeed* live_files_ = nullptr;    // the timeline's, or a part of it; null where there are none
  std::vector<TopicReading> topics_;  // until they are the feed's
  std::vector<PartitionState> partitions_before_;
  KafkaFeed* kafka_ = nullptr;  // as live_files_
  Feed* comes_ = nullptr;       // what follows the files; null where nothing does
  const Feed* live_ = nullptr;  // of both; null where nothing is followed
  std::size_t chunk_ = 0;
  FingerprintKey own_key_ = FingerprintKey::random();  // where there is no state
  Parser parser_;
  FolderTenants folder_tenants_;
  std::map<std::uint32_t, std::optional<Place>>
      begun_at_;                   // where what was there was begun, by input
  std::set<std::uint32_t> left_;   // inputs of which the live feed reads what is left
  std::set<std::uint32_t> empty_;  // inputs that were told as such
  std::set<std::uint32_t> unfinished_;
  std::set<std::uint32_t> cut_;          // inputs of which it was told that objects were cut off
  std::set<std::uint32_t> shown_names_;  // those with names in place of operations

  Memory memory_;  // of both of these
  std::unique_ptr<Timeline> timeline_;
  std::unique_ptr<Stages> stages_;

  RecordPlace record_;           // the last one that was taken
  bool record_at_hand_ = false;  // the timeline's next, before which something is asked about
  Fifo<Outgoing> outgoing_;
  Outgoing current_;  // whose payload the host may read
  payload::Event event_;
  std::string_view raw_;
  std::string derived_json_;
  // ---- where inputs are followed
  std::set<std::string> seen_;  // log families
  TimeNs passed_ = 0;           // how far the clock was followed
  TimeNs lags_since_ = 0;       // the hour in which they are measured

  TimeNs went_out_ = 0;  // the latest time of an event so far

  RunEvents run_;
  bool anything_went_out_ = false;  // in this run

  StateLock lock_;  // until it is the state's
  std::unique_ptr<StateFile> state_;
  std::unordered_set<Fingerprint, FingerprintHash> already_delivered_;
  std::vector<Given> given_;
  std::vector<Fingerprint> own_commits_;     // of the run before, until a snapshot is as far
  std::string snapshot_fails_, list_fails_;  // why, as it was written to the log
  bool list_recovers_ = false;               // it lacks what went out before
  bool slow_disk_ = false;                   // it was told
  TimeNs last_snapshot_ = 0;                 // when it was tried
  TimeNs kept_ = 0;                          // when one was written, or the run began
  std::uint64_t since_snapshot_ = 0;
};

}  // namespace aobo
