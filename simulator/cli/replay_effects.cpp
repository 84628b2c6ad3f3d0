// Which options of a replay change something, given the others.
#include <fmt/format.h>

#include <algorithm>

#include "simulator/cli/replay.h"
#include "simulator/cli/terminal.h"
#include "simulator/host/config.h"
#include "simulator/host/library.h"

namespace aobo::sim {

namespace po = boost::program_options;

namespace {

// Whether a time is among what is shown: of --fields one that is a moment, or a text that has one.
// What is no field is told later.
bool shows_moments(const ReplayOptions& options) {
  if (options.fields.empty()) return true;
  const auto library = Library::load(options.plugin);
  const auto fields = library ? read_fields(**library) : Result<std::vector<FieldInfo>>(Error{});
  if (!fields) return true;
  for (const std::string& chosen : split_fields(options.fields)) {
    const std::string name = chosen.substr(0, chosen.find('['));
    if (name == "aobo.time.text" || name == "aobo.told") return true;
    const auto found = std::ranges::find(*fields, name, &FieldInfo::name);
    if (found == fields->end() ? !name.starts_with("aobo.") : found->type == FTYPE_ABSTIME)
      return true;
  }
  return false;
}

}  // namespace

// An option that would change nothing; nothing where there is none.
std::optional<std::string> without_effect(const ReplayOptions& options,
                                          const po::variables_map& given, bool alerts) {
  const bool table = options.format == "table" && options.fields.empty();
  // JSON has its times in UTC, as what reads it takes them.
  const bool rows = among(options.format, {"table", "csv", "text"});
  const bool times = (rows && shows_moments(options)) || !options.wanted.from.empty() ||
                     !options.wanted.to.empty();
  const bool listed = options.format != "none";
  const bool rules = !options.rules.empty();
  return without_effect(
      given,
      {{"rule-matching", rules, "without --rules"},
       {"priority", rules, "without --rules"},
       {"tag", rules, "without --rules"},
       {"fail-on", rules, "without --rules"},
       {"falco", rules, "without --rules"},
       {"jobs", alerts, "without --rules or --enriched"},
       {"jobs", !options.follow, "with --follow"},
       {"fields", listed && (!alerts || options.format == "text"),
        alerts ? "with --rules but for --format text" : "with --format none"},
       {"limit", listed, "with --format none"},
       {"sort", listed, "with --format none"},
       {"width", table, "but for a table"},
       {"tz", times,
        !rows ? "here: what machines read has its times in UTC, and it is for texts and columns of "
                "times, --from and --to"
              : "here: no time is shown in it, and neither --from nor --to is given"}});
}

std::optional<std::string> without_effect_of_state(const std::string& config,
                                                   const po::variables_map& given) {
  const bool kept = has_state(config);
  // A second thread asks for events before the first has printed those it has: a state would take
  // these as told.
  return without_effect(given,
                        {{"no-state", kept, "where the configuration has no \"state\""},
                         {"jobs", !kept || is_given(given, "no-state"),
                          "with the configuration's \"state\": one thread does all then, so that "
                          "nothing is lost"}});
}

std::optional<std::string> would_lose(const std::string& config, const po::variables_map& given) {
  constexpr const char* kParts[] = {"customer", "person", "partner",    "operation", "activity",
                                    "family",   "path",   "confidence", "where",     "from",
                                    "to",       "only",   "limit",      "priority",  "tag"};
  if (!has_state(config)) return std::nullopt;
  const auto* part =
      std::ranges::find_if(kParts, [&](const char* option) { return is_given(given, option); });
  if (part == std::end(kParts)) return std::nullopt;
  return fmt::format(
      "--{} shows a part, and the configuration's \"state\" would take all that is read as shown: "
      "the next run would not tell the rest; add --no-state to look, which keeps and marks nothing",
      *part);
}

}  // namespace aobo::sim
