// PRAGMA: the flags of the connection that change what statements do.
// SQLite: src/pragma.c, sqlite3Pragma (PragTyp_FLAG).
#include <algorithm>
#include <string>

#include "model/sql/lexer.h"
#include "shadow/schema_update.h"
#include "shadow/shadow.h"
#include "shadow/switch.h"

namespace alterego::shadow {
namespace {

struct Flag {
  std::string_view name;
  bool Dialect::*field;
};
constexpr Flag kFlags[] = {
    {"foreign_keys", &Dialect::foreign_keys},
    {"legacy_alter_table", &Dialect::legacy_alter_table},
    {"recursive_triggers", &Dialect::recursive_triggers},
    {"ignore_check_constraints", &Dialect::ignore_check_constraints},
    {"writable_schema", &Dialect::writable_schema},
    {"query_only", &Dialect::query_only},
};

// Accepted with and without a value, and nothing of the shadow depends on them.
constexpr std::string_view kHarmless[] = {
    "application_id", "cache_size",       "cache_spill",     "cell_size_check",
    "database_list",  "foreign_key_list", "freelist_count",  "index_info",
    "index_list",     "index_xinfo",      "integrity_check", "page_count",
    "quick_check",    "table_info",       "table_list",      "table_xinfo",
    "temp_store",     "threads",          "trusted_schema",  "user_version",
};

// sqlite3GetBoolean with the default false.
bool ParseBoolean(const std::string& verbatim) {
  const std::string text = sql::QuoteOf(verbatim) == sql::Quote::kNone
                               ? verbatim
                               : sql::Dequote(verbatim);
  if (!text.empty() && text[0] >= '0' && text[0] <= '9') {
    // The value goes through a byte: 256 is false.
    int64_t value = 0;
    for (char c : text) {
      if (c < '0' || c > '9') break;
      value = std::min<int64_t>(value * 10 + (c - '0'), int64_t{1} << 40);
    }
    if (value > 0x7fffffff) return false;
    return (value & 0xff) != 0;
  }
  for (std::string_view yes : {"on", "yes", "true", "extra", "full"}) {
    if (EqualsFolded(text, yes)) return true;
  }
  return false;
}

}  // namespace

// SQLite: src/main.c, sqlite3_db_config.
Verdict JudgeSwitch(const WorldPtr& world, const SetSwitch& set) {
  if (world->dialect.writable_schema && IsStale(*world)) {
    return {Prediction::Unknown("schema.stale"), world, world};
  }
  // What a release does not know it leaves alone.
  const bool strings =
      set.which == Switch::kDqsDdl || set.which == Switch::kDqsDml;
  const bool known =
      !strings || world->dialect.version >= SqliteVersion{3, 29, 0};
  auto after = std::make_shared<World>(*world);
  if (known) Apply(set, &after->dialect);
  return {Prediction::Accept("switch.accept"), std::move(after), world};
}

Verdict JudgePragma(const WorldPtr& world, const Pragma& pragma) {
  if (pragma.schema) {
    const auto& all = world->now.databases;
    const bool known =
        std::any_of(all.begin(), all.end(), [&pragma](const DatabasePtr& d) {
          return d->name == pragma.schema->id;
        });
    if (!known) {
      return {Prediction::Refuse(Reason::kUnknownDatabase,
                                 "pragma.unknown_database",
                                 "unknown database " + pragma.schema->ToSql()),
              world, world};
    }
  }
  const std::string& name = pragma.name.id.spelling();
  for (const Flag& flag : kFlags) {
    if (!EqualsFolded(name, flag.name)) continue;
    const bool fixed =
        flag.field == &Dialect::foreign_keys && world->in_transaction();
    if (pragma.value.empty() || fixed) {
      return {Prediction::Accept("pragma.flag"), world, world};
    }
    auto after = std::make_shared<World>(*world);
    const bool writable = flag.field == &Dialect::writable_schema;
    const bool reset = writable && EqualsFolded(pragma.value, "RESET") &&
                       world->dialect.version >= SqliteVersion{3, 26, 0};
    if (reset) {
      ReadSchemaAgain(*after);
    } else if (writable && world->dialect.writable_schema && IsStale(*world)) {
      return {Prediction::Unknown("pragma.stale_schema"), world, world};
    }
    // By 3.44 it cannot be turned on while the connection is defensive.
    const bool barred = writable && world->dialect.defensive &&
                        world->dialect.version >= SqliteVersion{3, 44, 0};
    if (!barred || !ParseBoolean(pragma.value)) {
      after->dialect.*flag.field = ParseBoolean(pragma.value);
    }
    return {Prediction::Accept("pragma.flag"), std::move(after), world};
  }
  for (std::string_view harmless : kHarmless) {
    if (!EqualsFolded(name, harmless)) continue;
    if (world->dialect.query_only && !pragma.value.empty()) break;
    return {Prediction::Accept("pragma.harmless"), world, world};
  }
  return {Prediction::Unknown("pragma.unknown"), world, world};
}

}  // namespace alterego::shadow
