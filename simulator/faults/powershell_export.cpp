// powershell-export: one log in three of those that Graph and Azure's REST give was written by
// their cmdlets: keys begin with a capital letter at every depth, and what the SDK did not know
// stands under AdditionalProperties.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

// Whether a colon follows: the text that ends at `at` was a key.
bool is_key(std::string_view json, std::size_t at) {
  const std::size_t next = json.find_first_not_of(" \t\r\n", at);
  return next != std::string_view::npos && json[next] == ':';
}

std::string with_capitals(std::string_view json) {
  std::string out(json);
  for (std::size_t at = 0; at < out.size(); ++at) {
    if (out[at] != '"') continue;
    const std::size_t begin = ++at;
    while (at < out.size() && out[at] != '"') at += out[at] == '\\' ? 2U : 1U;
    char& first = out[begin];
    if (first >= 'a' && first <= 'z' && is_key(json, at + 1))
      first = static_cast<char>(first - 'a' + 'A');
  }
  return out;
}

std::string wrapped(const FaultSetting& setting, const Draft& draft, std::string_view record) {
  const bool of_cmdlets = draft.shape == Shape::kGraph || draft.shape == Shape::kRest;
  if (!of_cmdlets || !hits(setting.seed, "cmdlet of " + draft.log->text, 1, 3)) return {};
  std::string text = with_capitals(record);
  const std::size_t end = text.rfind('}');
  return text.insert(end, R"(,"AdditionalProperties":{})");
}

}  // namespace

const Fault powershell_export{
    .name = "powershell-export",
    .text = "one log in three of Graph and Azure's REST was written by PowerShell's cmdlets",
    .skew = nullptr,
    .hides_address = nullptr,
    .strike = nullptr,
    .exported_at = nullptr,
    .wrap = wrapped};

}  // namespace aobo::sim::fault
