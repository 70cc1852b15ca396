// What records throw, apart from what emitted code throws as well. Internal to the runtime.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "thriftorm/model.h"

namespace thriftorm::detail {

// Throws InvalidData unless this column can hold the value: NaN and infinities, text that is not
// UTF-8, and what is too long are refused here on every engine alike.
void check_value(const TableInfo& table, std::size_t column, const Parameter& parameter);

[[noreturn]] void throw_missing_values(const TableInfo& table,
                                       std::span<const std::size_t> columns);
[[noreturn]] void throw_stale(const TableInfo& table, std::string record_id);
[[noreturn]] void throw_wrong_key_count(const TableInfo& table, std::size_t rows, std::size_t keys);
// A record that was to be a record's own belongs to another, or to none.
[[noreturn]] void throw_not_owned(const RelationInfo& relation, const TableInfo& owner,
                                  const TableInfo& table, std::string record_id);
// A record that would leave a relation names somebody always.
[[noreturn]] void throw_must_stay(const RelationInfo& relation, const TableInfo& table,
                                  std::string record_id);
// `column` of this table's record names a row that is not there. An empty id: the record is not stored.
[[noreturn]] void throw_dangling(std::string_view table, std::string_view column,
                                 std::string record_id);
// Rethrows with the table added.
[[noreturn]] void rethrow_for(const Error& error, std::string_view table);
// Rethrows with the table and the column added.
[[noreturn]] void rethrow_for(const Error& error, const TableInfo& table, std::size_t column);

// Destroys the row with this key as the table's rules say, all of it or nothing. Throws
// RecordNotFound, and ConstraintViolation if it is still used.
void destroy_row(Session& session, const TableInfo& table, const KeyValue& key);

}  // namespace thriftorm::detail
