#include "tool/schema/bind.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "tool/schema/binding.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

void collect_stored_structs(Binding& binding) {
  for (const idl::Document& document : binding.program.documents) {
    for (const idl::Struct& structure : document.structs) {
      const idl::Annotation* stored = find_annotation(structure.annotations, "mysql_table");
      if (stored == nullptr) continue;
      StoredStruct entry{&document, &structure, {}};
      for (std::size_t i = 0; stored->positional(i) != nullptr; ++i) {
        entry.tables.push_back(positional(*stored, i));
      }
      binding.stored.push_back(std::move(entry));
    }
  }
}

// Whether a field is stored in this table at all: one that names tables with `of=` is stored in
// those alone.
bool stored_in(const idl::Field& field, const std::string& table) {
  bool restricted = false;
  for (const idl::Annotation& annotation : field.annotations) {
    const std::string of = argument(annotation, "of");
    if (of == table) return true;
    restricted = restricted || !of.empty();
  }
  return !restricted;
}

std::vector<const idl::Annotation*> annotations_for(const idl::Field& field, const std::string& table) {
  std::vector<const idl::Annotation*> applying;
  for (const idl::Annotation& annotation : field.annotations) {
    const std::string of = argument(annotation, "of");
    if (of.empty() || of == table) applying.push_back(&annotation);
  }
  return applying;
}

void check_of_arguments(Binding& binding, const StoredStruct& stored, const idl::Field& field) {
  for (const idl::Annotation& annotation : field.annotations) {
    const std::string of = argument(annotation, "of");
    const bool known = of.empty() || std::find(stored.tables.begin(), stored.tables.end(), of) != stored.tables.end();
    if (!known) {
      binding.diagnostics.error(location_of(annotation, "of"), "unknown-table",
                                fmt::format("`{}` is not a table of `{}`", of, stored.structure->name));
    }
  }
}

void collect_fields(Binding& binding, const StoredStruct& stored) {
  const Record* record = binding.header.record(Scope::cpp_name(*stored.document, stored.structure->name));
  if (record == nullptr) return;  // reported by compare()
  for (const idl::Field& field : stored.structure->fields) {
    check_of_arguments(binding, stored, field);
  }
  for (std::size_t position = 0; position < stored.tables.size(); ++position) {
    for (const idl::Field& field : stored.structure->fields) {
      const CppField* cpp = find_field(*record, field.name);
      if (cpp == nullptr || !stored_in(field, stored.tables[position])) continue;
      BoundField bound{&stored, position, &field, cpp, binding.scope.resolve(*stored.document, field.type),
                       annotations_for(field, stored.tables[position])};
      binding.fields.push_back(std::move(bound));
    }
  }
}

void warn_without_tables(const Binding& binding) {
  if (!binding.stored.empty()) return;
  binding.diagnostics.error(
      Location{binding.program.root().path, 0, 0, 1}, "no-tables",
      "no struct is stored: write `//@mysql_table(posts)` above the struct that becomes a table");
}

std::set<std::string> stored_enum_names(const Schema& schema) {
  std::set<std::string> names;
  for (const Table& table : schema.tables) {
    for (const Column& column : table.columns) {
      if (!column.value.enum_name.empty()) names.insert(column.value.enum_name);
    }
  }
  return names;
}

}  // namespace

const idl::Annotation* BoundField::find(std::string_view name) const {
  const auto found = std::find_if(annotations.begin(), annotations.end(),
                                  [&](const idl::Annotation* a) { return a->name == name; });
  return found == annotations.end() ? nullptr : *found;
}

const StoredStruct* Binding::find_stored(const idl::Struct* structure) const {
  const auto found = std::find_if(stored.begin(), stored.end(),
                                  [&](const StoredStruct& s) { return s.structure == structure; });
  return found == stored.end() ? nullptr : &*found;
}

const BoundField* Binding::find_field(const std::string& table, std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const BoundField& field) {
    return field.table() == table && field.field->name == name;
  });
  return found == fields.end() ? nullptr : &*found;
}

std::string argument(const idl::Annotation& annotation, std::string_view key) {
  const idl::Argument* found = annotation.find(std::string(key));
  return found == nullptr ? "" : found->value.text;
}

std::string positional(const idl::Annotation& annotation, std::size_t position) {
  const idl::Argument* found = annotation.positional(position);
  return found == nullptr ? "" : found->value.text;
}

std::vector<std::string> list_argument(const idl::Annotation& annotation, std::string_view key) {
  const idl::Argument* found = annotation.find(std::string(key));
  if (found == nullptr) return {};
  if (found->value.kind != idl::ArgumentValue::Kind::kList) return {found->value.text};
  std::vector<std::string> texts;
  for (const idl::ArgumentValue& item : found->value.items) texts.push_back(item.text);
  return texts;
}

Location location_of(const idl::Annotation& annotation, std::string_view key) {
  const idl::Argument* found = annotation.find(std::string(key));
  return found == nullptr ? annotation.location : found->value.location;
}

const idl::Annotation* find_annotation(const std::vector<idl::Annotation>& annotations,
                                       std::string_view name) {
  const auto found = std::find_if(annotations.begin(), annotations.end(),
                                  [&](const idl::Annotation& a) { return a.name == name; });
  return found == annotations.end() ? nullptr : &*found;
}

void bind_enums(Binding& binding) {
  for (const std::string& name : stored_enum_names(binding.schema)) {
    const CppEnum* cpp = binding.header.enumeration(name);
    if (cpp == nullptr) continue;
    const bool nested = cpp->wrapped || cpp->scoped;
    const std::string scope = nested ? name : name.substr(0, name.rfind("::") == std::string::npos ? 0 : name.rfind("::"));
    Enumeration enumeration{name, "::" + name + (cpp->wrapped ? "::type" : ""), {}};
    for (const CppEnumValue& value : cpp->values) {
      const std::string prefix = scope.empty() ? "::" : "::" + scope + "::";
      enumeration.members.push_back({value.name, prefix + value.name, value.value});
    }
    binding.schema.enums.push_back(std::move(enumeration));
  }
}

Schema bind(const idl::Program& program, const Header& header, Diagnostics& diagnostics) {
  const Scope scope(program);
  compare(program, scope, header, diagnostics);

  const HeaderIndex index(header);
  Binding binding{program, scope, index, diagnostics, {}, {}, {}};
  binding.schema.source = std::filesystem::path(program.root().path).filename().string();
  binding.schema.idl_namespace = program.root().cpp_namespace;
  binding.schema.types_header = std::filesystem::path(header.path).filename().string();

  collect_stored_structs(binding);
  warn_without_tables(binding);
  for (const StoredStruct& stored : binding.stored) collect_fields(binding, stored);
  bind_tables(binding);
  bind_primary_keys(binding);
  bind_columns(binding);
  bind_links(binding);
  bind_indexes(binding);
  bind_table_annotations(binding);
  bind_relations(binding);
  bind_enums(binding);
  order_tables(binding.schema);
  return std::move(binding.schema);
}

}  // namespace thriftorm
