"""The process protocol (engines/PROTOCOL.md) for engines with a Python driver.

A driver is a subclass of Driver. As it is it runs every statement on Python's
own SQLite; a tool overrides alter(), which gets an ALTER TABLE in parts.
"""

import contextlib
import json
import os
import shutil
import sqlite3
import sys


class Unsupported(Exception):
    """The tool has no way to do this."""


class Text(bytes):
    """TEXT as its bytes: it may hold NUL, or be no UTF-8."""


def encode(value):
    if value is None:
        return None
    if isinstance(value, int):
        return ["i", str(value)]
    if isinstance(value, float):
        return ["r", {float("inf"): "inf", float("-inf"): "-inf"}.get(
            value, repr(value))]
    if isinstance(value, Text):
        try:
            text = value.decode()
        except UnicodeDecodeError:
            return ["x", value.hex()]
        return ["x", value.hex()] if "\0" in text else ["t", text]
    return ["b", bytes(value).hex()]


class Driver:
    engine = "python-sqlite3"
    forms = None  # all of them; else the tool carries these out by alter()

    def version(self):
        return sqlite3.sqlite_version

    # To override: carries out what `alter` says on self.db, and raises what
    # the tool raises. `sql` is the statement itself.
    def alter(self, alter, sql):
        self.db.execute(sql)

    # To override: the connection as the tool makes it.
    def connect(self, path):
        return sqlite3.connect(path or ":memory:", isolation_level=None)

    def open(self):
        self.db = self.connect(self.path)
        self.db.text_factory = Text

    def close(self):
        self.db.close()

    def in_transaction(self):
        return self.db.in_transaction

    def remove(self):
        for suffix in ("", "-wal", "-shm", "-journal"):
            if self.path and os.path.exists(self.path + suffix):
                os.remove(self.path + suffix)

    def reset(self):
        self.close()
        self.remove()
        self.open()

    def load(self, path):
        if not self.path:
            raise Unsupported("a database in memory has no file")
        self.close()
        self.remove()
        for suffix in ("", "-wal"):
            if os.path.exists(path + suffix):
                shutil.copyfile(path + suffix, self.path + suffix)
        try:
            self.open()
            self.db.execute("SELECT count(*) FROM sqlite_master").fetchall()
        except Exception:
            self.reset()
            raise

    def hello(self):
        out = {"ok": True, "protocol": 1, "engine": self.engine,
               "version": self.version(), "sqlite": sqlite3.sqlite_version}
        if self.forms is not None:
            out.update(forms=self.forms, alter=True)
        return out

    def run(self, request):
        sql = request["sql"]
        if "alter" in request and self.forms is not None:
            form = request["alter"]["form"]
            if form not in self.forms:
                raise Unsupported(f"{self.engine} has no {form}")
            self.alter(self.in_main(request["alter"]), sql)
            return {"ok": True}
        cursor = self.db.execute(sql)
        rows = cursor.fetchall()
        if request["op"] == "execute":
            return {"ok": True}
        names = [d[0] for d in cursor.description or []]
        return {"ok": True, "columns": names,
                "rows": [[encode(v) for v in row] for row in rows]}

    # Tools know the main database alone, and look names up byte by byte: they
    # get them as the database spells them, as their users would write them.
    def in_main(self, alter):
        table = alter["table"]
        hidden = self.db.execute(
            "SELECT 1 FROM temp.sqlite_master WHERE name = ? COLLATE NOCASE",
            (table,)).fetchone()
        if hidden or alter.get("schema", "main").lower() != "main":
            raise Unsupported(f"{self.engine} knows the main database only")
        out = dict(alter, table=self.spelling(
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND "
            "name = ?1 COLLATE NOCASE", table))
        if "column" in alter and alter["form"] != "add_column":
            out["column"] = self.spelling(
                "SELECT name FROM pragma_table_info(?2) WHERE "
                "name = ?1 COLLATE NOCASE", alter["column"], out["table"])
        return out

    def spelling(self, sql, name, *more):
        found = self.db.execute(sql, (name, *more)).fetchone()
        if found is None:
            return name
        return found[0] if isinstance(found[0], str) else found[0].decode()

    def refusal(self, error):
        # SQLAlchemy and Django wrap the error of the library.
        while not isinstance(error, sqlite3.Error) and error.__cause__:
            error = error.__cause__
        code = getattr(error, "sqlite_errorcode", 1)
        if isinstance(error, sqlite3.IntegrityError):
            code = 19
        kind = {19: "constraint", 5: "busy"}.get(code & 0xff, "error")
        if isinstance(error, Unsupported):
            kind, code = "unsupported", 0
        return {"ok": False, "class": kind, "code": code,
                "message": str(error) or type(error).__name__}

    def handle(self, request):
        op = request["op"]
        if op == "hello":
            return self.hello()
        if op == "open":
            self.path = request["path"]
            self.temporary = request.get("temporary", False)
            self.open()
        elif op == "reset":
            self.reset()
        elif op == "reopen":
            if not self.path:
                return {"ok": False, "class": "unsupported", "code": 0,
                        "message": "a database in memory ends with its "
                                   "connection"}
            self.close()
            self.open()
        elif op == "batch":
            return {"ok": True,
                    "replies": [self.handle(r) for r in request["requests"]]}
        elif op in ("execute", "query", "load"):
            try:
                if op != "load":
                    return self.run(request)
                self.load(request["path"])
            except Exception as error:  # a tool may raise anything
                return self.refusal(error)
        elif op != "close":
            return {"ok": False, "class": "unsupported", "code": 0,
                    "message": "unknown op " + op}
        return {"ok": True}


def serve(driver):
    # What a tool prints must not get between the replies.
    out, sys.stdout = sys.stdout, sys.stderr
    driver.db, driver.path, driver.temporary = None, "", False
    for line in sys.stdin:
        request = json.loads(line)
        reply = {"id": request["id"], **driver.handle(request)}
        if driver.db is not None:
            reply["in_transaction"] = driver.in_transaction()
        out.write(json.dumps(reply) + "\n")
        out.flush()
        if request["op"] == "close":
            break
    if driver.db is not None:
        driver.close()
    if driver.temporary:
        driver.remove()
        # A folder that holds anything else is somebody's.
        with contextlib.suppress(OSError):
            os.rmdir(os.path.dirname(driver.path))
