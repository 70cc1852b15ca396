// The tables of a schema, written and read by SQL of the suite's own: not by the models, which are
// what is tested.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "thriftorm/session.h"
#include "thriftorm/testing/facts.h"
#include "thriftorm/testing/samples.h"

namespace thriftorm::testing {

// A unique index has as many rows as its columns have values.
class NoRoom : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Tables {
 public:
  // Both must outlive it.
  Tables(Session& session, const Schema& schema) : session_(session), schema_(schema) {}

  // A row to be written: a value for each column, every one different, and NULL in the columns that
  // the chosen variants exclude. Columns whose values `given` (as models have them) keep those; a key
  // that the database makes is left out. Rows that it must name are inserted.
  // Throws NoRoom where a unique index has no values left.
  Samples fresh(std::string_view table, const Row& given = {});
  // A value that no row has had so far, as far as the column's type has as many.
  Sample another(const Column& column);

  // JSON as the database gives it back, without spaces: MySQL sorts what objects have.
  std::string stored_json(const std::string& json);

  // Inserts these values.
  // Returns the row's key.
  Value insert(std::string_view table, const Samples& samples);
  // Inserts a row of fresh() and returns its key.
  Value insert(std::string_view table, const Row& given = {});

  // All columns of the row with this key; empty: there is none.
  std::optional<Row> find(std::string_view table, const Value& key);
  // The rows with this value in a column, by their keys; the whole table by default.
  std::vector<Row> all(std::string_view table);
  std::vector<Row> where(std::string_view table, std::string_view column, const Value& value);
  // Every row of every table.
  std::map<std::string, std::vector<Row>> snapshot();
  std::int64_t count(std::string_view table);

  // Writes one column of a row, or takes the row away.
  void set(std::string_view table, const Value& key, std::string_view column, const Value& value);
  void erase(std::string_view table, const Value& key);
  // Takes all rows away; values begin anew, so that a test alone has those that it has among others.
  void clear();

  // What find() asks the database, for messages.
  std::string find_sql(std::string_view table) const;

 private:
  void choose_variants(const Table& table, const Row& given, Samples& samples);
  void make_unique(const Table& table, const Row& given, std::int64_t row, Samples& samples);
  bool take_values(const Table& table, const std::vector<std::string>& key,
                   const std::vector<const Column*>& open, std::int64_t row, std::int64_t room,
                   Samples& samples);
  bool is_there(const Table& table, const std::vector<std::string>& columns,
                const Samples& samples);
  Sample reference(const Column& column, std::int64_t n);
  Value last_key(const Table& table);
  std::string select_sql(const Table& table, const std::string& rest) const;
  std::vector<Row> read(const Table& table, const std::string& sql, const Values& values);
  std::uint64_t execute(const std::string& sql, const Values& values);
  std::string quoted(std::string_view identifier) const;

  Session& session_;
  const Schema& schema_;
  std::int64_t rows_ = 0;        // made since clear()
  int depth_ = 0;                // of rows that others must name
  std::set<std::string> taken_;  // values of unique indexes that have few
};

}  // namespace thriftorm::testing
