// The connector's session, made safe to use: it ends the process when its objects of a lost
// connection are destroyed, and its errors are text alone.
#pragma once

#include <mysqlx/xdevapi.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "drivers/mysql_options.h"
#include "drivers/mysqlx_result.h"
#include "drivers/mysqlx_sql.h"
#include "thriftorm/parameter.h"

namespace thriftorm::driver {

// Why a statement, or a login, failed. The codes of a lost connection and of a failed login are
// those that the C client libraries have for them.
struct MysqlxFailure {
  int code = 0;  // 0: the connector or the X plugin failed, and nobody can tell in what state
  std::string sqlstate;
  std::string text;
};

inline constexpr int kMysqlxLost = 2013;

class MysqlxSession {
 public:
  MysqlxSession() = default;
  MysqlxSession(const MysqlxSession&) = delete;
  MysqlxSession& operator=(const MysqlxSession&) = delete;

  // To no database yet: that a later statement fails is told with its code.
  std::optional<MysqlxFailure> connect(const MysqlOptions& options);
  // Runs a statement and reads its result whole. No failure: it succeeded. `parameters` fit it and
  // are valid.
  std::optional<MysqlxFailure> run(const MysqlxSql& sql, std::span<const Parameter> parameters,
                                   MysqlxResult& result);
  // The same by the server's PREPARE and EXECUTE: three more statements, for a statement that the
  // server refuses with values as literals in it.
  std::optional<MysqlxFailure> run_prepared(const MysqlxSql& sql,
                                            std::span<const Parameter> parameters,
                                            MysqlxResult& result);
  // False once the connection is lost: nothing is sent any more.
  bool stands() const noexcept { return session_ != nullptr; }

 private:
  struct Call;

  MysqlxFailure diagnose(std::string_view text);
  MysqlxFailure lose(std::string text);
  // False: the connection is lost.
  bool ask(std::string_view sql, MysqlxResult& result);

  std::unique_ptr<mysqlx::Session> session_;
};

}  // namespace thriftorm::driver
