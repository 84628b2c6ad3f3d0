// One event whose fields a test states, for rules to be held against: no plugin, no log.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/rules/event_view.h"
#include "simulator/rules/ruleset.h"

namespace aobo::test {

class OneEvent : public sim::FieldReader {
 public:
  // ---- fields, and what they hold
  OneEvent& text(const std::string& name, const std::string& value) {
    return add(name, FTYPE_STRING, false, {value}, {});
  }
  OneEvent& number(const std::string& name, std::uint64_t value,
                   ss_plugin_field_type type = FTYPE_UINT64) {
    return add(name, type, false, {}, {value});
  }
  OneEvent& flag(const std::string& name, bool value) {
    return number(name, value ? 1 : 0, FTYPE_BOOL);
  }
  OneEvent& bytes(const std::string& name, ss_plugin_field_type type, const std::string& value) {
    return add(name, type, false, {value}, {});
  }
  OneEvent& texts(const std::string& name, std::vector<std::string> values) {
    return add(name, FTYPE_STRING, true, std::move(values), {});
  }
  OneEvent& numbers(const std::string& name, std::vector<std::uint64_t> values,
                    ss_plugin_field_type type = FTYPE_UINT64) {
    return add(name, type, true, {}, std::move(values));
  }
  OneEvent& nothing(const std::string& name, ss_plugin_field_type type = FTYPE_STRING) {
    return add(name, type, false, {}, {});
  }
  // A field whose value is a text about the argument it was given.
  OneEvent& argued(const std::string& name, bool key, bool index, bool required) {
    add(name, FTYPE_STRING, false, {}, {});
    fields_.back().takes_key = key;
    fields_.back().takes_index = index;
    fields_.back().needs_argument = required;
    return *this;
  }
  OneEvent& event(sim::EventFact fact, const std::string& text, std::uint64_t number = 0) {
    facts_[fact] = {text, number};
    return *this;
  }

  const std::vector<sim::FieldInfo>& fields() const { return fields_; }

  void read(const sim::Column& column, std::size_t, sim::Cell& into) override {
    if (column.field->fact != sim::EventFact::kNone) {
      const auto fact = facts_.find(column.field->fact);
      if (fact == facts_.end()) return;
      if (column.field->info.type == FTYPE_STRING) {
        into.texts.push_back(fact->second.first);
      } else {
        into.numbers.push_back(fact->second.second);
      }
      return;
    }
    const sim::FieldInfo& info = column.field->info;
    if (info.takes_key || info.takes_index) {
      const std::string& argument = column.query.argument;
      const bool digits =
          !argument.empty() && argument.find_first_not_of("0123456789") == std::string::npos;
      into.texts.push_back(
          kept_.emplace_back("present=" + std::string(argument.empty() ? "0" : "1") +
                             " key=" + (info.takes_key ? argument : "NULL") +
                             " idx=" + (info.takes_index && digits ? argument : "-1")));
      return;
    }
    const Held& held = held_.at(info.name);
    for (const std::string& value : held.texts) into.texts.push_back(value);
    into.numbers = held.numbers;
  }

 private:
  struct Held {
    std::vector<std::string> texts;
    std::vector<std::uint64_t> numbers;
  };

  OneEvent& add(const std::string& name, ss_plugin_field_type type, bool list,
                std::vector<std::string> texts, std::vector<std::uint64_t> numbers) {
    sim::FieldInfo info;
    info.id = static_cast<std::uint32_t>(fields_.size());
    info.name = name;
    info.type = type;
    info.is_list = list;
    fields_.push_back(info);
    held_[name] = {std::move(texts), std::move(numbers)};
    return *this;
  }

  std::vector<sim::FieldInfo> fields_;
  std::map<std::string, Held> held_;
  std::map<sim::EventFact, std::pair<std::string, std::uint64_t>> facts_;
  std::deque<std::string> kept_;
};

}  // namespace aobo::test
