#include "plugin/abi/plugin.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <stdexcept>

#include "plugin/abi/received.h"
#include "plugin/base/json_text.h"
#include "plugin/base/text.h"
#include "plugin/directory/loader.h"
#include "plugin/pipeline/figures.h"
#include "plugin/policy/loader.h"
#include "plugin/source/inputs.h"

namespace aobo {
// ---- Plugin: configuration ----------------------------------------------------------------------

// A host may ask for metrics or fields also where init failed.
Plugin::Plugin(HostLog log)
    : log_(log),
      knowledge_(std::make_shared<const Knowledge>(Knowledge{empty_directory(), empty_policy()})) {}

std::optional<Error> Plugin::configure(std::string_view json) {
  auto config = parse_config(json);
  if (!config) return config.error();
  config_ = std::move(*config);
  configured_ = false;
  extracted_.show_times_in(config_.time_zone);
  if (!config_.mask.on) {
    log_.write(SS_PLUGIN_LOG_SEV_WARNING, "mask",
               "mask: off: passwords, keys and tokens that logs hold go out as they are written");
  }
  auto error = load(config_);
  configured_ = !error;
  return error;
}

std::optional<Error> Plugin::reconfigure(std::string_view json) {
  const auto config = parse_config(json);
  std::optional<Error> error = config ? load(*config) : std::optional(config.error());
  if (error) {
    count_failed_reload(*error);
    log_.write(SS_PLUGIN_LOG_SEV_ERROR, "directory", error->message);
    return error;
  }
  counters_.directory_reloads.fetch_add(1, std::memory_order_relaxed);
  log_.write(SS_PLUGIN_LOG_SEV_INFO, "directory", "reloaded");
  if (watch_) watch_->aim(folder_, folder_print_);
  return std::nullopt;
}

void Plugin::count_failed_reload(Error& error) {
  counters_.directory_reload_failures.fetch_add(1, std::memory_order_relaxed);
  error.message += " (the directory loaded before stays in use)";
}

namespace {

// Directory and policy of this folder; nobody and nothing where it is none.
Result<std::shared_ptr<const Knowledge>> load_knowledge(const std::string& folder) {
  if (folder.empty())
    return std::make_shared<const Knowledge>(Knowledge{empty_directory(), empty_policy()});
  std::shared_ptr<const AoboYaml> parsed;
  auto directory = load_directory(folder, &parsed);
  if (!directory) return directory.error();
  auto policy = load_policy(folder, **directory, parsed.get());
  if (!policy) return policy.error();
  return std::make_shared<const Knowledge>(Knowledge{std::move(*directory), std::move(*policy)});
}

}  // namespace

std::optional<Error> Plugin::load(const Config& config) {
  std::string print = config.directory.empty() ? "" : print_of(config.directory);
  auto loaded = load_knowledge(config.directory);
  if (!loaded) return loaded.error();
  folder_ = config.directory;
  folder_print_ = std::move(print);
  adopt(std::move(*loaded), folder_);
  return std::nullopt;
}

void Plugin::adopt(std::shared_ptr<const Knowledge> knowledge, const std::string& folder) {
  const Directory& directory = *knowledge->directory;
  if (!folder.empty())
    log_.write(
        SS_PLUGIN_LOG_SEV_INFO, "directory",
        fmt::format("{}: {} partners, {} people, {} groups, {} memberships, {} customers, "
                    "{} relationships, {} scopes",
                    folder, directory.partners().size(), directory.people().size(),
                    directory.groups(), directory.memberships(), directory.customers().size(),
                    directory.relationships().size(), knowledge->policy->scopes.size()));
  for (const std::string& warning : directory.warnings())
    log_.write(SS_PLUGIN_LOG_SEV_WARNING, "directory", printable(warning));
  counters_.directory_warnings.store(directory.warnings().size(), std::memory_order_relaxed);
  counters_.directory_people.store(directory.people().size(), std::memory_order_relaxed);
  counters_.directory_customers.store(directory.customers().size(), std::memory_order_relaxed);
  const std::lock_guard lock(knowledge_mutex_);
  knowledge_ = std::move(knowledge);
}

// Only where a run goes on; else what is loaded at the start is what the run was asked with.
void Plugin::watch_directory() {
  if (watch_ || folder_.empty() || config_.run.directory_poll == 0) return;
  watch_ = std::make_unique<DirectoryWatch>(folder_, folder_print_, config_.run.directory_poll,
                                            load_knowledge);
}

// The same trouble is told once, and counted each time.
void Plugin::take_reloaded() {
  if (!watch_) return;
  auto news = watch_->take();
  if (!news) return;
  if (news->ok()) {
    broken_.clear();
    counters_.directory_reloads.fetch_add(1, std::memory_order_relaxed);
    adopt(std::move(**news), folder_);
    return;
  }
  Error error = news->error();
  count_failed_reload(error);
  if (broken_ == error.message) return;
  broken_ = error.message;
  log_.write(SS_PLUGIN_LOG_SEV_ERROR, "directory", error.message);
}

std::shared_ptr<const Knowledge> Plugin::knowledge() const {
  const std::lock_guard lock(knowledge_mutex_);
  return knowledge_;
}

Result<std::unique_ptr<Instance>> Plugin::open(std::string_view params) {
  if (!configured_) return Error{"init failed, and nothing can be opened"};
  auto opened = sources(params);
  if (!opened) return opened.error();
  const Following& following = opened->following;
  if (!following.roots.empty() || std::ranges::any_of(following.topics, &TopicReading::follow))
    watch_directory();
  if (config_.state.file.empty()) log_what_comes_again(opened->inputs, opened->following);
  return std::make_unique<Instance>(*this, std::string(params), std::move(*opened));
}

Result<Sources> Plugin::sources(std::string_view params) const {
  std::vector<std::string> names = config_.inputs, followed = config_.followed;
  std::vector<TopicInput> topics = config_.topics;
  if (!trimmed(params).empty()) {
    names = split_inputs(params);
    followed.clear();
    auto named = named_topics(names);
    if (!named) return named.error();
    topics = std::move(*named);
    if (config_.follow) std::swap(names, followed);
  }
  auto following = follow(followed, names);
  if (!following) return following.error();
  if (const auto error = read_topics(topics, *following)) return *error;
  if ((following->roots.empty() && topics.empty()) || !names.empty()) {
    auto files = expand_inputs(names, config_.base_dir);
    if (!files) return files.error();
    names = std::move(*files);
  }
  return Sources{std::move(names), std::move(*following)};
}

// Of a run that keeps no state, so that nobody is taken by surprise when it is started anew.
void Plugin::log_what_comes_again(const std::vector<std::string>& files,
                                  const Following& following) const {
  std::string text;
  const auto is_file = [](const std::string& name) { return name != "-"; };
  if (!following.roots.empty() || std::ranges::any_of(files, is_file))
    text += " all files again from their beginning,";
  const auto shared = [](const TopicReading& one) { return one.shared && one.follow; };
  if (!std::ranges::all_of(following.topics, shared)) text += " topics that are read whole again,";
  if (std::ranges::any_of(following.topics, shared))
    text += " topics of the group behind its last commit,";
  if (text.empty()) return;
  text.pop_back();
  log_.write(SS_PLUGIN_LOG_SEV_INFO, "start",
             fmt::format("without \"state\" the next run reads{}; what this one learns is not kept",
                         text));
}

// Those of open_params, taken out of the other names. How one is read the configuration may say.
Result<std::vector<TopicInput>> Plugin::named_topics(std::vector<std::string>& names) const {
  auto found = take_topics(names);
  if (!found) return found.error();
  std::vector<TopicInput> topics;
  for (std::string& name : *found) {
    const auto known = std::ranges::find(config_.topics, name, &TopicInput::topic);
    const bool all = known != config_.topics.end() && known->follow && !known->shared;
    topics.push_back({std::move(name), config_.follow && !all, config_.follow});
  }
  return topics;
}

// A client for each way in which topics are read.
std::optional<Error> Plugin::read_topics(const std::vector<TopicInput>& topics,
                                         Following& following) const {
  if (auto why = unreadable_topics(topics, config_.kafka)) return Error{std::move(*why)};
  std::map<std::pair<bool, bool>, std::vector<std::string>> by_way;
  for (const TopicInput& one : topics) by_way[{one.shared, one.follow}].push_back(one.topic);
  const std::size_t memory =
      config_.timeline.merge.memory / 8 / std::max<std::size_t>(by_way.size(), 1);
  for (auto& [way, names] : by_way) {
    const auto [shared, follow] = way;
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    auto consumer = KafkaConsumer::open(config_.kafka, std::move(names), shared, memory);
    if (!consumer) return consumer.error();
    following.topics.push_back({std::move(*consumer), shared, follow});
  }
  return std::nullopt;
}

// What of these is followed; standard input, which is live in any case, is handed on.
Result<Following> Plugin::follow(const std::vector<std::string>& names,
                                 std::vector<std::string>& others) const {
  Following following;
  for (const std::string& name : names) {
    const std::string_view path = trimmed(name);
    if (path.empty()) continue;
    if (path == "-") {
      others.emplace_back(path);
      continue;
    }
    auto root = Root::of(path, config_.base_dir);
    if (!root) return root.error();
    following.roots.push_back(std::move(*root));
  }
  if (!following.roots.empty()) following.watch = make_inotify();
  return following;
}

// ---- Plugin: fields -----------------------------------------------------------------------------

ss_plugin_rc Plugin::extract(const ss_plugin_event_input& event,
                             const ss_plugin_field_extract_input& in) {
  if (!extracted_.select(payload_of(*event.evt))) {
    set_last_error("the event holds no payload of aobo, or a damaged one");
    return SS_PLUGIN_FAILURE;
  }
  texts_.clear();
  text_pointers_.clear();
  numbers_.clear();
  booleans_.clear();
  buffers_.clear();
  // Hosts ask for one field a call; where one asks for several, the results of all must hold at
  // once.
  struct Strings {
    ss_plugin_extract_field* field;
    std::size_t first, count;
  };
  std::vector<Strings> strings;
  for (std::uint32_t i = 0; i < in.num_fields; ++i) {
    ss_plugin_extract_field& asked = in.fields[i];
    asked.res_len = 0;
    if (asked.field_id >= fields().size()) {
      set_last_error(fmt::format("no field has the number {}", asked.field_id));
      return SS_PLUGIN_FAILURE;
    }
    const Field& field = fields()[asked.field_id];
    if (!fits(field.type, asked.ftype)) continue;
    const std::string_view argument =
        asked.arg_present != 0 && asked.arg_key != nullptr ? asked.arg_key : "";
    values_.clear();
    field.get(extracted_, argument, values_);
    if (values_.empty()) continue;
    switch (field.type) {
      case FieldType::kString:
        strings.push_back({&asked, texts_.size(), values_.texts.size()});
        for (const std::string_view text : values_.texts) texts_.push_back(for_display(text));
        continue;
      case FieldType::kIpAddr:
        buffers_.push_back(
            {static_cast<std::uint32_t>(values_.texts[0].size()), values_.texts[0].data()});
        asked.res.buf = &buffers_.back();
        break;
      case FieldType::kBool:
        asked.res.boolean = &booleans_.emplace_back(values_.number != 0 ? 1 : 0);
        break;
      case FieldType::kUint64:
      case FieldType::kAbsTime:
        asked.res.u64 = &numbers_.emplace_back(values_.number);
        break;
    }
    asked.res_len = 1;
  }
  for (const std::string& text : texts_) text_pointers_.push_back(text.c_str());
  for (const Strings& s : strings) {
    s.field->res.str = text_pointers_.data() + s.first;
    s.field->res_len = s.count;
  }
  asked_.note(event.evt);
  return SS_PLUGIN_SUCCESS;
}

const char* Plugin::event_to_string(const ss_plugin_event_input& event) {
  if (!extracted_.select(payload_of(*event.evt))) return "not an event of aobo";
  const payload::Event& e = extracted_.event();
  const std::string who = e.has_user() && !e.user().upn().empty()
                              ? fmt::format("{} ({})", e.user().upn(), e.confidence())
                          : e.confidence().empty()
                              ? e.actor()
                              : fmt::format("{} ({})", e.actor(), e.confidence());
  const std::string& where = e.customer_name().empty() ? e.customer_id() : e.customer_name();
  asked_.note(event.evt);
  event_text_ = printable(fmt::format("{} {} {} by {} via {} in {}", format_time(e.time()),
                                      e.family(), e.operation(), who, e.path(), where));
  return event_text_.c_str();
}

// ---- Plugin: what hosts ask for -----------------------------------------------------------------

const char* Plugin::open_params() {
  std::string json = "[";
  const auto add = [&](const std::string& value, const char* text) {
    if (json.size() > 1) json += ',';
    json += R"({"value":)";
    append_json_string(json, value);
    json += R"(,"desc":)";
    append_json_string(json, text);
    json += R"(,"separator":","})";
  };
  for (const auto* inputs : {&config_.inputs, &config_.followed})
    for (const std::string& input : *inputs) add(input, "Input of the configuration");
  for (const TopicInput& one : config_.topics)
    add(std::string(kKafkaScheme) + one.topic, "Topic of the configuration");
  add("-", "Standard input");
  open_params_ = json + "]";
  return open_params_.c_str();
}

ss_plugin_metric* Plugin::metrics(std::uint32_t& count) {
  metrics_.clear();
  for (const FigureRow& row : figure_rows()) {
    ss_plugin_metric metric{};
    metric.name = row.name.c_str();
    metric.type = row.kind == CounterRow::Kind::kTotal ? SS_PLUGIN_METRIC_TYPE_MONOTONIC
                                                       : SS_PLUGIN_METRIC_TYPE_NON_MONOTONIC;
    metric.value.u64 = row.of(counters_);
    metric.value_type = SS_PLUGIN_METRIC_VALUE_TYPE_U64;
    metrics_.push_back(metric);
  }
  count = static_cast<std::uint32_t>(metrics_.size());
  return metrics_.data();
}

void Plugin::set_last_error(const std::string& message) {
  const std::lock_guard lock(error_mutex_);
  last_error_ = on_one_line(message);
}

const char* Plugin::last_error() {
  const std::lock_guard lock(error_mutex_);
  shown_error_ = last_error_;
  return shown_error_.c_str();
}

// ---- Instance -----------------------------------------------------------------------------------

namespace {

TimeNs wall_now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

// A host sees its signals between two calls: what is ready by then has to do.
constexpr TimeNs kCallTakes = kSecondNs / 20;
constexpr TimeNs kTryEach = kSecondNs;  // to have the state of another run

TimeNs steady_now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace

Instance::Instance(Plugin& plugin, std::string params, Sources sources)
    : plugin_(plugin), params_(std::move(params)) {
  const StateOptions& state = plugin.config().state;
  if (state.standby && !state.file.empty()) {
    if (const auto in_use = sources.following.lock.take(state.file, wall_now())) {
      plugin.log().write(SS_PLUGIN_LOG_SEV_WARNING, "standby",
                         in_use->message + "; waiting until that one ends");
      return;
    }
  }
  begin(std::move(sources));
}

void Instance::begin(Sources sources) {
  pipeline_ = std::make_unique<Pipeline>(
      std::move(sources.inputs), plugin_.config(), plugin_.knowledge()->policy->permits,
      plugin_.counters(),
      [this](const Refusal& refusal, std::string_view origin, std::uint64_t offset) {
        plugin_.log().write(
            SS_PLUGIN_LOG_SEV_WARNING, "refused",
            fmt::format("{}: {} at byte {}{}{}", name(refusal.reason), printable(origin), offset,
                        refusal.detail.empty() ? "" : ": ", refusal.detail));
      },
      [this](const char* component, const std::string& notice) {
        plugin_.log().write(SS_PLUGIN_LOG_SEV_WARNING, component, notice);
      },
      steady_now, wall_now, real_disk(), std::move(sources.following));
}

// Whether the state is this run's now. What is there to be read may be other than when it was
// opened.
bool Instance::take_over() {
  if (steady_now() < next_try_) {
    poll(nullptr, 0, static_cast<int>(kCallTakes / 1'000'000));
    return false;
  }
  next_try_ = steady_now() + kTryEach;
  StateLock lock;
  const std::string& file = plugin_.config().state.file;
  if (lock.take(file, wall_now())) return false;
  auto sources = plugin_.sources(params_);
  if (!sources) throw std::runtime_error(sources.error().message);
  sources->following.lock = std::move(lock);
  begin(std::move(*sources));
  plugin_.log().write(SS_PLUGIN_LOG_SEV_WARNING, "standby", file + ": taken over");
  return true;
}

// A host that closes has no more use for what it has not asked for; a broken snapshot must not
// reach it.
Instance::~Instance() {
  try {
    if (pipeline_ && !ended_) log_inputs();
    if (pipeline_) pipeline_->close(batch_.until(plugin_.asked().last_of(batch_.begin())));
  } catch (const std::exception& error) {
    plugin_.log().write(SS_PLUGIN_LOG_SEV_ERROR, "state",
                        fmt::format("not written: {}", error.what()));
  }
  plugin_.asked().withdraw(batch_.begin());
}

// That the host asks again says that it has taken the batch before; where it ends without, fields
// that it asked for say up to where it came. The end comes alone, so that
// the last batch is known as taken too.
ss_plugin_rc Instance::next_batch(std::uint32_t& count, ss_plugin_event**& events) {
  if (!pipeline_ && !take_over()) return SS_PLUGIN_TIMEOUT;
  plugin_.asked().withdraw(batch_.begin());
  batch_.clear();
  pipeline_->delivered();
  plugin_.take_reloaded();
  Pipeline::State state = ended_ ? Pipeline::State::kEnd : Pipeline::State::kEvent;
  const auto knowledge = plugin_.knowledge();
  const TimeNs until = steady_now() + kCallTakes;
  while (state == Pipeline::State::kEvent && !batch_.full() && steady_now() < until) {
    state = pipeline_->next(knowledge, batch_.size() == 0);  // events at hand wait for no more
    if (state == Pipeline::State::kEvent) batch_.add(pipeline_->time(), pipeline_->payload());
  }
  count = batch_.size();
  events = batch_.events();
  if (count > 0) {
    plugin_.asked().publish(batch_.begin(), batch_.end());
    return SS_PLUGIN_SUCCESS;
  }
  if (state == Pipeline::State::kEnd && !ended_) {
    ended_ = true;
    log_refusals_at_end();
    log_inputs();
  }
  if (state == Pipeline::State::kEnd) return SS_PLUGIN_EOF;
  return state == Pipeline::State::kWait ? SS_PLUGIN_TIMEOUT : SS_PLUGIN_SUCCESS;
}

void Instance::log_refusals_at_end() {
  const Counters& counters = plugin_.counters();
  for (std::size_t i = 0; i < kReasons.size(); ++i) {
    const std::uint64_t refused = counters.refused_by_reason[i];
    if (refused <= limits::kLoggedRefusals) continue;
    plugin_.log().write(
        SS_PLUGIN_LOG_SEV_WARNING, "refused-total",
        fmt::format("{}: {} in all ({})", kReasons[i].name, refused, kReasons[i].meaning));
  }
}

// For whoever asks what became of a file; a host shows them where it is told to show everything.
void Instance::log_inputs() {
  pipeline_->each_input([this](const std::string& input, const InputTally& tally) {
    plugin_.log().write(SS_PLUGIN_LOG_SEV_DEBUG, "input", json_of(input, tally));
  });
}

const char* Instance::progress(std::uint32_t& hundredths_of_percent) {
  if (!pipeline_) return "waiting for the state";
  const std::size_t all = pipeline_->inputs(), done = pipeline_->inputs_done();
  hundredths_of_percent = static_cast<std::uint32_t>(pipeline_->share_done() * 10000);
  const std::uint64_t bytes = plugin_.counters().bytes;
  progress_ = fmt::format("{} of {} inputs, {} records, {:.1f} MB", done, all,
                          plugin_.counters().records.load(), static_cast<double>(bytes) / 1e6);
  return progress_.c_str();
}

}  // namespace aobo
