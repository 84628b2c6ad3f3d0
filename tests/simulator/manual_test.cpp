// What people read of aobo-sim: help, manual pages and completions, all made from the one table of
// commands; nothing in it is without a text, nothing of it is missing anywhere.
#include <fmt/format.h>

#include <cstdlib>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include "plugin/base/check.h"
#include "simulator/cli/command.h"
#include "simulator/cli/invoke.h"
#include "simulator/cli/value_kinds.h"
#include "simulator/host/library.h"
#include "simulator/manual/completions.h"
#include "simulator/manual/help.h"
#include "simulator/manual/man_pages.h"
#include "simulator/manual/roff.h"
#include "tests/support/cli.h"

namespace aobo {
namespace {

namespace po = boost::program_options;
using namespace sim;

constexpr const char* kMan = "/usr/bin/man";

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) all.push_back(line);
  return all;
}

// What a shell prints and how it ends.
std::pair<int, std::string> shell(const std::string& command) {
  test::Shell done = test::run_shell(command);
  return {done.code, std::move(done.out)};
}
bool installed(const std::string& program) {
  return shell("command -v " + program + " 2>&1").first == 0;
}

class ManualTest : public test::CliTest {
 protected:
  // The folder of a manual of this program and the built plugin.
  std::string manual(const std::string& name = "manual", const std::string& before = "") {
    const auto [code, out] = shell(fmt::format("{} '{}' manual --plugin '{}' --out '{}/{}'", before,
                                               test::kProgram, test::kLibrary, folder(), name));
    EXPECT_EQ(code, 0);
    EXPECT_EQ(out, fmt::format("{} files in {}/{}\n", commands().size() + 7, folder(), name));
    return folder() + "/" + name;
  }
};

TEST_F(ManualTest, TheSchemaIsThePluginsOwn) {
  const auto library = Library::load(test::kLibrary);
  ASSERT_TRUE(library) << library.error().message;
  const auto schema = reinterpret_cast<decltype(plugin_api::get_init_schema)>(
      (*library)->symbol("plugin_get_init_schema"));
  ASSERT_NE(schema, nullptr);
  ss_plugin_schema_type type = SS_PLUGIN_SCHEMA_NONE;
  const std::string text = schema(&type);
  manual();
  EXPECT_EQ(slurp("manual/schemas/aobo.schema.json"), text + "\n");
}

// ---- help

TEST_F(ManualTest, EveryCommandHasOneHelpByThreeWays) {
  for (const Command& command : commands()) {
    const std::string name(command.name);
    const std::string expected = help_text(command_text(command));
    for (const std::string& way : {name + " --help", name + " -h", "help " + name}) {
      const Run help = run(way);
      EXPECT_EQ(help.code, 0) << way;
      EXPECT_EQ(help.out, expected) << way;
      EXPECT_EQ(help.error, "") << way;
    }
    for (const std::string& line : lines(expected)) EXPECT_LE(line.size(), 100U) << line;
  }
}

TEST_F(ManualTest, TheProgramsOwnHelp) {
  const std::string expected = help_text(program_text());
  for (const char* way : {"help", "-h", "--help"}) {
    const Run help = run(way);
    EXPECT_EQ(help.code, 0) << way;
    EXPECT_EQ(help.out, expected) << way;
    EXPECT_EQ(help.error, "") << way;
  }
  const Run nothing = run("");
  EXPECT_EQ(nothing.code, 2);
  EXPECT_EQ(nothing.out, "");
  EXPECT_EQ(nothing.error, expected);
  const Run version = run("--version");
  EXPECT_EQ(version.code, 0);
  EXPECT_EQ(version.out, fmt::format("aobo-sim {}\n", AOBO_VERSION));
  for (const Command& command : commands())
    EXPECT_NE(expected.find(fmt::format("\n  {:<11}{}", command.name, command.text)),
              std::string::npos)
        << command.name;
}

TEST_F(ManualTest, AnUnknownCommandNamesTheNearest) {
  for (const auto& [typed, nearest] : {std::pair{"replya", "replay"},
                                       {"mutant", "mutate"},
                                       {"jugde", "judge"},
                                       {"field", "fields"}}) {
    const std::string error = fmt::format(
        "aobo-sim: no command \"{}\"; the nearest is \"{}\"; see aobo-sim help\n", typed, nearest);
    for (const std::string& way : {std::string(typed), std::string("help ") + typed}) {
      const Run run_unknown = run(way);
      EXPECT_EQ(run_unknown.code, 2) << way;
      EXPECT_EQ(run_unknown.out, "") << way;
      EXPECT_EQ(run_unknown.error, error) << way;
    }
  }
}

TEST_F(ManualTest, AnOptionBeforeTheCommandAndAWordThatIsLikeNoneAreSaidToBeThat) {
  const Run option = run("-x");
  EXPECT_EQ(option.code, 2);
  EXPECT_EQ(
      option.error,
      "aobo-sim: no option \"-x\" before a command; there are --help and --version; options of "
      "a command stand after it\n");
  const Run far = run("help nonsense");
  EXPECT_EQ(far.code, 2);
  EXPECT_EQ(far.error, "aobo-sim: no command \"nonsense\"; see aobo-sim help\n");
}

TEST_F(ManualTest, AChoiceIsOneOfThoseThatHelpLists) {
  const Run wrong = run("fields --format xml");
  EXPECT_EQ(wrong.code, 2);
  EXPECT_EQ(wrong.error, "aobo-sim: fields: --format must be text or markdown, found xml\n");
}

TEST(Help, IsWrappedAndHasWhatHolds) {
  CommandText text{"aobo-sim try",
                   "try it",
                   {"aobo-sim try [OPTIONS] FILE", "aobo-sim try --list"},
                   {"One."},
                   {{"FILE", {}, "a file"}},
                   {{"Options",
                     {{"size", "s", {"N", Offer::kNothing, {}}, "3", true, "how large"},
                      {"a-name-that-is-far-too-long-for-it", "", {}, "", false, "alone"}}}},
                   {{0, "done"}, {20, "wrong"}},
                   {{"do it", "aobo-sim try x"}}};
  EXPECT_EQ(help_text(text), R"(aobo-sim try: try it

Usage: aobo-sim try [OPTIONS] FILE
       aobo-sim try --list

One.

Arguments
  FILE  a file

Options
  -s, --size N  how large; may be given again (default: 3)
      --a-name-that-is-far-too-long-for-it
                alone

Exit codes
   0  done
  20  wrong

Examples
  do it
    aobo-sim try x
)");
  EXPECT_EQ(help_lines("one two three four", 2, 0, 9), "one two\n  three\n  four");
}

// ---- the table

// What of a command has no text, or no place.
std::vector<std::string> faults_of(const CommandText& command) {
  std::vector<std::string> faults;
  const auto need = [&](const std::string& what, const std::string& text) {
    if (text.empty()) faults.push_back(what + " has no text");
  };
  need(command.name, command.text);
  need(command.name + " as paragraphs", fmt::format("{}", fmt::join(command.paragraphs, "")));
  need("usage of " + command.name, fmt::format("{}", fmt::join(command.usage, "")));
  need("examples of " + command.name, command.examples.empty() ? "" : "some");
  for (const ExampleText& example : command.examples) need(example.command, example.text);
  for (const ExitText& exit : command.exits) need(std::to_string(exit.code), exit.text);
  for (const OptionText& option : command.options()) need("--" + option.name, option.text);
  for (const ArgumentText& argument : command.arguments) {
    need(argument.label, argument.text);
    if (command.usage.empty() || command.usage.front().find(argument.label) == std::string::npos)
      faults.push_back(argument.label + " does not stand in the usage");
  }
  return faults;
}

TEST(Table, NothingIsWithoutAText) {
  const ProgramText program = program_text();
  EXPECT_EQ(faults_of(program.whole), std::vector<std::string>{});
  for (const CommandText& command : program.commands)
    EXPECT_EQ(faults_of(command), std::vector<std::string>{}) << command.name;
  const CommandText bare{"aobo-sim bare",
                         "",
                         {},
                         {},
                         {{"FILE", {}, ""}},
                         {{"Options", {{"x", "", {}, "", false, ""}}}},
                         {{9, ""}},
                         {}};
  EXPECT_EQ(faults_of(bare),
            (std::vector<std::string>{
                "aobo-sim bare has no text", "aobo-sim bare as paragraphs has no text",
                "usage of aobo-sim bare has no text", "examples of aobo-sim bare has no text",
                "9 has no text", "--x has no text", "FILE has no text",
                "FILE does not stand in the usage"}));
}

TEST(Table, ExitCodesAreThoseOfTheTable) {
  std::map<Exit, std::string_view> table;
  for (const ExitRow& row : kExits) {
    EXPECT_TRUE(table.emplace(row.exit, row.text).second) << row.text;
    EXPECT_FALSE(row.text.empty());
  }
  std::set<Exit> listed = {Exit::kOk, Exit::kUsage, Exit::kFailed};
  for (const Command& command : commands()) {
    std::set<Exit> own;
    for (const Exit exit : command.exits) {
      EXPECT_TRUE(table.contains(exit)) << command.name << " " << static_cast<int>(exit);
      EXPECT_TRUE(own.insert(exit).second) << command.name << " " << static_cast<int>(exit);
    }
    listed.insert(own.begin(), own.end());
  }
  for (const auto& [exit, text] : table) EXPECT_TRUE(listed.contains(exit)) << text;
  const auto found_by = [](const char* name) {
    std::vector<int> codes;
    for (const ExitText& exit : command_text(*find_command(name)).exits)
      if (exit.code >= 20) codes.push_back(exit.code);
    return codes;
  };
  std::vector<int> judged = {20, 21, 22, 23, 24, 25, 26, 27, 28, 29};
  std::vector<int> swept = judged;
  swept.push_back(130);  // it goes on for long
  EXPECT_EQ(found_by("sweep"), swept);
  judged.push_back(35);  // judge --mutate
  EXPECT_EQ(found_by("judge"), judged);
}

class LintRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override { return {}; }
  Exit run(const po::variables_map&) override { return Exit::kLint; }
};
TEST(Table, ACommandMayExitOnlyWithWhatItLists) {
  Command command{"try", "", {}, {}, {}, {Exit::kLint}, {}, make_invocation<LintRun>};
  EXPECT_EQ(run_command(command, {}), Exit::kLint);
  command.exits = {Exit::kCase};
  EXPECT_THROW(run_command(command, {}), CheckFailed);
}

TEST(Table, KindsOfValuesAreKnown) {
  EXPECT_EQ(value_text("a|b").words, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(value_text("PRIORITY").words.front(), "emergency");
  EXPECT_THROW(value_text("arg"), CheckFailed) << "an option whose value has no name of its own";
}

// The words of a command line up to a redirection or another command.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words(1);
  bool quoted = false, begun = false;
  for (const char c : line) {
    if (!quoted && (c == '>' || c == '&')) break;
    if (c == '"') {
      quoted = !quoted;
      begun = true;
    } else if (c == ' ' && !quoted) {
      if (begun) words.emplace_back();
      begun = false;
    } else {
      words.back() += c;
      begun = true;
    }
  }
  if (!begun) words.pop_back();
  return words;
}

TEST(Table, ExamplesAreCommandLines) {
  std::vector<std::pair<std::string, CommandText>> all;
  for (const CommandText& command : program_text().commands)
    all.emplace_back(command.name, command);
  all.emplace_back("", program_text().whole);
  for (const auto& [name, command] : all) {
    for (const ExampleText& example : command.examples) {
      const auto words = words_of(example.command);
      ASSERT_GE(words.size(), 2U) << example.command;
      EXPECT_TRUE(name.empty() || words[0] + " " + words[1] == name) << example.command;
      const Command* called = find_command(words[1]);
      ASSERT_NE(called, nullptr) << example.command;
      const auto invocation = called->make();
      po::variables_map given;
      EXPECT_EQ(read_words(*called, *invocation, {words.begin() + 2, words.end()}, given),
                std::nullopt)
          << example.command;
    }
  }
}

// ---- manual pages

TEST(Roff, WhatMeansSomethingIsEscaped) {
  struct Row {
    const char* text;
    const char* roff;
  };
  for (const Row& row : {
           Row{"plain words", "plain words"},
           Row{"--list-lints", "\\-\\-list\\-lints"},
           Row{".delivered", "\\&.delivered"},
           Row{"a.b", "a.b"},
           Row{"'quoted'", "\\(aqquoted\\(aq"},
           Row{"one\n.two\n'three", "one\n\\&.two\n\\(aqthree"},
           Row{"back\\slash", "back\\(rsslash"},
           Row{"\"a\" `b` ^c ~d", "\\(dqa\\(dq \\(gab\\(ga \\(hac \\(tid"},
           Row{"[…] é", "[\\[u2026]] \\[u00E9]"},
           Row{"\xff|", "\\[uFFFD]|"},
       })
    EXPECT_EQ(roff(row.text), row.roff) << row.text;
}

TEST(Roff, APage) {
  RoffPage page("aobo-x", 5, {"aobo 0.1.0", "2026-03-02"});
  page.heading("See it");
  page.paragraph("'a' text");
  page.item(bold("--x") + " " + italic("N"), "an x");
  page.literal("{\n  .y\n}\n");
  page.references({"a(1)", "b-c(5)"});
  EXPECT_EQ(page.done(),
            ".TH \"AOBO\\-X\" \"5\" \"2026\\-03\\-02\" \"aobo 0.1.0\" \"aobo\"\n.SH \"SEE IT\"\n"
            ".PP\n\\(aqa\\(aq text\n.TP\n\\fB\\-\\-x\\fR \\fIN\\fR\nan x\n"
            ".PP\n.RS 4\n.nf\n{\n  .y\n}\n.fi\n.RE\n"
            ".SH \"SEE ALSO\"\n.BR a (1),\n.BR b\\-c (5)\n");
}

TEST(FileKeys, OfASchema) {
  const auto file = aobo_json(R"({"properties": {
    "a": {"type": "string", "description": "A.", "default": "12h"},
    "b": {"type": "array", "description": "B.", "items": {"type": "object", "required": ["c"],
      "properties": {"c": {"type": "integer", "minimum": 1, "description": "C."}}}},
    "d": {"type": "array", "items": {"type": "string"}, "description": "D.", "default": ["x"]},
    "e": {"type": "object", "description": "E.", "properties": {
      "f": {"type": "boolean", "description": "F.", "default": true}}}}})");
  ASSERT_TRUE(file.ok()) << file.error().message;
  std::vector<std::string> keys;
  for (const KeyText& key : file->keys)
    keys.push_back(fmt::format("{}: {}{}{} {} {}", key.path(), key.type,
                               key.required ? ", required" : "", key.holds_keys ? ", holds" : "",
                               key.text, key.unset));
  EXPECT_EQ(keys, (std::vector<std::string>{
                      "a: string A. \"12h\"", "b[]: list of objects, holds B. ",
                      "b[].c: integer, at least 1, required C. ", "d: list of strings D. [\"x\"]",
                      "e: object, holds E. ", "e.f: boolean F. true"}));
  for (const auto& [schema, error] :
       {std::pair{"{", "the plugin's schema of its configuration is no JSON"},
        {"{}", "the plugin's schema of its configuration has no keys"}}) {
    const auto none = aobo_json(schema);
    ASSERT_FALSE(none.ok());
    EXPECT_EQ(none.error().message, error);
  }
}

std::string tag(const std::string& name) { return "\\fB" + roff(name) + "\\fR"; }

TEST_F(ManualTest, PagesHoldEveryOptionExitCodeAndKey) {
  const std::string manual_folder = manual();
  for (const CommandText& command : program_text().commands) {
    const std::string page = slurp("manual/man/" + page_name(command) + ".1");
    for (const OptionText& option : command.options()) {
      EXPECT_NE(page.find(tag("--" + option.name)), std::string::npos)
          << command.name << " --" << option.name;
      EXPECT_NE(page.find(roff(option.text.substr(1))), std::string::npos) << option.text;
    }
    for (const ExitText& exit : command.exits)
      EXPECT_NE(page.find(".TP\n" + tag(std::to_string(exit.code)) + "\n"), std::string::npos)
          << command.name << " " << exit.code;
    EXPECT_NE(slurp("manual/man/aobo-sim.1").find(".BR " + roff(page_name(command)) + " (1)"),
              std::string::npos);
  }
  const std::string yaml = slurp("manual/man/aobo.yaml.5");
  for (const KeyText& key : aobo_yaml().keys) {
    EXPECT_NE(yaml.find(key.holds_keys ? ".SS \"" + roff(key.path()) + "\"\n"
                                       : tag(key.path()) + " (\\fI" + roff(key.type) + "\\fR"),
              std::string::npos)
        << key.path();
    EXPECT_NE(yaml.find(roff(key.text)), std::string::npos) << key.text;
  }
  const std::string json = slurp("manual/man/aobo.json.5");
  for (const char* part : {".TP\n\\fBdirectory\\fR (\\fIstring\\fR)\n", ".SS \"tenants[]\"\n",
                           ".TP\n\\fBtenants[].folder\\fR (\\fIstring\\fR, required)\n",
                           ".TP\n\\fBidentity.evidence_entries\\fR (\\fIinteger, at least 1\\fR)\n",
                           " Default: [\\(dq1m\\(dq,\\(dq10m\\(dq,\\(dq1h\\(dq,\\(dq24h\\(dq].\n",
                           " Default: true.\n"})
    EXPECT_NE(json.find(part), std::string::npos) << part;
}

TEST_F(ManualTest, PagesAreRightForMan) {
  if (!installed(kMan)) GTEST_SKIP() << "there is no man here to read the pages with";
  const std::string pages = manual() + "/man";
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(pages)) {
    ++count;
    const std::string path = entry.path().string();
    for (const char c : test::slurp_file(path)) ASSERT_GE(c, '\0') << path << " is not ASCII";
    const auto [code, said] =
        shell(fmt::format("{} --warnings -E UTF-8 -l -Tutf8 -Z '{}' 2>&1 >/dev/null", kMan, path));
    EXPECT_EQ(code, 0) << path;
    EXPECT_EQ(said, "") << path;
  }
  EXPECT_EQ(count, commands().size() + 3);
  // What a reader sees of the options is what is typed.
  for (const CommandText& command : program_text().commands) {
    const auto [code, shown] =
        shell(fmt::format("MANWIDTH=200 LC_ALL=C.UTF-8 {} -E UTF-8 -l -Tutf8 '{}/{}.1' | col -bx",
                          kMan, pages, page_name(command)));
    for (const OptionText& option : command.options())
      EXPECT_NE(shown.find(option.label()), std::string::npos) << option.label() << "\n" << shown;
    for (const ExampleText& example : command.examples)
      EXPECT_NE(shown.find(example.command), std::string::npos) << example.command;
  }
}

TEST_F(ManualTest, TheSameBytesAndTheDateThatIsAskedFor) {
  const std::string first = manual("first", "env -u SOURCE_DATE_EPOCH");
  const std::string second = manual("second", "env -u SOURCE_DATE_EPOCH");
  EXPECT_EQ(shell(fmt::format("diff -r '{}' '{}'", first, second)),
            (std::pair<int, std::string>{0, ""}));
  EXPECT_NE(slurp("first/man/aobo-sim.1").find(".TH \"AOBO\\-SIM\" \"1\" \"\" \"aobo "),
            std::string::npos);
  manual("dated", "SOURCE_DATE_EPOCH=1772409600");
  EXPECT_NE(slurp("dated/man/aobo.yaml.5").find("\"5\" \"2026\\-03\\-02\" \"aobo "),
            std::string::npos);
}

TEST_F(ManualTest, MistakesAreNamed) {
  EXPECT_EQ(run("manual").error,
            "aobo-sim: manual: --out DIR is missing; see aobo-sim manual --help\n");
  const auto [code, said] = shell(fmt::format(
      "SOURCE_DATE_EPOCH=today '{}' manual --out '{}/x' 2>&1", test::kProgram, folder()));
  EXPECT_EQ(code, 2);
  EXPECT_EQ(said,
            "aobo-sim: manual: SOURCE_DATE_EPOCH must be a number of seconds, found \"today\"\n");
  const std::string file = write("taken", "");
  const Run taken = run(fmt::format("manual --plugin '{}' --out '{}'", test::kLibrary, file));
  EXPECT_EQ(taken.code, 6);
  EXPECT_EQ(taken.error, "aobo-sim: " + file + "/man/aobo-sim.1: cannot be written\n");
  EXPECT_EQ(run("manual --plugin /nowhere.so --out x").code, 3);
}

TEST_F(ManualTest, TheExamplesOfBothFilesLoadTogether) {
  const std::string schema = R"({"properties": {"a": {"type": "string", "description": "A."}}})";
  write("directory/aobo.yaml", aobo_yaml().example);
  write("logs/contoso/one.json",
        "{\"category\":\"SignInLogs\",\"time\":\"2026-03-02T08:00:00Z\"}\n");
  const std::string json = write("aobo.json", aobo_json(schema)->example);
  const Run replayed =
      run(fmt::format("replay --quiet --plugin '{}' --config '{}'", test::kLibrary, json));
  EXPECT_EQ(replayed.code, 0) << replayed.error;
  EXPECT_EQ(replayed.error, "");
}

// ---- completions

// The lines of `text` from one that holds `begin` to the next that holds `end`.
std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const std::size_t from = text.find(begin);
  return from == std::string::npos ? "" : text.substr(from, text.find(end, from) - from);
}

TEST(Completions, HoldEveryCommandAndOption) {
  const ProgramText program = program_text();
  const std::string bash = bash_completion(program), zsh = zsh_completion(program),
                    fish = fish_completion(program);
  for (const CommandText& command : program.commands) {
    const std::string name = command.last_word();
    EXPECT_NE(zsh.find("        '" + name + ":"), std::string::npos) << name;
    EXPECT_NE(fish.find("-n __aobo_sim_needs_command -a " + name + " -d "), std::string::npos);
    const std::string in_bash =
        between(bash, "            " + name + ") _aobo_sim_words", "\n") + " ";
    const std::string in_zsh = between(zsh, "            " + name + ")\n", ";;");
    for (const OptionText& option : command.options()) {
      EXPECT_TRUE(in_bash.find("--" + option.name + " ") != std::string::npos ||
                  in_bash.find("--" + option.name + "\"") != std::string::npos)
          << name << " --" << option.name;
      EXPECT_TRUE(in_zsh.find("--" + option.name + "[") != std::string::npos ||
                  in_zsh.find("--" + option.name + "=[") != std::string::npos ||
                  in_zsh.find("--" + option.name + "}") != std::string::npos)
          << name << " --" << option.name;
      EXPECT_NE(fish.find(fmt::format("-n '__aobo_sim_is {}'{} -l {} ", name,
                                      option.short_name.empty() ? "" : " -s " + option.short_name,
                                      option.name)),
                std::string::npos)
          << name << " --" << option.name;
    }
  }
}

TEST_F(ManualTest, BashCompletes) {
  const std::string script = manual() + "/completions/bash/aobo-sim";
  write("aobo.json", "");
  write("a folder/x", "");
  write("afile", "");
  struct Row {
    const char* words;
    std::vector<std::string> replies;
  };
  for (const Row& row : {
           Row{"re", {"replay", "report"}},
           Row{"--v", {"--version"}},
           Row{"replay --fo", {"--format", "--follow"}},
           Row{"replay --format js", {"json"}},
           Row{"replay --format = oc", {"ocsf"}},
           Row{"replay --format =",
               {"table", "csv", "ndjson", "text", "json", "ecs", "ocsf", "none"}},
           Row{"replay --config ao", {"aobo.json"}},
           Row{"replay ao", {"aobo.json"}},
           Row{"replay --fail-on cr", {"critical"}},
           Row{"replay --tag x", {}},
           Row{"judge a", {"a folder"}},
           Row{"generate --story leav", {"leaver"}},
           Row{"sweep --faults loss,sk", {"loss,skew"}},
           Row{"validate --off unknown-w", {"unknown-window"}},
           Row{"help mut", {"mutate"}},
           Row{"check --jso", {"--json"}},
           Row{"fields x", {}},
       }) {
    const auto [code, out] = shell(fmt::format(
        "cd '{}' && bash -c 'source \"$0\" && complete -p aobo-sim >/dev/null && "
        "COMP_WORDS=(aobo-sim \"$@\") && COMP_CWORD=$# && {{ _aobo_sim || :; }} && "
        "((${{#COMPREPLY[@]}})) && printf \"%s\\n\" \"${{COMPREPLY[@]}}\"' '{}' {} 2>&1",
        folder(), script, row.words));
    EXPECT_EQ(lines(out), row.replies) << row.words;
    EXPECT_EQ(code, row.replies.empty() ? 1 : 0) << row.words;
  }
}

TEST_F(ManualTest, ZshReadsItsCompletion) {
  if (!installed("zsh")) GTEST_SKIP() << "there is no zsh here to read its completion with";
  EXPECT_EQ(shell("zsh -n '" + manual() + "/completions/zsh/_aobo-sim' 2>&1"),
            (std::pair<int, std::string>{0, ""}));
}

TEST_F(ManualTest, FishReadsItsCompletion) {
  if (!installed("fish")) GTEST_SKIP() << "there is no fish here to read its completion with";
  const std::string script = manual() + "/completions/fish/aobo-sim.fish";
  EXPECT_EQ(shell("fish --no-execute '" + script + "' 2>&1"), (std::pair<int, std::string>{0, ""}));
  EXPECT_EQ(shell("HOME='" + folder() + "' fish --no-config -c \"source '" + script +
                  "'; complete -C 'aobo-sim replay --format js'\" 2>&1")
                .second.substr(0, 4),
            "json");
}

}  // namespace
}  // namespace aobo
