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

std::string describe(const Record& r) {
  Description d;
  d.row("id", r.id);
  d.row("time", format_time(r.time));
  d.row("log tenant", r.log_tenant);
  d.row("tenant", r.tenant);
  d.row("tenant name", r.tenant_name);
  d.row("subscription", r.subscription);
  d.row("operation", r.operation);
  if (r.operation_raw != r.operation) d.row("raw", r.operation_raw);
  d.row("workload", r.workload);
  d.row("result", outcome_text(r));
  const Actor& a = r.actor;
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
  d.row("app", r.app_id);
  d.row("app name", r.app_name);
  d.row("target", r.target_id);
  d.row("target name", r.target_name);
  d.row("target type", r.target_type);
  d.row("target group", r.target_group);
  d.row("target member", r.target_member);
  d.row("resource", r.resource);
  d.row("role", r.role_id);
  d.row("ip", r.address.ip.text());
  d.row("ip prefix", r.address.prefix);
  d.row("user agent", r.user_agent);
  d.row("country", r.country);
  d.row("session", r.session);
  d.row("request", r.request);
  d.row("token", r.token);
  d.row("correlation", r.correlation);
  d.row("cross tenant", r.sign_in.cross_tenant);
  d.row("mfa", r.sign_in.mfa);
  d.row("client", r.sign_in.client);
  d.row("ca status", r.sign_in.ca_status);
  d.row("risk", r.sign_in.risk);
  d.row("key", r.sign_in.key);
  d.row("key print", r.sign_in.key_thumbprint);
  if (r.sign_in.error) d.row("error", std::to_string(*r.sign_in.error));
  if (r.check_out.action != CheckOutAction::kNone) {
    d.row("vault", fmt::format("{} {} ticket={} reason={}", r.check_out.account, r.check_out.person,
                               r.check_out.ticket, r.check_out.reason));
  }
  for (const Change& c : r.changes)
    d.row("change", fmt::format("{}: \"{}\" to \"{}\"", c.name, c.before, c.after));
  for (const Parameter& p : r.parameters)
    d.row("parameter", fmt::format("{} = {}", p.name, p.value));
  return d.text();
}

std::string read_all(const std::string& path) {
  std::vector<TextPattern> patterns;
  patterns.push_back(std::move(*TextPattern::compile(
      "vault",
      R"((?P<time>\S+ \S+) (?P<action>CHECKOUT|CHECKIN) acct=(?P<account>\S+) by=(?P<person>\S+) case=(?P<ticket>\S+))",
      "%Y-%m-%d %H:%M:%S")));
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
