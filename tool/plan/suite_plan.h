// A doctest suite for the user's own schema, decided to the last name: what each model must be able
// to do, and the facts of its table that it is held to.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tool/plan/model_plan.h"
#include "tool/schema/schema.h"

namespace thriftorm {

// A value of the emitted facts: ".length = 255".
using Fact = std::string;

struct ColumnFacts {
  std::string name;
  std::vector<Fact> facts;

  bool operator==(const ColumnFacts&) const = default;
};

struct VariantFacts {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::string> required;

  bool operator==(const VariantFacts&) const = default;
};

struct GroupFacts {
  std::string name;
  bool is_union = true;
  bool required = true;
  bool fallback = false;
  std::vector<VariantFacts> variants;

  bool operator==(const GroupFacts&) const = default;
};

struct DestroyFacts {
  DestroyPlan::Kind kind = DestroyPlan::Kind::kDelete;
  std::string table;
  std::string column;
  std::string target_column;
  std::string target;

  bool operator==(const DestroyFacts&) const = default;
};

struct TableFacts {
  std::string name;
  bool has_model = true;
  std::vector<std::string> primary_key;
  std::vector<ColumnFacts> columns;
  std::vector<Index> indexes;
  std::vector<GroupFacts> groups;
  std::vector<DestroyFacts> on_destroy;

  bool operator==(const TableFacts&) const = default;
};

struct StatementFacts {
  enum class Kind {
    kWhole,  // sent as it is
    kList,   // `text` and `rest`: the whole list of a relation
    kPages,  // the same, a page of it
    kKeys,   // `text`, a list of keys, `rest`
  };

  std::string name;  // "ships_model.cpp: kFind"
  Kind kind = Kind::kWhole;
  std::string text;
  std::string rest;

  bool operator==(const StatementFacts&) const = default;
};

// How a suite reads and sets one column. Empty: it does not.
struct SuiteColumn {
  std::string name;
  std::string getter;
  std::string setter;
  std::string type;      // that the setter takes
  std::string constant;  // "columns::player::email", which queries compare
  std::string value_type;
  std::string codec;  // of JSON; empty: it is none
  bool is_key = false;
  bool updates = false;  // queries set it
  bool upserts = false;  // rows are told apart by it, or refused to be

  bool operator==(const SuiteColumn&) const = default;
};

// A Thrift struct or union whose members are columns.
struct SuiteMember {
  std::string column;
  std::string field;
  std::string type;
  std::string codec;  // of JSON; empty: it is none
  bool optional = false;

  bool operator==(const SuiteMember&) const = default;
};

struct SuiteVariant {
  std::string field;     // of the union; empty for a struct
  std::string function;  // of a struct: the stem of what makes and reads it
  std::string cpp_type;  // of a struct
  std::vector<SuiteMember> members;
  std::string accessor;   // of a struct: "vector3", for get_ and set_; empty: it has none
  bool optional = false;  // its getter gives an optional

  bool operator==(const SuiteVariant&) const = default;
};

struct SuiteGroup {
  bool is_union = true;
  std::string name;      // accessor stem; of a pivot's owner the field's
  std::string function;  // stem of what makes and reads it
  std::string cpp_type;
  bool optional = false;
  bool accessors = true;               // the model has get_ and set_ for it
  std::vector<std::string> forbidden;  // members of the union
  std::vector<std::pair<std::string, std::string>> predicates;  // column and is_…()
  std::vector<SuiteVariant> variants;

  bool operator==(const SuiteGroup&) const = default;
};

struct SuiteFinder {
  std::string column;
  std::string method;
  std::string argument;

  bool operator==(const SuiteFinder&) const = default;
};

struct SuiteParent {
  std::string name;
  std::string column;
  std::string table;
  std::string target_class;
  std::string path;     // "columns::ship::home()"
  bool maybe = false;   // what is loaded is a pointer
  bool gives = false;   // it has a setter
  bool clears = false;  // and that takes nothing

  bool operator==(const SuiteParent&) const = default;
};

struct SuiteChildren {
  enum class Kind { kOne, kMany, kLinked, kJoined };

  std::string name;
  Kind kind = Kind::kMany;
  std::string table;
  std::string column;
  std::string link;
  std::string link_column;
  std::vector<std::string> order_by;
  std::string target_class;
  std::string path;
  std::string singular;
  bool owns = false;
  bool symmetrical = false;
  bool gives = false;
  bool removes = false;

  bool operator==(const SuiteChildren&) const = default;
};

struct SuiteChooser {
  std::string name;
  std::vector<std::pair<std::string, std::string>> choices;  // column and table

  bool operator==(const SuiteChooser&) const = default;
};

struct SuiteCopy {
  std::string method;
  std::string table;
  std::string source_class;
  std::string column;
  std::vector<std::string> columns;

  bool operator==(const SuiteCopy&) const = default;
};

// A field of a Thrift object, and where a suite keeps it.
struct SuiteField {
  enum class Kind {
    kValue,
    kGroup,
    kParent,
    kChild,
    kList,
    kMap,
    kKeys,
    kOwner,
    kConstant,
    kComputed,
  };

  Kind kind = Kind::kValue;
  std::string field;
  std::string type;
  std::string column;    // kValue
  std::string codec;     // kValue: of JSON; empty: it is none
  std::string function;  // kGroup, kOwner: the stem of what makes and reads it
  std::string table;
  std::string key_column;  // of rows; of kParent here
  std::string link;
  std::string link_column;
  std::string map_key;  // the element's field
  std::string map_column;
  std::vector<std::string> order_by;
  std::string value;  // kConstant
  bool flagged = true;
  bool optional = false;
  bool needed = false;  // kParent, kChild: it cannot be left unset
  bool shared = false;
  bool refers = false;
  bool symmetrical = false;
  bool inserts = false;  // kKeys: into a set
  std::string key_type;  // kKeys

  bool operator==(const SuiteField&) const = default;
};

struct SuiteThrift {
  std::string cpp_type;
  std::vector<std::string> columns;
  std::vector<std::string> unsettable;  // columns and embedding fields that may be left unset
  std::vector<std::string> defaulted;   // columns that have a value in a new object
  std::vector<SuiteField> fields;
  bool has_results = false;  // the model tells in the service's own words as well

  bool operator==(const SuiteThrift&) const = default;
};

struct SuiteTest {
  std::string title;
  std::string call;

  bool operator==(const SuiteTest&) const = default;
};

struct SuiteModel {
  std::string table;
  std::string class_name;
  std::vector<std::string> files;  // of models that it speaks of
  bool uses_json = false;
  bool has_computed = false;
  bool uses_deprecated = false;
  std::vector<SuiteColumn> columns;
  std::vector<SuiteGroup> groups;
  std::vector<SuiteFinder> finders;
  std::vector<SuiteParent> parents;
  std::vector<SuiteChildren> children;
  std::vector<SuiteChooser> choosers;
  std::vector<SuiteCopy> copies;
  std::optional<SuiteThrift> thrift;
  std::vector<SuiteTest> tests;

  bool operator==(const SuiteModel&) const = default;
};

struct SuitePlan {
  std::string cpp_namespace;  // of the models
  std::string include_directory;
  std::string source;
  std::string types_header;
  std::string name;  // of databases
  bool uses_json = false;
  std::optional<ResultPlan> result;  // the service's own words
  std::vector<EnumPlan> enums;
  std::vector<TableFacts> tables;  // each after the tables that it refers to
  std::vector<StatementFacts> statements;
  std::vector<SuiteModel> models;

  bool operator==(const SuitePlan&) const = default;
};

// As emitted code names them, "kMany".
std::string_view to_text(StatementFacts::Kind kind);
std::string_view to_text(SuiteChildren::Kind kind);
std::string_view to_text(SuiteField::Kind kind);  // of those that embed
// Whether such a field holds what other rows say.
bool embeds(SuiteField::Kind kind);

SuitePlan plan_suite(const Schema& schema, const OutputNames& names);

// Parts of it. Internal to tool/plan.
TableFacts plan_table_facts(const Schema& schema, const Table& table);
std::vector<StatementFacts> plan_statement_facts(const ModelPlan& model);
std::optional<SuiteThrift> plan_suite_thrift(const Schema& schema, const Table& table,
                                             const ModelPlan& model, SuiteModel& suite);
SuiteGroup plan_suite_group(const GroupPlan& group, const ModelPlan& model);

}  // namespace thriftorm
