// KafkaConsumer by librdkafka.
#include <fmt/format.h>
#include <librdkafka/rdkafka.h>

#include <array>
#include <atomic>
#include <chrono>
#include <deque>
#include <map>
#include <set>

#include "plugin/base/text.h"
#include "plugin/kafka/consumer.h"
#include "plugin/kafka/hand_token.h"
#include "plugin/kafka/lookup.h"
#include "plugin/kafka/rebalance.h"
#include "plugin/kafka/settings.h"
#include "plugin/kafka/sockets.h"

namespace aobo {
namespace {

using What = KafkaEvent::What;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kLookAgain{60};  // for partitions that were added
constexpr std::chrono::seconds kAnewTakes{1};
constexpr std::chrono::milliseconds kLastCommitTakes{2000};  // it ends without it then
constexpr std::chrono::seconds kRebalanceTakes{10};
// Where a partition waits to be handed on, a commit is tried again sooner.
constexpr std::chrono::milliseconds kHandingOnTriesEach{200};
constexpr int kSevere = 2;  // syslog's: critical and worse

class Consumer final : public KafkaConsumer, public Sockets {
 public:
  Consumer(const KafkaOptions& options, std::vector<std::string> topics, bool shared)
      : options_(options), topics_(std::move(topics)), shared_(shared) {}
  ~Consumer() override;
  Consumer(const Consumer&) = delete;
  Consumer& operator=(const Consumer&) = delete;

  std::optional<Error> create(const KafkaProperties& properties);

  void start() override;
  KafkaEvent poll(int wait_ms) override;
  void begin(const std::vector<PartitionOffset>& from) override;
  void release(const std::vector<TopicPartition>& partitions) override;
  void begin_anew(const TopicPartition& partition) override;
  void pause(const TopicPartition& partition) override;
  void resume(const PartitionOffset& from) override;
  Bounds bounds_of(const TopicPartition& partition) const override;
  void ask_ends() override { ends_->ask_ends(handle_, {assigned_.begin(), assigned_.end()}); }
  std::optional<std::vector<PartitionOffset>> take_ends() override { return ends_->take(); }
  void commit(const std::vector<PartitionOffset>& next) override;
  LastCommit last_commit() const override;
  Counts counts() const override { return counts_; }

 private:
  static Consumer& of(void* opaque) { return *static_cast<Consumer*>(opaque); }
  static void on_rebalance(rd_kafka_t*, rd_kafka_resp_err_t error,
                           rd_kafka_topic_partition_list_t* partitions, void* opaque);
  static void on_commit(rd_kafka_t*, rd_kafka_resp_err_t error, rd_kafka_topic_partition_list_t*,
                        void* opaque);
  static void on_error(rd_kafka_t*, int error, const char* reason, void* opaque);
  static void on_log(const rd_kafka_t* handle, int level, const char* facility, const char* line);
  static void on_throttle(rd_kafka_t*, const char*, std::int32_t, int milliseconds, void* opaque);
  static void on_token(rd_kafka_t* handle, const char*, void* opaque);

  void set_callbacks(rd_kafka_conf_t* conf);
  void take(rd_kafka_resp_err_t error, const rd_kafka_topic_partition_list_t& partitions);
  void give_up();
  void begin_those_anew();
  void commit_at_the_end();
  void take_found();
  void take_partitions(const std::vector<PartitionOffset>& found);
  KafkaEvent event_of(const rd_kafka_message_t& message);
  KafkaEvent error_of(const rd_kafka_message_t& message);
  void notice(const std::string& text);
  void notice_once(const std::string& key, const std::string& text);
  void note_error(rd_kafka_resp_err_t error, const char* reason);
  void reads_again();
  void check(std::optional<std::string> error, const char* what);
  void end();

  KafkaOptions options_;
  std::vector<std::string> topics_;
  bool shared_;
  rd_kafka_t* handle_ = nullptr;
  rd_kafka_message_t* message_ = nullptr;  // whose bytes the last event shows
  std::deque<KafkaEvent> events_;
  std::atomic<bool> ending_ = false;  // a thread of librdkafka's asks too
  Rebalance rebalance_;               // until begin() or release() answers it
  std::set<TopicPartition> anew_;     // are to begin anew
  Clock::time_point anew_by_;
  std::unique_ptr<Lookup> lookup_ = std::make_unique<Lookup>();
  std::unique_ptr<Lookup> ends_ = std::make_unique<Lookup>();
  Clock::time_point look_again_;
  std::set<TopicPartition> assigned_;  // where it is no member of a group
  std::set<std::string> noticed_;      // what was written to the log, until it is over
  std::string last_connection_error_;
  bool trouble_ = false;                         // no broker, or none that lets us in
  int commits_ = 0;                              // under way
  std::map<TopicPartition, std::int64_t> sent_;  // what was committed last
  // While the group is distributed anew. A commit that comes with the old generation then costs all
  // partitions.
  Clock::time_point commit_again_;
  bool refused_ = false;                 // the last commit was, for that
  bool failed_ = false;                  // it was, for another reason
  std::vector<PartitionOffset> wanted_;  // what it was of
  bool debug_ = false;
  Counts counts_;
};

// ---- setting up and ending ----------------------------------------------------------------------

void Consumer::set_callbacks(rd_kafka_conf_t* conf) {
  keep_sockets(conf, this);
  rd_kafka_conf_set_rebalance_cb(conf, on_rebalance);
  rd_kafka_conf_set_offset_commit_cb(conf, on_commit);
  rd_kafka_conf_set_error_cb(conf, on_error);
  rd_kafka_conf_set_log_cb(conf, on_log);
  rd_kafka_conf_set_throttle_cb(conf, on_throttle);
  if (!wants_token(options_)) return;
  rd_kafka_conf_set_oauthbearer_token_refresh_cb(conf, on_token);
  rd_kafka_conf_enable_sasl_queue(conf, 1);
}

std::optional<Error> Consumer::create(const KafkaProperties& properties) {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  std::array<char, 512> why{};
  for (const auto& [name, value] : properties) {
    if (name == "debug") debug_ = true;
    if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), why.data(), why.size()) ==
        RD_KAFKA_CONF_OK)
      continue;
    rd_kafka_conf_destroy(conf);
    // What librdkafka says may hold the value.
    const bool hidden = is_secret_property(name);
    return Error{hidden ? fmt::format("kafka: librdkafka refuses what \"{}\" holds", name)
                        : fmt::format("kafka: {}", printable(why.data()))};
  }
  // A reader of whole topics commits nothing; librdkafka wants a group all the same.
  rd_kafka_conf_set(conf, "group.id", shared_ ? options_.group.c_str() : "aobo-reader", nullptr, 0);
  if (!shared_) rd_kafka_conf_set(conf, "group.instance.id", "", nullptr, 0);
  set_callbacks(conf);
  handle_ = rd_kafka_new(RD_KAFKA_CONSUMER, conf, why.data(), why.size());
  if (handle_ == nullptr) {
    rd_kafka_conf_destroy(conf);
    return Error{fmt::format("kafka: {}", printable(why.data()))};
  }
  rd_kafka_poll_set_consumer(handle_);
  rd_kafka_set_log_queue(handle_, nullptr);
  if (wants_token(options_)) text_of(rd_kafka_sasl_background_callbacks_enable(handle_));
  return std::nullopt;
}

Consumer::~Consumer() {
  ending_ = true;
  lookup_.reset();
  ends_.reset();
  if (message_ != nullptr) rd_kafka_message_destroy(message_);
  if (handle_ != nullptr) end();
}

void Consumer::end() {
  commit_at_the_end();
  give_up();
  if (shared_) leave_group(handle_);
  destroy_client(handle_, *this);
}

// What was refused is sent again: nobody else will.
void Consumer::commit_at_the_end() {
  const auto until = Clock::now() + kLastCommitTakes;
  while ((commits_ > 0 || refused_) && Clock::now() < until) {
    if (commits_ == 0) {
      commit_again_ = {};
      commit(std::vector(wanted_));
    }
    drop_what_comes(handle_);
  }
}

void Consumer::start() {
  if (!shared_) return lookup_->ask_partitions(handle_, topics_);
  const PartitionList topics(rd_kafka_topic_partition_list_new(static_cast<int>(topics_.size())));
  for (const std::string& topic : topics_)
    rd_kafka_topic_partition_list_add(topics.get(), topic.c_str(), RD_KAFKA_PARTITION_UA);
  if (const auto error = rd_kafka_subscribe(handle_, topics.get()))
    events_.push_back({.what = What::kFailed, .text = rd_kafka_err2str(error)});
}

// ---- what is called back ------------------------------------------------------------------------

// Served by poll(), on its thread.
void Consumer::on_rebalance(rd_kafka_t*, rd_kafka_resp_err_t error,
                            rd_kafka_topic_partition_list_t* partitions, void* opaque) {
  of(opaque).take(error, *partitions);
}

void Consumer::take(rd_kafka_resp_err_t error, const rd_kafka_topic_partition_list_t& partitions) {
  commit_again_ = {};
  sent_.clear();
  rebalance_.asks(error, partitions);
  if (ending_) return give_up();
  if (error == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
    ++counts_.rebalances;
    return lookup_->ask_committed(handle_, partitions_in(partitions));
  }
  if (error != RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS) return give_up();
  for (const PartitionOffset& one : partitions_in(partitions)) anew_.erase(one.of);
  const bool lost = rd_kafka_assignment_lost(handle_) != 0;
  KafkaEvent event{.what = lost ? What::kLost : What::kRevoked};
  event.partitions = partitions_in(partitions);
  lookup_->forget();
  if (lost) give_up();
  events_.push_back(std::move(event));
}

void Consumer::give_up() { check(rebalance_.give_up(handle_), "unassign"); }

void Consumer::on_commit(rd_kafka_t*, rd_kafka_resp_err_t error, rd_kafka_topic_partition_list_t*,
                         void* opaque) {
  Consumer& self = of(opaque);
  if (self.commits_ > 0) --self.commits_;
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR || error == RD_KAFKA_RESP_ERR__NO_OFFSET) {
    self.noticed_.erase("commit");
    self.failed_ = false;
    return;
  }
  self.sent_.clear();
  if (error == RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS) {
    const bool handing_on = self.rebalance_.revokes();
    self.commit_again_ = Clock::now();
    self.commit_again_ += handing_on ? Clock::duration(kHandingOnTriesEach) : kRebalanceTakes;
    self.refused_ = true;
    return;
  }
  self.failed_ = true;
  ++self.counts_.commits_failed;
  self.notice_once("commit",
                   fmt::format("offsets are not committed: {}; where another worker takes "
                               "over, it reads again what was read since",
                               rd_kafka_err2str(error)));
}

void Consumer::on_error(rd_kafka_t*, int error, const char* reason, void* opaque) {
  of(opaque).note_error(static_cast<rd_kafka_resp_err_t>(error), reason);
}

void Consumer::on_log(const rd_kafka_t* handle, int level, const char* facility, const char* line) {
  Consumer& self = of(rd_kafka_opaque(handle));
  if (self.debug_ || level <= kSevere) self.notice(fmt::format("{}: {}", facility, line));
}

void Consumer::on_throttle(rd_kafka_t*, const char*, std::int32_t, int milliseconds, void* opaque) {
  Consumer& self = of(opaque);
  self.counts_.throttled_ms += static_cast<std::uint64_t>(std::max(milliseconds, 0));
  if (milliseconds > 0)
    self.notice_once("throttle",
                     fmt::format("a broker holds its answers back for {} ms (throttling); see the "
                                 "metric kafka.throttled_ms",
                                 milliseconds));
}

// On librdkafka's own thread, for it may take as long as a command does.
void Consumer::on_token(rd_kafka_t* handle, const char*, void* opaque) {
  hand_token(handle, of(opaque).options_, of(opaque).ending_);
}

void Consumer::note_error(rd_kafka_resp_err_t error, const char* reason) {
  ++counts_.errors;
  const std::string text = printable(reason, 300);
  switch (error) {
    case RD_KAFKA_RESP_ERR__FATAL: {
      std::array<char, 512> why{};
      rd_kafka_fatal_error(handle_, why.data(), why.size());
      events_.push_back({.what = What::kFailed, .text = printable(why.data(), 300)});
      return;
    }
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR__SSL:
      trouble_ = true;
      return notice_once("let in",
                         fmt::format("a broker does not let us in: {}; trying again", text));
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
      trouble_ = true;
      return notice_once(
          "brokers", fmt::format("no broker can be reached: {}; trying again",
                                 last_connection_error_.empty() ? text : last_connection_error_));
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__RESOLVE:
      last_connection_error_ = text;
      return;
    default:
      return;
  }
}

// ---- what was looked up -------------------------------------------------------------------------

void Consumer::take_found() {
  if (!shared_ && !lookup_->under_way() && Clock::now() >= look_again_)
    lookup_->ask_partitions(handle_, topics_);
  auto found = lookup_->take();
  if (!found) return;
  if (!shared_) return take_partitions(*found);
  KafkaEvent event{.what = What::kAssigned};
  event.partitions = std::move(*found);
  events_.push_back(std::move(event));
}

// Those that were not known.
void Consumer::take_partitions(const std::vector<PartitionOffset>& found) {
  look_again_ = Clock::now() + kLookAgain;
  KafkaEvent event{.what = What::kAssigned};
  for (const PartitionOffset& one : found) {
    if (assigned_.insert(one.of).second) event.partitions.push_back(one);
  }
  if (!event.partitions.empty()) events_.push_back(std::move(event));
}

// ---- events -------------------------------------------------------------------------------------

KafkaEvent Consumer::poll(int wait_ms) {
  if (message_ != nullptr) rd_kafka_message_destroy(message_);
  message_ = nullptr;
  take_found();
  if (events_.empty()) {
    message_ = rd_kafka_consumer_poll(handle_, wait_ms);
    if (message_ != nullptr) {
      if (Clock::now() > anew_by_) begin_those_anew();
      KafkaEvent event =
          message_->err != RD_KAFKA_RESP_ERR_NO_ERROR ? error_of(*message_) : event_of(*message_);
      if (event.what != What::kNothing) return event;
    }
    if (message_ == nullptr) begin_those_anew();
  }
  if (events_.empty()) return {};
  KafkaEvent event = std::move(events_.front());
  events_.pop_front();
  return event;
}

TopicPartition place_of(const rd_kafka_message_t& message) {
  return {message.rkt != nullptr ? rd_kafka_topic_name(message.rkt) : "", message.partition};
}

KafkaEvent Consumer::event_of(const rd_kafka_message_t& message) {
  reads_again();
  KafkaEvent event{.what = What::kMessage, .where = place_of(message), .offset = message.offset};
  rd_kafka_timestamp_type_t type{};
  const std::int64_t milliseconds = rd_kafka_message_timestamp(&message, &type);
  constexpr std::int64_t kMost = INT64_MAX / 1'000'000;
  if (type != RD_KAFKA_TIMESTAMP_NOT_AVAILABLE && milliseconds > 0 && milliseconds < kMost)
    event.written = milliseconds * 1'000'000;
  if (message.payload != nullptr)
    event.value = std::string_view(static_cast<const char*>(message.payload), message.len);
  return event;
}

KafkaEvent Consumer::error_of(const rd_kafka_message_t& message) {
  KafkaEvent event{.where = place_of(message), .offset = message.offset};
  switch (message.err) {
    case RD_KAFKA_RESP_ERR__PARTITION_EOF:
      reads_again();
      event.what = What::kEnd;
      return event;
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
      event.what = What::kOutOfRange;
      return event;
    default:
      break;
  }
  ++counts_.errors;
  const std::string text = printable(rd_kafka_message_errstr(&message), 300);
  notice_once(fmt::format("{} {}", event.where.topic, static_cast<int>(message.err)),
              event.where.topic.empty() ? text : fmt::format("{}: {}", event.where.topic, text));
  return {};
}

void Consumer::notice(const std::string& text) {
  events_.push_back({.what = What::kNotice, .text = text});
}

void Consumer::notice_once(const std::string& key, const std::string& text) {
  constexpr std::size_t kMost = 1000;
  if (noticed_.size() < kMost && noticed_.insert(key).second) notice(text);
}

// A broker answers after there was trouble.
void Consumer::reads_again() {
  if (!std::exchange(trouble_, false)) return;
  noticed_.erase("let in");
  noticed_.erase("brokers");
  last_connection_error_.clear();
  notice("a broker answers; reading goes on");
}

// ---- what is read -------------------------------------------------------------------------------

void Consumer::check(std::optional<std::string> error, const char* what) {
  if (!error) return;
  ++counts_.errors;
  notice_once(what, fmt::format("{}: {}", what, *error));
}

// One that was paused when it was given away would stay so.
void Consumer::begin(const std::vector<PartitionOffset>& from) {
  if (!from.empty()) rd_kafka_resume_partitions(handle_, list_of(from).get());
  check(add_partitions(handle_, *list_of(from)), "assign");
  rebalance_.answered();
}

void Consumer::release(const std::vector<TopicPartition>& partitions) {
  check(remove_partitions(handle_, *list_of(partitions)), "unassign");
  rebalance_.answered();
}

void Consumer::begin_anew(const TopicPartition& partition) {
  if (anew_.empty()) anew_by_ = Clock::now() + kAnewTakes;
  anew_.insert(partition);
}

// Where a rebalance waits for its answer this would be taken for it: so it is done when nothing is
// left to be polled that may ask, or after a while.
void Consumer::begin_those_anew() {
  if (anew_.empty() || rebalance_.waits()) return;
  for (const TopicPartition& one : std::exchange(anew_, {})) {
    const PartitionList list = list_of(std::vector<PartitionOffset>{{one, -1}});
    check(text_of(rd_kafka_incremental_unassign(handle_, list.get())), "unassign");
    check(text_of(rd_kafka_incremental_assign(handle_, list.get())), "assign");
  }
}

void Consumer::pause(const TopicPartition& partition) {
  rd_kafka_pause_partitions(handle_, list_of(std::vector{partition}).get());
}

// librdkafka would go on behind what it had fetched and dropped, if none of it had been read.
void Consumer::resume(const PartitionOffset& from) {
  const PartitionList list = list_of(std::vector{from});
  rd_kafka_resume_partitions(handle_, list.get());
  text_of(rd_kafka_seek_partitions(handle_, list.get(), 0));
}

KafkaConsumer::Bounds Consumer::bounds_of(const TopicPartition& partition) const {
  Bounds found;
  const auto error = rd_kafka_get_watermark_offsets(handle_, partition.topic.c_str(),
                                                    partition.partition, &found.first, &found.end);
  return error == RD_KAFKA_RESP_ERR_NO_ERROR ? found : Bounds{};
}

KafkaConsumer::LastCommit Consumer::last_commit() const {
  if (commits_ > 0) return LastCommit::kUnderWay;
  if (refused_) return Clock::now() < commit_again_ ? LastCommit::kRefused : LastCommit::kTryAgain;
  return failed_ ? LastCommit::kFailed : LastCommit::kTaken;
}

void Consumer::commit(const std::vector<PartitionOffset>& next) {
  if (!shared_) return;
  wanted_ = next;
  if (Clock::now() < commit_again_) return;
  refused_ = false;
  std::vector<PartitionOffset> changed;
  for (const PartitionOffset& one : next) {
    const auto [sent, first] = sent_.emplace(one.of, one.offset);
    if (first || std::exchange(sent->second, one.offset) != one.offset) changed.push_back(one);
  }
  if (changed.empty()) return;
  if (rd_kafka_commit(handle_, list_of(changed).get(), 1) == RD_KAFKA_RESP_ERR_NO_ERROR) {
    ++commits_;
  } else {
    failed_ = true;
    sent_.clear();
  }
}

}  // namespace

Result<std::unique_ptr<KafkaConsumer>> KafkaConsumer::open(const KafkaOptions& options,
                                                           std::vector<std::string> topics,
                                                           bool shared, std::size_t memory) {
  const auto properties = kafka_properties(options, memory);
  if (!properties) return properties.error();
  auto consumer = std::make_unique<Consumer>(options, std::move(topics), shared);
  if (auto error = consumer->create(*properties)) return std::move(*error);
  return std::unique_ptr<KafkaConsumer>(std::move(consumer));
}

bool has_kafka() { return true; }

}  // namespace aobo
