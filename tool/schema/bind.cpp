#include "tool/schema/bind.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "tool/schema/annotated_types.h"
#include "tool/schema/binding.h"
#include "tool/schema/follow_up.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

// Names differ in more than case: SQLite, and MySQL on some systems, take `Posts` for `posts`.
using TableOwners = std::map<std::string, const idl::Annotation*>;

void claim_tables(Binding& binding, const idl::Annotation& annotation, StoredStruct& stored,
                  TableOwners& owners) {
  for (std::size_t i = 0; annotation.positional(i) != nullptr; ++i) {
    const idl::ArgumentValue& name = annotation.positional(i)->value;
    const auto [owner, is_new] = owners.emplace(lower_case(name.text), &annotation);
    if (is_new) {
      stored.tables.push_back(name.text);
      continue;
    }
    Diagnostic& error = binding.diagnostics.error(
        name.location, "duplicate-table", fmt::format("table `{}` is already defined", name.text));
    error.notes.push_back({owner->second->location, "first defined here"});
  }
}

void collect_stored_structs(Binding& binding) {
  TableOwners owners;
  for (const idl::Document& document : binding.program.documents) {
    for (const idl::Struct& structure : document.structs) {
      const idl::Annotation* annotation = find_annotation(structure.annotations, "mysql_table");
      if (annotation == nullptr) continue;
      StoredStruct stored{&document, &structure, {}};
      claim_tables(binding, *annotation, stored, owners);
      binding.stored.push_back(std::move(stored));
    }
  }
  for (const StoredStruct& stored : binding.stored) {
    binding.stored_by_struct.emplace(stored.structure, &stored);
  }
}

Annotations annotations_for(const idl::Field& field, const std::string& table) {
  Annotations applying;
  for (const idl::Annotation& annotation : field.annotations) {
    const std::string of = argument(annotation, "of");
    if (of.empty() || of == table) applying.push_back(&annotation);
  }
  return applying;
}

// A field that says with `of=` where it is stored is not stored in the struct's other tables.
bool stored_in(const idl::Field& field, const std::string& table) {
  bool restricted = false;
  for (const idl::Annotation& annotation : field.annotations) {
    const std::string of = argument(annotation, "of");
    if (of == table) return true;
    restricted = restricted || !of.empty();
  }
  return !restricted;
}

void check_of_arguments(Binding& binding, const StoredStruct& stored, const idl::Field& field) {
  for (const idl::Annotation& annotation : field.annotations) {
    const std::string of = argument(annotation, "of");
    const std::vector<std::string>& tables = stored.tables;
    if (of.empty() || std::find(tables.begin(), tables.end(), of) != tables.end()) continue;
    binding.diagnostics.error(
        location_of(annotation, "of"), "unknown-table",
        fmt::format("`{}` is not a table of `{}`{}", of, stored.structure->name,
                    did_you_mean(of, {tables.begin(), tables.end()})));
  }
}

void collect_fields(Binding& binding, const StoredStruct& stored, const FaultyFields& faulty) {
  const Record* record =
      binding.header.record(Scope::cpp_name(*stored.document, stored.structure->name));
  if (record == nullptr) return;  // reported by compare()
  for (const idl::Field& field : stored.structure->fields) {
    check_of_arguments(binding, stored, field);
  }
  for (std::size_t position = 0; position < stored.tables.size(); ++position) {
    const std::string& table = stored.tables[position];
    for (const idl::Field& field : stored.structure->fields) {
      const CppField* cpp = find_field(*record, field.name);
      if (cpp == nullptr || faulty.contains(&field) || !stored_in(field, table)) continue;
      binding.fields.push_back({&stored, position, &field, cpp,
                                binding.scope.resolve(*stored.document, field.type),
                                annotations_for(field, table)});
    }
  }
}

void collect_all_fields(Binding& binding, const FaultyFields& faulty) {
  for (const StoredStruct& stored : binding.stored) collect_fields(binding, stored, faulty);
  for (const BoundField& field : binding.fields) {
    binding.fields_by_name.emplace(std::pair(field.table(), field.name()), &field);
  }
}

void check_any_table(const Binding& binding) {
  if (!binding.stored.empty()) return;
  binding.diagnostics.error(
      Location{binding.program.root().path, 0, 0, 1}, "no-tables",
      "no struct is stored: write `//@mysql_table(posts)` above the struct that becomes a table");
}

// The steps in their order; `diagnostics` gets all that any of them sees. Leaves out the faulty
// fields: their annotations do not fit their types.
Schema bind_all(const idl::Program& program, const Scope& scope, const Header& header,
                const FaultyFields& faulty, Diagnostics& diagnostics) {
  compare(program, scope, header, diagnostics);

  const HeaderIndex index(header);
  Binding binding{program, scope, index, diagnostics, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  binding.schema.source = std::filesystem::path(program.root().path).filename().string();
  binding.schema.idl_namespace = program.root().cpp_namespace;
  binding.schema.types_header = std::filesystem::path(header.path).filename().string();

  collect_stored_structs(binding);
  check_any_table(binding);
  collect_all_fields(binding, faulty);
  bind_tables(binding);
  bind_primary_keys(binding);
  bind_columns(binding);
  bind_pivots(binding);
  bind_links(binding);
  bind_indexes(binding);
  bind_table_annotations(binding);
  bind_declared_relations(binding);
  bind_ways_back(binding);
  bind_result(binding);
  bind_enums(binding);
  check_unused_annotations(binding);
  order_tables(binding.schema);
  return std::move(binding.schema);
}

}  // namespace

Schema bind(const idl::Program& program, const Header& header, Diagnostics& diagnostics) {
  const Scope scope(program);
  const FaultyFields faulty = check_annotated_types(program, scope, diagnostics);
  Diagnostics found;
  Schema schema = bind_all(program, scope, header, faulty, found);
  check(schema, found);
  report_but_follow_ups(program, faulty, found, diagnostics);
  return schema;
}

const idl::Annotation* BoundField::find(std::string_view annotation) const {
  return find_annotation(annotations, annotation);
}

std::string BoundField::thrift_path() const {
  return field->id ? std::to_string(*field->id) : std::string();
}

std::optional<std::string> BoundField::deprecated() const {
  const idl::Annotation* annotation = find("deprecated");
  return annotation == nullptr ? std::nullopt : std::optional(positional(*annotation, 0));
}

const StoredStruct* Binding::find_stored(const idl::Struct* structure) const {
  const auto found = stored_by_struct.find(structure);
  return found == stored_by_struct.end() ? nullptr : found->second;
}

const BoundField* Binding::find_field(const std::string& table, const std::string& name) const {
  const auto found = fields_by_name.find({table, name});
  return found == fields_by_name.end() ? nullptr : found->second;
}

const Table* Binding::find_table(const std::string& name) const {
  const auto found = table_positions.find(name);
  return found == table_positions.end() ? nullptr : &schema.tables[found->second];
}

Table* Binding::find_table(const std::string& name) {
  const auto found = table_positions.find(name);
  return found == table_positions.end() ? nullptr : &schema.tables[found->second];
}

Table* Binding::add_table(Table table, std::string_view way_out) {
  const std::string name = lower_case(table.name);
  for (const Table& other : schema.tables) {
    if (lower_case(other.name) != name) continue;
    Diagnostic& error =
        diagnostics.error(table.location, "duplicate-table",
                          fmt::format("table `{}` is already defined{}", table.name, way_out));
    error.notes.push_back({other.location, "first defined here"});
    return nullptr;
  }
  table_positions.emplace(table.name, schema.tables.size());
  schema.tables.push_back(std::move(table));
  return &schema.tables.back();
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

const idl::Annotation* find_annotation(const Annotations& annotations, std::string_view name) {
  const auto found = std::find_if(annotations.begin(), annotations.end(),
                                  [&](const idl::Annotation* a) { return a->name == name; });
  return found == annotations.end() ? nullptr : *found;
}

Annotations pointers(const std::vector<idl::Annotation>& annotations) {
  Annotations all;
  for (const idl::Annotation& annotation : annotations) all.push_back(&annotation);
  return all;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  const std::string_view near = nearest(word, candidates);
  return near.empty() ? "" : fmt::format("; did you mean `{}`?", near);
}

}  // namespace thriftorm
