#include "plugin/event/packed_record.h"

#include <cstring>
#include <deque>

#include "plugin/event/record_parts.h"

namespace aobo {

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
  r.family = record.family;
  r.kind = record.kind;
  r.id = record.id;
  r.time = record.time;
  r.log_tenant = record.log_tenant;
  r.tenant = record.tenant;
  r.tenant_name = record.tenant_name;
  r.subscription = record.subscription;
  r.operation = record.operation;
  r.workload = record.workload;
  r.outcome = record.outcome;
  r.other_outcome = record.other_outcome;
  r.actor = record.actor;
  r.app_id = record.app_id;
  r.target_id = record.target_id;
  r.target_name = record.target_name;
  r.address = record.address;
  r.session = record.session;
  r.request = record.request;
  r.token = record.token;
  r.sign_in.cross_tenant = record.sign_in.cross_tenant;
  r.check_out = record.check_out;
  r.check_out.reason = {};
  r.grant = record.grant;
  if (record.operation == kPimActivation) {
    for (const std::string_view name : {kPimStart, kPimEnd, kPimTicket}) {
      if (const std::string_view value = parameter(record, name); !value.empty())
        r.parameters.push_back({name, value});
    }
  }
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
