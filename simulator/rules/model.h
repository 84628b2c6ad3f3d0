// What rules files say, item by item, after appends and overrides, before conditions are parsed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/rules/diagnostic.h"
#include "simulator/rules/placed_text.h"

namespace aobo::sim {

enum class Priority : std::uint8_t {
  kEmergency,
  kAlert,
  kCritical,
  kError,
  kWarning,
  kNotice,
  kInformational,
  kDebug,
  kCount
};
std::string_view name(Priority priority);                    // as Falco prints it
std::optional<Priority> priority_of(std::string_view text);  // in any case; "info" too

struct ListItem {
  std::string name;
  std::vector<std::string> items;
  std::size_t index = 0;       // order of definition; kept when it is redefined
  std::size_t visibility = 0;  // sees what was defined before
  SourcePlace place;
};

struct MacroItem {
  std::string name;
  PlacedText condition;
  std::size_t index = 0;
  std::size_t visibility = 0;
  SourcePlace place;
};

// A value of an exception: a text, or several.
struct ExceptionValue {
  std::vector<std::string> texts;
  bool is_list = false;
};

// One of an exception's values: a value for each field, or, where it was written as a text, itself.
struct ExceptionTuple {
  std::vector<ExceptionValue> values;
  bool is_list = false;
};

struct RuleException {
  std::string name;
  std::vector<std::string> fields, comps;
  bool scalar = false;  // one field against a flat list of values
  bool says_comps = false;
  std::vector<ExceptionTuple> values;
  SourcePlace place;
};

struct RuleItem {
  std::string name, desc, source = "syscall";
  PlacedText condition, output;
  Priority priority = Priority::kDebug;
  bool enabled = true, skip_if_unknown_filter = false;
  std::vector<std::string> tags;
  std::vector<RuleException> exceptions;
  std::uint32_t file = 0;
  SourcePlace place;  // of its name
};

// What the rule is about: the first of its tags behind the product's own.
std::string theme_of(const RuleItem& rule);

// The rule's part of the page of alerts, which stays when a description changes: "aobo Mail read by
// a partner" is mail-read-by-a-partner.
std::string help_anchor(std::string_view rule);

// Whether the name is among those that were chosen; where none was chosen all are.
bool is_chosen(const std::vector<std::string>& chosen, const std::string& name);

struct PluginVersion {
  std::string name, version;
};
struct PluginRequirement {
  std::vector<PluginVersion> any;  // the plugin, or one of its alternatives
  SourcePlace place;
};

// A rule, macro or list that was defined again, without an override.
struct Redefinition {
  std::string what, name;
  SourcePlace place, first;
};

struct RulesModel {
  std::vector<ListItem> lists;
  std::vector<MacroItem> macros;
  std::vector<RuleItem> rules;  // in the order of definition
  std::vector<PluginRequirement> requirements;
  std::vector<Redefinition> redefined;
  std::vector<Diagnostic> diagnostics;
  std::size_t defined = 0;  // lists and macros so far, again ones too

  ListItem* list(std::string_view name);
  MacroItem* macro(std::string_view name);
  RuleItem* rule(std::string_view name);
};

}  // namespace aobo::sim
