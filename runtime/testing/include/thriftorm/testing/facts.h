// What a suite knows of a schema: the facts that the IDL states, in the words of SQL. They are said
// apart from the models, so that the two can disagree.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "thriftorm/testing/value.h"

namespace thriftorm::testing {

enum class Type : std::uint8_t {
  kBool,
  kInt8,
  kInt16,
  kInt32,
  kInt64,
  kDouble,
  kVarchar,  // `length` characters
  kText,
  kMediumText,
  kLongText,
  kDecimal,   // `precision` digits, `scale` of them behind the point
  kDate,      // "2024-02-29"
  kDateTime,  // counted since 1970 in units of 10^-`precision` seconds
  kJson,
  kVarbinary,  // `length` bytes
  kBlob,
  kMediumBlob,
  kLongBlob,
};
bool is_integer(Type type);  // kBool is one
bool is_text(Type type);
bool is_binary(Type type);

// A member of an enum.
struct Member {
  std::int64_t number = 0;
  std::string name{};
};
using Members = std::vector<Member>;

// A value of JSON.
struct Json {
  std::string model{};   // as to_json() writes it
  std::string stored{};  // as the database shows it, without blanks; suites find out
};

// What the database does to a row when the row that it names goes or gets another key.
enum class Action : std::uint8_t { kNone, kNoAction, kRestrict, kCascade, kSetNull };

struct Column {
  std::string name{};
  Type type = Type::kInt64;
  int length = 0;
  int precision = 0;
  int scale = 0;
  bool nullable = false;
  bool generated = false;   // the database makes the value
  bool version = false;     // the models count it up
  bool created_at = false;  // the models set it
  bool updated_at = false;
  std::optional<Value> default_value{};  // as it is stored
  Members members{};         // of an enum, which is stored by name in a kVarchar, else by number
  std::string references{};  // the table whose key it holds; empty: none, or none with a table
  bool constrained = false;  // and the database keeps it to that
  Action on_delete = Action::kNone;
  Action on_update = Action::kNone;
  std::vector<Json> json{};  // of a kJson: what a suite stores

  // Whether the models fill it in by themselves.
  bool is_automatic() const { return generated || version || created_at || updated_at; }
};

struct Index {
  std::string name{};
  std::vector<std::string> columns{};
  bool unique = false;
};

// One alternative of a flattened union, or the one shape of a flattened struct.
struct Variant {
  std::string name{};  // of a union's; else empty
  std::vector<std::string> columns{};
  std::vector<std::string> required{};  // that are set whenever it is
};

// Columns that are set together, or of which one alone is set.
struct Group {
  std::string name{};
  bool is_union = true;
  bool required = true;   // models want one variant to be set; else at most one
  bool fallback = false;  // the database takes none as well
  std::vector<Variant> variants{};
};

// What destroying a record does to rows elsewhere, by the models.
struct DestroyRule {
  enum class Kind : std::uint8_t {
    kDelete,  // rows of `table` whose `column` names it go along
    kRefuse,  // as long as there is one, it stays
    kUnlink,  // their `column` becomes NULL
    kOwned,   // rows of `target` that `table` links to it go along, and the links
    kUnjoin,  // the links go, what they join stays
  };

  Kind kind = Kind::kDelete;
  std::string table{};
  std::string column{};
  std::string target_column{};  // kOwned, kUnjoin: the link's column with the other key
  std::string target{};         // and whose key that is
};

struct Table {
  std::string name{};
  std::vector<std::string> primary_key{};
  std::vector<Column> columns{};
  std::vector<Index> indexes{};
  std::vector<Group> groups{};
  std::vector<DestroyRule> on_destroy{};

  const Column& column(std::string_view column_name) const;
  // The group that a column is a part of; null: none.
  const Group* group_of(std::string_view column_name) const;
  const Column& key() const { return column(primary_key.front()); }
  // Whether no two rows have the same value in this column.
  bool is_unique(std::string_view column_name) const;
};

// A statement that the models hold as text.
struct Statement {
  enum class Kind : std::uint8_t {
    kWhole,  // sent as it is
    kList,   // `text`, and what follows it: the whole list of a relation
    kPages,  // the same, a page of it
    kKeys,   // `text`, a list of keys, `rest`
  };

  std::string name{};  // "ships_model.cpp: kFind"
  Kind kind = Kind::kWhole;
  std::string text{};
  std::string rest{};
};

// How the service's own results call errors; NULL: they have no code for it.
struct ErrorCodes {
  std::vector<std::pair<std::string, Value>> of_kinds{};  // "InvalidData"
  Value query{};                                          // what failed in no way that has a kind
  Value insert{};
  Value update{};
};

struct Schema {
  std::string name{};  // of the library, "game_db": databases are named after it
  std::vector<Table> tables{};
  std::vector<Statement> statements{};
  ErrorCodes codes{};

  const Table& table(std::string_view table_name) const;
};

}  // namespace thriftorm::testing
