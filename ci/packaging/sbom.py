"""Writes the SPDX 2.3 document of what is in our binaries.
sbom.py BINARY… OUT    each BINARY as it is shipped; its name says what ci/packaging/linked.list knows of it"""
import datetime
import hashlib
import json
import pathlib
import sys
import uuid

import common
import linked


def identifier(kind, name):
    return f"SPDXRef-{kind}-" + "".join(c if c.isalnum() or c in ".-" else "-" for c in name)


def package_entry(package):
    entry = {
        "SPDXID": identifier("Package", package.name),
        "name": package.source,
        "versionInfo": package.version,
        "supplier": "Organization: Debian",
        "downloadLocation": f"https://snapshot.debian.org/package/{package.source}/{package.version.replace('+', '%2B')}/",
        "filesAnalyzed": False,
        "licenseConcluded": package.licence,
        "licenseDeclared": package.licence,
        "copyrightText": "NOASSERTION",
        "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                          "referenceLocator": f"pkg:deb/debian/{package.source}@{package.version.replace('+', '%2B')}?arch=source"}],
    }
    if package.checksum:
        upstream = package.version.split(":")[-1]
        entry["packageFileName"] = f"{package.source}_{upstream}.dsc"
        entry["checksums"] = [{"algorithm": "SHA256", "checksumValue": package.checksum}]
    return entry


def file_entry(path):
    data = path.read_bytes()
    return {
        "SPDXID": identifier("File", path.name),
        "fileName": f"./{path.name}",
        "fileTypes": ["BINARY"],
        "checksums": [{"algorithm": "SHA1", "checksumValue": hashlib.sha1(data).hexdigest()},
                      {"algorithm": "SHA256", "checksumValue": hashlib.sha256(data).hexdigest()}],
        "licenseConcluded": "Apache-2.0",
        "licenseInfoInFiles": ["Apache-2.0"],
        "copyrightText": "NOASSERTION",
    }


def document(binaries):
    version, known, listed = common.project_version(), linked.packages(), linked.listed()
    product = identifier("Package", "aobo")
    headers = linked.headers()
    relations, used = [("SPDXRef-DOCUMENT", "DESCRIBES", product)], set()
    for path in binaries:
        if path.name not in listed:
            common.fail(f"ci/packaging/linked.list: nothing about {path.name}")
        relations.append((product, "CONTAINS", identifier("File", path.name)))
        for name in sorted(set(listed[path.name].values())):
            used.add(name)
            relations.append((identifier("File", path.name), "STATIC_LINK", identifier("Package", name)))
        for name in sorted(headers[path.name]):
            used.add(name)
            relations.append((identifier("File", path.name), "GENERATED_FROM", identifier("Package", name)))
    files = [file_entry(path) for path in binaries]
    digest = hashlib.sha256(json.dumps(files).encode()).hexdigest()
    created = datetime.datetime.fromtimestamp(common.epoch(), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"aobo-{version}",
        "documentNamespace": f"urn:uuid:{uuid.UUID(digest[:32])}",
        "creationInfo": {"created": created, "creators": ["Organization: aobo", f"Tool: aobo-sbom-{version}"]},
        "packages": [{
            "SPDXID": product, "name": "aobo", "versionInfo": version, "supplier": "Organization: aobo",
            "downloadLocation": "NOASSERTION", "filesAnalyzed": False, "primaryPackagePurpose": "LIBRARY",
            "licenseConcluded": "Apache-2.0", "licenseDeclared": "Apache-2.0", "copyrightText": "NOASSERTION",
        }] + [package_entry(known[name]) for name in sorted(used)],
        "files": files,
        "relationships": [{"spdxElementId": a, "relationshipType": kind, "relatedSpdxElement": b} for a, kind, b in relations],
    }


def main():
    if len(sys.argv) < 3:
        common.fail("usage: sbom.py BINARY… OUT")
    text = json.dumps(document([pathlib.Path(name) for name in sys.argv[1:-1]]), indent=1)
    pathlib.Path(sys.argv[-1]).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
