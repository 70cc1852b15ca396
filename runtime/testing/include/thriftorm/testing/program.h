// A suite's program: where its database is, and what it comes to. On its command line, beside
// doctest's own options:
//   --url-from=VARIABLE  the environment variable with the URL of the database, or of the server on
//                        which a database is made; by default THRIFTORM_TEST_URL, and where that is
//                        not set, SQLite in memory. A variable that is named here and not set skips
//                        the suite, unless THRIFTORM_REQUIRE_SERVERS is set.
//   --ddl=STEM           the committed DDL, <STEM>.mysql.sql and so on, which create_schema() must send;
//                        a dialect that has no file is not looked at
//   --list-statements    statements that were not executed are printed, and no failure
#pragma once

#include <functional>
#include <string>

#include "thriftorm/testing/suite.h"

namespace thriftorm::testing {

class Program {
 public:
  Program(int argc, const char* const* argv);

  // Makes the database with its tables and calls `run_tests`, which returns the exit code, on it.
  // A suite without a database is skipped: 0. Returns 2 where there can be no database, and says why.
  int run(Schema schema, void (*create_schema)(Session&),
          const std::function<int(Suite&)>& run_tests) const;

  // Prints which statements were executed; a suite that ran as a whole must have executed all.
  // Returns the program's exit code.
  int finish(const Suite& suite, int failed) const;

 private:
  std::string url_;
  std::string ddl_;
  bool has_database_ = true;
  int exit_code_ = 0;
  bool whole_ = true;  // no test was left out
  bool lists_ = false;
};

}  // namespace thriftorm::testing
