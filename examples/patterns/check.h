// What these programs hold themselves to: a difference is printed and counted, and makes main()
// return 1.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <exception>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>

#include <thriftorm/database.h>

namespace patterns {

inline int differences = 0;

inline void check(bool holds, std::source_location place = std::source_location::current()) {
  if (holds) return;
  ++differences;
  fmt::print("line {}, {}: this does not hold\n", place.line(), place.function_name());
}

// Whether the work is refused with an error of this kind.
template <class Error, class Work>
bool throws(Work&& work) {
  try {
    std::forward<Work>(work)();
  } catch (const Error&) {
    return true;
  }
  return false;
}

// Whether the work is refused by a constraint of this kind.
template <class Work>
bool violates(thriftorm::ConstraintKind kind, Work&& work) {
  try {
    std::forward<Work>(work)();
  } catch (const thriftorm::ConstraintViolation& violation) {
    return violation.constraint_kind() == kind;
  }
  return false;
}

// How many statements the work sends, transaction control aside.
template <class Work>
int statements(thriftorm::Session& session, Work&& work) {
  int sent = 0;
  session.on_statement([&](const thriftorm::StatementEvent& event) {
    for (const std::string_view control :
         {"BEGIN", "START", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"}) {
      if (event.sql.starts_with(control)) return;
    }
    ++sent;
  });
  std::forward<Work>(work)();
  session.on_statement(nullptr);
  return sent;
}

// A number of statements that is another on MySQL, which has no RETURNING.
inline int by_engine(thriftorm::Session& session, int others, int mysql) {
  return session.dialect() == thriftorm::Dialect::kMysql ? mysql : others;
}

inline std::int64_t count(thriftorm::Session& session, const std::string& table) {
  thriftorm::Rows rows = session.query("SELECT COUNT(*) FROM " + table);
  return rows.next()->get_int64(0);
}

// Runs the program on the database that its first argument names, else in memory; gives what main()
// returns.
template <class Program>
int run(int argc, char** argv, Program&& program) {
  try {
    thriftorm::Database database(argc > 1 ? argv[1] : "sqlite::memory:");
    thriftorm::Session session = database.session();
    std::forward<Program>(program)(session);
  } catch (const std::exception& error) {
    fmt::print("{}\n", error.what());
    return 1;
  }
  return differences == 0 ? 0 : 1;
}

}  // namespace patterns
