#!/usr/bin/env python3
"""Inputs made to fill memory, for `ci/scale hostile`: hostile.py NAME FOLDER [DIVISOR] writes the input NAME, and the configuration that
reads it, into the folder; a divisor makes it so many times smaller. `hostile.py --list` names all. The people are those of sample-data."""
import gzip
import json
import os
import subprocess
import sys
import uuid

ADATUM, CONTOSO, LITWARE = (
    "d7296d84-932f-4f00-a431-126c164a7ba7", "b2a59418-5f66-428e-a349-e99a15652bc3", "d7cc19b1-b880-4dc9-8bcb-47adab2139fa")
ALICE, DAVE = "f57990fc-e19c-44ba-a4d1-5cf95747c544", "e4c761f6-780d-42fb-ad6d-5db0acfad3c4"
PARTNER = "5e0728ee-0029-4e63-9e61-9dce5946632b"
SUBSCRIPTION = "b717dc1a-581e-4ed9-86cb-37bc1e55a0a2"
LONG = 60_000


def time_of(second):
    return f"2026-03-{1 + second // 86400 % 28:02}T{second // 3600 % 24:02}:{second // 60 % 60:02}:{second % 60:02}Z"


def guid(number, sort=0):
    return str(uuid.UUID(int=(0xA0B0_0000 + sort) << 96 | 0x4000 << 64 | 0x8000 << 48 | number))


def long(number, what):
    return f"{what}{number}" + "x" * LONG


def sign_in(number, second, upn="alice@adatum.example", user=ALICE, tenant=CONTOSO, **more):
    return {"id": guid(number, 1), "createdDateTime": time_of(second), "userPrincipalName": upn, "userId": user,
            "appId": "c44b4083-3bb0-49c1-b47d-974e53cbdf3c", "appDisplayName": "Azure Portal",
            "ipAddress": f"198.{number >> 16 & 63}.{number >> 8 & 255}.{number & 255}",
            "resourceTenantId": tenant, "homeTenantId": ADATUM, "crossTenantAccessType": "serviceProvider",
            "sessionId": guid(number, 2), "status": {"errorCode": 0}, "location": {"countryOrRegion": "NL"}, **more}


def audit(number, second, operation, target, name, user, upn):
    return {"id": f"Directory_{guid(number, 3)}", "category": "UserManagement", "correlationId": guid(number, 4), "result": "success",
            "activityDisplayName": operation, "activityDateTime": time_of(second),
            "initiatedBy": {"user": {"id": user, "userPrincipalName": upn, "ipAddress": "192.0.2.10"}},
            "targetResources": [{"id": target, "displayName": name, "type": "User", "userPrincipalName": name, "modifiedProperties": []}],
            "tenantId": LITWARE}


def unified(number, second, operation, upn, target, parameters=(), tenant=LITWARE):
    return {"CreationTime": time_of(second)[:-1], "Id": guid(number, 5), "Operation": operation, "OrganizationId": tenant, "RecordType": 1,
            "ResultStatus": "True", "UserKey": upn, "UserType": 2, "Workload": "Exchange", "UserId": upn, "ObjectId": target,
            "Parameters": [{"Name": key, "Value": value} for key, value in parameters]}


def azure(number, second, user, name, correlation):
    resource = f"/SUBSCRIPTIONS/{SUBSCRIPTION}/RESOURCEGROUPS/{name}"
    return {"time": time_of(second), "resourceId": resource, "operationName": "MICROSOFT.RESOURCES/DEPLOYMENTS/WRITE",
            "category": "Administrative", "resultType": "Success", "callerIpAddress": "198.51.100.23", "correlationId": correlation,
            "identity": {"claims": {"http://schemas.microsoft.com/identity/claims/tenantid": ADATUM, "appid": name,
                                    "http://schemas.microsoft.com/identity/claims/objectidentifier": user, "name": name}},
            "properties": {"hierarchy": f"{LITWARE}/{SUBSCRIPTION}"}}


def long_names(folder, divisor):
    """Every name, id and parameter is 60 kB of text, another each time."""
    with gzip.open(os.path.join(folder, "logs", "long.ndjson.gz"), "wt", compresslevel=1) as out:
        for i in range(6000 // divisor):
            hexed = f"user_{i:032x}@" + long(i, "litware")
            for record in (
                    sign_in(i, 10 * i, upn=long(i, "u") + "@adatum.example", sessionId=long(i, "s"), correlationId=long(i, "c")),
                    {"time": time_of(10 * i + 1), "account": long(i, "account"), "person": long(i, "p") + "@adatum.example",
                     "action": "check-out", "ticket": long(i, "t"), "reason": "r"},
                    audit(i, 10 * i + 2, "Update user", long(i, "target"), long(i, "name"), guid(i, 6), long(i, "upn") + "@litware.example"),
                    unified(i, 10 * i + 3, "Set-Mailbox", hexed, long(i, "mailbox"), [(long(i, "key"), long(i, "value"))]),
                    azure(i, 10 * i + 4, DAVE, long(i, "group"), long(i, "correlation")),
                    {"DateTime": time_of(10 * i + 5), "Tenant": "litware.onmicrosoft.com", "TenantID": LITWARE, "API": long(i, "Exec"),
                     "Message": "Reset the password of " + long(i, "lou") + "@litware.example", "User": "alice@adatum.example",
                     "Severity": "Info"}):
                out.write(json.dumps(record) + "\n")


def sign_ins(folder, divisor):
    """Three million sign-ins, each with ids, a session, an address and a customer's user of its own."""
    with gzip.open(os.path.join(folder, "logs", "signins.ndjson.gz"), "wt", compresslevel=1) as out:
        for i in range(3_000_000 // divisor):
            own = i % 3 == 0
            out.write(json.dumps(sign_in(i, i // 4) if own else sign_in(
                i, i // 4, upn=f"u{i}@litware.example", user=guid(i, 7), tenant=LITWARE, homeTenantId=LITWARE,
                crossTenantAccessType="none")) + "\n")


def one_record_files(folder, divisor):
    """60,000 files of one record, all of them of one second."""
    for i in range(60_000 // divisor):
        inner = os.path.join(folder, "logs", f"{i // 1000:03}")
        os.makedirs(inner, exist_ok=True)
        with open(os.path.join(inner, f"{i:06}.json"), "w") as out:
            json.dump(sign_in(i, 0), out)


def zstd_windows(folder, divisor):
    """400 zstd files whose decoder asks for a window of 8 MiB, all of one span of time."""
    for i in range(400 // divisor):
        lines = [json.dumps(sign_in(i * 10_000 + j, 60 * j, note=os.urandom(20).hex() + "x" * 20_000)) for j in range(500)]
        path = os.path.join(folder, "logs", f"{i:04}.ndjson.zst")
        subprocess.run(["zstd", "-q", "-f", "-3", "--long=23", "-o", path], input="\n".join(lines).encode(), check=True)


def changed_answers(folder, divisor):
    """Deeds of one shared account with long targets, and the check-out that explains all of them behind: one record changes the answers
    to thousands, each with an event that tells the old answer and the new."""
    with gzip.open(os.path.join(folder, "logs", "deeds.ndjson.gz"), "wt", compresslevel=1) as out:
        for day in range(4):
            start = 86400 * (1 + day)
            for i in range(9000 // divisor):
                record = unified(day * 100_000 + i, start + i, "Set-Mailbox", "admin@litware.onmicrosoft.com", f"box{i}" + "x" * 20_000,
                                 [(f"p{k}", "v" * 100) for k in range(200)])
                out.write(json.dumps(record) + "\n")
            # Behind all that it explains, further than any window reaches.
            out.write(json.dumps({"time": time_of(start - 60), "account": "litware-admin", "person": "alice@adatum.example",
                                  "action": "check-out", "ticket": "INC-1", "reason": "r"}) + "\n")


KINDS = {"long-names": long_names, "sign-ins": sign_ins, "one-record-files": one_record_files, "zstd-windows": zstd_windows,
         "changed-answers": changed_answers}


def main():
    if sys.argv[1:] == ["--list"]:
        print("\n".join(KINDS))
        return
    if len(sys.argv) not in (3, 4) or sys.argv[1] not in KINDS:
        sys.exit(f"hostile.py: expected NAME FOLDER [DIVISOR], the name one of {', '.join(KINDS)}, or --list")
    folder = os.path.abspath(sys.argv[2])
    os.makedirs(os.path.join(folder, "logs"), exist_ok=True)
    KINDS[sys.argv[1]](folder, int(sys.argv[3]) if len(sys.argv) == 4 else 1)
    directory = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "sample-data", "directory")
    with open(os.path.join(folder, "aobo.json"), "w") as out:
        json.dump({"directory": os.path.abspath(directory), "inputs": ["logs"]}, out)


main()
