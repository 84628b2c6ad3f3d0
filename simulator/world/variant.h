// Variants: where Microsoft's documentation does not say how a log looks, or logs are seen that
// look otherwise, the seed or the user chooses. One row each; every value of every row is exercised
// by tests.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "plugin/base/result.h"

namespace aobo::sim {

enum class Variant : std::uint8_t {
  kTechnicianDomain,
  kSignInUpn,
  kSignInUserId,
  kSharedRequestId,
  kSessionAcross,
  kMask,
  kExchangeForm,
  kTokenObject,
  kActorContext,
  kStsRequest,
  kAuditHome,
  kAoboPrincipal,
  kAoboEmail,
  kLighthouseToken,
  kIntuneObject,
  kAppOwner,
  kExchangeContext,
  kSignInSession,
  kAppContext,
  kUserKey,
  kMailboxHome,
  kAuditLinkable,
  kVaultPerson,
  kChangeActor,
  kCount
};

struct VariantRow {
  Variant variant;
  std::string_view name;
  std::array<std::string_view, 3> values;  // unused ones are empty
  std::string_view text;
  bool documented = false;  // as Microsoft's documents have it is the first of the values

  std::size_t count() const { return values[2].empty() ? 2 : 3; }
};
std::span<const VariantRow> variant_rows();

// What this world chose: an index into the row's values each.
class Variants {
 public:
  // By the seed, each value as likely; what is written on request alone is as documented.
  static Variants drawn(std::uint64_t seed);
  // As documented where a row says so; the others by the seed.
  static Variants usual(std::uint64_t seed);
  // "name=value". The error says what there is.
  std::optional<Error> set(std::string_view assignment);

  std::size_t operator[](Variant variant) const {
    return chosen_[static_cast<std::size_t>(variant)];
  }
  bool is(Variant variant, std::string_view value) const;
  std::string text() const;  // "technician-domain=partner …"

 private:
  std::array<std::uint8_t, static_cast<std::size_t>(Variant::kCount)> chosen_{};
};

}  // namespace aobo::sim
