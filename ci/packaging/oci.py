"""Writes an OCI image layout of one artifact in the form that falcoctl installs: a plugin as an image index with a manifest for its
platform, a rules file as a single manifest; each manifest has a configuration and one layer, a .tar.gz of plain files.
oci.py plugin LIBRARY ARCHITECTURE OUT
oci.py rules RULES_FILE OUT"""
import hashlib
import json
import pathlib
import re
import sys

import common

FALCO = "application/vnd.cncf.falco"
OCI = "application/vnd.oci.image"
TITLE = "org.opencontainers.image.title"
TAG = "org.opencontainers.image.ref.name"


class Layout:
    """A folder with oci-layout, index.json and blobs/sha256/DIGEST."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        (self.folder / "blobs/sha256").mkdir(parents=True)

    def add(self, media_type, data):
        """Stores a blob; its descriptor."""
        digest = hashlib.sha256(data).hexdigest()
        (self.folder / "blobs/sha256" / digest).write_bytes(data)
        return {"mediaType": media_type, "digest": f"sha256:{digest}", "size": len(data)}

    def add_json(self, media_type, value):
        return self.add(media_type, json.dumps(value, separators=(",", ":")).encode())

    def add_artifact(self, kind, config, title, files):
        """The manifest of an artifact whose layer is an archive of files (name, path); its descriptor. The descriptor of the
        configuration bears no annotations: some registries refuse them there."""
        layer = self.add(f"{FALCO}.{kind}.layer.v1+tar.gz", common.tar_gz(files))
        layer["annotations"] = {TITLE: title}
        return self.add_json(f"{OCI}.manifest.v1+json", {
            "schemaVersion": 2,
            "mediaType": f"{OCI}.manifest.v1+json",
            "config": self.add_json(f"{FALCO}.{kind}.config.v1+json", config),
            "layers": [layer],
        })

    def close(self, root, tag):
        """Names root, the artifact, by its tag."""
        root["annotations"] = {TAG: tag}
        (self.folder / "index.json").write_text(json.dumps({"schemaVersion": 2, "manifests": [root]}, separators=(",", ":")))
        (self.folder / "oci-layout").write_text('{"imageLayoutVersion":"1.0.0"}')


def plugin(library, architecture, out):
    version, name = common.project_version(), common.header_constant("kName")
    config = {"name": name, "version": version,
              "requirements": [{"name": "plugin_api_version", "version": common.header_constant("kRequiredApiVersion")}]}
    layout = Layout(out)
    manifest = layout.add_artifact("plugin", config, f"{name}-plugin-{version}-linux-{architecture}.tar.gz",
                                   [("libaobo.so", pathlib.Path(library))])
    manifest["platform"] = {"architecture": architecture, "os": "linux"}
    index = {"schemaVersion": 2, "mediaType": f"{OCI}.index.v1+json", "manifests": [manifest]}
    layout.close(layout.add_json(f"{OCI}.index.v1+json", index), version)


def rules(rules_file, out):
    path = pathlib.Path(rules_file)
    text = path.read_text(encoding="utf-8")
    engine = re.search(r"^- required_engine_version: ([0-9.]+)$", text, re.M)
    plugins = re.search(r"^- required_plugin_versions:\n((?:[ ].*\n)+)", text, re.M)
    dependencies = re.findall(r"- name: (\S+)\n\s+version: (\S+)\n", plugins.group(1)) if plugins else []
    if not engine or not dependencies:
        common.fail(f"{path}: expected required_engine_version and required_plugin_versions")
    version, name = common.project_version(), common.header_constant("kName")
    config = {"name": f"{name}-rules", "version": version,
              "dependencies": [{"name": plugin_name, "version": needed} for plugin_name, needed in dependencies],
              "requirements": [{"name": "engine_version_semver", "version": engine.group(1)}]}
    layout = Layout(out)
    layout.close(layout.add_artifact("rulesfile", config, f"{name}-rules-{version}.tar.gz", [(path.name, path)]), version)


def main():
    if len(sys.argv) == 5 and sys.argv[1] == "plugin":
        plugin(*sys.argv[2:])
    elif len(sys.argv) == 4 and sys.argv[1] == "rules":
        rules(*sys.argv[2:])
    else:
        common.fail("usage: oci.py plugin LIBRARY ARCHITECTURE OUT, or oci.py rules RULES_FILE OUT")


if __name__ == "__main__":
    main()
