#include "shadow/shadow.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "base/overloaded.h"
#include "model/sql/older.h"
#include "model/sql/prefix.h"
#include "shadow/alter.h"
#include "shadow/eval.h"
#include "shadow/full/full.h"
#include "shadow/query_check.h"
#include "shadow/schema_update.h"
#include "shadow/switch.h"
#include "shadow/table_info.h"

namespace alterego::shadow {
namespace {

Verdict Unknown(const WorldPtr& world, std::string_view rule) {
  return {Prediction::Unknown(rule), world, world};
}

// Whether a query has one column, as far as its text tells.
bool IsSurelyOneWide(const sql::Node& select) {
  using sql::NodeKind;
  for (const sql::Node& core : select.children) {
    const sql::Node* row = core.kind == NodeKind::kValues
                               ? &core.children[0]
                               : core.Child(NodeKind::kResultColumns);
    if (row == nullptr) continue;
    return row->children.size() == 1 &&
           row->children[0].kind != NodeKind::kStar;
  }
  return false;
}

// True for what SQLite looks at when the names are resolved, and we do not: the
// widths of rows and queries, RAISE(), and what MATCH and REGEXP stand for.
bool GoesBeyondNames(const sql::Node& node) {
  using sql::NodeKind;
  bool found = node.kind == NodeKind::kRaise ||
               (node.kind == NodeKind::kLike &&
                (node.op == sql::Op::kMatch || node.op == sql::Op::kRegexp));
  found = found || (node.kind == NodeKind::kSubquery &&
                    !IsSurelyOneWide(node.children[0]));
  const bool rows = node.kind == NodeKind::kValues;
  for (size_t i = 0; i < node.children.size(); ++i) {
    const sql::Node& child = node.children[i];
    const bool set = node.kind == NodeKind::kIn && i == 1;
    const bool list = child.kind == NodeKind::kList;
    if (set && !list) return true;
    const bool compared =
        (IsComparison(node) || node.kind == NodeKind::kBetween) &&
        !MisusesRows(node);
    if (list && !set && !rows && !compared) return true;
    found = found || GoesBeyondNames(child);
  }
  return found;
}

// A SELECT changes nothing; whether it compiles is asked of the resolver.
Verdict JudgeSelect(const WorldPtr& world, const Select& select) {
  const QueryCheck check =
      CheckQuery(world->now, world->dialect, select.node, nullptr);
  if (check.unknown) return Unknown(world, "select.unknown");
  if (check.error) {
    return {Prediction::Refuse(check.error->reason, "select.resolve",
                               check.error->message),
            world, world};
  }
  if (GoesBeyondNames(select.node)) return Unknown(world, "select.unknown");
  return {Prediction::Accept("select.accept"), world, world};
}

Verdict JudgeReindex(const WorldPtr& world, const Reindex& reindex) {
  const auto accept = [&world] {
    return Verdict{Prediction::Accept("reindex.accept"), world, world};
  };
  if (world->dialect.query_only) return Unknown(world, "reindex.unknown");
  if (!reindex.name) return accept();
  if (!reindex.schema && CollationByName(reindex.name->id.spelling())) {
    return accept();
  }
  bool known = !reindex.schema;
  for (size_t d = 0; d < world->now.databases.size(); ++d) {
    const Database& database = *world->now.databases[d];
    if (reindex.schema && !(database.name == reindex.schema->id)) continue;
    known = true;
    // Without a schema SQLite looks in main alone for tables before 3.49.
    if (!reindex.schema && d != 0) continue;
    if (database.FindTableOrView(reindex.name->id) != nullptr ||
        database.FindIndex(reindex.name->id) != nullptr) {
      return accept();
    }
  }
  if (!known) {
    return {
        Prediction::Refuse(Reason::kUnknownDatabase, "reindex.unknown_database",
                           "unknown database " + reindex.schema->ToSql()),
        world, world};
  }
  if (!reindex.schema) {
    for (const DatabasePtr& database : world->now.databases) {
      if (database->FindTableOrView(reindex.name->id) != nullptr ||
          database->FindIndex(reindex.name->id) != nullptr) {
        return Unknown(world, "reindex.unknown");
      }
    }
  }
  return {Prediction::Refuse(Reason::kNoSuchIndex, "reindex.no_such_object",
                             "unable to identify the object to be reindexed"),
          world, world};
}

}  // namespace

Shadow::Shadow(Dialect dialect) {
  auto world = std::make_shared<World>();
  world->dialect = dialect;
  world->now = EmptySnapshot();
  world_ = std::move(world);
}

std::optional<Verdict> FaultBefore(const WorldPtr& world, std::string_view text,
                                   size_t error) {
  const std::optional<sql::Parsed> part = sql::ParseBefore(text, error);
  if (!part) return std::nullopt;
  if (const auto* alter = std::get_if<AlterTable>(&part->statement)) {
    return GuardsOfColumn(world, *part, *alter);
  }
  return JudgeCreateBefore(world, *part);
}

namespace {

// `ALTER TABLE t ADD` as a statement that parses, if `text` begins so and the
// fault comes behind it; else nullptr.
std::unique_ptr<sql::Parsed> AddBefore(std::string_view text, size_t fault) {
  const std::vector<sql::Token> tokens = sql::Lex(text);
  for (const sql::Token& token : tokens) {
    if (token.offset >= fault) return nullptr;
    if (token.code == 0 || token.code != sql::KeywordCode("ADD")) continue;
    const std::string prefix(text.substr(0, token.offset + token.length));
    sql::ParseResult result = sql::ParseStatement(prefix + " x");
    if (!result.ok()) return nullptr;
    return std::make_unique<sql::Parsed>(std::move(*result));
  }
  return nullptr;
}

// What SQLite says of text that no grammar knows.
Verdict JudgeUnparsed(const WorldPtr& world, const Step& step) {
  std::string message;
  if (step.error != nullptr) {
    const SqliteVersion version = world->dialect.version;
    // A limit of our own parser.
    if (step.error->message == "statement too long") {
      return Unknown(world, "syntax.too_long");
    }
    // To this version a word is a name that no later one takes for one.
    if (sql::ReadByOlder(step.sql, *step.error, version)) {
      return Unknown(world, "syntax.old_name");
    }
    const sql::SyntaxError error =
        sql::SyntaxErrorIn(step.sql, *step.error, version);
    message = error.message;
    const auto add = version < SqliteVersion{3, 52, 0}
                         ? AddBefore(step.sql, step.error->offset)
                         : nullptr;
    const AlterTable* alter =
        add != nullptr ? std::get_if<AlterTable>(&add->statement) : nullptr;
    if (alter != nullptr) {
      if (auto verdict = GuardsOfAdd(world, *add, *alter)) {
        return *std::move(verdict);
      }
    }
    if (auto verdict = FaultBefore(world, step.sql, error.offset)) {
      return *std::move(verdict);
    }
  }
  return {Prediction::Refuse(ReasonOfParser(message), "syntax", message), world,
          world};
}

bool StartsWithAlter(const std::string& text) {
  for (const sql::Token& token : sql::Lex(text)) {
    if (token.kind == sql::TokenKind::kSpace ||
        token.kind == sql::TokenKind::kComment || token.In(text) == ";") {
      continue;
    }
    return token.code != 0 && token.code == sql::KeywordCode("ALTER");
  }
  return false;
}

// An ALTER TABLE of the full dialect; nullopt for every other statement.
std::optional<Verdict> JudgeFull(const WorldPtr& world, const Step& step) {
  if (world->dialect.mode != Mode::kFull) return std::nullopt;
  if (step.full == nullptr) {
    if (!StartsWithAlter(step.sql)) return std::nullopt;
    return Verdict{Prediction::Refuse(Reason::kSyntax, "full.syntax", ""),
                   world, world};
  }
  const Statement& statement = step.full->statement;
  if (const auto* full = std::get_if<AlterTableFull>(&statement)) {
    return JudgeAlterFull(world, *step.full, *full);
  }
  if (const auto* alter = std::get_if<AlterTable>(&statement)) {
    return JudgeAlterFull(world, *step.full, Widened(*alter));
  }
  return std::nullopt;
}

// Around 3.49 a comment hid that OVER, FILTER and WINDOW are keywords, because
// they are only in front of certain words (src/tokenize.c, getToken).
bool CommentHidesKeyword(const sql::Parsed& parsed, SqliteVersion version) {
  if (version < SqliteVersion{3, 49, 0} || version >= SqliteVersion{3, 51, 0}) {
    return false;
  }
  int looking = 0;  // how many words the keyword looks ahead
  for (const sql::Token& token : parsed.tokens) {
    if (token.kind == sql::TokenKind::kSpace) continue;
    if (token.kind == sql::TokenKind::kComment) {
      if (looking > 0) return true;
      continue;
    }
    if (looking > 0) --looking;
    if (token.kind != sql::TokenKind::kKeyword) continue;
    if (token.code == sql::KeywordCode("WINDOW")) looking = 2;
    if (token.code == sql::KeywordCode("OVER") ||
        token.code == sql::KeywordCode("FILTER")) {
      looking = 1;
    }
  }
  return false;
}

}  // namespace

namespace {

Verdict JudgeStep(const WorldPtr& world, const Step& step) {
  if (auto set = ParseSwitch(step.sql)) return JudgeSwitch(world, *set);
  if (auto verdict = JudgeFull(world, step)) return *std::move(verdict);
  if (step.parsed == nullptr) return JudgeUnparsed(world, step);
  const sql::Parsed& parsed = *step.parsed;
  // What SQLite has in memory is no longer what the schema says.
  if (world->dialect.writable_schema && IsStale(*world) &&
      !std::holds_alternative<Pragma>(parsed.statement) &&
      !std::holds_alternative<Update>(parsed.statement)) {
    return Unknown(world, "schema.stale");
  }
  // ALTER asks on its own: SQLite looks at the table before some of its words.
  const bool alter = std::holds_alternative<AlterTable>(parsed.statement);
  const auto error = sql::SyntaxErrorIn(parsed, world->dialect.version);
  if (error && !alter) {
    if (auto verdict = FaultBefore(world, parsed.source, error->offset)) {
      return *std::move(verdict);
    }
    return {Prediction::Refuse(ReasonOfParser(error->message), "syntax.version",
                               error->message),
            world, world};
  }
  if (CommentHidesKeyword(parsed, world->dialect.version)) {
    return {Prediction::Refuse(Reason::kSyntax, "syntax.comment", ""), world,
            world};
  }
  std::string window = WindowFault(parsed.statement, world->dialect.version);
  if (!window.empty()) {
    return {Prediction::Refuse(Reason::kBadDefinition, "syntax.window",
                               std::move(window)),
            world, world};
  }
  const auto create = [&](const auto&) { return JudgeCreate(world, parsed); };
  const auto dml = [&](const auto&) { return JudgeDml(world, parsed); };
  const auto transaction = [&](const auto&) {
    return JudgeTransaction(world, parsed.statement);
  };
  return std::visit(
      Overloaded{
          [&](const AlterTable& a) { return JudgeAlter(world, parsed, a); },
          [&](const CreateTable& s) { return create(s); },
          [&](const CreateIndex& s) { return create(s); },
          [&](const CreateView& s) { return create(s); },
          [&](const CreateTrigger& s) { return create(s); },
          [&](const CreateVirtualTable& s) { return create(s); },
          [&](const Drop& drop) { return JudgeDrop(world, drop); },
          [&](const Insert& s) { return dml(s); },
          [&](const Update& s) { return dml(s); },
          [&](const Delete& s) { return dml(s); },
          [&](const Select& select) { return JudgeSelect(world, select); },
          [&](const Begin& s) { return transaction(s); },
          [&](const Commit& s) { return transaction(s); },
          [&](const Rollback& s) { return transaction(s); },
          [&](const Savepoint& s) { return transaction(s); },
          [&](const Release& s) { return transaction(s); },
          [&](const RollbackTo& s) { return transaction(s); },
          [&](const Pragma& pragma) { return JudgePragma(world, pragma); },
          [&](const Reindex& reindex) { return JudgeReindex(world, reindex); },
          [&](const Analyze&) { return Unknown(world, "analyze.unknown"); },
          [&](const OtherStatement&) {
            return Unknown(world, "other.unknown");
          },
          [&](const AlterTableFull&) {
            return Unknown(world, "alter_full.unknown");
          },
      },
      parsed.statement);
}

bool SameRefusals(const Prediction& a, const Prediction& b) {
  return a.may_accept == b.may_accept &&
         std::equal(
             a.may_refuse.begin(), a.may_refuse.end(), b.may_refuse.begin(),
             b.may_refuse.end(),
             [](const Prediction::Refusal& x, const Prediction::Refusal& y) {
               return x.reason == y.reason && x.message == y.message;
             });
}

// A view that compiles only as long as "text" may be a string, and that
// something else reads: SQLite may know its columns from the time before.
bool ReadsViewOfStrings(const World& world, const World& with_strings,
                        const std::string& sql) {
  std::string texts = Identifier(sql).Folded();
  for (const DatabasePtr& database : world.now.databases) {
    for (const ObjectPtr& object : database->objects) {
      texts += '\n' + Identifier(object->sql).Folded();
    }
  }
  const auto times = [](const std::string& text, const std::string& word) {
    size_t count = 0;
    for (size_t at = text.find(word); at != text.npos;
         at = text.find(word, at + 1)) {
      ++count;
    }
    return count;
  };
  for (const DatabasePtr& database : world.now.databases) {
    for (const ObjectPtr& object : database->objects) {
      const CreateView* view = object->AsView();
      if (view == nullptr) continue;
      const std::string name = object->name.Folded();
      if (times(texts, name) == times(Identifier(object->sql).Folded(), name)) {
        continue;
      }
      // Asked of the view, not of its text: its names are looked up where it
      // stands.
      const auto all_of_it =
          sql::ParseStatement("SELECT * FROM " + database->name.Quoted() + "." +
                              object->name.Quoted());
      if (!all_of_it.ok()) return true;
      const auto fails = [&](const World& w) {
        const QueryCheck check =
            CheckQuery(w.now, w.dialect,
                       std::get<Select>(all_of_it->statement).node, nullptr);
        return check.unknown || check.error;
      };
      if (fails(world) && !fails(with_strings)) return true;
    }
  }
  return false;
}

}  // namespace

Verdict Shadow::Judge(const Step& step) const {
  Verdict verdict = JudgeStep(world_, step);
  if (world_->dialect.dqs_dml) return verdict;
  const Prediction& said = verdict.prediction;
  const bool refused = said.predicted && !said.may_accept;
  // ALTER TABLE compiles every view anew, but says first what it meets before.
  const bool alter = step.parsed != nullptr &&
                     std::holds_alternative<AlterTable>(step.parsed->statement);
  if (said.rule == kEndlessRule || LeavesBroken(said.rule)) return verdict;
  if (alter && !refused) return verdict;
  auto with_strings = std::make_shared<World>(*world_);
  with_strings->dialect.dqs_dml = true;
  const Prediction remembering = JudgeStep(with_strings, step).prediction;
  if (said.predicted && SameRefusals(said, remembering)) return verdict;
  if (!ReadsViewOfStrings(*world_, *with_strings, step.sql)) return verdict;
  if (!alter) return Unknown(world_, kRememberedViewRule);
  if (remembering.predicted && !remembering.may_accept) {
    verdict.prediction.may_refuse.insert(verdict.prediction.may_refuse.end(),
                                         remembering.may_refuse.begin(),
                                         remembering.may_refuse.end());
  }
  return verdict;
}

WorldPtr Shadow::AfterReopen() const {
  auto after = std::make_shared<World>();
  const Dialect& d = world_->dialect;
  after->dialect.version = d.version;
  after->dialect.mode = d.mode;
  after->dialect.dqs_ddl = d.dqs_ddl;
  after->dialect.dqs_dml = d.dqs_dml;
  after->dialect.defensive = d.defensive;
  after->now = EmptySnapshot();
  const Snapshot& committed =
      world_->frames.empty() ? world_->now : world_->frames[0].snapshot;
  after->now.databases[0] = committed.databases[0];
  return after;
}

}  // namespace alterego::shadow
