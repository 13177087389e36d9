"""The scripts and examples for CI: they run, and they fit together."""

import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 else str(
    ROOT / "build/release/bin/alterego")


def run(script, folder, *arguments, **environment):
    return subprocess.run(
        [ROOT / "scripts/ci" / script, *arguments], cwd=folder,
        env={**os.environ, "ALTEREGO_PROGRAM": PROGRAM, **environment},
        capture_output=True, text=True, check=False)


class CiTest(unittest.TestCase):

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def test_gate_leaves_reports(self):
        seeds = ROOT / "corpus/seeds"
        done = run("gate", self.path, ALTEREGO_PATHS=f"{seeds} {seeds}")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        suite = xml.etree.ElementTree.parse(
            self.path / "alterego-findings/gate.xml").getroot().find(
                "testsuite")
        self.assertEqual(int(suite.get("tests")),
                         len(list(seeds.glob("*.sql"))))
        self.assertEqual(len(suite.findall("testcase")),
                         int(suite.get("tests")))
        self.assertEqual(suite.get("failures"), "0")

    def test_gate_fails_and_annotates(self):
        (self.path / "x.sql").write_text("CREATE TABLE t('a);\n")
        done = run("gate", self.path, "--github", ALTEREGO_PATHS="x.sql")
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stdout, r"(?m)^::error file=x\.sql,line=\d+,")

    def test_fuzz_takes_a_fixed_or_a_fresh_seed(self):
        first = run("fuzz", self.path, "--runs=3", "--jobs=1",
                    ALTEREGO_SEED="7")
        self.assertIn(first.returncode, (0, 1), first.stderr)
        self.assertIn("--seed 0x7 ", first.stderr)
        self.assertTrue(
            (self.path / "alterego-findings/summary.json").is_file())
        fresh = run("fuzz", self.path, "--runs=1", "--jobs=1",
                    ALTEREGO_SEED="")
        self.assertRegex(fresh.stderr, r"--seed 0x[0-9a-f]+ ")
        self.assertNotIn("--seed 0x7 ", fresh.stderr)
        # The bug base goes on from run to run, and the page shows both.
        page = (self.path / "alterego-findings/report.html").read_text()
        self.assertIn("0x7", page)
        campaigns = sqlite3.connect(
            self.path / "alterego-findings/alterego.db").execute(
                "SELECT count(*) FROM campaign").fetchone()
        self.assertEqual(campaigns, (2,))

    def test_fuzz_fails_as_the_program_does(self):
        done = run("fuzz", self.path, ALTEREGO_ENGINES="nothing")
        self.assertEqual(done.returncode, 2, done.stderr)
        done = run("fuzz", self.path, "--weights=no_such=1")
        self.assertEqual(done.returncode, 2, done.stderr)

    def test_examples_name_what_is_there(self):
        action = (ROOT / "action.yml").read_text()
        for script in re.findall(r"scripts/ci/(\w+)", action):
            self.assertTrue(os.access(ROOT / "scripts/ci" / script, os.X_OK))
        inputs = set(re.findall(r"(?m)^  (\w+):$", action.split("runs:")[0]))
        self.assertEqual(
            inputs, {"paths", "engines", "fuzz", "seed", "findings"})
        for name in ("pull-request.yml", "nightly.yml"):
            text = (ROOT / "docs/ci" / name).read_text()
            given = re.search(r"alterego@main\n +with:\n((?: {10}.*\n)+)",
                              text).group(1)
            self.assertLessEqual(set(re.findall(r"(?m)^ +(\w+):", given)),
                                 inputs)
        gitlab = (ROOT / "docs/ci/gitlab.yml").read_text()
        for script in re.findall(r"alterego/scripts/ci/(\w+)", gitlab):
            self.assertTrue((ROOT / "scripts/ci" / script).is_file())


if __name__ == "__main__":
    unittest.main()
