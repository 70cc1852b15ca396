// Databases that exist for one run, and connections to them by the C APIs with the settings that
// the drivers use.
#pragma once

#include <mysql.h>
#include <sqlite3.h>

#include <optional>
#include <string>

#include <thriftorm/database.h>

namespace bench {

// A file of SQLite's, removed at the end. Commits do not wait for the disk: how long that takes
// varies more than what is compared.
class FileDatabase {
 public:
  explicit FileDatabase(const std::string& name);
  ~FileDatabase();
  FileDatabase(const FileDatabase&) = delete;
  FileDatabase& operator=(const FileDatabase&) = delete;

  const std::string& path() const { return path_; }
  std::string url() const { return "sqlite:" + path_ + "?synchronous=normal"; }

 private:
  std::string path_;
};

// A database of its own on the server, dropped at the end.
class ServerDatabase {
 public:
  ServerDatabase(const std::string& server, const std::string& name);
  ~ServerDatabase();
  ServerDatabase(const ServerDatabase&) = delete;
  ServerDatabase& operator=(const ServerDatabase&) = delete;

  const std::string& url() const { return url_; }

 private:
  thriftorm::Database server_;
  std::string name_;
  std::string url_;
};

// The server to measure on, as THRIFTORM_TEST_MYSQL_URL names it; without one, says that `what` is
// skipped.
std::optional<std::string> server_for(const char* what);

// The caller closes them. They throw std::runtime_error.
sqlite3* open_sqlite(const std::string& path);
MYSQL* open_mysql(const std::string& url);

}  // namespace bench
