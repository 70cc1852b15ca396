// How queries name a table's columns and the ways from it to others, decided to the last name.
#pragma once

#include <string>
#include <vector>

#include "tool/plan/relation_plan.h"
#include "tool/schema/schema.h"

namespace thriftorm {

struct QueryColumn {
  std::string name;   // "published_date"
  std::string type;   // "std::string": of a value that is not NULL
  std::string codec;  // "thriftorm::as::Date"
  bool nullable = false;
  bool settable = true;  // by an UPDATE of many rows
  std::vector<std::string> documentation;
  std::string attribute;  // "[[deprecated(\"…\")]]", or empty

  bool operator==(const QueryColumn&) const = default;
};

struct QueryRelation {
  // What the accessor of records that were loaded gives.
  enum class Result {
    kRow,    // a reference: there is always one
    kMaybe,  // a pointer, null where there is none
    kRows,   // a list
  };

  RelationInfoPlan info;
  Result result = Result::kRow;
  std::string target_columns;  // "CategoryColumns"
  std::string attribute;       // "[[deprecated(\"…\")]]", or empty

  bool operator==(const QueryRelation&) const = default;
};

struct QueryPlan {
  std::string model_class;    // "BookModel"
  std::string table;          // "books"
  std::string columns_class;  // "BookColumns"
  std::string scope;          // "book": the namespace of its columns
  std::vector<QueryColumn> columns;
  std::vector<QueryRelation> relations;

  bool operator==(const QueryPlan&) const = default;
};

QueryPlan plan_query(const Schema& schema, const Table& table);

}  // namespace thriftorm
