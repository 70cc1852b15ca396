// Whose rows records are: read, locked and compared with what they are to be.
#include <fmt/format.h>

#include <array>

#include "errors.h"
#include "key_statements.h"
#include "unit_of_work.h"

namespace thriftorm::detail {
namespace {

// "SELECT … FROM …" of all columns, in order.
std::string select_sql(const Session& session, const TableInfo& table) {
  std::string names;
  for (const ColumnInfo& column : table.columns)
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", column.name);
  return fmt::format("SELECT {}{} FROM `{}`", by_key_hint(session, table), names, table.name);
}

// Those of these keys that rows have.
Keys find_keys(Session& session, const TableInfo& table, const Keys& keys, std::string_view end) {
  const std::string sql = fmt::format("SELECT {0}`{1}` FROM `{2}` WHERE `{1}` IN ",
                                      by_key_hint(session, table), table.key_name(), table.name);
  Keys found;
  query_with_keys(session, sql, std::vector<KeyValue>(keys.begin(), keys.end()), end,
                  [&](const Row& row) { found.insert(read_key(row, table.text_key)); });
  return found;
}

}  // namespace

void require_rows(Session& session, const TableInfo& table, const Keys& keys) {
  require_none(table, without(keys, find_keys(session, table, keys, lock_clause(session))));
}

void require_none(const TableInfo& table, const Keys& missing) {
  if (!missing.empty()) throw_not_found(table, to_text(*missing.begin()));
}

Keys UnitOfWork::keys_in(const ItemsByKey& items) {
  Keys keys;
  for (const auto& [key, item] : items) keys.insert(key);
  return keys;
}

std::vector<Record*> UnitOfWork::records_of(const std::vector<Item>& items) {
  std::vector<Record*> records;
  records.reserve(items.size());
  for (const Item& item : items) records.push_back(item.record);
  return records;
}

std::vector<Record*> UnitOfWork::owners_of(const std::vector<Item>& items) {
  std::vector<Record*> owners;
  owners.reserve(items.size());
  for (const Item& item : items) owners.push_back(item.owner);
  return owners;
}

// Embedded records become the rows that are there: those `known`, and those that are looked for. What
// follows locks them; locking what is not there would lock the gap against others who insert into it.
void UnitOfWork::adopt_present(const TableInfo& table, std::span<Record* const> records,
                               const Keys& known) {
  Keys unsure;
  for (Record* record : records) {
    touch(*record);
    if (!may_exist(*record)) continue;
    const KeyValue key = *record->key_value();
    if (known.contains(key)) touched(*record).adopted = true;
    else unsure.insert(key);
  }
  if (unsure.empty()) return;
  const Keys found = find_keys(session_, table, unsure, "");
  for (Record* record : records) {
    if (may_exist(*record) && found.contains(*record->key_value())) touched(*record).adopted = true;
  }
}

// Rows that others are going to name must be there.
void UnitOfWork::check_present(const TableInfo& table, std::span<Record* const> records) {
  Keys keys;
  for (Record* record : records) {
    touch(*record);
    if (existed(*record)) keys.insert(*record->key_value());
  }
  if (!keys.empty()) require_rows(session_, table, keys);
}

// A row to be looked at before it is written; refused if it is to become two owners'.
void UnitOfWork::expect(const RelationInfo& relation, const Item& item, ItemsByKey& items) {
  const auto [found, is_new] = items.emplace(*item.record->key_value(), &item);
  if (!is_new && found->second->owner != item.owner)
    throw_not_owned(relation, item.owner->info(), item.record->info(), item.record->key_text());
}

// Puts the owners' keys into records. Refuses those that say that they are another's.
void UnitOfWork::refer(const RelationInfo& relation, const std::vector<Item>& items,
                       const Keys* known) {
  const std::size_t column = relation.target().find_column(relation.column);
  ItemsByKey unsure;
  for (const Item& item : items) {
    Record& record = *item.record;
    touch_keys(record);
    touched(record).given = column;
    if (!record.refer(column, item.owner->key_value(), relation.owns))
      throw_not_owned(relation, item.owner->info(), record.info(), record.key_text());
    if (!existed(record) || (record.dirty_.test(column) && !relation.owns)) continue;
    if (known == nullptr || !known->contains(*record.key_value())) expect(relation, item, unsure);
  }
  check_rows(relation, unsure);
}

// Reads and locks rows that may be another's by now, whatever their records say. Refuses those that
// are owned; others get the key written, unless they have it.
void UnitOfWork::check_rows(const RelationInfo& relation, const ItemsByKey& items) {
  if (items.empty()) return;
  const TableInfo& target = relation.target();
  const std::size_t column = target.find_column(relation.column);
  const std::unique_ptr<Record> stored = items.begin()->second->record->clone_alone();
  const std::string sql =
      fmt::format("{} WHERE `{}` IN ", select_sql(session_, target), target.key_name());
  Keys missing = keys_in(items);
  query_with_keys(session_, sql, std::vector<KeyValue>(missing.begin(), missing.end()),
                  lock_clause(session_), [&](const Row& row) {
                    stored->read(row);
                    stored->mark_written();
                    const KeyValue key = *stored->key_value();
                    const auto found = items.find(key);
                    if (found == items.end())
                      return;  // the database compares text in other ways than we do
                    const Item& item = *found->second;
                    missing.erase(key);
                    if (!stored->refer(column, item.owner->key_value(), relation.owns))
                      throw_not_owned(relation, item.owner->info(), target, to_text(key));
                    if (stored->dirty_.test(column)) item.record->mark(column);
                  });
  require_none(target, missing);
}

// Records that are given others: their rows must not go meanwhile. Those that were written are locked.
void UnitOfWork::lock_owners(std::span<Record* const> owners) {
  Keys keys;
  for (const Record* record : owners) {
    Touched& owner = touched(*record);
    if (!owner.locked) keys.insert(*record->key_value());
    owner.locked = true;
  }
  if (!keys.empty()) require_rows(session_, owners.front()->info(), keys);
}

// What the owner has, read and locked with its own row. On MySQL the step of generated keys comes
// along, which new rows are going to need.
Keys UnitOfWork::keys_of(const Record& owner, const RelationInfo& relation) {
  const TableInfo& table = owner.info();
  const TableInfo& target = relation.target();
  const KeyValue key = required_key(owner, "set the rows of");
  const bool reads_step = session_.dialect() == Dialect::kMysql && !key_step_;
  const std::string sql = fmt::format(
      "SELECT r.`{}`{} FROM `{}` o LEFT JOIN `{}` r ON r.`{}` = o.`{}` WHERE o.`{}` = ?{}",
      is_linked(relation) ? relation.target_column : target.key_name(),
      reads_step ? ", @@auto_increment_increment" : "", table.name,
      is_linked(relation) ? relation.link : target.name, relation.column, table.key_name(),
      table.key_name(), lock_clause(session_));
  const Parameter parameter = to_parameter(key);
  Rows rows = session_.query(sql, std::span<const Parameter>(&parameter, 1));
  Keys keys;
  bool found = false;
  while (const Row* row = rows.next()) {
    found = true;
    if (!row->is_null(0)) keys.insert(read_key(*row, target.text_key));
    if (reads_step) key_step_ = row->get_int64(1);
  }
  if (!found) throw_not_found(table, to_text(key));
  return keys;
}

// Throws unless the row is the owner's in the database; locks what says so.
void UnitOfWork::check_owned(const Record& owner, const RelationInfo& relation,
                             const Record& record) {
  const TableInfo& target = record.info();
  const std::string sql = fmt::format(
      "SELECT `{0}` FROM `{1}` WHERE `{0}` = ? AND `{2}` = ?{3}",
      is_linked(relation) ? relation.target_column : target.key_name(),
      is_linked(relation) ? relation.link : target.name, relation.column, lock_clause(session_));
  const KeyValue key = required_key(record, "remove");
  const KeyValue owner_key = required_key(owner, "remove from");
  const std::array<Parameter, 2> parameters{to_parameter(key), to_parameter(owner_key)};
  if (session_.query(sql, std::span<const Parameter>(parameters)).next() != nullptr) return;
  confirm(record);
  throw_not_owned(relation, owner.info(), target, to_text(key));
}

}  // namespace thriftorm::detail
