// Records that were judged, and are asked about again because of one that came after them.
#include <algorithm>

#include "simulator/generate/world_writer.h"
#include "simulator/truth/answer.h"

namespace aobo::sim {

// A record that names somebody may tell who it was before in the same session; and that, once
// known, tells more.
void WorldWriter::ask_again(const Row& teacher) {
  const auto found = open_.find(teacher.truth.session);
  const bool teaches = teacher.clues.teaches != Teaches::kNothing || teacher.clues.own_puid;
  if (found == open_.end() || !teaches) return;
  bool learned = true;
  while (learned) {
    learned = false;
    for (Row*& row : found->second) {
      if (row == nullptr) continue;
      const Sighting sighting = sighting_of(*row);
      const Knowable now = oracle_.ask(sighting);
      if (now.answer != Answer::kNamed) continue;
      oracle_.learn(sighting, now);
      learned = learned || now.by != row->named.by;
      row->named = now;
      if (row->truth.knowable.answer != Answer::kNamed) row = nullptr;
    }
  }
  std::erase(found->second, nullptr);
}

// Whom an open loan named a moment ago may be doubtful by the next one. What they taught is taken
// back, and whoever is still named teaches it again: two that rest on each other rest on nothing.
// A wrong name that the logs lead to teaches as a right one does.
bool WorldWriter::is_misled(const Row& row) { return row.truth.knowable.answer == Answer::kMisled; }

void WorldWriter::ask_before(const Row& check_out) {
  std::vector<Row*> named;
  for (Row& row : judged_) {
    const bool has_name = row.named.answer == Answer::kNamed || is_misled(row);
    if (has_name && row.clues.shared == check_out.clues.shared && !lends(row.clues.teaches))
      named.push_back(&row);
  }
  for (const Row* row : named) oracle_.take_back(sighting_of(*row));
  for (Row* row : named) {
    const Sighting sighting = sighting_of(*row);
    const Knowable now = oracle_.ask(sighting);
    const bool still = now.answer == Answer::kNamed || now.answer == Answer::kMisled;
    if (still) oracle_.learn(sighting, now);
    if (still || row->named.answer != Answer::kNamed) continue;
    row->named = {};
    if (row->truth.session.empty()) continue;
    std::vector<Row*>& open = open_[row->truth.session];
    if (std::find(open.begin(), open.end(), row) == open.end()) open.push_back(row);
  }
}

// A sure name stands as it was first told: that another way tells the same is no other answer.
void WorldWriter::say_first_name(Row& row, const Sighting& sighting) const {
  const Knowable& then = row.truth.then;
  const bool sure = row.named.answer == Answer::kNamed && row.named.strong &&
                    then.answer == Answer::kNamed && then.strong;
  if (!sure || row.named.persons != then.persons) return;
  Says first;
  say_answer(world_, oracle_.directory(), sighting, row.named, first);
  for (const std::string_view field : {"method", "confidence"}) {
    std::vector<std::string>& allowed = row.truth.then_says[std::string(field)];
    for (const std::string& value : first[std::string(field)]) {
      if (std::find(allowed.begin(), allowed.end(), value) == allowed.end())
        allowed.push_back(value);
    }
  }
}

// The same answer by other evidence, as where what told it first has become doubtful: either may be
// told in the end.
void WorldWriter::say_other_ways(Row& row, const Sighting& sighting) const {
  Says last;
  say_answer(world_, oracle_.directory(), sighting, row.truth.then, last);
  for (const char* field : {"method", "confidence"}) {
    std::vector<std::string> allowed = row.truth.says[field];
    for (const std::string& value : last[field]) {
      if (std::find(allowed.begin(), allowed.end(), value) == allowed.end())
        allowed.push_back(value);
    }
    if (allowed != row.truth.says[field]) row.truth.then_says[field] = std::move(allowed);
  }
}

}  // namespace aobo::sim
