"""What the packaging scripts share: the version, the date that all files bear, and archives that are the same bytes each time."""
import gzip
import io
import os
import pathlib
import re
import sys
import tarfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def fail(text):
    sys.exit(f"aobo: {text}")


def epoch():
    """Seconds since 1970 of SOURCE_DATE_EPOCH, which ci/package sets."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text.isdigit():
        fail(f"SOURCE_DATE_EPOCH: expected seconds since 1970, found \"{text}\"")
    return int(text)


def project_version():
    """VERSION of project() in the top CMakeLists.txt."""
    text = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    found = re.search(r"^project\(aobo VERSION ([0-9]+\.[0-9]+\.[0-9]+)\b", text, re.M)
    if not found:
        fail("CMakeLists.txt: expected \"project(aobo VERSION x.y.z\"")
    return found.group(1)


def header_constant(name):
    """The value of a constant in plugin/abi/version.h or plugin_id.h: of a text without its quotes, of a number as it stands there."""
    text = "".join((ROOT / "plugin/abi" / header).read_text(encoding="utf-8") for header in ("version.h", "plugin_id.h"))
    found = re.search(rf"\b{name}(?:\[\])?\s*=\s*\"?([^\";]+)\"?;", text)
    if not found:
        fail(f"plugin/abi/version.h and plugin_id.h: no {name}")
    return found.group(1)


def sorted_files(folder):
    """Files and symbolic links below folder, as pairs (name from folder, path), in the order of their names."""
    folder = pathlib.Path(folder)
    found = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]
    return sorted((path.relative_to(folder).as_posix(), path) for path in found)


def tar_gz(entries):
    """The bytes of a .tar.gz of entries (name, path): given order, root's, mode 755 or 644, the date of SOURCE_DATE_EPOCH."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, path in entries:
            info = tarfile.TarInfo(name)
            info.mtime = epoch()
            if path.is_symlink():
                info.type, info.linkname = tarfile.SYMTYPE, os.readlink(path)
                archive.addfile(info)
                continue
            data = path.read_bytes()
            info.size, info.mode = len(data), 0o755 if os.access(path, os.X_OK) else 0o644
            archive.addfile(info, io.BytesIO(data))
    return gzip.compress(packed.getvalue(), compresslevel=9, mtime=0)
