// Compiling a condition: fields are found, types fit, constants are read, sets and patterns are
// made, once. Errors have Falco's own texts; what Falco warns about is a warning.
#pragma once

#include <re2/re2.h>

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

#include "plugin/base/ip.h"
#include "simulator/rules/condition.h"
#include "simulator/rules/event_view.h"
#include "simulator/rules/schema.h"

namespace aobo::sim {

enum class Transformer : std::uint8_t {
  kToLower,
  kToUpper,
  kB64,
  kBasename,
  kLen,
  kJoin,
  kConcat,
  kGetopt
};

// A side of a check, ready to be worked out for an event.
struct Operand {
  enum class Kind : std::uint8_t {
    kColumn,
    kTransformed,
    kConstant,
    kGathered  // the items' values, as one list of texts
  };
  Kind kind = Kind::kConstant;
  std::size_t column = 0;
  Transformer transformer = Transformer::kToLower;
  std::vector<Operand> items;           // of a transformer
  std::optional<std::string> argument;  // of getopt: the option that is asked for
  std::string constant;
  ss_plugin_field_type type = FTYPE_STRING;
  bool is_list = false;
};

// Addresses that begin with these bits.
struct Network {
  Ip ip;
  unsigned bits = 0;
};

// The constants on the right, read as the left side's type.
struct Constants {
  std::vector<std::string> texts;
  std::unordered_set<std::string_view> set;  // of texts
  std::vector<std::uint64_t> numbers;
  std::vector<Ip> addresses;
  std::vector<Network> networks;
  std::vector<std::unique_ptr<RE2>> patterns;
};

struct CompiledCheck {
  Operand left;
  Op op = Op::kExists;
  Modifier modifier = Modifier::kNone;
  std::unique_ptr<Operand> right;  // a field; null: the constants
  Constants constants;
  std::string text;  // as a person would write it
  FalcoVersion falco = kNewestFalco;
};

// The compiled condition: a tree over checks.
struct Program {
  Condition::Kind kind = Condition::Kind::kCheck;
  std::vector<Program> parts;
  std::size_t check = 0;
};

// All checks of the rules that are evaluated together, each once.
class Checks {
 public:
  std::size_t size() const { return all_.size(); }
  const CompiledCheck& operator[](std::size_t number) const { return *all_[number]; }
  // The number of the check with this text; adds `make()` where there is none.
  std::optional<std::size_t> find(const std::string& text) const;
  std::size_t add(std::unique_ptr<CompiledCheck> check);

 private:
  std::vector<std::unique_ptr<CompiledCheck>> all_;
  std::unordered_map<std::string, std::size_t> by_text_;
};

struct CompileIssue {
  Range range;  // of the condition's text
  std::string message;
  std::string hint;
};

struct CompileContext {
  const Schema& schema;
  Columns& columns;
  Checks& checks;
};

// A condition without macros. Warnings are added to `warnings`.
std::variant<Program, CompileIssue> compile(const Condition& condition,
                                            const CompileContext& context,
                                            std::vector<CompileIssue>& warnings);
// A term that stands for a value: of outputs.
std::variant<Operand, CompileIssue> compile_operand(const Term& term,
                                                    const CompileContext& context);

}  // namespace aobo::sim
