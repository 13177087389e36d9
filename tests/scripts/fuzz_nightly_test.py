"""What a night of fuzzing does with its time, its inputs and its crashes.

The programs are stand-ins that need no build; the script is the real one, in a
tree of its own.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Says how it was called; keeps an input; crashes while there are crashes left.
FUZZER = """#!/bin/bash
echo "$(basename "$0") $*" >> "{log}"
for word in "$@"; do
  case $word in
    -merge=1) exec cp "${{!#}}"/* "${{@: -2:1}}" ;;
    -artifact_prefix=*) prefix=${{word#*=}} ;;
    -*) ;;
    *) corpus=${{corpus:-$word}} ;;
  esac
done
echo seen > "$corpus/kept"
crash=$(ls "{crashes}" 2>/dev/null | head -1)
echo "stat::number_of_executed_units: 7"
[[ -n $crash ]] || exit 0
[[ $crash == same ]] || mv "{crashes}/$crash" "$prefix"
exit 77
"""
REPLAY = """#!/bin/bash
echo "noise of $(basename "$0")"
cat "$1"
grep -q mended "$1" && exit 0
exit 1
"""
ALTEREGO = """#!/bin/bash
echo "alterego $*" >> "{log}"
sed 's/long/short/' "$2" > "$4"
"""


class FuzzNightlyTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)
        for name in ("scripts/fuzz-nightly", "scripts/lib/build.sh"):
            (self.path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.path / name)
        self.log = self.path / "calls"
        self.log.write_text("")
        self.crashes = self.path / "crashes"
        self.crashes.mkdir()
        self.built = self.path / "built"
        names = {"log": self.log, "crashes": self.crashes}
        for target in ("choices", "file"):
            self.program(f"fuzz_targets/{target}_fuzzer",
                         FUZZER.format(**names))
            self.program(f"fuzz_targets/{target}_replay", REPLAY)
        self.program("bin/alterego", ALTEREGO.format(**names))
        self.night = self.path / "build/nightly"

    def program(self, name, text):
        file = self.built / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o755)

    def run_night(self, *words):
        return subprocess.run(
            ["bash", self.path / "scripts/fuzz-nightly", "--built", self.built,
             *words], capture_output=True, text=True, check=False,
            env={**os.environ, "TMPDIR": str(self.path)})

    def calls(self, program):
        return [line for line in self.log.read_text().splitlines()
                if line.startswith(program)]

    def test_targets_share_the_time_and_start_from_the_corpora(self):
        done = self.run_night("2m", "choices", "file")
        self.assertEqual(done.returncode, 0, done.stderr)
        choices, merge = self.calls("choices_fuzzer")
        self.assertIn("-max_total_time=60 ", choices)
        self.assertIn("-max_len=2048 ", choices)
        self.assertTrue(choices.endswith(
            " ".join(f"{self.path}/corpus/{name}"
                     for name in ("choices", "seeds", "regressions"))), choices)
        self.assertIn("-merge=1", merge)
        self.assertTrue(self.calls("file_fuzzer")[0].endswith(
            f"{self.night}/corpus/file {self.path}/corpus/file"))
        for target in ("choices", "file"):
            for kind in ("corpus", "merged"):
                self.assertTrue((self.night / kind / target / "kept").exists())
        self.assertIn("choices: 60s\nstat::number_of_executed_units: 7\n",
                      done.stderr)

    def test_a_crash_becomes_a_finding_with_its_reduced_script(self):
        (self.crashes / "crash-1").write_text(
            "-- alterego: kind=schema\nSELECT 'long';\n")
        done = self.run_night("60s", "choices", "--findings",
                              self.path / "found")
        self.assertEqual(done.returncode, 1, done.stderr)
        found = self.path / "found"
        self.assertEqual((found / "choices-crash-1.sql").read_text(),
                         "-- alterego: kind=schema\nSELECT 'short';\n")
        self.assertEqual((found / "choices-crash-1.full.sql").read_text(),
                         "-- alterego: kind=schema\nSELECT 'long';\n")
        self.assertIn("noise of choices_replay",
                      (found / "choices-crash-1.txt").read_text())
        self.assertIn(f"choices: {found}/choices-crash-1\n", done.stderr)

    def test_goes_on_behind_a_crash_for_what_is_left_of_the_time(self):
        for name in ("crash-1", "crash-2"):
            (self.crashes / name).write_text("no script")
        done = self.run_night("60s", "choices")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(len(self.calls("choices_fuzzer")), 4)  # and the merge
        findings = sorted(p.name for p in (self.night / "findings").iterdir())
        self.assertEqual(findings,
                         ["choices-crash-1", "choices-crash-1.txt",
                          "choices-crash-2", "choices-crash-2.txt"])

    def test_stops_at_a_crash_that_it_only_meets_again(self):
        (self.crashes / "same").write_text("")
        self.run_night("60s", "choices")
        self.assertEqual(len(self.calls("choices_fuzzer")), 2)

    def test_what_is_mended_or_only_slow_is_no_finding(self):
        (self.crashes / "crash-1").write_text("mended")
        (self.crashes / "slow-unit-1").write_text("slow")
        done = self.run_night("60s", "choices")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(list((self.night / "findings").iterdir()), [])
        self.assertEqual([p.name for p in
                          (self.night / "crashes/choices").iterdir()],
                         ["slow-unit-1"])

    def test_a_time_out_stays_one(self):
        (self.crashes / "timeout-1").write_text("mended")
        self.assertEqual(self.run_night("60s", "choices").returncode, 1)

    def test_says_what_it_does_not_understand(self):
        for words, says in (
                (["never"], "there is no target never: write choices parse"),
                (["0s"], '"0s" is no time: write 90s, 30m or 8h'),
                (["--findings"], "--findings needs a value")):
            done = self.run_night(*words)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn(says, done.stderr)


if __name__ == "__main__":
    unittest.main()
