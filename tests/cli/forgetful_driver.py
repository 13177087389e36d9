"""An engine with a bug, for tests: it says yes to DROP COLUMN and to DELETE,
and does neither. Else it is Python's own SQLite. Its argument is the folder of
the drivers.
"""

import sys

sys.path.insert(0, sys.argv[1])

from driver import Driver, serve  # noqa: E402


class Forgetful(Driver):
    engine = "forgetful"

    def run(self, request):
        words = request["sql"].upper()
        if " DROP " in words and words.lstrip().startswith("ALTER"):
            return {"ok": True}
        if words.lstrip().startswith("DELETE"):
            return {"ok": True}
        return super().run(request)


serve(Forgetful())
