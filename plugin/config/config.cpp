#include "plugin/config/config.h"

#include "plugin/base/json_file.h"
#include "plugin/base/load_error.h"
#include "plugin/base/text.h"
#include "plugin/source/inputs.h"

namespace aobo {
namespace {

constexpr const char* kSchema = R"({
  "$schema": "http://json-schema.org/draft-04/schema#",
  "title": "aobo plugin configuration",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "base_dir": {
      "type": "string", "title": "Base folder",
      "description": "Folder that relative paths start from. Default: the working directory of the host."},
    "directory": {
      "type": "string", "title": "Directory",
      "description": "Folder with aobo.yaml and the partner tenants' exports (docs/directory.md). Without it nobody is named."},
    "inputs": {
      "type": "array", "items": {"type": "string"}, "title": "Inputs",
      "description": "Files, folders, globs or - that are read where open_params is empty."},
    "tenants": {
      "type": "array", "title": "Tenants of folders",
      "description": "Whose logs lie in a folder, for records that do not say it. A folder named by a tenant id needs no entry.",
      "items": {
        "type": "object", "additionalProperties": false, "required": ["folder", "tenant"],
        "properties": {
          "folder": {"type": "string", "title": "Folder", "description": "Name of a folder in the path of the input."},
          "tenant": {"type": "string", "title": "Tenant", "description": "Tenant id (GUID)."}}}},
    "patterns": {
      "type": "array", "title": "Text patterns",
      "description": "RE2 expressions that read vault check-outs from lines of text.",
      "items": {
        "type": "object", "additionalProperties": false, "required": ["name", "pattern"],
        "properties": {
          "name": {"type": "string", "title": "Name", "description": "Name that errors show."},
          "pattern": {"type": "string", "title": "Pattern",
            "description": "Named groups time, account, person, action are needed; ticket, reason, ip, customer may be there."},
          "time_format": {"type": "string", "title": "Time format",
            "description": "strptime(3) format of the time, read as UTC. Default: the forms that aobo knows."}}}},
    "identity": {
      "type": "object", "additionalProperties": false, "title": "Identity",
      "description": "What Microsoft's documents do not confirm, and windows of time (docs/identity.md).",
      "properties": {
        "signin_user_id": {"type": "boolean", "title": "Sign-in userId",
          "description": "userId of a cross-tenant sign-in is the object id at home.", "default": true},
        "actor_context_id": {"type": "boolean", "title": "ActorContextId",
          "description": "ActorContextId of a unified audit record is the actor's home tenant.", "default": true},
        "lighthouse_token_tenant": {"type": "boolean", "title": "Lighthouse by token",
          "description": "A partner tenant's own token on a customer's subscription is Lighthouse.", "default": true},
        "session_across_tenants": {"type": "boolean", "title": "Sessions across tenants",
          "description": "One session id in two tenants is one session.", "default": false},
        "check_out_max": {"type": "string", "title": "Longest check-out",
          "description": "How long a check-out counts when nobody checks in.", "default": "12h"},
        "partner_center_window": {"type": "string", "title": "Partner Center window",
          "description": "How far a Partner Center record may lie from the action.", "default": "5m"},
        "address_window": {"type": "string", "title": "Address window",
          "description": "How long an address counts as a person's after a sign-in.", "default": "24h"},
        "evidence_entries": {"type": "integer", "minimum": 1, "title": "Evidence entries",
          "description": "Entries of each kind of evidence; the oldest goes first.", "default": 200000},
        "evidence_age": {"type": "string", "title": "Evidence age",
          "description": "How long a sign-in or session counts.", "default": "90d"},
        "revisable_actions": {"type": "integer", "minimum": 0, "title": "Revisable actions",
          "description": "Actions whose answer later evidence may change; the oldest goes first.", "default": 50000},
        "revision_age": {"type": "string", "title": "Revision age",
          "description": "How long after an action its answer may be changed.", "default": "3d"}}},
    "timeline": {
      "type": "object", "additionalProperties": false, "title": "Timeline",
      "description": "Order and repetition (docs/operations.md).",
      "properties": {
        "hold": {"type": "string", "title": "Hold",
          "description": "How long records of standard input wait for earlier ones, like 30s.", "default": "0s"},
        "memory_mb": {"type": "integer", "minimum": 1, "title": "Memory",
          "description": "Megabytes of records held to bring files into order.", "default": 192},
        "open_inputs": {"type": "integer", "minimum": 1, "title": "Open inputs",
          "description": "Files read side by side; further ones wait.", "default": 8192},
        "duplicates": {"type": "integer", "minimum": 1, "title": "Duplicates",
          "description": "Records remembered, so that none goes out twice.", "default": 1000000}}},
    "behaviour": {
      "type": "object", "additionalProperties": false, "title": "Behaviour",
      "description": "Windows of counts and spans of derived events (docs/identity.md).",
      "properties": {
        "windows": {"type": "array", "items": {"type": "string"}, "title": "Windows",
          "description": "Spans that counts are made over, named as they are written.", "default": ["10m", "1h", "24h"]},
        "silent_entry": {"type": "string", "title": "Silent entry", "description": "How long nothing may be done after an entry before silent_entry is told.", "default": "1h"},
        "signin_lookback": {"type": "string", "title": "Sign-in look-back", "description": "How far before an action its sign-in is looked for.", "default": "24h"},
        "signin_grace": {"type": "string", "title": "Sign-in grace", "description": "How long after an action its sign-in may still come.", "default": "10m"},
        "twin_grace": {"type": "string", "title": "Twin grace", "description": "How long the other tenant's copy of a sign-in may take to come.", "default": "1h"},
        "checkout_grace": {"type": "string", "title": "Check-out grace", "description": "How long after the use of a shared account its check-out may still come.", "default": "10m"},
        "checkout_max": {"type": "string", "title": "Longest check-out", "description": "How long a check-out may stay unused before checkout_unused is told, where nobody checks in.", "default": "12h"},
        "spell": {"type": "string", "title": "Spell", "description": "What goes on is told once; it is over when nothing of it was seen for so long.", "default": "1h"},
        "dap_return": {"type": "string", "title": "DAP return", "description": "How long after a removal of DAP its return is told as dap_returned.", "default": "30d"},
        "privileged": {"type": "string", "title": "New user privileged", "description": "How long after a user's creation a privileged role is told as user_created_and_privileged.", "default": "24h"},
        "deleted": {"type": "string", "title": "New user deleted", "description": "How long after a user's creation a deletion is told as created_and_deleted.", "default": "24h"},
        "credit_grace": {"type": "string", "title": "Credit grace", "description": "How long another access may take to come in place of the one lost.", "default": "1h"},
        "credit_lost": {"type": "string", "title": "Credit lost", "description": "How long credit is at risk before it is lost.", "default": "24h"},
        "gap_learning": {"type": "string", "title": "Learning of habits", "description": "How long a log is watched before its silence is judged.", "default": "7d"},
        "gap_least": {"type": "string", "title": "Least gap", "description": "The shortest silence that is told as collection_gap.", "default": "1h"},
        "gap_factor": {"type": "integer", "minimum": 1, "title": "Gap factor", "description": "A silence is told when it is this many times as long as the longest one before.", "default": 2},
        "entries": {"type": "integer", "minimum": 1, "title": "Counted entries", "description": "Entries that counts rest on; past this number the oldest go.", "default": 2000000},
        "pending": {"type": "integer", "minimum": 1, "title": "Open questions", "description": "Open questions of each kind of derived event; past this number the oldest goes.", "default": 100000}}},
    "state": {
      "type": "object", "additionalProperties": false, "required": ["file"], "title": "State",
      "description": "What was learned, kept between runs (docs/operations.md).",
      "properties": {
        "file": {"type": "string", "title": "File", "description": "Snapshot. A second file beside it, with .delivered behind its name, tells what went out since."},
        "interval": {"type": "string", "title": "Interval", "description": "Time between two snapshots.", "default": "60s"}}}
  }
})";

void read_span(const JsonNode& node, std::string_view key, TimeNs& into) {
  const auto text = node.text(key);
  if (!text) return;
  const auto span = parse_span(*text);
  if (!span || *span == 0) {
    node.fail(key, "\"" + std::string(key) +
                       "\" must be a span of time like 90s, 5m, 12h or 7d, found \"" + *text +
                       "\"");
  }
  into = *span;
}

void read_number(const JsonNode& node, std::string_view key, std::int64_t least,
                 std::size_t& into) {
  const auto number = node.number(key);
  if (!number) return;
  if (*number < least) {
    node.fail(key, "\"" + std::string(key) + "\" must be at least " + std::to_string(least) +
                       ", found " + std::to_string(*number));
  }
  into = static_cast<std::size_t>(*number);
}

void read_identity(const JsonNode& node, IdentityOptions& options) {
  node.only({"signin_user_id", "actor_context_id", "lighthouse_token_tenant",
             "session_across_tenants", "check_out_max", "partner_center_window", "address_window",
             "evidence_entries", "evidence_age", "revisable_actions", "revision_age"});
  options.signin_user_id = node.boolean("signin_user_id").value_or(options.signin_user_id);
  options.actor_context_id = node.boolean("actor_context_id").value_or(options.actor_context_id);
  options.lighthouse_token_tenant =
      node.boolean("lighthouse_token_tenant").value_or(options.lighthouse_token_tenant);
  options.session_across_tenants =
      node.boolean("session_across_tenants").value_or(options.session_across_tenants);
  read_span(node, "check_out_max", options.check_out_max);
  read_span(node, "partner_center_window", options.partner_center_window);
  read_span(node, "address_window", options.address_window);
  read_span(node, "evidence_age", options.evidence_age);
  read_span(node, "revision_age", options.revision_age);
  read_number(node, "evidence_entries", 1, options.evidence_entries);
  read_number(node, "revisable_actions", 0, options.revisable_actions);
}

void read_timeline(const JsonNode& node, TimelineOptions& options) {
  node.only({"hold", "memory_mb", "open_inputs", "duplicates"});
  if (const auto hold = node.text("hold")) {
    const auto span = parse_span(*hold);
    if (!span)
      node.fail("hold",
                "\"hold\" must be a span of time like 0s, 30s or 5m, found \"" + *hold + "\"");
    options.hold = *span;
  }
  std::size_t megabytes = options.merge.memory >> 20;
  read_number(node, "memory_mb", 1, megabytes);
  options.merge.memory = megabytes << 20;
  read_number(node, "open_inputs", 1, options.merge.open_inputs);
  read_number(node, "duplicates", 1, options.duplicates);
}

struct SpanRow {
  std::string_view key;
  TimeNs BehaviourOptions::*span;
};
constexpr SpanRow kSpans[] = {
    {"silent_entry", &BehaviourOptions::silent_entry},
    {"signin_lookback", &BehaviourOptions::signin_lookback},
    {"signin_grace", &BehaviourOptions::signin_grace},
    {"twin_grace", &BehaviourOptions::twin_grace},
    {"checkout_grace", &BehaviourOptions::checkout_grace},
    {"checkout_max", &BehaviourOptions::checkout_max},
    {"spell", &BehaviourOptions::spell},
    {"dap_return", &BehaviourOptions::dap_return},
    {"privileged", &BehaviourOptions::privileged},
    {"deleted", &BehaviourOptions::deleted},
    {"credit_grace", &BehaviourOptions::credit_grace},
    {"credit_lost", &BehaviourOptions::credit_lost},
    {"gap_learning", &BehaviourOptions::gap_learning},
    {"gap_least", &BehaviourOptions::gap_least},
};

void read_behaviour(const JsonNode& node, BehaviourOptions& options) {
  node.only({"windows", "silent_entry", "signin_lookback", "signin_grace", "twin_grace",
             "checkout_grace", "checkout_max", "spell", "dap_return", "privileged", "deleted",
             "credit_grace", "credit_lost", "gap_learning", "gap_least", "gap_factor", "entries",
             "pending"});
  for (const SpanRow& row : kSpans) read_span(node, row.key, options.*row.span);
  std::vector<CountWindow> windows;
  node.each("windows", [&](const JsonNode& item) {
    const std::string name = item.required_self_text();
    const auto span = parse_span(name);
    if (!span || *span == 0)
      item.fail("a window must be a span of time like 10m, 1h or 7d, found \"" + name + "\"");
    if (windows.size() == limits::kWindows)
      item.fail("more than " + std::to_string(limits::kWindows) + " windows");
    windows.push_back({name, *span});
  });
  if (!windows.empty()) options.windows = std::move(windows);
  std::size_t factor = options.gap_factor;
  read_number(node, "gap_factor", 1, factor);
  options.gap_factor = factor;
  read_number(node, "entries", 1, options.entries);
  read_number(node, "pending", 1, options.pending);
}

TextPattern read_pattern(const JsonNode& node) {
  node.only({"name", "pattern", "time_format"});
  auto pattern = TextPattern::compile(node.required_text("name"), node.required_text("pattern"),
                                      node.text("time_format").value_or(""));
  if (!pattern) node.fail("pattern", pattern.error().message);
  return std::move(*pattern);
}

Config read_config(std::string_view json) {
  const JsonFile file = JsonFile::of("configuration", json);
  const JsonNode root = file.root();
  root.only({"base_dir", "directory", "inputs", "tenants", "patterns", "identity", "timeline",
             "behaviour", "state"});
  Config config;
  config.base_dir = root.text("base_dir").value_or("");
  if (const auto directory = root.text("directory"))
    config.directory = resolved(*directory, config.base_dir);
  root.each("inputs",
            [&](const JsonNode& item) { config.inputs.push_back(item.required_self_text()); });
  root.each("tenants", [&](const JsonNode& item) {
    item.only({"folder", "tenant"});
    config.tenants.push_back({item.required_text("folder"), item.required_id("tenant")});
  });
  root.each("patterns",
            [&](const JsonNode& item) { config.patterns.push_back(read_pattern(item)); });
  if (const auto identity = root.member("identity")) read_identity(*identity, config.identity);
  if (const auto timeline = root.member("timeline")) read_timeline(*timeline, config.timeline);
  if (const auto behaviour = root.member("behaviour")) read_behaviour(*behaviour, config.behaviour);
  if (const auto state = root.member("state")) {
    state->only({"file", "interval"});
    config.state.file = resolved(state->required_text("file"), config.base_dir);
    read_span(*state, "interval", config.state.interval);
  }
  return config;
}

}  // namespace

Result<Config> parse_config(std::string_view json) {
  if (trimmed(json).empty()) return Config{};
  try {
    return read_config(json);
  } catch (const LoadError& error) {
    return Error{error.message};
  }
}

const char* config_schema() { return kSchema; }

}  // namespace aobo
