#include "simulator/directory/snapshot.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>

#include "plugin/base/load_error.h"
#include "plugin/base/text.h"
#include "plugin/directory/exports.h"

namespace aobo::sim {
namespace {

constexpr std::size_t kExpanded = 20;  // members that $expand gives, whatever there are

// A key that both have and of which they say something else, with what the first says; nothing
// where one has more than the other.
struct Difference {
  std::string key, known;
};
std::optional<Difference> difference(const std::string& known, const std::string& now) {
  simdjson::dom::parser of_known, of_now;
  simdjson::dom::object one, other;
  if (of_known.parse(known).get(one) != simdjson::SUCCESS ||
      of_now.parse(now).get(other) != simdjson::SUCCESS)
    return std::nullopt;
  for (const auto field : one) {
    simdjson::dom::element value;
    if (other.at_key(field.key).get(value) != simdjson::SUCCESS) continue;
    const std::string text = simdjson::minify(field.value);
    if (text != std::string(simdjson::minify(value)))
      return Difference{std::string(field.key), text};
  }
  return std::nullopt;
}

class SnapshotReader {
 public:
  SnapshotReader(const Guid& tenant, std::optional<TimeNs> time) : tenant_(tenant), time_(time) {}

  void read(const ExportFile& file, const JsonFile& json) {
    if (file.row.key.empty()) return;
    const bool by_relationship = file.row.name == "accessAssignments";
    const bool by_one = file.row.by_id() || file.row.by_customer();
    const AnswerKey scope = scope_of(file.row, by_relationship ? file.stem
                                               : by_one        ? file.whose()
                                                               : std::string());
    Pages& pages = pages_[scope];
    ++pages.count;
    pages.with_next += names_next_page(json) ? 1U : 0U;
    Snapshot::Answer& answer = see(scope, file);
    json.each_item([&](const JsonNode& item) {
      const auto group = file.row.name == "members" ? item.id("groupId") : std::nullopt;
      add(group ? see(scope_of(file.row, group->text()), file) : answer, item, file.row, file.path);
      if (file.row.name == "groups") read_within(item, "members", file);
      if (file.row.name == "delegatedAdminRelationships")
        read_within(item, "accessAssignments", file);
    });
  }

  Snapshot taken(std::vector<std::string> warnings) {
    for (const auto& [scope, pages] : pages_)
      snapshot_.answers[scope].whole = pages.with_next < pages.count;
    snapshot_.warnings = std::move(warnings);
    return std::move(snapshot_);
  }

 private:
  struct Pages {
    std::size_t count = 0, with_next = 0;
  };

  AnswerKey scope_of(const ExportRow& row, std::string of) const {
    return {tenant_, static_cast<std::size_t>(&row - export_rows().data()), std::move(of)};
  }

  Snapshot::Answer& see(const AnswerKey& scope, const ExportFile& file) {
    Snapshot::Answer& answer = snapshot_.answers[scope];
    const TimeNs time = time_.value_or(file.written.value_or(0));
    if (answer.file.empty() || time > answer.time) {
      answer.time = time;
      answer.file = file.path;
    }
    return answer;
  }

  // Of one thing that stands twice, as in a page fetched again, the first stands.
  static void add(Snapshot::Answer& answer, const JsonNode& item, const ExportRow& row,
                  const std::string& file) {
    const std::string key = key_of(item, row);
    std::string json = taken_of(item, row);
    const auto [known, added] =
        answer.objects.try_emplace(key, Snapshot::Answer::Object{json, file});
    if (added || known->second.json == json) return;
    const auto other = difference(known->second.json, json);
    if (!other) return;
    item.fail(other->key,
              fmt::format("\"{}\" of {} is {}, and in {} it is {}; remove the file that an export "
                          "before this one left there, or export again",
                          other->key, printable(key, 80), item.value(other->key)->json(),
                          known->second.file == file ? "an entry above" : known->second.file,
                          other->known));
  }

  // An answer that $expand gives within another. Files of its own tell more.
  void read_within(const JsonNode& item, const char* key, const ExportFile& file) {
    if (!item.has(key)) return;
    const ExportRow& row = row_named(key);
    const std::string id = item.required_text("id");
    const auto group = parse_id(id);
    Snapshot::Answer& answer =
        see(scope_of(row, row.name == "members" && group ? group->text() : id), file);
    bool torn = false;  // of what ConvertTo-Json cut off the name of a type is left
    item.each(key, [&](const JsonNode& one) {
      torn = torn || !one.is_object();
      if (one.is_object()) add(answer, one, row, file.path);
    });
    const bool cut = torn || (row.name == "members" && answer.objects.size() == kExpanded);
    answer.whole = !cut && !item.has(std::string(key) + "@odata.nextLink");
  }

  Guid tenant_;
  std::optional<TimeNs> time_;
  Snapshot snapshot_;
  std::map<AnswerKey, Pages> pages_;
};

}  // namespace

Result<Snapshot> read_snapshot(const std::string& folder, const Guid& tenant,
                               std::optional<TimeNs> time) {
  try {
    DirectoryBuilder directory;  // by which they are read as the plugin reads them
    read_exports(folder, directory.partner(tenant), directory);
    SnapshotReader reader(tenant, time);
    DirectoryBuilder again;
    each_export(folder, again,
                [&](const ExportFile& file, const JsonFile& json) { reader.read(file, json); });
    return reader.taken(directory.build()->warnings());
  } catch (const LoadError& error) {
    return Error{error.message};
  } catch (const std::filesystem::filesystem_error& error) {
    return Error{error.what()};
  }
}

}  // namespace aobo::sim
