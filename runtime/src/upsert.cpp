// Rows that are inserted, or written over those that are there already.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "bounds.h"
#include "errors.h"
#include "key_statements.h"
#include "keys.h"
#include "unit_of_work.h"

namespace thriftorm::detail {
namespace {

constexpr int kSubqueryGaveRows = 1242;

// Makes an error of a row that has the same value in another unique column than `by`. The servers
// write over any such row: there a subquery gives two rows then. SQLite goes by `by` alone, and would
// take no notice of a key that is another row's: this row is to have it then.
std::string guard(const TableInfo& table, bool with_keys, std::size_t by, Dialect dialect) {
  if (dialect != Dialect::kSqlite) {
    return fmt::format(
        "`{0}` = IF(`{1}`.`{0}` = VALUES(`{0}`), `{1}`.`{0}`, (SELECT 1 UNION SELECT 2))",
        table.columns[by].name, table.name);
  }
  if (!with_keys || by == table.key) return "";
  return fmt::format(
      "`{0}` = CASE WHEN excluded.`{0}` IN (SELECT `{0}` FROM `{1}`) THEN excluded.`{0}` ELSE "
      "`{1}`.`{0}` END",
      table.key_name(), table.name);
}

// "`title` = excluded.`title`, …": what a row that is there takes over.
std::string taken_over(const TableInfo& table, bool with_keys, std::size_t by, Dialect dialect) {
  std::string list = guard(table, with_keys, by, dialect);
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    const ColumnInfo& info = table.columns[column];
    if (column == table.key || column == by || column == table.version || info.created_at) continue;
    const std::string given = fmt::format(
        fmt::runtime(dialect == Dialect::kSqlite ? "excluded.`{}`" : "VALUES(`{}`)"), info.name);
    list += fmt::format("{}`{}` = {}", list.empty() ? "" : ", ", info.name, given);
  }
  list += table.version == TableInfo::kNone
              ? ""
              : fmt::format("{0}`{1}` = `{2}`.`{1}` + 1", list.empty() ? "" : ", ",
                            table.columns[table.version].name, table.name);
  // A row must be said to change for it to count as found.
  return list.empty() ? fmt::format("`{0}` = `{1}`.`{0}`", table.columns[by].name, table.name)
                      : list;
}

std::string upsert_sql(const TableInfo& table, std::size_t rows, bool with_keys, std::size_t by,
                       Dialect dialect) {
  std::string names;
  std::string marks;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    if (column == table.key && !with_keys) continue;
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", table.columns[column].name);
    marks += marks.empty() ? "(?" : ", ?";
  }
  const std::string conflict =
      dialect == Dialect::kSqlite
          ? fmt::format("ON CONFLICT (`{}`) DO UPDATE SET", table.columns[by].name)
          : "ON DUPLICATE KEY UPDATE";
  return fmt::format("INSERT INTO `{}` ({}) VALUES {} {} {}", table.name, names,
                     repeated(marks + ")", rows), conflict,
                     taken_over(table, with_keys, by, dialect));
}

[[noreturn]] void throw_taken(const TableInfo& table, ErrorDetails details) {
  details.table = table.name;
  throw ConstraintViolation("duplicate value in another unique column than rows are told apart by",
                            ConstraintKind::kUnique, std::move(details));
}

// What a row is recognised by, in a record or in the row that was read back.
KeyValue value_of(const Parameter& parameter) {
  if (parameter.kind() == Parameter::Kind::kInteger) return parameter.integer();
  return std::string(parameter.text());
}

KeyValue read_value(const Row& row, int column, Parameter::Kind kind) {
  if (kind == Parameter::Kind::kInteger) return row.get_int64(column);
  return std::string(row.get_text(column));
}

}  // namespace

void UnitOfWork::insert_all(std::span<Record* const> records) {
  touch_alike(records,
              "records that others were given to are not inserted many at a time: save_all() saves "
              "them with what they were given");
  if (alike_.size() == 1) return insert(records);  // all have keys, or none has
  std::vector<Record*> made;
  std::vector<Record*> keyed;
  for (Record* record : records) (record->key_value() ? keyed : made).push_back(record);
  insert(made);
  insert(keyed);
}

void UnitOfWork::check_findable(std::span<Record* const> records, std::size_t by) {
  const TableInfo& table = records.front()->info();
  for (const Record* record : records) {
    ParameterList parameters(1);
    record->bind_column(table, by, parameters);
    const Parameter::Kind kind = parameters.back().kind();
    if (kind == Parameter::Kind::kBytes || kind == Parameter::Kind::kDouble)
      throw UsageError(fmt::format("rows are told apart by integers or texts, not by `{}`",
                                   table.columns[by].name));
    if (kind == Parameter::Kind::kNull)
      throw UsageError(
          fmt::format("a record without a value in `{}` is found by nothing: insert it",
                      table.columns[by].name));
  }
}

void UnitOfWork::upsert(std::span<Record* const> records, std::size_t by) {
  const TableInfo& table = records.front()->info();
  if (!table.columns[by].unique) {
    throw UsageError(fmt::format("rows of `{}` cannot be told apart by `{}`, which is not unique",
                                 table.name, table.columns[by].name));
  }
  check_findable(records, by);
  touch_alike(records, "what was given to records is not saved by upsert_all()");
  std::vector<Record*> with_keys;
  std::vector<Record*> without;
  for (Record* record : records) {
    (record->key_value() ? with_keys : without).push_back(record);
  }
  for (std::span<Record* const> rest :
       {std::span<Record* const>(with_keys), std::span<Record* const>(without)}) {
    while (!rest.empty()) rest = rest.subspan(upsert_some(rest, by));
  }
}

// As many as fit into one statement; returns how many. Either all have keys or none has.
std::size_t UnitOfWork::upsert_some(std::span<Record* const> records, std::size_t by) {
  const TableInfo& table = records.front()->info();
  const bool with_keys = records.front()->key_value().has_value();
  const std::size_t most =
      std::min({records.size(), kMaxInsertedRows, kMaxPlaceholders / table.columns.size()});
  const InsertedColumns inserted = inserted_columns(table);
  ParameterList parameters(most * table.columns.size());
  std::size_t rows = 0;
  std::size_t bound = 0;
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
    if (rows != 0 && parameters.byte_count() > kMaxInsertedBytes)
      break;  // left to the next statement
    bound = std::span<const Parameter>(parameters).size();
  }
  records = records.first(rows);
  try {
    session_.execute(upsert_sql(table, rows, with_keys, by, session_.dialect()),
                     std::span<const Parameter>(parameters).first(bound));
  } catch (const Error& error) {
    if (error.details().native_code == kSubqueryGaveRows) throw_taken(table, error.details());
    rethrow(error, records);
  }
  read_back(records, by);
  return rows;
}

// The keys and versions of the rows that are there now.
void UnitOfWork::read_back(std::span<Record* const> records, std::size_t by) {
  const TableInfo& table = records.front()->info();
  std::multimap<KeyValue, Record*> expected;
  std::vector<KeyValue> values;
  Parameter::Kind kind = Parameter::Kind::kText;
  for (Record* record : records) {
    ParameterList parameters(1);
    record->bind_column(table, by, parameters);
    kind = parameters.back().kind();
    values.push_back(value_of(parameters.back()));
    expected.emplace(values.back(), record);
  }
  const std::string_view version =
      table.version == TableInfo::kNone ? table.key_name() : table.columns[table.version].name;
  query_with_keys(
      session_,
      fmt::format("SELECT `{}`, `{}`, `{}` FROM `{}` WHERE `{}` IN ", table.columns[by].name,
                  table.key_name(), version, table.name, table.columns[by].name),
      values, "", [&](const Row& row) {
        const auto [first, last] = expected.equal_range(read_value(row, 0, kind));
        for (auto found = first; found != last; ++found) {
          Record& record = *found->second;
          record.set_key_value(read_key(row, table.text_key, 1));
          if (table.version != TableInfo::kNone) record.set_lock_version(row.get_int64(2));
          record.mark_written();
        }
      });
}

}  // namespace thriftorm::detail
