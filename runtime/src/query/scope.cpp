#include "query/scope.h"

#include <fmt/format.h>

namespace thriftorm::detail {

std::string new_alias(Aliases& aliases, std::string_view wanted) {
  std::string alias(wanted);
  for (int i = 2; !aliases.insert(alias).second; ++i) alias = fmt::format("{}_{}", wanted, i);
  return alias;
}

std::string qualified(std::string_view alias, std::string_view column) {
  return fmt::format("`{}`.`{}`", alias, column);
}

const TableInfo& table_at(const PathNode& path, const TableInfo& root) {
  return path.relation == nullptr ? root : path.relation->target();
}

std::string owner_column(const RelationInfo& relation, const TableInfo& owner) {
  return std::string(relation.kind == RelationInfo::kParent ? relation.column : owner.key_name());
}

RelatedTables related_tables(const RelationInfo& relation, Aliases& aliases) {
  const TableInfo& target = relation.target();
  const std::string alias = new_alias(aliases, relation.name);
  const std::string table = fmt::format("`{}` AS `{}`", target.name, alias);
  if (relation.link.empty()) {
    const std::string_view column =
        relation.kind == RelationInfo::kParent ? target.key_name() : relation.column;
    return {table, qualified(alias, column), alias};
  }
  const std::string link = new_alias(aliases, relation.link);
  return {fmt::format("`{}` AS `{}` JOIN {} ON {} = {}", relation.link, link, table,
                      qualified(alias, target.key_name()), qualified(link, relation.target_column)),
          qualified(link, relation.column), alias};
}

std::string tie(const RelationInfo& relation, const RelatedTables& tables, const std::string& owner,
                Aliases& aliases) {
  if (relation.kind != RelationInfo::kChild || relation.unique)
    return fmt::format("{} = {}", tables.owner, owner);
  const TableInfo& target = relation.target();
  const std::string first = new_alias(aliases, "first");
  return fmt::format("{} = (SELECT MIN({}) FROM `{}` AS `{}` WHERE {} = {})",
                     qualified(tables.alias, target.key_name()),
                     qualified(first, target.key_name()), target.name, first,
                     qualified(first, relation.column), owner);
}

Scope::Scope(const TableInfo& root, const PathNode& path, std::string alias, Aliases& aliases,
             Scope* around)
    : root_(root), begin_(path), aliases_(aliases), around_(around) {
  joined_.push_back({&path, std::move(alias)});
}

const PathNode* Scope::first_many(const PathNode& path) const {
  if (around_ != nullptr && !knows(path)) return around_->first_many(path);
  const PathNode* found = nullptr;
  for (const PathNode* step = &path; step != &begin_ && step->relation != nullptr;
       step = step->parent) {
    if (step->relation->is_many()) found = step;
  }
  return found;
}

bool Scope::knows(const PathNode& path) const {
  for (const PathNode* step = &path; step != nullptr; step = step->parent) {
    if (step == &begin_) return true;
  }
  return false;
}

const std::string& Scope::alias_of(const PathNode& path) {
  if (around_ != nullptr && !knows(path)) return around_->alias_of(path);
  for (const Joined& joined : joined_) {
    if (joined.path == &path) return joined.alias;
  }
  const std::string from = alias_of(*path.parent);
  std::string alias = new_alias(aliases_, path.relation->name);
  join(*path.relation, from, table_of(*path.parent), alias);
  return joined_.emplace_back(&path, std::move(alias)).alias;
}

// A row without its other half stays, as it would without the join.
void Scope::join(const RelationInfo& relation, const std::string& from, const TableInfo& table,
                 const std::string& alias) {
  const TableInfo& target = relation.target();
  const std::string owner = qualified(from, owner_column(relation, table));
  std::string condition;
  if (relation.link.empty()) {
    const std::string_view column =
        relation.kind == RelationInfo::kParent ? target.key_name() : relation.column;
    condition = tie(relation, {"", qualified(alias, column), alias}, owner, aliases_);
  } else {
    const std::string link = new_alias(aliases_, relation.link);
    joins_ += fmt::format(" LEFT JOIN `{}` AS `{}` ON {} = {}", relation.link, link,
                          qualified(link, relation.column), owner);
    condition = fmt::format("{} = {}", qualified(alias, target.key_name()),
                            qualified(link, relation.target_column));
  }
  joins_ += fmt::format(" LEFT JOIN `{}` AS `{}` ON {}", target.name, alias, condition);
}

}  // namespace thriftorm::detail
