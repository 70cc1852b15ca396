// Values that mean harm, and the places of a query that take one.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "test/live/relations/library_records.h"

namespace live {

using Texts = std::vector<std::string>;

// Valid texts, each of which is some SQL's undoing where it is not bound.
inline const Texts& hostile_texts() {
  static const Texts texts{
      "'",
      "\"",
      "`",
      "''",
      "\\",
      "\\'",
      "\\\\'",
      "' OR '1'='1",
      "' OR 1=1 -- ",
      "\" OR \"\"=\"",
      "` OR 1=1 #",
      "') OR ('a'='a",
      "'; DROP TABLE books; --",
      "\\'; DROP TABLE books; --",
      "1; DELETE FROM authors",
      "'; UPDATE authors SET name = 'x'; --",
      "' UNION SELECT id, email, email FROM authors -- ",
      "' UNION ALL SELECT 1, 2, 3 INTO OUTFILE '/tmp/x' -- ",
      "/* */",
      "*/ OR 1=1 /*",
      "/*!50000 OR 1=1 */",
      "-- ",
      "#",
      ";",
      "NULL",
      "null",
      "?",
      "? OR ?",
      "$1",
      ":name",
      "@@version",
      "{}",
      "{0}",
      "%s%n%d",
      "%",
      "_",
      "%%",
      "__",
      "!",
      "!%",
      "\\%",
      "\\_",
      "100%",
      "a_b",
      "[a-z]*",
      "*",
      "\n",
      "\r\n\t",
      "\x1a",
      "\b",
      "\u2019 OR 1=1",
      "\u02bc OR 1=1",
      "\uff07 OR 1=1",
      "\u00bf'",
      "\u2028'",
      "\u202e'",
      "\U0001F600'",
      "e\u0301'",
      "SLEEP(10)",
      "' AND SLEEP(10) -- ",
      "' AND randomblob(1000000000) -- ",
      "load_extension('x')",
      "(SELECT name FROM authors)",
      "0x27",
      "CHAR(39)",
      "1e309",
      " ' ",
      "' ",
      std::string(255, '\''),
      std::string(254, '%') + "_",
  };
  return texts;
}

// What no column of text can hold, or not this one.
inline const Texts& impossible_texts() {
  static const Texts texts{
      "\xbf' OR 1=1 -- ",  // GBK's way around an escaped quote
      "\x80",              // a continuation of nothing
      "\xc3",              // cut off
      "\xc0\xa7 OR 1=1",   // a quote in two bytes
      "\xe0\x80\xa7",      // and in three
      "\xed\xa0\x80",      // half of a surrogate pair
      "\xf4\x90\x80\x80",  // beyond the last character
      "\xff\xfe",          // no UTF-8 at all
      std::string(1, '\xf0') + "'",
  };
  return texts;
}

inline const std::string kNul("a\0' OR 1=1 -- ", 14);
inline const std::string kPlain = "plain";

struct Place {
  std::string name;
  std::function<std::int64_t(thriftorm::Session&, const std::string&)> rows;  // how many are found
};

inline std::int64_t number_of(const auto& records) {
  return static_cast<std::int64_t>(records.size());
}

inline std::int64_t count(thriftorm::Session& session,
                          thriftorm::Condition<library_db::AuthorModel> condition) {
  return library_db::AuthorModel::query().where(std::move(condition)).count(session);
}

// The places that read, but for the date.
inline const std::vector<Place>& places() {
  using S = thriftorm::Session&;
  using T = const std::string&;
  using namespace library_db::columns;
  static const std::vector<Place> all{
      {"==", [](S s, T t) { return count(s, author::name == t); }},
      {"!=", [](S s, T t) { return count(s, author::name != t); }},
      {"<", [](S s, T t) { return count(s, author::name < t); }},
      {"<=", [](S s, T t) { return count(s, author::name <= t); }},
      {">", [](S s, T t) { return count(s, author::name > t); }},
      {">=", [](S s, T t) { return count(s, author::name >= t); }},
      {"in",
       [](S s, T t) {
         return count(s, author::name.in({t, kPlain, t}));
       }},
      {"not_in",
       [](S s, T t) {
         return count(s, author::name.not_in(Texts{kPlain, t}));
       }},
      {"between, first", [](S s, T t) { return count(s, author::name.between(t, "zz")); }},
      {"between, last", [](S s, T t) { return count(s, author::name.between("", t)); }},
      {"optional", [](S s, T t) { return count(s, author::name == std::optional(t)); }},
      {"contains", [](S s, T t) { return count(s, author::name.contains(t)); }},
      {"starts_with", [](S s, T t) { return count(s, author::name.starts_with(t)); }},
      {"ends_with", [](S s, T t) { return count(s, author::name.ends_with(t)); }},
      {"like", [](S s, T t) { return count(s, author::name.like(t)); }},
      {"icontains", [](S s, T t) { return count(s, author::name.icontains(t)); }},
      {"istarts_with", [](S s, T t) { return count(s, author::name.istarts_with(t)); }},
      {"iends_with", [](S s, T t) { return count(s, author::name.iends_with(t)); }},
      {"search",
       [](S s, T t) {
         return library_db::AuthorModel::query().search(t, author::name, author::email).count(s);
       }},
      {"not, or, and",
       [](S s, T t) {
         return count(s, !(author::name == t || author::email == t) && author::name != t);
       }},
      {"a parent's column",
       [](S s, T t) {
         return library_db::BookModel::query().where(book::author().name == t).count(s);
       }},
      {"a child's column", [](S s, T t) { return count(s, author::books().title == t); }},
      {"any", [](S s, T t) { return count(s, author::books().any(book::title == t)); }},
      {"none", [](S s, T t) { return count(s, author::books().none(book::title == t)); }},
      {"over a link",
       [](S s, T t) {
         return library_db::BookModel::query().where(book::tags().name.contains(t)).count(s);
       }},
      {"having",
       [](S s, T t) {
         return number_of(library_db::AuthorModel::query()
                              .group_by(author::name)
                              .having(max(author::email) == t)
                              .select(author::name)
                              .all(s));
       }},
      {"prefetch_related",
       [](S s, T t) {
         return number_of(library_db::AuthorModel::query()
                              .prefetch_related(author::books().where(book::title == t))
                              .all(s));
       }},
      {"count of related rows",
       [](S s, T t) {
         return number_of(library_db::AuthorModel::query()
                              .select(author::name, count(author::books().where(book::title == t)))
                              .all(s));
       }},
      {"all",
       [](S s, T t) {
         return number_of(library_db::AuthorModel::query().where(author::name == t).all(s));
       }},
      {"first, last",
       [](S s, T t) {
         const auto query = library_db::AuthorModel::query().where(author::name == t);
         return std::int64_t(query.first(s).has_value()) + query.last(s).has_value();
       }},
      {"exists",
       [](S s, T t) {
         return std::int64_t(library_db::AuthorModel::query().where(author::name == t).exists(s));
       }},
      {"page",
       [](S s, T t) {
         return library_db::AuthorModel::query().where(author::name == t).page(s, 0, 10).total;
       }},
      {"cursor",
       [](S s, T t) {
         std::int64_t rows = 0;
         for (library_db::AuthorModel& record :
              library_db::AuthorModel::query().where(author::name == t).cursor(s))
           rows += record.is_stored();
         return rows;
       }},
      {"an aggregate's condition",
       [](S s, T t) {
         return std::int64_t(library_db::AuthorModel::query()
                                 .where(author::name == t)
                                 .max(s, author::email)
                                 .has_value());
       }},
      {"select_related",
       [](S s, T t) {
         return number_of(library_db::BookModel::query()
                              .select_related(book::author())
                              .where(book::author().name == t)
                              .order_by(book::author().name)
                              .all(s));
       }},
      {"explain",
       [](S s, T t) {
         return std::int64_t(
             library_db::AuthorModel::query().where(author::name == t).explain(s).empty() ? 1 : 0);
       }},
      {"find",
       [](S s, T t) { return std::int64_t(library_db::CodeModel::find(s, t).has_value()); }},
      {"find_by",
       [](S s, T t) {
         return std::int64_t(library_db::CodeModel::find_by_text(s, t).has_value());
       }},
      {"find_by a key",
       [](S s, T t) { return number_of(library_db::CodeModel::find_by_next_id(s, t)); }},
  };
  return all;
}

}  // namespace live
