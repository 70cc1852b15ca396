#include "machine.h"

#include <soci/version.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <thriftorm/database.h>
#include <nlohmann/json.hpp>

#include "databases.h"
#include "hand_written.h"

namespace bench {
namespace {

using Json = nlohmann::ordered_json;

// Of the first line that begins so, what stands behind the colon.
std::string value_in(const char* path, const std::string& key) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const std::size_t colon = line.find(':');
    if (line.starts_with(key) && colon != std::string::npos)
      return line.substr(line.find_first_not_of(" \t", colon + 1));
  }
  return "";
}

std::string first_text(thriftorm::Session& session, const std::string& sql, int column) {
  thriftorm::Rows rows = session.query(sql);
  const thriftorm::Row* row = rows.next();
  return row == nullptr ? "" : std::string(row->get_text(column));
}

// "4_0_3" as "4.0.3".
std::string dotted(std::string version) {
  std::replace(version.begin(), version.end(), '_', '.');
  return version;
}

std::optional<std::string> mysql_url() {
  const char* server = std::getenv("THRIFTORM_TEST_MYSQL_URL");
  if (server == nullptr) return std::nullopt;
  return server;
}

// What a connection of the hand-written side answers.
template <class Api, class Database>
std::string answer(const Database& database, const char* sql) {
  Api api(database);
  const auto statement = api.prepare(sql, {MysqlStatement::As::kText});
  std::string text;
  if (statement->step()) text = statement->text(0);
  statement->reset();
  return text;
}

struct Question {
  const char* name;
  const char* sql;
};

// Asks both sides.
template <class Api, class Database, std::size_t N>
Json ask(const Database& database, const Question (&questions)[N]) {
  thriftorm::Database ours(database.url());
  thriftorm::Session session = ours.session();
  Json answers;
  for (const Question& question : questions) {
    const std::string text = first_text(session, question.sql, 0);
    const std::string theirs = answer<Api>(database, question.sql);
    if (text != theirs)
      throw std::runtime_error(
          fmt::format("{} is `{}` on our side, `{}` on the other", question.name, text, theirs));
    answers[question.name] = text;
  }
  return answers;
}

constexpr Question kSqliteQuestions[] = {
    {"journal_mode", "SELECT CAST(journal_mode AS TEXT) FROM pragma_journal_mode"},
    {"synchronous (1: normal)", "SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous"},
    {"foreign_keys", "SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys"},
};
constexpr Question kMysqlQuestions[] = {
    {"TLS",
     "SELECT variable_value FROM performance_schema.session_status WHERE variable_name = "
     "'Ssl_version'"},
    {"autocommit", "SELECT CAST(@@autocommit AS CHAR)"},
    {"transaction_isolation", "SELECT CAST(@@transaction_isolation AS CHAR)"},
    {"sql_mode", "SELECT CAST(@@sql_mode AS CHAR)"},
    {"character_set_client", "SELECT CAST(@@character_set_client AS CHAR)"},
    {"innodb_flush_log_at_trx_commit", "SELECT CAST(@@innodb_flush_log_at_trx_commit AS CHAR)"},
    {"log_bin", "SELECT CAST(@@log_bin AS CHAR)"},
};

}  // namespace

Json describe_machine() {
  utsname system{};
  uname(&system);
  const double gigabytes = static_cast<double>(sysconf(_SC_PHYS_PAGES)) *
                           static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 30);
  Json machine{{"date", fmt::format("{:%Y-%m-%d}", std::chrono::system_clock::now())},
               {"cpu", value_in("/proc/cpuinfo", "model name")},
               {"cores", sysconf(_SC_NPROCESSORS_ONLN)},
               {"memory_gib", std::round(gigabytes * 10) / 10},
               {"kernel", fmt::format("{} {}", system.sysname, system.release)},
               {"compiler", THRIFTORM_COMPILER},
               {"flags", THRIFTORM_FLAGS},
               {"sqlite", sqlite3_libversion()},
               {"libmariadb", mysql_get_client_info()},
               {"soci", dotted(SOCI_LIB_VERSION)}};
  if (const std::optional<std::string> server = mysql_url()) {
    thriftorm::Database database(*server);
    thriftorm::Session session = database.session();
    machine["mysql"] = first_text(session, "SELECT VERSION()", 0);
  }
  return machine;
}

Json describe_settings() {
  const FileDatabase file("settings");
  thriftorm::Database(file.url()).session();  // makes the file
  Json settings{{"sqlite", ask<SqliteApi>(file, kSqliteQuestions)}};
  if (const std::optional<std::string> server = mysql_url())
    settings["mysql"] = ask<MysqlApi>(ServerDatabase(*server, "settings"), kMysqlQuestions);
  settings["statements"] =
      "prepared once on all sides; SOCI's over the library for each run, and on MySQL never";
  return settings;
}

}  // namespace bench
