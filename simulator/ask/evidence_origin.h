// Where a piece of evidence comes from: the record itself, or another record of the input. Decided
// by its kind (aobo.evidence.kinds), never by its sentence.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/ask/event.h"
#include "simulator/report/zone.h"

namespace aobo::sim {

struct EvidenceOrigin {
  std::string_view kind;  // as aobo.evidence.kinds has it
  // Where it is from; of those in another record, where that is not among the events.
  std::string_view text;
  // Whether `other` is the record that it is from; null where no other record is.
  bool (*fits)(const AskedEvent& of, const AskedEvent& other) = nullptr;
  // Of several the first, else the last.
  bool first = false;
};
// A row for each kind that the plugin has, in its order.
std::span<const EvidenceOrigin> evidence_origins();

// "from this record", "from 2026-03-02T08:00:11Z entra.signin 090b…"; empty for a kind that is not
// known. `events` in their order in time.
std::string origin_of_evidence(const std::vector<AskedEvent>& events, const AskedEvent& of,
                               std::string_view kind, const Zone& zone);

}  // namespace aobo::sim
