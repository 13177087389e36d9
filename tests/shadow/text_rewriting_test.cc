// What ALTER TABLE makes of the schema's text, byte by byte: every case of
// text_cases.txt on SQLite, in the shadow and in the rebuild engine, on every
// build at hand. All three must have the texts that the file lists.
//
//   # what it is about
//   @ 3.35                               since which release
//   CREATE TABLE t(a, b);                set-up
//   > ALTER TABLE t DROP b               \n is a new line
//   = CREATE TABLE t(a)                  all texts behind it, in their order,
//   ! error in view v: no such ...       or the message that refuses it
//   @ 3.54.1+                            what differs since that release
//   ! PRAGMA foreign_keys=1;             only run, where it comes before a >
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "model/script.h"
#include "rebuild/rebuild.h"
#include "shadow/shadow.h"
#include "tests/places.h"
#include "tests/shadow/sqlite_mirror.h"

namespace alterego::shadow {
namespace {

// The mode `sqlite` of the rebuild engine knows the releases since this one.
constexpr SqliteVersion kRebuiltSince = {3, 40, 0};

struct Answer {
  SqliteVersion since;
  std::vector<std::string> lines;
};
struct TextStep {
  std::string sql;
  std::vector<Answer> answers;  // none: only run

  const std::vector<std::string>& At(SqliteVersion version) const {
    const Answer* found = &answers[0];
    for (const Answer& answer : answers) {
      if (version >= answer.since) found = &answer;
    }
    return found->lines;
  }
};
struct TextCase {
  std::string title, setup;
  SqliteVersion since;
  std::vector<TextStep> steps;
};

std::string Unescaped(const std::string& line) {
  return absl::StrReplaceAll(line, {{"\\n", "\n"}});
}

// One line of a case; false if it is none that is known.
void ReadLine(const std::string& line, TextCase* c) {
  const std::string rest = line.size() > 2 ? line.substr(2) : "";
  TextStep* const step = c->steps.empty() ? nullptr : &c->steps.back();
  // A refusal ends its step, so that what is only run can follow.
  const bool asked = step != nullptr && !step->answers.empty() &&
                     step->answers.back().lines.empty();
  if (line[0] == '#') {
    c->title += rest + " ";
  } else if (line[0] == '@' && line.back() == '+') {
    const auto since = *SqliteVersion::Parse(rest.substr(0, rest.size() - 1));
    if (step->answers.size() == 1 && asked) step->answers.clear();
    step->answers.push_back({since, {}});
  } else if (line[0] == '@') {
    c->since = *SqliteVersion::Parse(rest);
  } else if (line[0] == '>') {
    c->steps.push_back({Unescaped(rest), {{SqliteVersion{}, {}}}});
  } else if (line[0] == '!' && !asked) {
    c->steps.push_back({rest, {}});
  } else if (line[0] == '!' || line[0] == '=') {
    step->answers.back().lines.push_back(Unescaped(line));
  } else {
    c->setup += line + "\n";
  }
}

std::vector<TextCase> ReadCases() {
  std::ifstream file(std::string(ALTEREGO_SOURCE_DIR) +
                     "/tests/shadow/text_cases.txt");
  std::vector<TextCase> cases;
  std::string line;
  bool open = false;
  while (std::getline(file, line)) {
    if (!line.empty() && !open) cases.emplace_back();
    open = !line.empty();
    if (open) ReadLine(line, &cases.back());
  }
  return cases;
}

std::vector<std::string> Texts(SqliteMirror& sqlite) {
  std::vector<std::string> out;
  for (const char* schema : {"main", "temp"}) {
    for (const Row& row :
         sqlite.Query("SELECT sql FROM " + std::string(schema) +
                      ".sqlite_master WHERE sql IS NOT NULL")) {
      out.push_back("= " + row[0].text());
    }
  }
  return out;
}

std::vector<std::string> Texts(const World& world) {
  std::vector<std::string> out;
  for (const auto& database : world.now.databases) {
    for (const ObjectPtr& object : database->objects) {
      if (!object->sql.empty()) out.push_back("= " + object->sql);
    }
  }
  return out;
}

std::vector<std::string> Alter(SqliteMirror& sqlite, const SqliteBuild& build,
                               const std::string& sql) {
  rebuild::Connection connection(*build.api, sqlite.db());
  const auto report = rebuild::Alter(connection, sql, {});
  if (report.ok()) return Texts(sqlite);
  const auto refusal = rebuild::RefusalOf(report.status());
  return {"! " + (refusal ? refusal->message : report.status().ToString())};
}

void RunCase(const TextCase& c, const SqliteBuild& build) {
  SqliteMirror native(*build.api), rebuilt(*build.api);
  const SqliteVersion version = native.version();
  if (version < c.since) return;
  ASSERT_EQ(native.Run(c.setup), "") << c.title;
  rebuilt.Run(c.setup);
  for (const TextStep& step : c.steps) {
    SCOPED_TRACE(build.name + ": " + c.title + "\n" + c.setup + step.sql);
    if (step.answers.empty()) {
      ASSERT_EQ(native.Run(step.sql), "");
      rebuilt.Run(step.sql);
      continue;
    }
    const std::vector<std::string>& expected = step.At(version);
    const Verdict verdict =
        Shadow(native.Read()).Judge(Step::FromSql(step.sql));
    const Outcome outcome = native.Execute(step.sql);
    const auto* refused = std::get_if<Refused>(&outcome);
    EXPECT_EQ(refused ? std::vector<std::string>{"! " + refused->message}
                      : Texts(native),
              expected);
    EXPECT_TRUE(verdict.prediction.predicted);
    EXPECT_TRUE(verdict.prediction.Allows(outcome))
        << verdict.prediction.ToString();
    if (!refused && verdict.if_accepted) {
      EXPECT_EQ(Texts(*verdict.if_accepted), expected);
    }
    if (version < kRebuiltSince) continue;
    EXPECT_EQ(Alter(rebuilt, build, step.sql), expected) << "rebuild";
  }
}

TEST(TextRewritingTest, EveryCaseOnEveryBuild) {
  const std::vector<TextCase> cases = ReadCases();
  ASSERT_GT(cases.size(), 35u);
  for (const SqliteBuild& build : SqliteBuilds()) {
    for (const TextCase& c : cases) RunCase(c, build);
  }
}

}  // namespace
}  // namespace alterego::shadow
