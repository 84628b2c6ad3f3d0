// The forms of the unified audit log: the Management API's record, that record within a wrapper,
// Log Analytics' row; and what a reader finds in each.
#include <fmt/format.h>

#include "simulator/writers/m365.h"

namespace aobo::sim::written {
namespace {

// The application that a logon is for.
constexpr std::string_view kSignedInTo = "00000002-0000-0000-c000-000000000000";

using Facts = UnifiedFacts;

std::string pair(std::string_view name, std::string_view value) {
  return fmt::format("{{\"Name\":{},\"Value\":{}}}", json_string(name), json_string(value));
}

std::string parameters(const Job& job) {
  std::vector<std::string> list;
  for (const auto& [key, value] : job.action.details) {
    if (key.starts_with("set.")) list.push_back(pair(key.substr(4), value));
  }
  return json_array(list);
}

std::string address_with_port(const Job& job, const std::string& address) {
  if (address.empty() || job.action.operation->category != "Exchange" || is_directory(job))
    return address;
  Stream draw(job.world.options.seed, "port of " + record_id(job, "unified").text());
  const std::string port = std::to_string(draw.between(1024, 65000));
  return address.find(':') == std::string::npos ? address + ":" + port
                                                : "[" + address + "]:" + port;
}

// How a logon that failed says so, in the spellings that are seen: a number and a word, the word
// alone, the number under a key in small letters. What asks for more always has its number.
void add_error(const Job& job, Json& json) {
  const std::string& error = job.action.detail("error");
  const bool asks = asks_for_more(error);
  const std::uint64_t spelling = error.empty() || asks ? 0 : job.draw.below(3);
  if (spelling == 0) json.exact("ErrorNumber", error.empty() ? "0" : error);
  if (spelling == 2) json.exact("errornumber", error);
  if (!error.empty())
    json.exact(spelling == 2 ? "logonerror" : "LogonError",
               asks ? "UserStrongAuthClientAuthNRequiredInterrupt" : "InvalidUserNameOrPassword");
}

// Whose membership of which group changed, as Entra's copies have it.
std::string membership(const Job& job) {
  const std::string& name = job.action.detail("group");
  const auto group =
      job.action.at.home ? job.world.group_named(job.action.at.index, name) : std::nullopt;
  const Guid id = group ? job.world.groups[*group].id : job.world.id("group " + name);
  const bool added = job.action.operation->id != "remove-group-member";
  const auto property = [&](std::string_view key, std::string_view value) {
    return fmt::format("{{\"Name\":\"{}\",\"NewValue\":{},\"OldValue\":{}}}", key,
                       json_string(added ? value : std::string_view()),
                       json_string(added ? std::string_view() : value));
  };
  return json_array({property("Group.ObjectID", id.text()), property("Group.DisplayName", name)});
}

bool tells_role(const Job& job) { return job.action.operation->target == "role"; }

// Which role was given or taken, as Entra's copies have it.
std::string role_given(const Job& job) {
  const auto property = [](std::string_view key, const std::string& value) {
    return fmt::format("{{\"Name\":\"{}\",\"NewValue\":{},\"OldValue\":\"\"}}", key,
                       json_string(value));
  };
  return json_array({property("Role.DisplayName", job.action.detail("role-name")),
                     property("Role.TemplateId", job.action.detail("role"))});
}

void add_directory(const Job& job, const Facts& facts, Json& json) {
  const bool logon = job.planned.part == Part::kLogon;
  const Guid tenant = tenant_of(job.world, job.action.at);
  const Target target = target_of(job);
  json.number("AzureActiveDirectoryEventType", 1).raw("Actor", json_array(facts.actors));
  json.exact("ActorContextId", facts.actor_context.empty() ? tenant.text() : facts.actor_context)
      .text("ActorIpAddress", facts.address);
  if (logon) {
    json.exact("InterSystemsId",
               session_ids(job.world, job.action, job.abroad()).correlation.text())
        .exact("IntraSystemId", facts.id);
    json.exact("ApplicationId", client_app(job).id)
        .raw("DeviceProperties",
             "[{\"Name\":\"OS\",\"Value\":\"Windows 10\"},"
             "{\"Name\":\"SessionId\",\"Value\":" +
                 json_string(facts.session) + "}]");
    json.raw("ExtendedProperties",
             "[{\"Name\":\"ResultStatusDetail\",\"Value\":\"Success\"},{\"Name\":\"UserAgent\","
             "\"Value\":" +
                 json_string(facts.agent) +
                 "},{\"Name\":\"RequestType\",\"Value\":\"OAuth2:Authorize\"}]");
    json.raw("ModifiedProperties", "[]");
    add_error(job, json);
    json.raw("Target", json_array({actor_entry(std::string(kSignedInTo), 0)}));
  } else {
    json.exact("InterSystemsId", change_correlation(job).text())
        .exact("IntraSystemId", record_id(job, "intra").text());
    json.text("SupportTicketId", job.action.detail("ticket"))
        .raw("ExtendedProperties", "[]")
        .raw("ModifiedProperties", job.action.operation->target == "group" ? membership(job)
                                   : tells_role(job)                       ? role_given(job)
                                                                           : parameters(job));
    const std::string kind = target.user ? "User" : "Other";
    json.raw("Target", json_array({actor_entry(kind + "_" + target.id.text(), 2),
                                   actor_entry(target.id.text(), 2),
                                   actor_entry(target.name, target.user ? 5 : 1)}));
  }
  json.id("TargetContextId", tenant);
}

// Entra's copies end in a dot.
std::string operation_of(const Job& job, const Clues& clues) {
  if (job.planned.part == Part::kLogon) return clues.failed ? "UserLoginFailed" : "UserLoggedIn";
  return std::string(job.action.operation->raw)
      .append(job.planned.part == Part::kUnified ? "." : "");
}

std::string_view workload(const Job& job) {
  return is_directory(job) ? std::string_view("AzureActiveDirectory")
                           : job.action.operation->category;
}

struct ResultWord {
  std::string_view workload, done, failed;
};
// Exchange and Entra tell how it went; SharePoint, OneDrive, Teams and the rest never do.
constexpr ResultWord kResults[] = {{"Exchange", "True", "False"},
                                   {"AzureActiveDirectory", "Success", "Failure"},
                                   {"SecurityComplianceCenter", "Success", "Failed"}};

std::string_view result_of(const Job& job, const Facts& facts) {
  // A sign-in's status is that of the request, which succeeds also where the sign-in does not.
  if (job.planned.part == Part::kLogon) return "Success";
  for (const ResultWord& row : kResults) {
    if (row.workload == workload(job)) return facts.failed ? row.failed : row.done;
  }
  // A failure would not go without a word: the schema has one for it.
  return facts.failed ? "Failed" : "";
}

// Of a logon the application that was signed in to, which some records call unknown.
std::string object_of(const Job& job) {
  if (job.planned.part != Part::kLogon) return target_of(job).name;
  return job.style.alternate ? "Unknown" : std::string(kSignedInTo);
}

// The token in whose name it was: AppAccessContext, or its names elsewhere in the record.
void add_context(const Job& job, const Facts& facts, Json& json) {
  Json context(job.style.loose);
  context.exact("AADSessionId", facts.session)
      .exact("UniqueTokenId", facts.uti)
      .exact("IssuedAtTime", iso_time(job.clock, 0))
      .exact("CorrelationId", record_id(job, "c").text());
  if (job.world.variants.is(Variant::kAppContext, "list")) {
    json.raw("AppAccessContext", json_array({context.done()}));
  } else if (job.world.variants.is(Variant::kAppContext, "object")) {
    json.object("AppAccessContext", context);
  } else {
    json.raw("ExtendedProperties",
             json_array({pair("AADSessionId", facts.session), pair("UniqueTokenId", facts.uti)}));
  }
}

std::string native(const Job& job, const Facts& facts, const Clues& clues) {
  const Guid tenant = tenant_of(job.world, job.action.at);
  const std::string_view load = workload(job);
  Json json(job.style.loose);
  json.exact("CreationTime",
             iso_time(job.clock, 0, job.style.zone == "Z" ? "Z" : "", job.style.blank ? ' ' : 'T'));
  json.exact("Id", facts.id)
      .exact("Operation", operation_of(job, clues))
      .id("OrganizationId", tenant);
  json.loose_number("RecordType", record_type(job));
  // Not even empty: real records of these workloads have no such key.
  if (const std::string_view result = result_of(job, facts); !result.empty())
    json.exact("ResultStatus", result);
  json.exact("UserKey", facts.key)
      .loose_number("UserType", facts.user_type)
      .number("Version", 1)
      .exact("Workload", load);
  json.text("ClientIP", address_with_port(job, facts.address))
      .exact("UserId", facts.user)
      .text("ObjectId", object_of(job));
  if (is_directory(job)) {
    add_directory(job, facts, json);
    return json.done();
  }
  if (load == "Exchange") {
    json.boolean("ExternalAccess", facts.external)
        .exact("OrganizationName", facts.organization_name);
    json.exact("OriginatingServer", "DB9P000MB0001 (15.20.8900.0)")
        .text("TokenTenantId", facts.token_tenant);
    json.text("TokenObjectId", facts.token_object)
        .text("ClientAppId", "")
        .exact("AppId", token_app_id(job));
    json.text("SessionId", facts.session);
    if (record_type(job) == 1) json.raw("Parameters", parameters(job));
    if (record_type(job) != 1) {
      json.number("LogonType", facts.logon_type)
          .text("ExternalUserTenantId", facts.external_tenant)
          .exact("MailboxOwnerUPN", target_of(job).name)
          .exact("ClientInfoString", "Client=REST");
    }
  } else {
    json.exact("SiteUrl", fmt::format("https://{}.example/sites/team", job.action.at.index))
        .text("UserAgent", facts.agent);
  }
  if (!facts.uti.empty()) add_context(job, facts, json);
  return json.done();
}

struct Word {
  std::int64_t number;
  std::string_view name;
};
constexpr Word kUserTypes[] = {{0, "Regular"},           {2, "Admin"},
                               {3, "DcAdmin"},           {4, "System"},
                               {5, "Application"},       {6, "ServicePrincipal"},
                               {9, "PartnerTechnician"}, {10, "Guest"}};
constexpr Word kRecordTypes[] = {{1, "ExchangeAdmin"},
                                 {2, "ExchangeItem"},
                                 {4, "SharePoint"},
                                 {6, "SharePointFileOperation"},
                                 {8, "AzureActiveDirectory"},
                                 {14, "SharePointSharingOperation"},
                                 {15, "AzureActiveDirectoryStsLogon"},
                                 {18, "SecurityComplianceCenterEOPCmdlet"},
                                 {24, "Discovery"},
                                 {25, "MicrosoftTeams"},
                                 {50, "ExchangeItemAggregated"},
                                 {372, "CrossTenantAccessPolicy"}};

template <std::size_t N>
std::string_view word(const Word (&words)[N], std::int64_t number) {
  for (const Word& row : words) {
    if (row.number == number) return row.name;
  }
  return "Other";
}

std::string wrapped(const Job& job, const Facts& facts, const Clues& clues) {
  const std::string inner = native(job, facts, clues);
  const std::string created = iso_time(job.clock, 0);
  if (job.style.is_csv()) {
    const std::string type(word(kRecordTypes, record_type(job)));
    const std::string operation = operation_of(job, clues);
    const std::string_view cells[] = {created, facts.user, operation, type,
                                      inner,   "1",        "1",       facts.id};
    return csv_line(cells);
  }
  std::string user_type(word(kUserTypes, facts.user_type));
  user_type[0] = static_cast<char>(user_type[0] + 32);
  Json json(job.style.loose);
  json.exact("id", facts.id)
      .exact("createdDateTime", created)
      .exact("auditLogRecordType", word(kRecordTypes, record_type(job)));
  json.exact("operation", operation_of(job, clues))
      .id("organizationId", tenant_of(job.world, job.action.at));
  json.exact("userType", user_type)
      .exact("userId", facts.user)
      .exact("service", workload(job))
      .text("objectId", "");
  json.exact("userPrincipalName", facts.user)
      .text("clientIp", facts.address)
      .raw("administrativeUnits", "[]");
  return json.raw("auditData", inner).done();
}

Row office_row(const Job& job, const Facts& facts, const Clues& clues, const std::string& time) {
  const Guid tenant = tenant_of(job.world, job.action.at);
  Row row;
  row.text("TenantId", job.world.id("workspace of " + tenant.text()).text());
  row.text("TimeGenerated [UTC]", time);
  row.text("OfficeId", facts.id);
  row.text("RecordType", word(kRecordTypes, record_type(job)));
  row.text("Operation", operation_of(job, clues));
  row.text("OrganizationId", tenant.text());
  row.text("OrganizationName", facts.organization_name);
  row.text("UserType", word(kUserTypes, facts.user_type));
  row.text("UserKey", facts.key);
  row.text("OfficeWorkload", workload(job));
  row.text("ResultStatus", result_of(job, facts));
  row.text("OfficeObjectId", target_of(job).name);
  row.text("UserId", facts.user);
  row.text("ClientIP", address_with_port(job, facts.address));
  if (workload(job) == "Exchange") row.text("ExternalAccess", facts.external ? "true" : "false");
  row.dynamic("Parameters", parameters(job));
  row.text("Type", "OfficeActivity");
  return row;
}

void say_ids(const Job& job, const Facts& facts, Says& says) {
  const bool table = job.style.envelope->shape == Shape::kTable;
  const bool logon = job.planned.part == Part::kLogon;
  const std::string_view load = workload(job);
  if (logon) {
    say(says, "request", facts.id);
    say(says, "session", facts.session);
    say(says, "correlation", session_ids(job.world, job.action, job.abroad()).correlation.text());
    const std::string& error = job.action.detail("error");
    if (error.empty() || asks_for_more(error)) {
      say(says, "signin.error", error.empty() ? "0" : error);
    } else {
      say_one_of(says, "signin.error", {error, ""});  // the word alone has no number
    }
    say(says, "user_agent", facts.agent);
    say(says, "param[RequestType]", "OAuth2:Authorize");
  } else if (is_directory(job)) {
    say(says, "correlation", change_correlation(job).text());
  } else if (!table) {
    if (load == "Exchange" || !facts.uti.empty()) say(says, "session", facts.session);
    if (!facts.uti.empty()) say(says, "request", facts.request);
    if (load != "Exchange") say(says, "user_agent", facts.agent);
    if (load != "Exchange")
      say(says, "resource", fmt::format("https://{}.example/sites/team", job.action.at.index));
  }
  const bool client = logon || (load == "Exchange" && !is_directory(job) && !table);
  say_app(job, client ? token_app_id(job) : facts.app_id, says);
}

void say_target(const Job& job, Says& says) {
  const Target target = target_of(job);
  const bool directory = is_directory(job);
  const bool table = job.style.envelope->shape == Shape::kTable;
  say(says, "target.name", table ? target.name : object_of(job));
  if (job.planned.part == Part::kLogon) {
    say(says, "target.id", kSignedInTo);
  } else if (directory) {
    say(says, "target.id", target.id.text());
    say(says, "target.type", target.user ? "User" : "Other");
  }
  if (job.planned.part == Part::kUnified && job.action.operation->target == "group") {
    const bool left = job.action.operation->id == "remove-group-member";
    say(says, left ? "change.old[Group.DisplayName]" : "change[Group.DisplayName]",
        job.action.detail("group"));
  }
  if (job.planned.part == Part::kUnified && tells_role(job)) {
    say(says, "role.id", job.action.detail("role"));
    say(says, "change[Role.TemplateId]", job.action.detail("role"));
    say(says, "change[Role.DisplayName]", job.action.detail("role-name"));
  }
  const bool shows = directory
                         ? job.planned.part == Part::kUnified
                         : job.style.envelope->shape == Shape::kTable || record_type(job) == 1;
  for (const auto& [key, value] : job.action.details) {
    if (!key.starts_with("set.") || !shows) continue;
    if (!directory) say(says, "param[" + key.substr(4) + "]", value);
  }
}

Says says_of(const Job& job, const Facts& facts, const Clues& clues) {
  Says says;
  const std::string operation = operation_of(job, clues);
  const std::string_view printed = result_of(job, facts);
  say_operation(says, operation, workload(job),
                clues.failed      ? sign_in_result(job.action.detail("error"))
                : printed.empty() ? ""
                : facts.failed    ? "failure"
                                  : "success");
  // Of a workload that writes no status it is known that it was done.
  if (printed.empty()) say_one_of(says, "result", {"", "success"});
  say(says, "kind", word(kRecordTypes, record_type(job)));
  say(says, "actor", facts.user);
  say(says, "actor.type", facts.actor_type.empty() ? std::string_view("user") : facts.actor_type);
  say_address(says, address_with_port(job, facts.address));
  say(says, "tenant.id", tenant_of(job.world, job.action.at).text());
  say_ids(job, facts, says);
  say_target(job, says);
  return says;
}

}  // namespace

void print_m365(const Job& job, const UnifiedFacts& facts, Written& written) {
  written.says = says_of(job, facts, written.clues);
  switch (job.style.envelope->shape) {
    case Shape::kWrapped:
      written.text = wrapped(job, facts, written.clues);
      break;
    case Shape::kTable:
      if (job.style.is_csv()) {
        written.shown = cut_to(job.clock, 3);
        written.text = office_row(job, facts, written.clues, portal_time(job.clock))
                           .as_csv(csv_columns(*job.style.envelope));
      } else {
        written.text =
            office_row(job, facts, written.clues, iso_time(job.clock, 0)).as_json(job.style);
      }
      break;
    default:
      written.text = native(job, facts, written.clues);
  }
}

}  // namespace aobo::sim::written
