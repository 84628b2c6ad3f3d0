// The log families: one row each, one file each. A new family is a new file and a row here.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "plugin/base/refusal.h"
#include "plugin/event/record.h"
#include "plugin/parse/document.h"

namespace aobo {

struct FamilyRow {
  Family traits;
  bool (*recognises)(const Document&);
  // Fills the record, or says why it cannot. Never throws, never guesses.
  std::optional<Refusal> (*parse)(const Document&, Record&);
};

// In the order in which they are asked; the first that recognises a record has it.
std::span<const FamilyRow> families();

}  // namespace aobo
