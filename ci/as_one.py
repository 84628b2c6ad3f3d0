"""Several C++ files as one text for the compiler, which costs a fraction: most of its time goes to the headers that they share. For builds
(cmake/Together.cmake) and for clang-tidy (ci/clang_tidy.py).
    as_one.py FOLDER SIZE FILE…    writes FOLDER/0.cpp, 1.cpp …, of SIZE of the files each, named from the root of the tree; one that is as
                                   it was is left alone, and what includes it is not compiled again"""
import collections
import pathlib
import re
import sys

KEYWORDS = {"operator", "alignas", "sizeof", "decltype", "noexcept"}


def local_names(text):
    """What a file defines for itself, in its anonymous namespaces: other files use the same names for other things."""
    names = set()
    for body in re.findall(r"^namespace \{\n(.*?)^\}  // namespace$", text, re.S | re.M):
        for values in re.findall(r"^enum \w+[^{]*\{(.*?)^\};", body, re.S | re.M):
            names |= set(re.findall(r"\b(k[A-Z]\w*)", values))
        names |= set(re.findall(r"^(?:enum class|enum|struct|class) (\w+)", body, re.M)) | set(re.findall(r"^using (\w+) =", body, re.M))
        # What begins at the margin is what is defined.
        body = re.sub(r"^(?: |\}|//|#|(?:enum|struct|class|using|template|namespace|static_assert)\b).*\n", "", body, flags=re.M)
        for line in body.split("\n"):
            names |= set(re.findall(r"^.*?(\w+)(?:\[\w*\])?(?:\(| = |\{|;)", line)[:1])
    return {one for one in names if one.isidentifier() and not one.isupper() and one not in KEYWORDS}  # TEST, RC_GTEST_PROP: macros that are used


def is_bound(name, text):
    """Whether the file also says the name of something else's, as A::name or a.name: there it cannot be called otherwise."""
    return re.search(rf"(?:::|\.|->){name}\b", text) is not None


def shared_names(files, texts):
    """Of each file the names that others of them have too and that can be told apart."""
    locals_of = {name: local_names(texts[name]) for name in files}
    counted = collections.Counter(one for name in files for one in locals_of[name])
    return {name: sorted(one for one in locals_of[name] if counted[one] > 1 and not is_bound(one, texts[name])) for name in files}


def go_together(name, others, texts):
    """Whether no name of the file's stands in the way of another's: of all who have it one may keep it as it is."""
    mine = {one for one in local_names(texts[name]) if is_bound(one, texts[name])}
    return not any(one in local_names(texts[other]) and is_bound(one, texts[other]) for other in others for one in mine)


def as_one(files, texts):
    """One text that includes them all: first the headers, then each file with the names that others have too made its own."""
    headers = sorted({line for name in files for line in re.findall(r"^#include [<\"].*$", texts[name], re.M)})
    shared = shared_names(files, texts)
    out = "".join(line + "\n" for line in headers)
    for number, name in enumerate(files):
        out += "".join(f"#define {one} {one}_{number}\n" for one in shared[name]) + f'#include "{name}"\n' + "".join(f"#undef {one}\n" for one in shared[name])
    return out


def parts(names, size, texts):
    """As many parts as there must be of that size, each of files that go together: one that does not goes to another part."""
    made = [[] for _ in range(-(-len(names) // size))]
    for at, name in enumerate(names):
        for part in made[at // size:] + made[:at // size]:
            if go_together(name, part, texts):
                part.append(name)
                break
        else:
            sys.exit(f"{name} goes together with no other files, for the names that it has for itself; name it ALONE in aobo_together")
    return made


def main():
    root = pathlib.Path(__file__).resolve().parents[1]
    folder, size, names = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    folder.mkdir(parents=True, exist_ok=True)
    texts = {name: (root / name).read_text(encoding="utf-8") for name in names}
    for number, files in enumerate(parts(names, size, texts)):
        path, text = folder / f"{number}.cpp", as_one(files, texts)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
