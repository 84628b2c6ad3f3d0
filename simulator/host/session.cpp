#include "simulator/host/session.h"

#include <simdjson.h>

#include <cstring>

#include "plugin/base/nearest.h"
#include "plugin/base/number.h"
#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

struct TypeName {
  std::string_view name;
  ss_plugin_field_type type;
};
constexpr TypeName kTypes[] = {
    {"string", FTYPE_STRING},   {"uint64", FTYPE_UINT64},   {"bool", FTYPE_BOOL},
    {"abstime", FTYPE_ABSTIME}, {"reltime", FTYPE_RELTIME}, {"ipaddr", FTYPE_IPADDR},
    {"ipnet", FTYPE_IPNET},
};

std::optional<ss_plugin_field_type> type_of(std::string_view name) {
  for (const TypeName& row : kTypes) {
    if (row.name == name) return row.type;
  }
  return std::nullopt;
}

bool is_true(simdjson::simdjson_result<simdjson::dom::element> flag) {
  bool value = false;
  return flag.get(value) == simdjson::SUCCESS && value;
}

using Member = simdjson::simdjson_result<simdjson::dom::element>;

void read_texts(Member list, std::vector<std::string>& into) {
  simdjson::dom::array array;
  if (list.get(array) != simdjson::SUCCESS) return;
  for (const auto one : array) {
    std::string_view text;
    if (one.get(text) == simdjson::SUCCESS) into.emplace_back(text);
  }
}

void read_arguments(Member list, std::vector<FieldInfo::Argument>& into) {
  simdjson::dom::array array;
  if (list.get(array) != simdjson::SUCCESS) return;
  for (const auto one : array) {
    std::string_view name, text;
    if (one["name"].get(name) == simdjson::SUCCESS && one["desc"].get(text) == simdjson::SUCCESS)
      into.push_back({std::string(name), std::string(text)});
  }
}

const char* owner_error(ss_plugin_owner_t*) { return ""; }

}  // namespace

Result<std::vector<FieldInfo>> read_fields(const Library& library) {
  simdjson::dom::parser parser;
  simdjson::dom::array array;
  const std::string json = library.get_fields();
  if (parser.parse(json).get(array) != simdjson::SUCCESS)
    return Error{"the plugin's fields are no JSON array"};
  std::vector<FieldInfo> fields;
  for (const auto item : array) {
    FieldInfo info;
    std::string_view name, type, text, rests_on;
    if (item["name"].get(name) != simdjson::SUCCESS ||
        item["type"].get(type) != simdjson::SUCCESS ||
        item["desc"].get(text) != simdjson::SUCCESS) {
      return Error{"a field of the plugin lacks name, type or desc"};
    }
    const auto known = type_of(type);
    if (!known)
      return Error{"field " + std::string(name) + " has the unknown type " + std::string(type)};
    info.id = static_cast<std::uint32_t>(fields.size());
    info.name = name;
    info.type = *known;
    info.text = text;
    if (item["restsOn"].get(rests_on) == simdjson::SUCCESS) info.rests_on = rests_on;
    read_texts(item["values"], info.values);
    read_texts(item["ofRuns"], info.of_runs);
    read_arguments(item["arguments"], info.arguments);
    info.is_list = is_true(item["isList"]);
    info.needs_argument = is_true(item["arg"]["isRequired"]);
    info.takes_key = is_true(item["arg"]["isKey"]);
    info.takes_index = is_true(item["arg"]["isIndex"]);
    info.always = is_true(item["always"]);
    info.in_output = is_true(item["addOutput"]);
    fields.push_back(std::move(info));
  }
  return fields;
}

std::optional<std::string> unknown_argument(const FieldInfo& field, std::string_view argument) {
  std::vector<std::string> names;
  for (const FieldInfo::Argument& one : field.arguments) {
    if (equal_ignoring_case(one.name, argument)) return std::nullopt;
    names.push_back(one.name);
  }
  if (names.empty()) return std::nullopt;
  const std::string near = nearest(argument, names);
  return near.empty() ? "docs/operations.md lists the metrics" : "did you mean " + near + "?";
}

void Session::on_log(ss_plugin_owner_t* owner, const char* component, const char* line,
                     ss_plugin_log_severity severity) {
  const auto* session = static_cast<const Session*>(owner);
  if (session->log_)
    session->log_(severity, component != nullptr ? component : "", line != nullptr ? line : "");
}

Result<std::unique_ptr<Session>> Session::start(const Library& library, const std::string& config,
                                                Log log) {
  std::unique_ptr<Session> session(new Session(library, std::move(log)));
  auto fields = read_fields(library);
  if (!fields) return fields.error();
  session->fields_ = std::move(*fields);
  ss_plugin_init_input input{};
  input.config = config.c_str();
  input.owner = session.get();
  input.get_owner_last_error = owner_error;
  input.log_fn = &Session::on_log;
  ss_plugin_rc result = SS_PLUGIN_FAILURE;
  session->plugin_ = library.init(&input, &result);
  if (result != SS_PLUGIN_SUCCESS) return Error{session->last_error()};
  return session;
}

Session::~Session() {
  close();
  if (plugin_ != nullptr) library_.destroy(plugin_);
}

std::string Session::last_error() const {
  const char* text = plugin_ != nullptr ? library_.get_last_error(plugin_) : nullptr;
  return text != nullptr && *text != '\0' ? text : "the plugin failed without saying why";
}

Result<FieldQuery> Session::query(std::string_view field) const {
  FieldQuery query;
  query.shown = field;
  std::string_view name = field;
  const std::size_t bracket = field.find('[');
  if (bracket != std::string_view::npos) {
    if (field.back() != ']') return Error{"field " + query.shown + ": the argument's ] is missing"};
    query.argument = field.substr(bracket + 1, field.size() - bracket - 2);
    name = field.substr(0, bracket);
  }
  for (const FieldInfo& info : fields_) {
    if (info.name == name) query.info = &info;
  }
  if (query.info == nullptr) {
    return Error{"field " + query.shown + ": no such field; \"aobo-sim fields\" lists them"};
  }
  if (query.info->needs_argument != !query.argument.empty()) {
    return Error{"field " + query.shown +
                 (query.info->needs_argument ? ": needs an argument: " : ": takes no argument: ") +
                 query.info->name + (query.info->needs_argument ? "[…]" : "")};
  }
  if (const auto hint = unknown_argument(*query.info, query.argument))
    return Error{"field " + query.shown + ": there is no " + query.argument + "; " + *hint};
  return query;
}

std::optional<Error> Session::open(const std::string& inputs) {
  ss_plugin_rc result = SS_PLUGIN_FAILURE;
  instance_ = library_.open(plugin_, inputs.c_str(), &result);
  if (result != SS_PLUGIN_SUCCESS || instance_ == nullptr) return Error{last_error()};
  return std::nullopt;
}

void Session::acknowledge() {
  if (ended_ || instance_ == nullptr || batch_at_ != batch_size_) return;
  std::uint32_t count = 0;
  ss_plugin_event** events = nullptr;
  ended_ = true;
  library_.next_batch(plugin_, instance_, &count, &events);
}

// Once fields of an event were asked for it counts as taken. But what is asked here is not yet
// printed: that a batch was taken is told by asking for the next one, and by that alone.
const ss_plugin_event* Session::copy_of(const ss_plugin_event& event) {
  own_event_.resize((event.len + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t));
  std::memcpy(own_event_.data(), &event, event.len);
  return reinterpret_cast<const ss_plugin_event*>(own_event_.data());
}

void Session::close() {
  ended_ = true;
  batch_at_ = batch_size_ = 0;
  if (instance_ != nullptr) library_.close(plugin_, instance_);
  instance_ = nullptr;
}

Result<bool> Session::next() {
  while (batch_at_ == batch_size_) {
    if (ended_ || (stop_ != nullptr && stop_())) return false;
    if (before_batch_) {
      if (auto error = before_batch_()) return *error;
    }
    const ss_plugin_rc result = library_.next_batch(plugin_, instance_, &batch_size_, &batch_);
    batch_at_ = 0;
    if (result == SS_PLUGIN_FAILURE) return Error{last_error()};
    if (result == SS_PLUGIN_EOF) ended_ = true;
    if (result == SS_PLUGIN_SUCCESS && batch_size_ == 0)
      return Error{"the plugin gave a batch without events"};
  }
  event_ = copy_of(*batch_[batch_at_++]);
  ++event_number_;
  return true;
}

namespace {

ss_plugin_extract_field asked(const FieldQuery& query) {
  ss_plugin_extract_field field{};
  field.field_id = query.info->id;
  field.field = query.info->name.c_str();
  field.arg_key = query.argument.empty() ? nullptr : query.argument.c_str();
  field.arg_index = UINT64_MAX;
  if (query.info->takes_index)
    field.arg_index = whole_number<std::uint64_t>(query.argument).value_or(UINT64_MAX);
  field.arg_present = query.argument.empty() ? 0 : 1;
  field.ftype = query.info->type;
  field.flist = query.info->is_list ? 1 : 0;
  return field;
}

std::optional<FieldValue> answered(const ss_plugin_extract_field& field) {
  if (field.res_len == 0) return std::nullopt;
  FieldValue value;
  switch (field.ftype) {
    case FTYPE_UINT64:
    case FTYPE_ABSTIME:
    case FTYPE_RELTIME:
      value.number = field.res.u64[0];
      break;
    case FTYPE_BOOL:
      value.boolean = field.res.boolean[0] != 0;
      break;
    case FTYPE_IPADDR:
    case FTYPE_IPNET: {
      Ip ip;
      ip.size = static_cast<std::uint8_t>(field.res.buf[0].len);
      if (ip.size != 4 && ip.size != 16) return std::nullopt;
      std::memcpy(ip.bytes.data(), field.res.buf[0].ptr, ip.size);
      value.ip = ip;
      break;
    }
    default:
      for (std::uint64_t i = 0; i < field.res_len; ++i) value.texts.emplace_back(field.res.str[i]);
  }
  return value;
}

void put(const ss_plugin_extract_field& field, Cell& into) {
  for (std::uint64_t i = 0; i < field.res_len; ++i) {
    switch (field.ftype) {
      case FTYPE_UINT64:
      case FTYPE_ABSTIME:
      case FTYPE_RELTIME:
        into.numbers.push_back(field.res.u64[i]);
        break;
      case FTYPE_BOOL:
        into.numbers.push_back(field.res.boolean[i]);
        break;
      case FTYPE_IPADDR:
      case FTYPE_IPNET:
        into.texts.emplace_back(static_cast<const char*>(field.res.buf[i].ptr),
                                field.res.buf[i].len);
        break;
      default:
        into.texts.emplace_back(field.res.str[i]);
    }
  }
}

}  // namespace

void Session::read(const FieldQuery& query, Cell& into) const {
  into.clear();
  ss_plugin_extract_field field = asked(query);
  ss_plugin_event_input event{event_, event_number_, "aobo"};
  ss_plugin_field_extract_input in{};
  in.num_fields = 1;
  in.fields = &field;
  if (library_.extract_fields(plugin_, &event, &in) == SS_PLUGIN_SUCCESS) put(field, into);
}

void Session::read_all(const std::vector<FieldQuery>& queries, std::vector<Cell>& into) const {
  if (into.size() < queries.size()) into.resize(queries.size());
  for (Cell& cell : into) cell.clear();
  std::vector<ss_plugin_extract_field> fields;
  fields.reserve(queries.size());
  for (const FieldQuery& query : queries) fields.push_back(asked(query));
  ss_plugin_event_input event{event_, event_number_, "aobo"};
  ss_plugin_field_extract_input in{};
  in.num_fields = static_cast<std::uint32_t>(fields.size());
  in.fields = fields.data();
  if (library_.extract_fields(plugin_, &event, &in) != SS_PLUGIN_SUCCESS) return;
  for (std::size_t i = 0; i < fields.size(); ++i) put(fields[i], into[i]);
}

std::vector<std::optional<FieldValue>> Session::extract_all(
    const std::vector<FieldQuery>& queries) const {
  std::vector<ss_plugin_extract_field> fields;
  for (const FieldQuery& query : queries) fields.push_back(asked(query));
  ss_plugin_event_input event{event_, event_number_, "aobo"};
  ss_plugin_field_extract_input in{};
  in.num_fields = static_cast<std::uint32_t>(fields.size());
  in.fields = fields.data();
  std::vector<std::optional<FieldValue>> values(queries.size());
  if (library_.extract_fields(plugin_, &event, &in) != SS_PLUGIN_SUCCESS) return values;
  for (std::size_t i = 0; i < fields.size(); ++i) values[i] = answered(fields[i]);
  return values;
}

std::optional<FieldValue> Session::extract(const FieldQuery& query) const {
  ss_plugin_extract_field field = asked(query);
  ss_plugin_event_input event{event_, event_number_, "aobo"};
  ss_plugin_field_extract_input in{};
  in.num_fields = 1;
  in.fields = &field;
  if (library_.extract_fields(plugin_, &event, &in) != SS_PLUGIN_SUCCESS) return std::nullopt;
  return answered(field);
}

std::string Session::text(const FieldQuery& query) const {
  const auto value = extract(query);
  return value && !value->texts.empty() ? value->texts.front() : std::string();
}

std::vector<Metric> Session::metric_list() const {
  std::vector<Metric> all;
  if (library_.get_metrics == nullptr) return all;
  std::uint32_t count = 0;
  const ss_plugin_metric* metrics = library_.get_metrics(plugin_, &count);
  std::map<std::string_view, std::string_view> texts;
  for (const FieldInfo& field : fields_)
    for (const FieldInfo::Argument& one : field.arguments) texts.emplace(one.name, one.text);
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto text = texts.find(metrics[i].name);
    all.push_back({metrics[i].name, metrics[i].value.u64,
                   metrics[i].type == SS_PLUGIN_METRIC_TYPE_MONOTONIC,
                   std::string(text == texts.end() ? "" : text->second)});
  }
  return all;
}
std::map<std::string, std::uint64_t> Session::metrics() const {
  std::map<std::string, std::uint64_t> all;
  for (Metric& metric : metric_list()) all.emplace(std::move(metric.name), metric.value);
  return all;
}

std::string Session::event_text() const {
  if (library_.event_to_string == nullptr) return {};
  ss_plugin_event_input event{event_, event_number_, "aobo"};
  const char* text = library_.event_to_string(plugin_, &event);
  return text != nullptr ? text : "";
}

double Session::share_done() const {
  if (library_.get_progress == nullptr || instance_ == nullptr) return 0;
  std::uint32_t hundredths = 0;
  library_.get_progress(plugin_, instance_, &hundredths);
  return hundredths / 10'000.0;
}
Session::Pace Session::pace() const {
  const auto all = metrics();
  const auto bytes = all.find("bytes");
  return {bytes == all.end() ? 0 : bytes->second, share_done()};
}
std::string Session::progress() const {
  if (library_.get_progress == nullptr || instance_ == nullptr) return {};
  std::uint32_t hundredths = 0;
  const char* text = library_.get_progress(plugin_, instance_, &hundredths);
  return text != nullptr ? text : "";
}

}  // namespace aobo::sim
