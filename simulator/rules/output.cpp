#include "simulator/rules/output.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "plugin/base/ip.h"
#include "simulator/rules/evaluate.h"
#include "simulator/rules/parser.h"
#include "simulator/rules/scan.h"

namespace aobo::sim {
namespace {

// Falco cuts a list's text here.
constexpr std::size_t kListBytes = 1024;

std::string address_text(std::string_view bytes) {
  Ip ip;
  ip.size = static_cast<std::uint8_t>(bytes.size() == 16 ? 16 : 4);
  std::memcpy(ip.bytes.data(), bytes.data(), std::min<std::size_t>(bytes.size(), ip.size));
  return ip.text();
}

std::string one_text(const Cell& cell, std::size_t index, ss_plugin_field_type type) {
  switch (type) {
    case FTYPE_BOOL:
      return cell.numbers[index] != 0 ? "true" : "false";
    case FTYPE_UINT64:
    case FTYPE_RELTIME:
    case FTYPE_ABSTIME:
      return std::to_string(cell.numbers[index]);
    case FTYPE_IPADDR:
      return address_text(cell.texts[index]);
    case FTYPE_IPNET:
      return "<IPNET>";
    default:
      return std::string(cell.texts[index]);
  }
}

class OutputParser {
 public:
  OutputParser(std::string_view text, const CompileContext& context)
      : text_(text), context_(context) {}

  std::vector<OutputPart> parse() {
    OutputPart part;
    while (at_ < text_.size()) {
      if (text_[at_] != '%') {
        part.literal += text_[at_++];
        continue;
      }
      if (++at_ == text_.size())
        throw CompileIssue{
            {at_ - 1, at_}, "a % at the end of the output", "write the field behind it"};
      part.width = read_width();
      part.field = read_field(part);
      part.has_field = true;
      parts_.push_back(std::move(part));
      part = {};
    }
    if (!part.literal.empty()) parts_.push_back(std::move(part));
    return std::move(parts_);
  }

 private:
  unsigned read_width() {
    unsigned width = 0;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9' && width < 10'000) {
      width = width * 10 + static_cast<unsigned>(text_[at_++] - '0');
    }
    return width;
  }

  Operand read_field(OutputPart& part) {
    // A transformer reaches to the parenthesis that closes it.
    const std::size_t open = text_.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789", at_);
    if (open != std::string_view::npos && text_[open] == '(' && open > at_)
      return read_transformer(part, open);
    const std::string_view rest = text_.substr(at_);
    const std::string_view whole = rest.substr(0, field_length(rest));
    const std::string_view name = whole.substr(0, whole.find('['));
    CompileIssue issue{{at_, at_ + std::max<std::size_t>(whole.size(), 1)}, "", ""};
    if (whole.size() > name.size()) {
      const std::string_view argument =
          whole.substr(name.size() + 1, whole.size() - name.size() - 2);
      if (auto operand = field(name, std::string(argument), issue))
        return taken(part, *operand, whole.size());
    }
    // The longest beginning that is a field.
    for (std::size_t size = name.size(); size > 0; --size) {
      if (auto operand = field(rest.substr(0, size), std::nullopt, issue))
        return taken(part, *operand, size);
    }
    throw issue;
  }

  std::optional<Operand> field(std::string_view name, std::optional<std::string> argument,
                               CompileIssue& issue) const {
    Term term;
    term.kind = Term::Kind::kField;
    term.text = name;
    term.argument = std::move(argument);
    term.range = issue.range;
    auto compiled = compile_operand(term, context_);
    if (auto* operand = std::get_if<Operand>(&compiled)) return std::move(*operand);
    if (issue.message.empty()) issue = std::get<CompileIssue>(compiled);
    return std::nullopt;
  }

  Operand taken(OutputPart& part, const Operand& operand, std::size_t size) {
    part.shown = text_.substr(at_, size);
    part.plain = true;
    at_ += size;
    return operand;
  }

  Operand read_transformer(OutputPart& part, std::size_t open) {
    std::size_t depth = 1, end = open + 1;
    for (; end < text_.size() && depth > 0; ++end)
      depth += text_[end] == '(' ? 1U : text_[end] == ')' ? SIZE_MAX : 0U;
    const Range range{at_, end};
    if (end < text_.size() && text_[end] == '[')
      end = std::min(text_.find(']', end), text_.size() - 1) + 1;
    const auto parsed = parse_condition(std::string(text_.substr(at_, end - at_)) + " exists",
                                        context_.schema.falco());
    const auto* condition = std::get_if<Condition>(&parsed);
    if (condition == nullptr || condition->kind != Condition::Kind::kCheck) {
      throw CompileIssue{
          range, fmt::format("unknown transformer in the output: {}", text_.substr(at_, end - at_)),
          ""};
    }
    auto compiled = compile_operand(condition->check.left, context_);
    if (auto* issue = std::get_if<CompileIssue>(&compiled)) {
      issue->range = range;
      throw std::move(*issue);
    }
    part.shown = text_.substr(at_, end - at_);
    at_ = end;
    return std::get<Operand>(std::move(compiled));
  }

  std::string_view text_;
  const CompileContext& context_;
  std::size_t at_ = 0;
  std::vector<OutputPart> parts_;
};

}  // namespace

std::string value_text(const Cell& cell, ss_plugin_field_type type, bool is_list) {
  if (cell.null()) return "<NA>";
  if (!is_list) return one_text(cell, 0, type);
  std::string text = "(";
  for (std::size_t i = 0; i < std::max(cell.texts.size(), cell.numbers.size()); ++i)
    text += (i > 0 ? "," : "") + one_text(cell, i, type);
  if (text.size() > kListBytes) text.resize(kListBytes);
  return text + ")";
}

std::variant<Output, CompileIssue> Output::compile(std::string_view text,
                                                   const CompileContext& context) {
  try {
    Output output;
    output.parts_ = OutputParser(text, context).parse();
    return output;
  } catch (CompileIssue& issue) {
    return std::move(issue);
  }
}

std::string Output::text(EventView& event) const {
  std::string all;
  for (const OutputPart& part : parts_) {
    all += part.literal;
    if (!part.has_field) continue;
    std::string text = value_text(value(part.field, event), part.field.type, part.field.is_list);
    if (part.width != 0) text.resize(part.width, ' ');
    all += text;
  }
  return all;
}

}  // namespace aobo::sim
