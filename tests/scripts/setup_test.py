"""scripts/setup against a machine that is made up: its own PATH, in which
dpkg-query, apt-get, sudo and id are scripts that say what a test wants."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

SETUP = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "setup"
TOOLS = ["bash", "env", "sed", "mktemp", "rm", "cat"]
DPKG_QUERY = """#!/bin/bash
package=${@: -1}
grep -qxF "$package" "$FAKE/installed" && { echo -n installed; exit 0; }
exit 1
"""
APT_GET = """#!/bin/bash
echo "apt-get $*" >>"$FAKE/calls"
[[ $* == *update* ]] && { touch "$FAKE/updated"; exit "${UPDATE_CODE:-0}"; }
[[ -n ${NEEDS_UPDATE:-} && ! -e $FAKE/updated ]] && exit 100
exit "${INSTALL_CODE:-0}"
"""
SUDO = """#!/bin/bash
echo "sudo $*" >>"$FAKE/calls"
[[ $1 == -n ]] && shift
exec "$@"
"""


class SetupTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.fake = pathlib.Path(directory.name)
        (self.fake / "bin").mkdir()
        for tool in TOOLS + ["grep", "touch"]:
            (self.fake / "bin" / tool).symlink_to(shutil.which(tool))
        self.program("dpkg-query", DPKG_QUERY)
        self.program("apt-get", APT_GET)
        self.user(0)
        self.installed(self.packages())

    def program(self, name, text):
        path = self.fake / "bin" / name
        path.write_text(text)
        path.chmod(0o755)

    def user(self, number):
        self.program("id", f"#!/bin/bash\necho {number}\n")

    def installed(self, packages):
        (self.fake / "installed").write_text("\n".join(packages) + "\n")

    def run_setup(self, *arguments, **environment):
        return subprocess.run(
            ["bash", str(SETUP), *arguments], stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=False,
            env={"PATH": str(self.fake / "bin"), "FAKE": str(self.fake),
                 "TMPDIR": str(self.fake), **environment})

    def packages(self, *arguments):
        return self.run_setup("--list", *arguments).stdout.split()

    def calls(self):
        path = self.fake / "calls"
        return path.read_text() if path.exists() else ""

    def test_nothing_to_do(self):
        done = self.run_setup()
        self.assertEqual((done.returncode, done.stdout, done.stderr),
                         (0, "", ""))
        self.assertEqual(self.calls(), "")

    def test_installs_only_what_is_missing_and_says_so(self):
        self.installed(p for p in self.packages() if p not in
                       ("lemon", "libabsl-dev"))
        done = self.run_setup()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("installing libabsl-dev lemon\n", done.stderr)
        self.assertIn("--no-install-recommends libabsl-dev lemon\n",
                      self.calls())
        self.assertEqual(self.calls().count("apt-get"), 1)

    def test_updates_where_there_are_no_lists(self):
        self.installed([])
        done = self.run_setup(NEEDS_UPDATE="1")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.calls().count("apt-get"), 3)

    def test_failures_name_what_is_needed(self):
        self.installed([])
        for environment in ({"INSTALL_CODE": "100"},
                            {"INSTALL_CODE": "100", "UPDATE_CODE": "100"}):
            done = self.run_setup(**environment)
            self.assertEqual(done.returncode, 3)
            self.assertIn("failed", done.stderr)
            self.assertIn("libabsl-dev", done.stderr)

    def test_goes_through_sudo(self):
        self.installed([])
        self.user(1000)
        self.program("sudo", SUDO)
        done = self.run_setup()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("sudo -n", self.calls())

    def test_neither_root_nor_sudo(self):
        self.installed([])
        self.user(1000)
        done = self.run_setup()
        self.assertEqual(done.returncode, 3)
        self.assertIn("as root: apt-get install g++", done.stderr)
        self.assertEqual(self.calls(), "")

    def test_not_debian(self):
        os.remove(self.fake / "bin" / "dpkg-query")
        done = self.run_setup()
        self.assertEqual(done.returncode, 3)
        self.assertIn("not Debian", done.stderr)
        self.assertIn("Needed: g++", done.stderr)

    def test_groups_of_packages(self):
        self.assertNotIn("clang", self.packages())
        self.assertIn("clang", self.packages("--fuzzers"))
        self.assertIn("clang-format", self.packages("--checks"))
        self.assertIn("npm", self.packages("--engines"))

    def test_npm_that_is_there_is_kept(self):
        self.program("npm", "#!/bin/bash\n")
        self.assertNotIn("npm", self.packages("--engines"))

    def test_unknown_argument(self):
        done = self.run_setup("--everything")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--everything", done.stderr)


if __name__ == "__main__":
    unittest.main()
