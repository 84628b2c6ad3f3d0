"""Runs the script of docs/directory.md that makes the exports of a partner tenant, against a small Graph on loopback that answers in pages, and
lets aobo-sim name a person by what came of it.
    python3 export_test.py PROJECT"""
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.parse

import pages

PROJECT = pathlib.Path(sys.argv.pop(1)).resolve()
PARTNER, CUSTOMER = "d7296d84-932f-4f00-a431-126c164a7ba7", "b2a59418-5f66-428e-a349-e99a15652bc3"
ALICE, BOB = "f57990fc-e19c-44ba-a4d1-5cf95747c544", "bf3965c4-8ba8-45c0-9a31-5fbbb8b13cca"
LARGE, SMALL = "0b0488f8-9203-45b5-a724-c97d56f8ff03", "1a80421e-50bb-4a54-aa82-df7524380c3f"
TIE = "a267aae5-0d7f-4dce-b276-29002d163f63-66a6ca8c-890c-49c4-8744-54ade4ba2b11"


def user(object_id, name):
    return {"id": object_id, "displayName": name, "userPrincipalName": f"{name.lower()}@adatum.example", "accountEnabled": True,
            "createdDateTime": "2024-01-01T00:00:00Z"}


def others(count):
    return [{"id": f"{number:08d}-0000-4000-8000-000000000000"} for number in range(count)]


# The answer to each call, as pages.
ANSWERS = {
    "/users": [[user(ALICE, "Alice")], [user(BOB, "Bob")]],
    "/directory/deletedItems/microsoft.graph.user": [[]],
    "/groups": [[{"id": LARGE, "displayName": "Large", "members": others(20)}], [{"id": SMALL, "displayName": "Small", "members": [{"id": BOB}]}]],
    f"/groups/{LARGE}/members": [others(20), [{"id": ALICE}]],
    "/tenantRelationships/delegatedAdminCustomers": [[{"id": CUSTOMER, "tenantId": CUSTOMER, "displayName": "Contoso"}]],
    "/contracts": [[{"customerId": CUSTOMER, "displayName": "Contoso", "defaultDomainName": "contoso.example"}]],
    "/servicePrincipals": [[{"id": "77777777-0000-4000-8000-000000000001", "appId": "77777777-0000-4000-8000-000000000002",
                             "appOwnerOrganizationId": PARTNER}]],
    "/applications": [[{"id": "77777777-0000-4000-8000-000000000003", "appId": "77777777-0000-4000-8000-000000000002"}]],
    "/tenantRelationships/delegatedAdminRelationships": [[{
        "id": TIE, "displayName": "Contoso", "status": "active", "activatedDateTime": "2025-01-01T00:00:00Z",
        "endDateTime": "2027-01-01T00:00:00Z", "customer": {"tenantId": CUSTOMER, "displayName": "Contoso"},
        "accessDetails": {"unifiedRoles": [{"roleDefinitionId": "fe930be7-5e62-47db-91af-98c3a49a38b1"}]}}]],
    f"/tenantRelationships/delegatedAdminRelationships/{TIE}/accessAssignments": [[{
        "id": "9bb1b3e1-0000-4000-8000-000000000000", "status": "active",
        "accessContainer": {"accessContainerId": LARGE, "accessContainerType": "securityGroup"},
        "accessDetails": {"unifiedRoles": [{"roleDefinitionId": "fe930be7-5e62-47db-91af-98c3a49a38b1"}]}}]],
}


class Graph(http.server.BaseHTTPRequestHandler):
    asked = []

    def do_GET(self):  # noqa: N802: the name that http.server calls
        url = urllib.parse.urlsplit(self.path)
        query = urllib.parse.parse_qs(url.query)
        page = int(query.get("$skiptoken", ["0"])[0])
        if self.headers["Authorization"] != "Bearer secret" or url.path not in ANSWERS:
            self.send_error(403)
            return
        Graph.asked.append(self.path)
        answer = {"value": ANSWERS[url.path][page]}
        if page + 1 < len(ANSWERS[url.path]):
            answer["@odata.nextLink"] = f"http://127.0.0.1:{self.server.server_port}{url.path}?$skiptoken={page + 1}"
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_):
        pass


class Export(unittest.TestCase):
    def script(self):
        lines = (PROJECT / "docs/directory.md").read_text(encoding="utf-8").split("\n")
        blocks = [block for block in pages.read_blocks(lines)[0] if block.file == "export.sh"]
        self.assertEqual(len(blocks), 1)
        return "\n".join(blocks[0].lines)

    def run_script(self, folder, port, token):
        return subprocess.run(["bash", "-c", self.script()], cwd=folder, capture_output=True, text=True, check=False,
                              env={**os.environ, "TOKEN": token, "GRAPH": f"http://127.0.0.1:{port}"})

    def test_the_exports_name_a_person(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Graph)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            exports = folder / "directory/adatum"
            exports.mkdir(parents=True)
            refused = self.run_script(exports, server.server_port, "wrong")
            self.assertEqual((refused.returncode, "403" in refused.stderr), (22, True), refused.stderr)
            done = self.run_script(exports, server.server_port, "secret")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            written = sorted(str(path.relative_to(exports)) for path in exports.rglob("*") if path.is_file())
            self.assertEqual(written, [
                f"accessAssignments/{TIE}.json", "applications.json", "contracts.json", "delegatedAdminCustomers.json",
                "delegatedAdminRelationships.json", "deletedItems.json", "groups.json", f"members/{LARGE}.json", "servicePrincipals.json",
                "users.json"])
            self.assertIn("/users?$select=id,displayName,userPrincipalName,accountEnabled,createdDateTime,onPremisesSamAccountName,onPremisesDomainName,mailNickname,employeeLeaveDateTime&$top=999",
                          Graph.asked)
            (folder / "directory/aobo.yaml").write_text(
                f"partners: [{{tenant: {PARTNER}, name: Adatum, kind: direct, folder: adatum}}]\n", encoding="utf-8")
            (folder / "aobo.json").write_text('{"directory": "directory"}', encoding="utf-8")
            (folder / "log.ndjson").write_text(json.dumps({
                "CreationTime": "2026-03-02T09:00:00", "Id": "1", "Operation": "Set-Mailbox", "OrganizationId": CUSTOMER, "RecordType": 1,
                "UserType": 0, "UserKey": "-", "Workload": "Exchange", "ResultStatus": "Success",
                "UserId": f"user_{ALICE.replace('-', '')}@adatum.onmicrosoft.com"}) + "\n", encoding="utf-8")
            shown = subprocess.run(
                [PROJECT / "build/bin/aobo-sim", "replay", "--quiet", "--config", folder / "aobo.json", "--fields",
                 "aobo.customer.name,aobo.user.name,aobo.confidence,aobo.relationship.status", folder / "log.ndjson"],
                capture_output=True, text=True, check=False)
            self.assertEqual((shown.stdout.split("\n")[1:], shown.stderr), (["Contoso\tAlice\texact\tactive", ""], ""))


if __name__ == "__main__":
    unittest.main()
