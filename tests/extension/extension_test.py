"""The loadable extension, in hosts that people load it into.

    extension_test.py build/release/lib/alterego.so
"""

import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

EXTENSION = os.path.abspath(sys.argv.pop(1))
ROOT = pathlib.Path(__file__).resolve().parents[2]
NODE_MODULES = ROOT / ".engines/node/node_modules"


def connect(path=":memory:"):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.enable_load_extension(True)
    connection.load_extension(EXTENSION)
    return connection


def schema(connection):
    return [row[0] for row in connection.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")]


class Python(unittest.TestCase):

    def setUp(self):
        self.db = connect()
        self.addCleanup(self.db.close)
        self.db.executescript(
            "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c);"
            "CREATE INDEX i ON t(b DESC);"
            "INSERT INTO t VALUES(3, '12', 1.5), (7, '40', NULL);")

    def alter(self, *arguments):
        marks = ", ".join("?" * len(arguments))
        return self.db.execute(f"SELECT alter_table({marks})",
                               arguments).fetchone()[0]

    def test_changes_a_type_and_keeps_the_rest(self):
        done = self.alter("ALTER TABLE t ALTER COLUMN b TYPE INTEGER")
        self.assertIn("done", done)
        self.assertEqual(
            self.db.execute(
                "SELECT a, b, typeof(b) FROM t ORDER BY a").fetchall(),
            [(3, 12, "integer"), (7, 40, "integer")])
        self.assertEqual(schema(self.db), [
            "CREATE TABLE t(a INTEGER PRIMARY KEY, b INTEGER, c)",
            "CREATE INDEX i ON t(b DESC)"])
        self.assertEqual(
            self.db.execute("PRAGMA integrity_check").fetchone()[0], "ok")

    def test_says_what_was_converted_and_takes_each_strategy(self):
        for strategy in ("auto", "edit", "rebuild", "native"):
            done = self.alter("ALTER TABLE t ALTER COLUMN b TYPE INTEGER",
                              '{"strategy": "%s"}' % strategy)
            self.assertIn("t.b: 2 values converted to INTEGER", done)
            self.alter("ALTER TABLE t ALTER COLUMN b TYPE TEXT")
        plan = dict(self.db.execute(
            "SELECT kind, detail FROM alter_plan("
            "'ALTER TABLE t DROP COLUMN c', '{\"strategy\": \"native\"}')"))
        self.assertEqual(plan["way"], "native")
        self.assertIn("main: of this connection alone", plan["lock"])

    def test_a_refusal_is_the_error_and_changes_nothing(self):
        before = schema(self.db)
        with self.assertRaisesRegex(sqlite3.Error, "c.*rowid 7"):
            self.alter("ALTER TABLE t ALTER COLUMN c SET NOT NULL")
        with self.assertRaisesRegex(sqlite3.Error, "nosuch"):
            self.alter("ALTER TABLE nosuch ALTER COLUMN c DROP NOT NULL")
        with self.assertRaisesRegex(sqlite3.Error, "strategy.*auto, edit"):
            self.alter("ALTER TABLE t RENAME TO u", '{"strategy": "magic"}')
        with self.assertRaisesRegex(sqlite3.Error, "JSON"):
            self.alter("ALTER TABLE t RENAME TO u", "{")
        self.assertEqual(schema(self.db), before)

    def test_a_refusal_has_the_code_of_sqlite(self):
        with self.assertRaisesRegex(sqlite3.IntegrityError, "c.*rowid 7"):
            self.alter("ALTER TABLE t ALTER COLUMN c SET NOT NULL")
        self.db.execute("PRAGMA query_only = 1")
        with self.assertRaisesRegex(sqlite3.OperationalError, "readonly"):
            self.alter("ALTER TABLE t ADD x UNIQUE")

    def test_takes_one_statement(self):
        with self.assertRaisesRegex(sqlite3.Error, "one statement.*DROP"):
            self.alter("ALTER TABLE t ADD x; DROP TABLE t")
        self.assertIn("done", self.alter("ALTER TABLE t ADD x; -- no more\n;"))

    def test_works_inside_a_transaction_and_rolls_back_with_it(self):
        before = schema(self.db)
        self.db.execute("BEGIN")
        self.db.execute("INSERT INTO t VALUES(9, '1', 1)")
        self.alter("ALTER TABLE t ALTER COLUMN b SET DEFAULT 'x'")
        self.assertNotEqual(schema(self.db), before)
        self.db.execute("ROLLBACK")
        self.assertEqual(schema(self.db), before)
        self.assertEqual(
            self.db.execute("SELECT count(*) FROM t").fetchone()[0], 2)

    def test_a_plan_is_a_table_and_changes_nothing(self):
        before = schema(self.db)
        rows = self.db.execute(
            "SELECT kind, detail FROM alter_plan("
            "'ALTER TABLE t ALTER COLUMN c SET NOT NULL')").fetchall()
        kinds = [kind for kind, _ in rows]
        self.assertEqual(kinds[0], "way")
        self.assertIn("refused", kinds)
        self.assertIn("rowid 7", dict(rows)["refused"])
        self.assertEqual(schema(self.db), before)
        with self.assertRaisesRegex(sqlite3.Error, "needs a statement"):
            self.db.execute("SELECT * FROM alter_plan").fetchall()

    def test_no_schema_can_call_it(self):
        self.db.execute(
            "CREATE TRIGGER r AFTER INSERT ON t BEGIN "
            "SELECT alter_table('ALTER TABLE t DROP COLUMN c'); END")
        with self.assertRaisesRegex(sqlite3.Error, "unsafe use"):
            self.db.execute("INSERT INTO t VALUES(10, '', 0)")

    def test_two_connections_and_closing(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "x.db")
            first, second = connect(path), connect(path)
            first.execute("CREATE TABLE t(a)")
            second.execute("SELECT alter_table('ALTER TABLE t ADD b UNIQUE')")
            self.assertEqual(schema(first)[0], "CREATE TABLE t(a, b UNIQUE)")
            first.close()
            second.close()


class Shell(unittest.TestCase):

    @unittest.skipUnless(shutil.which("sqlite3"), "there is no sqlite3 shell")
    def test_the_sqlite3_shell_loads_it(self):
        done = subprocess.run(
            ["sqlite3", ":memory:", f".load {EXTENSION}",
             "CREATE TABLE t(a TEXT)", "INSERT INTO t VALUES('5')",
             "SELECT alter_table('ALTER TABLE t ALTER a TYPE INT')",
             "SELECT typeof(a) FROM t"],
            capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.split("\n")[-2], "integer", done.stdout)


def node_with_sqlite():
    """The first Node that has node:sqlite, or None."""
    for node in ("node", *NODE_MODULES.glob("node-linux-*/bin/node")):
        if shutil.which(node) and not subprocess.run(
                [node, "-e", "require('node:sqlite')"],
                capture_output=True, check=False).returncode:
            return str(node)
    return None


class Node(unittest.TestCase):

    def check_package(self, module):
        if not (NODE_MODULES / module).is_dir() or not shutil.which("node"):
            self.skipTest(f"{module} is not installed (scripts/engines)")
        self.check("node", f"""
          const Database = require('{module}');
          const db = new Database(':memory:');
          db.loadExtension({EXTENSION!r});
        """)

    def check(self, node, opening):
        script = opening + """
          db.exec("CREATE TABLE t(a TEXT); INSERT INTO t VALUES('5')");
          db.prepare("SELECT alter_table(?)").get(
            'ALTER TABLE t ALTER a TYPE INT');
          const type = db.prepare("SELECT typeof(a) AS k FROM t");
          console.log(type.get().k);
          try {
            db.prepare("SELECT alter_table(?, ?)").get(
              'ALTER TABLE t ALTER b TYPE INT', '{"verify":"full"}');
          } catch (error) {
            console.log(error.message);
          }
          const plan = db.prepare(
            "SELECT kind FROM alter_plan('ALTER TABLE t ADD c')");
          console.log(plan.all()[0].kind);
        """
        done = subprocess.run(
            [node, "-e", script], capture_output=True, text=True,
            check=False, cwd=NODE_MODULES.parent if NODE_MODULES.exists()
            else ROOT)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.split("\n"), [
            "integer",
            'no such column: "b" in table t',
            "way", ""])

    def test_better_sqlite3_loads_it(self):
        self.check_package("better-sqlite3")

    def test_libsql_loads_it(self):
        self.check_package("libsql")

    def test_the_sqlite_of_node_loads_it(self):
        node = node_with_sqlite()
        if node is None:
            self.skipTest("no Node has node:sqlite (scripts/engines node)")
        self.check(node, f"""
          const {{DatabaseSync}} = require('node:sqlite');
          const db = new DatabaseSync(':memory:', {{allowExtension: true}});
          db.loadExtension({EXTENSION!r});
        """)


if __name__ == "__main__":
    unittest.main()
