#include "plugin/parse/recordtypes.h"

#include "plugin/base/text.h"

namespace aobo {
namespace {

struct RecordType {
  std::int64_t number;
  std::string_view name;
};
constexpr RecordType kRecordTypes[] = {
    {1, "ExchangeAdmin"},
    {2, "ExchangeItem"},
    {3, "ExchangeItemGroup"},
    {4, "SharePoint"},
    {6, "SharePointFileOperation"},
    {7, "OneDrive"},
    {8, "AzureActiveDirectory"},
    {9, "AzureActiveDirectoryAccountLogon"},
    {10, "DataCenterSecurityCmdlet"},
    {11, "ComplianceDLPSharePoint"},
    {13, "ComplianceDLPExchange"},
    {14, "SharePointSharingOperation"},
    {15, "AzureActiveDirectoryStsLogon"},
    {16, "SkypeForBusinessPSTNUsage"},
    {17, "SkypeForBusinessUsersBlocked"},
    {18, "SecurityComplianceCenterEOPCmdlet"},
    {19, "ExchangeAggregatedOperation"},
    {20, "PowerBIAudit"},
    {21, "CRM"},
    {22, "Yammer"},
    {23, "SkypeForBusinessCmdlets"},
    {24, "Discovery"},
    {25, "MicrosoftTeams"},
    {28, "ThreatIntelligence"},
    {29, "MailSubmission"},
    {30, "MicrosoftFlow"},
    {31, "AeD"},
    {32, "MicrosoftStream"},
    {33, "ComplianceDLPSharePointClassification"},
    {34, "ThreatFinder"},
    {35, "Project"},
    {36, "SharePointListOperation"},
    {37, "SharePointCommentOperation"},
    {38, "DataGovernance"},
    {40, "SecurityComplianceAlerts"},
    {41, "ThreatIntelligenceUrl"},
    {42, "SecurityComplianceInsights"},
    {43, "MIPLabel"},
    {44, "WorkplaceAnalytics"},
    {45, "PowerAppsApp"},
    {46, "PowerAppsPlan"},
    {47, "ThreatIntelligenceAtpContent"},
    {48, "LabelContentExplorer"},
    {49, "TeamsHealthcare"},
    {50, "ExchangeItemAggregated"},
    {51, "HygieneEvent"},
    {52, "DataInsightsRestApiAudit"},
    {53, "InformationBarrierPolicyApplication"},
    {54, "SharePointListItemOperation"},
    {55, "SharePointContentTypeOperation"},
    {56, "SharePointFieldOperation"},
    {57, "MicrosoftTeamsAdmin"},
    {58, "HRSignal"},
    {59, "MicrosoftTeamsDevice"},
    {60, "MicrosoftTeamsAnalytics"},
    {61, "InformationWorkerProtection"},
    {62, "Campaign"},
    {63, "DLPEndpoint"},
    {64, "AirInvestigation"},
    {65, "Quarantine"},
    {66, "MicrosoftForms"},
    {67, "ApplicationAudit"},
    {68, "ComplianceSupervisionExchange"},
    {69, "CustomerKeyServiceEncryption"},
    {70, "OfficeNative"},
    {257, "Windows365CustomerLockbox"},
    {294, "AadRiskDetection"},
    {372, "CrossTenantAccessPolicy"},
};

}  // namespace

std::string_view record_type_name(std::optional<std::int64_t> number, std::string_view text,
                                  Scratch& scratch) {
  for (const RecordType& type : kRecordTypes) {
    if (number ? type.number == *number : equal_ignoring_case(type.name, text)) return type.name;
  }
  if (number) return scratch.store_number(*number);
  if (text.empty() || text[0] < 'a' || text[0] > 'z') return text;
  char* name = scratch.allocate(text.size());
  text.copy(name, text.size());
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return {name, text.size()};
}

}  // namespace aobo
