#!/usr/bin/env python3
"""The reports of `alterego gate` hold to the schemas of their formats.

    gate_reports_test.py ALTEREGO SCHEMAS

Needs xmllint and jsonschema; exits with 77, which is "skipped", without them.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

try:
    import jsonschema
except ImportError:
    jsonschema = None

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
SCHEMAS = pathlib.Path(sys.argv[2]).resolve()

AGREES = "CREATE TABLE t(a, b);\nALTER TABLE t DROP b;\n"
KNOWN = ("-- alterego: signature=outcome/never\n-- alterego: versions=*\n"
         "-- alterego: reason=none\n-- alterego: verdict=engine-bug\n" + AGREES)
CASES = {
    "regressions/agrees.sql": AGREES,
    "regressions/does not parse: 50%, \u00e4\u20ac\U0001f600.sql": "SELECT '",
    "known/sqlite/gone & <lost>.sql": KNOWN,
    "known/turso/not_asked.sql": KNOWN,
}


class Reports(unittest.TestCase):
    def gate(self, cases):
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        for name, text in cases.items():
            path = folder / "corpus" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        (folder / "corpus").mkdir(exist_ok=True)
        done = subprocess.run(
            [PROGRAM, "gate", "corpus", "--junit=junit.xml",
             "--sarif=report.sarif", "--github"],
            cwd=folder, stdout=subprocess.PIPE, text=True)
        return folder, done

    def check(self, folder):
        checked = subprocess.run(
            ["xmllint", "--noout", "--nonet", "--schema",
             SCHEMAS / "junit.xsd", folder / "junit.xml"],
            stderr=subprocess.PIPE, text=True)
        self.assertEqual(checked.returncode, 0, checked.stderr)
        schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text())
        report = json.loads((folder / "report.sarif").read_text())
        jsonschema.Draft7Validator.check_schema(schema)
        jsonschema.validate(report, schema)
        rules = {rule["id"]
                 for rule in report["runs"][0]["tool"]["driver"]["rules"]}
        for result in report["runs"][0]["results"]:
            self.assertIn(result["ruleId"], rules)
        return report

    def test_failures_of_every_kind(self):
        folder, done = self.gate(CASES)
        self.assertEqual(done.returncode, 1, done.stdout)
        report = self.check(folder)
        found = {result["ruleId"] for result in report["runs"][0]["results"]}
        self.assertEqual(found, {"unreadable", "gone"})
        annotations = [line for line in done.stdout.splitlines()
                       if line.startswith("::")]
        self.assertEqual(len(annotations), 2)
        for line in annotations:
            self.assertRegex(
                line, r"^::error file=[^,:]+,line=[0-9]+,title=[^,:]+::.+$")

    def test_a_file_that_is_not_sql_is_no_agreement(self):
        """Exit code 2, however many others agree; 1 if something diverges."""
        for text, why in (
                ("Dear all, this is no SQL.", "none of its statements is SQL"),
                ("CREATE TABLE t(a);\n\nSELECT '", "line 3, column 8"),
                ("-- nothing\n", "there is no statement"),
                ("", "there is no statement"),
                ("SELECT \0", "a NUL byte")):
            cases = {"regressions/agrees.sql": AGREES, "other.sql": text}
            folder, done = self.gate(cases)
            self.assertEqual(done.returncode, 2, done.stdout)
            self.assertRegex(
                done.stdout, rf"corpus/other.sql:[13]: unreadable: .*{why}")
            results = self.check(folder)["runs"][0]["results"]
            self.assertEqual([r["ruleId"] for r in results], ["unreadable"])
            _, done = self.gate({**cases, "known/sqlite/gone.sql": KNOWN})
            self.assertEqual(done.returncode, 1, done.stdout)

    def test_a_statement_that_is_no_sql_is_a_case(self):
        """Engines must refuse it as predicted."""
        _, done = self.gate({"a.sql": AGREES + "ALTER TABLE t DORP a;\n"})
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_nothing_failed(self):
        folder, done = self.gate({"regressions/agrees.sql": AGREES})
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertEqual(self.check(folder)["runs"][0]["results"], [])

    def test_the_schemas_refuse(self):
        """A schema that takes anything would prove nothing."""
        folder, _ = self.gate(CASES)
        junit = folder / "junit.xml"
        junit.write_text(re.sub(r'classname="[^"]*" ', "", junit.read_text()))
        sarif = folder / "report.sarif"
        sarif.write_text(sarif.read_text().replace('"startLine": ', '"line": '))
        with self.assertRaises(AssertionError):
            self.check(folder)
        schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text())
        with self.assertRaises(jsonschema.ValidationError):
            jsonschema.validate(json.loads(sarif.read_text()), schema)


if __name__ == "__main__":
    if jsonschema is None or shutil.which("xmllint") is None:
        print("skipped: needs xmllint and Python's jsonschema "
              "(libxml2-utils, python3-jsonschema)")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
