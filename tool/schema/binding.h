// The working state of bind() and the steps it consists of. Internal to tool/schema.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "annotations/document.h"
#include "tool/schema/join.h"
#include "tool/schema/schema.h"
#include "tool/schema/scope.h"

namespace thriftorm {

// A struct that is stored, and the tables it is stored in; none, if another struct has them.
struct StoredStruct {
  const idl::Document* document = nullptr;
  const idl::Struct* structure = nullptr;
  std::vector<std::string> tables;
};

using Annotations = std::vector<const idl::Annotation*>;

// One field in one of its struct's tables, with the annotations that hold there.
struct BoundField {
  const StoredStruct* stored = nullptr;
  std::size_t table_position = 0;  // in stored->tables
  const idl::Field* field = nullptr;
  const CppField* cpp = nullptr;
  ResolvedType type;
  Annotations annotations;

  const std::string& table() const { return stored->tables[table_position]; }
  const std::string& name() const { return field->name; }
  const Location& location() const { return field->location; }
  const idl::Annotation* find(std::string_view name) const;
  bool has(std::string_view name) const { return find(name) != nullptr; }
  bool optional() const { return field->requiredness == idl::Requiredness::kOptional; }
  std::string thrift_path() const;
  std::optional<std::string> deprecated() const;
};

// A member of a flattened struct, or a variant of a union, that asks for an index.
struct MemberIndex {
  std::string table;
  std::string column;
  bool unique = false;
};

struct Binding {
  const idl::Program& program;
  const Scope& scope;
  const HeaderIndex& header;
  Diagnostics& diagnostics;
  Schema schema;
  std::vector<StoredStruct> stored;
  std::vector<BoundField> fields;  // of every table, in order

  // What the steps leave for later ones.
  std::map<std::string, std::size_t> table_positions;  // in schema.tables
  std::map<std::pair<std::string, std::string>, const BoundField*> fields_by_name;  // table, field
  std::map<const idl::Struct*, const StoredStruct*> stored_by_struct;
  std::vector<MemberIndex> member_indexes;
  // The annotation that may name the way back over a column: by table and column.
  std::map<std::pair<std::string, std::string>, const idl::Annotation*> way_back_annotations;
  std::set<const idl::Struct*> flattened;  // whose members are columns somewhere

  const StoredStruct* find_stored(const idl::Struct* structure) const;
  const BoundField* find_field(const std::string& table, const std::string& name) const;
  const Table* find_table(const std::string& name) const;
  Table* find_table(const std::string& name);
  // Null, and a diagnostic that ends with `way_out`, if the name is taken. Pointers to tables do not
  // outlive this.
  Table* add_table(Table table, std::string_view way_out);
};

// --- Annotations

// The text of an annotation's argument, by key or position; empty: not given.
std::string argument(const idl::Annotation& annotation, std::string_view key);
std::string positional(const idl::Annotation& annotation, std::size_t position);
// The texts of an argument that is a list or a single value.
std::vector<std::string> list_argument(const idl::Annotation& annotation, std::string_view key);
Location location_of(const idl::Annotation& annotation, std::string_view key);
const idl::Annotation* find_annotation(const std::vector<idl::Annotation>& annotations,
                                       std::string_view name);
const idl::Annotation* find_annotation(const Annotations& annotations, std::string_view name);
Annotations pointers(const std::vector<idl::Annotation>& annotations);
// "; did you mean `x`?", or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

// --- Steps, in the order in which bind() takes them

void bind_tables(Binding& binding);        // names and models
void bind_primary_keys(Binding& binding);  // so that keys elsewhere know their type
void bind_columns(Binding& binding);       // scalars, flattened structs and unions, belongs_to
void bind_pivots(Binding& binding);
void bind_links(Binding& binding);  // association tables, hidden key columns
void bind_indexes(Binding& binding);
void bind_table_annotations(Binding& binding);  // copy_of, first_of
void bind_declared_relations(Binding& binding);
void bind_ways_back(Binding& binding);
void bind_result(Binding& binding);
void bind_enums(Binding& binding);
void check_unused_annotations(Binding& binding);
void order_tables(Schema& schema);

// --- Columns

// The column of a value before names and requiredness: storage and value. Nothing, and a diagnostic,
// if the type and the annotations do not go together.
std::optional<Column> value_column(Binding& binding, const ResolvedType& type, const CppType& cpp,
                                   const Annotations& annotations, const Location& location);
// Adds a field's column to the table; null, and a diagnostic, if it cannot be stored.
Column* bind_value(Binding& binding, const BoundField& field, Table& table);
void bind_flattened_struct(Binding& binding, const BoundField& field, Table& table);
void bind_flattened_union(Binding& binding, const BoundField& field, Table& table);
// Sets the column's default from `@default` or Thrift's.
void bind_default(Binding& binding, const idl::Document& document, const idl::Field& field,
                  const Annotations& annotations, Column& column);
// Null, and a diagnostic, if the table has a column of that name.
Column* add_column(Binding& binding, Table& table, Column column);
// The columns of a union in `owner`, whose names begin with `prefix`, as a group.
std::optional<Group> union_group(Binding& binding, const BoundField& field, Table& owner,
                                 const std::string& prefix);
// The `id` of a table whose struct has none.
Column hidden_id(const Location& location);
// A column by its name, by the name of the field that it holds, or by the path of a flattened one,
// `position.x`; null if there is none.
const Column* column_by_path(const Table& table, const std::string& path);
void report_unknown_column(Binding& binding, const Table& table, const std::string& path,
                           const Location& location);
std::string plain_type(const CppType& cpp);
// "::game::ItemType::TOOL": how C++ spells a member.
std::string enumerator(const CppEnum& enumeration, const std::string& member);

// --- References and relations

// A column that holds the primary key of `target`; nothing, and a diagnostic, if there is no such.
std::optional<Column> key_column(Binding& binding, const std::string& target,
                                 const Location& location);
// Gives the column the reference that annotations and typedefs state, if they state one.
void bind_reference(Binding& binding, const ResolvedType& type, const Annotations& annotations,
                    const Table& table, Column& column);
void set_actions(const idl::Annotation& annotation, Reference& reference);
const Table* require_table(Binding& binding, const std::string& name, const Location& location);
// The table that a relation of `field` leads to, where `structure` is the type on the other side;
// empty, and a diagnostic, if that cannot be told.
std::string relation_target(Binding& binding, const BoundField& field, const idl::Struct& structure,
                            const idl::Annotation& annotation);
// The struct that a relation's field embeds: its own type, its elements' or its map's values'; null,
// and a diagnostic, if that is not stored.
const idl::Struct* related_struct(Binding& binding, const BoundField& field,
                                  const idl::Annotation& annotation);
OnDestroy on_destroy(const idl::Annotation& annotation, OnDestroy otherwise);
void add_index(Table& table, std::vector<std::string> columns, bool unique, std::string name = "");

}  // namespace thriftorm
