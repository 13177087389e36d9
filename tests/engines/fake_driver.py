"""A driver of the process protocol for tests: Python's own SQLite.

Its argument is how it misbehaves when a statement holds the word FAULT.
"""

import json
import os
import sqlite3
import sys
import time

FAULT = sys.argv[1] if len(sys.argv) > 1 else "none"
ID = 0


def encode(value):
    if value is None:
        return None
    if isinstance(value, int):
        return ["i", str(value)]
    if isinstance(value, float):
        return ["r", repr(value)]
    if isinstance(value, str):
        return ["t", value]
    return ["b", value.hex()]


def misbehave():
    if FAULT == "exit":
        sys.exit(7)
    if FAULT == "crash":
        os.abort()
    if FAULT == "hang":
        time.sleep(60)
    if FAULT == "garbage":
        print("not json", flush=True)
    if FAULT == "half":
        sys.stdout.write('{"id":')
        sys.stdout.flush()
        os._exit(0)
    if FAULT == "wrong_id":
        print('{"id":-5,"ok":true}', flush=True)
    if FAULT == "nothing":
        print("", flush=True)
    if FAULT == "gigabyte":
        for _ in range(1024):
            sys.stdout.write("x" * (1 << 20))
        sys.stdout.flush()
    if FAULT == "no_ok":
        print('{"id":%d}' % ID, flush=True)
    if FAULT == "binary":
        sys.stdout.buffer.write(bytes(range(256)) + b"\n")
        sys.stdout.flush()
    if FAULT == "deep":
        print("[" * 100000, flush=True)


class Driver:
    def __init__(self):
        self.open("")

    def open(self, path):
        self.path = path
        self.db = sqlite3.connect(path or ":memory:", isolation_level=None)

    def handle(self, request):
        op = request["op"]
        if FAULT == "refuses_" + op:
            return {"ok": False, "message": "not today"}
        if op == "hello" and FAULT == "other_protocol":
            return {"ok": True, "protocol": 2, "sqlite": "3.40.1"}
        if op == "hello" and FAULT == "no_version":
            return {"ok": True, "protocol": 1, "sqlite": "new"}
        if op == "hello":
            return {"ok": True, "protocol": 1, "engine": "fake",
                    "version": "1", "sqlite": sqlite3.sqlite_version}
        if op == "open":
            self.open(request["path"])
            return {"ok": True}
        if op == "reset":
            self.open("")
            return {"ok": True}
        if op == "batch":
            replies = [self.handle(r) for r in request["requests"]]
            if FAULT == "short_batch" and "FAULT" in str(request):
                replies.pop()
            return {"ok": True, "replies": replies}
        if op == "close":
            return {"ok": True}
        if op not in ("execute", "query"):
            return {"ok": False, "class": "unsupported", "code": 0,
                    "message": "cannot " + op}
        if "FAULT" in request["sql"]:
            misbehave()
        try:
            cursor = self.db.execute(request["sql"])
            rows = cursor.fetchall()
            names = [d[0] for d in cursor.description or []]
        except sqlite3.Error as error:
            return {"ok": False, "class": "error", "code": 1,
                    "message": str(error)}
        if op == "execute":
            return {"ok": True}
        if FAULT == "narrow_rows" and "FAULT" in request["sql"]:
            return {"ok": True, "columns": ["a", "b"], "rows": [[["i", "1"]]]}
        if FAULT == "odd_value" and "FAULT" in request["sql"]:
            return {"ok": True, "columns": ["a"], "rows": [[["i", "x"]]]}
        return {"ok": True, "columns": names,
                "rows": [[encode(v) for v in row] for row in rows]}


def main():
    if FAULT == "silent":
        time.sleep(60)
    if FAULT == "early_exit":
        print("no module named engine", file=sys.stderr)
        sys.exit(1)
    driver = Driver()
    global ID
    for line in sys.stdin:
        request = json.loads(line)
        ID = request["id"]
        reply = {"id": request["id"], **driver.handle(request)}
        print(json.dumps(reply), flush=True)
        if request["op"] == "close":
            break


main()
