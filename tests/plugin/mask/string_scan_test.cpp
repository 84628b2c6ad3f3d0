// The scan of strings: where each ends, as a walk from byte to byte says, and that no text in which
// a form of secrets stands is passed over.
#include "plugin/mask/string_scan.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "plugin/mask/secret_forms.h"
#include "tests/support/property.h"

namespace aobo {
namespace {

// What forms are made of, and what only looks so.
std::string pieces_of_forms() {
  static const std::vector<std::string> kPieces = {
      "sig=abc123",
      "Password%3Dx",
      "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.abcdefghij",
      "abc8Q~" + std::string(33, 'x'),
      std::string(52, 'k') + "JQQJ9" + std::string(27, 'k'),
      "Bearer abcdefghijklmnopqrstuvwxyz",
      "bAsIc YWxhZGRpbjpvcGVu",
      "-Password hunter22",
      "--secret-key:hunter22",
      "x-api-key: hunter22",
      "'password':'x'",
      "<Password>x</Password>",
      "ConvertTo-SecureString 'x'",
      "sig%253Dabc123",
      "\"password\":\"x\"",
      "\\\"password\\\": \\\"x\\\"",
      "\"password\" : \"x\"",
      "%22password%22%3A%22x%22",
      "https://bob:x@host/",
      "https://x.webhook.office.com/webhookb2/abc",
      "net user bob x1",
      "password = 'x'",
      "Password     : x1-y2z",
      "\"password\" => \"x\"",
      "net use * \\\\srv\\share x1",
      "&quot;password&quot; : &#34;x&#34;",
      "&quot;password&quot;:&quot;x&quot;",
      "Password=&quot;x&quot;",
      "\"\"password\"\":\"\"x\"\"",
      "\\\"\\\"password\\\"\\\":\\\"\\\"x\\\"",
      "ghp_" + std::string(30, 'k') + "0Abcde",
      "xoxb-0123456789-0123456789abc",
      "glpat-0123456789-0123456789abc",
      "schtasks /rp x1",
      "cmdkey /pass:x1",
      "curl -su b:x1",
      "sqlcmd -P x1",
      "mysql -px1",
      "<add key=\"Password\" value=\"x\"/>",
      "ConvertTo-SecureString -AsPlainText x",
      "ESTSAUTH=x",
      "-----BEGIN RSA PRIVATE KEY-----abc",
      std::string(86, 'A') + "==",
      "\"",
      "\\",
      "\\\"",
      " ",
      "\xc3\xa4"};
  const int count = *rc::gen::inRange(0, 5);
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += *rc::gen::elementOf(kPieces);
    text += std::string(*rc::gen::inRange<std::size_t>(0, 70),
                        *rc::gen::elementOf(std::string("a-. J")));
  }
  return text;
}

TEST(StringScan, PassesOverNoFormOfSecrets) {
  test::property("forms and what looks like them, anywhere in a block", [] {
    const std::string text = pieces_of_forms();
    std::vector<TextRange> found;
    find_secret_forms(text, found);
    if (!found.empty()) RC_ASSERT(may_hold_form(text));

    // As it stands within quotes, wherever in a record.
    const std::string before(*rc::gen::inRange<std::size_t>(0, 70), ' ');
    const std::string json = before + "\"" + text;
    const StringScan::Content content = StringScan(json).content(before.size() + 1);
    find_secret_forms(json.substr(before.size() + 1, content.end - before.size() - 1), found);
    if (!found.empty()) RC_ASSERT(content.may_be_form);
  });
}

TEST(StringScan, EndsEachStringAtItsQuote) {
  test::property("quotes and backslashes anywhere in a block", [] {
    const std::string text = pieces_of_forms();
    StringScan scan(text);
    for (std::size_t begin = 0; begin <= text.size();) {
      std::size_t end = begin;
      bool escaped = false;
      for (; end < text.size() && text[end] != '"'; ++end) {
        if (text[end] == '\\') escaped = true, ++end;
      }
      end = std::min(end, text.size());
      const StringScan::Content content = scan.content(begin);
      RC_ASSERT(content.end == end);
      RC_ASSERT(content.escaped == escaped);
      begin = end + 1;
    }
  });
}

TEST(StringScan, WhatALogIsMostlyMadeOfNeedsNoSecondLook) {
  for (const char* text :
       {"", "ada@partner.example", "22608a25-1d9b-44b5-b0f2-cb94f06b2d00", "2026-03-05T09:10:00Z",
        "203.0.113.7", "https://graph.microsoft.com/v1.0/users", "UserLoggedIn"}) {
    EXPECT_FALSE(may_hold_form(text)) << text;
  }
}

}  // namespace
}  // namespace aobo
