"""Shows that console.py cannot be evaded: pages with one fault each, and all that it says of them.
    python3 console_test.py"""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent


def said(page, *more):
    """What console.py prints of a page, and its exit code."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name in ("build", "rules", "sample-data", "ci"):
            (root / name).mkdir()
        (root / "ci/there").write_text("", encoding="utf-8")
        names = ["page.md", *(f"more{number}.md" for number in range(len(more)))]
        for name, text in zip(names, [page, *more]):
            (root / name).write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, HERE / "console.py", root, *(root / name for name in names)], capture_output=True,
                              text=True, check=False)
        return done.stdout + done.stderr, done.returncode


class Console(unittest.TestCase):
    def expect(self, page, text, code=1):
        self.assertEqual(said(page), (text, code))

    def test_what_is_printed_is_what_is_shown(self):
        self.expect("<!-- file: a/b -->\n```yaml\nx: 1\n```\n```console\n$ cat a/b\nx: 1\n$ echo 1 &&\\\n  false\n1\n(exit code 1)\n```\n",
                    "page.md: 1 files written, 2 commands run, 0 wrong\n", 0)

    def test_another_output(self):
        self.expect("```console\n$ echo one\ntwo\n```\n",
                    "not ok page.md: $ echo one\n--- expected\ntwo\n--- found\none\npage.md: 0 files written, 1 commands run, 1 wrong\n")

    def test_an_output_that_is_not_shown(self):
        self.expect("```console\n$ echo one\n```\n",
                    "not ok page.md: $ echo one\n--- expected\n\n--- found\none\npage.md: 0 files written, 1 commands run, 1 wrong\n")

    def test_dots_are_any_lines(self):
        self.expect("```console\n$ seq 5\n1\n…\n5\n$ seq 2\n1\n…\n2\n```\n", "page.md: 0 files written, 2 commands run, 0 wrong\n", 0)

    def test_dots_are_no_exit_code(self):
        self.expect("```console\n$ echo 1; echo 2; exit 3\n1\n…\n```\n",
                    "not ok page.md: $ echo 1; echo 2; exit 3\n--- expected\n1\n…\n--- found\n1\n2\n(exit code 3)\n"
                    "page.md: 0 files written, 1 commands run, 1 wrong\n")

    def test_dots_are_not_all(self):
        self.expect("```console\n$ echo 1\n…\n```\n", "not ok page.md:1: \"…\" stands for all that is shown of: $ echo 1\n"
                    "page.md: 0 files written, 1 commands run, 1 wrong\n")

    def test_commands_that_nothing_runs(self):
        outside = "not ok page.md:{}: a line with a prompt, \"$ \", outside of a ```console block: nothing runs it\n" \
            "page.md: 0 files written, 0 commands run, 1 wrong\n"
        for page, line in (("```\n$ echo one\n```\n", 2), ("```sh\n$ echo one\n```\n", 2), ("    $ echo one\n", 1), ("$ echo one\n", 1),
                           ("- text\n\n  ```\n  $ echo one\n  ```\n", 4), ("> $ echo one\n", 1), ("1. $ echo one\n", 1),
                           ("~~~\n$ echo one\n~~~\n", 2)):
            self.expect(page, outside.format(line))

    def test_commands_in_a_block_of_no_kind(self):
        self.expect("```\nci/host sysdig x\n```\n", "not ok page.md:1: a command in a block of no kind, \"ci/host\"; make it console, which is "
                    "run, or sh, which is parsed\npage.md: 0 files written, 0 commands run, 1 wrong\n")

    def test_blocks_of_no_known_kind(self):
        self.expect("```text\nx\n```\n", "not ok page.md:1: a block of kind \"text\"; there are console, cpp, ini, json, powershell, sh, yaml\n"
                    "page.md: 0 files written, 0 commands run, 1 wrong\n")

    def test_a_block_without_an_end(self):
        self.expect("```console\n$ echo one\n", "not ok page.md:1: a block that does not end\n"
                    "not ok page.md:2: a line with a prompt, \"$ \", outside of a ```console block: nothing runs it\n"
                    "page.md: 0 files written, 0 commands run, 2 wrong\n")

    def test_a_block_without_a_command(self):
        self.expect("```console\none\n```\n", "not ok page.md:2: a line of a console block before its first command\n"
                    "not ok page.md:1: a console block without a command\npage.md: 0 files written, 0 commands run, 2 wrong\n")

    def test_scripts(self):
        self.expect("```sh\nci/there && ci/gone\n```\n", "not ok page.md:1: there is no ci/gone\n"
                    "page.md: 0 files written, 0 commands run, 1 wrong\n")
        self.expect("```sh\nif\n```\n", "not ok page.md:1: bash does not understand it: bash: line 2: syntax error: unexpected end of file\n"
                    "page.md: 0 files written, 0 commands run, 1 wrong\n")

    def test_pages_that_show_nothing(self):
        self.expect("text\n", "page.md: 0 files written, 0 commands run, 0 wrong\nno page has a console block\n")

    def test_update_writes_what_is_printed_now_and_keeps_what_holds(self):
        page = "- text\n  ```console\n  $ seq 9\n  1\n  …\n  9\n  $ echo one\n  two\n  ```\n"
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "page.md").write_text(page, encoding="utf-8")
            for name in ("build", "rules", "sample-data"):
                (root / name).mkdir()
            done = subprocess.run([sys.executable, HERE / "console.py", root, root / "page.md"], capture_output=True, text=True, check=False,
                                  env={**os.environ, "AOBO_UPDATE_DOCS": "1"})
            self.assertEqual((done.stdout, done.returncode), ("page.md: 0 files written, 2 commands run, 0 wrong\n", 0))
            self.assertEqual((root / "page.md").read_text(encoding="utf-8"), page.replace("two", "one"))

    def test_each_page_has_a_folder_of_its_own(self):
        page = "```console\n$ ls; touch mine\nbuild\nrules\nsample-data\n```\n"
        self.assertEqual(said(page, page), ("page.md: 0 files written, 1 commands run, 0 wrong\n"
                                            "more0.md: 0 files written, 1 commands run, 0 wrong\n", 0))


if __name__ == "__main__":
    unittest.main()
