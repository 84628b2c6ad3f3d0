#include "simulator/inspect/inventory.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>

#include "plugin/base/refusal.h"
#include "plugin/base/text.h"
#include "simulator/inspect/form.h"
#include "simulator/inspect/likeness.h"
#include "simulator/report/columns.h"
#include "simulator/report/common_folder.h"
#include "simulator/report/counted.h"

namespace aobo::sim {
namespace {

constexpr std::size_t kMostLines = 20;
constexpr std::string_view kRefused = "refused.";

// The fields that an inventory rests on.
struct Fields {
  FieldQuery family, customer, tenant, derived;
};

Result<Fields> fields_of(const Session& session) {
  Fields fields;
  for (const auto& [name, into] :
       {std::pair{"aobo.family", &fields.family}, std::pair{"aobo.customer.id", &fields.customer},
        std::pair{"aobo.tenant.id", &fields.tenant}, std::pair{"aobo.derived", &fields.derived}}) {
    auto query = session.query(name);
    if (!query) return query.error();
    *into = std::move(*query);
  }
  return fields;
}

// What can be told without the plugin, which reads no devices and no FIFOs.
void look_from_outside(Inventory& input) {
  std::error_code error;
  if (input.path == "-") input.form = "standard input";
  if (!std::filesystem::is_regular_file(input.path, error)) return;
  const std::string beginning = beginning_of(input.path);
  input.form = form_of(beginning);
  input.likeness = likeness_of(beginning);
  const auto bytes = std::filesystem::file_size(input.path, error);
  if (!error) input.bytes = bytes;
}

void count_record(const Session& session, const Fields& fields, Inventory& into) {
  if (!session.text(fields.derived).empty()) return;
  ++into.records;
  ++into.families[session.text(fields.family)];
  // Where it happened; else whose log it is.
  std::string tenant = session.text(fields.customer);
  if (tenant.empty()) tenant = session.text(fields.tenant);
  into.without_tenant = into.without_tenant || tenant.empty();
  if (!tenant.empty() && into.tenants.size() < kMostTenants) into.tenants.insert(tenant);
  const auto time = static_cast<TimeNs>(session.event_time_ns());
  into.first = std::min(into.first.value_or(time), time);
  into.last = std::max(into.last.value_or(time), time);
}

void take_metrics(const std::map<std::string, std::uint64_t>& metrics, Inventory& into) {
  for (const auto& [name, count] : metrics) {
    if (count == 0) continue;
    if (name.starts_with(kRefused)) into.refused[name.substr(kRefused.size())] = count;
    if (name == "repaired") into.repaired = count;
    if (name == "cut") into.cut = count;
  }
}

// "no-match: FILE at byte 0: …" without the file, which the row names already.
std::string without_path(std::string_view line, const std::string& path) {
  std::string text(line);
  const std::string shown = ": " + printable(std::filesystem::absolute(path).string());
  const std::size_t at = text.find(shown);
  return at == std::string::npos ? text : text.erase(at, shown.size());
}

std::string listed(const std::map<std::string, std::uint64_t>& counts) {
  std::string text;
  for (const auto& [name, count] : counts)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, count);
  return text;
}

std::string tenants_of(const Inventory& input) {
  if (input.tenants.size() == 1 && !input.without_tenant) return *input.tenants.begin();
  if (input.tenants.empty()) return input.is_log() ? "none named" : "";
  return fmt::format("{}{}", input.tenants.size(), input.without_tenant ? ", or none named" : "");
}

// Where it is text that no pattern fits, which is the usual form of a vault's or a tool's own log.
std::string what_may_help(const Inventory& input) {
  const bool text = input.form.starts_with("text lines") && input.refused.contains("no-match");
  return text ? "; if it is a vault's or a tool's log, \"patterns\" in the configuration says how "
                "to "
                "read its lines"
              : "";
}

std::string what_is_wrong(const Inventory& input) {
  if (!input.error.empty()) return input.error;
  const std::string like = input.is_known()         ? std::string()
                           : input.likeness.empty() ? what_may_help(input)
                                                    : "; " + input.likeness;
  if (!input.example.empty()) return input.example + like;
  return input.is_log() ? "" : "no record" + like;
}

std::string moment(const std::optional<TimeNs>& time, const Zone& zone) {
  return time ? zone.written(*time) : std::string();
}

// Of each log of which something was refused, the first of it.
std::string first_refusals(const std::vector<Inventory>& inputs, const std::string& folder,
                           std::size_t width) {
  std::string text;
  std::size_t count = 0;
  for (const Inventory& input : inputs) {
    if (!input.is_log() || input.example.empty()) continue;
    if (++count <= kMostLines)
      text += wrapped(fmt::format("  {}: {}", printable(input.path.substr(folder.size())),
                                  input.example),
                      width, 4) +
              "\n";
  }
  if (count > kMostLines) text += fmt::format("  and {} more\n", count - kMostLines);
  return count == 0 ? text : "refused, the first of each input:\n" + text;
}

// Which inputs hold records of which the program that wrote them left no more than a beginning.
std::string cut_text(const std::vector<Inventory>& inputs, const std::string& folder,
                     std::size_t width) {
  std::string text;
  for (const Inventory& input : inputs) {
    if (input.cut > 0)
      text += wrapped(fmt::format("  {}: {} of {}", printable(input.path.substr(folder.size())),
                                  input.cut, counted(input.records, "record", "records")),
                      width, 4) +
              "\n";
  }
  return text.empty()
             ? text
             : "objects left as texts like @{…}; export again with ConvertTo-Json -Depth 10:\n" +
                   text;
}

// What inputs that are nothing like a log have in common: their form, and why they are none. Empty
// where there is more to say of the input itself.
std::string sort_of_stranger(const Inventory& input) {
  if (input.is_known() || !input.likeness.empty() || !input.error.empty()) return {};
  std::string sort = input.form;
  for (const auto& [reason, count] : input.refused) sort.append("; ").append(reason);
  return sort;
}

// The inputs that hold no record, each with those of its sort where these are many.
std::vector<std::vector<const Inventory*>> strangers_of(const std::vector<Inventory>& inputs) {
  constexpr std::size_t kMostApart = 3;
  std::map<std::string, std::size_t> of_sort, at_sort;
  for (const Inventory& input : inputs)
    if (!input.is_log()) ++of_sort[sort_of_stranger(input)];
  std::vector<std::vector<const Inventory*>> strangers;
  for (const Inventory& input : inputs) {
    if (input.is_log()) continue;
    const std::string sort = sort_of_stranger(input);
    const bool many = !sort.empty() && of_sort[sort] > kMostApart;
    const auto [at, is_new] = at_sort.try_emplace(sort, strangers.size());
    if (many && !is_new) {
      strangers[at->second].push_back(&input);
    } else {
      strangers.push_back({&input});
    }
  }
  return strangers;
}

// "2 inputs hold no record that aobo reads:" with a line each, or for many of one sort; empty where
// there is none.
std::string strangers_text(const std::vector<Inventory>& inputs, const std::string& folder,
                           std::size_t width) {
  const auto strangers = strangers_of(inputs);
  if (strangers.empty()) return {};
  const auto count = std::ranges::count_if(inputs, std::not_fn(&Inventory::is_log));
  std::string text = counted(static_cast<std::size_t>(count), "input holds", "inputs hold") +
                     " no record that aobo reads:\n";
  for (const auto& alike : strangers) {
    constexpr std::size_t kNamed = 2;
    const Inventory& first = *alike.front();
    const auto name_of = [&](const Inventory* input) {
      return std::string_view(input->path).substr(folder.size());
    };
    text += wrapped(fmt::format("  {}{}: {}{}", some_of(alike, kNamed, name_of),
                                first.form.empty() ? "" : " (" + first.form + ")",
                                alike.size() > 1 ? "the first: " : "", what_is_wrong(first)),
                    width, 4) +
            "\n";
  }
  return text;
}

// "3 inputs: 120 records (entra.audit 120); 2 tenants; 4 refused".
std::string sum_text(const std::vector<Inventory>& inputs) {
  std::map<std::string, std::uint64_t> families;
  std::set<std::string> tenants;
  std::uint64_t records = 0, refused = 0;
  for (const Inventory& input : inputs) {
    for (const auto& [family, count] : input.families) families[family] += count;
    tenants.insert(input.tenants.begin(), input.tenants.end());
    records += input.records;
    refused += input.refusals();
  }
  return fmt::format("{}: {}{}; {}; {} refused\n", counted(inputs.size(), "input", "inputs"),
                     counted(records, "record", "records"),
                     families.empty() ? "" : " (" + listed(families) + ")",
                     counted(tenants.size(), "tenant", "tenants"), refused);
}

}  // namespace

std::uint64_t Inventory::refusals() const {
  std::uint64_t all = 0;
  for (const auto& [reason, count] : refused) all += count;
  return all;
}

bool Inventory::is_known() const {
  return is_log() ||
         std::ranges::any_of(refused, is_of_known_family, &decltype(refused)::value_type::first);
}

Result<Inventory> inspect_input(const Library& library, const std::string& config,
                                const std::string& path, const std::string& expression,
                                Session::Stop stop) {
  Inventory input;
  input.path = path;
  look_from_outside(input);
  auto session = Session::start(
      library, config,
      [&](ss_plugin_log_severity, std::string_view component, std::string_view line) {
        const bool refusal = component == "refused" || line.starts_with("unreadable:");
        if (refusal && input.example.empty()) input.example = without_path(line, path);
      });
  if (!session) return session.error();
  const auto fields = fields_of(**session);
  if (!fields) return fields.error();
  (*session)->stop_where(stop);
  if (const auto error = (*session)->open(expression)) {
    input.error = printable(error->message);
    return input;
  }
  for (;;) {
    const auto more = (*session)->next();
    if (!more) return more.error();
    if (!*more) break;
    count_record(**session, *fields, input);
  }
  take_metrics((*session)->metrics(), input);
  return input;
}

AnswerTable inventory_table(const std::vector<Inventory>& inputs, const Zone& zone) {
  using Kind = AnswerTable::Kind;
  AnswerTable table({{"INPUT", "input"},
                     {"FORM", "form", Kind::kId},
                     {"LOGS", "families"},
                     {"TENANT", "tenant"},
                     {"FIRST", "first", Kind::kMoment},
                     {"LAST", "last", Kind::kMoment},
                     {"RECORDS", "records", Kind::kNumber},
                     {"BYTES", "bytes", Kind::kNumber},
                     {"REPAIRED", "repaired", Kind::kNumber},
                     {"CUT", "cut", Kind::kNumber},
                     {"REFUSED", "refused"},
                     {"WHAT IS WRONG", "example"}});
  for (const Inventory& input : inputs)
    table.add({input.path, input.form, listed(input.families), tenants_of(input),
               moment(input.first, zone), moment(input.last, zone), std::to_string(input.records),
               std::to_string(input.bytes), std::to_string(input.repaired),
               std::to_string(input.cut), listed(input.refused), what_is_wrong(input)});
  return table;
}

std::string inventory_text(const std::vector<Inventory>& inputs, const Zone& zone,
                           const Look& look) {
  using Kind = AnswerTable::Kind;
  std::vector<std::string> paths;
  for (const Inventory& input : inputs) paths.push_back(input.path);
  const std::string folder = common_folder(paths);
  const bool refused = std::ranges::any_of(
      inputs, [](const Inventory& input) { return input.is_log() && input.refusals() > 0; });
  std::vector<AnswerTable::Column> columns{
      {"INPUT", "input", Kind::kId},    {"FORM", "form", Kind::kWho},
      {"LOGS", "families", Kind::kWho}, {"TENANT", "tenant"},
      {"FIRST", "first", Kind::kId},    {"LAST", "last", Kind::kId}};
  if (refused) columns.push_back({"REFUSED", "refused", Kind::kNumber});
  AnswerTable table(columns);
  for (const Inventory& input : inputs) {
    if (!input.is_log()) continue;
    std::vector<std::string> cells{input.path.substr(folder.size()), input.form,
                                   listed(input.families),           tenants_of(input),
                                   zone.date(*input.first),          zone.date(*input.last)};
    if (refused) cells.push_back(std::to_string(input.refusals()));
    table.add(std::move(cells), input.refusals() > 0 ? Meaning::kDoubt : Meaning::kPlain);
  }
  std::string text;
  if (table.size() > 0 && !folder.empty())
    text += wrapped("in " + printable(folder), look.width, 3) + "\n";
  if (table.size() > 0) text += table.text("table", look);
  return text + first_refusals(inputs, folder, look.width) + cut_text(inputs, folder, look.width) +
         strangers_text(inputs, folder, look.width) + wrapped(sum_text(inputs), look.width, 2);
}

}  // namespace aobo::sim
