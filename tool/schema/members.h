// The members of flattened structs and the variants of unions, as columns. Internal to tool/schema.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tool/schema/binding.h"

namespace thriftorm {

// What columns of a group have in common, and the table that gets them.
struct GroupColumns {
  Binding& binding;
  const BoundField& field;
  Table& table;
  std::string prefix;
};

// Where a struct is flattened: within the field, or within one of its variants.
struct StructPlace {
  const ResolvedType& type;
  std::string prefix;
  std::string thrift_path;
  bool nullable = true;
  Location location;  // of the field or the variant
  std::string_view way_out;
};

// The record of a struct or union type; null if the header lacks it, which compare() reported.
const Record* record_of(const Binding& binding, const ResolvedType& type);
// "4.3": the field ids from the struct inwards; `outer` alone where the inner has none.
std::string path_of(const std::string& outer, const std::optional<std::int32_t>& id);
// Reports what a member or variant may not say of its column.
void check_member_annotations(Binding& binding, const idl::Struct& structure,
                              const idl::Field& member);
// Whether it is stored in one column.
bool can_be_member(const ResolvedType& type, const CppField& cpp, const idl::Field& member);
// That column, named and placed.
std::optional<Column> member_column(const GroupColumns& group, const idl::Field& member,
                                    const ResolvedType& type, const CppField& cpp,
                                    const std::string& prefix, const std::string& thrift_path);
// The columns of a struct of scalars; nothing, and a diagnostic, if it has members that are not.
std::optional<GroupVariant> flatten_members(const GroupColumns& group, const StructPlace& place,
                                            std::vector<Column>& columns);

}  // namespace thriftorm
