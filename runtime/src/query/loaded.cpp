#include "thriftorm/loaded.h"

#include <fmt/format.h>

#include <cstdlib>
#include <utility>

#include "errors.h"
#include "keys.h"
#include "query/record_access.h"

namespace thriftorm::detail {
namespace {

// Rows that a record that is being copied is among.
class KeptRows final : public LoadedRows {
 public:
  explicit KeptRows(LoadedList rows) : rows_(std::move(rows)) { relation = &kNoRelation; }

  std::unique_ptr<LoadedRows> clone() const override { return nullptr; }
  std::shared_ptr<Record> add(const Row&, const std::shared_ptr<Record>&) override {
    return nullptr;
  }
  std::size_t size() const override { return 0; }
  Record& at(std::size_t) override { std::abort(); }

 private:
  static constexpr RelationInfo kNoRelation{RelationInfo::kChildren, "", nullptr, "", "", ""};

  LoadedList rows_;
};

}  // namespace

LoadedRows* LoadedList::find(const RelationInfo& relation) const {
  for (LoadedRows* rows = first_; rows != nullptr; rows = rows->next.get()) {
    if (rows->relation == &relation) return rows;
  }
  return nullptr;
}

LoadedRows& LoadedList::put(std::unique_ptr<LoadedRows> rows) {
  const RelationInfo& relation = *rows->relation;
  std::unique_ptr<LoadedRows> rest(std::exchange(first_, nullptr));
  for (std::unique_ptr<LoadedRows>* link = &rest; *link != nullptr; link = &(*link)->next) {
    if ((*link)->relation != &relation) continue;
    *link = std::move((*link)->next);
    break;
  }
  rows->next = std::move(rest);
  first_ = rows.release();
  return *first_;
}

void LoadedList::drop_parents(std::string_view column) {
  std::unique_ptr<LoadedRows> all(std::exchange(first_, nullptr));
  for (std::unique_ptr<LoadedRows>* link = &all; *link != nullptr;) {
    const RelationInfo& relation = *(*link)->relation;
    if (relation.kind == RelationInfo::kParent && relation.column == column)
      *link = std::move((*link)->next);
    else link = &(*link)->next;
  }
  first_ = all.release();
}

LoadedRows* LoadedList::copy(const LoadedList& other) {
  std::unique_ptr<LoadedRows> first;
  std::unique_ptr<LoadedRows>* end = &first;
  for (const LoadedRows* rows = other.first_; rows != nullptr; rows = rows->next.get()) {
    *end = rows->clone();
    if (*end != nullptr) end = &(*end)->next;
  }
  return first.release();
}

void LoadedList::assign(const Record& record, const LoadedList& other) {
  LoadedList rows(other);
  if (holds(record)) rows.put(std::make_unique<KeptRows>(std::move(*this)));
  *this = std::move(rows);
}

bool LoadedList::holds(const Record& record) const {
  for (LoadedRows* rows = first_; rows != nullptr; rows = rows->next.get()) {
    for (std::size_t i = 0; i < rows->size(); ++i) {
      const Record& held = rows->at(i);
      if (&held == &record || RecordAccess::loaded(held).holds(record)) return true;
    }
  }
  return false;
}

void LoadedList::clear() noexcept { delete std::exchange(first_, nullptr); }

LoadedRows& RecordAccess::make_place(Record& record, const RelationInfo& relation) {
  std::unique_ptr<LoadedRows> rows = relation.target().make_loaded(relation.is_many());
  rows->relation = &relation;
  return record.loaded_.put(std::move(rows));
}

std::optional<KeyValue> RecordAccess::key_in(const Record& record, std::string_view column) {
  const TableInfo& table = record.info();
  if (column == table.key_name()) return record.key_value();
  ParameterList list(1);
  record.bind(table.find_column(column), list);
  const Parameter& value = list.back();
  if (value.kind() == Parameter::Kind::kNull) return std::nullopt;
  if (value.kind() == Parameter::Kind::kInteger) return KeyValue(value.integer());
  return KeyValue(std::string(value.text()));
}

namespace {

ErrorDetails details_of(const Record& record) {
  ErrorDetails details;
  details.table = RecordAccess::table(record).name;
  if (const auto key = RecordAccess::key(record)) details.record_id = to_text(*key);
  return details;
}

}  // namespace

LoadedRows& require_loaded(const Record& record, const RelationInfo& relation) {
  LoadedRows* rows = RecordAccess::find_loaded(record, relation);
  if (rows != nullptr) return *rows;
  throw NotLoaded(
      fmt::format("`{}` was not loaded with the record: add {}_related(…{}()) to the query",
                  relation.name, relation.is_many() ? "prefetch" : "select", relation.name),
      details_of(record));
}

void throw_dangling(const Record& record, const RelationInfo& relation) {
  if (require_loaded(record, relation).narrowed) {
    throw NotLoaded(
        fmt::format("`{}` was not loaded with the record: its row is gone, or none of those "
                    "that prefetch_related() asked for",
                    relation.name),
        details_of(record));
  }
  const auto key = RecordAccess::key(record);
  throw_dangling(RecordAccess::table(record).name, relation.column, key ? to_text(*key) : "");
}

}  // namespace thriftorm::detail
