#include "drivers/mysqlx_session.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>
#include <vector>

namespace thriftorm::driver {
namespace {

constexpr int kDenied = 1045;
constexpr int kTooManyConnections = 1040;
constexpr int kPasswordExpired = 1862;
constexpr int kNoSocket = 2002;
constexpr int kNoConnection = 2003;
constexpr int kUnknownHost = 2005;
constexpr int kTlsError = 2026;

// Whose code a failed login has: there is no session yet that could be asked for it.
int login_code(std::string_view text, const MysqlOptions& options) {
  constexpr std::array<std::pair<std::string_view, int>, 6> kTexts = {{
      {"Access denied", kDenied},
      {"Authentication failed", kDenied},
      {"Too many connections", kTooManyConnections},
      {"password has expired", kPasswordExpired},
      {"(resolve:", kUnknownHost},
      {"SSL", kTlsError},
  }};
  for (const auto& [words, code] : kTexts) {
    if (text.find(words) != std::string_view::npos) return code;
  }
  return options.socket.empty() ? kNoConnection : kNoSocket;
}

std::string without_prefix(std::string_view text) {
  constexpr std::string_view kPrefix = "CDK Error: ";
  if (text.starts_with(kPrefix)) text.remove_prefix(kPrefix.size());
  return std::string(text);
}

// The connector knows "TLS or nothing": what is preferred is required.
mysqlx::SSLMode ssl_mode(SslMode mode) {
  switch (mode) {
    case SslMode::kDisabled:
      return mysqlx::SSLMode::DISABLED;
    case SslMode::kPreferred:
    case SslMode::kRequired:
      break;
    case SslMode::kVerifyCa:
      return mysqlx::SSLMode::VERIFY_CA;
    case SslMode::kVerifyIdentity:
      return mysqlx::SSLMode::VERIFY_IDENTITY;
  }
  return mysqlx::SSLMode::REQUIRED;
}

// Compression can hang for ever when an error comes.
mysqlx::SessionSettings settings_of(const MysqlOptions& options) {
  using mysqlx::SessionOption;
  mysqlx::SessionSettings settings(SessionOption::USER, options.user, SessionOption::PWD,
                                   options.password, SessionOption::COMPRESSION,
                                   mysqlx::CompressionMode::DISABLED,
                                   SessionOption::CONNECT_TIMEOUT, options.connect_timeout);
  if (!options.socket.empty()) {
    settings.set(SessionOption::SOCKET, options.socket);
    return settings;
  }
  settings.set(SessionOption::HOST, options.host, SessionOption::PORT, options.port,
               SessionOption::SSL_MODE, ssl_mode(options.ssl_mode));
  const bool uses_ca = options.ssl_mode >= SslMode::kVerifyCa;
  if (uses_ca) settings.set(SessionOption::SSL_CA, options.ssl_ca);
  return settings;
}

mysqlx::bytes bytes_of(std::string_view text) {
  return {reinterpret_cast<const mysqlx::byte*>(text.data()), text.size()};
}

// Text goes as bytes, which are not converted on their way, NULs included; a double as the shortest
// text that reads as the same number, of which the connector would keep six digits.
mysqlx::Value value_of(const Parameter& parameter) {
  switch (parameter.kind()) {
    case Parameter::Kind::kNull:
      break;
    case Parameter::Kind::kInteger:
      return parameter.integer();
    case Parameter::Kind::kDouble:
      return bytes_of(fmt::format("{}", parameter.number()));
    case Parameter::Kind::kText:
    case Parameter::Kind::kBytes:
      return bytes_of(parameter.text());
  }
  return nullptr;
}

// Destructors of a lost connection's objects throw, and nobody can catch that: they are never run.
// The objects stay reachable, with the connection's descriptor.
template <class Object>
void keep_for_ever(std::unique_ptr<Object> object) {
  static std::mutex mutex;
  static auto& kept = *new std::vector<std::shared_ptr<void>>();
  const std::lock_guard lock(mutex);
  kept.push_back(std::shared_ptr<Object>(std::move(object)));
}

bool needs_types(std::span<const Parameter> parameters) {
  return std::any_of(parameters.begin(), parameters.end(), [](const Parameter& parameter) {
    return parameter.kind() == Parameter::Kind::kDouble ||
           parameter.kind() == Parameter::Kind::kBytes;
  });
}

}  // namespace

// One statement and its result, in the connector's own objects.
struct MysqlxSession::Call {
  // Why it failed; none: it did not.
  std::optional<std::string> run(mysqlx::Session& session, const MysqlxSql& sql,
                                 std::span<const Parameter> parameters, MysqlxResult& into) {
    try {
      statement.emplace(
          session.sql(needs_types(parameters) ? sql.with_types(parameters) : sql.text()));
      for (const Parameter& parameter : parameters) statement->bind(value_of(parameter));
      result = statement->execute();
      into.read(result);
      return std::nullopt;
    } catch (const std::exception& error) {
      into.clear();
      return without_prefix(error.what());
    }
  }

  std::optional<mysqlx::SqlStatement> statement;
  mysqlx::SqlResult result;
};

std::optional<MysqlxFailure> MysqlxSession::connect(const MysqlOptions& options) {
  try {
    session_ = std::make_unique<mysqlx::Session>(settings_of(options));
    return std::nullopt;
  } catch (const std::exception& error) {
    std::string text = without_prefix(error.what());
    const int code = login_code(text, options);
    return MysqlxFailure{code, code < 2000 ? "" : "HY000", std::move(text)};
  }
}

// A call is destroyed only where the connection is known to stand.
std::optional<MysqlxFailure> MysqlxSession::run(const MysqlxSql& sql,
                                                std::span<const Parameter> parameters,
                                                MysqlxResult& result) {
  if (!stands()) return lose("the connection was lost before");
  auto call = std::make_unique<Call>();
  const std::optional<std::string> text = call->run(*session_, sql, parameters, result);
  if (!text) return std::nullopt;
  MysqlxFailure failure = diagnose(*text);
  if (!stands()) keep_for_ever(std::move(call));
  return failure;
}

std::optional<MysqlxFailure> MysqlxSession::run_prepared(const MysqlxSql& sql,
                                                         std::span<const Parameter> parameters,
                                                         MysqlxResult& result) {
  std::string set = "SET ";
  std::string execute = "EXECUTE thriftorm_statement USING ";
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const char* comma = i == 0 ? "" : ", ";
    set += fmt::format("{}@thriftorm_{} = ?", comma, i);
    execute += fmt::format("{}@thriftorm_{}", comma, i);
  }
  const Parameter text(sql.text());
  auto failure = run(MysqlxSql("PREPARE thriftorm_statement FROM ?"), {&text, 1}, result);
  if (!failure) failure = run(MysqlxSql(set), parameters, result);
  if (!failure) failure = run(MysqlxSql(execute), {}, result);
  MysqlxResult none;
  if (stands()) run(MysqlxSql("DEALLOCATE PREPARE thriftorm_statement"), {}, none);
  return failure;
}

bool MysqlxSession::ask(std::string_view sql, MysqlxResult& result) {
  auto call = std::make_unique<Call>();
  if (!call->run(*session_, MysqlxSql(sql), {}, result)) return true;
  keep_for_ever(std::move(call));
  return false;
}

// Asks the server for what it has just said of a statement.
MysqlxFailure MysqlxSession::diagnose(std::string_view text) {
  MysqlxResult warnings;
  if (!ask("SHOW WARNINGS", warnings)) return lose(std::string(text));
  for (std::size_t row = 0; row < warnings.row_count(); ++row) {
    const std::string_view message = warnings.value(row, 2).bytes;
    if (warnings.value(row, 0).bytes != "Error" || message != text) continue;
    MysqlxFailure failure{static_cast<int>(warnings.value(row, 1).integer), "",
                          std::string(message)};
    MysqlxResult state;
    if (!ask(fmt::format("GET DIAGNOSTICS CONDITION {} @thriftorm_sqlstate = RETURNED_SQLSTATE",
                         row + 1),
             state) ||
        !ask("SELECT @thriftorm_sqlstate", state)) {
      return lose(std::string(text));
    }
    if (state.row_count() == 1) failure.sqlstate = state.value(0, 0).bytes;
    return failure;
  }
  return {0, "", std::string(text)};
}

MysqlxFailure MysqlxSession::lose(std::string text) {
  if (session_) keep_for_ever(std::move(session_));
  return {kMysqlxLost, "HY000", std::move(text)};
}

}  // namespace thriftorm::driver
