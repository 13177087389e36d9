"""Alembic (Debian package python3-alembic): ALTER as a batch operation."""


import os

# It would print a page of advice on versions to come.
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"

import alembic
import sqlalchemy
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.pool import StaticPool

from driver import Driver, Text, serve


class Alembic(Driver):
    engine = "alembic"
    forms = ["rename_table", "rename_column", "drop_column"]

    def version(self):
        return alembic.__version__

    def open(self):
        super().open()
        self.tool = sqlalchemy.create_engine(
            "sqlite://", creator=lambda: self.db, poolclass=StaticPool)
        # What the caller has begun is the caller's to end: not to be rolled
        # back with the first connection, nor committed with each statement.
        self.tool.dialect.do_commit = lambda connection: None
        self.tool.dialect.do_rollback = lambda connection: None

    def alter(self, alter, sql):
        self.db.text_factory = str
        try:
            with self.tool.connect() as connection:
                self.operate(connection, alter)
        finally:
            self.db.text_factory = Text

    def operate(self, connection, alter):
        operations = Operations(MigrationContext.configure(connection))
        table = alter["table"]
        if alter["form"] == "rename_table":
            operations.rename_table(table, alter["to"])
            return
        with operations.batch_alter_table(table, recreate="always") as batch:
            if alter["form"] == "drop_column":
                batch.drop_column(alter["column"])
            else:
                batch.alter_column(alter["column"],
                                   new_column_name=alter["to"])


serve(Alembic())
