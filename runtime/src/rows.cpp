// Rows of one table: inserted many at a time, updated where they changed.
#include <fmt/format.h>

#include <algorithm>

#include "bounds.h"
#include "errors.h"
#include "keys.h"
#include "thriftorm/model.h"
#include "unit_of_work.h"
#include "violations.h"

namespace thriftorm::detail {
namespace {

std::string quoted(std::string_view identifier) {
  std::string text("`");
  return text.append(identifier).append("`");
}

// "UPDATE … SET … WHERE …" for these columns, and the version's when the table has one: it is counted
// up, and the row `held` to the one that is bound.
std::string update_sql(const TableInfo& table, const std::vector<std::size_t>& columns, bool held) {
  std::string assignments;
  for (const std::size_t column : columns) {
    if (!assignments.empty()) assignments += ", ";
    assignments += quoted(table.columns[column].name) + " = ?";
  }
  std::string condition = quoted(table.key_name()) + " = ?";
  if (table.version != TableInfo::kNone) {
    const std::string version = quoted(table.columns[table.version].name);
    if (!assignments.empty()) assignments += ", ";
    assignments += fmt::format("{0} = {0} + 1", version);
    if (held) condition += fmt::format(" AND {} = ?", version);
  }
  return fmt::format("UPDATE {} SET {} WHERE {}", quoted(table.name), assignments, condition);
}

// "INSERT INTO … VALUES …" for so many rows. Without keys the database makes them.
std::string insert_sql(const TableInfo& table, std::size_t rows, bool with_keys, bool returning) {
  std::string sql = "INSERT INTO " + quoted(table.name) + " (`";
  std::string marks;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    if (column == table.key && !with_keys) continue;
    if (!marks.empty()) sql += "`, `";
    sql += table.columns[column].name;
    marks += marks.empty() ? "(?" : ", ?";
  }
  sql.append("`) VALUES ").append(repeated(marks + ")", rows));
  if (returning) sql += " RETURNING " + quoted(table.key_name());
  return sql;
}

}  // namespace

void UnitOfWork::save_alone(Record& record) {
  record.settle();
  record.check_faults();
  if (is_clean(record)) return;
  touch(record);
  if (existed(record)) update(record);
  else insert_one(record);
}

void UnitOfWork::insert_alone(Record& record) {
  record.check_faults();
  touch(record);
  insert_one(record);
}

// All were touched.
void UnitOfWork::write_rows(std::span<Record* const> records) {
  std::vector<Record*> made;   // the database makes their keys
  std::vector<Record*> keyed;  // new, with keys of their own
  made.reserve(records.size());
  for (Record* record : records) {
    if (existed(*record)) {
      if (is_clean(*record)) continue;
      update(*record);
    } else {
      (record->info().generated_key ? made : keyed).push_back(record);
    }
    touched(*record).locked = true;
  }
  insert(made);
  insert(keyed);
}

void UnitOfWork::insert(std::span<Record* const> records) {
  while (records.size() > 1) records = records.subspan(insert_many(records));
  if (!records.empty()) insert_one(*records.front());
}

void UnitOfWork::insert_one(Record& record) {
  const TableInfo& table = record.info();
  record.stamp(true);
  try {
    record.check_complete(table, inserted_columns(table));
    ParameterList parameters(table.columns.size());
    for (std::size_t column = 0; column < table.columns.size(); ++column)
      record.bind_column(table, column, parameters);
    session_.execute(*table.insert, std::span<const Parameter>(parameters));
  } catch (const Error& error) {
    Record* const written = &record;
    rethrow(error, std::span(&written, 1));
  }
  if (table.generated_key && !record.key_value()) record.set_key_value(session_.last_insert_id());
  record.mark_written();
}

// Inserts as many as fit into one statement; returns how many. Either all have keys or none has.
std::size_t UnitOfWork::insert_many(std::span<Record* const> records) {
  const TableInfo& table = records.front()->info();
  const bool with_keys = records.front()->key_value().has_value();
  const std::size_t columns = table.columns.size() - (with_keys ? 0 : 1);
  const std::size_t most =
      std::min({records.size(), kMaxInsertedRows, kMaxPlaceholders / table.columns.size()});
  const InsertedColumns inserted = inserted_columns(table);
  ParameterList parameters(most * columns);
  std::size_t rows = 0;
  for (; rows < most; ++rows) {
    Record& record = *records[rows];
    record.stamp(true);
    try {
      record.check_complete(table, inserted);
      for (std::size_t column = 0; column < table.columns.size(); ++column) {
        if (column != table.key || with_keys) record.bind_column(table, column, parameters);
      }
    } catch (const Error& error) {
      rethrow_for(error, table, record.key_text());
    }
    if (parameters.byte_count() > kMaxInsertedBytes)
      break;  // this one is left to the next statement
  }
  if (rows < 2) {
    insert_one(*records.front());
    return 1;
  }
  records = records.first(rows);
  const std::span<const Parameter> bound =
      std::span<const Parameter>(parameters).first(rows * columns);
  const bool returning = !with_keys && session_.dialect() != Dialect::kMysql;
  const std::string sql = insert_sql(table, rows, with_keys, returning);
  std::vector<std::int64_t> keys;
  keys.reserve(rows);
  try {
    if (returning) {
      Rows made = session_.query(sql, bound);
      while (const Row* row = made.next()) keys.push_back(row->get_int64(0));
    } else {
      session_.execute(sql, bound);
    }
  } catch (const Error& error) {
    rethrow(error, records);
  }
  if (!with_keys) give_keys(records, std::move(keys));
  for (Record* record : records) record->mark_written();
  return rows;
}

// Rows of one statement get rising keys in the order in which they stand there. RETURNING may give
// them in another order; MySQL has none, and tells the first: the others follow in steps that its
// settings say, since a statement with a known number of rows takes its keys at once.
void UnitOfWork::give_keys(std::span<Record* const> records, std::vector<std::int64_t> keys) {
  if (session_.dialect() == Dialect::kMysql) {
    const std::int64_t first = session_.last_insert_id();
    const std::int64_t step = key_step();
    for (std::size_t i = 0; i < records.size(); ++i)
      keys.push_back(first + static_cast<std::int64_t>(i) * step);
  }
  if (!std::is_sorted(keys.begin(), keys.end())) std::sort(keys.begin(), keys.end());
  if (keys.size() != records.size())
    throw_wrong_key_count(records.front()->info(), records.size(), keys.size());
  for (std::size_t i = 0; i < records.size(); ++i) records[i]->set_key_value(keys[i]);
}

void UnitOfWork::rethrow(const Error& error, std::span<Record* const> records, bool inserted) {
  const TableInfo& table = records.front()->info();
  std::vector<WrittenRow> rows;
  std::vector<ParameterList> values;
  for (const Record* record : records) {
    WrittenRow& row = rows.emplace_back();
    row.record_id = record->key_text();
    if (!names_no_key(session_, error)) continue;
    ParameterList& parameters = values.emplace_back(table.columns.size());
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      if (!inserted && !record->dirty_.test(column)) continue;
      row.columns.push_back(column);
      record->bind_column(table, column, parameters);
    }
    const std::span<const Parameter> bound = parameters;
    row.values.assign(bound.begin(), bound.end());
  }
  rethrow_written(session_, error, table, rows);
}

std::int64_t UnitOfWork::key_step() {
  if (!key_step_) {
    Rows rows = session_.query("SELECT @@auto_increment_increment");
    key_step_ = rows.next()->get_int64(0);
  }
  return *key_step_;
}

void UnitOfWork::update(Record& record) {
  const TableInfo& table = record.info();
  const bool changed = record.dirty_.any();
  if (changed) {
    record.stamp(false);
    record.note_written();
    std::uint64_t matched = 0;
    try {
      matched = update_row(record);
    } catch (const Error& error) {
      Record* const written = &record;
      rethrow(error, std::span(&written, 1), false);
    }
    if (matched == 0) {
      confirm(record);
      throw_stale(table, record.key_text());
    }
    record.set_lock_version(record.lock_version() + 1);
  } else {
    confirm(record);
  }
  record.mark_updated();
}

std::uint64_t UnitOfWork::update_row(Record& record) {
  const TableInfo& table = record.info();
  record.check(record.dirty_);
  std::vector<std::size_t> columns;
  ParameterList parameters(table.columns.size() + 2);
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    if (!record.dirty_.test(column) || column == table.key || column == table.version) continue;
    columns.push_back(column);
    record.bind_column(table, column, parameters);
  }
  const KeyValue key = *record.key_value();
  parameters.add(to_parameter(key));
  const bool held = table.version != TableInfo::kNone && !touched(record).by_key;
  if (held) parameters.add(Parameter(record.lock_version()));
  return session_.execute(update_sql(table, columns, held), std::span<const Parameter>(parameters));
}

// Of a record that has a key and nothing else: there is nothing to write, but the row must be there.
void UnitOfWork::confirm(const Record& record) {
  const KeyValue key = *record.key_value();
  const Parameter parameter = to_parameter(key);
  const std::string sql =
      fmt::format("SELECT `{0}` FROM `{1}` WHERE `{0}` = ?{2}", record.info().key_name(),
                  record.info().name, session_.in_transaction() ? lock_clause(session_) : "");
  Rows rows = session_.query(sql, std::span<const Parameter>(&parameter, 1));
  if (rows.next() == nullptr) throw_not_found(record.info(), to_text(key));
}

}  // namespace thriftorm::detail
