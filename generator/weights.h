// Weights: how often the generator draws what. 0 turns a thing off.
//
//   absl::StatusOr<Weights> w =
//       Weights::Parse("drop_column=0,rename_table=30", Weights::Defaults());
//
// The names are those of `alterego help weights` (see HelpText): ALTER forms
// (drop_column), other statements (insert, create_view, savepoint), features
// of schemas and rows (without_rowid, generated_virtual, index_partial,
// hostile_name), and `invalid`, the rate of deliberately wrong statements in
// percent.
//
// What a number means: statements compete with each other in proportion to
// their weights. A feature competes with leaving it out, which weighs
// kPlainWeight: 1000 is as often as not, 10 is one in a hundred.
#ifndef ALTEREGO_GENERATOR_WEIGHTS_H_
#define ALTEREGO_GENERATOR_WEIGHTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "generator/entropy.h"
#include "model/dialect.h"

namespace alterego {

// Everything that has a weight. The names are in weights.cc, in this order.
enum class Feature : uint8_t {
  // ALTER forms, in the order of AlterOp.
  kRenameTable,
  kRenameColumn,
  kAddColumn,
  kDropColumn,
  kAddCheck,
  kDropConstraint,
  kSetNotNull,
  kDropNotNull,
  // Other statements.
  kInsert,
  kUpdate,
  kDelete,
  kCreateTable,
  kCreateIndex,
  kCreateView,
  kCreateTrigger,
  kDropTable,
  kDropIndex,
  kDropView,
  kDropTrigger,
  kBegin,
  kCommit,
  kRollback,
  kSavepoint,
  kRelease,
  kRollbackTo,
  kPragmaForeignKeys,
  kPragmaLegacyAlterTable,
  kPragmaRecursiveTriggers,
  kPragmaIgnoreCheckConstraints,
  kPragmaWritableSchema,
  kPragmaQueryOnly,
  kPragmaEncoding,
  kWriteSchema,
  kCreateTableAs,
  kCreateVirtualTable,
  kAnalyze,
  kAttach,
  kDbConfig,
  kSyntaxError,
  // Columns.
  kTyped,
  kNotNull,
  kDefaultLiteral,
  kDefaultNegative,
  kDefaultExpression,
  kDefaultCurrentTime,
  kDefaultDqs,
  kUniqueColumn,
  kCheckColumn,
  kCollate,
  kReferences,
  kGeneratedVirtual,
  kGeneratedStored,
  kNamedConstraint,
  kConflictClause,
  // Tables.
  kPrimaryKeyInteger,
  kPrimaryKeyDesc,
  kPrimaryKeyColumn,
  kPrimaryKeyComposite,
  kAutoincrement,
  kWithoutRowid,
  kStrict,
  kTableCheck,
  kTableUnique,
  kTableForeignKey,
  kTempTable,
  kIfNotExists,
  // Foreign keys, of columns and of tables.
  kFkComposite,
  kFkSelf,
  kFkMissingParent,
  kFkColumnList,
  kFkAction,
  kFkDeferred,
  // Indexes.
  kIndexUnique,
  kIndexPartial,
  kIndexExpression,
  kIndexDesc,
  kIndexCollate,
  // Views.
  kViewJoin,
  kViewLeftJoin,
  kViewNaturalJoin,
  kViewUsingJoin,
  kViewCommaJoin,
  kViewAlias,
  kViewSubquery,
  kViewCte,
  kViewCompound,
  kViewWhere,
  kViewGroupBy,
  kViewOrderBy,
  kViewWindow,
  kViewOfView,
  kViewStar,
  kViewColumnList,
  kViewDqs,
  kTempView,
  // Triggers.
  kTriggerBefore,
  kTriggerAfter,
  kTriggerInsteadOf,
  kTriggerWhen,
  kTriggerUpdateOf,
  kTriggerSeveral,
  kTriggerInsert,
  kTriggerUpdate,
  kTriggerDelete,
  kTriggerSelect,
  kTriggerUpsert,
  kTriggerOtherTable,
  kTriggerForEachRow,
  kTempTrigger,
  // Rows.
  kRowidGap,
  kSeveralRows,
  kColumnSubset,
  kDefaultValues,
  kInsertSelect,
  kConflictVerb,
  kUpsert,
  kUpdateFrom,
  kUpdateFromCascade,
  kRestrictOfQuote,
  kReturning,
  kEdgeValue,
  // Names and spelling.
  kHostileName,
  kQuotedName,
  kSchemaPrefix,
  kBrokenReference,
  kSpellingNoise,
  kComment,
  // In percent.
  kInvalid,
  // ALTER forms that only the full dialect has, in the order of AlterAction.
  kRenameConstraint,
  kAlterColumn,
  kSetType,
  kSetDefault,
  kDropDefault,
  kSetExpression,
  kDropExpression,
  kSetStatistics,
  kAddForeignKey,
  kAddUnique,
  kAddPrimaryKey,
  kValidateConstraint,
  kAlterConstraint,
  kSetSchema,
  kSetTablespace,
  kOwnerTo,
  kEnableTrigger,
  kDisableTrigger,
  kSetStrict,
  kSetNotStrict,
  kSetWithoutRowid,
  kSetWithRowid,
  kAddIdentity,
  kDropIdentity,
  // Features of its forms.
  kSeveralActions,
  kUsing,
  kCascade,
  kNotValid,
  kColumnPlace,
};
// Those that are drawn without the full dialect.
inline constexpr size_t kNativeFeatureCount =
    static_cast<size_t>(Feature::kInvalid) + 1;
inline constexpr size_t kFeatureCount =
    static_cast<size_t>(Feature::kColumnPlace) + 1;
inline constexpr uint32_t kPlainWeight = 1000;
inline constexpr uint32_t kWeightMax = 1000000;

class Weights {
 public:
  static Weights Defaults();
  // `base` with changes: "name=weight,name=weight" (blanks, line breaks and
  // # comments allowed: the same text is a weights file). kInvalidArgument
  // names the unknown weight and the nearest known one, a value that is no
  // whole number from 0 to 1000000 (`invalid`: to 100), or what leaves nothing
  // to draw: every ALTER form off.
  static absl::StatusOr<Weights> Parse(std::string_view text,
                                       const Weights& base);
  // Swarm testing (Groce et al., ISSTA 2012): some entries off, the others
  // at very different rates; at least one ALTER form stays on. What only the
  // full dialect has is left as it is without it.
  Weights Swarm(EntropySource& entropy, Mode mode = Mode::kSqlite) const;

  uint32_t Get(Feature feature) const {
    return values_[static_cast<size_t>(feature)];
  }
  uint32_t Get(std::string_view name) const;  // REQUIRES: a known name
  void Set(Feature feature, uint32_t weight) {
    values_[static_cast<size_t>(feature)] = weight;
  }
  static const std::vector<std::string>& Names();
  std::string ToText() const;  // "name=weight\n", all of them

  friend bool operator==(const Weights&, const Weights&) = default;

 private:
  std::vector<uint32_t> values_;  // by place in Names()
};

// nullopt if no weight is called that.
std::optional<Feature> FeatureByName(std::string_view name);
std::string_view FeatureName(Feature feature);
// The names in groups, each with its default and one line of what it is.
std::string WeightsHelpText();

}  // namespace alterego

#endif  // ALTEREGO_GENERATOR_WEIGHTS_H_
