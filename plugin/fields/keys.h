// Whether a change of an application's keys added one, by what the audit logs write of them.
#pragma once

#include <optional>
#include <string_view>

#include "plugin/fields/extracted_event.h"
#include "plugin/fields/fields.h"

namespace aobo {

// Old and new value of KeyDescription, a list of texts such as
// "[KeyIdentifier=4f2e…,KeyType=Password,KeyUsage=Verify,DisplayName=a]". True where the new one
// holds a key that the old one did not; false where keys were only taken away, or nothing but their
// names changed; nothing where neither shows any key.
std::optional<bool> adds_key(std::string_view before, std::string_view after);

// The field aobo.key.added.
void key_added(ExtractedEvent& event, std::string_view argument, Values& values);

}  // namespace aobo
