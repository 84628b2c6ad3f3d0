// Where a piece of evidence comes from: the record itself, or another record of the input. Decided
// by its kind (aobo.evidence.kinds); of its sentence only the ids and names are looked for in the
// records that the kind allows.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/ask/event.h"
#include "simulator/report/zone.h"

namespace aobo::sim {

// A line of evidence, of the record that it was given for.
struct Claim {
  const AskedEvent& of;
  std::string_view sentence;
  std::vector<std::string> ids;  // that stand in the sentence (ids_in)
};

struct EvidenceOrigin {
  std::string_view kind;  // as aobo.evidence.kinds has it
  // Where it is from; of those in another record, where that is not among the events.
  std::string_view text;
  // Whether `other` may be the record that it is from; null where no other record is.
  bool (*fits)(const Claim& claim, const AskedEvent& other) = nullptr;
  // Which of several it is from.
  enum class Pick { kLast, kFirst, kNearest } pick = Pick::kLast;
};
// A row for each kind that the plugin has, in its order.
std::span<const EvidenceOrigin> evidence_origins();

// "from this record", "from 2026-03-02T08:00:11Z entra.signin 090b…"; empty for a kind that is not
// known. `events` in their order in time, with what RecordIds reads of them. `nth` counts the lines
// of evidence of `of`, from 0.
std::string origin_of_evidence(const std::vector<AskedEvent>& events, const AskedEvent& of,
                               std::size_t nth, const Zone& zone);

}  // namespace aobo::sim
