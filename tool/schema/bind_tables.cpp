// Tables by name, their primary keys, their order, and what stands above a struct.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "tool/schema/binding.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

void add_table(Binding& binding, const StoredStruct& stored, const std::string& name) {
  const idl::Annotation& annotation = *find_annotation(stored.structure->annotations, "mysql_table");
  if (const Table* other = binding.schema.find_table(name)) {
    Diagnostic& error = binding.diagnostics.error(
        annotation.location, "duplicate-table",
        fmt::format("table `{}` is already the table of `{}`", name, other->struct_name));
    error.notes.push_back({other->location, "first defined here"});
    return;
  }
  Table table;
  table.name = name;
  const std::string model = argument(annotation, "model");
  if (!model.empty() && stored.tables.size() > 1) {
    binding.diagnostics.error(location_of(annotation, "model"), "bad-argument",
                              "`model=` names one model, and this struct has several tables");
  }
  table.model = model.empty() ? model_name(name) : model + (model.ends_with("Model") ? "" : "Model");
  table.struct_name = stored.structure->name;
  table.cpp_type = Scope::cpp_name(*stored.document, stored.structure->name);
  table.documentation = stored.structure->documentation;
  table.location = annotation.location;
  binding.schema.tables.push_back(std::move(table));
}

// The field that is the primary key: the annotated one, else the one called `id`.
const BoundField* primary_key_field(Binding& binding, const Table& table) {
  const BoundField* chosen = nullptr;
  for (const BoundField& field : binding.fields) {
    if (field.table() != table.name) continue;
    const idl::Annotation* annotation = field.find("primary_key");
    if (annotation == nullptr) continue;
    if (chosen != nullptr) {
      Diagnostic& error = binding.diagnostics.error(
          annotation->location, "duplicate-primary-key",
          fmt::format("table `{}` has a primary key already: one field is the key", table.name));
      error.notes.push_back({chosen->field->location, "first defined here"});
      continue;
    }
    chosen = &field;
  }
  return chosen != nullptr ? chosen : binding.find_field(table.name, "id");
}

bool can_be_primary_key(const Column& column) {
  return column.value.kind == Value::Kind::kInteger ||
         (column.value.kind == Value::Kind::kString && column.storage.kind == Storage::Kind::kVarchar);
}

void bind_primary_key(Binding& binding, Table& table) {
  const BoundField* field = primary_key_field(binding, table);
  if (field == nullptr) {
    Column id;
    id.name = "id";
    id.role = ColumnRole::kHiddenId;
    id.value.cpp_type = "std::int64_t";
    id.generated = true;
    id.location = table.location;
    table.primary_key = {"id"};
    table.columns.push_back(std::move(id));
    return;
  }
  table.primary_key = {field->field->name};
  if (!bind_scalar(binding, *field, table)) return;
  Column& column = table.columns.back();
  if (!can_be_primary_key(column)) {
    binding.diagnostics.error(field->field->location, "bad-primary-key",
                              fmt::format("`{}` cannot be a primary key: an integer or a string with a length can",
                                          field->field->name));
  }
  column.nullable = false;
  column.generated = column.value.kind == Value::Kind::kInteger &&
                     field->field->requiredness != idl::Requiredness::kRequired;
  table.primary_key = {column.name};
}

void bind_copy_of(Binding& binding, Table& table, const idl::Annotation& annotation,
                  const idl::Struct& structure) {
  const std::string struct_name = positional(annotation, 0);
  const std::string column = argument(annotation, "template");
  const auto source = std::find_if(binding.stored.begin(), binding.stored.end(), [&](const StoredStruct& s) {
    return s.structure->name == struct_name;
  });
  if (source == binding.stored.end()) {
    binding.diagnostics.error(annotation.location, "unknown-struct",
                              fmt::format("no struct `{}` is stored in a table", struct_name));
    return;
  }
  const std::string& source_table = source->tables.front();
  const Column* key = table.find_column(column);
  if (key == nullptr || !key->reference || key->reference->table != source_table) {
    binding.diagnostics.error(location_of(annotation, "template"), "unknown-column",
                              fmt::format("`{}` is not a column of `{}` that refers to `{}`", column,
                                          table.name, source_table));
    return;
  }
  const BoundField* own_key = primary_key_field(binding, table);
  for (const idl::Field& field : source->structure->fields) {
    const bool is_key = own_key != nullptr && own_key->field->name == field.name;
    const bool shared = std::any_of(structure.fields.begin(), structure.fields.end(),
                                    [&](const idl::Field& own) { return own.name == field.name; });
    if (is_key || shared) continue;
    Diagnostic& error = binding.diagnostics.error(
        annotation.location, "missing-template-field",
        fmt::format("`{}` lacks the field `{}` of its template `{}`: the two must stay in step",
                    structure.name, field.name, struct_name));
    error.notes.push_back({field.location, "declared here"});
  }
  table.copy_of = CopyOf{source_table, column};
}

void bind_first_of(Binding& binding, Table& table, const idl::Annotation& annotation) {
  FirstOf first{positional(annotation, 0), {}};
  const idl::Argument* columns = annotation.positional(1);
  if (columns == nullptr) return;
  for (const idl::ArgumentValue& item : columns->value.items) {
    const Column* column = table.find_column(item.text);
    if (column == nullptr || !column->reference) {
      binding.diagnostics.error(item.location, "unknown-column",
                                fmt::format("`{}` is not a key column of `{}`", item.text, table.name));
      continue;
    }
    first.columns.push_back(item.text);
  }
  table.first_of.push_back(std::move(first));
}

}  // namespace

void bind_tables(Binding& binding) {
  for (const StoredStruct& stored : binding.stored) {
    for (const std::string& name : stored.tables) add_table(binding, stored, name);
  }
}

void bind_primary_keys(Binding& binding) {
  for (Table& table : binding.schema.tables) bind_primary_key(binding, table);
}

void bind_table_annotations(Binding& binding) {
  for (const StoredStruct& stored : binding.stored) {
    for (const std::string& name : stored.tables) {
      Table* table = binding.schema.find_table(name);
      if (table == nullptr) continue;
      for (const idl::Annotation& annotation : stored.structure->annotations) {
        if (annotation.name == "copy_of") bind_copy_of(binding, *table, annotation, *stored.structure);
        if (annotation.name == "first_of") bind_first_of(binding, *table, annotation);
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

  const auto is_free = [&](const Table& table) {
    return std::none_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
      return column.reference && column.reference->table != table.name &&
             waiting.contains(column.reference->table);
    });
  };
  while (!waiting.empty()) {
    auto next = std::find_if(waiting.begin(), waiting.end(),
                             [&](const auto& entry) { return is_free(entry.second); });
    if (next == waiting.end()) next = waiting.begin();
    schema.tables.push_back(std::move(waiting.extract(next).mapped()));
  }
}

}  // namespace thriftorm
