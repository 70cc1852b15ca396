#include "drivers/mysql_errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "drivers/mysql_names.h"

namespace thriftorm::driver {
namespace {

using enum ErrorKind;
using enum Retry;

constexpr const char* kFull = "the server takes no more connections";
constexpr const char* kNotReady = "the node is not ready to serve";
constexpr const char* kReadOnly =
    "the server is read-only or runs with an option that forbids this";
constexpr const char* kLost = "the connection was lost";
constexpr const char* kConflict = "the transaction lost against another one";
constexpr const char* kDuplicate = "duplicate value for";
constexpr const char* kForeign = "foreign key violated:";
constexpr const char* kDenied = "the server denies access";
constexpr const char* kNoTable = "no such table:";

constexpr int kNoDatabase = 1049;

constexpr std::array kRules = {
    ErrorRule{1020, kDeadlock, kTransaction, false, kConflict},
    ErrorRule{1022, kUnique, kNever, false, kDuplicate},
    ErrorRule{1040, kConnectionLost, kReconnect, true, kFull},
    ErrorRule{1044, kAccessDenied, kNever, false, kDenied},
    ErrorRule{1045, kAccessDenied, kNever, false, kDenied},
    ErrorRule{1047, kError, kReconnect, true, kNotReady},
    ErrorRule{1048, kNotNull, kNever, false, "NULL is not allowed in"},
    ErrorRule{kNoDatabase, kSchemaMismatch, kNever, false, "no such database:"},
    ErrorRule{1051, kSchemaMismatch, kNever, false, kNoTable},
    ErrorRule{1053, kConnectionLost, kReconnect, true, "the server is shutting down"},
    ErrorRule{1054, kSchemaMismatch, kNever, false, "no such column:"},
    ErrorRule{1062, kUnique, kNever, false, kDuplicate},
    ErrorRule{1109, kSchemaMismatch, kNever, false, kNoTable},
    ErrorRule{1129, kConnectionLost, kReconnect, true, kFull},
    ErrorRule{1130, kAccessDenied, kNever, false, kDenied},
    ErrorRule{1142, kAccessDenied, kNever, false, kDenied},
    ErrorRule{1143, kAccessDenied, kNever, false, kDenied},
    ErrorRule{1146, kSchemaMismatch, kNever, false, kNoTable},
    ErrorRule{1153, kInvalidData, kNever, true,
              "a statement or value is larger than the server's max_allowed_packet"},
    ErrorRule{1158, kConnectionLost, kReconnect, true, kLost},
    ErrorRule{1159, kConnectionLost, kReconnect, true, kLost},
    ErrorRule{1160, kConnectionLost, kReconnect, true, kLost},
    ErrorRule{1161, kConnectionLost, kReconnect, true, kLost},
    ErrorRule{1169, kUnique, kNever, false, kDuplicate},
    ErrorRule{1203, kConnectionLost, kReconnect, true, kFull},
    ErrorRule{1205, kTimeout, kRollback, false, "a lock was waited for too long"},
    ErrorRule{1206, kError, kNever, false,
              "the transaction takes more locks than the server has room for"},
    ErrorRule{1213, kDeadlock, kTransaction, false,
              "the transaction was rolled back to end a deadlock"},
    ErrorRule{1216, kForeignKey, kNever, false, "foreign key violated: no such parent row"},
    ErrorRule{1217, kForeignKey, kNever, false, "foreign key violated: the row is referred to"},
    ErrorRule{1227, kAccessDenied, kNever, false, kDenied},
    ErrorRule{1243, kError, kRollback, false, "the server has lost a prepared statement"},
    ErrorRule{1263, kNotNull, kNever, false, "NULL is not allowed in"},
    ErrorRule{1264, kInvalidData, kNever, false, "value out of range for column"},
    ErrorRule{1265, kInvalidData, kNever, false, "value does not fit column"},
    ErrorRule{1290, kError, kReconnect, true, kReadOnly},
    ErrorRule{1292, kInvalidData, kNever, false, "incorrect value for column"},
    ErrorRule{1295, kUsageError, kNever, false,
              "the statement cannot be prepared; run it with execute_ddl"},
    ErrorRule{1317, kCancelled, kNever, false, "the statement was interrupted"},
    ErrorRule{1364, kNotNull, kNever, false, "no value and no default for"},
    ErrorRule{1366, kInvalidData, kNever, false, "incorrect value for column"},
    ErrorRule{1390, kUsageError, kNever, false, "the statement has too many placeholders"},
    ErrorRule{1406, kInvalidData, kNever, false, "value too long for column"},
    ErrorRule{1412, kDeadlock, kRollback, false,
              "a table's definition was changed during the transaction"},
    ErrorRule{1451, kForeignKey, kNever, false, kForeign},
    ErrorRule{1452, kForeignKey, kNever, false, kForeign},
    ErrorRule{1586, kUnique, kNever, false, kDuplicate},
    ErrorRule{1614, kDeadlock, kTransaction, false, kConflict},
    ErrorRule{1615, kError, kRollback, false, "a prepared statement has to be prepared again"},
    ErrorRule{1637, kTimeout, kRollback, false, "the server runs too many transactions"},
    ErrorRule{1690, kInvalidData, kNever, false, "a computed value is out of range"},
    ErrorRule{1698, kAccessDenied, kNever, false, kDenied},
    ErrorRule{1761, kForeignKey, kNever, false, kForeign},
    ErrorRule{1762, kForeignKey, kNever, false, kForeign},
    ErrorRule{1792, kError, kReconnect, true, "the transaction is read-only"},
    ErrorRule{1820, kAccessDenied, kNever, true, "the password has expired"},
    ErrorRule{1836, kError, kReconnect, true, kReadOnly},
    ErrorRule{1862, kAccessDenied, kNever, true, "the password has expired"},
    ErrorRule{1927, kConnectionLost, kReconnect, true, "the connection was killed"},
    ErrorRule{1969, kTimeout, kNever, false, "the statement ran for too long"},
    ErrorRule{2002, kConnectionLost, kReconnect, true, "the server cannot be reached"},
    ErrorRule{2003, kConnectionLost, kReconnect, true, "the server cannot be reached"},
    ErrorRule{2005, kConnectionLost, kReconnect, true, "the server's host name is unknown"},
    ErrorRule{2006, kConnectionLost, kReconnect, true, kLost},
    ErrorRule{2012, kConnectionLost, kReconnect, true, kLost},
    ErrorRule{2013, kConnectionLost, kReconnect, true, kLost},
    ErrorRule{2014, kConnectionLost, kReconnect, true, "the connection is out of step"},
    ErrorRule{2020, kInvalidData, kNever, true,
              "a statement, value or row is larger than the client's max_allowed_packet"},
    ErrorRule{2026, kConnectionLost, kNever, true, "no TLS connection could be made"},
    ErrorRule{2027, kConnectionLost, kReconnect, true, "the server sent something malformed"},
    ErrorRule{2045, kConnectionLost, kReconnect, true, "the connection is out of step"},
    ErrorRule{2055, kConnectionLost, kReconnect, true, kLost},
    ErrorRule{2057, kSchemaMismatch, kNever, false, "the statement's columns have changed"},
    ErrorRule{2059, kAccessDenied, kNever, true,
              "the client library lacks the account's authentication plugin"},
    ErrorRule{2061, kAccessDenied, kNever, true,
              "the account's authentication needs a TLS connection"},
    ErrorRule{3024, kTimeout, kNever, false, "the statement ran for too long"},
    ErrorRule{3098, kError, kNever, false, "the replication group refuses this table or statement"},
    ErrorRule{3101, kDeadlock, kTransaction, false, kConflict},
    ErrorRule{3118, kAccessDenied, kNever, true, "the account is locked"},
    ErrorRule{3140, kInvalidData, kNever, false, "invalid JSON for column"},
    ErrorRule{3169, kConnectionLost, kReconnect, true, "the connection was killed"},
    ErrorRule{3572, kTimeout, kRollback, false, "a lock is held by another transaction"},
    ErrorRule{3796, kError, kReconnect, true, kNotReady},
    ErrorRule{3797, kError, kReconnect, true, kNotReady},
    ErrorRule{3798, kError, kReconnect, true, kNotReady},
    ErrorRule{3799, kError, kReconnect, true, kNotReady},
    ErrorRule{3819, kCheck, kNever, false, "check constraint violated:"},
    ErrorRule{4025, kCheck, kNever, false, "check constraint violated:"},
    ErrorRule{4031, kConnectionLost, kReconnect, true, "the server closed an idle connection"},
    ErrorRule{4151, kAccessDenied, kNever, true, "the account is locked"},
    ErrorRule{6400, kConnectionLost, kReconnect, true, "the server is offline"},
    ErrorRule{8002, kDeadlock, kTransaction, false, kConflict},
    ErrorRule{8004, kError, kNever, false, "the transaction is too large"},
    ErrorRule{8005, kDeadlock, kTransaction, false, kConflict},
    ErrorRule{8022, kDeadlock, kTransaction, false, kConflict},
    ErrorRule{8028, kDeadlock, kTransaction, false, kConflict},
    ErrorRule{8147, kDeadlock, kTransaction, false, kConflict},
    ErrorRule{9007, kDeadlock, kTransaction, false, kConflict},
};

constexpr bool by_code(const ErrorRule& a, const ErrorRule& b) { return a.code < b.code; }
static_assert(std::is_sorted(kRules.begin(), kRules.end(), by_code));

constexpr ErrorRule kConnectionState{0, kConnectionLost, kReconnect, true, kLost};  // SQLSTATE 08…
constexpr ErrorRule kCommitDeadlock{1180, kDeadlock, kTransaction, false, kConflict};

// "Got error N … during COMMIT": only of N = 149, a deadlock, it is certain that nothing was stored.
bool commit_deadlocked(const ServerError& error) {
  return error.code == 1180 && error.text.find("error 149 ") != std::string_view::npos;
}

constexpr int kServerGone = 2006;  // the statement could not be sent
constexpr int kServerLost = 2013;  // its answer did not come
constexpr int kTlsError = 2026;

// "…: Connection reset by peer (104)", "… unexpected eof while reading": the socket's failures, not
// those of a certificate or of a protocol. libmariadb looks at the certificate even where nobody asks
// it to, and names what it did not like when the connection breaks later on.
bool tls_was_cut(std::string_view text, bool verifies) {
  if (text.find("unexpected eof") != std::string_view::npos) return true;
  const bool blames_certificate = text.find("certificate") != std::string_view::npos &&
                                  text.find("alert") == std::string_view::npos;
  if (blames_certificate && !verifies) return true;
  const std::size_t open = text.rfind('(');
  if (open == std::string_view::npos || !text.ends_with(')')) return false;
  const std::string_view number = text.substr(open + 1, text.size() - open - 2);
  return !number.empty() && number.find_first_not_of("0123456789") == std::string_view::npos;
}

// The engine has no savepoint of the transaction any more: another member of the group has ended it.
constexpr ErrorRule kSavepointLost{1030, kDeadlock, kRollback, false, kConflict};

bool savepoint_lost(const ServerError& error) {
  return (error.code == 1030 || error.code == 1181) &&
         error.text.find("error 153 ") != std::string_view::npos;
}

// What leaves open at COMMIT whether it took place.
bool outcome_unknown(const ServerError& error, const ErrorRule* rule) {
  if (!error.committing) return false;
  if (rule != nullptr && rule->kind == kConnectionLost) return true;
  constexpr std::array kAmbiguous = {1047, 1180, 1317, 1969, 3100};
  return std::find(kAmbiguous.begin(), kAmbiguous.end(), error.code) != kAmbiguous.end();
}

bool concerns_endpoint(const ErrorRule& rule) {
  return rule.kind == kConnectionLost || rule.kind == kAccessDenied || rule.code == kNoDatabase;
}

std::string describe(const ErrorRule& rule, const ServerError& error, std::string_view endpoint,
                     ErrorDetails& details) {
  std::string message = with_name(rule.message, take_mysql_names(error.code, error.text, details));
  if (concerns_endpoint(rule)) message.append(" (").append(endpoint).append(")");
  // The text of a failed login or of a refused privilege holds names, no password.
  const bool explains =
      rule.kind == kAccessDenied || error.code == 2026 || error.code == 2002 || error.code == 2003;
  if (error.text_is_safe && explains) message.append(": ").append(error.text);
  return message;
}

}  // namespace

// A statement that commits by itself has failed for certain when it was not even sent, and when the
// server says so, unless what failed is the commit.
bool leaves_unknown(MysqlPhase phase, int code) {
  if (phase != MysqlPhase::kAutocommit) return phase == MysqlPhase::kCommit;
  const bool of_client = code >= 2000 && code < 3000;
  return (of_client && code != kServerGone) || code == 1180 || code == 3100;
}

int meant_code(MysqlPhase phase, int code, std::string_view text, bool verifies) {
  const bool cut =
      code == kTlsError && (phase != MysqlPhase::kConnect || tls_was_cut(text, verifies));
  return cut ? kServerLost : code;
}

std::span<const ErrorRule> mysql_error_rules() { return kRules; }

const ErrorRule* find_mysql_rule(int code, std::string_view sqlstate) {
  const ErrorRule wanted{code, kError, kNever, false, ""};
  const auto* rule = std::lower_bound(kRules.begin(), kRules.end(), wanted, by_code);
  if (rule != kRules.end() && rule->code == code) return rule;
  return sqlstate.starts_with("08") ? &kConnectionState : nullptr;
}

void throw_mysql_error(const ServerError& error, std::string_view endpoint) {
  ErrorDetails details;
  details.native_code = error.code;
  details.sqlstate = std::string(error.sqlstate);
  details.statement = std::string(error.statement);
  const ErrorRule* rule = find_mysql_rule(error.code, error.sqlstate);
  if (commit_deadlocked(error)) rule = &kCommitDeadlock;
  if (savepoint_lost(error)) rule = &kSavepointLost;
  if (rule != &kCommitDeadlock && outcome_unknown(error, rule)) {
    throw_error(kCommitUnknown,
                fmt::format("whether the work was stored is unknown: COMMIT, or a statement that "
                            "commits by itself, failed on its way ({})",
                            endpoint),
                std::move(details));
  }
  if (rule != nullptr) {
    details.retry = rule->retry;
    std::string message = describe(*rule, error, endpoint, details);
    throw_error(rule->kind, std::move(message), std::move(details));
  }
  std::string message = "the server refused the statement";
  if (error.text_is_safe) message.append(": ").append(error.text);
  throw_error(kError, std::move(message), std::move(details));
}

}  // namespace thriftorm::driver
