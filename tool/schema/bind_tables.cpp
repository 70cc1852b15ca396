// Tables by name, their primary keys, their order, and what stands above a struct.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "tool/schema/binding.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

void check_model(Binding& binding, const StoredStruct& stored) {
  const idl::Annotation& annotation =
      *find_annotation(stored.structure->annotations, "mysql_table");
  if (annotation.positional(1) == nullptr || annotation.find("model") == nullptr) return;
  binding.diagnostics.error(location_of(annotation, "model"), "bad-argument",
                            "`model=` names one model, and this struct has several tables");
}

void add_table(Binding& binding, const StoredStruct& stored, const std::string& name) {
  const idl::Annotation& annotation =
      *find_annotation(stored.structure->annotations, "mysql_table");
  const std::string model = stored.tables.size() == 1 ? argument(annotation, "model") : "";
  Table table;
  table.name = name;
  table.model =
      model.empty() ? model_name(name) : model + (model.ends_with("Model") ? "" : "Model");
  table.struct_name = stored.structure->name;
  table.cpp_type = Scope::cpp_name(*stored.document, stored.structure->name);
  table.documentation = stored.structure->documentation;
  table.location = annotation.location;
  binding.table_positions.emplace(name, binding.schema.tables.size());
  binding.schema.tables.push_back(std::move(table));
}

// The field that is the primary key: the annotated one, else the one called `id`.
const BoundField* primary_key_field(Binding& binding, const std::string& table,
                                    const std::vector<const BoundField*>& fields) {
  const BoundField* chosen = nullptr;
  for (const BoundField* field : fields) {
    const idl::Annotation* annotation = field->find("primary_key");
    if (annotation == nullptr) continue;
    if (chosen == nullptr) {
      chosen = field;
      continue;
    }
    Diagnostic& error = binding.diagnostics.error(
        annotation->location, "duplicate-primary-key",
        fmt::format("table `{}` has a primary key already: one field is the key", table));
    error.notes.push_back({chosen->location(), "first defined here"});
  }
  if (chosen != nullptr) return chosen;
  const BoundField* id = binding.find_field(table, "id");
  const bool stored = id != nullptr && !id->has("ignore") && !id->has("computed");
  return stored ? id : nullptr;
}

bool can_be_primary_key(const Column& column) {
  return column.value.kind == Value::Kind::kInteger ||
         (column.value.kind == Value::Kind::kString &&
          column.storage.kind == Storage::Kind::kVarchar);
}

void report_bad_key(Binding& binding, const BoundField& field) {
  binding.diagnostics.error(field.location(), "bad-primary-key",
                            fmt::format("`{}` is `{}` and cannot be a primary key: an integer or a "
                                        "string with a length can; `//@primary_key` makes another "
                                        "field the key",
                                        field.name(), to_text(field.field->type)));
}

// What a key cannot be besides.
void check_key_annotations(Binding& binding, const BoundField& field, const Column& column) {
  const idl::Annotation* references = field.find("references");
  if (references != nullptr && positional(*references, 0) != "none") {
    binding.diagnostics.error(references->location, "conflicting-annotations",
                              "a primary key is never a foreign key");
  }
  for (const std::string_view name : {"unique", "index"}) {
    const idl::Annotation* annotation = field.find(name);
    if (annotation == nullptr) continue;
    binding.diagnostics.error(annotation->location, "conflicting-annotations",
                              "a primary key is unique and indexed by itself");
  }
  if (column.version) {
    binding.diagnostics.error(field.find("version")->location, "conflicting-annotations",
                              "a primary key counts nothing");
  }
  if (!column.default_value) return;
  binding.diagnostics.error(field.location(), "bad-default",
                            fmt::format("`{}` is the primary key, and a key has no default: each "
                                        "row has its own",
                                        field.name()));
}

void bind_primary_key(Binding& binding, Table& table,
                      const std::vector<const BoundField*>& fields) {
  const BoundField* field = primary_key_field(binding, table.name, fields);
  if (field == nullptr) {
    table.primary_key = {"id"};
    table.columns.push_back(hidden_id(table.location));
    return;
  }
  table.primary_key = {field->name()};
  if (!field->type.is_scalar()) return report_bad_key(binding, *field);
  Column* column = bind_value(binding, *field, table);
  if (column == nullptr) return;  // reported
  if (!can_be_primary_key(*column)) report_bad_key(binding, *field);
  check_key_annotations(binding, *field, *column);
  column->nullable = false;
  column->generated = column->value.kind == Value::Kind::kInteger &&
                      field->field->requiredness != idl::Requiredness::kRequired;
  table.primary_key = {column->name};
}

// --- what stands above a struct

struct StructAnnotation {
  const idl::Annotation& annotation;
  const StoredStruct& stored;
  Table& table;
};

const StoredStruct* find_template(const Binding& binding, const std::string& path) {
  const std::string name = path.substr(path.rfind('.') + 1);
  for (const StoredStruct& stored : binding.stored) {
    const bool qualified = path == name || path == stored.document->stem + "." + name;
    if (stored.structure->name == name && qualified && !stored.tables.empty()) return &stored;
  }
  return nullptr;
}

// The template's fields, but for its key, are there and of the same types.
void check_template_fields(Binding& binding, const StructAnnotation& copy,
                           const StoredStruct& source) {
  const Table& source_table = *binding.find_table(source.tables.front());
  const Column* key = source_table.find_column(source_table.primary_key.front());
  for (const idl::Field& field : source.structure->fields) {
    if (key != nullptr && key->role == ColumnRole::kField && key->field == field.name) continue;
    const BoundField* own = binding.find_field(copy.table.name, field.name);
    const BoundField* theirs = binding.find_field(source_table.name, field.name);
    if (own == nullptr) {
      Diagnostic& error = binding.diagnostics.error(
          copy.annotation.location, "missing-template-field",
          fmt::format("`{}` lacks the field `{}` of its template `{}`: the two must stay in step",
                      copy.stored.structure->name, field.name, source.structure->name));
      error.notes.push_back({field.location, "declared here"});
    } else if (theirs != nullptr && !(own->cpp->type == theirs->cpp->type)) {
      Diagnostic& error = binding.diagnostics.error(
          own->location(), "type-mismatch",
          fmt::format("`{}` is `{}` here and `{}` in the template `{}`: the two must stay in step",
                      field.name, to_text(own->field->type), to_text(field.type),
                      source.structure->name));
      error.notes.push_back({field.location, "declared here"});
    }
  }
}

void bind_copy_of(Binding& binding, const StructAnnotation& copy) {
  const std::string struct_name = positional(copy.annotation, 0);
  const StoredStruct* source = find_template(binding, struct_name);
  if (source == nullptr) {
    std::vector<std::string_view> names;
    for (const StoredStruct& stored : binding.stored) names.push_back(stored.structure->name);
    binding.diagnostics.error(copy.annotation.location, "unknown-struct",
                              fmt::format("no struct `{}` is stored in a table{}", struct_name,
                                          did_you_mean(struct_name, names)));
    return;
  }
  const std::string path = argument(copy.annotation, "template");
  const Column* key = column_by_path(copy.table, path);
  const auto& tables = source->tables;
  const bool refers =
      key != nullptr && key->reference &&
      std::find(tables.begin(), tables.end(), key->reference->table) != tables.end();
  if (!refers) {
    binding.diagnostics.error(location_of(copy.annotation, "template"), "unknown-column",
                              fmt::format("`{}` is not a column of `{}` that refers to `{}`", path,
                                          copy.table.name, tables.front()));
    return;
  }
  const std::size_t errors = binding.diagnostics.error_count();
  check_template_fields(binding, copy, *source);
  if (binding.diagnostics.error_count() == errors)
    copy.table.copy_of = CopyOf{key->reference->table, key->name};
}

void bind_first_of(Binding& binding, const StructAnnotation& first_of) {
  FirstOf first{positional(first_of.annotation, 0), {}};
  const idl::Argument* keys = first_of.annotation.positional(1);
  if (keys == nullptr) return;
  for (const idl::ArgumentValue& item : keys->value.items) {
    const Column* column = column_by_path(first_of.table, item.text);
    if (column != nullptr && column->reference) {
      first.columns.push_back(column->name);
      continue;
    }
    binding.diagnostics.error(
        item.location, "unknown-column",
        fmt::format("`{}` is not a key column of `{}`", item.text, first_of.table.name));
  }
  first_of.table.first_of.push_back(std::move(first));
}

}  // namespace

Column hidden_id(const Location& location) {
  Column id;
  id.name = "id";
  id.role = ColumnRole::kHiddenId;
  id.value.cpp_type = "std::int64_t";
  id.generated = true;
  id.location = location;
  return id;
}

void bind_tables(Binding& binding) {
  for (const StoredStruct& stored : binding.stored) {
    check_model(binding, stored);
    for (const std::string& name : stored.tables) add_table(binding, stored, name);
  }
}

void bind_primary_keys(Binding& binding) {
  std::map<std::string_view, std::vector<const BoundField*>> fields;
  for (const BoundField& field : binding.fields) fields[field.table()].push_back(&field);
  for (Table& table : binding.schema.tables) {
    bind_primary_key(binding, table, fields[table.name]);
  }
}

void bind_table_annotations(Binding& binding) {
  for (const StoredStruct& stored : binding.stored) {
    for (const std::string& name : stored.tables) {
      for (const idl::Annotation& annotation : stored.structure->annotations) {
        const StructAnnotation above{annotation, stored, *binding.find_table(name)};
        if (annotation.name == "copy_of") bind_copy_of(binding, above);
        if (annotation.name == "first_of") bind_first_of(binding, above);
      }
    }
  }
}

// Tables that others refer to come first; where references form a circle, the order of names
// decides. Among the free ones, too: the order depends on nothing but the tables.
void order_tables(Schema& schema) {
  std::map<std::string, Table> waiting;
  for (Table& table : schema.tables) waiting.emplace(table.name, std::move(table));
  schema.tables.clear();

  std::map<std::string, std::set<std::string>> needs;  // by table: the tables it waits for
  std::map<std::string, std::set<std::string>> needed_by;
  std::set<std::string> free;
  for (const auto& [name, table] : waiting) {
    for (const Column& column : table.columns) {
      if (!column.reference || column.reference->table == name) continue;
      if (!waiting.contains(column.reference->table)) continue;
      needs[name].insert(column.reference->table);
      needed_by[column.reference->table].insert(name);
    }
    if (!needs.contains(name)) free.insert(name);
  }
  while (!waiting.empty()) {
    const std::string next = free.empty() ? waiting.begin()->first : *free.begin();
    free.erase(next);
    for (const std::string& name : needed_by[next]) {
      needs[name].erase(next);
      if (needs[name].empty() && waiting.contains(name)) free.insert(name);
    }
    schema.tables.push_back(std::move(waiting.extract(next).mapped()));
  }
}

}  // namespace thriftorm
