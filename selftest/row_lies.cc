// Lies about rows, about what SQLite keeps beside them, and about
// transactions.
#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "model/sql/parser.h"
#include "model/value.h"
#include "selftest/lies.h"

namespace alterego::selftest {
namespace {

bool IsAccepted(const Outcome& outcome) {
  return std::holds_alternative<Accepted>(outcome);
}
bool Altered(const Said& said, const Outcome& outcome) {
  return said.alter != nullptr && IsAccepted(outcome);
}
bool RefusedAlter(const Said& said, const Outcome& outcome) {
  return said.alter != nullptr && std::holds_alternative<Refused>(outcome);
}
template <class S>
bool Is(const Said& said) {
  return said.statement != nullptr &&
         std::holds_alternative<S>(*said.statement);
}
template <class Op>
const Op* OpOf(const Said& said) {
  return said.alter == nullptr ? nullptr : std::get_if<Op>(&said.alter->op);
}
std::string Quoted(const sql::Name& name) { return name.id.Quoted(); }
std::string TableOf(const Said& said) {
  return absl::StrCat("main.", Quoted(said.alter->table));
}
// ROLLBACK TO, RELEASE: the savepoint's name.
std::string SavepointOf(const Said& said) {
  if (const auto* to = std::get_if<RollbackTo>(said.statement)) {
    return Quoted(to->name);
  }
  return Quoted(std::get<Release>(*said.statement).name);
}

constexpr Lie kRowLies[] = {
    {.name = "loses_row",
     .what = "an ALTER deletes the last row of each table",
     .spoils_rows = "DELETE FROM %t WHERE rowid = (SELECT max(rowid) FROM %t)"},
    {.name = "empties_table",
     .what = "an ALTER deletes all rows of the table that it is about",
     .after =
         [](Liar& liar, const Said& said, Outcome* outcome) {
           if (!Altered(said, *outcome)) return;
           liar.Run(absl::StrCat("DELETE FROM ", TableOf(said)));
         }},
    {.name = "renumbers_rowids",
     .what = "an ALTER gives rows other rowids",
     .spoils_rows =
         "UPDATE OR IGNORE %t SET rowid = rowid + 1000 WHERE rowid = "
         "(SELECT max(rowid) FROM %t)"},
    {.name = "text_to_blob",
     .what = "an ALTER changes the storage class of TEXT values",
     .spoils_rows = "UPDATE OR IGNORE %t SET %c = CAST(%c AS BLOB) WHERE "
                    "typeof(%c) = 'text'"},
    {.name = "integer_to_text",
     .what = "an ALTER makes TEXT of integers where a column holds them so",
     .spoils_rows = "UPDATE OR IGNORE %t SET %c = CAST(%c AS TEXT) WHERE "
                    "typeof(%c) = 'integer'"},
    {.name = "rounds_integers",
     .what = "an ALTER takes integers through a double",
     .spoils_rows =
         "UPDATE OR IGNORE %t SET %c = CAST(CAST(%c AS REAL) AS INTEGER) "
         "WHERE typeof(%c) = 'integer' AND abs(%c / 2) > "
         "4503599627370496"},
    {.name = "folds_text",
     .what = "an ALTER folds the case of TEXT values",
     .spoils_rows = "UPDATE OR IGNORE %t SET %c = upper(%c) WHERE typeof(%c) = "
                    "'text'"},
    {.name = "empty_text_to_null",
     .what = "an ALTER makes NULL of empty TEXT values",
     .spoils_rows = "UPDATE OR IGNORE %t SET %c = NULL WHERE %c = ''"},
    {.name = "short_rows_read_null",
     .what = "old rows read NULL for a column added with a DEFAULT",
     .after =
         [](Liar& liar, const Said& said, Outcome* outcome) {
           const auto* add = OpOf<AddColumn>(said);
           if (add == nullptr || !Altered(said, *outcome)) return;
           liar.Run(absl::StrCat("UPDATE OR IGNORE ", TableOf(said), " SET ",
                                 Quoted(add->column.name), " = NULL"));
         }},
    {.name = "short_rows_off_by_one",
     .what = "old rows read the new column's value from their last one",
     .after =
         [](Liar& liar, const Said& said, Outcome* outcome) {
           const auto* add = OpOf<AddColumn>(said);
           if (add == nullptr || !Altered(said, *outcome)) return;
           for (const SchemaRow& row : liar.Schema()) {
             const sql::ParseResult parsed = sql::ParseStatement(row.sql);
             if (!parsed.ok() ||
                 !(Identifier(row.name) == said.alter->table.id))
               continue;
             const auto* table = std::get_if<CreateTable>(&parsed->statement);
             if (table == nullptr || table->columns.size() < 2) return;
             const Column& last = *std::prev(table->columns.end(), 2);
             liar.Run(absl::StrCat("UPDATE OR IGNORE ", TableOf(said), " SET ",
                                   Quoted(add->column.name), " = ",
                                   Quoted(last.name)));
           }
         }},
    {.name = "drop_column_shifts",
     .what = "DROP COLUMN leaves the first column NULL in all rows",
     .after =
         [](Liar& liar, const Said& said, Outcome* outcome) {
           if (OpOf<DropColumn>(said) == nullptr || !Altered(said, *outcome)) {
             return;
           }
           for (const SchemaRow& row : liar.Schema()) {
             const sql::ParseResult parsed = sql::ParseStatement(row.sql);
             if (!parsed.ok() ||
                 !(Identifier(row.name) == said.alter->table.id))
               continue;
             const auto* table = std::get_if<CreateTable>(&parsed->statement);
             if (table == nullptr || table->columns.empty()) return;
             liar.Run(absl::StrCat("UPDATE OR IGNORE ", TableOf(said), " SET ",
                                   Quoted(table->columns[0].name), " = NULL"));
           }
         }},
    {.name = "forgets_sequence",
     .what = "an ALTER empties sqlite_sequence",
     .after =
         [](Liar& liar, const Said& said, Outcome* outcome) {
           if (!Altered(said, *outcome)) return;
           liar.Run("DELETE FROM main.sqlite_sequence");
         }},
    {.name = "sequence_off_by_one",
     .what = "an ALTER counts sqlite_sequence up",
     .after =
         [](Liar& liar, const Said& said, Outcome* outcome) {
           if (!Altered(said, *outcome)) return;
           liar.Run("UPDATE main.sqlite_sequence SET seq = seq + 1");
         }},
    {.name = "sequence_keeps_name",
     .what = "RENAME TO leaves the old name in sqlite_sequence",
     .after =
         [](Liar& liar, const Said& said, Outcome* outcome) {
           const auto* rename = OpOf<RenameTable>(said);
           if (rename == nullptr || !Altered(said, *outcome)) return;
           const auto text = [](const sql::Name& name) {
             return Value::Text(name.id.spelling()).ToLiteral();
           };
           liar.Run(absl::StrCat("UPDATE main.sqlite_sequence SET name = ",
                                 text(said.alter->table),
                                 " WHERE name = ", text(rename->new_name)));
         }},
    {.name = "commits_first",
     .what = "an ALTER commits the open transaction",
     .after =
         [](Liar& liar, const Said& said, Outcome* outcome) {
           if (Altered(said, *outcome)) liar.Run("COMMIT");
         }},
    {.name = "leaves_transaction_open",
     .what = "an ALTER leaves a transaction open",
     .after =
         [](Liar& liar, const Said& said, Outcome* outcome) {
           if (Altered(said, *outcome)) liar.Run("BEGIN");
         }},
    {.name = "rollback_commits",
     .what = "ROLLBACK keeps what the transaction did",
     .instead = [](Liar&, const Said& said) -> std::optional<std::string> {
       if (!Is<Rollback>(said)) return std::nullopt;
       return "COMMIT";
     }},
    {.name = "commit_rolls_back",
     .what = "COMMIT undoes what the transaction did",
     .instead = [](Liar&, const Said& said) -> std::optional<std::string> {
       if (!Is<Commit>(said)) return std::nullopt;
       return "ROLLBACK";
     }},
    {.name = "rollback_to_keeps",
     .what = "ROLLBACK TO keeps what came behind the savepoint",
     .instead = [](Liar&, const Said& said) -> std::optional<std::string> {
       if (!Is<RollbackTo>(said)) return std::nullopt;
       return absl::StrCat("RELEASE ", SavepointOf(said));
     },
     .after =
         [](Liar& liar, const Said& said, Outcome* outcome) {
           if (Is<RollbackTo>(said) && IsAccepted(*outcome)) {
             liar.Run(absl::StrCat("SAVEPOINT ", SavepointOf(said)));
           }
         }},
    {.name = "release_rolls_back",
     .what = "RELEASE undoes what came behind the savepoint",
     .instead = [](Liar& liar, const Said& said) -> std::optional<std::string> {
       if (!Is<Release>(said)) return std::nullopt;
       liar.Run(absl::StrCat("ROLLBACK TO ", SavepointOf(said)));
       return std::nullopt;
     }},
    {.name = "savepoint_begins_late",
     .what = "ROLLBACK TO ends the savepoint",
     .after =
         [](Liar& liar, const Said& said, Outcome* outcome) {
           if (Is<RollbackTo>(said) && IsAccepted(*outcome)) {
             liar.Run(absl::StrCat("RELEASE ", SavepointOf(said)));
           }
         }},
    {.name = "refused_loses_row",
     .what = "a refused ALTER deletes a row",
     .after =
         [](Liar& liar, const Said& said, Outcome* outcome) {
           if (!RefusedAlter(said, *outcome)) return;
           liar.ForTables(
               "DELETE FROM %t WHERE rowid = (SELECT max(rowid) FROM %t)");
         }},
    {.name = "refused_loses_index",
     .what = "a refused ALTER drops an index",
     .after =
         [](Liar& liar, const Said& said, Outcome* outcome) {
           if (RefusedAlter(said, *outcome)) liar.DropNewest("index");
         }},
    {.name = "refused_is_half_done",
     .what = "a refused ALTER leaves a table behind",
     .after =
         [](Liar& liar, const Said& said, Outcome* outcome) {
           if (!RefusedAlter(said, *outcome)) return;
           liar.Run("CREATE TABLE IF NOT EXISTS main.alter_half_done(a)");
         }},
    {.name = "refused_rolls_back",
     .what = "a refused ALTER ends the open transaction",
     .after =
         [](Liar& liar, const Said& said, Outcome* outcome) {
           if (RefusedAlter(said, *outcome)) liar.Run("ROLLBACK");
         }},
    {.name = "refused_spoils_memory",
     .what = "a refused ALTER leaves SQLite with another schema in memory",
     .after =
         [](Liar& liar, const Said& said, Outcome* outcome) {
           if (!RefusedAlter(said, *outcome)) return;
           liar.Spoil(
               [](Statement* s) {
                 auto* table = std::get_if<CreateTable>(s);
                 if (table == nullptr || table->columns.empty()) return false;
                 table->columns.back().name =
                     sql::Name(Identifier("half_done"));
                 return true;
               },
               Lie::Spoiling::kInMemory);
         }},
};

}  // namespace

std::vector<Lie> RowLies() {
  return {std::begin(kRowLies), std::end(kRowLies)};
}

}  // namespace alterego::selftest
