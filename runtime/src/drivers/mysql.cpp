#include <fmt/format.h>

#include <algorithm>

#include "drivers/drivers.h"
#include "drivers/mysql_driver.h"
#include "drivers/mysql_errors.h"
#include "drivers/mysql_settings.h"
#include "thriftorm/error.h"

#ifdef MARIADB_PACKAGE_VERSION
#include <ma_pvio.h>
#endif

namespace thriftorm::driver {
namespace {

constexpr std::string_view kBegin = "START TRANSACTION";

// Whether a statement may store something, and commits it, where no transaction is open.
bool may_store(std::string_view sql) { return sql != kBegin && !tells_connection(sql); }

void set_timeout(MYSQL* mysql, mysql_option option, std::chrono::seconds value) {
  const auto seconds = static_cast<unsigned>(value.count());
  mysql_options(mysql, option, &seconds);
}

#ifdef MARIADB_PACKAGE_VERSION

// For how long an answer is waited for from now on; the option is heeded while connecting alone.
void set_patience(MYSQL* mysql, std::chrono::seconds timeout) {
  MARIADB_PVIO* socket = mysql->net.pvio;  // null: the connection is lost
  if (socket == nullptr) return;
  socket->methods->set_timeout(socket, PVIO_READ_TIMEOUT, static_cast<int>(timeout.count()));
}

// libmariadb checks the server's certificate against a CA as soon as it is given one; that the
// name fits as well has to be asked for.
void set_ssl(MYSQL* mysql, const MysqlOptions& options) {
  const MysqlFlag enforce = options.ssl_mode != SslMode::kDisabled;
  const MysqlFlag verify = options.ssl_mode == SslMode::kVerifyIdentity;
  mysql_options(mysql, MYSQL_OPT_SSL_ENFORCE, &enforce);
  mysql_options(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
  const bool uses_ca = options.ssl_mode >= SslMode::kVerifyCa;
  if (uses_ca && !options.ssl_ca.empty())
    mysql_options(mysql, MYSQL_OPT_SSL_CA, options.ssl_ca.c_str());
}

#else

// libmysqlclient takes a read timeout while connecting alone.
void set_patience(MYSQL*, std::chrono::seconds) {}

void set_ssl(MYSQL* mysql, const MysqlOptions& options) {
  constexpr unsigned kModes[] = {SSL_MODE_DISABLED, SSL_MODE_PREFERRED, SSL_MODE_REQUIRED,
                                 SSL_MODE_VERIFY_CA, SSL_MODE_VERIFY_IDENTITY};
  mysql_options(mysql, MYSQL_OPT_SSL_MODE, &kModes[static_cast<std::size_t>(options.ssl_mode)]);
  if (!options.ssl_ca.empty()) mysql_options(mysql, MYSQL_OPT_SSL_CA, options.ssl_ca.c_str());
}

#endif

MYSQL* new_handle() {
  static const int library = mysql_library_init(0, nullptr, nullptr);  // once, before any thread
  MYSQL* mysql = library == 0 ? mysql_init(nullptr) : nullptr;
  if (mysql == nullptr) throw std::bad_alloc();
  return mysql;
}

}  // namespace

Connect mysql_driver(const DatabaseUrl& url) {
  return [options = mysql_options_of(url)] { return std::make_unique<MysqlConnection>(options); };
}

MysqlConnection::MysqlConnection(const MysqlOptions& options)
    : mysql_(new_handle()),
      endpoint_(options.endpoint()),
      connect_timeout_(std::min(options.connect_timeout, options.read_timeout)),
      read_timeout_(options.read_timeout),
      verifies_(options.ssl_mode >= SslMode::kVerifyCa) {
  connect(options);
  set_patience(handle(), connect_timeout_);
  set_up();
  set_patience(handle(), read_timeout_);
}

// A connection that has fallen silent is as good as none: a new one is waited for no longer.
bool MysqlConnection::alive() noexcept {
  if (!usable_) return false;
  set_patience(handle(), connect_timeout_);
  const bool answers = mysql_ping(handle()) == 0;
  set_patience(handle(), read_timeout_);
  return answers;
}

void MysqlConnection::connect(const MysqlOptions& options) {
  MYSQL* mysql = handle();
  // A host called localhost would make the library look for a socket by itself.
  const unsigned protocol = options.socket.empty() ? MYSQL_PROTOCOL_TCP : MYSQL_PROTOCOL_SOCKET;
  const unsigned no_local_files = 0;
  mysql_options(mysql, MYSQL_OPT_PROTOCOL, &protocol);
  mysql_options(mysql, MYSQL_OPT_LOCAL_INFILE, &no_local_files);
  mysql_options(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  set_timeout(mysql, MYSQL_OPT_CONNECT_TIMEOUT, options.connect_timeout);
  set_timeout(mysql, MYSQL_OPT_READ_TIMEOUT, options.read_timeout);
  set_timeout(mysql, MYSQL_OPT_WRITE_TIMEOUT, options.write_timeout);
  set_ssl(mysql, options);
  if (mysql_real_connect(mysql, options.host.c_str(), options.user.c_str(),
                         options.password.c_str(),
                         options.database.empty() ? nullptr : options.database.c_str(),
                         static_cast<unsigned>(options.port),
                         options.socket.empty() ? nullptr : options.socket.c_str(),
                         CLIENT_FOUND_ROWS) == nullptr) {
    fail("", MysqlPhase::kConnect);
  }
  // libmariadb goes on without encryption where the server offers none.
  if (options.ssl_mode >= SslMode::kRequired && mysql_get_ssl_cipher(mysql) == nullptr) {
    throw ConnectionLost(
        fmt::format("the server offers no TLS, which the URL requires ({})", endpoint_));
  }
}

void MysqlConnection::set_up() {
  const std::string_view version = mysql_get_server_info(handle());
  if (version.find("MariaDB") != std::string_view::npos) dialect_ = Dialect::kMariadb;
  run_text(kMysqlSettings, MysqlPhase::kConnect);
}

std::pair<int, int> MysqlConnection::server_version() const {
  const auto version = static_cast<int>(mysql_get_server_version(handle()));
  return {version / 10'000, version / 100 % 100};
}

std::unique_ptr<Statement> MysqlConnection::prepare(std::string_view sql) {
  return std::make_unique<MysqlStatement>(*this, sql);
}

void MysqlConnection::run_text(std::string_view sql, MysqlPhase phase) {
  if (mysql_real_query(handle(), sql.data(), static_cast<unsigned long>(sql.size())) != 0) {
    fail(sql, phase);
  }
  do {
    MYSQL_RES* result = mysql_use_result(handle());
    if (result != nullptr) mysql_free_result(result);
    if (mysql_errno(handle()) != 0) fail(sql, phase);
  } while (mysql_more_results(handle()) && mysql_next_result(handle()) == 0);
  if (mysql_errno(handle()) != 0) fail(sql, phase);
}

void MysqlConnection::execute_text(std::string_view sql) {
  const bool commits = !in_transaction() && may_store(sql);
  run_text(sql, commits ? MysqlPhase::kAutocommit : MysqlPhase::kText);
}

void MysqlConnection::commit() { run_text("COMMIT", MysqlPhase::kCommit); }

void MysqlConnection::fail(std::string_view sql, MysqlPhase phase) {
  fail(mysql_errno(handle()), mysql_sqlstate(handle()), mysql_error(handle()), sql, phase,
       /*text_is_safe=*/true);
}

// libmariadb notes an error that comes while rows are fetched (a duplicate key of INSERT … RETURNING) at
// the connection alone.
void MysqlConnection::fail(MYSQL_STMT* statement, std::string_view sql, MysqlPhase phase) {
  if (mysql_stmt_errno(statement) == 0) {
    fail(mysql_errno(handle()), mysql_sqlstate(handle()), mysql_error(handle()), sql, phase,
         /*text_is_safe=*/phase == MysqlPhase::kPrepare);
  }
  fail(mysql_stmt_errno(statement), mysql_stmt_sqlstate(statement), mysql_stmt_error(statement),
       sql, phase, /*text_is_safe=*/phase == MysqlPhase::kPrepare);
}

// After an error that means that the transaction is over: its packet does not say so, and not every
// deadlock has made the server roll back (MariaDB's GET_LOCK()).
void MysqlConnection::roll_back() noexcept {
  if (!in_transaction()) return;
  if (mysql_query(handle(), "ROLLBACK") != 0) usable_ = false;
  mysql_->server_status &= ~static_cast<unsigned>(SERVER_STATUS_IN_TRANS);
}

void MysqlConnection::fail(unsigned code, std::string sqlstate, std::string text,
                           std::string_view sql, MysqlPhase phase, bool text_is_safe) {
  ServerError error;
  error.code = meant_code(phase, static_cast<int>(code), text, verifies_);
  error.sqlstate = sqlstate;
  error.text = text;
  error.statement = sql;
  error.text_is_safe = text_is_safe;
  error.committing = leaves_unknown(phase, error.code);
  const ErrorRule* rule = find_mysql_rule(error.code, error.sqlstate);
  if (rule != nullptr && rule->discard) usable_ = false;
  if (rule != nullptr && rule->retry == Retry::kTransaction) roll_back();
  throw_mysql_error(error, endpoint_);
}

}  // namespace thriftorm::driver
