// How queries name a table's columns and the ways from it to others, decided to the last name.
#pragma once

#include <string>
#include <vector>

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
  enum class Kind { kParent, kChild, kChildren, kLinked, kJoined };
  // What the accessor of records that were loaded gives.
  enum class Result {
    kRow,    // a reference: there is always one
    kMaybe,  // a pointer, null where there is none
    kRows,   // a list
  };

  Kind kind = Kind::kParent;
  Result result = Result::kRow;
  std::string name;      // "categories"
  std::string constant;  // "relations::book::categories"
  std::string target_class;
  std::string target_columns;  // "CategoryColumns"
  std::string column;          // see Relation
  std::string link;
  std::string target_column;
  bool symmetrical = false;
  bool unique = false;    // of kChild: the database keeps it to one row
  std::string attribute;  // "[[deprecated(\"…\")]]", or empty

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
