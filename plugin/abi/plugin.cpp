#include "plugin/abi/plugin.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "plugin/abi/received.h"
#include "plugin/base/json_object.h"
#include "plugin/base/text.h"
#include "plugin/directory/loader.h"
#include "plugin/pipeline/figures.h"
#include "plugin/policy/difference.h"
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
  const std::lock_guard one_at_a_time(reload_mutex_);
  if (!configured_) return Error{"init failed, and nothing can be changed"};
  const auto config = parse_config(json);
  std::optional<Error> error = config ? load(*config) : std::optional(config.error());
  if (error) {
    count_failed_reload(*error);
    log_.write(SS_PLUGIN_LOG_SEV_ERROR, "directory", error->message);
    return error;
  }
  counters_.directory_reloads.fetch_add(1, std::memory_order_relaxed);
  log_.write(SS_PLUGIN_LOG_SEV_INFO, "directory", "reloaded");
  broken_.clear();
  if (watch_)
    watch_->aim(folder_, folder_print_);
  else if (follows_)
    watch_directory();
  return std::nullopt;
}

void Plugin::count_failed_reload(Error& error) {
  counters_.directory_reload_failures.fetch_add(1, std::memory_order_relaxed);
  error.message += " (the directory loaded before stays in use)";
}

namespace {

// Directory and policy of this folder; nobody and nothing where it is none.
Result<Knowledge> load_knowledge(const std::string& folder, const std::stop_token& stop = {}) {
  if (folder.empty()) return Knowledge{empty_directory(), empty_policy()};
  std::shared_ptr<const AoboYaml> parsed;
  auto directory = load_directory(folder, &parsed, stop);
  if (!directory) return directory.error();
  auto policy = load_policy(folder, **directory, parsed.get());
  if (!policy) return policy.error();
  return Knowledge{std::move(*directory), std::move(*policy)};
}

// In place of what was loaded before. Finding what differs takes a second where there are a hundred
// thousand people: whoever loads does it, and not who hands on events.
Result<std::shared_ptr<const Knowledge>> load_instead(std::shared_ptr<const Knowledge> before,
                                                      const std::string& folder,
                                                      const std::stop_token& stop) {
  auto loaded = load_knowledge(folder, stop);
  if (!loaded) return loaded.error();
  if (stop.stop_requested()) return Error{folder + ": not used, the run ends"};
  loaded->difference = difference(*before, *loaded);
  loaded->extended = relationships_extended(*before, *loaded);
  loaded->before = before;
  return std::make_shared<const Knowledge>(std::move(*loaded));
}

}  // namespace

std::optional<Error> Plugin::load(const Config& config) {
  std::string print = config.directory.empty() ? "" : print_of(config.directory);
  auto loaded = load_knowledge(config.directory);
  if (!loaded) return loaded.error();
  folder_ = config.directory;
  folder_print_ = std::move(print);
  adopt(std::make_shared<const Knowledge>(std::move(*loaded)), folder_);
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
  for (const std::string& loss : steep_losses(*this->knowledge()->directory, directory))
    log_.write(SS_PLUGIN_LOG_SEV_WARNING, "directory", loss);
  counters_.directory_warnings.store(directory.warnings().size(), std::memory_order_relaxed);
  counters_.directory_people.store(directory.people().size(), std::memory_order_relaxed);
  counters_.directory_customers.store(directory.customers().size(), std::memory_order_relaxed);
  const std::lock_guard lock(knowledge_mutex_);
  knowledge_ = std::move(knowledge);
}

// Only where a run goes on; else what is loaded at the start is what the run was asked with.
void Plugin::watch_directory() {
  if (watch_ || folder_.empty() || config_.run.directory_poll == 0) return;
  watch_ = std::make_unique<DirectoryWatch>(
      folder_, folder_print_, config_.run.directory_poll,
      [this](const std::string& folder, const std::stop_token& stop) {
        return load_instead(knowledge(), folder, stop);
      });
}

// The same trouble is told once, and counted each time. While the host loads another directory,
// nobody waits for it.
void Plugin::take_reloaded() {
  if (!watch_) return;
  const std::unique_lock one_at_a_time(reload_mutex_, std::try_to_lock);
  if (!one_at_a_time) return;
  auto news = watch_->take();
  if (!news) return;
  if (news->ok()) {
    broken_.clear();
    if (**news == nullptr) {
      log_.write(SS_PLUGIN_LOG_SEV_INFO, "directory",
                 folder_ + ": as it was when it was loaded, which stays in use");
      return;
    }
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
    follows_ = true;
  if (follows_) watch_directory();
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
  for (const auto* inputs : {&names, &followed}) {
    for (const std::string& name : *inputs)
      following->above.push_back(above_input(trimmed(name), config_.base_dir));
  }
  if ((following->roots.empty() && topics.empty()) || !names.empty()) {
    if (expand_slowly(names, config_.base_dir))
      return Sources{std::move(names), std::move(*following), false};
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
    auto consumer = KafkaConsumer::open(config_.kafka, names, shared, memory);
    if (!consumer) return consumer.error();
    following.topics.push_back({std::move(*consumer), shared, follow, std::move(names)});
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
  std::vector<std::string> params;
  const auto add = [&](const std::string& value, const char* text) {
    params.push_back(JsonObject()
                         .whole_text("value", value)
                         .whole_text("desc", text)
                         .whole_text("separator", ",")
                         .done());
  };
  for (const auto* inputs : {&config_.inputs, &config_.followed})
    for (const std::string& input : *inputs) add(input, "Input of the configuration");
  for (const TopicInput& one : config_.topics)
    add(std::string(kKafkaScheme) + one.topic, "Topic of the configuration");
  add("-", "Standard input");
  open_params_ = json_array(params);
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

}  // namespace aobo
