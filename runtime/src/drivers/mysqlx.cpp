#include <fmt/format.h>

#include <charconv>

#include "drivers/drivers.h"
#include "drivers/mysql_errors.h"
#include "drivers/mysql_settings.h"
#include "drivers/mysqlx_driver.h"
#include "drivers/mysqlx_options.h"
#include "thriftorm/error.h"

namespace thriftorm::driver {
namespace {

// "You can't specify target table for update in FROM clause": the server also says so of statements
// in which it has folded literals away, and takes them with the same values bound.
constexpr int kTargetIsRead = 1093;

constexpr int kPacketTooLarge = 1153;

std::string quoted(std::string_view name) {
  std::string out = "`";
  for (const char c : name) out.append(c == '`' ? 2 : 1, c);
  return out + "`";
}

// "9.7.4-2" → (9, 7)
std::pair<int, int> version_of(std::string_view text) {
  std::pair<int, int> version;
  const char* end = text.data() + text.size();
  const char* point = std::from_chars(text.data(), end, version.first).ptr;
  if (point != end) std::from_chars(point + 1, end, version.second);
  return version;
}

// Whether a message is about a statement's text, and about no value: a syntax error, an unknown
// name.
bool explains_text(const MysqlxFailure& failure, const MysqlxSql& sql) {
  return sql.placeholder_count() == 0 && failure.sqlstate.starts_with("42");
}

}  // namespace

Connect mysqlx_driver(const DatabaseUrl& url) {
  return [options = mysqlx_options_of(url)] { return std::make_unique<MysqlxConnection>(options); };
}

MysqlxConnection::MysqlxConnection(const MysqlOptions& options) : endpoint_(options.endpoint()) {
  connect(options);
  set_up(options);
}

void MysqlxConnection::connect(const MysqlOptions& options) {
  const auto failure = session_.connect(options);
  if (failure) fail(*failure, MysqlxSql(""), MysqlxEffect::kReads, MysqlxPhase::kConnect);
}

void MysqlxConnection::set_up(const MysqlOptions& options) {
  MysqlxResult result;
  const auto run_first = [&](const std::string& text) {
    const MysqlxSql sql(text);
    const auto failure = session_.run(sql, {}, result);
    if (failure) fail(*failure, sql, MysqlxEffect::kReads, MysqlxPhase::kConnect);
  };
  run_first(std::string(kMysqlSettings));
  run_first("SELECT VERSION(), @@mysqlx_max_allowed_packet");
  if (result.row_count() == 1) {
    version_ = version_of(result.value(0, 0).bytes);
    longest_message_ = static_cast<std::uint64_t>(result.value(0, 1).integer);
  }
  if (!options.database.empty()) run_first("USE " + quoted(options.database));
}

std::unique_ptr<Statement> MysqlxConnection::prepare(std::string_view sql) {
  return std::make_unique<MysqlxStatement>(*this, sql);
}

// The server ends the connection at a longer message without a word.
void MysqlxConnection::check_size(const MysqlxSql& sql,
                                  std::span<const Parameter> parameters) const {
  constexpr std::uint64_t kEnvelope = 32;  // around the message, and around each value
  std::uint64_t size = sql.text().size() + kEnvelope;
  for (const Parameter& parameter : parameters) size += parameter.text().size() + kEnvelope;
  if (size <= longest_message_) return;
  ServerError error;
  error.code = kPacketTooLarge;
  error.sqlstate = "08S01";
  error.statement = sql.text();
  throw_mysql_error(error, endpoint_);
}

void MysqlxConnection::run(const MysqlxSql& sql, MysqlxEffect effect,
                           std::span<const Parameter> parameters, MysqlxResult& result) {
  check_size(sql, parameters);
  auto failure = session_.run(sql, parameters, result);
  const bool by_literals = failure && failure->code == kTargetIsRead && !parameters.empty();
  if (by_literals) failure = session_.run_prepared(sql, parameters, result);
  if (failure) fail(*failure, sql, effect, MysqlxPhase::kExecute);
  follow(effect);
}

void MysqlxConnection::run_text(std::string_view text, MysqlxEffect effect) {
  const MysqlxSql sql(text);
  MysqlxResult result;
  const auto failure = session_.run(sql, {}, result);
  if (failure) fail(*failure, sql, effect, MysqlxPhase::kText);
  follow(effect);
}

void MysqlxConnection::execute_text(std::string_view sql) { run_text(sql, effect_of(sql)); }

void MysqlxConnection::commit() { run_text("COMMIT", MysqlxEffect::kEnds); }

bool MysqlxConnection::alive() noexcept {
  try {
    MysqlxResult result;
    return usable() && !session_.run(MysqlxSql("DO 0"), {}, result);
  } catch (...) {
    return false;
  }
}

// A COMMIT whose failure is the server's word is left to the rules; a statement that commits by
// itself has failed for certain when the server says so.
bool MysqlxConnection::leaves_unknown(const MysqlxFailure& failure, const MysqlxSql& sql,
                                      MysqlxEffect effect) const {
  if (sql.text() == "COMMIT") return true;
  const bool commits_itself = !in_transaction_ && !tells_connection(sql.text()) &&
                              effect != MysqlxEffect::kReads && effect != MysqlxEffect::kBegins;
  return commits_itself && failure.code == kMysqlxLost;
}

void MysqlxConnection::follow(MysqlxEffect effect) {
  switch (effect) {
    case MysqlxEffect::kReads:
    case MysqlxEffect::kKeeps:
      return;
    case MysqlxEffect::kBegins:
      in_transaction_ = true;
      return;
    case MysqlxEffect::kEnds:
      in_transaction_ = false;
      return;
    case MysqlxEffect::kMayEnd:
      if (in_transaction_) in_transaction_ = ask_for_transaction();
      return;
    case MysqlxEffect::kUnknown:
      in_transaction_ = ask_for_transaction();
  }
}

// A statement that failed has begun nothing and ended nothing, unless it commits before it does its
// work.
void MysqlxConnection::follow_failed(MysqlxEffect effect) {
  const bool may_have_ended = effect == MysqlxEffect::kMayEnd || effect == MysqlxEffect::kUnknown;
  if (may_have_ended) follow(effect);
}

// Without a transaction the server takes a SAVEPOINT and forgets it at once.
bool MysqlxConnection::ask_for_transaction() {
  MysqlxResult result;
  const MysqlxSql probe("SAVEPOINT thriftorm_open");
  auto failure = session_.run(probe, {}, result);
  if (!failure) failure = session_.run(MysqlxSql("RELEASE SAVEPOINT thriftorm_open"), {}, result);
  if (failure && !session_.stands()) {
    fail(*failure, probe, MysqlxEffect::kReads, MysqlxPhase::kText);
  }
  return !failure;
}

// After an error that means that the transaction is over: not every one has made the server roll back.
void MysqlxConnection::roll_back() {
  if (!in_transaction_) return;
  in_transaction_ = false;
  MysqlxResult result;
  if (usable() && session_.run(MysqlxSql("ROLLBACK"), {}, result)) usable_ = false;
}

void MysqlxConnection::fail(const MysqlxFailure& failure, const MysqlxSql& sql, MysqlxEffect effect,
                            MysqlxPhase phase) {
  ServerError error;
  error.code = failure.code;
  error.sqlstate = failure.sqlstate;
  error.text = failure.text;
  error.statement = sql.text();
  error.text_is_safe = phase != MysqlxPhase::kExecute || explains_text(failure, sql);
  error.committing = phase != MysqlxPhase::kConnect && leaves_unknown(failure, sql, effect);
  const ErrorRule* rule = find_mysql_rule(error.code, error.sqlstate);
  if (failure.code == 0 || (rule != nullptr && rule->discard)) usable_ = false;
  if (rule != nullptr && rule->retry == Retry::kTransaction) {
    roll_back();
  } else if (usable() && phase != MysqlxPhase::kConnect) {
    follow_failed(effect);
  }
  throw_mysql_error(error, endpoint_);
}

}  // namespace thriftorm::driver
