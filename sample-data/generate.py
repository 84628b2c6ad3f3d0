#!/usr/bin/env python3
"""Writes the sample world of this folder: directory/, logs/, aobo.json, answers.tsv and the table in README.md.

Everything is invented. Beside each record stands the answer that it must get, written by hand from what the record
shows; answers.tsv holds them, and a test compares what the plugin says. Run it without arguments after a change:
the same script writes the same bytes.
"""
import base64
import csv
import gzip
import io
import json
import pathlib
import uuid

HERE = pathlib.Path(__file__).resolve().parent
SPACE = uuid.UUID("a0b0a0b0-0000-4000-8000-000000000000")


def gid(name):
    """An id that depends on its name alone."""
    made = uuid.uuid5(SPACE, name)
    return str(uuid.UUID(bytes=made.bytes, version=4))


def uti(request):
    """A token's unique identifier as the logs write it: .NET byte order, base64url without padding."""
    return base64.urlsafe_b64encode(uuid.UUID(request).bytes_le).decode().rstrip("=")


def plain(guid):
    return guid.replace("-", "")


# ---- the world ------------------------------------------------------------------------------------------------------
ADATUM, PROSEWARE = gid("tenant adatum"), gid("tenant proseware")
CONTOSO, FABRIKAM, LITWARE = gid("tenant contoso"), gid("tenant fabrikam"), gid("tenant litware")
SUPPORT = "b4c546a4-7dac-46a6-a7dd-ed822a11efd3"  # Microsoft Support's tenant, a public fact
PARTNER_CENTER_APP = "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd"  # a public fact too
FABRIKAM_SUB, LITWARE_SUB = gid("subscription fabrikam"), gid("subscription litware")
ALICE, BOB, CAROL, DAVE = (gid("person " + n) for n in ("alice", "bob", "carol", "dave"))
STRANGER = gid("person of a partner that nobody here knows")
ADMIN_AGENTS, AZURE_OPS, HELPDESK = gid("group AdminAgents"), gid("group Azure Ops"), gid("group GDAP Helpdesk")
AUTOMATION = gid("app nightly")
PUID = {"alice": "1003200012345601", "bob": "1003200012345602"}
UPN = {n: f"{n}@adatum.example" for n in ("alice", "bob", "carol", "dave")}
SHARED = "admin@litware.onmicrosoft.com"
GDAP_ID = f"{gid('relationship contoso 1')}-{gid('relationship contoso 2')}"
HELPDESK_ROLE = "729827e3-9c14-49f7-bb1b-9608f156bbb8"  # Helpdesk Administrator
GLOBAL_ADMIN = "62e90394-69f5-4237-9190-012177145e10"

R_ALICE, R_BOB, R_DAVE = gid("request alice"), gid("request bob"), gid("request dave")
S_BOB = gid("session bob")

answers = []  # (file, shows, operation, who, path, confidence, method)


def answer(file, shows, who, path, confidence="-", method="-"):
    answers.append((file, shows, who, path, confidence, method))


def technician(person, domain="adatum.onmicrosoft.com"):
    return f"user_{plain(person)}@{domain}"


def write(path, text):
    target = HERE / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(text, bytes):
        target.write_bytes(text)
    else:
        target.write_text(text, encoding="utf-8")


def pretty(value):
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def lines(records):
    return "".join(json.dumps(r, separators=(",", ":"), ensure_ascii=False) + "\n" for r in records)


# ---- the directory --------------------------------------------------------------------------------------------------
def write_directory():
    def user(name, display, **more):
        return {"id": gid("person " + name), "displayName": display, "userPrincipalName": UPN[name],
                "accountEnabled": True, "createdDateTime": "2024-01-08T09:00:00Z", **more}

    write("directory/adatum/users.json", pretty({"value": [
        user("alice", "Alice Archer"), user("bob", "Bob Baker"), user("dave", "Dave Diaz")]}))
    write("directory/adatum/deletedItems.json", pretty({"value": [
        user("carol", "Carol Chen") | {"userPrincipalName": plain(CAROL) + UPN["carol"],
                                       "accountEnabled": False, "deletedDateTime": "2026-02-15T17:00:00Z"}]}))
    write("directory/adatum/groups.json", pretty({"value": [
        {"id": ADMIN_AGENTS, "displayName": "AdminAgents"}, {"id": AZURE_OPS, "displayName": "Azure Ops"},
        {"id": HELPDESK, "displayName": "GDAP Helpdesk",
         "members": [{"@odata.type": "#microsoft.graph.user", "id": DAVE},
                     {"@odata.type": "#microsoft.graph.user", "id": ALICE}]}]}))
    for group, members in ((ADMIN_AGENTS, (ALICE, BOB, CAROL)), (AZURE_OPS, (BOB,))):
        write(f"directory/adatum/members/{group}.json", pretty({"value": [
            {"@odata.type": "#microsoft.graph.user", "id": m} for m in members]}))
    write("directory/adatum/contracts.json", pretty({"value": [
        {"customerId": tenant, "defaultDomainName": name.lower() + ".onmicrosoft.com", "displayName": name}
        for name, tenant in (("Contoso", CONTOSO), ("Fabrikam", FABRIKAM), ("Litware", LITWARE))]}))
    write("directory/adatum/delegatedAdminRelationships.json", pretty({"value": [{
        "id": GDAP_ID, "displayName": "Contoso helpdesk", "duration": "P730D", "autoExtendDuration": "PT0S",
        "customer": {"tenantId": CONTOSO, "displayName": "Contoso"}, "status": "active",
        "accessDetails": {"unifiedRoles": [{"roleDefinitionId": HELPDESK_ROLE}]},
        "createdDateTime": "2025-06-01T09:00:00Z", "lastModifiedDateTime": "2025-06-02T10:00:00Z",
        "activatedDateTime": "2025-06-02T10:00:00Z", "endDateTime": "2027-06-02T10:00:00Z"}]}))
    write(f"directory/adatum/accessAssignments/{GDAP_ID}.json", pretty({"value": [{
        "id": gid("assignment"), "status": "active",
        "accessContainer": {"accessContainerId": HELPDESK, "accessContainerType": "securityGroup"},
        "accessDetails": {"unifiedRoles": [{"roleDefinitionId": HELPDESK_ROLE}]}}]}))
    write(f"directory/adatum/subscriptions/{FABRIKAM}.json", pretty({"value": [
        {"subscriptionId": FABRIKAM_SUB, "displayName": "Fabrikam production", "tenantId": FABRIKAM}]}))
    write("directory/aobo.yaml", f"""\
# What no export holds: who the partners are, what customers and Microsoft call nothing, and what is shared.
partners:
  - tenant: {ADATUM}
    name: Adatum
    kind: direct
    folder: adatum
  - tenant: {PROSEWARE}          # a distributor; nobody exports its people to us
    name: Proseware
    kind: indirect-provider
people:
  - upn: {UPN["bob"]}
    puid: "{PUID["bob"]}"
relationships:
  - type: dap
    partner: {ADATUM}
    customer: {FABRIKAM}
    from: 2023-01-01
  - type: lighthouse
    partner: {ADATUM}
    customer: {LITWARE}
    from: 2025-01-01
  - type: aobo
    partner: {ADATUM}
    customer: {FABRIKAM}
    group: {ADMIN_AGENTS}
    from: 2023-01-01
shared_accounts:
  - account: {SHARED}
    customer: {LITWARE}
    partner: {ADATUM}
    vault_name: litware-admin
automation_apps:
  - app: {AUTOMATION}
    name: Adatum nightly checks
    partner: {ADATUM}
customers:
  - tenant: {LITWARE}
    name: Litware
    subscriptions: [{LITWARE_SUB}]

# What was agreed.
policy: {{unlisted: none, dap_beside_gdap: tell}}
calendars:
  office: {{zone: Europe/Amsterdam, days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00"}}
scopes:
  - name: Contoso helpdesk
    who: [GDAP Helpdesk]
    customers: [Contoso]
    operations: [password, user-change, mail-access, role-change, reading]
    hours: office
  - name: Litware administrator
    who: [{UPN["alice"]}, {UPN["bob"]}, {UPN["dave"]}]
    customers: [Litware]
    needs: ticket
""")


# ---- records --------------------------------------------------------------------------------------------------------
def graph_sign_in(request, time, upn, user, home, resource, ip, cross="none", **more):
    return {"id": request, "createdDateTime": time, "userDisplayName": more.pop("name", ""), "userPrincipalName": upn,
            "userId": user, "appId": "c44b4083-3bb0-49c1-b47d-974e53cbdf3c", "appDisplayName": "Azure Portal",
            "ipAddress": ip, "clientAppUsed": "Browser", "correlationId": gid("correlation " + request),
            "conditionalAccessStatus": "success", "isInteractive": True, "userType": "member",
            "resourceDisplayName": "Windows Azure Service Management API", "resourceTenantId": resource,
            "homeTenantId": home, "crossTenantAccessType": cross, "authenticationRequirement":
            "multiFactorAuthentication", "riskLevelDuringSignIn": "none", "uniqueTokenIdentifier": uti(request),
            "signInEventTypes": ["interactiveUser"],
            "status": {"errorCode": 0, "failureReason": "Other."}, "location": {"countryOrRegion": "NL"}, **more}


def diagnostic(category, tenant, operation, properties, time, **more):
    return {"time": time, "resourceId": f"/tenants/{tenant}/providers/Microsoft.aadiam", "operationName": operation,
            "operationVersion": "1.0", "category": category, "tenantId": tenant, "resultSignature": "None",
            "durationMs": 0, "correlationId": gid(f"correlation {time}"), "Level": 4, "properties": properties, **more}


def audit(key, time, activity, initiated_by, targets, **more):
    return {"id": f"Directory_{gid('audit ' + key)}_A0B0_1", "category": more.pop("category", "UserManagement"),
            "correlationId": gid("audit correlation " + key), "result": "success", "resultReason": "",
            "activityDisplayName": activity, "activityDateTime": time, "loggedByService": "Core Directory",
            "initiatedBy": initiated_by, "targetResources": targets, "additionalDetails": [], **more}


def by_user(upn, user, ip="192.0.2.10", **more):
    return {"user": {"id": user, "displayName": None, "userPrincipalName": upn, "ipAddress": ip,
                     "homeTenantId": None, **more}, "app": None}


def by_app(name, app, principal):
    return {"user": None, "app": {"appId": app, "displayName": name, "servicePrincipalId": principal}}


def target(name, kind, key, changes=()):
    return {"id": gid(key), "displayName": name, "type": kind, "userPrincipalName": name if kind == "User" else None,
            "modifiedProperties": [{"displayName": n, "oldValue": json.dumps(o) if o else None,
                                    "newValue": json.dumps(v)} for n, o, v in changes]}


def unified(what, time, tenant, operation, record_type, workload, user, **more):
    return {"CreationTime": time, "Id": gid("unified " + what), "Operation": operation, "OrganizationId": tenant,
            "RecordType": record_type, "ResultStatus": more.pop("result", "True"), "UserKey": more.pop("key", user),
            "UserType": more.pop("user_type", 2), "Version": 1, "Workload": workload, "UserId": user, **more}


def adatum_logs():
    """The partner tenant's own logs come first: they are what others are held against."""
    file = "logs/1-adatum/entra-signin.json"
    write(file, pretty({"@odata.context": "https://graph.example/$metadata#auditLogs/signIns", "value": [
        graph_sign_in(R_ALICE, "2026-03-02T08:00:11Z", UPN["alice"], ALICE, ADATUM, CONTOSO, "198.51.100.21",
                      "serviceProvider", sessionId=gid("session alice")),
        graph_sign_in(R_BOB, "2026-03-02T08:30:00Z", UPN["bob"], BOB, ADATUM, CONTOSO, "198.51.100.22",
                      "serviceProvider", sessionId=S_BOB),
        graph_sign_in(R_DAVE, "2026-03-02T09:00:00Z", UPN["dave"], DAVE, ADATUM, ADATUM, "198.51.100.23")]}))
    answer(file, "Graph page; Alice signs in to Contoso, as Adatum sees it", UPN["alice"], "gdap", "exact", "token")
    answer(file, "Bob signs in to Contoso, as Adatum sees it", UPN["bob"], "gdap", "exact", "token")
    answer(file, "Dave signs in at home", UPN["dave"], "customer", "exact", "object-id")

    file = "logs/1-adatum/entra-audit.json"
    write(file, pretty({"value": [audit(
        "group", "2026-03-01T10:00:00Z", "Add member to group", by_user(UPN["bob"], BOB),
        [{"id": DAVE, "displayName": None, "type": "User", "userPrincipalName": UPN["dave"], "modifiedProperties": []},
         {"id": HELPDESK, "displayName": "GDAP Helpdesk", "type": "Group", "modifiedProperties": []}],
        category="GroupManagement")]}))
    answer(file, "Graph page; Bob adds Dave to a group at home", UPN["bob"], "customer", "exact", "object-id")

    file = "logs/1-adatum/m365-audit.json"
    write(file, pretty([unified("puid", "2026-03-01T11:00:00", ADATUM, "Change user password.", 8, "AzureActiveDirectory",
                                UPN["alice"], key=PUID["alice"], user_type=0, ResultStatus="Success",
                                Actor=[{"ID": UPN["alice"], "Type": 5}, {"ID": PUID["alice"], "Type": 3},
                                       {"ID": f"User_{ALICE}", "Type": 2}, {"ID": ALICE, "Type": 2},
                                       {"ID": "User", "Type": 2}])]))
    answer(file, "Management API array; shows Alice's PUID beside her object id", UPN["alice"], "customer", "exact", "object-id")

    file = "logs/1-adatum/partner-center.json"
    write(file, pretty({"totalCount": 1, "items": [{
        "partnerId": gid("mpn"), "customerId": CONTOSO, "customerName": "Contoso", "userPrincipalName": UPN["dave"],
        "resourceType": "customer_user", "resourceNewValue": json.dumps({"PasswordProfile": {"ForceChangePassword": True}}),
        "operationType": "reset_customer_user_password", "operationDate": "2026-03-02T10:00:03.0589308Z",
        "operationStatus": "succeeded", "customizedData": [{"key": "CustomerUserId", "value": gid("contoso user pat")},
                                                            {"key": "PartnerOnRecord-0", "value": None}],
        "attributes": {"objectType": "AuditRecord"}}],
        "links": {"self": {"uri": "/auditrecords"}}, "attributes": {"objectType": "Collection"}}))
    answer(file, "Partner Center page; Dave resets a password at Contoso", UPN["dave"], "gdap", "exact", "upn")

    file = "logs/1-adatum/vault.ndjson"
    write(file, lines([
        {"time": "2026-03-02T12:00:00Z", "account": "litware-admin", "person": UPN["alice"], "action": "check-out",
         "ticket": "INC-17", "reason": "mail flow"},
        {"time": "2026-03-02T13:00:00Z", "account": "litware-admin", "person": UPN["alice"], "action": "check-in"},
        {"time": "2026-03-02T14:00:00Z", "account": "litware-admin", "person": UPN["bob"], "action": "check-out",
         "ticket": "INC-18"}]))
    answer(file, "Alice checks out Litware's shared account", UPN["alice"], "shared-account", "exact", "upn")
    answer(file, "and gives it back", UPN["alice"], "shared-account", "exact", "upn")
    answer(file, "Bob checks it out", UPN["bob"], "shared-account", "exact", "upn")
    file = "logs/1-adatum/vault.log"
    write(file, f"2026-03-02 14:30:00 vault01 CHECKOUT acct=litware-admin by={UPN['dave']} case=INC-19\n"
                f"2026-03-02 16:00:00 vault01 CHECKIN acct=litware-admin by={UPN['dave']} case=INC-19\n"
                f"2026-03-02 16:05:00 vault01 CHECKIN acct=litware-admin by={UPN['bob']} case=INC-18\n")
    answer(file, "text lines, by a pattern; Dave checks it out too", UPN["dave"], "shared-account", "exact", "upn")
    answer(file, "Dave gives it back", UPN["dave"], "shared-account", "exact", "upn")
    answer(file, "Bob gives it back", UPN["bob"], "shared-account", "exact", "upn")


def contoso_logs():
    file = "logs/2-contoso/entra-signin.ndjson"
    masked = {"deviceDetail": {"displayName": "{PII Removed}"}}
    partner_copy = graph_sign_in(R_ALICE, "2026-03-02T08:00:11.4000000+00:00", technician(ALICE), gid("opaque alice"),
                                 ADATUM, CONTOSO, "198.51.100.XXX", "serviceProvider",
                                 sessionId=gid("session alice"), **masked)
    opaque = graph_sign_in(R_BOB, "2026-03-02T08:30:00.1234567+00:00", "Adatum technician", gid("opaque bob"), ADATUM,
                           CONTOSO, "198.51.100.XXX", "serviceProvider", sessionId=S_BOB, **masked)
    own = graph_sign_in(gid("request pat"), "2026-03-02T08:45:00Z", "pat@contoso.onmicrosoft.com",
                        gid("contoso user pat"), CONTOSO, CONTOSO, "203.0.113.5")
    support = graph_sign_in(gid("request support"), "2026-03-02T08:50:00Z", "engineer@support.example",
                            gid("support engineer"), SUPPORT, CONTOSO, "203.0.113.6", "microsoftSupport")
    foreign = graph_sign_in(gid("request proseware"), "2026-03-02T08:55:00Z", "Proseware technician",
                            gid("opaque proseware"), PROSEWARE, CONTOSO, "203.0.113.XXX", "serviceProvider")
    failed = graph_sign_in(gid("request failed"), "2026-03-02T08:56:00Z", technician(BOB), gid("opaque bob 2"), ADATUM,
                           CONTOSO, "203.0.113.77", "serviceProvider",
                           status={"errorCode": 50126, "failureReason": "Invalid username or password."})
    nightly = {"id": gid("request nightly"), "createdDateTime": "2026-03-02T02:00:00Z", "appId": AUTOMATION,
               "appDisplayName": "Adatum nightly checks", "servicePrincipalId": gid("principal nightly"),
               "servicePrincipalName": "Adatum nightly checks", "ipAddress": "198.51.100.40",
               "resourceDisplayName": "Microsoft Graph", "appOwnerTenantId": ADATUM, "resourceTenantId": CONTOSO,
               "status": {"errorCode": 0}, "crossTenantAccessType": "none", "isInteractive": False}
    identity = {"id": gid("request identity"), "createdDateTime": "2026-03-02T02:10:00Z", "appId": gid("app backup"),
                "appDisplayName": "backup", "servicePrincipalId": gid("principal backup"),
                "servicePrincipalName": "backup", "ipAddress": "", "resourceTenantId": CONTOSO,
                "status": {"errorCode": 0}, "isInteractive": False}

    def row(category, properties):
        return diagnostic(category, CONTOSO, "Sign-in activity", properties, properties["createdDateTime"],
                          resultType=str(properties["status"]["errorCode"]), identity="", location="NL",
                          callerIpAddress=properties["ipAddress"])

    write(file, lines([row("SignInLogs", partner_copy), row("NonInteractiveUserSignInLogs", opaque),
                       row("SignInLogs", own), row("SignInLogs", support), row("SignInLogs", foreign),
                       row("SignInLogs", failed), row("ServicePrincipalSignInLogs", nightly),
                       row("ManagedIdentitySignInLogs", identity)]))
    answer(file, "diagnostic setting; the same sign-in as Contoso sees it: user_<hex>, masked address",
           UPN["alice"], "gdap", "exact", "token")
    answer(file, "non-interactive; an opaque technician whose request id Adatum's log holds", UPN["bob"], "gdap",
           "exact", "request")
    answer(file, "Contoso's own user", "-", "customer")
    answer(file, "Microsoft Support, never a partner", "-", "microsoft")
    answer(file, "a distributor's technician: the partner is known, the person is not", "-", "unknown", "unresolved")
    answer(file, "a failed sign-in proves nobody: weak", UPN["bob"], "gdap", "weak", "token")
    answer(file, "service principal; the partner's own automation", "-", "automation")
    answer(file, "managed identity of Contoso's own", "-", "customer")

    file = "logs/2-contoso/entra-audit.json"
    records = [
        audit("role", "2026-03-02T09:10:00.1000000+00:00", "Add member to role", by_user(technician(DAVE), gid("o1")),
              [target("pat@contoso.onmicrosoft.com", "User", "contoso user pat",
                      [("Role.DisplayName", None, "Global Administrator"), ("Role.TemplateId", None, GLOBAL_ADMIN)]),
               target("Global Administrator", "Role", "role global administrator")], category="RoleManagement"),
        audit("reset", "2026-03-02T10:00:00Z", "Reset user password",
              by_app("Partner Center Web App", PARTNER_CENTER_APP, gid("principal partner center")),
              [target("pat@contoso.onmicrosoft.com", "User", "contoso user pat")]),
        audit("gdap", "2026-03-02T10:30:00Z", "Add member to role",
              by_app("Partner Customer Delegated Admin Offline Processor", "a3475900-ccec-4a69-98f5-a65cd5dc5306",
                     gid("principal offline processor")),
              [target("foreign group", "Group", "foreign group")], category="RoleManagement"),
        audit("stranger", "2026-03-02T11:00:00Z", "Update application – Certificates and secrets management ",
              by_user(technician(STRANGER, "contoso.onmicrosoft.com"), gid("o2")),
              [target("payroll", "Application", "app payroll", [("Included Updated Properties", None, "KeyDescription")])],
              category="ApplicationManagement"),
        audit("hostile", "2026-03-02T11:05:00Z", "Update user",
              by_user("pat@contoso.onmicrosoft.com", gid("contoso user pat"), displayName="Alice Archer"),
              [target("x\n2026-03-02T11:05:00Z  Contoso  Alice Archer <alice@adatum.example>", "User", "hostile")]),
        audit("leaver", "2026-03-02T11:10:00Z", "Delete user", by_user(technician(CAROL), gid("o3")),
              [target("lee@contoso.onmicrosoft.com", "User", "contoso user lee")]),
    ]
    write(file, json.dumps({"records": [diagnostic("AuditLogs", CONTOSO, r["activityDisplayName"], r,
                                                   r["activityDateTime"]) for r in records]}, ensure_ascii=False) + "\n")
    answer(file, "Event Hub message; user_<hex> in an audit record, a role granted", UPN["dave"], "gdap", "exact",
           "object-id")
    answer(file, "an application's action that Partner Center's record explains", UPN["dave"], "gdap", "strong",
           "partner-center")
    answer(file, "GDAP's own machinery is Microsoft's", "-", "microsoft")
    answer(file, "user_<hex> of nobody we know: another partner's technician", STRANGER, "gdap", "unknown", "object-id")
    answer(file, "display names prove nothing, and a line break in one forges no line", "-", "customer")
    answer(file, "a leaver acts: named, and not active", UPN["carol"], "gdap", "exact", "object-id")

    file = "logs/2-contoso/m365-audit.json"
    exchange = f"contoso.onmicrosoft.com\\tenant: {ADATUM}, object: {ALICE}"
    write(file, json.dumps([
        unified("exchange", "2026-03-02T08:20:00", CONTOSO, "Set-Mailbox", 1, "Exchange", exchange, user_type=9,
                ObjectId="pat", ClientIP="198.51.100.21:51515", ExternalAccess=True,
                OrganizationName="contoso.onmicrosoft.com",
                Parameters=[{"Name": "Identity", "Value": "pat"},
                            {"Name": "ForwardingSmtpAddress", "Value": "smtp:box@elsewhere.example"}]),
        unified("session", "2026-03-02T08:40:00", CONTOSO, "New-InboxRule", 1, "Exchange", "Adatum technician",
                user_type=9, ClientIP="[2001:db8::22]:40000", ObjectId="pat\\rule",
                AppAccessContext={"UniqueTokenId": uti(R_BOB), "AADSessionId": S_BOB}, Parameters=[]),
        unified("datacentre", "2026-03-02T08:41:00", CONTOSO, "Set-Mailbox", 1, "Exchange",
                "NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)", user_type=3, ExternalAccess=True,
                Parameters=[{"Name": "Force", "Value": "True"}]),
        unified("context", "2026-03-02T08:42:00", CONTOSO, "Update user.", 8, "AzureActiveDirectory",
                "technician", key="Not Available", user_type=9, result="Success", ActorContextId=ADATUM,
                TargetContextId=CONTOSO, Actor=[{"ID": "technician", "Type": 1}],
                Target=[{"ID": "User_" + gid("contoso user pat"), "Type": 2}],
                ModifiedProperties=[{"Name": "Department", "OldValue": "[]", "NewValue": "[\r\n  \"Sales\"\r\n]"}]),
        unified("file", "2026-03-02T08:43:00", CONTOSO, "FileDownloaded", 6, "SharePoint",
                "pat@contoso.onmicrosoft.com", key="i:0h.f|membership|1003200099999901@live.com", user_type=0,
                ClientIP="203.0.113.5", SiteUrl="https://contoso.example/sites/hr", SourceFileName="pay.xlsx"),
    ]) + "\n")
    answer(file, "Exchange's form with the partner tenant and the person's id", UPN["alice"], "gdap", "exact", "token")
    answer(file, "the token of a sign-in whose person is known", UPN["bob"], "gdap", "strong", "session")
    answer(file, "ExternalAccess=true of a datacentre account is Microsoft's", "-", "microsoft")
    answer(file, "only ActorContextId tells the partner: nobody is named", "-", "gdap", "unresolved")
    answer(file, "SharePoint; Contoso's own user", "-", "customer")

    file = "logs/2-contoso/m365-audit.csv"
    inner = unified("csv", "2026-03-02T09:00:00", CONTOSO, "Add-MailboxPermission", 1, "Exchange",
                    technician(ALICE, "contoso.onmicrosoft.com"), Parameters=[{"Name": "AccessRights", "Value": "FullAccess"}])
    sheet = io.StringIO()
    writer = csv.writer(sheet, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(["RecordType", "CreationDate", "UserIds", "Operations", "AuditData", "ResultIndex"])
    writer.writerow(["ExchangeAdmin", "3/2/2026 9:00:00 AM", inner["UserId"], inner["Operation"], json.dumps(inner), 1])
    write(file, "\ufeff" + sheet.getvalue())
    answer(file, "PowerShell CSV with AuditData", UPN["alice"], "gdap", "exact", "object-id")

    file = "logs/2-contoso/m365-graph.json"
    write(file, pretty({"value": [{
        "id": inner["Id"][:-1] + "9", "createdDateTime": "2026-03-02T09:01:00Z", "auditLogRecordType": "ExchangeAdmin",
        "operation": "Set-TransportRule", "organizationId": CONTOSO, "userType": "partnerTechnician",
        "userId": exchange, "service": "Exchange", "objectId": "rule 1", "clientIp": "198.51.100.21",
        "auditData": {"Parameters": [{"Name": "Mode", "Value": "Enforce"}]}}]}))
    answer(file, "Graph auditLogRecord", UPN["alice"], "gdap", "exact", "token")

    file = "logs/2-contoso/intune.ndjson"
    write(file, lines([
        {"time": "2026-03-02T09:20:00.5000000Z", "tenantId": CONTOSO, "category": "AuditLogs",
         "operationName": "Delete DeviceConfiguration", "resultType": "Success", "correlationId": gid("intune 1"),
         "identity": UPN["dave"], "properties": {
             "ActivityDate": "3/2/2026 9:20:00 AM", "ActivityResultStatus": 1, "ActivityType": 1,
             "Actor": {"ActorType": 1, "IsDelegatedAdmin": True, "ObjectId": DAVE, "PartnerTenantId": ADATUM,
                       "UPN": UPN["dave"], "Name": None}, "AuditEventId": gid("intune event 1"),
             "TargetDisplayNames": ["<null>", "Wi-Fi"], "TargetObjectIds": [gid("wifi")],
             "Targets": [{"Name": "Wi-Fi", "ModifiedProperties": [{"Name": "Ssid", "Old": "corp", "New": "<null>"}]}]}},
        {"id": gid("intune event 2"), "displayName": "Create DeviceManagementScript", "componentName": "DeviceIntent",
         "activity": None, "activityDateTime": "2026-03-02T09:25:00Z", "activityType": "Create",
         "activityOperationType": "Create", "activityResult": "Success", "correlationId": gid("intune 2"),
         "category": "Device", "actor": {"auditActorType": "ItPro", "userPrincipalName": None, "userId": gid("o4"),
                                         "remoteTenantId": ADATUM, "remoteUserId": ALICE},
         "resources": [{"displayName": "cleanup.ps1", "auditResourceType": "DeviceManagementScript",
                        "resourceId": gid("script"), "modifiedProperties": []}]}]))
    answer(file, "Intune, diagnostic setting: a delegated admin", UPN["dave"], "gdap", "exact", "token")
    answer(file, "Intune by Graph: remoteTenantId and remoteUserId", UPN["alice"], "gdap", "exact", "token")

    file = "logs/2-contoso/graph-activity.ndjson.gz"
    call = {"time": "2026-03-02T08:05:00.2779144Z", "resourceId": f"/TENANTS/{CONTOSO}/PROVIDERS/MICROSOFT.AADIAM",
            "operationName": "Microsoft Graph Activity", "category": "MicrosoftGraphActivityLogs",
            "tenantId": CONTOSO, "callerIpAddress": "198.51.100.21", "properties": {
                "requestId": gid("graph request"), "requestMethod": "GET", "responseStatusCode": 200,
                "requestUri": f"https://graph.example/v1.0/users/{gid('contoso user pat')}/messages?$top=5",
                "userId": gid("opaque alice"), "appId": "14d82eec-204b-4c2f-b7e8-296a70dab67e", "tenantId": CONTOSO,
                "signInActivityId": uti(R_ALICE), "C_Idtyp": "user", "C_Iat": "1772438411",
                "ipAddress": "198.51.100.21", "userAgent": "python-requests/2.31"}}
    write(file, gzip.compress(lines([call]).encode(), mtime=0))
    answer(file, "gzip; a Graph call by the token of Alice's sign-in", UPN["alice"], "gdap", "strong", "session")


def azure_claims(tenant, **more):
    base = {"aud": "https://management.core.windows.net/", "iss": f"https://sts.windows.net/{tenant}/",
            "http://schemas.microsoft.com/identity/claims/tenantid": tenant, "appid": "c44b4083-3bb0-49c1-b47d-974e53cbdf3c"}
    return base | more


OID = "http://schemas.microsoft.com/identity/claims/objectidentifier"
IDP = "http://schemas.microsoft.com/identity/claims/identityprovider"
CLAIM_UPN = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn"
EMAIL = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"


def right(action, scope, principal, kind):
    return {"scope": scope, "action": action, "evidence": {
        "role": "Owner", "roleAssignmentScope": scope, "roleAssignmentId": plain(gid("assignment " + principal)),
        "roleDefinitionId": "8e3af657a8ff443ca75c2fe8c4bcb635", "principalId": plain(principal), "principalType": kind}}


def assignment(principal):
    """What a role assignment was about, as the request or the response holds it: a string of JSON."""
    return json.dumps({"Properties": {"PrincipalId": principal, "PrincipalType": "ForeignGroup", "RoleDefinitionId":
                       f"/subscriptions/{FABRIKAM_SUB}/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635"}})


def fabrikam_logs():
    scope = f"/subscriptions/{FABRIKAM_SUB}"
    machine = f"{scope}/resourceGroups/prod/providers/Microsoft.Compute/virtualMachines/web1"

    def activity(time, operation, authorization, claims, as_text=False):
        identity = {"authorization": authorization, "claims": claims}
        return {"time": time, "resourceId": machine.upper(), "operationName": operation.upper(),
                "category": "Administrative", "resultType": "Success", "resultSignature": "Succeeded.",
                "durationMs": "12", "callerIpAddress": "198.51.100.30", "correlationId": gid("azure " + time),
                "identity": json.dumps(identity) if as_text else identity, "level": "Information",
                "properties": {"eventCategory": "Administrative", "hierarchy": f"{FABRIKAM}/{FABRIKAM_SUB}"}}

    foreign = azure_claims(FABRIKAM, **{IDP: f"https://sts.windows.net/{ADATUM}/", "name": "Adatum technician"})
    file = "logs/3-fabrikam/azure-activity.ndjson"
    start = "Microsoft.Compute/virtualMachines/start/action"
    write(file, lines([
        activity("2026-03-03T08:00:00Z", start, right(start, scope, ADMIN_AGENTS, "Group"), foreign),
        activity("2026-03-03T08:10:00Z", start, right(start, scope, AZURE_OPS, "Group"), foreign, as_text=True),
        activity("2026-03-03T08:20:00Z", start, right(start, scope, ADMIN_AGENTS, "ForeignGroup"),
                 foreign | {"altsecid": "5::" + PUID["alice"], "puid": "10032000AAAAAA01"}),
        activity("2026-03-03T08:30:00Z", start, right(start, scope, gid("fabrikam user kim"), "User"),
                 azure_claims(FABRIKAM, **{CLAIM_UPN: "kim@fabrikam.onmicrosoft.com", OID: gid("fabrikam user kim"),
                                           "puid": "10032000AAAAAA02"})),
        activity("2026-03-03T08:40:00Z", start, right(start, scope, gid("a foreign group"), "ForeignGroup"),
                 azure_claims(FABRIKAM, **{EMAIL: technician(ALICE), "altsecid": "5::" + PUID["bob"],
                                           IDP: f"https://sts.windows.net/{ADATUM}/"}))]))
    answer(file, "the foreign principal's right: AdminAgents, two who could have (the third had left)",
           f"{UPN['alice']},{UPN['bob']}", "aobo", "ambiguous", "group")
    answer(file, "identity as a string of JSON; a group of one member", UPN["bob"], "aobo", "strong", "group")
    answer(file, "home PUID, learned from Adatum's own log", UPN["alice"], "aobo", "exact", "puid")
    answer(file, "Fabrikam's own user", "-", "customer")
    answer(file, "user_<hex> says Alice, the PUID says Bob: a conflict, nobody is named",
           f"{UPN['alice']},{UPN['bob']}", "aobo", "conflict", "token")

    file = "logs/3-fabrikam/azure-rest.json"
    assign = "Microsoft.Authorization/roleAssignments/delete"
    write(file, pretty({"value": [{
        "authorization": right(assign, scope, AZURE_OPS, "Group"), "caller": technician(BOB), "claims": foreign,
        "category": {"value": "Administrative", "localizedValue": "Administrative"},
        "eventTimestamp": "2026-03-03T09:00:00.1234567Z", "submissionTimestamp": "2026-03-03T09:02:00Z",
        "eventDataId": gid("rest"), "operationName": {"value": assign, "localizedValue": "Delete role assignment"},
        "resourceProviderName": {"value": "Microsoft.Authorization"}, "status": {"value": "Succeeded"},
        "resourceId": f"{scope}/providers/Microsoft.Authorization/roleAssignments/{gid('ra')}",
        "subscriptionId": FABRIKAM_SUB, "tenantId": FABRIKAM, "correlationId": gid("rest correlation"),
        "httpRequest": {"clientIpAddress": "198.51.100.22", "method": "DELETE"},
        "properties": {"statusCode": "OK", "responseBody": assignment(ADMIN_AGENTS)}}]}))
    answer(file, "REST; user_<hex> as caller; AdminAgents lose their role, and with it credit is at risk", UPN["bob"], "aobo", "exact",
           "token")

    file = "logs/3-fabrikam/azure-roles.ndjson"
    give = "Microsoft.Authorization/roleAssignments/write"
    given = activity("2026-03-03T09:40:00Z", give, right(give, scope, gid("fabrikam user kim"), "User"),
                     azure_claims(FABRIKAM, **{CLAIM_UPN: "kim@fabrikam.onmicrosoft.com", OID: gid("fabrikam user kim")}))
    given["resourceId"] = f"{scope}/providers/Microsoft.Authorization/roleAssignments/{gid('ra 2')}".upper()
    given["properties"]["requestbody"] = assignment(ADMIN_AGENTS)
    write(file, lines([given]))
    answer(file, "Fabrikam's own user gives AdminAgents their role again, in time", "-", "customer")

    file = "logs/3-fabrikam/azure-eventgrid.json"
    write(file, pretty([{
        "subject": machine, "eventType": "Microsoft.Resources.ResourceDeleteSuccess", "topic": scope,
        "eventTime": "2026-03-03T09:30:00.4653401Z", "id": gid("event grid"), "dataVersion": "2", "metadataVersion": "1",
        "data": {"authorization": right("Microsoft.Compute/virtualMachines/delete", scope, AZURE_OPS, "Group"),
                 "claims": foreign, "correlationId": gid("event grid"), "resourceProvider": "Microsoft.Compute",
                 "resourceUri": machine, "operationName": "Microsoft.Compute/virtualMachines/delete",
                 "status": "Succeeded", "subscriptionId": FABRIKAM_SUB, "tenantId": FABRIKAM}}]))
    answer(file, "Event Grid; a group of one member", UPN["bob"], "aobo", "strong", "group")

    file = "logs/3-fabrikam/azure-loganalytics.csv"
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(["TenantId", "TimeGenerated [UTC]", "OperationNameValue", "ActivityStatusValue", "CategoryValue",
                     "Caller", "CallerIpAddress", "CorrelationId", "EventDataId", "Authorization", "Claims", "Hierarchy",
                     "SubscriptionId", "ResourceProviderValue", "_ResourceId"])
    writer.writerow([gid("workspace"), "3/3/2026, 10:00:00.250 AM", start.upper(), "Success", "Administrative",
                     "kim@fabrikam.onmicrosoft.com", "203.0.113.9", gid("la"), gid("la event"),
                     json.dumps(right(start, scope, gid("fabrikam user kim"), "User"), indent=2),
                     json.dumps(azure_claims(FABRIKAM, **{OID: gid("fabrikam user kim")})), f"{FABRIKAM}/{FABRIKAM_SUB}",
                     FABRIKAM_SUB, "MICROSOFT.COMPUTE", machine.lower()])
    write(file, "\ufeff" + sheet.getvalue())
    answer(file, "Log Analytics CSV; Fabrikam's own user", "-", "customer")

    file = "logs/3-fabrikam/entra-signin-loganalytics.csv"
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(["TenantId", "AADTenantId", "Category", "CreatedDateTime [UTC]", "Id", "UserPrincipalName", "UserId",
                     "AppDisplayName", "IPAddress", "ResultType", "Status_string", "LocationDetails_string",
                     "CrossTenantAccessType", "HomeTenantId", "ResourceTenantId", "AuthenticationRequirement", "Type"])
    writer.writerow([gid("workspace"), FABRIKAM, "SignInLogs", "3/3/2026, 7:55:00.500 AM", gid("request dap"),
                     "Adatum technician", ALICE, "Azure Portal", "198.51.100.XXX", "0", '{"errorCode":0}',
                     '{"city":"Utrecht","countryOrRegion":"NL"}', "serviceProvider", ADATUM, FABRIKAM,
                     "singleFactorAuthentication", "SigninLogs"])
    write(file, "\ufeff" + sheet.getvalue())
    answer(file, "portal CSV; a DAP technician without MFA", UPN["alice"], "dap", "exact", "token")


def litware_logs():
    scope = f"/subscriptions/{LITWARE_SUB}"
    file = "logs/4-litware/azure-activity.ndjson"
    deploy = "Microsoft.Resources/deployments/write"

    def activity(time, claims, principal, kind, **more):
        return {"time": time, "resourceId": scope.upper(), "operationName": deploy.upper(), "category": "Administrative",
                "resultType": "Start", "callerIpAddress": "198.51.100.23", "correlationId": gid("litware " + time),
                "identity": {"authorization": right(deploy, scope, principal, kind), "claims": claims},
                "level": "Information", "properties": {"hierarchy": f"{LITWARE}/{LITWARE_SUB}"}, **more}

    write(file, lines([
        activity("2026-03-03T10:00:00Z", azure_claims(ADATUM, **{OID: DAVE, "name": "Dave Diaz"}), DAVE, "User"),
        activity("2026-03-03T10:10:00Z", azure_claims(LITWARE, **{
            OID: gid("guest bob in litware"), IDP: f"https://sts.windows.net/{ADATUM}/", EMAIL: UPN["bob"],
            "altsecid": "5::" + PUID["bob"]}), gid("guest bob in litware"), "User")]))
    answer(file, "Lighthouse: the token is Adatum's own", UPN["dave"], "lighthouse", "exact", "token")
    answer(file, "a guest of Adatum: home PUID and address", UPN["bob"], "guest", "exact", "puid")

    file = "logs/4-litware/entra-audit.ndjson"
    write(file, lines([audit("guest", "2026-03-03T10:20:00Z", "Update user",
                             by_user("dave_adatum.example#EXT#@litware.onmicrosoft.com", gid("guest dave in litware")),
                             [target("lou@litware.onmicrosoft.com", "User", "lou")])]))
    answer(file, "Graph JSON Lines; the guest form of a UPN", UPN["dave"], "guest", "strong", "upn")

    def shared(key, time, ip):
        return graph_sign_in(gid("request " + key), time, SHARED, gid("litware admin"), LITWARE, LITWARE, ip)

    file = "logs/4-litware/entra-signin.json"
    write(file, pretty([shared("one holder", "2026-03-02T12:15:00Z", "203.0.113.50"),
                        shared("two holders", "2026-03-02T15:00:00Z", "203.0.113.50"),
                        shared("address", "2026-03-02T17:30:00Z", "198.51.100.23"),
                        shared("nobody", "2026-03-02T18:00:00Z", "203.0.113.99")]))
    answer(file, "shared account, one person had it out", UPN["alice"], "shared-account", "strong", "check-out")
    answer(file, "two had it out: both are listed, nobody is named", f"{UPN['bob']},{UPN['dave']}", "shared-account",
           "ambiguous", "check-out")
    answer(file, "nobody had it out; only Dave came from that address", UPN["dave"], "shared-account", "weak", "address")
    answer(file, "nobody had it out, and the address is nobody's", "-", "shared-account", "unresolved")

    file = "logs/4-litware/office-activity.ndjson"
    write(file, lines([{
        "TenantId": gid("workspace litware"), "TimeGenerated": "2026-03-03T11:00:00Z", "RecordType": "SharePointFileOperation",
        "Operation": "FileDeleted", "OrganizationId": LITWARE, "UserType": "Regular", "UserKey": "i:0h.f|membership|1@live.com",
        "OfficeWorkload": "SharePoint", "ResultStatus": "Succeeded", "UserId": "lou@litware.onmicrosoft.com",
        "ClientIP": "203.0.113.51", "OfficeObjectId": "https://litware.example/plan.docx"}]))
    answer(file, "OfficeActivity row; Litware's own user", "-", "customer")


def windows():
    file = "logs/1-adatum/access-windows.ndjson"
    write(file, lines([{"window": "CHG-17-1", "person": UPN["alice"], "customer": LITWARE, "from": "2026-03-02T17:00:00Z",
                        "to": "2026-03-02T19:00:00Z", "ticket": "CHG-17"}]))
    answer(file, "an access window: leave to work, no action", UPN["alice"], "unknown", "exact", "upn")


def write_rest():
    write("aobo.json", pretty({
        "directory": "directory", "inputs": ["logs"],
        "tenants": [{"folder": "1-adatum", "tenant": ADATUM}, {"folder": "2-contoso", "tenant": CONTOSO},
                    {"folder": "3-fabrikam", "tenant": FABRIKAM}, {"folder": "4-litware", "tenant": LITWARE}],
        "patterns": [{"name": "vault01",
                      "pattern": r"(?P<time>\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}) \S+ (?P<action>CHECKOUT|CHECKIN) "
                                 r"acct=(?P<account>\S+) by=(?P<person>\S+) case=(?P<ticket>\S+)"}]}))
    ordered = sorted(answers, key=lambda a: a[0])  # as a folder is read; within a file in its own order
    write("answers.tsv", "file\twho\tpath\tconfidence\tmethod\tshows\n" + "".join(
        f"{file}\t{who}\t{path}\t{confidence}\t{method}\t{shows}\n" for file, shows, who, path, confidence, method in ordered))
    readme = (HERE / "README.md").read_text(encoding="utf-8") if (HERE / "README.md").exists() else ""
    head = readme.split("<!-- records -->")[0]
    rows = "".join(f"| {file.removeprefix('logs/')} | {shows} | {who} | {path} | {confidence} | {method} |\n"
                   for file, shows, who, path, confidence, method in ordered)
    write("README.md", head + "<!-- records -->\n| file | what the record shows | who | path | confidence | method |\n"
          "|---|---|---|---|---|---|\n" + rows)


if __name__ == "__main__":
    write_directory()
    adatum_logs()
    contoso_logs()
    fabrikam_logs()
    litware_logs()
    windows()
    write_rest()
    print(f"{len(answers)} records")
