// Recording: what every field that rules ask for held, event by event, so that many rules, and many
// changed ones, can be held against the same events without asking the plugin again.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/result.h"
#include "simulator/rules/event_view.h"
#include "simulator/rules/session_reader.h"

namespace aobo::sim {

class Recording {
 public:
  struct Event {
    std::uint32_t from = 0, to = 0;  // entries
    std::string_view origin;         // the input it was read from
    std::uint64_t offset = 0;
    std::string_view derived, upn;  // aobo.derived, aobo.user.upn; empty for none
    std::uint64_t time = 0;
    std::uint64_t number = 0;
  };

  // What the reader says of the event that its session has at hand.
  void add(const Columns& columns, SessionReader& reader, const Session& session);
  // An event of which nothing is known but these fields, by their names with arguments. The error
  // says which there is none of, or which value cannot be.
  std::optional<Error> add_made(const Columns& columns, const Schema& schema,
                                const std::map<std::string, std::string>& fields);
  const std::vector<Event>& events() const { return events_; }
  void fill(const Event& event, std::size_t column, Cell& into) const;

 private:
  struct Entry {
    std::uint32_t column, first;
    std::uint32_t count;
    bool texts;
  };
  std::string_view kept(std::string_view text);

  std::vector<Event> events_;
  std::vector<Entry> entries_;
  std::vector<std::string_view> texts_;
  std::vector<std::uint64_t> numbers_;
  std::set<std::string_view> known_;  // in order: no log content can make it slow
  std::deque<std::string> pool_;
};

class RecordingReader : public FieldReader {
 public:
  explicit RecordingReader(const Recording& recording) : recording_(recording) {}
  void at(const Recording::Event& event) { event_ = &event; }
  void read(const Column&, std::size_t number, Cell& into) override {
    recording_.fill(*event_, number, into);
  }

 private:
  const Recording& recording_;
  const Recording::Event* event_ = nullptr;
};

}  // namespace aobo::sim
