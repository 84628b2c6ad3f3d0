#include "plugin/parse/text_pattern.h"

#include <re2/re2.h>
#include <time.h>

#include <array>
#include <span>

#include "plugin/base/json_text.h"
#include "plugin/base/time.h"

namespace aobo {
namespace {

constexpr std::size_t kMaxGroups = 32;
constexpr std::string_view kOfVault[] = {"time", "account", "person", "action"};
constexpr std::string_view kOfTool[] = {"time", "user", "tenant", "message"};

// A time in the user's own form, brought to ours; as it is where it does not fit, so that the
// record is refused.
std::string reformatted(std::string_view text, const std::string& format) {
  struct tm parts {};
  const std::string copy(text);
  const char* end = strptime(copy.c_str(), format.c_str(), &parts);
  if (end == nullptr || *end != '\0') return copy;
  return format_time(static_cast<TimeNs>(timegm(&parts)) * kSecondNs);
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
  std::string object = "{";
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const re2::StringPiece& group = groups[i + 1];
    if (keys_[i].empty() || group.data() == nullptr) continue;
    if (object.size() > 1) object += ',';
    append_json_string(object, keys_[i]);
    object += ':';
    const std::string_view value(group.data(), group.size());
    const bool own_time = keys_[i] == "time" && !time_format_.empty();
    append_json_string(object, own_time ? reformatted(value, time_format_) : std::string(value));
  }
  // What the family is known by, where the tool's lines do not say it.
  if (tool_ && !has_api_) object.append(",\"api\":").append(json_string(name_));
  if (tool_ && !has_severity_) object += R"(,"severity":"Info")";
  return object + '}';
}

}  // namespace aobo
