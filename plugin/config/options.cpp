#include "plugin/config/options.h"

#include <fmt/format.h>

#include "plugin/base/limits.h"
#include "plugin/config/forms.h"
#include "plugin/config/kafka_section.h"
#include "plugin/config/tenants_section.h"
#include "plugin/source/inputs.h"

namespace aobo {
namespace {

using A = ActivityOptions;
using I = IdentityOptions;
using B = BehaviourOptions;
using T = TimelineOptions;
constexpr auto kA = &Config::activity;
constexpr auto kI = &Config::identity;
constexpr auto kB = &Config::behaviour;
constexpr auto kT = &Config::timeline;
using K = KafkaOptions;
constexpr auto kK = &Config::kafka;

constexpr Option kOptions[] = {
    {"inputs", "path", "Path", "A file, a folder, a glob or kafka://TOPIC[,TOPIC…].",
     form::needed()},
    {"inputs", "follow", "Follow",
     "Goes on being read as it grows. Default: as the key of that name at the top.", form::truth()},
    {"inputs", "read", "Read",
     "Of topics: share (the workers of the group share their partitions) or all (each worker reads "
     "all of them: evidence). Default: share; without follow, all.",
     form::text()},

    {"tenants", "folder", "Folder",
     "Folder or file in the path of the input, by name or glob; several parts with / between.",
     form::needed()},
    {"tenants", "tenant", "Tenant", "Tenant id (GUID).", form::needed()},

    {"patterns", "name", "Name", "Name that errors show.", form::needed()},
    {"patterns", "pattern", "Pattern",
     "Named groups time, account, person, action are needed; ticket, reason, ip, customer may be "
     "there. Of a tool's log: time, user, tenant, message; api, severity may be there.",
     form::needed()},
    {"patterns", "time_format", "Time format",
     "strptime(3) format of the time, read as UTC where it has no %z. Default: the forms that aobo "
     "knows.",
     form::text()},

    {"identity", "signin_user_id", "Sign-in userId",
     "userId of a cross-tenant sign-in is the object id at home.",
     form::flag<kI, &I::signin_user_id>()},
    {"identity", "actor_context_id", "ActorContextId",
     "ActorContextId of a unified audit record is the actor's home tenant.",
     form::flag<kI, &I::actor_context_id>()},
    {"identity", "lighthouse_token_tenant", "Lighthouse by token",
     "A partner tenant's own token on a customer's subscription is Lighthouse.",
     form::flag<kI, &I::lighthouse_token_tenant>()},
    {"identity", "session_across_tenants", "Sessions across tenants",
     "One session id in two tenants is one session.", form::flag<kI, &I::session_across_tenants>()},
    {"identity", "check_out_max", "Longest check-out",
     "How long a check-out counts when nobody checks in.", form::span<kI, &I::check_out_max>()},
    {"identity", "partner_center_window", "Partner Center window",
     "How far a Partner Center record may lie from the action.",
     form::span<kI, &I::partner_center_window>()},
    {"identity", "tool_log_window", "Tool log window",
     "How far a record of the partner's tool may lie from the action.",
     form::span<kI, &I::tool_log_window>()},
    {"identity", "address_window", "Address window",
     "How long an address counts as a person's after a sign-in.",
     form::span<kI, &I::address_window>()},
    {"identity", "evidence_entries", "Evidence entries",
     "Entries of each kind of evidence; the oldest goes first.",
     form::number<1, kI, &I::evidence_entries>()},
    {"identity", "evidence_age", "Evidence age", "How long a sign-in or session counts.",
     form::span<kI, &I::evidence_age>()},
    {"identity", "revisable_actions", "Revisable actions",
     "Actions whose answer later evidence may change; the oldest goes first.",
     form::number<0, kI, &I::revisable_actions>()},
    {"identity", "revision_age", "Revision age",
     "How long after an action its answer may be changed.", form::span<kI, &I::revision_age>()},

    {"activity", "window", "Window",
     "How far apart two records of one activity may lie that share no id.",
     form::span<kA, &A::window>()},
    {"activity", "kept", "Kept",
     "How long after its first record an activity may be told of again.",
     form::span<kA, &A::kept>()},
    {"activity", "entries", "Activities", "Activities remembered; the oldest goes first.",
     form::number<1, kA, &A::entries>()},

    {"timeline", "hold", "Hold",
     "How long live records, of standard input and of followed files, wait for earlier ones, like "
     "30s.",
     form::span_or_none<kT, &T::hold>()},
    {"timeline", "memory_mb", "Memory",
     "Megabytes of records held to bring files into order. Default: 24 in 100 of memory_mb.",
     form::megabytes<1, &Config::window_bytes>()},
    {"timeline", "open_inputs", "Open inputs", "Files read side by side; further ones wait.",
     form::number<1, kT, &T::merge, &MergeOptions::open_inputs>()},
    {"timeline", "duplicates", "Duplicates", "Records remembered, so that none goes out twice.",
     form::number<1, kT, &T::duplicates>()},

    {"behaviour", "windows", "Windows",
     "Spans that counts are made over, named as they are written.", form::windows()},
    {"behaviour", "silent_entry", "Silent entry",
     "How long nothing may be done after an entry before silent_entry is told.",
     form::span<kB, &B::silent_entry>()},
    {"behaviour", "signin_lookback", "Sign-in look-back",
     "How far before an action its sign-in is looked for.", form::span<kB, &B::signin_lookback>()},
    {"behaviour", "signin_grace", "Sign-in grace",
     "How long after an action its sign-in may still come.", form::span<kB, &B::signin_grace>()},
    {"behaviour", "twin_grace", "Twin grace",
     "How long the other tenant's copy of a sign-in may take to come.",
     form::span<kB, &B::twin_grace>()},
    {"behaviour", "checkout_grace", "Check-out grace",
     "How long after the use of a shared account its check-out may still come.",
     form::span<kB, &B::checkout_grace>()},
    {"behaviour", "checkout_max", "Longest check-out",
     "How long a check-out may stay unused before checkout_unused is told, where nobody checks in.",
     form::span<kB, &B::checkout_max>()},
    {"behaviour", "spell", "Spell",
     "What goes on is told once; it is over when nothing of it was seen for so long.",
     form::span<kB, &B::spell>()},
    {"behaviour", "dap_return", "DAP return",
     "How long after a removal of DAP its return is told as dap_returned.",
     form::span<kB, &B::dap_return>()},
    {"behaviour", "privileged", "New user privileged",
     "How long after a user's creation a privileged role is told as user_created_and_privileged.",
     form::span<kB, &B::privileged>()},
    {"behaviour", "deleted", "New user deleted",
     "How long after a user's creation a deletion is told as created_and_deleted.",
     form::span<kB, &B::deleted>()},
    {"behaviour", "credit_grace", "Credit grace",
     "How long another access may take to come in place of the one lost.",
     form::span<kB, &B::credit_grace>()},
    {"behaviour", "credit_lost", "Credit lost", "How long credit is at risk before it is lost.",
     form::span<kB, &B::credit_lost>()},
    {"behaviour", "signin_log", "Sign-in log",
     "How long after the last record of its sign-in log a tenant still counts as having one.",
     form::span<kB, &B::signin_log>()},
    {"behaviour", "gap_learning", "Learning of habits",
     "How long a log is watched before its silence is judged.", form::span<kB, &B::gap_learning>()},
    {"behaviour", "gap_least", "Least gap", "The shortest silence that is told as collection_gap.",
     form::span<kB, &B::gap_least>()},
    {"behaviour", "gap_records", "Gap records",
     "How many records a log must have shown before its habit is known.",
     form::number<1, kB, &B::gap_records>()},
    {"behaviour", "gap_factor", "Gap factor",
     "A silence is told when it is this many times as long as the longest one before.",
     form::number<1, kB, &B::gap_factor>()},
    {"behaviour", "entries", "Counted entries",
     "Entries that counts rest on; past this number the oldest go.",
     form::number<1, kB, &B::entries>()},
    {"behaviour", "pending", "Open questions",
     "Open questions of each kind of derived event; past this number the oldest goes.",
     form::number<1, kB, &B::pending>()},

    {"kafka", "brokers", "Brokers", "host:port of one or more brokers.", form::texts(read_brokers)},
    {"kafka", "preset", "Preset", "event-hubs: what Azure Event Hubs needs (docs/event-hubs.md).",
     form::read_by(read_preset)},
    {"kafka", "group", "Group",
     "Consumer group, whose workers share the partitions. Needed where topics are followed.",
     form::words<kK, &K::group>()},
    {"kafka", "instance", "Instance",
     "Name of this worker in the group, one for each, which stays when it restarts: no rebalance "
     "then.",
     form::words<kK, &K::instance>()},
    {"kafka", "security", "Security",
     "plaintext, ssl, sasl_plaintext or sasl_ssl. Default: plaintext; of event-hubs sasl_ssl.",
     form::read_by(read_security)},
    {"kafka", "mechanism", "Mechanism",
     "PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER. Default: OAUTHBEARER where a token is "
     "named; of event-hubs PLAIN.",
     form::read_by(read_mechanism)},
    {"kafka", "user", "User", "User of PLAIN and SCRAM. Default: of event-hubs $ConnectionString.",
     form::words<kK, &K::user>()},
    {"kafka", "password_file", "Password file",
     "File whose first line is the password; of event-hubs the connection string.",
     form::path<kK, &K::password_file>()},
    {"kafka", "password_env", "Password variable",
     "Variable of the host's environment that holds the password, instead of a file.",
     form::words<kK, &K::password_env>()},
    {"kafka", "token_file", "Token file",
     "File with the token of OAUTHBEARER, which something else renews.",
     form::path<kK, &K::token_file>()},
    {"kafka", "token_command", "Token command",
     "Program and arguments that print the token of OAUTHBEARER: a JWT, or JSON with access_token.",
     form::texts(read_token_command)},
    {"kafka", "ca_file", "Certificates",
     "File or folder of certificates that are believed. Default: the machine's.",
     form::path<kK, &K::ca_file>()},
    {"kafka", "properties", "Properties", "Further properties of librdkafka, as texts.",
     form::texts_by_name(read_properties)},
    {"kafka", "secret_files", "Secret files",
     "Properties of librdkafka that are secrets, and the file of each, whose first line it is.",
     form::texts_by_name(read_secret_files)},

    {"state", "file", "File",
     "Snapshot. A second file beside it, with .delivered behind its name, tells what went out "
     "since.",
     form::file<&Config::state, &StateOptions::file>()},
    {"state", "interval", "Interval", "Time between two snapshots.",
     form::span<&Config::state, &StateOptions::interval>()},
    {"state", "standby", "Standby",
     "Where another run has the state, wait until that one ends, and take over.",
     form::flag<&Config::state, &StateOptions::standby>()},

    {"run", "events", "Run events",
     "Whether the run tells of itself by events (run_started, run_report, policy_reloaded, "
     "directory_stale). Default: where inputs are followed.",
     form::maybe<&Config::run, &RunOptions::events>()},
    {"run", "report_interval", "Report interval",
     "Time between two of run_report; 0s: one at the end, and no other.",
     form::span_or_none<&Config::run, &RunOptions::report_interval>()},
    {"run", "directory_poll", "Directory poll",
     "How often the directory is looked at where inputs are followed; 0s: never. What has changed "
     "is loaded beside the old and takes its place whole.",
     form::span_or_none<&Config::run, &RunOptions::directory_poll>()},
    {"run", "directory_max_age", "Directory's greatest age",
     "How old an export of the directory may be before directory_stale is told; 0s: any age.",
     form::span_or_none<&Config::run, &RunOptions::directory_max_age>()},
};

// An input by its name alone goes by the key at the top.
void read_inputs(const JsonNode& root, Config& config) {
  config.follow = root.boolean("follow").value_or(false);
  root.each("inputs", [&](const JsonNode& item) {
    if (item.is_object()) item.only(option_keys("inputs"));
    const std::string name =
        item.is_object() ? item.required_text("path") : item.required_self_text();
    const bool follow =
        item.is_object() ? item.boolean("follow").value_or(config.follow) : config.follow;
    if (is_topic_input(name)) return read_topics(item, name, follow, config);
    if (item.is_object() && item.has("read"))
      item.fail("read", "\"read\" is for topics (kafka://…); files are read whole");
    (follow ? config.followed : config.inputs).push_back(name);
  });
}

void read_lags(const JsonNode& root, Config& config) {
  const auto node = root.member("lag");
  if (!node) return;
  std::vector<std::string_view> names;
  for (const auto& [name, lag] : config.lag) names.push_back(name);
  node->only(names);
  for (auto& [name, lag] : config.lag) {
    const Option option{"lag", name, {}, {}, form::text()};
    form::read_span(*node, option, true, lag);
  }
}

// The zone of that name; nothing where none is named.
std::optional<TimeZone> zone_of(const JsonNode& root, std::string_view key) {
  const auto name = root.text(key);
  if (!name) return std::nullopt;
  auto zone = TimeZone::find(*name);
  if (!zone) root.fail(key, fmt::format("\"{}\": {}", key, zone.error().message));
  return *zone;
}

// "mask: off" in YAML is a text to some hosts and a truth value to others.
void read_mask(const JsonNode& root, Config& config) {
  const auto flag = root.flag_or_text("mask");
  if (flag && *flag != "on" && *flag != "off")
    root.fail("mask", "\"mask\" must be on or off, found \"" + *flag + "\"");
  if (flag) config.mask.on = *flag == "on";
}

void read_mask_key(const JsonNode& root, Config& config) {
  constexpr std::size_t kShortest = 16;
  const auto key = root.text("mask_key");
  if (!key) return;
  if (key->size() < kShortest) {
    root.fail("mask_key", fmt::format("\"mask_key\" must have at least {} characters, found {}",
                                      kShortest, key->size()));
  }
  const Fingerprint print = fingerprint(*key, {});
  config.mask.key = {print.high, print.low};
  config.mask.key_given = true;
}

using Kind = Section::Kind;
constexpr Section kSections[] = {
    {"base_dir", "Base folder",
     "Folder that relative paths start from. Default: the working directory of the host.",
     Kind::kText,
     [](const JsonNode& root, Config& config) {
       config.base_dir = root.text("base_dir").value_or("");
     }},
    {"directory", "Directory",
     "Folder with aobo.yaml and the partner tenants' exports (docs/directory.md). Without it "
     "nobody is named.",
     Kind::kText,
     [](const JsonNode& root, Config& config) {
       if (const auto directory = root.text("directory"))
         config.directory = resolved(*directory, config.base_dir);
     }},
    {"inputs", "Inputs",
     "Files, folders, globs, - or kafka://TOPIC[,TOPIC…] that are read where open_params is empty.",
     Kind::kTexts, read_inputs},
    {"follow", "Follow",
     "Inputs go on being read as their files grow, come and go (docs/operations.md). The run does "
     "not end.",
     Kind::kFlag, [](const JsonNode& root, Config&) { root.boolean("follow"); }},
    {"tenants", "Tenants of folders",
     "Whose logs lie in a folder, for records that do not say it. A folder named by a tenant id "
     "needs no entry.",
     Kind::kItems, read_tenants},
    {"dates", "Order of dates",
     "How inputs write 3/2/2026 whose own dates do not tell: day-first or month-first. Without it "
     "such records are refused as ambiguous-date.",
     Kind::kText,
     [](const JsonNode& root, Config& config) {
       const auto order = root.text("dates");
       if (!order) return;
       if (*order != "day-first" && *order != "month-first")
         root.fail("dates", "\"dates\" must be day-first or month-first, found \"" + *order + "\"");
       config.dates = *order == "day-first" ? DateOrder::kDayFirst : DateOrder::kMonthFirst;
     }},
    {"local_zone", "Zone of local times",
     "Zone of times that say they are local (TimeGenerated [Local Time], Kibana's \"Mar 2, 2026 @ "
     "09:00:00.000\"), like Europe/Zurich or UTC. Without it such records are refused as "
     "local-time.",
     Kind::kText,
     [](const JsonNode& root, Config& config) { config.local_zone = zone_of(root, "local_zone"); }},
    {"time_zone", "Time zone",
     "Zone of the times in texts for people (aobo.time.text, aobo.told), by its name in the time "
     "zone data, like Europe/Zurich. Default: UTC.",
     Kind::kText,
     [](const JsonNode& root, Config& config) {
       config.time_zone = zone_of(root, "time_zone").value_or(TimeZone());
     }},
    {"patterns", "Text patterns",
     "RE2 expressions that read vault check-outs, or what a tool did, from lines of text.",
     Kind::kItems,
     [](const JsonNode& root, Config& config) {
       root.each("patterns", [&](const JsonNode& item) {
         item.only(option_keys("patterns"));
         auto pattern =
             TextPattern::compile(item.required_text("name"), item.required_text("pattern"),
                                  item.text("time_format").value_or(""));
         if (!pattern) item.fail("pattern", pattern.error().message);
         config.patterns.push_back(std::move(*pattern));
       });
     }},
    {"memory_mb", "Memory",
     "Megabytes for all that is kept (docs/operations.md). What does not fit goes, the oldest "
     "first, and is counted.",
     Kind::kMegabytes,
     [](const JsonNode& root, Config& config) {
       constexpr Option kOption{
           "", "memory_mb", {}, {}, form::megabytes<(kLeastMemory >> 20), &Config::memory_bytes>()};
       kOption.form.read(root, kOption, config);
     }},
    {"identity", "Identity",
     "What Microsoft's documents do not confirm, and windows of time (docs/identity.md).",
     Kind::kOptions},
    {"activity", "Activity", "Which records tell one activity (docs/identity.md).", Kind::kOptions},
    {"timeline", "Timeline", "Order and repetition (docs/operations.md).", Kind::kOptions},
    {"lag", "Lag",
     "By log family: how long after what they tell of its records usually come, like 90m. Where "
     "inputs are followed, the clock counts less this.",
     Kind::kLags, read_lags},
    {"behaviour", "Behaviour", "Windows of counts and spans of derived events (docs/identity.md).",
     Kind::kOptions},
    {"mask", "Masking of secrets",
     "off: passwords, keys and tokens that logs hold go out as they are written.", Kind::kSwitch,
     read_mask},
    {"mask_key", "Key of masks",
     "Any text of 16 characters or more. Masks of one secret are equal wherever this is. Default: "
     "random at each start, or kept with the state.",
     Kind::kText, read_mask_key},
    {"kafka", "Kafka",
     "How inputs of Kafka, and so of Azure Event Hubs, are read (docs/event-hubs.md). Secrets "
     "stand "
     "in files or the environment.",
     Kind::kOptions, read_kafka},
    {"state", "State", "What was learned, kept between runs (docs/operations.md).", Kind::kOptions},
    {"run", "Run",
     "How a run that goes on tells of itself and keeps its directory (docs/operations.md).",
     Kind::kOptions},
};

}  // namespace

std::span<const Section> sections() { return kSections; }
std::span<const Option> options() { return kOptions; }

std::vector<std::string_view> section_keys() {
  std::vector<std::string_view> keys;
  for (const Section& section : kSections) keys.push_back(section.key);
  return keys;
}

std::vector<std::string_view> option_keys(std::string_view section) {
  std::vector<std::string_view> keys;
  for (const Option& option : kOptions) {
    if (option.section == section) keys.push_back(option.key);
  }
  return keys;
}

}  // namespace aobo
