// The working state of bind() and the steps it consists of. Internal to tool/schema.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "annotations/document.h"
#include "tool/schema/join.h"
#include "tool/schema/schema.h"
#include "tool/schema/scope.h"

namespace thriftorm {

// A struct that is stored, and the tables it is stored in.
struct StoredStruct {
  const idl::Document* document = nullptr;
  const idl::Struct* structure = nullptr;
  std::vector<std::string> tables;
};

// One field in one of its struct's tables, with the annotations that hold there.
struct BoundField {
  const StoredStruct* stored = nullptr;
  std::size_t table_position = 0;  // in stored->tables
  const idl::Field* field = nullptr;
  const CppField* cpp = nullptr;
  ResolvedType type;
  std::vector<const idl::Annotation*> annotations;

  const std::string& table() const { return stored->tables[table_position]; }
  const idl::Annotation* find(std::string_view name) const;
  bool has(std::string_view name) const { return find(name) != nullptr; }
  bool optional() const { return field->requiredness == idl::Requiredness::kOptional; }
};

struct Binding {
  const idl::Program& program;
  const Scope& scope;
  const HeaderIndex& header;
  Diagnostics& diagnostics;
  Schema schema;
  std::vector<StoredStruct> stored;
  std::vector<BoundField> fields;  // of every table, in order

  const StoredStruct* find_stored(const idl::Struct* structure) const;
  const BoundField* find_field(const std::string& table, std::string_view name) const;
};

// The text of an annotation's argument, by key or position; empty: not given.
std::string argument(const idl::Annotation& annotation, std::string_view key);
std::string positional(const idl::Annotation& annotation, std::size_t position);
// The texts of an argument that is a list or a single value.
std::vector<std::string> list_argument(const idl::Annotation& annotation, std::string_view key);
Location location_of(const idl::Annotation& annotation, std::string_view key);
const idl::Annotation* find_annotation(const std::vector<idl::Annotation>& annotations,
                                       std::string_view name);

// Steps, in the order in which bind() takes them.
void bind_tables(Binding& binding);        // names, models, struct annotations
void bind_primary_keys(Binding& binding);  // so that keys elsewhere know their type
void bind_columns(Binding& binding);       // scalars, flattened structs and unions, belongs_to
void bind_links(Binding& binding);         // pivots, association tables, hidden key columns
void bind_indexes(Binding& binding);
void bind_table_annotations(Binding& binding);  // copy_of, first_of
void bind_relations(Binding& binding);
void bind_enums(Binding& binding);
void order_tables(Schema& schema);

// Parts of bind_columns.
bool bind_scalar(Binding& binding, const BoundField& field, Table& table);
void bind_flattened_struct(Binding& binding, const BoundField& field, Table& table);
void bind_flattened_union(Binding& binding, const BoundField& field, Table& table);

// The column of a scalar type before names and requiredness: storage and value. Nothing, and a
// diagnostic, if the type and the annotations do not go together.
std::optional<Column> scalar_column(Binding& binding, const ResolvedType& type, const CppType& cpp,
                                    const std::vector<const idl::Annotation*>& annotations,
                                    const Location& location);
// A column that holds the primary key of `target`.
std::optional<Column> key_column(Binding& binding, const std::string& target,
                                 const Location& location);
// The reference that annotations and typedefs give a key; nothing if they give none.
std::optional<Reference> bind_reference(Binding& binding, const ResolvedType& type,
                                        const idl::Annotation* references);
void set_actions(Binding& binding, const idl::Annotation& annotation, Reference& reference);
const Table* require_table(Binding& binding, const std::string& name, const Location& location);
// Adds the column unless the table has one of that name, which is reported.
void add_column(Binding& binding, Table& table, Column column);
std::string index_name(const Table& table, const std::vector<std::string>& columns, bool unique);
void add_index(Table& table, std::vector<std::string> columns, bool unique, std::string name = "");
// The group of variant columns for a union in `owner`, whose columns are named with `prefix`.
std::optional<Group> union_group(Binding& binding, const BoundField& field, Table& owner,
                                 const std::string& prefix);
// The table that a relation of `field` leads to, where `structure` is the type on the other side.
std::string relation_target(Binding& binding, const BoundField& field,
                            const idl::Struct& structure, const idl::Annotation& annotation);
// The struct that a relation field embeds: its own type, its elements' or its map's values'.
const idl::Struct* embedded_struct(const Binding& binding, const BoundField& field);
std::string plain_type(const CppType& cpp);

}  // namespace thriftorm
