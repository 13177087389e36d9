#include "runner/native.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "base/status_macros.h"
#include "engines/registry.h"
#include "model/sql/edit.h"
#include "model/sql/lexer.h"
#include "model/sql/parser.h"
#include "oracle/expect.h"
#include "oracle/probes.h"

namespace alterego {
namespace {

constexpr SqliteVersion kSince{3, 53, 0};

bool IsConstraintForm(const Step& step) {
  if (step.parsed == nullptr) return false;
  const auto* alter = std::get_if<AlterTable>(&step.parsed->statement);
  return alter != nullptr &&
         (std::holds_alternative<AddCheck>(alter->op) ||
          std::holds_alternative<DropConstraint>(alter->op) ||
          std::holds_alternative<SetNotNull>(alter->op) ||
          std::holds_alternative<DropNotNull>(alter->op));
}

bool IsAccepted(const Outcome& outcome) {
  return std::holds_alternative<Accepted>(outcome);
}

// SQLite takes the NOT of NOT DEFERRABLE for that of NOT NULL: SET NOT NULL
// replaces it, and what DROP CONSTRAINT leaves of a foreign key is then about
// another one. Without these words a foreign key is the same.
std::string WithoutNotDeferrable(const std::string& create) {
  // Rows come in statements that are long to read.
  if (!create.starts_with("CREATE ")) return create;
  const sql::ParseResult parsed = sql::ParseStatement(create);
  if (!parsed.ok()) return create;
  if (!std::holds_alternative<CreateTable>(parsed->statement)) return create;
  const auto is = [&](sql::TokenIndex token, std::string_view word) {
    return token != sql::kNoToken &&
           parsed->tokens[token].kind == sql::TokenKind::kKeyword &&
           Identifier(parsed->TextOf(token)) == Identifier(word);
  };
  std::string out;
  for (sql::TokenIndex i = 0; i < parsed->tokens.size(); ++i) {
    const sql::TokenIndex next = sql::NextSignificant(*parsed, i);
    if (!is(i, "not") || !is(next, "deferrable")) {
      out += parsed->TextOf(i);
      continue;
    }
    i = next;
    const sql::TokenIndex initially = sql::NextSignificant(*parsed, i);
    if (is(initially, "initially")) {
      i = sql::NextSignificant(*parsed, initially);
    }
  }
  return out;
}

// What an ALTER can change, and nothing of the connection.
Observation Database(const Observation& all) {
  Observation out;
  for (const Section& section : all.sections) {
    const std::string word = section.name.substr(0, section.name.find(' '));
    for (const char* kept :
         {"schema", "xinfo", "indexes", "index", "fks", "rows"}) {
      if (word == kept) out.sections.push_back(section);
    }
  }
  return out;
}

}  // namespace

absl::StatusOr<std::optional<NativeAnswer>> NativeOracle::Ask(
    const shadow::World& before, const Step& step, const shadow::World* after) {
  if (!IsConstraintForm(step)) return std::optional<NativeAnswer>();
  if (!looked_) {
    looked_ = true;
    const auto newest = NewestBuild(root_);
    if (newest && newest->version >= kSince) {
      ALTEREGO_ASSIGN_OR_RETURN(engine_, OpenEngine(newest->spec, {}));
    }
  }
  if (engine_ == nullptr) return std::optional<NativeAnswer>();
  std::vector<std::string> statements = RecreateSql(before);
  if (statements.empty()) return std::optional<NativeAnswer>();
  if (before.dialect.query_only) {
    statements.emplace_back("PRAGMA query_only=1");
  }
  ALTEREGO_RETURN_IF_ERROR(engine_->Reset());
  for (const std::string& sql : statements) {
    ALTEREGO_ASSIGN_OR_RETURN(const Outcome made,
                              engine_->Execute(WithoutNotDeferrable(sql)));
    // Versions differ in what they create.
    if (!IsAccepted(made)) return std::optional<NativeAnswer>();
  }
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<Difference> already,
                            Differences(before));
  ALTEREGO_ASSIGN_OR_RETURN(const Outcome outcome, engine_->Execute(step.sql));
  if (!IsAccepted(outcome)) return std::optional<NativeAnswer>();
  NativeAnswer answer;
  answer.spec = engine_->info().spec;
  if (after == nullptr) {
    answer.accepts_more = true;
    return std::optional<NativeAnswer>(std::move(answer));
  }
  ALTEREGO_ASSIGN_OR_RETURN(answer.differences, Differences(*after));
  // Rows of stored columns are computed anew here, and versions compute some
  // differently: 3.46 writes more digits of a number. No ALTER's doing.
  std::erase_if(answer.differences, [&](const Difference& d) {
    return d.section.starts_with("rows ") &&
           std::any_of(
               already.begin(), already.end(),
               [&](const Difference& a) { return a.section == d.section; });
  });
  return std::optional<NativeAnswer>(std::move(answer));
}

absl::StatusOr<std::vector<Difference>> NativeOracle::Differences(
    shadow::World world) {
  const ObserveOptions options{true, true, false, false};
  ALTEREGO_ASSIGN_OR_RETURN(const Observation seen, engine_->Observe(options));
  world.dialect.version = engine_->info().dialect.version;
  return Compare(
      canonical_.MeaningOf(Database(seen)),
      canonical_.MeaningOf(Database(Expecter().Expect(world, options))));
}

}  // namespace alterego
