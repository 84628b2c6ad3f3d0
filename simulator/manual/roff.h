// Roff, the language of manual pages (man macros). All text goes through roff(): a page holds ASCII
// only, and nothing in a text can be taken for a request.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

// `text` so that it is shown as it is: "-" stays a minus that can be copied, a line that begins
// with "." or "'" is no request, quotes and backslashes are themselves, characters beyond ASCII are
// named by their code point. A byte that is no UTF-8 becomes U+FFFD.
std::string roff(std::string_view text);
std::string bold(std::string_view text);    // escaped, and in bold
std::string italic(std::string_view text);  // escaped, and in italics

// What stands in the foot of every page.
struct Edition {
  std::string version;  // "aobo 0.1.0"
  std::string date;     // "2026-03-02", or empty for none
};

class RoffPage {
 public:
  RoffPage(std::string_view name, int section, const Edition& edition);

  void heading(std::string_view text);
  void subheading(std::string_view text);
  void paragraph(std::string_view text);
  // A text behind a tag, the tag being roff already. Several paragraphs belong to one tag.
  void item(const std::string& tag, std::string_view text);
  // Lines as they are, moved in.
  void literal(std::string_view text);
  // Lines of roff as they are, not filled.
  void lines(const std::vector<std::string>& roff_lines);
  // References to other pages: "aobo-sim(1)".
  void references(const std::vector<std::string>& pages);
  std::string done() const { return text_; }

 private:
  std::string text_;
};

}  // namespace aobo::sim
