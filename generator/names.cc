#include "generator/names.h"

#include <algorithm>
#include <string>
#include <utility>

namespace alterego::generator {
namespace {

using sql::Name;

std::vector<Identifier> MakeHostileNames() {
  std::vector<Identifier> names = {
      // Plain to people, keywords to SQL; the last ones fall back to names.
      "order", "select", "table", "group", "index", "check", "default",
      "primary", "constraint", "references", "null", "values", "key", "temp",
      "replace", "column", "rename", "generated", "always",
      // Names with a meaning of their own.
      "rowid", "oid", "_rowid_", "new", "old", "excluded", "true", "main",
      "integer", "current_time", "strict", "without",
      // Blanks and quotes of all kinds.
      "a b", " ", "a\"b", "\"", "it's", "a]b", "[a]", "a`b", "tab\there",
      "line\nbreak",
      // What the lexer reads otherwise.
      "1a", "12", "1e3", "x'00'", "a.b", "a-b", "--a", "/*a*/", "a;b", "a,b",
      "a)b", "?1", ":a", "$", "",
      // Patterns that other names match.
      "t_", "%",
      // Case-only differences from plain names, and from each other beyond
      // ASCII, where SQLite does not fold.
      "A", "B", "T1", "\xc3\xa9t\xc3\xa9", "\xc3\x89T\xc3\x89",
      "\xe5\x90\x8d\xe5\x89\x8d", "\xf0\x9f\x98\x80"};
  // As long as names get in practice, and more.
  names.push_back(Identifier(std::string(120, 'n')));
  return names;
}

// "t1" or "a": the plain name at that place.
std::string PlainName(std::string_view prefix, size_t place) {
  std::string name(prefix);
  if (prefix.empty()) {
    name.push_back(static_cast<char>('a' + place % 26));
    if (place >= 26) name.append(std::to_string(place / 26));
    return name;
  }
  name.append(std::to_string(place + 1));
  return name;
}

// A hostile name with digits behind it if it is taken; `base` if that is free.
template <class Taken>
Name FreeFrom(Context& context, const Identifier& base, Taken&& taken) {
  if (!taken(base)) return context.Ref(base);
  for (int i = 2;; ++i) {
    const Identifier longer(base.spelling() + std::to_string(i));
    if (!taken(longer)) return context.Ref(longer);
  }
}

// The first free name. `allowed`: whether a hostile one may be what others
// start with.
template <class Taken, class Allowed>
Name FirstFree(Context& context, std::string_view prefix, Taken&& taken,
               Allowed&& allowed) {
  if (context.Take(Feature::kHostileName)) {
    const Identifier& base = context.entropy().Pick(HostileNames());
    if (allowed(base)) return FreeFrom(context, base, taken);
  }
  for (size_t i = 0;; ++i) {
    const Identifier name(PlainName(prefix, i));
    if (!taken(name)) return context.Ref(name);
  }
}

bool Restricts(const ForeignKeyRule& rule) {
  return rule.references.on_delete == ForeignKeyAction::kRestrict ||
         rule.references.on_update == ForeignKeyAction::kRestrict;
}

// Whether any table has a foreign key with the action RESTRICT.
bool AnyRestricts(const Context& context) {
  return std::any_of(context.tables().begin(), context.tables().end(),
                     [](const Target& target) {
                       return AnyForeignKey(*target.object->AsTable(),
                                            Restricts);
                     });
}

std::string_view PrefixOf(NameKind kind) {
  switch (kind) {
    case NameKind::kTable:
    case NameKind::kVirtualTable:
      return "t";
    case NameKind::kView:
      return "v";
    case NameKind::kIndex:
      return "i";
    case NameKind::kTrigger:
      return "r";
  }
  return "t";
}

}  // namespace

bool AnyForeignKey(const CreateTable& table,
                   bool (*fits)(const ForeignKeyRule& rule)) {
  const auto is_one = [fits](const auto& constraint) {
    const auto* rule = std::get_if<ForeignKeyRule>(&constraint.rule);
    return rule != nullptr && fits(*rule);
  };
  return std::any_of(table.constraints.begin(), table.constraints.end(),
                     is_one) ||
         std::any_of(table.columns.begin(), table.columns.end(),
                     [&is_one](const Column& column) {
                       return std::any_of(column.constraints.begin(),
                                          column.constraints.end(), is_one);
                     });
}

const std::vector<Identifier>& HostileNames() {
  static const auto& names = *new std::vector<Identifier>(MakeHostileNames());
  return names;
}

bool MayRestrict(const Context& context, const Identifier& table) {
  constexpr std::string_view kQuotes = "\"'`[";
  const std::string& name = table.spelling();
  return name.empty() || kQuotes.find(name[0]) == kQuotes.npos ||
         context.AtLeast(45) || context.Weight(Feature::kRestrictOfQuote) > 0;
}

bool MayNameTable(const Context& context, const Identifier& name) {
  return MayRestrict(context, name) || !AnyRestricts(context);
}

Name NewName(Context& context, NameKind kind, size_t database) {
  // What is a shadow table depends on what memory holds, where a table of temp
  // hides the virtual one.
  const auto hides = [&](const Identifier& name) {
    if (kind == NameKind::kVirtualTable) {
      return context.IsTableViewOrIndex(kTemp, name);
    }
    const auto& all = context.virtual_tables();
    return database == kTemp &&
           std::any_of(all.begin(), all.end(), [&name](const Target& target) {
             return target.name() == name;
           });
  };
  const auto taken = [&](const Identifier& name) {
    if (kind == NameKind::kTrigger) return context.IsTrigger(database, name);
    return context.IsTableViewOrIndex(database, name) || hides(name);
  };
  return FirstFree(context, PrefixOf(kind), taken, [&](const Identifier& name) {
    return kind != NameKind::kTable || MayNameTable(context, name);
  });
}

Name NewColumnName(Context& context, const std::vector<Identifier>& taken) {
  const auto is_taken = [&](const Identifier& name) {
    return std::find(taken.begin(), taken.end(), name) != taken.end();
  };
  return FirstFree(context, "", is_taken,
                   [](const Identifier&) { return true; });
}

Name NewLabel(Context& context, std::string_view prefix) {
  if (context.Take(Feature::kHostileName)) {
    return context.Ref(context.entropy().Pick(HostileNames()));
  }
  return context.Ref(Identifier(PlainName(prefix, context.entropy().Below(6))));
}

Name EndOfConstraint() {
  return Name(Identifier("generated"), sql::Quote::kNone);
}

Name MissingName(Context& context) {
  static const auto& names = *new std::vector<Identifier>{
      "nope", "no such", "Nope", "select", "zz\"zz", "z]z", "generated"};
  const Identifier& name = context.entropy().Pick(names);
  if (&name == &names.back()) return EndOfConstraint();
  return context.Ref(name);
}

Name ReservedName(Context& context) {
  static const auto& names = *new std::vector<Identifier>{
      "sqlite_x", "SQLite_Y", "sqlite_sequence", "sqlite_"};
  return context.Ref(context.entropy().Pick(names));
}

}  // namespace alterego::generator
