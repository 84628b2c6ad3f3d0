// Proofs and reasons as a payload holds them: their kinds, and the lines that people read.
#pragma once

#include <algorithm>
#include <string>

#include "plugin/case/proof.h"
#include "plugin/payload/event.pb.h"
#include "plugin/policy/reasons.h"

namespace aobo {

// A number of a newer version's is one that no kind has.
template <typename Kind>
Kind kind_of_number(std::uint32_t number) {
  return Kind{static_cast<std::uint8_t>(std::min<std::uint32_t>(number, 255))};
}
inline ProofKind kind_of(const payload::Proof& proof) {
  return kind_of_number<ProofKind>(proof.kind());
}
inline std::string text_of(const payload::Proof& proof) {
  Proof one{kind_of(proof), {}};
  const auto count =
      std::min(one.arguments.size(), static_cast<std::size_t>(proof.arguments_size()));
  for (std::size_t i = 0; i < count; ++i) one.arguments[i] = proof.arguments(static_cast<int>(i));
  return text(one);
}
inline std::string text_of(const payload::Reason& reason) {
  return text(VerdictReason{kind_of_number<ReasonKind>(reason.kind()), reason.argument()});
}

}  // namespace aobo
