#include "plugin/policy/operation_calls.h"

#include <algorithm>

#include "plugin/base/text.h"
#include "plugin/policy/policy.h"

namespace aobo {
namespace {

using Names = std::string_view;
constexpr std::span<const Names> kNone;

// Calls: Microsoft Graph's reference, "Permissions" and the pages of each resource. Endpoints: the
// names of CIPP-API's functions.
constexpr Names kLicence[] = {"post */assignlicense", "post */reprocesslicenseassignment",
                              "patch /*/users/{id}"};  // a place of use, before the licence
constexpr Names kLicenceTool[] = {"execbulklicense", "execreprocessuserlicenses"};
constexpr Names kOnboarding[] = {"post /*/users", "post /*/invitations"};
constexpr Names kOnboardingTool[] = {"adduser",   "adduserbulk",   "addguest",
                                     "addtenant", "execaddtenant", "execonboardtenant"};
constexpr Names kUsers[] = {
    "post /*/users",
    "patch /*/users/{id}",
    "delete /*/users/{id}",
    "put /*/users/{id}/manager/$ref",
    "delete /*/users/{id}/manager/$ref",
    "put /*/users/{id}/photo*",
    "patch /*/users/{id}/photo*",
    "post /*/directory/deleteditems/{id}/restore",
    "delete /*/directory/deleteditems/{id}",
};
constexpr Names kUsersTool[] = {"adduser",
                                "adduserbulk",
                                "edituser",
                                "edituseraliases",
                                "setuseraliases",
                                "patchuser",
                                "removeuser",
                                "execdisableuser",
                                "execrestoredeleted",
                                "removedeletedobject",
                                "execoffboarduser",
                                "cippoffboardingjob",
                                "execclrimmid",
                                "execsetuserphoto"};
constexpr Names kPassword[] = {"patch /*/users/{id}",
                               "post */resetpassword",
                               "post */changepassword",
                               "post */revokesigninsessions",
                               "post */invalidateallrefreshtokens",
                               "post */temporaryaccesspassmethods",
                               "delete */temporaryaccesspassmethods/*"};
constexpr Names kPasswordTool[] = {"execresetpass", "execrevokesessions", "execcreatetap",
                                   "execpasswordneverexpires", "execsendpush"};
constexpr Names kRoles[] = {"post */directoryroles*",    "patch */directoryroles*",
                            "delete */directoryroles*",  "post */rolemanagement/*",
                            "patch */rolemanagement/*",  "put */rolemanagement/*",
                            "delete */rolemanagement/*", "* */privilegedaccess/*"};
constexpr Names kRolesTool[] = {"execjitadmin"};
constexpr Names kGroups[] = {"post /*/groups",
                             "patch /*/groups/{id}",
                             "delete /*/groups/{id}",
                             "post /*/groups/{id}/members*",
                             "delete /*/groups/{id}/members*",
                             "post /*/groups/{id}/owners*",
                             "delete /*/groups/{id}/owners*",
                             "post /*/directory/deleteditems/{id}/restore"};
constexpr Names kGroupsTool[] = {"addgroup",
                                 "addgroupteam",
                                 "editgroup",
                                 "execgroupsdelete",
                                 "execgroupsdeliverymanagement",
                                 "execgroupshidefromgal"};
constexpr Names kMailAccess[] = {"* *messages*", "* *mailfolders*", "* *mailboxsettings*",
                                 "post *sendmail"};
constexpr Names kMailAccessTool[] = {"execeditmailboxpermissions",
                                     "execmodifymbperms",
                                     "execeditcalendarpermissions",
                                     "execmodifycalperms",
                                     "execmodifycontactperms",
                                     "execemailforward",
                                     "execconvertmailbox",
                                     "execcopyforsent",
                                     "execenablearchive",
                                     "execsetmailboxquota",
                                     "execsetooo",
                                     "exechidefromgal",
                                     "execsetmailboxrule",
                                     "execremovemailboxrule",
                                     "addsharedmailbox"};
constexpr Names kMailFlowTool[] = {"addtransportrule", "edittransportrule", "removetransportrule",
                                   "addexconnector",   "editexconnector",   "removeexconnector"};
constexpr Names kApplications[] = {"post */applications*",
                                   "patch */applications*",
                                   "put */applications*",
                                   "delete */applications*",
                                   "post */serviceprincipals*",
                                   "patch */serviceprincipals*",
                                   "delete */serviceprincipals*",
                                   "post */oauth2permissiongrants*",
                                   "patch */oauth2permissiongrants*",
                                   "delete */oauth2permissiongrants*",
                                   "post */approleassign*",
                                   "delete */approleassign*"};
constexpr Names kApplicationsTool[] = {"execaddmultitenantapp", "execappapproval",
                                       "execapplication", "execaddspn"};
constexpr Names kAccessPolicy[] = {"post */conditionalaccess/*", "patch */conditionalaccess/*",
                                   "put */conditionalaccess/*",  "delete */conditionalaccess/*",
                                   "post /*/policies/*",         "patch /*/policies/*",
                                   "put /*/policies/*",          "delete /*/policies/*",
                                   "post */authentication/*",    "patch */authentication/*",
                                   "delete */authentication/*"};
constexpr Names kAccessPolicyTool[] = {
    "addcapolicy",      "editcapolicy",      "removecapolicy",         "execcaexclusion",
    "addnamedlocation", "execnamedlocation", "setauthmethod",          "execcaserviceexclusion",
    "execresetmfa",     "execperusermfa",    "execperusermfaallusers", "exectravelcapolicy"};
constexpr Names kFederation[] = {"post /*/domains*",           "patch /*/domains*",
                                 "delete /*/domains*",         "post */identityproviders*",
                                 "patch */identityproviders*", "delete */identityproviders*"};
constexpr Names kFederationTool[] = {"execdomainaction"};
constexpr Names kRelationship[] = {
    "post /*/tenantrelationships/*", "patch /*/tenantrelationships/*",
    "delete /*/tenantrelationships/*", "* */crosstenantaccesspolicy/*"};
constexpr Names kRelationshipTool[] = {"execaddgdaprole",     "execautoextendgdap",
                                       "execgdapinvite",      "execgdapaccessassignment",
                                       "execoffboardtenant",  "execdeletegdaprelationship",
                                       "execgdapremovegarole"};
constexpr Names kAuditTool[] = {"execsetmailboxaudit"};
constexpr Names kFiles[] = {"* *drive/*", "* *drives/*", "post */sites/*", "patch */sites/*",
                            "delete */sites/*"};
constexpr Names kSearch[] = {"* */security/cases/*", "post */security/auditlog/queries*"};
constexpr Names kSearchTool[] = {"execauditlogsearch"};
constexpr Names kDevices[] = {"post */devicemanagement/*",
                              "patch */devicemanagement/*",
                              "put */devicemanagement/*",
                              "delete */devicemanagement/*",
                              "post */deviceappmanagement/*",
                              "patch */deviceappmanagement/*",
                              "delete */deviceappmanagement/*",
                              "post /*/devices*",
                              "patch /*/devices/*",
                              "delete /*/devices/*"};
constexpr Names kDevicesTool[] = {"execdeviceaction", "execdevicedelete", "addpolicy",
                                  "removepolicy"};
constexpr Names kSecrets[] = {"get *recoverykeys/*", "get *devicelocalcredentials*"};
constexpr Names kSecretsTool[] = {"execgetrecoverykey", "execgetlocaladminpassword"};
// Questions, some of which are asked by POST because they are long.
constexpr Names kReading[] = {"head *",
                              "options *",
                              "post */getbyids",
                              "post */getmembergroups",
                              "post */getmemberobjects",
                              "post */checkmembergroups",
                              "post */checkmemberobjects",
                              "post */validateproperties",
                              "post */getavailableextensionproperties",
                              "post */getmailtips",
                              "post */getschedule",
                              "post */findmeetingtimes",
                              "post */translateexchangeids",
                              "post */search/query",
                              "post */evaluate",
                              "post */devicemanagement/reports/*"};
constexpr Names kReadingTool[] = {"listuser*",
                                  "listmail*",
                                  "listgraph*",
                                  "listgroup*",
                                  "listtenant*",
                                  "listlicense*",
                                  "listdomain*",
                                  "listdevice*",
                                  "listgdap*",
                                  "listmfa*",
                                  "listsignin*",
                                  "listaudit*",
                                  "listlog*",
                                  "listalert*",
                                  "listteams*",
                                  "listsites*",
                                  "listroles*",
                                  "listoauth*",
                                  "listconditionalaccess*",
                                  "execbeccheck"};

constexpr OperationCalls kCalls[] = {
    {"licence", kLicence, kLicenceTool},
    {"onboarding", kOnboarding, kOnboardingTool},
    {"user-change", kUsers, kUsersTool},
    {"password", kPassword, kPasswordTool},
    {"role-change", kRoles, kRolesTool},
    {"group-change", kGroups, kGroupsTool},
    {"mail-access", kMailAccess, kMailAccessTool},
    {"mail-flow", kNone, kMailFlowTool},
    {"application", kApplications, kApplicationsTool},
    {"access-policy", kAccessPolicy, kAccessPolicyTool},
    {"federation", kFederation, kFederationTool},
    {"relationship", kRelationship, kRelationshipTool},
    {"audit", kNone, kAuditTool},
    {"file-access", kFiles, kNone},
    {"search", kSearch, kSearchTool},
    {"device", kDevices, kDevicesTool},
    {"secret", kSecrets, kSecretsTool},
    {"reading", kReading, kReadingTool},
};

// The first that the path holds.
struct Behind {
  std::string_view path, workload;
};
constexpr Behind kBehind[] = {
    {"/devicemanagement", "intune"},
    {"/deviceappmanagement", "intune"},
    {"/messages", "exchange"},
    {"/mailfolders", "exchange"},
    {"/mailboxsettings", "exchange"},
    {"/sendmail", "exchange"},
    {"/calendar", "exchange"},
    {"/events", "exchange"},
    {"/contacts", "exchange"},
    {"/teams", "teams"},
    {"/chats", "teams"},
    {"/channels", "teams"},
    {"/drive", "onedrive"},
    {"/sites", "sharepoint"},
    {"/security/cases", "purview"},
};

}  // namespace

std::span<const OperationCalls> known_operation_calls() { return kCalls; }

bool is_call(const Record& record) { return record.family->graph_calls || record.family->tool; }

bool is_envelope(const Record& record) {
  return record.family->graph_calls && record.operation.ends_with("/$batch");
}

bool is_shown_name(const Record& record) {
  return record.family->azure_rights && record.operation.find('/') == std::string_view::npos;
}

std::string_view workload_behind(const Record& record) {
  if (!record.family->graph_calls) return {};
  const auto* found = std::ranges::find_if(kBehind, [&](const Behind& row) {
    return record.operation.find(row.path) != std::string_view::npos;
  });
  return found == std::end(kBehind) ? "entra" : found->workload;
}

}  // namespace aobo
