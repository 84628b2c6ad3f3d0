// The home UPN inside a guest's name. It is made when the guest is invited and stays, whoever bears
// that name at home later.
#pragma once

#include <string>
#include <string_view>

namespace aobo {

// "alice_partner.example#EXT#@contoso.onmicrosoft.com" is alice@partner.example: a domain has no
// "_", so the last one is the "@". Also SharePoint's "urn:spo:guest#alice@partner.example". Empty
// where it is no guest's name.
std::string home_upn_of_guest(std::string_view upn);

}  // namespace aobo
