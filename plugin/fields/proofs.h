// Proofs as a payload holds them: their kinds, and the lines that people read.
#pragma once

#include <algorithm>
#include <string>

#include "plugin/case/proof.h"
#include "plugin/payload/event.pb.h"

namespace aobo {

inline ProofKind kind_of(const payload::Proof& proof) {
  return ProofKind{static_cast<std::uint8_t>(std::min<std::uint32_t>(proof.kind(), 255))};
}
inline std::string text_of(const payload::Proof& proof) {
  Proof one{kind_of(proof), {}};
  const auto count =
      std::min(one.arguments.size(), static_cast<std::size_t>(proof.arguments_size()));
  for (std::size_t i = 0; i < count; ++i) one.arguments[i] = proof.arguments(static_cast<int>(i));
  return text(one);
}

}  // namespace aobo
