#!/usr/bin/env python3
"""Checks the house rules that a compiler does not check.

    scripts/check_layers.py [ROOT]      prints path:line: what is wrong

Layers: which folder includes which (docs/ARCHITECTURE.md, "Layers"), and that
SQLite's C functions are called only by rebuild/ and engines/. Determinism: no
clock, no foreign randomness and no hash order where results are made. Form:
lines of 80 columns, functions of 70 lines, header guards, nothing left to do.

Exit code 0: all holds; 1: something does not; 2: usage.
"""
import pathlib
import re
import sys

# Folder -> folders it may include; itself is implied.
LAYERS = {
    "base": set(),
    "model": {"base"},
    "shadow": {"base", "model"},
    "generator": {"base", "model", "shadow"},
    "rebuild": {"base", "model"},
    "engines": {"base", "model", "rebuild"},
    "oracle": {"base", "model", "shadow"},
}
LAYERS["runner"] = set(LAYERS)
LAYERS["selftest"] = set(LAYERS)
TOP = set(LAYERS)  # cli, tests, ... stand on everything
FOLDERS = {
    **LAYERS,
    "extension": {"base", "model", "rebuild"},
    "cli": TOP,
    "fuzz_targets": TOP | {"fuzz_targets"},
    "benchmarks": TOP,
    "tests": TOP | {"tests"},
}
# Where each ban holds.
CALLS_SQLITE = {"rebuild", "engines", "extension", "tests", "benchmarks"}
NO_CLOCK = {"model", "shadow", "generator", "rebuild", "oracle"}
NO_HASH_ORDER = {"model", "shadow", "generator", "oracle", "runner"}
LINE_MAX = 80
FUNCTION_LINES_MAX = 70

# What may stand between the last declaration and a function.
LEAD = re.compile(r"\s*(?:(?:public|private|protected)\s*:\s*)?")

INCLUDE = re.compile(r'^\s*#\s*include\s+"([a-z_]+)/')
SQLITE_CALL = re.compile(r"\bsqlite3_\w+\s*\(|#\s*include\s+<sqlite3")
RANDOMNESS = re.compile(
    r"\bstd::random_device\b|\babsl::(?:Insecure)?BitGen\b|\bstd::mt19937"
    r"|\bstd::shuffle\b|\bstd::\w+_distribution\b|\babsl::Uniform\b"
    r"|(?<![\w.>:])(?:std::)?s?rand\s*\(|(?<![\w.>:])random\s*\(\s*\)"
)
CLOCK = re.compile(
    r"\b(?:system|steady|high_resolution)_clock\b|\babsl::Now\b"
    r"|\bclock_gettime\b|\bgettimeofday\b"
    r"|(?<![\w.>:])(?:std::)?time\s*\(\s*(?:nullptr|NULL|0|&)"
)
# Wall clock: never, anywhere but in tests.
WALL_CLOCK = re.compile(
    r"\bsystem_clock\b|\babsl::Now\b|\bgettimeofday\b"
    r"|(?<![\w.>:])(?:std::)?time\s*\(\s*(?:nullptr|NULL|0|&)"
)
HASH = re.compile(
    r"\b(?:flat_hash|node_hash|unordered)_(?:multi)?(?:map|set)\s*<"
)
HASH_ALLOWED = "lookup only"  # in a comment on the line or the one above
UNFINISHED = re.compile("TO" + r"DO\b|FIX" + r"ME\b|\bX" + r"XX\b")
TEXT_FILES = {".h", ".cc", ".c", ".y", ".py", ".sh", ".cmake", ".md", ".sql",
              ".txt", ".json", ".in", ""}
LONG_LINES_ALLOWED = {".md", ".sql", ".json", ".y", ".txt"}
SKIPPED = {"build", "findings", ".git", ".engines", "__pycache__",
           "node_modules", ".cache"}


def code_only(text):
    """The text with comments and literals blanked, line breaks kept."""
    pattern = re.compile(
        r'//[^\n]*|/\*.*?\*/'
        r'|R"(?P<tag>[^()\\\s]{0,16})\(.*?\)(?P=tag)"'
        r'|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'',
        re.S,
    )

    def blank(match):
        found = match.group(0)
        quote = found[0] if found[0] in "\"'" else ""
        return quote + re.sub(r"[^\n]", " ", found[len(quote):])

    return pattern.sub(blank, text)


class Braces:
    """Walks over code and yields (first line, last line) of each function."""

    SCOPE = re.compile(r"\b(?:namespace|class|struct|union|enum)\b[^()]*$"
                       r'|\bextern\s+"?\s*$|^\s*$')

    def __init__(self, code):
        # Preprocessor lines (and their continuations) have no braces of ours.
        self.code = re.sub(
            r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*",
            lambda m: re.sub(r"[^\n]", " ", m.group(0)), code, flags=re.M)

    def functions(self):
        position, line, start = 0, 1, 0
        code = self.code
        while position < len(code):
            letter = code[position]
            if letter in ";}":
                start = position + 1
            elif letter == "{":
                head = code[start:position]
                if self.is_scope(head):
                    start = position + 1
                else:
                    end = self.closing(position)
                    if self.is_function(head):
                        skipped = LEAD.match(head).end()
                        yield (line_of(code, start + skipped),
                               line_of(code, end))
                        start = end + 1
                    position = end
            position += 1

    def is_scope(self, head):
        # A template's <class T> is no scope: look behind the parameter list.
        head = re.sub(r"template\s*<[^{;]*?>\s*(?=\w)", "", head)
        return self.SCOPE.search(head) is not None

    @staticmethod
    def is_function(head):
        """False for a variable's or a member's initializer."""
        if "(" not in head or re.search(r"=\s*$", head):
            return False
        # A brace behind a name in a constructor's initializer list.
        return not re.search(r"\)\s*(?:noexcept\s*)?:[^:].*\w\s*$", head, re.S)

    def closing(self, position):
        depth = 0
        for index in range(position, len(self.code)):
            if self.code[index] == "{":
                depth += 1
            elif self.code[index] == "}":
                depth -= 1
                if depth == 0:
                    return index
        return len(self.code) - 1


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def folder_of(path):
    return path.parts[0] if len(path.parts) > 1 else ""


def check_code_line(path, raw, above, code):
    """Complaints about one line of C++."""
    folder = folder_of(path)
    # The name of an included file is a literal: read it from the raw line.
    include = INCLUDE.match(raw)
    if include and code.strip().startswith("#"):
        target = include.group(1)
        known = target in FOLDERS
        if known and target != folder and target not in FOLDERS[folder]:
            yield f"{folder}/ may not include {target}/"
    if folder not in CALLS_SQLITE and SQLITE_CALL.search(code):
        yield "only rebuild/ and engines/ may call SQLite"
    if folder != "tests" and RANDOMNESS.search(code):
        yield "randomness comes from EntropySource only"
    if folder in NO_CLOCK and CLOCK.search(code):
        yield "no clock in this layer"
    elif folder != "tests" and WALL_CLOCK.search(code):
        yield "no wall clock"
    if folder in NO_HASH_ORDER and HASH.search(code):
        if HASH_ALLOWED not in raw + above:
            yield f"hash order is not stable; say '{HASH_ALLOWED}' if unused"


def check_code(path, text):
    code = code_only(text)
    raw_lines = text.split("\n")
    for number, line in enumerate(code.split("\n"), 1):
        above = raw_lines[number - 2] if number > 1 else ""
        for what in check_code_line(path, raw_lines[number - 1], above, line):
            yield number, what
    # Tests are tables: a long one is no worse than a short one.
    functions = [] if folder_of(path) == "tests" else Braces(code).functions()
    for first, last in functions:
        if last - first + 1 > FUNCTION_LINES_MAX:
            yield first, (f"function of {last - first + 1} lines; at most "
                          f"{FUNCTION_LINES_MAX}")
    if path.suffix == ".h":
        guard = "ALTEREGO_" + re.sub(r"\W", "_", str(path)).upper() + "_"
        if f"#ifndef {guard}\n#define {guard}\n" not in text:
            yield 1, f"the header guard must be {guard}"


def check_text(path, text):
    limited = path.suffix not in LONG_LINES_ALLOWED
    for number, line in enumerate(text.split("\n"), 1):
        if UNFINISHED.search(line):
            yield number, "nothing is left to be done later"
        if limited and len(line) > LINE_MAX:
            yield number, f"{len(line)} columns; at most {LINE_MAX}"
        if line.endswith((" ", "\t")) and path.suffix != ".sql":
            yield number, "blank at the end of the line"


def files(root):
    """The project's own files; corpora are data, not text of ours."""
    for path in sorted(root.iterdir()):
        if path.name in SKIPPED or path.name == "corpus":
            continue
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                hidden = SKIPPED & set(inner.relative_to(root).parts)
                if inner.is_file() and not hidden:
                    yield inner
        elif path.is_file():
            yield path


def check(root):
    complaints = []
    for path in files(root):
        if path.suffix not in TEXT_FILES:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        relative = path.relative_to(root)
        found = list(check_text(relative, text))
        if path.suffix in {".h", ".cc"} and folder_of(relative) in FOLDERS:
            found += check_code(relative, text)
        complaints += [f"{relative}:{line}: {what}"
                       for line, what in sorted(found)]
    return complaints


def main(arguments):
    if len(arguments) > 1 or arguments[:1] in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0 if len(arguments) == 1 else 2
    default = pathlib.Path(__file__).resolve().parent.parent
    root = pathlib.Path(arguments[0]) if arguments else default
    if not root.is_dir():
        print(f"{root}: no such directory", file=sys.stderr)
        return 2
    complaints = check(root)
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
