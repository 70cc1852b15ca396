// The schema model: what the IDL's annotated structs and the C++ types that Clang saw amount to,
// in the words of SQL. Every later stage reads this and nothing before it. All values are owned,
// compare with ==, and refer to each other by name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotations/diagnostics.h"

namespace thriftorm {

// How a column is stored, whatever the engine calls it.
struct Storage {
  enum class Kind {
    kBool,
    kInt8,
    kInt16,
    kInt32,
    kInt64,
    kDouble,
    kVarchar,  // length: characters
    kText,
    kMediumText,
    kLongText,
    kDecimal,  // precision, scale
    kDate,
    kDateTime,  // precision: digits of the fraction, 0, 3 or 6
    kJson,
    kVarbinary,  // length: bytes
    kBlob,
    kMediumBlob,
    kLongBlob,
  };

  Kind kind = Kind::kInt64;
  int length = 0;
  int precision = 0;
  int scale = 0;

  bool operator==(const Storage&) const = default;
};

// Where binaries stand in a JSON value, which C++ does not tell from texts.
struct JsonShape {
  bool binary = false;
  std::vector<JsonShape> arguments;  // of a container that holds binaries, at any depth

  bool is_plain() const { return !binary && arguments.empty(); }
  bool operator==(const JsonShape&) const = default;
};

// How a column's value looks in C++ when it is not NULL.
struct Value {
  enum class Kind {
    kBool,
    kInteger,
    kDouble,
    kString,
    kBytes,
    kEnumName,    // stored as the member's name
    kEnumNumber,  // stored as the member's number
    kDecimal,     // a string
    kDate,        // an ISO string, "2024-02-29"
    kDateTime,    // an integer since 1970 in UTC; the unit is the storage's precision
    kJson,        // any Thrift type, written by Thrift's JSON protocol
  };

  Kind kind = Kind::kInteger;
  std::string cpp_type;   // "std::int64_t", "::game::PlayerId", "::game::ItemType::type", …
  std::string enum_name;  // of an enum: the name of its Enumeration
  JsonShape json{};

  bool operator==(const Value&) const = default;
};

enum class ReferentialAction { kUnstated, kRestrict, kNoAction, kCascade, kSetNull };

// A column that holds another table's primary key. With an action stated it is a constraint of the
// database; without one it is an index, and code keeps the rule.
struct Reference {
  std::string table;
  std::string column;  // the primary key there
  ReferentialAction on_delete = ReferentialAction::kUnstated;
  ReferentialAction on_update = ReferentialAction::kUnstated;

  bool is_constraint() const {
    return on_delete != ReferentialAction::kUnstated || on_update != ReferentialAction::kUnstated;
  }
  bool operator==(const Reference&) const = default;
};

// A column's default: a literal whose kind follows from the column's value.
struct Default {
  std::string
      text;  // a number, "true"/"false", a string's or bytes' contents, an enum member's name
  std::int64_t number =
      0;  // of a bool: 0 or 1; of an enum member: its number; of a time: its count

  bool operator==(const Default&) const = default;
};

enum class ColumnRole {
  kField,     // a field of the struct
  kMember,    // a member of a flattened struct or a variant of a union: see Table::groups
  kKey,       // a key column that no field declares, hidden from Thrift
  kHiddenId,  // the primary key of a struct without one
};

struct Column {
  std::string name;
  ColumnRole role = ColumnRole::kField;
  std::string field;        // C++ member of the struct; for a group's member the group's field
  std::string thrift_path;  // field ids from the struct inwards, "4.3.1"; empty: not in Thrift
  Storage storage;
  Value value;
  bool nullable = false;
  bool generated = false;  // the database makes the value (AUTO_INCREMENT)
  bool version = false;
  bool created_at = false;
  bool updated_at = false;
  std::optional<Default> default_value;
  std::optional<Reference> reference;
  std::string documentation;
  std::optional<std::string> deprecated;  // the text to show
  Location location;

  bool operator==(const Column&) const = default;
};

struct Index {
  std::string name;
  std::vector<std::string> columns;
  bool unique = false;

  bool operator==(const Index&) const = default;
};

// One alternative of a flattened union, or the one shape of a flattened struct.
struct GroupVariant {
  std::string field;                 // C++ member of the union; empty for a flattened struct
  std::string cpp_type;              // of a struct variant, and of a flattened struct; else empty
  std::vector<std::string> columns;  // as many as members
  std::vector<std::string> members;  // C++ member names; one empty name for a scalar variant
  std::vector<std::string>
      required_columns;                   // those that are set whenever the variant is; not empty
  std::string table;                      // that its key refers to; empty: none
  std::string name;                       // of a struct variant: the stem of its accessors
  std::optional<std::string> deprecated;  // of a struct variant: the text to show

  bool operator==(const GroupVariant&) const = default;
};

// A field that is stored in several columns.
struct Group {
  enum class Kind { kUnion, kStruct };

  Kind kind = Kind::kUnion;
  std::string field;       // C++ member of the struct
  std::string name;        // accessor stem
  std::string cpp_type;    // "::game::Owner"
  std::string union_name;  // IDL name of the type
  bool required = true;    // exactly one variant is set (a struct: all members); else at most one
  std::vector<GroupVariant> variants;  // in the IDL's order, the allowed ones
  std::vector<std::string> forbidden;  // C++ members of the variants that have no column here
  std::vector<std::string>
      read_order;        // variant fields; empty: exactly one is set, or it is an error
  std::string fallback;  // variant taken when all columns are NULL; empty: none
  std::string documentation;
  std::optional<std::string> deprecated;  // the text to show
  Location location;

  bool operator==(const Group&) const = default;
};

enum class RelationKind {
  kBelongsTo,   // `column` here holds the key of a row of `target`
  kHasOne,      // `column` of `target` holds this row's key, once
  kHasMany,     // `column` of `target` holds this row's key
  kThrough,     // rows of `target` that this row owns by rows of the pivot `link`
  kManyToMany,  // rows of `target` that rows of the association table `link` join to this one
};

enum class OnDestroy { kDelete, kRefuse, kUnlink };
enum class SavePolicy { kCreate, kAll, kReference };

// What a model offers to reach another one. Both directions of a relation are relations.
struct Relation {
  RelationKind kind = RelationKind::kBelongsTo;
  std::string name;         // accessor stem: get_<name>, set_<name>, …
  std::string target;       // table
  std::string column;       // see RelationKind; for a link: its column with this row's key
  std::string link;         // pivot or association table; empty: none
  std::string link_column;  // the link's column with the target's key
  std::string field;        // C++ member that embeds the rows; empty: not in Thrift
  std::string key_column;   // of a map: the target's column that is its key
  std::vector<std::string> order_by;  // columns of the target; empty: its primary key
  bool required = false;              // kBelongsTo: the column is NOT NULL
  bool ids_only = false;              // the field holds keys, not rows
  bool symmetrical = false;
  bool shared = false;  // the field is a std::shared_ptr: `Type& field` in the IDL
  std::optional<std::string> deprecated;  // the text to show
  SavePolicy save = SavePolicy::kCreate;
  OnDestroy on_destroy = OnDestroy::kRefuse;  // what destroying this row does to the others;
                                              // kBelongsTo: nothing, it is not asked
  Location location;

  bool operator==(const Relation&) const = default;
};

// `copy_of`: a record of this table made from one of `table`, which it remembers in `template_column`.
struct CopyOf {
  std::string table;
  std::string template_column;

  bool operator==(const CopyOf&) const = default;
};

// `first_of`: the row of the first of these key columns that is set.
struct FirstOf {
  std::string name;
  std::vector<std::string> columns;

  bool operator==(const FirstOf&) const = default;
};

// A field of the struct that a table stores, whether it is stored itself or not.
struct StructField {
  std::string name;      // C++ member
  std::string cpp_type;  // "::game::Mobile"; of a shared one the pointee's
  bool optional = false;
  bool required = false;   // always set: Thrift keeps no flag for it
  bool shared = false;     // a std::shared_ptr: `Type& field` in the IDL
  bool is_set = false;     // a std::set, whatever typedef names it
  bool defaulted = false;  // Thrift gives a new object's field a value

  bool operator==(const StructField&) const = default;
};

struct Table {
  enum class Kind {
    kRecord,       // stores a struct
    kPivot,        // stores a union field of another struct: one owner for each row
    kAssociation,  // joins two tables, has no model
  };

  Kind kind = Kind::kRecord;
  std::string name;
  std::string model;        // "MobileItemModel"; empty for an association
  std::string struct_name;  // IDL name; empty: none
  std::string cpp_type;     // "::game::Player"; empty: none
  std::string documentation;
  std::vector<StructField> fields;       // of the struct, in the IDL's order
  std::vector<Column> columns;           // in the order of the table
  std::vector<std::string> primary_key;  // one column, two for an association
  std::vector<Index> indexes;
  std::vector<Group> groups;
  std::vector<Relation> relations;
  std::optional<CopyOf> copy_of;
  std::vector<FirstOf> first_of;
  std::vector<std::string> computed;  // C++ members filled by the user's functions
  std::string backing_table_field;    // C++ member; empty: none
  std::string backing_table_value;    // the enum's member, spelled in C++
  Location location;

  const Column* find_column(std::string_view column_name) const;
  Column* find_column(std::string_view column_name);
  bool operator==(const Table&) const = default;
};

struct Enumerator {
  std::string name;
  std::string cpp_name;  // "::game::ItemType::RAWMATERIAL"
  std::int64_t number = 0;

  bool operator==(const Enumerator&) const = default;
};

// An enum that some column stores.
struct Enumeration {
  std::string name;      // qualified C++ name without "::", "game::ItemType"
  std::string cpp_type;  // "::game::ItemType::type"
  std::vector<Enumerator> members;

  bool operator==(const Enumeration&) const = default;
};

// The service's result struct, `result`: what happened, in words, and as an error's code.
struct ResultStruct {
  std::string cpp_type;   // "::game::GameResult"
  bool included = false;  // by an IDL that others may include as well
  std::string status;     // C++ members
  std::string message;
  std::string error_code;   // empty: it has none
  std::string status_type;  // "::game::StatusType::type"
  std::string error_type;   // "::game::GameError::type", or empty
  Enumerator success;       // of the status
  Enumerator failure;
  std::vector<Enumerator> errors;  // the `DB_…` ones, in the IDL's order

  bool operator==(const ResultStruct&) const = default;
};

struct Schema {
  std::string source;         // the IDL's file name, for banners
  std::string idl_namespace;  // dotted C++ namespace of the root IDL; empty: none
  std::string types_header;   // how emitted code includes the Thrift header, "game_types.h"
  std::vector<Table>
      tables;  // each after the tables that it refers to, as far as there is an order
  std::vector<Enumeration> enums;  // by name
  std::optional<ResultStruct> result;

  const Table* find_table(std::string_view table_name) const;
  Table* find_table(std::string_view table_name);
  bool operator==(const Schema&) const = default;
};

// A readable dump, one table a paragraph: for tests and `--dump-schema`.
std::string dump(const Schema& schema);

}  // namespace thriftorm
