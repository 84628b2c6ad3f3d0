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
          "description": "Entries of each kind of evidence; the oldest goes first. Default 200000."}}}
  }
})";

void read_span(const JsonNode& node, std::string_view key, TimeNs& into) {
  const auto text = node.text(key);
  if (!text) return;
  const auto span = parse_span(*text);
  if (!span || *span == 0) {
    node.fail(key, "\"" + std::string(key) + "\" must be a span of time like 90s, 5m, 12h or 7d, found \"" + *text + "\"");
  }
  into = *span;
}

void read_identity(const JsonNode& node, IdentityOptions& options) {
  node.only({"signin_user_id", "actor_context_id", "lighthouse_token_tenant", "session_across_tenants", "check_out_max",
             "partner_center_window", "address_window", "evidence_entries"});
  options.signin_user_id = node.boolean("signin_user_id").value_or(options.signin_user_id);
  options.actor_context_id = node.boolean("actor_context_id").value_or(options.actor_context_id);
  options.lighthouse_token_tenant = node.boolean("lighthouse_token_tenant").value_or(options.lighthouse_token_tenant);
  options.session_across_tenants = node.boolean("session_across_tenants").value_or(options.session_across_tenants);
  read_span(node, "check_out_max", options.check_out_max);
  read_span(node, "partner_center_window", options.partner_center_window);
  read_span(node, "address_window", options.address_window);
  if (const auto entries = node.number("evidence_entries")) {
    if (*entries < 1) node.fail("evidence_entries", "\"evidence_entries\" must be at least 1, found " + std::to_string(*entries));
    options.evidence_entries = static_cast<std::size_t>(*entries);
  }
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
  root.only({"base_dir", "directory", "inputs", "tenants", "patterns", "identity"});
  Config config;
  config.base_dir = root.text("base_dir").value_or("");
  if (const auto directory = root.text("directory")) config.directory = resolved(*directory, config.base_dir);
  root.each("inputs", [&](const JsonNode& item) { config.inputs.push_back(item.required_self_text()); });
  root.each("tenants", [&](const JsonNode& item) {
    item.only({"folder", "tenant"});
    config.tenants.push_back({item.required_text("folder"), item.required_id("tenant")});
  });
  root.each("patterns", [&](const JsonNode& item) { config.patterns.push_back(read_pattern(item)); });
  if (const auto identity = root.member("identity")) read_identity(*identity, config.identity);
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
