// Mirror: the names of a schema and nothing else, in a scratch database: tables
// without rules, views either as they are or as tables with the view's columns.
// SQLite compiles a view's or a trigger's text there and says what it means:
// which columns it reads (its authorizer), and what is wrong with it (its
// errors).
//
//   Mirror mirror(workspace, in, {});
//   absl::StatusOr<Probe> p = mirror.Compile(place, {});
//   p->error;                                   // no such column: x
//
// What SQLite answers depends on the text, on the tables and views that have a
// name that occurs in it (and so on, through views), and on two switches. So
// answers are remembered by all of these, and never go out of date.
#ifndef ALTEREGO_REBUILD_MIRROR_H_
#define ALTEREGO_REBUILD_MIRROR_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "rebuild/analysis.h"
#include "rebuild/introspect.h"
#include "rebuild/workspace.h"

namespace alterego::rebuild {

struct MirrorOptions {
  // False: views become tables with the columns that the view has.
  bool real_views = true;
  bool record_reads = false;
  // Note reads of columns whose name is empty. SQLite reports one, too, for a
  // table of which nothing is read.
  bool keep_unnamed = false;
  // One table is created under another name, with one column renamed, or with
  // one column more.
  std::optional<TablePlace> changed;
  enum class Change : uint8_t { kTable, kColumn, kExtraColumn };
  Change change = Change::kTable;
  size_t column = 0;
  std::string new_name;
};

class Mirror {
 public:
  // `in` must outlive the object.
  Mirror(Workspace& workspace, const Introspection& in,
         const MirrorOptions& options)
      : workspace_(workspace),
        scratch_(workspace.scratch),
        in_(in),
        options_(options) {}
  Mirror(const Mirror&) = delete;

  // Compiles the view or trigger with some tokens written differently.
  absl::StatusOr<Probe> Compile(TablePlace place, const TokenTexts& texts);
  // Why a trigger cannot be on what its table's name means; "" if it can.
  absl::StatusOr<std::string> Misplaced(TablePlace trigger);
  // Says that these will be compiled, so that what they need is loaded once.
  absl::Status Expect(const std::vector<TablePlace>& places);

 private:
  // The tables and views that an object may mean, and the key of what they are.
  struct Surroundings {
    std::vector<Definition> definitions;
    std::vector<ObjectTextPtr> texts;  // of the object, and of views
    std::string key;
  };

  // What a trigger is on.
  struct TriggerTarget {
    std::string error;  // it can be on nothing
    TablePlace place;
    std::string home, owner;  // schemas: of its names, and of the table
    std::string table;
    bool view = false;  // a stand-in takes its place
    std::vector<std::string> columns;
  };
  struct Planted {
    Definition table, trigger;
  };

  const SchemaObject& Object(TablePlace place) const {
    return in_.schemas[place.schema].objects[place.object];
  }
  bool IsChanged(TablePlace place) const {
    return options_.changed.has_value() &&
           options_.changed->schema == place.schema &&
           options_.changed->object == place.object;
  }
  absl::StatusOr<const Surroundings*> SurroundingsOf(TablePlace place);
  absl::StatusOr<Surroundings> FindSurroundings(TablePlace place);
  std::string KeyOf(TablePlace place, const TokenTexts& texts,
                    const Surroundings& around) const;
  absl::Status Load(const std::vector<Surroundings>& all);
  // Columns of a table or view as the mirror has it.
  absl::StatusOr<std::vector<std::string>> ColumnsOf(TablePlace place);
  absl::StatusOr<std::vector<std::string>> ColumnsOfView(TablePlace place);
  absl::StatusOr<const std::optional<Definition>*> DefinitionOf(
      TablePlace place);
  absl::StatusOr<std::optional<Definition>> Define(TablePlace place);
  absl::StatusOr<Probe> CompileLoaded(TablePlace place,
                                      const TokenTexts& texts);
  std::string MissingIndex(TablePlace place) const;
  bool IsOfView(TablePlace place, const std::string& error) const;
  std::string CompileView(TablePlace place, TokenTexts texts);
  absl::StatusOr<TriggerTarget> TargetOf(TablePlace place);
  std::optional<Planted> Plant(TablePlace place, const TriggerTarget& on) const;
  absl::StatusOr<std::string> CompileTrigger(TablePlace place,
                                             const TokenTexts& texts,
                                             bool as_stored);
  std::string Fire(const CreateTrigger& trigger, TablePlace object,
                   const TriggerTarget& on, const TokenTexts& texts);

  Workspace& workspace_;
  Scratch& scratch_;
  const Introspection& in_;
  const MirrorOptions options_;
  std::vector<Read> reads_;
  // What was worked out for a place.
  std::map<std::pair<size_t, size_t>, Surroundings> surroundings_;
  std::map<std::pair<size_t, size_t>, std::optional<Definition>> definitions_;
};

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_MIRROR_H_
