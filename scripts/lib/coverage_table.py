"""Reads `llvm-cov export -summary-only` and prints a table by folder.

    llvm-cov export ... | coverage_table.py ROOT [MARKDOWN_FILE]
"""
import collections
import json
import pathlib
import sys

HEAD = """# Line coverage

Made by `scripts/coverage --markdown docs/COVERAGE.md`: what the tests run of
our own code, by folder, and the files of which they run least.

| folder | lines | run | |
|---|---|---|---|
"""
WORST = 10


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    folders = collections.defaultdict(lambda: [0, 0])
    files = []
    for entry in json.load(sys.stdin)["data"][0]["files"]:
        path = pathlib.Path(entry["filename"])
        if not path.is_relative_to(root):
            continue
        lines = entry["summary"]["lines"]
        name = path.relative_to(root)
        count, covered = lines["count"], lines["covered"]
        folders[name.parts[0]][0] += count
        folders[name.parts[0]][1] += covered
        files.append((covered / max(count, 1), str(name), count, covered))
    rows = [(folder, count, covered)
            for folder, (count, covered) in sorted(folders.items())]
    rows.append(("all", sum(row[1] for row in rows),
                 sum(row[2] for row in rows)))
    table = "".join(
        f"| {folder} | {count} | {covered} | "
        f"{100 * covered / max(count, 1):.1f} % |\n"
        for folder, count, covered in rows)
    worst = "".join(
        f"| `{name}` | {count} | {covered} | {100 * share:.1f} % |\n"
        for share, name, count, covered in sorted(files)[:WORST])
    text = HEAD + table + (
        "\n| file | lines | run | |\n|---|---|---|---|\n" + worst)
    print(text, end="")
    if len(sys.argv) > 2 and sys.argv[2]:
        pathlib.Path(sys.argv[2]).write_text(text)


if __name__ == "__main__":
    main()
