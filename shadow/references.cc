#include "shadow/references.h"

#include <algorithm>
#include <utility>

#include "model/sql/edit.h"
#include "model/sql/lexer.h"
#include "shadow/binder.h"
#include "shadow/schema_check.h"

namespace alterego::shadow {
namespace {

using What = Reference::What;
using Role = Reference::Role;

bool IsNameByte(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u >= 0x80 || c == '_' || c == '$' || (c >= '0' && c <= '9') ||
         (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool MatchesTable(const Reference& ref, const RenameTarget& target,
                  const Dialect& dialect) {
  if (ref.what != What::kTable || !(ref.table == target.table)) return false;
  const bool legacy = dialect.legacy_alter_table;
  switch (ref.role) {
    case Role::kDefinition:
      return ref.database == target.database;
    case Role::kParent:
      if (dialect.foreign_keys) return true;
      return !legacy && dialect.version >= SqliteVersion{3, 26, 0};
    case Role::kTarget:
      return !legacy;
    case Role::kBody:
      return !legacy && ref.database == target.database;
  }
  return false;
}

bool MatchesColumn(const Reference& ref, const RenameTarget& target,
                   const Dialect& dialect) {
  if (ref.what == What::kTable || !(ref.table == target.table)) return false;
  if (!(ref.column == *target.column)) return false;
  // Lists of columns of DML targets were matched by the table's name alone.
  const bool by_name =
      ref.role == Role::kParent ||
      (ref.role == Role::kTarget && dialect.version < SqliteVersion{3, 52, 0});
  return by_name || ref.database == target.database;
}

std::string SingleQuoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    out += c;
    if (c == '\'') out += c;
  }
  return out + "'";
}

}  // namespace

std::vector<sql::TokenIndex> TokensToRename(const Resolution& resolution,
                                            const RenameTarget& target,
                                            const Dialect& dialect) {
  std::vector<sql::TokenIndex> tokens;
  for (const Reference& ref : resolution.references) {
    if (target.column ? MatchesColumn(ref, target, dialect)
                      : MatchesTable(ref, target, dialect)) {
      tokens.push_back(ref.token);
    }
  }
  std::sort(tokens.begin(), tokens.end());
  tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
  return tokens;
}

std::vector<Found> WhoMentions(const Snapshot& snapshot, const Dialect& dialect,
                               const RenameTarget& target) {
  std::vector<Found> out;
  Binder binder(snapshot, dialect);
  for (size_t d = 0; d < snapshot.databases.size(); ++d) {
    const Database& database = *snapshot.databases[d];
    for (size_t i = 0; i < database.objects.size(); ++i) {
      const Object& object = *database.objects[i];
      if (!IsVisited(object, dialect)) continue;
      const Resolution r = binder.Resolve(d, object, {});
      if (!TokensToRename(r, target, dialect).empty()) out.push_back({d, i});
    }
  }
  return out;
}

std::string EditText(const sql::Parsed& parsed, const TextEdit& edit,
                     const Dialect& dialect) {
  sql::Edits edits(parsed);
  const std::string quoted = Identifier(edit.text).Quoted();
  for (const sql::TokenIndex index : edit.tokens) {
    const sql::Token& token = parsed.tokens[index];
    const char first = parsed.source[token.offset];
    if (!edit.quote && IsNameByte(first)) {
      edits.Replace(index, edit.text);
      continue;
    }
    // "new""old" would read as one name. Strings behind it are single-quoted
    // by now.
    const size_t end = token.offset + token.length;
    const bool string_next = std::find(edit.strings.begin(), edit.strings.end(),
                                       index + 1) != edit.strings.end();
    const bool blank = end < parsed.source.size() &&
                       parsed.source[end] == '"' && !string_next &&
                       dialect.version >= SqliteVersion{3, 35, 0};
    edits.Replace(index, blank ? quoted + " " : quoted);
  }
  for (const sql::TokenIndex index : edit.strings) {
    const sql::Token& token = parsed.tokens[index];
    const size_t end = token.offset + token.length;
    std::string text = SingleQuoted(sql::Dequote(token.In(parsed.source)));
    if (end < parsed.source.size() && parsed.source[end] == '\'') text += ' ';
    edits.Replace(index, std::move(text));
  }
  return edits.Apply();
}

}  // namespace alterego::shadow
