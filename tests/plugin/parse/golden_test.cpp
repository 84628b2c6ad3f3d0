// Each tests/golden/families/<family>.log, good lines and bad ones together, read as the plugin
// reads it and written out record by record; <family>.expected is what a person reviewed. To change
// one on purpose:
//   AOBO_UPDATE_GOLDEN=1 build/bin/aobo-unit-tests --gtest_filter='Golden*'   and read the
//   difference.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "plugin/base/text.h"
#include "plugin/parse/parser.h"
#include "plugin/unwrap/reader.h"
#include "tests/support/places.h"

namespace aobo {
namespace {

namespace fs = std::filesystem;

class Description {
 public:
  void row(std::string_view key, std::string_view value) {
    if (!value.empty()) text_ += fmt::format("    {:<14} {}\n", key, printable(value));
  }
  void row(std::string_view key, const std::optional<Guid>& id) {
    if (id) row(key, id->text());
  }
  void row(std::string_view key, const std::optional<std::uint64_t>& puid) {
    if (puid) row(key, fmt::format("{:016X}", *puid));
  }
  void flag(std::string_view key, bool set) {
    if (set) row(key, "yes");
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string describe(const Record& record) {
  Description d;
  d.row("id", record.id);
  d.row("time", format_time(record.time));
  d.row("log tenant", record.log_tenant);
  d.row("tenant", record.tenant);
  d.row("tenant name", record.tenant_name);
  d.row("subscription", record.subscription);
  d.row("operation", record.operation);
  if (record.operation_raw != record.operation) d.row("raw", record.operation_raw);
  d.row("workload", record.workload);
  d.row("result", outcome_text(record));
  const Actor& a = record.actor;
  d.row("actor",
        fmt::format("{} ({})", a.text, a.type == ActorType::kUnknown ? "unknown" : name(a.type)));
  d.row("upn", a.upn);
  d.row("name", a.name);
  d.row("object", a.object);
  if (a.home_tenant)
    d.row("home tenant",
          fmt::format("{} by {}", a.home_tenant->text(), text(a.home_tenant_source)));
  if (a.home_object) {
    d.row("home object",
          fmt::format("{} by {}{}", a.home_object->text(), text(a.home_object_source),
                      a.home_object_inferred ? ", inferred" : ""));
  }
  d.row("app owner", a.app_owner);
  d.row("puid", a.puid);
  d.row("home puid", a.home_puid);
  if (a.principal)
    d.row("principal", fmt::format("{} ({})", a.principal->text(), a.principal_type));
  if (a.delegated_admin) d.row("delegated", text(a.delegated_source));
  d.flag("guest", a.guest);
  d.flag("microsoft", a.microsoft);
  d.row("app", record.app_id);
  d.row("app name", record.app_name);
  d.row("target", record.target_id);
  d.row("target name", record.target_name);
  d.row("target type", record.target_type);
  d.row("target group", record.target_group);
  d.row("target member", record.target_member);
  d.row("resource", record.resource);
  d.row("role", record.role_id);
  d.row("ip", record.address.ip.text());
  d.row("ip prefix", record.address.prefix);
  d.row("user agent", record.user_agent);
  d.row("country", record.country);
  d.row("session", record.session);
  d.row("request", record.request);
  d.row("token", record.token);
  d.row("correlation", record.correlation);
  d.row("cross tenant", record.sign_in.cross_tenant);
  d.row("mfa", record.sign_in.mfa);
  d.row("client", record.sign_in.client);
  d.row("ca status", record.sign_in.ca_status);
  d.row("agent", record.sign_in.agent);
  d.row("risk", record.sign_in.risk);
  d.row("key", record.sign_in.key);
  d.row("key print", record.sign_in.key_thumbprint);
  if (record.sign_in.error) d.row("error", std::to_string(*record.sign_in.error));
  if (record.check_out.action != CheckOutAction::kNone) {
    d.row("vault",
          fmt::format("{} {} ticket={} reason={}", record.check_out.account,
                      record.check_out.person, record.check_out.ticket, record.check_out.reason));
  }
  for (const Change& c : record.changes)
    d.row("change", fmt::format("{}: \"{}\" to \"{}\"", c.name, c.before, c.after));
  for (const Parameter& p : record.parameters)
    d.row("parameter", fmt::format("{} = {}", p.name, p.value));
  return d.text();
}

std::string read_all(const std::string& path) {
  std::vector<TextPattern> patterns;
  patterns.push_back(std::move(*TextPattern::compile(
      "vault",
      R"((?P<time>\S+ \S+) (?P<action>CHECKOUT|CHECKIN) acct=(?P<account>\S+) by=(?P<person>\S+) case=(?P<ticket>\S+))",
      "%Y-%m-%d %H:%M:%S")));
  patterns.push_back(std::move(*TextPattern::compile(
      "nightly", R"((?P<time>\S+) nightly: (?P<user>\S+) at (?P<tenant>\S+): (?P<message>.+))",
      "")));
  Parser parser(patterns);
  RecordReader reader(path, std::size_t{256} << 10, parser);
  Record record;
  std::string text;
  for (;;) {
    const auto state = reader.next(record);
    if (state == RecordReader::State::kEnd) return text;
    if (state == RecordReader::State::kWait) continue;
    text += fmt::format("byte {}: ", reader.offset());
    if (state == RecordReader::State::kRefused) {
      text += fmt::format("refused {}: {}\n", aobo::name(reader.refusal().reason),
                          reader.refusal().detail);
    } else {
      text +=
          fmt::format("{} {}\n{}", record.family->name, printable(record.kind), describe(record));
      if (reader.repaired()) text += "    repaired\n";
    }
  }
}

std::string slurp(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class Golden : public ::testing::TestWithParam<std::string> {};

TEST_P(Golden, ReadsAsReviewed) {
  const fs::path log = fs::path(test::kSourceDir) / "tests/golden/families" / GetParam();
  fs::path expected = log;
  expected.replace_extension(".expected");
  const std::string got = read_all(log.string());
  if (std::getenv("AOBO_UPDATE_GOLDEN") != nullptr)
    std::ofstream(expected, std::ios::binary) << got;
  EXPECT_EQ(got, slurp(expected));
}

std::vector<std::string> logs() {
  std::vector<std::string> names;
  for (const auto& entry :
       fs::directory_iterator(fs::path(test::kSourceDir) / "tests/golden/families")) {
    if (entry.path().extension() == ".log") names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Families, Golden, ::testing::ValuesIn(logs()), [](const auto& param_info) {
  std::string name = param_info.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '.'; }, '_');
  return name;
});

}  // namespace
}  // namespace aobo
