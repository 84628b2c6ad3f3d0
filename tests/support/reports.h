// Pages of aobo-sim report, asked for and read as people and machines do.
#pragma once

#include <fmt/format.h>
#include <simdjson.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/support/cli.h"
#include "tests/support/places.h"
#include "tests/support/shell.h"

namespace aobo::test {

namespace fs = std::filesystem;

inline constexpr const char* kContoso = "b2a59418-5f66-428e-a349-e99a15652bc3";
inline constexpr const char* kAdatum = "d7296d84-932f-4f00-a431-126c164a7ba7";

inline std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

class ReportTest : public CliTest {
 protected:
  Run ask(const std::string& verb, const std::string& options, const std::string& input = "") {
    return run(verb + " --quiet --config " + config_ + " " + options, input);
  }
  // A page without markup, a line a cell or paragraph.
  static std::string words(const std::string& page) {
    std::string text;
    bool tag = false;
    for (const char c : page.substr(0, page.find("<script"))) {
      if (c == '<') {
        tag = true;
        if (!text.empty() && text.back() != '\n') text += '\n';
      }
      if (!tag && (c != '\n' || (!text.empty() && text.back() != '\n'))) text += c;
      if (c == '>') tag = false;
    }
    text = replaced(replaced(text, "&quot;", "\""), "&#39;", "'");
    return replaced(replaced(replaced(text, "&lt;", "<"), "&gt;", ">"), "&amp;", "&");
  }
  static std::string section(const std::string& page, const std::string& id) {
    const std::size_t from = page.find("<h2 id=\"" + id + "\">");
    if (from == std::string::npos) return "no section " + id;
    return words(page.substr(from, page.find("</section>", from) - from));
  }
  static std::string answer(const std::string& page) {
    const std::size_t from = page.find("<div class=\"answer\">");
    std::string lines;
    std::istringstream all(words(page.substr(from, page.find("</div>", from) - from)));
    for (std::string line; std::getline(all, line);) {
      line.erase(0, std::min(line.find_first_not_of(' '), line.size()));
      while (line.ends_with(' ')) line.pop_back();
      if (!line.empty()) lines += line + "\n";
    }
    return lines;
  }
  // A member of the JSON, as it is written.
  static std::string member(const std::string& json, const char* pointer) {
    simdjson::dom::parser parser;
    simdjson::dom::element document, found;
    if (parser.parse(json).get(document) != simdjson::SUCCESS) return "no JSON: " + json;
    if (document.at_pointer(pointer).get(found) != simdjson::SUCCESS) return "none";
    return simdjson::minify(found);
  }
  // A copy of the sample's directory and configuration, which tests change.
  std::string own_copy() {
    fs::copy(sample(""), folder() + "/sample", fs::copy_options::recursive);
    config_ = folder() + "/sample/aobo.json";
    return folder() + "/sample/directory/aobo.yaml";
  }
  void change(const std::string& file, const std::string& what, const std::string& by) {
    std::ifstream in(file);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    ASSERT_NE(text.find(what), std::string::npos) << file << " lacks " << what;
    std::ofstream(file) << replaced(text, what, by);
  }
  // The interrupt comes after two seconds, and once, while standard input goes on.
  std::string interrupted(const std::string& arguments, const std::string& log) {
    const std::string file = write("interrupted", log);
    const std::string command = fmt::format(
        "( cat '{}'; sleep 3 ) | timeout --foreground --preserve-status -s INT 2 '{}' {} - 2>&1; "
        "echo code=\\$?",
        file, kProgram, arguments);
    return run_shell("bash -c \"" + command + "\"").out;
  }
  static std::string sign_in(const std::string& time, const std::string& tenant) {
    return fmt::format(
        "{{\"category\":\"SignInLogs\",\"time\":\"{}\",\"tenantId\":\"{}\",\"properties\":{{"
        "\"id\":\"{}\",\"userType\":\"guest\",\"crossTenantAccessType\":\"serviceProvider\","
        "\"homeTenantId\":\"{}\"}}}}\n",
        time, tenant, time, kAdatum);
  }
  static std::string exchange(const std::string& id, const std::string& operation,
                              const std::string& parameters) {
    return fmt::format(
        "{{\"CreationTime\":\"2026-03-02T08:20:00\",\"Id\":\"{}\",\"Operation\":\"{}\","
        "\"OrganizationId\":\"{}\",\"RecordType\":1,\"ResultStatus\":\"True\",\"UserType\":9,"
        "\"UserKey\":\"-\",\"Workload\":\"Exchange\",\"ObjectId\":\"pat\",\"UserId\":"
        "\"contoso.onmicrosoft.com\\\\tenant: {}, object: f57990fc-e19c-44ba-a4d1-5cf95747c544\","
        "\"Parameters\":[{{\"Name\":\"Identity\",\"Value\":\"pat\"}}{}]}}\n",
        id, operation, kContoso, kAdatum, parameters);
  }
  std::string config_ = sample("aobo.json");
};

}  // namespace aobo::test
