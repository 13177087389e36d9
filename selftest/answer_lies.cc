// Lies in what is answered, about the settings of a connection, about objects
// that an ALTER has no business with, and statements carried out as others.
#include <signal.h>
#include <unistd.h>

#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "model/sql/parser.h"
#include "selftest/lies.h"

namespace alterego::selftest {
namespace {

bool Altered(const Said& said, const Outcome& outcome) {
  return said.alter != nullptr && std::holds_alternative<Accepted>(outcome);
}
Refused* RefusedAlter(const Said& said, Outcome* outcome) {
  return said.alter == nullptr ? nullptr : std::get_if<Refused>(outcome);
}
template <class Op>
const Op* OpOf(const Said& said) {
  return said.alter == nullptr ? nullptr : std::get_if<Op>(&said.alter->op);
}
// Answers without doing anything.
template <class Op>
std::optional<Outcome> DoNothing(Liar&, const Said& said) {
  if (OpOf<Op>(said) == nullptr) return std::nullopt;
  return Outcome(Accepted());
}
template <class Op>
std::optional<Outcome> Refuse(Liar&, const Said& said) {
  if (OpOf<Op>(said) == nullptr) return std::nullopt;
  return Outcome(Refused{Reason::kLogicError, 1, "SQL logic error", ""});
}
// The ALTER with its op changed by `change`; nullopt if it changes nothing.
template <class Op, class F>
std::optional<std::string> WithOp(const Said& said, F change) {
  if (OpOf<Op>(said) == nullptr) return std::nullopt;
  AlterTable alter = *said.alter;
  if (!change(std::get<Op>(alter.op))) return std::nullopt;
  return alter.ToSql();
}
template <class Rule>
std::optional<std::string> AddWithout(Liar&, const Said& said) {
  return WithOp<AddColumn>(said, [](AddColumn& add) {
    return std::erase_if(add.column.constraints, [](const auto& c) {
             return std::holds_alternative<Rule>(c.rule);
           }) > 0;
  });
}
// The columns of the table that the ALTER is about.
std::vector<sql::Name> ColumnsOf(Liar& liar, const Said& said) {
  std::vector<sql::Name> out;
  for (const SchemaRow& row : liar.Schema()) {
    if (row.type != "table" ||
        !(Identifier(row.name) == said.alter->table.id)) {
      continue;
    }
    const sql::ParseResult parsed = sql::ParseStatement(row.sql);
    if (!parsed.ok()) continue;
    const auto* table = std::get_if<CreateTable>(&parsed->statement);
    if (table == nullptr) continue;
    for (const Column& column : table->columns) out.push_back(column.name);
  }
  return out;
}
// Another column than the one named.
std::optional<sql::Name> Neighbour(Liar& liar, const Said& said,
                                   const sql::Name& column) {
  for (const sql::Name& name : ColumnsOf(liar, said)) {
    if (!(name.id == column.id)) return name;
  }
  return std::nullopt;
}
template <const char* kSql>
void RunBehind(Liar& liar, const Said& said, Outcome* outcome) {
  if (Altered(said, *outcome)) liar.Run(kSql);
}
constexpr char kForeignKeysOff[] = "PRAGMA foreign_keys = OFF";
constexpr char kForeignKeysOn[] = "PRAGMA foreign_keys = ON";
constexpr char kLegacyOn[] = "PRAGMA legacy_alter_table = ON";
constexpr char kRecursiveOn[] = "PRAGMA recursive_triggers = ON";
constexpr char kIgnoreChecks[] = "PRAGMA ignore_check_constraints = ON";
constexpr char kDeferKeys[] = "PRAGMA defer_foreign_keys = ON";
constexpr char kCaseSensitive[] = "PRAGMA case_sensitive_like = ON";
constexpr char kQueryOnly[] = "PRAGMA query_only = ON";
constexpr char kUserVersion[] = "PRAGMA main.user_version = 7";
constexpr char kApplicationId[] = "PRAGMA main.application_id = 7";

template <const char* kType, const char* kDatabase>
void Drop(Liar& liar, const Said& said, Outcome* outcome) {
  if (Altered(said, *outcome)) liar.DropNewest(kType, kDatabase);
}
constexpr char kMain[] = "main", kTemp[] = "temp", kIndex[] = "index",
               kTable[] = "table", kView[] = "view", kTrigger[] = "trigger";

constexpr Lie kSettings[] = {
    {.name = "foreign_keys_off",
     .what = "an ALTER leaves foreign_keys off",
     .after = RunBehind<kForeignKeysOff>},
    {.name = "foreign_keys_on",
     .what = "an ALTER leaves foreign_keys on",
     .after = RunBehind<kForeignKeysOn>},
    {.name = "legacy_alter_table_on",
     .what = "an ALTER leaves legacy_alter_table on",
     .after = RunBehind<kLegacyOn>},
    {.name = "recursive_triggers_on",
     .what = "an ALTER leaves recursive_triggers on",
     .after = RunBehind<kRecursiveOn>},
    {.name = "ignores_checks",
     .what = "behind an ALTER no CHECK is enforced",
     .after = RunBehind<kIgnoreChecks>},
    {.name = "defers_foreign_keys",
     .what = "an ALTER leaves foreign keys deferred",
     .after = RunBehind<kDeferKeys>},
    {.name = "case_sensitive_like",
     .what = "behind an ALTER LIKE tells case apart",
     .after = RunBehind<kCaseSensitive>},
    {.name = "query_only",
     .what = "behind an ALTER nothing can be written",
     .after = RunBehind<kQueryOnly>},
    {.name = "changes_user_version",
     .what = "an ALTER changes user_version",
     .after = RunBehind<kUserVersion>},
    {.name = "changes_application_id",
     .what = "an ALTER changes application_id",
     .after = RunBehind<kApplicationId>},
    {.name = "loses_index",
     .what = "an ALTER drops an index",
     .after = Drop<kIndex, kMain>},
    {.name = "loses_table",
     .what = "an ALTER drops a table",
     .after = Drop<kTable, kMain>},
    {.name = "loses_view",
     .what = "an ALTER drops a view",
     .after = Drop<kView, kMain>},
    {.name = "loses_trigger",
     .what = "an ALTER drops a trigger",
     .after = Drop<kTrigger, kMain>},
    {.name = "loses_temp_table",
     .what = "an ALTER drops a TEMP table",
     .after = Drop<kTable, kTemp>},
    {.name = "loses_temp_view",
     .what = "an ALTER drops a TEMP view",
     .after = Drop<kView, kTemp>},
    {.name = "loses_temp_trigger",
     .what = "an ALTER drops a TEMP trigger",
     .after = Drop<kTrigger, kTemp>},
    {.name = "forgets_index_on_reopen",
     .what = "a reopened database lacks an index",
     .reopened = [](Liar& liar) { liar.DropNewest(kIndex); }},
    {.name = "forgets_trigger_on_reopen",
     .what = "a reopened database lacks a trigger",
     .reopened = [](Liar& liar) { liar.DropNewest(kTrigger); }},
    {.name = "forgets_row_on_reopen",
     .what = "a reopened database lacks rows",
     .reopened =
         [](Liar& liar) {
           liar.ForTables(
               "DELETE FROM %t WHERE rowid = (SELECT max(rowid) FROM %t)");
         }},
    {.name = "keeps_temp_on_reopen",
     .what = "a reopened database has a TEMP table",
     .reopened = [](Liar& liar) { liar.Run("CREATE TEMP TABLE kept(a)"); }},
};

constexpr Lie kAnswers[] = {
    {.name = "refuses_rename_table",
     .what = "RENAME TO is refused",
     .answer = Refuse<RenameTable>},
    {.name = "refuses_rename_column",
     .what = "RENAME COLUMN is refused",
     .answer = Refuse<RenameColumn>},
    {.name = "refuses_add_column",
     .what = "ADD COLUMN is refused",
     .answer = Refuse<AddColumn>},
    {.name = "refuses_drop_column",
     .what = "DROP COLUMN is refused",
     .answer = Refuse<DropColumn>},
    {.name = "skips_rename_table",
     .what = "RENAME TO does nothing",
     .answer = DoNothing<RenameTable>},
    {.name = "skips_rename_column",
     .what = "RENAME COLUMN does nothing",
     .answer = DoNothing<RenameColumn>},
    {.name = "skips_add_column",
     .what = "ADD COLUMN does nothing",
     .answer = DoNothing<AddColumn>},
    {.name = "skips_drop_column",
     .what = "DROP COLUMN does nothing",
     .answer = DoNothing<DropColumn>},
    {.name = "accepts_refused",
     .what = "a refused ALTER is called accepted",
     .after =
         [](Liar&, const Said& said, Outcome* outcome) {
           if (RefusedAlter(said, outcome) != nullptr) *outcome = Accepted();
         }},
    {.name = "words_it_otherwise",
     .what = "a refusal ends with an exclamation mark",
     .after =
         [](Liar&, const Said& said, Outcome* outcome) {
           Refused* refused = RefusedAlter(said, outcome);
           if (refused != nullptr) refused->message += "!";
         }},
    {.name = "folds_message",
     .what = "a refusal folds the names in it",
     .after =
         [](Liar&, const Said& said, Outcome* outcome) {
           Refused* refused = RefusedAlter(said, outcome);
           if (refused == nullptr) return;
           for (char& c : refused->message) c = FoldAscii(c);
         }},
    {.name = "wrong_reason",
     .what = "a missing column is called a missing table",
     .after =
         [](Liar&, const Said& said, Outcome* outcome) {
           Refused* refused = RefusedAlter(said, outcome);
           if (refused != nullptr && refused->reason == Reason::kNoSuchColumn) {
             refused->reason = Reason::kNoSuchTable;
           }
         }},
    {.name = "loses_wrapper",
     .what = "a refusal does not say which object it is about",
     .after =
         [](Liar&, const Said& said, Outcome* outcome) {
           Refused* refused = RefusedAlter(said, outcome);
           if (refused == nullptr || refused->wrapper.empty()) return;
           refused->message.erase(0, refused->wrapper.size());
         }},
    {.name = "is_late",
     .what = "an ALTER gives no answer in time, and the engine says so",
     .answer = [](Liar&, const Said& said) -> std::optional<Outcome> {
       if (said.alter == nullptr) return std::nullopt;
       return Outcome(Lost{Lost::How::kTimeout, "5000 ms"});
     }},
    {.name = "hangs",
     .what = "an ALTER never comes back",
     .answer = [](Liar&, const Said& said) -> std::optional<Outcome> {
       while (said.alter != nullptr) ::pause();
       return std::nullopt;
     }},
    {.name = "crashes",
     .what = "an ALTER ends the process",
     .answer = [](Liar&, const Said& said) -> std::optional<Outcome> {
       if (said.alter != nullptr) ::raise(SIGKILL);
       return std::nullopt;
     }},
    {.name = "integrity_always_fails",
     .what = "integrity_check complains about a sound database",
     .seen =
         [](Liar&, Observation* seen) {
           for (Section& section : seen->sections) {
             if (section.name == "integrity main") {
               section.text = "'row 1 missing from index i'\n";
             }
           }
         }},
    {.name = "reverses_foreign_keys",
     .what = "foreign_key_list numbers the keys otherwise",
     .seen =
         [](Liar&, Observation* seen) {
           for (Section& section : seen->sections) {
             if (section.name.rfind("fks ", 0) != 0) continue;
             section.text = absl::StrReplaceAll(
                 section.text, {{"\n0|", "\n1|"}, {"\n1|", "\n0|"}});
           }
         }},
};

constexpr Lie kRewriting[] = {
    {.name = "renames_neighbour",
     .what = "RENAME COLUMN renames another column",
     .instead = [](Liar& liar, const Said& said) -> std::optional<std::string> {
       return WithOp<RenameColumn>(said, [&](RenameColumn& rename) {
         const auto other = Neighbour(liar, said, rename.from);
         if (other) rename.from = *other;
         return other.has_value();
       });
     }},
    {.name = "drops_neighbour",
     .what = "DROP COLUMN drops another column",
     .instead = [](Liar& liar, const Said& said) -> std::optional<std::string> {
       return WithOp<DropColumn>(said, [&](DropColumn& drop) {
         const auto other = Neighbour(liar, said, drop.column);
         if (other) drop.column = *other;
         return other.has_value();
       });
     }},
    {.name = "adds_without_default",
     .what = "ADD COLUMN leaves out the DEFAULT",
     .instead = AddWithout<DefaultRule>},
    {.name = "adds_without_not_null",
     .what = "ADD COLUMN leaves out NOT NULL",
     .instead = AddWithout<NotNullRule>},
    {.name = "adds_without_check",
     .what = "ADD COLUMN leaves out the CHECK",
     .instead = AddWithout<CheckRule>},
    {.name = "adds_without_collate",
     .what = "ADD COLUMN leaves out the COLLATE",
     .instead = AddWithout<CollateRule>},
    {.name = "adds_without_references",
     .what = "ADD COLUMN leaves out the foreign key",
     .instead = AddWithout<ForeignKeyRule>},
    {.name = "adds_without_type",
     .what = "ADD COLUMN leaves out the type",
     .instead = [](Liar&, const Said& said) -> std::optional<std::string> {
       return WithOp<AddColumn>(said, [](AddColumn& add) {
         const bool had = !add.column.type.empty();
         add.column.type.clear();
         return had;
       });
     }},
    {.name = "ignores_schema_prefix",
     .what = "ALTER TABLE main.t alters the TEMP table t",
     .instead = [](Liar&, const Said& said) -> std::optional<std::string> {
       if (said.alter == nullptr || !said.alter->schema) return std::nullopt;
       AlterTable alter = *said.alter;
       alter.schema.reset();
       return alter.ToSql();
     }},
    {.name = "folds_new_name",
     .what = "RENAME writes the new name in lower case",
     .instead = [](Liar&, const Said& said) -> std::optional<std::string> {
       const auto fold = [](sql::Name* name) {
         const std::string folded = name->id.Folded();
         const bool changed = folded != name->id.spelling();
         name->id = Identifier(folded);
         return changed;
       };
       if (OpOf<RenameTable>(said) != nullptr) {
         return WithOp<RenameTable>(
             said, [&](RenameTable& op) { return fold(&op.new_name); });
       }
       return WithOp<RenameColumn>(
           said, [&](RenameColumn& op) { return fold(&op.to); });
     }},
    {.name = "unquotes_new_name",
     .what = "RENAME quotes the new name otherwise",
     .instead = [](Liar&, const Said& said) -> std::optional<std::string> {
       return WithOp<RenameColumn>(said, [](RenameColumn& op) {
         const bool plain = op.to.quote == sql::Quote::kNone;
         op.to.quote = plain ? sql::Quote::kDouble : sql::Quote::kNone;
         return plain || !sql::NeedsQuotes(op.to.id.spelling());
       });
     }},
};

}  // namespace

std::vector<Lie> AnswerLies() {
  std::vector<Lie> out(std::begin(kAnswers), std::end(kAnswers));
  out.insert(out.end(), std::begin(kSettings), std::end(kSettings));
  out.insert(out.end(), std::begin(kRewriting), std::end(kRewriting));
  return out;
}

}  // namespace alterego::selftest
