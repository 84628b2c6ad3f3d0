#include "plugin/parse/dotted_keys.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin/base/json_text.h"
#include "plugin/base/key.h"
#include "plugin/base/key_paths.h"
#include "plugin/base/limits.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

// Objects of a record whose members are the record's fields.
constexpr std::string_view kHoldsFields[] = {"properties", "auditdata"};

// "@odata.type" is OData's, which says nothing of what was done.
bool is_dotted(std::string_view key) {
  return key.find('.') != std::string_view::npos && !is_of_collector(key) &&
         !key.starts_with("http");
}

bool has_dotted_keys(const Object& object) {
  return std::any_of(object.begin(), object.end(),
                     [](const auto& field) { return is_dotted(field.key); });
}

// Objects of a record that Log Analytics takes apart into columns of a custom table.
constexpr std::string_view kTakenApart[] = {"properties_",    "identity_",    "status_", "claims_",
                                            "authorization_", "initiatedBy_", "actor_"};

// Whether the key is of such a column: "properties_status_errorCode_d".
bool is_column(std::string_view key) {
  const std::string_view bare = without_suffix(key);
  if (bare.size() == key.size()) return false;
  return std::ranges::any_of(kTakenApart, [&](std::string_view object) {
    return bare.size() > object.size() && starts_with_ignoring_case(bare, object);
  });
}

bool has_columns(const Object& object) {
  return std::any_of(object.begin(), object.end(),
                     [](const auto& field) { return is_column(field.key); });
}

// "properties.status.errorCode" of it. A letter alone begins a name ("C_Idtyp"), and a claim's name
// that was a URL ("http___schemas_…") is one.
std::string path_of_column(std::string_view key) {
  std::string path;
  std::string_view rest = without_suffix(key);
  while (!rest.empty()) {
    const std::size_t end = rest.find('_');
    const bool last = end == std::string_view::npos || rest.starts_with("http");
    path += rest.substr(0, last ? rest.size() : end);
    if (last) break;
    path += end == 1 ? '_' : '.';
    rest.remove_prefix(end + 1);
  }
  return path;
}

struct Member {
  std::string name, json;
};
using Members = std::vector<Member>;

Member member(std::string name, const Element& value) {
  return {std::move(name), simdjson::minify(value)};
}

enum class Spelling : std::uint8_t { kPoints, kColumns };

bool goes_on(std::string_view path, std::string_view name) {
  return path.size() > name.size() && path.starts_with(name) && path[name.size()] == '.';
}

// The value that stands plainly under this name: an object into which paths lead as its members.
// Where it is none, no path leads on from it.
void add(const std::string& name, const Element& value, Members& paths, Members& plain) {
  const auto leads_on = [&](const Member& path) { return goes_on(path.name, name); };
  Object object;
  if (plain.size() > limits::kCsvColumns) return;
  if (std::ranges::none_of(paths, leads_on)) {
    plain.push_back(member(name, value));
  } else if (value.get(object) == simdjson::SUCCESS) {
    for (const auto field : object)
      add(std::string(name).append(".").append(field.key), field.value, paths, plain);
  } else {
    plain.push_back(member(name, value));
    std::erase_if(paths, leads_on);
  }
}

// An object of the record that holds its fields, as an object or as text.
std::optional<Object> fields_in(const Document& document, std::string_view key,
                                const Element& value) {
  Object object;
  if (!is_folded_of_any(kHoldsFields, key)) return std::nullopt;
  if (value.get(object) == simdjson::SUCCESS) return object;
  return is_folded_of(kHoldsFields[0], key) ? document.properties : std::nullopt;
}

// `document`: the record whose own members these are; null of an object within it.
std::optional<std::string> nested(const Object& object, const Document* document,
                                  Spelling spelling = Spelling::kPoints) {
  if (object.size() > limits::kCsvColumns) return std::nullopt;
  const auto is_path = spelling == Spelling::kColumns ? is_column : is_dotted;
  Members paths, members, written;
  for (const auto field : object) {
    if (!is_path(field.key)) continue;
    written.push_back(member(std::string(field.key), field.value));
    paths.push_back(written.back());
    if (spelling == Spelling::kColumns) paths.back().name = path_of_column(field.key);
  }
  for (const auto field : object) {
    if (is_path(field.key)) continue;
    const auto fields = document == nullptr ? std::optional<Object>()
                                            : fields_in(*document, field.key, field.value);
    auto again = fields && has_dotted_keys(*fields) ? nested(*fields, nullptr) : std::nullopt;
    if (again) {
      members.push_back({std::string(field.key), std::move(*again)});
    } else {
      add(std::string(field.key), field.value, paths, members);
    }
  }
  members.insert(members.end(), paths.begin(), paths.end());
  if (members.size() > limits::kCsvColumns) return std::nullopt;
  std::vector<std::string> names;
  for (const Member& one : members) names.push_back(one.name);
  std::string json;
  KeyPaths(names, KeyPaths::Proof::kOneIsEnough).write(json, [&](std::size_t at) {
    return std::string_view(members[at].json);
  });
  json.pop_back();
  for (const Member& one : written) {  // whoever shows all keys shows these too
    append_json_string(json.append(json.size() > 1 ? "," : ""), one.name);
    json.append(1, ':').append(one.json);
  }
  return json.append(1, '}');
}

}  // namespace

bool has_dotted_keys(const Document& document) {
  Object audit_data;
  return has_dotted_keys(document.root) ||
         (document.properties && has_dotted_keys(*document.properties)) ||
         (document.has(mark::kAuditData) &&
          document.outline.element(mark::kAuditData).get(audit_data) == simdjson::SUCCESS &&
          has_dotted_keys(audit_data));
}

std::optional<std::string> with_nested_keys(const Document& document) {
  return nested(document.root, &document);
}

bool is_row_taken_apart(const Document& document) {
  return is_row(document) && has_columns(document.root);
}

std::optional<std::string> with_objects_of_row(const Document& document) {
  return nested(document.root, &document, Spelling::kColumns);
}

}  // namespace aobo
