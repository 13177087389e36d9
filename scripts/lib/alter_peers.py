"""The rebuild engine beside other tools that rebuild tables: what bench-alter
--compare runs, each tool in a process of its own.

    python3 alter_peers.py --child TOOL OPERATION FILE   # prints seconds

A tool that cannot do something says so with exit code 3.
"""
import contextlib
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

CANNOT = 3

# Operation: what it is called, and the ALTER TABLE of the full dialect.
OPERATIONS = {
    "type": ("change a type", "ALTER TABLE t ALTER COLUMN e TYPE TEXT"),
    "not_null": ("SET NOT NULL", "ALTER TABLE t ALTER COLUMN a SET NOT NULL"),
    "check": ("ADD CHECK", "ALTER TABLE t ADD CONSTRAINT k CHECK (a >= 0)"),
    "drop": ("drop a column", "ALTER TABLE t DROP COLUMN d"),
    "rename": ("rename a column", "ALTER TABLE t RENAME COLUMN c TO z"),
}


# --- what the tools do ------------------------------------------------------


def sqlite_utils_do(operation, path):
    import sqlite_utils
    changes = {
        "type": {"types": {"e": str}},
        "not_null": {"not_null": {"a"}},
        "drop": {"drop": {"d"}},
        "rename": {"rename": {"c": "z"}},
    }
    if operation not in changes:
        sys.exit(CANNOT)
    database = sqlite_utils.Database(path)
    begin = time.perf_counter()
    database["t"].transform(**changes[operation])
    return time.perf_counter() - begin


def alembic_do(operation, path):
    import sqlalchemy
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    changes = {
        "type": lambda b: b.alter_column("e", type_=sqlalchemy.Text),
        "not_null": lambda b: b.alter_column("a", nullable=False),
        "check": lambda b: b.create_check_constraint("k", "a >= 0"),
        "drop": lambda b: b.drop_column("d"),
        "rename": lambda b: b.alter_column("c", new_column_name="z"),
    }
    database = sqlalchemy.create_engine(f"sqlite:///{path}")
    begin = time.perf_counter()
    with database.begin() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("t") as batch:
            changes[operation](batch)
    took = time.perf_counter() - begin
    database.dispose()
    return took


TOOLS = {
    "sqlite-utils": (sqlite_utils_do, "sqlite-utils"),
    "Alembic": (alembic_do, "alembic"),
}


def child(tool, operation, path):
    with contextlib.suppress(ImportError):
        print(TOOLS[tool][0](operation, path))
        return 0
    return CANNOT


# --- running them -----------------------------------------------------------


def interpreter(module):
    """A Python that has the module: Debian's has those of Debian's packages."""
    for python in (sys.executable, "/usr/bin/python3"):
        probe = subprocess.run([python, "-c", f"import {module}"],
                               stderr=subprocess.DEVNULL)
        if probe.returncode == 0:
            return python
    return None


def high_water(pid):
    """The most memory so far, in kB. What wait4() tells of a process counts
    the memory of the one that it was forked from, too."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


def run(command):
    """Seconds by the wall, MB at most, exit code, output."""
    with tempfile.TemporaryFile() as out:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=out,
                                   stderr=subprocess.DEVNULL)
        memory, ended = 0, 0
        while ended == 0:
            memory = max(memory, high_water(process.pid))
            time.sleep(0.002)
            ended, status = os.waitpid(process.pid, os.WNOHANG)
        took = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        return took, memory / 1024, process.returncode, out.read().decode()


class Peers:
    """The tools that are there, alterego first."""

    def __init__(self, program):
        self.program = program
        self.pythons = {}
        for tool, (_, module) in TOOLS.items():
            python = interpreter(module.replace("-", "_"))
            if python is None:
                print(f"{tool}: not measured; apt-get install {module}",
                      file=sys.stderr)
            else:
                self.pythons[tool] = python

    def names(self):
        return ["alterego", *self.pythons]

    def change(self, tool, operation, path):
        """Seconds and MB; None if the tool has no such operation."""
        if tool == "alterego":
            # With its start, and the commit.
            took, memory, code, _ = run(
                [self.program, "apply", "--yes", "--quiet", path,
                 OPERATIONS[operation][1]])
        else:
            _, memory, code, text = run(
                [self.pythons[tool], __file__, "--child", tool, operation,
                 path])
            took = float(text) if code == 0 else 0
        return (took, memory) if code == 0 else None


def times(peers, make, rows, repetitions):
    """The lines of the table of times."""
    names = peers.names()
    yield "| operation | " + " | ".join(names) + " |"
    yield "|---|" + "---:|" * len(names)
    with tempfile.TemporaryDirectory() as folder:
        original = os.path.join(folder, "original.db")
        copy = os.path.join(folder, "copy.db")
        make(original, rows)
        for operation, (title, _) in OPERATIONS.items():
            cells = []
            for name in names:
                taken, memory = [], 0
                for _ in range(repetitions):
                    shutil.copyfile(original, copy)
                    result = peers.change(name, operation, copy)
                    if result is None:
                        break
                    taken.append(result[0])
                    memory = max(memory, result[1])
                cells.append(f"{statistics.median(taken):.2f} s, "
                             f"{memory:.0f} MB" if taken else "cannot")
            yield f"| {title} | " + " | ".join(cells) + " |"


# --- what they keep ---------------------------------------------------------

TABLE = "CREATE TABLE t(id INTEGER PRIMARY KEY, a INT, e INT);"
ROWS = "INSERT INTO t VALUES(1, 10, 100), (5, 50, 500);"


def text(pattern):
    """The stored text of the table still matches."""
    return ("SELECT sql FROM sqlite_master WHERE name='t'", pattern)


# Feature: setup, a question, and a pattern that its answer must match; no
# pattern: the answer of before.
FEATURES = {
    "rowids without a key": (
        "CREATE TABLE t(a, e INT); INSERT INTO t(rowid, a, e) "
        "VALUES(7, 1, 1), (9, 2, 2);", "SELECT rowid FROM t", None),
    "sqlite_sequence": (
        "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, e INT);"
        "INSERT INTO t VALUES(100, 1); DELETE FROM t;",
        "SELECT seq FROM sqlite_sequence WHERE name='t'", None),
    "sqlite_stat1": (
        TABLE + ROWS + "CREATE INDEX i ON t(a); ANALYZE;",
        "SELECT * FROM sqlite_stat1 WHERE tbl='t' AND idx='i'", None),
    "a trigger on the table": (
        TABLE + ROWS + "CREATE TRIGGER r AFTER INSERT ON t BEGIN "
        "UPDATE t SET a=0; END;",
        "SELECT name, tbl_name FROM sqlite_master WHERE type='trigger'", None),
    "a trigger of another table": (
        TABLE + ROWS + "CREATE TABLE o(x); CREATE TRIGGER r AFTER INSERT ON o "
        "BEGIN UPDATE t SET a=0; END;",
        "SELECT sql FROM sqlite_master WHERE type='trigger'", None),
    "a view on the table": (
        TABLE + ROWS + "CREATE VIEW v AS SELECT a FROM t;",
        "SELECT a FROM v", None),
    "child rows under ON DELETE CASCADE": (
        TABLE + ROWS + "CREATE TABLE c(x REFERENCES t ON DELETE CASCADE);"
        "INSERT INTO c VALUES(1), (5);", "SELECT x FROM c", None),
    "a foreign key's action and deferrability": (
        "CREATE TABLE p(i INTEGER PRIMARY KEY); CREATE TABLE t(id INTEGER "
        "PRIMARY KEY, a INT REFERENCES p ON DELETE SET NULL DEFERRABLE "
        "INITIALLY DEFERRED, e INT);",
        *text(r"(?is)ON DELETE SET NULL.*INITIALLY DEFERRED")),
    "STRICT": (
        "CREATE TABLE t(id INTEGER PRIMARY KEY, a INT, e INT) STRICT;",
        *text(r"(?i)\)\s*STRICT")),
    "WITHOUT ROWID": (
        "CREATE TABLE t(id INTEGER PRIMARY KEY, e INT) WITHOUT ROWID;",
        *text(r"(?i)WITHOUT ROWID")),
    "comments": (
        "CREATE TABLE t(id INTEGER PRIMARY KEY, a INT, -- tenths\n e INT);",
        *text("-- tenths")),
    "DESC and COLLATE in indexes": (
        TABLE + "CREATE INDEX i ON t(a COLLATE nocase DESC);",
        "SELECT sql FROM sqlite_master WHERE name='i'",
        r"(?is)COLLATE\W+nocase\W+DESC"),
    "partial indexes": (
        TABLE + "CREATE INDEX i ON t(a) WHERE a > 0;",
        "SELECT sql FROM sqlite_master WHERE name='i'", r"(?i)WHERE"),
    "indexes on expressions": (
        TABLE + "CREATE INDEX i ON t(a + 1);",
        "SELECT sql FROM sqlite_master WHERE name='i'", r"a \+ 1"),
    "CHECK without a name": (
        "CREATE TABLE t(id INTEGER PRIMARY KEY, a INT CHECK (a > 0), e INT);",
        *text(r"(?is)CHECK\s*\(")),
    "a column's COLLATE": (
        "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT COLLATE nocase, e INT);",
        *text(r"(?i)COLLATE\W+nocase")),
    "generated columns": (
        "CREATE TABLE t(id INTEGER PRIMARY KEY, a INT, g AS (a + 1) STORED, "
        "e INT); INSERT INTO t(id, a, e) VALUES(1, 2, 3);",
        "SELECT g FROM t; SELECT hidden FROM pragma_table_xinfo('t') "
        "WHERE name='g'", None),
}


def ask(path, questions):
    connection = sqlite3.connect(path)
    try:
        return [row for q in questions.split(";")
                for row in connection.execute(q)]
    except sqlite3.Error as error:
        return str(error)
    finally:
        connection.close()


def keeps(peers, tool, feature, folder):
    """Does a change of type leave it as it was?"""
    setup, question, pattern = FEATURES[feature]
    path = os.path.join(folder, "feature.db")
    with contextlib.suppress(FileNotFoundError):
        os.remove(path)
    connection = sqlite3.connect(path)
    connection.executescript(setup)
    connection.close()
    before = ask(path, question)
    if peers.change(tool, "type", path) is None:
        return "refuses"
    after = ask(path, question)
    if pattern is None:
        return "yes" if after == before and after else "no"
    return "yes" if re.search(pattern, str(after[0][0] if after else "")
                              ) else "no"


def features(peers):
    """The lines of the table of what is left after a change of type."""
    names = peers.names()
    yield "| kept | " + " | ".join(names) + " |"
    yield "|---|" + ":---:|" * len(names)
    kept = dict.fromkeys(names, 0)
    with tempfile.TemporaryDirectory() as folder:
        for feature in FEATURES:
            cells = [keeps(peers, name, feature, folder) for name in names]
            for name, cell in zip(names, cells):
                kept[name] += cell == "yes"
            yield f"| {feature} | " + " | ".join(cells) + " |"
    yield (f"| of {len(FEATURES)} | " +
           " | ".join(str(kept[name]) for name in names) + " |")


if __name__ == "__main__":
    if len(sys.argv) == 5 and sys.argv[1] == "--child":
        sys.exit(child(*sys.argv[2:]))
    print(__doc__, file=sys.stderr)
    sys.exit(2)
