// Fields that become columns of their struct's own table.
#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "tool/schema/binding.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

using Kind = ResolvedType::Kind;

void report_choices(Binding& binding, const BoundField& field, std::string_view what,
                    std::string_view choices) {
  binding.diagnostics.error(field.location(), "unannotated-field",
                            fmt::format("field `{}` is {}: say how it is stored with {}, or "
                                        "`//@ignore`",
                                        field.name(), what, choices));
}

void bind_belongs_to(Binding& binding, const BoundField& field, Table& table) {
  const idl::Annotation& annotation = *field.find("belongs_to");
  const idl::Struct* structure = related_struct(binding, field, annotation);
  if (structure == nullptr) return;
  const std::string target = relation_target(binding, field, *structure, annotation);
  if (target.empty()) return;
  std::optional<Column> column = key_column(binding, target, annotation.location);
  if (!column) return;
  column->name = positional(annotation, 0);
  column->field = field.name();
  column->thrift_path = field.thrift_path();
  column->nullable = field.optional();
  column->documentation = field.field->documentation;
  column->deprecated = field.deprecated();
  column->location = field.location();
  set_actions(annotation, *column->reference);
  binding.way_back_annotations[{table.name, column->name}] = &annotation;
  add_column(binding, table, std::move(*column));
}

void bind_struct_field(Binding& binding, const BoundField& field, Table& table) {
  if (field.has("belongs_to")) return bind_belongs_to(binding, field, table);
  if (field.has("has_one")) return;  // bind_links
  const bool stored = binding.find_stored(field.type.structure) != nullptr;
  if (!stored || field.has("flatten")) return bind_flattened_struct(binding, field, table);
  report_choices(binding, field, "a struct with a table of its own",
                 fmt::format("`//@belongs_to({}_id)` if this row holds the other's id, "
                             "`//@has_one({}_id)` if the other row points back here, `//@json`",
                             field.name(), snake_case(field.stored->structure->name)));
}

void bind_union_field(Binding& binding, const BoundField& field, Table& table) {
  if (field.has("pivot")) return;  // bind_pivots
  if (field.has("flatten")) return bind_flattened_union(binding, field, table);
  const std::string own = snake_case(field.stored->structure->name);
  report_choices(binding, field, "a union",
                 fmt::format("`//@flatten` (a nullable column for each variant), "
                             "`//@pivot({}_{})` (a table of its own), `//@json`",
                             own, pluralize(field.name())));
}

// What may stand on a container: rows can be linked in several ways, values are JSON.
std::string container_choices(const Binding& binding, const BoundField& field) {
  const ResolvedType element =
      binding.scope.resolve(*field.type.document, field.type.container->arguments.back());
  if (element.structure == nullptr) return "`//@json`";
  if (binding.find_stored(element.structure) == nullptr) {
    return fmt::format("`//@json`, or give `{}` a table of its own", element.structure->name);
  }
  const std::string& name = field.stored->structure->name;
  const std::string own = snake_case(name);
  const std::string key = field.type.kind == Kind::kMap ? ", key=field" : "";
  std::string choices =
      fmt::format("`//@has_many({}_id{})` if each row belongs to one `{}`", own, key, name);
  if (field.type.kind != Kind::kSet) {
    choices += fmt::format(", `//@through(pivot{})` if rows are owned by a pivot", key);
  }
  if (field.type.kind != Kind::kMap) {
    choices += fmt::format(", `//@many_to_many({}_{})` if they are shared", own, field.name());
  }
  return choices + ", `//@json`";
}

void bind_container_field(Binding& binding, const BoundField& field) {
  for (const std::string_view way : {"has_many", "through", "many_to_many"}) {
    if (field.has(way)) return;  // bind_links
  }
  report_choices(binding, field, "a container", container_choices(binding, field));
}

// The member of the field's enum that is named like the table.
void bind_backing_table(Binding& binding, const BoundField& field, Table& table) {
  const idl::Enum& enumeration = *field.type.enumeration;
  std::string wanted = table.name;
  std::transform(wanted.begin(), wanted.end(), wanted.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const auto& values = enumeration.values;
  const bool known = std::any_of(values.begin(), values.end(),
                                 [&](const idl::EnumValue& value) { return value.name == wanted; });
  if (!known) {
    Diagnostic& error =
        binding.diagnostics.error(field.find("backing_table")->location, "unknown-enum-value",
                                  fmt::format("`{}` has no value `{}` for the table `{}`",
                                              enumeration.name, wanted, table.name));
    error.notes.push_back({enumeration.location, "declared here"});
    return;
  }
  if (!table.backing_table_field.empty()) {
    binding.diagnostics.error(
        field.find("backing_table")->location, "conflicting-annotations",
        fmt::format("`{}` is the backing table's field already", table.backing_table_field));
    return;
  }
  const CppEnum* cpp = binding.header.enumeration(field.cpp->type.name);
  if (cpp == nullptr) return;  // reported by compare()
  table.backing_table_field = field.name();
  table.backing_table_value = enumerator(*cpp, wanted);
}

// `allow` and `reverse` say more of a union that becomes columns.
void check_union_details(Binding& binding, const BoundField& field) {
  if (field.has("flatten") || field.has("pivot")) return;
  for (const std::string_view name : {"allow", "reverse"}) {
    const idl::Annotation* annotation = field.find(name);
    if (annotation == nullptr) continue;
    binding.diagnostics.error(
        annotation->location, "conflicting-annotations",
        fmt::format("`@{}` is for a union with `@flatten` or `@pivot`", name));
  }
}

void bind_field(Binding& binding, const BoundField& field, Table& table) {
  check_union_details(binding, field);
  if (field.has("ignore")) return;
  if (field.has("computed")) {
    table.computed.push_back(field.name());
    return;
  }
  if (field.has("backing_table")) return bind_backing_table(binding, field, table);
  if (field.has("json")) {
    bind_value(binding, field, table);
    return;
  }
  switch (field.type.kind) {
    case Kind::kStruct:
      return bind_struct_field(binding, field, table);
    case Kind::kUnion:
      return bind_union_field(binding, field, table);
    case Kind::kList:
    case Kind::kSet:
    case Kind::kMap:
      return bind_container_field(binding, field);
    case Kind::kUnknown:
      return;  // reported by the IDL reader
    default:
      bind_value(binding, field, table);
  }
}

bool is_primary_key(const Table& table, const BoundField& field) {
  const Column* key = table.find_column(table.primary_key.front());
  return key == nullptr ? table.primary_key.front() == field.name()  // reported
                        : key->role == ColumnRole::kField && key->field == field.name();
}

void bind_references(Binding& binding, const BoundField& field, Table& table) {
  if (!field.type.is_scalar() || is_primary_key(table, field)) return;
  for (Column& column : table.columns) {
    if (column.role != ColumnRole::kField || column.field != field.name()) continue;
    bind_reference(binding, field.type, field.annotations, table, column);
  }
}

}  // namespace

Column* bind_value(Binding& binding, const BoundField& field, Table& table) {
  std::optional<Column> column =
      value_column(binding, field.type, field.cpp->type, field.annotations, field.location());
  if (!column) return nullptr;
  const idl::Annotation* name = field.find("column");
  column->name = name == nullptr ? field.name() : positional(*name, 0);
  column->field = field.name();
  column->thrift_path = field.thrift_path();
  // What the runtime fills in is never NULL, whatever the IDL leaves open.
  const bool filled_in = column->version || column->created_at || column->updated_at;
  column->nullable = field.optional() && !filled_in;
  column->documentation = field.field->documentation;
  bind_default(binding, *field.stored->document, *field.field, field.annotations, *column);
  return add_column(binding, table, std::move(*column));
}

Column* add_column(Binding& binding, Table& table, Column column) {
  const std::string name = lower_case(column.name);
  for (const Column& other : table.columns) {
    if (lower_case(other.name) != name) continue;
    Diagnostic& error = binding.diagnostics.error(
        column.location, "duplicate-column",
        fmt::format("column `{}` is already defined in table `{}`", column.name, table.name));
    error.notes.push_back({other.location, "first defined here"});
    return nullptr;
  }
  table.columns.push_back(std::move(column));
  return &table.columns.back();
}

const Column* column_by_path(const Table& table, const std::string& path) {
  if (const Column* column = table.find_column(path)) return column;
  const std::size_t dot = path.find('.');
  if (dot == std::string::npos) {
    const auto found = std::find_if(
        table.columns.begin(), table.columns.end(),
        [&](const Column& c) { return c.role == ColumnRole::kField && c.field == path; });
    return found == table.columns.end() ? nullptr : &*found;
  }
  const std::string rest = path.substr(dot + 1);
  for (const Group& group : table.groups) {
    if (group.field != path.substr(0, dot)) continue;
    for (const GroupVariant& variant : group.variants) {
      for (std::size_t i = 0; i < variant.columns.size(); ++i) {
        const std::string& member = variant.members[i];
        const std::string inner = variant.field.empty() ? member
                                  : member.empty()      ? variant.field
                                                        : variant.field + "." + member;
        if (inner == rest) return table.find_column(variant.columns[i]);
      }
    }
  }
  return nullptr;
}

void report_unknown_column(Binding& binding, const Table& table, const std::string& path,
                           const Location& location) {
  std::vector<std::string_view> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  binding.diagnostics.error(
      location, "unknown-column",
      fmt::format("table `{}` has no column `{}`{}", table.name, path, did_you_mean(path, names)));
}

std::string enumerator(const CppEnum& enumeration, const std::string& member) {
  const bool nested = enumeration.wrapped || enumeration.scoped;
  const std::size_t last = enumeration.name.rfind("::");
  const std::string outer = last == std::string::npos ? "" : enumeration.name.substr(0, last);
  const std::string& scope = nested ? enumeration.name : outer;
  return (scope.empty() ? "" : "::" + scope) + "::" + member;
}

void bind_columns(Binding& binding) {
  for (const BoundField& field : binding.fields) {
    Table& table = *binding.find_table(field.table());
    table.fields.push_back({field.name(), field.cpp->type.spelling, field.optional(),
                            field.field->requiredness == idl::Requiredness::kRequired,
                            field.cpp->type.shared, field.cpp->type.kind == CppType::Kind::kSet,
                            field.field->default_value.has_value()});
    if (!is_primary_key(table, field)) bind_field(binding, field, table);
  }
  // Once every table has its primary key.
  for (const BoundField& field : binding.fields) {
    bind_references(binding, field, *binding.find_table(field.table()));
  }
}

}  // namespace thriftorm
