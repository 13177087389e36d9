// What the eight forms of ALTER share: answering, and building the world
// behind an accepted statement.
//
//   AlterWork work(world);
//   work.Replace(d, index, object);
//   return work.Accept("rename_table.accept");
#ifndef ALTEREGO_SHADOW_ALTER_H_
#define ALTEREGO_SHADOW_ALTER_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shadow/guard.h"
#include "shadow/schema_check.h"
#include "shadow/shadow.h"

namespace alterego::shadow {

// The rule of an ADD COLUMN of what is generated from itself, and of a RENAME
// COLUMN that makes it so: SQLite takes it, and nothing of the table can be
// read or written any more.
inline constexpr std::string_view kLoopRule = "add_column.accept_loop";
// The rule of an ADD COLUMN of a key that the authorizer ignores: the table
// stays as it is, and has an index for the key.
inline constexpr std::string_view kIgnoredKeyRule = "add_column.ignored_key";
// The rules of an ALTER that writable_schema lets through although a table or
// an index does not load behind it: memory and the file differ from then on.
inline constexpr std::string_view kUnloadableRule = "alter.accept_unloadable";
inline constexpr std::string_view kBrokenCheckRule = "add_column.accept_broken";

// Whether what is predicted by that rule leaves a database that is broken:
// nothing behind it can be judged.
inline bool LeavesBroken(std::string_view rule) {
  return rule == kHalfDoneRule || rule == kWreckRule || rule == kLoopRule ||
         rule == kIgnoredKeyRule || rule == kUnloadableRule ||
         rule == kBrokenCheckRule;
}

// The part of a form in the shadow: shadow/ops/<form>.cc defines all three.
// Guards run in order, then Effect.
template <class Op>
struct AlterRules {
  static const std::vector<Guard<Op>>& Guards();
  // Rules beyond the guards: what Effect may answer.
  static const std::vector<RuleInfo>& Effects();
  static Verdict Effect(const AlterContext<Op>& context, const WorldPtr& world);
};

// What SQLite refuses in front of an error of syntax; nullopt: nothing.
std::optional<Verdict> FaultBefore(const WorldPtr& world, std::string_view text,
                                   size_t error);

// Under which reason a fault is counted that SQLite's parser finds: not all of
// its messages speak of syntax.
Reason ReasonOfParser(std::string_view message);

Verdict AlterRefuse(const WorldPtr& world, Reason reason, std::string_view rule,
                    std::string message);
Verdict AlterUnknown(const WorldPtr& world, std::string_view rule);
// A fault of the schema: refused, or not predicted.
Verdict AlterFault(const WorldPtr& world, const SchemaFault& fault,
                   std::string_view rule);

// The world to be: databases are copied when first changed.
class AlterWork {
 public:
  explicit AlterWork(const WorldPtr& world);

  const Snapshot& now() const { return next_->now; }
  Database& Edit(size_t database);
  Verdict Accept(std::string_view rule) const;

 private:
  WorldPtr before_;
  std::shared_ptr<World> next_;
  std::vector<std::pair<size_t, std::shared_ptr<Database>>> copies_;
};

// `old` with new text, as `version` reads it, and names. An error, and no
// object, if the text does not parse.
struct RebuiltObject {
  ObjectPtr object;
  std::optional<sql::SyntaxError> error;
};
RebuiltObject RebuildObject(const Object& old, std::string sql, Identifier name,
                            Identifier table, SqliteVersion version);

// Replaces the text of the altered table, loads the schema again.
// nullopt: done. `reload_rule` names the refusal.
std::optional<Verdict> ReplaceTableSql(AlterWork& work, const WorldPtr& world,
                                       size_t database, size_t object,
                                       std::string sql, AlterKind kind,
                                       std::string_view reload_rule);

// The refusals that come before the words behind ADD are looked at. Before 3.52
// ADD meant ADD COLUMN: SQLite had looked at the table before it met a word
// that it did not know. `alter` only has to name the table.
std::optional<Verdict> GuardsOfAdd(const WorldPtr& world,
                                   const sql::Parsed& parsed,
                                   const AlterTable& alter);

// The refusals that come while the definition of an ADD COLUMN is read: its
// name, and clause by clause.
std::optional<Verdict> GuardsOfColumn(const WorldPtr& world,
                                      const sql::Parsed& parsed,
                                      const AlterTable& alter);

// Where the last token of an ALTER that SQLite has read starts: the semicolon,
// or the end of the text.
size_t StatementTail(const sql::Parsed& parsed, bool behind_semicolon);
// Offset at which ADD COLUMN inserts: the comma before the first table
// constraint, or the closing parenthesis.
size_t AddColumnOffset(const sql::Parsed& parsed, const CreateTable& table);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_ALTER_H_
