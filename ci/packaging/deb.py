"""Builds a Debian package from what "cmake --install" put.
deb.py STAGE ARCHITECTURE OUT    STAGE: a folder with usr/ and etc/, which is changed on the way"""
import email.utils
import gzip
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import common

TEMPLATES = common.ROOT / "ci/packaging/debian"


def gzipped(path):
    """path.gz in place of path, as Debian's policy has it for manual pages and changelogs."""
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), compresslevel=9, mtime=0))
    path.unlink()


def shape(stage):
    """Debian's own places and forms."""
    doc = stage / "usr/share/doc/aobo"
    (doc / "LICENSE").unlink()  # copyright names the text that every Debian system has
    site = stage / "usr/share/zsh/site-functions"
    site.rename(site.with_name("vendor-completions"))
    for page in sorted((stage / "usr/share/man").rglob("*.[0-9]")):
        gzipped(page)
    overrides = stage / "usr/share/lintian/overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(TEMPLATES / "lintian-overrides", overrides / "aobo")
    (doc / "copyright").write_text(filled("copyright", {}), encoding="utf-8")
    changelog = doc / "changelog"
    changelog.write_text(debian_changelog(), encoding="utf-8")
    gzipped(changelog)


def debian_changelog():
    """The release in the form of Debian; what changed stands in docs/changelog.md, which must have its section."""
    version = common.project_version()
    if f"\n## {version}\n" not in (common.ROOT / "docs/changelog.md").read_text(encoding="utf-8"):
        common.fail(f"docs/changelog.md: no section \"## {version}\"")
    maintainer = re.search(r"^Maintainer: (.*)$", (TEMPLATES / "control").read_text(encoding="utf-8"), re.M).group(1)
    return (f"aobo ({version}) unstable; urgency=medium\n\n  * Release {version}: what changed is in docs/changelog.md.\n\n"
            f" -- {maintainer}  {email.utils.formatdate(common.epoch())}\n")


def filled(template, values):
    values = {"VERSION": common.project_version(), **values}
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    return re.sub(r"@([A-Z_]+)@", lambda match: values[match.group(1)], text)


def dependencies(stage):
    """What dpkg-shlibdeps finds that library and program need."""
    with tempfile.TemporaryDirectory() as work:
        pathlib.Path(work, "debian").mkdir()
        pathlib.Path(work, "debian/control").write_text("Source: aobo\n\nPackage: aobo\nArchitecture: any\n", encoding="utf-8")
        binaries = [*(stage / "usr/share/falco/plugins").glob("*.so"), stage / "usr/bin/aobo-sim"]
        options = [f"-e{path.resolve()}" for path in sorted(binaries)]
        shown = subprocess.run(["dpkg-shlibdeps", "-O", *options], cwd=work, capture_output=True, text=True, check=False)
    if shown.returncode != 0:
        common.fail(f"dpkg-shlibdeps: {shown.stderr.strip()}")
    return re.search(r"^shlibs:Depends=(.*)$", shown.stdout, re.M).group(1)


def describe(stage, architecture):
    """DEBIAN/: control, md5sums, conffiles, postrm."""
    files = common.sorted_files(stage)
    size = sum(1 if path.is_symlink() else -(-path.stat().st_size // 1024) for _, path in files)
    control = stage / "DEBIAN"
    control.mkdir()
    values = {"ARCHITECTURE": architecture, "INSTALLED_SIZE": str(size), "DEPENDS": dependencies(stage)}
    (control / "control").write_text(filled("control", values), encoding="utf-8")
    sums = [f"{hashlib.md5(path.read_bytes()).hexdigest()}  {name}\n" for name, path in files if not path.is_symlink()]
    (control / "md5sums").write_text("".join(line for line in sums if "  etc/" not in line), encoding="utf-8")
    (control / "conffiles").write_text("".join(f"/{name}\n" for name, _ in files if name.startswith("etc/")), encoding="utf-8")
    shutil.copyfile(TEMPLATES / "postrm", control / "postrm")
    (control / "postrm").chmod(0o755)


def settle(stage):
    """The same modes and dates each time."""
    for path in [stage, *stage.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        os.utime(path, (common.epoch(), common.epoch()), follow_symlinks=False)


def main():
    if len(sys.argv) != 4:
        common.fail("usage: deb.py STAGE ARCHITECTURE OUT")
    stage = pathlib.Path(sys.argv[1])
    shape(stage)
    describe(stage, sys.argv[2])
    settle(stage)
    subprocess.run(["dpkg-deb", "--root-owner-group", "--threads-max=1", "-Zxz", "--build", str(stage), sys.argv[3]], check=True)


if __name__ == "__main__":
    main()
