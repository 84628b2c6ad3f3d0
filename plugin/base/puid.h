// PUID: the id that a person's account keeps in every Microsoft service, 16 hex digits that begin
// with 100. In the unified audit log it stands as UserKey, alone or before "@", in an Azure token
// as puid and, for the home tenant, in altsecid.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace aobo {

std::optional<std::uint64_t> parse_puid(std::string_view text);

}  // namespace aobo
