#include "simulator/customer_report/html.h"

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

std::string_view entity_of(char letter) {
  switch (letter) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

constexpr std::string_view kStyle =
    "body{font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff;max-width:60rem;"
    "margin:0 "
    "auto;padding:1rem;overflow-wrap:anywhere}h1{font-size:1.6rem;line-height:1.2}h2{font-size:1."
    "2rem;"
    "border-bottom:2px solid "
    "#1b4965;padding-bottom:.2rem;margin-top:2rem}.answer{font-size:1.15rem;"
    "border-left:.3rem solid #1b4965;padding-left:1rem}.wrong{color:#9b1c1c;font-weight:600}"
    ".scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}caption{text-align:left;"
    "font-weight:600;padding:.3rem 0}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px "
    "solid #bbb;vertical-align:top;overflow-wrap:anywhere}td{min-width:4rem}thead "
    "th{background:#eef3f7;overflow-wrap:normal}"
    "tbody th{font-weight:600}svg{max-width:100%;height:auto}dt{font-weight:600}"
    "dd{margin:0 0 .4rem 1rem}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f4f4f4;"
    "padding:.6rem}footer{margin-top:2rem;color:#444;font-size:.9rem}.logo{max-height:4rem}"
    "a:focus,.scroll:focus{outline:3px solid #b35c00}"
    "@page{size:A4;margin:15mm}@media print{body{max-width:none;padding:0;font-size:10.5pt}"
    "td{min-width:0}section{break-inside:avoid-page}.scroll{overflow:visible}}";

}  // namespace

std::string html_text(std::string_view text, std::size_t most) {
  const std::string shown = for_display(text);
  std::string out;
  std::size_t count = 0;
  for (std::string_view rest = shown; !rest.empty();) {
    if (count++ == most) return out + "…";
    std::uint32_t point = 0;
    const std::size_t length = utf8_length(rest, point);
    const auto entity = entity_of(rest.front());
    out += entity.empty() ? rest.substr(0, length) : entity;
    rest.remove_prefix(length);
  }
  return out;
}

Html& Html::element(std::string_view tag, std::string_view content) {
  return raw("<").raw(tag).raw(">").text(content).raw("</").raw(tag).raw(">\n");
}

Html& Html::section(std::string_view id, std::string_view title) {
  return raw("<section aria-labelledby=\"")
      .raw(id)
      .raw("\"><h2 id=\"")
      .raw(id)
      .raw("\">")
      .text(title)
      .raw("</h2>\n");
}

Html& Html::table(std::string_view caption, const std::vector<std::string_view>& head,
                  const std::vector<std::vector<std::string>>& rows) {
  // A wide table scrolls by itself; it takes the focus so that a keyboard can do so.
  raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"").text(caption);
  raw("\"><table><caption>").text(caption).raw("</caption><thead><tr>");
  for (const std::string_view title : head) raw("<th scope=\"col\">").text(title).raw("</th>");
  raw("</tr></thead><tbody>\n");
  for (const auto& row : rows) {
    raw("<tr>");
    for (std::size_t i = 0; i < row.size(); ++i)
      raw(i == 0 ? "<th scope=\"row\">" : "<td>").raw(row[i]).raw(i == 0 ? "</th>" : "</td>");
    raw("</tr>\n");
  }
  return raw("</tbody></table></div>\n");
}

std::string html_page(std::string_view language, std::string_view title, std::string_view logo,
                      std::string_view body, std::string_view json) {
  // Within a script "</" ends it and "<!--" begins a comment: "<" is written as an escape of JSON.
  std::string data;
  for (const char c : json) {
    if (c == '<') {
      data += "\\u003c";
    } else {
      data += c;
    }
  }
  Html page;
  page.raw("<!DOCTYPE html>\n<html lang=\"")
      .raw(language)
      .raw("\"><head><meta charset=\"utf-8\">\n");
  page.raw(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n");
  page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
  page.text(title)
      .raw("</title>\n")
      .raw(kGenerator)
      .raw("\n<style>")
      .raw(kStyle)
      .raw("</style></head>\n<body>\n");
  page.raw(logo).raw("<main>\n").raw(body).raw("</main>\n");
  page.raw("<script type=\"application/json\" id=\"facts\">").raw(data).raw("</script>\n");
  page.raw("</body></html>\n");
  return page.take();
}

}  // namespace aobo::sim
