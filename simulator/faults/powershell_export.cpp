// powershell-export: one log in three of those that Graph and Azure's REST give was written by
// their cmdlets: keys begin with a capital letter at every depth, and what the SDK did not know
// stands under AdditionalProperties. Every other of them was written by Windows PowerShell, whose
// ConvertTo-Json writes times as "\/Date(1772442000123)\/": milliseconds, and no more.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/text.h"
#include "plugin/base/time.h"
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

// Where the text that ends at `at` was a key, the value's beginning.
std::size_t value_behind(std::string_view json, std::size_t at) {
  const std::size_t colon = json.find_first_not_of(" \t\r\n", at);
  if (colon == std::string_view::npos || json[colon] != ':') return std::string_view::npos;
  return json.find_first_not_of(" \t\r\n", colon + 1);
}

bool is_time(std::string_view key) {
  constexpr std::string_view kEnds[] = {"datetime", "timestamp"};
  return std::ranges::any_of(kEnds,
                             [&](std::string_view end) { return lower(key).ends_with(end); });
}

TimeNs in_milliseconds(TimeNs time) {
  constexpr TimeNs kMillisecond = kSecondNs / 1000;
  return time / kMillisecond * kMillisecond;
}

class Cmdlet {
 public:
  Cmdlet(std::string_view json, bool windows) : json_(json), windows_(windows) {}

  std::string written() {
    for (std::size_t at = 0; at < json_.size(); ++at) {
      out_ += json_[at];
      if (json_[at] == '"') at = string(at + 1);
    }
    return std::move(out_);
  }

 private:
  // Where the closing quote of the string is that begins at `begin`, once it is written.
  std::size_t string(std::size_t begin) {
    std::size_t end = begin;
    while (end < json_.size() && json_[end] != '"') end += json_[end] == '\\' ? 2U : 1U;
    const std::string_view text = json_.substr(begin, end - begin);
    const std::size_t value = value_behind(json_, end + 1);
    const bool key = value != std::string_view::npos;
    if (key && !text.empty() && text[0] >= 'a' && text[0] <= 'z') {
      out_ += static_cast<char>(text[0] - 'a' + 'A');
      out_ += text.substr(1);
    } else if (const auto time = windows_ && time_ ? parse_time(text) : std::nullopt;
               time && !key) {
      out_ += fmt::format("\\/Date({})\\/", *time / (kSecondNs / 1000));
    } else {
      out_ += text;
    }
    time_ = key && is_time(text);
    if (end < json_.size()) out_ += '"';
    return end;
  }

  std::string_view json_;
  bool windows_;       // PowerShell
  bool time_ = false;  // the key before was a time's
  std::string out_;
};

std::string wrapped(const FaultSetting& setting, Draft& draft, std::string_view record) {
  const bool of_cmdlets = draft.shape == Shape::kGraph || draft.shape == Shape::kRest;
  if (!of_cmdlets || !hits(setting.seed, "cmdlet of " + draft.log->text, 1, 3)) return {};
  const bool windows = hits(setting.seed, "Windows PowerShell of " + draft.log->text, 1, 2);
  if (windows) draft.time = in_milliseconds(draft.time);
  std::string text = Cmdlet(record, windows).written();
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
