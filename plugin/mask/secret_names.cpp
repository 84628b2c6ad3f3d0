#include "plugin/mask/secret_names.h"

#include <algorithm>
#include <array>
#include <bit>

#include "plugin/base/text.h"
#include "plugin/mask/text_range.h"

namespace aobo {
namespace {

constexpr std::size_t kLongestName = 96;

constexpr SecretName kSure = SecretName::kSure;
constexpr SecretName kLikely = SecretName::kLikely;

constexpr std::string_view kOauth = "RFC 6749 (OAuth 2.0)";
constexpr std::string_view kExchange = "Exchange PowerShell: New-Mailbox, Set-UMMailboxPIN";
constexpr std::string_view kCompute = "Azure REST: Microsoft.Compute/virtualMachines, osProfile";
constexpr std::string_view kSql = "Azure REST: Microsoft.Sql/servers; ADO.NET connection strings";
constexpr std::string_view kStorage = "Azure REST: Microsoft.Storage listKeys, ListAccountSas";
constexpr std::string_view kConnection = "Azure Storage: configure connection strings";
constexpr std::string_view kBus = "Azure REST: Microsoft.ServiceBus listKeys";
constexpr std::string_view kCosmos = "Azure REST: Microsoft.DocumentDB listKeys";
constexpr std::string_view kGraph = "Microsoft Graph: application addPassword, passwordProfile";
constexpr std::string_view kPassMethods =
    "Microsoft Graph: temporaryAccessPassAuthenticationMethod";
constexpr std::string_view kLaps = "Microsoft Graph: deviceLocalCredentialInfo";
constexpr std::string_view kVpn = "Azure REST: Microsoft.Network connections sharedKey";
constexpr std::string_view kExtension = "Azure REST: virtualMachines/extensions protectedSettings";
constexpr std::string_view kDesktop =
    "Azure REST: Microsoft.DesktopVirtualization registrationInfo";
constexpr std::string_view kAssertion = "RFC 7521 and 7523 (client assertions)";
constexpr std::string_view kOpenId = "OpenID Connect Core 1.0";
constexpr std::string_view kDevice = "RFC 8628 (device codes)";
constexpr std::string_view kCognitive = "Azure REST: Microsoft.CognitiveServices listKeys";
constexpr std::string_view kSites = "Azure REST: Microsoft.Web publishing credentials";

constexpr std::string_view kFactory =
    "Azure REST: Microsoft.DataFactory integrationRuntimes listAuthKeys";
constexpr std::string_view kFunctions =
    "Azure REST: Microsoft.Web listHostKeys; Azure Functions: access keys";
constexpr std::string_view kKubernetes =
    "Azure REST: Microsoft.ContainerService listClusterAdminCredential";
constexpr std::string_view kBitLocker = "Microsoft Graph: bitlockerRecoveryKey";
constexpr std::string_view kManager = "Azure Resource Manager templates: secureString";
constexpr std::string_view kCookies = "Microsoft Entra: web browser cookies used in authentication";
constexpr std::string_view kWifi = "Microsoft Graph: windowsWifiConfiguration, wired and WEP keys";
constexpr std::string_view kSnmp = "RFC 1157 (SNMP communities)";
constexpr std::string_view kApiManagement = "Azure API Management: subscriptions";

constexpr SecretNameRow kRows[] = {
    {"accesskey", kSure, true, kBus},
    {"accesstoken", kSure, true, kOauth},
    {"accountkey", kSure, true, kConnection},
    {"apikey", kSure, true, kCognitive},
    {"assertion", kLikely, false, kAssertion},
    {"authkey", kSure, true, kFactory},
    {"authorizationcode", kSure, false, kOauth},
    {"clientassertion", kSure, false, kAssertion},
    {"clientsecret", kSure, true, kOauth},
    {"communitystring", kSure, true, kSnmp},
    {"connectionstring", kSure, true, kBus},
    {"devicecode", kSure, false, kDevice},
    {"estsauth", kSure, false, kCookies},
    {"estsauthpersistent", kSure, false, kCookies},
    {"fedauth", kSure, false, kCookies},
    {"functionkeys", kSure, false, kFunctions},
    {"functionskey", kSure, true, kFunctions},
    {"idtoken", kSure, false, kOpenId},
    {"key1", kLikely, false, kCognitive},
    {"key2", kLikely, false, kCognitive},
    {"kubeconfigs", kSure, false, kKubernetes},
    {"licensekey", kLikely, true, kManager},
    {"masterkey", kSure, true, kCosmos},
    {"pass", kLikely, false, kSql},
    {"passphrase", kSure, true, kVpn},
    {"passwd", kSure, true, kSql},
    {"password", kSure, true, kExchange},
    {"passwordbase64", kSure, false, kLaps},
    {"passwordhash", kSure, false, kExchange},
    {"passwordnew", kSure, false, kExchange},
    {"passwordold", kSure, false, kExchange},
    {"pfxblob", kSure, false, kSites},
    {"pin", kLikely, false, kExchange},
    {"presharedkey", kSure, true, kVpn},
    {"primarykey", kLikely, false, kBus},
    {"privatekey", kSure, true, kCompute},
    {"protectedsettings", kSure, false, kExtension},
    {"psk", kLikely, false, kVpn},
    {"pwd", kSure, true, kSql},
    {"recoverykey", kSure, true, kBitLocker},
    {"refreshtoken", kSure, true, kOauth},
    {"registrationtoken", kSure, true, kDesktop},
    {"repositorytoken", kSure, false, kSites},
    {"rtfa", kSure, false, kCookies},
    {"sas", kLikely, false, kStorage},
    {"sastoken", kSure, true, kStorage},
    {"secondarykey", kLikely, false, kBus},
    {"secret", kLikely, true, kVpn},
    {"secretkey", kSure, true, kStorage},
    {"secrettext", kSure, false, kGraph},
    {"secretvalue", kSure, false, kGraph},
    {"securevalue", kSure, false, kManager},
    {"sharedaccesskey", kSure, true, kBus},
    {"sharedkey", kSure, true, kVpn},
    {"sharedsecret", kSure, true, kVpn},
    {"storagekey", kSure, true, kStorage},
    {"subscriptionkey", kSure, true, kApiManagement},
    {"systemkeys", kSure, false, kFunctions},
    {"temporaryaccesspass", kSure, false, kPassMethods},
    {"token", kLikely, false, kDesktop},
    {"wepkey", kSure, false, kWifi},
    {"xmsrefreshtokencredential", kSure, false, kCookies},
};

constexpr bool in_order() {
  for (std::size_t i = 1; i < std::size(kRows); ++i) {
    if (!(kRows[i - 1].name < kRows[i].name)) return false;
  }
  return true;
}
static_assert(in_order(), "as secret_names() says");

// The rows, a bit each, whose names have a character at a place counted from their ends: most keys
// of a log end like none of them.
using Rows = std::uint64_t;
static_assert(std::size(kRows) <= 64, "a row is a bit");
constexpr auto rows_by_character(std::size_t from_end) {
  std::array<Rows, 256> rows{};
  for (std::size_t i = 0; i < std::size(kRows); ++i) {
    const std::string_view name = kRows[i].name;
    rows[static_cast<unsigned char>(name[name.size() - 1 - from_end])] |= Rows{1} << i;
  }
  return rows;
}
constexpr auto kByLast = rows_by_character(0), kByLastButOne = rows_by_character(1);

enum class Ends : std::uint8_t { kNo, kAsLonger, kWhole };

// Whether `name`, of which letters and digits count, ends with `ending` or is it.
Ends ends_with(std::string_view name, std::string_view ending) {
  while (!name.empty()) {
    const char c = name.back();
    name.remove_suffix(1);
    if (!is_letter_or_digit(c)) continue;
    if (ending.empty()) return Ends::kAsLonger;
    if (to_lower(c) != ending.back()) return Ends::kNo;
    ending.remove_suffix(1);
  }
  return ending.empty() ? Ends::kWhole : Ends::kNo;
}

}  // namespace

std::span<const SecretNameRow> secret_names() { return kRows; }

// The row's kind; kNone where there is none.
static SecretName kind_of(std::string_view name) {
  while (!name.empty() && !is_letter_or_digit(name.back())) name.remove_suffix(1);
  if (name.size() < 3) return SecretName::kNone;
  if (name.size() > kLongestName) name.remove_prefix(name.size() - kLongestName);
  const char last = to_lower(name.back()), before = to_lower(name[name.size() - 2]);
  Rows rows = kByLast[static_cast<unsigned char>(last)];
  if (is_letter_or_digit(before)) rows &= kByLastButOne[static_cast<unsigned char>(before)];
  SecretName kind = SecretName::kNone;
  for (; rows != 0; rows &= rows - 1) {
    const SecretNameRow& row = kRows[std::countr_zero(rows)];
    const Ends ends = ends_with(name, row.name);
    if (ends == Ends::kWhole) return row.kind;
    if (ends == Ends::kAsLonger && row.suffix) kind = std::max(kind, row.kind);
  }
  return kind;
}

SecretName secret_name(std::string_view name) {
  if (const SecretName kind = kind_of(name); kind != SecretName::kNone) return kind;
  // A column of a custom table (Azure Monitor: "_s" a text, "_g" a GUID, "_d" a number …).
  constexpr std::string_view kTypes = "sgtdb";
  if (name.size() > 2 && name[name.size() - 2] == '_' &&
      kTypes.find(name.back()) != std::string_view::npos) {
    name.remove_suffix(2);
    if (const SecretName kind = kind_of(name); kind != SecretName::kNone) return kind;
  }
  // "password2" of a registry, "authKey1": the first and the second of two that are in use.
  std::string_view base = name;
  while (!base.empty() && base.back() >= '0' && base.back() <= '9') base.remove_suffix(1);
  if (base.size() == name.size() || base.size() + 2 < name.size()) return SecretName::kNone;
  return kind_of(base) == SecretName::kSure ? SecretName::kSure : SecretName::kNone;
}

// Members by which the unified audit log, Entra, Intune and Azure name a parameter.
bool names_parameter(std::string_view key) {
  static constexpr std::string_view kNames[] = {"name",         "displayname", "key",
                                                "propertyname", "keyname",     "parametername"};
  return is_any_ignoring_case(kNames, key);
}

bool holds_parameter(std::string_view key) {
  static constexpr std::string_view kNames[] = {"value", "newvalue", "oldvalue", "values",
                                                "defaultvalue"};
  return is_any_ignoring_case(kNames, key);
}

}  // namespace aobo
