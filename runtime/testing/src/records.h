// What the checks share: records made of samples, and rows and records held against them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "thriftorm/testing/model.h"
#include "thriftorm/testing/suite.h"

namespace thriftorm::testing {

// Sets everything that the samples have a value for.
void apply(const Model& model, Record& record, const Samples& samples);
RecordPtr record_of(const Model& model, const Samples& samples);
// A record of fresh values that was stored by SQL, as the model finds it.
RecordPtr stored_record(Suite& suite, const Model& model, const Row& given = {});

// Sets all columns of a variant; rows that they must name are inserted.
void fill_variant(Suite& suite, const Table& table, const Variant& variant, Samples& samples);

// Whether the column has a value where a new object, or an INSERT, says nothing.
bool is_defaulted(const ThriftAccess& thrift, const Column& column);

// Another value that the column can have, beside this one.
Sample other_sample(Suite& suite, const Column& column, const Value& now);

// A row that had these values was changed: its version is counted up, the time of its change is
// another one. What is then expected of the row is left in `expected`.
void expect_stamps(Suite& suite, const Table& table, const Value& key, Row& expected,
                   const std::string& what);

// The values but for those that the models fill in themselves.
Samples without_automatic(const Table& table, Samples samples);
Row expected_row(const Table& table, const Samples& samples);
// The row with this key has these values, and those that are not named anything.
void expect_row(Suite& suite, std::string_view table, const Value& key, const Row& expected,
                const std::string& what);
// The record's getters give these values.
void expect_record(Suite& suite, const Model& model, const Record& record, const Samples& expected,
                   const std::string& what);
// The tables hold what they held before.
void expect_unchanged(Suite& suite, const std::map<std::string, std::vector<Row>>& before,
                      const std::string& what);
// `work` throws an error of this kind, and of no other.
void expect_error(Suite& suite, std::string_view kind, const std::function<void()>& work,
                  const std::string& what);

// The keys of records, and of rows, as one value each.
Values keys_of(const Model& model, const Records& records);
Values keys_of(const Table& table, const std::vector<Row>& rows);
void expect_keys(Suite& suite, const Values& found, const Values& expected,
                 const std::string& what);

// Thrown by checks alone, to make a transaction roll back.
struct RolledBack {};
void roll_back(Session& session, const std::function<void()>& work);

// "ships.name".
std::string place(const Model& model, std::string_view member);
// How many of the statements begin with this word.
std::size_t count_of(const std::vector<std::string>& statements, std::string_view word);
// Whether a unique index is of this column and no other.
bool is_unique_alone(const Table& table, const std::string& column);
bool holds(const std::vector<std::string>& names, std::string_view name);

}  // namespace thriftorm::testing
