"""Checks of what ci/package made; prints what it found where something is wrong, and nothing where all is right.
checks.py sbom SPDX BUILD           the SBOM against the maps that the linker wrote into BUILD
checks.py layout FOLDER KIND FILE   an OCI layout against the form that falcoctl installs, and FILE as what it holds
checks.py registry-entry PAGE       the registry entry of docs/release.md against plugin/abi and what a registry accepts"""
import gzip
import hashlib
import io
import json
import pathlib
import re
import sys
import tarfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "ci/packaging"))
import common  # noqa: E402
import linked  # noqa: E402

wrong = []


def expect(what, found, expected):
    if found != expected:
        wrong.append(f"{what}:\n  expected {expected}\n  found    {found}")


def check_sbom(spdx, build):
    """Each binary is said to hold exactly the packages from which the linker took something; versions, licences and checksums are those of
    ci/vendor.lock."""
    document = json.loads(pathlib.Path(spdx).read_text(encoding="utf-8"))
    packages = {entry["SPDXID"]: entry for entry in document["packages"]}
    files = {entry["SPDXID"]: entry["fileName"][2:] for entry in document["files"]}
    listed, known = linked.listed(), linked.packages()
    stated = {name: set() for name in files.values()}
    for relation in document["relationships"]:
        if relation["relationshipType"] == "STATIC_LINK":
            stated[files[relation["spdxElementId"]]].add(packages[relation["relatedSpdxElement"]]["name"])
    expect("binaries", sorted(stated), sorted(listed))
    read = {name: set() for name in files.values()}
    for relation in document["relationships"]:
        if relation["relationshipType"] == "GENERATED_FROM":
            read[files[relation["spdxElementId"]]].add(packages[relation["relatedSpdxElement"]]["name"])
    for binary, folder in (("libaobo.so", "plugin"), ("aobo-sim", "simulator")):
        expect(f"{binary}: packages whose headers the compiler read, and those in the SBOM", sorted(read[binary]),
               sorted(known[name].source if name in known else name for name in linked.compiled(folder, build)))
    for binary in sorted(stated):
        target = binary.removeprefix("lib").removesuffix(".so")
        taken = linked.taken(pathlib.Path(build, f"{target}.map"), build)
        expect(f"{binary}: files that the linker took and ci/packaging/linked.list", sorted(taken), sorted(listed[binary]))
        from_packages = {known[listed[binary][name]].source for name in taken if name in listed[binary]}
        expect(f"{binary}: packages in the SBOM", sorted(stated[binary]), sorted(from_packages))
    by_source = {package.source: package for package in known.values()}
    for entry in packages.values():
        if entry["name"] == "aobo":
            expect("version of aobo", entry["versionInfo"], common.project_version())
            continue
        package = by_source[entry["name"]]
        expect(f"{package.source}: version and licence", (entry["versionInfo"], entry["licenseConcluded"]),
               (package.version, package.licence))
        sums = [item["checksumValue"] for item in entry.get("checksums", [])]
        expect(f"{package.source}: checksum", sums, [package.checksum] if package.checksum else [])


def blob(folder, descriptor):
    data = pathlib.Path(folder, "blobs/sha256", descriptor["digest"].split(":")[1]).read_bytes()
    expect("digest and size of a blob", (hashlib.sha256(data).hexdigest(), len(data)),
           (descriptor["digest"].split(":")[1], descriptor["size"]))
    return data


def check_layout(folder, kind, file):
    """Media types, platform, configuration and layer as written down in docs/release.md."""
    version, path = common.project_version(), pathlib.Path(file)
    root = json.loads(pathlib.Path(folder, "index.json").read_text(encoding="utf-8"))["manifests"]
    expect("tags", [entry["annotations"] for entry in root], [{"org.opencontainers.image.ref.name": version}])
    descriptor = root[0]
    if kind == "plugin":
        expect("media type of the root", descriptor["mediaType"], "application/vnd.oci.image.index.v1+json")
        index = json.loads(blob(folder, descriptor))
        expect("media type in the index", index["mediaType"], "application/vnd.oci.image.index.v1+json")
        descriptor = index["manifests"][0]
        expect("platforms", [entry["platform"] for entry in index["manifests"]], [{"architecture": "amd64", "os": "linux"}])
    expect("media type of the manifest", descriptor["mediaType"], "application/vnd.oci.image.manifest.v1+json")
    manifest = json.loads(blob(folder, descriptor))
    falco = f"application/vnd.cncf.falco.{kind}"
    expect("keys of the configuration's descriptor", sorted(manifest["config"]), ["digest", "mediaType", "size"])
    expect("media types", [manifest["config"]["mediaType"]] + [layer["mediaType"] for layer in manifest["layers"]],
           [f"{falco}.config.v1+json", f"{falco}.layer.v1+tar.gz"])
    config = json.loads(blob(folder, manifest["config"]))
    layer = manifest["layers"][0]
    title = layer["annotations"]["org.opencontainers.image.title"]
    if kind == "plugin":
        expect("configuration", config, {"name": "aobo", "version": version,
                                         "requirements": [{"name": "plugin_api_version", "version": "3.3.0"}]})
        expect("title", title, f"aobo-plugin-{version}-linux-amd64.tar.gz")
    else:
        expect("configuration", config, {"name": "aobo-rules", "version": version,
                                         "dependencies": [{"name": "aobo", "version": version}],
                                         "requirements": [{"name": "engine_version_semver", "version": "0.43.0"}]})
        expect("title", title, f"aobo-rules-{version}.tar.gz")
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(blob(folder, layer)))) as archive:
        members = [(member.name, member.isfile(), archive.extractfile(member).read()) for member in archive.getmembers()]
    expect("names in the layer", [(name, plain) for name, plain, _ in members], [(path.name, True)])
    expect(f"{path.name} in the layer", hashlib.sha256(members[0][2]).hexdigest(), hashlib.sha256(path.read_bytes()).hexdigest())


def check_registry_entry(page):
    """The entry says what the plugin says of itself, and keeps the registry's rules of names, sources and ids."""
    text = pathlib.Path(page).read_text(encoding="utf-8")
    entry = re.search(r"<!-- registry entry -->\n```yaml\n(.*?)```", text, re.S)
    expect("registry entry in the page", bool(entry), True)
    values = dict(re.findall(r"^[ -]*(name|source|id|description|license): (.*)$", entry.group(1) if entry else "", re.M))
    header = {name: common.header_constant(constant) for name, constant in
              (("name", "kName"), ("source", "kEventSource"), ("id", "kPluginId"), ("description", "kDescription"))}
    expect("id", values.get("id"), str(int(header["id"], 0)))
    expect("id is one that a registry takes", 0 < int(header["id"], 0) <= 1073741823, True)
    for name in ("source", "description"):
        expect(name, values.get(name), header[name])
    expect("name", re.findall(r"^- name: (.*)$", entry.group(1) if entry else "", re.M), [header["name"]])
    expect("name and source as a registry wants them",
           (bool(re.fullmatch(r"[a-z]+[a-z0-9-_]*", header["name"])), bool(re.fullmatch(r"[a-z]+[a-z0-9_]*", header["source"]))),
           (True, True))


CHECKS = {"sbom": check_sbom, "layout": check_layout, "registry-entry": check_registry_entry}

if __name__ == "__main__":
    CHECKS[sys.argv[1]](*sys.argv[2:])
    print("\n".join(wrong), end="")
