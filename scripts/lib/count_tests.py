"""Counts tests: ctest's entries, and the cases inside each GoogleTest binary.

    count_tests.py DIRECTORY

Below DIRECTORY, every <stage>/ctest.xml is a `ctest --output-junit`, every
<stage>/<name>_tests.xml what the binary of ctest's entry <name> wrote itself.
Prints the names of what failed and what was skipped, then "passed failed".
"""
import pathlib
import sys
import xml.etree.ElementTree as ET


def count_cases(path, stage):
    """(passed, failed) of one GoogleTest report."""
    passed = failed = 0
    for case in ET.parse(path).iter("testcase"):
        name = f"{case.get('classname')}.{case.get('name')}"
        if case.find("failure") is not None:
            failed += 1
            print(f"failed: {stage}: {name}")
        elif case.find("skipped") is not None or case.get("status") == "notrun":
            print(f"skipped: {stage}: {name}")
        else:
            passed += 1
    return passed, failed


def count_stage(folder):
    passed = failed = 0
    for entry in ET.parse(folder / "ctest.xml").iter("testcase"):
        name = entry.get("name")
        ran_badly = entry.get("status") == "fail"
        cases = folder / f"{name}_tests.xml"
        inner = (0, 0)
        if cases.is_file():
            inner = count_cases(cases, folder.name)
        elif entry.get("status") == "run":
            inner = (1, 0)
        elif not ran_badly:
            print(f"skipped: {folder.name}: {name}")
        if ran_badly and inner[1] == 0:  # crashed, timed out, or no report
            print(f"failed: {folder.name}: {name}")
            inner = (inner[0], 1)
        passed, failed = passed + inner[0], failed + inner[1]
    return passed, failed


def main(directory):
    counts = [count_stage(path.parent)
              for path in sorted(pathlib.Path(directory).glob("*/ctest.xml"))]
    print(sum(c[0] for c in counts), sum(c[1] for c in counts))


if __name__ == "__main__":
    main(sys.argv[1])
