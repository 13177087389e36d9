// Liar: an engine with one lie: SQLite with a bug of our making, to see that
// the harness finds it. Each lie is what a real engine might do wrong.
//
//   lane.engine = std::make_unique<Liar>(std::move(lane.engine), lie);
//
// A lie is data: a name and the functions in which it shows. They are called
// with the Liar, through which they ask the engine behind it for anything.
#ifndef ALTEREGO_SELFTEST_LIAR_H_
#define ALTEREGO_SELFTEST_LIAR_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engines/engine.h"
#include "model/statement.h"

namespace alterego::selftest {

class Liar;

// A statement that the engine is asked to execute.
struct Said {
  std::string_view sql;
  const Statement* statement = nullptr;  // null: our grammar refuses it
  const AlterTable* alter = nullptr;     // null: another statement
  bool alters = false;  // an ALTER TABLE, of the full dialect, too
};

// What a schema becomes in a lie: changes the CREATE statement of one object;
// false if there is nothing to change in it.
using Spoiler = bool (*)(Statement* create);

struct Lie {
  // How a Spoiler's text takes effect, behind each accepted ALTER.
  enum class Spoiling {
    kWritten,   // the schema says so
    kInMemory,  // the schema's text stays right, what SQLite does is wrong
  };
  std::string_view name;
  std::string_view what;
  // What is executed in place of the statement; nullopt: the statement.
  std::optional<std::string> (*instead)(Liar&, const Said&) = nullptr;
  // What is answered without executing it; nullopt: it is executed.
  std::optional<Outcome> (*answer)(Liar&, const Said&) = nullptr;
  // Behind it. May change the answer.
  void (*after)(Liar&, const Said&, Outcome*) = nullptr;
  // SQL for ForTables(), behind each accepted ALTER; "": none.
  std::string_view spoils_rows = "";
  void (*reopened)(Liar&) = nullptr;
  void (*seen)(Liar&, Observation*) = nullptr;
  Spoiler spoiler = nullptr;
  Spoiling spoiling = Spoiling::kWritten;
};

// One row of sqlite_schema.
struct SchemaRow {
  std::string type, name, table, sql;
};

class Liar final : public Engine {
 public:
  Liar(std::unique_ptr<Engine> honest, const Lie& lie)
      : honest_(std::move(honest)), lie_(lie) {}

  const EngineInfo& info() const override { return honest_->info(); }
  absl::StatusOr<Outcome> Execute(std::string_view sql) override;
  absl::StatusOr<Observation> Observe(const ObserveOptions& options) override;
  absl::Status Reset() override { return honest_->Reset(); }
  absl::Status Reopen() override;

  // For lies. True if the engine behind accepts it.
  bool Run(std::string_view sql);
  // The objects of a database, without SQLite's own.
  std::vector<SchemaRow> Schema(std::string_view database = "main");
  // DROPs the newest object of the type, "index", in the database.
  void DropNewest(std::string_view type, std::string_view database = "main");
  // Executes the SQL for every table of main that is SQLite's ordinary kind,
  // with %t for its name; and, if it holds %c, for each column.
  void ForTables(std::string_view sql);
  // Replaces the first object that the spoiler changes.
  void Spoil(Spoiler spoiler, Lie::Spoiling spoiling);

 private:
  void Rewrite(const SchemaRow& row, const std::string& sql);

  std::unique_ptr<Engine> honest_;
  const Lie& lie_;
};

}  // namespace alterego::selftest

#endif  // ALTEREGO_SELFTEST_LIAR_H_
