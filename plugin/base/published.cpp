#include "plugin/base/published.h"

#include <algorithm>
#include <iterator>

#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr bool kPrivileged = true;

struct Role {
  std::string_view id, name;
  bool privileged = false;
};
// By their ids, for the search.
constexpr Role kRoles[] = {
    {"00482a5a-887f-4fb3-b363-3b7fe8e74483", "Key Vault Administrator"},
    {"0526716b-113d-4c15-b2c8-68e3c22b9f80", "Authentication Policy Administrator"},
    {"0964bb5e-9bdb-4d7b-ac29-58e794862a40", "Search Administrator"},
    {"0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8", "Azure Kubernetes Service Cluster Admin Role"},
    {"0f971eea-41eb-4569-a71e-57bb8a3eff1e", "External ID User Flow Attribute Administrator"},
    {"1076ac91-f3d9-41a7-a339-dcdf5f480acc", "Teams Reader"},
    {"112ca1a2-15ad-4102-995e-45b0bc479a6a", "Tenant Creator"},
    {"11451d60-acb2-45eb-a7d6-43d0f0125c13", "Windows 365 Administrator"},
    {"11648597-926c-4cf3-9c36-bcebb0ba8dcc", "Power Platform Administrator"},
    {"158c047a-c907-4556-b7ef-446551a6b5f7", "Cloud Application Administrator", kPrivileged},
    {"1707125e-0aa2-4d4d-8655-a7c786c76a25", "Microsoft 365 Backup Administrator"},
    {"17315797-102d-40b4-93e0-432062caca18", "Compliance Administrator"},
    {"17d1049b-9a84-46fb-8f53-869881c3d3ab", "Storage Account Contributor"},
    {"18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "User Access Administrator"},
    {"194ae4cb-b126-40b2-bd5b-6091b380977d", "Security Administrator", kPrivileged},
    {"1a7d78b6-429f-476b-b8eb-35fb715fffd4", "SharePoint Embedded Administrator"},
    {"1c0163c0-47e6-4577-8991-ea5c82e286e4", "Virtual Machine Administrator Login"},
    {"1d336d2c-4ae8-42ef-9711-b3604ce3fc2c", "Attribute Definition Reader"},
    {"25a516ed-2fa0-40ea-a2d0-12923a21473a", "Authentication Extensibility Administrator",
     kPrivileged},
    {"29232cdf-9323-42fd-ade2-1d097af3e4de", "Exchange Administrator"},
    {"2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", "Storage Blob Data Reader"},
    {"2b745bdf-0803-4d80-aa65-822c4493daac", "Office Apps Administrator"},
    {"31392ffb-586c-42d1-9346-e59415a2cc4e", "Exchange Recipient Administrator"},
    {"32696413-001a-46ae-978c-ce0f6b3620d2", "Windows Update Deployment Administrator"},
    {"36243c78-bf99-498c-9df9-86d9f8d28608", "Resource Policy Contributor"},
    {"38a96431-2bdf-4b4c-8b6e-5d3d8abac1a4", "Desktop Analytics Administrator"},
    {"39bc4728-0917-49c7-9d2c-d95423bc2eb4", "Security Reader"},
    {"3a2c62db-5318-420d-8d74-23affee5d9d5", "Intune Administrator", kPrivileged},
    {"3d762c5a-1b6c-493f-843e-55a3b42923d4", "Teams Devices Administrator"},
    {"3edaf663-341e-4475-9f94-5c398ef6c070", "B2C IEF Policy Administrator"},
    {"3f1acade-1e04-4fbc-9b69-f0302cd84aef", "Edge Administrator"},
    {"422218e4-db15-4ef9-bbe0-8afb41546d79", "Attribute Provisioning Reader", kPrivileged},
    {"434105ed-43f6-45c7-a02f-909b2ba83430", "Cost Management Contributor"},
    {"43d0d8ad-25c7-4714-9337-8ba259a9fe05", "Monitoring Reader"},
    {"44367163-eba1-44c3-98af-f5787879f96a", "Dynamics 365 Administrator"},
    {"45d8d3c5-c802-45c6-b32a-1d70b5e1e86e", "Identity Governance Administrator"},
    {"4633458b-17de-408a-b874-0445c86b69e6", "Key Vault Secrets User"},
    {"49eb8f75-97e9-4e37-9b2b-6c3ebfcffa31", "Exchange Backup Administrator"},
    {"4a5d8f65-41da-4de4-8968-e035b65339cf", "Reports Reader"},
    {"4ba39ca4-527c-499a-b93d-d9b492c50246", "Partner Tier1 Support", kPrivileged},
    {"4d6ac14f-3453-41d0-bef9-a3e0c569773a", "License Administrator"},
    {"4d97b98b-1d4f-4787-a291-c67834d212e7", "Network Contributor"},
    {"58a13ea3-c632-46ae-9ee0-9c0d43cd7f3d", "Attribute Assignment Administrator"},
    {"59d46f88-662b-457b-bceb-5c3809e5908f", "Lifecycle Workflows Administrator", kPrivileged},
    {"5b784334-f94b-471a-a387-e7219fc49ca2", "Attribute Log Administrator"},
    {"5c4f9dcd-47dc-4cf7-8c9a-9e4207cbfc91", "Customer LockBox Access Approver"},
    {"5d6b6bb7-de71-4623-b4af-96380a352509", "Security Reader", kPrivileged},
    {"5e467623-bb1f-42f4-a55d-6e525e11384b", "Backup Contributor"},
    {"5f2222b1-57c3-48ba-8ad5-d4759f1fde6f", "Security Operator", kPrivileged},
    {"62e90394-69f5-4237-9190-012177145e10", "Global Administrator", kPrivileged},
    {"644ef478-e28f-4e28-b9dc-3fdde9aa0b1f", "Printer Administrator"},
    {"69091246-20e8-4a56-aa4d-066075b2a7a8", "Teams Administrator"},
    {"6b942400-691f-4bf0-9d12-d8a254a2baf5", "Agent Registry Administrator"},
    {"6e591065-9bad-43ed-90f3-e9424366d2f0", "External ID User Flow Administrator"},
    {"729827e3-9c14-49f7-bb1b-9608f156bbb8", "Helpdesk Administrator", kPrivileged},
    {"72fafb9e-0641-4937-9268-a91bfd8191a3", "Cost Management Reader"},
    {"73c42c96-874c-492b-b04d-ab87d138a893", "Log Analytics Reader"},
    {"7495fdc4-34c4-4d15-a289-98788ce399fd", "Azure Information Protection Administrator"},
    {"749f88d5-cbae-40b8-bcfc-e573ddc772fa", "Monitoring Contributor"},
    {"75934031-6c7e-415a-99d7-48dbd49e875e", "Usage Summary Reports Reader"},
    {"75941009-915a-4869-abe7-691bff18279e", "Skype for Business Administrator"},
    {"7698a772-787b-4ac8-901f-60d6b08affd2", "Cloud Device Administrator", kPrivileged},
    {"790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b", "Message Center Reader"},
    {"7be44c8a-adaf-4e2a-84d6-ab2649e08a13", "Privileged Authentication Administrator",
     kPrivileged},
    {"810a2642-a034-447f-a5e8-41beaa378541", "Yammer Administrator"},
    {"8329153b-31d0-4727-b945-745eb3bc5f31", "Domain Name Administrator", kPrivileged},
    {"8424c6f0-a189-499e-bbd0-26c1753c96d4", "Attribute Definition Administrator"},
    {"8835291a-918c-4fd7-a9ce-faa49f0cf7d9", "Search Editor"},
    {"88d8e3e3-8f55-4a1e-953a-9b9898b8876b", "Directory Readers"},
    {"892c5842-a9a6-463a-8041-72aa08ca3cf6", "Cloud App Security Administrator"},
    {"8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2", "Hybrid Identity Administrator", kPrivileged},
    {"8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner"},
    {"91c1777a-f3dc-4fae-b103-61d183457e46",
     "Managed Services Registration assignment Delete Role"},
    {"92aaf0da-9dab-42b6-94a3-d43ce8d16293", "Log Analytics Contributor"},
    {"92ed04bf-c94a-4b82-9729-b799a7a4c178", "Organizational Branding Administrator"},
    {"9360feb5-f418-4baa-8175-e2a00bac4301", "Directory Writers", kPrivileged},
    {"95e79109-95c0-4d8e-aee3-d01accf2d47b", "Guest Inviter"},
    {"963797fb-eb3b-4cde-8ce3-5878b3f32a3f", "Dynamics 365 Business Central Administrator"},
    {"966707d0-3269-4727-9be2-8c3a10f19b9d", "Password Administrator", kPrivileged},
    {"9980e02c-c2be-4d73-94e8-173b1dc7cf3c", "Virtual Machine Contributor"},
    {"9b7fa17d-e63e-47b0-bb0a-15c516ac86ec", "SQL DB Contributor"},
    {"9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", "Application Administrator", kPrivileged},
    {"9c6df0f2-1e7c-4dc3-b195-66dfbd24aa8f", "Attack Payload Author"},
    {"9c99539d-8186-4804-835f-fd51ef9e2dcd", "Attribute Log Reader"},
    {"9f06204d-73c1-4d4c-880a-6edb90606fd8", "Microsoft Entra Joined Device Local Administrator"},
    {"a9ea8996-122f-4c74-9520-8edcd192826c", "Fabric Administrator"},
    {"aa38014f-0993-46e9-9b45-30501a20909d", "Teams Telephony Administrator"},
    {"aaf43236-0c0d-4d5f-883a-6955382ac081", "B2C IEF Keyset Administrator", kPrivileged},
    {"ac16e43d-7b2d-40e0-ac05-243ff356ab5b", "Message Center Privacy Reader"},
    {"ac434307-12b9-4fa1-a708-88bf58caabc1", "Global Secure Access Administrator"},
    {"acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader"},
    {"adb2368d-a9be-41b5-8667-d96778e081b0", "Agent ID Developer"},
    {"af78dc32-cf4d-46f9-ba4e-4428526346b5", "Permissions Management Administrator"},
    {"b0f54661-2d74-4c50-afa3-1ec803f12efe", "Billing Administrator"},
    {"b1be1c3e-b65d-4f19-8427-f6fa0d97feb9", "Conditional Access Administrator", kPrivileged},
    {"b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor"},
    {"b5a8dcf3-09d5-43a9-a639-8e29ef291470", "Knowledge Administrator"},
    {"b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "Storage Blob Data Owner"},
    {"b86a8fe4-44ce-4948-aee5-eccb2c155cd7", "Key Vault Secrets Officer"},
    {"ba92f5b4-2d11-453d-a403-e96b0029c9fe", "Storage Blob Data Contributor"},
    {"baf37b3a-610e-45da-9e62-d9d1e5e8914b", "Teams Communications Administrator"},
    {"be2f45a1-457d-42af-a067-6ec1fa63bc45", "External Identity Provider Administrator",
     kPrivileged},
    {"c430b396-e693-46cc-96f3-db01bf8bb62a", "Attack Simulation Administrator"},
    {"c4e39bd9-1100-46d3-8c65-fb160da0071f", "Authentication Administrator", kPrivileged},
    {"cf1c38e5-3621-4004-a7cb-879624dced7c", "Application Developer", kPrivileged},
    {"cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e", "Support Request Contributor"},
    {"d2562ede-74db-457e-a7b6-544e236ebb61", "AI Administrator"},
    {"d29b2b05-8046-44ba-8758-1e26182fcf32", "Directory Synchronization Accounts"},
    {"d37c8bed-0711-4417-ba38-b4abe66ce4c2", "Network Administrator"},
    {"db506228-d27e-4b7d-95e5-295956d6615f", "Agent ID Administrator", kPrivileged},
    {"de139f84-1756-47ae-9be6-808fbbe84772", "Website Contributor"},
    {"e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8", "Partner Tier2 Support", kPrivileged},
    {"e3973bdf-4987-49ae-837a-ba8e231c7286", "Azure DevOps Administrator"},
    {"e40ec5ca-96e0-45a2-b4ff-59039f2c2b59", "Managed Identity Contributor"},
    {"e6d1a23a-da11-4be4-9570-befc86d067a7", "Compliance Data Administrator"},
    {"e8611ab8-c189-46e8-94e1-60213ab1f814", "Privileged Role Administrator", kPrivileged},
    {"e8cef6f1-e4bd-4ea8-bc07-4b8d950f4477", "Printer Technician"},
    {"eb1f4a8d-243a-41f0-9fbd-c7cdf6c5ef7c", "Insights Administrator"},
    {"ecb2c6bf-0ab6-418e-bd87-7986f8d63bbe", "Attribute Provisioning Administrator", kPrivileged},
    {"f023fd81-a637-4b56-95fd-791ac0226033", "Service Support Administrator"},
    {"f1a07417-d97a-45cb-824c-7a7467783830", "Managed Identity Operator"},
    {"f25e0fa2-a7c8-4377-a976-54943a77a395", "Key Vault Contributor"},
    {"f28a1f50-f6e7-4571-818b-6a12f2af6b6c", "SharePoint Administrator"},
    {"f2ef992c-3afb-46b9-b7cf-a126ee74c451", "Global Reader", kPrivileged},
    {"f353d9bd-d4a6-484e-a77a-8050b599b867", "Automation Contributor"},
    {"f58310d9-a9f6-439a-9e8d-f62e7b41a168", "Role Based Access Control Administrator"},
    {"f70938a0-fc10-4177-9e90-2178f8765737", "Teams Communications Support Engineer"},
    {"fa23ad8b-c56e-40d8-ac0c-ce449e1d2c64", "Billing Reader"},
    {"fb1c8493-542b-48eb-b624-b4c8fea62acd", "Security Admin"},
    {"fcf91098-03e3-41a9-b5ba-6f0ec8188a12", "Teams Communications Support Specialist"},
    {"fdd7a751-b60b-444a-984c-02652fe8fa1c", "Groups Administrator"},
    {"fe930be7-5e62-47db-91af-98c3a49a38b1", "User Administrator", kPrivileged},
    {"ffd52fa5-98dc-465c-991d-fc073eb59f8f", "Attribute Assignment Reader"},
};
static_assert(std::is_sorted(std::begin(kRoles), std::end(kRoles),
                             [](const Role& a, const Role& b) { return a.id < b.id; }));

// Entra's audit log calls a role by the name that it had first.
constexpr std::string_view kFirstName = "Company Administrator", kNow = "Global Administrator";

const Role* find_role(std::string_view id) {
  const Role* const found =
      std::lower_bound(std::begin(kRoles), std::end(kRoles), id,
                       [](const Role& role, std::string_view wanted) { return role.id < wanted; });
  return found != std::end(kRoles) && found->id == id ? found : nullptr;
}

}  // namespace

std::string_view role_name(std::string_view id) {
  const Role* const role = find_role(id);
  return role == nullptr ? std::string_view() : role->name;
}

std::string_view role_id(std::string_view name) {
  if (equal_ignoring_case(name, kFirstName)) name = kNow;
  const auto* const found = std::ranges::find_if(
      kRoles, [&](const Role& role) { return equal_ignoring_case(role.name, name); });
  return found == std::end(kRoles) ? std::string_view() : found->id;
}

bool is_privileged_role(std::string_view id) {
  const Role* const role = find_role(id);
  return role != nullptr && role->privileged;
}

}  // namespace aobo
