// Records that were judged, and are asked about again because of one that came after them.
#include <algorithm>

#include "simulator/generate/world_writer.h"

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
void WorldWriter::ask_before(const Row& check_out) {
  std::vector<Row*> named;
  for (Row& row : judged_) {
    if (row.named.answer == Answer::kNamed && row.clues.shared == check_out.clues.shared &&
        !lends(row.clues.teaches))
      named.push_back(&row);
  }
  for (const Row* row : named) oracle_.take_back(sighting_of(*row));
  for (Row* row : named) {
    const Sighting sighting = sighting_of(*row);
    const Knowable now = oracle_.ask(sighting);
    if (now.answer == Answer::kNamed) {
      oracle_.learn(sighting, now);
      continue;
    }
    row->named = {};
    if (row->truth.session.empty()) continue;
    std::vector<Row*>& open = open_[row->truth.session];
    if (std::find(open.begin(), open.end(), row) == open.end()) open.push_back(row);
  }
}

}  // namespace aobo::sim
