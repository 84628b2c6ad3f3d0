// The pipeline's inputs: which there are, and what reads each of them: what was there at the start
// is merged, what comes is read as it comes.
#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <utility>

#include "plugin/base/limits.h"
#include "plugin/kafka/topics.h"
#include "plugin/pipeline/input_feed.h"
#include "plugin/pipeline/lost_messages.h"
#include "plugin/pipeline/pipeline.h"
#include "plugin/timeline/joint_feed.h"

namespace aobo {
namespace {

constexpr std::string_view kStandardInput = "-";

// Files by name, so that the order in which they were given changes nothing; standard input last.
std::vector<std::string> in_order(std::vector<std::string> inputs) {
  std::ranges::sort(inputs);
  inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
  const auto standard_input = std::ranges::find(inputs, kStandardInput);
  if (standard_input != inputs.end()) std::rotate(standard_input, standard_input + 1, inputs.end());
  return inputs;
}

bool has_standard_input(const std::vector<std::string>& inputs) {
  return !inputs.empty() && inputs.back() == kStandardInput;
}

}  // namespace

// Those that are followed are found where they are watched from now on, so that none is missed.
std::vector<std::string> Pipeline::list_inputs(std::vector<std::string> inputs,
                                               Following following) {
  for (const Root& root : following.roots) sources_.push_back(root.path());
  for (const TopicReading& topics : following.topics) {
    for (const std::string& name : topics.names)
      sources_.push_back(std::string(kKafkaScheme) + name);
  }
  topics_ = std::move(following.topics);
  lock_ = std::move(following.lock);
  std::map<std::string, FollowedFiles::Handle> followed;
  if (!following.roots.empty()) {
    folders_ = std::make_unique<FollowedFolders>(std::move(following.roots),
                                                 std::move(following.watch), clock_);
    std::vector<FollowedFiles::Change> found;
    for (const Listing& listing : folders_->look_at_all()) followed_.take(listing, found);
    followed_.each([&](FollowedFile& file) { followed.emplace(file.path, &file); });
  }
  for (const auto& [path, file] : followed) inputs.push_back(path);
  inputs = in_order(std::move(inputs));
  standard_input_ = has_standard_input(inputs);
  files_ = static_cast<std::uint32_t>(inputs.size() - (standard_input_ ? 1 : 0));
  for (const std::string& name : inputs) {
    const auto file = followed.find(name);
    const std::uint32_t input = add_input(name, file != followed.end());
    if (file != followed.end()) file->second->input = input;
  }
  return inputs;
}

// What follows the files; null where nothing does.
std::unique_ptr<Feed> Pipeline::make_live() {
  const bool follows = folders_ != nullptr || std::ranges::any_of(topics_, &TopicReading::follow);
  auto live = make_live_files();
  if (auto topics = make_topics()) {
    kafka_ = topics.get();
    const auto of_topics = [](const Arrival& arrival) { return arrival.read_again; };
    live = live ? std::make_unique<JointFeed>(std::move(live), std::move(topics), of_topics)
                : std::unique_ptr<Feed>(std::move(topics));
  }
  live_ = follows ? live.get() : nullptr;
  comes_ = live.get();
  return live;
}

// Their windows, the hold and what is fetched ahead share one budget.
std::unique_ptr<KafkaFeed> Pipeline::make_topics() {
  if (topics_.empty()) return nullptr;
  KafkaFeed::Calls calls{
      [this](const std::string& name) {
        return std::make_unique<MessageReader>(name, parser_, folder_tenants_, config_.dates);
      },
      [this](const Refusal& refusal, const std::string& origin, std::uint64_t at) {
        report_refusal(refusal, origin, at);
      },
      [this] { counters_.repaired.fetch_add(1, std::memory_order_relaxed); },
      [this](const std::string& text) { notice_("kafka", text); },
      [this](const LostMessages& lost) { report_lost(lost); },
      [this](const PartitionOffset& next) { return committed_here(next); },
      [this](const std::string& name) { stages_->leave(name); }};
  const KafkaFeed::Bounds bounds{.memory = config_.timeline.merge.memory / 2,
                                 .for_evidence = config_.timeline.hold > 0};
  return std::make_unique<KafkaFeed>(std::move(topics_), std::move(partitions_before_), inputs_,
                                     counters_, clock_, wall_, bounds, std::move(calls));
}

// Nobody knows whose records they were. Until that is taken the partition is read up to there.
void Pipeline::report_lost(const LostMessages& lost) {
  const RecordPlace place{lost.input, static_cast<std::uint64_t>(lost.from), 0};
  outgoing_.push_back({messages_expired(lost, went_out_), place});
}

std::unique_ptr<Feed> Pipeline::make_live_files() {
  auto standard_input = standard_input_ ? open_feed(files_) : nullptr;
  if (!folders_) return standard_input;
  LiveFeed::Calls calls{
      [this](std::uint32_t input, const std::string& path) { return make_feed(input, path, true); },
      [this](std::uint32_t input, const Refusal& refusal, std::uint64_t offset) {
        refuse(input, refusal, offset);
      },
      [this](const std::string& what) {
        const std::uint64_t before = counters_.inputs_lost.fetch_add(1, std::memory_order_relaxed);
        if (before < limits::kLoggedRefusals) notice_("inputs", what);
      },
      config_.memory.of(Part::kDecoders)};
  auto live =
      std::make_unique<LiveFeed>(inputs_, std::move(folders_), std::move(followed_),
                                 std::move(standard_input), file_key(), clock_, std::move(calls));
  live_files_ = live.get();
  return live;
}

std::unique_ptr<Feed> Pipeline::open_feed(std::uint32_t input) {
  const std::string& name = inputs_.name(input);
  if (inputs_.followed(input)) {
    if (!live_files_->is_as_it_was(input)) return leave_to_live(input);
    // By which it is known until all of it was read.
    if (InputState& state = inputs_.state(input); state.size == 0)
      live_files_->look_again(input, state);
  }
  return make_feed(input, name, name == kStandardInput);
}

// It was renamed, removed or cut before its turn: what stands under its name is of another. Where
// it was read before, and closed, some of its records may wait from where it was begun on.
std::unique_ptr<Feed> Pipeline::leave_to_live(std::uint32_t input) {
  class NothingFeed : public Feed {
    State next(Arrival&) override { return State::kEnd; }
  };
  InputState& state = inputs_.state(input);
  state.progress = timeline_->files().progress(input);
  state.progress.done = state.progress.open = false;
  state.progress.asleep_until.reset();
  if (const auto begun = begun_at_.find(input); begun != begun_at_.end())
    state.place = begun->second;
  left_.insert(input);
  live_files_->leave(input);
  return std::make_unique<NothingFeed>();
}

// Of one that was renamed or removed while it was closed the rest is read where it lies; of one
// that was cut, from its copy. One that was cut and has grown past where it was may have given what
// came behind for its own: the copy is read from where this run began.
void Pipeline::end_followed(std::uint32_t input, const RecordReader& reader,
                            const std::string& path) {
  const auto file = reader.source().file();
  InputState& state = inputs_.state(input);
  if (!file || note_place(state, reader, path, file_key())) return;
  struct stat status {};
  const bool grown = fstat(file->descriptor, &status) == 0 &&
                     static_cast<std::uint64_t>(status.st_size) >= reader.source().position();
  if (!grown) note_next(state, reader);
  state.progress.done = false;
  left_.insert(input);
  live_files_->leave(input);
}

// `live`: its records come as they happen, and the clock alone tells which of their times can be.
std::unique_ptr<InputFeed> Pipeline::make_feed(std::uint32_t input, const std::string& path,
                                               bool live) {
  const bool followed = inputs_.followed(input);
  const Growth growth = followed            ? Growth::kFollowed
                        : state_ != nullptr ? Growth::kAgain
                                            : Growth::kNone;
  auto feed = std::make_unique<InputFeed>(
      path, inputs_.name(input), input, chunk_, growth, parser_, folder_tenants_, config_.dates,
      [this](std::uint32_t from, const Refusal& refusal, std::uint64_t offset) {
        refuse(from, refusal, offset);
      },
      [this](std::uint32_t from, std::uint64_t offset) { count_repaired(from, offset); },
      [this, path, live, followed](std::uint32_t from, bool gave_record,
                                   const RecordReader& reader) {
        if (!followed && !gave_record && !unfinished_.contains(from)) count_empty(from);
        if (followed && !live) end_followed(from, reader, path);
      },
      live ? Timeline::Clock() : wall_);
  // One that waits for its turn is opened again when it comes, and gone through from where it was
  // begun: its end, which was met before, is not where what it held begins.
  const auto& place = live ? inputs_.state(input).place
                           : begun_at_.try_emplace(input, inputs_.state(input).place).first->second;
  if (followed && place) feed->reader().resume(*place);
  // What was there at the start is read as it is, as in a run that does not follow.
  if (followed && !live) feed->reader().source().decide();
  return feed;
}

}  // namespace aobo
