// Exports folded one after another into a history: at the time of each the directory answers as
// that export alone, whatever came before and after.
#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "plugin/directory/directory.h"
#include "plugin/directory/loader.h"
#include "simulator/directory/merge_folders.h"
#include "tests/support/property.h"
#include "tests/support/temp_folder.h"

namespace aobo::sim {
namespace {

constexpr const char* kTenant = "11111111-1111-4111-8111-111111111111";
constexpr std::size_t kPeople = 4, kGroups = 2, kNames = 3, kRelationships = 2;

std::string id(char kind, std::size_t number) {
  return fmt::format("{0}0000000-0000-4000-8000-00000000000{1}", kind, number);
}
std::string upn(std::size_t name) { return fmt::format("name{}@x.example", name); }
TimeNs day(std::size_t number) {
  return *parse_time(fmt::format("2026-03-{:02}T08:00:00Z", number + 1));
}

// What one export shows.
struct Exported {
  std::map<std::size_t, std::size_t> names;             // of people, each another
  std::set<std::size_t> disabled;                       // people
  std::map<std::size_t, std::set<std::size_t>> groups;  // their members
  std::map<std::size_t, bool> relationships;            // whether they are active
};

Exported any_export() {
  Exported made;
  std::set<std::size_t> taken;
  for (std::size_t person = 0; person < kPeople; ++person) {
    const auto name = *rc::gen::inRange<std::size_t>(0, kNames + 2);
    if (name < kNames && taken.insert(name).second) made.names[person] = name;
    if (*rc::gen::inRange(0, 4) == 0) made.disabled.insert(person);
  }
  for (std::size_t group = 0; group < kGroups; ++group) {
    if (*rc::gen::inRange(0, 4) == 0) continue;
    auto& members = made.groups[group];
    for (const auto& [person, name] : made.names) {
      if (*rc::gen::arbitrary<bool>()) members.insert(person);
    }
  }
  for (std::size_t one = 0; one < kRelationships; ++one) {
    const int how = *rc::gen::inRange(0, 3);
    if (how < 2) made.relationships[one] = how == 0;
  }
  return made;
}

std::string page(const std::vector<std::string>& objects) {
  return fmt::format("{{\"value\":[{}]}}", fmt::join(objects, ","));
}

void write(const test::TempFolder& folder, const std::string& where, const Exported& all) {
  std::vector<std::string> users, groups, relationships;
  for (const auto& [person, name] : all.names)
    users.push_back(fmt::format(R"({{"id":"{}","userPrincipalName":"{}","accountEnabled":{}}})",
                                id('a', person), upn(name), !all.disabled.contains(person)));
  for (const auto& [group, people] : all.groups) {
    std::vector<std::string> members;
    for (const std::size_t person : people)
      members.push_back(fmt::format(R"({{"id":"{}"}})", id('a', person)));
    groups.push_back(fmt::format(R"({{"id":"{}","displayName":"G","members":[{}]}})",
                                 id('b', group), fmt::join(members, ",")));
  }
  for (const auto& [one, active] : all.relationships)
    relationships.push_back(fmt::format(
        R"({{"id":"r{}","status":"{}","customer":{{"tenantId":"{}"}},"activatedDateTime":)"
        R"("2026-01-01T00:00:00Z","lastModifiedDateTime":"2026-02-01T00:00:00Z"}})",
        one, active ? "active" : "terminated", id('c', one)));
  folder.write(where + "/a/users.json", page(users));
  folder.write(where + "/a/groups.json", page(groups));
  folder.write(where + "/a/delegatedAdminRelationships.json", page(relationships));
}

std::shared_ptr<const Directory> loaded(const std::string& folder) {
  auto directory = load_directory(folder);
  RC_ASSERT(directory.ok());
  return *directory;
}

// What is asked of a directory about one moment.
std::string answers(const Directory& directory, const Exported& of, TimeNs time) {
  std::string text;
  for (const auto& [person, name] : of.names) {
    for (const Person* one : directory.by_upn(upn(name), time)) text += one->object.text() + " ";
    const Person* one = directory.person(*parse_guid(kTenant), *parse_guid(id('a', person)));
    const auto active = one == nullptr ? std::nullopt : one->active_at(time);
    text += fmt::format("is {} {}\n", one == nullptr ? "nobody" : one->upn,
                        active ? (*active ? "active" : "gone") : "unknown");
  }
  for (const auto& [number, people] : of.groups) {
    const Group* group = directory.group(*parse_guid(id('b', number)));
    std::set<std::string> members;
    if (group != nullptr) {
      for (const Membership& one : group->members) {
        if (one.valid.holds(time)) members.insert(one.object.text());
      }
    }
    text += fmt::format("{} {} {}\n", number, group != nullptr && group->members_known,
                        fmt::join(members, " "));
  }
  for (std::size_t one = 0; one < kRelationships; ++one)
    text += fmt::format("{}\n", directory.has_relationship(0, *parse_guid(id('c', one)),
                                                           RelationshipType::kGdap, time));
  return text;
}

TEST(HistoryTest, AtTheTimeOfEachExportTheDirectoryAnswersAsThatExportAlone) {
  test::property("each export answers", [] {
    const auto exports = static_cast<std::size_t>(*rc::gen::inRange(1, 6));
    const test::TempFolder folder;
    const std::string yaml =
        fmt::format("partners:\n  - {{tenant: {}, name: Adatum, folder: a}}\n", kTenant);
    folder.write("old/aobo.yaml", yaml);
    std::vector<Exported> all;
    for (std::size_t i = 0; i < exports; ++i) {
      all.push_back(any_export());
      const std::string where = fmt::format("new{}", i);
      write(folder, where, all.back());
      folder.write(where + "/aobo.yaml", yaml);
      const auto merge = [&] {
        auto merged = merge_folders(folder.path() + "/old", folder.path() + "/" + where, day(i));
        RC_ASSERT(merged.ok());
        folder.write("old/observations.ndjson", merged->after);
        return *merged;
      };
      merge();
      const MergedFolders again = merge();
      RC_ASSERT(again.after == again.before);  // the same export again changes nothing
      // The last one, as it stands alone: disabled is disabled, whatever was before.
      const auto alone = loaded(folder.path() + "/" + where);
      RC_ASSERT(answers(*loaded(folder.path() + "/old"), all[i], day(i)) ==
                answers(*alone, all[i], day(i)));
    }
    // Those before: who was there is known by then, and who was in which group.
    const auto history = loaded(folder.path() + "/old");
    for (std::size_t i = 0; i < exports; ++i) {
      for (const auto& [person, name] : all[i].names) {
        const auto holders = history->by_upn(upn(name), day(i));
        RC_ASSERT(holders.size() == 1U);
        RC_ASSERT(holders.front()->object.text() == id('a', person));
      }
      for (const auto& [number, people] : all[i].groups) {
        std::set<std::string> members, expected;
        for (const std::size_t person : people) expected.insert(id('a', person));
        for (const Membership& one : history->group(*parse_guid(id('b', number)))->members) {
          if (one.valid.holds(day(i))) members.insert(one.object.text());
        }
        RC_ASSERT(members == expected);
      }
    }
  });
}

}  // namespace
}  // namespace aobo::sim
