// How a Thrift object and a model become each other, field by field, decided to the last name.
#pragma once

#include <string>
#include <vector>

#include "tool/schema/schema.h"

namespace thriftorm {

struct FieldPlan {
  enum class Kind {
    kKey,           // the primary key
    kValue,         // one column
    kGroup,         // several columns, set and read together
    kOwner,         // a union in a pivot's row
    kParent,        // the row that a key column here names
    kChild,         // the row there that names this one
    kList,          // the rows there that name this one, or are linked to it
    kMap,           // the same by one of their fields
    kKeys,          // the same as a container of their keys
    kBackingTable,  // the enum's member for this table
    kComputed,      // what a function of the user's gives
  };

  Kind kind = Kind::kValue;
  std::string field;       // of the Thrift struct
  std::string type;        // its C++ type; of a shared one the pointee's
  bool flagged = true;     // Thrift keeps whether it is set
  bool optional = false;   // unset is a value of its own
  bool shared = false;     // a std::shared_ptr
  bool defaulted = false;  // a new object has a value there, which counts as set
  std::string taken;       // when the model takes it over from `object`; empty: always
  bool nulls = false;      // else it becomes NULL, where what is unset `clears`

  // kKey, kValue: the column; kParent: that of the key here.
  std::string position;
  std::string member;
  std::string column;     // kParent: its SQL name
  bool nullable = false;  // the member is optional; kGroup: what its getter gives is
  std::string members;    // of an enum: its table of members, else empty
  bool counts = false;    // the optimistic lock's

  std::string group;  // kGroup, kOwner: accessor stem
  std::string value;  // kBackingTable: the enum's member; kMap: the element's field that is its key
  std::string refused;  // kMap: when the `element` under a `key` says that it has another
  std::string row_key;  // kMap: the element's key, of its `row`

  // kOwner, kParent, kChild, kList, kMap, kKeys:
  std::string target_class;
  std::string target_file;
  std::string give;    // constant of the RelationInfo, "relations::player::mobile"
  std::string embed;   // constant of the EmbedSql, "kEmbedMobile"
  std::string select;  // what reads the rows for many records, up to the list of their keys
  std::string order;   // and behind it
  std::string link;    // the pivot by which they are reached, or whose rows these are; empty: none
  std::string owner_field;    // of an element: the union that the pivot keeps, which is this record
  std::string owner_type;     // its type
  bool owner_flagged = true;  // Thrift keeps whether that is set
  std::string owner_variant;  // the variant for this record
  SavePolicy save = SavePolicy::kCreate;  // kParent
  bool inserts = false;                   // kKeys: into a set
  std::string key_type;                   // kKeys: the other's
  bool text_keys = false;                 // kKeys: they are strings

  bool operator==(const FieldPlan&) const = default;
};

struct ConversionPlan {
  std::string cpp_type;  // "::game::Player"
  std::string name;      // "Player", for messages
  std::vector<FieldPlan> fields;
  // Whether anything is embedded in records that were reached by the pivot `linked_by`, or by none.
  std::string embeds;
  bool names_parents = false;    // records hold the keys of rows that are embedded
  bool uses_deprecated = false;  // accessors that others are warned of

  bool operator==(const ConversionPlan&) const = default;
};

// Of a table that stores a struct.
ConversionPlan plan_conversion(const Schema& schema, const Table& table);

}  // namespace thriftorm
