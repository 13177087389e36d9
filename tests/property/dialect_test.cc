// parse(print(x)) == x over every form of the full dialect and statements of
// several actions, drawn from a tape of choices.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "model/sql/lexer.h"
#include "model/sql/parser.h"
#include "model/sql/printer.h"
#include "tests/property/tape.h"

namespace alterego::property {
namespace {

using sql::Conflict;
using sql::Name;
using sql::Node;
using sql::Quote;

// Draws values of every form; what makes no sense to a database does here.
class Drawer {
 public:
  explicit Drawer(EntropySource& entropy) : entropy_(entropy) {}

  AlterTableFull Alter() {
    AlterTableFull alter;
    alter.if_exists = Flag();
    if (Flag()) alter.schema = Draw();
    alter.table = Draw();
    do {
      alter.actions.push_back(Action());
    } while (alter.actions.size() < 5 && Flag());
    return alter;
  }

 private:
  bool Flag() { return entropy_.Below(2) != 0; }
  size_t Below(size_t n) { return static_cast<size_t>(entropy_.Below(n)); }
  template <class T, size_t N>
  T OneOf(const T (&choices)[N]) {
    return choices[Below(N)];
  }
  Conflict DrawConflict() { return static_cast<Conflict>(Below(6)); }

  // Also the words of the dialect, which are names where nothing else fits.
  Name Draw() {
    static constexpr const char* kWords[] = {
        "a",        "B",          "c_1",        "first",    "after", "if",
        "type",     "data",       "expression", "strict",   "rowid", "valid",
        "validate", "statistics", "owner",      "identity", "user",  "schema",
        "cascade",  "restrict",   "a b",        "it's",     "x\"y",  "",
        "select",   "[",          "\xC3\xA9"};
    const std::string word = OneOf(kWords);
    Quote quote = OneOf(
        {Quote::kNone, Quote::kDouble, Quote::kBracket, Quote::kBacktick});
    const std::vector<sql::Token> tokens = sql::Lex(word);
    const bool bare =
        tokens.size() == 1 && tokens[0].kind == sql::TokenKind::kIdentifier;
    if (quote == Quote::kNone && !bare) quote = Quote::kDouble;
    return Name(Identifier(word), quote);
  }
  std::vector<Name> Names() {
    std::vector<Name> names;
    do {
      names.push_back(Draw());
    } while (names.size() < 3 && Flag());
    return names;
  }

  Node Expression(int depth = 0) {
    switch (depth < 3 ? Below(7) : Below(2)) {
      case 1:
        return ColumnRef(Draw());
      case 2:
        return Binary(OneOf({sql::Op::kAdd, sql::Op::kConcat, sql::Op::kEq,
                             sql::Op::kAnd}),
                      Parenthesised(Expression(depth + 1)),
                      Parenthesised(Expression(depth + 1)));
      case 3:
        return sql::Paren(Expression(depth + 1));
      case 4:
        return Unary(sql::Op::kNot, Parenthesised(Expression(depth + 1)));
      case 5:
        return ColumnRef(Draw(), Draw());
      case 6: {
        std::vector<Node> arguments;
        while (arguments.size() < 3 && Flag()) {
          arguments.push_back(Expression(depth + 1));
        }
        return Function(Name("coalesce", Quote::kNone), std::move(arguments));
      }
      default:
        return sql::Literal(OneOf(
            {"1", "1.5", "'x'", "x'0F'", "NULL", "CURRENT_TIME", "'it''s'"}));
    }
  }
  DefaultRule Default() {
    switch (Below(4)) {
      case 1:
        return {sql::Literal("'a,b)'")};
      case 2:
        return {Unary(sql::Op::kNegate, sql::Literal("7"))};
      case 3:
        return {sql::Paren(Expression())};
      default:
        return {sql::Literal("1")};
    }
  }
  std::string Type() {
    return OneOf({"INT", "VARCHAR(10)", "DECIMAL(10, 2)", "a b", "\"q t\"",
                  "first INT", "type"});
  }

  ReferencesClause References() {
    ReferencesClause clause;
    clause.parent = Draw();
    if (Flag()) clause.columns = Names();
    clause.on_delete = static_cast<ForeignKeyAction>(Below(6));
    clause.on_update = static_cast<ForeignKeyAction>(Below(6));
    if (Flag()) clause.match = Name("full", Quote::kDouble);
    clause.deferrable = static_cast<ReferencesClause::Deferrable>(Below(3));
    if (clause.deferrable != ReferencesClause::Deferrable::kUnset) {
      clause.initially = static_cast<ReferencesClause::Initially>(Below(3));
    }
    return clause;
  }
  std::vector<IndexedColumn> Indexed() {
    std::vector<IndexedColumn> columns;
    do {
      IndexedColumn column;
      column.expr = ColumnRef(Draw());
      column.order = OneOf({sql::Op::kNone, sql::Op::kAsc, sql::Op::kDesc});
      columns.push_back(std::move(column));
    } while (columns.size() < 3 && Flag());
    return columns;
  }
  ColumnConstraint DrawColumnConstraint() {
    ColumnConstraint constraint;
    if (Flag()) constraint.name = Draw();
    switch (Below(8)) {
      case 1:
        constraint.rule = UniqueRule{{}, DrawConflict()};
        break;
      case 2:
        constraint.rule = CheckRule{Expression(), Conflict::kDefault};
        break;
      case 3:
        constraint.rule = Default();
        break;
      case 4:
        constraint.rule = CollateRule{Name("nocase")};
        break;
      case 5: {
        // Where no storage is said, GENERATED behind it would be that word.
        const auto storage = OneOf({GeneratedRule::Storage::kVirtual,
                                    GeneratedRule::Storage::kStored});
        constraint.rule = GeneratedRule{Expression(), storage, Flag()};
        break;
      }
      case 6:
        constraint.rule = ForeignKeyRule{{}, References()};
        break;
      case 7:
        constraint.rule =
            PrimaryKeyRule{{},
                           OneOf({sql::Op::kNone, sql::Op::kDesc}),
                           Flag(),
                           DrawConflict()};
        break;
      default:
        constraint.rule = NotNullRule{DrawConflict()};
    }
    return constraint;
  }
  Column DrawColumn() {
    Column column;
    column.name = Draw();
    if (Flag()) column.type = Type();
    while (column.constraints.size() < 3 && Flag()) {
      column.constraints.push_back(DrawColumnConstraint());
    }
    return column;
  }
  DropBehavior Behavior() { return static_cast<DropBehavior>(Below(3)); }
  std::optional<Name> MaybeName() {
    return Flag() ? std::optional<Name>(Draw()) : std::nullopt;
  }

  AlterAction Action() {
    const size_t form = Below(kActionCount);
    AlterAction action;
    size_t place = 0;
    ForEachAction([&](auto tag) {
      using Form = typename decltype(tag)::type;
      if (place++ != form) return;
      Form value;
      Fill(value);
      action = std::move(value);
    });
    return action;
  }

  void Fill(RenameTable& f) { f.new_name = Draw(); }
  void Fill(RenameColumn& f) { f = {Draw(), Draw(), Flag()}; }
  void Fill(AddColumn& f) {
    f.column = DrawColumn();
    f.column_keyword = Flag();
    f.if_not_exists = Flag();
    f.first = Flag();
    if (!f.first) f.after = MaybeName();
  }
  void Fill(DropColumn& f) { f = {Draw(), Flag(), Flag(), Behavior()}; }
  void Fill(AddCheck& f) {
    f.name = MaybeName();
    f.check = {Expression(), DrawConflict()};
    f.not_valid = Flag();
  }
  void Fill(DropConstraint& f) { f = {Draw(), Flag(), Behavior()}; }
  void Fill(SetNotNull& f) { f = {Draw(), DrawConflict(), Flag()}; }
  void Fill(DropNotNull& f) { f = {Draw(), Flag()}; }
  void Fill(RenameConstraint& f) { f = {Draw(), Draw()}; }
  void Fill(AlterColumn& f) { f = {Draw(), DrawColumn()}; }
  void Fill(SetType& f) {
    f.column = Draw();
    f.type = Type();
    if (Flag()) f.collation = Name("nocase");
    if (Flag()) f.value = Expression();
  }
  void Fill(SetDefault& f) { f = {Draw(), Default()}; }
  void Fill(DropDefault& f) { f.column = Draw(); }
  void Fill(SetExpression& f) {
    f.column = Draw();
    f.expr = Expression();
    f.storage = static_cast<GeneratedRule::Storage>(Below(3));
  }
  void Fill(DropExpression& f) { f = {Draw(), Flag()}; }
  void Fill(SetStatistics& f) {
    f = {Draw(), static_cast<int32_t>(Below(10002)) - 1};
  }
  void Fill(AddForeignKey& f) {
    f = {MaybeName(), {Names(), References()}, Flag()};
  }
  void Fill(AddUnique& f) { f = {MaybeName(), {Indexed(), DrawConflict()}}; }
  void Fill(AddPrimaryKey& f) {
    f.name = MaybeName();
    f.rule = {Indexed(), sql::Op::kNone, Flag(), DrawConflict()};
  }
  void Fill(ValidateConstraint& f) { f.name = Draw(); }
  void Fill(AlterConstraint& f) {
    f.name = Draw();
    f.deferrable = static_cast<ReferencesClause::Deferrable>(1 + Below(2));
    f.initially = static_cast<ReferencesClause::Initially>(Below(3));
  }
  void Fill(SetSchema& f) { f.schema = Draw(); }
  void Fill(SetTablespace& f) { f.tablespace = Draw(); }
  void Fill(OwnerTo& f) { f.owner = Draw(); }
  template <class Switch>
  void FillTrigger(Switch& f) {
    f.scope = static_cast<TriggerScope>(Below(3));
    if (f.scope != TriggerScope::kNamed) return;
    f.trigger = Draw();
    // The bare word is the other form.
    if (f.trigger.id == Identifier("user")) f.trigger.quote = Quote::kDouble;
  }
  void Fill(EnableTrigger& f) { FillTrigger(f); }
  void Fill(DisableTrigger& f) { FillTrigger(f); }
  void Fill(SetStrict&) {}
  void Fill(SetNotStrict&) {}
  void Fill(SetWithoutRowid&) {}
  void Fill(SetWithRowid&) {}
  void Fill(AddIdentity& f) { f = {Draw(), Flag()}; }
  void Fill(DropIdentity& f) { f = {Draw(), Flag()}; }

  EntropySource& entropy_;
};

RC_GTEST_PROP(DialectRoundTrip, PrintedAltersParseToTheSame, ()) {
  TapeEntropy entropy((*ArbitraryTape(400)).values);
  const AlterTableFull alter = Drawer(entropy).Alter();
  // What SQLite can say is an AlterTable.
  const std::optional<AlterTable> native = Narrowed(alter);
  const Statement statement = native ? Statement(*native) : Statement(alter);
  const std::string printed = sql::Print(statement);
  RC_LOG() << printed << "\n";
  const sql::ParseResult again = sql::ParseStatement(printed, Mode::kFull);
  if (!again.ok()) RC_LOG() << again.error().ToString();
  RC_ASSERT(again.ok());
  RC_LOG() << sql::Print(again->statement) << "\n";
  RC_ASSERT(again->statement == statement);
  RC_ASSERT(sql::Print(again->statement) == printed);
}

}  // namespace
}  // namespace alterego::property
