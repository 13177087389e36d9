// Names for new objects: plain ones (t1, a), and hostile ones, which need
// quotes, look like keywords, differ by case only or are empty.
//
//   sql::Name name = NewName(context, NameKind::kTable, kMain);
#ifndef ALTEREGO_GENERATOR_NAMES_H_
#define ALTEREGO_GENERATOR_NAMES_H_

#include <vector>

#include "generator/context.h"
#include "model/identifier.h"
#include "model/sql/name.h"

namespace alterego::generator {

enum class NameKind { kTable, kVirtualTable, kView, kIndex, kTrigger };

// A name that no object of that database has, where they share a name space.
// The first free plain name is the simplest.
sql::Name NewName(Context& context, NameKind kind, size_t database);
// A column name that is not among `taken`.
sql::Name NewColumnName(Context& context, const std::vector<Identifier>& taken);
// For constraints and savepoints: any name; duplicates are legal.
sql::Name NewLabel(Context& context, std::string_view prefix);
// A name of something that does not exist.
sql::Name MissingName(Context& context);
// The one keyword that may be a name and ends a constraint: `generated`, bare.
sql::Name EndOfConstraint();
// sqlite_x: reserved.
sql::Name ReservedName(Context& context);

// Whether such a foreign key is among those of the table and of its columns.
bool AnyForeignKey(const CreateTable& table,
                   bool (*fits)(const ForeignKeyRule& rule));
// Whether RESTRICT may be an action of a foreign key of a table of that name.
// Older releases take the quotes off the name once more than there are, and
// read on behind its end for the second one (fkey.c, fkActionTrigger).
bool MayRestrict(const Context& context, const Identifier& table);
// Whether a table may be called so: it may be one that RESTRICT is an action
// of.
bool MayNameTable(const Context& context, const Identifier& name);

// Every hostile name, for tests.
const std::vector<Identifier>& HostileNames();

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_NAMES_H_
