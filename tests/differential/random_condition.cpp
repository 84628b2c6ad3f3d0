#include "tests/differential/random_condition.h"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <vector>

namespace aobo::test {
namespace {

using sim::Stream;
using Texts = std::vector<std::string_view>;

std::string_view one_of(Stream& draw, const Texts& all) { return all[draw.below(all.size())]; }

const Texts kTextFields = {"t.s", "t.s2", "t.o", "t.key[ab]", "t.key[Hello]"};
const Texts kNumberFields = {"t.n", "t.n2", "t.at", "t.rt", "t.idx", "t.idx[0]", "t.idx[41]"};
const Texts kTextOps = {"=",          "==",       "!=",   "contains", "icontains",
                        "startswith", "endswith", "glob", "iglob",    "regex"};
const Texts kNumberOps = {"=", "==", "!=", "<", "<=", ">", ">="};
const Texts kTexts = {R"("")",
                      "a",
                      "A",
                      "b",
                      R"("c c")",
                      R"("Hello World")",
                      "Hello",
                      "hello",
                      R"('hello world')",
                      "/usr/bin",
                      "/usr",
                      R"("caf\xe9")",
                      "caf\xc3\xa9",
                      R"("line1\nline2")",
                      "aGVsbG8=",
                      "42",
                      R"("x=y")",
                      "lo",
                      "World",
                      R"("*")",
                      R"("H*d")",
                      R"("[Hh]ello*")",
                      R"("?")",
                      R"("[!a]*")",
                      "x",
                      R"("a\"b")",
                      R"('it\'s')",
                      R"("back\\slash x")",
                      R"("Hello\ World")",
                      "B",
                      R"("HELLO WORLD")",
                      "hello*",
                      "t.o2"};
const Texts kPatterns = {R"("Hello.*x?")",
                         R"("[A-Z][a-z]+ [A-Z][a-z]+")",
                         R"x("(a|b|c c)")x",
                         R"("x*")",
                         R"("[^a]*")",
                         R"(".+")",
                         R"("H[[:alpha:]]+( World)?")",
                         R"("[[:print:]]+")",
                         R"("(.|[[:space:]])*")",
                         R"("[0-9]{2}")",
                         R"("^a$")",
                         R"("/usr(/.*)?")",
                         R"("\\x48ello")",
                         R"("Hello World|b")"};
const Texts kNumbers = {
    "0", "1", "2", "41", "42", "43", "042", "1700000000000000000", "18446744073709551615", "-1"};
const Texts kAddresses = {"10.1.2.3", "10.1.2.4",     "192.168.0.1",
                          "fe80::1",  "2001:db8::22", R"("10.1.2.3")"};
const Texts kNetworks = {"10.0.0.0/8",    "10.1.2.0/24", "192.168.0.0/16", "fe80::/10",
                         "2001:db8::/32", "0.0.0.0/0",   "10.1.2.3/32"};
const Texts kPaths = {"/usr", "/usr/bin", "/opt/dir",    R"("/usr/*")",
                      "/",    "Hello",    R"("Hello*")", R"("/*/bin")"};

std::string list(Stream& draw, const Texts& pool, std::uint64_t most = 4) {
  std::string text = "(";
  const std::uint64_t count = draw.below(most + 1);
  for (std::uint64_t i = 0; i < count; ++i)
    text += fmt::format("{}{}", i > 0 ? (draw.below(2) == 0 ? ", " : ",") : "", one_of(draw, pool));
  // The host's memory of checks takes a list of one empty text for an empty list.
  return text == "(\"\"" ? "(\"\", x)" : text + ")";
}

std::string_view list_op(Stream& draw) { return draw.below(2) == 0 ? "in" : "intersects"; }

std::string text_side(Stream& draw) {
  const std::string_view field = one_of(draw, kTextFields);
  switch (draw.below(7)) {
    case 0:
      return fmt::format("tolower({})", field);
    case 1:
      return fmt::format("toupper({})", field);
    case 2:
      return fmt::format("b64({})", field);
    case 3:
      return fmt::format("basename( {} )", field);
    default:
      return std::string(field);
  }
}

std::string text_check(Stream& draw) {
  const std::string left = text_side(draw);
  switch (draw.below(6)) {
    case 0:
      return left + " exists";
    case 1:
      return fmt::format("{} {} {}", left, list_op(draw), list(draw, kTexts));
    case 2:
      return fmt::format("{} pmatch {}", left, list(draw, kPaths, 1));
    case 3: {
      const std::string_view op = one_of(
          draw, {"=", "!=", "contains", "startswith", "endswith", "glob", "icontains", "in"});
      return draw.below(2) == 0
                 ? fmt::format("{} {} val({})", left, op, one_of(draw, kTextFields))
                 : fmt::format("{} {} tolower({})", left, op, one_of(draw, kTextFields));
    }
    case 4:
      return fmt::format("{} regex {}", left, one_of(draw, kPatterns));
    default: {
      std::string_view op = one_of(draw, kTextOps);
      if (op == "regex") op = "glob";
      return fmt::format("{} {} {}", left, op, one_of(draw, kTexts));
    }
  }
}

std::string number_check(Stream& draw) {
  const std::string left =
      draw.below(4) == 0
          ? fmt::format("len({})", one_of(draw, {"t.s", "t.o", "t.ls", "t.ln", "t.lb"}))
          : std::string(one_of(draw, kNumberFields));
  switch (draw.below(5)) {
    case 0:
      return left + " exists";
    case 1:
      return fmt::format("{} {} {}", left, list_op(draw), list(draw, kNumbers));
    case 2:
      return fmt::format("t.n {} val(t.n2)", one_of(draw, kNumberOps));
    default:
      return fmt::format("{}{}{}", left,
                         one_of(draw, {"=", " = ", " != ", "<", " <= ", ">", " >= "}),
                         one_of(draw, kNumbers));
  }
}

std::string list_check(Stream& draw) {
  switch (draw.below(6)) {
    case 0:
      return fmt::format("{} exists", one_of(draw, {"t.ls", "t.ln", "t.lb", "t.ls2"}));
    case 1:
      return fmt::format("t.ln {} {}", list_op(draw), list(draw, kNumbers));
    case 2:
      return fmt::format("t.lb {} {}", list_op(draw), list(draw, {"true", "false"}, 2));
    case 3:
      return fmt::format("t.ls {} val(t.ls2)", list_op(draw));
    case 4:
      return fmt::format("{}(t.ls) {} {}", one_of(draw, {"tolower", "toupper"}), list_op(draw),
                         list(draw, kTexts));
    default:
      return fmt::format("{} {} {}", one_of(draw, {"t.ls", "t.ls2"}), list_op(draw),
                         list(draw, kTexts, 8));
  }
}

std::string other_check(Stream& draw) {
  switch (draw.below(6)) {
    case 0:
      return fmt::format("t.b {} {}", one_of(draw, {"=", "!="}),
                         one_of(draw, {"true", "false", R"("true")"}));
    case 1:
      return fmt::format("t.ip {} {}", one_of(draw, {"=", "!="}), one_of(draw, kAddresses));
    case 2:
      return fmt::format("t.ip {} {}", list_op(draw), list(draw, kAddresses));
    case 3:
      return fmt::format("t.net {} {}", one_of(draw, {"=", "!="}), one_of(draw, kNetworks));
    case 4:
      return fmt::format("t.net {} {}", list_op(draw), list(draw, kNetworks, 3));
    default:
      return fmt::format("t.ip {} val(t.ip2)", one_of(draw, {"=", "!="}));
  }
}

std::string check(Stream& draw) {
  switch (draw.below(8)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return text_check(draw);
    case 4:
    case 5:
      return number_check(draw);
    case 6:
      return list_check(draw);
    default:
      return other_check(draw);
  }
}

std::string tree(Stream& draw, unsigned depth) {
  if (depth == 0 || draw.below(3) == 0) return check(draw);
  switch (draw.below(4)) {
    case 0:
      return fmt::format("{} and {}", tree(draw, depth - 1), tree(draw, depth - 1));
    case 1:
      return fmt::format("{} or {}", tree(draw, depth - 1), tree(draw, depth - 1));
    case 2:
      return fmt::format("not {}", check(draw));
    default:
      return fmt::format("{}({})", one_of(draw, {"", "not ", "not", "not  not "}),
                         tree(draw, depth - 1));
  }
}

std::string anything(Stream& draw) {
  const Texts fields = {
      "t.s",      "t.n",           "t.b",   "t.ls",     "t.ln",         "t.ip",
      "t.net",    "t.at",          "t.key", "t.key[a]", "t.idx[01]",    "t.idx[a]",
      "t.s[0]",   "t.nope",        "t",     "len(t.n)", "tolower(t.n)", "b64(t.b)",
      "val(t.s)", "tolower (t.s)", "T.S",   "42"};
  const Texts ops = {
      "exists",      "=",          "!=",       "<",    ">=",    "contains", "bcontains",
      "bstartswith", "startswith", "endswith", "glob", "regex", "in",       "intersects",
      "pmatch",      "===",        "<>",       "like", "IN"};
  const Texts values = {"x",
                        "42",
                        "0x2a",
                        "4.2",
                        "1s",
                        "true",
                        "True",
                        "10.0.0.0/8",
                        "10.1.2.3",
                        "::1",
                        R"("quoted text")",
                        "(a, b)",
                        "(1,2)",
                        "()",
                        "(a,)",
                        "val(t.s)",
                        "val(t.n)",
                        "val(t.ls)",
                        "tolower(t.s)",
                        R"("a\qb")",
                        R"("open)",
                        "",
                        "t.s",
                        R"("[")",
                        R"("(?i)x")",
                        R"("\\d+")",
                        "not"};
  return fmt::format("{} {} {}", one_of(draw, fields), one_of(draw, ops), one_of(draw, values));
}

std::string damaged(Stream& draw, std::string text) {
  constexpr std::string_view kLetters = "()[],=\"'\\ <>!.a0nt%";
  const std::size_t at = draw.below(text.size());
  const char letter = kLetters[draw.below(kLetters.size())];
  switch (draw.below(3)) {
    case 0:
      text.erase(at, 1);
      break;
    case 1:
      text.insert(at, 1, letter);
      break;
    default:
      text[at] = letter;
  }
  return text;
}

}  // namespace

std::string well_typed(Stream& draw) { return tree(draw, 3); }

std::string ill_typed(Stream& draw) {
  switch (draw.below(3)) {
    case 0:
      return anything(draw);
    case 1:
      return damaged(draw, well_typed(draw));
    default:
      return fmt::format("{} {} {}", anything(draw), one_of(draw, {"and", "or", "And", "and not"}),
                         check(draw));
  }
}

}  // namespace aobo::test
