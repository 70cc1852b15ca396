// A suite at work: a database of its own, what was sent to it, and what was found wrong.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "thriftorm/database.h"
#include "thriftorm/testing/facts.h"
#include "thriftorm/testing/tables.h"

namespace thriftorm::testing {

// What the names of a schema's databases begin with, "<name>_test_"; of a long name the beginning.
std::string database_prefix(const std::string& name);

// A fresh database, this prefix and eight hexadecimal digits, on the server that a URL names, dropped
// at the end of the scope; a file beside the one that a SQLite URL names; or one in memory.
class OwnDatabase {
 public:
  OwnDatabase(const std::string& url, const std::string& name);
  OwnDatabase(const OwnDatabase&) = delete;
  OwnDatabase& operator=(const OwnDatabase&) = delete;
  ~OwnDatabase();

  const std::string& name() const { return name_; }
  const std::string& url() const { return url_; }

 private:
  std::string server_;  // empty: SQLite
  std::string name_;
  std::string url_;
};

class Suite {
 public:
  // Makes the database and its tables by `create_schema`. An empty URL: SQLite in memory.
  Suite(Schema schema, const std::string& url, void (*create_schema)(Session&));

  const Schema& schema() const { return schema_; }
  const std::string& database_name() const { return own_.name(); }
  const std::string& url() const { return own_.url(); }  // of that database, with its password
  Session& session() { return session_; }
  Tables& tables() { return tables_; }
  Dialect dialect() const { return session_.dialect(); }

  // Of the random objects: THRIFTORM_TEST_SEED, or what was drawn.
  std::uint64_t seed() const { return seed_; }

  // What the models send while `work` runs, in order.
  std::vector<std::string> sent(const std::function<void()>& work);
  // The committed DDL, a path up to ".<dialect>.sql"; empty: there is none to look at.
  void set_ddl(std::string stem) { ddl_ = std::move(stem); }
  const std::string& ddl() const { return ddl_; }
  // What create_schema() sent.
  const std::vector<std::string>& schema_statements() const { return schema_statements_; }

  // Something is wrong: where, what was expected and what is there.
  void note(std::string problem);
  // Notes the problem unless it holds.
  void expect(bool holds, const std::string& problem) {
    if (!holds) note(problem);
  }
  void expect_equal(const Value& found, const Value& expected, const std::string& what);
  // Runs a check on empty tables. Returns what it noted, and what it threw.
  std::vector<std::string> run(const std::function<void(Suite&)>& check);

  // Ends `work`, and says so, where a unique index has no values left; a transaction that was begun in
  // it is rolled back.
  void as_far_as_there_is_room(const std::function<void()>& work);

  // The statements of the schema that no check has executed so far.
  std::vector<const Statement*> not_executed() const;

 private:
  Hooks hooks();
  void note_statement(std::string_view sql);

  Schema schema_;
  std::uint64_t seed_;
  OwnDatabase own_;
  std::set<std::string, std::less<>> executed_;
  std::vector<std::string>* sent_ = nullptr;
  std::vector<std::string> schema_statements_;
  std::vector<std::string> problems_;
  std::set<std::string> left_out_;
  std::string ddl_;
  Database database_;
  Session session_;
  Tables tables_;
};

// "kind: message" of an error of the runtime, "exception: message" of any other.
std::string described(const std::exception& error);
// The error that `work` throws, as "kind: message"; empty: none.
std::string error_of(const std::function<void()>& work);

}  // namespace thriftorm::testing
