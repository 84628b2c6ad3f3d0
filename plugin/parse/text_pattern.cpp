#include "plugin/parse/text_pattern.h"

#include <re2/re2.h>
#include <time.h>

#include <array>
#include <iomanip>
#include <limits>
#include <locale>
#include <span>
#include <sstream>

#include "plugin/base/json_object.h"
#include "plugin/base/time.h"

namespace aobo {
namespace {

constexpr std::size_t kMaxGroups = 32;
constexpr std::string_view kOfVault[] = {"time", "account", "person", "action"};
constexpr std::string_view kOfTool[] = {"time", "user", "tenant", "message"};

// Reads a time as strptime(3) does, to its end; a zone (%z) counts, none means UTC.
std::optional<TimeNs> read_as(const std::string& text, const std::string& format) {
  struct tm parts {};
  const char* end = strptime(text.c_str(), format.c_str(), &parts);
  if (end != text.c_str() + text.size()) return std::nullopt;
  const auto offset = static_cast<TimeNs>(parts.tm_gmtoff);
  struct tm day {};  // 31 February would become a day of March
  day.tm_year = parts.tm_year;
  day.tm_mon = parts.tm_mon;
  day.tm_mday = parts.tm_mday;
  if (timegm(&day) == -1 || day.tm_mday != parts.tm_mday) return std::nullopt;
  const TimeNs seconds = static_cast<TimeNs>(timegm(&parts)) - offset;
  if (seconds < 0 || seconds > std::numeric_limits<TimeNs>::max() / kSecondNs) return std::nullopt;
  return seconds * kSecondNs;
}

// A time in the user's own form, brought to ours. What does not fit is no time in any form, so that
// the record is refused.
std::string reformatted(const std::string& text, const std::string& format) {
  const auto time = read_as(text, format);
  return time ? format_time(*time) : text + " is not of the form " + format;
}

// The conversions of a format, without flags and widths: "zs" of "%-z %10s".
std::string conversions_of(std::string_view format) {
  std::string letters;
  for (std::size_t at = format.find('%'); at < format.size(); at = format.find('%', at + 1)) {
    at = format.find_first_not_of("-_0^#123456789EO:", at + 1);
    if (at >= format.size()) break;
    letters += format[at];
  }
  return letters;
}

// Why a format does not tell a point in time; nothing where it does. A time that is written in it
// and read again must be the same to the minute.
std::optional<std::string> flaw_of(const std::string& format) {
  const std::string letters = conversions_of(format);
  if (letters.find('Z') != std::string::npos) {
    return "%Z is a zone's name, and no name is read (CET is not one zone everywhere); expected %z "
           "(+0100), or times in UTC";
  }
  if (letters.find('s') != std::string::npos) {
    return "%s is Unix seconds, which are read without a time_format; leave it away, and let the "
           "group time hold the seconds alone";
  }
  constexpr time_t kAfternoon = 1'795'446'180;  // 2026-11-23T15:03:00Z
  struct tm parts {};
  std::ostringstream text;
  text.imbue(std::locale::classic());
  text << std::put_time(gmtime_r(&kAfternoon, &parts), format.c_str());
  if (read_as(text.str(), format) == kAfternoon * kSecondNs) return std::nullopt;
  return "it does not tell year, month, day, hour and minute, or is no format of strptime(3); "
         "expected one like %Y-%m-%d %H:%M:%S %z";
}

}  // namespace

TextPattern::TextPattern() = default;
TextPattern::TextPattern(TextPattern&&) noexcept = default;
TextPattern& TextPattern::operator=(TextPattern&&) noexcept = default;
TextPattern::~TextPattern() = default;

Result<TextPattern> TextPattern::compile(std::string name, const std::string& expression,
                                         std::string time_format) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  TextPattern pattern;
  pattern.expression_ = std::make_unique<re2::RE2>(expression, options);
  const re2::RE2& compiled = *pattern.expression_;
  if (!compiled.ok()) {
    return Error{"pattern \"" + name + "\" is no RE2 expression: " + compiled.error()};
  }
  const auto groups = static_cast<std::size_t>(compiled.NumberOfCapturingGroups());
  if (groups > kMaxGroups) {
    return Error{"pattern \"" + name + "\" has " + std::to_string(groups) + " groups, at most " +
                 std::to_string(kMaxGroups) + " are read"};
  }
  pattern.keys_.resize(groups);
  for (const auto& [key, group] : compiled.NamedCapturingGroups()) {
    pattern.keys_[static_cast<std::size_t>(group - 1)] = key;
  }
  const auto has = [&](std::string_view group) {
    return compiled.NamedCapturingGroups().contains(std::string(group));
  };
  pattern.tool_ = has("message") && has("tenant") && !has("account");
  const std::span<const std::string_view> needed = pattern.tool_ ? kOfTool : kOfVault;
  for (const std::string_view group : needed) {
    if (has(group)) continue;
    return Error{"pattern \"" + name + "\" has no group named " + std::string(group) +
                 (pattern.tool_
                      ? "; a tool's log needs (?P<time>…), (?P<user>…), (?P<tenant>…) and "
                        "(?P<message>…)"
                      : "; it needs (?P<time>…), (?P<account>…), (?P<person>…) and (?P<action>…), "
                        "or, of a tool's log, (?P<time>…), (?P<user>…), (?P<tenant>…) and "
                        "(?P<message>…)")};
  }
  if (const auto flaw = time_format.empty() ? std::nullopt : flaw_of(time_format))
    return Error{"pattern \"" + name + "\": time_format \"" + time_format + "\": " + *flaw};
  pattern.has_api_ = has("api");
  pattern.has_severity_ = has("severity");
  pattern.name_ = std::move(name);
  pattern.time_format_ = std::move(time_format);
  return pattern;
}

std::optional<std::string> TextPattern::match(std::string_view line) const {
  std::array<re2::StringPiece, kMaxGroups + 1> groups;
  const re2::StringPiece text(line.data(), line.size());
  const auto count = static_cast<int>(keys_.size() + 1);
  if (!expression_->Match(text, 0, text.size(), re2::RE2::UNANCHORED, groups.data(), count)) {
    return std::nullopt;
  }
  JsonObject object;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const re2::StringPiece& group = groups[i + 1];
    if (keys_[i].empty() || group.data() == nullptr) continue;
    const std::string_view value(group.data(), group.size());
    const bool own_time = keys_[i] == "time" && !time_format_.empty();
    object.whole_text(
        keys_[i], own_time ? reformatted(std::string(value), time_format_) : std::string(value));
  }
  // What the family is known by, where the tool's lines do not say it.
  if (tool_ && !has_api_) object.whole_text("api", name_);
  if (tool_ && !has_severity_) object.whole_text("severity", "Info");
  return object.done();
}

}  // namespace aobo
