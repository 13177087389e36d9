"""Reads `llvm-cov export -summary-only` and prints a table by folder.

    llvm-cov export ... | coverage_table.py ROOT [MARKDOWN_FILE [NOTE]]

NOTE says what did not run, if something did not.
"""
import collections
import json
import pathlib
import sys
import textwrap

HEAD = """# Line and branch coverage

Made by `scripts/coverage --markdown docs/COVERAGE.md`: what the tests run of
our own code, by folder, and the files of which they run least. A branch is one
of the two ways that a condition can go.

"""
TITLES = ("| {} | lines | run | | branches | taken | |\n"
          "|---|---|---|---|---|---|---|\n")
WORST = 10
ALL = "all but cli"


def row(name, counts):
    """One line of a table. `counts`: lines, run, branches, taken."""
    cells = [name]
    for count, covered in (counts[:2], counts[2:]):
        share = f"{100 * covered / count:.1f} %" if count else ""
        cells += [count, covered, share]
    return "| " + " | ".join(map(str, cells)) + " |\n"


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    folders = collections.defaultdict(lambda: [0, 0, 0, 0])
    files = []
    for entry in json.load(sys.stdin)["data"][0]["files"]:
        path = pathlib.Path(entry["filename"])
        if not path.is_relative_to(root):
            continue
        name = path.relative_to(root)
        counts = [entry["summary"][kind][what]
                  for kind in ("lines", "branches")
                  for what in ("count", "covered")]
        folder = name.parts[0]
        for total in {folder, folder if folder == "cli" else ALL}:
            folders[total] = list(map(sum, zip(folders[total], counts)))
        if counts[0] == 0:
            continue
        files.append((counts[1] / counts[0], f"`{name}`", counts))
    text = HEAD
    if len(sys.argv) > 3 and sys.argv[3]:
        text += textwrap.fill(sys.argv[3], 79) + "\n\n"
    text += TITLES.format("folder")
    text += "".join(row(folder, folders[folder])
                    for folder in sorted(set(folders) - {ALL}))
    text += row(ALL, folders[ALL])
    text += "\n" + TITLES.format("file")
    text += "".join(row(name, counts)
                    for _, name, counts in sorted(files)[:WORST])
    print(text, end="")
    if len(sys.argv) > 2 and sys.argv[2]:
        pathlib.Path(sys.argv[2]).write_text(text)


if __name__ == "__main__":
    main()
