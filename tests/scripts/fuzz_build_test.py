"""The build of the fuzz targets for OSS-Fuzz, without its images.

CMake configures for real, with the flags of such an image; what it would
compile is replaced by a program that is there.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGETS = sorted(f.stem for f in (ROOT / "fuzz_targets").glob("*.cc")
                 if f.stem != "replay_main")

CMAKE = """#!/bin/sh
# Real, but for what takes long.
if [ "$1" != --build ]; then
  exec "{cmake}" "$@"
fi
grep -q "build fuzz_targets/$4:" "$2/build.ninja" || {{
  echo "there is no target $4" >&2
  exit 1
}}
mkdir -p "$2/fuzz_targets" && cp "{program}" "$2/fuzz_targets/$4"
"""
PATCHELF = """#!/bin/sh
echo "$@" >> "{log}"
"""


class FuzzBuildTest(unittest.TestCase):

    def setUp(self):
        for tool in ("clang++", "ninja", "zip"):
            if shutil.which(tool) is None:
                self.skipTest(f"{tool} is not installed")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)
        for name in ("bin", "src", "work", "out"):
            (self.path / name).mkdir()
        (self.path / "src/alterego").symlink_to(ROOT)
        self.log = self.path / "patchelf.log"
        self.stub("cmake", CMAKE.format(cmake=shutil.which("cmake"),
                                        program=shutil.which("ninja")))
        self.stub("patchelf", PATCHELF.format(log=self.log))

    def stub(self, name, text):
        file = self.path / "bin" / name
        file.write_text(text)
        file.chmod(0o755)

    def build(self):
        return subprocess.run(
            ["bash", "-eu", ROOT / ".clusterfuzzlite/build.sh"],
            env={**os.environ,
                 "PATH": f"{self.path}/bin:{os.environ['PATH']}",
                 "CC": "clang", "CXX": "clang++",
                 "CFLAGS": "-O1 -fsanitize=address,fuzzer-no-link",
                 "CXXFLAGS": "-O1 -fsanitize=address,fuzzer-no-link "
                             "-stdlib=libc++",
                 "LIB_FUZZING_ENGINE": "-fsanitize=fuzzer",
                 "SRC": str(self.path / "src"),
                 "WORK": str(self.path / "work"),
                 "OUT": str(self.path / "out")},
            capture_output=True, text=True, check=False)

    def test_every_target_comes_with_its_corpus(self):
        done = self.build()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        out = self.path / "out"
        for target in TARGETS:
            program = out / f"{target}_fuzzer"
            self.assertTrue(os.access(program, os.X_OK), target)
            with zipfile.ZipFile(f"{program}_seed_corpus.zip") as seeds:
                self.assertTrue(seeds.namelist(), target)
            self.assertIn("max_len=",
                          (out / f"{target}_fuzzer.options").read_text())
            self.assertIn(f"$ORIGIN/lib {program}", self.log.read_text())
        # The libraries that the images lack go along.
        self.assertTrue(list((out / "lib").glob("libstdc++*")))
        # Nor have they the sources, with the list of SQLite's own bugs.
        self.assertTrue(list((out / "known/sqlite").glob("*.sql")))
        cache = (self.path / "work/build/CMakeCache.txt").read_text()
        self.assertIn("ALTEREGO_FUZZERS:BOOL=ON", cache)
        self.assertNotIn("-stdlib=libc++", cache)

    def test_both_layouts_are_one_build(self):
        text = (ROOT / "oss-fuzz/projects/alterego/Dockerfile").read_text()
        self.assertIn(".clusterfuzzlite/build.sh", text)
        for line in (ROOT / ".clusterfuzzlite/Dockerfile",
                     ROOT / "oss-fuzz/projects/alterego/Dockerfile"):
            # What CMake asks for, tests or not, and what the script calls.
            for tool in ("zip", "patchelf", "ninja-build", "lemon",
                         "libabsl-dev", "libcli11-dev", "libedit-dev",
                         "nlohmann-json3-dev", "libsqlite3-dev"):
                self.assertIn(tool, line.read_text(), line)


if __name__ == "__main__":
    unittest.main()
