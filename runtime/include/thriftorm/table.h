// What the runtime knows of a table and of the ways from it to others: constants of emitted code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "thriftorm/session.h"

namespace thriftorm {

struct TableInfo;
namespace detail {
class LoadedRows;
}

// A primary key of any kind.
using KeyValue = std::variant<std::int64_t, std::string>;

struct ColumnInfo {
  std::string_view name;
  bool required = false;          // NOT NULL, with no default, not generated
  std::uint32_t max_length = 0;   // characters of a text, bytes of a binary; 0: no limit
  std::uint32_t max_bytes = 0;    // of either; 0: no limit
  bool decimal = false;           // numbers that SQLite keeps as text
  std::int8_t stamp_digits = -1;  // of a time of the last change: its fraction's; -1: it is none
  bool created_at = false;        // set once, when the row is inserted
  bool unique = false;            // by itself: no two rows have the same value
};

// What destroying rows of a table does to rows elsewhere.
struct DestroyRule {
  enum Kind : std::uint8_t {
    kDelete,  // rows of `table` whose `column` names a destroyed row are destroyed as well
    kRefuse,  // as long as there is one, nothing is destroyed
    kUnlink,  // their `column` becomes NULL
    kOwned,  // rows that the link `table` joins to a destroyed row are destroyed, and the link's rows
    kUnjoin,  // the link's rows go, what they join stays
  };

  Kind kind;
  std::string_view table;
  std::string_view column;
  std::string_view target_column;  // kOwned, kUnjoin: the link's column with the other key
  const TableInfo& (*target)();    // kDelete, kOwned, kUnlink: whose rows are concerned
};

// A relation: other records can be given to a record by it, to be saved with it, and queries follow it.
struct RelationInfo {
  enum Kind : std::uint8_t {
    kParent,    // `column` here holds the key of a row of `target`
    kChild,     // `column` of at most one row of `target` holds this row's key
    kChildren,  // `column` of rows of `target` holds this row's key
    kLinked,    // rows of `link` with this row's key in `column` give it rows of `target`
    kJoined,    // the same, and rows of `target` may have many such rows: an association table
  };

  Kind kind;
  std::string_view name;  // accessor stem, for messages
  const TableInfo& (*target)();
  std::string_view column;
  std::string_view link;           // kLinked, kJoined: the table between
  std::string_view target_column;  // and its column with the other key
  bool owns = false;  // what leaves the relation is destroyed, and belongs to one record at a time;
                      // else its key becomes NULL
  bool symmetrical = false;  // kJoined: each link stands there in both directions
  bool unique = false;       // kChild: the database keeps it to one row

  // Whether it leads to any number of rows.
  bool is_many() const { return kind != kParent && kind != kChild; }
};

// A table. Its texts live as long as the program.
struct TableInfo {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::string_view name;
  std::span<const ColumnInfo> columns;
  std::size_t key = 0;                        // the primary key's position in columns
  bool generated_key = true;                  // the database makes it
  bool text_key = false;                      // a string; else an integer
  std::size_t version = kNone;                // the optimistic lock's column
  const StaticSql* find = nullptr;            // by primary key, all columns
  const StaticSql* insert = nullptr;          // all columns, in order
  const StaticSql* erase = nullptr;           // by primary key; null where there is `on_destroy`
  std::span<const DestroyRule> on_destroy{};  // in the order in which they are followed
  // Makes what holds rows of this table that are loaded with a record: one, or many.
  std::unique_ptr<detail::LoadedRows> (*make_loaded)(bool many) = nullptr;

  std::string_view key_name() const { return columns[key].name; }
  // The position of a column; kNone: there is none of that name.
  std::size_t find_column(std::string_view column) const {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].name == column) return i;
    }
    return kNone;
  }
};

}  // namespace thriftorm
