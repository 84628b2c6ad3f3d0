// Pages: answers and batches that hold records in a list. For instance
//   {"tenant":"…","value":[{…},{…}]}                            Graph, kept by a script
//   {"meta":{"rows":2},"data":[{…},{…}]}                        an answer with what describes it
//   {"statusCode":200,"headers":{…},"body":{"value":[{…}]}}     Power Automate, Logic Apps
//   {"responses":[{"id":"1","headers":{…},"body":{"value":[{…}]}}]}  Graph's $batch
// One rule tells them from records of others that hold lists of what their users wrote: no key of a
// record stands there, and a list of objects has a name of pages', or is the only one among plain
// values and what describes it (base/page_keys.h). Of such a page every list of objects is read,
// so that what is no record is refused by its own keys and nothing is passed over. The list may lie
// deeper only under the few names in which answers are handed on, under a name of lists
// (`{"signIns":{"value":[…]}}`), under tenants' ids and domains where nothing else stands there, or
// under any name where nothing but what describes a page stands beside it: a log of others says
// more of itself than one object.
#include <algorithm>
#include <iterator>

#include "plugin/base/guid.h"
#include "plugin/base/json_object.h"
#include "plugin/base/page_keys.h"
#include "plugin/base/text.h"
#include "plugin/unwrap/members.h"

namespace aobo {
namespace {

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;
using Array = simdjson::dom::array;

constexpr std::size_t kPageDepth = 5;

bool is_list_of_objects(const Element& element) {
  Array array;
  return element.get(array) == simdjson::SUCCESS && array.size() != 0 && array.at(0).is_object();
}

bool holds_something(const Element& element) {
  Array array;
  Object object;
  if (element.get(array) == simdjson::SUCCESS) return array.size() != 0;
  return element.get(object) == simdjson::SUCCESS && object.size() != 0;
}

bool is_of_a_record(const Object& object) {
  for (const auto field : object) {
    if (is_folded_of_any(page::kOfRecords, field.key)) return true;
  }
  return is_own_record(object);
}

// Beside a time a list of no such name is something that a record tells: comments, targets.
constexpr std::string_view kTimes[] = {"time",      "timestamp", "date",       "datetime",  "ts",
                                       "published", "eventtime", "occurredat", "createdat", "uuid"};

bool is_tenant_or_domain(std::string_view key) {
  if (key.size() == 36) return parse_id(key).has_value();
  const std::size_t point = key.find('.');
  return point != std::string_view::npos && point > 0 && key.back() != '.' &&
         std::ranges::all_of(key, [](char letter) {
           const char low = to_lower(letter);
           return (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') || low == '-' ||
                  low == '.';
         });
}

// The page's lists, in their order; none where it is no page. A list that stands alone under a
// tenant's id or domain is that tenant's.
std::vector<Element> lists_of(const Object& object, Unwrapped& page) {
  std::vector<Element> lists;
  bool named = false, others = false;
  std::string_view name, written;
  for (const auto field : object) {
    others = others || is_folded_of_any(kTimes, field.key);
    if (!holds_something(field.value) || is_folded_of_any(page::kColumnLists, field.key)) continue;
    if (page::is_written(field.key)) {
      others = true;
      if (is_list_of_objects(field.value)) written = field.key;
    } else if (is_list_of_objects(field.value)) {
      lists.push_back(field.value);
      name = field.key;
      named = named || page::is_list_name(name);
    } else {
      others = others || !is_folded_of_any(page::kDescriptions, field.key);
    }
  }
  if (named && !written.empty())
    page.left_out = "a page's list under " + printable(written, 40) + ", where people write";
  if (named) return lists;
  if (lists.size() != 1 || others) return {};
  if (page.tenant.empty() && is_tenant_or_domain(name)) page.tenant = name;
  return lists;
}

// {"tables":[…],"error":{"code":"PartialError"}}: more was found than is there.
void read_partial(const Object& object, Unwrapped& page) {
  const auto error = member(object, "error");
  Object inner;
  if (!error || error->get(inner) != simdjson::SUCCESS || inner.size() == 0) return;
  std::string_view code;
  if (const auto value = member(inner, "code"); value && value->get(code) != simdjson::SUCCESS)
    code = {};
  page.cut = "an answer that says it is not whole";
  if (!code.empty()) page.cut += ": " + printable(code, 40);
}

bool carries(std::string_view key) {
  return is_folded_of_any(page::kCarriers, key) || page::is_list_name(key);
}

// {"contoso.com":[{…}],"<tenant id>":{"value":[…]}}: what scripts make of many tenants. Each is a
// page of that tenant's. Nothing where something else stands beside them.
bool add_pages_by_tenant(const Object& object, Unwrapped& page) {
  std::vector<std::string> pages;
  for (const auto field : object) {
    if (!holds_something(field.value) && !field.value.is_array() && !field.value.is_object())
      return false;
    if (!is_tenant_or_domain(field.key)) return false;
    if (!holds_something(field.value)) continue;
    if (!field.value.is_object() && !is_list_of_objects(field.value)) return false;
    pages.push_back(JsonObject()
                        .whole_text("tenant", field.key)
                        .raw(field.value.is_array() ? "value" : "data", json_of(field.value))
                        .done());
  }
  std::ranges::move(pages, std::back_inserter(page.parts));
  return !pages.empty();
}

// Whether the object holds one thing, and else at most what describes it.
bool holds_one_thing(const Object& object) {
  std::size_t things = 0;
  for (const auto field : object) {
    if (page::is_written(field.key)) return false;
    things += is_folded_of_any(page::kDescriptions, field.key) ? 0U : 1U;
  }
  return things == 1;
}

// Whether the object, or one in which answers are handed on, holds lists of records.
bool gather(const Object& object, std::size_t depth, Unwrapped& page) {
  if (depth == kPageDepth || is_of_a_record(object)) return false;
  const std::vector<Element> lists = lists_of(object, page);
  for (const Element& list : lists) add_part(list, page);
  if (!lists.empty()) {
    read_partial(object, page);
    return true;
  }
  if (add_pages_by_tenant(object, page)) return true;
  bool any = false;
  const bool alone = holds_one_thing(object);
  for (const auto field : object) {
    Object inner;
    if ((alone || (carries(field.key) && !page::is_written(field.key))) &&
        field.value.get(inner) == simdjson::SUCCESS && inner.size() != 0)
      any = gather(inner, depth + 1, page) || any;
  }
  return any;
}

}  // namespace

std::optional<Unwrapped> open_page(const Object& object) {
  Unwrapped page;
  read_tenant(object, page);
  return gather(object, 0, page) ? std::optional(std::move(page)) : std::nullopt;
}

}  // namespace aobo
