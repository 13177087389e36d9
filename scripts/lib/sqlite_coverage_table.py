"""Reads `llvm-cov export -format=lcov` of an amalgamation and prints a table of
the functions of alter.c.

    llvm-cov export ... | sqlite_coverage_table.py SQLITE3_C --version 3.54.1
        --for 5m [--markdown FILE] [--lines]
"""
import argparse
import bisect
import pathlib
import sys

HEAD = """# SQLite's own ALTER TABLE, line by line

Made by `scripts/sqlite-coverage --markdown docs/SQLITE_COVERAGE.md`: which
lines of alter.c, of SQLite {version}, a campaign of {budget} runs with the
default weights on one lane.

| function of alter.c | lines | run | |
|---|---|---|---|
"""


def read(stream):
    """Function name -> first line, line -> how often."""
    functions, counts = {}, {}
    for text in stream:
        kind, _, rest = text.strip().partition(":")
        values = rest.split(",")
        if kind == "FN":
            functions[values[1].split(":")[-1]] = int(values[0])
        elif kind == "DA":
            counts[int(values[0])] = int(values[1])
    return functions, counts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("source")
    parser.add_argument("--version", required=True)
    parser.add_argument("--for", dest="budget", required=True)
    parser.add_argument("--markdown")
    parser.add_argument("--lines", action="store_true")
    options = parser.parse_args()
    source = pathlib.Path(options.source).read_text(
        errors="replace").splitlines()
    first = next(i for i, line in enumerate(source, 1)
                 if "Begin file alter.c" in line)
    last = next(i for i, line in enumerate(source, 1)
                if "End of alter.c" in line)
    functions, counts = read(sys.stdin)
    starts = sorted((line, name) for name, line in functions.items()
                    if first <= line <= last)
    rows = {name: [0, 0] for _, name in starts}
    missed = []
    for line, count in sorted(counts.items()):
        place = bisect.bisect_right(starts, (line, chr(0x10ffff))) - 1
        if not first <= line <= last or place < 0:
            continue
        name = starts[place][1]
        rows[name][0] += 1
        rows[name][1] += count > 0
        if count == 0:
            missed.append((name, line))
    rows["all"] = [sum(row[0] for row in rows.values()),
                   sum(row[1] for row in rows.values())]
    table = "".join(
        f"| {name} | {lines} | {run} | {100 * run / max(lines, 1):.0f} % |\n"
        for name, (lines, run) in rows.items())
    text = HEAD.format(version=options.version, budget=options.budget) + table
    print(text, end="")
    if options.markdown:
        pathlib.Path(options.markdown).write_text(text)
    if options.lines:
        for name, line in missed:
            print(f"{name}:{line}: {source[line - 1].strip()}")


if __name__ == "__main__":
    main()
