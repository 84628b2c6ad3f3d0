"""Markdown pages as the tests see them: fenced blocks with their place, kind and the file that they are to be written to."""
import pathlib
import re

FENCE = re.compile(r"^(?P<indent>[ >]*)(?P<ticks>`{3,}|~{3,})(?P<kind>[^`]*)$")
FILE = re.compile(r"^ *<!-- file: (\S+) -->$")
# Kinds that a page may have. Of these, only "console" is run; "sh" is commands to read, "" the output or input of something.
KINDS = {"console", "sh", "", "json", "yaml", "cpp", "ini", "powershell"}


class Block:
    """A fenced block: its kind, its lines without the indentation of the fence, and where they stand in the page."""

    def __init__(self, kind, indent, start, file):
        self.kind, self.indent, self.start, self.file = kind, indent, start, file
        self.lines, self.end = [], None


def read_blocks(lines):
    """The blocks of a page, and what is wrong with their form: (line number, text)."""
    blocks, wrong, open_block, ticks = [], [], None, ""
    for index, line in enumerate(lines):
        fence = FENCE.match(line)
        if open_block is None and fence:
            file = FILE.match(lines[index - 1]) if index else None
            open_block = Block(fence["kind"].strip(), fence["indent"], index + 1, file[1] if file else None)
            ticks = fence["ticks"]
            if open_block.kind not in KINDS:
                wrong.append((index + 1, f"a block of kind \"{open_block.kind}\"; there are {', '.join(sorted(KINDS - {''}))}"))
        elif open_block is not None and fence and fence["ticks"].startswith(ticks) and not fence["kind"].strip():
            open_block.end = index
            blocks.append(open_block)
            open_block = None
        elif open_block is not None:
            open_block.lines.append(line.removeprefix(open_block.indent))
    if open_block is not None:
        wrong.append((open_block.start, "a block that does not end"))
    return blocks, wrong


def prompts_outside(lines, blocks):
    """Lines that look like a command with its prompt, in no block that is run: nothing would hold them to what the programs print."""
    run = {number for block in blocks if block.kind == "console" for number in range(block.start, block.end)}
    return [(index + 1, "a line with a prompt, \"$ \", outside of a ```console block: nothing runs it")
            for index, line in enumerate(lines) if index not in run and re.match(r"^[\s\d.>*+-]*\$ ", line)]


def commands_without_kind(blocks):
    """Blocks of no kind in which a line begins with a program or a script of the project: nothing would look at it."""
    ours = re.compile(r"^\s*(?:(?:ci|tests)/[\w/.-]+|(?:build/bin/)?aobo-sim|minisign|cosign|skopeo|cmake|ctest)(?= )")
    return [(block.start, f"a command in a block of no kind, \"{found[0].strip()}\"; make it console, which is run, or sh, which is parsed")
            for block in blocks if block.kind == "" and not block.file
            for found in [next(filter(None, map(ours.match, block.lines)), None)] if found]


def pages_of(project):
    """All pages of the project that tell of commands."""
    root = pathlib.Path(project)
    return sorted(path for pattern in ("*.md", "docs/**/*.md", "rules/*.md", "sample-data/*.md") for path in root.glob(pattern))
