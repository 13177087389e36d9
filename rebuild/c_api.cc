#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>

#include "rebuild/alterego.h"
#include "rebuild/rebuild.h"
#include "rebuild/sqlite_api.h"

namespace {

using alterego::rebuild::Mode;
using alterego::rebuild::Options;
using alterego::rebuild::Strategy;
using alterego::rebuild::Verify;

void Give(const std::string& text, char** out) {
  if (out == nullptr) return;
  *out = static_cast<char*>(std::malloc(text.size() + 1));
  if (*out != nullptr) std::memcpy(*out, text.c_str(), text.size() + 1);
}

// True if the caller's struct holds the member.
#define ALTEREGO_HAS(given, member) \
  ((given)->size >=                 \
   offsetof(alterego_options, member) + sizeof(alterego_options::member))

int Translate(const alterego_options* given, Options* out) {
  out->mode = Mode::kFull;
  if (given == nullptr) return SQLITE_OK;
  if (!ALTEREGO_HAS(given, verify)) return SQLITE_MISUSE;
  if (given->mode < 0 || given->mode > ALTEREGO_MODE_SQLITE ||
      given->strategy < 0 || given->strategy > ALTEREGO_STRATEGY_NATIVE ||
      given->verify < 0 || given->verify > ALTEREGO_VERIFY_FULL) {
    return SQLITE_MISUSE;
  }
  constexpr Strategy kStrategies[] = {Strategy::kAuto, Strategy::kEdit,
                                      Strategy::kRebuild, Strategy::kNative};
  constexpr Verify kVerify[] = {Verify::kRows, Verify::kOff, Verify::kFull};
  if (given->mode == ALTEREGO_MODE_SQLITE) out->mode = Mode::kSqlite;
  out->strategy = kStrategies[given->strategy];
  out->verify = kVerify[given->verify];
  if (ALTEREGO_HAS(given, keep_old) && given->keep_old != nullptr) {
    out->keep_old = given->keep_old;
  }
  if (ALTEREGO_HAS(given, context) && given->progress != nullptr) {
    out->progress = [progress = given->progress, context = given->context](
                        std::string_view phase, int64_t done, int64_t all) {
      return progress(context, std::string(phase).c_str(), done, all) == 0;
    };
  }
  return SQLITE_OK;
}

// The result code of a status, and its message.
int Report(const absl::Status& status, char** message) {
  if (status.ok()) return SQLITE_OK;
  if (const auto refusal = alterego::rebuild::RefusalOf(status)) {
    Give(refusal->message, message);
    return refusal->extended_code;
  }
  Give(std::string(status.message()), message);
  return SQLITE_ERROR;
}

int Misused(char** message) {
  Give(
      "misuse: db, sql and plan must not be NULL, options must say its size "
      "and hold values that alterego.h knows",
      message);
  return SQLITE_MISUSE;
}

}  // namespace

struct alterego_kept_plan {
  alterego::rebuild::FullPlan plan;
  std::string text, json;
};

extern "C" int alterego_alter(sqlite3* db, const char* sql,
                              const alterego_options* options, char** message) {
  if (message != nullptr) *message = nullptr;
  Options translated;
  if (db == nullptr || sql == nullptr ||
      Translate(options, &translated) != SQLITE_OK) {
    return Misused(message);
  }
  alterego::rebuild::Connection connection(alterego::SqliteApi::Linked(), db);
  return Report(alterego::rebuild::Alter(connection, sql, translated).status(),
                message);
}

extern "C" int alterego_plan(sqlite3* db, const char* sql,
                             const alterego_options* options, char** json,
                             char** message) {
  if (message != nullptr) *message = nullptr;
  if (json != nullptr) *json = nullptr;
  Options translated;
  if (db == nullptr || sql == nullptr || json == nullptr ||
      Translate(options, &translated) != SQLITE_OK) {
    return Misused(message);
  }
  alterego::rebuild::Connection connection(alterego::SqliteApi::Linked(), db);
  const auto plan = alterego::rebuild::PlanAlter(connection, sql, translated);
  if (plan.ok()) Give(plan->ToJson(), json);
  return Report(plan.status(), message);
}

extern "C" void alterego_free(char* text) { std::free(text); }

extern "C" int alterego_keep_plan(sqlite3* db, const char* sql,
                                  const alterego_options* options,
                                  alterego_kept_plan** plan, char** message) {
  if (message != nullptr) *message = nullptr;
  if (plan != nullptr) *plan = nullptr;
  Options translated;
  if (db == nullptr || sql == nullptr || plan == nullptr ||
      Translate(options, &translated) != SQLITE_OK) {
    return Misused(message);
  }
  alterego::rebuild::Connection connection(alterego::SqliteApi::Linked(), db);
  auto made = alterego::rebuild::PlanAlter(connection, sql, translated);
  if (!made.ok()) return Report(made.status(), message);
  std::string text = made->ToText(), json = made->ToJson();
  *plan = new alterego_kept_plan{*std::move(made), std::move(text),
                                 std::move(json)};
  return SQLITE_OK;
}

extern "C" const char* alterego_kept_plan_text(const alterego_kept_plan* plan) {
  return plan == nullptr ? nullptr : plan->text.c_str();
}

extern "C" const char* alterego_kept_plan_json(const alterego_kept_plan* plan) {
  return plan == nullptr ? nullptr : plan->json.c_str();
}

extern "C" int alterego_apply(sqlite3* db, const alterego_kept_plan* plan,
                              const alterego_options* options, char** message) {
  if (message != nullptr) *message = nullptr;
  Options translated;
  if (db == nullptr || plan == nullptr ||
      Translate(options, &translated) != SQLITE_OK) {
    return Misused(message);
  }
  alterego::rebuild::Connection connection(alterego::SqliteApi::Linked(), db);
  return Report(
      alterego::rebuild::ApplyPlan(connection, plan->plan, translated).status(),
      message);
}

extern "C" void alterego_free_plan(alterego_kept_plan* plan) { delete plan; }
