"""scripts/check_layers.py finds each planted violation, and only those."""
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "scripts"))
import check_layers  # noqa: E402

LONG = "int F(int a) {\n" + "  ++a;\n" * 68 + "  return a;\n}\n"
TOO_LONG = "int F(int a) {\n" + "  ++a;\n" * 69 + "  return a;\n}\n"
MEMBER = ("class C {\n public:\n  C() : a_{1}, b_(2) {\n"
          + "    ++a_;\n" * 70 + "  }\n  int a_, b_;\n};\n")
TEMPLATE = ("namespace n {\ntemplate <class T>\nT F(T a) {\n"
            + "  ++a;\n" * 70 + "  return a;\n}\n}  // namespace n\n")
TABLE = "const Row kTable[] = {\n" + '  {"(", 1},\n' * 90 + "};\n"
STRUCT = "struct S {\n" + "  int F() { return 1; }\n" * 90 + "};\n"
RAW = 'const char* k = R"(\n' + "{ {\n" * 90 + ')";\nint x = 1;\n'

# path, text, what the complaint says ("" for none)
CASES = [
    ("shadow/a.cc", '#include "rebuild/rebuild.h"\n', "include rebuild/"),
    ("rebuild/a.cc", '#include "shadow/shadow.h"\n', "include shadow/"),
    ("generator/a.cc", '#include "engines/engine.h"\n', "include engines/"),
    ("oracle/a.cc", '#include "engines/engine.h"\n', "include engines/"),
    ("base/a.cc", '#include "model/value.h"\n', "include model/"),
    ("runner/a.cc", '#include "cli/main.h"\n', "include cli/"),
    ("runner/a.cc", '#include "engines/engine.h"\n', ""),
    ("oracle/a.cc", '#include "shadow/shadow.h"\n', ""),
    ("shadow/a.cc", '// #include "rebuild/rebuild.h"\n', ""),
    ("runner/a.cc", "int x = sqlite3_changes(db);\n", "may call SQLite"),
    ("shadow/a.cc", "#include <sqlite3.h>\n", "may call SQLite"),
    ("engines/a.cc", "int x = sqlite3_changes(db);\n", ""),
    ("runner/a.cc", "// sqlite3_changes(db) says\n", ""),
    ("generator/a.cc", "int x = rand();\n", "EntropySource"),
    ("generator/a.cc", "std::random_device d;\n", "EntropySource"),
    ("runner/a.cc", "absl::BitGen g;\n", "EntropySource"),
    ("runner/a.cc", "int x = time(nullptr);\n", "no wall clock"),
    ("shadow/a.cc", "auto x = std::chrono::steady_clock::now();\n",
     "no clock in this layer"),
    ("runner/a.cc", "auto x = std::chrono::steady_clock::now();\n", ""),
    ("shadow/a.cc", "auto x = trigger.time (0);\n", ""),
    ("oracle/a.cc", "std::unordered_map<int, int> m;\n", "hash order"),
    ("oracle/a.cc", "// lookup only\nstd::unordered_map<int, int> m;\n", ""),
    ("rebuild/a.cc", "std::unordered_map<int, int> m;\n", ""),
    ("model/a.cc", LONG.replace("++a", "++a;  // {"), "71 lines"),
    ("model/a.cc", "\n" + LONG.replace("  ++a;\n", "", 1), ""),
    ("model/a.cc", TOO_LONG, "72 lines"),
    ("tests/model/a_test.cc", TOO_LONG, ""),
    ("model/a.cc", MEMBER, "72 lines"),
    ("model/a.cc", TEMPLATE, "function of"),
    ("model/a.cc", TABLE, ""),
    ("model/a.cc", STRUCT, ""),
    ("model/a.cc", RAW, ""),
    ("model/a.cc", "int x;" + " " * 80 + "int y;\n", "at most 80"),
    ("model/a.cc", "int x; \n", "blank at the end"),
    ("model/a.cc", "// TO" "DO: later\n", "nothing is left"),
    ("docs/a.md", "FIX" "ME\n", "nothing is left"),
    ("model/a.h", "#ifndef A\n#define A\n#endif\n", "ALTEREGO_MODEL_A_H_"),
    ("model/b/a.h",
     "#ifndef ALTEREGO_MODEL_B_A_H_\n#define ALTEREGO_MODEL_B_A_H_\n#endif\n",
     ""),
]


class CheckLayersTest(unittest.TestCase):
    def test_planted_violations(self):
        for path, text, expected in CASES:
            with self.subTest(path=path, text=text[:60]):
                with tempfile.TemporaryDirectory() as directory:
                    root = pathlib.Path(directory)
                    (root / path).parent.mkdir(parents=True)
                    (root / path).write_text(text, encoding="utf-8")
                    complaints = check_layers.check(root)
                if not expected:
                    self.assertEqual(complaints, [])
                    continue
                self.assertEqual(len(complaints), 1, complaints)
                self.assertTrue(complaints[0].startswith(path + ":"))
                self.assertIn(expected, complaints[0])

    def test_exit_codes(self):
        self.assertEqual(check_layers.main(["no/such/folder"]), 2)
        with tempfile.TemporaryDirectory() as directory:
            self.assertEqual(check_layers.main([directory]), 0)


if __name__ == "__main__":
    unittest.main()
