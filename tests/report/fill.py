"""Puts so many bugs into a bug base, for tests of what reads it.

    fill.py alterego.db 10000
"""

import json
import sqlite3
import sys

FORMS = ["drop_column", "rename_column", "rename_table", "add_column"]


def digest(text):
    """The program's number of a text: FNV-1a of 64 bits."""
    number = 14695981039346656037
    for byte in text.encode():
        number = (number ^ byte) * 1099511628211 % (1 << 64)
    return f"{number:016x}"


def main(path, count):
    base = sqlite3.connect(path)
    for table in ["sighting", "finding", "event", "answer", "sample"]:
        base.execute(f"DELETE FROM {table}")
    campaign = base.execute("SELECT id FROM campaign").fetchone()[0]
    for i in range(1, 60):
        base.execute("INSERT INTO sample VALUES(?, ?, ?, ?, ?)",
                     (campaign, i * 2000, i * 10, i * (300 + i), i * 100))
    for i in range(count):
        form = FORMS[i % len(FORMS)]
        signature = (f"outcome/{form}/rule{i}/expected:accepted/"
                     "actual:refused:no_such_column/sqlite")
        text = ("-- alterego: step=1\nCREATE TABLE t(a, b);\n"
                f"-- </script><b> {i}\nALTER TABLE t DROP b;\n")
        answers = ("  sqlite-3.40.1: predicted accepted [drop_column.accept]; "
                   "refused (no_such_column): no such column: b\n"
                   "  rebuild-3.40.1: predicted accepted "
                   "[drop_column.accept]; accepted\n")
        base.execute(
            "INSERT INTO finding VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (signature, "outcome", form, f"rule{i}", 2, len(text), text,
             "ALTER TABLE t DROP b", "shadow", "sqlite", "accepted",
             "refused (no_such_column): no such column: b", answers,
             json.dumps([["rows main.t", "1|2\n3|4", "1|2\n3|5"]])))
        base.execute("INSERT INTO sighting VALUES(?, ?, ?, ?, ?)",
                     (campaign, signature, count - i, i, i + 7))
        if i < 3:
            base.execute("INSERT INTO answer VALUES(?, ?, ?, ?, ?, ?, ?)",
                         (digest(text), "sqlite-3.54.1", 1, "build", "agrees",
                          "", "accepted"))
        if i % 50 == 49:
            base.execute("INSERT INTO event VALUES(?, ?, ?, ?, ?)",
                         (f"outcome-{form}-{digest(signature)[:8]}", 9,
                          "close", "", "fixed"))
    base.commit()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
