#include "simulator/manual/roff.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

constexpr std::uint32_t kReplacement = 0xfffd;

// What a character of ASCII is in roff; null where it is itself.
const char* escape(char letter) {
  switch (letter) {
    case '\\':
      return "\\(rs";
    case '-':
      return "\\-";
    case '\'':
      return "\\(aq";
    case '"':
      return "\\(dq";
    case '`':
      return "\\(ga";
    case '^':
      return "\\(ha";
    case '~':
      return "\\(ti";
    default:
      return nullptr;
  }
}

}  // namespace

std::string roff(std::string_view text) {
  std::string out;
  bool line_begins = true;
  while (!text.empty()) {
    const char c = text.front();
    if (line_begins && c == '.') out += "\\&";
    line_begins = c == '\n';
    std::size_t length = 1;
    if (const char* escaped = escape(c)) {
      out += escaped;
    } else if (static_cast<unsigned char>(c) < 0x80) {
      out += c;
    } else {
      std::uint32_t point = kReplacement;
      length = utf8_length(text, point);
      if (length == 0) point = kReplacement;
      out += fmt::format("\\[u{:04X}]", point);
      length = std::max<std::size_t>(length, 1);
    }
    text.remove_prefix(length);
  }
  return out;
}

std::string bold(std::string_view text) { return "\\fB" + roff(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + roff(text) + "\\fR"; }

RoffPage::RoffPage(std::string_view name, int section, const Edition& edition) {
  text_ = fmt::format(".TH \"{}\" \"{}\" \"{}\" \"{}\" \"aobo\"\n", roff(upper(name)), section,
                      roff(edition.date), roff(edition.version));
}

void RoffPage::heading(std::string_view text) {
  text_ += fmt::format(".SH \"{}\"\n", roff(upper(text)));
}

void RoffPage::subheading(std::string_view text) {
  text_ += fmt::format(".SS \"{}\"\n", roff(text));
}

void RoffPage::paragraph(std::string_view text) { text_ += ".PP\n" + roff(text) + "\n"; }

void RoffPage::item(const std::string& tag, std::string_view text) {
  text_ += ".TP\n" + tag + "\n" + roff(text) + "\n";
}

void RoffPage::literal(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  text_ += ".PP\n.RS 4\n.nf\n" + roff(text) + "\n.fi\n.RE\n";
}

void RoffPage::lines(const std::vector<std::string>& roff_lines) {
  text_ += ".nf\n";
  for (const std::string& line : roff_lines) text_ += line + "\n";
  text_ += ".fi\n";
}

void RoffPage::references(const std::vector<std::string>& pages) {
  heading("See also");
  for (const std::string& page : pages) {
    const std::size_t section = page.find('(');
    text_ += ".BR " + roff(page.substr(0, section)) + " " + roff(page.substr(section)) +
             (&page == &pages.back() ? "\n" : ",\n");
  }
}

}  // namespace aobo::sim
