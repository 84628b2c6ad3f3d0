#include "plugin/directory/exports.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "plugin/base/json_file.h"
#include "plugin/base/load_error.h"
#include "plugin/base/text.h"
#include "plugin/directory/completeness.h"
#include "plugin/directory/portal_csv.h"

namespace aobo {
namespace {

namespace fs = std::filesystem;

bool is_letter(char one) { return to_lower(one) >= 'a' && to_lower(one) <= 'z'; }

// What stands behind the row's name: nothing in "users", "-2" in "users-2" and "_2026-3-2" in the
// portal's "exportUsers_2026-3-2". "usersettings" does not bear the name.
std::optional<std::string_view> behind_name(std::string_view stem, std::string_view name) {
  constexpr std::string_view kPortals = "export";
  if (starts_with_ignoring_case(stem, kPortals)) stem.remove_prefix(kPortals.size());
  if (!starts_with_ignoring_case(stem, name)) return std::nullopt;
  stem.remove_prefix(name.size());
  return !stem.empty() && is_letter(stem.front()) ? std::nullopt : std::optional(stem);
}
bool bears_name(std::string_view stem, std::string_view name) {
  return behind_name(stem, name).has_value();
}

// What desktops and people call a second copy of a file: "users - Copy", "users (1)", "users_old".
bool names_a_copy(std::string_view rest) {
  constexpr std::array<std::string_view, 10> kWords = {
      "copy", "kopie", "copie", "copia", "old", "bak", "backup", "previous", "prev", "orig"};
  if (rest.find('(') != std::string_view::npos) return true;
  while (!rest.empty()) {
    const std::size_t letters =
        static_cast<std::size_t>(std::ranges::find_if_not(rest, is_letter) - rest.begin());
    const std::string_view word = rest.substr(0, letters);
    if (std::ranges::any_of(kWords, [&](auto one) { return equal_ignoring_case(one, word); }))
      return true;
    rest.remove_prefix(std::max<std::size_t>(letters, 1));
  }
  return false;
}

// By the folder or the name. Members may lie beside their groups: groups/<group id>.members.json,
// groups/<group id>/members.json.
const ExportRow* row_of(const fs::path& file, const fs::path& folder) {
  const std::string stem = file.stem().string();
  const std::string parent =
      file.parent_path() == folder ? std::string() : file.parent_path().filename().string();
  const bool of_group =
      equal_ignoring_case(parent, "groups") ? id_in(stem).has_value() : id_in(parent).has_value();
  if (of_group && find_ignoring_case(stem, "members") != std::string::npos)
    return &row_named("members");
  for (const ExportRow& row : export_rows()) {
    if (parent.empty() ? bears_name(stem, row.name) : equal_ignoring_case(parent, row.name))
      return &row;
  }
  return nullptr;
}

// A copy that lies beside an export would be read as a second one, and old rows with the new.
bool is_copy(const fs::path& file, const ExportRow& row) {
  const std::string stem = file.stem().string();
  if (const auto id = id_in(stem)) {
    const std::size_t at = find_ignoring_case(stem, id->text());
    return at != std::string::npos && names_a_copy(stem.substr(at + id->text().size()));
  }
  const auto rest = behind_name(stem, row.name);
  return rest && names_a_copy(*rest);
}

std::vector<fs::path> json_and_csv_below(const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    std::error_code ignored;
    if (it->path().filename().native().starts_with('.')) {  // an editor's, a repository's
      if (it->is_directory(ignored)) it.disable_recursion_pending();
      continue;
    }
    const auto extension = it->path().extension();
    // A FIFO, a device or a link that leads nowhere is an error once it is read: nobody is told
    // that there are no users because their export is none.
    if ((extension == ".json" || extension == ".csv") && !it->is_directory(ignored))
      files.push_back(it->path());
  }
  if (error) throw LoadError{folder + ": " + error.message()};
  std::ranges::sort(files);
  return files;
}

std::vector<fs::path> export_files(const std::string& folder, DirectoryBuilder& builder) {
  std::vector<fs::path> files;
  for (fs::path& file : json_and_csv_below(folder)) {
    const ExportRow* row = row_of(file, folder);
    if (row != nullptr && is_copy(file, *row)) {
      builder.add_warning(
          file.string() + ": not read: by its name it is a copy of another export; " +
          "remove it, or name it " + std::string(row->name) + "-2.json where it is a further page");
    } else if (row != nullptr) {
      files.push_back(std::move(file));
    } else if (file.extension() == ".csv") {
      builder.add_warning(file.string() +
                          ": not read: no export is known by this name; expected "
                          "users, deletedItems, groups or members");
    } else {
      throw LoadError{file.string() +
                      ": not an export that is known by this name; expected one of " + row_names() +
                      ", with .json behind it"};
    }
  }
  return files;
}

// "id, name, …" of a file's own words.
std::string listed(const std::vector<std::string>& words) {
  constexpr std::size_t kMost = 12;
  std::string text;
  for (std::size_t i = 0; i < std::min(words.size(), kMost); ++i)
    text.append(text.empty() ? "\"" : ", \"").append(printable(words[i], 40)).append("\"");
  return words.size() > kMost ? text + ", …" : words.empty() ? "none" : text;
}

// Nothing where only JSON is read of the row.
std::optional<JsonFile> read_csv(const std::string& file, const ExportRow& row,
                                 const std::string& call, DirectoryBuilder& builder) {
  if (!row.of_portal) {
    builder.add_warning(
        file + ": not read: only users, deletedItems, groups and members are read as CSV; " + call);
    return std::nullopt;
  }
  const PortalCsv csv = read_portal_csv(JsonFile::text_of(file), row.name);
  if (!csv.fault.empty()) throw LoadError{file + ":" + csv.fault};
  if (!csv.has_id)
    throw LoadError{file +
                    ":1:1: no column id or objectId, by which people and groups are known; found " +
                    listed(csv.columns) + "; " + call};
  if (!csv.unclear_words.empty())
    builder.add_warning(file +
                        ": accountEnabled is neither a yes nor a no in a language that is "
                        "known: " +
                        listed(csv.unclear_words) + "; these accounts count as disabled; " + call);
  if (csv.unsure_line != 0)
    builder.add_warning(file + ":" + std::to_string(csv.unsure_line) +
                        ":1: the last row has no line end, and its last value may be cut off; " +
                        (csv.unsure_row ? "the row" : "it") +
                        " is not read: export the file anew, or end it with a line end");
  if (csv.unclear)
    builder.add_warning(
        file + ": its dates are not read, because day and month could change places; " + call);
  return JsonFile::of(file, csv.json);
}

// What Graph and Azure answer where they refuse. Read as an export it would say that there is
// nobody.
void refuse_error_body(const JsonFile& file, const std::string& call) {
  const JsonNode root = file.root();
  if (root.has("value") || root.has("id") || !root.has("error")) return;
  const std::string code =
      root.has_object("error") ? root.member("error")->text("code").value_or("") : "";
  root.fail("error", "an error in place of an answer" + (code.empty() ? "" : ": " + code) +
                         "; make the call again: " + call);
}

// Assignments are nobody's where their relationships lie there in a form that is not read.
std::string unread_before(const std::string& folder, const ExportRow& row) {
  if (row.name != "accessAssignments") return {};
  for (const fs::path& file : json_and_csv_below(folder)) {
    const ExportRow* found = row_of(file, folder);
    if (found == nullptr || found->name != "delegatedAdminRelationships") continue;
    if (file.extension() == ".csv")
      return "; " + file.string() + " is not read, which is CSV: " + call_of(*found, "");
  }
  return {};
}

// The file's stem; for members beside their group in a folder of their own, that folder's name.
std::string stem_of(const fs::path& path) {
  const std::string stem = path.stem().string();
  const std::string parent = path.parent_path().filename().string();
  return id_in(stem) || !id_in(parent) || !bears_name(stem, "members") ? stem : parent;
}

}  // namespace

// What is known to be missing must not be used to accuse anybody.
void mark_what_is_missing(const Completeness& complete, std::size_t partner,
                          DirectoryBuilder& builder) {
  for (const Guid& group : complete.cut_groups()) builder.lack_members(group);
  Partner& lacking = builder.incomplete(partner);
  for (const Completeness::Whose& page : complete.cut_pages()) {
    if (page.row == "users") lacking.lacks_people = true;
    if (page.row == "groups") lacking.lacks_groups = true;
    if (page.row == "delegatedAdminRelationships") lacking.lacks_relationships = true;
    if (page.row == "accessAssignments") builder.lack_assignments(page.id);
    if (const auto group = id_in(page.id); group && page.row == "members")
      builder.lack_members(*group);
    if (const auto list = role_list_of(row_named(page.row)))
      builder.lack_roles(tenant_of_roles(page.id, builder.tenant_of(partner)), *list);
  }
}

std::optional<TimeNs> written_at(const std::string& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) return std::nullopt;
  return found.st_mtim.tv_sec * kSecondNs + found.st_mtim.tv_nsec;
}

std::optional<TimeNs> newest_below(const std::string& folder, std::string& file) {
  std::optional<TimeNs> newest;
  for (const fs::path& path : json_and_csv_below(folder)) {
    const auto written = written_at(path.string());
    if (!written || (newest && *written <= *newest)) continue;
    newest = written;
    file = path.string();
  }
  return newest;
}

bool names_next_page(const JsonFile& file) {
  // Graph's, OData's of old, Azure Resource Manager's, Resource Graph's. Of several pages in one
  // file the last has none.
  std::size_t pages = 0, with_next = 0;
  file.each_page([&](const JsonNode& page) {
    ++pages;
    with_next += std::ranges::any_of(
                     std::array{"@odata.nextLink", "odata.nextLink", "nextLink", "$skipToken"},
                     [&](const char* key) { return page.has(key); })
                     ? 1U
                     : 0U;
  });
  return pages != 0 && with_next == pages;
}

bool each_export(const std::string& folder, DirectoryBuilder& builder,
                 const std::function<void(const ExportFile&, const JsonFile&)>& visit,
                 const std::stop_token& stop) {
  const std::vector<fs::path> files = export_files(folder, builder);
  for (const ExportRow& row : export_rows()) {
    for (const fs::path& path : files) {
      if (row_of(path, folder) != &row) continue;
      if (stop.stop_requested()) throw LoadError{folder + ": not read, the run ends"};
      ExportFile one{row, path.string(), stem_of(path), id_in(stem_of(path)), std::nullopt};
      const std::string call = call_of(row, one.stem);
      const auto file = path.extension() == ".csv" ? read_csv(one.path, row, call, builder)
                                                   : std::optional(JsonFile::read(one.path));
      if (!file) continue;
      one.written = written_at(one.path);
      refuse_error_body(*file, call);
      visit(one, *file);
    }
  }
  return !files.empty();
}

void read_exports(const std::string& folder, std::size_t partner, DirectoryBuilder& builder,
                  const std::stop_token& stop) {
  Completeness complete;
  const auto read = [&](const ExportFile& one, const JsonFile& file) {
    if (one.written) builder.add_export(one.path, *one.written);
    builder.reading(one.path);
    if (one.id && one.row.name == "members") {
      builder.know_members(*one.id);
      complete.saw_members(*one.id);
    }
    if (const auto list = role_list_of(one.row))
      builder.know_roles(tenant_of_roles(one.stem, builder.tenant_of(partner)), *list);
    const ExportPlace place{partner, builder.tenant_of(partner), one.stem, one.path, complete,
                            builder};
    complete.saw_page(std::string(one.row.name), one.whose(), one.path, names_next_page(file));
    std::size_t items = 0;
    try {
      file.each_item([&](const JsonNode& item) {
        one.row.read(item, place);
        ++items;
      });
    } catch (LoadError& error) {
      error.message += unread_before(folder, one.row);
      throw;
    }
    builder.count(one.row.name, items);
  };
  const bool any = each_export(folder, builder, read, stop);
  builder.reading_aobo_yaml();
  mark_what_is_missing(complete, partner, builder);
  if (any && !complete.has("users"))
    builder.miss_users(
        folder + ": no users.json, so nobody of this partner is known but those of aobo.yaml; " +
        call_of(row_named("users"), ""));
  for (std::string& warning : complete.warnings(call_of(row_named("members"), "<group id>")))
    builder.add_warning(std::move(warning));
}

}  // namespace aobo
