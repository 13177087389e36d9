// What an engine must show, computed from the shadow alone.
//
//   Expecter expecter;
//   Observation expected = expecter.Expect(shadow.world(), options);
//   std::vector<Difference> wrong = Compare(expected, observed);
//
// Sections that the shadow cannot know (rows of views, integrity) are given
// where they are certain ("integrity D" is 'ok') and kUnavailable otherwise.
#ifndef ALTEREGO_ORACLE_EXPECT_H_
#define ALTEREGO_ORACLE_EXPECT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/observation.h"
#include "oracle/structure.h"
#include "shadow/state.h"

namespace alterego {

// Remembers the texts of objects and rows that have not changed since the last
// call (snapshots share them), so that a statement costs what it changed.
class Expecter {
 public:
  Observation Expect(const shadow::World& world, const ObserveOptions& options);

 private:
  // Texts of one table, remembered while its objects are the same ones.
  struct Structure {
    std::vector<shadow::ObjectPtr> objects;  // the table, then its indexes
    std::vector<IndexShape> indexes;
    std::string xinfo, list, foreign_keys;
    std::vector<std::string> index_texts;  // as `indexes`
    uint64_t used = 0;
  };
  struct Rows {
    shadow::ObjectPtr table;
    shadow::TableRowsPtr rows;
    // nullopt: the evaluator cannot compute a column.
    std::optional<std::string> text;
    std::optional<bool> sound;  // see Sound()
    uint64_t used = 0;
  };
  // The line of an object in "schema D".
  struct Line {
    shadow::ObjectPtr object;
    std::string text;
    uint64_t used = 0;
  };
  using Objects = std::vector<shadow::ObjectPtr>;

  void AddDatabase(const shadow::Database& database);
  const std::string& LineOf(const shadow::ObjectPtr& object);
  void AddTable(const shadow::Database& database,
                const shadow::ObjectPtr& table);
  void AddRows(const shadow::Database& database,
               const shadow::ObjectPtr& table);
  void AddIntegrity(const shadow::Database& database);
  void AddTables();
  const Structure& StructureOf(const shadow::Database& database,
                               const shadow::ObjectPtr& table);
  Rows* RowsOf(const shadow::Database& database,
               const shadow::ObjectPtr& table);
  std::optional<std::string> RowsText(const CreateTable& table,
                                      const shadow::TableRows& rows) const;
  bool Sound(const CreateTable& table, Rows& rows) const;
  void Add(std::string name, std::string text);
  void AddUnavailable(std::string name, std::string why);
  void Forget();

  const shadow::World* world_ = nullptr;  // of the call under way
  ObserveOptions options_;
  std::vector<Section> sections_;
  uint64_t call_ = 0;
  Dialect dialect_;
  // By address of the table's object, for lookup only; the entry keeps the
  // object alive, so an address is never taken by another one.
  std::unordered_map<const void*, Line> lines_;            // lookup only
  std::unordered_map<const void*, Structure> structures_;  // lookup only
  std::unordered_map<const void*, Rows> rows_;             // lookup only
};

}  // namespace alterego

#endif  // ALTEREGO_ORACLE_EXPECT_H_
