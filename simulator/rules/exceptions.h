// The exceptions of a rule as its item in a rules file gives them.
#pragma once

#include <vector>

#include "simulator/rules/model.h"
#include "simulator/rules/yaml_item.h"

namespace aobo::sim {

// The exceptions of a rule's item, or of an item that `adds` to a rule; a name that comes again is
// warned of. Throws LoadFailure with the place of what is wrong.
std::vector<RuleException> read_exceptions(const YamlItem& item, bool adds,
                                           std::vector<Diagnostic>& diagnostics);

// Adds them to a rule's: of one whose name it has only values may come. Throws LoadFailure.
void append_exceptions(std::vector<RuleException>& rule, std::vector<RuleException> more);

// Whether several values may stand behind it in parentheses: "in", "startswith oneof".
bool takes_list(std::string_view comp);

// What is wrong with a tuple of the exception, in Falco's words; empty for nothing. Falco finds it
// when the condition is put together.
std::string_view wrong_tuple(const RuleException& exception, const ExceptionTuple& tuple);

}  // namespace aobo::sim
