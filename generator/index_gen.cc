#include "generator/index_gen.h"

#include <array>
#include <utility>

#include "generator/expr_gen.h"
#include "generator/names.h"
#include "model/sql/printer.h"

namespace alterego::generator {
namespace {

using sql::Op;

constexpr size_t kKeysMax = 3;

IndexedColumn DrawKey(Context& context, const Scope& scope) {
  IndexedColumn key;
  // An expression that is only a column is that column; one that is only a
  // literal would be a constant key, which SQLite accepts.
  key.expr = context.Take(Feature::kIndexExpression)
                 ? DrawExpr(context, scope, 2)
                 : DrawColumnRef(context, scope);
  if (context.Take(Feature::kIndexCollate)) {
    key.expr = DrawCollated(context, sql::Parenthesised(std::move(key.expr)));
  }
  if (context.Take(Feature::kIndexDesc)) {
    key.order = Op::kDesc;
  } else if (context.OneIn(16)) {
    key.order = Op::kAsc;
  }
  return key;
}

void OfMissingTable(Context& context, CreateIndex& index) {
  index.table = MissingName(context);
}
void OfMissingColumn(Context& context, CreateIndex& index) {
  index.columns.back().expr =
      sql::ColumnRef(sql::Name(MissingName(context).id, sql::Quote::kBracket));
}
void TakenName(Context& context, CreateIndex& index) {
  const bool table = context.indexes().empty() || context.OneIn(2);
  const auto& targets = table ? context.tables() : context.indexes();
  if (targets.empty()) return OfMissingTable(context, index);
  index.if_not_exists = false;
  index.name = context.Ref(context.entropy().Pick(targets).name());
}
void OfView(Context& context, CreateIndex& index) {
  const Target* view = context.PickView();
  if (view == nullptr) return OfMissingTable(context, index);
  index.schema.reset();
  index.table = context.Ref(view->name());
}
void Reserved(Context& context, CreateIndex& index) {
  index.name = ReservedName(context);
}
void NotDeterministic(Context&, CreateIndex& index) {
  index.where = sql::Binary(
      Op::kGt,
      sql::Function(sql::Name(Identifier("random"), sql::Quote::kNone), {}),
      sql::Literal("0"));
}

using Spoiler = void (*)(Context&, CreateIndex&);
constexpr std::array<Spoiler, 6> kSpoilers = {
    OfMissingColumn, OfMissingTable, TakenName,
    OfView,          Reserved,       NotDeterministic};

}  // namespace

CreateIndex DrawCreateIndex(Context& context) {
  CreateIndex index;
  const Target* table = context.PickTable();
  const size_t database = table == nullptr ? kMain : table->database;
  index.name = NewName(context, NameKind::kIndex, database);
  index.if_not_exists = context.Take(Feature::kIfNotExists);
  index.unique = context.Take(Feature::kIndexUnique);
  if (table == nullptr) {
    index.table = MissingName(context);
    index.columns.push_back({sql::ColumnRef(sql::Name("a")), Op::kNone, {}});
    return index;
  }
  index.schema = context.Prefix(*table);
  index.table = context.Ref(table->name());
  const Scope scope = ScopeOf(context.ColumnsOf(*table));
  do {
    index.columns.push_back(DrawKey(context, scope));
  } while (index.columns.size() < kKeysMax && context.OneIn(3));
  if (context.Take(Feature::kIndexPartial)) {
    // t.a, which a renamed table changes.
    index.where = DrawCondition(
        context, context.OneIn(4) ? QualifiedScope(context.ColumnsOf(*table),
                                                   context.Ref(table->name()))
                                  : scope);
  }
  if (context.invalid()) {
    kSpoilers[context.entropy().Below(kSpoilers.size())](context, index);
  }
  return index;
}

}  // namespace alterego::generator
