#include "plugin/unwrap/members.h"

#include "plugin/base/key.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;
using Array = simdjson::dom::array;

// Whose records a wrapper or page holds.
constexpr std::string_view kTenantKeys[] = {"tenantid",         "aadtenantid",  "tenantfilter",
                                            "customertenantid", "tenantdomain", "tenant"};

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
};

}  // namespace

std::optional<Element> member(const Object& object, std::string_view folded) {
  for (const auto field : object) {
    if (is_folded_of(folded, field.key)) return field.value;
  }
  return std::nullopt;
}

bool has_one_of(const Object& object, std::string_view keys, std::string_view but) {
  while (!keys.empty()) {
    const std::size_t end = std::min(keys.find(' '), keys.size());
    const std::string_view key = keys.substr(0, end);
    if (key != but && member(object, key)) return true;
    keys.remove_prefix(std::min(end + 1, keys.size()));
  }
  return false;
}

void add_part(const Element& element, Unwrapped& into) {
  std::string_view text;
  Array array;
  if (element.get(text) == simdjson::SUCCESS) {
    if (!trimmed(text).empty()) into.parts.emplace_back(text);
  } else if (element.is_object()) {
    into.parts.push_back(simdjson::minify(element));
  } else if (element.get(array) == simdjson::SUCCESS) {
    for (const Element item : array) {
      if (item.is_object() || item.is_string()) add_part(item, into);
    }
  }
}

// A row of Log Analytics has its workspace's id where others have the tenant's.
void read_tenant(const Object& object, Unwrapped& into) {
  const bool workspace = member(object, "timegenerated").has_value();
  for (const std::string_view key : kTenantKeys) {
    if (workspace && key == "tenantid") continue;
    const auto value = member(object, key);
    std::string_view text;
    if (value && value->get(text) == simdjson::SUCCESS && !text.empty()) {
      into.tenant = text;
      return;
    }
  }
}

bool is_own_record(const Object& object) {
  for (const OwnKeys& own : kOwnKeys) {
    if (member(object, own.key) && has_one_of(object, own.beside)) return true;
  }
  return false;
}

}  // namespace aobo
