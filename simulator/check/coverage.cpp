#include "simulator/check/coverage.h"

#include <fmt/format.h>

#include <filesystem>

#include "simulator/check/checker.h"
#include "simulator/generate/world_folder.h"
#include "simulator/host/config.h"
#include "simulator/host/session.h"

namespace aobo::sim {
namespace {

constexpr std::uint64_t kSeed = 1;

// Counts are asked for the window that every configuration has.
std::string asked(const FieldInfo& info) {
  return info.needs_argument && info.type == FTYPE_UINT64 ? info.name + "[1h]" : info.name;
}

}  // namespace

Result<Coverage> sample_coverage(const Library& library, const std::string& scratch) {
  std::filesystem::remove_all(scratch);
  const auto written = write_world(check_world(kSeed, false), nullptr, scratch, {});
  if (!written) return written.error();
  const auto config = read_config(scratch + "/aobo.json");
  if (!config) return config.error();
  auto session = Session::start(library, *config, {});
  if (!session) return session.error();
  std::vector<FieldQuery> queries;
  for (const FieldInfo& info : (*session)->fields()) {
    if (info.needs_argument && info.type != FTYPE_UINT64)
      continue;  // of any argument there is no telling
    const auto query = (*session)->query(asked(info));
    if (query) queries.push_back(*query);
  }
  const auto family = (*session)->query("aobo.family");
  if (!family) return family.error();
  if (const auto error = (*session)->open(scratch + "/logs")) return *error;
  Coverage coverage;
  Cell cell;
  for (;;) {
    const auto more = (*session)->next();
    if (!more) return more.error();
    if (!*more) break;
    const std::string name = (*session)->text(*family);
    ++coverage.events[name];
    for (const FieldQuery& query : queries) {
      (*session)->read(query, cell);
      if (!cell.null()) ++coverage.values[query.shown][name];
    }
  }
  std::filesystem::remove_all(scratch);
  return coverage;
}

std::string coverage_text(const Coverage& coverage, const std::vector<std::string>& fields) {
  std::string text = fmt::format("{:<32}", "per cent of events with a value");
  for (const auto& [family, events] : coverage.events) text += fmt::format(" {:>14}", family);
  text += fmt::format("\n{:<32}", "events");
  for (const auto& [family, events] : coverage.events) text += fmt::format(" {:>14}", events);
  text += "\n";
  for (const std::string& field : fields) {
    const auto counted = coverage.values.find(field);
    text += fmt::format("{:<32}", field);
    for (const auto& [family, events] : coverage.events) {
      const auto found = counted == coverage.values.end()
                             ? std::map<std::string, std::uint64_t>::const_iterator()
                             : counted->second.find(family);
      const bool any = counted != coverage.values.end() && found != counted->second.end();
      text += fmt::format(
          " {:>14}",
          any ? std::to_string(std::max<std::uint64_t>(found->second * 100 / events, 1)) : "·");
    }
    text += "\n";
  }
  return text;
}

}  // namespace aobo::sim
