#include "selftest/full_case.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "base/check.h"
#include "generator/generator.h"
#include "shadow/shadow.h"

namespace alterego::selftest {
namespace {

// %t, %c, %d: names of the table and of two of its columns; %n a new name, %k
// one that a constraint may have; %v a literal, %y a type.
constexpr const char* kActions[] = {
    "ADD COLUMN %n %y DEFAULT %v",
    "ADD COLUMN %n %y NOT NULL DEFAULT %v FIRST",
    "ADD COLUMN %n %y UNIQUE AFTER %c",
    "ADD COLUMN IF NOT EXISTS %c %y",
    "ADD COLUMN %n AS (%c) STORED",
    "DROP COLUMN %c",
    "DROP COLUMN %c CASCADE",
    "DROP COLUMN IF EXISTS %n",
    "RENAME COLUMN %c TO %n",
    "RENAME TO %n",
    "RENAME CONSTRAINT %k TO %n",
    "ALTER COLUMN %c TO %n %y",
    "ALTER COLUMN %c TYPE %y",
    "ALTER COLUMN %c TYPE %y USING CAST(%d AS %y)",
    "ALTER COLUMN %c SET NOT NULL",
    "ALTER COLUMN %c DROP NOT NULL",
    "ALTER COLUMN %c SET DEFAULT %v",
    "ALTER COLUMN %c DROP DEFAULT",
    "ALTER COLUMN %c SET EXPRESSION AS (%d)",
    "ALTER COLUMN %c DROP EXPRESSION IF EXISTS",
    "ALTER COLUMN %c ADD GENERATED ALWAYS AS IDENTITY",
    "ALTER COLUMN %c DROP IDENTITY IF EXISTS",
    "ADD CONSTRAINT %k CHECK (%c IS NOT %v)",
    "ADD CHECK (%c <> %v) NOT VALID",
    "ADD CONSTRAINT %k FOREIGN KEY (%c) REFERENCES %t(%d)",
    "ADD CONSTRAINT %k UNIQUE (%c, %d)",
    "ADD UNIQUE (%c)",
    "ADD CONSTRAINT %k PRIMARY KEY (%c)",
    "DROP CONSTRAINT %k",
    "DROP CONSTRAINT IF EXISTS %k CASCADE",
    "VALIDATE CONSTRAINT %k",
    "SET STRICT",
    "SET NOT STRICT",
    "SET WITHOUT ROWID",
    "SET WITH ROWID",
};
constexpr const char* kTypes[] = {"INTEGER", "TEXT", "REAL",
                                  "BLOB",    "ANY",  "NUMERIC"};
constexpr const char* kValues[] = {"0", "NULL", "'x'", "1.5", "x'00'", "-7"};
constexpr const char* kNames[] = {"n1", "\"n 2\"", "rowid", "a", "\"A\""};
constexpr const char* kConstraints[] = {"k1", "k2", "c0", "\"K1\""};

template <size_t N>
std::string OneOf(const char* const (&from)[N], EntropySource& entropy) {
  return from[entropy.Below(N)];
}

}  // namespace

MemoryDatabase::MemoryDatabase() {
  ALTEREGO_CHECK(api_.open_v2(":memory:", &db_,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                                  SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX,
                              nullptr) == SQLITE_OK);
  api_.progress_handler(db_, kPeriod, &MemoryDatabase::OnProgress, this);
  observer_.emplace(api_, db_);
}

MemoryDatabase::~MemoryDatabase() {
  observer_.reset();
  api_.close_v2(db_);
}

int MemoryDatabase::OnProgress(void* self) {
  return ++static_cast<MemoryDatabase*>(self)->periods_ > kPeriodsMax;
}

void MemoryDatabase::Run(const std::string& sql) {
  api_.exec(db_, sql.c_str(), nullptr, nullptr, nullptr);
}

std::string MemoryDatabase::Observe() { return Observe(true); }
std::string MemoryDatabase::ObserveUnordered() { return Observe(false); }

std::string MemoryDatabase::Observe(bool ordered) {
  const auto seen = observer_->Observe({true, true, true, true, true});
  ALTEREGO_CHECK(seen.ok());
  std::string out;
  for (const Section& section : seen->sections) {
    absl::StrAppend(&out, section.name, " ", static_cast<int>(section.status),
                    "\n");
    if (ordered || section.name.rfind("schema ", 0) != 0) {
      absl::StrAppend(&out, section.text);
      continue;
    }
    std::vector<std::string> lines = absl::StrSplit(section.text, '\n');
    std::sort(lines.begin(), lines.end());
    absl::StrAppend(&out, absl::StrJoin(lines, "\n"), "\n");
  }
  return out;
}

std::optional<FullCase> DrawFullCase(EntropySource& entropy) {
  Weights weights = Weights::Defaults();
  weights.Set(Feature::kInvalid, 0);
  const Generator generator(weights, Limits{.tables_max = 2,
                                            .columns_max = 4,
                                            .rows_max = 3,
                                            .statements_max = 10});
  shadow::Shadow shadow{Dialect{.version = {3, 40, 1}}};
  FullCase out;
  for (int i = 0;; ++i) {
    const auto step = generator.Next(entropy, shadow.world(), i);
    if (!step) break;
    const shadow::Verdict verdict = shadow.Judge(*step);
    if (!verdict.prediction.predicted) break;
    if (!verdict.prediction.may_accept) continue;
    shadow.Advance(verdict, true);
    out.setup.push_back(step->sql);
  }
  std::vector<const CreateTable*> tables;
  const shadow::Database* const main =
      shadow.world().now.databases.front().get();
  for (const shadow::ObjectPtr& object : main->objects) {
    const CreateTable* table = object->AsTable();
    if (table != nullptr && !table->columns.empty()) tables.push_back(table);
  }
  if (tables.empty()) return std::nullopt;
  const CreateTable& table = *entropy.Pick(tables);
  const auto column = [&] {
    return entropy.Pick(table.columns).name.id.Quoted();
  };
  const std::string name = table.name.id.Quoted();
  out.alter = absl::StrCat("ALTER TABLE main.", name, " ");
  for (int actions = 0; actions < 3; ++actions) {
    if (actions > 0) absl::StrAppend(&out.alter, ", ");
    absl::StrAppend(&out.alter,
                    absl::StrReplaceAll(OneOf(kActions, entropy),
                                        {{"%t", name},
                                         {"%c", column()},
                                         {"%d", column()},
                                         {"%n", OneOf(kNames, entropy)},
                                         {"%k", OneOf(kConstraints, entropy)},
                                         {"%v", OneOf(kValues, entropy)},
                                         {"%y", OneOf(kTypes, entropy)}}));
    if (!entropy.Chance(1, 3)) break;
  }
  return out;
}

}  // namespace alterego::selftest
