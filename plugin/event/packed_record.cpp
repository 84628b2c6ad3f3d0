#include "plugin/event/packed_record.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <iterator>
#include <type_traits>
#include <vector>

#include "plugin/base/text.h"
#include "plugin/event/family_traits.h"
#include "plugin/event/record_parts.h"

namespace aobo {
namespace {

// Every part but the changes and parameters.
void copy_but_lists(const Record& record, Record& copy) {
  const auto assign = []<typename Part>(const Part& from, Part& into) {
    constexpr bool list =
        std::is_same_v<Part, std::vector<Change>> || std::is_same_v<Part, std::vector<Parameter>>;
    if constexpr (!list) into = from;
  };
  each_part(record, [&](const auto&... from) {
    each_part(copy, [&](auto&... into) { (assign(from, into), ...); });
  });
}

// What lessons read of a record's changes and parameters: who is called how, which role, for how
// long (tests/plugin/event/packed_record_test.cpp holds it to them).
bool teaches(std::string_view name) {
  constexpr std::string_view kTeaching[] = {"UserPrincipalName", "Role.DisplayName", kPimStart,
                                            kPimEnd, kPimTicket};
  return is_any_ignoring_case(kTeaching, name);
}

}  // namespace

void PackedRecord::pack(std::string_view json) {
  std::size_t size = json.size();
  each_text(record_, [&](std::string_view text) { size += text.size(); });
  text_ = std::make_unique_for_overwrite<char[]>(size);
  text_bytes_ = size;
  char* at = text_.get();
  const auto move_in = [&](std::string_view& text) {
    if (text.empty()) {
      text = {};
      return;
    }
    std::memcpy(at, text.data(), text.size());
    text = {at, text.size()};
    at += text.size();
  };
  each_text(record_, move_in);
  json_ = json;
  move_in(json_);
}

PackedRecord PackedRecord::whole(const Record& record, std::string_view json) {
  PackedRecord packed;
  packed.record_ = record;
  packed.pack(json);
  return packed;
}

PackedRecord PackedRecord::who(const Record& record) {
  PackedRecord packed;
  Record& r = packed.record_;
  copy_but_lists(record, r);
  for (std::string_view* text :
       {&r.form, &r.operation_raw, &r.resource, &r.target_role, &r.target_principal_type,
        &r.ip_text, &r.user_agent, &r.country, &r.correlation, &r.sign_in.mfa, &r.sign_in.client,
        &r.sign_in.ca_status, &r.sign_in.risk, &r.check_out.reason})
    *text = {};
  // By it the records of one change of a directory belong together, and those of one sign-in.
  if ((is_directory_change(record) || is_sign_in(record)) && parse_id(record.correlation))
    r.correlation = record.correlation;
  std::ranges::copy_if(record.changes, std::back_inserter(r.changes), teaches, &Change::name);
  std::ranges::copy_if(record.parameters, std::back_inserter(r.parameters), teaches,
                       &Parameter::name);
  packed.pack({});
  return packed;
}

void PackedRecord::save(Writer& writer) const {
  writer(std::string(record_.family->name), static_cast<std::uint32_t>(record_.changes.size()),
         static_cast<std::uint32_t>(record_.parameters.size()));
  each_value(record_, [&](const auto& value) { writer(value); });
  each_text(record_, [&](std::string_view text) { writer(std::string(text)); });
  writer(std::string(json_));
}

void PackedRecord::load(Reader& reader) {
  std::uint32_t changes = 0, parameters = 0;
  std::string family;
  reader(family, changes, parameters);
  record_ = Record{};
  record_.family = &family_named(family);
  // Each of their texts has its length before it.
  constexpr std::size_t kLength = sizeof(cereal::size_type);
  reader.expect(changes, 3 * kLength);
  reader.expect(parameters, 2 * kLength);
  record_.changes.resize(changes);
  record_.parameters.resize(parameters);
  each_value(record_, [&](auto& value) { reader(value); });
  std::deque<std::string> texts;
  each_text(record_, [&](std::string_view& text) {
    reader(texts.emplace_back());
    text = texts.back();
  });
  std::string json;
  reader(json);
  pack(json);
}

std::size_t PackedRecord::bytes() const {
  return sizeof *this + text_bytes_ + record_.changes.capacity() * sizeof(Change) +
         record_.parameters.capacity() * sizeof(Parameter);
}

}  // namespace aobo
