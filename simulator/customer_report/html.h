// Html: a page written piece by piece. What comes from logs goes in by text() alone, which escapes
// it; what is between tags is written by this program.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

// Escaped for HTML, at most `most` code points. Control characters, what turns text around and
// bytes that are no UTF-8 come out as U+FFFD.
std::string html_text(std::string_view text, std::size_t most = 120);

class Html {
 public:
  Html& raw(std::string_view markup) {
    out_ += markup;
    return *this;
  }
  Html& text(std::string_view text) { return raw(html_text(text, 4000)); }
  Html& element(std::string_view tag, std::string_view content);  // <p>escaped</p>
  Html& section(std::string_view id, std::string_view title);     // begins one; end_section ends it
  Html& end_section() { return raw("</section>\n"); }
  // A table whose cells are markup already; the first cell of a row is its heading.
  Html& table(std::string_view caption, const std::vector<std::string_view>& head,
              const std::vector<std::vector<std::string>>& rows);
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

// By which a page is known to be this program's.
inline constexpr std::string_view kGenerator =
    "<meta name=\"generator\" content=\"aobo-sim report\">";

// The page around a body: self-contained, without a script that runs, and without network by its
// Content-Security-Policy.
std::string html_page(std::string_view language, std::string_view title, std::string_view logo,
                      std::string_view body, std::string_view json);

}  // namespace aobo::sim
