#include "simulator/judge/asker.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "plugin/base/time.h"
#include "simulator/judge/fields.h"

namespace aobo::sim {
namespace {

std::string text_of(const FieldInfo& info, const FieldValue& value) {
  if (value.boolean) return *value.boolean ? "true" : "false";
  if (value.ip) return value.ip->text();
  if (value.number && info.type == FTYPE_ABSTIME)
    return format_time(static_cast<TimeNs>(*value.number));
  if (value.number) return std::to_string(*value.number);
  std::vector<std::string> texts = value.texts;
  std::sort(texts.begin(), texts.end());
  std::string line;
  for (const std::string& one : texts) line += (line.empty() ? "" : ", ") + one;
  return line;
}

}  // namespace

Result<Asker> Asker::make(const Session& session) {
  Asker asker(session);
  for (std::string& name : asked_fields()) {
    auto query = session.query("aobo." + name);
    if (!query) return query.error();
    asker.queries_.push_back(std::move(*query));
    asker.names_.push_back(std::move(name));
  }
  return asker;
}

Given Asker::ask(std::string& origin, std::uint64_t& offset) const {
  auto values = session_->extract_all(queries_);
  Given given;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i]) continue;
    given.fields[names_[i]] = text_of(*queries_[i].info, *values[i]);
    if (names_[i] == "candidates") given.candidates = values[i]->texts;
    if (names_[i] == "policy.violations") given.violations = values[i]->texts;
    if (names_[i] == "time") given.time = static_cast<TimeNs>(values[i]->number.value_or(0));
    if (names_[i] == "offset") offset = values[i]->number.value_or(0);
  }
  const auto text = [&](std::string_view name) {
    const auto at = given.fields.find(name);
    return at == given.fields.end() ? std::string() : at->second;
  };
  given.family = text("family");
  given.id = text("id");
  given.tenant = text("customer.id");
  given.path = text("path");
  given.upn = text("user.upn");
  given.user_id = text("user.id");
  given.confidence = text("confidence");
  given.method = text("method");
  given.derived = text("derived");
  given.policy = text("policy");
  given.is_partner = text("is_partner") == "true";
  origin = text("origin");
  return given;
}

void Asker::ask_more(const Truth& truth, Given& given) const {
  std::vector<FieldQuery> queries;
  std::vector<std::string> names;
  for (const auto& [field, allowed] : truth.says) {
    if (!field.ends_with("]") || field.find(' ') != std::string::npos) continue;
    auto query = session_->query("aobo." + field);
    if (!query) continue;
    queries.push_back(std::move(*query));
    names.push_back(field);
  }
  if (queries.empty()) return;
  const auto values = session_->extract_all(queries);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i]) given.fields[names[i]] = text_of(*queries[i].info, *values[i]);
  }
}

}  // namespace aobo::sim
