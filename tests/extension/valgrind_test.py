"""The loadable extension under valgrind, in the sqlite3 shell.

    valgrind_test.py build/release/lib/alterego.so

No invalid read or write, no use of what was never set, nothing lost: while it
works, refuses, is rolled back and is closed. Where valgrind or the shell is
missing, it says so and ends with 77.
"""

import shutil
import subprocess
import sys

EXTENSION = sys.argv[1]
FAULTY = 99

SETUP = [
    "CREATE TABLE p(id INTEGER PRIMARY KEY AUTOINCREMENT, n TEXT UNIQUE)",
    "INSERT INTO p(n) VALUES('1'), ('22'), (NULL)",
    "CREATE TABLE t(a TEXT, b REFERENCES p, c AS (a || b) STORED)",
    "INSERT INTO t VALUES('5', 1), ('7', 2)",
    "CREATE INDEX i ON t(b DESC) WHERE a > 0",
    "CREATE VIEW v AS SELECT a, c FROM t",
    "CREATE TRIGGER r AFTER UPDATE ON t BEGIN SELECT new.c; END",
]
ALTERS = [
    "ALTER TABLE t ALTER a TYPE INT",
    "ALTER TABLE t ALTER a SET NOT NULL, ADD d TEXT UNIQUE, RENAME b TO bb",
    "ALTER TABLE p ADD CHECK (id > 0), ALTER n TYPE INT USING length(n)",
    "ALTER TABLE p SET SCHEMA temp",
    "ALTER TABLE t DISABLE TRIGGER ALL, OWNER TO ada",
    "ALTER TABLE t DROP COLUMN a CASCADE",
    # Refused: by the parser, the schema, a dependant, the rows, the options.
    "ALTER TABLE t MODIFY a INT",
    "ALTER TABLE nosuch ADD x",
    "ALTER TABLE t DROP COLUMN a",
    "ALTER TABLE p ALTER n SET NOT NULL",
]
OPTIONS = ["{}", '{"strategy":"rebuild","verify":"full"}', '{"verify":"no"}']


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def statements():
    yield from SETUP
    for options in OPTIONS:
        for alter in ALTERS:
            arguments = f"{quoted(alter)}, {quoted(options)}"
            yield f"SELECT count(*) FROM alter_plan({arguments})"
            yield "BEGIN"
            yield f"SELECT alter_table({arguments})"
            yield "ROLLBACK"
    for alter in ALTERS:
        yield f"SELECT alter_table({quoted(alter)})"


def main():
    for program in ("valgrind", "sqlite3"):
        if shutil.which(program) is None:
            print(f"skipped: {program} is not installed")
            return 77
    script = "".join(s + ";\n" for s in statements())
    done = subprocess.run(
        ["valgrind", "--quiet", f"--error-exitcode={FAULTY}",
         "--leak-check=full",
         "--errors-for-leak-kinds=definite,indirect,possible",
         "sqlite3", ":memory:", "-cmd", f".load {EXTENSION}"],
        input=script, capture_output=True, text=True, check=False)
    if done.returncode == FAULTY or "done, " not in done.stdout:
        print(done.stdout + done.stderr)
        return 1
    print(f"clean: {done.stdout.count('done, ')} ALTERs done")
    return 0


if __name__ == "__main__":
    sys.exit(main())
