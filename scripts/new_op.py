#!/usr/bin/env python3
"""Writes the files of a new ALTER TABLE form, to be filled in.

    scripts/new_op.py rename_constraint "RENAME CONSTRAINT a TO b" [ROOT]

The files compile and are honest: until they are filled in, the generator draws
the form without its parts, the shadow says that it cannot tell, and the test
fails. What to do with them, and which lines elsewhere are yours to write, is in
docs/ADDING_AN_OPERATION.md. Existing files are never touched.

Exit code 0: written; 2: usage, or a file is there already.
"""
import pathlib
import re
import shutil
import subprocess
import sys

MODEL_H = """\
// ALTER TABLE t {syntax}
#ifndef ALTEREGO_MODEL_OPS_{UPPER}_H_
#define ALTEREGO_MODEL_OPS_{UPPER}_H_

#include <string>

#include "model/ops/op_traits.h"
#include "model/sql/name.h"

namespace alterego {{

struct {Op} {{
  // What the statement says, in the order of its text.
  friend bool operator==(const {Op}&, const {Op}&) = default;
}};

template <>
struct OpTraits<{Op}> {{
  static constexpr std::string_view kName = "{op}";
  static constexpr SqliteVersion kSince{{99, 0, 0}};
}};

// The action as SQL, without ALTER TABLE t: "{syntax}".
std::string ActionSql(const {Op}& op);

}}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_{UPPER}_H_
"""
MODEL_CC = """\
#include "model/ops/{op}.h"

namespace alterego {{

std::string ActionSql(const {Op}&) {{ return "{syntax}"; }}

}}  // namespace alterego
"""
SHADOW_CC = """\
// {syntax}
#include "shadow/alter.h"

namespace alterego::shadow {{

// In the order in which they are tested: the first that fires names the error.
template <>
const std::vector<Guard<{Op}>>& AlterRules<{Op}>::Guards() {{
  static const auto* const guards = new std::vector<Guard<{Op}>>;
  return *guards;
}}

template <>
const std::vector<RuleInfo>& AlterRules<{Op}>::Effects() {{
  static const auto* const rules = new std::vector<RuleInfo>{{
      {{"{op}.unknown", "not predicted yet", {{3, 0, 0}}, {{99, 0, 0}}}},
  }};
  return *rules;
}}

template <>
Verdict AlterRules<{Op}>::Effect(
    const AlterContext<{Op}>&, const WorldPtr& world) {{
  return AlterUnknown(world, "{op}.unknown");
}}

}}  // namespace alterego::shadow
"""
GENERATOR_H = """\
// Draws ALTER TABLE t {syntax}.
#ifndef ALTEREGO_GENERATOR_OPS_{UPPER}_H_
#define ALTEREGO_GENERATOR_OPS_{UPPER}_H_

#include "generator/context.h"
#include "model/alter_table.h"

namespace alterego::generator {{

// Right, or wrong in one of the ways that are refused if context.invalid().
AlterTable DrawAlter(Tag<{Op}>, Context& context);

}}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_OPS_{UPPER}_H_
"""
GENERATOR_CC = """\
#include "generator/ops/{op}.h"

#include "generator/ops/subject.h"

namespace alterego::generator {{

AlterTable DrawAlter(Tag<{Op}>, Context& context) {{
  AlterTable alter = AlterOf(context, context.PickTable(), {Op}{{}});
  if (context.invalid()) SpoilSubject(context, alter);
  return alter;
}}

}}  // namespace alterego::generator
"""
REBUILD_CC = """\
// ALTER TABLE t {syntax}
#include "rebuild/planner.h"

namespace alterego::rebuild {{

absl::StatusOr<Plan> PlanOp(const Context&, const {Op}&) {{
  return absl::UnimplementedError("{op} is not carried out yet");
}}

}}  // namespace alterego::rebuild
"""
TEST = """\
// {syntax}: read, printed, and predicted.
#include <gtest/gtest.h>

#include "model/alter_table.h"
#include "model/sql/parser.h"

namespace alterego {{
namespace {{

TEST({Op}, ParsesAndPrints) {{
  const std::string text = "ALTER TABLE t {syntax}";
  const sql::ParseResult parsed = sql::ParseStatement(text);
  ASSERT_TRUE(parsed.ok()) << parsed.error().ToString();
  const auto* alter = std::get_if<AlterTable>(&parsed->statement);
  ASSERT_NE(alter, nullptr);
  EXPECT_EQ(OpName(alter->op), "{op}");
  EXPECT_EQ(alter->ToSql(), text);
}}

}}  // namespace
}}  // namespace alterego
"""
FILES = {
    "model/ops/{op}.h": MODEL_H,
    "model/ops/{op}.cc": MODEL_CC,
    "shadow/ops/{op}.cc": SHADOW_CC,
    "generator/ops/{op}.h": GENERATOR_H,
    "generator/ops/{op}.cc": GENERATOR_CC,
    "rebuild/ops/{op}.cc": REBUILD_CC,
    "tests/model/ops/{op}_test.cc": TEST,
}


def main(arguments):
    if len(arguments) not in (2, 3) or not re.fullmatch(
            r"[a-z][a-z0-9]*(_[a-z0-9]+)*", arguments[0]):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    op, syntax = arguments[:2]
    root = pathlib.Path(arguments[2] if len(arguments) == 3 else
                        pathlib.Path(__file__).resolve().parent.parent)
    words = {"op": op, "UPPER": op.upper(), "syntax": syntax,
             "Op": "".join(word.capitalize() for word in op.split("_"))}
    texts = {root / path.format(**words): text.format(**words)
             for path, text in FILES.items()}
    for path in texts:
        if path.exists():
            print(f"{path} is there already", file=sys.stderr)
            return 2
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(root))
    if shutil.which("clang-format"):  # the length of a name breaks lines
        subprocess.run(["clang-format", "-i", *texts], check=True)
    print("Now docs/ADDING_AN_OPERATION.md, step 2.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
