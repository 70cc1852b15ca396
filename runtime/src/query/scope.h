// The tables of a SELECT or of one of its subqueries, and what they are called there. Internal to the
// runtime.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "thriftorm/path.h"
#include "thriftorm/table.h"

namespace thriftorm::detail {

// Names that a statement's tables have already.
using Aliases = std::set<std::string, std::less<>>;

// A name that the statement's tables do not have yet: the one that is wanted, or with a number behind it.
std::string new_alias(Aliases& aliases, std::string_view wanted);
// "`books`.`title`".
std::string qualified(std::string_view alias, std::string_view column);
// The table that a path leads to, from one that begins at `root`.
const TableInfo& table_at(const PathNode& path, const TableInfo& root);

// One FROM. Tables are joined when they are first asked for, each once: where the path to them begins,
// which may be in the scope around this one.
class Scope {
 public:
  // Begins at the row of `path`, which paths from here start with. Others are those of `around`, a
  // scope of the same root; null: there are none.
  Scope(const TableInfo& root, const PathNode& path, std::string alias, Aliases& aliases,
        Scope* around = nullptr);

  // The first step on the way to this path that leads to many rows; null: none does.
  const PathNode* first_many(const PathNode& path) const;
  // Whether the path begins where this scope does, or beyond.
  bool knows(const PathNode& path) const;
  // What the table at this path is called.
  const std::string& alias_of(const PathNode& path);
  const TableInfo& table_of(const PathNode& path) const { return table_at(path, root_); }
  const TableInfo& root() const { return root_; }
  Aliases& aliases() { return aliases_; }
  // " LEFT JOIN … ON …" for all that was asked for.
  const std::string& joins() const { return joins_; }

 private:
  struct Joined {
    const PathNode* path;
    std::string alias;
  };

  void join(const RelationInfo& relation, const std::string& from, const TableInfo& table,
            const std::string& alias);

  const TableInfo& root_;
  const PathNode& begin_;
  Aliases& aliases_;
  Scope* around_;
  std::vector<Joined> joined_;
  std::string joins_;
};

// "`book_tags` AS `link` JOIN `tags` AS `tags` ON …", and what ties it to the row that it belongs to:
// the rows of a relation, to select from.
struct RelatedTables {
  std::string from;
  std::string owner;  // the column that holds the owner's key
  std::string alias;  // of the target
};
RelatedTables related_tables(const RelationInfo& relation, Aliases& aliases);
// The column of the owner's that `RelatedTables::owner` is compared with.
std::string owner_column(const RelationInfo& relation, const TableInfo& owner);
// That these rows are those of the owner whose column is `owner`. Where nothing keeps rows of a
// one-to-one relation from being several, the first counts, as it does for the accessor.
std::string tie(const RelationInfo& relation, const RelatedTables& tables, const std::string& owner,
                Aliases& aliases);

}  // namespace thriftorm::detail
