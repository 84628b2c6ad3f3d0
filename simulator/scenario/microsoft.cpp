#include "simulator/scenario/microsoft.h"

namespace aobo::sim {
namespace {

using enum MicrosoftKind;

constexpr MicrosoftActor kActors[] = {
    {"NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)", kDatacentre, "", "set-mailbox", 60},
    {"NT AUTHORITY\\SYSTEM (w3wp)", kDatacentre, "", "set-mailbox", 14},
    {"S-1-5-18", kDatacentre, "", "set-mailbox", 6},
    {"Microsoft\\ServiceOperator", kDatacentre, "", "set-mailbox", 3},
    {"fim_password_service@support.onmicrosoft.com", kDirectoryService,
     "d51ef8df-6617-4356-b8d4-89ad7efef31e", "update-user", 6},
    {"Partner Customer Delegated Admin Offline Processor", kApplication,
     "a3475900-ccec-4a69-98f5-a65cd5dc5306", "add-role-member", 3},
    {"Partner Customer Delegated Administration", kApplication,
     "2832473f-ec63-45fb-976f-5d45a7d4bb91", "add-partner-access", 2},
    {"Partner Center Delegated Admin Migrate", kApplication, "b39d63e7-7fa3-4b2b-94ea-ee256fdb8c2f",
     "add-role-member", 1},
    {"AssistAPI", kApplication, "2b8844d8-6c87-4fce-97a0-fbec9006e140", "add-role-member", 1},
    {"Support engineer", kSupport, "b4c546a4-7dac-46a6-a7dd-ed822a11efd3", "sign-in", 2},
};

}  // namespace

std::span<const MicrosoftActor> microsoft_actors() { return kActors; }

}  // namespace aobo::sim
