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

namespace families_of {
bool is_entra_signin(const Document&);
bool is_entra_audit(const Document&);
bool is_m365_audit(const Document&);
bool is_azure_activity(const Document&);
bool is_intune_audit(const Document&);
bool is_graph_activity(const Document&);
bool is_partner_audit(const Document&);
bool is_vault_checkout(const Document&);
bool is_access_window(const Document&);
std::optional<Refusal> parse_entra_signin(const Document&, Record&);
std::optional<Refusal> parse_entra_audit(const Document&, Record&);
std::optional<Refusal> parse_m365_audit(const Document&, Record&);
std::optional<Refusal> parse_azure_activity(const Document&, Record&);
std::optional<Refusal> parse_intune_audit(const Document&, Record&);
std::optional<Refusal> parse_graph_activity(const Document&, Record&);
std::optional<Refusal> parse_partner_audit(const Document&, Record&);
std::optional<Refusal> parse_vault_checkout(const Document&, Record&);
std::optional<Refusal> parse_access_window(const Document&, Record&);
}  // namespace families_of

}  // namespace aobo
