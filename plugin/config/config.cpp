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
          "name": {"type": "string", "title": "Name", "description": "Shown in errors."},
          "pattern": {"type": "string", "title": "Pattern",
            "description": "Named groups time, account, person, action are needed; ticket, reason, ip, customer may be there."},
          "time_format": {"type": "string", "title": "Time format",
            "description": "strptime(3) format of the time, read as UTC. Default: the forms that aobo knows."}}}},
    "identity": {
      "type": "object", "additionalProperties": false, "title": "Identity",
      "description": "What Microsoft's documents do not confirm, and windows of time (docs/identity.md).",
      "properties": {
        "signin_user_id": {"type": "boolean", "title": "Sign-in userId",
          "description": "userId of a cross-tenant sign-in is the object id at home. Default true."},
        "actor_context_id": {"type": "boolean", "title": "ActorContextId",
          "description": "ActorContextId of a unified audit record is the actor's home tenant. Default true."},
        "lighthouse_token_tenant": {"type": "boolean", "title": "Lighthouse by token",
          "description": "A partner tenant's own token on a customer's subscription is Lighthouse. Default true."},
        "session_across_tenants": {"type": "boolean", "title": "Sessions across tenants",
          "description": "One session id in two tenants is one session. Default false."},
        "check_out_max": {"type": "string", "title": "Longest check-out",
          "description": "How long a check-out counts when nobody checks in, like 12h. Default 12h."},
        "partner_center_window": {"type": "string", "title": "Partner Center window",
          "description": "How far a Partner Center record may lie from the action, like 5m. Default 5m."},
        "address_window": {"type": "string", "title": "Address window",
          "description": "How long an address counts as a person's after a sign-in, like 24h. Default 24h."},
        "evidence_entries": {"type": "integer", "minimum": 1, "title": "Evidence entries",
          "description": "Entries of each kind of evidence; the oldest goes first. Default 200000."},
        "evidence_age": {"type": "string", "title": "Evidence age",
          "description": "How long a sign-in or session counts. Default 90d."},
        "revisable_actions": {"type": "integer", "minimum": 0, "title": "Revisable actions",
          "description": "Actions whose answer later evidence may change; the oldest goes first. Default 50000."},
        "revision_age": {"type": "string", "title": "Revision age",
          "description": "How long after an action its answer may be changed. Default 3d."}}},
    "timeline": {
      "type": "object", "additionalProperties": false, "title": "Timeline",
      "description": "Order and repetition (docs/operations.md).",
      "properties": {
        "hold": {"type": "string", "title": "Hold",
          "description": "How long records of standard input wait for earlier ones, like 30s. Default 0s."},
        "memory_mb": {"type": "integer", "minimum": 1, "title": "Memory",
          "description": "Megabytes of records held to bring files into order. Default 192."},
        "open_inputs": {"type": "integer", "minimum": 1, "title": "Open inputs",
          "description": "Files read side by side; further ones wait. Default 8192."},
        "duplicates": {"type": "integer", "minimum": 1, "title": "Duplicates",
          "description": "Records remembered, so that none goes out twice. Default 1000000."}}},
    "behaviour": {
      "type": "object", "additionalProperties": false, "title": "Behaviour",
      "description": "Windows of counts and spans of derived events (docs/identity.md).",
      "properties": {
        "windows": {"type": "array", "items": {"type": "string"}, "title": "Windows",
          "description": "Spans that counts are made over, named as they are written. Default 10m, 1h, 24h."},
        "silent_entry": {"type": "string", "title": "Silent entry", "description": "Span without a deed after an entry. Default 1h."},
        "signin_lookback": {"type": "string", "title": "Sign-in look-back", "description": "Span before an action in which its sign-in is looked for. Default 24h."},
        "signin_grace": {"type": "string", "title": "Sign-in grace", "description": "Span after an action in which its sign-in may still come. Default 10m."},
        "twin_grace": {"type": "string", "title": "Twin grace", "description": "Span in which the other tenant's copy of a sign-in may come. Default 1h."},
        "checkout_grace": {"type": "string", "title": "Check-out grace", "description": "Span in which a check-out may still be told. Default 10m."},
        "checkout_max": {"type": "string", "title": "Longest check-out", "description": "After which an open check-out is over. Default 12h."},
        "spell": {"type": "string", "title": "Spell", "description": "What goes on is told once until so long nothing of it was seen. Default 1h."},
        "dap_return": {"type": "string", "title": "DAP return", "description": "Span after a removal of DAP. Default 30d."},
        "privileged": {"type": "string", "title": "New user privileged", "description": "Span after a user's creation. Default 24h."},
        "deleted": {"type": "string", "title": "New user deleted", "description": "Span after a user's creation. Default 24h."},
        "credit_grace": {"type": "string", "title": "Credit grace", "description": "Span in which another access may take the place of the one lost. Default 1h."},
        "credit_lost": {"type": "string", "title": "Credit lost", "description": "Span after which credit at risk is lost. Default 24h."},
        "gap_learning": {"type": "string", "title": "Learning of habits", "description": "Time for which a log is watched before its silence is judged. Default 7d."},
        "gap_least": {"type": "string", "title": "Least gap", "description": "Shorter silences are never told. Default 1h."},
        "gap_factor": {"type": "integer", "minimum": 1, "title": "Gap factor", "description": "Times the longest silence that is habit. Default 2."},
        "entries": {"type": "integer", "minimum": 1, "title": "Counted entries", "description": "What counts rest on; past it the oldest go. Default 2000000."},
        "pending": {"type": "integer", "minimum": 1, "title": "Open questions", "description": "Of each kind of derived event; past it the oldest goes. Default 100000."}}},
    "state": {
      "type": "object", "additionalProperties": false, "required": ["file"], "title": "State",
      "description": "What was learned, kept between runs (docs/operations.md).",
      "properties": {
        "file": {"type": "string", "title": "File", "description": "Snapshot; a second file beside it, .delivered, tells what went out since."},
        "interval": {"type": "string", "title": "Interval", "description": "Between two snapshots. Default 60s."}}}
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
