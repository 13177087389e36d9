#include "generator/weights.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/edit_distance.h"

namespace alterego {
namespace {

struct Entry {
  Feature feature;
  std::string_view name;
  uint32_t weight;        // the default
  std::string_view what;  // one line; "" goes with a speaking name
};

// Tuned so that a case has about 8 objects and about six ALTERs in ten are
// accepted by SQLite 3.40.1. The order is that of Feature.
constexpr std::array<Entry, kFeatureCount> kEntries = {{
    // ALTER forms: among statements. The last four came with SQLite 3.53 and
    // weigh six times as much in its dialect.
    {Feature::kRenameTable, "rename_table", 26, "ALTER TABLE RENAME TO"},
    {Feature::kRenameColumn, "rename_column", 39, "ALTER TABLE RENAME COLUMN"},
    {Feature::kAddColumn, "add_column", 39, "ALTER TABLE ADD COLUMN"},
    {Feature::kDropColumn, "drop_column", 35, "ALTER TABLE DROP COLUMN"},
    {Feature::kAddCheck, "add_check", 2, "ALTER TABLE ADD CHECK (3.53)"},
    {Feature::kDropConstraint, "drop_constraint", 2,
     "ALTER TABLE DROP CONSTRAINT (3.53)"},
    {Feature::kSetNotNull, "set_not_null", 2,
     "ALTER TABLE ALTER COLUMN SET NOT NULL (3.53)"},
    {Feature::kDropNotNull, "drop_not_null", 2,
     "ALTER TABLE ALTER COLUMN DROP NOT NULL (3.53)"},
    // Other statements: among statements. Those of transactions count only
    // where they make sense; the first statements of a case build a schema.
    {Feature::kInsert, "insert", 14, ""},
    {Feature::kUpdate, "update", 8, ""},
    {Feature::kDelete, "delete", 4, ""},
    {Feature::kCreateTable, "create_table", 4, "beyond the first of a case"},
    {Feature::kCreateIndex, "create_index", 7, ""},
    {Feature::kCreateView, "create_view", 6, ""},
    {Feature::kCreateTrigger, "create_trigger", 7, ""},
    {Feature::kDropTable, "drop_table", 1, ""},
    {Feature::kDropIndex, "drop_index", 2, ""},
    {Feature::kDropView, "drop_view", 2, ""},
    {Feature::kDropTrigger, "drop_trigger", 2, ""},
    {Feature::kBegin, "begin", 4, ""},
    {Feature::kCommit, "commit", 10, ""},
    {Feature::kRollback, "rollback", 8, ""},
    {Feature::kSavepoint, "savepoint", 4, ""},
    {Feature::kRelease, "release", 10, ""},
    {Feature::kRollbackTo, "rollback_to", 6, ""},
    {Feature::kPragmaForeignKeys, "pragma_foreign_keys", 3, ""},
    {Feature::kPragmaLegacyAlterTable, "pragma_legacy_alter_table", 2, ""},
    {Feature::kPragmaRecursiveTriggers, "pragma_recursive_triggers", 1, ""},
    {Feature::kPragmaIgnoreCheckConstraints, "pragma_ignore_check_constraints",
     1, ""},
    {Feature::kPragmaWritableSchema, "pragma_writable_schema", 0,
     "on, an ALTER may take a broken schema; not all predicted"},
    {Feature::kPragmaQueryOnly, "pragma_query_only", 1, ""},
    {Feature::kPragmaEncoding, "pragma_encoding", 0,
     "UTF-16; the order of texts is not predicted"},
    {Feature::kWriteSchema, "write_schema", 0,
     "breaks a view or trigger by UPDATE; needs writable_schema"},
    {Feature::kCreateTableAs, "create_table_as", 1, "CREATE TABLE ... AS"},
    {Feature::kCreateVirtualTable, "create_virtual_table", 1,
     "fts5 and rtree; itself not predicted"},
    {Feature::kAnalyze, "analyze", 1, "sqlite_stat1; itself not predicted"},
    {Feature::kAttach, "attach", 1,
     "ATTACH and DETACH; themselves not predicted"},
    {Feature::kDbConfig, "dbconfig", 1,
     ".dbconfig, .authorizer; for the engines sqlite and rebuild alone"},
    {Feature::kSyntaxError, "syntax_error", 1,
     "an ALTER that no SQLite understands"},
    // Columns, also those of ADD COLUMN.
    {Feature::kTyped, "typed", 4000, "a declared type"},
    {Feature::kNotNull, "not_null", 150, ""},
    {Feature::kDefaultLiteral, "default_literal", 200, ""},
    {Feature::kDefaultNegative, "default_negative", 30, "DEFAULT -1"},
    {Feature::kDefaultExpression, "default_expression", 30, "DEFAULT (1+1)"},
    {Feature::kDefaultCurrentTime, "default_current_time", 2,
     "DEFAULT CURRENT_TIMESTAMP and the like"},
    {Feature::kDefaultDqs, "default_dqs", 15,
     "DEFAULT \"text\", DEFAULT word, TRUE"},
    {Feature::kUniqueColumn, "unique_column", 40, ""},
    {Feature::kCheckColumn, "check_column", 70, ""},
    {Feature::kCollate, "collate", 70, ""},
    {Feature::kReferences, "references", 70, ""},
    {Feature::kGeneratedVirtual, "generated_virtual", 60, ""},
    {Feature::kGeneratedStored, "generated_stored", 25, ""},
    {Feature::kNamedConstraint, "named_constraint", 250, "CONSTRAINT name"},
    {Feature::kConflictClause, "conflict_clause", 120,
     "ON CONFLICT, on columns, tables and statements"},
    // Tables.
    {Feature::kPrimaryKeyInteger, "primary_key_integer", 500, ""},
    {Feature::kPrimaryKeyDesc, "primary_key_desc", 40,
     "INTEGER PRIMARY KEY DESC, which is no rowid"},
    {Feature::kPrimaryKeyColumn, "primary_key_column", 150,
     "of another type, on the column"},
    {Feature::kPrimaryKeyComposite, "primary_key_composite", 120, ""},
    {Feature::kAutoincrement, "autoincrement", 150, ""},
    {Feature::kWithoutRowid, "without_rowid", 90, ""},
    {Feature::kStrict, "strict", 80, "from SQLite 3.37 on"},
    {Feature::kTableCheck, "table_check", 90, ""},
    {Feature::kTableUnique, "table_unique", 70, ""},
    {Feature::kTableForeignKey, "table_foreign_key", 80, ""},
    {Feature::kTempTable, "temp_table", 60, ""},
    {Feature::kIfNotExists, "if_not_exists", 40,
     "IF [NOT] EXISTS, of CREATE and DROP"},
    // Foreign keys, of columns and of tables.
    {Feature::kFkComposite, "fk_composite", 300, ""},
    {Feature::kFkSelf, "fk_self", 200, "references its own table"},
    {Feature::kFkMissingParent, "fk_missing_parent", 60, ""},
    {Feature::kFkColumnList, "fk_column_list", 1500,
     "names the parent columns"},
    {Feature::kFkAction, "fk_action", 900, "ON DELETE, ON UPDATE"},
    {Feature::kFkDeferred, "fk_deferred", 200, ""},
    // Indexes.
    {Feature::kIndexUnique, "index_unique", 150, ""},
    {Feature::kIndexPartial, "index_partial", 250, ""},
    {Feature::kIndexExpression, "index_expression", 200, ""},
    {Feature::kIndexDesc, "index_desc", 200, ""},
    {Feature::kIndexCollate, "index_collate", 150, ""},
    // Views.
    {Feature::kViewJoin, "view_join", 150, "JOIN ... ON"},
    {Feature::kViewLeftJoin, "view_left_join", 100, ""},
    {Feature::kViewNaturalJoin, "view_natural_join", 50, ""},
    {Feature::kViewUsingJoin, "view_using_join", 50, ""},
    {Feature::kViewCommaJoin, "view_comma_join", 50, ""},
    {Feature::kViewAlias, "view_alias", 400, "of tables and columns"},
    {Feature::kViewSubquery, "view_subquery", 120,
     "in FROM, scalar, EXISTS and IN"},
    {Feature::kViewCte, "view_cte", 80, ""},
    {Feature::kViewCompound, "view_compound", 100, "UNION and the like"},
    {Feature::kViewWhere, "view_where", 500, ""},
    {Feature::kViewGroupBy, "view_group_by", 120, ""},
    {Feature::kViewOrderBy, "view_order_by", 150, ""},
    {Feature::kViewWindow, "view_window", 10, ""},
    {Feature::kViewOfView, "view_of_view", 300, ""},
    {Feature::kViewStar, "view_star", 400, ""},
    {Feature::kViewColumnList, "view_column_list", 150, ""},
    {Feature::kViewDqs, "view_dqs", 40, "\"text\" that is no column"},
    {Feature::kTempView, "temp_view", 100, ""},
    // Triggers. The three times, and the kinds of statements in a body, compete
    // with each other.
    {Feature::kTriggerBefore, "trigger_before", 300, ""},
    {Feature::kTriggerAfter, "trigger_after", 500, ""},
    {Feature::kTriggerInsteadOf, "trigger_instead_of", 250, "needs a view"},
    {Feature::kTriggerWhen, "trigger_when", 300, ""},
    {Feature::kTriggerUpdateOf, "trigger_update_of", 700, ""},
    {Feature::kTriggerSeveral, "trigger_several", 200,
     "one more statement in the body"},
    {Feature::kTriggerInsert, "trigger_insert", 300, ""},
    {Feature::kTriggerUpdate, "trigger_update", 300, ""},
    {Feature::kTriggerDelete, "trigger_delete", 150, ""},
    {Feature::kTriggerSelect, "trigger_select", 150, ""},
    {Feature::kTriggerUpsert, "trigger_upsert", 120, ""},
    {Feature::kTriggerOtherTable, "trigger_other_table", 1500,
     "the body writes to another table"},
    {Feature::kTriggerForEachRow, "trigger_for_each_row", 100, ""},
    {Feature::kTempTrigger, "temp_trigger", 100, ""},
    // Rows.
    {Feature::kRowidGap, "rowid_gap", 200, ""},
    {Feature::kSeveralRows, "several_rows", 2500, "VALUES (..), (..)"},
    {Feature::kColumnSubset, "column_subset", 300, "INSERT of some columns"},
    {Feature::kDefaultValues, "default_values", 40, ""},
    {Feature::kInsertSelect, "insert_select", 40, ""},
    {Feature::kConflictVerb, "conflict_verb", 120, "INSERT OR IGNORE, REPLACE"},
    {Feature::kUpsert, "upsert", 60, "ON CONFLICT DO, from SQLite 3.24 on"},
    {Feature::kUpdateFrom, "update_from", 60,
     "UPDATE ... FROM, from SQLite 3.33 on"},
    // It may take hours, which nobody can foretell.
    {Feature::kUpdateFromCascade, "update_from_cascade", 0,
     "UPDATE ... FROM beside several triggers"},
    // It may crash or not, and no two runs say the same.
    {Feature::kRestrictOfQuote, "restrict_of_quote", 0,
     "ON DELETE RESTRICT of a table \"[a\": SQLite before 3.45 reads on "
     "behind the name"},
    {Feature::kReturning, "returning", 60, "from SQLite 3.35 on"},
    {Feature::kEdgeValue, "edge_value", 250,
     "the largest integer, 1e300, -0.0, text with a NUL"},
    // Names and spelling.
    {Feature::kHostileName, "hostile_name", 80,
     "keywords, blanks, quotes, Unicode, the empty name"},
    {Feature::kQuotedName, "quoted_name", 150,
     "a statement with \"names\" [in] `quotes`"},
    {Feature::kSchemaPrefix, "schema_prefix", 60, "main.t, temp.t"},
    {Feature::kBrokenReference, "broken_reference", 25,
     "views and triggers that name what is not there"},
    {Feature::kSpellingNoise, "spelling_noise", 150,
     "keyword case, blanks, line breaks, quotes"},
    {Feature::kComment, "comment", 300, "comments where there is noise"},
    // Percent of all statements that are deliberately wrong.
    {Feature::kInvalid, "invalid", 20, "percent of deliberately wrong ones"},
    // The forms of the full dialect: --mode=full.
    {Feature::kRenameConstraint, "rename_constraint", 8, "RENAME CONSTRAINT"},
    {Feature::kAlterColumn, "alter_column", 20, "ALTER COLUMN c TO definition"},
    {Feature::kSetType, "set_type", 30, "ALTER COLUMN TYPE, with USING"},
    {Feature::kSetDefault, "set_default", 16, ""},
    {Feature::kDropDefault, "drop_default", 10, ""},
    {Feature::kSetExpression, "set_expression", 14, ""},
    {Feature::kDropExpression, "drop_expression", 8, ""},
    {Feature::kSetStatistics, "set_statistics", 5, ""},
    {Feature::kAddForeignKey, "add_foreign_key", 14, ""},
    {Feature::kAddUnique, "add_unique", 14, ""},
    {Feature::kAddPrimaryKey, "add_primary_key", 14, ""},
    {Feature::kValidateConstraint, "validate_constraint", 8, ""},
    {Feature::kAlterConstraint, "alter_constraint", 6, "of foreign keys"},
    {Feature::kSetSchema, "set_schema", 6, "to temp and back"},
    {Feature::kSetTablespace, "set_tablespace", 3, "the same"},
    {Feature::kOwnerTo, "owner_to", 5, ""},
    {Feature::kEnableTrigger, "enable_trigger", 8, ""},
    {Feature::kDisableTrigger, "disable_trigger", 10, ""},
    {Feature::kSetStrict, "set_strict", 10, ""},
    {Feature::kSetNotStrict, "set_not_strict", 8, ""},
    {Feature::kSetWithoutRowid, "set_without_rowid", 10, ""},
    {Feature::kSetWithRowid, "set_with_rowid", 8, ""},
    {Feature::kAddIdentity, "add_identity", 8, ""},
    {Feature::kDropIdentity, "drop_identity", 6, ""},
    // Features of these.
    {Feature::kSeveralActions, "several_actions", 350,
     "more than one in a statement"},
    {Feature::kUsing, "using", 700, "TYPE ... USING expression"},
    {Feature::kCascade, "cascade", 500, "DROP ... CASCADE"},
    {Feature::kNotValid, "not_valid", 400,
     "ADD CHECK, FOREIGN KEY ... NOT VALID"},
    {Feature::kColumnPlace, "column_place", 300,
     "ADD COLUMN ... FIRST, AFTER c"},
}};

constexpr bool InOrder() {
  for (size_t i = 0; i < kEntries.size(); ++i) {
    if (static_cast<size_t>(kEntries[i].feature) != i) return false;
  }
  return true;
}
static_assert(InOrder());

struct Group {
  std::string_view title;
  Feature first;
};
constexpr std::array kGroups = {
    Group{"ALTER forms (compete with all statements)", Feature::kRenameTable},
    Group{"other statements (compete with all statements)", Feature::kInsert},
    Group{"columns", Feature::kTyped},
    Group{"tables", Feature::kPrimaryKeyInteger},
    Group{"foreign keys", Feature::kFkComposite},
    Group{"indexes", Feature::kIndexUnique},
    Group{"views", Feature::kViewJoin},
    Group{"triggers", Feature::kTriggerBefore},
    Group{"rows", Feature::kRowidGap},
    Group{"names and spelling", Feature::kHostileName},
    Group{"percent", Feature::kInvalid},
    Group{"ALTER forms of --mode=full (compete with all statements)",
          Feature::kRenameConstraint},
    Group{"features of these", Feature::kSeveralActions},
};

constexpr size_t kFormCount = static_cast<size_t>(Feature::kDropNotNull) + 1;

bool SomeFormIsOn(const Weights& weights) {
  for (size_t i = 0; i < kFormCount; ++i) {
    if (weights.Get(static_cast<Feature>(i)) > 0) return true;
  }
  return false;
}

std::string_view NearestName(std::string_view name) {
  std::string_view nearest;
  size_t least = SIZE_MAX;
  for (const Entry& entry : kEntries) {
    const size_t distance = EditDistance(name, entry.name);
    if (distance < least) {
      least = distance;
      nearest = entry.name;
    }
  }
  return nearest;
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

std::string WithoutComments(std::string_view text) {
  std::string result;
  bool comment = false;
  for (char c : text) {
    if (c == '#') comment = true;
    if (c == '\n') comment = false;
    if (!comment) result.push_back(c);
  }
  return result;
}

// nullopt if `text` is no whole number or beyond the limit.
std::optional<uint32_t> ParseWeight(std::string_view text, uint32_t limit) {
  if (text.empty() || text.size() > 9) return std::nullopt;
  uint32_t value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<uint32_t>(c - '0');
  }
  if (value > limit) return std::nullopt;
  return value;
}

absl::Status Complain(std::initializer_list<std::string_view> parts) {
  std::string message;
  for (std::string_view part : parts) message.append(part);
  return absl::InvalidArgumentError(message);
}

absl::Status ParseOne(std::string_view assignment, Weights& weights) {
  const size_t equals = assignment.find('=');
  const std::string_view name = Trimmed(assignment.substr(0, equals));
  const std::optional<Feature> feature = FeatureByName(name);
  if (!feature) {
    return Complain({"unknown weight \"", name, "\"; did you mean \"",
                     NearestName(name), "\"?"});
  }
  if (equals == std::string_view::npos) {
    return Complain(
        {"weight \"", name, "\" has no value: write ", name, "=NUMBER"});
  }
  const uint32_t limit = *feature == Feature::kInvalid ? 100 : kWeightMax;
  const std::string_view value = Trimmed(assignment.substr(equals + 1));
  const std::optional<uint32_t> weight = ParseWeight(value, limit);
  if (!weight) {
    return Complain({"weight ", name, "=", value, ": must be a whole number",
                     " from 0 to ", std::to_string(limit)});
  }
  weights.Set(*feature, *weight);
  return absl::OkStatus();
}

// Off, as it was, much rarer or much more frequent.
uint32_t SwarmWeight(uint32_t weight, EntropySource& entropy) {
  constexpr std::array<uint32_t, 4> kOdds = {4, 3, 2, 2};
  switch (entropy.Weighted(kOdds)) {
    case 1:
      return 0;
    case 2:
      return std::max<uint32_t>(1, weight / 8);
    case 3:
      return std::min(kWeightMax, weight * 8);
    default:
      return weight;
  }
}

}  // namespace

Weights Weights::Defaults() {
  Weights weights;
  weights.values_.reserve(kFeatureCount);
  for (const Entry& entry : kEntries) weights.values_.push_back(entry.weight);
  return weights;
}

absl::StatusOr<Weights> Weights::Parse(std::string_view text,
                                       const Weights& base) {
  Weights weights = base;
  const std::string clean = WithoutComments(text);
  size_t begin = 0;
  while (begin <= clean.size()) {
    const size_t end =
        std::min(clean.find_first_of(",\n", begin), clean.size());
    const std::string_view assignment =
        Trimmed(std::string_view(clean).substr(begin, end - begin));
    if (!assignment.empty()) {
      absl::Status status = ParseOne(assignment, weights);
      if (!status.ok()) return status;
    }
    begin = end + 1;
  }
  if (!SomeFormIsOn(weights)) {
    return Complain({"nothing to draw: every ALTER form has weight 0"});
  }
  return weights;
}

Weights Weights::Swarm(EntropySource& entropy, Mode mode) const {
  Weights swarm = *this;
  std::vector<Feature> forms;
  for (const Entry& entry : kEntries) {
    const uint32_t weight = Get(entry.feature);
    if (mode == Mode::kSqlite && entry.feature > Feature::kInvalid) break;
    // What is off stays off: a person turned it off.
    if (weight == 0) continue;
    if (static_cast<size_t>(entry.feature) < kFormCount) {
      forms.push_back(entry.feature);
    }
    uint32_t drawn = SwarmWeight(weight, entropy);
    if (entry.feature == Feature::kInvalid) drawn = std::min(drawn, 60u);
    swarm.Set(entry.feature, drawn);
  }
  if (!SomeFormIsOn(swarm) && !forms.empty()) {
    const Feature kept = entropy.Pick(forms);
    swarm.Set(kept, Get(kept));
  }
  return swarm;
}

uint32_t Weights::Get(std::string_view name) const {
  const std::optional<Feature> feature = FeatureByName(name);
  ALTEREGO_CHECK(feature.has_value());
  return Get(*feature);
}

const std::vector<std::string>& Weights::Names() {
  static const std::vector<std::string>& names = *[] {
    auto* all = new std::vector<std::string>();
    for (const Entry& entry : kEntries) all->emplace_back(entry.name);
    return all;
  }();
  return names;
}

std::string Weights::ToText() const {
  std::string text;
  for (const Entry& entry : kEntries) {
    text.append(entry.name);
    text.push_back('=');
    text.append(std::to_string(Get(entry.feature)));
    text.push_back('\n');
  }
  return text;
}

std::optional<Feature> FeatureByName(std::string_view name) {
  for (const Entry& entry : kEntries) {
    if (entry.name == name) return entry.feature;
  }
  return std::nullopt;
}

std::string_view FeatureName(Feature feature) {
  return kEntries[static_cast<size_t>(feature)].name;
}

std::string WeightsHelpText() {
  std::string text;
  size_t group = 0;
  for (const Entry& entry : kEntries) {
    if (group < kGroups.size() && kGroups[group].first == entry.feature) {
      if (group > 0) text.push_back('\n');
      text.append(kGroups[group++].title);
      text.push_back('\n');
    }
    std::string line = "  ";
    line.append(entry.name);
    line.push_back('=');
    line.append(std::to_string(entry.weight));
    if (!entry.what.empty()) {
      line.append(line.size() < 36 ? 36 - line.size() : 1, ' ');
      line.append(entry.what);
    }
    text.append(line);
    text.push_back('\n');
  }
  return text;
}

}  // namespace alterego
