// What a random test needs to know of an annotated IDL: its types as they travel, and what becomes
// of a struct's fields in a table.
#pragma once

#include <thrift/protocol/TProtocol.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "annotations/document.h"

namespace live {

// A type whose typedefs are followed.
struct WireType {
  apache::thrift::protocol::TType wire = apache::thrift::protocol::T_STOP;
  const thriftorm::idl::Struct* record = nullptr;  // of T_STRUCT
  const thriftorm::idl::Enum* members = nullptr;   // of an enum, which travels as T_I32
  bool binary = false;                             // of T_STRING
  std::string references;                          // the table that a typedef refers to; or empty
  std::vector<WireType> arguments;                 // of containers

  bool is_union() const;
};

// A struct in one of its tables. Without a table it is a value: flattened, or in JSON.
struct Place {
  const thriftorm::idl::Struct* record = nullptr;
  std::string table;
};

enum class Role {
  kColumn,
  kKey,
  kVersion,
  kStamp,  // when a row was made or changed
  kComputed,
  kIgnored,  // not stored, in this table or at all
  kBackingTable,
  kGroup,  // a flattened struct
  kUnion,  // flattened, or in a pivot
  kJson,
  kParent,    // belongs_to
  kChild,     // has_one
  kChildren,  // has_many, through
  kLinks,     // many_to_many
};

// The column, or the union's variant, by which a child says whose it is. Hidden from Thrift: none.
struct Implied {
  std::int16_t field = 0;
  std::int16_t variant = 0;  // 0: the field is a column
};

class Idl {
 public:
  // Requires: the file has no errors.
  explicit Idl(const std::string& path);

  Place place(const std::string& table) const;
  WireType type(const thriftorm::idl::Struct& in, const thriftorm::idl::Field& field) const;

  Role role(const Place& place, const thriftorm::idl::Field& field) const;
  // The annotation, as far as it concerns the place's table; null: there is none.
  const thriftorm::idl::Annotation* find(const Place& place, const thriftorm::idl::Field& field,
                                         const std::string& name) const;
  const thriftorm::idl::Field* key(const thriftorm::idl::Struct& record) const;
  // The table that a column refers to, and whether the database insists on it.
  std::string referenced(const Place& place, const thriftorm::idl::Field& field) const;
  bool is_constrained(const Place& place, const thriftorm::idl::Field& field) const;
  std::vector<const thriftorm::idl::Field*> variants(const Place& place,
                                                     const thriftorm::idl::Field& field) const;

  // Of a field that embeds rows: where those are, how they name the parent, the map's key field.
  Place embedded(const Place& place, const thriftorm::idl::Field& field) const;
  std::optional<Implied> implied(const Place& place, const thriftorm::idl::Field& field) const;
  const thriftorm::idl::Field* map_key(const Place& place,
                                       const thriftorm::idl::Field& field) const;
  // The member that is named like the table.
  std::int64_t backing_table(const Place& place, const thriftorm::idl::Field& field) const;

 private:
  WireType resolve(const thriftorm::idl::Document& from, const thriftorm::idl::Type& type) const;
  WireType named(const thriftorm::idl::Document& from, const std::string& name) const;

  thriftorm::idl::Program program_;
  std::map<const thriftorm::idl::Struct*, const thriftorm::idl::Document*> homes_;
};

// The struct's field of this name; null: there is none.
const thriftorm::idl::Field* field_of(const thriftorm::idl::Struct& record,
                                      const std::string& name);
std::int16_t id_of(const thriftorm::idl::Field& field);
std::vector<std::string> tables_of(const thriftorm::idl::Struct& record);

}  // namespace live
