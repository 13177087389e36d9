// What an observation of a driver's database asks, and in which sections the
// answers go: model/observation.h.
#include <algorithm>
#include <cctype>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engines/process_engine.h"
#include "engines/sqlite_observe.h"
#include "model/identifier.h"
#include "model/schema.h"
#include "model/sql/lexer.h"
#include "model/sql/parser.h"
#include "model/value.h"

namespace alterego {
namespace {

constexpr size_t kAll = static_cast<size_t>(-1);

std::string Quoted(std::string_view name) { return Identifier(name).Quoted(); }

bool IsVirtual(std::string_view create) {
  constexpr std::string_view kCreate = "create virtual";
  return EqualsFolded(create.substr(0, kCreate.size()), kCreate);
}

// One row, or a part of one, as a line.
std::string LineOf(const std::vector<QueryReply::Cell>& row, size_t begin,
                   size_t end) {
  std::string out;
  for (size_t i = begin; i < std::min(end, row.size()); ++i) {
    if (i > begin) out.push_back('|');
    out.append(row[i].literal);
  }
  out.push_back('\n');
  return out;
}

// PRAGMA table_list: schema|name|type|ncol|wr|strict.
std::string TablesText(const QueryReply& reply) {
  std::vector<std::pair<std::pair<std::string, std::string>, std::string>> rows;
  for (const auto& row : reply.rows) {
    // Of attached databases nothing else is read.
    const bool own = row.size() >= 6 && (EqualsFolded(row[0].text, "main") ||
                                         EqualsFolded(row[0].text, "temp"));
    if (!own || row[1].text == "sqlite_schema" ||
        row[1].text == "sqlite_temp_schema") {
      continue;
    }
    auto shown = row;
    // As SqliteObserver::ReadTables has it.
    if (row[2].text == "shadow") shown[2].literal = "'table'";
    if (row[2].text != "table" && row[2].text != "shadow") {
      shown[3].literal = "*";
    }
    rows.push_back({{row[0].text, row[1].text}, LineOf(shown, 0, 6)});
  }
  std::sort(rows.begin(), rows.end());
  std::string out;
  for (const auto& [key, line] : rows) out += line;
  return out;
}

// The number that a pragma answers; nullptr if it does not.
const std::string* Number(const QueryReply& reply) {
  const bool there =
      reply.ok && reply.rows.size() == 1 && reply.rows[0].size() == 1;
  return there ? &reply.rows[0][0].literal : nullptr;
}

}  // namespace

// What to ask, and which section the answer becomes.
struct ProcessEngine::Wanted {
  enum class Form { kLines, kSorted, kView, kTables } form = Form::kLines;
  std::string section, sql;
  size_t begin = 0, end = kAll;
  std::string texts;  // that the answer follows from; "" if not from texts
};

void ProcessEngine::Executed(std::string_view sql, bool accepted) {
  using Effect = SqliteObserver::Effect;
  const Effect effect = SqliteObserver::EffectOf(sql);
  const bool schema = effect == Effect::kSchema;
  const bool undone =
      effect == Effect::kRollback ? schema_changed_ : schema && !accepted;
  schema_changed_ |= schema;
  if (!in_transaction_.value_or(true)) schema_changed_ = false;
  if (undone || effect == Effect::kUnknown) kept_.clear();
}

// The row's text and those of the indexes on it; of a view everything, since it
// may read anything, and of a TEMP view nothing: that is not enough.
std::string ProcessEngine::TextsOf(std::string_view database,
                                   const std::vector<SchemaRow>& rows,
                                   const SchemaRow& row) {
  std::string out;
  if (row.type == "view" && database != "main") return out;
  for (const SchemaRow& other : rows) {
    const bool counts =
        row.type == "view" ||
        (row.type == "index"
             ? other.name == row.name || (other.type == "table" &&
                                          EqualsFolded(other.name, row.table))
             : other.name == row.name || (other.type == "index" &&
                                          EqualsFolded(other.table, row.name)));
    if (!counts) continue;
    for (const std::string* part :
         {&other.type, &other.name, &other.table, &other.sql}) {
      absl::StrAppend(&out, part->size(), ":", *part);
    }
  }
  return out;
}

bool ProcessEngine::TakeKept(const Wanted& wanted, bool afresh,
                             Observation* out) const {
  const auto kept = kept_.find(wanted.section);
  if (afresh || wanted.texts.empty() || kept == kept_.end() ||
      kept->second.texts != wanted.texts) {
    return false;
  }
  if (out->Find(wanted.section) == nullptr) out->Add(kept->second.section);
  return true;
}

void ProcessEngine::Keep(const Wanted& wanted, const Section& section) {
  if (wanted.texts.empty() || info_.traits.own_text) return;
  kept_[wanted.section] = {wanted.texts, section};
}

std::vector<ProcessEngine::SchemaRow> ProcessEngine::ObjectsOf(
    const QueryReply& reply) {
  std::vector<SchemaRow> out;
  for (const auto& row : reply.rows) {
    if (row.size() != 4) continue;
    out.push_back({row[0].text, row[1].text, row[2].text, row[3].text});
  }
  return out;
}

// Whether the word stands in the text by itself, quoted or not.
bool HasWord(std::string_view text, std::string_view lower_word) {
  const auto in_name = [&](size_t at) {
    const auto c = static_cast<unsigned char>(text[at]);
    return std::isalnum(c) != 0 || c == '_' || c == '$' || c >= 0x80;
  };
  for (size_t at = 0; at + lower_word.size() <= text.size(); ++at) {
    const size_t end = at + lower_word.size();
    if (EqualsFolded(text.substr(at, lower_word.size()), lower_word) &&
        (at == 0 || !in_name(at - 1)) &&
        (end == text.size() || !in_name(end))) {
      return true;
    }
  }
  return false;
}

// Whether the word follows the columns of a CREATE TABLE.
bool EndsWithoutRowid(std::string_view create) {
  int depth = 0;
  bool behind = false;
  for (const sql::Token& token : sql::Lex(create)) {
    const std::string_view text = token.In(create);
    if (text == "(") ++depth;
    if (text == ")" && --depth == 0) behind = true;
    if (behind && depth == 0 && EqualsFolded(text, "without")) return true;
  }
  return false;
}

// Whether a table has a column of that name. The word alone may be that of a
// constraint, too.
bool HasColumn(const std::string& create, const char* column) {
  if (!HasWord(create, column)) return false;
  const sql::ParseResult parsed = sql::ParseStatement(create);
  const auto* table =
      parsed.ok() ? std::get_if<CreateTable>(&parsed->statement) : nullptr;
  return table == nullptr || table->FindColumn(Identifier(column)) != nullptr;
}

// "" where the order is that of a key which has to be looked up.
std::string ProcessEngine::RowsSql(std::string_view database,
                                   const SchemaRow& row) {
  // Without the word, no column is named so, and WITHOUT ROWID is not there.
  if (HasWord(row.sql, "rowid") && EndsWithoutRowid(row.sql)) return "";
  for (const char* alias : {"rowid", "oid", "_rowid_"}) {
    if (HasColumn(row.sql, alias)) continue;
    return absl::StrCat("SELECT ", alias, ",* FROM ", std::string(database),
                        ".", Quoted(row.name), " NOT INDEXED ORDER BY ", alias);
  }
  return "";
}

// The questions about one row of sqlite_schema.
void ProcessEngine::AskAbout(std::string_view database, const SchemaRow& row,
                             std::string_view texts,
                             const ObserveOptions& options,
                             std::vector<Wanted>* wanted) {
  using Form = Wanted::Form;
  const std::string d(database);
  const std::string place = absl::StrCat(d, ".", row.name);
  const std::string name = Quoted(row.name);
  const auto pragma = [&](const char* what) {
    return absl::StrCat("PRAGMA ", d, ".", what, "(", name, ")");
  };
  const auto add = [&](Form form, const char* section, const char* what,
                       size_t begin, size_t end) {
    wanted->push_back({form, absl::StrCat(section, place), pragma(what), begin,
                       end, std::string(texts)});
  };
  if (row.type == "index" && options.structure) {
    add(Form::kLines, "index ", "index_xinfo", 0, 6);
  }
  if (row.type != "table" && row.type != "view") return;
  if (options.structure) {
    add(Form::kLines, "xinfo ", "table_xinfo", 0, 7);
  }
  if (row.type == "view") {
    if (!options.views) return;
    wanted->push_back({Form::kView, "view " + place,
                       absl::StrCat("SELECT * FROM ", d, ".", name), 0, kAll,
                       ""});
    return;
  }
  if (IsVirtual(row.sql)) return;
  if (options.structure) {
    add(Form::kLines, "fks ", "foreign_key_list", 0, 8);
    add(Form::kSorted, "indexes ", "index_list", 1, 5);
  }
  if (!options.rows) return;
  wanted->push_back(
      {Form::kLines, "rows " + place, RowsSql(database, row), 0, kAll, ""});
}

Section ProcessEngine::SectionOf(const Wanted& wanted,
                                 const QueryReply& reply) const {
  Section section{wanted.section, Section::Status::kRows, ""};
  if (!reply.ok) {
    // A broken view or table is an answer; a pragma that is not there is none.
    const bool pragma = wanted.sql.rfind("PRAGMA", 0) == 0;
    section.status = pragma || reply.unsupported ? Section::Status::kUnavailable
                                                 : Section::Status::kRefused;
    section.text = section.status == Section::Status::kUnavailable
                       ? reply.message
                       : std::string(ReasonName(
                             RefusalOf(reply.code, reply.message).reason));
    return section;
  }
  if (wanted.form == Wanted::Form::kTables) {
    section.text = TablesText(reply);
    return section;
  }
  std::vector<std::string> lines;
  for (const auto& row : reply.rows) {
    lines.push_back(LineOf(row, wanted.begin, wanted.end));
  }
  if (wanted.form != Wanted::Form::kLines) {
    std::sort(lines.begin(), lines.end());
  }
  if (wanted.form == Wanted::Form::kView) {
    std::vector<QueryReply::Cell> names;
    for (const std::string& name : reply.columns) {
      AppendTextLiteral(name, &names.emplace_back().literal);
    }
    section.text = LineOf(names, 0, kAll);
  }
  for (const std::string& line : lines) section.text += line;
  return section;
}

// in_transaction|foreign_keys|legacy_alter_table|recursive_triggers, and the
// header: only if the engine answers all of them. Whether there is a
// transaction is said by itself, too, for who reads the observation back.
void ProcessEngine::AddConnection(const std::vector<QueryReply>& replies,
                                  size_t at, Observation* out) const {
  const auto add = [out](const char* name,
                         std::initializer_list<const std::string*> numbers) {
    std::string text;
    for (const std::string* number : numbers) {
      if (number == nullptr) return;
      absl::StrAppend(&text, text.empty() ? "" : "|", *number);
    }
    out->Add({name, Section::Status::kRows, text + "\n"});
  };
  const std::string in_transaction =
      in_transaction_.value_or(false) ? "1" : "0";
  add("connection",
      {in_transaction_ ? &in_transaction : nullptr, Number(replies[at]),
       Number(replies[at + 1]), Number(replies[at + 2])});
  add("transaction", {in_transaction_ ? &in_transaction : nullptr});
  add("header main", {Number(replies[at + 3]), Number(replies[at + 4])});
}

// WITHOUT ROWID, and tables that call columns rowid, oid and _rowid_: rows come
// in the order of the key, whose index must be named.
bool ProcessEngine::ReadKeyOrder(const std::vector<Wanted>& tables,
                                 Observation* out) {
  if (tables.empty()) return true;
  std::vector<std::string> lists;
  for (const Wanted& table : tables) {
    const size_t dot = table.section.find('.');
    lists.push_back(absl::StrCat("PRAGMA ", table.section.substr(5, dot - 5),
                                 ".index_list(",
                                 Quoted(table.section.substr(dot + 1)), ")"));
  }
  const auto indexes = Query(lists);
  if (!indexes) return false;
  std::vector<std::string> sql;
  for (size_t i = 0; i < tables.size(); ++i) {
    const std::string& section = tables[i].section;
    const size_t dot = section.find('.');
    std::string from =
        absl::StrCat("SELECT * FROM ", section.substr(5, dot - 5), ".",
                     Quoted(section.substr(dot + 1)));
    for (const auto& row : (*indexes)[i].rows) {
      if (row.size() < 4 || row[3].text != "pk") continue;
      absl::StrAppend(&from, " INDEXED BY ", Quoted(row[1].text));
      break;
    }
    sql.push_back(std::move(from));
  }
  const auto rows = Query(sql);
  if (!rows) return false;
  for (size_t i = 0; i < tables.size(); ++i) {
    Section section = SectionOf(tables[i], (*rows)[i]);
    if (out->Find(section.name) == nullptr) out->Add(std::move(section));
  }
  return true;
}

bool ProcessEngine::Masks(std::string_view mask) const {
  const auto& masks = info_.traits.masks;
  return std::find(masks.begin(), masks.end(), mask) != masks.end();
}

absl::StatusOr<Observation> ProcessEngine::Observe(
    const ObserveOptions& options) {
  using Form = Wanted::Form;
  Observation out;
  std::vector<std::string> sql = {
      "SELECT type,name,tbl_name,sql FROM main.sqlite_master ORDER BY rowid",
      "SELECT type,name,tbl_name,sql FROM sqlite_temp_master ORDER BY rowid"};
  if (options.structure) {
    for (const char* pragma :
         {"foreign_keys", "legacy_alter_table", "recursive_triggers",
          "main.user_version", "main.application_id"}) {
      sql.push_back(absl::StrCat("PRAGMA ", pragma));
    }
  }
  std::optional<std::vector<QueryReply>> first = Query(sql);
  if (!first) return out;
  std::vector<Wanted> wanted, by_key;
  for (size_t i = 0; i < 2; ++i) {
    const char* database = i == 0 ? "main" : "temp";
    out.Add(SectionOf(
        {Form::kLines, absl::StrCat("schema ", database), sql[i], 0, kAll, ""},
        (*first)[i]));
    const std::vector<SchemaRow> rows = ObjectsOf((*first)[i]);
    for (const SchemaRow& row : rows) {
      AskAbout(database, row,
               options.structure ? TextsOf(database, rows, row) : "", options,
               &wanted);
    }
    // Turso's temp.integrity_check ends the transaction that is open: what is
    // not compared is not asked either.
    if (options.integrity && !(i == 1 && Masks("temp_integrity"))) {
      const std::string pragma = absl::StrCat("PRAGMA ", database, ".");
      wanted.push_back({Form::kLines, absl::StrCat("integrity ", database),
                        pragma + "integrity_check", 0, 1, ""});
      if (!Masks("fk_check")) {
        wanted.push_back({Form::kSorted, absl::StrCat("fk_check ", database),
                          pragma + "foreign_key_check", 0, 4, ""});
      }
    }
  }
  if (options.structure) {
    AddConnection(*first, 2, &out);
    if (!Masks("tables")) {
      wanted.push_back(
          {Form::kTables, "tables", "PRAGMA table_list", 0, kAll, ""});
    }
  }
  const auto no_sql =
      std::stable_partition(wanted.begin(), wanted.end(),
                            [](const Wanted& one) { return !one.sql.empty(); });
  by_key.assign(no_sql, wanted.end());
  wanted.erase(no_sql, wanted.end());
  std::erase_if(wanted, [&](const Wanted& one) {
    return TakeKept(one, options.afresh, &out);
  });
  sql.clear();
  for (const Wanted& one : wanted) sql.push_back(one.sql);
  if (!sql.empty()) {
    const std::optional<std::vector<QueryReply>> rest = Query(sql);
    if (!rest) return out;
    for (size_t i = 0; i < wanted.size(); ++i) {
      Section section = SectionOf(wanted[i], (*rest)[i]);
      Keep(wanted[i], section);
      if (out.Find(section.name) == nullptr) out.Add(std::move(section));
    }
  }
  ReadKeyOrder(by_key, &out);
  return out;
}

}  // namespace alterego
