#include "simulator/writers/envelope.h"

#include <algorithm>

namespace aobo::sim {
namespace {

using enum Shape;
using enum Framing;

constexpr Envelope kEnvelopes[] = {
    {Family::kSignIn, "graph-page", kGraph, kValuePage},
    {Family::kSignIn, "graph-lines", kGraph, kLines},
    {Family::kSignIn, "diagnostic", kDiagnostic, kLines},
    {Family::kSignIn, "event-hub", kDiagnostic, kRecords},
    {Family::kSignIn, "log-analytics", kTable, kLines},
    {Family::kSignIn, "portal", kTable, kCsv},
    {Family::kEntraAudit, "graph-page", kGraph, kValuePage},
    {Family::kEntraAudit, "graph-lines", kGraph, kLines},
    {Family::kEntraAudit, "diagnostic", kDiagnostic, kLines},
    {Family::kEntraAudit, "event-hub", kDiagnostic, kRecords},
    {Family::kEntraAudit, "log-analytics", kTable, kLines},
    {Family::kEntraAudit, "portal", kTable, kCsv},
    {Family::kM365, "management", kNative, kArray},
    {Family::kM365, "shipper", kNative, kLines},
    {Family::kM365, "search", kWrapped, kCsv},
    {Family::kM365, "graph-page", kWrapped, kValuePage},
    {Family::kM365, "office-activity", kTable, kLines},
    {Family::kM365, "office-portal", kTable, kCsv},
    {Family::kAzure, "rest", kRest, kValuePage},
    {Family::kAzure, "diagnostic", kDiagnostic, kLines},
    {Family::kAzure, "event-hub", kDiagnostic, kRecords},
    {Family::kAzure, "event-grid", kNative, kArray},
    {Family::kAzure, "log-analytics", kTable, kLines},
    {Family::kAzure, "portal", kTable, kCsv},
    {Family::kIntune, "diagnostic", kDiagnostic, kLines},
    {Family::kIntune, "event-hub", kDiagnostic, kRecords},
    {Family::kIntune, "graph-page", kGraph, kValuePage},
    {Family::kGraph, "diagnostic", kDiagnostic, kLines},
    {Family::kGraph, "event-hub", kDiagnostic, kRecords},
    {Family::kPartnerCenter, "audit-page", kNative, kItemsPage},
    {Family::kVault, "lines", kNative, kLines},
    {Family::kVault, "syslog", kNative, kText},
    {Family::kAccessWindow, "lines", kNative, kLines},
    {Family::kTool, "logbook", kNative, kArray},
};

constexpr std::string_view kSignInColumns[] = {"TenantId",
                                               "TimeGenerated [UTC]",
                                               "AADTenantId",
                                               "Category",
                                               "CreatedDateTime [UTC]",
                                               "Id",
                                               "UserPrincipalName",
                                               "UserId",
                                               "UserDisplayName",
                                               "UserType",
                                               "AppId",
                                               "AppDisplayName",
                                               "IPAddress",
                                               "UserAgent",
                                               "ClientAppUsed",
                                               "CorrelationId",
                                               "SessionId",
                                               "ConditionalAccessStatus",
                                               "RiskLevelDuringSignIn",
                                               "AuthenticationRequirement",
                                               "ResourceDisplayName",
                                               "ResourceTenantId",
                                               "HomeTenantId",
                                               "CrossTenantAccessType",
                                               "UniqueTokenIdentifier",
                                               "ResultType",
                                               "Status_string",
                                               "LocationDetails_string",
                                               "ServicePrincipalId",
                                               "ServicePrincipalName",
                                               "AppOwnerTenantId",
                                               "ServicePrincipalCredentialKeyId",
                                               "Type"};
constexpr std::string_view kAuditColumns[] = {"TenantId",
                                              "TimeGenerated [UTC]",
                                              "AADTenantId",
                                              "ActivityDateTime [UTC]",
                                              "ActivityDisplayName",
                                              "OperationName",
                                              "AADOperationType",
                                              "Category",
                                              "CorrelationId",
                                              "Id",
                                              "Identity",
                                              "LoggedByService",
                                              "Result",
                                              "ResultReason",
                                              "InitiatedBy",
                                              "TargetResources",
                                              "AdditionalDetails",
                                              "Type"};
constexpr std::string_view kSearchColumns[] = {"CreationDate", "UserIds",   "Operations",
                                               "RecordType",   "AuditData", "ResultIndex",
                                               "ResultCount",  "Identity"};
constexpr std::string_view kOfficeColumns[] = {"TenantId",
                                               "TimeGenerated [UTC]",
                                               "OfficeId",
                                               "RecordType",
                                               "Operation",
                                               "OrganizationId",
                                               "OrganizationName",
                                               "UserType",
                                               "UserKey",
                                               "OfficeWorkload",
                                               "ResultStatus",
                                               "OfficeObjectId",
                                               "UserId",
                                               "ClientIP",
                                               "ExternalAccess",
                                               "Logon_Type",
                                               "MailboxOwnerUPN",
                                               "SessionId",
                                               "Site_Url",
                                               "Parameters",
                                               "Type"};
constexpr std::string_view kAzureColumns[] = {"TenantId",
                                              "TimeGenerated [UTC]",
                                              "OperationNameValue",
                                              "ActivityStatusValue",
                                              "ActivitySubstatusValue",
                                              "CategoryValue",
                                              "Caller",
                                              "CallerIpAddress",
                                              "CorrelationId",
                                              "EventDataId",
                                              "EventSubmissionTimestamp [UTC]",
                                              "Authorization",
                                              "Claims",
                                              "Hierarchy",
                                              "HTTPRequest",
                                              "Level",
                                              "Properties",
                                              "ResourceGroup",
                                              "ResourceProviderValue",
                                              "SubscriptionId",
                                              "_ResourceId",
                                              "Type"};

std::string_view extension(Framing framing) {
  switch (framing) {
    case kLines:
      return "ndjson";
    case kCsv:
      return "csv";
    case kText:
      return "log";
    default:
      return "json";
  }
}

std::string quoted(std::string_view cell, const CsvDialect& dialect = {}) {
  const bool plain = cell.find_first_of("\"\r\n") == std::string_view::npos &&
                     cell.find(dialect.separator) == std::string_view::npos;
  if (plain && !dialect.quotes_all) return std::string(cell);
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::span<const Envelope> envelopes() { return kEnvelopes; }

const Envelope* find_envelope(Family family, std::string_view id) {
  for (const Envelope& row : kEnvelopes) {
    if (row.family == family && row.id == id) return &row;
  }
  return nullptr;
}

std::string Style::file_name() const {
  std::string family(name(envelope->family));
  std::replace(family.begin(), family.end(), '.', '-');
  return family.append(".").append(envelope->id).append(".").append(extension(envelope->framing));
}

Style style_of(std::uint64_t seed, Family family, std::string_view log) {
  Stream draw(seed, std::string("style of ").append(name(family)).append(" in ").append(log));
  std::vector<const Envelope*> mine;
  for (const Envelope& row : kEnvelopes) {
    if (row.family == family) mine.push_back(&row);
  }
  Style style;
  style.envelope = draw.pick(mine);
  constexpr Absent kWays[] = {Absent::kLeftOut, Absent::kNull, Absent::kEmpty};
  style.loose.absent = draw.pick(kWays);
  style.loose.numbers_as_text = draw.chance(1, 3);
  style.loose.lower_keys =
      style.envelope->shape == kDiagnostic && family != Family::kAzure && draw.chance(1, 6);
  style.pretty = style.envelope->framing != kLines && draw.chance(1, 3);
  constexpr int kDigits[] = {6, 7, 9};
  style.digits = draw.pick(kDigits);
  struct Zone {
    std::string_view text;
    int minutes;
  };
  constexpr Zone kZones[] = {{"Z", 0}, {"+00:00", 0}, {"+02:00", 120}, {"-07:00", -420}};
  const Zone& zone = draw.pick(kZones);
  style.zone = zone.text;
  style.zone_ns = zone.minutes * kMinuteNs;
  style.cased = draw.chance(1, 3);
  style.blank = draw.chance(1, 8);
  style.alternate = draw.chance(1, 2);
  return style;
}

std::string Row::as_json(const Style& style) const {
  Json json(style.loose);
  for (const Cell& cell : cells_) {
    std::string column(cell.column);
    if (const auto zone = column.find(" [UTC]"); zone != std::string::npos) column.resize(zone);
    if (cell.dynamic && style.alternate && !cell.value.empty()) {
      if (const auto mark = column.rfind("_string"); mark != std::string::npos) column.resize(mark);
      json.raw(column, cell.value);
    } else {
      json.text(column, cell.value);
    }
  }
  return json.done();
}

std::string Row::as_csv(std::span<const std::string_view> columns) const {
  std::vector<std::string_view> values;
  for (const std::string_view column : columns) {
    const auto cell = std::find_if(cells_.begin(), cells_.end(),
                                   [&](const Cell& c) { return c.column == column; });
    values.push_back(cell == cells_.end() ? std::string_view() : std::string_view(cell->value));
  }
  return csv_line(values);
}

std::string csv_line(std::span<const std::string_view> cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    line += quoted(cells[i]);
  }
  return line;
}

std::string in_dialect(std::string_view line, const CsvDialect& dialect) {
  if (dialect == CsvDialect{}) return std::string(line);
  std::string out, cell;
  bool quotes = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool twice = quotes && line.substr(at).starts_with("\"\"");
    if (twice) {
      cell += line[++at];
    } else if (line[at] == '"') {
      quotes = !quotes;
    } else if (line[at] == ',' && !quotes) {
      out += quoted(cell, dialect) + dialect.separator;
      cell.clear();
    } else {
      cell += line[at];
    }
  }
  return out + quoted(cell, dialect);
}

std::span<const std::string_view> csv_columns(const Envelope& envelope) {
  if (envelope.framing != kCsv) return {};
  switch (envelope.family) {
    case Family::kSignIn:
      return kSignInColumns;
    case Family::kEntraAudit:
      return kAuditColumns;
    case Family::kAzure:
      return kAzureColumns;
    default:
      return envelope.shape == kTable ? std::span<const std::string_view>(kOfficeColumns)
                                      : std::span<const std::string_view>(kSearchColumns);
  }
}

}  // namespace aobo::sim
