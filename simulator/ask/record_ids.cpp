#include "simulator/ask/record_ids.h"

#include <algorithm>
#include <utility>

#include "plugin/base/guid.h"
#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

constexpr std::size_t kPuid = 16, kDigits = 32, kGuid = 36;

void add(std::vector<std::string>& ids, std::string id) {
  if (std::ranges::find(ids, id) == ids.end()) ids.push_back(std::move(id));
}

bool is_of_an_id(char letter) { return is_hex_digit(letter) || letter == '-'; }

// A run of hex digits and dashes. A dash may stand before the id.
void add_id(std::string_view run, std::vector<std::string>& ids) {
  while (run.starts_with('-')) run.remove_prefix(1);
  while (run.ends_with('-')) run.remove_suffix(1);
  if (run.size() == kPuid && run.find('-') == std::string_view::npos) return add(ids, upper(run));
  if (run.size() != kGuid && run.size() != kDigits) return;
  if (const auto id = parse_id(run)) add(ids, id->text());
}

std::string first_of(const Session& session, const std::vector<FieldQuery>& queries) {
  for (const FieldQuery& query : queries) {
    if (std::string text = session.text(query); !text.empty()) return text;
  }
  return {};
}

}  // namespace

std::vector<std::string> ids_in(std::string_view text) {
  std::vector<std::string> ids;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_of_an_id(text[end])) ++end;
    add_id(text.substr(at, end - at), ids);
    at = end + 1;
  }
  return ids;
}

Result<RecordIds> RecordIds::make(const Session& session) {
  RecordIds ids;
  for (const auto& [field, into] : {std::pair("aobo.raw", &ids.raw_),
                                    {"aobo.change[UserPrincipalName]", &ids.new_upn_},
                                    {"aobo.signin.cross_tenant", &ids.cross_tenant_}}) {
    auto query = session.query(field);
    if (!query) return query.error();
    *into = std::move(*query);
  }
  for (const auto& [field, into] : {std::pair("aobo.json[/properties/homeTenantId]", &ids.homes_),
                                    {"aobo.json[/homeTenantId]", &ids.homes_},
                                    {"aobo.json[/properties/userId]", &ids.objects_},
                                    {"aobo.json[/userId]", &ids.objects_}}) {
    auto query = session.query(field);
    if (!query) return query.error();
    into->push_back(std::move(*query));
  }
  return ids;
}

void RecordIds::read(const Session& session, AskedEvent& into) const {
  if (into.is_derived()) return;
  into.ids = ids_in(session.text(raw_));
  into.new_upn = session.text(new_upn_);
  if (!into.is_sign_in()) return;
  into.home = lower(first_of(session, homes_));
  into.object = lower(first_of(session, objects_));
  if (into.home.empty() && equal_ignoring_case(session.text(cross_tenant_), "none"))
    into.home = into.customer_id;
}

}  // namespace aobo::sim
