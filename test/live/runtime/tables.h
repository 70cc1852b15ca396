// DDL for the three engines from one text, and the error that a piece of code throws.
#pragma once

#include <doctest/doctest.h>
#include <thriftorm/database.h>

#include <string>
#include <string_view>

namespace live {

// `{id}`, `{int}`, `{double}`, `{text}`, `{bytes}` and `{options}` stand for each engine's own words.
inline std::string ddl(thriftorm::Dialect dialect, std::string text) {
  const bool sqlite = dialect == thriftorm::Dialect::kSqlite;
  const auto replace = [&](std::string_view hole, std::string_view with) {
    for (std::size_t at = 0; (at = text.find(hole, at)) != std::string::npos;) {
      text.replace(at, hole.size(), with);
    }
  };
  replace("{id}", sqlite ? "INTEGER PRIMARY KEY" : "BIGINT PRIMARY KEY AUTO_INCREMENT");
  replace("{int}", sqlite ? "INTEGER" : "BIGINT");
  replace("{double}", sqlite ? "REAL" : "DOUBLE");
  replace("{text}", sqlite ? "TEXT" : "LONGTEXT");
  replace("{bytes}", sqlite ? "BLOB" : "LONGBLOB");
  replace("{options}", sqlite ? "STRICT" : "ENGINE=InnoDB");
  return text;
}

inline void create(thriftorm::Session& session, const std::string& text) {
  session.execute_ddl(ddl(session.dialect(), text));
}

// The error of `kind` that `work` throws; any other ending fails the test.
template <class Kind, class Work>
Kind error_of(Work&& work) {
  try {
    work();
  } catch (const Kind& error) {
    return error;
  } catch (const std::exception& error) {
    FAIL("another error: ", std::string(error.what()));
  }
  FAIL("no error");
  throw 0;  // not reached
}

inline std::int64_t number(thriftorm::Session& session, std::string_view sql) {
  thriftorm::Rows rows = session.query(sql);
  const thriftorm::Row* row = rows.next();
  REQUIRE(row != nullptr);
  return row->get_int64(0);
}

inline std::int64_t number(thriftorm::Session&& session, std::string_view sql) {
  return number(session, sql);
}

// A session variable's or status' value, which servers give as text.
inline std::int64_t status(thriftorm::Session& session, const std::string& name) {
  thriftorm::Rows rows = session.query("SHOW SESSION STATUS LIKE '" + name + "'");
  const thriftorm::Row* row = rows.next();
  REQUIRE(row != nullptr);
  return std::stoll(std::string(row->get_text(1)));
}

}  // namespace live
