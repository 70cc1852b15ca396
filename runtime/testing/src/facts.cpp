#include "thriftorm/testing/facts.h"

#include <algorithm>
#include <stdexcept>

namespace thriftorm::testing {

bool is_integer(Type type) { return type <= Type::kInt64; }

bool is_text(Type type) { return type >= Type::kVarchar && type <= Type::kLongText; }

bool is_binary(Type type) { return type >= Type::kVarbinary; }

const Column& Table::column(std::string_view column_name) const {
  for (const Column& column : columns)
    if (column.name == column_name) return column;
  throw std::logic_error("no column " + name + "." + std::string(column_name));
}

const Group* Table::group_of(std::string_view column_name) const {
  for (const Group& group : groups) {
    for (const Variant& variant : group.variants) {
      if (std::find(variant.columns.begin(), variant.columns.end(), column_name) !=
          variant.columns.end())
        return &group;
    }
  }
  return nullptr;
}

bool Table::is_unique(std::string_view column_name) const {
  if (primary_key == std::vector<std::string>{std::string(column_name)}) return true;
  return std::any_of(indexes.begin(), indexes.end(), [&](const Index& index) {
    return index.unique && std::find(index.columns.begin(), index.columns.end(), column_name) !=
                               index.columns.end();
  });
}

const Table& Schema::table(std::string_view table_name) const {
  for (const Table& table : tables)
    if (table.name == table_name) return table;
  throw std::logic_error("no table " + std::string(table_name));
}

}  // namespace thriftorm::testing
