"""Django's schema editor (Debian package python3-django)."""


import django
from django.conf import settings
from django.db import connections, models

from driver import Driver, Text, Unsupported, serve

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField", INSTALLED_APPS=[],
    USE_TZ=False)
django.setup()

FIELDS = {"INTEGER": models.IntegerField, "INT": models.IntegerField,
          "TEXT": models.TextField, "REAL": models.FloatField,
          "BLOB": models.BinaryField}


class Django(Driver):
    engine = "django"
    forms = ["rename_table", "rename_column", "drop_column"]

    def version(self):
        return django.get_version()

    def alter(self, alter, sql):
        wrapper = connections["default"]
        wrapper.connection = self.db
        wrapper.in_atomic_block = self.db.in_transaction
        wrapper.autocommit = not self.db.in_transaction
        self.db.text_factory = str
        # The editor leaves foreign keys on, as Django's connections have them.
        foreign_keys, = self.db.execute("PRAGMA foreign_keys").fetchone()
        try:
            model, fields = self.model_of(alter["table"])
            # As Django's users have it: what fails is undone.
            with wrapper.schema_editor(
                    atomic=not self.db.in_transaction) as editor:
                self.operate(editor, alter, model, fields)
        finally:
            self.db.text_factory = Text
            self.db.execute(f"PRAGMA foreign_keys = {foreign_keys}")
            wrapper.in_atomic_block = False
            wrapper.connection = None

    # What inspectdb would write: a model says of a table what Django knows.
    def model_of(self, table):
        rows = self.db.execute(
            "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?)",
            (table,)).fetchall()
        if not rows:
            raise ValueError("no such table: " + table)
        if any("__" in row[0] or not row[0].isidentifier() or
               row[0].endswith("_") for row in rows):
            raise Unsupported("a model cannot have a field of that name")
        if sum(row[3] > 0 for row in rows) != 1:
            raise Unsupported("a model has a primary key of one column")
        sql = self.db.execute("SELECT sql FROM sqlite_master WHERE name = ?",
                              (table,)).fetchone()[0]
        if self.db.execute("SELECT 1 FROM pragma_foreign_key_list(?)",
                           (table,)).fetchone():
            raise Unsupported("models with foreign keys are not built here")
        unique = {row[0] for row in self.db.execute(
            "SELECT min(x.name) FROM pragma_index_list(?) AS l, "
            "pragma_index_info(l.name) AS x WHERE l.\"unique\" AND "
            "l.origin = 'u' GROUP BY l.name HAVING count(*) = 1", (table,))}
        fields = {}
        for name, kind, not_null, pk in rows:
            make = FIELDS.get(kind.upper())
            if make is None:
                raise Unsupported("no field for the type " + kind)
            if pk and "AUTOINCREMENT" in sql.upper():
                make = models.AutoField
            field = make(primary_key=True) if pk else make(
                null=not not_null, unique=name in unique)
            fields[name] = field
        meta = type("Meta", (), {"db_table": table, "app_label": "alterego",
                                 "managed": True, "apps": None})
        from django.apps.registry import Apps
        meta.apps = Apps()
        model = type("Model", (models.Model,),
                     {"__module__": __name__, "Meta": meta, **fields})
        return model, fields

    def operate(self, editor, alter, model, fields):
        if alter["form"] == "rename_table":
            editor.alter_db_table(model, alter["table"], alter["to"])
            return
        if alter["column"] not in fields:
            raise ValueError("no such column: " + alter["column"])
        old = model._meta.get_field(alter["column"])
        if alter["form"] == "drop_column":
            editor.remove_field(model, old)
            return
        new = old.clone()
        new.set_attributes_from_name(alter["to"])
        new.model = model
        editor.alter_field(model, old, new)


serve(Django())
