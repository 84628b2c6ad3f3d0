#include "plugin/unwrap/members.h"

#include <algorithm>

#include "plugin/base/json_text.h"
#include "plugin/base/key.h"
#include "plugin/base/page_keys.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;
using Array = simdjson::dom::array;

// A record has one of these keys with one of those beside it.
struct OwnKeys {
  std::string_view key;
  std::string_view beside;
};
constexpr OwnKeys kOwnKeys[] = {
    {"creationtime", "organizationid recordtype workload userkey userid operation"},
    {"activitydatetime", "initiatedby activitydisplayname loggedbyservice"},
    {"createddatetime", "userprincipalname userid appid ipaddress"},
    {"eventtimestamp", "caller operationname"},
    {"category", "resourceid"},                           // a diagnostic setting's row
    {"eventname", "eventsource eventtime eventversion"},  // another cloud's
    {"method", "url uri path requesturi"},                // a request, with what its sender wrote
    {"requestmethod", "url uri path requesturi"},
    {"uri", "status statuscode body"},
    {"path", "status statuscode body"},
    {"kind", "apiversion"},  // an object of Kubernetes
};

}  // namespace

std::optional<Element> member(const Object& object, std::string_view folded) {
  for (const auto field : object) {
    if (is_folded_of(folded, field.key)) return field.value;
  }
  return std::nullopt;
}

namespace {

// Hands over the keys of a list with blanks between, until one is the right one.
template <typename Is>
bool any_key(std::string_view keys, Is is) {
  while (!keys.empty()) {
    const std::size_t end = std::min(keys.find(' '), keys.size());
    if (is(keys.substr(0, end))) return true;
    keys.remove_prefix(std::min(end + 1, keys.size()));
  }
  return false;
}

}  // namespace

namespace {

// One key of such a list.
struct WantedKey {
  explicit WantedKey(std::string_view listed) : key(listed.substr(0, listed.find_first_of("={"))) {
    object = listed.ends_with("{}");
    plain = is_plain_key(key);
    if (!object && key.size() < listed.size()) value = listed.substr(key.size() + 1);
  }
  bool is_key(std::string_view written) const {
    return plain ? is_folded_of(key, written) : key == written;
  }
  bool is_value(const Element& written) const {
    std::string_view text;
    if (object) return written.is_object();
    return value.empty() || (written.get(text) == simdjson::SUCCESS && text == value);
  }

  std::string_view key, value;
  bool object = false, plain = true;
};

}  // namespace

bool has_one_of(const Object& object, std::string_view keys, std::string_view but) {
  return any_key(keys, [&](std::string_view listed) {
    const WantedKey wanted(listed);
    return wanted.key != but && std::any_of(object.begin(), object.end(), [&](const auto& field) {
             return wanted.is_key(field.key) && wanted.is_value(field.value);
           });
  });
}

bool is_among(std::string_view keys, std::string_view key) {
  return any_key(keys, [&](std::string_view listed) { return WantedKey(listed).is_key(key); });
}

std::string json_of(const Element& element) { return with_escapes(simdjson::minify(element)); }

void add_part(const Element& element, Unwrapped& into) {
  std::string_view text;
  Array array;
  if (element.get(text) == simdjson::SUCCESS) {
    if (!trimmed(text).empty()) into.parts.emplace_back(text);
  } else if (element.is_object()) {
    into.parts.push_back(json_of(element));
  } else if (element.get(array) == simdjson::SUCCESS) {
    for (const Element item : array) {
      if (item.is_object() || item.is_string()) add_part(item, into);
    }
  }
}

namespace {

// Objects in which collectors say whose records they hand on: Splunk's indexed fields, and those of
// Elastic's common schema.
constexpr struct {
  std::string_view object, keys;
} kTenantObjects[] = {
    {"fields", "tenantid tenant organizationid"},
    {"azure", "tenantid"},
    {"organization", "id"},
};

std::string_view text_of(const std::optional<Element>& value) {
  std::string_view text;
  return value && value->get(text) == simdjson::SUCCESS ? text : std::string_view();
}

}  // namespace

// A row of Log Analytics has its workspace's id where others have the tenant's.
void read_tenant(const Object& object, Unwrapped& into) {
  const bool workspace = member(object, "timegenerated").has_value();
  for (const std::string_view key : page::kTenants) {
    if (workspace && key == "tenantid") continue;
    if (!into.tenant.empty()) return;
    into.tenant = text_of(member(object, key));
  }
  for (const auto& [name, keys] : kTenantObjects) {
    const auto value = member(object, name);
    Object inner;
    if (!into.tenant.empty() || !value || value->get(inner) != simdjson::SUCCESS) continue;
    any_key(keys, [&](std::string_view key) {
      into.tenant = text_of(member(inner, key));
      return !into.tenant.empty();
    });
  }
}

bool is_own_record(const Object& object) {
  for (const OwnKeys& own : kOwnKeys) {
    if (member(object, own.key) && has_one_of(object, own.beside)) return true;
  }
  return false;
}

}  // namespace aobo
