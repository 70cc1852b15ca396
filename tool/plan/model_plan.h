// A model's class, decided to the last name: emitters only spell it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tool/plan/conversion_plan.h"
#include "tool/plan/query_plan.h"
#include "tool/plan/relation_plan.h"
#include "tool/plan/result_plan.h"
#include "tool/schema/schema.h"

namespace thriftorm {

// How a column is read and set from outside.
enum class AccessorKind {
  kKey,        // held by the base class
  kValue,      // passed by value
  kReference,  // returned by reference, moved in
  kEnum,       // passed by value, members checked
  kVersion,    // read alone: the runtime counts it
  kVariant,    // of a union: setting it clears the others
  kEnumVariant,
  kMember,  // of a struct that is set as a whole: read alone
};

struct ColumnPlan {
  std::string name;         // SQL
  std::string position;     // enumerator, "kFullName"
  std::string accessor;     // "full_name", behind get_ and set_
  std::string parameter;    // of the setter, "full_name", or "value" where that would clash
  std::string member;       // "full_name_"; empty for the key
  std::string type;         // the member's, "std::optional<std::string>"
  std::string initializer;  // "{}", "{42}", or empty
  std::string codec;        // "thriftorm::as::Text"
  std::string members;      // of an enum: its table of members, "kItemTypeMembers"
  AccessorKind kind = AccessorKind::kValue;
  bool by_reference = false;  // the getter returns const T&
  bool required = false;      // an INSERT needs a value
  bool names_row = false;     // holds the key of another row
  bool settles = false;       // a rollback may give it another value: the getter looks
  int max_length = 0;         // characters of a text, bytes of a binary; 0: no limit
  int max_bytes = 0;          // of a text without a length; 0: no limit
  bool decimal = false;       // a number that SQLite keeps as text
  int stamp_digits = -1;      // of a time of the last change: its fraction's; -1: it is none
  bool created_at = false;
  bool unique = false;  // by itself
  bool json = false;    // the codec is one of JSON
  std::vector<std::string> documentation;
  std::string attribute;  // "[[deprecated(\"…\")]]", or empty
  std::vector<std::pair<std::string, std::string>>
      clears;  // position and member of the other variants' columns

  bool operator==(const ColumnPlan&) const = default;
};

// A static function that finds rows by one column.
struct FinderPlan {
  std::string method;    // "find_by_email"
  std::string constant;  // "kFindByEmail"
  std::string sql;
  std::string parameter_type;
  std::string parameter;
  std::string argument;  // the parameter as it is bound
  bool many = true;
  std::vector<std::string> documentation;

  bool operator==(const FinderPlan&) const = default;
};

// One column of a variant or flattened struct, with the Thrift member it comes from.
struct MemberPlan {
  std::string position;
  std::string member;     // of the model, "vector3_x_"
  std::string field;      // of the Thrift struct, "x"; of a scalar variant, of the union
  std::string type;       // of the value, "double"
  std::string members;    // of an enum, else empty
  bool nullable = true;   // the model's member is optional
  bool optional = false;  // the Thrift member is

  bool operator==(const MemberPlan&) const = default;
};

struct VariantPlan {
  std::string field;        // of the Thrift union; of a flattened struct: empty
  std::string cpp_type;     // of a struct, else empty
  std::string name;         // accessor stem of a struct's own accessors
  std::string getter;       // of a struct: what the class itself calls, "get_vector3"
  bool read_apart = false;  // that is another than the one for others, which is deprecated
  std::string attribute;    // "[[deprecated(\"…\")]]", or empty
  std::string predicate;    // "is_player", of a pivot's variant; else empty
  std::vector<MemberPlan> members;

  bool operator==(const VariantPlan&) const = default;
};

struct GroupPlan {
  enum class Kind { kUnion, kStruct };

  Kind kind = Kind::kUnion;
  bool optional = false;  // no variant may be set, no member
  bool settles = false;   // some of its columns do: see ColumnPlan
  bool ordered = false;   // a union that is read in an order, whatever else is set, with a fallback
  std::string name;       // accessor stem
  std::string cpp_type;
  std::string attribute;                // "[[deprecated(\"…\")]]", or empty
  std::vector<VariantPlan> variants;    // in the IDL's order; of a struct one
  std::vector<VariantPlan> read_order;  // of an ordered union, without the fallback
  std::vector<VariantPlan> fallback;    // none or one
  std::vector<std::string> forbidden;   // Thrift members of variants that are not stored here
  std::vector<std::string> documentation;

  bool operator==(const GroupPlan&) const = default;
};

struct ModelPlan {
  std::string
      file;  // "players_model", without folder and ending: after the table, so that build files can name it
  std::string class_name;
  std::string cpp_namespace;
  std::string include_directory;  // "game_db"
  std::string source;             // IDL file, for the banner
  std::string types_header;
  std::string table;
  std::string key_type;                // "std::int64_t", "std::string"
  std::string key_name;                // SQL
  std::size_t key = 0;                 // its position in `columns`
  std::optional<std::size_t> version;  // that of the optimistic lock's column
  std::string version_member;
  bool generated_key = true;
  bool text_key = false;
  std::vector<std::string> documentation;
  std::vector<ColumnPlan> columns;
  std::vector<FinderPlan> finders;
  std::vector<GroupPlan> groups;
  std::vector<RelationPlan> relations;
  std::vector<ChooserPlan> choosers;
  std::vector<GivingPlan> giving;
  std::vector<LinkPlan> links;
  std::vector<CopyPlan> copies;
  std::string copier;                // what holds the functions of `copies`; empty: there are none
  std::vector<std::string> copiers;  // of this model and others, which copy to it or from it
  std::vector<DestroyPlan> destroy;
  QueryPlan query;
  std::optional<ConversionPlan> conversion;  // of a table that stores a struct
  std::string result_type;  // "::game::GameResult", what conversions and saves tell in; empty: none
  std::vector<std::pair<std::string, std::string>>
      stamped_on_insert;  // position, statement's right side
  std::vector<std::pair<std::string, std::string>> stamped_always;
  std::string find_sql;
  std::string insert_sql;
  std::string erase_sql;  // empty: destroying a record concerns other tables
  bool uses_enums = false;
  bool uses_json = false;
  std::vector<std::string> standard_headers;  // that the class's declaration needs, sorted

  bool operator==(const ModelPlan&) const = default;
};

struct EnumPlan {
  std::string constant;  // "kItemTypeMembers"
  std::string cpp_type;
  std::vector<Enumerator> members;

  bool operator==(const EnumPlan&) const = default;
};

// What all models share: columns.h, enums.h, models.h, results.h, schema.h, version.h.
struct LibraryPlan {
  std::string version_major;  // of the generator: which runtimes the code can be compiled with
  std::string version_minor;
  std::string cpp_namespace;
  std::string include_directory;
  std::string source;
  std::string types_header;
  std::vector<EnumPlan> enums;
  std::vector<std::string> model_files;
  std::optional<ResultPlan> result;
  std::vector<QueryPlan> queries;  // of each model
  bool uses_json = false;

  bool operator==(const LibraryPlan&) const = default;
};

// Where emitted code lives.
struct OutputNames {
  std::string cpp_namespace;      // "game_db", "acme::storage"
  std::string include_directory;  // "game_db", "acme/storage"
};

// The default: the IDL's namespace and "_db", at the top level.
OutputNames output_names(const Schema& schema, const std::string& stated_namespace);

// Whether emitted code can live in this namespace, "acme::storage": it names `std` and `thriftorm`
// from within.
bool is_namespace(std::string_view name);

std::vector<ModelPlan> plan_models(const Schema& schema, const OutputNames& names);
LibraryPlan plan_library(const Schema& schema, const OutputNames& names);

}  // namespace thriftorm
