// What queries may do with any record. Internal to the runtime.
#pragma once

#include <optional>

#include "thriftorm/loaded.h"
#include "thriftorm/record.h"

namespace thriftorm::detail {

struct RecordAccess {
  static const TableInfo& table(const Record& record) { return record.info(); }
  static LoadedRows* find_loaded(const Record& record, const RelationInfo& relation) {
    return record.loaded_.find(relation);
  }
  static const LoadedList& loaded(const Record& record) { return record.loaded_; }
  // An empty place for the rows of a relation, in place of what the record had of them.
  static LoadedRows& make_place(Record& record, const RelationInfo& relation);
  static std::optional<KeyValue> key(const Record& record) { return record.key_value(); }
  // The key in one of its columns; empty: it is NULL.
  static std::optional<KeyValue> key_in(const Record& record, std::string_view column);
};

}  // namespace thriftorm::detail
