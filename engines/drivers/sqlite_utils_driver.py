"""sqlite-utils (Debian package sqlite-utils): ALTER as table.transform()."""

import importlib.metadata

import sqlite_utils

from driver import Driver, Text, serve


class SqliteUtils(Driver):
    engine = "sqlite-utils"
    forms = ["rename_column", "drop_column"]

    def version(self):
        return importlib.metadata.version("sqlite-utils")

    def alter(self, alter, sql):
        # It reads the schema itself, and wants text as text.
        self.db.text_factory = str
        try:
            # It would switch recursive triggers on for the connection.
            database = sqlite_utils.Database(self.db, recursive_triggers=False)
            table = database[alter["table"]]
            if not table.exists():
                raise ValueError("no such table: " + alter["table"])
            column = alter["column"]
            if column not in table.columns_dict:
                raise ValueError("no such column: " + column)
            if alter["form"] == "drop_column":
                table.transform(drop={column})
            else:
                table.transform(rename={column: alter["to"]})
        finally:
            self.db.text_factory = Text


serve(SqliteUtils())
