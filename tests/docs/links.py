"""Holds the links of all pages to what is there: files of the project, and headings in them.
    python3 links.py PROJECT"""
import pathlib
import re
import sys

import pages

project = pathlib.Path(sys.argv[1]).resolve()
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def outside_blocks(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    inside = {number for block in pages.read_blocks(lines)[0] for number in range(block.start - 1, block.end + 1)}
    return [(number + 1, line) for number, line in enumerate(lines) if number not in inside]


def anchors(path):
    """The names that headings of a page get from what shows it: lower case, without punctuation, hyphens for blanks."""
    titles = [re.match(r"#+ (.*)", line) for _, line in outside_blocks(path)]
    return {re.sub(r"[^\w\- ]", "", title[1].lower()).replace(" ", "-") for title in titles if title}


def broken(page):
    for number, line in outside_blocks(page):
        for target in LINK.findall(re.sub(r"`[^`]*`", "", line)):
            if re.match(r"https?://", target):
                continue
            name, _, anchor = target.partition("#")
            path = (page.parent / name).resolve() if name else page
            if not path.exists():
                yield f"{page.relative_to(project)}:{number}: there is no {name}"
            elif anchor and anchor not in anchors(path):
                yield f"{page.relative_to(project)}:{number}: {path.name} has no heading \"{anchor}\""


checked = pages.pages_of(project)
wrong = [text for page in checked for text in broken(page)]
for text in wrong:
    print("not ok", text)
print(f"{len(checked)} pages, {len(wrong)} broken links")
sys.exit(1 if wrong else 0)
